"""How coarsely roles are told of times: volunteers by the hour or as so long after, line managers as recorded."""

from datetime import datetime

import pytest
from msgspec.structs import replace

from app.core.days import hour_words, span_words
from app.core.schemes.coarse import coarseness, told_words
from app.core.schemes.spec import Field, Scheme
from tests.core.schemes.shipped import scheme

CUSTODY, SEARCH, S60 = scheme("custody"), scheme("stop_search"), scheme("s60_authority")
ARRIVED = "2025-06-14T22:14:00Z"


def seen_by_volunteers(kind: Scheme) -> list[Field]:
    """Every time and date of a scheme's rows and parts that a volunteer may see at some stage."""
    every = (*kind.fields, *(field for part in kind.parts for field in part.fields))
    return [field for field in every if field.type in ("time", "date") and "volunteer" in field.seen_by]


def test_no_scheme_shows_a_volunteer_an_exact_time(kind: Scheme):
    times = seen_by_volunteers(kind)
    assert times
    for field in times:
        assert field.told.get("volunteer"), f"{field.id} says how it is told"
        value = "2025-06-15T03:37:00Z" if field.type == "time" else "2025-06-27"
        for began in (ARRIVED, ""):
            words = told_words(kind, field, value, role="volunteer", began=began)
            assert "04:37" not in words and "03:37" not in words and "27 June" not in words, field.id


def test_of_all_that_is_told_nothing_says_the_minute_at_which_a_case_began(kind: Scheme):
    words = told_words(kind, kind.field(kind.time), ARRIVED, role="volunteer", began=ARRIVED)
    assert words == "Saturday 14 June 2025, between 23:00 and midnight"


def test_a_line_manager_is_told_as_recorded(kind: Scheme):
    assert told_words(kind, kind.field(kind.time), ARRIVED, role="line_manager") == "Saturday 14 June 2025, 23:14"


def test_a_time_of_which_a_scheme_says_nothing_is_told_volunteers_by_the_hour():
    silent = replace(SEARCH.field("recorded_at"), told={})
    assert coarseness(silent, "volunteer") == "hours"
    assert coarseness(silent, "line_manager") == ""
    assert told_words(SEARCH, silent, ARRIVED, role="volunteer").endswith("between 23:00 and midnight")


@pytest.mark.parametrize(
    ("value", "words"),
    [
        ("2025-06-14T22:14:00Z", "at arrival"),
        ("2025-06-14T22:14:50Z", "at arrival"),
        ("2025-06-14T22:15:00Z", "1 minute after arrival"),
        ("2025-06-14T21:54:00Z", "20 minutes before arrival"),
        ("2025-06-15T00:14:00Z", "2 hours after arrival"),
        ("2025-06-16T01:19:00Z", "27 hours 5 minutes after arrival"),
        ("2025-06-18T02:19:00Z", "3 days 4 hours after arrival"),
    ],
)
def test_so_long_after(value: str, words: str):
    assert told_words(CUSTODY, CUSTODY.field("rights_at"), value, role="volunteer", began=ARRIVED) == words


@pytest.mark.parametrize(
    ("value", "words"),
    [
        ("2025-06-14", "on the day of the start"),
        ("2025-06-15", "1 day after the start"),
        ("2025-06-12", "2 days before the start"),
    ],
)
def test_a_date_so_many_days_after(value: str, words: str):
    field = S60.field("published_at")
    assert told_words(S60, field, value, role="volunteer", began="2025-06-13T23:30:00Z") == words


def test_where_the_beginning_is_not_recorded_the_hour_and_the_month_are_told():
    rights = told_words(CUSTODY, CUSTODY.field("rights_at"), "2025-01-14T00:14:00Z", role="volunteer")
    assert rights == "Tuesday 14 January 2025, between 00:00 and 01:00"
    assert told_words(S60, S60.field("published_at"), "2025-07-01", role="volunteer") == "July 2025"


@pytest.mark.parametrize(("word", "words"), [("day", "14 June 2025"), ("month", "June 2025")])
def test_a_day_or_a_month(word: str, words: str):
    field = replace(SEARCH.field("searched_at"), told={"volunteer": word})
    assert told_words(SEARCH, field, ARRIVED, role="volunteer") == words


def test_a_blank_is_not_recorded_for_everyone():
    assert told_words(SEARCH, SEARCH.field("recorded_at"), "", role="volunteer", began=ARRIVED) == "not recorded"


def test_the_hour_in_which_clocks_go_back_is_one_hour_of_the_wall():
    for text in ("2025-10-26T00:30:00+00:00", "2025-10-26T01:30:00+00:00"):
        assert hour_words(datetime.fromisoformat(text)) == "Sunday 26 October 2025, between 01:00 and 02:00"


@pytest.mark.parametrize(
    ("minutes", "words"), [(0, "0 minutes"), (60, "1 hour"), (2_880, "2 days"), (2_879, "47 hours 59 minutes")]
)
def test_a_length_of_time(minutes: int, words: str):
    assert span_words(minutes) == words
