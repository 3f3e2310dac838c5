"""Sizes and margins: each is the other's inverse, one case fewer would not do, and a window need not wait."""

from fractions import Fraction
from time import perf_counter

import pytest

from app.core.stats.interval import limits
from app.core.stats.planner import margin_of, size_for

USUAL = Fraction(95, 100)
MARGINS = [Fraction(part, 100) for part in (1, 3, 5, 10, 20, 45)]


@pytest.mark.parametrize("margin", MARGINS)
def test_the_size_keeps_the_margin_and_one_case_fewer_does_not(margin):
    for population in (*range(1, 40), 62, 137, 200, 1_240):
        size = size_for(population, margin, USUAL)
        assert margin_of(population, size, USUAL) <= margin
        assert size == 1 or margin_of(population, size - 1, USUAL) > margin, (population, size)


def test_sizes_that_people_know():
    assert size_for(1_240, Fraction(5, 100), USUAL) == 300
    assert size_for(1_000_000, Fraction(5, 100), USUAL) == 402
    assert size_for(1_000_000, Fraction(5, 100), Fraction(99, 100)) > 663  # the rule of thumb leaves out the last bit
    assert size_for(1, Fraction(5, 100), USUAL) == 1


def test_a_half_is_where_a_sample_says_least_give_or_take_a_case():
    for population, size in ((62, 5), (62, 20), (120, 31), (300, 60)):
        widths = []
        for failed in range(size + 1):
            found = limits(population, size, failed, USUAL)
            widths.append(found.upper - found.lower)
        assert max(widths) - widths[size // 2] <= 1


def test_the_whole_list_has_no_margin_and_none_of_it_says_nothing():
    assert margin_of(62, 62, USUAL) == 0
    assert margin_of(62, 0, USUAL) == Fraction(1, 2)


@pytest.mark.parametrize("margin", [Fraction(1, 1000), Fraction(5, 100)])
def test_a_million_cases_are_no_matter(margin):
    started = perf_counter()
    size = size_for(1_000_000, margin, USUAL)
    assert margin_of(1_000_000, size, USUAL) <= margin
    assert perf_counter() - started < 2  # a fifth of it on a laptop


@pytest.mark.parametrize("asked", [(0, Fraction(1, 2)), (10, Fraction(0)), (10, Fraction(1))])
def test_what_cannot_be_planned_is_refused(asked):
    with pytest.raises(ValueError, match="no share"):
        size_for(*asked, USUAL)
    with pytest.raises(ValueError, match="empty list"):
        margin_of(0, 0, USUAL)
