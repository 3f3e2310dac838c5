"""Concerns in the window: for whom one is, said truly; and on Home for whoever may read it, and for nobody else."""

from pathlib import Path

import pytest
from PySide6.QtWidgets import QPushButton

from app.core.shapes.concerns import ConcernSort
from app.services.grading import concerns
from app.ui.grading.page import GradingPage
from app.ui.home.concerns_card import ConcernsCard
from app.ui.nav import Place
from app.ui.seats.page import SeatsPage
from tests import meeting_room as room_for
from tests.builders import PASSPHRASE
from tests.people import WORDS, add, signed_in_as
from tests.services.grading.test_concerns import AUDITOR, CHAIR, LENA, TEXT
from tests.ui.kit import Bench, press, settle
from tests.ui.test_actions import shown
from tests.ui.test_grading import grading

__all__ = ["grading"]


def home_card(bench: Bench) -> ConcernsCard | None:
    bench.window.go(Place.HOME)
    bench.window.pages[Place.HOME].refresh()
    settle()
    return bench.window.pages[Place.HOME].findChild(ConcernsCard)


def test_without_a_coordinator_it_says_that_it_stays_with_the_line_manager(grading: tuple[Bench, GradingPage]) -> None:
    bench, page = grading
    press(bench.window, "?")
    settle()
    assert "no coordinator is here, so it stands on your Home until you deal with it" in shown(page.side.more)
    page.side.more.concern_button.click()
    settle()
    assert page.side.concern.tell_button.text() == "Keep this concern on Home"
    page.side.concern.sorts.segments[0].click()
    page.side.concern.tell_button.click()
    settle()
    assert bench.window.message_bar.what.text() == "Kept: concern 1."


def test_with_a_coordinator_it_goes_to_them_and_stands_on_their_home_alone(grading: tuple[Bench, GradingPage]) -> None:
    bench, page = grading
    add(bench.context.desk.workspace)
    press(bench.window, "?")
    settle()
    assert "it is for the coordinator alone, first thing on their Home." in shown(page.side.more)
    page.side.more.concern_button.click()
    settle()
    assert page.side.concern.tell_button.text() == "Tell the coordinator"
    page.side.concern.sorts.segments[0].click()
    page.side.concern.tell_button.click()
    settle()
    assert bench.window.message_bar.what.text() == "The coordinator is told: concern 1."
    assert home_card(bench) is None
    ws = signed_in_as(bench.context.desk.workspace, WORDS)
    bench.context.desk.put(ws)
    settle()
    card = home_card(bench)
    assert card is not None
    assert "1 concern raised while grading" in shown(card)


@pytest.mark.parametrize("words", [LENA, CHAIR, AUDITOR], ids=["line manager", "chair", "auditor"])
def test_home_offers_no_reading_that_would_be_refused(bench: Bench, tmp_path: Path, words: str) -> None:
    room = room_for.opened(tmp_path / "workspace")
    for name, role, own in (("Lena", "line_manager", LENA), ("A chair", "chair", CHAIR), ("Ada", "auditor", AUDITOR)):
        add(room.ws, name, role, own)
    concerns.raise_concern(room.ws, sheet_id=room.sheet(2).sheet_id, sort=ConcernSort.CRIME, text=TEXT)
    bench.context.desk.put(signed_in_as(room.ws, words))
    settle()
    assert home_card(bench) is None
    bench.context.desk.put(signed_in_as(bench.context.desk.workspace, PASSPHRASE))
    settle()
    card = home_card(bench)
    assert card is not None
    card.read_button.click()
    settle()
    assert TEXT in shown(card)
    taken = card.findChild(QPushButton, "concern:1")
    assert taken is not None
    taken.click()
    settle()
    card = home_card(bench)
    assert card is not None
    assert "No concern waits; 1 taken on" in shown(card)


def test_a_panels_with_no_coordinator_left_is_said_to_wait_for_one(bench: Bench, tmp_path: Path) -> None:
    room = room_for.opened(tmp_path / "workspace")
    add(room.ws, "A chair", "chair", CHAIR)
    bench.context.desk.put(room.ws)
    bench.window.go(Place.SEATS, room.round_id)
    settle()
    page = bench.window.pages[Place.SEATS]
    assert isinstance(page, SeatsPage)
    page.hand_over.begin_button.click()
    settle()
    assert page.grading is not None
    side = page.grading.side
    with room.ws._store.write() as session:
        session.connection().exec_driver_sql("UPDATE actor SET role = 'auditor' WHERE role = 'coordinator'")
    press(bench.window, "?")
    settle()
    assert "nobody reads it until a coordinator signs in here" in shown(side.more)
    side.more.concern_button.click()
    settle()
    assert side.concern.tell_button.text() == "Keep this concern"
    side.concern.sorts.segments[0].click()
    side.concern.tell_button.click()
    settle()
    assert bench.window.message_bar.fix.text() == "Nobody reads it until a coordinator signs in here."
    page.reset()
