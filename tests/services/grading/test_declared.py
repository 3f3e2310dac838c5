"""A part in a case that a member declares when grades were shown already: out from there on, and what was seen told."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from app.core.errors import AppError
from app.core.shapes.meetings import GridFile, GridPlace, Medium, Presence, SeatStates
from app.core.shapes.sheets import Sheet, SheetState
from app.services import audits
from app.services.grading import grid_files, grids, results, sheet_history, sheets
from app.services.panels import audience, meetings, panel_views
from app.services.papers import report_cases
from tests.builders import Drawn, entries, open_case
from tests.builders import grade as grade_whole
from tests.meeting_room import Room, agree_all, fill_in, grade, grade_all, opened, refused, show, split
from tests.people import WORDS, add, signed_in_as

TOLD = "Seat 2 declared a part in this case after its grades had been shown."
"""To whoever runs the meeting."""
NO_SEAT = "A member declared a part in this case after its grades had been shown."
"""In papers and results: everyone who sat there knows who sat in seat 2."""


@pytest.fixture
def room(tmp_path) -> Iterator[Room]:
    """A meeting of four: its first case graded, seen and agreed on the record, and its next stage open."""
    found = opened(tmp_path / "workspace")
    grade_all(found, 1, split)
    agree_all(found)
    panel_views.open_next_stage(found.ws, round_id=1, case_id=found.cases[0])
    yield found
    found.ws.close()


def declare(room: Room, seat: int = 2, case: int = 1) -> Sheet:
    return sheets.declare_part(room.ws, sheet_id=room.sheet(seat, case).sheet_id).value


def record(room: Room):
    return panel_views.show_spread(room.ws, round_id=1, case_id=room.cases[0], stage="record").value


def place(room: Room, seat: int = 2) -> GridPlace:
    return GridPlace(round_id=1, case_id=room.cases[0], seat_id=room.seats[seat - 1])


def test_from_there_on_the_seat_has_no_stage_and_no_vote_and_what_was_seen_is_as_it_was(room: Room) -> None:
    before = record(room)
    assert (before.voters, before.late, room.sheet(2).can_declare) == (3, (), True)
    taken = declare(room)
    assert (taken.state, taken.can_declare, taken.can_undo) == (SheetState.CONFLICT, False, False)
    assert all(not stage.groups and not stage.narratives for stage in taken.stages)
    after = record(room)
    assert (after.voters, after.late) == (2, (TOLD,))
    assert (after.questions, after.seats) == (before.questions, before.seats)
    assert room.case(1).seats == SeatStates(locked=0, passed=0, conflict=1, absent=0, waiting=3)
    for act in (
        lambda: sheets.save_answer(room.ws, sheet_id=taken.sheet_id, question="C5v", answer="yes"),
        lambda: sheets.pass_case(room.ws, sheet_id=taken.sheet_id),
        lambda: sheets.undo_answer(room.ws, sheet_id=taken.sheet_id),
        lambda: declare(room),
    ):
        refused(act)
    for seat in (1, 3, 4):
        grade(room, seat)
    video = show(room)
    assert (video.seats.conflict, video.seats.locked, video.voters, video.late) == (1, 3, 2, ())


def test_it_is_logged_and_has_its_place_in_the_history_of_the_form(room: Room) -> None:
    sheet = declare(room)
    last = next(one for one in reversed(entries(room.ws)) if one["event"] == "part_declared")
    assert last["details"] == {"sheet": sheet.sheet_id, "conflict": True, "after_spread": ["record"]}
    (change,) = sheet_history.sheet_history(room.ws, sheet_id=sheet.sheet_id)
    assert (change.why, change.answers[0].after) == ("A part in the case was declared.", "Yes")
    assert audits.verify_audit(room.ws).problems == ()


def test_figures_count_a_conflict_and_the_results_tell_why(room: Room) -> None:
    before = results.agreement_of(room.ws, 1).kinds[0].lines[0]
    queue = results.disagreements_of(room.ws, 1).value
    declare(room)
    found = results.agreement_of(room.ws, 1)
    told = f"Case 1: {NO_SEAT}"
    assert any(one.startswith(told) for one in found.sentences)
    after = found.kinds[0].lines[0]
    assert (before.answers - 1, before.conflict + 1) == (after.answers, after.conflict)
    again = results.disagreements_of(room.ws, 1).value
    assert again.lines == queue.lines, "the panel talks of what it saw"
    assert again.sentence == f"{queue.sentence} {told}"


def test_the_report_tells_it_beside_what_the_panel_saw(room: Room) -> None:
    with room.ws.read() as session:
        (before, *_) = report_cases.seen_cases(session, 1)
    declare(room)
    with room.ws.read() as session:
        cases = report_cases.seen_cases(session, 1)
    told = report_cases.case_report(cases[0], None)
    assert told.views == report_cases.case_report(before, None).views
    assert NO_SEAT in told.states
    assert any(one.startswith(f"Case 1: {NO_SEAT} What the panel saw") for one in report_cases.left_out(cases))


@pytest.mark.parametrize(("role", "told"), [("auditor", NO_SEAT), ("chair", TOLD)])
def test_the_seat_is_told_to_whoever_runs_the_meeting_and_to_nobody_else(room: Room, role: str, told: str) -> None:
    declare(room)
    add(room.ws, "Ada Reed", role, WORDS)
    ws = signed_in_as(room.ws, WORDS)
    assert panel_views.show_spread(ws, round_id=1, case_id=1, stage="record").value.late == (told,)
    ws.close()


def test_the_room_is_not_shown_who(room: Room) -> None:
    grade_all(room, 2, split)
    show(room, 2)
    declare(room, case=2)
    shown = audience.audience_case(room.ws, round_id=1, case_id=room.cases[1])
    assert shown.spread is not None
    assert shown.spread.late == ()


@pytest.mark.parametrize("how", ["passed", "locked", "begun", "finished"])
def test_it_is_taken_however_far_the_seat_is(room: Room, how: str) -> None:
    if how == "passed":
        sheets.pass_case(room.ws, sheet_id=room.sheet(2).sheet_id)
    elif how == "begun":
        fill_in(room, 2)
    else:
        grade(room, 2)
    while how == "finished" and room.sheet(2).state is not SheetState.DONE:  # whether its case has a video or not
        for seat in (1, 3, 4):
            grade(room, seat)
        agree_all(room)
        panel_views.open_next_stage(room.ws, round_id=1, case_id=room.cases[0])
        grade(room, 2)
    assert declare(room).state is SheetState.CONFLICT


def test_what_was_not_seen_before_it_counts_no_more(room: Room) -> None:
    grade_all(room, 2, split)
    declare(room, case=2)
    found = show(room, 2)
    assert (found.seats.locked, found.seats.conflict, found.late) == (3, 1, ())


@pytest.mark.parametrize(("question", "key"), [("", "C"), ("C5v", "c"), ("C1", "1"), ("c1", "yes")])
def test_the_grid_takes_it_at_any_stage(room: Room, question: str, key: str) -> None:
    row = grids.enter_answer(room.ws, place(room), question=question, key=key, medium=Medium.PAPER).value
    assert row.state is SheetState.CONFLICT
    assert record(room).late == (TOLD,)
    assert room.case(1).seats.conflict == 1
    again = grids.enter_answer(room.ws, place(room), question=question, key=key, medium=Medium.PAPER).value
    assert again.state is SheetState.CONFLICT
    assert room.sheet(2).changed == 1, "said again, it is no change"


@pytest.mark.parametrize(
    "text", ["seat,case,C1\n2,1,yes\n", "seat,case,question,answer\n2,1,,C\n", "seat,case,C5v\n2,1,c\n"]
)
def test_a_file_of_answers_says_it_too(room: Room, tmp_path: Path, text: str) -> None:
    file = tmp_path / "late.csv"
    file.write_text(text, encoding="utf-8")
    for second in (False, True):
        found = grid_files.import_grid(room.ws, round_id=1, file=GridFile(path=file, second=second)).value
        assert found.problems == ()
    assert room.sheet(2).state is SheetState.CONFLICT
    assert record(room).late == (TOLD,)


def test_a_row_that_was_locked_and_one_that_was_answered_at_the_machine_take_it(room: Room) -> None:
    grade(room, 3)
    fill_in(room, 2)
    for seat in (2, 3):
        row = grids.enter_answer(room.ws, place(room, seat), question="", key="C", medium=Medium.PAPER).value
        assert row.state is SheetState.CONFLICT


def test_not_before_nor_after_the_meeting(room: Room) -> None:
    sheet = room.sheet(2)
    meetings.take_break(room.ws, round_id=1)
    assert sheets.declare_part(room.ws, sheet_id=room.sheet(3).sheet_id).value.state is SheetState.CONFLICT
    meetings.go_on(room.ws, round_id=1)
    room.mark(2, Presence.LEFT)
    assert "not marked as present" in refused(lambda: sheets.declare_part(room.ws, sheet_id=sheet.sheet_id)).what


def test_a_line_manager_declares_it_until_that_is_locked_and_then_gives_the_reason(
    practice_workspace_with_draw: Drawn,
) -> None:
    drawn = practice_workspace_with_draw
    first, second = open_case(drawn, 1), grade_whole(drawn.ws, open_case(drawn, 2))
    assert (first.can_declare, second.can_declare) == (True, False)
    assert sheets.declare_part(drawn.ws, sheet_id=first.sheet_id).value.state is SheetState.CONFLICT
    with pytest.raises(AppError, match="a changed mind needs its reason"):
        sheets.declare_part(drawn.ws, sheet_id=second.sheet_id)
