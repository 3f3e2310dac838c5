"""The report of a panel's meeting as a shape: what the panel saw and agreed, and nothing of what it has not seen.

Cases are numbers and codes, answers are counts. Of what people wrote, what a program took for a detail is covered.
"""

from dataclasses import dataclass

from app.core.shapes.figures import AgreementLine
from app.core.shapes.packs import HowDrawn, Issue
from app.core.shapes.results import DrawRates


@dataclass(frozen=True, kw_only=True, slots=True)
class ReportChoice:
    """What the panel agreed may stand in its report beyond numbers.

    Attributes:
        names: the names of the members who came.
        words: what members wrote, in their own words, with what others held than the panel; there may be anything in
            it, so somebody reads the report first.
    """

    names: bool = False
    words: bool = False


@dataclass(frozen=True, kw_only=True, slots=True)
class Attendance:
    """How many members of one affiliation were asked, came, and left early; names only where the panel agreed."""

    affiliation: str
    asked: int
    came: int
    left: int
    names: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True, slots=True)
class AsideCase:
    """A drawn case that was not graded: its number, its short code, whether it was replaced or withheld, and why."""

    number: int
    code: str
    kind_label: str
    what: str
    reason: str


@dataclass(frozen=True, kw_only=True, slots=True)
class ReportDraw:
    """A draw of the meeting: how its cases were chosen, and its rates. Draws are never put together."""

    draw_id: int
    label: str
    drawn: int
    how: HowDrawn
    rates: DrawRates


@dataclass(frozen=True, kw_only=True, slots=True)
class AnswerCount:
    """An answer of a question: how many seats gave it over all cases, and on how many cases the panel agreed on it."""

    code: str
    label: str
    tone: str
    seats: int
    cases: int


@dataclass(frozen=True, kw_only=True, slots=True)
class QuestionReport:
    """A question over all cases of a kind that the panel has seen.

    Attributes:
        cases: those on which it was put to somebody and how grades spread was seen.
        not_agreed: those on which the panel set down that it did not agree.
        no_view: those without any view of the panel.
    """

    question: str
    text: str
    stage_label: str
    answers: tuple[AnswerCount, ...]
    cases: int
    not_agreed: int
    no_view: int

    @property
    def seats(self) -> int:
        """How many answers were given."""
        return sum(answer.seats for answer in self.answers)

    @property
    def agreed(self) -> int:
        """On how many cases the panel agreed."""
        return sum(answer.cases for answer in self.answers)


@dataclass(frozen=True, kw_only=True, slots=True)
class CaseView:
    """A question of a case: how the seats answered, and what the panel agreed with how many votes.

    ``view`` is "" where nothing was set down; ``agreed`` says whether the panel did agree.
    """

    question: str
    text: str
    spread: str
    view: str
    agreed: bool
    votes: str
    reasons: str


@dataclass(frozen=True, kw_only=True, slots=True)
class CaseReport:
    """A case: a number and a code. ``unseen`` names the stages of which the panel did not see how grades spread."""

    number: int
    code: str
    kind_label: str
    targeted: bool
    views: tuple[CaseView, ...]
    words: tuple[tuple[str, tuple[str, ...]], ...]
    """Where the panel agreed to it: questions, and what members wrote to them."""
    unseen: tuple[str, ...]
    states: str
    """Seats that gave no answer, and why, in words; "" where all did."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Point:
    """An element that the panel found good, or missing: the question, the answer, and the cases with what was ticked.

    ``cases`` pairs a case's number with the reasons in words.
    """

    text: str
    answer: str
    cases: tuple[tuple[int, str], ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class KindReport:
    """What the panel found on the cases of one kind and draw; on those that somebody picked, without any figure.

    Attributes:
        kind_label: the kind, and which draw it is where the meeting has several of it.
        picked: whether somebody picked them: then ``questions`` and ``agreement`` are empty.
    """

    kind_label: str
    cases: int
    questions: tuple[QuestionReport, ...]
    agreement: tuple[AgreementLine, ...]
    good: tuple[Point, ...]
    learning: tuple[Point, ...]
    picked: bool = False


@dataclass(frozen=True, kw_only=True, slots=True)
class ReportAction:
    """An action: its name, its case, what is to be done by whom ("" where that names somebody), by when, its state."""

    name: str
    case: str
    task: str
    owner: str
    due: str
    state: str


@dataclass(frozen=True, kw_only=True, slots=True)
class MeetingReport:
    """The report of a meeting.

    Attributes:
        short: what came of it, in a few sentences.
        facts: panel, day, area, terms: label and value.
        attended: who chaired and who may vote, in sentences.
        targeted: how many cases a person picked; they are in no rate.
        left_out: what was not graded or not seen, and why, in sentences.
        words_left_out: on how many cases members wrote something that is not printed here.
        read_first: what the program covered in what people wrote, and that somebody reads it, in sentences.
    """

    issue: Issue
    title: str
    subtitle: str
    force: str
    short: tuple[str, ...]
    facts: tuple[tuple[str, str], ...]
    attendance: tuple[Attendance, ...]
    attended: tuple[str, ...]
    draws: tuple[ReportDraw, ...]
    targeted: int
    aside: tuple[AsideCase, ...]
    kinds: tuple[KindReport, ...]
    cases: tuple[CaseReport, ...]
    actions: tuple[ReportAction, ...]
    left_out: tuple[str, ...]
    words_left_out: int
    read_first: tuple[str, ...] = ()
