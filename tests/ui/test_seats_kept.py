"""What a seat has answered stays its own: whoever takes it up again is let on by the coordinator."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton

from app.core.errors import AppError
from app.core.shapes.sheets import SheetState
from app.services.audits import verify_audit
from app.ui.nav import Place
from app.ui.seats.page import SeatsPage
from app.ui.seats.seat_grading import SeatGrading
from app.ui.services import Services
from tests.builders import entries, head
from tests.journeys.looking import counts
from tests.meeting_room import Room, opened
from tests.ui.kit import Bench, press, settle
from tests.ui.test_accessible import nameless
from tests.ui.test_clipping import clipped, fit
from tests.ui.test_seats import hand_over, leave, texts

Key = Qt.Key


@pytest.fixture
def room(bench: Bench, tmp_path: Path) -> Room:
    made = opened(tmp_path / "meeting")
    bench.context.desk.put(made.ws)
    settle()
    return made


@pytest.fixture
def page(bench: Bench, room: Room) -> Iterator[SeatsPage]:
    """The seats, waiting for the first to sit down."""
    bench.window.go(Place.SEATS, room.round_id)
    settle()
    made = bench.window.pages[Place.SEATS]
    assert isinstance(made, SeatsPage)
    yield made
    made.reset()


def answer_as_first(bench: Bench) -> None:
    """Seat 1 answers one question, does not lock, and hands over."""
    press(bench.window, Key.Key_Return, Key.Key_2)
    hand_over(bench)


def take(page: SeatsPage, number: int) -> None:
    made = page.hand_over.findChild(QAbstractButton, f"seat:{number}")
    made.click()
    settle()


def test_nobody_else_sits_down_at_a_seat_that_has_begun(page: SeatsPage, room: Room, bench: Bench) -> None:
    answer_as_first(bench)
    assert page.hand_over.findChild(QAbstractButton, "seat:1").text().endswith("(has begun)")
    take(page, 1)
    assert page.grading is None and page.guard.isVisible()
    assert page.guard.sentence.text().startswith("Seat 1 has begun: the coordinator lets them go on")
    leave(page, "not the one")
    assert page.grading is None
    assert entries(room.ws)[-1]["event"] != "answer_undone"
    press(bench.window, Key.Key_Escape)
    assert page.views.currentWidget() is page.hand_over
    take(page, 1)
    leave(page)
    assert page.grading is not None and page.grading.seat.number == 1
    assert page.keeps_in, "the passphrase let somebody go on, and nobody out"
    assert page.grading.sitting.questions[0].answer
    assert not verify_audit(room.ws).problems


def test_a_seat_that_has_not_begun_is_free(page: SeatsPage, bench: Bench) -> None:
    press(bench.window, Key.Key_Return)
    hand_over(bench)
    take(page, 1)
    assert page.grading is not None and page.grading.seat.number == 1


def test_whose_turn_it_is_again_is_told_who_lets_them_go_on(page: SeatsPage, room: Room, bench: Bench) -> None:
    answer_as_first(bench)
    page.arrive(room.round_id)
    settle()
    assert page.hand_over.seat.text() == "Seat 1"
    assert "Seat 1 has begun: the coordinator lets them go on" in texts(page.hand_over)
    assert page.hand_over.begin_button.text() == "I am seat 1: go on   ( Enter )"
    press(bench.window, Key.Key_Return)
    assert page.grading is None and page.guard.line.hasFocus()
    leave(page)
    assert page.grading is not None and page.grading.seat.number == 1


class BrokenDisk(Services):
    """The real services, but a meeting cannot be read."""

    tries = 0

    def read_meeting(self, *asked: Any, **told: Any) -> Any:
        self.tries += 1
        raise AppError("The disk does not answer.", "Look at its cable.")


def test_a_read_that_is_refused_opens_no_way_out(page: SeatsPage, bench: Bench) -> None:
    services = bench.context.services
    press(bench.window, Key.Key_Return, Key.Key_2)
    broken = BrokenDisk()
    object.__setattr__(bench.context, "services", broken)
    hand_over(bench)
    assert bench.window.stack.currentWidget() is page and page.keeps_in
    assert page.views.currentWidget() is page.hand_over and page.grading is None
    assert page.hand_over.trouble.what.text() == "The disk does not answer."
    assert not page.hand_over.begin_button.isVisible() and not page.hand_over.others.isVisible()
    assert clipped(bench) == [] and nameless(bench.window) == []
    press(bench.window, Key.Key_Escape)
    assert page.guard.isVisible(), "leaving asks for the passphrase as ever"
    press(bench.window, Key.Key_Escape, Key.Key_Return)
    assert page.hand_over.trouble.isVisible() and broken.tries == 2, "it was tried again, and refused again"
    object.__setattr__(bench.context, "services", services)
    page.hand_over.trouble.retry_button.click()
    settle()
    assert page.hand_over.seat.text() == "Seat 2" and not page.hand_over.trouble.isVisible()


def begin_practice(page: SeatsPage, bench: Bench) -> SeatGrading:
    """Whoever is next sits down and takes the practice case."""
    press(bench.window, Key.Key_Return)
    grading = page.grading
    assert grading is not None and grading.practice_bar.try_button.isVisible(), "it is offered at every new seat"
    grading.practice_bar.try_button.click()
    settle()
    return grading


def finish_practice(bench: Bench) -> None:
    press(bench.window, *("1" * 4), Key.Key_Return, "1", "1", Key.Key_Return)


def test_the_practice_case_is_offered_at_a_seat_and_leads_back_to_it(page: SeatsPage, room: Room, bench: Bench) -> None:
    grading = begin_practice(page, bench)
    began = (counts(room.ws), head(room.ws))
    finish_practice(bench)
    assert grading.sitting.sheet is not None and grading.sitting.sheet.state is SheetState.DONE
    assert (counts(room.ws), head(room.ws)) == began, "nothing of it came to the workspace"
    assert not grading.trouble.isVisible(), "no case of the meeting was graded yet"
    assert grading.title.text() == "Seat 1"
    press(bench.window, Key.Key_Return)
    assert grading.sitting.queue is not None and grading.sitting.queue.seat_id == room.seats[0]
    assert grading.sitting.queue.round_id == room.round_id
    assert not room.view.seats[0].begun


def test_nothing_of_one_seats_practice_is_left_for_the_next(page: SeatsPage, room: Room, bench: Bench) -> None:
    begin_practice(page, bench)
    press(bench.window, "2")
    hand_over(bench)
    assert page.hand_over.seat.text() == "Seat 2" and "PRACTICE CASE" not in texts(page)
    assert not room.view.seats[0].begun, "their seat is as free as before"
    second = begin_practice(page, bench)
    assert second.practice_bar.words.text().startswith("1 of 6")
    assert not any(question.answer for question in second.sitting.questions)
    hand_over(bench)
    take(page, 1)
    assert page.grading is not None and not page.grading.practice_bar.isVisible(), "it is offered once"
    assert page.grading.record.reference.text() != "PRACTICE CASE"


@pytest.mark.parametrize(("scale", "width", "height"), [(100, 1360, 820), (100, 960, 540), (200, 1360, 820)])
def test_no_word_of_it_is_cut_off(page: SeatsPage, room: Room, bench: Bench, scale: int, width: int, height: int):
    answer_as_first(bench)
    bench.window.setWindowState(Qt.WindowState.WindowNoState)
    fit(bench, scale, width, height)
    assert clipped(bench) == []
    page.arrive(room.round_id)
    settle()
    assert clipped(bench) == [] and nameless(bench.window) == []
    press(bench.window, Key.Key_Return)
    assert clipped(bench) == [] and nameless(bench.window) == []
