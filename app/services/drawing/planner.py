"""How many cases to draw, and what so many can show. Needs no workspace: nothing is read and nothing kept."""

import re
from fractions import Fraction
from typing import Final

from app.core.errors import AppError
from app.core.shapes.planner import PossibleResult, SamplePlan
from app.core.stats.interval import Limits, limits
from app.core.stats.planner import margin_of, size_for
from app.export.wording import Wording

_LARGEST: Final = 10_000_000
_FEW: Final = Fraction(15, 100)
"""A wider margin than this says nothing about how common a thing is."""

_NUMBER = re.compile(r"([0-9]{1,3}(?:\.[0-9]{1,3})?)\s*%?")
_WORDS = Wording("planner")


def plan_for_margin(*, population: int, margin: str, confidence: str = "95") -> SamplePlan:
    """The smallest simple sample that keeps a margin.

    Args:
        population: the cases of the list.
        margin: percentage points either way: ``5``, ``2.5``.
        confidence: in percent.

    Raises:
        AppError: there is no case to draw from, or margin or confidence cannot be.
    """
    _check(population)
    wanted, sure = _points(margin, "margin", Fraction(1, 10_000), Fraction(1, 2)), _confidence(confidence)
    return _plan(population, size_for(population, wanted, sure), sure)


def plan_for_size(*, population: int, size: int, confidence: str = "95") -> SamplePlan:
    """What a simple sample of that size could show.

    Raises:
        AppError: there is no case to draw from, the size does not fit the list, or the confidence cannot be.
    """
    _check(population)
    if not 1 <= size <= population:
        raise AppError(f"{size:,} cannot be drawn from {population:,}.", f"Give a size from 1 to {population:,}.")
    return _plan(population, size, _confidence(confidence))


def _check(population: int) -> None:
    if not 1 <= population <= _LARGEST:
        raise AppError(
            f"A list of {population:,} cases cannot be planned for.", f"Give a number from 1 to {_LARGEST:,}."
        )


def _confidence(text: str) -> Fraction:
    return _points(text, "confidence", Fraction(1, 2), Fraction(999, 1000))


def _points(text: str, what: str, least: Fraction, most: Fraction) -> Fraction:
    """A percentage as a share, exactly as it was written."""
    found = _NUMBER.fullmatch(text.strip())
    share = Fraction(found[1]) / 100 if found else Fraction(-1)
    if not least <= share <= most:
        bounds = f"{_percent(least)} to {_percent(most)}"
        raise AppError(f"“{text}” is no {what}.", f"Give a number of percent from {bounds}, like 5 or 95.")
    return share


def _percent(share: Fraction) -> str:
    return f"{float(share * 100):.10g}"


def _plan(population: int, size: int, sure: Fraction) -> SamplePlan:
    margin = margin_of(population, size, sure)
    # rounded up, so that the margin that is told is kept; and the half that is told is a whole number of cases
    told = _percent(Fraction(-(-margin * 1000 // 1), 1000))
    numbers = sorted({0, max(1, size // 10), (size + 1) // 2})
    results = tuple(_result(population, size, failed, sure) for failed in numbers)
    half = results[-1]
    facts = {
        **_words_of(population, size, half.failed, Limits(half.lower, half.upper)),
        "margin": told,
        "confidence": _percent(sure),
    }
    whole = "planner.whole_one" if population == 1 else "planner.whole"
    return SamplePlan(
        population=population,
        size=size,
        margin=told,
        confidence=facts["confidence"],
        sentence=_WORDS.say(whole if size == population else "planner.sentence", **facts),
        warning=_WORDS.say("planner.few", **facts) if margin > _FEW else "",
        results=results,
    )


def _result(population: int, size: int, failed: int, sure: Fraction) -> PossibleResult:
    found = limits(population, size, failed, sure)
    words = _words_of(population, size, failed, found)
    sentence = _WORDS.say("planner.some" if failed else "planner.none", **words)
    return PossibleResult(failed=failed, lower=found.lower, upper=found.upper, sentence=sentence)


def _words_of(population: int, size: int, failed: int, found: Limits) -> dict[str, str]:
    numbers = {"population": population, "size": size, "failed": failed, **found._asdict()}
    return {**{name: f"{number:,}" for name, number in numbers.items()}, "fail": "fails" if failed == 1 else "fail"}
