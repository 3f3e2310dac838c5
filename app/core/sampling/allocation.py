"""How many cases of each stratum are drawn, and how many stand in reserve. Whole numbers only: no rounding errors."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from app.core.errors import AppError
from app.core.sampling.frame import Stratum
from app.core.words import count_of

SIMPLE: Final = "simple"
"""Rule of the one stratum of a frame that has no other."""

PROPORTIONAL: Final = "proportional"
"""Rule of a stratum whose share follows from its size."""

RULES: Final = frozenset({SIMPLE, PROPORTIONAL})
"""The rules a plan of format 1 may name."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Share:
    """What the plan takes from a stratum: how many cases it holds, are drawn, are reserves, and by which rule."""

    label: str
    cases: int
    size: int
    reserves: int
    rule: str


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
    if not 0 <= size <= sum(counts.values()):
        raise ValueError("the size is below 0 or more than there are cases")
    shares = dict.fromkeys(sorted(counts), 0)
    free = [label for label in shares if counts[label]]
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
    _check_asked(sum(counts.values()), size, reserves)
    drawn = allocate(counts, size)
    spare = allocate({label: counts[label] - drawn[label] for label in counts}, reserves)
    rule = SIMPLE if len(counts) == 1 else PROPORTIONAL
    return tuple(
        Share(label=label, cases=counts[label], size=drawn[label], reserves=spare[label], rule=rule) for label in drawn
    )


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


def _check_asked(whole: int, size: int, reserves: int) -> None:
    if size < 1:
        raise AppError("A draw takes at least one case.", "Ask for 1 or more.")
    if size > whole:
        raise AppError(
            f"The list holds {count_of(whole, 'case')}; {size:,} cannot be drawn from it.",
            f"Ask for {whole:,} or fewer, or widen the dates or filters.",
        )
    if reserves < 0:
        raise AppError("The number of reserves is below 0.", "Ask for 0 or more.")
    if reserves > whole - size:
        left = whole - size
        raise AppError(
            f"Of {count_of(whole, 'case')}, {size:,} are drawn and {left:,} left: too few for {reserves:,} in reserve.",
            f"Ask for {count_of(left, 'reserve')} or fewer.",
        )
