"""Every real table we have, read whole: the header, and how many rows of how many cells."""

from collections import Counter
from pathlib import Path

import pytest

from app.intake.extract import first_rows, is_header, look_over, open_extract, read_batches, read_rows
from app.intake.police_json import COLUMNS
from tests.intake.extracts import CHESHIRE_JUNE, POLICE_UK, published

COUNTS = {
    "2016-06-metropolitan-stop-and-search.csv": (10_490, 15, "Type"),
    "2018-08-metropolitan-stop-and-search.csv": (15_127, 15, "Type"),
    "2018-12-greater-manchester-stop-and-search.csv": (452, 15, "Type"),
    "2018-12-greater-manchester-stop-and-search_edit.csv": (452, 17, "type"),
    "2019-12-essex-stop-and-search.csv": (1_523, 15, "Type"),
    "2020-07-city-of-london-stop-and-search.csv": (518, 15, "Type"),
    "2025-06-merseyside-stop-and-search.csv": (4_992, 15, "Type"),
    "2025-07-cheshire-stop-and-search.csv": (1_065, 15, "Type"),
    "south-wales-resaved.csv": (2_782, 16, ""),
    "api-2024-01.json": (170, 22, "Type"),
    "seattle_uof.csv": (11_661, 11, "ID"),
    "orlando_r2r.csv": (5_658, 27, "Incident Number"),
    "c11_pfa_18_ethnic_groups.csv": (43, 25, "PFA16NM"),
    "c21_ltla_sex_by_19_ethnic_groups.csv": (682, 22, "Geography Code"),
    "derived_c21_pfa_by_5_ethnic_groups.csv": (43, 8, "pfa"),
    "lookup_lad_csp_pfa_dec2016.csv": (348, 7, "LAD16CD"),
    "uk_identifier_cases.csv": (49, 5, "entity"),
}


@pytest.mark.parametrize("name", COUNTS)
def test_rows_and_columns(name: str, tmp_path: Path) -> None:
    rows, columns, first = COUNTS[name]
    opened = open_extract(published(name, tmp_path))
    read = list(read_rows(opened))
    assert (len(read), len(opened.header), opened.header[0]) == (rows, columns, first)
    assert Counter(len(row.cells) for row in read) == {columns: rows}, "no row is ragged"
    assert [row.row for row in read] == list(range(1, rows + 1))
    assert (opened.notes, opened.header_row) == ((), 0 if opened.form == "json" else 1)


def test_the_practice_month() -> None:
    opened = open_extract(CHESHIRE_JUNE)
    assert sum(len(batch.cells) for batch in read_batches(opened)) == 1_185
    assert list(opened.header) == POLICE_UK == list(COLUMNS.values())


def test_a_header_repeated_inside_is_known_for_one(tmp_path: Path) -> None:
    opened = open_extract(published("orlando_r2r.csv", tmp_path))
    assert [row.line for row in read_rows(opened) if is_header(opened.header, row.cells)] == [28, 2727]


def test_batches_hold_the_same_rows_whatever_their_size(tmp_path: Path) -> None:
    opened = open_extract(published("uk_identifier_cases.csv", tmp_path))
    rows = [(row.row, row.line, row.cells) for row in read_rows(opened)]
    for size in (1, 7, 49, 50):
        batches = list(read_batches(opened, size))
        assert [
            (batch.first + index, line, cells)
            for batch in batches
            for index, (line, cells) in enumerate(zip(batch.lines, batch.cells, strict=True))
        ] == rows
        assert batches[-1].at == opened.size
    assert [(row.row, row.line, row.cells) for row in first_rows(opened, 20)] == rows[:20]


def test_look_over_tells_hash_and_size_as_open_does(tmp_path: Path) -> None:
    for name in ("api-2024-01.json", "uk_identifier_cases.csv"):
        file = published(name, tmp_path)
        look, opened = look_over(file), open_extract(file)
        assert (look.sha256, look.size, look.form) == (opened.sha256, opened.size, opened.form)
        assert look.sheets == ()
