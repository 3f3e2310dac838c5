"""How many of a whole list would fail, when some of a simple sample of it did (DESIGN 4).

Exact and equal-tailed: from the fewest failing cases that would still give so many often enough, to the most that
would still give so few. It is for a simple sample, or one stratum; never for a whole stratified list.
"""

from fractions import Fraction
from typing import NamedTuple

from app.core.stats.hypergeometric import heavier


class Limits(NamedTuple):
    """The fewest and the most cases of the list that would fail, both included."""

    lower: int
    upper: int


def limits(population: int, size: int, failed: int, confidence: Fraction) -> Limits:
    """Between how many and how many cases of the list would fail.

    Args:
        population: the cases of the list.
        size: how many of them were drawn, each as likely as any other.
        failed: how many of those failed.
        confidence: how sure the two limits shall be together, such as 95/100.

    Raises:
        ValueError: more failed than were drawn, or more were drawn than there are, or the confidence is no share.
    """
    if not 0 <= failed <= size <= population:
        raise ValueError("0 <= failed <= size <= population does not hold")
    if not 0 < confidence < 1:
        raise ValueError("the confidence is not between 0 and 1")
    tail = (1 - confidence) / 2
    # what passes is drawn as what fails is: the fewest that fail leave the most that pass
    fewest = population - upper_limit(population, size, size - failed, tail)
    return Limits(fewest, upper_limit(population, size, failed, tail))


def upper_limit(population: int, size: int, failed: int, tail: Fraction) -> int:
    """The most failing cases with which so few failures in the sample are still likelier than ``tail``.

    With ``failed`` failures drawn, at least so many are in the list and at most all that were not seen to pass. The
    more of the list fail, the less likely so few failures are, so halving finds the last one.
    """
    low, high = failed, population - size + failed
    while low < high:
        middle = (low + high + 1) // 2
        if heavier(population, middle, size, failed, tail):
            low = middle
        else:
            high = middle - 1
    return low
