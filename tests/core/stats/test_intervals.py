"""Exact limits: published answers, every small list by brute force, ties, and the time that a window has."""

import json
from fractions import Fraction
from math import comb
from pathlib import Path
from time import perf_counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.core.stats.hypergeometric import heavier
from app.core.stats.interval import limits, upper_limit

KNOWN = json.loads((Path(__file__).parents[2] / "known" / "intervals" / "limits.json").read_text(encoding="utf-8"))
USUAL = Fraction(95, 100)


@pytest.mark.parametrize("row", KNOWN["two_sided"], ids=lambda row: f"{row['failed']} of {row['size']}")
def test_the_published_limits(row):
    assert list(limits(row["population"], row["size"], row["failed"], Fraction(row["confidence"]))) == row["limits"]


@pytest.mark.parametrize("row", KNOWN["one_sided_upper"], ids=lambda row: f"{row['failed']} of {row['size']}")
def test_the_published_upper_limits(row):
    tail = 1 - Fraction(row["confidence"])
    assert upper_limit(row["population"], row["size"], row["failed"], tail) == row["upper"]


@pytest.mark.parametrize("row", KNOWN["smallest_size"], ids=lambda row: f"{row['rate']} of {row['population']}")
def test_the_published_smallest_sizes(row):
    tail, rate = 1 - Fraction(row["confidence"]), Fraction(row["rate"])

    def below(size: int) -> bool:
        return upper_limit(row["population"], size, row["failed"], tail) < rate * row["population"]

    assert below(row["size"])
    assert not below(row["size"] - 1)


def share_of(population: int, failing: int, size: int, outcomes: range) -> Fraction:
    """P(X in outcomes), by the definition."""
    ways = sum(comb(failing, x) * comb(population - failing, size - x) for x in outcomes if x <= size)
    return Fraction(ways, comb(population, size))


def by_definition(population: int, size: int, failed: int, confidence: Fraction) -> tuple[int, int]:
    tail = (1 - confidence) / 2
    every = range(population + 1)
    return (
        min(m for m in every if share_of(population, m, size, range(failed, size + 1)) > tail),
        max(m for m in every if share_of(population, m, size, range(failed + 1)) > tail),
    )


@pytest.mark.parametrize("confidence", [Fraction(8, 10), Fraction(9, 10), USUAL])
def test_every_sample_of_every_small_list(confidence):
    for population in range(1, 15):
        for size in range(population + 1):
            for failed in range(size + 1):
                wanted = by_definition(population, size, failed, confidence)
                assert limits(population, size, failed, confidence) == wanted, (population, size, failed)


def test_a_tie_falls_on_the_side_of_the_rule():
    # P(X >= 1 | M = 1) is exactly 1/40: not greater than the tail, so one failing case is not enough
    assert limits(40, 1, 1, USUAL) == (2, 40)
    assert limits(40, 2, 1, Fraction(9, 10)) == (2, 38)
    assert limits(1_000_000, 1, 1, USUAL) == (25_001, 1_000_000)
    assert limits(1_000_000, 25_000, 1, USUAL).lower == 2
    assert limits(1_000_000, 975_000, 0, USUAL) == (0, 0)


@given(st.data())
def test_a_tail_is_heavier_exactly_when_its_definition_says_so(data):
    population = data.draw(st.integers(1, 120))
    failing, size = (data.draw(st.integers(0, population)) for _ in range(2))
    most = data.draw(st.integers(0, size))
    exactly = share_of(population, failing, size, range(most + 1))
    shift = data.draw(st.sampled_from([Fraction(0), Fraction(1, 10**40), Fraction(-1, 10**40), Fraction(1, 50)]))
    assert heavier(population, failing, size, most, exactly + shift) == (shift < 0)


@given(st.data())
def test_more_failures_never_lower_a_limit_and_what_passes_mirrors_what_fails(data):
    population = data.draw(st.integers(2, 3_000))
    size = data.draw(st.integers(1, population))
    failed = data.draw(st.integers(0, size - 1))
    fewer, more = limits(population, size, failed, USUAL), limits(population, size, failed + 1, USUAL)
    assert fewer.lower <= more.lower
    assert fewer.upper <= more.upper
    assert failed <= fewer.lower <= fewer.upper <= population - size + failed
    mirrored = limits(population, size, size - failed, USUAL)
    assert (population - mirrored.upper, population - mirrored.lower) == fewer


def test_a_million_cases_are_no_matter():
    started = perf_counter()
    assert limits(1_000_000, 500_000, 250_000, USUAL) == (499_020, 500_980)
    assert perf_counter() - started < 2  # an eighth of it on a laptop


@pytest.mark.parametrize("asked", [(10, 11, 0), (10, 5, 6), (10, 5, -1), (-1, 0, 0)])
def test_an_impossible_sample_is_refused(asked):
    with pytest.raises(ValueError, match="does not hold"):
        limits(*asked, USUAL)


@pytest.mark.parametrize("confidence", [Fraction(0), Fraction(1), Fraction(95)])
def test_a_confidence_that_is_no_share_is_refused(confidence):
    with pytest.raises(ValueError, match="confidence"):
        limits(10, 5, 1, confidence)
