"""Days of Europe/London, in which people count, and the UTC moments that bound them."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

LONDON = ZoneInfo("Europe/London")
_MONTHS = "January February March April May June July August September October November December".split()
_WEEKDAYS = "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split()


def bounds(first: date, last: date) -> tuple[datetime, datetime]:
    """The UTC moments from which (included) to which (left out) two days of Europe/London reach, both included.

    Raises:
        ValueError: the last day is before the first.
    """
    if last < first:
        raise ValueError("the last day is before the first")
    begin = datetime.combine(first, time(), LONDON)
    end = datetime.combine(last + timedelta(days=1), time(), LONDON)
    return begin.astimezone(UTC), end.astimezone(UTC)


def local(moment: datetime) -> datetime:
    """An aware moment as the clock on the wall in Europe/London showed it."""
    return moment.astimezone(LONDON)


def day_words(day: date) -> str:
    """A day as people write it: ``14 June 2025``."""
    return f"{day.day} {_MONTHS[day.month - 1]} {day.year}"


def month_words(month: str) -> str:
    """A month written ``2025-06`` as people write it: ``June 2025``."""
    year, number = month.split("-")
    return f"{_MONTHS[int(number) - 1]} {int(year)}"


def moment_words(moment: datetime) -> str:
    """A moment as the clock on the wall in Europe/London showed it: ``Saturday 14 June 2025, 23:14``."""
    wall = local(moment)
    return f"{_WEEKDAYS[wall.weekday()]} {day_words(wall)}, {wall:%H:%M}"


def period_words(first: date, last: date) -> str:
    """Two days as one phrase: ``1 to 30 June 2025``, ``14 June 2025``."""
    if first == last:
        return day_words(first)
    if (first.year, first.month) == (last.year, last.month):
        return f"{first.day} to {day_words(last)}"
    return f"{day_words(first)} to {day_words(last)}"
