"""What somebody filled into a PDF form: the names of its fields and what stands in them, and nothing else of the file.

A file comes from outside. Nothing in it is run, drawn or followed; whatever else it holds is not looked at.
"""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from app.core.errors import AppError

LARGEST = 12 * 1024 * 1024
"""A filled form is less than one: viewers add a little to what they were given."""

_HEAD = 1024
"""Where in a PDF its mark must stand, in bytes from the beginning."""

_GRID = "Type what it says into the grid, or ask for the file that was filled in."
_ANOTHER = "Ask for the file that was filled in."


@dataclass(frozen=True, kw_only=True, slots=True)
class FilledFile:
    """The hash of a file, and by the full name of each field what stands in it: text, or the state of a box."""

    sha256: str
    values: Mapping[str, str] = field(repr=False)


def read_filled(path: Path) -> FilledFile:
    """Read the fields of a filled form.

    Raises:
        AppError: the file is missing, too large, no PDF, damaged, locked with a password; it has no pages; it runs
            scripts, as none of our forms does, or is a form of another making (XFA); or two forms were put into one.
    """
    from app.intake.pdf_fields import fields_of  # slow to load, and most commands bring in no form

    data = _bytes(path)
    return FilledFile(sha256=hashlib.sha256(data).hexdigest(), values=fields_of(data, path.name))


def _bytes(path: Path) -> bytes:
    try:
        size = path.stat().st_size
        if size > LARGEST:
            what = f"{path.name} is too large for a filled form: {size / 2**20:,.0f} MB."
            raise AppError(what, "A scan is typed into the grid.")
        data = path.read_bytes()
    except OSError as error:
        raise AppError(f"{path.name} cannot be read: {error.strerror}.", "Check its name and place.") from error
    if not data:
        raise AppError(f"{path.name} is empty.", _ANOTHER)
    if b"%PDF-" not in data[:_HEAD]:
        raise AppError(f"{path.name} is no PDF.", _GRID)
    return data
