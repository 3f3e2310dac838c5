"""Times and days as extracts write them: ISO 8601, day/month/year in either order, month names, Excel's day numbers."""

import re
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta, timezone
from typing import Final, Literal, NamedTuple

from app.core.days import LONDON
from app.core.schemes.layout_words import DayOrder

Times = Literal["utc", "local"]

CLOCK: Final = (
    r"(?P<h>\d{1,2})(?:[:.]?(?P<min>\d{2})(?:[:.](?P<s>\d{2})(?:[.,]\d+)?)?)?"
    r"(?: ?(?P<half>[AaPp])\.?[Mm]\.?| ?[Hh](?:(?:ou)?rs?)?\.?)?"
    r"(?: ?(?P<zone>[Zz]|(?i:gmt|utc|bst)|[+-]\d{2}:?\d{2}))?"
)
"""A time of day, with minutes or a half of the day; what names the offset from UTC is read as that."""
DAYS: Final = (
    r"(?P<one>\d{1,2})[/.-](?P<two>\d{1,2})[/.-](?P<y>\d{4}|\d{2})",
    r"(?P<y>\d{4})(?P<sign>[/.-])(?P<m>\d{1,2})(?P=sign)(?P<d>\d{1,2})",
    r"(?P<y>\d{4})(?P<m>\d{2})(?P<d>\d{2})",
    r"(?:[A-Za-z]{3,9},? )?(?P<d>\d{1,2})(?:st|nd|rd|th)?[ -](?P<name>[A-Za-z]{3,9})\.?,?[ -](?P<y>\d{4}|\d{2})",
    r"(?:[A-Za-z]{3,9},? )?(?P<name>[A-Za-z]{3,9})\.? +(?P<d>\d{1,2})(?:st|nd|rd|th)?,? +(?P<y>\d{4})",
    r"(?P<serial>[3-6]\d{4})(?![T,])",
)
"""The ways a day is written."""
_FORMS: Final = tuple(re.compile(f"(?P<day>{day})(?:(?:[ T,]+| at |, at ){CLOCK})?", re.ASCII) for day in DAYS)
_MONTHS: Final = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_SERIAL: Final = re.compile(r"([3-6]\d{4})(?:\.(\d+))?", re.ASCII)
_SERIAL_ZERO: Final = datetime(1899, 12, 30)  # noqa: DTZ001 - day 0 of Excel's count, on the clock of the file
_LONGEST_ISO_DAY: Final = len("2025-06-14")
_DAY_NUMBER: Final = re.compile(r"[3-6]\d{4}(?:[ .]|$)", re.ASCII)
_LAST_MONTH: Final = 12
_NOON: Final = 12
EARLIEST: Final = 1990
LATEST: Final = 2100
"""The years that can be right."""


class Found(NamedTuple):
    """A time as a text gives it: aware only if the text names an offset; ``day`` where it gives no time of day."""

    moment: datetime
    day: bool


def find_moment(text: str, order: DayOrder = "dmy") -> Found | None:
    """The time that a text gives, or None.

    Args:
        text: ISO 8601; day/month/year (or month/day/year) with "/", "." or "-" and two or four digits of the year;
            year/month/day; "14 June 2025" or "June 14, 2025"; a day number of Excel from 1982 on; each with or without
            a time of day, on the 24-hour clock or with AM or PM, which may name its offset (GMT, UTC, BST, +01:00).
        order: how 03/04/2025 is read. 14/06/2025 is a day and a month in either case only under ``dmy``. ``swapped``
            reads it as ``dmy`` does, and takes 2025-04-03, or its day number, for 4 March.
    """
    if order != "swapped":
        return _found(text, order)
    found = _found(text, "dmy")
    return _swapped(found) if found is not None and is_real_date(text) else found


def is_real_date(text: str) -> bool:
    """Whether a time is written as a real date of a workbook comes out of it: year first, or a day number."""
    return (text[4:5] == "-" and text[:4].isdecimal()) or _DAY_NUMBER.match(text) is not None


def read_moment(text: str, times: Times, order: DayOrder = "dmy") -> Found:
    """The moment that a text means, aware.

    Args:
        text: see :func:`find_moment`. A day alone means its midnight in Europe/London, however times are read.
        times: ``utc`` takes an offset at its word, and a time without one as UTC; ``local`` reads the clock on the
            wall in Europe/London and ignores any offset (some forces write local times with ``+00:00``).
        order: of day and month.

    Raises:
        ValueError: it is no time, or of a year that cannot be right; the reason in plain words.
    """
    found = find_moment(text, order)
    if found is None:
        raise ValueError("is no date and time that can be read")
    moment, day = found
    if not EARLIEST <= moment.year <= LATEST:
        raise ValueError("has a year that cannot be right")
    if times == "local" or day:
        return Found(moment.replace(tzinfo=LONDON), day)
    return Found(moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment, day)


def split_moment(text: str) -> tuple[str, str]:
    """A text that gives a day as its day and the rest, a time of day or ""; two blanks where it gives no day.

    Whether such a day or time is there at all is not looked at.
    """
    for form in _FORMS:
        match = form.fullmatch(text)
        if match is not None and (match["h"] is None or has_minutes(match.groupdict())):
            return match["day"], text[match.start("h") :] if match["h"] is not None else ""
    return "", ""


def clock_of(parts: Mapping[str, str | None]) -> tuple[int, int, int] | None:
    """Hour, minute and second of what :data:`CLOCK` found; None where no clock shows them."""
    hour, minute, second = int(parts["h"] or 0), int(parts["min"] or 0), int(parts["s"] or 0)
    if half := parts["half"]:
        if not 1 <= hour <= _NOON:
            return None
        hour = hour % _NOON + (_NOON if half in "pP" else 0)
    return (hour, minute, second) if hour < 24 and minute < 60 and second < 60 else None


def has_minutes(parts: Mapping[str, str | None]) -> bool:
    """Whether an hour has its minutes, or a half of the day: alone it is any number."""
    return bool(parts["min"] or parts["half"])


def zone_of(parts: Mapping[str, str | None]) -> timezone | None:
    """The offset that is named; None where none is.

    Raises:
        ValueError: it is none.
    """
    name = parts["zone"]
    if not name:
        return None
    if name[0] not in "+-":
        return timezone(timedelta(hours=name.casefold() == "bst"))
    ahead = timedelta(hours=int(name[1:3]), minutes=int(name[-2:]))
    return timezone(-ahead if name[0] == "-" else ahead)


def _found(text: str, order: DayOrder) -> Found | None:
    found = _iso(text)
    if found is not None:
        return found
    for form in _FORMS:
        match = form.fullmatch(text)
        if match is not None:
            return _written(match.groupdict(), order)
    serial = _SERIAL.fullmatch(text)
    if serial is None:
        return None
    seconds = round(float(f"0.{serial[2] or 0}") * 86_400)
    return Found(_SERIAL_ZERO + timedelta(days=int(serial[1]), seconds=seconds), not serial[2])


def _swapped(found: Found) -> Found | None:
    """With day and month the other way round; None where that is no day."""
    moment, day = found
    return Found(moment.replace(day=moment.month, month=moment.day), day) if moment.day <= _LAST_MONTH else None


def _iso(text: str) -> Found | None:
    """ISO 8601, but for the days of numbered weeks (2025-W24-6), which no extract means."""
    if "W" in text:
        return None
    try:
        return Found(datetime.fromisoformat(text), len(text) <= _LONGEST_ISO_DAY)
    except ValueError:
        return None


def _written(parts: Mapping[str, str | None], order: DayOrder) -> Found | None:
    timed = parts["h"] is not None
    clock = clock_of(parts)
    if clock is None or (timed and not has_minutes(parts)):
        return None
    try:
        day = _day(parts, order)
        return Found(datetime(*day, *clock, tzinfo=zone_of(parts)), not timed) if day else None
    except ValueError:
        return None


def _day(parts: Mapping[str, str | None], order: DayOrder) -> tuple[int, int, int] | None:
    """Year, month and day; nothing says that there is such a day."""
    if parts.get("serial"):
        day = _SERIAL_ZERO + timedelta(days=int(parts["serial"] or 0))
        return day.year, day.month, day.day
    day, month = parts.get("d"), parts.get("m")
    if parts.get("one"):
        day, month = (parts["one"], parts["two"]) if order == "dmy" else (parts["two"], parts["one"])
    if parts.get("name"):
        name = str(parts["name"]).casefold()
        month = str(_MONTHS.index(name[:3]) + 1) if name[:3] in _MONTHS else None
    if not (day and month):
        return None
    year = int(parts["y"] or 0)
    return year + 2000 if year < 100 else year, int(month), int(day)
