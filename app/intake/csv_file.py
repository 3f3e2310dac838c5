"""Reading CSV: one pass over the bytes to trust the file or refuse it whole, one to read its rows."""

import codecs
import csv
import io
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from hashlib import sha256
from pathlib import Path
from typing import BinaryIO, TextIO

from app.core.errors import AppError
from app.intake.csv_rows import CsvRows
from app.intake.file_form import cannot_be_read
from app.intake.headers import TOP, find_header
from app.intake.sheets import Batch, Extract, NotUtf8

_CHUNK = 1 << 20
_QUOTING = (
    ("field limit", "a cell of over 16 million characters, or quotation marks left open"),
    ("end of data", "quotation marks that do not close"),
    ("", "text right after closing quotation marks"),
)
_UTF32 = (b"\xff\xfe\0\0", b"\0\0\xfe\xff")
_UTF16 = (b"\xff\xfe", b"\xfe\xff")
_UTF8 = "utf-8-sig"
_ENCODINGS = {"": _UTF8, "utf-8": _UTF8, _UTF8: _UTF8, "cp1252": "cp1252"}
_SAID = {_UTF8: "UTF-8", "cp1252": "Windows-1252 (cp1252)"}
_AGAIN = "Export it again."
_SAVE_AS = "Export it again, or save it as “CSV UTF-8”."
_OR_CP1252 = f"{_SAVE_AS} If it comes from an older Windows system, it can be read as Windows-1252 (cp1252)."
_COMMAS = "Export it again with commas between the columns; a spreadsheet calls that “CSV UTF-8 (comma delimited)”."
_OTHER_SEPARATORS = {b";": "semicolons", b"\t": "tabs", b"|": "upright strokes"}
_LONGEST_HEADER = 1 << 16
_QUOTED = re.compile(rb'"[^"]*"')
_WORKBOOK_NAMES = frozenset({".xlsx", ".xlsm", ".xls", ".ods"})


def look_over_csv(path: Path, encoding: str = "") -> tuple[str, int]:
    """SHA-256 and size of a file of text that can be read from end to end.

    Raises:
        NotUtf8: no other encoding was asked for, and this is not UTF-8.
        AppError: it cannot be read, is empty, or no text.
    """
    codec = _codec(encoding)
    decoder = codecs.getincrementaldecoder("utf-8" if codec == _UTF8 else codec)()
    digest, size, chunk = sha256(), 0, b""
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
        what = f"{path.name} is not in {_SAID[codec]}: line {line:,} cannot be read."
        raise (NotUtf8(what, _OR_CP1252) if codec == _UTF8 else AppError(what, _SAVE_AS)) from error
    except OSError as error:
        raise cannot_be_read(path, error) from error
    if size == 0:
        raise AppError(f"{path.name} is empty.", "Check that the export finished.")
    return digest.hexdigest(), size


def open_csv(path: Path, header_row: int = 0, encoding: str = "", *, separators: str = ",") -> Extract:
    """Look a CSV file over and find its header.

    Args:
        path: the file.
        header_row: the row that names the columns, from 1; 0: found.
        encoding: ``utf-8`` or ``cp1252``; blank: UTF-8.
        separators: what may stand between columns; an extract of records has commas only.

    Raises:
        AppError: it cannot be trusted, or no row names its columns.
    """
    digest, size = look_over_csv(path, encoding)
    codec = _codec(encoding)
    separator = _separator(path, separators)
    top = _top(path, codec, separator, max(TOP, header_row))
    if not top:
        raise AppError(f"{path.name} is empty.", "Check that the export finished.")
    found = find_header(path.name, top, header_row)
    notes = found.notes
    if path.suffix.casefold() in _WORKBOOK_NAMES:
        notes = (f"{path.name} is no workbook, in spite of its name: it was read as CSV.", *notes)
    return Extract(
        path=path,
        sha256=digest,
        size=size,
        header=found.names,
        header_row=found.row,
        encoding=codec,
        separator=separator,
        notes=notes,
    )


def read_csv(extract: Extract, size: int) -> Iterator[Batch]:
    """The data rows of a CSV file, ``size`` at a time, blank lines included.

    Raises:
        AppError: the encoding or the quoting fails on the way: nothing of such a file can be trusted.
    """
    with _reading(extract.path, extract.encoding, extract.separator) as (file, rows):
        rows.take(extract.header_row)
        first, ended = 1, rows.lines_read
        while cells := rows.take(size):
            yield Batch(first, _lines_of(cells, ended, rows.lines_read), cells, file.tell())
            first, ended = first + len(cells), rows.lines_read
        if file.tell() != extract.size:
            raise _changed(extract.path)


def _codec(encoding: str) -> str:
    try:
        return _ENCODINGS[encoding.strip().casefold()]
    except KeyError:
        raise AppError(f"Extracts are not read in “{encoding}”.", "Say utf-8 or cp1252.") from None


def _lines_of(cells: Sequence[list[str]], before: int, after: int) -> Sequence[int]:
    """The line each row begins on; rows and lines part company only where a cell holds a line end."""
    if after - before == len(cells):
        return range(before + 1, after + 1)
    lines: list[int] = []
    for row in cells:
        lines.append(before + 1)
        text = "\0".join(row)  # NUL cannot be in the file: a cell that ends in CR does not join one that begins with LF
        before += 1 + text.count("\n") + text.count("\r") - text.count("\r\n")
    return lines


def _top(path: Path, codec: str, separator: str, count: int) -> list[list[str]]:
    with _reading(path, codec, separator) as (_, rows):
        return rows.take(count)


@contextmanager
def _reading(path: Path, codec: str, separator: str) -> Iterator[tuple[BinaryIO, CsvRows]]:
    try:
        with path.open("rb") as file:
            yield file, CsvRows(_lines(file, codec), separator)
    except UnicodeDecodeError as error:
        raise _changed(path) from error
    except OSError as error:
        raise cannot_be_read(path, error) from error
    except csv.Error as error:
        what = next(words for sign, words in _QUOTING if sign in str(error))
        where = f"in the row that begins on line {_bad_row(path, codec, separator):,}"
        raise AppError(f"{path.name} has {what}, {where}: nothing after it can be trusted.", _AGAIN) from error


def _lines(file: BinaryIO, codec: str) -> TextIO:
    return io.TextIOWrapper(file, encoding=codec, newline="")


def _bad_row(path: Path, codec: str, separator: str) -> int:
    """The line on which the row begins that cannot be split: looked for only when there is one."""
    begins = 1
    with path.open("rb") as file:
        rows = csv.reader(_lines(file, codec), delimiter=separator, strict=True)
        with suppress(csv.Error):
            for _ in rows:
                begins = rows.line_num + 1
    return begins


def _changed(path: Path) -> AppError:
    return AppError(f"{path.name} was changed while it was being read.", "Import it again.")


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


def _separator(path: Path, allowed: str) -> str:
    """What stands between columns: the mark that the most lines at the top agree on, a comma where none is ahead.

    A title may hold any mark, and so may a cell.
    """
    with path.open("rb") as file:
        top = _QUOTED.sub(b"", file.read(_LONGEST_HEADER).removeprefix(codecs.BOM_UTF8))
    lines = [line for line in re.split(rb"[\r\n]+", top) if line.strip()][:TOP]
    agreed = {mark: _agreed(lines, mark) for mark in (b",", *_OTHER_SEPARATORS)}
    mark = max(agreed, key=lambda mark: agreed[mark])
    if mark == b"," or mark.decode() in allowed:
        return mark.decode()
    name = _OTHER_SEPARATORS[mark]
    raise AppError(f"The columns of {path.name} are separated by {name}, not by commas.", _COMMAS)


def _agreed(lines: Sequence[bytes], mark: bytes) -> int:
    """How many lines have a mark equally often."""
    return max(Counter(count for line in lines if (count := line.count(mark))).values(), default=0)
