"""How many cases of each stratum are drawn, and how many stand in reserve. Whole numbers only: no rounding errors."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Final

from app.core.errors import AppError
from app.core.sampling.frame import Stratum
from app.core.words import count_of

SIMPLE: Final = "simple"
"""Rule of the one stratum of a frame that has no other (take-all strata aside)."""

PROPORTIONAL: Final = "proportional"
"""Rule of a stratum whose share follows from its size."""

EQUAL: Final = "equal"
"""Rule of strata that give the same number each; what one is short of, the others give."""

FIXED: Final = "fixed"
"""Rule of strata that each give the number fixed for it."""

PER: Final = "per"
"""Rule of strata that each give the same number, or all they hold, whatever that adds up to."""

WHOLE: Final = "all"
"""Rule of a stratum that is drawn whole: it has no reserves, and chance has no part in it."""

RULES: Final = frozenset({SIMPLE, PROPORTIONAL, EQUAL, FIXED, PER, WHOLE})
"""The rules a plan of format 1 may name."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Share:
    """What the plan takes from a stratum: how many cases it holds, are drawn, are reserves, and by which rule."""

    label: str
    cases: int
    size: int
    reserves: int
    rule: str

    @property
    def weight(self) -> Fraction | None:
        """How many cases of the stratum one drawn case stands for; None where none is drawn. Derived, never kept."""
        return Fraction(self.cases, self.size) if self.size else None


def drawn_whole(shares: Sequence[Share]) -> bool:
    """Whether every stratum is drawn whole, so that no dice are needed: all were reviewed, nobody chose."""
    return all(share.size == share.cases for share in shares)


def allocate(counts: Mapping[str, int], size: int) -> dict[str, int]:
    """Share a sample among strata in proportion to their cases (DESIGN 3.5).

    Where the size allows one each, every stratum whose proportional share is below 1 gets 1, and the rest is
    shared anew among the others until no share is below 1. Then by largest remainder: each gets the whole part of
    its share, and what is left goes one each to the largest remainders, ties to the lower label. No stratum can
    get more than it holds, since a share is at most the stratum times size over cases.

    Args:
        counts: label to number of cases. A stratum without a case gets none.
        size: how many to share out.

    Returns:
        Label to share, in label order; the shares add up to the size.

    Raises:
        ValueError: the size is below 0 or more than there are cases.
    """
    shares, free = _begin(counts, size)
    if size >= len(free):
        free, size = _give_one_each(counts, free, size, shares)
    whole = sum(counts[label] for label in free)
    remainders: dict[str, int] = {}
    for label in free:
        shares[label], remainders[label] = divmod(size * counts[label], whole)
    left = size - sum(shares[label] for label in free)
    for label in sorted(free, key=lambda label: (-remainders[label], label))[:left]:
        shares[label] += 1
    return shares


def equal_parts(counts: Mapping[str, int], size: int) -> dict[str, int]:
    """Share a sample among strata in equal parts, as water fills vessels of different height.

    A stratum that holds no more than an equal part gives all it holds, and the rest is shared anew among the
    others. What does not go up in equal parts goes one each to the lowest labels.

    Args:
        counts: label to number of cases.
        size: how many to share out.

    Returns:
        Label to share, in label order; the shares add up to the size.

    Raises:
        ValueError: the size is below 0 or more than there are cases.
    """
    shares, labels = _begin(counts, size)
    free: list[str] = labels
    while free:
        part, over = divmod(size, len(free))
        full: list[str] = [label for label in free if counts[label] <= part]
        if not full:
            shares.update({label: part + (place < over) for place, label in enumerate(free)})
            break
        shares.update({label: counts[label] for label in full})
        size -= sum(counts[label] for label in full)
        free = [label for label in free if counts[label] > part]
    return shares


def up_to(counts: Mapping[str, int], number: int) -> dict[str, int]:
    """The same number from each stratum, or all it holds."""
    return {label: min(number, counts[label]) for label in sorted(counts)}


def shares(strata: Sequence[Stratum], *, size: int, reserves: int) -> tuple[Share, ...]:
    """The default design: proportional shares, reserves likewise over what is left (DESIGN 3.5).

    Args:
        strata: of the sealed frame.
        size: cases to draw in all, from 1.
        reserves: cases in reserve in all, from 0. Asking for more than are left is refused and never cut silently.

    Raises:
        AppError: fewer cases than asked, no case asked, or more reserves than are left.
    """
    counts = {stratum.label: stratum.cases for stratum in strata}
    check_asked(sum(counts.values()), size, reserves)
    return deal(counts, allocate(counts, size), reserves, named(PROPORTIONAL, len(counts)))


def deal(counts: Mapping[str, int], sizes: Mapping[str, int], reserves: int, rule: str) -> tuple[Share, ...]:
    """The shares of strata whose sizes are known: reserves in proportion to what is left of each (DESIGN 3.5).

    Raises:
        ValueError: more reserves than are left, or a size above what a stratum holds.
    """
    spare = allocate({label: counts[label] - sizes[label] for label in counts}, reserves)
    return tuple(
        Share(label=label, cases=counts[label], size=sizes[label], reserves=spare[label], rule=rule)
        for label in sorted(counts)
    )


_SIZES: Final[Mapping[str, Callable[[Mapping[str, int], Mapping[str, int]], Mapping[str, int]]]] = {
    SIMPLE: lambda counts, sizes: allocate(counts, sum(sizes.values())),
    PROPORTIONAL: lambda counts, sizes: allocate(counts, sum(sizes.values())),
    EQUAL: lambda counts, sizes: equal_parts(counts, sum(sizes.values())),
    PER: lambda counts, sizes: up_to(counts, max(sizes.values(), default=0)),
    FIXED: lambda counts, sizes: sizes,
}


def by_rule(given: Sequence[Share]) -> tuple[Share, ...]:
    """The shares as their rules give them, in label order: for holding a plan's own against.

    A stratum drawn whole gives all it holds. The others are dealt by one rule out of what they give together; of
    ``fixed`` only the reserves follow from anything.

    Raises:
        ValueError: strata that chance decides name different rules, or sizes that no rule could give.
    """
    whole = [
        Share(label=share.label, cases=share.cases, size=share.cases, reserves=0, rule=WHOLE)
        for share in given
        if share.rule == WHOLE
    ]
    left = [share for share in given if share.rule != WHOLE]
    rules = {share.rule for share in left}
    if len(rules) > 1:
        raise ValueError("strata of one list follow different rules")
    dealt: tuple[Share, ...] = ()
    if left:
        rule = rules.pop()
        counts = {share.label: share.cases for share in left}
        sizes = _SIZES[rule](counts, {share.label: share.size for share in left})
        dealt = deal(counts, sizes, sum(share.reserves for share in left), named(rule, len(left)))
    return tuple(sorted((*whole, *dealt), key=lambda share: share.label))


def named(rule: str, strata: int) -> str:
    """The rule as a plan names it: ``proportional`` is ``simple`` where there is nothing to divide."""
    if rule in (SIMPLE, PROPORTIONAL):
        return SIMPLE if strata == 1 else PROPORTIONAL
    return rule


def check_asked(whole: int, size: int, reserves: int) -> None:
    """Refuse to draw from a list what it does not hold.

    Args:
        whole: cases that chance decides on.
        size: cases to draw.
        reserves: cases in reserve.

    Raises:
        AppError: no case is asked for, or more than there are.
    """
    if size < 1:
        raise AppError("A draw takes at least one case.", "Ask for 1 or more.")
    if size > whole:
        raise AppError(
            f"The list holds {count_of(whole, 'case')}; {size:,} cannot be drawn from it.",
            f"Ask for {whole:,} or fewer, or widen the dates or filters.",
        )
    check_reserves(whole, size, reserves)


def check_reserves(whole: int, size: int, reserves: int) -> None:
    """Refuse more reserves than the draw leaves: AppError."""
    if reserves < 0:
        raise AppError("The number of reserves is below 0.", "Ask for 0 or more.")
    if reserves > whole - size:
        left = whole - size
        raise AppError(
            f"Of {count_of(whole, 'case')}, {size:,} are drawn and {left:,} left: too few for {reserves:,} in reserve.",
            f"Ask for {count_of(left, 'reserve')} or fewer.",
        )


def _begin(counts: Mapping[str, int], size: int) -> tuple[dict[str, int], list[str]]:
    """No share for anybody yet, in label order, and the labels that hold a case."""
    if not 0 <= size <= sum(counts.values()):
        raise ValueError("the size is below 0 or more than there are cases")
    shares = dict.fromkeys(sorted(counts), 0)
    return shares, [label for label in shares if counts[label]]


def _give_one_each(
    counts: Mapping[str, int], free: list[str], size: int, shares: dict[str, int]
) -> tuple[list[str], int]:
    """Give 1 to each stratum whose share is below 1; who is left, and how many are left for them."""
    while True:
        whole = sum(counts[label] for label in free)
        small = [label for label in free if size * counts[label] < whole]
        if not small:
            return free, size
        shares.update(dict.fromkeys(small, 1))
        size -= len(small)
        free = [label for label in free if label not in small]
