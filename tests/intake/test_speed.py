"""Reading keeps its distance to the readers it is measured by: the full measure is the bench's, this its shadow."""

from pathlib import Path

from tests.bench.reading import csv_against_the_bare_reader, xlsx_against_openpyxl


def test_a_workbook_is_read_many_times_as_fast_as_openpyxl_does(tmp_path: Path) -> None:
    assert xlsx_against_openpyxl(tmp_path, rows=2_000).times > 3


def test_csv_costs_little_more_than_the_bare_reader(tmp_path: Path) -> None:
    assert csv_against_the_bare_reader(tmp_path, rows=20_000).times > 0.4
