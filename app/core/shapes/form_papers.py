"""The grading forms of one seat of a meeting, for one stage, as a paper: what is asked, and nothing of any record."""

from dataclasses import dataclass

from app.core.shapes.packs import FormQuestion, Issue


@dataclass(frozen=True, kw_only=True, slots=True)
class FormReason:
    """A reason that may be ticked beside an answer, with its letter; ``tone`` says whether it is for or against."""

    key: str
    label: str
    tone: str

    @property
    def words(self) -> str:
        """What stands beside the box."""
        return f"{self.key} {self.label}".strip()


@dataclass(frozen=True, kw_only=True, slots=True)
class GradingQuestion:
    """A question as it is put to a seat, with the reasons that may be ticked beside its answer.

    ``conflict``: an answer to it takes the case away from the seat.
    """

    asked: FormQuestion
    reasons: tuple[FormReason, ...] = ()
    conflict: bool = False

    @property
    def notes(self) -> bool:
        """Whether there is room for a note beside it. A conflict has none: it would name somebody."""
        return not (self.asked.free_text or self.conflict)


@dataclass(frozen=True, kw_only=True, slots=True)
class GradingCase:
    """One case of the forms: its number in the meeting, its code, and what is asked about it."""

    number: int
    token: str
    stage_label: str
    intro: str
    questions: tuple[GradingQuestion, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class GradingForms:
    """The forms of one seat for one stage. A seat is its number: no name, no record, no later stage."""

    issue: Issue
    force: str
    panel: str
    day: str
    seat: int
    stage: str
    stage_label: str
    learning_note: str
    cases: tuple[GradingCase, ...]
