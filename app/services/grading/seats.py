"""Which seat is meant, and whose it is: each grades at their own, and a coordinator puts in what others wrote."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.core.errors import AppError
from app.core.events import Act, Event
from app.core.shapes.meetings import MeetingState
from app.core.workflow.rights import Right, Role
from app.models.rounds import SeatPersonRow, SeatRow, SheetRow
from app.services.panels.meeting_facts import is_meeting, state_of
from app.services.rights import may, require
from app.services.workspace import Workspace


def require_sheet(ws: Workspace, sheet_id: int) -> None:
    """See that whoever opened the workspace may write on a sheet. One that there is not is the service's to refuse.

    Raises:
        AppError: it is somebody else's, or their role does not grade; the refusal is logged.
    """
    with ws.read() as session:
        sheet = session.get(SheetRow, sheet_id)
        seat = session.get(SeatRow, sheet.seat_id) if sheet is not None else None
        own = seat is not None and _is_own(ws, session, seat)
    if seat is not None:
        _require(ws, seat, own=own, writes=True)


def require_round(ws: Workspace, round_id: int, *, writes: bool, seat_id: int | None = None) -> None:
    """The same for a seat of a round, before it has a sheet; or only to look at its queue.

    Args:
        ws: the workspace.
        round_id: the round; one that there is not is the service's to refuse.
        writes: whether answers are to be put in.
        seat_id: the seat; None for the one that :func:`seat_of` takes.

    Raises:
        AppError: as above; or the round has no such seat.
    """
    with ws.read() as session:
        seat = _find_seat(ws, session, round_id, seat_id)
        own = seat is not None and _is_own(ws, session, seat)
    if seat is not None:
        _require(ws, seat, own=own, writes=writes)


def require_history(ws: Workspace, sheet_id: int) -> None:
    """See that whoever opened the workspace may read what a sheet said before its locked answers were changed.

    Those may who sit at the seat or put in its answers; and who checks and grades nothing, but not while a panel works.

    Raises:
        AppError: they may not; the refusal is logged.
    """
    with ws.read() as session:
        sheet = session.get(SheetRow, sheet_id)
        seat = session.get(SeatRow, sheet.seat_id) if sheet is not None else None
        own = seat is not None and _is_own(ws, session, seat)
        blind = seat is not None and _is_blind(session, seat.round_id)
    checks = may(ws, Right.AUDIT) and not may(ws, Right.GRADE_OWN)
    if seat is not None and not (checks and not blind):
        _require(ws, seat, own=own, writes=False)


def seat_of(ws: Workspace, session: Session, round_id: int, seat_id: int | None = None) -> SeatRow:
    """A seat of a round: the one named, else that of whoever opened the workspace, else the first.

    Raises:
        AppError: there is no such round, or it has no such seat.
    """
    seat = _find_seat(ws, session, round_id, seat_id)
    if seat is None:
        raise AppError(f"There is no round R{round_id}.", "Open one from a draw.")
    return seat


def rounds_of_line_manager(session: Session, actor_id: int) -> frozenset[int]:
    """The rounds in which somebody sits as a line manager."""
    own = (
        select(SeatRow.round_id)
        .join(SeatPersonRow, SeatPersonRow.seat_id == SeatRow.id)
        .where(SeatRow.role == "line_manager", SeatPersonRow.actor_id == actor_id)
    )
    return frozenset(session.scalars(own))


def _find_seat(ws: Workspace, session: Session, round_id: int, seat_id: int | None) -> SeatRow | None:
    if seat_id is not None:
        named = session.get(SeatRow, seat_id)
        if named is None or named.round_id != round_id:
            raise AppError(f"Round R{round_id} has no such seat.", "Choose one of its seats.")
        return named
    seats = session.execute(
        select(SeatRow, SeatPersonRow.actor_id)
        .outerjoin(SeatPersonRow, SeatPersonRow.seat_id == SeatRow.id)
        .where(SeatRow.round_id == round_id)
        .order_by(SeatRow.number)
    ).all()
    own = (seat for seat, actor_id in seats if actor_id == ws.actor.id)
    return next(own, seats[0][0] if seats else None)


def _require(ws: Workspace, seat: SeatRow, *, own: bool, writes: bool) -> None:
    if _may_enter(ws, seat, writes=writes):
        return
    if own and writes:
        require(ws, Right.GRADE_OWN)
    elif not own:
        with ws.write(Event(act=Act.CONSULT, name="seat_refused", details={"seat": seat.id, "role": ws.actor.role})):
            pass
        what = "That seat is somebody else’s."
        raise AppError(what, "Each grades at their own seat; a coordinator puts in what others wrote.")


def _may_enter(ws: Workspace, seat: SeatRow, *, writes: bool) -> bool:
    """A line manager's own answers are put in by nobody else."""
    return may(ws, Right.ENTER_SHEETS) and not (writes and seat.role == Role.LINE_MANAGER.value)


def _is_own(ws: Workspace, session: Session, seat: SeatRow) -> bool:
    person = session.get(SeatPersonRow, seat.id)
    return person is not None and person.actor_id == ws.actor.id


def _is_blind(session: Session, round_id: int) -> bool:
    """Whether a panel may still be grading: nobody beside it sees what was answered."""
    return is_meeting(session, round_id) and state_of(session, round_id) is not MeetingState.CLOSED
