"""Opening an extract of any form: trusted whole or refused whole, in a sentence; then its rows, all of them."""

from collections.abc import Iterator, Sequence
from itertools import islice
from pathlib import Path

from app.intake.csv_file import look_over_csv, open_csv, read_csv
from app.intake.file_form import form_of
from app.intake.headers import heading, is_header
from app.intake.police_json import look_over_json, open_json, read_json
from app.intake.sheets import Batch, Extract, FileLook, Form, NotUtf8, RawRow, SheetLook
from app.intake.workbook import look_over_workbook, open_workbook, read_workbook

__all__ = [
    "Batch",
    "Extract",
    "FileLook",
    "Form",
    "NotUtf8",
    "RawRow",
    "SheetLook",
    "first_rows",
    "heading",
    "is_header",
    "look_over",
    "open_extract",
    "read_batches",
    "read_columns",
    "read_rows",
]

BATCH = 2_000
"""How many rows are read at a time."""


def look_over(path: Path, *, encoding: str = "") -> FileLook:
    """What a file is, and the sheets of a workbook, before a person chooses among them.

    Raises:
        AppError: it is missing, empty, damaged, locked with a password, or no extract at all.
    """
    form = form_of(path)
    if form == "workbook":
        return look_over_workbook(path)
    digest, size = look_over_json(path) if form == "json" else look_over_csv(path, encoding)
    return FileLook(path=path, sha256=digest, size=size, form=form)


def open_extract(path: Path, *, sheet: str = "", header_row: int = 0, encoding: str = "") -> Extract:
    """Look a file over and read its header.

    Args:
        path: a CSV file, a workbook (XLSX, XLS, ODS), or data.police.uk's JSON; what it holds decides, not its name.
        sheet: the sheet of a workbook, by name; blank: the first visible one that holds anything.
        header_row: the row that names the columns, from 1; 0: found.
        encoding: of a CSV file: ``utf-8`` or ``cp1252``; blank: UTF-8.

    Raises:
        NotUtf8: a CSV file in another encoding; ``cp1252`` may be offered.
        AppError: it is missing, empty, damaged, of another kind, or its header cannot be used.
    """
    form = form_of(path)
    if form == "workbook":
        return open_workbook(path, sheet, header_row)
    return open_json(path) if form == "json" else open_csv(path, header_row, encoding)


def read_batches(extract: Extract, size: int = BATCH) -> Iterator[Batch]:
    """The data rows of a file, ``size`` at a time, blank ones included: the quickest way to all of them.

    Raises:
        AppError: the file fails on the way: nothing of it can be trusted.
    """
    if extract.form == "workbook":
        return read_workbook(extract, size)
    return read_json(extract, size) if extract.form == "json" else read_csv(extract, size)


def read_rows(extract: Extract) -> Iterator[RawRow]:
    """The data rows of a file one by one, blank ones included.

    Raises:
        AppError: the file fails on the way: nothing of it can be trusted.
    """
    for batch in read_batches(extract):
        for row, (line, cells) in enumerate(zip(batch.lines, batch.cells, strict=True), batch.first):
            yield RawRow(row, line, cells, batch.at)


def read_columns(extract: Extract, places: Sequence[int]) -> Iterator[list[str]]:
    """The cells of some columns in every data row that is as wide as the header.

    Raises:
        AppError: the file fails on the way: nothing of it can be trusted.
    """
    for batch in read_batches(extract):
        yield from ([row[at] for at in places] for row in batch.cells if len(row) == len(extract.header))


def first_rows(extract: Extract, count: int) -> Sequence[RawRow]:
    """The first data rows, for a preview; of a CSV file no more is read than they take.

    Raises:
        AppError: the file fails among them.
    """
    return list(islice(read_rows(extract), count))
