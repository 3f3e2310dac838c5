"""A custody scrutiny panel of seven, with paper forms: the coordinator types them in, through the real window.

One member did not come, one knows somebody in the first case, one passes it. A slip of the finger is planted in the
second typing, and must be found.
"""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication
from pytestqt.qtbot import QtBot

from app.core.shapes.meetings import GridColumn, MeetingState, Member, Presence
from app.core.shapes.sheets import SheetState
from app.services.audits import verify_audit
from app.services.grading import grids
from app.services.panels import panel_views
from app.ui.meetings.grid_view import GridView
from app.ui.meetings.page import MeetingsPage
from app.ui.nav import Place
from tests.meeting_room import Room, planned
from tests.ui.kit import Bench, press

Key = Qt.Key
SEVEN = (
    Member(name="Ottoline Brackenbury", affiliation="community", chairs=True),
    Member(name="Idris Fairweather", affiliation="community"),
    Member(name="Sunniva Okonjo", affiliation="pcc"),
    Member(name="Barnaby Quill", affiliation="community"),
    Member(name="Perpetua Lisle", affiliation="community"),
    Member(name="Tobias Wrenfield", affiliation="other"),
    Member(name="Cordelia Marsh", affiliation="police"),
)
CONFLICT, SLIP, AWAY, PASSES = 2, 3, 4, 6
"""The seats that something happens to."""


class Coordinator:
    """Somebody at the window, who waits until it is done before the next step."""

    def __init__(self, bench: Bench, qtbot: QtBot, room: Room) -> None:
        self.bench, self.qtbot, self.room, self.window = bench, qtbot, room, bench.window
        self.bench.context.desk.put(room.ws)
        self.wait()
        self.window.rail.buttons[Place.MEETINGS].click()
        self.wait()
        page = self.window.pages[Place.MEETINGS]
        assert isinstance(page, MeetingsPage)
        self.page = page
        self.qtbot.waitUntil(lambda: bool(page.list.lines) and page.list.lines[0].open_button.isVisible())

    def wait(self) -> None:
        self.qtbot.waitUntil(lambda: not self.bench.tasks.is_busy(), timeout=60_000)

    def push(self, made: QAbstractButton) -> None:
        assert made.isVisible() and made.isEnabled(), made.text()
        made.setFocus()
        QTest.keyClick(made, Key.Key_Space)
        self.wait()

    def press(self, *keys: Qt.Key) -> None:
        for key in keys:
            press(self.window, key)
            self.wait()

    @property
    def grid(self) -> GridView:
        view = self.page.views.currentWidget()
        assert isinstance(view, GridView)
        return view

    # ------------------------------------------------------------ the forms
    def type_forms(self, says: Callable[[int, GridColumn], str]) -> None:
        """The first typing: every open cell, a key each; what is answered in words is left out."""
        view = self.grid
        for number in range(1, len(SEVEN) + 1):
            view.table.go_to(number - 1, 0)
            for at in range(len(view.table.grid_model.columns)):
                view.table.go_to(number - 1, at)
                seat, asked = view.table.row, view.table.column
                if seat is None or asked is None or not asked.keys or seat.state is SheetState.CONFLICT:
                    continue
                if not view.typing.may_type(seat, asked):
                    continue
                self.press(Key[f"Key_{says(number, asked)}"])

    def type_again(self, says: Callable[[int, GridColumn], str], slip: int = 0) -> list[str]:
        """The second typing, with one wrong key in one seat's row; what was told of it."""
        view, told = self.grid, []
        self.press(Key.Key_S)
        while True:
            seat, asked = view.table.row, view.table.column
            if seat is None or asked is None or not view.typing.may_type(seat, asked):
                break
            right = says(seat.number, asked)
            planted = seat.number == slip and not told and not view.typing.half_typed
            self.press(Key[f"Key_{3 - int(right) if planted else right}"])
            if view.views.currentWidget() is view.differences:
                told.append(view.differences.heading.text())
                first = view.differences.open_question
                column = next(each for each in view.table.grid_model.columns if each.question == first)
                self.press(Key[f"Key_{says(slip, column)}"], Key.Key_Return)
        self.press(Key.Key_S)
        return told

    def lock_all(self) -> None:
        view = self.grid
        for at, seat in enumerate(view.table.grid_model.rows):
            if seat.can_lock:
                view.table.go_to(at, 0)
                self.press(Key.Key_L)

    def read_back(self, number: int) -> None:
        self.grid.table.go_to(number - 1, 0)
        self.press(Key.Key_R, Key.Key_Space, Key.Key_Return)

    # ------------------------------------------------------------ the panel
    def agree_everything(self) -> None:
        """The panel agrees on the first answer of every question it takes a view of."""
        for card in list(self.page.case.cards.values()):
            if card.spread.to_agree and card.spread.consensus is None:
                self.qtbot.waitUntil(card.form.isVisible)
                card.form.answer.choose(card.spread.answers[0].code)
                self.push(card.form.all_button)
                self.push(card.form.go_button)


def says(number: int, asked: GridColumn) -> str:
    """Nobody knows anyone; else seats with odd numbers give the first answer, the others the second."""
    if asked.question == "C1":
        return "2"
    return "1" if number % 2 else "2"


def test_a_custody_panel_of_seven_with_paper_forms(bench: Bench, qtbot: QtBot, tmp_path: Path) -> None:
    room = planned(tmp_path / "workspace", kind="custody", members=SEVEN, size=2)
    me = Coordinator(bench, qtbot, room)
    me.push(me.page.list.lines[0].open_button)

    # attendance: a key a member, the next one follows
    rows = me.page.room.attendance.rows
    for number, row in enumerate(rows, 1):
        qtbot.waitUntil(lambda row=row: row.marks.isAncestorOf(QApplication.focusWidget()))
        QTest.keyClick(QApplication.focusWidget(), Key.Key_2 if number == AWAY else Key.Key_1)
        me.wait()
    assert [seat.presence for seat in room.view.seats].count(Presence.PRESENT) == len(SEVEN) - 1
    me.push(me.page.room.open_button)
    assert room.view.state is MeetingState.OPEN

    # the first case, stage by stage
    me.push(me.page.room.next_button)
    first = True
    while room.case(1).stage:
        grade_stage(me, room, first=first)
        first = False
    assert [row.state for row in grids.read_grid(room.ws, round_id=room.round_id, case_id=room.cases[0]).rows] == [
        SheetState.DONE, SheetState.CONFLICT, SheetState.DONE, SheetState.MISSED, SheetState.DONE, SheetState.PASSED,
        SheetState.DONE,
    ]  # fmt: skip

    # the second case: everybody passes it but the chair, whose form is typed
    me.push(me.page.case.next_button)
    while room.case(2).stage:
        grade_stage(me, room, case=2, only=1)

    # the end
    me.push(me.page.case.back_button)
    assert room.view.missing == ()
    me.push(me.page.room.close_button)
    assert room.view.state is MeetingState.CLOSED
    assert not verify_audit(room.ws).problems


def grade_stage(me: Coordinator, room: Room, *, case: int = 1, first: bool = False, only: int = 0) -> None:
    """The forms of one stage, from paper to what the panel thinks."""
    stage = room.case(case).stage
    me.push(me.page.case.type_button)
    view = me.grid
    me.qtbot.waitUntil(view.table.hasFocus)
    if first:
        assert not view.table.grid_model.rows[AWAY - 1].can_lock
        for seat, key in ((CONFLICT, Key.Key_1), (PASSES, Key.Key_P)):
            view.table.go_to(seat - 1, 0)
            me.press(key)
    for at, row in enumerate(view.table.grid_model.rows):
        if only and row.number != only and row.presence is Presence.PRESENT and row.state is SheetState.TODO:
            view.table.go_to(at, 0)
            me.press(Key.Key_P)
    me.type_forms(says)
    if any(column.twice for column in view.table.grid_model.columns):
        told = me.type_again(says, slip=SLIP if first else 0)
        wanted = [f"Seat {SLIP}, {SEVEN[SLIP - 1].name}: 1 answer not typed the same"] if first else []
        assert told == wanted
    if first:
        me.read_back(1)
        assert view.table.grid_model.rows[0].read_back
    me.lock_all()
    assert room.case(case).seats.waiting == 0
    me.push(view.back_button)
    me.push(me.page.case.spread_button)
    me.agree_everything()
    spread = panel_views.show_spread(room.ws, round_id=room.round_id, case_id=room.cases[case - 1], stage=stage).value
    counted = sum(answer.count for answer in spread.questions[0].answers)
    assert counted == (1 if only else 4)
    if room.case(case).stage:
        me.push(me.page.case.stage_button)
    me.wait()
