"""What else the record itself gives of its people, wherever it recurs: an address, a registration, a birth date.

Case, spaces and marks count for nothing; a date is found in whichever order and with a month's name.
"""

import re
from collections.abc import Iterable, Iterator
from typing import Final, NamedTuple

from app.core.redaction.checks import MONTHS
from app.core.redaction.findings import Certainty, Finding
from app.core.redaction.spans import Kind, plain
from app.core.redaction.words import with_ascii_digits

_LEAST = 4
"""A value of fewer letters and figures says too little to be looked for."""
_KINDS: Final[tuple[tuple[str, Kind], ...]] = (
    ("name", "NAME"), ("address", "ADDRESS"), ("vrm", "VEHICLE"), ("dob", "DATE_OF_BIRTH"), ("phone", "PHONE"),
    ("email", "EMAIL"),
)  # fmt: skip
_DATE = re.compile(r"(\d{4})\D(\d{1,2})\D(\d{1,2})(?!\d)|(\d{1,2})\D(\d{1,2})\D(\d{4})")
_APART = r"(?:[\W_]{1,3}(?:of\s)?|(?<=[a-z])(?=\d)|(?<=\d)(?=[a-z]))"
_NATIONAL = 10
"""The figures of a telephone number behind its 0 or +44."""


class KnownValue(NamedTuple):
    """What a field of the record gives of somebody, and what kind of detail that is."""

    kind: Kind
    text: str


def value_of(field: str, text: str) -> KnownValue:
    """A field's value with its kind, which the end of the field's name tells: ``subject_dob``."""
    for ending, kind in _KINDS:
        if field.endswith(ending):
            return KnownValue(kind, text)
    return KnownValue("OTHER", text)


def find_values(text: str, values: Iterable[KnownValue], not_given: frozenset[str]) -> Iterator[Finding]:
    """Every place where a value recurs as a whole; all are sure.

    Args:
        text: in its normal form.
        values: of the record; names are looked for in their own way.
        not_given: what stands in a field where nothing is known, as small letters alone.
    """
    wanted = tuple(values)
    letters, places = _bare(text if wanted else "")
    for value in wanted:
        for start, end in _dates(text, value.text) if value.kind == "DATE_OF_BIRTH" else ():
            yield _finding(start, end, value.kind)
        for form in _forms(value) - not_given:
            at = letters.find(form) if len(form) >= _LEAST else -1
            while at >= 0:
                start, end = places[at], places[at + len(form) - 1] + 1
                if _whole(text, start, end):
                    yield _finding(start, end, value.kind)
                at = letters.find(form, at + 1)


def _finding(start: int, end: int, kind: Kind) -> Finding:
    return Finding(start=start, end=end, kind=kind, rule="record_value", certainty=Certainty.SURE)


def _whole(text: str, start: int, end: int) -> bool:
    """Whether a piece is no part of a longer word or number."""
    return not text[start - 1 : start].isalnum() and not text[end : end + 1].isalnum()


def _bare(text: str) -> tuple[str, list[int]]:
    """The letters and figures of a text, small, and where each stands."""
    pairs = [(small, at) for at, one in enumerate(text) if one.isalnum() for small in one.casefold()]
    return "".join(small for small, _ in pairs), [at for _, at in pairs]


def _forms(value: KnownValue) -> set[str]:
    """How a value may be written, as letters and figures alone."""
    text = with_ascii_digits(plain(value.text))
    whole, _ = _bare(text)
    if value.kind == "NAME":
        return set()
    if value.kind == "PHONE":
        number = whole[-_NATIONAL:]
        return {whole, *(before + number for before in ("0", "44", "440", "0044") if len(number) == _NATIONAL)}
    if value.kind == "ADDRESS":
        pieces = [_bare(piece)[0] for piece in re.split("[,;\n]", text)]  # a town by itself is no address
        return {whole, *(piece for piece in pieces if not piece.isalpha() and not piece.isdigit())}
    return {whole}


def _dates(text: str, value: str) -> Iterator[tuple[int, int]]:
    """Where a day is named, in figures or with its month's name, with two or four figures of its year."""
    found = _DATE.match(with_ascii_digits(value))
    if found is None:
        return
    year, month, day = (int(part) for part in (found.group(1, 2, 3) if found[1] else found.group(6, 5, 4)))
    if not 1 <= month <= len(MONTHS):
        return
    name = f"{MONTHS[month - 1]}[a-z]*"
    d, m, y = f"0?{day}(?:st|nd|rd|th)?", f"(?:0?{month}|{name})", f"(?:{year}|{year % 100:02})"
    forms = (
        f"{d}{_APART}{m}{_APART}{y}", f"{year}{_APART}{m}{_APART}{d}", f"{name}{_APART}{d}{_APART}{y}",
        f"{day:02}{month:02}{y}",
    )  # fmt: skip
    for each in re.finditer(rf"(?<!\w)(?:{'|'.join(forms)})(?!\w)", text, re.IGNORECASE):
        yield each.span()
