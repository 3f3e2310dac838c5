"""A Community Cohesion Group of nine through the window and its worker: cards turned up together, a split vote.

From a draw that nobody grades yet to a closed meeting: set up, members marked by one key each, the case released, cards
typed in question by question, typed again where figures rest on it, the spread, votes with a minority note, all stages.
"""

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton
from pytestqt.qtbot import QtBot

from app.core.shapes.meetings import GridColumn, GridRow, MeetingState, Presence
from app.services.audits import verify_audit
from app.services.panels import meetings
from app.services.panels.meeting_outcomes import meeting_outcomes
from app.services.workspace import Workspace
from app.ui.meetings.grid_view import GridView
from app.ui.meetings.page import MeetingsPage
from app.ui.nav import Place
from tests.meeting_room import drawn_for_a_panel
from tests.ui.kit import Bench, press, settle

PANEL, TERMS = "Chester Community Cohesion Group", "Terms of reference of 3 March 2025"
NAMES = (
    "Ama Boateng", "Vikram Rao", "Joan Whitlock", "Nia Hughes", "Olek Novak",
    "Ruth Adeyemi", "Tom Bright", "Mehwish Khan", "Caradoc Pritchard",
)  # fmt: skip
LATE = 8
"""The place in the list of the one who comes late."""
SPLIT = 5
"""So many give the better grade, the others the next; those say in words what should be learnt."""
WORDS = "Say what was smelt, and what else was seen."
NOTE = "Four of us think that the smell of cannabis alone is not enough."
Key = Qt.Key


class Coordinator:
    """Somebody at the window who uses the keyboard, and waits until it is done before the next step."""

    def __init__(self, bench: Bench, qtbot: QtBot, ws: Workspace) -> None:
        self.bench, self.qtbot, self.ws = bench, qtbot, ws
        bench.context.desk.put(ws)
        self.wait()
        bench.window.go(Place.MEETINGS)
        self.wait()

    @property
    def page(self) -> MeetingsPage:
        page = self.bench.window.pages[Place.MEETINGS]
        assert isinstance(page, MeetingsPage)
        return page

    @property
    def grid(self) -> GridView:
        assert self.page.grid is not None
        return self.page.grid

    def wait(self) -> None:
        self.qtbot.waitUntil(lambda: not self.bench.tasks.is_busy(), timeout=60_000)
        settle()

    def push(self, made: QAbstractButton) -> None:
        assert made.isVisible() and made.isEnabled(), made.text()
        made.setFocus()
        self.press(Key.Key_Space)

    def press(self, *keys: object) -> None:
        for key in keys:
            press(self.bench.window, key)
            self.wait()

    # ---------------------------------------------------------------- before it opens
    def set_up(self) -> None:
        self.push(self.page.list.empty.act)
        form = self.page.set_up
        QTest.keyClicks(form.panel.lineEdit(), PANEL)
        for name in NAMES:
            form.members.form.name.setFocus()
            QTest.keyClicks(form.members.form.name, name)
            self.press(Key.Key_Return)
        form.members.chair.setCurrentIndex(1)
        QTest.keyClicks(form.terms.lineEdit(), TERMS)
        form.count()
        self.wait()
        self.push(form.go_button)

    def release(self) -> None:
        self.push(self.page.room.releases_button)
        releases = self.bench.window.pages[Place.RELEASES]
        self.push(releases.queue.open_button)
        draft = releases.desk.draft
        for text in draft.case.texts:
            for finding in text.found:
                draft.leave(text, finding)
        releases.desk.show_draft(draft, same=True)
        for _ in draft.case.texts:
            QTest.keyClick(releases.desk.text, Key.Key_End, Qt.KeyboardModifier.ControlModifier)
            QTest.keyClick(releases.desk.text, Key.Key_PageDown, Qt.KeyboardModifier.ControlModifier)
            settle()
        QTest.keyClick(releases.desk.text, Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
        self.wait()
        self.bench.window.rail.buttons[Place.MEETINGS].click()
        self.wait()

    def mark_members(self) -> None:
        self.page.room.attendance.take_focus()
        self.press(*("2" if at == LATE else "1" for at in range(len(NAMES))))

    # ---------------------------------------------------------------- cards
    def type_cards(self, number: int) -> None:
        """Everyone's cards of a stage, question by question; then once more what figures rest on; then locked."""
        self.push(self.page.case.type_button)
        self.push(self.grid.medium.segments[1])
        self.grid.table.setFocus()
        self.type_cells(number)
        self.press(Key.Key_S)
        self.type_cells(number)
        self.press(Key.Key_S)
        for at, row in enumerate(self.grid.typing.grid.rows):
            if row.presence is Presence.PRESENT:
                self.grid.table.go_to(at, 0)
                self.press(Key.Key_L)
        self.push(self.grid.back_button)

    def type_cells(self, stage: int) -> None:
        table = self.grid.table
        grid = self.grid.typing.grid
        for column_at, column in enumerate(grid.columns):
            for row_at, row in enumerate(grid.rows):
                if not self.grid.typing.may_type(self.grid.typing.grid.rows[row_at], column):
                    continue
                table.go_to(row_at, column_at)
                if column.keys:
                    self.press(card_of(row, column, stage))
                elif row.number > SPLIT and not self.grid.typing.second:
                    self.press(Key.Key_T)
                    QTest.keyClicks(self.grid.legend.words, WORDS)
                    self.press(Key.Key_Return)

    # ---------------------------------------------------------------- the panel's view
    def vote(self, stage: int) -> None:
        self.push(self.page.case.spread_button)
        cards = [card for card in self.page.case.cards.values() if card.spread.to_agree]
        for at, card in enumerate(cards):
            self.push(card.form.answer.segments[0])
            if stage == 0 and at == 0:
                for edit, votes in zip(card.form.votes.values(), (5, 4, 0), strict=True):
                    edit.setFocus()
                    edit.selectAll()
                    QTest.keyClicks(edit, str(votes))
                self.push(card.form.minority_part.button)
                QTest.keyClicks(card.form.minority, NOTE)
            else:
                self.push(card.form.all_button)
            self.push(card.form.go_button)
            assert card.spread.consensus is not None


def card_of(row: GridRow, column: GridColumn, stage: int) -> str:
    """The card that a seat turns up: at the first stage five say one thing and the other four another."""
    if column.question == "C1":
        return next(key for key, code, _ in column.keys if code == "no")
    return column.keys[1 if stage == 0 and row.number > SPLIT else 0][0]


def test_a_ccg_of_nine_with_cards_and_a_split_vote(bench: Bench, qtbot: QtBot, tmp_path: Path) -> None:
    ws = drawn_for_a_panel(tmp_path / "workspace", size=1)
    person = Coordinator(bench, qtbot, ws)
    person.set_up()
    page = person.page
    assert page.views.currentWidget() is page.room, page.set_up.trouble.what.text()
    person.release()
    person.mark_members()
    assert page.room.here.button.text() == "Who is here: 8 of 9 members"
    person.push(page.room.open_button)
    round_id = meetings.list_meetings(ws)[0].round_id

    person.push(page.room.here.button)
    page.room.attendance.rows[LATE].take_focus()
    person.press("1")
    assert page.room.here.button.text() == "Who is here: 9 of 9 members"

    person.push(page.room.next_button)
    stages = 0
    while meetings.read_meeting(ws, round_id).cases[0].stage:
        assert not page.case.spread_button.isEnabled()
        person.type_cards(stages)
        assert page.case.counts.text() == "9 locked"
        person.vote(stages)
        stages += 1
        if page.case.stage_button.isVisible():
            person.push(page.case.stage_button)
    assert stages >= 2

    person.push(page.case.next_button)
    person.push(page.room.close_button)
    assert meetings.read_meeting(ws, round_id).state is MeetingState.CLOSED
    (outcome,) = meeting_outcomes(ws, round_id)
    split = outcome.views[0][1]
    assert (split.votes_for, split.votes_against, split.minority) == (5, 4, NOTE)
    assert all(agreed.votes_for == 9 for _, agreed in outcome.views[1:])
    assert f"Minority note: “{NOTE}”" in [
        each.text() for each in page.room.outcomes.findChildren(type(page.room.title))
    ]
    assert verify_audit(ws).problems == ()
