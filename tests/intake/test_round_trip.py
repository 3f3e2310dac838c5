"""Any table of text, written in each form by another program, comes back cell by cell."""

import csv
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import given, settings
from hypothesis import strategies as st

from app.intake.extract import open_extract, read_rows
from tests.intake.workbooks import ods, xlsx

ANY = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=20)
# what XML can hold and a spreadsheet keeps: no control characters but the line end; CR and the tab are XML's to change
PLAIN = st.characters(exclude_categories=["Cs", "Cc"], exclude_characters="￾￿", include_characters="\n")
IN_XML = st.text(PLAIN, max_size=20).filter(lambda text: "_x" not in text)
# ODS folds runs of spaces, unless they are written as elements
IN_ODS = IN_XML.map(lambda text: "\n".join(" ".join(part.split()) for part in text.split("\n")))
HEADER = ["Reference", "Type", "Grounds"]


def tables(cells: st.SearchStrategy[str]) -> st.SearchStrategy[list[list[str]]]:
    """Rows that hold something in their first cell: what stands below the last filled row is not a row."""
    row = st.tuples(cells.map(lambda text: f"r{text}"), cells, cells)
    return st.lists(row.map(list), min_size=1, max_size=5)


def read(file: Path) -> list[list[str]]:
    opened = open_extract(file, header_row=1)
    assert list(opened.header) == HEADER
    return [row.cells for row in read_rows(opened)]


@given(tables(ANY))
def test_csv(rows: list[list[str]]) -> None:
    with TemporaryDirectory() as folder:
        file = Path(folder) / "extract.csv"
        with file.open("w", encoding="utf-8", newline="") as out:
            csv.writer(out, quoting=csv.QUOTE_ALL).writerows([HEADER, *rows])
        assert read(file) == rows


@given(tables(IN_XML))
@settings(max_examples=50, deadline=None)
def test_xlsx(rows: list[list[str]]) -> None:
    with TemporaryDirectory() as folder:
        as_text = [[f"'{cell}" if cell.startswith("=") else cell for cell in row] for row in rows]
        assert read(xlsx(Path(folder), [HEADER, *as_text])) == as_text


@given(tables(IN_ODS))
@settings(max_examples=50, deadline=None)
def test_ods(rows: list[list[str]]) -> None:
    with TemporaryDirectory() as folder:
        assert read(ods(Path(folder), [HEADER, *rows])) == rows
