"""A file of answers taken into a meeting's grid: all of it, or nothing where anything in it is wrong."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from sqlalchemy import select

from app.core.changes import Done, Topic
from app.core.errors import AppError
from app.core.events import Act, Event
from app.core.shapes.meetings import GridFile, GridImport
from app.core.shapes.sheets import Given, SheetState
from app.core.workflow.grid import means_conflict
from app.core.workflow.grid_file import FileCell, file_cells
from app.core.workflow.rights import Right
from app.core.workflow.sheet import Grading
from app.intake.answer_file import answer_rows, open_answers
from app.models.rounds import RoundCaseRow
from app.services.grading.answering import keep_pass
from app.services.grading.entries import EntryStep, keep_step
from app.services.grading.grid_cases import GridCase, read_case
from app.services.grading.grids import (
    check_form,
    declares,
    keep_cell,
    keep_declared,
    lock_form,
    open_form,
    passes,
    refuse_answered,
    refuse_machine,
)
from app.services.panels.meeting_facts import meeting_row
from app.services.rights import require
from app.services.workspace import Work, Workspace

_CHANGED = frozenset({Topic.SHEETS, Topic.ROUNDS, Topic.AUDIT})
_OUT = (SheetState.CONFLICT, SheetState.PASSED)


def import_grid(ws: Workspace, *, round_id: int, file: GridFile) -> Done[GridImport]:
    """Take the answers of a file, or none of them.

    Args:
        ws: the workspace.
        round_id: the meeting; seats and cases are named by the numbers that people call them by.
        file: the file, and whether it is the first typing or the second.

    Returns:
        How many answers were taken or compared, and how many forms locked; or, with every problem in a sentence and its
        line, nothing.

    Raises:
        AppError: whoever asks may not; there is no such meeting; the file cannot be read, or has none of our columns.
        NotUtf8: the file is in another encoding; ``cp1252`` may be offered.
    """
    require(ws, Right.ENTER_SHEETS)
    refuse_machine(file.medium)
    extract = open_answers(file.path, file.encoding)
    cells, problems = file_cells(extract.header, answer_rows(extract))
    if not (cells or problems):
        raise AppError(f"{file.path.name} holds no answers.", "Check that it is the right file.")
    details = {"round_id": round_id, "sha256": extract.sha256, "medium": file.medium.value, "second": file.second}
    try:
        with ws.write(Event(act=Act.ALTER, name="grid_imported", details=details)) as work:
            taking = _Taking(work, round_id, file)
            taking.take(cells)
            problems += tuple(taking.problems)
            if problems:
                raise _WrongError
            work.note(answers=taking.answers, locked=taking.locked)
            taken = GridImport(answers=taking.answers, locked=taking.locked, problems=())
    except _WrongError:
        told = tuple(sorted(problems, key=_line_of))
        return Done(value=GridImport(answers=0, locked=0, problems=told), changed=frozenset())
    return Done(value=taken, changed=_CHANGED)


class _WrongError(Exception):
    """Something in the file is wrong: nothing of it is kept."""


class _Taking:
    """The cells of a file on their way into sheets, form by form; what is wrong is collected."""

    def __init__(self, work: Work, round_id: int, file: GridFile) -> None:
        """AppError when there is no such meeting."""
        meeting_row(work.session, round_id)
        self._work, self._round_id, self._file = work, round_id, file
        self._cases: dict[int, GridCase] = {}
        self.answers = self.locked = 0
        self.problems: list[str] = []

    def take(self, cells: Iterable[FileCell]) -> None:
        """Take all cells, a form after the other."""
        forms: dict[tuple[int, int], list[FileCell]] = {}
        for cell in cells:
            forms.setdefault((cell.case, cell.seat), []).append(cell)
        for form in forms.values():
            try:
                self._take_form(form)
            except AppError as error:
                self._tell(form[0], error.what)

    def _take_form(self, cells: list[FileCell]) -> None:
        case = self._case(cells[0].case)
        seat = next((row.id for row in case.rows.values() if row.number == cells[0].seat), None)
        if seat is None:
            raise AppError("the meeting has no such seat.")
        cells = _settled(case.grading(seat), cells)
        declared = any(declares(case.grading(seat), cell.question, cell.typed) for cell in cells)
        if case.stage in case.grading(seat).locked and not declared:
            raise AppError("that form is locked: its answers stand.")
        sheet, grading = open_form(self._work, case, seat)
        if not declared:
            refuse_answered(self._work.session, sheet.id, grading, case.stage)
        before = len(self.problems)
        named = self._named(grading, cells)
        if not named:
            return
        if self._file.second and not (declared and grading.conflicted):
            self._compare(sheet.id, grading, named)
        else:
            grading = self._keep(sheet.id, grading, case.stage, named)
            if not all(cell.passed for cell in cells) and not declared:
                keep_step(self._work, sheet.id, case.stage, self._file.medium, EntryStep.TYPED)
        self.answers += len(cells)
        if (
            self._file.lock
            and len(self.problems) == before
            and grading.state not in _OUT
            and not any(cell.passed for cell in cells)
        ):
            lock_form(self._work, sheet.id, grading, case.stage)
            self.locked += 1

    def _case(self, number: int) -> GridCase:
        if number not in self._cases:
            wanted = select(RoundCaseRow.id).where(
                RoundCaseRow.round_id == self._round_id, RoundCaseRow.position == number
            )
            case_id = self._work.session.scalars(wanted).one_or_none()
            if case_id is None:
                raise AppError("the meeting has no such case.")
            self._cases[number] = read_case(self._work.session, self._round_id, case_id)
        return self._cases[number]

    def _named(self, grading: Grading, cells: Iterable[FileCell]) -> list[tuple[str, FileCell]]:
        """The cells with the question of the form that each is about, in the form's order; a pass comes last."""
        order = grading.scheme.form(grading.form).questions
        known = {name.casefold(): (at, name) for at, name in enumerate(order)}
        found: list[tuple[int, str, FileCell]] = []
        for cell in cells:
            if not cell.passed and cell.question.casefold() not in known:
                self._tell(cell, f"the form has no question {cell.question}.")
                continue
            at, name = (len(order), "") if cell.passed else known[cell.question.casefold()]
            found.append((at, name, cell))
        return [(name, cell) for _, name, cell in sorted(found, key=lambda one: one[0])]

    def _keep(self, sheet_id: int, grading: Grading, stage: str, named: list[tuple[str, FileCell]]) -> Grading:
        for name, cell in named:
            try:
                if cell.passed:
                    keep_pass(self._work, sheet_id, grading, passed=True)
                elif declares(grading, name, cell.typed):
                    grading = keep_declared(self._work, sheet_id, grading, (stage, self._file.medium), cell.note)
                else:
                    given = Given(answer=cell.typed, note=cell.note, reasons=cell.reasons)
                    grading = keep_cell(self._work, sheet_id, grading, (stage, name), given)
            except AppError as error:
                self._tell(cell, error.what)
        return grading

    def _compare(self, sheet_id: int, grading: Grading, named: list[tuple[str, FileCell]]) -> None:
        passed = grading.state is SheetState.PASSED
        if passed != any(cell.passed for _, cell in named):
            first, second = ("passed", "not") if passed else ("not passed", "passed")
            self._tell(named[0][1], f"typed first as {first}, now as {second}.")
        if passed:
            return
        typed = {name: cell for name, cell in named if not cell.passed}
        answers = {name: cell.typed for name, cell in typed.items()}
        for one in check_form(self._work, sheet_id, grading, answers, self._file.medium):
            cell = typed.get(one.question, named[0][1])
            self._tell(cell, f"{one.question} was typed first as “{one.first}”, now as “{one.second}”.")

    def _tell(self, cell: FileCell, what: str) -> None:
        self.problems.append(f"Line {cell.line:,}: seat {cell.seat}, case {cell.case}: {what}")


def _settled(grading: Grading, cells: Sequence[FileCell]) -> list[FileCell]:
    """The cells of a form; of a line with a letter that passes the case, or says a part in it, only that."""
    whole: dict[int, FileCell] = {}
    for cell in cells:
        if passes(grading, cell.question, cell.typed):
            whole.setdefault(cell.line, replace(cell, question=""))
        elif means_conflict(cell.typed) and declares(grading, cell.question, cell.typed) and grading.conflict:
            whole.setdefault(cell.line, replace(cell, question=grading.conflict.id))
    return [*whole.values(), *(cell for cell in cells if cell.line not in whole)]


def _line_of(problem: str) -> int:
    """The line that a problem begins with."""
    return int(problem.removeprefix("Line ").partition(":")[0].replace(",", ""))
