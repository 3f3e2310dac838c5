"""Workbooks: typed cells come as text, the right sheet and header are found, what is lost on the way is said."""

# a spreadsheet's moments have no zone
# ruff: noqa: DTZ001

import datetime as dt
from pathlib import Path
from typing import Any

import openpyxl
import pytest
import xlwt
from openpyxl.utils.datetime import CALENDAR_MAC_1904

from app.core.errors import AppError
from app.intake.cell_text import cell_text
from app.intake.extract import Extract, first_rows, look_over, open_extract, read_rows
from tests.intake.extracts import POLICE_UK, ROW
from tests.intake.workbooks import kept, ods, ods_cell, ods_parts, xlsx, xlsx_parts, zipped

CELLS: dict[str, tuple[Any, str]] = {
    "text": ("plain", "plain"),
    "text keeps its space": ("  spaced  ", "  spaced  "),
    "text with lines": ("one\ntwo\tthree", "one\ntwo\tthree"),
    "text that could be a formula": ("'=cmd|' /C calc'!A0", "'=cmd|' /C calc'!A0"),
    "a whole number": (17, "17"),
    "a number with a point": (51.5074, "51.5074"),
    "a sum's dust": (0.1 + 0.2, "0.3"),
    "a long reference": (1234567890123456.0, "1234567890123456"),
    "nothing below nought": (-0.0, "0"),
    "beyond measure": (1e20, "100000000000000000000"),
    "yes": (True, "TRUE"),
    "no": (False, "FALSE"),
    "a day": (dt.date(2025, 6, 14), "2025-06-14"),
    "a moment": (dt.datetime(2025, 6, 14, 21, 40), "2025-06-14T21:40:00"),
    "a moment to the second": (dt.datetime(2025, 6, 14, 21, 40, 59), "2025-06-14T21:40:59"),
    "a moment at midnight": (dt.datetime(2025, 6, 14), "2025-06-14"),
    "a time": (dt.time(21, 40), "21:40:00"),
    "a duration": (dt.timedelta(hours=30, minutes=5), "30:05:00"),
}


def rows_of(extract: Extract) -> list[list[str]]:
    return [row.cells for row in read_rows(extract)]


@pytest.mark.parametrize("name", CELLS)
def test_a_typed_cell_as_text(name: str, tmp_path: Path) -> None:
    given, text = CELLS[name]
    assert rows_of(open_extract(xlsx(tmp_path, [["Reference", "Value"], ["A1", given]]))) == [["A1", text]]


def test_durations_below_nought_and_parts_of_a_second() -> None:
    assert cell_text(dt.timedelta(hours=-1, minutes=-5)) == "-01:05:00"
    assert cell_text(dt.datetime(2025, 6, 14, 21, 40, 0, 500_000)) == "2025-06-14T21:40:00.500"


def test_days_counted_from_1904(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    book.epoch = CALENDAR_MAC_1904
    assert book.active is not None
    book.active.append(["Date", "Type"])
    book.active.append([dt.datetime(2025, 6, 14, 21, 40), "Person search"])
    book.save(tmp_path / "mac.xlsx")
    assert rows_of(open_extract(tmp_path / "mac.xlsx")) == [["2025-06-14T21:40:00", "Person search"]]


def test_a_serial_number_that_no_format_calls_a_date_stays_a_number(tmp_path: Path) -> None:
    assert rows_of(open_extract(xlsx(tmp_path, [["Date", "Type"], [45822.902777, "x"]]))) == [["45822.902777", "x"]]


def test_an_old_workbook(tmp_path: Path) -> None:
    book = xlwt.Workbook()
    sheet, hidden = book.add_sheet("Data"), book.add_sheet("Codes")
    hidden.visibility = 1
    hidden.write(0, 0, "secret")
    for column, name in enumerate(("Date", "Count", "Type")):
        sheet.write(0, column, name)
    sheet.write(1, 0, dt.datetime(2025, 6, 14, 21, 40), xlwt.easyxf(num_format_str="DD/MM/YYYY HH:MM"))
    sheet.write(1, 1, 17)
    sheet.write(1, 2, "Person search – café")
    sheet.write_merge(2, 2, 0, 2, "merged")
    book.save(str(tmp_path / "old.xls"))
    opened = open_extract(tmp_path / "old.xls")
    assert (opened.sheet, opened.header) == ("Data", ("Date", "Count", "Type"))
    assert rows_of(opened) == [["2025-06-14T21:40:00", "17", "Person search – café"], ["merged", "", ""]]
    assert opened.notes == (
        "The sheet “Data” is read; the workbook also has “Codes” (hidden).",
        "Merged cells among the rows, of which only the first has the value: 1.",
    )


def test_the_same_rows_from_each_form_and_under_any_name(tmp_path: Path) -> None:
    rows = [POLICE_UK, [ROW.get(name, "") for name in POLICE_UK], [*POLICE_UK[:-1], "é"]]
    first = open_extract(xlsx(tmp_path, rows))
    second = open_extract(ods(tmp_path, rows))
    third = open_extract(kept(tmp_path, (tmp_path / "extract.xlsx").read_bytes(), "renamed.csv"))
    assert [rows_of(each) for each in (first, second, third)] == [rows[1:]] * 3
    assert first.header == second.header == third.header == tuple(POLICE_UK)
    assert (first.sha256, first.form) == (third.sha256, "workbook")


# ------------------------------------------------------------------ sheets
def book_of_sheets(folder: Path) -> Path:
    book = openpyxl.Workbook()
    hidden, empty = book.active, book.create_sheet("Empty")
    assert hidden is not None and empty.max_row == 1
    hidden.title, hidden.sheet_state = "Codes", "hidden"
    hidden.append(["Code", "Meaning"])
    data = book.create_sheet("Data")
    data.append(["Reference", "Type"])
    data.append(["A1", "Person search"])
    book.create_sheet("Old").sheet_state = "veryHidden"
    book.create_chartsheet("Chart")
    book.save(folder / "sheets.xlsx")
    return folder / "sheets.xlsx"


def test_the_first_visible_sheet_that_holds_anything_is_read_and_the_others_are_said(tmp_path: Path) -> None:
    opened = open_extract(book_of_sheets(tmp_path))
    assert (opened.sheet, rows_of(opened)) == ("Data", [["A1", "Person search"]])
    assert opened.notes == (
        "The sheet “Data” is read; the workbook also has “Codes” (hidden), “Empty”, “Old” (hidden).",
    )


def test_sheets_are_listed_hidden_or_not(tmp_path: Path) -> None:
    look = look_over(book_of_sheets(tmp_path))
    assert [(sheet.name, sheet.hidden, sheet.rows, sheet.columns) for sheet in look.sheets] == [
        ("Codes", True, 1, 2),
        ("Empty", False, 0, 0),
        ("Data", False, 2, 2),
        ("Old", True, 0, 0),
    ]
    assert look.form == "workbook"


def test_a_sheet_is_chosen_by_name_hidden_too(tmp_path: Path) -> None:
    file = book_of_sheets(tmp_path)
    assert open_extract(file, sheet=" codes ").header == ("Code", "Meaning")
    with pytest.raises(AppError, match=r"has no sheet “Nowhere”\. It has: “Codes”, “Empty”, “Data”, “Old”"):
        open_extract(file, sheet="Nowhere")
    with pytest.raises(AppError, match=r"sheet “Empty” of sheets\.xlsx is empty"):
        open_extract(file, sheet="Empty")


def test_a_workbook_with_nothing_to_see(tmp_path: Path) -> None:
    with pytest.raises(AppError, match="no visible sheet that holds anything"):
        open_extract(xlsx(tmp_path, []))


# ------------------------------------------------------------------ where rows begin and end
def test_titles_and_blank_rows_above_the_header_are_passed_over_and_said(tmp_path: Path) -> None:
    rows = [[], ["Stop and search, June 2025"], [], ["Reference", "Type", "When"], ["A1", "Person search", None]]
    opened = open_extract(xlsx(tmp_path, rows))
    assert (opened.header_row, opened.header) == (4, ("Reference", "Type", "When"))
    assert opened.notes == ("The columns are named by row 4; what stands above it was passed over.",)
    assert [(row.row, row.line, row.cells) for row in read_rows(opened)] == [(1, 5, ["A1", "Person search", ""])]


def test_merged_headings_over_two_rows(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(["Reference", "Officer", None, "Subject", None])
    sheet.append([None, "Team", "Ethnicity", "Age", "Ethnicity"])
    sheet.append(["A1", "Blue", "White", 17, "Asian"])
    for merged in ("A1:A2", "B1:C1", "D1:E1"):
        sheet.merge_cells(merged)
    book.save(tmp_path / "merged.xlsx")
    opened = open_extract(tmp_path / "merged.xlsx")
    assert opened.header == ("Reference", "Team", "Officer Ethnicity", "Age", "Subject Ethnicity")
    assert opened.notes[-1] == "Row 1 looks like a second row of headings, over groups of columns."
    assert rows_of(opened) == [["A1", "Blue", "White", "17", "Asian"]]


def test_a_table_that_does_not_begin_in_the_corner(tmp_path: Path) -> None:
    opened = open_extract(xlsx(tmp_path, [[], [None, None, "Reference", "Type"], [None, None, "A1", "Person"]]))
    assert (opened.header_row, opened.header, rows_of(opened)) == (2, ("Reference", "Type"), [["A1", "Person"]])


def test_blank_rows_inside_count_and_those_at_the_end_do_not(tmp_path: Path) -> None:
    opened = open_extract(xlsx(tmp_path, [["A", "B"], ["1", "2"], [], ["3", "4"], ["", " "], [None, ""]]))
    assert rows_of(opened) == [["1", "2"], ["", ""], ["3", "4"]]
    assert [row.line for row in first_rows(opened, 2)] == [2, 3]


def test_an_ods_file_with_a_million_blank_rows_at_its_end(tmp_path: Path) -> None:
    blank = '<table:table-row table:number-rows-repeated="1048570"><table:table-cell table:number-columns-repeated='
    rows = f"<table:table-row>{ods_cell('Name')}{ods_cell('x', 2)}</table:table-row>".replace(">x<", ">Type<", 1)
    data = f'<table:table-row table:number-rows-repeated="3">{ods_cell("v", 3)}</table:table-row>'
    file = kept(tmp_path, zipped(ods_parts(f'{rows}{data}{blank}"16384"/></table:table-row>')), "data.ods")
    with pytest.raises(AppError, match="“Type” more than once"):
        open_extract(file)
    sheet = look_over(file).sheets[0]
    assert (sheet.rows, sheet.columns) == (4, 3)


# ------------------------------------------------------------------ what has no value
def test_formulas_give_their_kept_value_and_what_is_lost_is_said(tmp_path: Path) -> None:
    rows = (
        '<row r="1"><c r="A1" t="inlineStr"><is><t>Name</t></is></c>'
        '<c r="B1" t="inlineStr"><is><t>Sum</t></is></c></row>'
        '<row r="2"><c r="A2" t="str"><f>B2&amp;""</f><v>kept</v></c><c r="B2"><f>1+1</f><v>2</v></c></row>'
        '<row r="3"><c r="A3" t="e"><v>#N/A</v></c><c r="B3"><f>1+1</f></c></row>'
        '<row r="4"><c r="A4" t="e"><f>NA()</f><v>#N/A</v></c><c r="B4"><f t="shared" si="0"/><v></v></c></row>'
        '<row r="5"><c r="A5" t="str"><f>""</f><v></v></c><c r="B5"><v>5</v></c></row>'
    )
    opened = open_extract(kept(tmp_path, zipped(xlsx_parts(rows))))
    assert rows_of(opened) == [["kept", "2"], ["", ""], ["", ""], ["", "5"]]
    assert opened.notes == (
        "Cells that hold an error such as #N/A, read as blank: 2 (the first is A3).",
        "Formulas whose result is not in the file, read as blank: 2 (the first is B3). "
        "Saving the workbook again in a spreadsheet puts the results in.",
    )


def test_the_same_of_an_ods_file(tmp_path: Path) -> None:
    rows = (
        f"<table:table-row>{ods_cell('Name')}{ods_cell('Sum')}</table:table-row>"
        '<table:table-row><table:table-cell table:formula="of:=1+1"/>'
        '<table:table-cell table:formula="of:=1+1" office:value-type="float" office:value="2"><text:p>2</text:p>'
        "</table:table-cell></table:table-row>"
        '<table:table-row table:number-rows-repeated="2"><table:table-cell table:formula="of:=NA()" '
        'office:value-type="string" office:string-value="" calcext:value-type="error"><text:p>#N/A</text:p>'
        f"</table:table-cell>{ods_cell('x<text:line-break/>y')}</table:table-row>"
    )
    opened = open_extract(kept(tmp_path, zipped(ods_parts(rows)), "data.ods"))
    assert rows_of(opened)[0] == ["", "2"]
    assert opened.notes == (
        "Cells that hold an error such as #N/A, read as blank: 2.",
        "Formulas whose result is not in the file, read as blank: 1. "
        "Saving the workbook again in a spreadsheet puts the results in.",
        "Line breaks and tabs inside cells that cannot be read from an ODS file: 1.",
    )


def test_rows_written_without_saying_where_they_stand(tmp_path: Path) -> None:
    cell = '<c t="inlineStr"><is><t>{}</t></is></c>'
    rows = "".join(f"<row>{cell.format(one)}{cell.format(two)}</row>" for one, two in (("Name", "Type"), ("a", "b")))
    assert rows_of(open_extract(kept(tmp_path, zipped(xlsx_parts(rows))))) == [["a", "b"]]
