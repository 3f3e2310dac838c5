"""How a stage of a sheet came in: typed from paper or cards, typed a second time, read back to its member.

Every step is a row that stands for the answers that were there. An answer that comes later was not typed twice by it,
nor read back; nor was an older one that stands again because what came after it was taken back. What is compared is the
order of the log, never a clock.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.core.errors import AppError
from app.core.shapes.meetings import Medium
from app.core.workflow.grid import counts_in_figures
from app.core.workflow.sheet import Grading
from app.models.meetings import SheetEntryRow
from app.models.rounds import AnswerRow
from app.services.workspace import Work


class EntryStep(Enum):
    """A step of putting in what somebody else wrote."""

    TYPED = "typed"
    CHECKED = "checked"
    READ_BACK = "read_back"


@dataclass(frozen=True, kw_only=True, slots=True)
class Entry:
    """How a stage of a sheet came in.

    Attributes:
        medium: of the newest answer that was typed in for its member; the machine where none was.
        to_check: questions whose answers figures rest on, and which were not typed twice as they are now.
        checked: those that were.
        read_back: whether its member heard all of its answers as they are now.
    """

    medium: Medium
    to_check: tuple[str, ...]
    checked: frozenset[str]
    read_back: bool


def read_entries(session: Session, gradings: Mapping[int, Grading], stage: str) -> dict[int, Entry]:
    """How a stage came in of some sheets of one case, by sheet."""
    steps: dict[int, dict[EntryStep, SheetEntryRow]] = {sheet: {} for sheet in gradings}
    rows = select(SheetEntryRow).where(SheetEntryRow.sheet_id.in_(gradings), SheetEntryRow.stage == stage)
    for row in session.scalars(rows.order_by(SheetEntryRow.id)):
        steps[row.sheet_id][EntryStep(row.step)] = row
    given = _given_at(session, gradings)
    return {sheet: _entry(grading, stage, steps[sheet], given.get(sheet, {})) for sheet, grading in gradings.items()}


def keep_step(work: Work, sheet_id: int, stage: str, medium: Medium, step: EntryStep) -> None:
    """Put down a step. Typing is put down once for each medium that it turns to, not for every cell."""
    if step is EntryStep.TYPED and _newest_medium(work.session, sheet_id, stage) is medium:
        return
    work.session.add(
        SheetEntryRow(
            sheet_id=sheet_id, stage=stage, medium=medium.value, step=step.value, entered_at=work.at, **work.written
        )
    )
    work.session.flush()


def refuse_unchecked(session: Session, sheet_id: int, grading: Grading, stage: str) -> None:
    """Refuse to lock what was typed in for somebody before all that figures rest on was typed twice.

    Raises:
        AppError: it names what is still to be typed a second time.
    """
    entry = read_entries(session, {sheet_id: grading}, stage)[sheet_id]
    if entry.medium is not Medium.MACHINE and entry.to_check:
        what = f"To be typed a second time first: {', '.join(entry.to_check)}."
        raise AppError(what, "Type them again from the form or the cards; then lock.")


def _entry(grading: Grading, stage: str, steps: Mapping[EntryStep, SheetEntryRow], given: Mapping[str, int]) -> Entry:
    def seq(step: EntryStep) -> int:
        return steps[step].audit_seq if step in steps else 0

    touched = (given.get(question.id, 0) for question in grading.scheme.questions if question.stage == stage)
    asked = [question for question in grading.asked.get(stage, ()) if question.id in grading.answers]
    scales = grading.scheme.scales
    twice = [question.id for question in asked if counts_in_figures(question, scales[question.scale])]
    checked = frozenset(name for name in twice if given.get(name, 0) <= seq(EntryStep.CHECKED))
    typed = steps.get(EntryStep.TYPED)
    return Entry(
        medium=Medium(typed.medium) if typed else Medium.MACHINE,
        to_check=tuple(name for name in twice if name not in checked),
        checked=checked,
        read_back=bool(asked) and max(touched, default=0) <= seq(EntryStep.READ_BACK),
    )


def _given_at(session: Session, gradings: Mapping[int, Grading]) -> dict[int, dict[str, int]]:
    """Where in the log each question was last answered, cleared or taken back to what it said before, by sheet."""
    found: dict[int, dict[str, int]] = {}
    said = select(AnswerRow.sheet_id, AnswerRow.question, AnswerRow.audit_seq, AnswerRow.undone_seq)
    for sheet, question, seq, undone in session.execute(said.where(AnswerRow.sheet_id.in_(gradings))):
        of_sheet = found.setdefault(sheet, {})
        of_sheet[question] = max(of_sheet.get(question, 0), undone or seq)
    return found


def _newest_medium(session: Session, sheet_id: int, stage: str) -> Medium | None:
    typed = (
        SheetEntryRow.sheet_id == sheet_id,
        SheetEntryRow.stage == stage,
        SheetEntryRow.step == EntryStep.TYPED.value,
    )
    found = session.scalars(select(SheetEntryRow.medium).where(*typed).order_by(SheetEntryRow.id.desc())).first()
    return Medium(found) if found else None
