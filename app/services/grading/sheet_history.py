"""The older answers of a changed mind: they stay in the store, and here they are read."""

from collections.abc import Mapping

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.core.clock import to_text
from app.core.events import Act, Event
from app.core.schemes.plain import question_words
from app.core.schemes.spec import Question
from app.core.shapes.sheet_history import AnswerChange, SheetChange
from app.core.shapes.sheets import Given
from app.core.words import say
from app.core.workflow.sheet import Grading
from app.models.rounds import AnswerReasonRow, AnswerRow, AnswerTextRow
from app.models.sheets import SheetChangeRow, SheetChangeTextRow
from app.services.grading.seats import require_history
from app.services.grading.sheet_state import read_grading, sheet_row
from app.services.workspace import Workspace

__all__ = ["sheet_history"]

_NOTHING = "No answer"


def sheet_history(ws: Workspace, *, sheet_id: int) -> tuple[SheetChange, ...]:
    """How locked answers of a sheet were changed, oldest first. It is logged as looking.

    Args:
        ws: the workspace.
        sheet_id: the sheet.

    Raises:
        AppError: there is no such sheet, it is somebody else's, or its panel is not done yet.
    """
    require_history(ws, sheet_id)
    with ws.consult(Event(act=Act.CONSULT, name="sheet_history_read", details={"sheet": sheet_id})) as session:
        grading = read_grading(session, sheet_row(session, sheet_id))
        questions = {question.id: question for question in grading.scheme.questions}
        changes = _changes(session, sheet_id)
        standing: dict[str, Given] = {}
        found: dict[int, list[AnswerChange]] = {seq: [] for seq in changes}
        for row, given in _answers(session, sheet_id):
            if row.audit_seq in changes:
                before = standing.get(row.question, Given())
                found[row.audit_seq].append(_change(grading, questions[row.question], before, given))
            standing[row.question] = given
    return tuple(
        SheetChange(number=number, changed_at=to_text(row.changed_at), why=why, answers=tuple(found[seq]))
        for number, (seq, (row, why)) in enumerate(changes.items(), 1)
    )


def _changes(session: Session, sheet_id: int) -> dict[int, tuple[SheetChangeRow, str]]:
    """The changes of a sheet in order, by their entry in the log, which their answers share."""
    rows = session.execute(
        select(SheetChangeRow, SheetChangeTextRow.why)
        .outerjoin(SheetChangeTextRow, SheetChangeTextRow.change_id == SheetChangeRow.id)
        .where(SheetChangeRow.sheet_id == sheet_id)
        .order_by(SheetChangeRow.id)
    )
    return {row.audit_seq: (row, why or "") for row, why in rows}


def _answers(session: Session, sheet_id: int) -> list[tuple[AnswerRow, Given]]:
    """Every answer that was not taken back, in order; a free one has its text as the note."""
    reasons: dict[int, list[str]] = {}
    ticked = (
        select(AnswerReasonRow.answer_id, AnswerReasonRow.reason)
        .join(AnswerRow, AnswerRow.id == AnswerReasonRow.answer_id)
        .where(AnswerRow.sheet_id == sheet_id)
        .order_by(AnswerReasonRow.reason)
    )
    for answer, reason in session.execute(ticked):
        reasons.setdefault(answer, []).append(reason)
    rows = session.execute(
        select(AnswerRow, AnswerTextRow.text)
        .outerjoin(AnswerTextRow, AnswerTextRow.answer_id == AnswerRow.id)
        .where(AnswerRow.sheet_id == sheet_id, AnswerRow.undone_seq.is_(None))
        .order_by(AnswerRow.id)
    )
    return [
        (row, Given(answer=row.choice, note=text or "", reasons=tuple(reasons.get(row.id, ())))) for row, text in rows
    ]


def _change(grading: Grading, question: Question, before: Given, after: Given) -> AnswerChange:
    labels = {answer.code: say(answer.label) for answer in grading.scheme.scales[question.scale].answers}
    reasons = {reason.code: say(reason.label) for reason in grading.scheme.reasons.get(question.reasons, ())}
    free = grading.scheme.scales[question.scale].free_text
    return AnswerChange(
        question=question_words(question, grading.role),
        before=_words(before, labels, reasons, free=free),
        after=_words(after, labels, reasons, free=free),
    )


def _words(given: Given, labels: Mapping[str, str], reasons: Mapping[str, str], *, free: bool) -> str:
    if free:
        return given.note or _NOTHING
    lines = [labels.get(given.answer, given.answer) or _NOTHING]
    if given.reasons:
        lines.append("Why: " + ", ".join(reasons.get(code, code) for code in given.reasons))
    if given.note:
        lines.append(f"Note: {given.note}")
    return "\n".join(lines)
