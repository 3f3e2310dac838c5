"""The one clock. Everything that needs the time is given one, so that tests can fix it."""

from collections.abc import Callable
from datetime import UTC, datetime
from functools import lru_cache
from typing import Final

_DAY: Final = 86_400

Clock = Callable[[], datetime]
"""Gives the time now, aware and in UTC."""


def system_clock() -> datetime:
    """The machine's time now, in UTC, to the microsecond."""
    return datetime.now(UTC)


def to_text(moment: datetime) -> str:
    """A moment as the text we hash and store: UTC, to the second, ``2026-11-21T10:04:00Z``.

    Raises:
        ValueError: the moment has no time zone.
    """
    if moment.tzinfo is None:
        raise ValueError("a moment without a time zone")
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def seconds_to_text(seconds: int) -> str:
    """A moment that is kept as seconds since 1970, as :func:`to_text` writes it: for lists of a million."""
    day, second = divmod(seconds, _DAY)
    return f"{_day_text(day)}T{second // 3600:02}:{second // 60 % 60:02}:{second % 60:02}Z"


@lru_cache(maxsize=4_096)
def _day_text(day: int) -> str:
    return datetime.fromtimestamp(day * _DAY, UTC).strftime("%Y-%m-%d")


def from_text(text: str) -> datetime:
    """The moment that :func:`to_text` wrote.

    Raises:
        ValueError: the text is not of that form.
    """
    if len(text) != 20 or not text.endswith("Z"):
        raise ValueError(f"{text!r} is no moment of the form 2026-11-21T10:04:00Z")
    return datetime.fromisoformat(text)
