"""Papers that were issued, as the window calls them: each service imported only when it is first used."""

from pathlib import Path
from typing import TYPE_CHECKING

from app.core.changes import Done
from app.core.shapes.papers import OpenedPaper, PaperCheck, PaperListing, PaperState

if TYPE_CHECKING:
    from app.services.workspace import Workspace


class PaperServices:
    """Each method is one service."""

    def list_papers(self, ws: "Workspace") -> tuple[PaperListing, ...]:
        """Every copy of every paper that was issued."""
        from app.services.issued import list_papers

        return list_papers(ws)

    def open_paper(self, ws: "Workspace", *, paper_id: int) -> OpenedPaper:
        """A copy made again, to look at it; it is logged."""
        from app.services.reissuing import open_paper

        return open_paper(ws, paper_id)

    def save_paper(self, ws: "Workspace", *, paper_id: int, file: Path) -> Done[OpenedPaper]:
        """Write a copy to a file once more."""
        from app.services.reissuing import save_paper

        return save_paper(ws, paper_id=paper_id, file=file)

    def print_paper(self, ws: "Workspace", *, paper_id: int) -> Done[OpenedPaper]:
        """A copy made again to be printed."""
        from app.services.reissuing import print_paper

        return print_paper(ws, paper_id=paper_id)

    def step_paper(self, ws: "Workspace", *, paper_id: int, state: PaperState, note: str) -> Done[PaperListing]:
        """Say what became of a copy."""
        from app.services.issued import step_paper

        return step_paper(ws, paper_id=paper_id, state=state, note=note)

    def check_paper(self, ws: "Workspace", *, file: Path) -> PaperCheck:
        """Whether a file is one of the papers that were issued here."""
        from app.services.paper_checks import check_file

        return check_file(ws, file)
