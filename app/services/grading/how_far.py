"""The cases of a round and how far a seat is with them: what its lists and its queue are made of."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.core.shapes.sheets import SheetState
from app.models.rounds import RoundCaseRow
from app.services.drawing.standing import set_aside
from app.services.grading.sheet_state import read_states


class RoundCase(NamedTuple):
    """What a list needs of a case of a round: of hundreds, quicker read than as rows."""

    id: int
    position: int
    draw_id: int | None
    scheme_id: int
    form: str
    version_id: int


class Far(NamedTuple):
    """The cases of a round in the order drawn, and the state of those that are no longer just to be begun."""

    cases: Sequence[RoundCase]
    states: Mapping[int, SheetState]


def how_far(session: Session, round_id: int, seat_id: int | None) -> Far:
    """How far a seat is with the cases of a round; without a seat, only which of them were set aside."""
    columns = (getattr(RoundCaseRow, name) for name in RoundCase._fields)
    rows = session.execute(
        select(*columns).where(RoundCaseRow.round_id == round_id).order_by(RoundCaseRow.position)
    ).all()
    states = read_states(session, round_id, seat_id) if seat_id is not None else {}
    return Far([RoundCase(*row) for row in rows], states | set_aside(session, round_id))
