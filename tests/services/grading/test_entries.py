"""How a row of the grid came in: typed a second time where figures rest on it, read back, and again once it changed."""

import pytest

from app.core.errors import AppError
from app.core.shapes.meetings import Medium
from app.core.shapes.sheets import SheetState
from app.services.grading import grids, sheets
from tests.builders import entries
from tests.meeting_room import Room, fill_in, opened
from tests.services.grading.test_grids import FIRST, TWICE, check, enter, enter_all, grid, place, room, row

__all__ = ["room"]


# ------------------------------------------------------------------ typed twice
def test_what_was_typed_once_is_not_locked(room: Room) -> None:
    enter_all(room)
    assert not row(room).can_lock
    with pytest.raises(AppError, match="a second time first: SS1, SS2, SS7, C8"):
        grids.lock_row(room.ws, place(room))
    sheet = room.sheet(1)
    with pytest.raises(AppError, match="a second time first"):
        sheets.lock_stage(room.ws, sheet_id=sheet.sheet_id, stage="record")
    assert check(room) == ()
    found = row(room)
    assert (found.checked, found.can_lock) == (frozenset(TWICE), True)
    assert grids.lock_row(room.ws, place(room)).value.locked
    assert row(room).state is SheetState.WAITING


def test_a_difference_is_told_and_changes_nothing(room: Room) -> None:
    enter_all(room)
    found = check(room, SS1="4", C8="4")
    assert [(one.question, one.first, one.second) for one in found][:1] == [("SS1", "Strong", "Does not meet the test")]
    last = entries(room.ws)[-1]
    assert (last["event"], last["details"]["differences"]) == ("answers_typed_again", 2)
    assert row(room).answers == FIRST
    assert row(room).checked == frozenset()
    enter(room, "SS1", "4")
    enter(room, "C8", "4")
    assert check(room, SS1="4", C8="4") == ()


@pytest.mark.parametrize("again", [{"SS1": "1"}, {**TWICE, "SS2": "", "SS7": " ", "C8": ""}])
def test_who_has_not_typed_all_a_second_time_is_not_told_the_first(room: Room, again: dict[str, str]) -> None:
    enter_all(room)
    with pytest.raises(AppError, match=r"Not typed a second time: SS2, SS7, C8\.") as told:
        grids.check_answers(room.ws, place(room), answers=again, medium=Medium.PAPER)
    assert "Type them all from the form" in told.value.fix
    assert row(room).checked == frozenset()


def test_a_cell_that_is_changed_after_the_check_is_typed_twice_again(room: Room) -> None:
    enter_all(room)
    check(room)
    enter(room, "SS1", "1")
    assert row(room).checked == frozenset(TWICE), "the same answer again is no change"
    enter(room, "SS1", "4")
    assert row(room).checked == frozenset(TWICE) - {"SS1"}
    with pytest.raises(AppError, match="a second time first: SS1\\."):
        grids.lock_row(room.ws, place(room))
    assert grids.check_answers(room.ws, place(room), answers={"SS1": "4"}, medium=Medium.PAPER).value == ()
    assert grids.lock_row(room.ws, place(room)).value.locked


def test_a_clock_that_runs_backwards_does_not_matter(room: Room) -> None:
    enter_all(room)
    room.clock.advance(days=-2)
    check(room)
    assert row(room).checked == frozenset(TWICE)
    room.clock.advance(days=5)
    enter(room, "SS1", "4")
    room.clock.advance(days=-9)
    assert row(room).checked == frozenset(TWICE) - {"SS1"}


def test_there_must_be_something_to_check(room: Room) -> None:
    with pytest.raises(AppError, match="nothing to type a second time"):
        grids.check_answers(room.ws, place(room), answers={}, medium=Medium.PAPER)
    with pytest.raises(AppError, match="no answer to SS1"):
        check(room, SS1="9")
    with pytest.raises(AppError, match="C6 is not asked now"):
        check(room, C6="1")


def test_who_graded_at_the_machine_is_not_typed_twice(room: Room) -> None:
    fill_in(room, 1)
    assert row(room).can_lock
    assert grids.lock_row(room.ws, place(room)).value.locked


def test_an_incomplete_row_is_not_locked(room: Room) -> None:
    enter(room, "SS1", "1")
    with pytest.raises(AppError, match="4 questions still need an answer: C1, SS2, SS7, C8"):
        grids.lock_row(room.ws, place(room))


# ------------------------------------------------------------------ read back
def test_that_it_was_read_back_holds_until_an_answer_changes(room: Room) -> None:
    with pytest.raises(AppError, match="nothing to read back"):
        grids.read_back(room.ws, place(room), medium=Medium.PAPER)
    enter_all(room)
    assert not row(room).read_back
    assert grids.read_back(room.ws, place(room), medium=Medium.PAPER).value.read_back
    assert row(room).read_back
    enter(room, "SS1", "4")
    assert not row(room).read_back
    grids.read_back(room.ws, place(room), medium=Medium.PAPER)
    assert row(room).read_back
    assert [each.read_back for each in grid(room).rows[1:]] == [False] * 3


def test_an_answer_that_undoing_brings_back_was_not_typed_twice_nor_read_back(room: Room) -> None:
    """A slip of the key that was corrected, and stands again: nobody has said that it is theirs."""
    enter_all(room, SS1="5")
    enter(room, "SS1", "1")
    check(room)
    grids.read_back(room.ws, place(room), medium=Medium.PAPER)
    sheets.undo_answer(room.ws, sheet_id=room.sheet(1).sheet_id)
    found = row(room)
    assert (found.answers["SS1"], found.checked) == ("5", frozenset(TWICE) - {"SS1"})
    assert (found.read_back, found.can_lock) == (False, False)
    with pytest.raises(AppError, match="a second time first: SS1\\."):
        grids.lock_row(room.ws, place(room))


def test_an_answer_that_is_cleared_after_it_was_read_back_was_not_heard_so(tmp_path) -> None:
    room = opened(tmp_path / "workspace", form="full")
    columns = grid(room).columns
    for column in columns:
        enter(room, column.question, column.keys[-1][0] if column.keys else "Words.")
    grids.read_back(room.ws, place(room), medium=Medium.PAPER)
    assert row(room).read_back
    enter(room, next(column.question for column in columns if not column.mandatory), "")
    assert not row(room).read_back
    room.ws.close()
