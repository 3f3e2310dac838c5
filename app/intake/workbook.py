"""Reading XLSX, XLS and ODS: from memory, so that what is read is what was hashed."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from hashlib import sha256
from io import BytesIO
from itertools import islice
from pathlib import Path

from python_calamine import (
    CalamineError,
    CalamineSheet,
    CalamineWorkbook,
    PasswordError,
    SheetMetadata,
    SheetTypeEnum,
    SheetVisibleEnum,
)

from app.core.errors import AppError
from app.intake.cell_text import row_text
from app.intake.file_form import ZIP, cannot_be_read
from app.intake.headers import TOP, Heading, find_header
from app.intake.marks import Marks
from app.intake.package import damaged, locked
from app.intake.sheets import Batch, Extract, FileLook, NoSuchSheet, SheetLook
from app.intake.workbook_parts import look_through

_LARGEST = 1 << 30
_XLS_BEGINS = b"\x09\x08\x10\0\0\x06\x05\0"  # the record that begins a book
_XLS_LOCKED = 0x2F
_FIRST_RECORDS = 4
_LOCKED = "EncryptedPackage".encode("utf-16-le")


@dataclass(frozen=True, kw_only=True, slots=True)
class _Book:
    name: str
    sha256: str
    size: int
    book: CalamineWorkbook
    sheets: tuple[SheetMetadata, ...]
    marks: dict[str, Marks]

    def sheet(self, name: str) -> CalamineSheet:
        with _library(self.name):
            return self.book.get_sheet_by_name(name)


def look_over_workbook(path: Path) -> FileLook:
    """The sheets of a workbook, in its order; charts and macros are none.

    Raises:
        AppError: it is damaged, locked with a password, too large, or no workbook.
    """
    book = _open_book(path)
    looks: list[SheetLook] = []
    for sheet in book.sheets:
        cells = book.sheet(sheet.name)
        looks.append(
            SheetLook(
                name=sheet.name, hidden=_hidden(sheet), rows=cells.end[0] + 1 if cells.end else 0, columns=cells.width
            )
        )
    return FileLook(path=path, sha256=book.sha256, size=book.size, form="workbook", sheets=tuple(looks))


def open_workbook(path: Path, sheet: str = "", header_row: int = 0) -> Extract:
    """Open a workbook at a sheet and find its header.

    Args:
        path: an XLSX, XLS or ODS file, whatever its name.
        sheet: which sheet; blank: the first visible one that holds anything.
        header_row: the row that names the columns, from 1; 0: found.

    Raises:
        NoSuchSheet: it has no sheet of that name.
        AppError: it is damaged, locked with a password, too large, or no row names the columns.
    """
    book = _open_book(path)
    cells = book.sheet(_named(book, sheet)) if sheet else _first_filled(book)
    with _library(book.name):
        merged = cells.merged_cell_ranges or []
        top = [row_text(row) for row in islice(cells.iter_rows(), max(TOP, header_row))]
    if not top:
        raise AppError(f"The sheet “{cells.name}” of {path.name} is empty.", "Choose another sheet.")
    left = cells.start[1] if cells.start else 0
    _fill_down(top, merged, left)
    found = find_header(path.name, top, header_row)
    return Extract(
        path=path,
        sha256=book.sha256,
        size=book.size,
        header=found.names,
        sheet=cells.name,
        header_row=found.row,
        encoding="",
        form="workbook",
        notes=(
            *_other_sheets(book, cells.name),
            *found.notes,
            *_merged_notes(merged, found),
            *_mark_notes(book, cells),
        ),
        content=cells,
    )


def read_workbook(extract: Extract, size: int) -> Iterator[Batch]:
    """The data rows of a sheet, ``size`` at a time; blank rows after the last filled one are none of them.

    Raises:
        AppError: a cell holds what no text has.
    """
    cells: CalamineSheet = extract.content
    rows = cells.iter_rows()
    for _ in islice(rows, extract.header_row):
        pass
    height, first, held = max(cells.total_height, 1), 1, list[list[str]]()
    while read := list(map(row_text, islice(rows, size))):
        if "\0" in "".join(map("".join, read)):
            raise AppError(f"{extract.path.name} holds NUL characters in its cells.", "Remove them and save it again.")
        read = held + read
        filled = _filled(read)
        batch, held = read[:filled], read[filled:]
        begins = extract.header_row + first
        if batch:
            yield Batch(first, range(begins, begins + filled), batch, extract.size * (begins + filled - 1) // height)
        first += filled


def _filled(rows: list[list[str]]) -> int:
    """How many rows there are up to the last one with anything in it."""
    count = len(rows)
    while count and not any(cell.strip() for cell in rows[count - 1]):
        count -= 1
    return count


def _open_book(path: Path) -> _Book:
    try:
        if path.stat().st_size > _LARGEST:
            raise AppError(f"{path.name} is too large for a workbook.", "Export it as “CSV UTF-8”.")
        data = path.read_bytes()
    except OSError as error:
        raise cannot_be_read(path, error) from error
    marks: list[Marks] | dict[str, Marks] = []
    if data.startswith(ZIP):
        marks = look_through(path.name, data)
    elif _LOCKED in data or _old_and_locked(data):
        raise locked(path.name)
    with _library(path.name):
        book = CalamineWorkbook.from_filelike(BytesIO(data))
        sheets = tuple(sheet for sheet in book.sheets_metadata if sheet.typ == SheetTypeEnum.WorkSheet)
    if isinstance(marks, list):  # tables of an ODS file come in the order of its sheets
        marks = dict(zip((sheet.name for sheet in sheets), marks, strict=False))
    return _Book(name=path.name, sha256=sha256(data).hexdigest(), size=len(data), book=book, sheets=sheets, marks=marks)


def _old_and_locked(data: bytes) -> bool:
    """Whether one of the first records of an XLS file says that the others are encrypted."""
    at = data.find(_XLS_BEGINS)
    for _ in range(_FIRST_RECORDS if at >= 0 else 0):
        kind, length = int.from_bytes(data[at : at + 2], "little"), int.from_bytes(data[at + 2 : at + 4], "little")
        if kind == _XLS_LOCKED:
            return True
        at += 4 + length
    return False


@contextmanager
def _library(name: str) -> Iterator[None]:
    """What the reading library raises, as sentences; where it panics, the file is damaged too."""
    try:
        yield
    except PasswordError as error:
        raise locked(name) from error
    except CalamineError as error:
        raise damaged(name) from error
    except BaseException as error:
        if type(error).__name__ != "PanicException":
            raise
        raise damaged(name) from error


def _hidden(sheet: SheetMetadata) -> bool:
    return sheet.visible != SheetVisibleEnum.Visible


def _named(book: _Book, name: str) -> str:
    names = [sheet.name for sheet in book.sheets]
    found = next((one for one in names if one == name), None) or next(
        (one for one in names if one.strip().casefold() == name.strip().casefold()), None
    )
    if found is None:
        raise NoSuchSheet(
            f"{book.name} has no sheet “{name}”.", f"It has: {', '.join(f'“{one}”' for one in names) or 'none'}."
        )
    return found


def _first_filled(book: _Book) -> CalamineSheet:
    for sheet in book.sheets:
        if not _hidden(sheet) and (cells := book.sheet(sheet.name)).height:
            return cells
    hidden = [f"“{sheet.name}”" for sheet in book.sheets if _hidden(sheet)]
    fix = f"These sheets are hidden and can be chosen by name: {', '.join(hidden)}." if hidden else ""
    raise AppError(f"{book.name} has no visible sheet that holds anything.", fix or "Check that the export finished.")


def _fill_down(top: list[list[str]], merged: list[tuple[tuple[int, int], tuple[int, int]]], left: int) -> None:
    """A heading merged over several rows names its column in each of them."""
    for (first, column), (last, end) in merged:
        if column != end or column < left or first >= len(top):
            continue
        for row in top[first + 1 : last + 1]:
            row[column - left] = row[column - left] or top[first][column - left]


def _other_sheets(book: _Book, chosen: str) -> tuple[str, ...]:
    others = [f"“{one.name}”{' (hidden)' if _hidden(one) else ''}" for one in book.sheets if one.name != chosen]
    if not others:
        return ()
    return (f"The sheet “{chosen}” is read; the workbook also has {', '.join(others)}.",)


def _merged_notes(merged: list[tuple[tuple[int, int], tuple[int, int]]], found: Heading) -> tuple[str, ...]:
    below = sum(1 for (_, _), (last, _) in merged if last >= found.row)
    return (f"Merged cells among the rows, of which only the first has the value: {below:,}.",) if below else ()


def _mark_notes(book: _Book, cells: CalamineSheet) -> tuple[str, ...]:
    marks = book.marks.get(cells.name)
    return marks.notes() if marks else ()
