"""Times and days in every form that extracts write, before anyone says which clock they are of."""

from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.intake.moments import EARLIEST, LATEST, Found, find_moment, read_moment


def wall(*parts: int) -> datetime:
    """A time on a clock that nobody has named yet."""
    return datetime(*parts)  # type: ignore[arg-type]  # noqa: DTZ001


DAY = wall(2025, 4, 3)
EVENING = wall(2025, 4, 3, 21, 40)


@pytest.mark.parametrize(
    "text",
    ["03/04/2025", "3.4.2025", "3-4-25", "03/04/25", "2025/04/03", "2025.4.3", "2025-04-03", "20250403",
     "2025-4-3", "April 3, 2025", "Apr  3 2025", "Thu, April 3rd 2025",
     "3 April 2025", "3rd Apr 2025", "03-Apr-25", "Thu 3 April, 2025", "Thursday, 3 Apr. 2025", "3 APRIL 25", "45750"],
)  # fmt: skip
def test_a_day_alone(text: str) -> None:
    assert find_moment(text) == Found(DAY, day=True)


@pytest.mark.parametrize(
    "text",
    ["03/04/2025 21:40", "3.4.25 21.40", "03/04/2025, 2140", "03/04/2025T21:40:00.000", "03/04/2025 at 9:40 pm",
     "03/04/2025 09:40PM", "3 April 2025, 9.40 p.m.", "3rd April 2025 at 21:40", "2025/04/03 21:40:00",
     "2025-4-3 9:40 pm", "Apr 3 2025 21:40", "Apr  3 2025  9:40PM", "03/04/2025 21:40 hrs", "03/04/2025 2140hrs",
     "45750 21:40:00", "20250403 21:40", "2025-04-03T21:40", "2025-04-03 21:40:00", "20250403T2140",
     "45750.902777777778"],
)  # fmt: skip
def test_a_day_with_a_time_on_either_clock(text: str) -> None:
    assert find_moment(text) == Found(EVENING, day=False)


@pytest.mark.parametrize(
    ("text", "ahead"),
    [
        ("03/04/2025 21:40:00 BST", 60),
        ("03/04/2025 9:40 pm GMT", 0),
        ("2025-04-03 21:40:00 UTC", 0),
        ("2025-4-3 21:40 +05:30", 330),
        ("3 April 2025 21:40-0330", -210),
        ("03/04/2025 21:40Z", 0),
    ],
)
def test_an_offset_that_is_named(text: str, ahead: int) -> None:
    found = find_moment(text)
    assert found is not None
    assert found.moment == EVENING.replace(tzinfo=timezone(timedelta(minutes=ahead)))


@pytest.mark.parametrize(
    ("text", "turned"),
    [
        ("2025-01-06T15:01:00", wall(2025, 6, 1, 15, 1)),
        ("45663.5", wall(2025, 6, 1, 12)),
        ("2025-01-13T15:01:00", None),
        ("13/06/2025 15:01", wall(2025, 6, 13, 15, 1)),
        ("06/13/2025 15:01", None),
        ("1-6-2025 15:01", wall(2025, 6, 1, 15, 1)),
        ("6 Jan 2025 15:01", wall(2025, 1, 6, 15, 1)),
    ],
)
def test_real_dates_that_were_swapped_are_turned_back(text: str, turned: datetime | None) -> None:
    found = find_moment(text, "swapped")
    assert (found and found.moment) == turned


@pytest.mark.parametrize(
    ("text", "dmy", "mdy"),
    [
        ("03/04/2025", DAY, wall(2025, 3, 4)),
        ("3-4-25 21:40", EVENING, wall(2025, 3, 4, 21, 40)),
        ("14/06/2025", wall(2025, 6, 14), None),
        ("06/14/2025", None, wall(2025, 6, 14)),
        ("2025/04/03", DAY, DAY),  # a year first leaves nothing to choose
        ("3 April 2025", DAY, DAY),
    ],
)
def test_the_order_of_day_and_month(text: str, dmy: datetime | None, mdy: datetime | None) -> None:
    found = [find_moment(text, "dmy"), find_moment(text, "mdy")]
    assert [item and item.moment for item in found] == [dmy, mdy]


@pytest.mark.parametrize(
    ("text", "hour"),
    [("12:05 AM", 0), ("12:05 PM", 12), ("1:05 am", 1), ("11:05 p.m.", 23), ("00:05", 0), ("23:05", 23)],
)
def test_midnight_and_noon(text: str, hour: int) -> None:
    assert find_moment(f"03/04/2025 {text}") == Found(wall(2025, 4, 3, hour, 5), day=False)


@pytest.mark.parametrize("text", ["13:05 PM", "0:05 AM", "24:05", "12:60"])
def test_no_hour_of_any_clock(text: str) -> None:
    assert find_moment(f"03/04/2025 {text}") is None


@pytest.mark.parametrize(
    "text",
    ["", "3 Smarch 2025", "3 April", "April 2025", "31/04/2025", "29/02/2025", "2025", "1/2/3", "3/4/025", "12345",
     "99999", "45750,5",
     "45750,500", "3/4/2025 21", "3/4/2025 21:40 +25:00", "-45750", "45750.", "2025-W14-4",
     "21:40", "03/04/2025 to 04/04/2025", "٠٣/٠٤/٢٠٢٥"],
)  # fmt: skip
def test_what_gives_no_time(text: str) -> None:
    assert find_moment(text) is None


@given(seconds=st.integers(0, 86_399), days=st.integers(30_000, 69_999))
def test_a_day_number_keeps_its_second(seconds: int, days: int) -> None:
    text = f"{days + seconds / 86_400:.10f}"
    wanted = wall(1899, 12, 30) + timedelta(days=days, seconds=seconds)
    assert find_moment(text) == Found(wanted, day=False)


@pytest.mark.parametrize(
    ("text", "utc", "local"),
    [
        ("2025-06-01T00:30:00+00:00", (1, 0), (31, 23)),
        ("2025-06-01T00:30:00", (1, 0), (31, 23)),
        ("2025-06-01T00:30:00+02:00", (31, 22), (31, 23)),
        ("2025-06-01", (31, 23), (31, 23)),  # a day is London's however times are read
    ],
)
def test_which_clock(text: str, utc: tuple[int, int], local: tuple[int, int]) -> None:
    for times, wanted in (("utc", utc), ("local", local)):
        moment = read_moment(text, times).moment.astimezone(UTC)
        assert (moment.day, moment.hour) == wanted


@pytest.mark.parametrize(
    ("wall", "utc"),
    [("30/03/2025 00:30", 0), ("30/03/2025 01:30", 1), ("30/03/2025 02:30", 1), ("26/10/2025 01:30", 0),
     ("26/10/2025 02:30", 2)],
)  # fmt: skip
def test_when_the_clocks_change_an_hour_that_is_not_there_and_one_that_is_twice(wall: str, utc: int) -> None:
    assert read_moment(wall, "local").moment.astimezone(UTC).hour == utc


@pytest.mark.parametrize("year", [EARLIEST - 1, EARLIEST, LATEST, LATEST + 1])
def test_the_years_that_can_be_right(year: int) -> None:
    if EARLIEST <= year <= LATEST:
        assert read_moment(f"01/06/{year} 12:00", "local").moment.year == year
    else:
        with pytest.raises(ValueError, match="a year that cannot be right"):
            read_moment(f"01/06/{year} 12:00", "local")


@given(moment=st.datetimes(wall(EARLIEST, 1, 2), wall(LATEST, 12, 30)), minutes=st.integers(-1439, 1439))
def test_an_offset_is_taken_at_its_word(moment: datetime, minutes: int) -> None:
    aware = moment.replace(tzinfo=timezone(timedelta(minutes=minutes)))
    assert read_moment(aware.isoformat(), "utc") == Found(aware, day=False)
