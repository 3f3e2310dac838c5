"""The grid of a meeting and the window on the projector, as the window calls them; imported when first used."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

from app.core.changes import Done
from app.core.shapes.meetings import AudienceCase, Difference, Grid, GridPlace, GridRow, Medium

if TYPE_CHECKING:
    from app.services.workspace import Workspace


class GridServices:
    """Each method is one service."""

    def read_grid(self, ws: "Workspace", *, round_id: int, case_id: int) -> Grid:
        """The grid of a case at the stage that is open."""
        from app.services.grading.grids import read_grid

        return read_grid(ws, round_id=round_id, case_id=case_id)

    def enter_answer(
        self, ws: "Workspace", place: GridPlace, *, question: str, key: str, medium: Medium
    ) -> Done[GridRow]:
        """Put a cell on disk."""
        from app.services.grading.grids import enter_answer

        return enter_answer(ws, place, question=question, key=key, medium=medium)

    def check_answers(
        self, ws: "Workspace", place: GridPlace, *, answers: Mapping[str, str], medium: Medium
    ) -> Done[tuple[Difference, ...]]:
        """Compare a second typing with the first."""
        from app.services.grading.grids import check_answers

        return check_answers(ws, place, answers=answers, medium=medium)

    def read_back(self, ws: "Workspace", place: GridPlace, *, medium: Medium) -> Done[GridRow]:
        """Keep that a row was read back to its member."""
        from app.services.grading.grids import read_back

        return read_back(ws, place, medium=medium)

    def lock_row(self, ws: "Workspace", place: GridPlace) -> Done[GridRow]:
        """Lock a row."""
        from app.services.grading.grids import lock_row

        return lock_row(ws, place)

    def audience_case(
        self, ws: "Workspace", *, round_id: int, case_id: int, shown: AudienceCase | None = None
    ) -> AudienceCase:
        """A case as the room may see it."""
        from app.services.panels.audience import audience_case

        return audience_case(ws, round_id=round_id, case_id=case_id, shown=shown)
