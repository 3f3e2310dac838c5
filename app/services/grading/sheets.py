"""Grading one case: every answer is on the disk before the next thing is shown; a locked stage stands."""

from collections.abc import Callable, Collection, Mapping
from dataclasses import replace

from sqlalchemy import func, select, update
from sqlalchemy.orm import Session

from app.core.changes import Done, Topic
from app.core.clock import to_text
from app.core.errors import AppError
from app.core.events import Act, Event
from app.core.schemes.plain import question_words
from app.core.schemes.spec import Question
from app.core.shapes.sheets import Given, Sheet, SheetState
from app.core.words import say
from app.core.workflow.sheet import Grading, answered, asked_question, sheet_stages, stages_as_shown
from app.models.rounds import AnswerRow, RoundCaseRow, SeatRow, SheetRow, SheetStageRow
from app.models.sheets import SeatHabitRow, SheetChangeRow, SheetChangeTextRow
from app.services.drawing.standing import set_aside
from app.services.grading.answering import (
    PASSED,
    TAKE_UP,
    keep_answer,
    keep_part,
    keep_pass,
    may_declare,
    newest_undoable,
    open_question,
    refuse_gated,
    refuse_seen,
    taken_away,
)
from app.services.grading.entries import refuse_unchecked
from app.services.grading.rounds import reference_for
from app.services.grading.seats import require_round, require_sheet, seat_of
from app.services.grading.sheet_state import read_grading, sheet_row, with_records
from app.services.panels.meeting_facts import refuse_closed, refuse_writing
from app.services.releasing.released import released_for
from app.services.workspace import Work, Workspace

_CHANGED = frozenset({Topic.SHEETS, Topic.AUDIT})
_SET_ASIDE = {
    SheetState.REPLACED: "This case was replaced by another: it is not graded.",
    SheetState.WITHHELD: "This case is withheld: it is not shown or graded any more.",
}


def open_sheet(
    ws: Workspace, *, round_id: int, case_id: int, seat_id: int | None = None, looks: bool = False
) -> Done[Sheet]:
    """Open the sheet of a case in a round; that the record was looked at is logged.

    Args:
        ws: the workspace.
        round_id: the round.
        case_id: the case's number in the queue's items.
        seat_id: whose sheet; None for that of whoever opened the workspace, or the first seat.
        looks: only to read what the seat said, and not to go on with it there: the log says so, and names the seat.

    Raises:
        AppError: the round has no such case or seat, or it was replaced or withheld; a volunteer's case is not
            released; the meeting is not open, or the seat's member not there.
    """
    require_round(ws, round_id, writes=True, seat_id=seat_id)
    name = "seat_looked_at" if looks else "case_opened"
    with ws.write(Event(act=Act.CONSULT, name=name, details={"round_id": round_id, "round_case": case_id})) as work:
        case = work.session.get(RoundCaseRow, case_id)
        if case is None or case.round_id != round_id:
            raise AppError(f"Round R{round_id} has no such case.", "Choose a case from the queue.")
        seat = seat_of(ws, work.session, round_id, seat_id)
        refuse_set_aside(work.session, case)
        refuse_writing(work.session, round_id, seat.id)
        sheet = sheet_for(work, case, seat)
        work.note(sheet=sheet.id, **({"seat": seat.id} if looks else {}))
        shape = _shape(ws, work.session, sheet)
    return Done(value=shape, changed=_CHANGED)


def save_answer(
    ws: Workspace,
    *,
    sheet_id: int,
    question: str,
    answer: str,
    note: str | None = None,
    reasons: Collection[str] | None = None,
) -> Done[Sheet]:
    """Keep an answer: it is on the disk when this returns.

    Args:
        ws: the workspace.
        sheet_id: the sheet.
        question: the question's id; it must be asked in the stage that is open.
        answer: a choice's code, or the text of a free answer; "" clears it.
        note: a note beside a choice; None leaves the one that stands.
        reasons: codes of the reasons ticked beside it, of the question's set; None leaves those that stand.

    Raises:
        AppError: the stage is locked, the question is not asked now, the scale or the set of reasons has no such
            entry, the case was replaced or withheld, or a conflict took it away: then only the conflict itself can be
            answered again.
    """

    def given(grading: Grading) -> Given:
        return Given(
            answer=answer,
            note=grading.written.get(question, "") if note is None else note,
            reasons=grading.ticked.get(question, ()) if reasons is None else tuple(reasons),
        )

    return _save(ws, sheet_id, question, given)


def save_given(ws: Workspace, *, shown: Sheet, question: str, given: Given) -> Done[Sheet]:
    """As :func:`save_answer`, on a sheet that is on screen: what it shows of the record is not read again.

    Args:
        ws: the workspace.
        shown: the sheet as a service gave it last; its answers may have changed since.
        question: the question's id.
        given: the answer, and all that is said beside it.

    Raises:
        AppError: as there; or the case is no longer released to the volunteer whose sheet it is.
    """
    return _save(ws, shown.sheet_id, question, lambda _: given, shown)


def _save(
    ws: Workspace, sheet_id: int, name: str, given_by: Callable[[Grading], Given], shown: Sheet | None = None
) -> Done[Sheet]:
    require_sheet(ws, sheet_id)
    with ws.write(Event(act=Act.ALTER, name="answer_saved", details={"sheet": sheet_id, "question": name})) as work:
        sheet = _open_row(work.session, sheet_id)
        grading = read_grading(work.session, sheet)
        question, given = open_question(grading, name), given_by(grading)
        keep_answer(work, sheet_id, grading.scheme, question, given)
        shape = _as_shown(work, sheet, answered(grading, question, given), shown) if shown is not None else None
        shape = shape or _shape(ws, work.session, sheet)
        if shape.state is SheetState.CONFLICT:
            work.note(conflict=True)
    return Done(value=shape, changed=_CHANGED)


def _as_shown(work: Work, sheet: SheetRow, after: Grading, shown: Sheet) -> Sheet | None:
    """The sheet with one more answer, by what was shown of its record; None where that must be read anew."""
    version = work.session.get_one(RoundCaseRow, sheet.round_case_id).version_id
    released_for(work.session, {version: after})  # refuses where it was taken back since
    stages = stages_as_shown(after, shown)
    if stages is None:
        return None
    now = {"state": after.state, "saved_at": to_text(work.at), "can_undo": True, "can_declare": may_declare(after)}
    return replace(shown, stages=stages, **now)


def undo_answer(ws: Workspace, *, sheet_id: int) -> Done[Sheet]:
    """Take back the newest answer of the stage that is open, to any depth; the older one stands again.

    Raises:
        AppError: there is nothing to take back, or the case was replaced or withheld.
    """
    require_sheet(ws, sheet_id)
    with ws.write(Event(act=Act.ALTER, name="answer_undone", details={"sheet": sheet_id})) as work:
        sheet = _open_row(work.session, sheet_id)
        grading = read_grading(work.session, sheet)
        refuse_seen(grading, grading.next_stage)
        newest = newest_undoable(work.session, sheet, grading)
        if newest is None:
            raise AppError("There is no answer to take back.", "Answers of a locked stage stand.")
        work.session.execute(update(AnswerRow).where(AnswerRow.id == newest.id).values(undone_seq=work.seq))
        shape = _shape(ws, work.session, sheet)
    return Done(value=shape, changed=_CHANGED)


def lock_stage(ws: Workspace, *, sheet_id: int, stage: str) -> Done[Sheet]:
    """Lock the stage that is open: its answers stand from here on, and the next stage is shown.

    Raises:
        AppError: another stage is open, the case was taken away, replaced or withheld, or questions still need an
            answer, or to be typed a second time (it names them).
    """
    require_sheet(ws, sheet_id)
    with ws.write(Event(act=Act.ALTER, name="stage_locked", details={"sheet": sheet_id, "stage": stage})) as work:
        sheet = _open_row(work.session, sheet_id)
        grading = read_grading(work.session, sheet)
        refuse_lock(grading, stage)
        refuse_unchecked(work.session, sheet_id, grading, stage)
        work.session.add(SheetStageRow(sheet_id=sheet_id, stage=stage, locked_at=work.at, **work.written))
        work.session.flush()
        shape = _shape(ws, work.session, sheet)
        if shape.state is SheetState.DONE:
            work.note(verdict=True)
    return Done(value=shape, changed=_CHANGED | {Topic.ROUNDS})


def pass_case(ws: Workspace, *, sheet_id: int) -> Done[Sheet]:
    """Pass a case for one's own wellbeing; no reason is asked, what was answered stays, and it can be taken up again.

    Raises:
        AppError: the sheet is finished, taken away or passed already, or the case was replaced or withheld.
    """
    return _pass(ws, sheet_id, passed=True)


def take_up_case(ws: Workspace, *, sheet_id: int) -> Done[Sheet]:
    """Take up a case again that was passed. AppError: it was not passed, or it was replaced or withheld."""
    return _pass(ws, sheet_id, passed=False)


def declare_part(ws: Workspace, *, sheet_id: int) -> Done[Sheet]:
    """Declare a part in the case. From here on the seat grades no stage of it and has no vote; what was seen stays.

    Raises:
        AppError: it is declared already, or not asked for; the case was replaced or withheld; the meeting is not open,
            or the seat's member not there; or it is locked in a round that is no meeting: there a mind is changed.
    """
    require_sheet(ws, sheet_id)
    with ws.write(Event(act=Act.ALTER, name="part_declared", details={"sheet": sheet_id})) as work:
        sheet = _open_row(work.session, sheet_id)
        keep_part(work, sheet_id, read_grading(work.session, sheet))
        shape = _shape(ws, work.session, sheet)
    return Done(value=shape, changed=_CHANGED | {Topic.ROUNDS})


def set_single_keys(ws: Workspace, *, round_id: int, on: bool, seat_id: int | None = None) -> Done[bool]:
    """Say whether one key answers at once in a seat of this round, or only after Enter; it is kept for the seat.

    Raises:
        AppError: there is no such round or seat, or it is a meeting that is closed.
    """
    require_round(ws, round_id, writes=True, seat_id=seat_id)
    event = Event(act=Act.ALTER, name="single_keys_set", details={"round_id": round_id, "on": on})
    with ws.write(event) as work:
        refuse_closed(work.session, round_id)
        seat = seat_of(ws, work.session, round_id, seat_id)
        work.session.add(SeatHabitRow(seat_id=seat.id, single_keys=on, set_at=work.at, **work.written))
    return Done(value=on, changed=frozenset({Topic.ROUNDS, Topic.AUDIT}))


def change_answers(ws: Workspace, *, sheet_id: int, answers: Mapping[str, Given], why: str) -> Done[Sheet]:
    """Change answers of locked stages, all at once: a new version of the sheet, in force when this returns.

    The old answers stay in the store; the newest are the verdict of record. A part in the case that was declared after
    locking is changed in the same way, to either side.

    Args:
        ws: the workspace.
        sheet_id: the sheet.
        answers: the new ones, by question id; of locked stages.
        why: the reason, in the grader's words; kept with the change, erasable.

    Raises:
        AppError: no reason is given, nothing differs, a question is not of a locked stage, an answer or reason is not
            of its scale, the change leaves a locked stage incomplete, the panel has seen how answers of the stage
            spread, the case was replaced or withheld, or it was taken away: then only the conflict itself can be
            answered again.
    """
    require_sheet(ws, sheet_id)
    with ws.write(Event(act=Act.ALTER, name="answers_changed", details={"sheet": sheet_id})) as work:
        session, sheet = work.session, _open_row(work.session, sheet_id)
        before = read_grading(session, sheet)
        changed = _changed_answers(before, answers, why)
        row = SheetChangeRow(sheet_id=sheet_id, changed_at=work.at, **work.written)
        session.add(row)
        session.flush()
        session.add(SheetChangeTextRow(change_id=row.id, why=why.strip()))
        for question, given in changed:
            keep_answer(work, sheet_id, before.scheme, question, given)
        _refuse_incomplete(read_grading(session, sheet))
        work.note(change=row.id, questions=[question.id for question, _ in changed])
        shape = _shape(ws, session, sheet)
        if shape.state is SheetState.CONFLICT:
            work.note(conflict=True)
    return Done(value=shape, changed=_CHANGED | {Topic.ROUNDS})


def _changed_answers(before: Grading, answers: Mapping[str, Given], why: str) -> list[tuple[Question, Given]]:
    if not why.strip():
        raise AppError("A changed mind needs its reason.", "Write in a sentence why you change it.")
    locked = {question.id: question for stage in before.locked for question in before.asked.get(stage, ())}
    for name in answers:
        if before.conflicted and not (before.conflict is not None and name == before.conflict.id):
            raise taken_away(before)
        if name not in locked:
            raise AppError(f"{name} is not locked.", "Answer it where the sheet stands.")
        refuse_seen(before, locked[name].stage)
    stand = {name: asked_question(before, question).given for name, question in locked.items()}
    changed = [(locked[name], given) for name, given in answers.items() if given != stand[name]]
    if not changed:
        raise AppError("Nothing is changed.", "Choose another answer, or leave them as they are.")
    return changed


def _refuse_incomplete(after: Grading) -> None:
    if after.incomplete and not after.conflicted:
        needed = question_words(after.incomplete[0], after.role)
        raise AppError(f"With that change this needs an answer too: {needed}", "Answer it in the same change.")


def _pass(ws: Workspace, sheet_id: int, *, passed: bool) -> Done[Sheet]:
    require_sheet(ws, sheet_id)
    name = "case_passed" if passed else "case_taken_up"
    with ws.write(Event(act=Act.ALTER, name=name, details={"sheet": sheet_id})) as work:
        sheet = _open_row(work.session, sheet_id)
        grading = read_grading(work.session, sheet)
        keep_pass(work, sheet_id, grading, passed=passed)
        shape = _shape(ws, work.session, sheet)
    return Done(value=shape, changed=_CHANGED | {Topic.ROUNDS})


def _open_row(session: Session, sheet_id: int) -> SheetRow:
    """The row of a sheet that may still be worked on."""
    sheet = sheet_row(session, sheet_id)
    case = session.get_one(RoundCaseRow, sheet.round_case_id)
    refuse_set_aside(session, case)
    refuse_writing(session, case.round_id, sheet.seat_id)
    return sheet


def refuse_set_aside(session: Session, case: RoundCaseRow) -> None:
    """Refuse a case that was replaced or withheld. AppError says which."""
    state = set_aside(session, case.round_id).get(case.id)
    if state is not None:
        raise AppError(_SET_ASIDE[state], "Go on to the next case.")


def refuse_lock(grading: Grading, stage: str) -> None:
    """Refuse to lock a stage that is not open, or not complete. AppError names what is still to answer."""
    if grading.conflicted:
        raise taken_away(grading)
    if grading.state is SheetState.PASSED:
        raise AppError(PASSED, TAKE_UP)
    refuse_gated(grading)
    if grading.current != stage:
        raise AppError("That stage is not the one that is open.", "Go on where the sheet stands.")
    missing = grading.missing
    if missing:
        named = ", ".join(question.id for question in missing[:6])
        one = question_words(missing[0], grading.role)
        what = (
            f"{len(missing)} questions still need an answer: {named}."
            if len(missing) > 1
            else f"Still to answer: {one}"
        )
        raise AppError(what, "Answer them, then lock.")


def sheet_for(work: Work, case: RoundCaseRow, seat: SeatRow) -> SheetRow:
    """A seat's sheet about a case; made where there is none yet."""
    session = work.session
    known = session.scalars(
        select(SheetRow).where(SheetRow.round_case_id == case.id, SheetRow.seat_id == seat.id)
    ).one_or_none()
    if known is not None:
        return known
    row = SheetRow(round_case_id=case.id, seat_id=seat.id, opened_at=work.at, **work.written)
    session.add(row)
    session.flush()
    return row


def _shape(ws: Workspace, session: Session, sheet: SheetRow) -> Sheet:
    case = session.get_one(RoundCaseRow, sheet.round_case_id)
    version, plain = case.version_id, read_grading(session, sheet)
    grading = with_records(session, {version: plain}, {version: case.case_id}, force=ws.force)[version]
    saved = session.scalars(
        select(AnswerRow.answered_at).where(AnswerRow.sheet_id == sheet.id).order_by(AnswerRow.id.desc())
    ).first()
    count = session.execute(select(func.count()).where(RoundCaseRow.round_id == case.round_id)).scalar_one()
    return Sheet(
        sheet_id=sheet.id,
        round_id=case.round_id,
        seat_id=sheet.seat_id,
        case_id=case.id,
        number=case.position,
        of=count,
        token=case.token.hex(),
        reference=reference_for(grading.role, grading.scheme, dict(grading.values)),
        form_label=say(grading.scheme.form(grading.form).label),
        stages=sheet_stages(grading),
        state=grading.state,
        changed=session.execute(select(func.count()).where(SheetChangeRow.sheet_id == sheet.id)).scalar_one(),
        saved_at=to_text(saved) if saved else "",
        can_undo=newest_undoable(session, sheet, grading) is not None,
        conflict=grading.conflict.id if grading.conflict is not None else "",
        can_declare=may_declare(grading),
    )
