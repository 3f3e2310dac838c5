"""One cell to the text we keep: codes by their vocabulary, times as UTC, numbers and yes or no in one spelling.

Every reader takes a cell's trimmed text (never blank) and gives the text to keep, or raises ``ValueError`` with the
reason in plain words.
"""

import re
from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import Literal

from app.core.clock import to_text
from app.core.days import LONDON
from app.core.schemes.spec import Code, Field, Scheme
from app.core.schemes.spelling import spelt

Times = Literal["utc", "local"]
Reader = Callable[[str], str]

_YES = frozenset({"yes", "y", "true", "t", "1", "1.0"})
_NO = frozenset({"no", "n", "false", "f", "0", "0.0"})
_BRITISH = re.compile(r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})(?:[ T]+(\d{1,2}):(\d{2})(?::(\d{2}))?)?", re.ASCII)
_DECIMAL = re.compile(r"[+-]?[0-9]+(\.[0-9]+)?")
_MOST_DIGITS = 18
_BROKEN = r"\x00-\x08\x0b\x0c\x0e-\x1f"
"""Control characters other than tab and line ends: refused everywhere."""
_BROKEN_HIGH = r"\x7f-\x9f"
"""The rarer control characters, mostly of a wrong encoding: a narrative keeps them."""
_TURNING = r"\u202a-\u202e\u2066-\u2069"
"""Signs that turn the direction of writing, so that text shows in another order: refused in a reference."""
_LONGEST_DAY = len("2025-06-14")
_EARLIEST, _LATEST = 1990, 2100


def readers(scheme: Scheme, times: Times) -> dict[str, Reader]:
    """A reader for every field of a scheme. ``times`` says how a time is read: see :func:`read_time`.

    They refuse control characters too: a broken export, or a forged key. A narrative keeps more than other fields (see
    ``_BROKEN``), a reference less: two that look alike must be alike.
    """
    return {
        field.id: _Remembered(_guarded(_reader(scheme, field, times), _refused(scheme, field))).__getitem__
        for field in scheme.fields
    }


def read_time(text: str, times: Times) -> str:
    """A time as UTC text.

    Args:
        text: ISO 8601 with or without an offset, or day/month/year with a time; a day alone means its midnight in
            Europe/London, however times are read.
        times: ``utc`` takes an offset at its word, and a time without one as UTC; ``local`` reads the clock on the
            wall in Europe/London and ignores any offset (some forces write local times with ``+00:00``).
    """
    moment = _iso(text) or _british(text)
    if moment is None:
        raise ValueError("is no date and time that can be read")
    if not _EARLIEST <= moment.year <= _LATEST:
        raise ValueError("has a year that cannot be right")
    if times == "local" or is_day(text):
        moment = moment.replace(tzinfo=LONDON)
    elif moment.tzinfo is None:
        moment = moment.replace(tzinfo=UTC)
    return to_text(moment)


def is_day(text: str) -> bool:
    """Whether a text that :func:`read_time` takes says a day and no time: the shortest with an hour has 11 signs."""
    return len(text) <= _LONGEST_DAY


def read_date(text: str) -> str:
    """A day as ``2025-06-14``."""
    moment = _iso(text) or _british(text)
    if moment is None:
        raise ValueError("is no date that can be read")
    return date(moment.year, moment.month, moment.day).isoformat()


def read_yes_no(text: str) -> str:
    """Yes or no, in any of the spellings that extracts use."""
    word = text.casefold()
    if word in _YES:
        return "yes"
    if word in _NO:
        return "no"
    raise ValueError("is neither yes nor no")


def read_integer(text: str) -> str:
    """A whole number without leading zeros; a spreadsheet's ``17.0`` counts as one."""
    number = text.removesuffix(".0")
    if not (number.isascii() and number.isdecimal() and len(number) <= _MOST_DIGITS):
        raise ValueError("is no whole number")
    return str(int(number))


def read_decimal(text: str) -> str:
    """A decimal number, as it was written."""
    if not _DECIMAL.fullmatch(text):
        raise ValueError("is no number")
    return text


def vocabulary_reader(codes: tuple[Code, ...]) -> Reader:
    """A reader that knows a vocabulary's codes, labels and other spellings; a word it does not know stays as it is."""
    known: dict[str, str] = {}
    for code in codes:
        for spelling in (code.code, *code.also, *code.label.values()):
            known.setdefault(spelt(spelling), code.code)
    return lambda text: known.get(spelt(text), text)


def _reader(scheme: Scheme, field: Field, times: Times) -> Reader:
    if field.type == "code":
        return vocabulary_reader(scheme.vocabularies[field.vocabulary])
    if field.type == "time":
        return lambda text: read_time(text, times)
    plain: dict[str, Reader] = {
        "date": read_date, "yes_no": read_yes_no, "integer": read_integer, "decimal": read_decimal,
    }  # fmt: skip
    return plain.get(field.type, str)


def _refused(scheme: Scheme, field: Field) -> re.Pattern[str]:
    """The characters that a field may not hold."""
    if field.type == "narrative":
        return re.compile(f"[{_BROKEN}]")
    return re.compile(f"[{_BROKEN}{_BROKEN_HIGH}{_TURNING if field.id in scheme.case_key else ''}]")


def _guarded(reader: Reader, refused: re.Pattern[str]) -> Reader:
    def guarded(text: str) -> str:
        if not text.isprintable() and refused.search(text):
            raise ValueError("holds a control character")
        return reader(text)

    return guarded


class _Remembered(dict[str, str]):
    """What a reader made of each distinct cell: extracts repeat themselves. Bounded, because narratives do not.

    Its ``__getitem__`` is a reader, and one that costs no call in Python for a cell that was seen.
    """

    def __init__(self, reader: Reader) -> None:
        super().__init__()
        self._reader = reader

    def __missing__(self, text: str) -> str:
        found = self._reader(text)
        if len(self) < 10_000 and len(text) < 100:
            self[text] = found
        return found


def _iso(text: str) -> datetime | None:
    """ISO 8601, but for the days of numbered weeks (2025-W24-6), which no extract means."""
    try:
        return None if "W" in text else datetime.fromisoformat(text)
    except ValueError:
        return None


def _british(text: str) -> datetime | None:
    match = _BRITISH.fullmatch(text)
    if match is None:
        return None
    day, month, year, hour, minute, second = (int(part or 0) for part in match.groups())
    try:
        return datetime(year, month, day, hour, minute, second)  # noqa: DTZ001 - the caller gives it its zone
    except ValueError:
        return None
