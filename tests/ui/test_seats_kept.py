"""What a seat has answered stays its own: whoever takes it up again is let on by the coordinator."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton

from app.services.audits import verify_audit
from app.ui.nav import Place
from app.ui.seats.page import SeatsPage
from tests.builders import entries
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
