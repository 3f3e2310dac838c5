"""The reasons that the plan of a draw fixed, to choose among when a case is replaced or withheld."""

from collections.abc import Sequence

from app.core.sampling.plan import read_plan
from app.core.schemes.settings import Reason
from app.core.shapes.gate import ReasonChoice
from app.models.frames import PlanRow
from app.services.drawing.draws import draw_row
from app.services.reasons import force_of, reason_words
from app.services.workspace import Workspace

Choices = tuple[ReasonChoice, ...]


def change_reasons(ws: Workspace, draw_id: int) -> tuple[Choices, Choices]:
    """The reasons for replacing and those for withholding, in words; only those of the draw's own plan.

    Raises:
        AppError: there is no such draw.
    """
    with ws.read() as session:
        plan = read_plan(session.get_one(PlanRow, draw_row(session, draw_id).plan_id).body)
        force = force_of(session)
        return (
            _choices(plan.replace_reasons, force.replace_reasons),
            _choices(plan.withhold_reasons, force.withhold_reasons),
        )


def _choices(codes: Sequence[str], named: tuple[Reason, ...]) -> Choices:
    words = reason_words(named)
    return tuple(ReasonChoice(code=code, label=words.get(code, code)) for code in codes)
