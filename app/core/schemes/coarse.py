"""Times and days as a role is told of them. Volunteers are told when a thing was, but never to the minute.

A scheme says in a field's ``told`` how coarsely: the hour it was in, its day, its month, or how long after the case
began. A volunteer's time of which it says nothing is told by the hour, so that no scheme gives one away by silence.
"""

from collections.abc import Iterator
from datetime import date

from app.core.clock import from_text
from app.core.days import day_words, hour_words, local, month_of, month_words, span_words
from app.core.schemes.plain import value_words
from app.core.schemes.spec import Field, Role, Scheme
from app.core.words import count_of, say

HOURS, DAY, MONTH, AFTER = "hours", "day", "month", "after"
_WORDS = {"time": (HOURS, DAY, MONTH, AFTER), "date": (MONTH, AFTER)}
"""How a field of a type may be told."""


def coarseness(field: Field, role: Role) -> str:
    """How coarsely a role is told of a field: a word of a scheme's ``told``; "" where it is told as recorded."""
    default = HOURS if role == "volunteer" and field.type == "time" else ""
    return field.told.get(role, default)


def told_words(scheme: Scheme, field: Field, value: str, *, role: Role, began: str = "") -> str:
    """A kept value in the words in which a role is told of it.

    Args:
        scheme: of the record.
        field: of the scheme, or of one of its parts.
        value: as kept.
        role: who is told.
        began: the value of the scheme's own time; blank where it is not recorded: then the hour or month is told.
    """
    coarse = coarseness(field, role) if value else ""
    if coarse == AFTER and not (began and scheme.starts):
        coarse = HOURS if field.type == "time" else MONTH
    if not coarse:
        return value_words(scheme, field, value)
    if coarse == AFTER and scheme.starts:
        return _after(field, value, began, say(scheme.starts))
    return _time_words(value, coarse) if field.type == "time" else month_words(value[:7])


def told_troubles(scheme: Scheme, field: Field) -> Iterator[str]:
    """What is wrong with a field's ``told``, in sentences without their end."""
    for role, word in field.told.items():
        named, words = role.replace("_", " "), _WORDS.get(field.type, ())
        if not words:
            yield "only a time or a date is told coarsely"
        elif word not in words:
            yield f"how a {named} is told of it is '{word}', and must be one of: {', '.join(words)}"
        elif role not in field.seen_by:
            yield f"it says how a {named} is told of it, and no {named} sees it"
        elif word == AFTER and (field.id == scheme.time or scheme.starts is None):
            yield "'after' needs 'starts', what the scheme's time is in a sentence, and is not for that time itself"


def _time_words(value: str, coarse: str) -> str:
    moment = from_text(value)
    if coarse == HOURS:
        return hour_words(moment)
    wall = local(moment).date()
    return day_words(wall) if coarse == DAY else month_words(month_of(wall))


def _after(field: Field, value: str, began: str, starts: str) -> str:
    start = from_text(began)
    if field.type == "date":
        days = (date.fromisoformat(value) - local(start).date()).days
        return f"{count_of(abs(days), 'day')} {_side(days)} {starts}" if days else f"on the day of {starts}"
    minutes = (from_text(value) - start).total_seconds() // 60
    return f"{span_words(int(abs(minutes)))} {_side(minutes)} {starts}" if minutes else f"at {starts}"


def _side(difference: float) -> str:
    return "after" if difference > 0 else "before"
