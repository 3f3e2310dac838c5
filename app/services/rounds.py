"""Rounds of grading: opening one over a draw, and the queue of its cases."""

from typing import cast

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.core.changes import Done, Topic
from app.core.clock import to_text
from app.core.days import period_words
from app.core.errors import AppError
from app.core.events import Act, Event
from app.core.schemes.spec import Role, Scheme
from app.core.shapes.sheets import Queue, QueueItem, RoundListing, SheetState
from app.core.words import say
from app.core.workflow.sheet import headline
from app.models.frames import DrawCaseRow, DrawRow, FrameCaseRow, FrameRow, PlanRow
from app.models.record_store import read_values
from app.models.rounds import RoundCaseRow, RoundDrawRow, RoundRow, SeatPersonRow, SeatRow
from app.services.draws import draw_row
from app.services.frame_views import scheme_of
from app.services.grading import read_states
from app.services.workspace import Work, Workspace


def open_round(ws: Workspace, *, draw_id: int) -> Done[RoundListing]:
    """Open the round that grades a draw, with a seat for whoever opened the workspace; an open one is given again.

    Raises:
        AppError: there is no such draw.
    """
    with ws.read() as session:
        draw_row(session, draw_id)
        known = _round_of(session, draw_id)
    if known is None:
        with ws.write(Event(act=Act.COMBINE, name="round_opened", details={"draw_id": draw_id})) as work:
            known = _round_of(work.session, draw_id) or _open(work, draw_id)
            work.note(round_id=known)
    with ws.read() as session:
        listing = _listing(session, session.get_one(RoundRow, known))
    return Done(value=listing, changed=frozenset({Topic.ROUNDS, Topic.DRAWS, Topic.AUDIT}))


def list_rounds(ws: Workspace) -> tuple[RoundListing, ...]:
    """Every round, the newest first."""
    with ws.read() as session:
        rows = session.scalars(select(RoundRow).order_by(RoundRow.id.desc())).all()
        return tuple(_listing(session, row) for row in rows)


def read_queue(ws: Workspace, *, round_id: int) -> Queue:
    """The cases of a round in the order they were drawn, and where this seat goes on. It is logged as looking.

    Raises:
        AppError: there is no such round.
    """
    with ws.consult(Event(act=Act.CONSULT, name="queue_opened", details={"round_id": round_id})) as session:
        row = session.get(RoundRow, round_id)
        if row is None:
            raise AppError(f"There is no round R{round_id}.", "Open one from a draw.")
        listing = _listing(session, row)
        items = _items(session, round_id, listing.seat_id)
    unfinished = (item.case_id for item in items if item.state in (SheetState.TODO, SheetState.STARTED))
    return Queue(
        round_id=round_id,
        seat_id=listing.seat_id,
        label=listing.label,
        subtitle=f"{listing.form_label} · " + ", ".join(f"draw D{draw}" for draw in listing.draws),
        practice=ws.practice,
        items=items,
        next_case=next(unfinished, None),
    )


def _round_of(session: Session, draw_id: int) -> int | None:
    return session.scalars(select(RoundDrawRow.round_id).where(RoundDrawRow.draw_id == draw_id)).first()


def _open(work: Work, draw_id: int) -> int:
    session = work.session
    draw = session.get_one(DrawRow, draw_id)
    frame, plan = session.get_one(FrameRow, draw.frame_id), session.get_one(PlanRow, draw.plan_id)
    row = RoundRow(purpose="dip_sample", opened_at=work.at, due=None, **work.written)
    session.add(row)
    session.flush()
    seat = SeatRow(round_id=row.id, number=1, role="line_manager", **work.written)
    session.add_all([RoundDrawRow(round_id=row.id, draw_id=draw_id), seat])
    session.flush()
    session.add(SeatPersonRow(seat_id=seat.id, actor_id=work.actor.id, name=None))
    cases = session.scalars(
        select(FrameCaseRow)
        .join(DrawCaseRow, DrawCaseRow.frame_case_id == FrameCaseRow.id)
        .where(DrawCaseRow.draw_id == draw_id, DrawCaseRow.reserve.is_(False))
        .order_by(DrawCaseRow.position)
    )
    session.add_all(
        RoundCaseRow(
            round_id=row.id,
            draw_id=draw_id,
            case_id=case.case_id,
            version_id=case.version_id,
            scheme_id=frame.scheme_id,
            form=plan.form,
            token=case.token,
            position=position,
        )
        for position, case in enumerate(cases, 1)
    )
    return row.id


def _listing(session: Session, row: RoundRow) -> RoundListing:
    draws = session.scalars(select(RoundDrawRow.draw_id).where(RoundDrawRow.round_id == row.id)).all()
    seat = session.scalars(select(SeatRow).where(SeatRow.round_id == row.id).order_by(SeatRow.number)).first()
    if seat is None:
        raise LookupError("a round without a seat")
    first = session.get_one(DrawRow, draws[0])
    frame, plan = session.get_one(FrameRow, first.frame_id), session.get_one(PlanRow, first.plan_id)
    scheme = scheme_of(session, frame.scheme_id)
    cases = session.execute(select(func.count()).where(RoundCaseRow.round_id == row.id)).scalar_one()
    states = read_states(session, row.id, seat.id)
    return RoundListing(
        round_id=row.id,
        label=f"{say(scheme.label)}, {period_words(frame.first_day, frame.last_day)}",
        kind_label=say(scheme.label),
        form_label=say(scheme.form(plan.form).label),
        seat_id=seat.id,
        cases=cases,
        done=sum(state in (SheetState.DONE, SheetState.CONFLICT) for state in states.values()),
        opened_at=to_text(row.opened_at),
        draws=tuple(draws),
    )


def _items(session: Session, round_id: int, seat_id: int) -> tuple[QueueItem, ...]:
    rows = session.scalars(
        select(RoundCaseRow).where(RoundCaseRow.round_id == round_id).order_by(RoundCaseRow.position)
    ).all()
    states = read_states(session, round_id, seat_id)
    role = cast(Role, session.get_one(SeatRow, seat_id).role)
    values: dict[int, dict[str, str]] = {}
    schemes = {scheme_id: scheme_of(session, scheme_id) for scheme_id in {case.scheme_id for case in rows}}
    for scheme_id, scheme in schemes.items():
        values |= read_values(session, scheme, [case.version_id for case in rows if case.scheme_id == scheme_id])
    return tuple(
        QueueItem(
            case_id=case.id,
            number=case.position,
            reference=reference_for(role, schemes[case.scheme_id], values[case.version_id]),
            headline=headline(schemes[case.scheme_id], role, values[case.version_id]),
            state=states.get(case.id, SheetState.TODO),
        )
        for case in rows
    )


def reference_for(role: Role, scheme: Scheme, values: dict[str, str]) -> str:
    """A case's own reference, for whoever may know it: a volunteer sees only a number."""
    return reference_of(scheme, values) if role == "line_manager" else ""


def reference_of(scheme: Scheme, values: dict[str, str]) -> str:
    """A case's own reference, as the force knows it; empty where the extract gave none."""
    return " / ".join(values[name] for name in scheme.case_key if name in values)
