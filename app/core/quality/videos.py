"""How long video is still kept: until the day in the record, else for as many days as the force says."""

from collections import Counter
from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from app.core.clock import from_text
from app.core.days import local
from app.core.shapes.quality import Videos

WEEK, FORTNIGHT = 7, 14


@dataclass(frozen=True, kw_only=True, slots=True)
class VideoCounts:
    """Video as counted: by the day that records give, and else by the hour since 1970 at which it happened."""

    recorded: int
    by_day: Iterable[tuple[str, int]]
    by_hour: Iterable[tuple[int | None, int]]


def videos_of(counts: VideoCounts, *, today: date, kept_days: int) -> Videos:
    """Video by the days that are left, on the day that it is in London."""
    found = Counter[str]()
    for text, number in counts.by_day:
        found[_when(_read(text), today)] += number
    worked_out = 0
    for hour, number in counts.by_hour:
        found[_when(last_day(hour, kept_days), today)] += number
        worked_out += number
    return Videos(
        recorded=counts.recorded,
        expired=found["expired"],
        week=found["week"],
        fortnight=found["fortnight"],
        later=found["later"],
        unread=found["unread"],
        worked_out=worked_out,
        kept_days=kept_days,
    )


def last_day(hour: int | None, kept_days: int) -> date | None:
    """The last day on which video of an hour is there, where the record gives none."""
    if hour is None:
        return None
    return local(datetime.fromtimestamp(hour * 3600, UTC)).date() + timedelta(days=kept_days)


def kept_until(values: Mapping[str, str], happened_at: str, kept_days: int) -> date | None:
    """The last day on which a case's video is there; None where there is no video, or nobody can say.

    Args:
        values: the case's own values.
        happened_at: the moment of the case as it is stored; "" where it is not recorded.
        kept_days: for how long the force keeps video that is not evidence.
    """
    if text := values.get("bwv_expiry", ""):
        return _read(text)
    if values.get("bwv_on") != "yes" or not happened_at:
        return None
    return local(from_text(happened_at)).date() + timedelta(days=kept_days)


def left_words(day: date, today: date) -> str:
    """How long it is until a day: ``today is its last day``, ``3 days left``."""
    left = (day - today).days
    if left == 0:
        return "today is its last day"
    return "1 day left" if left == 1 else f"{left} days left"


def _read(text: str) -> date | None:
    with suppress(ValueError):
        return date.fromisoformat(text[:10])
    return None


def _when(day: date | None, today: date) -> str:
    if day is None:
        return "unread"
    left = (day - today).days
    if left < 0:
        return "expired"
    if left <= WEEK:
        return "week"
    return "fortnight" if left <= FORTNIGHT else "later"
