"""Results as the window calls them: each imported only when it is first used."""

from typing import TYPE_CHECKING

from app.core.changes import Done
from app.core.shapes.results import (
    ComparisonChoice,
    Disagreements,
    ResultRound,
    RoundAgreement,
    RoundComparison,
    RoundRates,
)

if TYPE_CHECKING:
    from app.services.workspace import Workspace


class ResultServices:
    """Each method is one service."""

    def list_results(self, ws: "Workspace") -> tuple[ResultRound, ...]:
        """The rounds that have results to see."""
        from app.services.grading.results import list_results

        return list_results(ws)

    def still_to_come(self, ws: "Workspace", round_id: int) -> int:
        """How many sheets a panel waits for."""
        from app.services.grading.results import still_to_come

        return still_to_come(ws, round_id)

    def agreement_of(self, ws: "Workspace", round_id: int) -> RoundAgreement:
        """How far the graders of a round agreed."""
        from app.services.grading.results import agreement_of

        return agreement_of(ws, round_id)

    def disagreements_of(self, ws: "Workspace", round_id: int) -> Done[Disagreements]:
        """Where a panel's grades differ; from then on they stand."""
        from app.services.grading.results import disagreements_of

        return disagreements_of(ws, round_id)

    def rates_of(self, ws: "Workspace", round_id: int) -> RoundRates:
        """The rates of a round, draw by draw."""
        from app.services.grading.rates import rates_of

        return rates_of(ws, round_id)

    def comparable_with(self, ws: "Workspace", round_id: int) -> tuple[ComparisonChoice, ...]:
        """The rounds that this one can be held against."""
        from app.services.grading.comparison import comparable_with

        return comparable_with(ws, round_id)

    def comparison_of(self, ws: "Workspace", one: int, other: int) -> RoundComparison:
        """A line manager's grades beside a panel's."""
        from app.services.grading.comparison import comparison_of

        return comparison_of(ws, one, other)
