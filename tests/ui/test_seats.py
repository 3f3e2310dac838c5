"""Seats: one machine, one person after the other, and no way out without the coordinator's passphrase."""

from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QFontMetrics
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QWidget

from app.core.errors import AppError
from app.core.shapes.meetings import Presence
from app.services.audits import verify_audit
from app.ui.grading.queue_list import below_of
from app.ui.grading.record_parts import ReadingColumn
from app.ui.nav import Place
from app.ui.seats.page import SeatsPage
from app.ui.services import Services
from app.ui.theme import SMALL
from tests.builders import PASSPHRASE
from tests.meeting_room import Room, grade, opened
from tests.ui.kit import Bench, press, settle
from tests.ui.tabbing import tab_round
from tests.ui.test_accessible import nameless
from tests.ui.test_clipping import clipped, fit

Key = Qt.Key


@pytest.fixture
def room(bench: Bench, tmp_path: Path) -> Room:
    made = opened(tmp_path / "meeting")
    bench.context.desk.put(made.ws)
    settle()
    return made


@pytest.fixture
def page(bench: Bench, room: Room) -> SeatsPage:
    """The seats, waiting for the first to sit down."""
    bench.window.go(Place.SEATS, room.round_id)
    settle()
    made = bench.window.pages[Place.SEATS]
    assert isinstance(made, SeatsPage)
    yield made
    made.reset()


def texts(widget: QWidget) -> str:
    return " ".join(each.text() for each in widget.findChildren(QLabel))


def words(lines: list[str]) -> list[str]:
    """The words of some lines; between parts that stand on lines of their own there is no dot."""
    return [word for line in lines for word in line.split() if word != "·"]


def hand_over(bench: Bench) -> None:
    QTest.keyClick(bench.window.windowHandle(), Key.Key_H, Qt.KeyboardModifier.ControlModifier)
    settle()


def leave(page: SeatsPage, words: str = PASSPHRASE) -> None:
    QTest.keyClicks(page.guard.line, words)
    press(page.window(), Key.Key_Return)


def test_the_first_is_asked_to_sit_down(page: SeatsPage, bench: Bench) -> None:
    assert page.hand_over.seat.text() == "Seat 1"
    assert page.hand_over.ask.text() == "Please sit down, Ottoline Brackenbury"
    assert page.hand_over.warning.text() == "Before you read: It tells of violence."
    assert not bench.window.rail.isVisible()
    assert bench.window.windowState() & Qt.WindowState.WindowFullScreen
    assert nameless(bench.window) == []
    assert page.hand_over.begin_button in tab_round(bench.window)


@pytest.mark.parametrize("scale", [100, 150])
def test_no_line_of_a_case_in_the_list_is_cut(page: SeatsPage, room: Room, bench: Bench, scale: int) -> None:
    grade(room, 1)
    page.arrive(room.round_id)
    settle()
    bench.window.setWindowState(Qt.WindowState.WindowNoState)
    fit(bench, scale, 1360, 820)
    page._sit_down(room.round_id, room.view.seats[0])
    settle()
    page.grading.cases_button.setChecked(True)
    settle()
    listed, look = page.grading.queue.list, bench.look
    small = QFontMetrics(look.font(SMALL))
    for number in range(listed.count()):
        entry = listed.item(number)
        item = entry.data(Qt.ItemDataRole.UserRole)
        title, below = listed.itemDelegate().lines_of(item, listed.viewport().width())
        assert words(below) == words(below_of(item))
        across = listed.visualItemRect(entry).width() - look.em(1.55) - look.em(1) - 8
        assert max(map(small.horizontalAdvance, below)) <= across
        high = look.em(1.06) * len(title + below)
        assert high <= listed.visualItemRect(entry).height() - 4
    assert (
        "Waits for the panel" in listed.itemDelegate().lines_of(listed.item(0).data(Qt.ItemDataRole.UserRole), 269)[1]
    )


def test_large_text_in_a_small_window_begins_with_the_record(page: SeatsPage, room: Room, bench: Bench) -> None:
    bench.window.setWindowState(Qt.WindowState.WindowNoState)
    fit(bench, 200, 960, 540)
    press(bench.window, Key.Key_Return)
    settle()
    grading = page.grading
    assert grading.practice_bar.isVisible() and grading.practice_bar.try_button.isVisible()
    assert grading.practice_bar.height() < bench.look.em(3)
    view = grading.record.scroller.viewport()
    text = grading.record.findChildren(ReadingColumn)[0]
    assert text.mapTo(view, text.rect().topLeft()).y() + bench.look.em(4) < view.height(), "two lines of it at least"
    assert clipped(bench) == []


def test_each_grades_their_own_sheet(page: SeatsPage, room: Room, bench: Bench) -> None:
    for seat in (1, 2):
        press(bench.window, Key.Key_Return)
        assert page.grading is not None
        assert page.grading.title.text() == f"Seat {seat}"
        assert page.grading.sitting.sheet is not None
        assert page.grading.sitting.sheet.seat_id == room.seats[seat - 1]
        assert nameless(bench.window) == []
        press(bench.window, Key.Key_2)
        hand_over(bench)
    for seat in (1, 2):
        first = room.sheet(seat).stages[0].questions[0]
        assert first.answer == first.choices[1].code
    assert room.sheet(3).stages[0].questions[0].answer == ""


def test_nothing_of_the_last_person_is_left(page: SeatsPage, bench: Bench) -> None:
    press(bench.window, Key.Key_Return)
    assert page.grading is not None
    press(bench.window, Key.Key_T)
    focused = QApplication.focusWidget()
    assert focused is not None
    QTest.keyClicks(focused, "A note that nobody else reads")
    press(bench.window, Key.Key_Escape)
    hand_over(bench)
    settle()
    assert page.grading is None
    assert page.hand_over.seat.text() == "Seat 2"
    shown = texts(page)
    assert "Case 1" not in shown and "A note" not in shown
    press(bench.window, Key.Key_Return)
    assert page.grading is not None
    assert all(not question.answer and not question.note for question in page.grading.sitting.questions)
    assert "A note" not in texts(page)


def test_there_is_no_reference_and_no_other_place(page: SeatsPage, room: Room, bench: Bench) -> None:
    press(bench.window, Key.Key_Return)
    grading = page.grading
    assert grading is not None and grading.sitting.queue is not None
    assert [item.reference for item in grading.sitting.queue.items] == ["", "", ""]
    assert not grading.rounds_button.isVisible()
    assert not any(each.isVisible() for each in bench.window.rail.buttons.values())
    bench.window.go(Place.HOME)
    assert bench.window.stack.currentWidget() is page
    assert page.guard.isVisible()


def test_somebody_else_may_sit_down_first(page: SeatsPage, bench: Bench, room: Room) -> None:
    page.hand_over.findChild(QWidget, "seat:3").click()
    settle()
    assert page.grading is not None and page.grading.seat.number == 3
    hand_over(bench)
    assert page.hand_over.seat.text() == "Seat 4"


def test_who_has_finished_or_is_not_there_is_not_asked(page: SeatsPage, bench: Bench, room: Room) -> None:
    room.mark(2, Presence.LEFT)
    for case in (1, 2, 3):
        for seat in (1, 3, 4):
            if (seat, case) != (4, 3):
                grade(room, seat, case)
    bench.window.stack.currentWidget()
    page.arrive(room.round_id)
    assert page.hand_over.seat.text() == "Seat 4"
    assert not page.hand_over.others.isVisible()
    grade(room, 4, 3)
    page.arrive(room.round_id)
    assert page.hand_over.seat.text() == "Nobody has anything to grade now"
    assert page.hand_over.ask.text() == "Please call the coordinator."
    assert not page.hand_over.begin_button.isVisible()


def test_leaving_needs_the_coordinators_passphrase(page: SeatsPage, bench: Bench, room: Room) -> None:
    press(bench.window, Key.Key_Escape)
    assert page.guard.isVisible() and page.guard.line.hasFocus()
    leave(page, "not the one")
    assert page.guard.trouble.what.text() == "That passphrase is not yours, or that of a coordinator."
    assert page.guard.line.text() == ""
    press(bench.window, Key.Key_Escape)
    assert page.views.currentWidget() is page.hand_over
    press(bench.window, Key.Key_Escape)
    leave(page)
    assert bench.window.stack.currentWidget() is bench.window.pages[Place.MEETINGS]
    assert bench.window.rail.isVisible()
    assert not bench.window.windowState() & Qt.WindowState.WindowFullScreen
    assert not verify_audit(room.ws).problems


def test_closing_the_window_asks_the_same(page: SeatsPage, bench: Bench) -> None:
    press(bench.window, Key.Key_Return)
    bench.window.close()
    assert bench.window.isVisible() and page.guard.isVisible()
    press(bench.window, Key.Key_Escape)
    assert page.views.currentWidget() is page.grading, "whoever sat there goes on"
    bench.window.close()
    leave(page)
    assert not bench.window.isVisible()
    assert not bench.context.desk.is_open


@pytest.mark.parametrize(
    ("scale", "width", "height"), [(100, 1360, 820), (100, 960, 540), (200, 1360, 820), (200, 960, 540)]
)
def test_no_word_is_cut_off(page: SeatsPage, bench: Bench, scale: int, width: int, height: int) -> None:
    bench.window.setWindowState(Qt.WindowState.WindowNoState)
    fit(bench, scale, width, height)
    assert clipped(bench) == []
    press(bench.window, Key.Key_Return)
    assert clipped(bench) == []
    hand_over(bench)
    press(bench.window, Key.Key_Escape)
    leave(page, "not the one")
    assert clipped(bench) == []


class FullDisk(Services):
    """The real services on a disk that is full."""

    def save_answer(self, *asked: Any, **told: Any) -> Any:
        raise AppError("The disk is full.", "Make room on it.")


def test_nobody_sits_down_before_the_last_answer_is_saved(page: SeatsPage, bench: Bench) -> None:
    press(bench.window, Key.Key_Return)
    services = bench.context.services
    object.__setattr__(bench.context, "services", FullDisk())
    press(bench.window, Key.Key_2)
    hand_over(bench)
    assert page.grading is not None and page.views.currentWidget() is page.grading
    assert "nobody else can sit down" in page.grading.trouble.what.text()
    object.__setattr__(bench.context, "services", services)
    page.grading.sitting.retry()
    hand_over(bench)
    assert page.hand_over.seat.text() == "Seat 2"
