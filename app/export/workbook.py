"""Tables as a workbook: a sheet each, header rows that stay, columns as wide as their words, never a formula."""

from io import BytesIO
from typing import TYPE_CHECKING

from app.core.clock import from_text
from app.core.shapes.tables import DataTable, DataTables
from app.export.tables import csv_bytes, neutral

if TYPE_CHECKING:
    from xlsxwriter.worksheet import Worksheet

_OPTIONS = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
_NARROWEST, _WIDEST = 8, 60
_A4 = 9


def workbook_bytes(tables: DataTables) -> bytes:
    """Tables as an XLSX file: the same bytes whenever it is made from the same shape."""
    from xlsxwriter.workbook import Workbook  # a third of a second: only who writes a workbook waits for it

    out = BytesIO()
    book = Workbook(out, _OPTIONS)
    book.set_properties({"title": tables.title, "comments": tables.marking, "created": from_text(tables.made_at)})
    head = book.add_format({"bold": True, "bg_color": "#EEF3F9", "bottom": 1, "text_wrap": True, "valign": "top"})
    text = book.add_format({"text_wrap": True, "valign": "top"})
    number = book.add_format({"num_format": "#,##0", "valign": "top"})
    for table in tables.tables:
        sheet = book.add_worksheet(table.name)
        _lay_out(sheet, table, tables.marking)
        for column, name in enumerate(table.heads):
            sheet.write_string(0, column, neutral(name), head)
        for at, row in enumerate(table.rows, 1):
            for column, cell in enumerate(row):
                if isinstance(cell, int):
                    sheet.write_number(at, column, cell, number)
                else:
                    sheet.write_string(at, column, neutral(cell), text)
    book.close()
    return out.getvalue()


def csv_files(tables: DataTables) -> dict[str, bytes]:
    """Tables as CSV files, by their names."""
    return {
        table.name.casefold(): csv_bytes(table.heads, [[str(cell) for cell in row] for row in table.rows])
        for table in tables.tables
    }


def _lay_out(sheet: "Worksheet", table: DataTable, marking: str) -> None:
    """Widths, the header row that stays, and how it is printed: across, marked, its header on every page."""
    for column, name in enumerate(table.heads):
        longest = max((len(str(row[column])) for row in table.rows), default=0)
        heading = max(len(word) for word in name.split() or [""])
        sheet.set_column(column, column, min(_WIDEST, max(_NARROWEST, longest + 2, heading + 2)))
    sheet.freeze_panes(1, 0)
    sheet.repeat_rows(0)
    sheet.set_landscape()
    sheet.set_paper(_A4)
    sheet.fit_to_pages(1, 0)
    words = marking.replace("&", "&&")
    sheet.set_header(f"&C{words}")
    sheet.set_footer(f"&L&A&C{words}&R&P / &N")
