"""A panel's meeting as its window and its line show it: who sits where, how far it is, what was seen and agreed.

Nothing in here tells which seat gave which answer, but for the grid, in which a coordinator types what seats wrote.
"""

from dataclasses import dataclass
from datetime import date
from enum import Enum
from pathlib import Path

from app.core.days import day_words
from app.core.shapes.sheets import SheetStage, SheetState


class Presence(Enum):
    """Whether a member is there. Who went keeps the sheets that are locked; the others count as absent."""

    EXPECTED = "expected"
    PRESENT = "present"
    ABSENT = "absent"
    LEFT = "left"


class MeetingState(Enum):
    """How far a meeting is."""

    PLANNED = "planned"
    OPEN = "open"
    BREAK = "break"
    CLOSED = "closed"


class Medium(Enum):
    """How an answer came in: at the machine, from a paper form, from cards turned up together, as a filled PDF form.

    What a member filled in on a screen is in their own hand: unlike paper and cards it is not typed twice.
    """

    MACHINE = "machine"
    PAPER = "paper"
    CARDS = "cards"
    FORM = "form"


@dataclass(frozen=True, kw_only=True, slots=True)
class Member:
    """Someone who is to sit in a meeting: a person who is known here, or only a name.

    ``affiliation`` is police, community, pcc or other.
    """

    name: str
    affiliation: str
    chairs: bool = False
    person_id: int | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class MeetingPlan:
    """What a coordinator sets up.

    Attributes:
        panel: its name: ``Custody scrutiny panel``.
        area: an LPU's code, or "" for the whole force.
        held_on: the day.
        draws: the draws whose cases it grades, in the order of the queue; none of them is graded elsewhere.
        members: who is asked, the chair among them.
        terms: the terms of reference, by name and date, that the members say yes to.
        police_vote: whether those let police members vote on the panel's view.
        minutes: for grading, breaks and discussion apart.
        warning: what members are warned of before they read; "" for none.
    """

    panel: str
    area: str
    held_on: date
    draws: tuple[int, ...]
    members: tuple[Member, ...]
    terms: str
    police_vote: bool = False
    minutes: int = 90
    warning: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class Workload:
    """What a meeting asks of its members: cases times the minutes of their forms against the minutes there are.

    ``sentence`` says it; ``warning`` is blank where it fits.
    """

    cases: int
    seats: int
    minutes_each: int
    minutes: int
    sentence: str
    warning: str


@dataclass(frozen=True, kw_only=True, slots=True)
class SeatLine:
    """A seat of a meeting. ``done`` counts the cases that are locked at the open stage, or not its to grade.

    ``begun`` says whether its member has answered anything: from then on there is something that nobody else may see.
    """

    seat_id: int
    number: int
    name: str
    affiliation: str
    affiliation_label: str
    chairs: bool
    votes: bool
    presence: Presence
    declared: bool
    done: int
    begun: bool


@dataclass(frozen=True, kw_only=True, slots=True)
class SeatStates:
    """How many seats are how far with a case at the stage that is open; nobody is named."""

    locked: int
    passed: int
    conflict: int
    absent: int
    waiting: int
    """Seats whose sheet is still to come: while there is one, nobody sees how grades spread."""

    @property
    def all_in(self) -> bool:
        """Whether nothing is to come any more."""
        return not self.waiting


@dataclass(frozen=True, kw_only=True, slots=True)
class MeetingCase:
    """A case of a meeting, as its coordinator's list shows it: a number and a code, never a reference.

    ``stage`` is the one that is open for everyone, "" when the case is finished or set aside.
    """

    case_id: int
    number: int
    token: str
    kind_label: str
    form_label: str
    targeted: bool
    set_aside: bool
    released: bool
    stage: str
    stage_label: str
    seats: SeatStates
    spread_seen: bool
    agreed: int
    to_agree: int


@dataclass(frozen=True, kw_only=True, slots=True)
class MeetingView:
    """A meeting, whole."""

    round_id: int
    panel: str
    area: str
    area_label: str
    held_on: date
    terms: str
    police_vote: bool
    warning: str
    state: MeetingState
    practice: bool
    workload: Workload
    seats: tuple[SeatLine, ...]
    cases: tuple[MeetingCase, ...]
    missing: tuple[str, ...]
    """What stands in the way of the next step (open, or close), each in a sentence; empty when nothing does."""

    @property
    def label(self) -> str:
        """The meeting in a line."""
        return meeting_label(self.panel, self.held_on)


def meeting_label(panel: str, held_on: date) -> str:
    """A meeting in a line: its panel and its day."""
    return f"{panel}, {day_words(held_on)}"


@dataclass(frozen=True, kw_only=True, slots=True)
class MeetingListing:
    """A meeting as a list shows it."""

    round_id: int
    label: str
    state: MeetingState
    held_on: date
    cases: int
    finished: int
    seats: int


@dataclass(frozen=True, kw_only=True, slots=True)
class SpreadAnswer:
    """An answer of a question and how many seats gave it; ``key`` is its place on the form, where there is one."""

    code: str
    label: str
    tone: str
    count: int
    key: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class Consensus:
    """What the panel agreed on a question; ``choice`` is "" where it did not agree."""

    choice: str
    label: str
    votes_for: int
    votes_against: int
    votes_abstained: int
    minority: str
    agreed_at: str


@dataclass(frozen=True, kw_only=True, slots=True)
class QuestionSpread:
    """How grades of a question spread, without names; every answer of its scale, those nobody gave too."""

    question: str
    text: str
    answers: tuple[SpreadAnswer, ...]
    reasons: tuple[tuple[str, int], ...]
    """Reasons ticked, in words, with how often."""
    notes: tuple[str, ...]
    """Free-text answers and notes, in an order that says nothing of seats."""
    to_agree: bool
    consensus: Consensus | None


@dataclass(frozen=True, kw_only=True, slots=True)
class CaseSpread:
    """How a panel's grades of a case spread at a stage. Given only when every seat is in."""

    round_id: int
    case_id: int
    number: int
    stage: str
    stage_label: str
    seats: SeatStates
    voters: int
    """Members who are there and may vote."""
    questions: tuple[QuestionSpread, ...]
    next_stage: str
    """The stage that may be opened once this is agreed; "" after the last."""
    next_label: str
    late: tuple[str, ...] = ()
    """Who declared a part in the case only after this had been shown: it stays as it was, and they have no vote.

    By their seats for whoever runs the meeting; for everybody else, and in papers, how many.
    """


@dataclass(frozen=True, kw_only=True, slots=True)
class Vote:
    """What is set down as the panel's view of a question: an answer's code, or "" where the panel did not agree."""

    question: str
    choice: str
    votes_for: int
    votes_against: int
    votes_abstained: int = 0
    minority: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class GridColumn:
    """A question of the grid: a digit answers it. ``twice``: it is typed a second time, for figures rest on it."""

    question: str
    label: str
    keys: tuple[tuple[str, str, str], ...]
    """Key, code and words of each answer."""
    mandatory: bool
    twice: bool


@dataclass(frozen=True, kw_only=True, slots=True)
class GridRow:
    """What one seat's form says so far; ``answers`` holds the key of each question that was typed in.

    ``checked``: the questions whose second typing was the same. ``state`` is the sheet's, ``can_lock`` whether nothing
    is missing any more. ``at_machine``: its member answered at the machine, and what they said is not shown here.
    """

    seat_id: int
    number: int
    name: str
    presence: Presence
    state: SheetState
    answers: dict[str, str]
    checked: frozenset[str]
    read_back: bool
    locked: bool
    can_lock: bool
    at_machine: bool = False


@dataclass(frozen=True, kw_only=True, slots=True)
class Grid:
    """The quick-entry grid of a case at the stage that is open: a row a seat, digits only."""

    round_id: int
    case_id: int
    number: int
    stage: str
    stage_label: str
    columns: tuple[GridColumn, ...]
    rows: tuple[GridRow, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class GridPlace:
    """A seat's form about a case, as it is typed in: by meeting, case and seat."""

    round_id: int
    case_id: int
    seat_id: int


@dataclass(frozen=True, kw_only=True, slots=True)
class Difference:
    """A question whose second typing is not what was typed first; answers by their words."""

    question: str
    label: str
    first: str
    second: str


@dataclass(frozen=True, kw_only=True, slots=True)
class GridFile:
    """A file of answers, and what is to be done with it.

    Attributes:
        path: the file: a row an answer, or a row a form.
        medium: what it was typed from.
        second: it is the second typing: compared with what is saved, and nothing is changed.
        lock: lock its forms afterwards; all of them must be complete.
        encoding: of a CSV file that is not in UTF-8: ``cp1252``.
    """

    path: Path
    medium: Medium = Medium.PAPER
    second: bool = False
    lock: bool = False
    encoding: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class GridImport:
    """What came of a file of answers: how many cells were taken, and what could not be, in sentences with the line."""

    answers: int
    locked: int
    problems: tuple[str, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class AudienceCase:
    """A case as the room may see it: the stages that are open, as a volunteer has them, and nothing else."""

    number: int
    of: int
    token: str
    stages: tuple[SheetStage, ...]
    """Those that are open, in their order, without an answer in any of them."""
    in_words: str
    """How many seats are in, in a sentence."""
    spread: CaseSpread | None
    """Of the stage that is open, only after the panel has asked to see it; without what anyone wrote."""
    on_break: bool = False
    """The panel has a break: nothing is shown meanwhile."""

    @property
    def stage(self) -> SheetStage:
        """The one that the panel has come to."""
        return self.stages[-1]
