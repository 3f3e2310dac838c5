"""The officer's feedback sheet: the text that a line manager kept, as one page. Logged before the file is there."""

from pathlib import Path

from sqlalchemy.orm import Session

from app.core.changes import Done
from app.core.errors import AppError
from app.core.events import Act, Event
from app.core.shapes.actions import Feedback
from app.core.shapes.month_papers import FeedbackSheet
from app.core.shapes.packs import Issue
from app.core.shapes.papers import AS_USUAL, PaperHow
from app.export.wording import Wording
from app.models.rounds import RoundRow
from app.services.grading.feedback import feedback_within
from app.services.papers.issuing import PaperOrder, handed_out, issue_papers, write_papers
from app.services.reasons import force_of
from app.services.rights import require_maker
from app.services.workspace import Workspace

_WORDS = Wording("feedback")


def write_feedback_sheet(
    ws: Workspace, *, round_id: int, case_number: int, file: Path, how: PaperHow = AS_USUAL
) -> Done[tuple[str, ...]]:
    """Make the feedback sheet of a case from the text that was kept, keep its shape and hash, and write it.

    Returns:
        The paths of the copies.

    Raises:
        AppError: as for reading feedback; nothing was kept yet, its words were erased, or the file cannot be written
            (an old one stays).
    """
    require_maker(ws, "feedback")
    target = ws.place_for(file)
    details = {"round_id": round_id, "case_number": case_number}
    with ws.write(Event(act=Act.DISCLOSE, name="feedback_sheet_made", details=details)) as work:
        found = feedback_within(ws, work.session, round_id=round_id, case_number=case_number)
        if not found.kept:
            raise AppError(
                f"No feedback on case {case_number} is kept: there is nothing to give to the officer.",
                "Read the draft, change what is not right, and keep it first.",
            )
        row = work.session.get_one(RoundRow, round_id)
        order = PaperOrder(sort="feedback", of=row, part=f"case {case_number}", marking="report", how=how)
        made = issue_papers(ws, work, order, lambda issue: _shape(work.session, found, issue))
    return handed_out(write_papers(target, made), made)


def _shape(session: Session, found: Feedback, issue: Issue) -> FeedbackSheet:
    """The sheet; its title is the draft's own, however the text below it was changed."""
    title, _, _ = found.draft.partition("\n")
    blocks = [block.splitlines() for block in found.text.removeprefix(title).split("\n\n")]
    return FeedbackSheet(
        issue=issue,
        title=title,
        force=force_of(session).name,
        blocks=tuple(_headed([line.strip() for line in block if line.strip()]) for block in blocks if any(block)),
    )


def _headed(lines: list[str]) -> tuple[str, tuple[str, ...]]:
    """A block with its heading, where its first line is one of those that drafts have."""
    headings = (_WORDS.say("feedback.good"), _WORDS.say("feedback.better"))
    head = lines[0] if lines and lines[0] in headings else ""
    return head, tuple(lines[1:] if head else lines)
