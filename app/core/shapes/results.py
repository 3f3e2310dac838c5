"""The results of a round as its page and the line show them: agreement, rates, a comparison, what to talk of first.

No seat, no grader and no officer is in any of them; only the queue of disagreements names cases, by number and code.
"""

from dataclasses import dataclass

from app.core.shapes.figures import AgreementLine, ComparisonLine, RateLine
from app.core.shapes.meetings import SpreadAnswer


@dataclass(frozen=True, kw_only=True, slots=True)
class ResultRound:
    """A round whose results whoever opened the workspace may see: a line manager's, or a panel's meeting."""

    round_id: int
    label: str
    meeting: bool


@dataclass(frozen=True, kw_only=True, slots=True)
class KindAgreement:
    """The agreement on the cases of one kind, question by question in the order of its forms."""

    kind: str
    kind_label: str
    lines: tuple[AgreementLine, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class RoundAgreement:
    """How far the graders of a round agreed.

    Attributes:
        round_id: the round.
        label: its name.
        seats: how many graders it has; one alone has no agreement.
        kinds: by kind of record; empty where there is one grader.
        sentences: what is to be said before the figures: one grader only, or stages that are not all in yet.
    """

    round_id: int
    label: str
    seats: int
    kinds: tuple[KindAgreement, ...]
    sentences: tuple[str, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class DrawRates:
    """The rates of one draw, question by question; draws are never put together.

    Attributes:
        draw_id: the draw.
        kind: of its cases.
        kind_label: in words.
        label: the list it came from: ``Stop and search, 1 to 30 June 2025``.
        lines: a rate of each question that has adverse answers, in the order of the form.
        disagreed: by question, on how many cases the panel set down that it did not agree; they count as not graded.
    """

    draw_id: int
    kind: str
    kind_label: str
    label: str
    lines: tuple[RateLine, ...]
    disagreed: dict[str, int]


@dataclass(frozen=True, kw_only=True, slots=True)
class RoundRates:
    """The rates of a round, draw by draw.

    ``targeted`` counts the cases that a person picked: they are in none of them.
    """

    round_id: int
    label: str
    draws: tuple[DrawRates, ...]
    targeted: int


@dataclass(frozen=True, kw_only=True, slots=True)
class KindComparison:
    """The comparison on the cases of one kind, question by question."""

    kind: str
    kind_label: str
    lines: tuple[ComparisonLine, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class RoundComparison:
    """A line manager's grades beside what a panel agreed, on cases that both graded.

    Attributes:
        manager_round: the line manager's round.
        manager_label: its name.
        panel_round: the meeting.
        panel_label: its name.
        cases: those that are in both; what follows leaves some out where one did not grade blind.
        kinds: by kind of record; empty where no case is in both.
        sentences: what is to be said before the figures, and what was taken for blind.
    """

    manager_round: int
    manager_label: str
    panel_round: int
    panel_label: str
    cases: int
    kinds: tuple[KindComparison, ...]
    sentences: tuple[str, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class ComparisonChoice:
    """A round that another can be held against, with how many cases are in both."""

    round_id: int
    label: str
    cases: int


@dataclass(frozen=True, kw_only=True, slots=True)
class Disagreement:
    """A question of a case on which a panel's grades differ.

    Attributes:
        case_id: the case's number in the store, to open it by.
        number: its number in the round.
        token: its code.
        kind_label: its kind.
        question: the question's id.
        label: its text.
        answers: every answer of its scale and how many seats gave it, without names.
        passed: seats that passed the case.
        conflict: seats that a conflict of interest kept from it.
        absent: seats whose member was not there.
        split: one grade is adverse, and another is not.
        agreed: whether the panel has set down its view.
        consensus: that view in words; "" where it set down that it did not agree, or nothing yet.
    """

    case_id: int
    number: int
    token: str
    kind_label: str
    question: str
    label: str
    answers: tuple[SpreadAnswer, ...]
    passed: int
    conflict: int
    absent: int
    split: bool
    agreed: bool
    consensus: str

    @property
    def spread(self) -> str:
        """The answers that were given, in words: ``4 Yes, 2 No, 1 Cannot tell``."""
        return ", ".join(f"{answer.count} {answer.label}" for answer in self.answers if answer.count)


@dataclass(frozen=True, kw_only=True, slots=True)
class Disagreements:
    """What a panel should talk of, where grades differ most first.

    Attributes:
        round_id: the round.
        label: its name.
        lines: each question of a case that was answered differently.
        unanimous: questions of cases to which all gave the same answer.
        waiting: cases of which a stage is not all in yet; what they got so far is shown to nobody.
        sentence: all that in a line.
    """

    round_id: int
    label: str
    lines: tuple[Disagreement, ...]
    unanimous: int
    waiting: int
    sentence: str
