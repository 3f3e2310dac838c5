"""How many cases to draw for a wanted margin, and what margin so many give. For a simple sample, or one stratum.

The margin is half the width of the exact limits, as a share of the list, when half of the sample fails: a sample says
least then, so that any other result is known as well or better, give or take a case.
"""

from fractions import Fraction

from app.core.stats.hypergeometric import heavier
from app.core.stats.interval import limits


def margin_of(population: int, size: int, confidence: Fraction) -> Fraction:
    """The margin that a sample of that size gives, as a share of the list.

    Raises:
        ValueError: the list is empty, the sample is larger than it, or the confidence is no share.
    """
    if population < 1:
        raise ValueError("an empty list has no margin")
    found = limits(population, size, size // 2, confidence)
    return Fraction(found.upper - found.lower, 2 * population)


def size_for(population: int, margin: Fraction, confidence: Fraction) -> int:
    """The smallest sample that keeps a margin; one case fewer would not.

    The search goes by even sizes, of which half is a whole number of cases: the two limits mirror each other then,
    and one look at a tail says whether a size is enough.

    Raises:
        ValueError: the list is empty, or margin or confidence is no share.
    """
    if population < 1 or not 0 < margin < 1 or not 0 < confidence < 1:
        raise ValueError("an empty list, or a margin or a confidence that is no share")
    tail = (1 - confidence) / 2
    highest = (population + int(2 * margin * population)) // 2
    """The largest upper limit that a sample may leave of which half fails."""
    low, high = 0, population // 2 + 1
    while low < high:
        half = (low + high) // 2
        enough = 2 * half > 0 and (
            highest >= population - half or not heavier(population, highest + 1, 2 * half, half, tail)
        )
        if enough:
            high = half
        else:
            low = half + 1
    even = min(2 * low, population)
    return even - 1 if even > 1 and margin_of(population, even - 1, confidence) <= margin else even
