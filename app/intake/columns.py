"""A column of an extract, cell by distinct cell: what it says of a row's identity, what is kept, what must be told.

Extracts repeat themselves, so what was made of a cell is remembered, and a batch of cells is read without a step of
Python for those seen before. What must be told every time (a cell that cannot be read, a word that no vocabulary has)
is never remembered: so it is noticed every time, and costs nothing where there is none.
"""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import UTC, datetime
from json.encoder import encode_basestring
from operator import itemgetter
from types import MappingProxyType
from typing import Any, Final, Literal, NamedTuple

from app.core.canonical import clean_text
from app.core.days import LONDON
from app.core.schemes.layout_words import DayOrder
from app.core.schemes.spec import LIST, Field, Scheme
from app.core.schemes.spelling import spelt
from app.intake.cells import Reader, field_reader, read_yes_no, refused_signs
from app.intake.day_and_clock import NOT_JOINED, DayAndClock
from app.intake.moments import EARLIEST, LATEST, Times, read_moment
from app.intake.swapped_days import SwapSigns

_REMEMBERED: Final = 10_000
_LONGEST_REMEMBERED: Final = 100
_ISO_MOMENT: Final = len("2025-06-14T21:40")
_EPOCH: Final = datetime(1970, 1, 1, tzinfo=UTC)
_DAY: Final = 86_400
_NOT_QUICK: Final = 'W"\\'
"""Numbered weeks, which no extract means; and what JSON would write otherwise: any sign may stand before a time."""
_DECIMALS: Final = re.compile(r"(?:[+-]?[0-9]++(?:\.[0-9]++)?+\n|\n)*+").fullmatch


class Noticed(NamedTuple):
    """What must be told of one cell.

    It cannot be read (and why), could be read but for a sign in it, is a word that is not known, or a day alone.
    """

    what: Literal["bad", "mended", "unknown", "day"]
    text: str
    reason: str = ""


Taken = tuple[str, str, Any, Noticed | None]
"""What became of a cell: a plain tuple, for it is taken apart a million times.

Its piece of the row's canonical JSON, with a comma behind it ("" when blank): rows are known by it. The text that is
kept. The same laid out for the store. What must be told.
"""
_PIECE, _KEPT, _LAID, _NOTICED = map(itemgetter, range(4))

Reading = Callable[[str], tuple[str, Any, Noticed | None]]
"""From a cell's trimmed text: what is kept, the same laid out, what must be told; ValueError says why it cannot be."""


class ReadingWay(NamedTuple):
    """How the times of a file are read, and which field a row is filed by.

    ``swaps`` takes note how its days look; ``joins`` are, by field, what joins several columns that fill it.
    """

    time: str
    times: Times
    order: DayOrder
    swaps: SwapSigns | None = None
    joins: Mapping[str, DayAndClock] = MappingProxyType({})


class Column(dict[Any, Taken]):
    """What was made of each distinct cell of the column that fills a field. Bounded, because narratives do not repeat.

    Its ``__getitem__`` costs no call in Python for a cell that was seen.
    """

    def __init__(self, field: Field, read: Reading, *, known: bool) -> None:
        """For a field.

        Args:
            field: the field that the column fills.
            read: what becomes of a cell's text.
            known: whether the cell is part of what a row is known by (an identity field is not).
        """
        super().__init__()
        self.field = field
        self.told = 0
        """How many cells there was something to tell of, so far."""
        self.broken: re.Pattern[str] | None = None
        """Of somebody's own words: the signs that may not stand there, which cost no more than themselves."""
        self._read = read
        self._name = f"{encode_basestring(field.id)}:" if known else ""
        self._blank: Taken = ("", *read(""))

    def take(self, cells: Iterable[Any]) -> "TakenCells":
        """What became of a batch of cells."""
        before = self.told
        taken = list(map(self.__getitem__, cells))
        return TakenCells(taken, told=self.told > before)

    @property
    def full(self) -> bool:
        """Whether no further cell is remembered: the column does not repeat itself enough."""
        return len(self) >= _REMEMBERED

    def __missing__(self, cell: Any) -> Taken:
        text = self._text(cell)
        if not text:
            taken = self._blank
        else:
            piece = f"{self._name}{encode_basestring(text)}," if self._name else ""
            try:
                taken = (piece, *self._read(self._meant(cell, text)))
            except ValueError as error:
                taken = (piece, *self._lost(text, str(error)))
            if taken[3] is not None:
                self.told += 1
                return taken
        if not self.full and len(text) < _LONGEST_REMEMBERED:
            self[cell] = taken
        return taken

    def _lost(self, text: str, reason: str) -> tuple[str, Any, Noticed]:
        """What is kept of a cell that cannot be read: nothing, or somebody's own words without the broken signs."""
        if self.broken is None:
            return "", self._blank[2], Noticed("bad", text, reason)
        kept, laid, _ = self._read(clean_text(self.broken.sub(" ", text)))
        return kept, laid, Noticed("mended", text, reason)

    def _meant(self, cell: Any, text: str) -> str:
        """What is read of a cell of that text."""
        del cell
        return text

    def _text(self, cell: Any) -> str:
        return cell.strip() if cell.isascii() else clean_text(cell)


class TakenCells:
    """What became of a batch of cells of one column, part by part."""

    def __init__(self, taken: list[Taken], *, told: bool) -> None:
        """From what became of each; ``told`` says whether there is anything to be told."""
        self._taken = taken
        self._told = told

    def pieces(self) -> list[str]:
        """The pieces of the rows' canonical JSON."""
        return list(map(_PIECE, self._taken))

    def kept(self) -> list[str]:
        """The texts that are kept."""
        return list(map(_KEPT, self._taken))

    def laid(self) -> list[Any]:
        """The same laid out for the store."""
        return list(map(_LAID, self._taken))

    def noticed(self) -> list[Noticed | None]:
        """What must be told of each; empty when there is nothing."""
        return list(map(_NOTICED, self._taken)) if self._told else []


class QuickCells(TakenCells):
    """The same of a batch that was read at one go, of which nothing must be told."""

    def __init__(self, pieces: list[str], kept: list[str], laid: list[Any]) -> None:
        """From the parts, an entry for each cell."""
        super().__init__([], told=False)
        self._parts = pieces, kept, laid

    def pieces(self) -> list[str]:
        """As of any cells."""
        return self._parts[0]

    def kept(self) -> list[str]:
        """As of any cells."""
        return self._parts[1]

    def laid(self) -> list[Any]:
        """As of any cells."""
        return self._parts[2]


class MomentColumn(Column):
    """The column of the time that rows are filed by: it differs in every row, so a batch is read at one go.

    Where a batch is not all of ISO 8601 with a time of day, each cell is read by itself.
    """

    def __init__(self, field: Field, way: ReadingWay) -> None:
        """For the time field of a scheme."""
        super().__init__(field, _moment_reading(way), known=True)
        self._zone = LONDON if way.times == "local" else None
        self._quick = way.order != "swapped"
        self._swaps = way.swaps

    def take(self, cells: Iterable[Any]) -> "TakenCells":
        """What became of a batch of cells."""
        texts = list(cells)
        moments = self._moments(texts) if self._quick else None
        if moments is None:
            return super().take(texts)
        if self._swaps is not None:
            self._swaps.look_at_real(moments)
        # what timestamp() gives, in a third of its time
        seconds = [(since := moment - _EPOCH).days * _DAY + since.seconds for moment in moments]
        return QuickCells([f'{self._name}"{text}",' for text in texts], [""] * len(texts), seconds)

    def _moments(self, texts: Sequence[str]) -> list[datetime] | None:
        every = "".join(texts)
        if min(map(len, texts)) < _ISO_MOMENT or not (every.isascii() and every.isprintable()):
            return None
        if any(sign in every for sign in _NOT_QUICK):
            return None
        try:
            moments = list(map(datetime.fromisoformat, texts))
        except ValueError:
            return None
        zone = self._zone
        if zone is not None:
            moments = [moment.replace(tzinfo=zone) for moment in moments]
        else:
            moments = [moment if moment.tzinfo else moment.replace(tzinfo=UTC) for moment in moments]
        years = {moment.year for moment in moments}
        return moments if min(years) >= EARLIEST and max(years) <= LATEST else None


class DecimalColumn(Column):
    """A column of decimal numbers. Coordinates hardly repeat: once it remembers no more, a batch is read at one go.

    Where a batch is not all of plain numbers and blanks, each cell is read by itself.
    """

    def __init__(self, field: Field, read: Reading, *, known: bool, lay_out: Callable[[str], Any]) -> None:
        """As a column; ``lay_out`` goes from a kept text to what the store takes."""
        self._lay_out = lay_out
        super().__init__(field, read, known=known)

    def take(self, cells: Iterable[Any]) -> "TakenCells":
        """What became of a batch of cells."""
        texts = list(cells)
        if not (self.full and _all_decimals(texts)):
            return super().take(texts)
        kept = [text.rstrip("0").removesuffix(".") if "." in text else text for text in texts]
        name = self._name
        pieces = [f'{name}"{text}",' if text else "" for text in texts] if name else [""] * len(texts)
        return QuickCells(pieces, kept, list(map(self._lay_out, kept)))


class JoinedColumn(Column):
    """Several columns that fill one field: their cells come as a tuple; a yes in one may stand for a code."""

    def __init__(
        self, field: Field, read: Reading, *, known: bool, codes: Sequence[str], moments: DayAndClock | None
    ) -> None:
        """As a column.

        Args:
            field: as of a column.
            read: as of a column.
            known: as of a column.
            codes: one entry a cell: a code of the field's vocabulary, or "" for a plain cell.
            moments: what joins the cells of a time or a day; None for another field.
        """
        self._codes = codes
        self._between = LIST if field.type == "codes" else " "
        self._moments = moments
        super().__init__(field, read, known=known)

    def _meant(self, cell: Sequence[str], text: str) -> str:
        if self._moments is None:
            return text
        text = self._moments.join([clean_text(part) for part in cell])
        if NOT_JOINED in text:
            raise ValueError("has a day and a time of day that make no moment together, or could make two")
        return text

    def _text(self, cell: Sequence[str]) -> str:
        texts = [clean_text(part) for part in cell]
        said = [_stood_for(code, text) for code, text in zip(self._codes, texts, strict=True) if text]
        return self._between.join(filter(None, said))


def make_column(
    scheme: Scheme,
    field: Field,
    *,
    way: ReadingWay,
    lay_out: Callable[[str], Any],
    spellings: Mapping[str, str],
    codes: Sequence[str] = ("",),
) -> Column:
    """The column of a field.

    Args:
        scheme: of the rows.
        field: the field that is filled.
        way: how times are read.
        lay_out: from a kept text to what the store takes; a moment's is of its seconds since 1970.
        spellings: what words of this layout mean, over and above the vocabulary: a code (yes, no; a number), or ""
            for nothing.
        codes: one entry for each column that fills the field; more than one, or a code, makes a joined column.
    """
    made = _column(scheme, field, way, lay_out, spellings, codes)
    if field.in_words and field.id not in scheme.case_key:
        made.broken = refused_signs(scheme, field)
    return made


def _column(
    scheme: Scheme,
    field: Field,
    way: ReadingWay,
    lay_out: Callable[[str], Any],
    spellings: Mapping[str, str],
    codes: Sequence[str],
) -> Column:
    known = "identity" not in field.use
    plain = len(codes) == 1 and not codes[0]
    if field.id == way.time and plain:
        return MomentColumn(field, way)
    read = _moment_reading(way) if field.id == way.time else _reading(scheme, field, way, lay_out, spellings)
    if plain and field.type == "decimal" and not spellings:
        return DecimalColumn(field, read, known=known, lay_out=lay_out)
    if plain:
        return Column(field, read, known=known)
    moments = way.joins.get(field.id, DayAndClock()) if field.type in ("time", "date") else None
    return JoinedColumn(field, read, known=known, codes=codes, moments=moments)


def _all_decimals(texts: Sequence[str]) -> bool:
    every = "\n".join(texts) + "\n"
    return every.count("\n") == len(texts) and _DECIMALS(every) is not None


def _stood_for(code: str, text: str) -> str:
    """A cell's own text; or, in a column that stands for a code, the code where the cell says yes."""
    if not code:
        return text
    try:
        return code if read_yes_no(text) == "yes" else ""
    except ValueError:
        return text  # it is told as a word that no vocabulary has


def _moment_reading(way: ReadingWay) -> Reading:
    """The time a row is filed by goes to seconds at once: it differs in every row."""

    def read(text: str) -> tuple[str, Any, Noticed | None]:
        if not text:
            return "", None, None
        moment, day = read_moment(text, way.times, way.order)
        if way.swaps is not None:
            way.swaps.look(text, moment.month if way.order == "swapped" else moment.day)
        return "", int(moment.timestamp()), Noticed("day", text) if day else None

    return read


def _reading(
    scheme: Scheme, field: Field, way: ReadingWay, lay_out: Callable[[str], Any], spellings: Mapping[str, str]
) -> Reading:
    as_said = spelt if field.vocabulary else str.casefold  # spelling counts in a number: 1.5 is not 15
    meant = {as_said(word): code for word, code in spellings.items()}
    reader: Reader = field_reader(scheme, field, way.times, way.order, meant)
    codes = {code.code for code in scheme.vocabularies.get(field.vocabulary, ())}

    quiet = field.type not in ("code", "codes", "time")

    def read(text: str) -> tuple[str, Any, Noticed | None]:
        found = (meant.get(as_said(text)) if meant else None) if text else ""
        if found is None:
            found = reader(text)
        return found, lay_out(found), None if quiet else _notice(field, text, found, codes, way)

    return read


def _notice(field: Field, text: str, found: str, codes: set[str], way: ReadingWay) -> Noticed | None:
    if not found:
        return None
    if field.type in ("code", "codes"):
        strange = [code for code in (found.split(LIST) if field.type == "codes" else (found,)) if code not in codes]
        return Noticed("unknown", LIST.join(strange)) if strange else None
    if field.type == "time" and read_moment(text, way.times, way.order).day:
        return Noticed("day", text)
    return None
