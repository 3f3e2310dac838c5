"""``mapping save`` on files that are not plain: a cover sheet, another encoding, days that a spreadsheet swapped."""

from pathlib import Path

from tests.cli.door import Door
from tests.services.collecting.test_odd_extracts import HEADER, months, row, swapped


def test_records_behind_a_cover_sheet_are_found(door: Door, tmp_path: Path) -> None:
    said = door("mapping", "save", "ours", "--file", months(tmp_path, "May 2025"), "--times", "local")
    assert said.code == 0
    assert (said.data["mapping"]["kind"], said.data["mapping"]["at_sheet"]) == ("stop_search", "May 2025")
    imported = door("import", months(tmp_path, "June 2025"), "--kind", "stop_search", "--mapping", "ours", json=False)
    assert "There is no sheet “May 2025”: “June 2025” was read" in imported.out


def test_a_file_from_an_older_windows_system(door: Door, tmp_path: Path) -> None:
    file = tmp_path / "older.csv"
    rows = [HEADER, *(row(day, f"{day}/06/2025 1{day % 7}:0{day % 9}") for day in range(13, 29))]
    text = "\n".join(map(",".join, rows)).replace("hide", "h\xefde")
    file.write_bytes(text.encode("cp1252"))
    line = ("mapping", "save", "ours", "--file", file, "--kind", "stop_search", "--times", "local")
    assert "not in UTF-8" in door(*line, json=False).err
    said = door(*line, "--encoding", "cp1252")
    assert (said.code, said.data["preview"]["kept"]) == (0, 16)


def test_swapped_days_are_not_settled_until_somebody_says(door: Door, tmp_path: Path) -> None:
    line = ("mapping", "save", "ours", "--file", swapped(tmp_path), "--kind", "stop_search", "--times", "local")
    refused = door(*line, json=False)
    assert refused.code == 1
    assert "A spreadsheet seems to have swapped day and month" in refused.err
    assert "Say --day-order swapped to turn them back, or dmy to take them as they are" in refused.err
    assert door(*line, "--day-order", "swapped").data["mapping"]["day_order"] == "swapped"
    assert door(*line, "--day-order", "dmy").code == 0
