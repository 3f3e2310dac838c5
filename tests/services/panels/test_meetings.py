"""A panel's meeting: set up, who is there, opened, breaks, closed; and all that is refused in between."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from app.core.shapes.meetings import MeetingState, Member, Presence, Vote
from app.core.shapes.sheets import SheetState
from app.models.frames import DrawCaseRow, FrameCaseRow
from app.models.records import RecordVersionRow
from app.models.rounds import RoundCaseRow
from app.services import audits
from app.services.drawing import replacing, targeted
from app.services.drawing.change_reasons import read_changes
from app.services.grading import rounds, sheets
from app.services.panels import meetings, panel_views
from app.services.panels.panel_cases import panel_cases
from app.services.releasing import releases
from tests import meeting_room as room_for
from tests.builders import entries
from tests.meeting_room import Room, refused
from tests.people import WORDS, add, signed_in_as


@pytest.fixture
def room(tmp_path: Path) -> Iterator[Room]:
    """A meeting that is open, with everybody there."""
    room = room_for.opened(tmp_path / "workspace")
    yield room
    room.ws.close()


@pytest.fixture
def planned(tmp_path: Path) -> Iterator[Room]:
    """A meeting that is set up, its cases released."""
    room = room_for.planned(tmp_path / "workspace")
    yield room
    room.ws.close()


# ------------------------------------------------------------------ the whole of it
def test_a_meeting_from_its_plan_to_its_end(planned: Room):
    room = planned
    assert room.view.state is MeetingState.PLANNED
    room_for.everyone_comes(room)
    assert room.view.missing == ()
    meetings.open_meeting(room.ws, round_id=room.round_id)
    for case in range(1, 4):
        room_for.finish(room, case)
    assert room.view.missing == ()
    closed = meetings.close_meeting(room.ws, round_id=room.round_id).value
    assert closed.state is MeetingState.CLOSED
    assert {seat.presence for seat in closed.seats} == {Presence.PRESENT}
    assert {case.stage for case in closed.cases} == {""}
    (listing,) = meetings.list_meetings(room.ws)
    assert (listing.cases, listing.finished, listing.seats) == (3, 3, 4)
    assert audits.verify_audit(room.ws).problems == ()


# ------------------------------------------------------------------ who is there
def test_nobody_grades_before_the_meeting_is_open(planned: Room):
    room_for.everyone_comes(planned)
    assert "not open yet" in refused(lambda: planned.sheet()).what
    queue = rounds.read_queue(planned.ws, round_id=1, seat_id=planned.seats[0])
    assert {item.state for item in queue.items} == {SheetState.WAITING}
    assert queue.next_case is None


def test_it_opens_when_cases_are_released_and_somebody_chairs(tmp_path: Path):
    room = room_for.planned(tmp_path / "workspace", released=False)
    told = refused(lambda: meetings.open_meeting(room.ws, round_id=1))
    assert "Cases 1, 2 and 3 are not released" in told.what
    assert "Nobody is marked as present" in told.what
    assert entries(room.ws)[-1]["event"] == "meeting_opened_refused"
    room_for.let_all_go(room.ws)
    room.mark(2, Presence.PRESENT, declared=True)
    assert "Nobody who chairs" in refused(lambda: meetings.open_meeting(room.ws, round_id=1)).what
    room.mark(1, Presence.PRESENT, declared=True)
    assert meetings.open_meeting(room.ws, round_id=1).value.state is MeetingState.OPEN
    assert "is open" in refused(lambda: meetings.open_meeting(room.ws, round_id=1)).what
    room.ws.close()


def test_a_case_whose_release_is_taken_back_keeps_the_meeting_shut(planned: Room):
    room_for.everyone_comes(planned)
    releases.recall(planned.ws, round_id=1, case_id=planned.cases[1])
    assert planned.view.missing == ("Case 2 is not released to volunteers yet.",)


def test_who_says_no_to_the_terms_does_not_take_part(planned: Room):
    assert "said yes" in refused(lambda: planned.mark(1, Presence.PRESENT)).what
    assert planned.view.seats[0].presence is Presence.EXPECTED


def test_a_seat_grades_only_while_its_member_is_there(room: Room):
    room_for.fill_in(room, 2)
    room.mark(2, Presence.LEFT)
    assert "not marked as present" in refused(lambda: room.sheet(2)).what
    back = room.mark(2, Presence.PRESENT).seats[1]
    assert (back.presence, back.declared) == (Presence.PRESENT, True), "a yes once said stands"
    assert room.sheet(2).state is SheetState.STARTED


def test_a_member_removed_after_grading_leaves_what_was_locked(room: Room):
    room_for.grade(room, 4, case=1, says=room_for.split)
    room_for.fill_in(room, 4, case=2)
    room.mark(4, Presence.LEFT)
    assert (room.case(1).seats.locked, room.case(1).seats.absent) == (1, 0)
    assert (room.case(2).seats.locked, room.case(2).seats.absent) == (0, 1)
    room_for.grade_all(room, 1, but=[4])
    room_for.grade_all(room, 2, but=[4])
    count = lambda case: sum(answer.count for answer in room_for.show(room, case).questions[0].answers)  # noqa: E731
    assert (count(1), count(2)) == (4, 3)


def test_who_comes_late_grades_what_the_panel_has_not_seen(room: Room):
    view = meetings.add_member(room.ws, round_id=1, member=Member(name="Perpetua Lund", affiliation="other")).value
    assert [seat.number for seat in view.seats] == [1, 2, 3, 4, 5]
    room.mark(5, Presence.ABSENT)
    room_for.grade_all(room, 1, but=[5])
    room_for.show(room, 1)
    room.mark(5, Presence.PRESENT, declared=True)
    late = rounds.read_queue(room.ws, round_id=1, seat_id=room.seats[4])
    assert [item.state for item in late.items] == [SheetState.MISSED, SheetState.TODO, SheetState.TODO]
    assert late.next_case == room.cases[1]
    missed = room.sheet(5)
    assert (missed.state, missed.current) == (SheetState.MISSED, None)
    assert not any(stage.groups or stage.narratives or stage.questions for stage in missed.stages)
    for do in (
        lambda: sheets.save_answer(room.ws, sheet_id=missed.sheet_id, question="C1", answer="no"),
        lambda: sheets.lock_stage(room.ws, sheet_id=missed.sheet_id, stage="record"),
        lambda: sheets.pass_case(room.ws, sheet_id=missed.sheet_id),
    ):
        assert "has seen how grades spread" in refused(do).what
    assert room_for.grade(room, 5, 2).state is SheetState.WAITING
    assert room.case(1).seats.absent == 1


def test_marks_that_cannot_be_are_refused(room: Room):
    assert "was here" in refused(lambda: room.mark(1, Presence.ABSENT)).what
    assert "there or not" in refused(lambda: room.mark(1, Presence.EXPECTED)).what
    other = refused(
        lambda: meetings.mark_presence(room.ws, round_id=1, seat_id=99, presence=Presence.LEFT, declared=False)
    )
    assert "no such seat" in other.what
    assert "no meeting R7" in refused(lambda: meetings.read_meeting(room.ws, 7)).what


# ------------------------------------------------------------------ breaks and the end
def test_in_a_break_forms_are_typed_and_nothing_is_shown(room: Room):
    room_for.grade_all(room, 1, but=[4])
    assert meetings.take_break(room.ws, round_id=1).value.state is MeetingState.BREAK
    room_for.grade(room, 4)
    assert "break" in refused(lambda: room_for.show(room)).what
    meetings.go_on(room.ws, round_id=1)
    assert room_for.show(room).seats.all_in


def test_it_does_not_close_with_sheets_open_and_says_which(room: Room):
    room_for.finish(room, 1)
    room_for.grade_all(room, 2)
    told = refused(lambda: meetings.close_meeting(room.ws, round_id=1))
    assert told.what == (
        "Case 3: 4 sheets are not finished. Case 2: all are in, and the panel has not seen how its grades spread."
    )
    assert entries(room.ws)[-1]["event"] == "meeting_closed_refused"
    room_for.show(room, 2)
    assert "Case 2: questions without the panel’s view." in room.view.missing
    room_for.agree_all(room, 2, choice="", votes=(0, 0, 0))
    assert "Case 2: the next stage was not opened." in room.view.missing
    for seat in (1, 2, 3, 4):
        room.mark(seat, Presence.LEFT)
    assert room.view.missing == ()
    assert meetings.close_meeting(room.ws, round_id=1).value.state is MeetingState.CLOSED


def test_after_the_end_nothing_changes(room: Room):
    first = room_for.grade(room, 1)
    for case in (1, 2, 3):
        for seat in (1, 2, 3, 4) if case > 1 else (2, 3, 4):
            sheets.pass_case(room.ws, sheet_id=room.sheet(seat, case).sheet_id)
    room_for.agree_all(room, 1, votes=(1, 0, 0))
    panel_views.open_next_stage(room.ws, round_id=1, case_id=room.cases[0])
    while room.sheet(1).current:
        room_for.grade(room, 1)
        if room_for.agree_all(room, 1, votes=(1, 0, 0)).next_stage:
            panel_views.open_next_stage(room.ws, round_id=1, case_id=room.cases[0])
    meetings.close_meeting(room.ws, round_id=1)
    before = len(entries(room.ws))
    case = room.cases[0]
    for do in (
        lambda: room.sheet(),
        lambda: sheets.save_answer(room.ws, sheet_id=first.sheet_id, question="C8", answer="red"),
        lambda: sheets.change_answers(room.ws, sheet_id=first.sheet_id, answers={}, why="no reason"),
        lambda: sheets.undo_answer(room.ws, sheet_id=first.sheet_id),
        lambda: sheets.lock_stage(room.ws, sheet_id=first.sheet_id, stage="record"),
        lambda: sheets.pass_case(room.ws, sheet_id=first.sheet_id),
        lambda: room.mark(1, Presence.LEFT),
        lambda: meetings.add_member(room.ws, round_id=1, member=Member(name="Late", affiliation="pcc")),
        lambda: panel_views.set_consensus(
            room.ws, round_id=1, case_id=case, votes=[Vote(question="C8", choice="", votes_for=0, votes_against=0)]
        ),
        lambda: panel_views.open_next_stage(room.ws, round_id=1, case_id=case),
    ):
        assert "closed" in refused(do).what
    assert len(entries(room.ws)) == before
    for do in (meetings.take_break, meetings.go_on, meetings.open_meeting, meetings.close_meeting):
        assert "closed" in refused(lambda do=do: do(room.ws, round_id=1)).what
    assert room_for.show(room).questions, "what was seen may be looked at again"


def test_a_clock_that_runs_backwards_changes_nothing(room: Room):
    room_for.grade_all(room, 1, says=room_for.split)
    room.clock.advance(days=-400)
    room_for.agree_all(room, 1)
    room.clock.advance(days=-1)
    meetings.take_break(room.ws, round_id=1)
    assert room.view.state is MeetingState.BREAK
    room.clock.advance(days=-1)
    meetings.go_on(room.ws, round_id=1)
    room.mark(3, Presence.LEFT)
    room.clock.advance(hours=-3)
    assert room.mark(3, Presence.PRESENT).seats[2].presence is Presence.PRESENT
    again = room_for.agree_all(room, 1, choice="", votes=(1, 1, 0))
    assert {one.consensus.choice for one in again.questions if one.consensus} == {""}, "the newest stands, by order"
    panel_views.open_next_stage(room.ws, round_id=1, case_id=room.cases[0])
    assert room.sheet(3).current is not None
    assert audits.verify_audit(room.ws).problems == ()


def test_every_step_is_one_entry_of_the_log_with_its_act(room: Room):
    room_for.grade_all(room)
    case = {"round_id": 1, "case_id": room.cases[0]}
    views = [Vote(question=name, choice="", votes_for=1, votes_against=1) for name in asked(room)]
    for event, act, do in (
        ("spread_shown", "consult", lambda: panel_views.show_spread(room.ws, **case)),
        ("consensus_set", "alter", lambda: panel_views.set_consensus(room.ws, votes=views, **case)),
        ("stage_opened", "alter", lambda: panel_views.open_next_stage(room.ws, **case)),
        ("minority_erased", "erase", lambda: panel_views.erase_minority(room.ws, question=views[0].question, **case)),
        ("meeting_break", "alter", lambda: meetings.take_break(room.ws, round_id=1)),
        ("meeting_gone_on", "alter", lambda: meetings.go_on(room.ws, round_id=1)),
        ("presence_marked", "alter", lambda: room.mark(2, Presence.LEFT)),
        (
            "member_added",
            "collect",
            lambda: meetings.add_member(room.ws, round_id=1, member=Member(name="Ada Lund", affiliation="pcc")),
        ),
        (
            "seat_name_erased",
            "erase",
            lambda: meetings.erase_seat_name(room.ws, round_id=1, seat_id=room.seats[1]),
        ),
    ):
        before = len(entries(room.ws))
        do()
        (entry,) = entries(room.ws)[before:]
        assert (entry["event"], entry["act"]) == (event, act)


def asked(room: Room) -> list[str]:
    """The questions of the first case that the panel takes a view of."""
    with room.ws.read() as session:
        case = panel_cases(session, [session.get_one(RoundCaseRow, room.cases[0])])[room.cases[0]]
    return [question.id for question in case.to_agree(case.stage)]


# ------------------------------------------------------------------ cases set aside, and picked by a person
def test_a_case_withheld_in_a_meeting_is_set_aside(room: Room):
    room_for.grade(room, 1, case=2)
    token = room.case(2).token
    replacing.withhold(room.ws, draw_id=1, token=token, reason="safety")
    held = room.case(2)
    assert (held.set_aside, held.stage) == (True, "")
    assert "withheld" in refused(lambda: room.sheet(2, 2)).what
    assert "replaced or withheld" in refused(lambda: room_for.show(room, 2)).what
    assert not any("2" in sentence for sentence in room.view.missing)
    (listing,) = meetings.list_meetings(room.ws)
    assert listing.cases == 2


def test_only_a_coordinator_takes_a_case_from_a_panel(room: Room):
    tokens = [case.token for case in room.view.cases]
    add(room.ws, role="line_manager")
    ws = signed_in_as(room.ws, WORDS)
    for attempt in (
        lambda: replacing.withhold(ws, draw_id=1, token=tokens[0], reason="safety"),
        lambda: replacing.replace(ws, draw_id=1, token=tokens[0], reason="duplicate"),
    ):
        told = refused(attempt)
        assert told.what.endswith("may not set up panels, replace or withhold what they grade.")
        assert told.fix == "Ask a coordinator to do it."
    assert entries(ws)[-1]["event"] == "right_refused"
    assert "Ask a coordinator" in read_changes(ws, 1).refusal
    assert not any(case.set_aside for case in meetings.read_meeting(ws, 1).cases)
    ws.close()


def test_what_the_panel_agreed_on_stands_and_nothing_is_taken_from_a_closed_meeting(room: Room):
    room_for.grade_all(room)
    room_for.agree_all(room)
    tokens = [case.token for case in room.view.cases]
    told = refused(lambda: replacing.withhold(room.ws, draw_id=1, token=tokens[0], reason="safety"))
    assert told.what == "The panel has set down its view on this case: it stands."
    assert entries(room.ws)[-1]["event"] == "withhold_refused"
    assert read_changes(room.ws, 1).withholdable == {*tokens[1:]}
    panel_views.open_next_stage(room.ws, round_id=1, case_id=room.cases[0])
    releases.recall(room.ws, round_id=1, case_id=room.cases[0])
    assert "it can no longer be withheld" in refused(lambda: room_for.show(room)).fix
    for seat in (1, 2, 3, 4):
        room.mark(seat, Presence.LEFT)
    assert room.view.missing == (), "nobody has to let a text go again that must not be seen"
    meetings.close_meeting(room.ws, round_id=1)
    for token in tokens:
        for attempt in (
            lambda token=token: replacing.withhold(room.ws, draw_id=1, token=token, reason="safety"),
            lambda token=token: replacing.replace(room.ws, draw_id=1, token=token, reason="duplicate"),
        ):
            assert refused(attempt).what == "The meeting is closed: what was said on this case stands."
    changes = read_changes(room.ws, 1)
    assert (changes.replaceable, changes.withholdable) == (frozenset(), frozenset())


def test_a_replaced_case_brings_its_reserve_into_the_meeting(tmp_path: Path):
    ws = room_for.drawn_for_a_panel(tmp_path / "workspace")
    meetings.set_up_meeting(ws, room_for.plan_of(1))
    first = meetings.read_meeting(ws, 1).cases[0]
    replacing.replace(ws, draw_id=1, token=first.token, reason="duplicate")
    view = meetings.read_meeting(ws, 1)
    assert [case.set_aside for case in view.cases] == [True, False, False, False]
    assert "Cases 2, 3 and 4 are not released" in view.missing[0]
    ws.close()


def test_a_case_that_a_person_picked_is_graded_by_the_panel_and_in_no_figure(planned: Room):
    picked = fresh_case(planned)
    targeted.add_targeted(
        planned.ws, kind="stop_search", case_id=picked, reason="complaint", asked=("The chair", "A letter"), round_id=1
    )
    last = planned.view.cases[-1]
    assert (last.number, last.targeted, last.released) == (4, True, False)
    assert "Case 4 is not released to volunteers yet." in planned.view.missing
    room_for.let_all_go(planned.ws)
    room_for.everyone_comes(planned)
    meetings.open_meeting(planned.ws, round_id=1)
    assert room_for.grade(planned, 1, 4).state is SheetState.WAITING
    assert rounds.list_rounds(planned.ws, meetings=True)[0].cases == 3


def test_only_a_coordinator_puts_a_picked_case_before_a_panel(planned: Room):
    picked, asked = fresh_case(planned), ("The chair", "A letter")
    add(planned.ws, role="line_manager")
    ws = signed_in_as(planned.ws, WORDS)
    told = refused(
        lambda: targeted.add_targeted(
            ws, kind="stop_search", case_id=picked, reason="complaint", asked=asked, round_id=1
        )
    )
    assert "a line manager, who may not set up panels" in told.what
    assert entries(ws)[-1]["event"] == "right_refused"
    assert len(meetings.read_meeting(ws, 1).cases) == 3
    assert targeted.why_not_added(ws, round_id=1) == f"{told.what} {told.fix}", "the window does not offer it"
    assert targeted.why_not_added(ws, round_id=None) == ""
    listed = targeted.add_targeted(ws, kind="stop_search", case_id=picked, reason="complaint", asked=asked).value
    assert listed.rounds == (), "on the list it may be put: a coordinator takes it from there"
    ws.close()


def test_a_meeting_that_is_closed_takes_no_more_cases(room: Room):
    for seat in (1, 2, 3, 4):
        room.mark(seat, Presence.LEFT)
    meetings.close_meeting(room.ws, round_id=1)
    told = refused(
        lambda: targeted.add_targeted(
            room.ws, kind="stop_search", case_id=fresh_case(room), reason="theme", asked=("A", "B"), round_id=1
        )
    )
    assert "closed" in told.what


def fresh_case(room: Room) -> int:
    """A case of the store that no draw of the meeting holds."""
    with room.ws.read() as session:
        held = session.query(FrameCaseRow.case_id).join(DrawCaseRow, DrawCaseRow.frame_case_id == FrameCaseRow.id)
        found = session.query(RecordVersionRow.case_id).filter(
            RecordVersionRow.kind == "stop_search", RecordVersionRow.case_id.not_in(held)
        )
        return found.order_by(RecordVersionRow.id).first()[0]
