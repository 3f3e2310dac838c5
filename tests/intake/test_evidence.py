"""What the times of a file say of themselves: every real file with exactly what is found in it."""

import csv
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from app.core.shapes.mappings import TimeFinding
from app.intake.evidence import TimeEvidence, follow
from tests.intake.extracts import (
    CHESHIRE_JULY,
    CHESHIRE_JUNE,
    CITY_OF_LONDON,
    ESSEX,
    GREATER_MANCHESTER,
    MERSEYSIDE,
    METROPOLITAN,
    SAVED_BY_R,
    SOUTH_WALES,
    published,
)

NOW = datetime(2026, 1, 5, 9, 0, tzinfo=UTC)
METROPOLITAN_2016 = "2016-06-metropolitan-stop-and-search.csv"
SEATTLE, ORLANDO = "seattle_uof.csv", "orlando_r2r.csv"


def cells_of(file: Path, column: str) -> list[str]:
    with file.open(encoding="utf-8-sig", newline="") as lines:
        return [row[column] or "" for row in csv.DictReader(lines)]


def findings(cells: list[str], **how: str) -> tuple[TimeFinding, ...]:
    evidence = TimeEvidence("Date")
    evidence.add(cells)
    return evidence.findings(NOW, **how)  # pyright: ignore[reportArgumentType]


def codes(cells: list[str]) -> dict[str, str]:
    """The codes that were found with what each speaks for, the example apart."""
    return {found.code: found.suggests for found in findings(cells) if found.code != "reading"}


def sentence(cells: list[str], code: str) -> str:
    return next(found.sentence for found in findings(cells) if found.code == code)


# ------------------------------------------------------------------ real files
REAL: list[tuple[str, str, list[tuple[str, int, int, str]]]] = [
    (METROPOLITAN_2016, "Date", [("clock_utc", 13, 10_490, "utc")]),
    (METROPOLITAN, "Date", [("clock_utc", 16, 15_127, "utc")]),
    (GREATER_MANCHESTER, "Date", [("clock_same", 452, 452, "")]),
    (SAVED_BY_R, "date", [("clock_same", 452, 452, "")]),
    (ESSEX, "Date", [("hour_only", 1_523, 1_523, ""), ("clock_same", 1_523, 1_523, "")]),
    (CITY_OF_LONDON, "Date", [("half_day", 518, 518, ""), ("clock_unknown", 518, 518, "")]),
    (MERSEYSIDE, "Date", [("clock_local", 4, 4_992, "local")]),
    (CHESHIRE_JULY, "Date", [("clock_utc", 1, 1_065, "utc")]),
    (SOUTH_WALES, "Date", [("midnights", 396, 2_782, ""), ("clock_utc", 16, 2_782, "utc")]),
    (ORLANDO, "Incident Date Time", [("month_first", 3_404, 5_656, "mdy"), ("clock_skipped", 3, 5_656, "utc")]),
    (SEATTLE, "Occured_date_time", [("month_first", 7_105, 11_661, "mdy"), ("clock_skipped", 4, 11_661, "utc")]),
]


@pytest.mark.parametrize(("name", "column", "expected"), REAL, ids=[name for name, _, _ in REAL])
def test_what_is_found_in_a_real_file(
    name: str, column: str, expected: list[tuple[str, int, int, str]], tmp_path: Path
) -> None:
    *found, reading = findings(cells_of(published(name, tmp_path), column))
    assert [(item.code, item.count, item.of, item.suggests) for item in found] == expected
    assert reading.code == "reading"


def test_cheshires_june_begins_on_31_may_in_utc() -> None:
    clock, reading = findings(cells_of(CHESHIRE_JUNE, "Date"))
    assert (clock.code, clock.count, clock.suggests) == ("clock_utc", 1, "utc")
    assert "1 record stands in the last hour of 31 May 2025" in clock.sentence
    assert reading.sentence == (
        "“2025-05-31T23:45:00+00:00” will be read as 1 June 2025, 00:45 on the clock in London."
    )


def test_merseysides_times_are_local_whatever_they_end_in(tmp_path: Path) -> None:
    cells = cells_of(published(MERSEYSIDE, tmp_path), "Date")
    clock, _ = findings(cells)
    assert clock.sentence.startswith("The times look like London's clock, whatever offset they name: 4 records stand")
    *_, reading = findings(cells, times="local")
    assert reading.sentence == (
        "“2025-06-01T00:02:41+00:00” will be read as 1 June 2025, 00:02 on the clock in London."
    )


# ------------------------------------------------------------------ which clock
def month(first: str, last: str, minutes: int = 97, end: str = "+00:00") -> list[str]:
    found, moment = list[str](), datetime.fromisoformat(first)
    while moment <= datetime.fromisoformat(last):
        found.append(moment.isoformat() + end)
        moment += timedelta(minutes=minutes)
    return found


JULY_UTC = month("2025-06-30T23:01", "2025-07-31T22:59")
JULY_LOCAL = month("2025-07-01T00:01", "2025-07-31T23:59", 31)


def test_whole_months_tell_which_clock_they_were_cut_by() -> None:
    assert codes(JULY_UTC) == {"clock_utc": "utc"}
    assert codes(JULY_LOCAL) == {"clock_local": "local"}
    no_offset = [text.removesuffix("+00:00") for text in JULY_UTC]
    assert codes(no_offset) == {"clock_utc": "utc"}


def test_part_of_a_month_or_both_edges_filled_cannot_be_told() -> None:
    assert codes(JULY_LOCAL[: len(JULY_LOCAL) // 2]) == {"clock_unknown": ""}
    assert codes([*JULY_LOCAL, "2025-06-30T23:30:00+00:00"]) == {"clock_unknown": ""}
    assert "although they end in +00:00" in sentence(JULY_LOCAL[:100], "clock_unknown")


def test_unknown_times_put_at_midnight_tell_the_clock() -> None:
    some = JULY_LOCAL[:200]
    assert codes([*some, *["2025-07-09T23:00:00+00:00"] * 60]) == {"midnights": "", "clock_utc": "utc"}
    assert codes([*some, *["2025-07-09T00:00:00+00:00"] * 60]) == {"midnights": "", "clock_local": "local"}


def test_signs_that_contradict_one_another_tell_nothing() -> None:
    assert codes([*JULY_UTC, *["2025-07-09T00:00:00+00:00"] * 60]) == {"midnights": "", "clock_unknown": ""}


@pytest.mark.parametrize("written", ["30/03/2025 01:{}", "2025-03-30T01:{}:00", "2025-03-30 01:{}:00+00:00"])
def test_a_time_in_the_hour_that_clocks_skip_is_on_no_clock_in_london(written: str) -> None:
    cells = [written.format(minute) for minute in ("00", "30", "59")]
    assert codes(["29/03/2025 23:30", *cells])["clock_skipped"] == "utc"
    grave = {times: next(one.grave for one in findings(cells, times=times) if one.code == "clock_skipped")
             for times in ("utc", "local")}  # fmt: skip
    assert grave == {"utc": False, "local": True}
    assert sentence(cells[:1], "clock_skipped") == (
        "The times cannot all be London's clock, and look like UTC: 1 time is in the hour that London's clocks skip "
        "(01:00 to 02:00 on 30 March 2025)."
    )
    assert "3 times are in the hour" in sentence(cells, "clock_skipped")


@pytest.mark.parametrize(
    "text", ["30/03/2025 00:59", "30/03/2025 02:00", "26/10/2025 01:30", "30/03/2025 01:30 +01:00"]
)
def test_an_hour_that_clocks_show_is_not_taken_for_the_one_they_skip(text: str) -> None:
    assert "clock_skipped" not in codes([text, "01/04/2025 10:30"])


def test_a_skipped_hour_against_other_signs_is_told_and_speaks_for_nothing() -> None:
    march = [*month("2025-03-01T00:01", "2025-03-31T23:59", 31), "2025-03-30T01:31:00+00:00"]
    found = next(one for one in findings(march) if one.code == "clock_skipped")
    assert (found.suggests, found.grave) == ("", True)
    assert found.sentence.endswith(", although others look like London's clock: ask who made the file.")


def test_winter_makes_no_difference_and_real_offsets_are_trusted() -> None:
    assert codes(month("2025-01-01", "2025-01-31")) == {"clock_same": ""}
    assert codes(month("2025-07-01", "2025-07-31", end="+01:00")) == {"offsets": "utc"}


# ------------------------------------------------------------------ day and month
@pytest.mark.parametrize(
    ("cells", "code", "suggests"),
    [
        (["03/04/2025 07:15", "13/04/2025 08:00"], "day_first", "dmy"),
        (["03/04/2025 07:15", "04/13/2025 08:00"], "month_first", "mdy"),
        (["03/04/2025 07:15", "04/05/2025 08:00"], "order_unknown", ""),
        (["13/04/2025 07:15", "04/13/2025 08:00"], "order_mixed", ""),
    ],
)
def test_the_order_of_day_and_month_is_told_by_the_values_or_not_at_all(
    cells: list[str], code: str, suggests: str
) -> None:
    assert codes(cells)[code] == suggests


def test_the_example_is_one_whose_order_is_certain_and_shows_the_reading() -> None:
    cells = ["03/04/2025 07:15", "14/06/2025 21:05"]
    assert sentence(cells, "reading") == (
        "“14/06/2025 21:05” will be read as 14 June 2025, 22:05 on the clock in London."
    )
    unsure = ["03/04/2025 07:15"]
    read = {order: findings(unsure, times="local", order=order)[-1].sentence for order in ("dmy", "mdy")}
    assert read == {
        "dmy": "“03/04/2025 07:15” will be read as 3 April 2025, 07:15 on the clock in London.",
        "mdy": "“03/04/2025 07:15” will be read as 4 March 2025, 07:15 on the clock in London.",
    }


# ------------------------------------------------------------------ days that a spreadsheet swapped
REAL_DATES = [f"2025-{day:02}-06T15:{day:02}:00" for day in range(1, 13)]
LATER_TEXTS = [f"{day}/06/2025 15:{day:02}" for day in range(13, 29)]


def test_days_and_months_that_a_spreadsheet_swapped_are_grave_until_somebody_decides() -> None:
    found = {one.code: one for one in findings([*REAL_DATES, *LATER_TEXTS])}
    swapped = found["swapped"]
    assert (swapped.count, swapped.of, swapped.grave, swapped.suggests) == (12, 28, True, "swapped")
    assert "“2025-01-06T15:01:00”" in swapped.sentence
    assert "“13/06/2025 15:13”" in swapped.sentence


def test_swapped_days_are_shown_as_they_will_be_read() -> None:
    found = {one.code: one for one in findings([*REAL_DATES, *LATER_TEXTS], times="local", order="swapped")}
    assert not found["swapped_back"].grave
    assert found["reading"].sentence == (
        "“2025-01-06T15:01:00” will be read as 1 June 2025, 15:01 on the clock in London."
    )


@pytest.mark.parametrize(
    ("cells", "seen"),
    [
        ([*REAL_DATES, *LATER_TEXTS, "03/06/2025 10:00"], True),  # one text more, among many real dates
        ([*REAL_DATES, "06/13/2025 10:00"], True),  # an American file on a British machine
        (["45663.5", *LATER_TEXTS], True),
        ([*REAL_DATES, *LATER_TEXTS, "2025-06-13T10:00:00"], False),
        ([*REAL_DATES[:3], *LATER_TEXTS, "03/06/2025 10:00"], False),
        (REAL_DATES, False),
        (LATER_TEXTS, False),
        ([*REAL_DATES, "13/06/2025", "06/13/2025"], False),  # told as mixed
    ],
)
def test_only_days_that_look_swapped_are_told(cells: list[str], *, seen: bool) -> None:
    assert ("swapped" in codes(cells)) == seen


def test_a_mapping_that_swaps_days_which_do_not_look_swapped_is_grave() -> None:
    for cells in (REAL_DATES, [*REAL_DATES, "2025-06-13T10:00:00"]):
        found = {one.code: one for one in findings(cells, order="swapped")}
        assert found["not_swapped"].grave


# ------------------------------------------------------------------ ways of writing
def test_dates_in_three_ways_serials_and_short_years() -> None:
    cells = ["2025-06-14 21:05", "13/06/25 08:00", "14 June 2025 09:00", "45822.5", "soon", ""]
    found = {item.code: item for item in findings(cells)}
    assert (found["ways_mixed"].count, found["ways_mixed"].of) == (1, 5)
    assert "Dates are written in 4 ways" in found["ways_mixed"].sentence
    assert "“45822.5” is a spreadsheet's count of days" in found["serial"].sentence
    assert "“13/06/25”" in found["short_year"].sentence or "“13/06/25 08:00”" in found["short_year"].sentence
    assert "1 cell is no date that can be read, such as “soon”" in found["unreadable"].sentence
    assert found["unreadable"].grave


# ------------------------------------------------------------------ what was lost
def test_days_without_times_alone_and_among_others() -> None:
    assert codes(["14/06/2025", "15/06/2025 00:00"]) == {"midnight_only": "", "day_first": "dmy"}
    assert "days_alone" in codes(["14/06/2025", "15/06/2025 10:00"])
    assert sentence(["14/06/2025"], "reading") == "“14/06/2025” will be read as 14 June 2025; no time of day is given."


def test_hours_alone_and_lost_afternoons_need_twenty_times() -> None:
    hours = [f"2025-01-{day:02}T{day % 24:02}:00:00" for day in range(1, 29)]
    assert set(codes(hours)) == {"hour_only", "clock_same"}
    mornings = [f"2025-01-{day:02}T{day % 13:02}:{day:02}:00" for day in range(1, 29)]
    assert set(codes(mornings)) == {"half_day", "clock_same"}
    assert set(codes(mornings[:19])) == {"clock_same"}


def test_times_that_cannot_be_right() -> None:
    found = {
        item.code: item for item in findings(["2031-01-01T10:00:00", "1900-01-01T00:00:00", "2025-01-02T10:00:00"])
    }
    assert (found["future"].count, found["future"].grave) == (1, True)
    assert "the last is on 1 January 2031" in found["future"].sentence
    assert "1 date is from before 1990" in found["too_old"].sentence


def test_what_the_chief_column_tells_the_others_do_not_leave_open() -> None:
    chief, other = TimeEvidence("Arrived"), TimeEvidence("Left")
    chief.add(JULY_UTC)
    other.add(["03/07/2025 07:15", "04/07/2025 08:00"])
    found = [*chief.findings(NOW), *other.findings(NOW)]
    assert [item.code for item in follow(found, "Arrived")] == ["clock_utc", "reading", "order_unknown", "reading"]
    assert follow(found, "Left") == tuple(found), "another column than the chief one settles nothing"


def test_a_heading_that_stands_again_among_the_rows_is_no_bad_date() -> None:
    assert codes(["2025-01-02T10:00:00", " DATE"]) == {"clock_same": ""}
    both = TimeEvidence("Date + Time")
    both.add(["14/01/2025 10:00", "Date Time"])
    assert "unreadable" not in {found.code for found in both.findings(NOW)}


def test_a_column_without_values_says_nothing() -> None:
    assert findings(["", "  "]) == ()
