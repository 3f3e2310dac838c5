"""One answer of a sheet: whether it may be given now, its rows, and which one undoing takes back."""

from collections.abc import Mapping

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.core.errors import AppError
from app.core.schemes.spec import Question, Role, Scheme
from app.core.shapes.sheets import Given, SheetState
from app.core.workflow.sheet import Grading, answered
from app.models.rounds import AnswerReasonRow, AnswerRow, AnswerTextRow, SheetRow
from app.models.sheets import SheetChangeRow, SheetChangeTextRow, SheetPassRow
from app.services.workspace import Work

_TAKEN_AWAY: Mapping[Role, str] = {
    "volunteer": "This case was taken away from you: you know someone in it.",
    "line_manager": "This case was taken away from you: you were there, authorised it or have already reviewed it.",
}
PASSED = "You passed this case."
TAKE_UP = "Take it up again to grade it, or go on to the next."
_SEEN = "The panel has seen how grades spread: the answer stands."
_SAY_IT = "Say what you think now in the panel’s view; who turns out to have a part in the case says so."
_DECLARED = "A part in the case was declared."


def taken_away(grading: Grading) -> AppError:
    """What is said to who has a part in the case, as their own question asked for it."""
    return AppError(_TAKEN_AWAY[grading.role], "Go on to the next case.")


def refuse_seen(grading: Grading, stage: str | None) -> None:
    """Refuse a change at a stage that the panel has seen side by side. AppError says what is left to do."""
    if stage in grading.spread_seen:
        raise AppError(_SEEN, _SAY_IT)


def refuse_gated(grading: Grading) -> None:
    """Refuse an answer at a stage that a panel's meeting has not opened yet, or that was seen. AppError says which."""
    refuse_seen(grading, grading.next_stage)
    if grading.current is None and grading.next_stage is not None:
        raise AppError("This case waits for the panel: its next stage is not open yet.", "Go on with another case.")


def open_question(grading: Grading, name: str) -> Question:
    """A question that may be answered now.

    Raises:
        AppError: the sheet is locked or passed, the question is not asked in the stage that is open, or a conflict took
            the case away: then only the conflict itself can be answered again.
    """
    refuse_gated(grading)
    stage = grading.current
    if stage is None:
        raise AppError("This sheet is locked: its answers stand.", "Go on to the next case.")
    if grading.state is SheetState.PASSED:
        raise AppError(PASSED, TAKE_UP)
    for question in grading.asked[stage]:
        if question.id == name:
            if grading.conflicted and not grading.scheme.scales[question.scale].stops_at:
                raise taken_away(grading)
            return question
    raise AppError(f"{name} is not asked now.", "Answer the questions of the stage that is open.")


def keep_answer(work: Work, sheet_id: int, scheme: Scheme, question: Question, given: Given) -> None:
    """Put an answer and what is said beside it into their rows.

    Raises:
        AppError: the scale has no such answer, or the question no such reason.
    """
    _refuse_unknown(scheme, question, given)
    free = scheme.scales[question.scale].free_text
    row = AnswerRow(
        sheet_id=sheet_id,
        question=question.id,
        choice="" if free else given.answer,
        answered_at=work.at,
        undone_seq=None,
        **work.written,
    )
    work.session.add(row)
    work.session.flush()
    text = given.answer if free else given.note
    if text:
        work.session.add(AnswerTextRow(answer_id=row.id, text=text))
    work.session.add_all(AnswerReasonRow(answer_id=row.id, reason=reason) for reason in dict.fromkeys(given.reasons))
    work.session.flush()


def keep_pass(work: Work, sheet_id: int, grading: Grading, *, passed: bool) -> None:
    """Put down that a case was passed, or taken up again.

    Raises:
        AppError: the sheet is finished, taken away or passed already, or was not passed; or its stage was seen.
    """
    refuse_seen(grading, grading.next_stage)
    if passed and grading.state not in (SheetState.TODO, SheetState.STARTED, SheetState.WAITING):
        raise AppError("This case cannot be passed: it is finished, or not yours any more.", "Go on to the next.")
    if not passed and grading.state is not SheetState.PASSED:
        raise AppError("This case was not passed.", "Go on where the sheet stands.")
    work.session.add(SheetPassRow(sheet_id=sheet_id, passed=passed, at=work.at, **work.written))
    work.session.flush()


def may_declare(grading: Grading) -> bool:
    """Whether a part in the case can be declared now: at a panel at any time, else while that question is open."""
    asks = grading.conflict
    if asks is None or grading.conflicted:
        return False
    return grading.opened is not None or asks.stage == grading.current


def keep_part(work: Work, sheet_id: int, grading: Grading, note: str = "") -> Grading:
    """Put down that a seat has a part in the case, whatever is locked, passed or was seen. What was seen stays.

    Args:
        work: the change under way.
        sheet_id: the sheet.
        grading: what it says.
        note: what was written beside it.

    Returns:
        What the sheet says then.

    Raises:
        AppError: it says so already; its form does not ask; or that is locked in a round that is no meeting, in which
            a changed mind needs its reason.
    """
    asks = grading.conflict
    if asks is None:
        raise AppError("This form does not ask for a part in the case.", "Tell whoever runs the round.")
    if grading.conflicted:
        raise taken_away(grading)
    if not may_declare(grading):
        raise AppError("That question is locked: a changed mind needs its reason.", "Change that answer, and say why.")
    if asks.stage in grading.locked:
        row = SheetChangeRow(sheet_id=sheet_id, changed_at=work.at, **work.written)
        work.session.add(row)
        work.session.flush()
        work.session.add(SheetChangeTextRow(change_id=row.id, why=_DECLARED))
    given = Given(answer=grading.scheme.scales[asks.scale].stops_at[0], note=note or grading.written.get(asks.id, ""))
    keep_answer(work, sheet_id, grading.scheme, asks, given)
    seen = [stage for stage in grading.locked if stage in grading.spread_seen]
    work.note(conflict=True, after_spread=seen)
    return answered(grading, asks, given)


def _refuse_unknown(scheme: Scheme, question: Question, given: Given) -> None:
    scale = scheme.scales[question.scale]
    if not scale.free_text and given.answer not in ("", *(choice.code for choice in scale.answers)):
        raise AppError(f"“{given.answer}” is no answer to {question.id}.", "Choose one of the answers shown.")
    known = {reason.code for reason in scheme.reasons.get(question.reasons, ())}
    for reason in given.reasons:
        if reason not in known:
            raise AppError(f"“{reason}” is no reason beside {question.id}.", "Tick those that are shown.")


def newest_undoable(session: Session, sheet: SheetRow, grading: Grading) -> AnswerRow | None:
    """The answer that undoing takes back; None where there is none, or none may be taken back."""
    if grading.current is None or grading.state is SheetState.PASSED:
        return None
    if grading.conflicted and grading.conflict not in grading.asked[grading.current]:
        return None  # declared when that was locked: what is undone here would not be it
    in_stage = [question.id for question in grading.scheme.questions if question.stage == grading.current]
    return session.scalars(
        select(AnswerRow)
        .where(AnswerRow.sheet_id == sheet.id, AnswerRow.undone_seq.is_(None), AnswerRow.question.in_(in_stage))
        .order_by(AnswerRow.id.desc())
    ).first()
