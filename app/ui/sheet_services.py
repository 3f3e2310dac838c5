"""The services around a sheet as the window calls them, imported only when first used."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

from app.core.changes import Done
from app.core.shapes.concerns import Concern, ConcernCounts, ConcernSort
from app.core.shapes.sheet_history import SheetChange
from app.core.shapes.sheets import Given, Sheet

if TYPE_CHECKING:
    from app.services.workspace import Workspace


class SheetServices:
    """What a grader may do besides answering, one method a service."""

    def pass_case(self, ws: "Workspace", *, sheet_id: int) -> Done[Sheet]:
        """Pass a case without a reason."""
        from app.services.grading.sheets import pass_case

        return pass_case(ws, sheet_id=sheet_id)

    def take_up_case(self, ws: "Workspace", *, sheet_id: int) -> Done[Sheet]:
        """Take up a passed case again."""
        from app.services.grading.sheets import take_up_case

        return take_up_case(ws, sheet_id=sheet_id)

    def declare_part(self, ws: "Workspace", *, sheet_id: int) -> Done[Sheet]:
        """Declare a part in the case."""
        from app.services.grading.sheets import declare_part

        return declare_part(ws, sheet_id=sheet_id)

    def change_answers(self, ws: "Workspace", *, sheet_id: int, answers: Mapping[str, Given], why: str) -> Done[Sheet]:
        """Change locked answers, with the reason."""
        from app.services.grading.sheets import change_answers

        return change_answers(ws, sheet_id=sheet_id, answers=answers, why=why)

    def sheet_history(self, ws: "Workspace", *, sheet_id: int) -> tuple[SheetChange, ...]:
        """What was answered before locked answers were changed."""
        from app.services.grading.sheet_history import sheet_history

        return sheet_history(ws, sheet_id=sheet_id)

    def set_single_keys(self, ws: "Workspace", *, round_id: int, on: bool, seat_id: int | None = None) -> Done[bool]:
        """Say whether one key answers at once in a seat."""
        from app.services.grading.sheets import set_single_keys

        return set_single_keys(ws, round_id=round_id, on=on, seat_id=seat_id)

    def raise_concern(self, ws: "Workspace", *, sheet_id: int, sort: ConcernSort, text: str) -> Done[Concern]:
        """Tell whoever reads concerns here what cannot wait."""
        from app.services.grading.concerns import raise_concern

        return raise_concern(ws, sheet_id=sheet_id, sort=sort, text=text)

    def concerns_reach_coordinator(self, ws: "Workspace") -> bool:
        """Whether a concern that is raised here goes to a coordinator."""
        from app.services.grading.concerns import concerns_reach_coordinator

        return concerns_reach_coordinator(ws)

    def count_concerns(self, ws: "Workspace") -> ConcernCounts:
        """How many concerns wait, and how many were taken on."""
        from app.services.grading.concerns import count_concerns

        return count_concerns(ws)

    def list_concerns(self, ws: "Workspace") -> tuple[Concern, ...]:
        """Every concern, the newest first."""
        from app.services.grading.concerns import list_concerns

        return list_concerns(ws)

    def take_on_concern(self, ws: "Workspace", *, concern_id: int) -> Done[Concern]:
        """Say that one deals with a concern."""
        from app.services.grading.concerns import take_on_concern

        return take_on_concern(ws, concern_id=concern_id)
