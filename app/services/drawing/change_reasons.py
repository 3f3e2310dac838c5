"""What may be done to the cases of a draw, and the reasons that its plan fixed, to choose among."""

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.core.sampling.plan import read_plan
from app.core.schemes.settings import Reason
from app.core.shapes.gate import Changes, ReasonChoice
from app.models.frames import FrameCaseRow, PlanRow
from app.services.drawing.draws import draw_row
from app.services.drawing.settled import begun_cases, rights_to_change, settled_cases
from app.services.drawing.standing import standing_of
from app.services.reasons import force_of, reason_words
from app.services.rights import why_not
from app.services.workspace import Workspace


def read_changes(ws: Workspace, draw_id: int) -> Changes:
    """Which cases of a draw may be replaced or withheld now, and for what; only reasons of the draw's own plan.

    Raises:
        AppError: there is no such draw.
    """
    with ws.read() as session:
        plan = read_plan(session.get_one(PlanRow, draw_row(session, draw_id).plan_id).body)
        force = force_of(session)
        rights = rights_to_change(session, draw_id)
        replaceable, withholdable = _cases(session, draw_id)
    return Changes(
        replace_reasons=_choices(plan.replace_reasons, force.replace_reasons),
        withhold_reasons=_choices(plan.withhold_reasons, force.withhold_reasons),
        replaceable=replaceable,
        withholdable=withholdable,
        refusal=why_not(ws, rights),
    )


def _cases(session: Session, draw_id: int) -> tuple[frozenset[str], frozenset[str]]:
    """The codes of the cases that may be replaced, and of those that may be withheld."""
    standing = standing_of(session, draw_id)
    gone = standing.replaced.keys() | standing.withheld.keys()
    stand = [case for case in standing.called if case not in gone]
    there = session.scalars(select(FrameCaseRow).where(FrameCaseRow.id.in_(stand))).all()
    settled, begun = settled_cases(session, draw_id), begun_cases(session, draw_id)
    free = [case for case in there if case.case_id not in settled]
    replaceable = (case.token.hex() for case in free if case.case_id not in begun)
    return frozenset(replaceable), frozenset(case.token.hex() for case in free)


def _choices(codes: Sequence[str], named: tuple[Reason, ...]) -> tuple[ReasonChoice, ...]:
    words = reason_words(named)
    return tuple(ReasonChoice(code=code, label=words.get(code, code)) for code in codes)
