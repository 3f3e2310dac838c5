"""How long video is still kept."""

from datetime import UTC, date, datetime

import pytest

from app.core.quality.videos import VideoCounts, kept_until, last_day, left_words, videos_of

TODAY = date(2025, 7, 1)


def bucket(day: str) -> str:
    found = videos_of(VideoCounts(recorded=1, by_day=[(day, 1)], by_hour=[]), today=TODAY, kept_days=31)
    names = ("expired", "week", "fortnight", "later", "unread")
    return next(name for name in names if getattr(found, name))


@pytest.mark.parametrize(
    ("day", "name"),
    [
        ("2025-06-30", "expired"),
        ("2025-07-01", "week"),
        ("2025-07-08", "week"),
        ("2025-07-09", "fortnight"),
        ("2025-07-15", "fortnight"),
        ("2025-07-16", "later"),
        ("2025-07-16T00:00:00Z", "later"),
        ("soon", "unread"),
    ],
)
def test_days_left_are_counted_from_today(day: str, name: str) -> None:
    assert bucket(day) == name


def test_without_a_day_the_force_says_how_long_video_is_kept() -> None:
    made = int(datetime(2025, 6, 7, 23, 30, tzinfo=UTC).timestamp()) // 3600  # 8 June in London
    assert last_day(made, 31) == date(2025, 7, 9)
    found = videos_of(VideoCounts(recorded=5, by_day=[], by_hour=[(made, 4), (None, 1)]), today=TODAY, kept_days=31)
    assert (found.fortnight, found.unread, found.worked_out, found.kept_days) == (4, 1, 5, 31)
    assert videos_of(VideoCounts(recorded=4, by_day=[], by_hour=[(made, 4)]), today=TODAY, kept_days=30).week == 4


def test_the_days_left_in_words() -> None:
    assert left_words(TODAY, TODAY) == "today is its last day"
    assert left_words(date(2025, 7, 2), TODAY) == "1 day left"
    assert left_words(date(2025, 7, 15), TODAY) == "14 days left"


@pytest.mark.parametrize(
    ("values", "until"),
    [
        ({"bwv_on": "yes", "bwv_expiry": "2025-07-02"}, date(2025, 7, 2)),
        ({"bwv_expiry": "2025-07-02T23:00:00Z"}, date(2025, 7, 2)),
        ({"bwv_on": "yes"}, date(2025, 7, 9)),
        ({"bwv_on": "no"}, None),
        ({"bwv_on": "yes", "bwv_expiry": "soon"}, None),
        ({}, None),
    ],
)
def test_one_case_says_until_when_its_video_is_kept(values: dict[str, str], until: date | None) -> None:
    assert kept_until(values, "2025-06-07T23:30:00Z", 31) == until, "8 June in London"


def test_without_a_moment_nobody_can_say_how_long_video_is_kept() -> None:
    assert kept_until({"bwv_on": "yes"}, "", 31) is None
