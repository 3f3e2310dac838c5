"""A file at first sight: its sheets, a cover sheet, a place that a saved mapping knows, the mapping it is read by."""

from dataclasses import replace
from pathlib import Path

import pytest
from openpyxl import load_workbook

from app.core.errors import AppError, NotUtf8
from app.core.shapes.mappings import MappingSettings, SheetListing
from app.services.collecting import mappings
from app.services.collecting.extracts import first_look, layout_of
from app.services.workspace import Workspace
from tests.builders import OPEN_DATA, PRACTICE_EXTRACT
from tests.ui.unseen import write_workbook


@pytest.fixture
def book(tmp_path: Path) -> Path:
    """A workbook that the app has never seen."""
    return write_workbook(tmp_path / "may.xlsx", 5, 30)


def test_the_sheets_are_told_and_those_that_are_hidden(workspace: Workspace, book: Path) -> None:
    look = first_look(workspace, book)
    assert look.sheets == (
        SheetListing(name="Export", hidden=False, rows=34),
        SheetListing(name="Lookups", hidden=True, rows=2),
    )
    assert (look.draft.at_sheet, look.draft.at_row, look.draft.sheet, look.draft.header_row) == ("Export", 4, "", 0)
    assert (look.label, look.saved, look.all_rows) == ("", False, True)
    assert {field.id for field in look.fields if field.identity} >= {"subject_name", "subject_dob"}
    assert ("crewe", "Crewe") in {field.id: field.codes for field in look.fields}["lpu"]


def test_a_cover_sheet_is_passed_over(workspace: Workspace, book: Path) -> None:
    opened = load_workbook(book)
    cover = opened.create_sheet("Cover", 0)
    cover.append(["Read me first", "Owner"])
    cover.append(["This workbook holds one month", "Performance"])
    opened.save(book)
    look = first_look(workspace, book)
    assert (look.draft.at_sheet, look.draft.kind, look.draft.troubles) == ("Export", "stop_search", ())
    assert first_look(workspace, book, sheet="Cover").draft.at_sheet == "Cover"


def test_a_saved_mapping_is_found_on_the_sheet_that_it_names(workspace: Workspace, book: Path) -> None:
    opened = load_workbook(book)
    opened.move_sheet("Lookups", -1)
    opened["Lookups"].sheet_state = "visible"
    for row in (["Date", "Time", "Meaning"], ["01/06/2025", "10:00", "x"]):
        opened["Lookups"].append(row)
    opened.save(book)
    seen = first_look(workspace, book, sheet="Export")
    draft = mappings.change_draft(workspace, seen.draft, MappingSettings(times="local"))
    mappings.save_mapping(workspace, "Crewe stops", draft)
    again = first_look(workspace, book)
    assert (again.draft.name, again.draft.at_sheet, again.saved) == ("Crewe stops", "Export", True)
    assert "Crewe stops" in again.names


@pytest.mark.parametrize("file", [OPEN_DATA, PRACTICE_EXTRACT])
def test_a_file_of_a_shipped_layout_is_read_by_that_one_until_it_is_changed(workspace: Workspace, file: Path) -> None:
    look = first_look(workspace, file)
    assert (look.label != "", look.saved) == (True, False)
    assert layout_of(workspace, look.draft) == mappings.find_layout(workspace, look.draft.name)
    other = "utc" if look.draft.times == "local" else "local"
    changed = replace(look.draft, times=other)
    assert layout_of(workspace, changed) == mappings.mapping_of(changed)


def test_another_encoding_and_a_file_that_is_none_are_told_apart(workspace: Workspace, tmp_path: Path) -> None:
    file = tmp_path / "old.csv"
    file.write_bytes("Date,Place\n14/06/2025 10:00,Café\n".encode("cp1252"))
    with pytest.raises(NotUtf8):
        first_look(workspace, file)
    assert first_look(workspace, file, encoding="cp1252").draft.encoding == "cp1252"
    with pytest.raises(AppError, match="cannot be read"):
        first_look(workspace, tmp_path / "none.csv")
