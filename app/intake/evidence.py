"""What the values of a time column say about themselves: which clock, which order of day and month, what was lost.

Nothing here decides how times are read: a person does, told what speaks for what. Where nothing does, that is said.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Final

from app.core.days import LONDON, day_words, local
from app.core.schemes.layout_words import DayOrder
from app.core.shapes.mappings import TimeFinding
from app.core.words import count_of
from app.intake.clocks import pile, which_clock
from app.intake.day_and_clock import NOT_JOINED, DayAndClock
from app.intake.headers import heading
from app.intake.moments import Times, find_moment, is_real_date, read_moment
from app.intake.swapped_days import NUMBERS, Sign, look_swapped, sign_of_numbers, sign_of_real

_YEAR_FIRST: Final = re.compile(r"\d{4}\D", re.ASCII)
_SERIAL: Final = re.compile(r"\d{5}(?:\.\d+| .*)?", re.ASCII)
_ENOUGH: Final = 20
"""Fewer times than this prove no habit of a file."""
_NOON: Final = 12
_EARLIEST: Final = 1990
_MOST_MIDNIGHTS: Final = 3
"""Midnight may be this many times as common as the other full hours before it is noticed."""

_LEFT_OPEN: Final = {"clock_unknown": {"utc", "local"}, "order_unknown": {"dmy", "mdy"}}
"""What a column may leave open, and what in another one tells it."""
_CERTAIN: Final = {"dmy": "first", "mdy": "second", "swapped": "real"}
"""Which sign of a date shows best how an order reads it."""
_WAYS: Final = {
    "year": "the year first (2025-06-14)",
    "numbers": "numbers (14/06/2025)",
    "words": "the month as a word (14 June 2025)",
    "serial": "a spreadsheet's day number (45822.5)",
}


@dataclass(kw_only=True, slots=True)
class Seen:
    """What was counted over some times of a column. Hours and minutes are those that are written, on no clock yet."""

    hours: Counter[datetime] = field(default_factory=Counter[datetime])
    """By the full hour in which they lie."""
    full: Counter[datetime] = field(default_factory=Counter[datetime])
    """Those exactly at a full hour."""
    minutes: Counter[int] = field(default_factory=Counter[int])
    days: int = 0
    """Those that give a day and no time of day."""
    zero: int = 0
    """Those that name an offset of nothing: ``+00:00`` or ``Z``."""
    offset: int = 0
    """Those that name another offset."""
    old: int = 0
    read: int = 0

    def add(self, moment: datetime, *, day: bool) -> None:
        """Count one."""
        self.read += 1
        if moment.year < _EARLIEST:
            self.old += 1
            return
        shift = moment.utcoffset()
        self.zero += shift == timedelta(0)
        self.offset += bool(shift)
        if day:
            self.days += 1
            return
        hour = moment.replace(tzinfo=None, minute=0, second=0, microsecond=0)
        self.hours[hour] += 1
        self.minutes[moment.minute] += 1
        if not (moment.minute or moment.second):
            self.full[hour] += 1

    def joined(self, other: "Seen") -> "Seen":
        """Both together."""
        return Seen(
            hours=self.hours + other.hours,
            full=self.full + other.full,
            minutes=self.minutes + other.minutes,
            days=self.days + other.days,
            zero=self.zero + other.zero,
            offset=self.offset + other.offset,
            old=self.old + other.old,
            read=self.read + other.read,
        )

    @property
    def timed(self) -> int:
        """How many give a time of day."""
        return sum(self.minutes.values())

    @property
    def midnights(self) -> int:
        """How many are exactly midnight, as written."""
        return sum(count for hour, count in self.full.items() if hour.hour == 0)

    @property
    def busiest_hour(self) -> int:
        """How many are exactly at the full hour that is commonest, midnight and the hour before it apart."""
        by_hour = Counter[int]()
        for hour, count in self.full.items():
            by_hour[hour.hour] += count
        return max((count for hour, count in by_hour.items() if hour not in (0, 23)), default=0)


class TimeEvidence:
    """Gathers what one time column says, cell by cell, or a day column and its time column together."""

    def __init__(self, column: str, joins: DayAndClock | None = None) -> None:
        """For a column of this name, or columns that are joined."""
        self.column = column
        self._heading = heading(column.replace(" + ", " "))
        self._joins = joins or DayAndClock()
        self._filled = 0
        self._plain, self._as = Seen(), {"dmy": Seen(), "mdy": Seen()}
        self._real, self._back = Seen(), Seen()
        """Real dates of a workbook, as they are, and with day and month swapped back."""
        self._signs = Counter[Sign]()
        self._ways = Counter[str]()
        self._examples = dict[str, str]()

    def add_rows(self, rows: Iterable[Sequence[str]]) -> None:
        """Take in the cells of some rows that make up one time each: see :class:`DayAndClock`."""
        self.add(map(self._joins.join, rows))

    def add(self, cells: Iterable[str]) -> None:
        """Take in some cells; blank ones say nothing, nor does the heading, said again among the rows."""
        for cell in cells:
            text = cell.strip()
            if text and heading(text.replace(NOT_JOINED, " ")) != self._heading:
                self._filled += 1
                self._take(text)

    def order(self) -> DayOrder | None:
        """The order of day and month that the values leave possible; None where both are, or neither."""
        if self._signs["first"] and not self._signs["second"]:
            return "dmy"
        return "mdy" if self._signs["second"] and not self._signs["first"] else None

    def times(self) -> Times:
        """How the times would be read: as they speak for; else an offset is taken at its word, or London's clock."""
        seen = self._seen(self.order() or "dmy")
        found = [item.suggests for item in self._about_clock(seen)]
        if found and found[0] in ("utc", "local"):
            return "utc" if found[0] == "utc" else "local"
        return "utc" if seen.zero or seen.offset else "local"

    def findings(self, now: datetime, times: Times = "utc", order: DayOrder | None = None) -> tuple[TimeFinding, ...]:
        """All that was noticed, the gravest first, with how the first value will be read at the end.

        Args:
            now: the time now; a record from after it cannot be right.
            times: how times will be read, for the example.
            order: of day and month; None: as the values say, else the day first.
        """
        order = order or self.order() or "dmy"
        seen = self._seen(order)
        found = [*self._about_swapped(order), *self._about_days(), *self._about_ways()]
        found += [*self._about_hours(seen), *self._about_span(seen, now)]
        found += [*self._about_clock(seen, times), *self._reading(times, order)]
        return tuple(sorted(found, key=lambda finding: not finding.grave))

    # ------------------------------------------------------------------ taking in
    def _seen(self, order: DayOrder) -> Seen:
        """What was counted, as an order of day and month has it."""
        real, numbers = (self._back, self._as["dmy"]) if order == "swapped" else (self._real, self._as[order])
        return self._plain.joined(real).joined(numbers)

    def _take(self, text: str) -> None:
        numbers = NUMBERS.fullmatch(text)
        if numbers:
            self._take_numbers(text, numbers)
            return
        found = find_moment(text)
        if found is None:
            self._note("unreadable", text)
            return
        way = "year" if _YEAR_FIRST.match(text) else "serial" if _SERIAL.fullmatch(text) else "words"
        self._note(way, text)
        if not is_real_date(text):
            self._plain.add(found.moment, day=found.day)
            return
        self._sign(sign_of_real(found.moment.day), text)
        self._real.add(found.moment, day=found.day)
        if not self._signs["late"] and (back := find_moment(text, "swapped")):
            self._back.add(back.moment, day=back.day)

    def _take_numbers(self, text: str, numbers: re.Match[str]) -> None:
        found = {order: find_moment(text, order) for order in ("dmy", "mdy")}
        if not any(found.values()):
            self._note("unreadable", text)
            return
        self._note("numbers", text)
        self._sign(sign_of_numbers(numbers[1], numbers[2]), text)
        if len(numbers[3]) == len("25"):
            self._note("short", text)
        for order, moment in found.items():
            if moment:
                self._as[order].add(moment.moment, day=moment.day)

    def _sign(self, sign: Sign, text: str) -> None:
        self._signs[sign] += 1
        self._examples.setdefault(sign, text)

    def _note(self, what: str, text: str) -> None:
        self._ways[what] += 1
        self._examples.setdefault(what, text)
        if what in _WAYS:
            self._examples.setdefault("any", text)

    # ------------------------------------------------------------------ telling
    def _finding(self, code: str, count: int, sentence: str, *, suggests: str = "", grave: bool = False) -> TimeFinding:
        return TimeFinding(
            code=code,
            column=self.column,
            count=count,
            of=self._filled,
            sentence=sentence,
            suggests=suggests,
            grave=grave,
        )

    def _about_swapped(self, order: DayOrder) -> Iterator[TimeFinding]:
        """Days and months that a spreadsheet swapped."""
        signs, example = self._signs, self._examples
        if order == "swapped":
            if signs["late"]:
                text = (
                    f"Real dates are read with day and month swapped, and {signs['late']:,} can have no such month "
                    f"(“{example['late']}”): those rows will be refused."
                )
                yield self._finding("not_swapped", signs["late"], text, grave=True)
            elif signs["real"] and not look_swapped(signs):
                text = (
                    f"Real dates are read with day and month swapped (“{example['real']}”), and nothing in this column "
                    "shows that they were."
                )
                yield self._finding("not_swapped", signs["real"], text, grave=True)
            elif signs["real"]:
                dates = count_of(signs["real"], "real date is", "real dates are")
                text = f"{dates} read with day and month swapped back, such as “{example['real']}”."
                yield self._finding("swapped_back", signs["real"], text)
        elif look_swapped(signs):
            written = example.get("first") or example.get("second")
            text = (
                f"A spreadsheet seems to have swapped day and month: none of {signs['real']:,} real dates "
                f"(“{example['real']}”) is later than the 12th of a month, and dates that stayed text are "
                f"(“{written}”). Taken as they are, those real dates would stand on wrong days."
            )
            suggests = "swapped" if signs["first"] else ""
            yield self._finding("swapped", signs["real"], text, suggests=suggests, grave=True)

    def _about_days(self) -> Iterator[TimeFinding]:
        """The order of day and month."""
        first, second, numbers = self._signs["first"], self._signs["second"], self._ways["numbers"]
        if first and second:
            yield self._finding(
                "order_mixed",
                min(first, second),
                f"Some dates have the day first (“{self._examples['first']}”) and some the month "
                f"(“{self._examples['second']}”): one sort will be refused, and those of the first twelve days of a "
                "month may be read wrongly.",
                grave=True,
            )
        elif first:
            text = f"The day stands first: “{self._examples['first']}” can be nothing else."
            yield self._finding("day_first", first, text, suggests="dmy")
        elif second:
            text = f"The month stands first, as in America: “{self._examples['second']}” can be nothing else."
            yield self._finding("month_first", second, text, suggests="mdy")
        elif numbers:
            text = f"Day and month cannot be told apart: “{self._examples['numbers']}” may be either way round."
            yield self._finding("order_unknown", numbers, text, grave=True)

    def _about_ways(self) -> Iterator[TimeFinding]:
        """How dates are written."""
        used = [way for way in _WAYS if self._ways[way]]
        if len(used) > 1:
            listed = "; ".join(f"{_WAYS[way]}: {self._ways[way]:,}" for way in used)
            least = min(self._ways[way] for way in used)
            yield self._finding("ways_mixed", least, f"Dates are written in {len(used)} ways. {listed}.")
        if self._ways["serial"]:
            text = f"“{self._examples['serial']}” is a spreadsheet's count of days since 1900, and is read as one."
            yield self._finding("serial", self._ways["serial"], text)
        if self._joins.example:
            number, clock = self._joins.example
            yield self._finding("number_times", 1, f"Times of day are numbers: “{number}” is read as {clock}.")
        if self._ways["short"]:
            text = f"Years have two digits (“{self._examples['short']}”): all are read as 2000 and later."
            yield self._finding("short_year", self._ways["short"], text)
        if self._ways["unreadable"]:
            count = self._ways["unreadable"]
            cells = count_of(count, "cell is no date", "cells are no dates")
            text = f"{cells} that can be read, such as “{self._examples['unreadable'][:40]}”."
            yield self._finding("unreadable", count, text, grave=True)

    def _about_hours(self, seen: Seen) -> Iterator[TimeFinding]:
        """Whether times of day are there, and whole."""
        midnights, timed = seen.midnights, seen.timed
        without = seen.days + midnights
        if seen.read and without == seen.days + timed:
            text = "No value has a time of day: each is a day, or its midnight."
            yield self._finding("midnight_only", without, text, grave=True)
            return
        if seen.days:
            told = count_of(seen.days, "value is a day without a time", "values are days without a time")
            yield self._finding("days_alone", seen.days, f"{told}: each is kept as its midnight.")
        if timed < _ENOUGH:
            return
        if len(seen.minutes) == 1:
            minute = next(iter(seen.minutes))
            text = f"Every time is at {minute:02} minutes past: only the hour is known."
            yield self._finding("hour_only", timed, text, grave=True)
        if max(hour.hour for hour in seen.hours) <= _NOON:
            text = "No time is later than 12 o'clock: morning and afternoon seem to be lost (AM and PM)."
            yield self._finding("half_day", timed, text, grave=True)
        if len(seen.minutes) > 1 and midnights > _ENOUGH and midnights > _MOST_MIDNIGHTS * seen.busiest_hour:
            text = (
                f"{midnights:,} times are exactly midnight, far more than any other hour: probably no time was known."
            )
            yield self._finding("midnights", midnights, text)
        elif len(seen.minutes) > 1 and (evenings := pile(seen.full, 23)) > _ENOUGH:
            text = (
                f"{evenings:,} times are exactly 23:00, midnight in London if they are UTC: probably no time was known."
            )
            yield self._finding("midnights", evenings, text)

    def _about_span(self, seen: Seen, now: datetime) -> Iterator[TimeFinding]:
        """Times that cannot be right."""
        latest = now.replace(tzinfo=None) + timedelta(days=1)
        future = sum(count for hour, count in seen.hours.items() if hour > latest)
        if future:
            day = day_words(max(seen.hours).date())
            told = count_of(future, "time lies", "times lie")
            yield self._finding("future", future, f"{told} in the future; the last is on {day}.", grave=True)
        if seen.old:
            told = count_of(seen.old, "date is", "dates are")
            text = f"{told} from before {_EARLIEST}, which cannot be right: those rows will be refused."
            yield self._finding("too_old", seen.old, text, grave=True)

    def _about_clock(self, seen: Seen, times: Times | None = None) -> Iterator[TimeFinding]:
        """Which clock the times are of; it is grave where they will be read by the other one."""
        if seen.timed == seen.midnights:
            return
        lost = seen.timed >= _ENOUGH and max(hour.hour for hour in seen.hours) <= _NOON
        clock = which_clock(seen.hours, seen.full, zero=seen.zero, offset=seen.offset, halved=lost)
        grave = clock.grave or bool(times and clock.suggests and clock.suggests != times)
        yield self._finding(clock.code, clock.count, clock.sentence, suggests=clock.suggests, grave=grave)

    def _reading(self, times: Times, order: DayOrder) -> Iterator[TimeFinding]:
        """How one value will be read: one of which the order is certain, if there is one."""
        text = self._examples.get(_CERTAIN[order]) or self._examples.get("any")
        if text is None:
            return
        try:
            moment, day = read_moment(text, times, order)
        except ValueError as error:
            yield self._finding("reading", 1, f"“{text}” {error}.", grave=True)
            return
        wall = local(moment.astimezone(LONDON))
        when = "; no time of day is given" if day else f", {wall:%H:%M} on the clock in London"
        yield self._finding("reading", 1, f"“{text}” will be read as {day_words(wall.date())}{when}.")


def follow(findings: Iterable[TimeFinding], chief: str) -> tuple[TimeFinding, ...]:
    """The findings without what other columns leave open and the chief time column, of that name, tells.

    One file is written on one clock and in one order of day and month.
    """
    found = tuple(findings)
    told = {finding.suggests for finding in found if finding.column == chief}
    settled = {code for code, ways in _LEFT_OPEN.items() if ways & told}
    return tuple(finding for finding in found if finding.column == chief or finding.code not in settled)
