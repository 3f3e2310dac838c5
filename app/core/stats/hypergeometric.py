"""Whether a tail of the hypergeometric distribution is heavier than a given share, without a single float.

A list holds N cases of which M would fail; n of them are drawn, X of these fail. A float goes wrong where the tail is
exactly the share that it is held against, and there the answer moves by a case.
"""

from fractions import Fraction
from math import comb
from typing import Final

_ONE: Final = 1 << 96
"""The likeliest outcome, to which all others are in proportion: 28 digits."""


def heavier(population: int, failing: int, size: int, most: int, share: Fraction) -> bool:
    """Whether P(X <= most) > share, exactly.

    Proportions cut to whole numbers settle nearly every case, at the cost of a few steps around the likeliest
    outcome; what the cutting may have lost is less than one for every step to every outcome, so the sums are right to
    within ``slack``. Where that is too near to call, and always at a tie, the sum is made of whole binomials.

    Args:
        population: N.
        failing: M, from 0 to N.
        size: n, from 0 to N.
        most: the largest outcome of the tail.
        share: what the tail is held against, between 0 and 1.
    """
    tail, whole = _proportions(population, failing, size, most)
    slack = (size + 1) ** 2
    if tail * share.denominator > share.numerator * (whole + slack):
        return True
    if (tail + slack) * share.denominator <= share.numerator * whole:
        return False
    return _heavier_exactly(population, failing, size, most, share)


def _proportions(population: int, failing: int, size: int, most: int) -> tuple[int, int]:
    """The outcomes up to ``most`` and all of them, in proportion to the likeliest one, each cut to a whole number."""
    passing = population - failing
    lowest, highest = max(0, size - passing), min(size, failing)
    likeliest = min(max((size + 1) * (failing + 1) // (population + 2), lowest), highest)
    tail = whole = 0
    here, outcome = _ONE, likeliest
    while here and outcome >= lowest:
        whole += here
        if outcome <= most:
            tail += here
        here = here * (outcome * (passing - size + outcome)) // ((failing - outcome + 1) * (size - outcome + 1))
        outcome -= 1
    here, outcome = _ONE, likeliest
    while outcome < highest:
        here = here * ((failing - outcome) * (size - outcome)) // ((outcome + 1) * (passing - size + outcome + 1))
        if not here:
            break
        outcome += 1
        whole += here
        if outcome <= most:
            tail += here
    return tail, whole


def _heavier_exactly(population: int, failing: int, size: int, most: int, share: Fraction) -> bool:
    small, large = sorted((failing, size))  # the two may change places, and small binomials are quick
    rest = population - large
    outcomes = range(max(0, small - rest), min(most, small) + 1)
    tail = sum(comb(large, outcome) * comb(rest, small - outcome) for outcome in outcomes)
    return tail * share.denominator > share.numerator * comb(population, small)
