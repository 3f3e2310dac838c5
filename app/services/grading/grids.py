"""The quick-entry grid of a meeting: a coordinator types what members wrote, a key a cell, on the disk at once.

What figures rest on is typed a second time before a row can be locked; a difference changes nothing until somebody says
which typing was right. Who typed an answer is who wrote its row; from what it was typed is kept beside it.
"""

from collections.abc import Mapping
from dataclasses import replace

from sqlalchemy.orm import Session

from app.core.changes import Done, Topic
from app.core.errors import AppError
from app.core.events import Act, Event
from app.core.shapes.meetings import Difference, Grid, GridPlace, GridRow, Medium
from app.core.shapes.sheets import Given, SheetState
from app.core.workflow.grid import (
    code_typed,
    compare_typings,
    grid_columns,
    means_conflict,
    means_passed,
    reasons_named,
    typed_answers,
)
from app.core.workflow.rights import Right
from app.core.workflow.sheet import Grading, answered, asked_question, choices, reasons
from app.models.rounds import SheetRow, SheetStageRow
from app.services.grading.answering import keep_answer, keep_part, keep_pass, open_question
from app.services.grading.entries import EntryStep, keep_step, read_entries, refuse_unchecked
from app.services.grading.grid_cases import GridCase, check_seat, grid_of, read_case, row_after
from app.services.grading.sheet_state import read_grading
from app.services.grading.sheets import refuse_lock, refuse_set_aside, sheet_for
from app.services.panels.meeting_facts import refuse_writing
from app.services.releasing.released import released_for
from app.services.rights import require
from app.services.workspace import Work, Workspace

_CHANGED = frozenset({Topic.SHEETS, Topic.AUDIT})


def read_grid(ws: Workspace, *, round_id: int, case_id: int) -> Grid:
    """The grid of a case at the stage that is open for everyone. It holds what seats said, so the look is logged.

    Raises:
        AppError: whoever asks may not put in what others wrote; no such meeting or case; it is not open yet.
    """
    require(ws, Right.ENTER_SHEETS)
    with ws.consult(Event(act=Act.CONSULT, name="grid_opened", details=_details(round_id, case_id))) as session:
        return grid_of(session, read_case(session, round_id, case_id))


def enter_answer(ws: Workspace, place: GridPlace, *, question: str, key: str, medium: Medium) -> Done[GridRow]:
    """Keep one cell: it is on the disk when this returns.

    Args:
        ws: the workspace.
        place: the seat's form.
        question: the column; "" where the whole row is meant.
        key: the answer's key, its code or its words; "" clears it. P says that the member passed the case; in a row
            that was passed, P or "" without a question takes it up again. C says that the member has a part in the
            case, as does that answer to its question: at any stage, locked or passed too.
        medium: what it was typed from.

    Raises:
        AppError: whoever asks may not; the meeting is not open or the member not there; the row is locked or passed,
            its member answered at the machine, or a conflict took the case away; the question is not asked now, or has
            no such answer.
    """
    require(ws, Right.ENTER_SHEETS)
    refuse_machine(medium)
    details = {**_details(place.round_id, place.case_id), "seat": place.seat_id, "question": question}
    with ws.write(Event(act=Act.ALTER, name="answer_typed", details={**details, "medium": medium.value})) as work:
        case = read_case(work.session, place.round_id, place.case_id)
        sheet, grading = open_form(work, case, place.seat_id)
        work.note(sheet=sheet.id)
        declared = declares(grading, question, key)
        if not declared:
            _refuse_locked(grading, case.stage)
            refuse_answered(work.session, sheet.id, grading, case.stage)
        if declared:
            grading = keep_declared(work, sheet.id, grading, (case.stage, medium))
        elif not question or passes(grading, question, key):
            passed = bool(key.strip()) and grading.state is not SheetState.PASSED
            keep_pass(work, sheet.id, grading, passed=passed)
            grading = replace(grading, passed=passed)
        else:
            grading = keep_cell(work, sheet.id, grading, (case.stage, question), Given(answer=key))
            work.note(conflict=grading.conflicted)
            keep_step(work, sheet.id, case.stage, medium, EntryStep.TYPED)
        row = row_after(work.session, case, place.seat_id, sheet.id, grading)
    return Done(value=row, changed=_CHANGED | {Topic.ROUNDS})


def check_answers(
    ws: Workspace, place: GridPlace, *, answers: Mapping[str, str], medium: Medium
) -> Done[tuple[Difference, ...]]:
    """Compare a second typing with what is saved; where all is the same, the row is checked.

    Args:
        ws: the workspace.
        place: the seat's form.
        answers: the keys typed now, by question: all that figures rest on and that was not checked yet.
        medium: what it was typed from.

    Returns:
        Where the two differ, in the order of the form; none where the row is checked now.

    Raises:
        AppError: as for :func:`enter_answer`, there is nothing to check, or not all of it was typed a second time.
    """
    require(ws, Right.ENTER_SHEETS)
    refuse_machine(medium)
    details = {**_details(place.round_id, place.case_id), "seat": place.seat_id}
    with ws.write(
        Event(act=Act.ALTER, name="answers_typed_again", details={**details, "medium": medium.value})
    ) as work:
        case = read_case(work.session, place.round_id, place.case_id)
        sheet, grading = open_form(work, case, place.seat_id)
        _refuse_closed(grading, case.stage)
        found = check_form(work, sheet.id, grading, answers, medium)
        work.note(sheet=sheet.id, differences=len(found))
    return Done(value=found, changed=_CHANGED)


def read_back(ws: Workspace, place: GridPlace, *, medium: Medium) -> Done[GridRow]:
    """Keep that a member heard their answers read out, and said that they are theirs.

    Raises:
        AppError: as for :func:`enter_answer`, or nothing was answered yet.
    """
    require(ws, Right.ENTER_SHEETS)
    refuse_machine(medium)
    details = {**_details(place.round_id, place.case_id), "seat": place.seat_id}
    with ws.write(Event(act=Act.ALTER, name="answers_read_back", details=details)) as work:
        case = read_case(work.session, place.round_id, place.case_id)
        sheet, grading = open_form(work, case, place.seat_id)
        if not any(question.id in grading.answers for question in grading.asked[case.stage]):
            raise AppError("There is nothing to read back yet.", "Type in what the member wrote first.")
        keep_step(work, sheet.id, case.stage, medium, EntryStep.READ_BACK)
        work.note(sheet=sheet.id)
        row = row_after(work.session, case, place.seat_id, sheet.id, grading)
    return Done(value=row, changed=_CHANGED)


def lock_row(ws: Workspace, place: GridPlace) -> Done[GridRow]:
    """Lock what a seat said at the stage that is open: it stands from here on.

    Raises:
        AppError: as for :func:`enter_answer`; questions still need an answer, or to be typed a second time.
    """
    require(ws, Right.ENTER_SHEETS)
    details = {**_details(place.round_id, place.case_id), "seat": place.seat_id}
    with ws.write(Event(act=Act.ALTER, name="stage_locked", details=details)) as work:
        case = read_case(work.session, place.round_id, place.case_id)
        sheet, grading = open_form(work, case, place.seat_id)
        _refuse_closed(grading, case.stage)
        grading = lock_form(work, sheet.id, grading, case.stage)
        work.note(sheet=sheet.id, stage=case.stage, verdict=grading.state is SheetState.DONE)
        row = row_after(work.session, case, place.seat_id, sheet.id, grading)
    return Done(value=row, changed=_CHANGED | {Topic.ROUNDS})


# ------------------------------------------------------------------ within a change under way
def refuse_machine(medium: Medium) -> None:
    """Refuse to type in what was answered at the machine: the answers of a seat are there without being typed twice."""
    if medium is Medium.MACHINE:
        raise AppError("What is typed in comes from paper or cards.", "Say which; at the machine a member answers.")


def refuse_answered(session: Session, sheet_id: int, grading: Grading, stage: str) -> None:
    """Refuse to type over a stage that its member answered at the machine: nobody else sees or changes that."""
    if typed_answers(grading, stage):
        entry = read_entries(session, {sheet_id: grading}, stage)[sheet_id]
        if entry.medium is Medium.MACHINE:
            what = "This member answered at the machine: nothing is typed in for them."
            raise AppError(what, "They go on at their seat, or you lock the row once it is complete.")


def passes(grading: Grading, name: str, typed: str) -> bool:
    """Whether a cell says that its member passed the case; to a question in words it is what they answered."""
    scheme = grading.scheme
    asked = (one for one in scheme.questions if one.id.casefold() == name.casefold())
    return means_passed(typed) and not any(scheme.scales[one.scale].free_text for one in asked)


def declares(grading: Grading, name: str, typed: str) -> bool:
    """Whether a cell says that its member has a part in the case; to a question in words it is what they answered."""
    asks, scales = grading.conflict, grading.scheme.scales
    if asks is None:
        return False
    if name.casefold() == asks.id.casefold() and not means_conflict(typed):
        offered = [one for one in choices(scales[asks.scale]) if one.code in scales[asks.scale].stops_at]
        return typed.strip().casefold() in {
            word for one in offered for word in (one.key, one.code, one.label.casefold())
        }
    asked = (one for one in grading.scheme.questions if one.id.casefold() == name.casefold())
    return means_conflict(typed) and not any(scales[one.scale].free_text for one in asked)


def keep_declared(work: Work, sheet_id: int, grading: Grading, typing: tuple[str, Medium], note: str = "") -> Grading:
    """Keep that a member has a part in the case. Said again, it is no change.

    Args:
        work: the change under way.
        sheet_id: the sheet.
        grading: what it says.
        typing: the stage that is open for everyone, and what it was typed from.
        note: what was written beside it.

    Returns:
        What the sheet says then.

    Raises:
        AppError: the form does not ask for that.
    """
    if grading.conflicted:
        return grading
    stage, medium = typing
    by_hand = read_entries(work.session, {sheet_id: grading}, stage)[sheet_id].medium is not Medium.MACHINE
    after = keep_part(work, sheet_id, grading, note)
    if by_hand or not typed_answers(grading, stage):
        keep_step(work, sheet_id, stage, medium, EntryStep.TYPED)
    return after


def open_form(work: Work, case: GridCase, seat_id: int) -> tuple[SheetRow, Grading]:
    """A seat's sheet that is to be written on, made where there is none yet, and what it says.

    Raises:
        AppError: the case was set aside or is not released; the meeting is not open; the seat's member is not there.
    """
    check_seat(case, seat_id)
    refuse_set_aside(work.session, case.row)
    refuse_writing(work.session, case.row.round_id, seat_id)
    released_for(work.session, {case.row.version_id: case.panel.blank})
    sheet = sheet_for(work, case.row, case.rows[seat_id])
    return sheet, read_grading(work.session, sheet)


def keep_cell(work: Work, sheet_id: int, grading: Grading, cell: tuple[str, str], typed: Given) -> Grading:
    """Keep an answer by its key. The same answer again is no change.

    Args:
        work: the change under way.
        sheet_id: the sheet.
        grading: what it says.
        cell: the stage that is open for everyone, and the question.
        typed: the answer by its key, and what was written and ticked beside it; blank leaves what stands there.

    Returns:
        What the sheet says then.

    Raises:
        AppError: the form is closed, the question is not asked now, or has no such answer or reason.
    """
    stage, name = cell
    _refuse_closed(grading, stage, name)
    question = open_question(grading, name)
    free = grading.scheme.scales[question.scale].free_text
    ticked = reasons_named(reasons(grading.scheme, question), typed.reasons)
    given = Given(
        answer=code_typed(choices(grading.scheme.scales[question.scale]), typed.answer, question.id),
        note="" if free else typed.note or grading.written.get(name, ""),
        reasons=tuple(sorted(ticked)) or grading.ticked.get(name, ()),
    )
    if given == asked_question(grading, question).given:
        return grading
    keep_answer(work, sheet_id, grading.scheme, question, given)
    return answered(grading, question, given)


def check_form(
    work: Work, sheet_id: int, grading: Grading, answers: Mapping[str, str], medium: Medium
) -> tuple[Difference, ...]:
    """Compare a second typing of a form with the first, and put down that it is checked where they are the same.

    Raises:
        AppError: a question is not asked now or has no such answer; there is nothing to check; or not all of it was
            typed, which would tell the first typing to who has not typed a second.
    """
    stage = grading.current or ""
    second = {
        name: code_typed(choices(grading.scheme.scales[open_question(grading, name).scale]), key, name)
        for name, key in answers.items()
    }
    refuse_answered(work.session, sheet_id, grading, stage)
    entry = read_entries(work.session, {sheet_id: grading}, stage)[sheet_id]
    if not (second or entry.to_check):
        raise AppError("There is nothing to type a second time.", "Lock the row once it is complete.")
    if left := [name for name in entry.to_check if not second.get(name)]:
        what = f"Not typed a second time: {', '.join(left)}."
        raise AppError(what, "Type them all from the form; where it says nothing, clear the first typing.")
    columns = [each for each in grid_columns([grading], stage) if each.question in {*second, *entry.to_check}]
    found = compare_typings(columns, grading.answers, second)
    if not found:
        keep_step(work, sheet_id, stage, medium, EntryStep.CHECKED)
    return found


def lock_form(work: Work, sheet_id: int, grading: Grading, stage: str) -> Grading:
    """Lock a stage of a form. AppError names what is still to be answered, or to be typed a second time."""
    refuse_lock(grading, stage)
    refuse_unchecked(work.session, sheet_id, grading, stage)
    work.session.add(SheetStageRow(sheet_id=sheet_id, stage=stage, locked_at=work.at, **work.written))
    work.session.flush()
    return replace(grading, locked=[*grading.locked, stage])


def _refuse_locked(grading: Grading, stage: str) -> None:
    if stage in grading.locked:
        raise AppError("That form is locked: its answers stand.", "Go on with another.")


def _refuse_closed(grading: Grading, stage: str, name: str = "") -> None:
    """Refuse what cannot be typed into a form any more, in the words of whoever types for its member."""
    _refuse_locked(grading, stage)
    if grading.state is SheetState.PASSED:
        raise AppError("That member passed the case.", "Type P to take it up again.")
    scales = grading.scheme.scales
    again = any(one.id == name and scales[one.scale].stops_at for one in grading.asked.get(stage, ()))
    if grading.conflicted and not again:
        what = "That member knows somebody in the case: it was taken away from them."
        raise AppError(what, "Answer the conflict itself again, or go on with another form.")


def _details(round_id: int, case_id: int) -> dict[str, int | str]:
    return {"round_id": round_id, "round_case": case_id}
