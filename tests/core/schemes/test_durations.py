"""Lengths of time that are worked out where they are blank, counted as the law counts them."""

import pytest

from app.core.schemes.derived import derived_fields, fill_derived
from app.core.schemes.durations import span_between
from app.core.schemes.rules import Between
from tests.core.schemes.shipped import scheme as shipped
from tests.invented import field, scheme

NOON = "2025-06-13T12:00:00Z"


@pytest.mark.parametrize(
    ("unit", "part_counts", "then", "length"),
    [
        ("hours", True, "2025-06-14T12:00:00Z", "24"),
        ("hours", True, "2025-06-14T12:00:01Z", "25"),
        ("hours", False, "2025-06-14T11:59:59Z", "23"),
        ("hours", False, "2025-06-14T12:00:00Z", "24"),
        ("hours", True, NOON, "0"),
        ("minutes", False, "2025-06-13T15:30:59Z", "210"),
        ("minutes", False, "2025-06-13T11:59:00Z", ""),
        ("after", False, "2025-06-13T12:00:01Z", "yes"),
        ("after", False, NOON, "no"),
        ("after", False, "2025-06-13T11:00:00Z", "no"),
    ],
)
def test_a_part_of_a_unit_counts_or_does_not_as_the_scheme_says(unit, part_counts, then, length):
    between = Between(first="at", then="end", unit=unit, part_counts=part_counts)
    assert span_between(between, NOON, then) == length


@pytest.mark.parametrize(
    ("born", "then", "age"),
    [
        ("2007-06-15", "2025-06-14T22:59:59Z", "17"),
        ("2007-06-15", "2025-06-14T23:00:00Z", "18"),  # it is the 15th in London already
        ("2008-02-29", "2026-02-28T12:00:00Z", "17"),
        ("2008-02-29", "2026-03-01T12:00:00Z", "18"),
        ("2025-06-14", "2025-06-13T12:00:00Z", ""),
        ("1850-01-01", NOON, ""),
    ],
)
def test_an_age_is_counted_by_the_calendar_in_london(born, then, age):
    assert span_between(Between(first="born", then="at", unit="years"), born, then) == age


def test_a_length_fills_a_blank_alone_and_later_rules_may_ask_about_it():
    found = fill_derived(derived_fields(shipped("s60_authority")), {
        "starts_at": "2025-06-13T09:00:00Z", "ends_at": "2025-06-14T15:00:00Z",
    })  # fmt: skip
    assert (found["hours"], found["over_15h"], found["over_24h"], found["over_limit"]) == ("30", "yes", "yes", "yes")
    given = fill_derived(derived_fields(shipped("s60_authority")), {**found, "hours": "24", "over_24h": ""})
    assert (given["hours"], given["over_24h"]) == ("24", "no")


@pytest.mark.parametrize(("end", "over"), [("2025-06-14T09:00:00Z", "no"), ("2025-06-14T09:01:00Z", "yes")])
def test_an_authority_of_exactly_24_hours_is_not_over_24(end, over):
    values = {"starts_at": "2025-06-13T09:00:00Z", "ends_at": end}
    assert fill_derived(derived_fields(shipped("s60_authority")), values)["over_24h"] == over


def test_a_detention_says_how_long_it_was_and_when_the_appropriate_adult_came():
    found = fill_derived(derived_fields(shipped("custody")), {
        "arrived_at": "2025-06-13T09:00:00Z", "released_at": "2025-06-15T08:59:00Z",
        "aa_requested_at": "2025-06-13T09:30:00Z", "aa_arrived_at": "2025-06-13T13:00:00Z",
    })  # fmt: skip
    assert (found["hours_held"], found["over_24h"], found["aa_minutes"]) == ("47", "yes", "210")


def test_a_row_of_a_part_is_filled_by_its_own_times():
    found = fill_derived(derived_fields(shipped("custody"), part="review"), {
        "due_at": "2025-06-13T15:00:00Z", "done_at": "2025-06-13T15:40:00Z",
    })  # fmt: skip
    assert found["late"] == "yes"


@pytest.mark.parametrize("known", [{}, {"at": NOON}, {"end": NOON}])
def test_nothing_is_said_where_a_time_is_not_known(known):
    given = scheme(
        field("end", "time"), field("long", "integer", between=Between(first="at", then="end", unit="hours"))
    )
    assert fill_derived(derived_fields(given), known) == known
