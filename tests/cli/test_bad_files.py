"""Bad input through the door: a clear sentence, exit 1, nothing stored, no traceback."""

import codecs
import re
from pathlib import Path

import pytest

from tests.builders import reopen
from tests.cli.door import Door
from tests.intake.extracts import SAVED_BY_R, line, open_data, published
from tests.journeys.looking import counts

GOOD = open_data([{}] * 4)
HEADER, *ROWS = GOOD.splitlines()
RAGGED = "\r\n".join([HEADER, *(f'{row},"x"' for row in ROWS), ""])

BAD: dict[str, tuple[bytes, str]] = {
    "empty": (b"", "is empty"),
    "header only": (open_data([]).encode(), "has a header and no rows"),
    "binary": (bytes(range(1, 256)) * 100, "not in UTF-8|quotation marks"),
    "a picture": (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR" * 9, "holds NUL bytes"),
    "a workbook": (b"PK\x03\x04" + bytes(60), "workbook or document"),
    "wrong header": (b"Name,Size\r\na,1\r\n", "columns are none that we know"),
    "no header": (GOOD.split("\r\n", 1)[1].encode(), "more than once|none that we know"),
    "semicolons": (GOOD.replace('","', '";"').encode(), "separated by semicolons"),
    "a column twice": (GOOD.replace('"Gender"', '"Type"', 1).encode(), "column “Type” more than once"),
    "UTF-16 LE with its mark": (codecs.BOM_UTF16_LE + GOOD.encode("utf-16-le"), "in UTF-16"),
    "UTF-16 BE with its mark": (codecs.BOM_UTF16_BE + GOOD.encode("utf-16-be"), "in UTF-16"),
    "UTF-16 LE": (GOOD.encode("utf-16-le"), "in UTF-16"),
    "UTF-16 BE": (GOOD.encode("utf-16-be"), "in UTF-16"),
    "cp1252": (GOOD.replace("Arrest", "Café – no").encode("cp1252"), "not in UTF-8"),
    "NUL in a cell": (GOOD.replace("Female", "Fe\0male").encode(), "holds NUL bytes"),
    "every row ragged": (RAGGED.encode(), "4 of 4 rows .*16 fields where the header has 15"),
    "cut off inside quotation marks": (GOOD[:-8].encode(), "quotation marks that do not close"),
    "over half of the rows bad": (open_data([{"Date": "x"}] * 3 + [{}] * 2).encode(), "3 of 5 rows cannot be read"),
    "control characters": (open_data([{"Date": "a\x02b"}] * 2).encode(), "is no date and time that can be read"),
}  # fmt: skip


@pytest.mark.parametrize("name", BAD)
def test_a_bad_file_is_refused_whole(door: Door, tmp_path: Path, name: str) -> None:
    data, words = BAD[name]
    file = tmp_path / "extract.csv"
    file.write_bytes(data)
    refused(door, file, words)


def test_a_missing_file_a_folder_and_a_header_from_elsewhere(door: Door, tmp_path: Path) -> None:
    refused(door, tmp_path / "none.csv", "none.csv cannot be read: No such file")
    refused(door, tmp_path, "cannot be read: Is a directory")
    refused(door, published(SAVED_BY_R, tmp_path), "columns are none that we know. The nearest layout, data.police.uk")


def test_a_file_in_a_folder_that_is_a_file(door: Door, tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text(GOOD)
    refused(door, tmp_path / "a.csv" / "b.csv", "cannot be read: Not a directory")


def test_a_name_too_long_for_any_disk(door: Door, tmp_path: Path) -> None:
    refused(door, tmp_path / ("n" * 300), "File name too long|no name that a file")


def refused(door: Door, file: Path, words: str) -> None:
    before = stored(door)
    said = door("import", file, "--kind", "stop_search")
    assert said.code == 1
    assert set(said.data) == {"refused", "fix"}
    assert re.search(words, said.data["refused"])
    assert said.data["fix"].endswith(".")
    assert said.err == f"{said.data['refused']} {said.data['fix']}\n"
    assert stored(door) == before


def stored(door: Door) -> dict[str, int]:
    ws = reopen(door.workspace)
    found = counts(ws)
    ws.close()
    return found


def test_bad_rows_among_good_ones_are_reported_and_the_rest_is_stored(door: Door, tmp_path: Path) -> None:
    file = tmp_path / "extract.csv"
    ragged = line(["Person search", "2025-06-14T21:05:00+00:00"])
    bad = ["", ragged, "  ", *(open_data([odd]).split("\r\n")[1] for odd in ({"Date": "x"}, {"Latitude": "x"}))]
    file.write_text(GOOD + "\r\n".join(bad) + "\r\n", encoding="utf-8", newline="")
    said = door("import", file, "--kind", "stop_search")
    assert said.code == 0
    assert (said.data["rows_read"], said.data["stored"], said.data["rejected"]) == (9, 5, 4)
    assert [(row["row"], row["line"], row["column"]) for row in said.data["problems"]] == [
        (5, 6, ""), (6, 7, ""), (7, 8, ""), (8, 9, "Date"),
    ]  # fmt: skip
    assert said.data["unread_values"] == [
        {"field": "latitude", "value": "x", "became": "is no number: left blank", "count": 1}
    ]
    assert "1 cell: latitude is no number: left blank" in said.err
    for number in range(5, 9):
        assert f"Row {number} (line {number + 1})" in said.err


def test_a_file_that_was_imported_is_refused_until_again_is_said(door: Door, tmp_path: Path) -> None:
    file = tmp_path / "extract.csv"
    file.write_text(GOOD, encoding="utf-8", newline="")
    assert door("import", file, "--kind", "stop_search").data["versions"] == 0
    refused(door, file, "This file was imported already, on")
    assert door("import", file, "--kind", "stop_search", "--again").data["versions"] == 4


def test_many_problems_are_told_in_part_and_given_whole(door: Door, tmp_path: Path) -> None:
    file = tmp_path / "extract.csv"
    rows = ([{"Latitude": f"53.{at}"}, {"Date": "x"}][at % 2] for at in range(60))
    file.write_text(open_data(rows), encoding="utf-8", newline="")
    said = door("import", file, "--kind", "stop_search")
    assert len(said.data["problems"]) == 30
    assert "and 10 more: --json lists them all" in said.err
