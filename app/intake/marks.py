"""What a workbook's own XML says and the reading library does not: how far cells reach, which have no value.

The library makes room for every cell between the first and the last: two cells at opposite corners of a sheet would
take all memory, so the corners are looked at first. It gives errors, and formulas that were never worked out, as
blanks: those are counted here, to be said.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from app.core.errors import AppError

ROWS, COLUMNS = 1_048_576, 16_384
"""The most that a sheet of any spreadsheet has."""

_MOST_CELLS = 30_000_000
_LONGEST_ROW = 64 << 20
_PLAIN_CELL = re.compile(rb'<c r="([A-Z]+)(\d+)')  # as nearly all write it, and quick to find
_OTHER_CELL = re.compile(rb'<c(?! r="[A-Z]|ol)')
_CELL = re.compile(rb"<(?:\w+:)?c\s[^>]*?\br=[\"']([A-Z]+)(\d+)")
_ROW = re.compile(rb"<(?:\w+:)?row\s[^>]*?\br=[\"'](\d+)")
_NEW_ROW = re.compile(rb"<(?:\w+:)?row[\s>]")
_BARE_CELL = re.compile(rb"<(?:\w+:)?c[\s>]")
_ERROR = re.compile(rb"<(?:\w+:)?c\s(?=[^>]*\bt=[\"']e[\"'])([^>]*)>")
_FORMULA = re.compile(
    rb"<(?:\w+:)?c\s((?![^>]*\bt=[\"']str[\"'])[^>]*)>\s*<(?:\w+:)?f\b(?:[^>]*/>|[^>]*>[^<]*</(?:\w+:)?f>)\s*"
    rb"(?:<(?:\w+:)?v\s*/>|<(?:\w+:)?v>\s*</(?:\w+:)?v>)?\s*</"
)
_REFERENCE = re.compile(rb"\br=[\"']([A-Z]+\d+)")
_TABLE = re.compile(rb"<(table:table|table:table-row|table:table-cell|table:covered-table-cell)([\s/][^>]*)?>")
_BREAKS = (b"<text:line-break", b"<text:tab")
_REPEATED = re.compile(rb"table:number-(?:rows|columns)-repeated=[\"'](\d{1,9})")
_CLEAR = "Delete the cells far to the right or below, or export it as “CSV UTF-8”."


@dataclass(kw_only=True, slots=True)
class Marks:
    """A sheet as its XML has it: how far cells reach, cells with an error, formulas without a value, lost breaks."""

    rows: int = 0
    columns: int = 0
    errors: int = 0
    formulas: int = 0
    breaks: int = 0
    first_error: str = ""
    first_formula: str = ""

    def check(self, name: str) -> None:
        """Refuse a sheet that nothing could hold.

        Raises:
            AppError: it reaches further than a sheet can, or further than there is memory for.
        """
        if self.rows > ROWS or self.columns > COLUMNS or self.rows * self.columns > _MOST_CELLS:
            raise AppError(
                f"A sheet of {name} reaches to row {self.rows:,} and over {self.columns:,} columns: too far to read.",
                _CLEAR,
            )

    def notes(self) -> tuple[str, ...]:
        """What a person has to be told, in sentences."""
        told: list[str] = []
        if self.errors:
            where = f" (the first is {self.first_error})" if self.first_error else ""
            told.append(f"Cells that hold an error such as #N/A, read as blank: {self.errors:,}{where}.")
        if self.formulas:
            where = f" (the first is {self.first_formula})" if self.first_formula else ""
            told.append(
                f"Formulas whose result is not in the file, read as blank: {self.formulas:,}{where}. "
                "Saving the workbook again in a spreadsheet puts the results in."
            )
        if self.breaks:
            told.append(f"Line breaks and tabs inside cells that cannot be read from an ODS file: {self.breaks:,}.")
        return tuple(told)


def sheet_marks(name: str, pieces: Iterator[bytes]) -> Marks:
    """Look through the XML of one sheet of an XLSX file.

    Raises:
        AppError: a row of it is beyond all measure.
    """
    marks, rest = Marks(), b""
    for piece in pieces:
        rest += piece
        cut = rest.rfind(b"row>") + 4
        if cut > 3:
            _look_through(rest[:cut], marks)
            rest = rest[cut:]
        if len(rest) > _LONGEST_ROW:
            raise AppError(f"{name} has a row of over {_LONGEST_ROW >> 20} MB.", "Export it as “CSV UTF-8”.")
    _look_through(rest, marks)
    return marks


def table_marks(content: bytes) -> list[Marks]:
    """Look through the tables of an ODS file, in their order."""
    tables: list[Marks] = []
    row, column, repeated = 0, 0, 1
    for tag, attributes in _TABLE.findall(content):
        times = int(found[1]) if (found := _REPEATED.search(attributes)) else 1
        if tag == b"table:table":
            tables.append(Marks())
            row = 0
        elif not tables:
            continue
        elif tag == b"table:table-row":
            row, column, repeated = row + times, 0, times
        else:
            column += times
            if b"office:value-type" in attributes or b"table:formula" in attributes:
                _reach(tables[-1], row, column)
                _tally(tables[-1], attributes, times * repeated)
    breaks = sum(content.count(tag) for tag in _BREAKS)
    for marks in tables:
        marks.breaks = breaks  # of the whole file: which table they are in is not looked for
    return tables


def _reach(marks: Marks, row: int, column: int) -> None:
    marks.rows, marks.columns = max(marks.rows, row), max(marks.columns, column)


def _tally(marks: Marks, attributes: bytes, times: int) -> None:
    marks.errors += times * (b'calcext:value-type="error"' in attributes)
    marks.formulas += times * (b"office:value-type" not in attributes)


def _look_through(xml: bytes, marks: Marks) -> None:
    plain = not (_OTHER_CELL.search(xml) or b":c " in xml or b":c>" in xml)
    cells = (_PLAIN_CELL if plain else _CELL).findall(xml)
    if cells:
        rows, letters = {row[:12] for _, row in cells}, {column for column, _ in cells}
        _reach(marks, max(map(int, rows)), max(map(_column, letters)))
    if not plain and xml.count(b"</c>") + xml.count(b":c>") > len(cells):  # cells may leave out where they stand
        widest = max(len(_BARE_CELL.findall(row)) for row in _NEW_ROW.split(xml))
        rows = [int(row[:12]) for row in _ROW.findall(xml)]
        _reach(marks, max((marks.rows, *rows)) + (0 if rows else len(_NEW_ROW.findall(xml))), widest)
    if b't="e"' in xml or b"t='e'" in xml:
        errors = _ERROR.findall(xml)
        marks.errors += len(errors)
        marks.first_error = marks.first_error or _place(errors)
    if b"<f" in xml or b":f" in xml:
        formulas = _FORMULA.findall(xml)
        marks.formulas += len(formulas)
        marks.first_formula = marks.first_formula or _place(formulas)


def _place(cells: list[bytes]) -> str:
    """The reference of the first of some cells, by their attributes."""
    found = _REFERENCE.search(cells[0]) if cells else None
    return found[1].decode("ascii") if found else ""


def _column(letters: bytes) -> int:
    """The number of a column from its letters: A is 1, AA is 27."""
    number = 0
    for letter in letters[:6]:
        number = number * 26 + letter - 64
    return number
