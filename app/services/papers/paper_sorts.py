"""Every sort of paper: what people call it, the shape it is made from, and what makes its bytes again."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from app.core.shapes.actions import ActionLetter
from app.core.shapes.form_papers import GradingForms
from app.core.shapes.month_papers import FeedbackSheet, MonthPaper
from app.core.shapes.notices import DrawCertificate, SealNotice
from app.core.shapes.packs import SamplePack
from app.core.shapes.panel_packs import PanelPack
from app.core.shapes.reports import MeetingReport
from app.core.shapes.summaries import PublicSummary
from app.export.certificate import draw_certificate
from app.export.feedback import feedback_sheet
from app.export.grading_forms import grading_forms
from app.export.letter import action_letter
from app.export.month import month_paper
from app.export.notice import seal_notice
from app.export.pack import sample_pack
from app.export.panel_pack import panel_pack
from app.export.report import meeting_report
from app.export.summary import public_summary


@dataclass(frozen=True, kw_only=True, slots=True)
class PaperSort:
    """A sort of paper. ``word`` stands in its number (``R3 panel pack, copy 2``): it never changes.

    ``make`` takes the shape and ``base_size``, and gives the same bytes whenever both are the same.
    """

    label: str
    word: str
    shape: type[object]
    make: Callable[..., bytes]
    own: bool = False
    """It is of the maker's own round: nobody else makes it or opens it."""


SORTS: Mapping[str, PaperSort] = {
    "pack": PaperSort(label="Pack of a draw", word="pack", shape=SamplePack, make=sample_pack),
    "panel_pack": PaperSort(label="Pack of a panel", word="panel pack", shape=PanelPack, make=panel_pack),
    "notice": PaperSort(label="Seal notice", word="notice", shape=SealNotice, make=seal_notice),
    "certificate": PaperSort(
        label="Draw certificate", word="certificate", shape=DrawCertificate, make=draw_certificate
    ),
    "forms": PaperSort(label="Grading forms", word="forms", shape=GradingForms, make=grading_forms),
    "report": PaperSort(label="Meeting report", word="report", shape=MeetingReport, make=meeting_report),
    "summary": PaperSort(label="Public summary", word="summary", shape=PublicSummary, make=public_summary),
    "month": PaperSort(label="A line manager’s month", word="month", shape=MonthPaper, make=month_paper, own=True),
    "feedback": PaperSort(
        label="Feedback to an officer",
        word="feedback",
        shape=FeedbackSheet,
        make=feedback_sheet,
        own=True,
    ),
    "letter": PaperSort(label="Letter about an action", word="letter", shape=ActionLetter, make=action_letter),
}
"""By the code that is kept with each paper. A new paper is one line here, and one in ``core/workflow/papers``."""
