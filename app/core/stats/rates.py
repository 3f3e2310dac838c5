"""How common an adverse grade is: among the cases that were drawn, and in the whole list (DESIGN 4).

A rate is of one draw from one sealed list, and of one sort of grade of record. The limits of a list without strata are
exact. For a list with strata those of each are added up, each so much surer that all of them hold at once.
"""

from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from enum import Enum
from fractions import Fraction
from typing import Final

from app.core.errors import AppError
from app.core.schemes.spec import Answer
from app.core.shapes.figures import GradeCounts, RateFigure, StratumRate, UncoveredStratum
from app.core.stats.interval import Limits, limits

NO_CASE: Final = frozenset({"duplicate", "wrong_kind"})
"""The reasons for replacing that say the case was never one of the list: it fails in no figure."""


class Basis(Enum):
    """Whose grades a figure is made of."""

    CONSENSUS = "consensus"
    LINE_MANAGER = "line_manager"


class Chosen(Enum):
    """How cases came in: at random; at random from a list narrowed to a theme; picked by a person."""

    RANDOM = "random"
    THEMED = "themed"
    TARGETED = "targeted"


class Grade(Enum):
    """What became of a drawn case, for one question."""

    PASSES = "passes"
    ADVERSE = "adverse"
    CANNOT_TELL = "cannot_tell"
    NOT_RECORDED = "not_recorded"
    NOT_APPLICABLE = "not_applicable"
    UNGRADED = "ungraded"
    WITHHELD = "withheld"
    REPLACED = "replaced"


@dataclass(frozen=True, kw_only=True, slots=True)
class GradedCase:
    """A drawn case, its stratum's label and its grade; why, where it was replaced (a reason's code).

    A case that was withheld counts as that, whatever grade it has.
    """

    token: str
    stratum: str
    grade: Grade
    reason: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class StratumDrawn:
    """A stratum of a sealed list: its cases, and how many the plan draws."""

    label: str
    name: str
    cases: int
    drawn: int


@dataclass(frozen=True, kw_only=True, slots=True)
class Sample:
    """One draw: every stratum of its list, and every case that was drawn or called to replace one."""

    chosen: Chosen
    strata: tuple[StratumDrawn, ...]
    cases: tuple[GradedCase, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class Rate:
    """What a sample says. The attributes are those of :class:`app.core.shapes.figures.RateLine`."""

    chosen: Chosen
    confidence: Fraction
    cases: int
    counts: GradeCounts
    figure: RateFigure
    worst: RateFigure
    strata: tuple[StratumRate, ...]
    uncovered: tuple[UncoveredStratum, ...]


def grade_of(answer: Answer | None) -> Grade:
    """The grade that an answer of a scale stands for; no answer is no grade.

    An answer that neither counts, nor is "not recorded", nor "does not apply", leaves the case open as "cannot tell".
    """
    if answer is None:
        return Grade.UNGRADED
    if answer.counts:
        return Grade.ADVERSE if answer.adverse else Grade.PASSES
    return {"not_recorded": Grade.NOT_RECORDED, "not_applicable": Grade.NOT_APPLICABLE}.get(
        answer.code, Grade.CANNOT_TELL
    )


def rate(sample: Sample, confidence: Fraction) -> Rate:
    """How many of the drawn cases are adverse, and between how many and how many of the list would be.

    Args:
        sample: one draw.
        confidence: how sure the limits shall be, such as 95/100.

    Raises:
        AppError: a person picked the cases.
        ValueError: the sample cannot be: a case twice or of no stratum, more cases than were drawn, nothing drawn.
    """
    if sample.chosen is Chosen.TARGETED:
        raise AppError("A person picked these cases, so they can say nothing about others.", "Look at each by itself.")
    by_stratum = _by_stratum(sample)
    covered = [stratum for stratum in sample.strata if stratum.drawn]
    tallies = [(stratum, _counts(by_stratum[stratum.label])) for stratum in covered]
    each = 1 - (1 - confidence) / len(covered)
    return Rate(
        chosen=sample.chosen,
        confidence=confidence,
        cases=sum(stratum.cases for stratum in sample.strata),
        counts=_counts(sample.cases),
        figure=_added([_figure(stratum.cases, counts, each) for stratum, counts in tallies]),
        worst=_added([_worst(stratum.cases, counts, each) for stratum, counts in tallies]),
        strata=tuple(
            StratumRate(
                label=stratum.label,
                name=stratum.name,
                figure=_figure(stratum.cases, counts, confidence),
                worst=_worst(stratum.cases, counts, confidence),
            )
            for stratum, counts in tallies
            if len(sample.strata) > 1
        ),
        uncovered=tuple(
            UncoveredStratum(label=stratum.label, name=stratum.name, cases=stratum.cases)
            for stratum in sample.strata
            if not stratum.drawn
        ),
    )


def _by_stratum(sample: Sample) -> dict[str, list[GradedCase]]:
    """The cases of each stratum, checked against the plan."""
    cases: dict[str, list[GradedCase]] = {stratum.label: [] for stratum in sample.strata}
    if len(cases) != len(sample.strata) or len({case.token for case in sample.cases}) != len(sample.cases):
        raise ValueError("a stratum or a case is there twice")
    for case in sample.cases:
        if case.stratum not in cases:
            raise ValueError("a case is of no stratum of the list")
        cases[case.stratum].append(case)
    for stratum in sample.strata:
        called = len(cases[stratum.label])
        standing = sum(case.grade is not Grade.REPLACED for case in cases[stratum.label])
        if not standing <= stratum.drawn <= called <= stratum.cases or (called and not stratum.drawn):
            raise ValueError("the cases of a stratum are not those that the plan draws")
    if not sample.cases:
        raise ValueError("nothing was drawn")
    return cases


def _counts(cases: Collection[GradedCase]) -> GradeCounts:
    found = Counter(case.grade for case in cases)
    duplicates = sum(case.grade is Grade.REPLACED and case.reason in NO_CASE for case in cases)
    return GradeCounts(
        passes=found[Grade.PASSES],
        adverse=found[Grade.ADVERSE],
        cannot_tell=found[Grade.CANNOT_TELL],
        not_recorded=found[Grade.NOT_RECORDED],
        not_applicable=found[Grade.NOT_APPLICABLE],
        ungraded=found[Grade.UNGRADED],
        withheld=found[Grade.WITHHELD],
        replaced=found[Grade.REPLACED] - duplicates,
        duplicates=duplicates,
    )


def _figure(population: int, counts: GradeCounts, confidence: Fraction) -> RateFigure:
    return _with_limits(population, counts.counted, counts.adverse, confidence)


def _worst(population: int, counts: GradeCounts, confidence: Fraction) -> RateFigure:
    """The same with every case that was left open failing."""
    open_ = counts.left_open
    return _with_limits(population, counts.counted + open_, counts.adverse + open_, confidence)


def _with_limits(population: int, counted: int, failing: int, confidence: Fraction) -> RateFigure:
    found: Limits = limits(population, counted, failing, confidence)
    return RateFigure(population=population, counted=counted, failing=failing, lower=found.lower, upper=found.upper)


def _added(figures: Sequence[RateFigure]) -> RateFigure:
    return RateFigure(
        population=sum(figure.population for figure in figures),
        counted=sum(figure.counted for figure in figures),
        failing=sum(figure.failing for figure in figures),
        lower=sum(figure.lower for figure in figures),
        upper=sum(figure.upper for figure in figures),
    )
