"""How fast extracts are read, side by side with the readers they are measured by."""

import csv
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from statistics import median
from typing import NamedTuple

import openpyxl

from app.intake.extract import open_extract, read_batches

RUNS = 3


class Ratio(NamedTuple):
    """Medians in seconds of ours and of the other, run in turn; ``times`` is other / ours."""

    what: str
    ours: float
    other: float

    @property
    def times(self) -> float:
        return self.other / self.ours


def xlsx_against_openpyxl(folder: Path, rows: int = 100_000, runs: int = RUNS) -> Ratio:
    """A workbook of 15 columns, from its first byte to its last cell as text, against openpyxl's read-only way."""
    file = folder / "bench.xlsx"
    book = openpyxl.Workbook(write_only=True)
    sheet = book.create_sheet("Data")
    for row in _table(rows):
        sheet.append(row)
    book.save(file)
    return _in_turn("XLSX, openpyxl read-only", lambda: _ours(file), lambda: _openpyxl(file), runs)


def csv_against_the_bare_reader(folder: Path, rows: int = 1_000_000, runs: int = RUNS) -> Ratio:
    """A CSV file of 15 columns, looked over, hashed and read, against a bare loop over the standard reader."""
    file = folder / "bench.csv"
    with file.open("w", encoding="utf-8", newline="") as out:
        csv.writer(out).writerows(_table(rows))
    return _in_turn("CSV, bare csv.reader", lambda: _ours(file), lambda: _bare(file), runs)


def _table(rows: int) -> Iterator[list[str | float]]:
    yield [f"Column {number}" for number in range(15)]
    for row in range(rows):
        words: list[str | float] = [f"Misuse of Drugs Act 1971 (section {(row + number) % 40})" for number in range(11)]
        yield ["Person search", f"2025-06-{row % 30 + 1:02}T21:{row % 60:02}:00+00:00", 51 + row / 1e6, row, *words]


def _in_turn(what: str, ours: Callable[[], int], other: Callable[[], int], runs: int) -> Ratio:
    times: tuple[list[float], list[float]] = ([], [])
    for _ in range(runs):
        for job, taken in zip((ours, other), times, strict=True):
            begin = time.perf_counter()
            job()
            taken.append(time.perf_counter() - begin)
    if ours() + 1 != other():
        raise AssertionError("the two did not read the same rows")
    return Ratio(what, median(times[0]), median(times[1]))


def _ours(file: Path) -> int:
    return sum(len(batch.cells) for batch in read_batches(open_extract(file)))


def _openpyxl(file: Path) -> int:
    book = openpyxl.load_workbook(file, read_only=True)
    try:
        return sum(1 for _ in book["Data"].iter_rows(values_only=True))
    finally:
        book.close()


def _bare(file: Path) -> int:
    with file.open(encoding="utf-8", newline="") as text:
        return sum(1 for _ in csv.reader(text))
