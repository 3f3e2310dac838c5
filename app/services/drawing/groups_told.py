"""What is told to whoever writes down which case is in which group, before those who must not know it have graded."""

from collections.abc import Sequence
from typing import Final

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.core.schemes.spec import Scheme
from app.core.shapes.meetings import MeetingState
from app.core.shapes.sheets import SheetState
from app.models.frames import DrawRow, FrameCaseRow, FrameRow
from app.models.rounds import RoundCaseRow, SeatRow, SheetRow
from app.services.drawing.blinding import filters_kept, told_to_all
from app.services.drawing.frame_views import scheme_of
from app.services.drawing.standing import standing_of
from app.services.grading.rounds import rounds_of
from app.services.grading.sheet_state import read_gradings
from app.services.panels.meeting_facts import is_meeting, state_of

_KEEP: Final = "Give it to no one who will grade these cases before they have."
_THROUGH: Final = frozenset({SheetState.DONE, SheetState.CONFLICT, SheetState.MISSED})
"""How a sheet stands whose seat grades nothing more of the case."""


def groups_told(session: Session, row: DrawRow, what: str) -> tuple[str, ...]:
    """What is to be known of a paper of a draw that says of what group each case is, and what to do.

    Args:
        session: to read with.
        row: the draw.
        what: what is written: “paper”, “bundle”.

    Returns:
        Nothing where graders may know groups and filters from the start, or every case that stands is graded.
    """
    frame = session.get_one(FrameRow, row.frame_id)
    scheme = scheme_of(session, frame.scheme_id)
    told = [] if told_to_all(scheme, frame) else [f"This {what} says which group each case is in."]
    told += _narrowed(scheme, frame, what)
    return (*told, _KEEP) if told and not _graded(session, row.id) else ()


def filters_told(session: Session, frame: FrameRow, what: str) -> tuple[str, ...]:
    """The same of a paper of a list that was not drawn from yet: it holds no case, but says what all of them are."""
    told = _narrowed(scheme_of(session, frame.scheme_id), frame, what)
    return (*told, _KEEP) if told else ()


def _narrowed(scheme: Scheme, frame: FrameRow, what: str) -> list[str]:
    kept = filters_kept(scheme, frame)
    return [f"This {what} says what the list was narrowed by: {', '.join(kept)}."] if kept else []


def _graded(session: Session, draw_id: int) -> bool:
    """Whether every seat is through with every case that stands. A month that was closed may still be graded."""
    standing = standing_of(session, draw_id)
    stand = set(standing.called) - standing.withheld.keys() - standing.replaced.keys()
    cases = session.scalars(select(FrameCaseRow.case_id).where(FrameCaseRow.id.in_(stand))).all()
    rounds = rounds_of(session, draw_id)
    return bool(rounds or not cases) and all(_all_through(session, round_id, cases) for round_id in rounds)


def _all_through(session: Session, round_id: int, cases: Sequence[int]) -> bool:
    if is_meeting(session, round_id) and state_of(session, round_id) is MeetingState.CLOSED:
        return True
    seats = session.execute(select(func.count()).where(SeatRow.round_id == round_id)).scalar_one()
    sheets = session.scalars(
        select(SheetRow)
        .join(RoundCaseRow, RoundCaseRow.id == SheetRow.round_case_id)
        .where(RoundCaseRow.round_id == round_id, RoundCaseRow.case_id.in_(cases))
    ).all()
    through = [one for one in read_gradings(session, sheets).values() if one.state in _THROUGH]
    return len(through) == seats * len(cases)
