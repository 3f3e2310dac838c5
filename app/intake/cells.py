"""One cell to the text we keep: codes by their vocabulary, times as UTC, numbers and yes or no in one spelling.

Every reader takes a cell's trimmed text (never blank) and gives the text to keep, or raises ``ValueError`` with the
reason in plain words.
"""

import re
from collections.abc import Callable, Mapping

from app.core.clock import to_text
from app.core.schemes.layout_words import DayOrder
from app.core.schemes.spec import LIST, Code, Field, Scheme
from app.core.schemes.spelling import spelt
from app.intake.moments import Times, find_moment, read_moment

Reader = Callable[[str], str]

_YES = frozenset({"yes", "y", "true", "t", "1", "1.0"})
_NO = frozenset({"no", "n", "false", "f", "0", "0.0"})
_LED = re.compile(r"(yes|no)(?:\s*[-–—,;:(]|[.!](?!\s*\d))")
"""Yes or no, with a sign after it and then more words. "No. 5" is a number."""
_BOTH = re.compile(r"\b(?:yes|no)\b")
_DECIMAL = re.compile(r"[+-]?[0-9]+(\.[0-9]+)?")
_MOST_DIGITS = 18
_MINUTES = re.compile(
    r"(?:(?P<h>[0-9]{1,2}) ?(?:h|hrs?|hours?)(?:,? and |,? ?|$))?(?:(?P<m>[0-9]{1,4})(?: ?(?:m|mins?|minutes?)\.?)?)?",
    re.IGNORECASE | re.ASCII,
)
"""10 mins, 10 minutes, 1h, 1h 10, 1 hour and 10 minutes."""
_NO_HOURS = re.compile(r"00?:(?P<m>[0-5][0-9])(?::00)?", re.ASCII)
"""A clock that shows minutes alone, 00:10: with hours before the colon it might be minutes and seconds."""
_BROKEN = r"\x00-\x08\x0b\x0c\x0e-\x1f"
"""Control characters other than tab and line ends: refused everywhere."""
_BROKEN_HIGH = r"\x7f-\x9f"
"""The rarer control characters, mostly of a wrong encoding: a narrative keeps them."""
_TURNING = r"\u202a-\u202e\u2066-\u2069"
"""Signs that turn the direction of writing, so that text shows in another order: refused in a reference."""
_BETWEEN_CODES = re.compile(r"[;|\r\n]+")
NOTHING = frozenset(
    {"na", "n/a", "n.a.", "#n/a", "<na>", "null", "<null>", "(null)", "none", "nan", "nat", "nil", "-", "--", "—", "?"}
)
"""What exports write where there is no value, as ``casefold`` has it."""
NOT_KNOWN = frozenset(
    {
        "u/k", "n/k", "unknown", "unk", "not known", "not recorded", "not provided", "not available", "tbc", "tba",
        "not applicable", "to be confirmed", "to follow", "pending", "awaited", "awaiting",
    }
)  # fmt: skip
"""What people write where they do not know. It is an answer in a code or a text, but no reference and no number."""
_NO_REFERENCE = NOTHING | NOT_KNOWN | {"no", "no reference", "no ref", "not linked"}
_LONGEST_NOTHING = max(map(len, _NO_REFERENCE))


def field_reader(
    scheme: Scheme, field: Field, times: Times, order: DayOrder = "dmy", meant: Mapping[str, str] | None = None
) -> Reader:
    """A reader for a field of a scheme. ``times`` and ``order`` say how a time is read: see :func:`read_time`.

    ``meant`` is what words of a list of codes mean over and above the vocabulary: see :func:`codes_reader`.

    It refuses control characters too: a broken export, or a forged key. A narrative keeps more than other fields (see
    ``_BROKEN``), a reference less: two that look alike must be alike. What exports write for nothing ("NA", "NULL")
    is nothing, but in a text, where it stands, and where a vocabulary knows it; then "" is given. A reference is
    nothing where it is "Not known" too: rows that lack one are no rows of one case.
    """
    guarded = _guarded(_reader(scheme, field, times, order, meant or {}), refused_signs(scheme, field))
    if field.id in _references(scheme):
        nothing = _NO_REFERENCE
    elif field.type in ("text", "narrative"):
        return guarded
    else:
        nothing = _nothing(scheme.vocabularies.get(field.vocabulary, ()))
    return lambda text: "" if len(text) <= _LONGEST_NOTHING and text.casefold() in nothing else guarded(text)


def _references(scheme: Scheme) -> frozenset[str]:
    """The fields that say which case or row this is, or name a record of another kind."""
    keys = (name for part in scheme.parts for name in part.key)
    return frozenset((*scheme.case_key, *scheme.record_key, *keys, *(link.field for link in scheme.links)))


def _nothing(codes: tuple[Code, ...]) -> frozenset[str]:
    """What exports write for nothing, but for the words that a vocabulary knows."""
    return NOTHING - {spelt(word) for code in codes for word in _words(code)}


def _words(code: Code) -> tuple[str, ...]:
    return (code.code, *code.also, *code.label.values())


def read_time(text: str, times: Times, order: DayOrder = "dmy") -> str:
    """A time as UTC text. See :func:`app.intake.moments.read_moment` for what is taken and how it is read."""
    return to_text(read_moment(text, times, order).moment)


def read_date(text: str, order: DayOrder = "dmy") -> str:
    """A day as ``2025-06-14``."""
    found = find_moment(text, order)
    if found is None:
        raise ValueError("is no date that can be read")
    return found.moment.date().isoformat()


def read_yes_no(text: str) -> str:
    """Yes or no, in any of the spellings that extracts use: see :func:`yes_or_no`."""
    if said := yes_or_no(text):
        return said
    raise ValueError("is neither yes nor no")


def yes_or_no(text: str) -> str:
    """What a text says: "yes", "no", or "" for neither.

    More may follow after a sign: "Yes - EIP", "No (not needed)". Not after a space alone ("No record"), nor after a
    stroke ("Yes/No").
    """
    word = text.casefold()
    if (led := _LED.match(word)) and not _BOTH.search(word, led.end()):
        word = led[1]
    return "yes" if word in _YES else "no" if word in _NO else ""


def read_integer(text: str) -> str:
    """A whole number without leading zeros; a spreadsheet's ``17.0`` counts as one."""
    number = text.removesuffix(".0")
    if not (number.isascii() and number.isdecimal() and len(number) <= _MOST_DIGITS):
        raise ValueError("is no whole number")
    return str(int(number))


def read_minutes(text: str) -> str:
    """A whole number of minutes, alone or with its unit: 10, 10 mins, 1h 10, 00:10."""
    found = _NO_HOURS.fullmatch(text) or _MINUTES.fullmatch(text)
    if found is None or text.isdecimal():
        return read_integer(text)
    parts = found.groupdict()
    return str(60 * int(parts.get("h") or 0) + int(parts["m"] or 0))


def read_decimal(text: str) -> str:
    """A decimal number, without the zeros at its end that say nothing."""
    if not _DECIMAL.fullmatch(text):
        raise ValueError("is no number")
    return text.rstrip("0").removesuffix(".") if "." in text else text


def vocabulary_reader(codes: tuple[Code, ...]) -> Reader:
    """A reader that knows a vocabulary's codes, labels and other spellings; a word it does not know stays as it is."""
    known: dict[str, str] = {}
    for code in codes:
        for spelling in _words(code):
            known.setdefault(spelt(spelling), code.code)
    return lambda text: known.get(spelt(text), text)


def codes_reader(codes: tuple[Code, ...], meant: Mapping[str, str]) -> Reader:
    """A reader of a cell that holds several codes, with semicolons, upright strokes, line ends or commas between them.

    A comma stays where the whole cell, or the part, is one spelling that the vocabulary knows. What exports write for
    nothing ("NA" in the second and third column of tactics) is left out. ``meant`` goes before the vocabulary: from a
    word as :func:`spelt` gives it to a code, or to "" where it says nothing.
    """
    plain, known, nothing = vocabulary_reader(codes), {"", *(code.code for code in codes)}, _nothing(codes)

    def one(word: str) -> str:
        found = meant.get(spelt(word)) if meant else None
        return plain(word) if found is None else found

    def read(text: str) -> str:
        found: dict[str, None] = {}
        for part in filter(None, map(str.strip, _BETWEEN_CODES.split(text))):
            whole = one(part)
            parts = [whole] if whole in known or "," not in part else [one(item.strip()) for item in part.split(",")]
            found.update(dict.fromkeys(code for code in parts if code and code.casefold() not in nothing))
        return LIST.join(found)

    return read


def _reader(scheme: Scheme, field: Field, times: Times, order: DayOrder, meant: Mapping[str, str]) -> Reader:
    if field.type == "code":
        return vocabulary_reader(scheme.vocabularies[field.vocabulary])
    if field.type == "codes":
        return codes_reader(scheme.vocabularies[field.vocabulary], meant)
    if field.type == "time":
        return lambda text: read_time(text, times, order)
    if field.type == "date":
        return lambda text: read_date(text, order)
    if field.type == "integer" and field.unit == "minutes":
        return read_minutes
    plain: dict[str, Reader] = {
        "yes_no": read_yes_no, "integer": read_integer, "decimal": read_decimal,
    }  # fmt: skip
    return plain.get(field.type, str)


def refused_signs(scheme: Scheme, field: Field) -> re.Pattern[str]:
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
