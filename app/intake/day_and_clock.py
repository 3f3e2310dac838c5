"""A day in one column and its time of day in another, joined by what they mean and not by how they are written.

Exports write half of a moment as a whole one: a day gets a midnight, a time of day gets a day on which nothing happened
(the first that a spreadsheet or a database can write). And a spreadsheet that takes a time for a number loses its
zeros, or makes it a fraction of a day. What such a number means only its whole column can tell.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from datetime import date, time
from functools import cached_property, lru_cache
from typing import Final, NamedTuple

from app.intake.moments import CLOCK, clock_of, find_moment, has_minutes, split_moment, zone_of

NOT_JOINED: Final = " + "
"""What stands between cells that make no moment together: it makes them unreadable."""

_CLOCK: Final = re.compile(CLOCK, re.ASCII)
_NO_DAYS: Final = frozenset(
    {
        date(1, 1, 1),
        date(1753, 1, 1),
        date(1899, 12, 30),
        date(1899, 12, 31),
        date(1900, 1, 1),
        date(1904, 1, 1),
        date(1970, 1, 1),
    }
)
"""The first days that spreadsheets and databases can write: a time of day stands on them."""
_NO_YEAR: Final = re.compile("0001|1753|1899|190[04]|1970")
_DAY_NOUGHT: Final = re.compile(r"0?[01]/0?[01]/1900|1900-01-00", re.ASCII)
_DIGITS: Final = re.compile(r"\d{1,4}|\d{6}", re.ASCII)
_DECIMAL: Final = re.compile(r"(\d{0,2})[.](\d+)|\d(?:\.\d+)?[Ee]-\d{1,2}", re.ASCII)
_DOTTED: Final = re.compile(r"\d{1,2}[.]\d{1,2}[.]\d{2}", re.ASCII)
"""Alone it is a day: 1.10.25 is no time of ten past one."""
_REMEMBERED: Final = 10_000
_FEW: Final = 20
"""One in so many digits may be no time of day before none of them is taken for one."""
_DAY_SECONDS: Final = 86_400
_MIDNIGHT: Final = "00:00"
_DAY_HOURS: Final = 24
_HOUR_MINUTES: Final = 60
_HH, _HHMM, _HHMMSS = 2, 4, 6
"""How many digits numbers have with all their zeros."""


def is_clock_on_no_day(text: str) -> bool:
    """Whether a text is a time of day on one of the first days that spreadsheets and databases write."""
    day, clock = split_moment(text) if _NO_YEAR.search(text) else ("", "")
    return bool(clock) and _is_no_day(day)


class _Part(NamedTuple):
    """What one cell gives: the day as it is written, and the time of day; blanks for what it does not."""

    day: str = ""
    clock: str = ""
    zone: str = ""


class DayAndClock:
    """Joins the cells of the columns that together fill one time."""

    def __init__(self, whole: Callable[[], Iterable[Sequence[str]]] = tuple) -> None:
        """For the columns of one file; ``whole`` gives their cells in every row, and is asked where a number is met."""
        self.example: tuple[str, str] | None = None
        """A number that was taken for a time of day, and that time."""
        self._whole = whole
        self._shape = lru_cache(_REMEMBERED)(_shape)
        self._plain = lru_cache(_REMEMBERED)(_plain_part)

    def join(self, cells: Sequence[str]) -> str:
        """One text that means the moment of some cells, the day as it was written.

        Cells that make none together, or could make two, come with :data:`NOT_JOINED` between them, which nothing
        reads. A cell alone stays as it is.
        """
        texts = [text for cell in cells if (text := cell.strip())]
        if len(texts) < 2:
            return "".join(texts)
        parts = [self._part(text) for text in texts]
        first, second, *more = parts
        if first and second and first.day and not (first.clock or second.day or more):  # nearly always
            return f"{first.day} {second.clock}{second.zone}"
        days = {part.day for part in parts if part is not None and part.day}
        if None in parts or len(days) != 1:
            return NOT_JOINED.join(texts)
        told = [part for part in parts if part is not None]
        clocks = {part.clock for part in told if part.clock}
        if len(clocks) > 1:  # the midnight of a day that has its time elsewhere is none
            clocks = {part.clock for part in told if part.clock and not (part.day and part.clock == _MIDNIGHT)}
        zones = {part.zone for part in told if part.zone}
        if len(clocks) > 1 or len(zones) > 1:
            return NOT_JOINED.join(texts)
        return " ".join((*days, *clocks)) + "".join(zones)

    @cached_property
    def _seen(self) -> Counter[str]:
        """How the columns write times of day as numbers, from the first row to the last: no number is read before."""
        shapes = (self._shape(cell.strip()) for cells in self._whole() for cell in cells)
        return Counter(filter(None, shapes))

    def _part(self, text: str) -> _Part | None:
        shape = self._shape(text)
        if not shape:
            return self._plain(text)
        part = self._number(text)
        if part is not None and shape not in ("0hmm", "hhmm") and self.example is None:
            self.example = text, part.clock
        return part

    def _number(self, text: str) -> _Part | None:
        """A time of day written as a number, if what was seen of the column leaves it one meaning."""
        seen, shape = self._seen, self._shape(text)
        if seen["fraction"] and shape in ("fraction", "either") and self._only("fraction", "either"):
            seconds = min(round(float(text) * _DAY_SECONDS), _DAY_SECONDS - 1)
            return _Part(clock=_written(seconds // 3600, seconds // 60 % 60, seconds % 60))
        if shape == "hours.minutes" or (shape == "either" and seen["hours.minutes"]):
            return _clock(text) if self._only("hours.minutes", "either") else None
        return self._digits(text) if shape not in ("fraction", "either", "wrong") else None

    def _digits(self, text: str) -> _Part | None:
        seen, length = self._seen, len(text)
        if text == "0":
            return _Part(clock=_MIDNIGHT)
        if length == _HHMMSS:
            return _clock(":".join(re.findall("..", text)))
        if length == _HHMM and self._only("h", "0h", "hh", "mm", "hmm", "0hmm", "hhmm"):
            return _clock(text)
        if seen["hmm"] and self._only("h", "hh", "mm", "hmm", "hhmm"):  # the zeros in front are lost, and all of them
            return _clock(text.zfill(_HHMM))
        hours = length == _HH and seen["0h"] and self._only("0h", "hh")
        return _clock(f"{text}:00") if hours else None

    def _only(self, *shapes: str) -> bool:
        """Whether all numbers seen are of these shapes, but for a few that are no time of day at all."""
        known = sum(self._seen[shape] for shape in ("0", *shapes))
        wrong, total = self._seen["wrong"], self._seen.total()
        return known + wrong == total and wrong * _FEW <= total


def _shape(text: str) -> str:
    """How a cell writes a time of day as a number; "" where it is no number that could be one."""
    decimal = _DECIMAL.fullmatch(text)
    if decimal is None:
        return _shape_of_digits(text) if _DIGITS.fullmatch(text) else ""
    hours, minutes = decimal[1] or "", decimal[2] or ""
    if hours.strip("0"):
        return "hours.minutes" if _is_minutes(minutes) else "wrong"
    return "either" if _is_minutes(minutes) else "fraction"


def _is_minutes(text: str) -> bool:
    return len(text) == _HH and int(text) < _HOUR_MINUTES


def _shape_of_digits(text: str) -> str:
    if text == "0":
        return text
    hours, minutes, length = int(text[:-_HH] or 0), int(text[-_HH:]), len(text)
    if length == _HHMMSS:
        return "hhmmss"
    if hours >= _DAY_HOURS or minutes >= _HOUR_MINUTES or (length not in (_HH, _HHMM) and text[0] == "0"):
        return "wrong"
    if length == _HH and text[0] != "0":
        return "hh" if minutes < _DAY_HOURS else "mm"
    return {1: "h", _HH: "0h", 3: "hmm", _HHMM: "0hmm" if text[0] == "0" else "hhmm"}[length]


def _plain_part(text: str) -> _Part | None:
    """What a cell gives that is no number."""
    alone = None if _DOTTED.fullmatch(text) else _clock(text)
    if alone is not None:
        return alone
    day, clock = split_moment(text)
    part = _clock(clock) if clock else _Part()
    if not day or part is None or (_is_no_day(day) and not clock):
        return None
    return part if _is_no_day(day) else part._replace(day=day)


def _clock(text: str) -> _Part | None:
    """A time of day alone."""
    match = _CLOCK.fullmatch(text)
    if match is None or not has_minutes(match.groupdict()):
        return None
    clock = clock_of(match.groupdict())
    if clock is None:
        return None
    try:
        zone = zone_of(match.groupdict())
    except ValueError:
        return None
    return _Part(clock=_written(*clock), zone=time(tzinfo=zone).isoformat()[len("00:00:00") :])


def _written(hour: int, minute: int, second: int) -> str:
    return time(hour, minute, second).isoformat("auto" if second else "minutes")


def _is_no_day(day: str) -> bool:
    """Whether a day is one on which only a time of day stands."""
    if not _NO_YEAR.search(day):
        return False
    if _DAY_NOUGHT.fullmatch(day):
        return True
    found = [moment for order in ("dmy", "mdy") if (moment := find_moment(day, order)) is not None]
    return any(one.moment.date() in _NO_DAYS for one in found)
