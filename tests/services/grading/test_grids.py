"""The quick-entry grid: every cell on the disk, typed twice where figures rest on it, locked only then."""

from collections.abc import Iterator
from dataclasses import replace

import pytest
from sqlalchemy import select

from app.core.errors import AppError
from app.core.shapes.meetings import Grid, GridPlace, GridRow, Medium, Presence
from app.core.shapes.sheets import SheetState
from app.models.meetings import SheetEntryRow
from app.models.rounds import AnswerRow
from app.services import audits
from app.services.grading import grids, sheets
from app.services.panels import meetings, panel_views
from tests.builders import entries
from tests.meeting_room import Room, agree_all, grade, opened, planned
from tests.people import WORDS, add, signed_in_as

FIRST = {"C1": "2", "SS1": "1", "SS2": "1", "SS7": "2", "C8": "1"}
"""A form of the first stage by keys: no conflict, strong grounds, yes, no, green."""
TWICE = {name: key for name, key in FIRST.items() if name != "C1"}


@pytest.fixture
def room(tmp_path) -> Iterator[Room]:
    """A meeting of four that is open, with three cases."""
    found = opened(tmp_path / "workspace")
    yield found
    found.ws.close()


def place(room: Room, seat: int = 1, case: int = 1) -> GridPlace:
    return GridPlace(round_id=room.round_id, case_id=room.cases[case - 1], seat_id=room.seats[seat - 1])


def grid(room: Room, case: int = 1) -> Grid:
    return grids.read_grid(room.ws, round_id=room.round_id, case_id=room.cases[case - 1])


def row(room: Room, seat: int = 1, case: int = 1) -> GridRow:
    return grid(room, case).rows[seat - 1]


def enter(room: Room, question: str, key: str, *, seat: int = 1, medium: Medium = Medium.PAPER) -> GridRow:
    return grids.enter_answer(room.ws, place(room, seat), question=question, key=key, medium=medium).value


def enter_all(room: Room, seat: int = 1, **changed: str) -> None:
    for question, key in (FIRST | changed).items():
        enter(room, question, key, seat=seat)


def check(room: Room, seat: int = 1, **changed: str):
    return grids.check_answers(room.ws, place(room, seat), answers=TWICE | changed, medium=Medium.PAPER).value


# ------------------------------------------------------------------ the grid
def test_an_empty_grid_has_a_row_a_seat_and_a_column_a_question(room: Room) -> None:
    found = grid(room)
    assert (found.number, found.stage, found.stage_label) == (1, "record", grid(room).stage_label)
    assert [column.question for column in found.columns] == list(FIRST)
    assert [column.question for column in found.columns if column.twice] == list(TWICE)
    assert [(each.number, each.presence) for each in found.rows] == [(seat, Presence.PRESENT) for seat in range(1, 5)]
    assert all(not (each.answers or each.checked or each.locked or each.can_lock) for each in found.rows)
    assert found.rows[0].name == "Ottoline Brackenbury"


def test_the_look_at_a_grid_is_logged_without_an_answer(room: Room) -> None:
    enter(room, "SS1", "4")
    grid(room)
    last = entries(room.ws)[-1]
    assert (last["event"], last["act"]) == ("grid_opened", "consult")
    assert last["details"] == {"round_id": 1, "round_case": room.cases[0]}


def test_a_cell_is_on_the_disk_at_once_with_who_typed_it_and_from_what(room: Room) -> None:
    found = enter(room, "SS1", "3", medium=Medium.CARDS)
    assert (found.answers, found.state) == ({"SS1": "3"}, SheetState.STARTED)
    last = entries(room.ws)[-1]
    assert (last["event"], last["act"], last["details"]["medium"]) == ("answer_typed", "alter", "cards")
    with room.ws.read() as session:
        (answer,) = session.scalars(select(AnswerRow)).all()
        (entry,) = session.scalars(select(SheetEntryRow)).all()
    assert (answer.choice, answer.actor_id) == ("2", room.ws.actor.id)
    assert (entry.medium, entry.step, entry.stage, entry.actor_id) == ("cards", "typed", "record", room.ws.actor.id)


def test_a_medium_is_put_down_once_and_again_when_it_turns(room: Room) -> None:
    for question, medium in (("C1", "paper"), ("SS1", "paper"), ("SS2", "cards"), ("SS7", "paper")):
        enter(room, question, "2", medium=Medium(medium))
    with room.ws.read() as session:
        found = session.scalars(select(SheetEntryRow.medium).order_by(SheetEntryRow.id)).all()
    assert found == ["paper", "cards", "paper"]


def test_a_cell_is_changed_and_cleared(room: Room) -> None:
    enter(room, "SS1", "3")
    assert enter(room, "SS1", "x").answers == {"SS1": "6"}
    assert enter(room, "SS1", "").answers == {}
    assert row(room).answers == {}


def test_what_a_member_says_at_the_machine_is_not_shown_and_no_second_typing_tells_it(room: Room) -> None:
    sheet = room.sheet(1)
    sheets.save_answer(room.ws, sheet_id=sheet.sheet_id, question="SS1", answer="3", note="Thin.")
    found = row(room)
    assert (found.answers, found.at_machine, found.state) == ({}, True, SheetState.STARTED)
    before = len(entries(room.ws))
    for act in (lambda: check(room), lambda: enter(room, "C8", "1"), lambda: enter(room, "SS1", ""),
                lambda: enter(room, "", "P")):  # fmt: skip
        with pytest.raises(AppError, match="This member answered at the machine"):
            act()
    assert len(entries(room.ws)) == before
    (question,) = [one for one in room.sheet(1).stages[0].questions if one.id == "SS1"]
    assert (question.answer, question.note) == ("3", "Thin.")
    grade(room, 2)
    assert (row(room, 2).answers, row(room, 2).locked, row(room, 2).at_machine) == ({}, True, True)
    assert [row(room, seat).at_machine for seat in (3, 4)] == [False, False]


def test_a_form_that_was_opened_at_the_machine_and_not_answered_there_is_typed_in(room: Room) -> None:
    sheet = room.sheet(1)
    sheets.save_answer(room.ws, sheet_id=sheet.sheet_id, question="SS1", answer="3")
    sheets.undo_answer(room.ws, sheet_id=sheet.sheet_id)
    assert enter(room, "SS1", "3").answers == {"SS1": "3"}


def test_what_is_typed_in_never_counts_as_answered_at_the_machine(room: Room) -> None:
    enter_all(room)
    for act in (
        lambda: enter(room, "SS1", "1", medium=Medium.MACHINE),
        lambda: grids.check_answers(room.ws, place(room), answers=TWICE, medium=Medium.MACHINE),
        lambda: grids.read_back(room.ws, place(room), medium=Medium.MACHINE),
    ):
        with pytest.raises(AppError, match="from paper or cards"):
            act()
    assert not row(room).can_lock


@pytest.mark.parametrize(
    ("question", "key", "said"),
    [
        ("SS1", "7", "“7” is no answer to SS1"), ("SS1", "yes", "“yes” is no answer to SS1"),
        ("C6", "1", "C6 is not asked now"), ("X1", "1", "X1 is not asked now"), ("C11", "word", "C11 is not asked now"),
    ],
)  # fmt: skip
def test_a_cell_that_cannot_be_is_refused_and_nothing_is_kept(room: Room, question: str, key: str, said: str) -> None:
    before = entries(room.ws)
    with pytest.raises(AppError, match=said):
        enter(room, question, key)
    assert entries(room.ws) == before
    assert row(room).answers == {}


# ------------------------------------------------------------------ passed, a conflict, not there
def test_p_passes_a_row_and_takes_it_up_again(room: Room) -> None:
    enter(room, "C1", "2")
    assert enter(room, "SS1", "P").state is SheetState.PASSED
    with pytest.raises(AppError, match="That member passed the case"):
        enter(room, "SS1", "1")
    assert enter(room, "", "").state is SheetState.STARTED
    assert enter(room, "", "p").state is SheetState.PASSED
    assert enter(room, "", "p").answers == {"C1": "2"}
    with pytest.raises(AppError, match="was not passed"):
        enter(room, "", "")


def test_a_conflict_takes_the_row_away_until_it_is_answered_again(room: Room) -> None:
    assert enter(room, "C1", "1").state is SheetState.CONFLICT
    with pytest.raises(AppError, match="taken away"):
        enter(room, "SS1", "1")
    assert enter(room, "C1", "2").state is SheetState.STARTED


@pytest.mark.parametrize("presence", [Presence.ABSENT, Presence.LEFT])
def test_nobody_types_for_who_is_not_there(tmp_path, presence: Presence) -> None:
    room = planned(tmp_path / "workspace")
    for seat in (1, 2, 3, 4):
        room.mark(seat, Presence.PRESENT, declared=True)
    if presence is Presence.ABSENT:
        room.mark(2, presence)
    meetings.open_meeting(room.ws, round_id=room.round_id)
    if presence is Presence.LEFT:
        room.mark(2, presence)
    with pytest.raises(AppError, match="not marked as present"):
        enter(room, "SS1", "1", seat=2)
    assert row(room, 2).presence is presence
    room.ws.close()


def test_in_a_break_typing_goes_on_and_after_the_end_it_does_not(room: Room) -> None:
    meetings.take_break(room.ws, round_id=room.round_id)
    assert enter(room, "SS1", "1").answers == {"SS1": "1"}
    for seat in (1, 2, 3, 4):
        room.mark(seat, Presence.LEFT)
    meetings.close_meeting(room.ws, round_id=room.round_id)
    with pytest.raises(AppError, match="closed"):
        enter(room, "SS2", "1")
    assert row(room).answers == {"SS1": "1"}


def test_before_it_is_open_there_is_no_grid(tmp_path) -> None:
    room = planned(tmp_path / "workspace")
    with pytest.raises(AppError, match="not open yet"):
        grid(room)
    with pytest.raises(AppError, match="not open yet"):
        enter(room, "SS1", "1")
    room.ws.close()


@pytest.mark.parametrize("wrong", [{"round_id": 9}, {"case_id": 99}, {"seat_id": 99}])
def test_what_is_not_there_is_refused(room: Room, wrong: dict[str, int]) -> None:
    there = replace(place(room), **wrong)
    for act in (
        lambda: grids.enter_answer(room.ws, there, question="SS1", key="1", medium=Medium.PAPER),
        lambda: grids.check_answers(room.ws, there, answers={}, medium=Medium.PAPER),
        lambda: grids.read_back(room.ws, there, medium=Medium.PAPER),
        lambda: grids.lock_row(room.ws, there),
    ):
        with pytest.raises(AppError, match=r"There is no meeting|has no such"):
            act()


def test_only_who_puts_in_sheets_may(room: Room) -> None:
    add(room.ws, role="chair")
    ws = signed_in_as(room.ws, WORDS)
    there = place(replace(room, ws=ws))
    for act in (
        lambda: grids.read_grid(ws, round_id=1, case_id=there.case_id),
        lambda: grids.enter_answer(ws, there, question="SS1", key="1", medium=Medium.PAPER),
        lambda: grids.check_answers(ws, there, answers=TWICE, medium=Medium.PAPER),
        lambda: grids.read_back(ws, there, medium=Medium.PAPER),
        lambda: grids.lock_row(ws, there),
    ):
        with pytest.raises(AppError, match="may not put in what others wrote"):
            act()
        assert entries(ws)[-1]["event"] == "right_refused"
    ws.close()


# ------------------------------------------------------------------ what stands
def test_a_locked_row_stands_and_waits_for_the_panel(room: Room) -> None:
    grade(room, 1)
    assert (row(room).locked, row(room).can_lock) == (True, False)
    for act in (lambda: enter(room, "SS1", "1"), lambda: grids.lock_row(room.ws, place(room)), lambda: check(room),
                lambda: enter(room, "", "P")):  # fmt: skip
        with pytest.raises(AppError, match="That form is locked"):
            act()


def test_the_next_stage_has_its_own_columns_and_its_own_typing(room: Room) -> None:
    for seat in (1, 2, 3, 4):
        grade(room, seat)
    agree_all(room)
    panel_views.open_next_stage(room.ws, round_id=1, case_id=room.cases[0])
    found = grid(room)
    assert found.stage == room.case(1).stage != "record"
    answers = {column.question: column.keys[0][0] for column in found.columns if column.mandatory}
    assert answers
    for question, key in answers.items():
        enter(room, question, key)
    twice = {each.question: answers[each.question] for each in found.columns if each.twice}
    assert not row(room).can_lock
    assert grids.check_answers(room.ws, place(room), answers=twice, medium=Medium.PAPER).value == ()
    assert grids.lock_row(room.ws, place(room)).value.locked
    assert grid(room, 2).stage == "record"


def test_words_are_typed_as_words(room: Room) -> None:
    for seat in (1, 2, 3, 4):
        grade(room, seat)
    while grid(room).columns[-1].keys:
        agree_all(room)
        panel_views.open_next_stage(room.ws, round_id=1, case_id=room.cases[0])
        if grid(room).columns[-1].keys:
            for seat in (1, 2, 3, 4):
                grade(room, seat)
    assert enter(room, "C11", " Write 3 more reasons. ").answers["C11"] == "Write 3 more reasons."
    assert row(room).answers["C11"] == "Write 3 more reasons."
    for words in ("pass", "P"):
        assert enter(room, "C11", words).answers["C11"] == words, "it is not passed"
    assert enter(room, grid(room).columns[0].question, "p").state is SheetState.PASSED


def test_the_log_stays_whole_and_says_nothing_of_answers(room: Room) -> None:
    enter_all(room, SS1="4")
    check(room, SS1="4")
    grids.lock_row(room.ws, place(room))
    assert audits.verify_audit(room.ws).problems == ()
    told = str([entry["details"] for entry in entries(room.ws) if entry["event"].startswith(("answer", "stage"))])
    assert not [words for words in ("Strong", "green", "Ottoline") if words in told]


def test_the_row_that_comes_back_is_the_row_that_is_kept(room: Room) -> None:
    for question, key in (("", "P"), ("", ""), *FIRST.items()):
        assert enter(room, question, key) == row(room)
    check(room)
    assert grids.read_back(room.ws, place(room), medium=Medium.CARDS).value == row(room)
    assert grids.lock_row(room.ws, place(room)).value == row(room)
    assert row(room).locked
