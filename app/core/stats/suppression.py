"""Which counts of a public table are told, and which are not, so that no small one can be worked back (DESIGN 4).

A row is how many of a known number of cases got each answer. Whoever reads it knows that number, every count that is
told, what the words for the others mean, and this very file. So:

1.  A count from 1 to 4 is told as "fewer than 5". A 0 is told as it is, but not where it is known whose cases were
    looked at, because all of a list or of a part of it was: all cases in one answer and 0 in the others would tell
    everyone what became of each of them. There a 0 is a small count.
2.  A row with a small count has one other count told as a range: the first that is not small, in an order that is fixed
    beforehand and does not look at the counts. The range is the narrowest that anyone could work out.
3.  Then every value that each hidden count could have is worked out from what is told, exactly. A small count must be
    able to be *any* of 1 to 4 (0 to 4), the other any of two or more. If not, nothing of the row is told.

Cell suppression is usually secured against whoever does the sums ("protection ranges"): point 3. Whoever knows the rule
too may run it on every table that fits what is told, and leave out those for which it would have told something else.
That gives nothing here: point 2 sees only which counts are small, and point 3 only what is told, so that the rule tells
the same of all of them. Of a row that is not told at all nothing is known but its number of cases.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from enum import Enum


class Told(Enum):
    """How a count is told."""

    EXACT = "exact"
    FEW = "few"
    RANGE = "range"


@dataclass(frozen=True, kw_only=True, slots=True)
class ToldCount:
    """A count as it is told: anyone can work out that it is from ``lowest`` to ``highest``, and no more."""

    told: Told
    lowest: int
    highest: int


def tell_row(
    counts: Sequence[int], *, gives_way: Sequence[int], below: int, zero_is_small: bool
) -> tuple[ToldCount, ...] | None:
    """What is told of a row; None where nothing of it may be.

    Args:
        counts: how many cases got each answer; their sum is known to everyone.
        gives_way: every place of the row, in the order in which a count that is not small is made a range. It must not
            depend on the counts.
        below: counts below this are small; with 1 or less every count is told.
        zero_is_small: it is known whose cases are in the row.

    Raises:
        ValueError: a count is negative, there is one answer only, or the order does not name every place once.
    """
    if min(counts) < 0 or len(counts) < 2 or sorted(gives_way) != list(range(len(counts))):
        raise ValueError("the counts or their order cannot be")
    small = frozenset(range(0 if zero_is_small else 1, below)) if below > 1 else frozenset[int]()
    hidden = {place for place, count in enumerate(counts) if count in small}
    total = sum(counts)
    if not hidden or not total:
        return tuple(_exact(count) for count in counts)
    large = range(below, max(total, below) + 1)
    ranged = next((place for place in gives_way if counts[place] in large), None)
    if ranged is None:
        return None
    could = possible_values(
        [small if place in hidden else large if place == ranged else (count,) for place, count in enumerate(counts)],
        total,
    )
    if any(could[place] != small for place in hidden) or len(could[ranged]) < 2:
        return None
    return tuple(
        ToldCount(told=Told.FEW, lowest=min(small), highest=max(small))
        if place in hidden
        else ToldCount(told=Told.RANGE, lowest=min(could[place]), highest=max(could[place]))
        if place == ranged
        else _exact(count)
        for place, count in enumerate(counts)
    )


def tell_alone(count: int, *, below: int) -> ToldCount:
    """What is told of a count that nothing else is told to add up with."""
    return ToldCount(told=Told.FEW, lowest=1, highest=below - 1) if 1 <= count < below else _exact(count)


def possible_values(values: Sequence[Collection[int]], total: int) -> tuple[frozenset[int], ...]:
    """The values that each of some whole numbers can have: each one of its own, and all together so much.

    Exact: sums that can be reached are kept as bits of a number, from the left and from the right, and a value is
    possible where the two sides can make up what it leaves.

    Args:
        values: what each number may be by itself, nothing negative.
        total: their sum.
    """
    before, after = _sums(values, total), _sums(values[::-1], total)[::-1]
    return tuple(
        frozenset(value for value in own if value <= total and _meet(before[place], after[place + 1], total - value))
        for place, own in enumerate(values)
    )


def may_be_told(cases: int, others: Collection[int], *, below: int) -> bool:
    """Whether it may be told how many cases a question was asked about, beside other such numbers that are told.

    Questions go together: one is asked about those with a video, another about those without, a third about children
    only. What two such numbers differ by, or leave over, is a number of cases too, and may be small.

    Args:
        cases: the number.
        others: the numbers that are told already of questions that go by something else, that of all cases among them.
        below: counts below this are small.
    """
    every = max(others)
    if cases == every:
        return True
    apart = {abs(number - other) for number in (cases, every - cases) for other in (0, *others)}
    return not any(1 <= gap < below for gap in apart)


def _exact(count: int) -> ToldCount:
    return ToldCount(told=Told.EXACT, lowest=count, highest=count)


def _sums(values: Sequence[Collection[int]], total: int) -> list[int]:
    """The sums that the first none, one, two ... of some numbers can have, as bits, up to the total."""
    within = (1 << (total + 1)) - 1
    found = [1]
    for own in values:
        reached = 0
        for value in own:
            reached |= found[-1] << value
        found.append(reached & within)
    return found


def _meet(left: int, right: int, rest: int) -> bool:
    """Whether a sum of the left and one of the right make up what is left over."""
    return any(left >> part & 1 and right >> (rest - part) & 1 for part in range(rest + 1))
