"""Results of a panel that graded through the real services of a meeting, from its first sheet to its end."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from app.core.errors import AppError
from app.core.shapes.meetings import Presence
from app.core.shapes.sheets import AskedQuestion, Given
from app.services.grading import rates, results, sheets
from app.services.panels import meetings, panel_views
from app.services.releasing import releases
from tests import meeting_room as room_for
from tests.builders import plain_answer
from tests.meeting_room import Room


@pytest.fixture
def room(tmp_path: Path) -> Iterator[Room]:
    """A meeting that is open: four members, three cases."""
    room = room_for.opened(tmp_path / "workspace")
    yield room
    room.ws.close()


def one_is_red(seat: int, question: AskedQuestion) -> str:
    """The fourth seat sees red where the others see green."""
    return "red" if question.id == "C8" and seat == 4 else plain_answer(question)


def _go_on(room: Room, case: int) -> None:
    """Open the stage that comes next."""
    panel_views.open_next_stage(room.ws, round_id=room.round_id, case_id=room.cases[case - 1])


def test_a_meeting_has_its_results_from_start_to_end(room: Room):
    for case in (1, 2, 3):
        with pytest.raises(AppError, match="Still to come"):
            results.agreement_of(room.ws, room.round_id)
        room_for.grade_all(room, case, one_is_red if case == 2 else room_for.same_for_all)
    assert results.agreement_of(room.ws, room.round_id).kinds == (), "all are in, and nothing of it was seen"
    (line,) = results.disagreements_of(room.ws, room.round_id).value.lines
    (kind,) = results.agreement_of(room.ws, room.round_id).kinds
    overall = next(line for line in kind.lines if line.question == "C8")
    assert (overall.cases, overall.unanimous, overall.unfinished) == (3, 2, 0)
    assert (line.number, line.question, line.spread, line.split) == (
        2, "C8", "3 Green: good, 1 Red: serious concern", True
    )  # fmt: skip
    for case in (1, 2, 3):
        room_for.agree_all(room, case)
        _go_on(room, case)
        room_for.finish(room, case)
    meetings.close_meeting(room.ws, round_id=room.round_id)
    (draw,) = rates.rates_of(room.ws, room.round_id, "C8").draws
    counts = draw.lines[0].counts
    assert (draw.lines[0].basis, counts.passes, counts.left_open) == ("consensus", 3, 0)
    found = results.agreement_of(room.ws, room.round_id)
    assert found.sentences == ()
    assert results.still_to_come(room.ws, room.round_id) == 0


def test_no_agreement_is_told_while_members_who_were_marked_away_may_still_come_back(room: Room):
    for case in (1, 2, 3):
        for seat in (1, 2):
            room_for.grade(room, seat, case, says=room_for.split)
    for seat in (3, 4):
        room.mark(seat, Presence.LEFT)
    assert results.agreement_of(room.ws, room.round_id).kinds == ()
    assert not any(case.spread_seen for case in room.view.cases)


def test_a_case_that_was_taken_back_is_not_among_what_is_first_shown(room: Room):
    for case in (1, 2):
        room_for.grade_all(room, case, room_for.split)
    releases.recall(room.ws, round_id=1, case_id=room.cases[0])
    told = results.disagreements_of(room.ws, room.round_id).value
    assert {line.number for line in told.lines} == {2}
    assert [case.spread_seen for case in room.view.cases] == [False, True, False]


def test_what_the_queue_has_shown_nobody_changes_any_more(room: Room):
    sheet = room_for.grade(room, 1)
    room_for.grade_all(room, but=[1])
    results.disagreements_of(room.ws, room.round_id)
    with pytest.raises(AppError, match="The panel has seen"):
        sheets.change_answers(
            room.ws, sheet_id=sheet.sheet_id, answers={"C8": Given(answer="red")}, why="a new thought"
        )


def test_in_a_break_nothing_is_shown_first(room: Room):
    for case in (1, 2):
        room_for.grade_all(room, case, room_for.split)
    meetings.take_break(room.ws, round_id=room.round_id)
    with pytest.raises(AppError, match="having a break"):
        results.disagreements_of(room.ws, room.round_id)
    assert not any(case.spread_seen for case in room.view.cases)


def test_in_a_break_what_was_seen_before_is_still_listed(room: Room):
    for case in (1, 2):
        room_for.grade_all(room, case, room_for.split)
    room_for.show(room, 1)
    meetings.take_break(room.ws, round_id=room.round_id)
    found = results.disagreements_of(room.ws, room.round_id).value
    assert {line.number for line in found.lines} == {1}
    assert found.sentence.endswith("All in and not seen by the panel yet, so not shown: 1 case.")
    assert [case.spread_seen for case in room.view.cases] == [True, False, False]


def test_who_left_is_absent_and_what_they_locked_counts(room: Room):
    room_for.grade(room, 4, 1)
    room.mark(4, Presence.LEFT)
    for case in (1, 2, 3):
        room_for.grade_all(room, case, but=[4])
        room_for.show(room, case)
    (kind,) = results.agreement_of(room.ws, room.round_id).kinds
    overall = next(line for line in kind.lines if line.question == "C8")
    assert (overall.answers, overall.absent) == (3 * 3 + 1, 2)


def test_a_planned_meeting_has_nothing_to_see(tmp_path: Path):
    room = room_for.planned(tmp_path / "workspace")
    assert results.still_to_come(room.ws, room.round_id) == 3 * 4
    for ask in (results.agreement_of, results.disagreements_of):
        with pytest.raises(AppError, match="Still to come: 12 sheets"):
            ask(room.ws, room.round_id)
    assert [one.meeting for one in results.list_results(room.ws)] == [True]
    room.ws.close()
