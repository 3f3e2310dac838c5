"""A panel's meeting: set up, members marked as they come, opened, a break, closed. It is a round of many seats.

What is seen and agreed in it is in ``panel_views``; what its seats answer goes through ``sheets``.
"""

from collections.abc import Sequence

from sqlalchemy import select, update

from app.core.changes import Done, Topic
from app.core.errors import AppError
from app.core.events import Act, Event
from app.core.shapes.meetings import MeetingListing, MeetingPlan, MeetingState, MeetingView, Member, Presence, Workload
from app.core.workflow.meeting import Step, check_state, check_step
from app.core.workflow.presence import check_presence
from app.core.workflow.rights import Right
from app.models.meetings import MeetingRow, MeetingStepRow, SeatPresenceRow
from app.models.rounds import SeatPersonRow, SeatRow
from app.services.panels.meeting_facts import meeting_row, panel_seats, state_of
from app.services.panels.meeting_setup import add_seat, set_up_within, workload_of
from app.services.panels.meeting_views import meeting_listing, meeting_view, missing
from app.services.panels.panel_cases import case_rows, panel_cases
from app.services.refusals import refusals_logged
from app.services.rights import require
from app.services.workspace import Workspace

_CHANGED = frozenset({Topic.ROUNDS, Topic.SHEETS, Topic.AUDIT})
_NOT_CLOSED = frozenset(set(MeetingState) - {MeetingState.CLOSED})


def plan_workload(ws: Workspace, draws: Sequence[int], seats: int, minutes: int) -> Workload:
    """What a meeting would ask of its members, before it is set up.

    Args:
        ws: the workspace.
        draws: the draws whose cases it would grade.
        seats: how many would grade.
        minutes: that there would be for grading.

    Raises:
        AppError: whoever asks may not set up panels, or there is no such draw.
    """
    require(ws, Right.SET_UP_PANEL)
    with ws.read() as session:
        return workload_of(session, draws, seats=seats, minutes=minutes)


def set_up_meeting(ws: Workspace, plan: MeetingPlan) -> Done[MeetingView]:
    """Set up a meeting over draws that nobody grades yet, with a seat for each member.

    Raises:
        AppError: whoever asks may not; no chair, no terms, an unknown area or affiliation, a member twice; or a draw
            that is graded elsewhere, or was drawn for a form that is no panel's.
    """
    require(ws, Right.SET_UP_PANEL)
    with ws.write(Event(act=Act.COMBINE, name="meeting_set_up", details={"draws": list(plan.draws)})) as work:
        round_id = set_up_within(ws, work, plan)
        work.note(round_id=round_id, seats=len(plan.members), police_vote=plan.police_vote)
    return _done(ws, round_id, Topic.DRAWS)


def list_meetings(ws: Workspace) -> tuple[MeetingListing, ...]:
    """Every meeting, the newest first."""
    with ws.read() as session:
        rows = session.scalars(select(MeetingRow).order_by(MeetingRow.round_id.desc())).all()
        return tuple(meeting_listing(session, row) for row in rows)


def read_meeting(ws: Workspace, round_id: int) -> MeetingView:
    """A meeting, whole. AppError when there is none of that number."""
    with ws.read() as session:
        return meeting_view(ws, session, meeting_row(session, round_id))


def add_member(ws: Workspace, *, round_id: int, member: Member) -> Done[MeetingView]:
    """Give a further member a seat; they are marked as there when they come.

    Raises:
        AppError: whoever asks may not; the meeting is closed; the name or affiliation will not do, or is there already.
    """
    require(ws, Right.OPEN_MEETING)
    with ws.write(Event(act=Act.COLLECT, name="member_added", details={"round_id": round_id})) as work:
        meeting_row(work.session, round_id)
        check_state(state_of(work.session, round_id), _NOT_CLOSED)
        work.note(seat=add_seat(work, round_id, member))
    return _done(ws, round_id)


def mark_presence(
    ws: Workspace, *, round_id: int, seat_id: int, presence: Presence, declared: bool = False
) -> Done[MeetingView]:
    """Mark whether a member is there. Who goes keeps the sheets that are locked; who comes late may still grade.

    Args:
        ws: the workspace.
        round_id: the meeting.
        seat_id: the member's seat.
        presence: how they are marked from now on.
        declared: that they said yes to the terms of reference and to confidentiality; nobody is present without. A
            yes once said stands.

    Raises:
        AppError: whoever asks may not; no such seat; the mark cannot follow the one before.
    """
    require(ws, Right.OPEN_MEETING)
    details = {"round_id": round_id, "seat": seat_id, "presence": presence.value, "declared": declared}
    with ws.write(Event(act=Act.ALTER, name="presence_marked", details=details)) as work:
        meeting_row(work.session, round_id)
        seat = next((one for one in panel_seats(work.session, round_id) if one.seat_id == seat_id), None)
        if seat is None:
            raise AppError(f"Meeting R{round_id} has no such seat.", "Choose one of its seats.")
        said = presence is not Presence.EXPECTED and (declared or seat.declared)
        check_presence(state_of(work.session, round_id), seat.presence, presence, declared=said)
        work.session.add(
            SeatPresenceRow(seat_id=seat_id, presence=presence.value, declared=said, marked_at=work.at, **work.written)
        )
    return _done(ws, round_id)


def erase_seat_name(ws: Workspace, *, round_id: int, seat_id: int) -> Done[MeetingView]:
    """Erase a name that was typed for a seat. What the seat graded stays; a person's name is erased with the person.

    Raises:
        AppError: whoever asks may not; no such seat; or a person sits there who is in the list of people.
    """
    require(ws, Right.MANAGE_PEOPLE)
    with ws.write(
        Event(act=Act.ERASE, name="seat_name_erased", details={"round_id": round_id, "seat": seat_id})
    ) as work:
        meeting_row(work.session, round_id)
        seat, sits = work.session.get(SeatRow, seat_id), work.session.get(SeatPersonRow, seat_id)
        if seat is None or seat.round_id != round_id or sits is None:
            raise AppError(f"Meeting R{round_id} has no such seat.", "Choose one of its seats.")
        if sits.actor_id is not None and sits.name is None:
            raise AppError("The name of that seat stands in the list of people.", "Erase it there.")
        kept = (SeatPersonRow.seat_id == seat_id, SeatPersonRow.erased_seq.is_(None))
        work.session.execute(update(SeatPersonRow).where(*kept).values(name=None, actor_id=None, erased_seq=work.seq))
    return _done(ws, round_id, Topic.PEOPLE)


def open_meeting(ws: Workspace, *, round_id: int) -> Done[MeetingView]:
    """Open a meeting: from here on its seats grade.

    Raises:
        AppError: whoever asks may not; it was opened already; a case is not released; nobody who chairs is there.
    """
    return _step(ws, round_id, Step.OPENED, "meeting_opened")


def take_break(ws: Workspace, *, round_id: int) -> Done[MeetingView]:
    """Have a break: nothing is shown or agreed meanwhile; forms may be typed in. AppError: it is not open."""
    return _step(ws, round_id, Step.BREAK, "meeting_break")


def go_on(ws: Workspace, *, round_id: int) -> Done[MeetingView]:
    """Go on after a break. AppError: there is none."""
    return _step(ws, round_id, Step.GONE_ON, "meeting_gone_on")


def close_meeting(ws: Workspace, *, round_id: int) -> Done[MeetingView]:
    """Close a meeting: from here on no answer and no view changes; actions go on.

    Raises:
        AppError: whoever asks may not; it is not open; a sheet, a view of the panel or a stage is still to come, or a
            drawn case that the panel has set down no view on is not released. It says which; a member may be marked as
            gone, a question as not agreed, and a case withheld.
    """
    return _step(ws, round_id, Step.CLOSED, "meeting_closed")


def _step(ws: Workspace, round_id: int, step: Step, name: str) -> Done[MeetingView]:
    require(ws, Right.OPEN_MEETING)
    refused = refusals_logged(ws, f"{name}_refused", round_id=round_id)
    with refused, ws.write(Event(act=Act.ALTER, name=name, details={"round_id": round_id})) as work:
        meeting_row(work.session, round_id)
        state = state_of(work.session, round_id)
        check_step(state, step)
        if step in (Step.OPENED, Step.CLOSED):
            cases = panel_cases(work.session, case_rows(work.session, round_id))
            _refuse_missing(step, missing(state, panel_seats(work.session, round_id), list(cases.values())))
        work.session.add(MeetingStepRow(round_id=round_id, step=step.value, taken_at=work.at, **work.written))
    return _done(ws, round_id)


def _refuse_missing(step: Step, told: Sequence[str]) -> None:
    if not told:
        return
    if step is Step.OPENED:
        raise AppError(" ".join(told), "Release the cases, and mark who is there.")
    raise AppError(" ".join(told), "Finish them; or mark a member as gone, and a question as not agreed.")


def _done(ws: Workspace, round_id: int, *topics: Topic) -> Done[MeetingView]:
    return Done(value=read_meeting(ws, round_id), changed=_CHANGED | set(topics))
