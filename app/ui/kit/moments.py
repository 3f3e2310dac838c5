"""Stored moments and days as a person here reads them."""

from datetime import date

from app.core.clock import from_text


def moment(text: str) -> str:
    """A stored moment as this computer's clock shows it: 21 November 2026, 23:41."""
    if not text:
        return ""
    local = from_text(text).astimezone()
    return f"{local.day} {local:%B %Y, %H:%M}"


def day(text: str) -> str:
    """A stored day: 1 June 2025."""
    if not text:
        return ""
    value = date.fromisoformat(text)
    return f"{value.day} {value:%B %Y}"


def period(first: str, last: str) -> str:
    """Two days, both included."""
    return f"{day(first)} to {day(last)}" if first and last else ""


def month_name(text: str) -> str:
    """A stored month: June 2025."""
    return f"{date.fromisoformat(f'{text}-01'):%B %Y}" if text else ""


def months_between(first: str, last: str) -> list[str]:
    """The months that two stored days and all between them lie in, the earliest first: 2025-06."""
    begin, end = (date.fromisoformat(text) for text in (first, last))
    numbers = range(begin.year * 12 + begin.month - 1, end.year * 12 + end.month)
    return [f"{number // 12}-{number % 12 + 1:02}" for number in numbers]
