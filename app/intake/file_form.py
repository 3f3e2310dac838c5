"""What kind of file this is, told from its first bytes: names of files lie."""

import re
import stat
from pathlib import Path

from app.core.errors import AppError
from app.intake.sheets import Form

_START = 4096
_MARK = b"\xef\xbb\xbf"
ZIP = b"PK\x03\x04"
OLE = b"\xd0\xcf\x11\xe0"
_PAGE = re.compile(rb"(<!--.*?-->\s*)*<(!doctype html|html|head|meta|body|table|div|style|script)\b", re.I | re.S)
_XML = re.compile(rb"<\?xml|<\w+:?\w*[\s>]")
_JSON = re.compile(rb"\{|\[\s*([\[{\]]|$)")
_SAVE = "Open it in a spreadsheet and save it as a workbook (.xlsx) or as “CSV UTF-8”."


def form_of(path: Path) -> Form:
    """How a file is to be read.

    Raises:
        AppError: it is missing, no file, or of a kind that holds no rows.
    """
    start = _start_of(path)
    text = start.removeprefix(_MARK).lstrip()
    if start.startswith((ZIP, OLE)):
        return "workbook"
    if start.startswith(b"%PDF"):
        raise AppError(f"{path.name} is a PDF document, not an extract.", "Export the records themselves.")
    if _PAGE.match(text):
        raise AppError(
            f"{path.name} is a web page, whatever its name says: an error page, or a table that a system calls a "
            "workbook.",
            f"If it is an error page, export again. {_SAVE}",
        )
    if _XML.match(text):
        raise AppError(f"{path.name} is an XML file, not a workbook or a CSV file.", _SAVE)
    if _JSON.match(text) or (path.suffix.casefold() == ".json" and text):
        return "json"
    return "csv"


def cannot_be_read(path: Path, error: OSError) -> AppError:
    """The sentence for a file that the system does not give us."""
    return AppError(f"{path} cannot be read: {error.strerror}.", "Check the name and the folder.")


def _start_of(path: Path) -> bytes:
    try:
        mode = path.stat().st_mode
        if not (stat.S_ISREG(mode) or stat.S_ISDIR(mode)):  # a pipe would keep us waiting, a device never ends
            raise AppError(f"{path} is not a file.", "Choose the extract itself.")
        with path.open("rb") as file:
            return file.read(_START)
    except OSError as error:
        raise cannot_be_read(path, error) from error
