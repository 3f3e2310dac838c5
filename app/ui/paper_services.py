"""Papers as the window calls them, issued or to be made: each service imported only when it is first used."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from app.core.changes import Done
from app.core.progress import Progress
from app.core.shapes.filled_forms import FormsImport, FormsPreview
from app.core.shapes.panel_packs import PackStage
from app.core.shapes.papers import OpenedPaper, PaperCheck, PaperHow, PaperListing, PaperState
from app.core.shapes.reports import ReportChoice
from app.core.shapes.summaries import SummaryWords

if TYPE_CHECKING:
    from app.services.workspace import Workspace


class PaperServices:
    """Each method is one service."""

    # ---------------------------------------------------------------- those that were issued
    def list_papers(self, ws: "Workspace") -> tuple[PaperListing, ...]:
        """Every copy of every paper that was issued."""
        from app.services.papers.issued import list_papers

        return list_papers(ws)

    def open_paper(self, ws: "Workspace", *, paper_id: int) -> OpenedPaper:
        """A copy made again, to look at it; it is logged."""
        from app.services.papers.reissuing import open_paper

        return open_paper(ws, paper_id)

    def unprinted_of_meeting(self, ws: "Workspace", *, round_id: int, sort: str) -> tuple[str, ...]:
        """What a paper of a meeting could not show as it was written."""
        from app.services.papers.papers_before import unprinted_of_meeting

        return unprinted_of_meeting(ws, round_id=round_id, sort=sort)

    def save_paper(self, ws: "Workspace", *, paper_id: int, file: Path) -> Done[OpenedPaper]:
        """Write a copy to a file once more."""
        from app.services.papers.reissuing import save_paper

        return save_paper(ws, paper_id=paper_id, file=file)

    def print_paper(self, ws: "Workspace", *, paper_id: int) -> Done[OpenedPaper]:
        """A copy made again to be printed."""
        from app.services.papers.reissuing import print_paper

        return print_paper(ws, paper_id=paper_id)

    def step_paper(self, ws: "Workspace", *, paper_id: int, state: PaperState, note: str) -> Done[PaperListing]:
        """Say what became of a copy."""
        from app.services.papers.issued import step_paper

        return step_paper(ws, paper_id=paper_id, state=state, note=note)

    def erase_names(self, ws: "Workspace", *, paper_id: int) -> Done[PaperListing]:
        """Erase for whom a copy is, and what was noted of it."""
        from app.services.papers.issued import erase_names

        return erase_names(ws, paper_id=paper_id)

    def erase_paper(self, ws: "Workspace", *, paper_id: int) -> Done[PaperListing]:
        """Erase what a paper says, for every copy that was made with it."""
        from app.services.papers.issued import erase_paper

        return erase_paper(ws, paper_id=paper_id)

    def check_paper(self, ws: "Workspace", *, file: Path) -> PaperCheck:
        """Whether a file is one of the papers that were issued here."""
        from app.services.papers.paper_checks import check_file

        return check_file(ws, file)

    # ---------------------------------------------------------------- those of a meeting
    def pack_stages(self, ws: "Workspace", *, round_id: int) -> tuple[PackStage, ...]:
        """The documents that a meeting's pack has."""
        from app.services.papers.panel_packs import pack_stages

        return pack_stages(ws, round_id=round_id)

    def write_panel_pack(
        self, ws: "Workspace", *, round_id: int, file: Path, stage: str, how: PaperHow, progress: Progress
    ) -> Done[tuple[str, ...]]:
        """Write the pack of a meeting, or one document of it."""
        from app.services.papers.panel_packs import write_panel_pack

        return write_panel_pack(ws, round_id=round_id, file=file, stage=stage, how=how, progress=progress)

    def write_forms(
        self, ws: "Workspace", *, round_id: int, file: Path, how: PaperHow, progress: Progress
    ) -> Done[tuple[str, ...]]:
        """Write the grading forms of the stage that is open, a paper a seat."""
        from app.services.papers.form_papers import FormsOrder, write_forms

        return write_forms(ws, FormsOrder(round_id=round_id, how=how), file, progress)

    def write_report(
        self, ws: "Workspace", *, round_id: int, file: Path, choice: ReportChoice, how: PaperHow, progress: Progress
    ) -> Done[tuple[str, ...]]:
        """Write the report of a meeting."""
        from app.services.papers.reports import write_report

        return write_report(ws, round_id=round_id, file=file, choice=choice, how=how, progress=progress)

    def write_tables(self, ws: "Workspace", *, round_id: int, file: Path) -> Done[tuple[str, ...]]:
        """Write the figures of a meeting as tables: a workbook, or a file each, as the file's name ends."""
        from app.services.papers.report_tables import write_tables

        return write_tables(ws, round_id=round_id, file=file)

    def write_summary(
        self, ws: "Workspace", *, round_id: int, file: Path, words: SummaryWords, how: PaperHow, progress: Progress
    ) -> Done[tuple[str, ...]]:
        """Write the public summary of a meeting; beside it the same as a table and as plain text."""
        from app.services.papers.summaries import SummaryFiles, write_summary

        files = SummaryFiles(paper=file, csv=file.with_suffix(".csv"), text=file.with_suffix(".txt"))
        return write_summary(ws, round_ids=(round_id,), files=files, words=words, how=how, progress=progress)

    def look_at_forms(self, ws: "Workspace", *, files: Sequence[Path], round_id: int) -> FormsPreview:
        """What would come of filled forms; it is logged."""
        from app.services.papers.filled_forms import look_at_forms

        return look_at_forms(ws, files, round_id=round_id)

    def import_forms(
        self, ws: "Workspace", preview: FormsPreview, *, replacing: bool, locking: bool
    ) -> Done[FormsImport]:
        """Save what filled forms say."""
        from app.services.papers.filled_forms import import_forms

        return import_forms(ws, preview, replacing=replacing, locking=locking)

    # ---------------------------------------------------------------- those of a line manager
    def write_month(self, ws: "Workspace", *, round_id: int, file: Path, how: PaperHow) -> Done[tuple[str, ...]]:
        """Write the paper of one's month."""
        from app.services.papers.month_papers import write_month

        return write_month(ws, round_id=round_id, file=file, how=how)

    def write_feedback_sheet(
        self, ws: "Workspace", *, round_id: int, case_number: int, file: Path, how: PaperHow
    ) -> Done[tuple[str, ...]]:
        """Write the feedback to an officer as a sheet."""
        from app.services.papers.feedback_sheets import write_feedback_sheet

        return write_feedback_sheet(ws, round_id=round_id, case_number=case_number, file=file, how=how)
