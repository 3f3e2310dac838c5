"""The design of a draw: what divides the list, what is taken whole, and how many of the rest (DESIGN 3.3, 3.5).

Fixed before the seal. A design is asked for in facets and values; ``strata.stratum_names`` says which stratum each
case goes to, and ``dealing.design_shares`` what each stratum gives.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from app.core.errors import AppError
from app.core.sampling.allocation import EQUAL, FIXED, PROPORTIONAL, WHOLE
from app.core.words import count_of

MOST_FACETS: Final = 3
"""By how many facets at most a list is divided: more make strata of single cases."""

ALLOCATIONS: Final = (PROPORTIONAL, EQUAL, FIXED, WHOLE)
"""How a sample is shared among strata."""

Rule = tuple[tuple[str, str], ...]
"""A take-all rule: pairs of facet and value, which a case must all have."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Design:
    """What is asked of a draw. One that exists contradicts nothing; whether a list can give it is seen with the list.

    Attributes:
        size: cases that chance picks, beside those a take-all rule takes. With ``fixed``: from each stratum, or all
            it holds. With ``per`` and ``all`` it is 0: the number follows from the list.
        reserves: cases in reserve in all, shared in proportion to what is left of each stratum.
        strata_by: up to three facets; each combination of their values is a stratum.
        per: a facet and how many of each of its values ("three of each officer"), or all where it holds fewer.
        take_all: rules whose cases are all taken; the first that fits a case wins, each is a stratum of its own.
        allocation: ``proportional``, ``equal``, ``fixed`` or ``all``.
        fixed: with the allocation ``fixed``: pairs of a stratum's name and how many of it, in place of ``size``.
        join_small: put strata of 1 to 4 cases together.

    Raises:
        AppError: in plain words, where it contradicts itself.
    """

    size: int = 0
    reserves: int = 0
    strata_by: tuple[str, ...] = ()
    per: tuple[str, int] | None = None
    take_all: tuple[Rule, ...] = ()
    allocation: str = PROPORTIONAL
    fixed: tuple[tuple[str, int], ...] = ()
    join_small: bool = False

    def __post_init__(self) -> None:
        for fits, what, fix in (*_about_strata(self), *_about_take_all(self), *_about_numbers(self)):
            if not fits:
                raise AppError(what, fix)

    @property
    def dividing(self) -> tuple[str, ...]:
        """The facets whose values name the strata that chance draws from."""
        return (self.per[0],) if self.per else self.strata_by

    @property
    def facets(self) -> tuple[str, ...]:
        """Every facet that the design looks at, none twice: those that divide, then those of the take-all rules."""
        asked = (facet for rule in self.take_all for facet, _ in rule)
        return tuple(dict.fromkeys((*self.dividing, *asked)))

    @property
    def stratified(self) -> bool:
        """Whether the list may have more than the one stratum of a simple one."""
        return bool(self.facets)


Refusals = Iterator[tuple[bool, str, str]]


def _about_strata(design: Design) -> Refusals:
    facets = design.strata_by
    yield (
        len(facets) <= MOST_FACETS,
        f"A list is divided by {MOST_FACETS} facets at most, and {len(facets)} were named.",
        "Leave out those that matter least.",
    )
    yield len(set(facets)) == len(facets), "One facet was named twice to divide the list.", "Name each once."
    yield (
        not (design.per and facets),
        "A list is divided either by facets or by so many of each value of one facet, not by both.",
        "Choose one of the two.",
    )
    yield (
        bool(design.dividing) or design.allocation not in (EQUAL, FIXED),
        "Nothing divides the list, so there are no strata to share among.",
        "Name the facets that divide it, or ask for a simple sample.",
    )
    yield (
        not (design.per and design.join_small),
        "So many of each value cannot be drawn where small values are joined.",
        "Leave the small ones apart, or divide the list by that facet instead.",
    )


def _about_take_all(design: Design) -> Refusals:
    rules = design.take_all
    yield all(rules), "A rule for taking all cases names no value.", "Say which facet and value, or leave the rule out."
    yield (
        all(len({facet for facet, _ in rule}) == len(rule) for rule in rules),
        "A rule for taking all cases names one facet twice; a case has only one value of it.",
        "Make two rules of it: a case that fits either is taken.",
    )
    yield len(set(rules)) == len(rules), "A rule for taking all cases was given twice.", "Give it once."


def _about_numbers(design: Design) -> Refusals:
    yield (
        design.allocation in ALLOCATIONS,
        f"“{design.allocation}” is no way to share a sample among strata.",
        f"Choose one of: {', '.join(ALLOCATIONS)}.",
    )
    follows = design.per is not None or design.allocation == WHOLE
    least = 0 if follows or design.take_all or design.fixed else 1
    yield design.size >= least, "A draw takes at least one case.", "Ask for 1 or more."
    yield design.reserves >= 0, "The number of reserves is below 0.", "Ask for 0 or more."
    yield design.per is None or design.per[1] >= 1, "At least one case of each value is drawn.", "Ask for 1 or more."
    yield (
        design.per is None or design.allocation == PROPORTIONAL,
        "So many of each value is itself a way to share a sample, so no other can be given.",
        "Leave out one of the two.",
    )
    yield (
        not (follows and design.size),
        f"How many are drawn follows from the list here, but {count_of(design.size, 'case')} were asked for.",
        "Leave out the number, or divide the list in another way.",
    )
    yield (
        not (design.allocation == WHOLE and design.reserves),
        "Where every case is drawn none is left to be a reserve.",
        "Ask for 0 reserves.",
    )
    names = [name for name, _ in design.fixed]
    yield (
        design.allocation == FIXED or not names,
        "Numbers for single strata were given, but the sample is not shared by fixed numbers.",
        "Choose fixed numbers, or leave the numbers out.",
    )
    yield len(set(names)) == len(names), "Two numbers were given for one stratum.", "Give one."
    yield all(number >= 0 for _, number in design.fixed), "A stratum's number is below 0.", "Ask for 0 or more."
