"""Opening a CSV extract: one pass over the bytes to trust the file or refuse it whole, one to read its rows."""

import codecs
import csv
import io
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import NamedTuple

from app.core.canonical import clean_text
from app.core.errors import AppError

_CHUNK = 1 << 20
csv.field_size_limit(16 * 1024 * 1024)  # the library's own 128 KiB would refuse a long narrative
_QUOTING = (
    ("field limit", "a cell of over 16 million characters, or quotation marks left open"),
    ("end of data", "quotation marks that do not close"),
    ("", "text right after closing quotation marks"),
)
_UTF32 = (b"\xff\xfe\0\0", b"\0\0\xfe\xff")
_UTF16 = (b"\xff\xfe", b"\xfe\xff")
_AGAIN = "Export it again."
_SAVE_AS = "Export it again, or save it as “CSV UTF-8”."
_COMMAS = "Export it again with commas between the columns; a spreadsheet calls that “CSV UTF-8 (comma delimited)”."
_OTHER_SEPARATORS = {b";": "semicolons", b"\t": "tabs", b"|": "upright strokes"}
_LONGEST_HEADER = 1 << 16


@dataclass(frozen=True, kw_only=True, slots=True)
class Extract:
    """A file that can be read: its hash, its size in bytes and its header, trimmed."""

    path: Path
    sha256: str
    size: int
    header: tuple[str, ...]


class RawRow(NamedTuple):
    """A data row as it stands: its number from 1, the line it begins on, its cells; ``at`` is how far into the file."""

    row: int
    line: int
    cells: list[str]
    at: int


def open_extract(path: Path) -> Extract:
    """Look a file over and read its header.

    Raises:
        AppError: it is missing, empty, no text, not UTF-8, or its header cannot be used.
    """
    digest, size = _look_over(path)
    _check_separator(path)
    try:
        header = next(_csv_rows(path)).cells
    except StopIteration:
        raise AppError(f"{path.name} is empty.", "Check that the export finished.") from None
    names = tuple(clean_text(name) for name in header)
    _check_header(path, names)
    return Extract(path=path, sha256=digest, size=size, header=names)


def read_rows(extract: Extract) -> Iterator[RawRow]:
    """The data rows of a file, blank lines included.

    Raises:
        AppError: the encoding or the quoting fails on the way: nothing of such a file can be trusted.
    """
    rows = _csv_rows(extract.path)
    next(rows)
    yield from rows


def heading(name: str) -> str:
    """A column's name as names are compared: without regard to case and to space around or inside it."""
    return " ".join(name.split()).casefold()


def _look_over(path: Path) -> tuple[str, int]:
    digest, size, chunk, decoder = sha256(), 0, b"", codecs.getincrementaldecoder("utf-8")()
    try:
        with path.open("rb") as file:
            while chunk := file.read(_CHUNK):
                if size == 0:
                    _check_start(path, chunk)
                if b"\0" in chunk:
                    raise AppError(f"{path.name} is no text file: it holds NUL bytes.", _SAVE_AS)
                decoder.decode(chunk)
                digest.update(chunk)
                size += len(chunk)
        decoder.decode(b"", final=True)
    except UnicodeDecodeError as error:
        line = _line_of(path, size + len(chunk) - len(error.object) + error.start)
        raise AppError(f"{path.name} is not in UTF-8: line {line:,} cannot be read.", _SAVE_AS) from error
    except OSError as error:
        raise AppError(f"{path} cannot be read: {error.strerror}.", "Check the name and the folder.") from error
    if size == 0:
        raise AppError(f"{path.name} is empty.", "Check that the export finished.")
    return digest.hexdigest(), size


def _line_of(path: Path, offset: int) -> int:
    """The line on which the byte at ``offset`` stands, whichever way lines end."""
    line, last = 1, b""
    with path.open("rb") as file:
        while chunk := file.read(min(_CHUNK, offset)):
            offset -= len(chunk)
            line += chunk.count(b"\n") + chunk.count(b"\r") - (last + chunk).count(b"\r\n")
            last = chunk[-1:]
    return line


def _check_start(path: Path, start: bytes) -> None:
    wide = "UTF-32" if start.startswith(_UTF32) or start[:4].count(0) == 3 else "UTF-16"
    if start.startswith((*_UTF32, *_UTF16)) or b"\0" in start[:2] or wide == "UTF-32":
        raise AppError(f"{path.name} is in {wide}, which cannot be read safely.", _SAVE_AS)
    if start.startswith(codecs.BOM_UTF8 * 2):
        raise AppError(f"{path.name} begins with the mark of UTF-8 twice.", _SAVE_AS)
    if start.startswith((b"PK\x03\x04", b"\xd0\xcf\x11\xe0", b"%PDF")):
        raise AppError(f"{path.name} is a workbook or document, not a CSV file.", "Save the sheet as “CSV UTF-8”.")


def _csv_rows(path: Path) -> Iterator[RawRow]:
    with path.open("rb") as file:
        text = io.TextIOWrapper(file, encoding="utf-8-sig", newline="")
        lines, begins = csv.reader(text, strict=True), 1
        try:
            for number, cells in enumerate(lines):
                yield RawRow(number, begins, cells, file.tell())
                begins = lines.line_num + 1
        except UnicodeDecodeError as error:
            raise AppError(f"{path.name} was changed while it was being read.", "Import it again.") from error
        except csv.Error as error:
            what = next(words for sign, words in _QUOTING if sign in str(error))
            where = f"in the row that begins on line {begins:,}"
            raise AppError(f"{path.name} has {what}, {where}: nothing after it can be trusted.", _AGAIN) from error


def _check_separator(path: Path) -> None:
    """A header without a single comma holds one column, or another separator than ours."""
    with path.open("rb") as file:
        first = re.split(rb"[\r\n]", file.read(_LONGEST_HEADER), maxsplit=1)[0]
    for mark, name in _OTHER_SEPARATORS.items():
        if mark in first and b"," not in first:
            raise AppError(f"The columns of {path.name} are separated by {name}, not by commas.", _COMMAS)


def _check_header(path: Path, names: tuple[str, ...]) -> None:
    filled = [name for name in names if name]
    if not filled:
        raise AppError(f"The first line of {path.name} is blank.", "The first line must name the columns.")
    times = Counter(heading(name) for name in filled)
    twice = next((name for name in filled if times[heading(name)] > 1), None)
    if twice:
        raise AppError(f"{path.name} has the column “{twice}” more than once.", "Rename or remove one of them.")
