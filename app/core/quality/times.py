"""What the times of the records say about themselves: hours that are lost, records from the future, empty nights."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Final

from app.core.days import local
from app.core.shapes.quality import TimeNote, Times
from app.core.words import count_of

_HOURS: Final = 24
_HOUR: Final = 3600
_ENOUGH: Final = 20
"""Fewer times than this prove no habit."""
_MANY: Final = 200
"""As many must there be before an empty part of the night means anything."""
_EMPTY_HOURS: Final = 3
_MOST_MIDNIGHTS: Final = 3
"""Midnight may be this many times as common as the commonest other full hour."""
_FIRST_MINUTES: Final = 119
"""In seconds: the end of the second minute of an hour."""


@dataclass(frozen=True, kw_only=True, slots=True)
class HourCount:
    """The records of one hour since 1970, UTC: how many, how many at its start, and the seconds they lie between."""

    hour: int
    count: int
    full: int
    earliest: int
    latest: int


@dataclass(frozen=True, kw_only=True, slots=True)
class OrderCount:
    """Two times by their labels: how many records have both, and in how many the later one is before the earlier."""

    first: str
    then: str
    both: int
    crossed: int


@dataclass(frozen=True, kw_only=True, slots=True)
class LengthCount:
    """A length by its label: how many records give it and both its times, and in how many the times say another."""

    label: str
    both: int
    unlike: int


@dataclass(frozen=True, kw_only=True, slots=True)
class TimeCounts:
    """All that is counted of times: pairs of them that are known to be in order, and lengths that records give.

    ``day_alone`` counts the cells of the extracts that gave a day without a time.
    """

    records: int
    hours: Sequence[HourCount]
    future: int = 0
    orders: Sequence[OrderCount] = ()
    lengths: Sequence[LengthCount] = ()
    day_alone: int = 0


def times_of(counts: TimeCounts) -> Times:
    """What the counts say, the grave first."""
    by_hour, full = [0] * _HOURS, [0] * _HOURS
    for each in counts.hours:
        wall = local(datetime.fromtimestamp(each.hour * _HOUR, UTC)).hour
        by_hour[wall] += each.count
        full[wall] += each.full
    timed = sum(by_hour)
    notes = [*_impossible(counts, timed), *_unlike(counts), *_days(counts, by_hour, full), *_habits(counts, by_hour)]
    return Times(
        records=counts.records,
        timed=timed,
        by_hour=tuple(by_hour),
        notes=tuple(sorted(notes, key=lambda note: not note.grave)),
    )


def _impossible(counts: TimeCounts, timed: int) -> Iterator[TimeNote]:
    if counts.records > timed:
        none = counts.records - timed
        text = f"{count_of(none, 'record has', 'records have')} no time at all."
        yield TimeNote(code="none", count=none, of=counts.records, sentence=text, grave=True)
    if counts.future:
        text = f"{count_of(counts.future, 'time lies', 'times lie')} in the future."
        yield TimeNote(code="future", count=counts.future, of=timed, sentence=text, grave=True)
    for pair in counts.orders:
        if pair.crossed:
            told = count_of(pair.crossed, "record")
            text = f"In {told}, “{pair.then}” is before “{pair.first}”."
            yield TimeNote(code="backwards", count=pair.crossed, of=pair.both, sentence=text, grave=True)


def _unlike(counts: TimeCounts) -> Iterator[TimeNote]:
    for each in counts.lengths:
        if each.unlike:
            told = count_of(each.unlike, "record")
            text = f"In {told}, “{each.label}” is not what the record's own times say; it counts as it was given."
            yield TimeNote(code="unlike", count=each.unlike, of=each.both, sentence=text)


def _days(counts: TimeCounts, by_hour: Sequence[int], full: Sequence[int]) -> Iterator[TimeNote]:
    """Days without a time of day: kept as midnight, or midnight in the extract already."""
    timed, midnights = sum(by_hour), full[0]
    if counts.day_alone:
        told = count_of(counts.day_alone, "cell of the extracts gave", "cells of the extracts gave")
        text = f"{told} a day without a time: it is kept as its midnight."
        yield TimeNote(code="days_alone", count=counts.day_alone, of=timed, sentence=text)
    if timed and midnights == timed:
        text = "Every time is exactly midnight: only the day is known."
        yield TimeNote(code="midnight_only", count=timed, of=timed, sentence=text, grave=True)
        return
    if midnights > _ENOUGH and midnights > _MOST_MIDNIGHTS * max(full[1:]):
        text = f"{midnights:,} times are exactly midnight, far more than any other hour: probably no time was known."
        yield TimeNote(code="midnights", count=midnights, of=timed, sentence=text)


def _habits(counts: TimeCounts, by_hour: Sequence[int]) -> Iterator[TimeNote]:
    """What was lost of every time."""
    timed = sum(by_hour)
    if timed < _ENOUGH or by_hour[0] == timed:
        return
    earliest, latest = min(each.earliest for each in counts.hours), max(each.latest for each in counts.hours)
    if latest <= _FIRST_MINUTES or earliest // 60 == latest // 60:
        text = "Every time is at or next to the same minute of its hour: only the hour is known."
        yield TimeNote(code="hour_only", count=timed, of=timed, sentence=text, grave=True)
    if not sum(by_hour[13:]):
        text = "No time is later than 12 o'clock: morning and afternoon seem to be lost (AM and PM)."
        yield TimeNote(code="half_day", count=timed, of=timed, sentence=text, grave=True)
        return
    begin, length = empty_hours(by_hour)
    if timed >= _MANY and length >= _EMPTY_HOURS:
        end = (begin + length) % _HOURS
        text = (
            f"No record lies between {begin:02}:00 and {end:02}:00 on the clock in London: nothing happened then, or "
            "those hours are missing."
        )
        yield TimeNote(code="empty_hours", count=0, of=timed, sentence=text)


def empty_hours(by_hour: Sequence[int]) -> tuple[int, int]:
    """The longest run of hours of the day without a record, midnight being no border: its first hour and its length."""
    best, run = (0, 0), 0
    for number, count in enumerate((*by_hour, *by_hour)):
        run = 0 if count else min(run + 1, len(by_hour))
        if run > best[1]:
            best = ((number - run + 1) % len(by_hour), run)
    return best
