"""Tables as CSV that a spreadsheet opens as the text it is, never as something to carry out."""

import csv
import io
from collections.abc import Iterable, Sequence
from typing import Final

_BOM: Final = b"\xef\xbb\xbf"  # without it a spreadsheet on Windows reads UTF-8 as another encoding
_STARTS: Final = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")


def csv_bytes(header: Sequence[str], rows: Iterable[Sequence[str]]) -> bytes:
    """A table as CSV: UTF-8 with its mark, CRLF, each cell in quotation marks that needs them.

    Whoever filled in a form, or wrote a file that was imported, may have put a formula in a cell. An apostrophe before
    it makes it text, in spreadsheets and for whoever reads the file. A plain number keeps its sign as it is.

    Args:
        header: the names of the columns.
        rows: their cells, as many as the header has.

    Raises:
        ValueError: a row has more or fewer cells than the header.
    """
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow([neutral(name) for name in header])
    for row in rows:
        if len(row) != len(header):
            raise ValueError(f"a row has {len(row)} cells, the header {len(header)}")
        writer.writerow([neutral(cell) for cell in row])
    return _BOM + out.getvalue().encode("utf-8")


def neutral(cell: str) -> str:
    """A cell that no spreadsheet takes for a formula: an apostrophe stands before one that begins like one."""
    if not cell.lstrip(" ").startswith(_STARTS) or _is_number(cell):
        return cell
    return f"'{cell}"


def _is_number(cell: str) -> bool:
    sign, digits = cell[:1], cell[1:]
    return sign in "+-" and digits.isascii() and digits.replace(".", "", 1).isdigit()
