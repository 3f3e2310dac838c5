"""A line manager's month as the window calls it: each service imported only when it is first used."""

from datetime import date
from typing import TYPE_CHECKING

from app.core.changes import Done
from app.core.shapes.months import MonthChoice, MonthChoices, MonthCount, MonthDrawn, MonthlyPlanView, MonthView
from app.core.shapes.sheets import RoundListing

if TYPE_CHECKING:
    from app.services.workspace import Workspace


class MonthServices:
    """Each method is one service."""

    def list_month_plans(self, ws: "Workspace") -> tuple[MonthlyPlanView, ...]:
        """The monthly plans of the force."""
        from app.services.drawing.months import list_plans

        return list_plans(ws)

    def count_month(self, ws: "Workspace", asked: MonthChoice) -> MonthCount:
        """How long the lists of a month would be."""
        from app.services.drawing.months import count_month

        return count_month(ws, asked)

    def draw_month(self, ws: "Workspace", asked: MonthChoice) -> Done[MonthDrawn]:
        """Seal and draw all lists of a month, and open their round."""
        from app.services.drawing.months import draw_month

        return draw_month(ws, asked)

    def month_choices(self, ws: "Workspace") -> MonthChoices:
        """The plans and months there are, and where to go on."""
        from app.services.grading.month_views import month_choices

        return month_choices(ws)

    def read_month(self, ws: "Workspace", *, plan: str, month: str, round_id: int | None = None) -> MonthView:
        """One's own month as a whole; it is logged."""
        from app.services.grading.month_views import read_month

        return read_month(ws, plan=plan, month=month, round_id=round_id)

    def close_month(self, ws: "Workspace", *, round_id: int, unfinished: bool) -> Done[RoundListing]:
        """Close one's month."""
        from app.services.grading.month_views import close_month

        return close_month(ws, round_id=round_id, unfinished=unfinished)

    def set_due(self, ws: "Workspace", *, round_id: int, day: date) -> Done[RoundListing]:
        """Set another day by which a round is to be graded."""
        from app.services.grading.rounds import set_due

        return set_due(ws, round_id=round_id, day=day)
