"""What grades add up to: agreement question by question, and rates with exact limits, in sentences ready to print.

No seat, no grader and no single case is in any of them.
"""

from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True, slots=True)
class AgreementLine:
    """How far the graders of a question agreed.

    Attributes:
        question: its id.
        label: its text.
        cases: those that two graders or more answered; all figures are of them.
        unanimous: those of them to which all gave the same answer.
        alone: cases with the answer of one grader only.
        answers: all that were given, "cannot tell" included.
        cannot_tell: how many of these are "cannot tell".
        passed: seats that passed a case, which asks for no reason.
        conflict: seats that a conflict of interest kept from a case.
        absent: seats whose grader was not there.
        unfinished: seats whose sheet is not locked.
        percent: how often two graders of a case gave the same answer; blank where there are too few cases for it.
        ac1: Gwet's AC1 (``0.78``); blank where it is not defined.
        alpha: Krippendorff's alpha, every two different answers equally far apart; blank where it is not defined.
        alpha_ordinal: the same with near misses nearer, for grades that are numbers; blank where it is not defined.
        sentences: what all this says.
    """

    question: str
    label: str
    cases: int
    unanimous: int
    alone: int
    answers: int
    cannot_tell: int
    passed: int
    conflict: int
    absent: int
    unfinished: int
    percent: str
    ac1: str
    alpha: str
    alpha_ordinal: str
    sentences: tuple[str, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class ComparisonLine:
    """The line manager's grades beside the community's, on cases that both graded blind.

    Attributes:
        agreement: of the two, as if each were one grader.
        manager_only: cases with an adverse grade by the line manager and a better one by the community.
        community_only: the other way round.
        not_blind: cases that both graded and one of them not blind; they are left out.
        sentences: what all this says, agreement included.
    """

    agreement: AgreementLine
    manager_only: int
    community_only: int
    not_blind: int
    sentences: tuple[str, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class RateFigure:
    """How many of the cases that count are adverse, and between how many and how many of all would be.

    Attributes:
        population: the cases that the limits are of.
        counted: n, the graded ones that count.
        failing: k, the adverse ones among them.
        lower: the fewest of the population that would be adverse.
        upper: the most.
    """

    population: int
    counted: int
    failing: int
    lower: int
    upper: int


@dataclass(frozen=True, kw_only=True, slots=True)
class GradeCounts:
    """The drawn cases of a figure by their grade of record, those that were set aside included.

    ``duplicates`` were replaced because they were in the list twice or are not of the kind: they fail in no figure.
    """

    passes: int = 0
    adverse: int = 0
    cannot_tell: int = 0
    not_recorded: int = 0
    not_applicable: int = 0
    ungraded: int = 0
    withheld: int = 0
    replaced: int = 0
    duplicates: int = 0

    @property
    def counted(self) -> int:
        """The cases that enter the figure: yes, partly or no; grounds 0 to 4."""
        return self.passes + self.adverse

    @property
    def graded(self) -> int:
        """The cases that have an answer of record, whatever it is."""
        return self.counted + self.cannot_tell + self.not_recorded + self.not_applicable

    @property
    def left_open(self) -> int:
        """The cases that could hide a failure."""
        return self.cannot_tell + self.ungraded + self.withheld + self.replaced


@dataclass(frozen=True, kw_only=True, slots=True)
class StratumRate:
    """One stratum that was drawn from, by itself. ``worst`` takes every case left open as failing."""

    label: str
    name: str
    figure: RateFigure
    worst: RateFigure


@dataclass(frozen=True, kw_only=True, slots=True)
class UncoveredStratum:
    """A stratum of which no case was drawn: nothing is said about its cases."""

    label: str
    name: str
    cases: int


@dataclass(frozen=True, kw_only=True, slots=True)
class RateLine:
    """A rate of one question over one draw.

    Attributes:
        question: its id.
        label: its text.
        basis: whose grades they are: ``consensus`` or ``line_manager``, never both.
        chosen: how the cases were: ``random``, or ``themed`` (at random from a list narrowed to a theme).
        confidence: in percent (``95``).
        cases: of the whole list, strata that are not covered included.
        counts: the drawn cases by their grade.
        share: the adverse of those that count: ``6 of 60 (10%)``, without a percentage where there are too few.
        figure: the rate and its limits.
        worst: the same with every case left open as failing.
        worst_share: as ``share``.
        cautious: whether limits of several strata were added up, so that the range is wider than it need be.
        strata: each by itself; empty where the list is not divided.
        uncovered: strata that the figures say nothing about.
        sentences: what all this says.
    """

    question: str
    label: str
    basis: str
    chosen: str
    confidence: str
    cases: int
    counts: GradeCounts
    share: str
    figure: RateFigure
    worst: RateFigure
    worst_share: str
    cautious: bool
    strata: tuple[StratumRate, ...]
    uncovered: tuple[UncoveredStratum, ...]
    sentences: tuple[str, ...]
