"""What the values of a column look like: dates, clock times, yes and no, a vocabulary's words, long text, people."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from app.core.schemes.spec import LIST, Code
from app.core.schemes.spelling import spelt
from app.intake.cells import NOT_KNOWN, NOTHING, yes_or_no
from app.intake.day_and_clock import is_clock_on_no_day

_SHORT_DATE: Final = re.compile(
    r"(?:\d{4}[-/.]\d{1,2}[-/.]\d{1,2}|\d{1,2}[-/. ](?:\d{1,2}|[A-Za-z]{3,9})[-/. ](?:\d{4}|\d{2})"
    r"|[A-Za-z]{3,9} +\d{1,2},? +\d{4})(?P<clock>[T ]+\d{1,2}:?\d{2}.*)?"
)
_CLOCK: Final = re.compile(
    r"(?:[01]?\d|2[0-3]):[0-5]\d(?::[0-5]\d(?:\.\d+)?)?(?: ?[AaPp]\.?[Mm]\.?| ?h(?:ou)?rs?)?(?: ?(?:BST|GMT|UTC|Z))?"
    r"|(?:[01]\d|2[0-3])[0-5]\d ?h(?:ou)?rs?"
)
_MIDNIGHT: Final = re.compile(
    r"[T ]+(?:0?0:?00(?::00)?(?:\.0+)?|12:00(?::00)? ?[Aa]\.?[Mm]\.?)(?: ?(?:Z|GMT|UTC|\+00:?00))?"
)
_NUMBER_CLOCK: Final = re.compile(r"(?:1?\d|2[0-3])?[0-5]?\d|0?\d[0-5]\d|0?\.\d+")
_SERIAL: Final = re.compile(r"[3-5]\d{4}(?:\.\d+)?")
_WHOLE: Final = re.compile(r"\d{1,15}(?:\.0)?")
_DECIMAL: Final = re.compile(r"-?\d+\.\d{3,}")
_PHONE: Final = re.compile(r"(?:\+44|0)[\d ()-]{9,14}")
_EMAIL: Final = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s]+")
_POSTCODE: Final = re.compile(r"[A-Za-z]{1,2}\d[A-Za-z\d]? ?\d[A-Za-z]{2}")
_NAMED: Final = re.compile(
    r"(?:(?:T/|A/)?(?:PC|DC|PS|DS|PCSO|SGT|INSP|MR|MRS|MS|MISS|DR)\.? +)?(?:\d{1,6} +)?"
    r"[A-Z][A-Za-z'’-]+,? +(?:[A-Z]\.? +)?[A-Z][A-Za-z'’-]*(?: +\(?\d{1,6}\)?)?"
    r"|(?:PC|DC|PS|DS|PCSO|SGT|INSP|MR|MRS|MS|MISS|DR)\.? +(?:\d{1,6} +)?[A-Z][A-Za-z'’-]+",
)
_LONG: Final = 60
_ENOUGH: Final = 0.8
_MOSTLY: Final = 0.6
_BLANK: Final = {""} | NOTHING | NOT_KNOWN
_SOME: Final = 8
_MOST: Final = 500


@dataclass(frozen=True, kw_only=True, slots=True)
class Column:
    """What a column holds, by the rows that were looked at. Shares are of its filled cells."""

    filled: int = 0
    date: float = 0.0
    clock: float = 0.0
    timed: float = 0.0
    """Of the dates: those with a time other than midnight."""
    serial: float = 0.0
    number_clock: float = 0.0
    """Numbers that could be times of day: digits without a colon, or fractions of a day."""
    yes_no: float = 0.0
    whole: float = 0.0
    decimal: float = 0.0
    long: float = 0.0
    person: float = 0.0
    """Telephone numbers, e-mail addresses and postcodes."""
    named: float = 0.0
    """Texts that could be the name of a person."""
    years: int = 0
    """How many years its dates reach over."""
    mean_length: float = 0.0
    spellings: Mapping[str, int] = field(default_factory=dict[str, int])
    """Its short values as vocabularies compare them, with their counts."""

    def share_of(self, known: frozenset[str]) -> float:
        """How much of it stands in a vocabulary, single or as a list."""
        total = sum(self.spellings.values())
        return sum(count for text, count in self.spellings.items() if text in known) / total if total else 0.0

    @property
    def varied(self) -> bool:
        """Whether its values hardly ever come twice, as those of a vocabulary would."""
        return self.filled >= _SOME and len(self.spellings) > self.filled / 2

    @property
    def is_date(self) -> bool:
        """Whether it holds days or moments."""
        return max(self.date, self.serial) >= _ENOUGH

    @property
    def is_clock(self) -> bool:
        """Whether it holds times of day without a day."""
        return self.clock >= _MOSTLY

    @property
    def is_yes_no(self) -> bool:
        """Whether it holds yes and no only."""
        return self.yes_no >= _ENOUGH

    @property
    def is_long(self) -> bool:
        """Whether it holds sentences."""
        return self.mean_length >= _LONG

    @property
    def is_personal(self) -> bool:
        """Whether its values tell who a person is: telephone numbers, e-mail addresses, postcodes, birth dates."""
        return self.person >= _ENOUGH or (self.date >= _ENOUGH and self.years > 25 and self.timed < _ENOUGH)


def look_at_columns(width: int, samples: Iterable[Sequence[str]]) -> tuple[Column, ...]:
    """Each column of some rows. Cells beyond the header are left out."""
    cells: list[list[str]] = [[] for _ in range(width)]
    for number, row in enumerate(samples):
        if number >= _MOST:
            break
        for kept, cell in zip(cells, row, strict=False):
            if (text := cell.strip()).casefold() not in _BLANK:
                kept.append(text)
    return tuple(_column(kept) for kept in cells)


def codes_of(codes: tuple[Code, ...]) -> dict[str, str]:
    """A vocabulary's codes by every spelling of theirs, as spellings are compared."""
    found: dict[str, str] = {}
    for code in codes:
        for text in (code.code, *code.also, *code.label.values()):
            found.setdefault(spelt(text), code.code)
    return found


def _column(cells: list[str]) -> Column:
    if not cells:
        return Column()
    total = len(cells)
    clocks = sum(_CLOCK.fullmatch(text) is not None or is_clock_on_no_day(text) for text in cells)
    dates = [match for text in cells if (match := _SHORT_DATE.fullmatch(text)) and not is_clock_on_no_day(text)]
    return Column(
        filled=total,
        date=len(dates) / total,
        timed=sum(_has_time(match["clock"]) for match in dates) / len(dates) if dates else 0.0,
        clock=clocks / total,
        number_clock=_share(cells, _NUMBER_CLOCK),
        serial=_share(cells, _SERIAL),
        yes_no=sum(bool(yes_or_no(text)) for text in cells) / total,
        whole=_share(cells, _WHOLE),
        decimal=_share(cells, _DECIMAL),
        long=sum(len(text) >= _LONG for text in cells) / total,
        person=sum(any(sign(text) for sign in _PERSONAL) for text in cells) / total,
        named=_share(cells, _NAMED),
        years=_years(cells),
        mean_length=sum(map(len, cells)) / total,
        spellings=_spellings(cells),
    )


_PERSONAL: Final = (_PHONE.fullmatch, _EMAIL.fullmatch, _POSTCODE.fullmatch)


def _has_time(clock: str | None) -> bool:
    return clock is not None and _MIDNIGHT.fullmatch(clock) is None


def _share(cells: list[str], sign: re.Pattern[str]) -> float:
    return sum(sign.fullmatch(text) is not None for text in cells) / len(cells)


def _spellings(cells: list[str]) -> dict[str, int]:
    found: dict[str, int] = {}
    for text in cells:
        if len(text) <= _LONG * 2:
            for value in text.split(LIST):
                if key := spelt(value):
                    found[key] = found.get(key, 0) + 1
    return found


def _years(cells: list[str]) -> int:
    years = [int(found[0]) for text in cells if (found := re.findall(r"\b(?:19|20)\d\d\b", text[:12]))]
    return max(years) - min(years) if years else 0
