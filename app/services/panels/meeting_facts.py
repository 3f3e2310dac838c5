"""Where a panel's meeting stands: its state, its seats, and which stages of its cases are open or were seen."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.core.errors import AppError
from app.core.shapes.meetings import MeetingState, Presence
from app.core.workflow.meeting import PanelSeat, check_state, state_after
from app.models.meetings import (
    CaseStageRow,
    MeetingRow,
    MeetingSeatRow,
    MeetingStepRow,
    SeatPresenceRow,
    SpreadSeenRow,
)
from app.models.releases import names_of
from app.models.rounds import RoundCaseRow, SeatPersonRow, SeatRow

GOING_ON = frozenset({MeetingState.OPEN, MeetingState.BREAK})
"""While forms come in; in a break a coordinator types on."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Gate:
    """What a meeting lets through of a case: nothing before it is open, then the first stage and those opened since."""

    state: MeetingState
    opened: frozenset[str]
    seen: frozenset[str]

    def stages(self, stages: Sequence[str]) -> tuple[str, ...]:
        """Those of a case's stages that are open, or were."""
        if self.state is MeetingState.PLANNED:
            return ()
        return tuple(stage for at, stage in enumerate(stages) if not at or stage in self.opened)


def meeting_row(session: Session, round_id: int) -> MeetingRow:
    """The row of a meeting. AppError when there is none of that number."""
    row = session.get(MeetingRow, round_id)
    if row is None:
        raise AppError(f"There is no meeting R{round_id}.", "Choose one from the list of meetings.")
    return row


def is_meeting(session: Session, round_id: int) -> bool:
    """Whether a round is a panel's meeting."""
    return session.get(MeetingRow, round_id) is not None


def state_of(session: Session, round_id: int) -> MeetingState:
    """Where a meeting stands: by its newest step, whatever a clock said."""
    newest = select(MeetingStepRow.step).where(MeetingStepRow.round_id == round_id).order_by(MeetingStepRow.id.desc())
    return state_after(session.scalars(newest.limit(1)).first())


def panel_seats(session: Session, round_id: int) -> tuple[PanelSeat, ...]:
    """The seats of a meeting in their order, as rules need them."""
    marks = {
        mark.seat_id: mark
        for mark in session.scalars(
            select(SeatPresenceRow)
            .join(SeatRow, SeatRow.id == SeatPresenceRow.seat_id)
            .where(SeatRow.round_id == round_id)
            .order_by(SeatPresenceRow.id)
        )
    }
    rows = session.execute(
        select(MeetingSeatRow, SeatRow.number)
        .join(SeatRow, SeatRow.id == MeetingSeatRow.seat_id)
        .where(SeatRow.round_id == round_id)
        .order_by(SeatRow.number)
    )
    return tuple(
        PanelSeat(
            seat_id=row.seat_id,
            affiliation=row.affiliation,
            chairs=row.chairs,
            presence=Presence(marks[row.seat_id].presence) if row.seat_id in marks else Presence.EXPECTED,
            declared=row.seat_id in marks and marks[row.seat_id].declared,
            number=number,
        )
        for row, number in rows
    )


@dataclass(frozen=True, kw_only=True, slots=True)
class Sitter:
    """Who sits in a seat: a person who is known here, or a name that was typed; "" where it was erased."""

    person_id: int | None
    name: str


def sitters(session: Session, round_id: int) -> dict[int, Sitter]:
    """Who sits in each seat of a round: a person by the name that they have now."""
    rows = session.scalars(
        select(SeatPersonRow).join(SeatRow, SeatRow.id == SeatPersonRow.seat_id).where(SeatRow.round_id == round_id)
    ).all()
    people = names_of(session, [row.actor_id for row in rows if row.actor_id is not None])
    return {
        row.seat_id: Sitter(
            person_id=row.actor_id,
            name=row.name or (people[row.actor_id][1] if row.actor_id is not None else ""),
        )
        for row in rows
    }


def gates_of(session: Session, cases: Iterable[RoundCaseRow]) -> dict[int, Gate]:
    """What meetings let through of their cases, by the case's number in the round; other rounds' cases are left out."""
    rounds = {case.id: case.round_id for case in cases}
    meetings = set(session.scalars(select(MeetingRow.round_id).where(MeetingRow.round_id.in_(set(rounds.values())))))
    if not meetings:
        return {}
    states = {round_id: state_of(session, round_id) for round_id in meetings}
    found = [case for case, round_id in rounds.items() if round_id in meetings]
    opened = _stages(session, CaseStageRow, found)
    seen = _stages(session, SpreadSeenRow, found)
    return {
        case: Gate(
            state=states[rounds[case]],
            opened=frozenset(opened.get(case, ())),
            seen=frozenset(seen.get(case, ())),
        )
        for case in found
    }


def refuse_writing(session: Session, round_id: int, seat_id: int) -> None:
    """See that a seat may write now; in a round that is no meeting it always may.

    Raises:
        AppError: the meeting is not open, or its member is not marked as present.
    """
    if not is_meeting(session, round_id):
        return
    check_state(state_of(session, round_id), GOING_ON)
    seat = next((one for one in panel_seats(session, round_id) if one.seat_id == seat_id), None)
    if seat is None or seat.presence is not Presence.PRESENT:
        raise AppError("That member is not marked as present.", "Mark them as present first, with their yes.")


def refuse_closed(session: Session, round_id: int) -> None:
    """Refuse a round that is a meeting and closed. AppError says that what was said stands."""
    if is_meeting(session, round_id):
        check_state(state_of(session, round_id), set(MeetingState) - {MeetingState.CLOSED})


def _stages(
    session: Session, table: type[CaseStageRow] | type[SpreadSeenRow], cases: Collection[int]
) -> dict[int, set[str]]:
    found: dict[int, set[str]] = {}
    for case, stage in session.execute(select(table.round_case_id, table.stage).where(table.round_case_id.in_(cases))):
        found.setdefault(case, set()).add(stage)
    return found
