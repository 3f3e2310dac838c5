"""A file of answers that somebody typed from paper: CSV with any usual separator, or a workbook."""

from collections.abc import Iterator, Sequence
from pathlib import Path

from app.core.errors import AppError
from app.intake.csv_file import open_csv
from app.intake.extract import open_extract, read_rows
from app.intake.file_form import form_of
from app.intake.sheets import Extract

_LARGEST = 8 * 1024 * 1024
_SEPARATORS = ",;\t"


def open_answers(path: Path, encoding: str = "") -> Extract:
    """Look a file of answers over and read its header.

    Args:
        path: a CSV file (commas, semicolons or tabs), or a workbook.
        encoding: of a CSV file: ``utf-8`` or ``cp1252``; blank: UTF-8.

    Raises:
        NotUtf8: a CSV file in another encoding; ``cp1252`` may be offered.
        AppError: it is missing, empty, damaged, too large, or no table.
    """
    form = form_of(path)
    if form == "json":
        raise AppError(f"{path.name} is no table of answers.", "Bring a CSV file or a workbook.")
    if path.stat().st_size > _LARGEST:
        raise AppError(f"{path.name} is too large for the answers of a meeting.", "Check that it is the right file.")
    if form == "workbook":
        return open_extract(path)
    return open_csv(path, encoding=encoding, separators=_SEPARATORS)


def answer_rows(extract: Extract) -> Iterator[tuple[int, Sequence[str]]]:
    """The line and the cells of each row.

    Raises:
        AppError: the file fails on the way.
    """
    for row in read_rows(extract):
        yield row.line, row.cells
