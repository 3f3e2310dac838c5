"""Days of Europe/London: their bounds in winter and summer time, and on the days that have 23 and 25 hours."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.core.days import (
    bounds,
    day_words,
    due_day_after,
    due_words,
    local,
    moment_words,
    month_before,
    month_days,
    month_of,
    period_words,
)

DAYS = st.dates(date(1975, 1, 1), date(2037, 12, 30))


def utc(text: str) -> datetime:
    return datetime.fromisoformat(f"{text}+00:00")


@pytest.mark.parametrize(
    ("first", "last", "begin", "end"),
    [
        (date(2025, 6, 1), date(2025, 6, 30), "2025-05-31T23:00", "2025-06-30T23:00"),
        (date(2025, 1, 1), date(2025, 1, 31), "2025-01-01T00:00", "2025-02-01T00:00"),
        (date(2025, 3, 30), date(2025, 3, 30), "2025-03-30T00:00", "2025-03-30T23:00"),
        (date(2025, 10, 26), date(2025, 10, 26), "2025-10-25T23:00", "2025-10-27T00:00"),
        (date(2024, 2, 29), date(2024, 2, 29), "2024-02-29T00:00", "2024-03-01T00:00"),
        (date(2025, 3, 1), date(2025, 3, 31), "2025-03-01T00:00", "2025-03-31T23:00"),
    ],
)
def test_known_bounds(first: date, last: date, begin: str, end: str):
    assert bounds(first, last) == (utc(begin), utc(end))


@pytest.mark.parametrize(
    ("day", "hours"),
    [(date(2025, 3, 30), 23), (date(2025, 10, 26), 25), (date(2025, 6, 14), 24), (date(2025, 12, 25), 24)],
)
def test_how_long_a_day_is(day: date, hours: int):
    begin, end = bounds(day, day)
    assert end - begin == timedelta(hours=hours)


@given(DAYS)
def test_days_follow_one_another_without_gap_or_overlap(day: date):
    following = day + timedelta(days=1)
    assert bounds(day, day)[1] == bounds(following, following)[0]
    assert bounds(day, following) == (bounds(day, day)[0], bounds(following, following)[1])


@given(st.integers(200_000_000, 2_100_000_000))
def test_a_moment_is_in_the_day_that_the_wall_clock_shows(seconds: int):
    moment = datetime.fromtimestamp(seconds, UTC)
    day = local(moment).date()
    begin, end = bounds(day, day)
    assert begin <= moment < end


def test_a_period_that_ends_before_it_begins():
    with pytest.raises(ValueError, match="before the first"):
        bounds(date(2025, 6, 2), date(2025, 6, 1))


@pytest.mark.parametrize(
    ("moment", "words"),
    [
        ("2025-06-14T22:14", "Saturday 14 June 2025, 23:14"),
        ("2025-12-31T23:59", "Wednesday 31 December 2025, 23:59"),
        ("2025-06-30T23:00", "Tuesday 1 July 2025, 00:00"),
        ("2025-10-26T00:30", "Sunday 26 October 2025, 01:30"),
        ("2025-10-26T01:30", "Sunday 26 October 2025, 01:30"),
    ],
)
def test_a_moment_in_words_is_what_the_wall_clock_showed(moment: str, words: str):
    assert moment_words(utc(moment)) == words


def test_a_day_and_a_period_in_words():
    assert day_words(date(2025, 6, 1)) == "1 June 2025"
    assert period_words(date(2025, 6, 14), date(2025, 6, 14)) == "14 June 2025"
    assert period_words(date(2025, 6, 1), date(2025, 6, 30)) == "1 to 30 June 2025"
    assert period_words(date(2025, 6, 1), date(2025, 7, 2)) == "1 June 2025 to 2 July 2025"
    assert period_words(date(2024, 6, 1), date(2025, 6, 30)) == "1 June 2024 to 30 June 2025"


@pytest.mark.parametrize(
    ("today", "due"),
    [
        (date(2025, 6, 30), date(2025, 7, 14)),
        (date(2025, 7, 14), date(2025, 7, 14)),
        (date(2025, 7, 15), date(2025, 8, 14)),
        (date(2026, 11, 22), date(2026, 12, 14)),
        (date(2026, 12, 31), date(2027, 1, 14)),
    ],
)
def test_a_month_is_due_on_the_first_such_day_that_is_not_past(today: date, due: date):
    assert due_day_after("2025-06", 14, today) == due


@given(
    st.dates(date(2020, 1, 1), date(2030, 12, 31)), st.dates(date(2020, 1, 1), date(2030, 12, 31)), st.integers(1, 28)
)
def test_a_due_day_is_after_its_month_and_never_past(drawn_from: date, today: date, day: int):
    due = due_day_after(month_of(drawn_from), day, today)
    assert due.day == day
    assert due >= today
    assert due > month_days(month_of(drawn_from))[1]
    assert due <= max(today, month_days(month_of(drawn_from))[1]) + timedelta(days=31)


@pytest.mark.parametrize(
    ("day", "words"),
    [(11, "overdue by 3 days"), (13, "overdue by 1 day"), (14, "due today"), (15, "due 15 July 2025, tomorrow"),
     (17, "due 17 July 2025, in 3 days")],
)  # fmt: skip
def test_a_due_day_is_told_with_the_days_that_are_left(day: int, words: str):
    assert due_words(date(2025, 7, day), date(2025, 7, 14)) == words


def test_months_have_their_days_and_a_month_before():
    assert month_days("2024-02") == (date(2024, 2, 1), date(2024, 2, 29))
    assert (month_before("2025-01"), month_before("2025-06")) == ("2024-12", "2025-05")
