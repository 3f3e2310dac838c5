"""Which clock the times of a file are of: London's, or UTC. In summer the two differ by an hour.

Three things can tell. When summer begins London's clock skips an hour, and a time in that hour is of no clock in
London. A file of whole months, cut by London's clock but written in UTC, begins in the last hour of the month before;
one written in London's time reaches into the last hour of its own month. And records whose time nobody knew are put at
midnight: where they pile up at 23:00 in summer, the file is in UTC.
"""

from collections import Counter
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Final

from app.core.days import LONDON, day_words
from app.core.words import count_of

_HOUR: Final = timedelta(hours=1)
_DAY: Final = timedelta(days=1)
_NEARLY: Final = 2 * _DAY
"""A file that ends nearer than this to the end of a month holds the month."""
_PILE: Final = 5
"""As many times at one full hour of the day, and ..."""
_HIGHER: Final = 3
"""... this many times as many as at any other, are a pile."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Clock:
    """What was found, in a sentence; ``suggests`` is ``utc``, ``local`` or "" where it cannot be told."""

    code: str
    count: int
    sentence: str
    suggests: str = ""
    grave: bool = False


def which_clock(hours: Counter[datetime], full: Counter[datetime], *, zero: int, offset: int, halved: bool) -> Clock:
    """What speaks for UTC, what for London's clock.

    Args:
        hours: how many times lie in each hour, as written.
        full: how many lie exactly at it.
        zero: how many name an offset of nothing.
        offset: how many name another.
        halved: whether morning and afternoon are lost, and hours with them.
    """
    total = hours.total()
    if offset:
        text = "The times name their offset from UTC, and it is not always nothing: it can be taken at its word."
        return Clock(code="offsets", count=offset, sentence=text, suggests="utc")
    summer = sum(count for hour, count in hours.items() if _is_summer(hour))
    named = " although they end in +00:00 or Z" if zero else ""
    if not summer:
        text = "All times are from winter, when London's clock is UTC: either way gives the same."
        return Clock(code="clock_same", count=total, sentence=text)
    unknown = f"Whether the times are London's clock or UTC cannot be told from them{named}: ask who made the file."
    if halved:
        return Clock(code="clock_unknown", count=summer, sentence=unknown, grave=True)
    votes = [vote for vote in (_by_edges(hours), _by_piles(full)) if vote is not None]
    if skipped := _by_skipped(hours, sure=all(vote.suggests == "utc" for vote in votes)):
        return skipped
    if len({vote.suggests for vote in votes}) == 1:
        return votes[0]
    return Clock(code="clock_unknown", count=summer, sentence=unknown, grave=True)


def _by_skipped(hours: Counter[datetime], *, sure: bool) -> Clock | None:
    """What times say that no clock in London ever showed; ``sure`` where nothing else speaks for London's clock."""
    skipped = {hour: count for hour, count in hours.items() if _is_skipped(hour)}
    if not skipped:
        return None
    count, days = sum(skipped.values()), ", ".join(day_words(hour.date()) for hour in sorted(skipped))
    told = f"{count_of(count, 'time is', 'times are')} in the hour that London's clocks skip (01:00 to 02:00 on {days})"
    if sure:
        text = f"The times cannot all be London's clock, and look like UTC: {told}."
        return Clock(code="clock_skipped", count=count, sentence=text, suggests="utc")
    text = f"{told}, although others look like London's clock: ask who made the file."
    return Clock(code="clock_skipped", count=count, sentence=text, grave=True)


def _by_edges(hours: Counter[datetime]) -> Clock | None:
    """What the first and the last hours say of a file that holds whole months."""
    first, last = min(hours), max(hours)
    begin = _month(first + _HOUR)
    end = _month(_month(last) + 32 * _DAY)
    if end - last > _NEARLY:
        return None
    early = hours[begin - _HOUR] if first == begin - _HOUR and _is_summer(first) else 0
    late = hours[end - _HOUR] if _is_summer(end - _HOUR) else 0
    if early and not late:
        text = (
            f"The times look like UTC: {count_of(early, 'record stands', 'records stand')} in the last hour of "
            f"{day_words(first.date())}, which on London's clock is the first hour of the month that the file holds."
        )
        return Clock(code="clock_utc", count=early, sentence=text, suggests="utc")
    if late and not early and begin <= first < begin + _DAY:
        stand = count_of(late, "record stands", "records stand")
        text = (
            f"The times look like London's clock, whatever offset they name: {stand} in the last hour of "
            f"{day_words(last.date())}, which in UTC would be the next month, and none in the hour before the "
            "file's first day."
        )
        return Clock(code="clock_local", count=late, sentence=text, suggests="local")
    return None


def _by_piles(full: Counter[datetime]) -> Clock | None:
    """What a pile of summer times at midnight, or an hour before it, says."""
    for hour, suggests, name in ((23, "utc", "UTC"), (0, "local", "London's clock")):
        if count := pile(full, hour):
            text = (
                f"The times look like {name}: {count:,} of the summer's are exactly {hour:02}:00, far more than any "
                "other hour, and a time that nobody knew is put at midnight on London's clock."
            )
            return Clock(code=f"clock_{suggests}", count=count, sentence=text, suggests=suggests)
    return None


def pile(full: Counter[datetime], hour: int) -> int:
    """How many of the summer's times are exactly at 23:00, or at 0:00, if they are far more than at any other hour."""
    by_hour = Counter[int]()
    for moment, count in full.items():
        if _is_summer(moment):
            by_hour[moment.hour] += count
    usual = max((count for other, count in by_hour.items() if other not in (0, 23)), default=0)
    count = by_hour[hour]
    return count if count >= _PILE and count > _HIGHER * max(usual, by_hour[23 - hour]) else 0


def _is_summer(written: datetime) -> bool:
    """Whether London's clock was an hour ahead of UTC at a time as written."""
    return bool(written.replace(tzinfo=UTC).astimezone(LONDON).utcoffset())


def _is_skipped(written: datetime) -> bool:
    """Whether it is an hour that London's clock never showed: in UTC it is summer by then, on the wall not yet."""
    return _is_summer(written) and not written.replace(tzinfo=LONDON).utcoffset()


def _month(moment: datetime) -> datetime:
    """The first moment of its month."""
    return moment.replace(day=1, hour=0, minute=0, second=0, microsecond=0)
