"""Filled forms on their way back: what each says, what stands already, and what would be saved."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Enum


class FormChange(Enum):
    """What a form says to a question, held against what stands there."""

    NEW = "new"
    """Nothing stands there, or less: it is taken."""
    SAME = "same"
    DIFFERENT = "different"
    """Something else stands there: that is kept, unless whoever brings the form says to replace it."""


@dataclass(frozen=True, kw_only=True, slots=True)
class FormLine:
    """One question of a filled form. ``question`` is "" where the form says that the case is passed.

    ``stands`` is what was said before, ``says`` what the form says, both in words: answer, reasons, note.
    """

    question: str
    label: str
    stands: str
    says: str
    change: FormChange


@dataclass(frozen=True, kw_only=True, slots=True)
class FormCase:
    """What a filled form says about a case, and what is not taken of it, in sentences; none of either: it is blank."""

    number: int
    lines: tuple[FormLine, ...]
    told: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True, slots=True)
class FilledForm:
    """A file with filled forms.

    Attributes:
        file: its name.
        sha256: of the file.
        problems: why nothing is taken of it, in sentences; none where it can be.
        told: what is not as it was issued, in sentences.
        paper: the number of the paper it is a filled copy of.
        round_id: the meeting; 0 where it is of none that is known here.
        meeting: the meeting in a line.
        seat: whose forms, by the seat's number, with ``name`` beside it.
        stage_label: of which stage.
        cases: those of the forms, in their order.
        values: what stands in its fields; only what the forms asked for is ever taken of it.
    """

    file: str
    sha256: str = ""
    problems: tuple[str, ...] = ()
    told: tuple[str, ...] = ()
    paper: str = ""
    round_id: int = 0
    meeting: str = ""
    seat: int = 0
    name: str = ""
    stage_label: str = ""
    cases: tuple[FormCase, ...] = ()
    values: Mapping[str, str] = field(default_factory=dict[str, str], repr=False)

    def count(self, change: FormChange) -> int:
        """How many of its lines are new, the same or different."""
        return sum(line.change is change for case in self.cases for line in case.lines)


@dataclass(frozen=True, kw_only=True, slots=True)
class FormsPreview:
    """What would come of some filled forms. Nothing of it is saved yet."""

    forms: tuple[FilledForm, ...]

    @property
    def new(self) -> int:
        """How many answers would be saved."""
        return sum(form.count(FormChange.NEW) for form in self.forms)

    @property
    def different(self) -> int:
        """How many answers stand otherwise, and would be replaced only if somebody says so."""
        return sum(form.count(FormChange.DIFFERENT) for form in self.forms)

    @property
    def problems(self) -> tuple[str, ...]:
        """Every sentence that says why a file is not taken."""
        return tuple(problem for form in self.forms for problem in form.problems)


@dataclass(frozen=True, kw_only=True, slots=True)
class FormsImport:
    """What came of filled forms.

    Attributes:
        forms: how many files were taken.
        answers: how many answers were saved, passes among them.
        kept: how many stand as they were although a form says something else.
        locked: how many cases of seats were locked.
        told: what was not taken or not locked, in sentences.
    """

    forms: int
    answers: int
    kept: int
    locked: int
    told: tuple[str, ...]
