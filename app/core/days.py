"""Days of Europe/London, in which people count, and the UTC moments that bound them."""

from calendar import monthrange
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from app.core.words import count_of

LONDON = ZoneInfo("Europe/London")
_MONTHS = "January February March April May June July August September October November December".split()
_HOURS_OF_TWO_DAYS = 48
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


def month_days(month: str) -> tuple[date, date]:
    """The first and the last day of a month written ``2025-06``."""
    year, number = map(int, month.split("-"))
    return date(year, number, 1), date(year, number, monthrange(year, number)[1])


def month_of(day: date) -> str:
    """The month of a day: ``2025-06``."""
    return f"{day.year}-{day.month:02}"


def month_before(month: str) -> str:
    """The month before one: ``2025-05`` before ``2025-06``."""
    return month_of(month_days(month)[0] - timedelta(days=1))


def due_day_after(month: str, day: int, today: date) -> date:
    """The first such day of a month that comes after ``month`` and is not past: nobody can be done by a day that is.

    Args:
        month: the month that was drawn from, ``2025-06``.
        day: the day of the month, one that every month has.
        today: the day that it is.
    """
    found = (month_days(month)[1] + timedelta(days=1)).replace(day=day)
    if found < today:
        found = today.replace(day=day)
    return found if found >= today else (month_days(month_of(found))[1] + timedelta(days=1)).replace(day=day)


def due_words(due: date, today: date) -> str:
    """How a day by which something is to be done lies: ``due 14 July 2025, in 3 days``, ``overdue by 2 days``."""
    left = (due - today).days
    if left < 0:
        return f"overdue by {count_of(-left, 'day')}"
    if left == 0:
        return "due today"
    return f"due {day_words(due)}, {'tomorrow' if left == 1 else f'in {left:,} days'}"


def moment_words(moment: datetime) -> str:
    """A moment as the clock on the wall in Europe/London showed it: ``Saturday 14 June 2025, 23:14``."""
    wall = local(moment)
    return f"{_WEEKDAYS[wall.weekday()]} {day_words(wall)}, {wall:%H:%M}"


def hour_words(moment: datetime) -> str:
    """The hour of a moment, on London's clock: ``Saturday 14 June 2025, between 23:00 and midnight``."""
    wall = local(moment)
    end = f"{wall.hour + 1:02}:00" if wall.hour < 23 else "midnight"
    return f"{_WEEKDAYS[wall.weekday()]} {day_words(wall)}, between {wall.hour:02}:00 and {end}"


def span_words(minutes: int) -> str:
    """A length of time: ``14 minutes``, ``27 hours 5 minutes``; from two days on ``3 days 4 hours``."""
    hours, rest = divmod(minutes, 60)
    told = (
        [(hours, "hour"), (rest, "minute")]
        if hours < _HOURS_OF_TWO_DAYS
        else [(hours // 24, "day"), (hours % 24, "hour")]
    )
    return " ".join(count_of(number, word) for number, word in told if number) or count_of(minutes, "minute")


def period_words(first: date, last: date) -> str:
    """Two days as one phrase: ``1 to 30 June 2025``, ``14 June 2025``."""
    if first == last:
        return day_words(first)
    if (first.year, first.month) == (last.year, last.month):
        return f"{first.day} to {day_words(last)}"
    return f"{day_words(first)} to {day_words(last)}"
