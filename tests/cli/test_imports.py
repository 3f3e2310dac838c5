"""``imports list`` and ``imports undo``."""

from pathlib import Path

from tests.builders import PRACTICE_EXTRACT
from tests.cli.door import Door


def test_nothing_imported_is_said(door: Door) -> None:
    said = door("imports", "list", json=False)
    assert (said.code, said.out.strip()) == (0, "Nothing has been imported yet.")
    assert door("imports", "list").data == {"imports": []}


def test_an_import_is_listed_undone_and_listed_as_undone(door: Door) -> None:
    door("import", PRACTICE_EXTRACT, "--kind", "stop_search")
    (before,) = door("imports", "list").data["imports"]
    assert (before["import_id"], before["stored"], before["undone_at"]) == (1, 319, "")
    undone = door("imports", "undo", "1")
    assert undone.code == 0
    assert (undone.data["import_id"], undone.data["rows"], undone.data["cases"]) == (1, 319, 319)
    (after,) = door("imports", "list").data["imports"]
    assert after["undone_at"]
    assert "319 stored, 0 not stored; undone 20" in door("imports", "list", json=False).out
    assert door("import", PRACTICE_EXTRACT, "--kind", "stop_search").data["import_id"] == 2
    assert "319 rows, 319 cases and 0 problems are gone" in door("imports", "undo", "2", json=False).out


def test_what_cannot_be_undone_is_refused_in_a_sentence(door: Door) -> None:
    assert "There is no import 7" in door("imports", "undo", "7").data["refused"]
    assert "no whole number" in door("imports", "undo", "first").data["refused"]
    assert door("imports", "undo").code == 2
    assert door("imports").code == 2


def test_a_list_that_was_sealed_keeps_its_import(door: Door, tmp_path: Path) -> None:
    door("import", PRACTICE_EXTRACT, "--kind", "stop_search")
    period = ("--from", "2025-06-01", "--to", "2025-06-30")
    door("frame", "seal", "--kind", "stop_search", *period, "--size", "5", "--reserves", "1")
    said = door("imports", "undo", "1")
    assert said.code == 1
    assert "in a sealed list (F1)" in said.data["refused"]
