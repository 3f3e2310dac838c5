"""The typed cells of a workbook as the text that the other forms of extract hold."""

from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import Any

_EXACT = 2.0**53


def row_text(cells: list[Any]) -> list[str]:
    """The cells of one row as text; text stays as it stands."""
    return [cell if type(cell) is str else cell_text(cell) for cell in cells]


def cell_text(cell: Any) -> str:
    """One cell as text.

    A number is written as a spreadsheet shows it: whole without a point, otherwise with 15 digits at most. A date, or
    a moment at midnight, is ISO 8601's day, another moment its day and time. Yes and no are TRUE and FALSE.
    """
    if type(cell) is float:
        return str(int(cell)) if cell.is_integer() and abs(cell) <= _EXACT else f"{Decimal(f'{cell:.15g}'):f}"
    if type(cell) is bool:
        return "TRUE" if cell else "FALSE"
    if type(cell) is datetime or type(cell) is time:
        return cell.isoformat(timespec="milliseconds" if cell.microsecond else "seconds")
    if type(cell) is date:
        return cell.isoformat()
    if type(cell) is timedelta:
        return _duration(cell)
    return str(cell)


def _duration(lasting: timedelta) -> str:
    """Hours, minutes and seconds, as the cell shows them; hours may pass 24."""
    seconds = round(lasting.total_seconds())
    sign, seconds = ("-", -seconds) if seconds < 0 else ("", seconds)
    return f"{sign}{seconds // 3600:02}:{seconds // 60 % 60:02}:{seconds % 60:02}"
