"""Filled forms on their way back: looked at first, then saved as the grid saves what is typed.

What a form may say is what was issued under its code; nothing else in a file is taken. A member filled it in with
their own hand, so unlike what is typed from paper it is not typed a second time: it counts as checked.
"""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.core.changes import Done, Topic
from app.core.errors import AppError
from app.core.events import Act, Event
from app.core.shapes.filled_forms import FilledForm, FormCase, FormsImport, FormsPreview
from app.core.shapes.meetings import Medium, meeting_label
from app.core.shapes.sheets import SheetState
from app.core.workflow.form_fields import FilledCase, filled_cases
from app.core.workflow.form_plan import FormPlan, plan_form
from app.core.workflow.meeting import check_state
from app.core.workflow.rights import Right
from app.intake.filled_forms import read_filled
from app.models.rounds import RoundCaseRow
from app.services.grading.answering import keep_answer, keep_pass
from app.services.grading.entries import EntryStep, keep_step, read_entries
from app.services.grading.grid_cases import GridCase, read_case
from app.services.grading.grids import lock_form, open_form, refuse_answered
from app.services.grading.sheets import refuse_set_aside
from app.services.panels.meeting_facts import GOING_ON, meeting_row, refuse_writing, sitters, state_of
from app.services.papers.form_returns import Issued, find_issued
from app.services.releasing.released import released_for
from app.services.rights import require
from app.services.workspace import Work, Workspace

_CHANGED = frozenset({Topic.SHEETS, Topic.ROUNDS, Topic.AUDIT})
_CHANGED_SINCE = "{file}: nothing of it was saved, as something was changed since it was looked at. Look at it again."
_AGAIN = "Look at them again, and then save."


def look_at_forms(ws: Workspace, files: Sequence[Path], *, round_id: int | None = None) -> FormsPreview:
    """What would come of some filled forms. Nothing is saved; that they were looked at is in the log.

    Args:
        ws: the workspace.
        files: PDFs; what is wrong with one is said beside it, and the others are read all the same.
        round_id: the meeting they should be of; None for any.

    Raises:
        AppError: whoever asks may not put in what others wrote, or no file is named.
    """
    require(ws, Right.ENTER_SHEETS)
    if not files:
        raise AppError("No file is named.", "Choose the filled forms.")
    read = [_read(file) for file in files]
    hashes = [form.sha256 for form in read if form.sha256]
    with ws.consult(Event(act=Act.CONSULT, name="filled_forms_opened", details={"sha256": hashes})) as session:
        return FormsPreview(forms=_Forms(ws, session).look(read, round_id))


def import_forms(
    ws: Workspace, preview: FormsPreview, *, replacing: bool = False, locking: bool = False
) -> Done[FormsImport]:
    """Save what filled forms say, as it was looked at.

    A file with a problem is left out. What stands otherwise is kept unless ``replacing``; a field that is blank on the
    form takes nothing away.

    Args:
        ws: the workspace.
        preview: what was looked at.
        replacing: let what the forms say take the place of what stands.
        locking: lock the forms that are complete then.

    Raises:
        AppError: whoever asks may not; there is nothing that could be taken; or something was changed since each of
            them was looked at: then nothing is saved. A single one of which that is so is left out, and named.
    """
    require(ws, Right.ENTER_SHEETS)
    wanted = [form for form in preview.forms if not form.problems]
    if not wanted:
        raise AppError("None of these files can be taken.", "What is wrong with each is said beside it.")
    details = {"replacing": replacing, "locking": locking, "sha256": [form.sha256 for form in wanted]}
    with ws.write(Event(act=Act.ALTER, name="forms_imported", details=details)) as work:
        forms = _Forms(ws, work.session)
        now = forms.look([_as_read(form) for form in wanted])
        same = [form for form, found in zip(wanted, now, strict=True) if form == found]
        if not same:
            raise AppError("Something was changed since these forms were looked at.", _AGAIN)
        saving = _Saving(work, forms, replacing=replacing, locking=locking)
        for form in same:
            saving.take(form)
        others = [form for form in wanted if form not in same]
        saving.told += [_CHANGED_SINCE.format(file=form.file) for form in others]
        work.note(papers=sorted(saving.papers), answers=saving.answers, locked=saving.locked)
        if others:
            work.note(left=[form.sha256 for form in others])
    kept = 0 if replacing else FormsPreview(forms=tuple(same)).different
    done = FormsImport(
        forms=len(same), answers=saving.answers, kept=kept, locked=saving.locked, told=tuple(saving.told)
    )
    return Done(value=done, changed=_CHANGED)


# ------------------------------------------------------------------ looking
def _read(file: Path) -> FilledForm:
    try:
        found = read_filled(file)
    except AppError as error:
        return FilledForm(file=file.name, problems=(str(error),))
    return FilledForm(file=file.name, sha256=found.sha256, values=found.values)


def _as_read(form: FilledForm) -> FilledForm:
    return FilledForm(file=form.file, sha256=form.sha256, values=form.values)


class _Forms:
    """Filled forms held against the store."""

    def __init__(self, ws: Workspace, session: Session) -> None:
        self._ws, self._session = ws, session
        self._cases: dict[tuple[int, int], GridCase] = {}
        self.issued: dict[str, Issued] = {}

    def look(self, read: Sequence[FilledForm], round_id: int | None = None) -> tuple[FilledForm, ...]:
        """Each file as it stands against the store; the second of one seat's forms is not taken in one go."""
        found: list[FilledForm] = []
        taken: dict[tuple[int, int, str], str] = {}
        for form in read:
            seen = form if form.problems else self._look(form, round_id)
            key = (seen.round_id, seen.seat, seen.stage_label)
            if seen.cases and key in taken:
                what = f"{seen.file} is of the same seat and stage as {taken[key]}: bring one, then the other."
                seen = replace(seen, problems=(what,), cases=())
            elif seen.cases:
                taken[key] = seen.file
            found.append(seen)
        return tuple(found)

    def plan(self, issued: Issued, filled: FilledCase, *, replacing: bool) -> tuple[GridCase, FormPlan]:
        """What a form about a case changes. AppError where nothing may be written on it."""
        case = self._case(issued, filled.number)
        grading = case.grading(issued.seat_id)
        refuse_set_aside(self._session, case.row)
        released_for(self._session, {case.row.version_id: case.panel.blank})
        stage = issued.shape.stage
        if case.stage != stage or case.panel.seen(stage):
            raise AppError(f"The panel has gone on from “{issued.shape.stage_label}”: what was said there stands.")
        if stage in grading.locked:
            raise AppError("That form is locked: its answers stand.")
        if issued.seat_id in case.sheets:
            refuse_answered(self._session, case.sheets[issued.seat_id], grading, stage)
        if grading.current != stage:
            raise AppError("That stage is not open for this seat.")
        return case, plan_form(grading, filled, stage, replacing=replacing)

    def _look(self, form: FilledForm, round_id: int | None) -> FilledForm:
        try:
            issued = find_issued(self._ws, self._session, form)
            form = self._named(form, issued)
            self._check(issued, round_id)
        except AppError as error:
            return replace(form, problems=(f"{form.file}: {error}",))
        self.issued[form.sha256] = issued
        filled, told = filled_cases(issued.shape, form.values)
        return replace(form, told=told, cases=tuple(self._look_at_case(issued, case) for case in filled))

    def _named(self, form: FilledForm, issued: Issued) -> FilledForm:
        meeting = meeting_row(self._session, issued.round_id)
        return replace(
            form,
            paper=issued.number,
            round_id=issued.round_id,
            meeting=meeting_label(meeting.panel, meeting.held_on),
            seat=issued.shape.seat,
            name=sitters(self._session, issued.round_id)[issued.seat_id].name,
            stage_label=issued.shape.stage_label,
        )

    def _check(self, issued: Issued, round_id: int | None) -> None:
        if round_id is not None and issued.round_id != round_id:
            raise AppError("It is a form of another meeting.", f"Bring it in at meeting R{issued.round_id}.")
        check_state(state_of(self._session, issued.round_id), GOING_ON)
        refuse_writing(self._session, issued.round_id, issued.seat_id)

    def _look_at_case(self, issued: Issued, filled: FilledCase) -> FormCase:
        if filled.blank:
            return FormCase(number=filled.number, lines=())
        try:
            _, plan = self.plan(issued, filled, replacing=False)
        except AppError as error:
            return FormCase(number=filled.number, lines=(), told=(error.what,))
        return FormCase(number=filled.number, lines=tuple(plan.lines), told=tuple(plan.told))

    def _case(self, issued: Issued, number: int) -> GridCase:
        key = (issued.round_id, number)
        if key not in self._cases:
            token = next(case.token for case in issued.shape.cases if case.number == number)
            wanted = select(RoundCaseRow.id).where(
                RoundCaseRow.round_id == issued.round_id, RoundCaseRow.token == bytes.fromhex(token)
            )
            case_id = self._session.scalars(wanted).one_or_none()
            if case_id is None:
                raise AppError("The meeting has no such case.")
            self._cases[key] = read_case(self._session, issued.round_id, case_id)
        return self._cases[key]


# ------------------------------------------------------------------ saving
class _Saving:
    """Filled forms on their way into sheets, case by case."""

    def __init__(self, work: Work, forms: _Forms, *, replacing: bool, locking: bool) -> None:
        self._work, self._forms = work, forms
        self._replacing, self._locking = replacing, locking
        self.answers = self.locked = 0
        self.papers: set[int] = set()
        self.told: list[str] = []

    def take(self, form: FilledForm) -> None:
        """Save what a file says."""
        issued = self._forms.issued[form.sha256]
        self.papers.add(issued.paper_id)
        self.told += [f"{form.file}: {what}" for what in form.told]
        for seen, filled in zip(form.cases, filled_cases(issued.shape, form.values)[0], strict=True):
            where = f"Seat {issued.shape.seat}, case {seen.number}"
            self.told += [f"{where}: {what}" for what in seen.told]
            if seen.lines:
                self._take_case(issued, filled, where)

    def _take_case(self, issued: Issued, filled: FilledCase, where: str) -> None:
        case, plan = self._forms.plan(issued, filled, replacing=self._replacing)
        sheet, grading = open_form(self._work, case, issued.seat_id)
        for question, given in plan.given:
            keep_answer(self._work, sheet.id, grading.scheme, question, given)
        if plan.given:
            keep_step(self._work, sheet.id, case.stage, Medium.FORM, EntryStep.TYPED)
        self._check(sheet.id, case.stage, plan)
        if plan.passes:
            keep_pass(self._work, sheet.id, plan.after, passed=True)
        self.answers += len(plan.given) + plan.passes
        if self._locking and not plan.passes and plan.after.state in (SheetState.TODO, SheetState.STARTED):
            self._lock(sheet.id, case.stage, plan, where)

    def _check(self, sheet_id: int, stage: str, plan: FormPlan) -> None:
        """Put down that answers are checked, where the form says all that figures rest on as it stands now."""
        entry = read_entries(self._work.session, {sheet_id: plan.after}, stage)[sheet_id]
        said = (plan.said.get(name) == plan.after.answers.get(name) for name in entry.to_check)
        if entry.to_check and all(said):
            keep_step(self._work, sheet_id, stage, Medium.FORM, EntryStep.CHECKED)

    def _lock(self, sheet_id: int, stage: str, plan: FormPlan, where: str) -> None:
        try:
            lock_form(self._work, sheet_id, plan.after, stage)
            self.locked += 1
        except AppError as error:
            self.told.append(f"{where}: not locked. {error.what}")
