"""What times say about themselves, from counts by the hour."""

from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from app.core.quality.times import HourCount, LengthCount, OrderCount, TimeCounts, empty_hours, times_of
from app.core.shapes.quality import Times

JUNE = int(datetime(2025, 6, 1, tzinfo=UTC).timestamp()) // 3600


def hour(at: int, count: int, *, full: int = 0, earliest: int = 61, latest: int = 3500) -> HourCount:
    """Records in one hour of June 2025, by the hour of UTC since the month began."""
    return HourCount(hour=JUNE + at, count=count, full=full, earliest=earliest, latest=latest)


def found(hours: Sequence[HourCount], **more: Any) -> Times:
    counts: dict[str, Any] = {"records": sum(each.count for each in hours), **more}
    return times_of(TimeCounts(hours=hours, **counts))


def codes(times: Times) -> list[str]:
    return [note.code for note in times.notes]


def test_hours_are_those_of_the_clock_in_london() -> None:
    times = found([hour(23, 4), hour(9, 2)])
    assert (times.by_hour[0], times.by_hour[10]) == (4, 2)
    assert times.timed == 6
    assert codes(times) == []


def test_records_without_a_time_from_the_future_or_with_times_the_wrong_way_round_are_grave() -> None:
    orders = [
        OrderCount(first="Arrival", then="Release", both=50, crossed=1),
        OrderCount(first="Arrival", then="Rights", both=40, crossed=0),
        OrderCount(first="Called", then="Came", both=9, crossed=2),
    ]
    times = found([hour(9, 30), hour(20, 30)], records=61, future=2, orders=orders)
    assert codes(times) == ["none", "future", "backwards", "backwards"]
    assert all(note.grave for note in times.notes)
    assert [note.count for note in times.notes] == [1, 2, 1, 2]
    assert [note.of for note in times.notes] == [61, 60, 50, 9]
    assert times.notes[2].sentence == "In 1 record, “Release” is before “Arrival”."


def test_a_length_that_the_times_do_not_say_is_told_and_is_no_impossible_time() -> None:
    lengths = [LengthCount(label="Hours held", both=30, unlike=2), LengthCount(label="Minutes", both=9, unlike=0)]
    times = found([hour(9, 10), hour(20, 5)], lengths=lengths)
    assert [(note.count, note.of, note.grave) for note in times.notes] == [(2, 30, False)]
    assert times.notes[0].sentence.startswith("In 2 records, “Hours held” is not what the record's own times say")


def test_only_midnights_means_that_only_the_day_is_known() -> None:
    times = found([hour(23, 40, full=40, earliest=0, latest=0)], day_alone=40)
    assert codes(times) == ["midnight_only", "days_alone"]


def test_a_pile_of_midnights_is_noticed() -> None:
    others = [hour(at, 10, full=2, earliest=0) for at in range(22)]
    assert codes(found([*others, hour(23, 50, full=45, earliest=0)])) == ["midnights"]
    assert codes(found([*others, hour(23, 10, full=5, earliest=0)])) == []


def test_only_the_hour_is_known_where_all_lie_at_its_first_two_minutes_or_at_one_minute() -> None:
    assert codes(found([hour(at, 5, full=1, earliest=0, latest=61) for at in range(0, 24, 2)])) == ["hour_only"]
    assert codes(found([hour(at, 5, earliest=1800, latest=1859) for at in range(0, 24, 2)])) == ["hour_only"]
    assert codes(found([hour(at, 5, earliest=1800, latest=1860) for at in range(0, 24, 2)])) == []


def test_mornings_and_afternoons_are_lost_where_nothing_is_later_than_twelve() -> None:
    assert codes(found([hour(at, 5) for at in range(12)])) == ["half_day"]
    assert codes(found([hour(at, 1) for at in range(12)])) == [], "too few to say"


def test_an_empty_part_of_the_night_is_told_once_there_are_enough_records() -> None:
    day = [hour(at, 20) for at in (*range(1), *range(5, 24))]
    times = found(day)
    assert codes(times) == ["empty_hours"]
    assert "between 02:00 and 06:00" in times.notes[0].sentence
    assert codes(found([hour(at, 5) for at in (*range(1), *range(5, 24))])) == []


@given(st.lists(st.integers(0, 2), min_size=24, max_size=24))
def test_the_longest_run_of_empty_hours_goes_on_over_midnight(by_hour: list[int]) -> None:
    begin, length = empty_hours(by_hour)
    runs = {
        (first, size)
        for first in range(24)
        for size in range(1, 25)
        if not any(by_hour[(first + step) % 24] for step in range(size))
    }
    longest = max((size for _, size in runs), default=0)
    assert length == longest
    assert not length or (begin, length) in runs


@given(st.lists(st.tuples(st.integers(0, 10_000), st.integers(1, 50)), max_size=40, unique_by=lambda pair: pair[0]))
def test_no_record_is_lost_on_the_way_to_the_clock(pairs: list[tuple[int, int]]) -> None:
    times = found([hour(at, count) for at, count in pairs])
    assert sum(times.by_hour) == times.timed == times.records == sum(count for _, count in pairs)
