"""Releases as the window calls them: each imported only when it is first used."""

from typing import TYPE_CHECKING

from app.core.changes import Done
from app.core.shapes.releases import Letting, ReleaseCase, ReleaseQueue

if TYPE_CHECKING:
    from app.services.workspace import Workspace


class ReleaseServices:
    """Each method is one service."""

    def may_release(self, ws: "Workspace") -> bool:
        """Whether whoever opened the workspace may let cases go."""
        from app.core.workflow.rights import Right
        from app.services.rights import may

        return may(ws, Right.RELEASE)

    def list_releases(self, ws: "Workspace", *, round_id: int) -> ReleaseQueue:
        """The cases of a round; it is logged."""
        from app.services.releasing.releases import list_releases

        return list_releases(ws, round_id=round_id)

    def read_for_release(self, ws: "Workspace", *, round_id: int, case_id: int) -> ReleaseCase:
        """The texts of a case; it is logged."""
        from app.services.releasing.releases import read_for_release

        return read_for_release(ws, round_id=round_id, case_id=case_id)

    def release_case(self, ws: "Workspace", *, round_id: int, case_id: int, letting: Letting) -> Done[ReleaseCase]:
        """Let a case go to volunteers."""
        from app.services.releasing.releases import release

        return release(ws, round_id=round_id, case_id=case_id, letting=letting)

    def recall_case(self, ws: "Workspace", *, round_id: int, case_id: int) -> Done[ReleaseCase]:
        """Take a release back."""
        from app.services.releasing.releases import recall

        return recall(ws, round_id=round_id, case_id=case_id)
