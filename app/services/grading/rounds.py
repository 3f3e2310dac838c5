"""Rounds of grading: opening one over a draw or several, and the queue of its cases."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Final, cast

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.core.changes import Done, Topic
from app.core.clock import to_text
from app.core.days import day_words, period_words
from app.core.errors import AppError
from app.core.events import Act, Event
from app.core.schemes.plain import reference_of
from app.core.schemes.spec import Role, Scheme
from app.core.shapes.meetings import meeting_label
from app.core.shapes.sheets import Queue, QueueItem, RoundListing, RoundPart, SheetState
from app.core.words import count_of, say
from app.core.workflow.rights import Right
from app.core.workflow.sheet import headline
from app.models.frames import DrawRow, FrameCaseRow, FrameRow, PlanRow
from app.models.meetings import MeetingRow
from app.models.record_store import read_values
from app.models.rounds import RoundCaseRow, RoundDrawRow, RoundRow, SeatPersonRow, SeatRow
from app.services.drawing.called import called_cases
from app.services.drawing.draw_forms import refuse_panels, require_form
from app.services.drawing.frame_views import scheme_of
from app.services.grading.how_far import Far, RoundCase, how_far
from app.services.grading.round_days import VideoDays, today_of, video_order, with_days
from app.services.grading.seats import require_round, seat_of
from app.services.grading.sheet_state import uses_single_keys
from app.services.rights import require
from app.services.schemes import load_library
from app.services.workspace import Work, Workspace

MEETING: Final = "meeting"
"""The purpose of a round that is a panel's meeting."""


def open_round(ws: Workspace, *, draw_id: int) -> Done[RoundListing]:
    """Open the round that grades a draw, with a seat for whoever opened the workspace; an open one is given again.

    Raises:
        AppError: there is no such draw; a panel grades it, or its form is a panel's.
    """
    require(ws, Right.SET_UP_ROUND)
    with ws.read() as session:
        known = rounds_of(session, draw_id)
        refuse_panels(session, draw_id, known)
        require_form(session, draw_id, "line_manager")
    if not known:
        with ws.write(Event(act=Act.COMBINE, name="round_opened", details={"draw_id": draw_id})) as work:
            known = rounds_of(work.session, draw_id) or [open_for(work, [draw_id])]
            work.note(round_id=known[0])
    return Done(value=read_round(ws, known[0]), changed=frozenset({Topic.ROUNDS, Topic.DRAWS, Topic.AUDIT}))


def create_round(ws: Workspace, *, draw_ids: Sequence[int], due: date | None = None) -> Done[RoundListing]:
    """Open one round that grades several draws, with a seat for whoever opened the workspace.

    Args:
        ws: the workspace.
        draw_ids: the draws, of any kinds, in the order their cases stand in the queue.
        due: the day by which it is to be graded.

    Raises:
        AppError: whoever asks may not set up rounds; there is no draw, or no such draw, or one twice; a round grades it
            already; the day is past.
    """
    require(ws, Right.SET_UP_ROUND)
    if not draw_ids or len(set(draw_ids)) < len(draw_ids):
        raise AppError("A round needs at least one draw, and none twice.", "Name the draws that it grades.")
    _refuse_past(ws, due)
    with ws.write(Event(act=Act.COMBINE, name="round_opened", details={"draws": list(draw_ids)})) as work:
        for draw_id in draw_ids:
            require_form(work.session, draw_id, "line_manager")
            if known := rounds_of(work.session, draw_id):
                raise AppError(f"Draw D{draw_id} is graded in round R{known[0]}.", "Go on with that round.")
        round_id = open_for(work, draw_ids, due=due)
        work.note(round_id=round_id)
    return Done(value=read_round(ws, round_id), changed=frozenset({Topic.ROUNDS, Topic.DRAWS, Topic.AUDIT}))


def set_due(ws: Workspace, *, round_id: int, day: date | None) -> Done[RoundListing]:
    """Say by which day a round is to be graded; None takes the day away.

    Raises:
        AppError: whoever asks may not set up rounds; there is no such round; the day is past.
    """
    require(ws, Right.SET_UP_ROUND)
    _refuse_past(ws, day)
    details = {"round_id": round_id, "due": day.isoformat() if day else None}
    with ws.write(Event(act=Act.ALTER, name="round_due_set", details=details)) as work:
        round_row(work.session, round_id).due = day
    return Done(value=read_round(ws, round_id), changed=frozenset({Topic.ROUNDS, Topic.AUDIT}))


def _refuse_past(ws: Workspace, day: date | None) -> None:
    if day is not None and day < today_of(ws):
        raise AppError(f"{day_words(day)} is past: nobody could do it by then.", "Choose a day from today on.")


def read_round(ws: Workspace, round_id: int) -> RoundListing:
    """One round. AppError when there is none of that number."""
    with ws.read() as session:
        return _listing(ws, session, round_row(session, round_id))


def round_row(session: Session, round_id: int) -> RoundRow:
    """The row of a round. AppError when there is none of that number."""
    row = session.get(RoundRow, round_id)
    if row is None:
        raise AppError(f"There is no round R{round_id}.", "Open one from a draw.")
    return row


def list_rounds(ws: Workspace, *, meetings: bool = False) -> tuple[RoundListing, ...]:
    """Every round of a line manager, the newest first; panels' meetings among them only where they are asked for."""
    with ws.read() as session:
        found = select(RoundRow).order_by(RoundRow.id.desc())
        rows = session.scalars(found if meetings else found.where(RoundRow.purpose != MEETING)).all()
        return tuple(_listing(ws, session, row) for row in rows)


def read_queue(ws: Workspace, *, round_id: int, seat_id: int | None = None) -> Queue:
    """The cases of a round as they were drawn, and where this seat goes on. It is logged as looking.

    In a line manager's month the case whose video ends first comes first; its number is that of the draw all the same.

    Args:
        ws: the workspace.
        round_id: the round.
        seat_id: whose queue; None for that of whoever opened the workspace, or the first seat's.

    Raises:
        AppError: there is no such round or seat, or it is somebody else's.
    """
    require_round(ws, round_id, writes=False, seat_id=seat_id)
    with ws.consult(Event(act=Act.CONSULT, name="queue_opened", details={"round_id": round_id})) as session:
        row, seat = round_row(session, round_id), seat_of(ws, session, round_id, seat_id)
        far = how_far(session, round_id, seat.id)
        return _queue(ws, session, _listing(ws, session, row, seat, far), far)


def queue_within(ws: Workspace, session: Session, listing: RoundListing) -> Queue:
    """The queue of a round's seat, in a session that is logged already."""
    return _queue(ws, session, listing, how_far(session, listing.round_id, listing.seat_id))


def _queue(ws: Workspace, session: Session, listing: RoundListing, far: Far) -> Queue:
    items = _items(ws, session, listing.seat_id, far)
    line_manager = session.get_one(SeatRow, listing.seat_id).role == "line_manager"
    video_first = line_manager and bool(listing.plan)
    if video_first:
        items = tuple(sorted(items, key=video_order))
    unfinished = (item.case_id for item in items if item.state in (SheetState.TODO, SheetState.STARTED))
    return Queue(
        round_id=listing.round_id,
        seat_id=listing.seat_id,
        label=listing.label,
        subtitle=_subtitle(listing),
        practice=ws.practice,
        items=items,
        next_case=next(unfinished, None),
        single_keys=uses_single_keys(session, listing.seat_id),
        video_first=video_first,
        line_manager=line_manager,
    )


def rounds_of(session: Session, draw_id: int) -> list[int]:
    """The rounds that grade a draw: one, or none before it is opened."""
    return list(session.scalars(select(RoundDrawRow.round_id).where(RoundDrawRow.draw_id == draw_id)))


def open_for(work: Work, draw_ids: Sequence[int], *, monthly_plan: str | None = None, due: date | None = None) -> int:
    """Open one round for some draws, in a transaction under way, with a seat for whoever opened the workspace.

    Args:
        work: the change under way.
        draw_ids: the draws, of any kinds, in the order their cases stand in the queue.
        monthly_plan: the plan and the month that it is opened by: ``sergeants 2025-06``.
        due: the day by which it is to be graded.

    Returns:
        The round's number.
    """
    session = work.session
    row = RoundRow(purpose="dip_sample", opened_at=work.at, due=due, monthly_plan=monthly_plan, **work.written)
    session.add(row)
    session.flush()
    seat = SeatRow(round_id=row.id, number=1, role="line_manager", **work.written)
    session.add_all([*(RoundDrawRow(round_id=row.id, draw_id=draw_id) for draw_id in draw_ids), seat])
    session.flush()
    session.add(SeatPersonRow(seat_id=seat.id, actor_id=work.actor.id, name=None))
    join_draws(session, row.id, draw_ids)
    return row.id


def join_draws(session: Session, round_id: int, draw_ids: Sequence[int]) -> None:
    """Put the cases of some draws into a round, draw by draw in the order of a queue."""
    for draw_id in draw_ids:
        join_round(session, round_id, session.get_one(DrawRow, draw_id), called_cases(session, draw_id))


def join_round(session: Session, round_id: int, draw: DrawRow, cases: Sequence[FrameCaseRow]) -> None:
    """Put cases of a draw behind those that a round has; a case that it has already is graded once."""
    frame, plan = session.get_one(FrameRow, draw.frame_id), session.get_one(PlanRow, draw.plan_id)
    there = session.execute(
        select(RoundCaseRow.case_id, RoundCaseRow.position).where(RoundCaseRow.round_id == round_id)
    ).all()
    known, last = {case for case, _ in there}, max((position for _, position in there), default=0)
    fresh = [case for case in cases if case.case_id not in known]
    session.add_all(
        RoundCaseRow(
            round_id=round_id,
            draw_id=draw.id,
            case_id=case.case_id,
            version_id=case.version_id,
            scheme_id=frame.scheme_id,
            form=plan.form,
            token=case.token,
            position=position,
        )
        for position, case in enumerate(fresh, last + 1)
    )
    session.flush()


def _listing(
    ws: Workspace, session: Session, row: RoundRow, seat: SeatRow | None = None, far: Far | None = None
) -> RoundListing:
    draws = session.scalars(
        select(RoundDrawRow.draw_id).where(RoundDrawRow.round_id == row.id).order_by(RoundDrawRow.draw_id)
    ).all()
    of_panel = seat is None and row.purpose == MEETING
    seat = seat or seat_of(ws, session, row.id)
    # how far one seat of a panel is, only that seat's queue tells
    cases, states = far or how_far(session, row.id, None if of_panel else seat.id)
    drawn = [case for case in cases if case.draw_id is not None and not _state(states, case).set_aside]
    picked = [case for case in cases if case.draw_id is None]
    parts = _parts(session, drawn, states) or _empty_parts(session, draws)
    plan_label, period = _plan_label(ws, row), _period(session, draws)
    listing = RoundListing(
        round_id=row.id,
        label=_meeting_label(session, row) or f"{plan_label or _named(part.kind_label for part in parts)}, {period}",
        kind_label=_named(part.kind_label for part in parts),
        form_label=_named(part.form_label for part in parts),
        seat_id=seat.id,
        cases=len(drawn),
        done=sum(part.done for part in parts),
        passed=sum(_state(states, case) is SheetState.PASSED for case in drawn),
        opened_at=to_text(row.opened_at),
        draws=tuple(draws),
        parts=parts,
        set_aside=len(cases) - len(drawn) - len(picked),
        targeted=len(picked),
        targeted_done=sum(_finished(states, case) for case in picked),
        plan_label=plan_label,
        meeting=row.purpose == MEETING,
    )
    return with_days(ws, session, row, listing)


def _meeting_label(session: Session, row: RoundRow) -> str:
    meeting = session.get(MeetingRow, row.id)
    return meeting_label(meeting.panel, meeting.held_on) if meeting is not None else ""


def _parts(session: Session, drawn: Sequence[RoundCase], states: Mapping[int, SheetState]) -> tuple[RoundPart, ...]:
    """The drawn cases by kind and form, in the order of the queue."""
    found: dict[tuple[int, str], list[RoundCase]] = {}
    for case in drawn:
        found.setdefault((case.scheme_id, case.form), []).append(case)
    parts: list[RoundPart] = []
    for (scheme_id, form), cases in found.items():
        scheme = scheme_of(session, scheme_id)
        parts.append(
            RoundPart(
                kind_label=say(scheme.label),
                form_label=say(scheme.form(form).label),
                cases=len(cases),
                done=sum(_finished(states, case) for case in cases),
            )
        )
    return tuple(parts)


def _empty_parts(session: Session, draws: Sequence[int]) -> tuple[RoundPart, ...]:
    """What a round was opened for, where every case of it was set aside."""
    rows = session.execute(
        select(FrameRow.scheme_id, PlanRow.form)
        .join(DrawRow, DrawRow.frame_id == FrameRow.id)
        .join(PlanRow, PlanRow.id == DrawRow.plan_id)
        .where(DrawRow.id.in_(draws))
        .order_by(DrawRow.id)
    )
    schemes = [(scheme_of(session, scheme_id), form) for scheme_id, form in rows]
    return tuple(
        RoundPart(kind_label=say(scheme.label), form_label=say(scheme.form(form).label), cases=0, done=0)
        for scheme, form in schemes
    )


def _plan_label(ws: Workspace, row: RoundRow) -> str:
    """The monthly plan that a round was opened by, as the force calls it now; its id where it is no longer there."""
    if not row.monthly_plan:
        return ""
    name = row.monthly_plan.partition(" ")[0]
    plans = load_library(ws.force).force.monthly_plans
    return next((say(plan.label) for plan in plans if plan.id == name), name)


def _period(session: Session, draws: Sequence[int]) -> str:
    days = session.execute(
        select(func.min(FrameRow.first_day), func.max(FrameRow.last_day))
        .join(DrawRow, DrawRow.frame_id == FrameRow.id)
        .where(DrawRow.id.in_(draws))
    ).one()
    return period_words(*days)


def _named(labels: Iterable[str]) -> str:
    return ", ".join(dict.fromkeys(labels))


def _subtitle(listing: RoundListing) -> str:
    picked = f"{count_of(listing.targeted, 'case')} picked by a person" if listing.targeted else ""
    drawn = ", ".join(f"draw D{draw}" for draw in listing.draws)
    return " · ".join(filter(None, (listing.form_label, drawn, listing.due_told, picked)))


def _state(states: Mapping[int, SheetState], case: RoundCase) -> SheetState:
    return states.get(case.id, SheetState.TODO)


def _finished(states: Mapping[int, SheetState], case: RoundCase) -> bool:
    return _state(states, case) in (SheetState.DONE, SheetState.CONFLICT)


def _items(ws: Workspace, session: Session, seat_id: int, far: Far) -> tuple[QueueItem, ...]:
    rows, states = far
    role = cast(Role, session.get_one(SeatRow, seat_id).role)
    values: dict[int, dict[str, str]] = {}
    schemes = {scheme_id: scheme_of(session, scheme_id) for scheme_id in {case.scheme_id for case in rows}}
    for scheme_id, scheme in schemes.items():
        versions = [case.version_id for case in rows if case.scheme_id == scheme_id]
        values |= read_values(session, scheme, versions, texts=False)
    videos = VideoDays.of(ws)
    items: list[QueueItem] = []
    for case in rows:
        scheme, told = schemes[case.scheme_id], values[case.version_id]
        item = QueueItem(
            case_id=case.id,
            number=case.position,
            reference=reference_for(role, scheme, told),
            headline=_headline(scheme, role, told, _state(states, case)),
            state=_state(states, case),
            kind_label=say(scheme.label),
            targeted=case.draw_id is None,
        )
        items.append(videos.on(item, scheme, told) if role == "line_manager" else item)
    return tuple(items)


def _headline(scheme: Scheme, role: Role, values: dict[str, str], state: SheetState) -> str:
    """A case in a few words; of one that was set aside a volunteer is told nothing."""
    return "" if state.set_aside and role != "line_manager" else headline(scheme, role, values)


def reference_for(role: Role, scheme: Scheme, values: dict[str, str]) -> str:
    """A case's own reference, for whoever may know it: a volunteer sees only a number."""
    return reference_of(scheme, values) if role == "line_manager" else ""
