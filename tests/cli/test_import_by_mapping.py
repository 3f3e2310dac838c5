"""``import --mapping``, ``--sheet``, ``--header-row`` at the batch door."""

from pathlib import Path

import pytest
from openpyxl import load_workbook

from tests.builders import OPEN_DATA
from tests.cli.door import Door
from tests.ui.unseen import write_workbook


@pytest.fixture
def book(tmp_path: Path) -> Path:
    """A workbook that the app has never seen."""
    return write_workbook(tmp_path / "may.xlsx", 5, 30)


def save(door: Door, book: Path) -> None:
    said = door("mapping", "save", "Crewe stops", "--file", book, "--constant", "lpu=crewe", "--times", "local")
    assert said.code == 0


def test_a_saved_mapping_is_used_by_its_name(door: Door, book: Path, tmp_path: Path) -> None:
    save(door, book)
    said = door("import", book, "--kind", "stop_search", "--mapping", "Crewe stops")
    assert (said.code, said.data["stored"], said.data["layout"]) == (0, 30, "Crewe stops")
    assert "The columns are named by row 4; what stands above it was passed over." in said.err
    june = write_workbook(tmp_path / "june.xlsx", 6, 20)
    assert door("import", june, "--kind", "stop_search", "--mapping", "Crewe stops").data["stored"] == 20


def test_a_sheet_and_a_row_win_over_what_the_mapping_says(door: Door, book: Path) -> None:
    save(door, book)
    opened = load_workbook(book)
    opened.create_sheet("Cover", 0).append(["Read this", "Then that", "And the rest of it"])
    opened.save(book)
    wanted = ("import", book, "--kind", "stop_search", "--mapping", "Crewe stops")
    assert door(*wanted).code == 1
    assert door(*wanted, "--sheet", "Export", "--header-row", "3").code == 1
    assert door(*wanted, "--sheet", "Export", "--header-row", "4").data["stored"] == 30


def test_a_shipped_layout_is_found_at_the_row_that_is_named(door: Door, tmp_path: Path) -> None:
    file = tmp_path / "titled.csv"
    file.write_text("Stop and search, June\n" + OPEN_DATA.read_text(encoding="utf-8"), encoding="utf-8")
    said = door("import", file, "--kind", "stop_search", "--header-row", "2")
    assert (said.code, said.data["rows_read"]) == (0, 1_185)


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["--mapping", "nobody's"], "There is no mapping called “nobody's”."),
        (["--sheet", "None"], "None"),
        (["--header-row", "two"], "is no whole number"),
        (["--header-row", "4"], "columns are none that we know"),
    ],
)
def test_what_is_not_there_is_refused(door: Door, book: Path, words: list[str], told: str) -> None:
    said = door("import", book, "--kind", "stop_search", *words)
    assert said.code == 1
    assert told in said.err
