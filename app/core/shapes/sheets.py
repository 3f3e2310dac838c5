"""What a grader sees: the queue of a round, and one sheet with only the stages that are open to them."""

from dataclasses import dataclass
from enum import Enum

REASON_KEYS = "ABCDEFGHIJKLMOQRSVXYZ"
"""Letters for reasons, without those that do something else on the grading screen: N, P, T, U, W."""


class SheetState(Enum):
    """How far a seat has got with a case. One that was replaced or withheld is not graded, or not any more.

    Only in a panel's meeting: it waits for the panel to open the next stage, or it missed one whose spread was seen.
    """

    TODO = "todo"
    STARTED = "started"
    DONE = "done"
    CONFLICT = "conflict"
    PASSED = "passed"
    WAITING = "waiting"
    MISSED = "missed"
    REPLACED = "replaced"
    WITHHELD = "withheld"

    @property
    def set_aside(self) -> bool:
        """Whether the case is no longer to be graded by anybody."""
        return self in (SheetState.REPLACED, SheetState.WITHHELD)


@dataclass(frozen=True, kw_only=True, slots=True)
class RoundPart:
    """The cases of a round that are of one kind and one form: how many were drawn, and how many are finished."""

    kind_label: str
    form_label: str
    cases: int
    done: int


@dataclass(frozen=True, kw_only=True, slots=True)
class RoundListing:
    """A round as a list shows it: how many of its drawn cases this seat has finished.

    ``cases`` and ``done`` leave out those that were set aside (replaced or withheld) and those that a person picked,
    which ``targeted`` and ``targeted_done`` count apart: they are in no figure.
    """

    round_id: int
    label: str
    kind_label: str
    form_label: str
    seat_id: int
    cases: int
    done: int
    opened_at: str
    draws: tuple[int, ...]
    parts: tuple[RoundPart, ...] = ()
    """By kind and form, in the order of the queue."""
    set_aside: int = 0
    targeted: int = 0
    targeted_done: int = 0
    plan_label: str = ""
    """The monthly plan that it was opened by."""
    passed: int = 0
    """Drawn cases that this seat passed: neither finished nor waiting."""
    plan: str = ""
    month: str = ""
    """The monthly plan's id and the month (``2025-06``) that it was opened by."""
    due: str = ""
    """The day by which it is to be graded, ``2025-07-14``; empty where nobody set one."""
    due_told: str = ""
    """The same in words, with the days that are left while there is something to grade."""
    overdue: bool = False
    closed_at: str = ""
    """When its line manager closed it, UTC text; empty while it is open."""
    closed_unfinished: int = 0
    """How many drawn cases were not finished then."""
    meeting: bool = False
    """Whether it is a panel's; ``done`` and ``passed`` are then told in a seat's own queue only."""

    @property
    def waiting(self) -> int:
        """How many drawn cases this seat has still to grade."""
        return self.cases - self.done - self.passed


@dataclass(frozen=True, kw_only=True, slots=True)
class QueueItem:
    """One case in a seat's queue. ``reference`` is empty for a volunteer, who sees "Case 5"."""

    case_id: int
    number: int
    reference: str
    headline: str
    state: SheetState
    kind_label: str = ""
    targeted: bool = False
    """Picked by a person, not drawn."""
    video_days_left: int | None = None
    """For a line manager: days until its video is wiped, below 0 after that; None where there is none."""
    video_told: str = ""
    """The same in words, while the case is to be graded."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Queue:
    """A seat's cases in the order in which they are graded, and where to go on."""

    round_id: int
    seat_id: int
    label: str
    subtitle: str
    practice: bool
    items: tuple[QueueItem, ...]
    next_case: int | None
    single_keys: bool = True
    """Whether one key answers at once for this seat, or only after Enter."""
    video_first: bool = False
    """Whether the cases stand in the order in which their video ends; their numbers are those of the draw."""
    line_manager: bool = False
    """Whether this is a line manager's seat: feedback and actions follow from it."""


@dataclass(frozen=True, kw_only=True, slots=True)
class FieldLine:
    """A field in plain words. An empty value was not recorded, and that is shown: it may itself be a finding."""

    label: str
    value: str
    differ: str = ""
    """Where the rows of a case do not agree on it: what they say, in a sentence."""


@dataclass(frozen=True, kw_only=True, slots=True)
class FieldGroup:
    """Fields that stand together under a heading."""

    label: str
    lines: tuple[FieldLine, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class Narrative:
    """A long text of the record as it was recorded; empty when nothing was."""

    label: str
    text: str


@dataclass(frozen=True, kw_only=True, slots=True)
class RowBlock:
    """One row of a case of many ("Form 2 of 3"): what it alone says."""

    label: str
    groups: tuple[FieldGroup, ...]
    narratives: tuple[Narrative, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class PartRow:
    """A row of a part in a few lines: an entry of a custody log. ``blank`` names what it leaves out."""

    when: str
    facts: tuple[FieldLine, ...]
    blank: tuple[str, ...]
    texts: tuple[Narrative, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class PartRows:
    """The rows of a part in the order of their times."""

    label: str
    rows: tuple[PartRow, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class Change:
    """A field whose words are others now than in the sealed list."""

    label: str
    was: str
    now: str


@dataclass(frozen=True, kw_only=True, slots=True)
class RowChanges:
    """What changed in one row."""

    label: str
    lines: tuple[Change, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class LaterRows:
    """What came about a case on one day after its list was sealed: the drawn words stay beside it."""

    title: str
    rows: tuple[RowBlock, ...]
    parts: tuple[PartRows, ...]
    changes: tuple[RowChanges, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class CaseRows:
    """What a case shows beside its own fields: its rows, and what came after the seal."""

    counts_under: str = ""
    """Which team and officer the case counts under, in a sentence; for line managers."""
    typed: str = ""
    """That somebody typed the record in, in a sentence; for line managers."""
    rows: tuple[RowBlock, ...] = ()
    parts: tuple[PartRows, ...] = ()
    later: tuple[LaterRows, ...] = ()


@dataclass(frozen=True, kw_only=True, slots=True)
class Choice:
    """An answer that can be given: its key on the keyboard, its words and its tone (never the tone alone)."""

    code: str
    key: str
    label: str
    tone: str
    help: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class ReasonChoice:
    """A reason that may be ticked beside an answer: its letter on the keyboard, its words, for or against."""

    code: str
    key: str
    label: str
    tone: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Given:
    """All that a grader says to one question: the answer (a choice's code, or the text itself) and what is beside."""

    answer: str = ""
    note: str = ""
    reasons: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True, slots=True)
class AskedQuestion:
    """A question of a sheet with the answer given so far. ``answer`` is a choice's code, or the text itself."""

    id: str
    text: str
    help: str
    law: str
    group: str
    mandatory: bool
    free_text: bool
    choices: tuple[Choice, ...]
    answer: str
    note: str
    reasons: tuple[ReasonChoice, ...] = ()
    ticked: tuple[str, ...] = ()
    short: str = ""
    """A word for it, where it is one of a row of keys: its first letter stands on the key."""

    @property
    def given(self) -> Given:
        """What was said so far."""
        return Given(answer=self.answer, note=self.note, reasons=self.ticked)


@dataclass(frozen=True, kw_only=True, slots=True)
class SheetStage:
    """A stage of a sheet. A hidden one has its label and nothing else: no fields, no questions."""

    id: str
    label: str
    intro: str
    locked: bool
    hidden: bool
    groups: tuple[FieldGroup, ...] = ()
    narratives: tuple[Narrative, ...] = ()
    rows: CaseRows = CaseRows()
    questions: tuple[AskedQuestion, ...] = ()

    @property
    def missing(self) -> tuple[str, ...]:
        """The ids of mandatory questions that have no answer yet."""
        return tuple(question.id for question in self.questions if question.mandatory and not question.answer)


@dataclass(frozen=True, kw_only=True, slots=True)
class Sheet:
    """One seat's answers about one case, built for that seat: later stages are hidden until the earlier are locked."""

    sheet_id: int
    round_id: int
    seat_id: int
    case_id: int
    number: int
    of: int
    token: str
    reference: str
    form_label: str
    stages: tuple[SheetStage, ...]
    state: SheetState
    changed: int
    """How many times locked answers were changed."""
    saved_at: str
    """When the last answer reached the disk, UTC text; empty before the first."""
    can_undo: bool
    conflict: str = ""
    """The id of the question that asks about a part in the case; "" where none does."""
    can_declare: bool = False
    """Whether a part in the case can be declared now, beside the questions."""

    @property
    def part_locked(self) -> bool:
        """Whether that question is locked: only a changed mind answers it again."""
        locked = (question.id for stage in self.stages if stage.locked for question in stage.questions)
        return bool(self.conflict) and self.conflict in locked

    @property
    def current(self) -> SheetStage | None:
        """The stage that is open for answers; None when all are locked."""
        return next((stage for stage in self.stages if not stage.hidden and not stage.locked), None)
