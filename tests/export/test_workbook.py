"""Tables as a workbook: two readers of others find every cell as it was, none of them a formula."""

from io import BytesIO

import pytest
import python_calamine
from openpyxl import load_workbook

from app.core.shapes.tables import DataTable, DataTables
from app.export.workbook import csv_files, workbook_bytes

FORMULA = '=HYPERLINK("https://example.invalid","x")'
TABLES = DataTables(
    title="Custody panel, 10 July 2025",
    marking="OFFICIAL-SENSITIVE & more",
    made_at="2025-07-10T18:00:00Z",
    tables=(
        DataTable(name="About", heads=("What", ""), rows=(("Marking", "OFFICIAL-SENSITIVE"),)),
        DataTable(
            name="Spread",
            heads=("Question", "Answer", "Members"),
            rows=(("SS1. Ŵyn", "Weak, but\nmeets", 12), ("SS2", FORMULA, 0), ("SS3", "https://example.invalid", 1_240)),
        ),
    ),
)  # fmt: skip


@pytest.fixture(scope="module")
def data() -> bytes:
    return workbook_bytes(TABLES)


def test_every_cell_comes_back_with_its_sort(data: bytes):
    book = python_calamine.CalamineWorkbook.from_filelike(BytesIO(data))
    assert book.sheet_names == ["About", "Spread"]
    assert book.get_sheet_by_name("Spread").to_python() == [
        ["Question", "Answer", "Members"],
        ["SS1. Ŵyn", "Weak, but\nmeets", 12.0],
        ["SS2", f"'{FORMULA}", 0.0],
        ["SS3", "https://example.invalid", 1240.0],
    ]


def test_nothing_is_a_formula_or_a_link_and_the_header_stays_on_screen_and_paper(data: bytes):
    sheet = load_workbook(BytesIO(data))["Spread"]
    cells = [cell for row in sheet.iter_rows() for cell in row]
    assert {cell.data_type for cell in cells} == {"s", "n"}
    assert not [cell for cell in cells if cell.hyperlink]
    assert sheet.freeze_panes == "A2"
    assert sheet.print_title_rows == "$1:$1"
    assert sheet.oddHeader.center.text == "OFFICIAL-SENSITIVE && more"
    assert sheet.column_dimensions["A"].width >= len("Question")
    assert all(cell.font.bold for cell in sheet[1])


def test_it_is_made_again_byte_for_byte(data: bytes):
    assert workbook_bytes(TABLES) == data
    assert load_workbook(BytesIO(data)).properties.created.isoformat() == "2025-07-10T18:00:00"


def test_the_same_as_csv():
    files = csv_files(TABLES)
    assert list(files) == ["about", "spread"]
    assert files["spread"].decode("utf-8-sig").splitlines()[0] == "Question,Answer,Members"
    assert f'"\'{FORMULA}"'.replace('"', "") in files["spread"].decode("utf-8-sig").replace('"', "")
