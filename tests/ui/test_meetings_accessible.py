"""Every state of the Meetings page, as a screen reader and a keyboard come to it."""

from pathlib import Path

import pytest
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from app.services.panels import meetings
from app.ui.meetings.page import MeetingsPage
from app.ui.quality.chart import ChartView
from tests.meeting_room import finish, grade_all, opened, planned, split
from tests.ui.kit import Bench
from tests.ui.tabbing import tab_round
from tests.ui.test_accessible import nameless
from tests.ui.test_meetings import page_of, push

STATES = ("list", "form", "planned", "open", "case", "spread", "closed")


def bring(bench: Bench, tmp_path: Path, state: str) -> MeetingsPage:
    """The page in one of its states."""
    make = planned if state in ("list", "form", "planned") else opened
    room = make(tmp_path / "workspace")
    if state == "spread":
        grade_all(room, says=split)
    if state == "closed":
        for case in (1, 2, 3):
            finish(room, case)
        meetings.close_meeting(room.ws, round_id=room.round_id)
    page = page_of(bench, room.ws)
    if state == "form":
        push(page.list.new_button)
    if state not in ("list", "form"):
        push(page.list.lines[0].open_button)
    if state in ("case", "spread"):
        push(page.room.next_button)
    if state == "spread":
        push(page.case.spread_button)
    return page


@pytest.mark.parametrize("state", STATES)
def test_every_control_has_a_name_and_tab_comes_round(bench: Bench, tmp_path: Path, state: str) -> None:
    page = bring(bench, tmp_path, state)
    assert nameless(bench.window) == []
    stops = {id(each) for each in tab_round(bench.window)}
    buttons = [each for each in page.findChildren(QPushButton) if each.isVisible() and each.isEnabled()]
    assert [each.text() for each in buttons if id(each) not in stops] == []


def test_a_vote_is_set_down_by_accessibility_actions_alone(bench: Bench, tmp_path: Path, qtbot: QtBot) -> None:
    page = bring(bench, tmp_path, "spread")
    card = next(card for card in page.case.cards.values() if card.spread.to_agree)
    for part in (card.form.answer.segments[0], card.form.all_button, card.form.go_button):
        qtbot.waitUntil(part.isEnabled)
        node = QAccessible.queryAccessibleInterface(part)
        assert node is not None
        node.actionInterface().doAction(node.actionInterface().actionNames()[0])
    qtbot.waitUntil(lambda: card.spread.consensus is not None)
    assert card.spread.consensus is not None
    assert card.spread.consensus.votes_for == 3


def test_bars_are_told_to_a_screen_reader(bench: Bench, tmp_path: Path) -> None:
    page = bring(bench, tmp_path, "spread")
    card = next(card for card in page.case.cards.values() if card.spread.to_agree)
    chart = card.findChild(ChartView)
    assert chart is not None
    assert "2 of 4" in chart.accessibleDescription()
    assert "nobody" in chart.accessibleDescription()
    push(page.case.back_button)
    strip = page.room.cases.rows[1].strip
    assert strip.accessibleName() == "Seats: 4 still to come"
