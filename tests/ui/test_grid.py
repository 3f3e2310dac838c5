"""The quick-entry grid on an open meeting, through the window: typed, typed again, read back, locked."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QAccessible, QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel

from app.core.errors import AppError
from app.core.shapes.meetings import Grid, GridRow, Medium, Presence
from app.core.shapes.sheets import SheetState
from app.services.grading import grids
from app.ui.meetings.grid_typing import CellState
from app.ui.meetings.grid_view import GridView
from app.ui.meetings.grid_words import row_state
from app.ui.services import Services
from tests.meeting_room import Room, fill_in, grade, opened
from tests.ui.kit import Bench, press, settle, walk
from tests.ui.test_accessible import nameless
from tests.ui.test_clipping import clipped, fit

Key = Qt.Key


@pytest.fixture
def room(tmp_path: Path) -> Room:
    return opened(tmp_path / "meeting", kind="custody")


@pytest.fixture
def view(bench: Bench, room: Room) -> Iterator[GridView]:
    """The grid of the first case, in the window."""
    bench.context.desk.put(room.ws)
    made = GridView(bench.context)
    bench.window.stack.addWidget(made)
    bench.window.stack.setCurrentWidget(made)
    made.show_case(room.round_id, room.cases[0])
    settle()
    yield made


def kept(room: Room) -> Grid:
    return grids.read_grid(room.ws, round_id=room.round_id, case_id=room.cases[0])


def row(room: Room, seat: int = 1) -> GridRow:
    return kept(room).rows[seat - 1]


def type_form(view: GridView, keys: str = "") -> None:
    """A key for every question of a row: the second answer, which is no conflict; free texts are stepped over."""
    grid = view.typing.grid
    assert grid is not None
    for asked in grid.columns:
        at = view.table.currentIndex()
        view.table.go_to(at.row(), grid.columns.index(asked))
        if asked.keys:
            press(view.window(), Key.Key_2)


def type_again(view: GridView, slips: dict[str, str] | None = None) -> None:
    """The second typing of the row at hand, with these keys instead of the right ones."""
    press(view.window(), Key.Key_S)
    while view.typing.second and view.views.currentWidget() is not view.differences:
        seat, asked = view.table.row, view.table.column
        if seat is None or asked is None or not view.typing.may_type(seat, asked):
            return
        key = (slips or {}).get(asked.question, "2")
        press(view.window(), Key[f"Key_{key}"])


def test_a_digit_is_on_disk_and_the_next_cell_waits(view: GridView, room: Room) -> None:
    press(view.window(), Key.Key_2)
    first = kept(room).columns[0]
    assert row(room).answers == {first.question: "2"}
    assert (view.table.currentIndex().row(), view.table.currentIndex().column()) == (0, 1)
    seat = view.table.row
    assert seat is not None and view.typing.cell(seat, first).state is CellState.SAVED
    assert view.saved.text() == "Everything typed is saved"


def test_backspace_takes_back_the_one_before(view: GridView, room: Room) -> None:
    press(view.window(), Key.Key_2, Key.Key_2)
    assert len(row(room).answers) == 2
    press(view.window(), Key.Key_Backspace)
    assert len(row(room).answers) == 1
    assert view.table.currentIndex().column() == 1
    press(view.window(), Key.Key_Backspace, Key.Key_Backspace, Key.Key_Backspace)
    assert row(room).answers == {}
    assert view.table.currentIndex().column() == 0


def test_c_twice_says_that_a_member_has_a_part_in_the_case(view: GridView, room: Room) -> None:
    press(view.window(), Key.Key_C)
    assert "no vote on it and no further stage" in view.trouble.what.text()
    assert "Press C again" in view.trouble.fix.text()
    assert row(room).state is SheetState.TODO
    press(view.window(), Key.Key_Down, Key.Key_C)
    assert row(room, 2).state is SheetState.TODO, "another seat is asked anew"
    press(view.window(), Key.Key_C)
    assert (row(room, 2).state, row(room).state) == (SheetState.CONFLICT, SheetState.TODO)
    assert not view.trouble.isVisible()
    view.table.go_to(1, 0)
    assert not view.part_button.isEnabled()
    assert row_state(kept(room), row(room, 2)) == "conflict"


def test_c_asks_again_in_another_case_on_another_row_and_behind_any_other_key(view: GridView, room: Room) -> None:
    def declared() -> list[int]:
        found = (grids.read_grid(room.ws, round_id=room.round_id, case_id=case) for case in room.cases)
        return [seat.number for grid in found for seat in grid.rows if seat.state is SheetState.CONFLICT]

    press(view.window(), Key.Key_C)
    view.show_case(room.round_id, room.cases[1])
    settle()
    press(view.window(), Key.Key_C)
    assert declared() == [], "another case"
    press(view.window(), Key.Key_Down, Key.Key_Up, Key.Key_C)
    assert declared() == [], "there and back"
    press(view.window(), Key.Key_F2, Key.Key_C)
    assert declared() == [], "a key that means nothing here"
    press(view.window(), Key.Key_C)
    assert declared() == [1]


def test_a_row_that_is_locked_takes_it_too(view: GridView, room: Room) -> None:
    grade(room, 1)
    view.refresh()
    settle()
    press(view.window(), Key.Key_C, Key.Key_C)
    assert row_state(kept(room), row(room)) == "conflict"


def test_it_is_moved_about_in_like_a_spreadsheet(view: GridView) -> None:
    def at() -> tuple[int, int]:
        return view.table.currentIndex().row(), view.table.currentIndex().column()

    steps = [
        (Key.Key_Right, (0, 1)), (Key.Key_Down, (1, 1)), (Key.Key_Return, (2, 1)), (Key.Key_Tab, (2, 2)),
        (Key.Key_Home, (2, 0)), (Key.Key_Left, (2, 0)), (Key.Key_Up, (1, 0)), (Key.Key_PageDown, (3, 0)),
    ]  # fmt: skip
    for key, spot in steps:
        press(view.window(), key)
        assert at() == spot
    QTest.keyClick(view.window().windowHandle(), Key.Key_Return, Qt.KeyboardModifier.ShiftModifier)
    assert at() == (2, 0)


def test_tab_leaves_behind_the_last_cell(view: GridView) -> None:
    columns = len(view.table.grid_model.columns)
    view.table.go_to(3, columns - 1)
    press(view.window(), Key.Key_Tab)
    assert QApplication.focusWidget() is not view.table
    assert nameless(view.window()) == []


def test_cards_go_down_the_seats(view: GridView, room: Room) -> None:
    view.medium.choose(Medium.CARDS.value)
    view.table.setFocus()
    press(view.window(), Key.Key_2, Key.Key_2)
    assert (view.table.currentIndex().row(), view.table.currentIndex().column()) == (2, 0)
    assert [bool(each.answers) for each in kept(room).rows] == [True, True, False, False]


def test_a_held_key_answers_once(view: GridView, room: Room) -> None:
    event = QKeyEvent(QEvent.Type.KeyPress, Key.Key_2, Qt.KeyboardModifier.NoModifier, "2", True)
    QApplication.sendEvent(view.table, event)
    assert row(room).answers == {}


def test_a_key_that_is_no_answer_is_told(view: GridView, room: Room) -> None:
    press(view.window(), Key.Key_9)
    assert row(room).answers == {}
    assert view.trouble.what.text() == "9 is no answer to this question."
    press(view.window(), Key.Key_2)
    assert view.trouble.isHidden()


def test_the_legend_is_of_the_column_that_keys_go_to(view: GridView) -> None:
    grid = view.typing.grid
    assert grid is not None
    press(view.window(), Key.Key_Right)
    assert view.legend.question.text().startswith(f"2.  {grid.columns[1].label}")
    said = view.legend.accessibleDescription()
    assert said == ", ".join(f"{key} {words}" for key, _, words in grid.columns[1].keys)


def test_a_cell_says_seat_question_and_answer(view: GridView) -> None:
    press(view.window(), Key.Key_2)
    grid = view.typing.grid
    assert grid is not None
    said = [node.text(QAccessible.Text.Name) for node in walk(view.table)]
    assert f"Seat 1, question 1: {grid.columns[0].label}. {grid.columns[0].keys[1][2]}, saved" in said
    assert f"Seat 2, question 1: {grid.columns[0].label}. No answer yet" in said


def test_passed_and_conflict_are_two_states(view: GridView, room: Room) -> None:
    press(view.window(), Key.Key_P)
    assert row(room).state is SheetState.PASSED
    assert view.table.grid_model.data(view.table.grid_model.index(0, len(kept(room).columns))) == "passed"
    press(view.window(), Key.Key_P)
    assert row(room).state is SheetState.TODO
    press(view.window(), Key.Key_1)
    assert row(room).state is SheetState.CONFLICT
    assert view.table.currentIndex().row() == 1, "nothing more is asked of that seat"
    view.table.go_to(0, 1)
    assert "has a part in the case" in view.row_words.text()
    press(view.window(), Key.Key_2)
    assert "do not grade it" in view.trouble.what.text()
    view.table.go_to(0, 0)
    press(view.window(), Key.Key_2)
    assert row(room).state is SheetState.STARTED


def test_an_absent_member_is_greyed_with_a_word(view: GridView, room: Room) -> None:
    room.mark(2, Presence.LEFT)
    view.refresh()
    view.table.go_to(1, 0)
    press(view.window(), Key.Key_2)
    assert row(room, 2).answers == {}
    assert (
        view.trouble.what.text() == "Seat 2 is has left: nothing is typed for it."
        or "has left" in view.row_words.text()
    )
    seat, asked = view.table.row, view.table.column
    assert seat is not None and asked is not None
    assert view.typing.cell(seat, asked).state is CellState.CLOSED


def test_what_is_answered_at_the_machine_is_not_shown_and_not_typed(view: GridView, room: Room) -> None:
    fill_in(room, 1)
    view.show_case(room.round_id, room.cases[0])
    settle()
    seat, asked = view.table.row, view.table.column
    assert seat is not None and asked is not None and seat.at_machine and seat.seat_id == room.seats[0]
    assert (view.typing.cell(seat, asked).key, view.typing.may_type(seat, asked)) == ("", False)
    grid = view.typing.grid
    assert grid is not None and row_state(grid, seat) == "at the machine"
    press(view.window(), Key.Key_1)
    assert row(room).answers == {}
    assert row(room).at_machine


def test_a_slip_is_found_and_settled_by_a_third_look(view: GridView, room: Room) -> None:
    type_form(view)
    twice = [each.question for each in kept(room).columns if each.twice]
    assert len(twice) > 1 and not row(room).can_lock, "how many depends on the case that was drawn"
    type_again(view, {twice[1]: "3"})
    assert view.views.currentWidget() is view.differences
    words = [each.text() for each in view.differences.findChildren(QLabel) if each.isVisible()]
    assert {"First typing", "Second typing"} <= set(words)
    press(view.window(), Key.Key_3, Key.Key_Return)
    assert row(room).answers[twice[1]] == "3"
    assert row(room).checked == frozenset(twice)
    assert row(room).can_lock


def test_the_first_may_have_been_right(view: GridView, room: Room) -> None:
    type_form(view)
    twice = [each.question for each in kept(room).columns if each.twice]
    type_again(view, {twice[0]: "3"})
    press(view.window(), Key.Key_1)
    assert view.differences.trouble.what.text() == "Neither typing says that."
    press(view.window(), Key.Key_2, Key.Key_Return)
    assert row(room).answers[twice[0]] == "2"
    assert row(room).can_lock


def test_the_second_typing_never_shows_the_first(view: GridView, room: Room) -> None:
    type_form(view)
    press(view.window(), Key.Key_S)
    model, grid = view.table.grid_model, view.typing.grid
    assert grid is not None
    shown = [str(model.data(model.index(0, column), role) or "")
             for column in range(len(grid.columns))
             for role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole)]  # fmt: skip
    for asked in grid.columns:
        answer = next((words for key, _, words in asked.keys if key == "2"), None)
        assert answer is None or all(f". {answer}," not in each for each in shown)
    assert all(model.data(model.index(0, column)) == "" for column in range(len(grid.columns)))
    assert not view.read_button.isEnabled()


def test_a_row_is_read_back_and_locked(view: GridView, room: Room) -> None:
    type_form(view)
    type_again(view)
    press(view.window(), Key.Key_S, Key.Key_R)
    assert view.views.currentWidget() is view.read_card
    grid = view.typing.grid
    assert grid is not None
    words = [each.text() for each in view.read_card.findChildren(QLabel)]
    assert all(asked.keys[1][2] in words for asked in grid.columns if asked.keys)
    press(view.window(), Key.Key_Return)
    assert not row(room).read_back, "Enter without the tick keeps nothing"
    press(view.window(), Key.Key_Space, Key.Key_Return)
    assert row(room).read_back
    press(view.window(), Key.Key_L)
    assert row(room).locked
    assert view.table.currentIndex().row() == 1, "on to the next form"
    view.table.go_to(0, 0)
    assert view.row_words.text().endswith("Its answers stand.")
    press(view.window(), Key.Key_2)
    assert view.trouble.what.text() == "This row is locked: its answers stand."


def test_leaving_tells_the_page(view: GridView) -> None:
    left: list[bool] = []
    view.left.connect(lambda: left.append(True))
    press(view.window(), Key.Key_Escape)
    assert QApplication.focusWidget() is view.back_button
    view.back_button.click()
    assert left == [True]


@pytest.mark.parametrize(
    ("scale", "width", "height"), [(100, 1360, 820), (100, 960, 540), (200, 1360, 820), (200, 960, 540)]
)
def test_no_word_is_cut_off(view: GridView, bench: Bench, scale: int, width: int, height: int) -> None:
    fit(bench, scale, width, height)
    assert clipped(bench) == []
    type_form(view)
    twice = next(each.question for each in view.table.grid_model.columns if each.twice)
    view.table.go_to(0, 0)
    press(view.window(), Key.Key_R)
    assert clipped(bench) == []
    press(view.window(), Key.Key_Escape)
    type_again(view, {twice: "3"})
    assert view.views.currentWidget() is view.differences
    assert clipped(bench) == []
    assert (bench.window.width(), bench.window.height()) == (width, height)


class FullDisk(Services):
    """The real services on a disk that is full, until it is not."""

    full = True

    def enter_answer(self, *asked: Any, **told: Any) -> Any:
        if self.full:
            raise AppError("The disk is full.", "Make room on it.")
        return super().enter_answer(*asked, **told)


def test_a_cell_that_is_not_saved_says_so_and_is_kept(view: GridView, room: Room, bench: Bench) -> None:
    press(view.window(), Key.Key_2)
    full = FullDisk()
    object.__setattr__(bench.context, "services", full)
    press(view.window(), Key.Key_1)
    seat, asked = view.table.grid_model.rows[0], view.table.grid_model.columns[1]
    assert view.typing.cell(seat, asked).state is CellState.UNSAVED
    assert view.saved.text() == "Not saved: 1" and view.holds_unsaved
    assert view.trouble.what.text() == "Not saved: The disk is full."
    left: list[bool] = []
    view.left.connect(lambda: left.append(True))
    view.back_button.click()
    assert left == [], "nobody leaves it behind by mistake"
    view.typing.retry()
    assert view.holds_unsaved
    full.full = False
    view.typing.retry()
    assert row(room).answers == {"C1": "2", asked.question: "1"}
    assert view.saved.text() == "Everything typed is saved" and view.trouble.isHidden()


def test_what_is_not_saved_can_be_taken_back(view: GridView, room: Room, bench: Bench) -> None:
    press(view.window(), Key.Key_2)
    object.__setattr__(bench.context, "services", FullDisk())
    view.table.go_to(0, 0)
    press(view.window(), Key.Key_3)
    view.table.go_to(0, 0)
    press(view.window(), Key.Key_Delete)
    assert not view.holds_unsaved
    seat, asked = view.table.grid_model.rows[0], view.table.grid_model.columns[0]
    assert view.typing.cell(seat, asked).key == "2", "what is on disk stands again"
    assert row(room).answers == {"C1": "2"}
