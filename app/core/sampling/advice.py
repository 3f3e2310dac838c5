"""What is odd about a list that is to be drawn from: said in plain sentences before the seal, and never a refusal.

Pure: counts in, sentences out. A person decides; the list is then sealed as it is, or asked for in another way.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from statistics import median
from typing import Final

from app.core.days import day_words
from app.core.sampling.allocation import Share
from app.core.words import count_of

MOSTLY: Final = 2
"""A facet is mostly empty when more than one part in this many of the cases has no value of it."""

CROWD: Final = 50
"""Fewer cases than this are no crowd, however small the list."""

CROWD_PART: Final = 10
"""A crowd is at least one part in this many of the list."""

TIMES_USUAL: Final = 3
"""A day is out of the ordinary when it has more than this many times the cases of a usual day."""


ECHO: Final = 99
"""So many cases in a hundred have the value that follows from another facet: it says nothing of its own."""

FEWEST_VALUES: Final = 2


@dataclass(frozen=True, kw_only=True, slots=True)
class Advice:
    """One thing that was seen, and what a person could do about it."""

    what: str
    fix: str


def empty_strata(names: Iterable[str], counts: Mapping[str, int]) -> tuple[Advice, ...]:
    """Values that are known to the force or the scheme and that no case of the list has.

    Args:
        names: the values in plain words, in the order in which they are told.
        counts: cases by the same words.
    """
    absent = [name for name in names if not counts.get(name)]
    if not absent:
        return ()
    told = ", ".join(f"“{name}”" for name in absent[:5]) + (f" and {len(absent) - 5} more" if len(absent) > 5 else "")
    return (
        Advice(
            what=f"No case of this list is of {told}: nothing drawn from it can say anything about "
            f"{'it' if len(absent) == 1 else 'them'}.",
            fix="Check that the extract holds them, or widen the dates or filters.",
        ),
    )


def idle_rules(rules: Sequence[str], taken: Iterable[int]) -> tuple[Advice, ...]:
    """Take-all rules that take nothing.

    Args:
        rules: the rules in plain words, in their order.
        taken: the numbers, from 1, of the rules that at least one case fits.
    """
    busy = set(taken)
    return tuple(
        Advice(
            what=f"No case fits the rule “{rule}”, so nothing is taken by it.",
            fix="That may be so. If not, check that the facet is filled in, and the order of the rules.",
        )
        for number, rule in enumerate(rules, 1)
        if number not in busy
    )


def blank_facet(name: str, counts: Mapping[str, int], others: Mapping[str, Mapping[str, int]]) -> tuple[Advice, ...]:
    """A facet that most cases have no value of, and the facet that is filled in best.

    Args:
        name: the facet that divides the list, in plain words.
        counts: cases by its value; the blank text is "not recorded".
        others: the same of other facets that could divide the list.
    """
    whole, blank = sum(counts.values()), counts.get("", 0)
    if not blank or blank * MOSTLY <= whole:
        return ()
    blanks = {other: (values.get("", 0), -len(values)) for other, values in others.items()}
    best = min(blanks, key=lambda other: blanks[other], default="")
    fix = "Draw a simple sample, or ask for an extract in which it is filled in."
    if best and blanks[best][0] < blank:
        fix = f"Divide the list by another facet: “{best}” is recorded for {_of(whole - blanks[best][0], whole)}."
    return (
        Advice(
            what=f"“{name}” is not recorded for {_of(blank, whole)}: they would all be one stratum, “not recorded”.",
            fix=fix,
        ),
    )


def echoed_facet(name: str, other: str, pairs: Mapping[tuple[str, str], int]) -> tuple[Advice, ...]:
    """A facet whose value follows from another's: it was filled in from it, and says nothing of its own.

    Args:
        name: the facet that divides the list, in plain words.
        other: the facet that it may follow from.
        pairs: cases by the value of both, the facet's own first.
    """
    most: dict[str, int] = {}
    for (_, cause), count in pairs.items():
        most[cause] = max(most.get(cause, 0), count)
    follows, whole = sum(most.values()), sum(pairs.values())
    if len({value for value, _ in pairs}) < FEWEST_VALUES or follows * 100 < whole * ECHO:
        return ()
    return (
        Advice(
            what=f"“{name}” follows from “{other}” in {_of(follows, whole)}: it was probably filled in from it.",
            fix=f"Divide the list by “{other}” itself, or by what says something of its own.",
        ),
    )


def crowded_days(counts: Mapping[date, int]) -> tuple[Advice, ...]:
    """Days with so many cases that one event may fill the sample.

    Args:
        counts: cases of the list by their day in Europe/London.
    """
    usual = median(counts.values()) if counts else 0
    crowd = sorted(day for day, count in counts.items() if count > TIMES_USUAL * usual)
    cases, whole = sum(counts[day] for day in crowd), sum(counts.values())
    if not _is_crowd(cases, whole):
        return ()
    days = day_words(crowd[0]) if len(crowd) == 1 else f"{len(crowd)} days from {day_words(crowd[0])}"
    return (
        Advice(
            what=f"{_of(cases, whole)} are of {days}; a usual day has {usual:,.0f}. They may be one event, and would "
            f"fill about {_part(cases, whole)} of the sample.",
            fix="Divide the list by a facet that tells them apart, such as the power, or draw from those days alone.",
        ),
    )


def crowded_moment(most: int, whole: int) -> tuple[Advice, ...]:
    """Many cases that say the same time and the same place.

    Args:
        most: how many cases the most frequent pair of time and place has, where both are recorded.
        whole: cases of the list.
    """
    if not _is_crowd(most, whole):
        return ()
    return (
        Advice(
            what=f"{_of(most, whole)} have the same time and the same place: they may be one event, or the extract "
            "gives a time and place that were filled in later.",
            fix="Open some of them. If they are one event, draw from it alone, or leave it out with a reason.",
        ),
    )


def undrawn_strata(shares: Sequence[Share]) -> tuple[Advice, ...]:
    """Strata that give no case to the draw, because it is small or they are."""
    none = [share for share in shares if not share.size]
    if not none:
        return ()
    return (
        Advice(
            what=f"Of {count_of(len(shares), 'stratum', 'strata')}, {len(none):,} "
            f"{'gives' if len(none) == 1 else 'give'} no case to the draw: nothing is said about their "
            f"{count_of(sum(share.cases for share in none), 'case')}.",
            fix=f"Draw at least {len(shares):,}, divide the list by fewer facets, or join small strata.",
        ),
    )


def _is_crowd(cases: int, whole: int) -> bool:
    return cases >= CROWD and cases * CROWD_PART >= whole


def _of(cases: int, whole: int) -> str:
    return f"all {count_of(whole, 'case')}" if cases == whole else f"{cases:,} of {count_of(whole, 'case')}"


def _part(cases: int, whole: int) -> str:
    """The share of the list in words that nobody has to work out: one in ten is the least that is told."""
    names = (
        (9, "nine tenths"),
        (7, "three quarters"),
        (6, "two thirds"),
        (4, "half"),
        (3, "a third"),
        (2, "a quarter"),
    )
    tenths = cases * 10 / whole
    return next((name for least, name in names if tenths >= least), "a tenth")
