"""How far graders agree on one question: percent, Gwet's AC1, Krippendorff's alpha. Fractions, so nothing is rounded.

Which seat gave an answer is no part of it: a case is just the answers that it got, and figures of single graders
cannot be made from them.

Sources: K. L. Gwet, "Computing inter-rater reliability and its variance in the presence of high agreement" (2008);
K. Krippendorff, "Content Analysis" (2019).
"""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum
from fractions import Fraction
from itertools import chain


class Gap(Enum):
    """Why a seat gave no answer. "Cannot tell" is none of these: it is an answer."""

    PASSED = "passed"
    CONFLICT = "conflict"
    ABSENT = "absent"
    UNFINISHED = "unfinished"


Mark = str | Gap
"""What one seat has on one case: the code of an answer, or why there is none."""

Answers = Mapping[str, int]
"""How many gave each answer to a case, by its code."""

Distance = Callable[[str, str, Answers], Fraction]
"""How far two different answers are apart, given how often each answer was used."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Agreement:
    """What was found of one question; a measure that is not defined is None.

    Attributes:
        cases: those with two answers or more; the measures are of them.
        unanimous: those of them with one and the same answer.
        alone: cases with a single answer.
        answers: how often each answer was given, by code, over all cases.
        compared: the same over ``cases`` alone.
        gaps: how many seats gave no answer, and why.
        percent: the share of pairs of graders with the same answer, case by case, averaged.
        ac1: Gwet's AC1.
        alpha: Krippendorff's alpha, nominal.
        alpha_ordinal: the same over answers that have a rank; None without ranks.
    """

    cases: int
    unanimous: int
    alone: int
    answers: Answers
    compared: Answers
    gaps: Mapping[Gap, int]
    percent: Fraction | None
    ac1: Fraction | None
    alpha: Fraction | None
    alpha_ordinal: Fraction | None


def agreement(cases: Iterable[Iterable[Mark]], *, categories: Sequence[str], ranks: Sequence[str] = ()) -> Agreement:
    """How far the seats of a round agree on one question.

    Args:
        cases: for each case what each seat has on it, in any order; a seat that was not asked has nothing.
        categories: every answer that the question offers, "cannot tell" included, used or not: how many there are
            decides what chance would do.
        ranks: those of them that are numbers on one scale, from one end to the other. Others (cannot tell) are left
            out of the ordinal alpha, and of nothing else.

    Raises:
        ValueError: an answer is not one of the categories, or a rank is not.
    """
    marks = [tuple(case) for case in cases]
    given = [Counter(mark for mark in case if isinstance(mark, str)) for case in marks]
    total = _sum(given)
    if not (set(total) | set(ranks)) <= set(categories):
        raise ValueError("an answer or a rank is not one of the question's")
    compared = _pairable(given)
    return Agreement(
        cases=len(compared),
        unanimous=sum(len(case) == 1 for case in compared),
        alone=sum(case.total() == 1 for case in given),
        answers=total,
        compared=_sum(compared),
        gaps=Counter(mark for mark in chain.from_iterable(marks) if isinstance(mark, Gap)),
        percent=percent_agreement(given),
        ac1=ac1(given, len(categories)),
        alpha=alpha(given, nominal),
        alpha_ordinal=alpha(({code: case[code] for code in ranks} for case in given), ordinal(ranks)),
    )


def percent_agreement(cases: Iterable[Answers]) -> Fraction | None:
    """Of all pairs of answers to a case the share that is the same, averaged over the cases that have a pair."""
    compared = _pairable(cases)
    return sum(map(_same, compared), Fraction(0)) / len(compared) if compared else None


def ac1(cases: Iterable[Answers], categories: int) -> Fraction | None:
    """Gwet's AC1: percent agreement beyond what chance would give.

    Cases with a single answer count towards how common each answer is, and towards nothing else.

    Args:
        cases: the answers to each.
        categories: how many answers the question offers.

    Returns:
        1 for full agreement, 0 for what chance would give; None where no case has two answers, or there is no choice.
    """
    given = [case for case in map(_used, cases) if case]
    percent = percent_agreement(given)
    if percent is None or categories < 2:
        return None
    none = Fraction(0)
    shares = [sum((Fraction(case[code], case.total()) for case in given), none) / len(given) for code in _sum(given)]
    chance = sum((share * (1 - share) for share in shares), none) / (categories - 1)
    return (percent - chance) / (1 - chance)


def alpha(cases: Iterable[Answers], distance: Distance) -> Fraction | None:
    """Krippendorff's alpha: one less the disagreement there is, over that among all answers thrown together.

    Returns:
        1 for full agreement, 0 for what chance would give; None where all answers to cases with two or more are the
        same, for then chance cannot disagree either.
    """
    compared = _pairable(cases)
    total = _sum(compared)
    apart = {(one, other): distance(one, other, total) for one in total for other in total if one != other}
    observed = sum(
        (
            Fraction(case[one] * case[other], case.total() - 1) * far
            for case in compared
            for (one, other), far in apart.items()
            if case[one] and case[other]
        ),
        Fraction(0),
    )
    expected = sum((total[one] * total[other] * far for (one, other), far in apart.items()), Fraction(0))
    return 1 - (total.total() - 1) * observed / expected if expected else None


def nominal(one: str, other: str, used: Answers) -> Fraction:
    """The distance of names: any two different answers are equally far apart."""
    return Fraction(one != other)


def ordinal(ranks: Sequence[str]) -> Distance:
    """The distance of ranks: as far apart as answers were given from the one to the other, ends by half, squared.

    Args:
        ranks: the answers from one end to the other.
    """
    places = {code: place for place, code in enumerate(ranks)}

    def distance(one: str, other: str, used: Answers) -> Fraction:
        first, last = sorted((places[one], places[other]))
        between = sum(used.get(code, 0) for code in ranks[first : last + 1])
        return (between - Fraction(used[one] + used[other], 2)) ** 2

    return distance


def _used(case: Answers) -> Counter[str]:
    return Counter({code: count for code, count in case.items() if count})


def _pairable(cases: Iterable[Answers]) -> list[Counter[str]]:
    return [case for case in map(_used, cases) if case.total() > 1]


def _sum(cases: Iterable[Answers]) -> Counter[str]:
    total: Counter[str] = Counter()
    for case in cases:
        total.update(case)
    return total


def _same(case: Counter[str]) -> Fraction:
    graders = case.total()
    return Fraction(sum(count * (count - 1) for count in case.values()), graders * (graders - 1))
