"""CSV that we write: every cell comes back as it was, and none is taken for a formula."""

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.export.tables import csv_bytes, neutral

FORMULAS = (
    "=1+1",
    "=cmd|' /C calc'!A0",
    "+44 7700 900000",
    "-2+3+cmd|' /C calc'!A0",
    "@SUM(A1:A9)",
    "\t=1+1",
    "\r=1+1",
    "\n=1+1",
    "  =1+1",
    "＝1+1",
    '=HYPERLINK("x","y")',
    "-",
    "--1",
    "+",
    "-1.2.3",
)
HARMLESS = ("", "Grounds", "a=b", "51.5", "-2.5", "+3", "-17", "'quoted'", "2025-06-14", "£5", " text")


def back(data: bytes) -> list[list[str]]:
    return list(csv.reader(io.StringIO(data.decode("utf-8-sig"), newline=""), strict=True))


@pytest.mark.parametrize("cell", FORMULAS)
def test_what_begins_like_a_formula_is_made_text(cell: str) -> None:
    assert neutral(cell) == f"'{cell}"
    assert back(csv_bytes([cell, "b"], [["a", cell]])) == [[f"'{cell}", "b"], ["a", f"'{cell}"]]


@pytest.mark.parametrize("cell", HARMLESS)
def test_other_cells_stay_as_they_are(cell: str) -> None:
    assert neutral(cell) == cell


def test_the_bytes() -> None:
    assert csv_bytes(["Kind", "Note"], [["a", 'say "x", y']]) == b'\xef\xbb\xbfKind,Note\r\na,"say ""x"", y"\r\n'


def test_a_ragged_table_is_a_fault() -> None:
    with pytest.raises(ValueError, match="a row has 1 cells, the header 2"):
        csv_bytes(["a", "b"], [["1"]])


CELLS = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=12)


@given(st.lists(st.tuples(CELLS, CELLS), max_size=5))
def test_any_table_comes_back_and_no_cell_begins_like_a_formula(rows: list[tuple[str, str]]) -> None:
    header, *read = back(csv_bytes(["one", "two"], rows))
    assert header == ["one", "two"]
    assert read == [[neutral(cell) for cell in row] for row in rows]
    for row in read:
        for cell in row:
            assert cell.lstrip(" ")[:1] not in set("=@\t\r\n＝＠")
            assert cell[:1] not in set("+-") or float(cell) is not None
