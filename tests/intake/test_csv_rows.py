"""Lines of CSV become the rows that the standard library's strict reader gives, however many are taken at a time."""

import csv
import io
from collections.abc import Iterator

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from app.intake.csv_rows import LONGEST_CELL, CsvRows

TEXTS = st.text(st.sampled_from(["a", "é", ",", ";", '"', "\r", "\n", " ", "\u2028", "\x0b"]), max_size=30)
Told = tuple[list[list[str]], int, str]


def by_library(text: str, separator: str) -> Told:
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
    rows: list[list[str]] = []
    try:
        rows += reader
    except csv.Error as error:
        return [], 0, str(error)
    return rows, reader.line_num, ""


def by_us(text: str, separator: str, count: int) -> Told:
    ours = CsvRows(io.StringIO(text, newline=""), separator)
    try:
        rows = [row for taken in _taken(ours, count) for row in taken]
    except csv.Error as error:
        return [], 0, str(error)
    return rows, ours.lines_read, ""


def _taken(rows: CsvRows, count: int) -> Iterator[list[list[str]]]:
    while taken := rows.take(count):
        assert len(taken) <= count
        yield taken


@given(text=TEXTS, separator=st.sampled_from([",", ";"]), count=st.integers(1, 4))
@example(text='a,b\n"x\ny",z\nc,d\n', separator=",", count=2)
@example(text='a\n"open', separator=",", count=1)
@example(text='a\n"shut"x\n', separator=",", count=1)
@example(text="\n\r\r\n,\n", separator=",", count=3)
def test_rows_lines_and_refusals_are_the_librarys(text: str, separator: str, count: int) -> None:
    assert by_us(text, separator, count) == by_library(text, separator)


def test_a_cell_that_is_too_long_is_refused_with_or_without_quotation_marks() -> None:
    for mark in ("", '"'):
        rows = CsvRows([f"{mark}{'a' * (LONGEST_CELL + 1)}{mark}\n"], ",")
        with pytest.raises(csv.Error, match="field larger than field limit"):
            rows.take(1)


def test_many_cells_may_be_longer_than_one() -> None:
    row = ["a" * (LONGEST_CELL // 2)] * 3
    assert CsvRows([",".join(row)], ",").take(5) == [row]
