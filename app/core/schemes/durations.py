"""How long it is from one time of a record to another, counted as the scheme says that the law counts it."""

from datetime import date

from app.core.clock import from_text
from app.core.days import local
from app.core.schemes.rules import Between

SECONDS = {"hours": 3600, "minutes": 60}
"""How many seconds a unit has that is a length."""
_OLDEST = 130


def span_between(between: Between, first: str, then: str) -> str:
    """What a field is filled with, from two kept texts; "" where the second time is before the first.

    Years are counted by the calendar in London, as an age is. ``first`` may be a day there.

    Raises:
        ValueError: a text is no kept time or day.
    """
    if between.unit == "years":
        return _years(_day(first), _day(then))
    seconds = int((from_text(then) - from_text(first)).total_seconds())
    if between.unit == "after":
        return "yes" if seconds > 0 else "no"
    if seconds < 0:
        return ""
    unit = SECONDS[between.unit]
    return str((seconds + unit - 1) // unit if between.part_counts else seconds // unit)


def _day(text: str) -> date:
    return local(from_text(text)).date() if "T" in text else date.fromisoformat(text)


def _years(born: date, then: date) -> str:
    years = then.year - born.year - ((then.month, then.day) < (born.month, born.day))
    return str(years) if 0 <= years <= _OLDEST else ""
