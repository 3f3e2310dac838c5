"""Which cases of a draw stand as they were graded: from there on nobody replaces or withholds them.

Else whoever does not like a grade could take its case out of every figure.
"""

from collections.abc import Mapping
from typing import Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.core.shapes.meetings import MeetingState
from app.core.shapes.sheets import SheetState
from app.core.workflow.rights import Right
from app.models.rounds import RoundCaseRow, RoundClosedRow, SheetRow, SheetStageRow
from app.services.grading.rounds import rounds_of
from app.services.grading.sheet_state import read_gradings
from app.services.panels.meeting_facts import is_meeting, state_of
from app.services.panels.panel_cases import case_rows, newest_views

Told = tuple[str, str]

_CLOSED: Final[Told] = (
    "The meeting is closed: what was said on this case stands.",
    "Nothing of its draw changes any more. What is to follow is an action.",
)
_ROUND_CLOSED: Final[Told] = (
    "The round is closed: what it says of this case stands.",
    "Nothing of its draw changes any more. What is to follow is an action.",
)
_AGREED: Final[Told] = (
    "The panel has set down its view on this case: it stands.",
    "If volunteers must not see it any more, take its release back.",
)
_GRADED: Final[Told] = (
    "This case was graded already, to its end: its verdict stands.",
    "If an answer is wrong, change it there, with the reason.",
)


def rights_to_change(session: Session, draw_id: int) -> tuple[Right, ...]:
    """What it takes to replace or withhold cases of a draw: of one that a panel grades, a coordinator does it."""
    panels = any(is_meeting(session, round_id) for round_id in rounds_of(session, draw_id))
    return (Right.DRAW, Right.SET_UP_PANEL) if panels else (Right.DRAW,)


def settled_cases(session: Session, draw_id: int) -> Mapping[int, Told]:
    """The cases of a draw that stand, each with why and what may be done instead.

    Of a panel's meeting or a line manager's round: all once it is closed. Before, in a meeting those that the panel has
    set down a view on, in a round those that are graded to their end.
    """
    found: dict[int, Told] = {}
    for round_id in rounds_of(session, draw_id):
        found |= _of_panel(session, round_id) if is_meeting(session, round_id) else _of_line_manager(session, round_id)
    return found


def begun_cases(session: Session, draw_id: int) -> frozenset[int]:
    """The cases of a draw with a locked stage on some sheet: from there on a verdict is being given."""
    locked = (
        select(RoundCaseRow.case_id)
        .join(SheetRow, SheetRow.round_case_id == RoundCaseRow.id)
        .join(SheetStageRow, SheetStageRow.sheet_id == SheetRow.id)
        .where(RoundCaseRow.round_id.in_(rounds_of(session, draw_id)))
    )
    return frozenset(session.scalars(locked))


def _of_panel(session: Session, round_id: int) -> dict[int, Told]:
    rows = case_rows(session, round_id)
    if state_of(session, round_id) is MeetingState.CLOSED:
        return dict.fromkeys((row.case_id for row in rows), _CLOSED)
    agreed = newest_views(session, [row.id for row in rows])
    return {row.case_id: _AGREED for row in rows if row.id in agreed}


def _of_line_manager(session: Session, round_id: int) -> dict[int, Told]:
    if session.scalars(select(RoundClosedRow.id).where(RoundClosedRow.round_id == round_id).limit(1)).first():
        return dict.fromkeys((row.case_id for row in case_rows(session, round_id)), _ROUND_CLOSED)
    begun = session.execute(
        select(SheetRow, RoundCaseRow.case_id)
        .join(RoundCaseRow, RoundCaseRow.id == SheetRow.round_case_id)
        .where(RoundCaseRow.round_id == round_id)
    ).all()
    gradings = read_gradings(session, [sheet for sheet, _ in begun])
    return {case: _GRADED for sheet, case in begun if gradings[sheet.id].state is SheetState.DONE}
