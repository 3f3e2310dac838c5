"""Times and days as extracts write them: ISO 8601, day/month/year in either order, month names, Excel's day numbers."""

import re
from datetime import UTC, datetime, timedelta
from typing import Final, Literal, NamedTuple

from app.core.days import LONDON

Times = Literal["utc", "local"]
DayOrder = Literal["dmy", "mdy"]

_TIME: Final = (
    r"(?:(?:[ T,]+| at |, at )(?P<h>\d{1,2})[:.]?(?P<min>\d{2})(?:[:.](?P<s>\d{2})(?:\.\d+)?)?"
    r"(?: ?(?P<half>[AaPp])\.?[Mm]\.?)?)?"
)
_FORMS: Final = tuple(
    re.compile(day + _TIME, re.ASCII)
    for day in (
        r"(?P<one>\d{1,2})[/.-](?P<two>\d{1,2})[/.-](?P<y>\d{4}|\d{2})",
        r"(?P<y>\d{4})[/.](?P<m>\d{1,2})[/.](?P<d>\d{1,2})",
        r"(?:[A-Za-z]{3,9},? )?(?P<d>\d{1,2})(?:st|nd|rd|th)?[ -](?P<name>[A-Za-z]{3,9})\.?,?[ -](?P<y>\d{4}|\d{2})",
    )
)
_MONTHS: Final = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_SERIAL: Final = re.compile(r"([3-6]\d{4})(?:\.(\d+))?", re.ASCII)
_SERIAL_ZERO: Final = datetime(1899, 12, 30)  # noqa: DTZ001 - day 0 of Excel's count, on the clock of the file
_LONGEST_ISO_DAY: Final = len("2025-06-14")
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
            year/month/day; "14 June 2025"; a day number of Excel from 1982 on; each with or without a time of day, on
            the 24-hour clock or with AM or PM.
        order: how 03/04/2025 is read. 14/06/2025 is a day and a month in either case only under ``dmy``.
    """
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


def _iso(text: str) -> Found | None:
    """ISO 8601, but for the days of numbered weeks (2025-W24-6), which no extract means."""
    if "W" in text:
        return None
    try:
        return Found(datetime.fromisoformat(text), len(text) <= _LONGEST_ISO_DAY)
    except ValueError:
        return None


def _written(parts: dict[str, str | None], order: DayOrder) -> Found | None:
    day, month = parts.get("d"), parts.get("m")
    if parts.get("one"):
        day, month = (parts["one"], parts["two"]) if order == "dmy" else (parts["two"], parts["one"])
    if parts.get("name"):
        name = str(parts["name"]).casefold()
        month = str(_MONTHS.index(name[:3]) + 1) if name[:3] in _MONTHS else None
    if not (day and month):
        return None
    year = int(parts["y"] or 0)
    hour = _hour(parts)
    if hour is None:
        return None
    try:
        moment = datetime(  # noqa: DTZ001 - the caller gives it its zone
            year + 2000 if year < 100 else year,
            int(month),
            int(day),
            hour,
            int(parts["min"] or 0),
            int(parts["s"] or 0),
        )
    except ValueError:
        return None
    return Found(moment, parts["h"] is None)


def _hour(parts: dict[str, str | None]) -> int | None:
    hour, half = int(parts["h"] or 0), (parts["half"] or "").casefold()
    if not half:
        return hour
    return hour % 12 + (12 if half == "p" else 0) if 1 <= hour <= 12 else None
