"""What is odd about a list is said with its numbers, and a list that is not odd gets no advice."""

from datetime import date, timedelta

import pytest

from app.core.sampling import advice
from app.core.sampling.allocation import Share

FIRST = date(2018, 8, 1)
AUGUST = {FIRST + timedelta(days=day): 370 for day in range(31)}


def test_one_event_of_thousands_is_seen() -> None:
    (found,) = advice.crowded_days({**AUGUST, date(2018, 8, 26): 1184, date(2018, 8, 27): 3374})
    assert found.what.startswith("4,558 of 15,288 cases are of 2 days from 26 August 2018; a usual day has 370.")
    assert found.what.endswith("about a quarter of the sample.")
    assert "power" in found.fix


@pytest.mark.parametrize("counts", [{}, AUGUST, {FIRST: 40}, {**AUGUST, FIRST: 1_100}, {**AUGUST, FIRST: 1_200}])
def test_an_ordinary_month_gets_no_advice(counts: dict[date, int]) -> None:
    assert advice.crowded_days(counts) == ()


def test_one_time_and_place_for_many_is_seen() -> None:
    (found,) = advice.crowded_moment(4_000, 4_000)
    assert found.what.startswith("all 4,000 cases have the same time")
    assert advice.crowded_moment(49, 60) == ()
    assert advice.crowded_moment(50, 501) == ()


def test_a_facet_mostly_empty_is_seen_and_a_better_one_named() -> None:
    counts = {"": 900, "drugs": 90, "knives": 10}
    others = {"Power": {"": 4, "s.1": 500, "s.23": 496}, "Team": {"": 990, "N1": 10}}
    (found,) = advice.blank_facet("Object of search", counts, others)
    assert "not recorded for 900 of 1,000 cases" in found.what
    assert found.fix == "Divide the list by another facet: “Power” is recorded for 996 of 1,000 cases."


def test_where_no_facet_is_better_a_simple_sample_is_suggested() -> None:
    (found,) = advice.blank_facet("Object", {"": 3}, {"Team": {"": 3}})
    assert "not recorded for all 3 cases" in found.what
    assert found.fix.startswith("Draw a simple sample")
    assert advice.blank_facet("Object", {"": 3}, {})[0].fix.startswith("Draw a simple sample")


@pytest.mark.parametrize("counts", [{}, {"": 5, "drugs": 5}, {"drugs": 5}])
def test_a_facet_filled_in_for_half_gets_no_advice(counts: dict[str, int]) -> None:
    assert advice.blank_facet("Object", counts, {}) == ()


@pytest.mark.parametrize(
    ("pairs", "told"),
    [
        ({("drugs", "s23"): 900, ("damage", "s1"): 600}, "all 1,500 cases"),
        ({("drugs", "s23"): 990, ("knives", "s23"): 10, ("damage", "s1"): 600}, "1,590 of 1,600 cases"),
        ({("drugs", "s23"): 950, ("knives", "s23"): 50, ("damage", "s1"): 600}, ""),
        ({("drugs", "s23"): 900, ("drugs", "s1"): 600}, ""),
        ({}, ""),
    ],
)
def test_a_facet_that_was_filled_in_from_another_is_seen(pairs: dict[tuple[str, str], int], told: str) -> None:
    found = advice.echoed_facet("Object of search", "Power used", pairs)
    assert [f"in {told}:" in one.what for one in found] == ([True] if told else [])


def test_values_without_a_case_are_named() -> None:
    (found,) = advice.empty_strata(["Chester", "Crewe"], {"Chester": 4})
    assert found.what == "No case of this list is of “Crewe”: nothing drawn from it can say anything about it."
    (found,) = advice.empty_strata("ABCDEFG", {})
    assert "“E” and 2 more" in found.what
    assert advice.empty_strata(["Chester"], {"Chester": 4}) == ()


def test_a_rule_that_takes_nothing_is_named() -> None:
    (found,) = advice.idle_rules(["a child's strip search", "s.60 authority"], [2])
    assert "“a child's strip search”" in found.what
    assert advice.idle_rules([], []) == ()


def test_strata_that_give_nothing_are_counted() -> None:
    shares = [
        Share(label=label, cases=cases, size=size, reserves=0, rule="proportional")
        for label, cases, size in (("S01", 90, 9), ("S02", 4, 0), ("S03", 3, 0))
    ]
    (found,) = advice.undrawn_strata(shares)
    assert found.what.startswith("Of 3 strata, 2 give no case to the draw: nothing is said about their 7 cases")
    assert advice.undrawn_strata(shares[:1]) == ()


@pytest.mark.parametrize(
    ("cases", "words"), [(1_000, "nine tenths"), (750, "three quarters"), (333, "a third"), (100, "a tenth")]
)
def test_the_part_is_said_in_words(cases: int, words: str) -> None:
    days = {FIRST + timedelta(days=day): (1_000 - cases) // 30 for day in range(1, 31)}
    (found,) = advice.crowded_days({**days, FIRST: cases})
    assert f"about {words} of the sample" in found.what
