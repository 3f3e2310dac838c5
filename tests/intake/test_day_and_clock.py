"""A day in one column and its time in another: joined by what they mean, or reported; never read two ways."""

from collections.abc import Callable, Sequence
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.core.schemes.spec import Mapping
from app.intake import rows as row_reading
from app.intake.columns import Noticed, ReadingWay
from app.intake.day_and_clock import NOT_JOINED, DayAndClock
from app.intake.evidence import TimeEvidence
from app.intake.extract import BATCH, Extract, open_extract
from app.intake.moments import find_moment
from app.intake.previews import Trial, try_out
from app.intake.rows import CheckedRow
from tests.intake.headers import library
from tests.intake.test_columns import column

MORNING = datetime(2025, 6, 1, 8, 0)  # noqa: DTZ001 - on a clock that nobody has named


def joined(*rows: Sequence[str]) -> list[str]:
    """The rows of a column, joined."""
    joins = DayAndClock(lambda: rows)
    return [joins.join(cells) for cells in rows]


def clocks(*texts: str) -> list[str]:
    """The times of day that the texts of a time column are read as; "" where they are reported."""
    found = map(find_moment, joined(*(("01/06/2025", text) for text in texts)))
    return [f"{one.moment:%H:%M:%S}".removesuffix(":00") if one else "" for one in found]


@pytest.mark.parametrize(
    ("day", "clock"),
    [
        ("01/06/2025 00:00:00", "08:00"),
        ("2025-06-01 00:00:00", "08:00:00"),
        ("2025-06-01T00:00:00.000", "08:00:00.0000000"),
        ("2025-06-01", "8:00"),
        ("2025-06-01", "8:00 AM"),
        ("2025-06-01", "8:00AM"),
        ("01/06/2025", "8am"),
        ("01/06/2025", "0800hrs"),
        ("01/06/2025", "08:00 hours"),
        ("01/06/2025", "30/12/1899 08:00:00"),
        ("01/06/2025", "00/01/1900 08:00"),
        ("01/06/2025", "01/06/2025 08:00"),
        ("2025-06-01", "1900-01-01T08:00:00"),
        ("2025-06-01", "1904-01-01T08:00:00"),
        ("2025-06-01", "1970-01-01 08:00:00"),
        ("45809", "08:00:00"),
        ("20250601", "080000"),
        ("Jun  1 2025 12:00AM", "8:00AM"),
        ("June 1, 2025", "0800"),
        ("08:00", "1 June 2025"),
        ("01/06/2025 08:00", "08:00:00"),
        ("01/06/2025 08:00", ""),
    ],
)
def test_the_day_of_the_one_and_the_clock_of_the_other(day: str, clock: str) -> None:
    (text,) = joined((day, clock))
    assert find_moment(text) == (MORNING, False)


@pytest.mark.parametrize(
    "cells",
    [
        ("01/06/2025", "02/06/2025 08:00"),  # two days
        ("01/06/2025", "2025-06-02"),
        ("01.06.2025", "01.10.25"),
        ("01/06/2025 09:00", "08:00"),  # two times of day
        ("2025-05-31T23:00:00Z", "08:00"),
        ("2025-06-01T00:00:00+01:00", "08:00Z"),
        ("30/12/1899", "08:00"),
        ("08:00", "09:00"),
        ("01/06/2025", "24:00"),
        ("01/06/2025", "13:00 pm"),
        ("01/06/2025", "morning"),
        ("2025-06-01", "10"),  # an hour, or ten past midnight
        ("2025-06-01", "5"),
        ("01/06/2025", "0.25"),  # six o'clock, or 00:25
        ("01/06/2025", "81500"),
        ("01/06/2025", "08:00", "09:00"),
    ],
)
def test_what_makes_no_moment_or_could_make_two_is_reported(cells: Sequence[str]) -> None:
    (text,) = joined(cells)
    assert NOT_JOINED in text
    assert find_moment(text) is None


def test_an_offset_stays_with_its_time() -> None:
    first, second = joined(("2025-06-01T00:00:00+01:00", "08:00"), ("01/06/2025", "08:00 BST"))
    summer = timezone(timedelta(hours=1))
    for text in (first, second):
        found = find_moment(text)
        assert found is not None
        assert (found.moment, found.moment.tzinfo) == (MORNING.replace(tzinfo=summer), summer)


@pytest.mark.parametrize(
    ("column", "read"),
    [
        (["800", "1017", "57", "5", "12", "0"], ["08:00", "10:17", "00:57", "00:05", "00:12", "00:00"]),
        (["0800", "1017", "0057"], ["08:00", "10:17", "00:57"]),
        (["0800", "800", "57"], ["08:00", "", ""]),  # some have kept their zeros
        (["1017", "57", "5"], ["10:17", "", ""]),  # nothing shows that zeros were lost
        (["5", "12", "23"], ["", "", ""]),
        (["08", "12", "23"], ["08:00", "12:00", "23:00"]),
        (["08", "12", "0"], ["08:00", "12:00", "00:00"]),
        (["080000", "800", "1017"], ["08:00", "", ""]),  # seconds have lost their zeros
        (["480", "617", "799", "5"], ["", "", "", ""]),  # minutes since midnight
        (["0.333333333333333", "0.25", "0.5", "0", "6.94E-04"], ["08:00", "06:00", "12:00", "00:00", "00:01"]),
        (["8.30", "0.25", "14.05"], ["08:30", "00:25", "14:05"]),
        (["8.30", "0.5", "0.25"], ["", "", ""]),
        (["8.3", "0.25"], ["", ""]),
    ],
)
def test_a_number_is_what_its_column_leaves_it(column: list[str], read: list[str]) -> None:
    assert clocks(*column) == read


def test_one_slip_among_many_numbers_costs_no_other_row() -> None:
    column = [str(hour * 100 + 7) for hour in range(24)]
    assert clocks(*column, "2575") == [f"{hour:02}:07" for hour in range(24)] + [""]


def test_what_is_taken_for_a_time_of_day_is_told() -> None:
    rows = [["Date", "Time"], ["01/06/2025", "57"], ["01/06/2025", "1017"], ["01/06/2025", "800"]]
    evidence = TimeEvidence("Date + Time", DayAndClock(lambda: rows))
    evidence.add_rows(rows)
    found = {one.code: one.sentence for one in evidence.findings(datetime(2026, 1, 1, tzinfo=UTC))}
    assert found["number_times"] == "Times of day are numbers: “57” is read as 00:57."
    assert "unreadable" not in found


def test_a_column_is_read_by_what_its_whole_file_says() -> None:
    rows = [("01/06/2025", "57"), ("01/06/2025 00:00:00", "800"), ("01/06/2025", "02/06/2025 09:00")]
    joins = {"at": DayAndClock(lambda: rows)}
    made = column("at", codes=("", ""), way=ReadingWay("at", "utc", "dmy", joins=joins))
    taken = made.take(rows)
    assert taken.laid() == [1748739420, 1748764800, None]
    reason = "has a day and a time of day that make no moment together, or could make two"
    assert taken.noticed() == [None, None, Noticed("bad", "01/06/2025 02/06/2025 09:00", reason)]
    assert taken.pieces()[0] == '"at":"01/06/2025 57",', "rows are known by what stood there"


# ------------------------------------------------------------------ a file of more than one batch
@pytest.mark.parametrize(
    ("early", "late", "read"),
    [
        (["30", "45"], "930", ["2025-06-14T00:30:00Z", "2025-06-14T00:45:00Z", "2025-06-14T09:30:00Z"]),
        (["930", "1045"], "9.30", []),
    ],
)
def test_a_number_means_the_same_in_every_batch_and_in_the_preview(
    tmp_path: Path, early: list[str], late: str, read: list[str]
) -> None:
    trial, file = many_rows(tmp_path, early, late)
    found = list(trial.checker().check(file))
    assert len(found) == BATCH + 1
    assert sorted({row.values["searched_at"] for row in found if isinstance(row, CheckedRow)}) == read
    preview = try_out(trial, file, datetime(2025, 7, 1, tzinfo=UTC), lambda _done, _all: None, most=20)
    assert [bool(row.problem) for row in preview.rows] == [not read] * 20
    assert ("unreadable" in {one.code for one in preview.findings}) is not bool(read)


def test_a_file_without_number_times_is_read_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    trial, file = many_rows(tmp_path, ["00:30", "00:45"], "9.30 pm")
    asked: list[Extract] = []
    monkeypatch.setattr(row_reading, "read_columns", lambda extract, _places: asked.append(extract) or ())
    assert all(isinstance(row, CheckedRow) for row in trial.checker().check(file))
    assert asked == []


def many_rows(folder: Path, early: list[str], late: str) -> tuple[Trial, Extract]:
    """A file with some times of day in its first batch and another in its second."""
    times = [*(early * BATCH)[:BATCH], late]
    file = folder / "many.csv"
    file.write_text("\n".join(["Ref,Day,At", *(f"R{at},14/06/2025,{time}" for at, time in enumerate(times))]))
    to = {"Ref": library().scheme("stop_search").case_key[0], "Day": "searched_at", "At": "searched_at"}
    layout = Mapping(id="a", label={"en": "A"}, kinds=("stop_search",), times="utc", required=("Day",), columns=to)
    return Trial(schemes=library().schemes, kind="stop_search", layout=layout), open_extract(file)


# ------------------------------------------------------------------ any day and clock in any form
Way = Callable[[datetime], str]


def _day_number(moment: datetime) -> int:
    return (moment - datetime(1899, 12, 30)).days  # noqa: DTZ001


DAYS: list[Way] = [
    lambda at: f"{at:%d/%m/%Y}",
    lambda at: f"{at:%Y-%m-%d}",
    lambda at: f"{at:%d/%m/%Y} 00:00:00",
    lambda at: f"{at:%Y-%m-%dT00:00:00}",
    lambda at: f"{at:%d %b %Y}",
    lambda at: f"{at:%B} {at.day}, {at.year}",
    lambda at: f"{at.day}.{at.month}.{at:%y}",
    lambda at: f"{at.year}-{at.month}-{at.day}",
    lambda at: f"{at:%Y%m%d}",
    lambda at: str(_day_number(at)),
]
CLOCKS: list[Way] = [
    lambda at: f"{at:%H:%M}",
    lambda at: f"{at:%H:%M:%S}",
    lambda at: f"{at.hour}:{at:%M}",
    lambda at: f"{at:%I:%M %p}",
    lambda at: f"{at.hour % 12 or 12}:{at:%M%p}",
    lambda at: f"{at:%H%M} hrs",
]
ON_NO_DAY: list[Way] = [
    lambda at: f"30/12/1899 {at:%H:%M:%S}",
    lambda at: f"1900-01-01T{at:%H:%M:%S}",
    lambda at: f"{at:%d/%m/%Y %H:%M}",
]
NUMBERS: list[Way] = [
    lambda at: f"{at:%H%M}",
    lambda at: str(at.hour * 100 + at.minute),
    lambda at: f"{(at.hour * 60 + at.minute) / 1440:.15g}",
    lambda at: f"{at:%H.%M}",
    lambda at: f"{at.hour}.{at:%M}",
    lambda at: f"{at:%H%M%S}",
]
MOMENTS = st.datetimes(datetime(2000, 1, 1), datetime(2059, 12, 31)).map(  # noqa: DTZ001
    lambda at: at.replace(second=0, microsecond=0)
)


@given(moment=MOMENTS, day=st.sampled_from(DAYS), clock=st.sampled_from([*CLOCKS, *ON_NO_DAY]))
def test_any_day_and_any_clock_in_two_cells_come_out_right_or_are_reported(
    moment: datetime, day: Way, clock: Way
) -> None:
    cells = day(moment), clock(moment)
    (text,) = joined(cells)
    found = find_moment(text)
    if clock in CLOCKS or clock in ON_NO_DAY[:2]:
        assert found == (moment, False), cells
    else:
        assert found in (None, (moment, False)), cells  # the day stands there twice, perhaps in two ways


@given(
    moment=MOMENTS,
    day=st.sampled_from([day for day in DAYS if "00:00" not in day(MORNING)]),
    clock=st.sampled_from(CLOCKS),
)
def test_any_day_and_any_clock_in_one_cell_come_out_right(moment: datetime, day: Way, clock: Way) -> None:
    assert find_moment(f"{day(moment)} {clock(moment)}") == (moment, False)


@given(moments=st.lists(MOMENTS, min_size=1, max_size=30), day=st.sampled_from(DAYS), number=st.sampled_from(NUMBERS))
def test_any_column_of_numbers_comes_out_right_or_is_reported(moments: list[datetime], day: Way, number: Way) -> None:
    texts = joined(*((day(moment), number(moment)) for moment in moments))
    for moment, text in zip(moments, texts, strict=True):
        found = find_moment(text)
        assert found is None or (found.day, abs(found.moment - moment)) <= (False, timedelta(seconds=1)), text
