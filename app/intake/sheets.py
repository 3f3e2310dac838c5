"""What reading an extract gives, whichever kind of file it is: the file, its sheets, its rows."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal, NamedTuple

from app.core.errors import AppError, NotUtf8

__all__ = ["Batch", "Extract", "FileLook", "Form", "NoSuchSheet", "NotUtf8", "RawRow", "SheetLook"]

Form = Literal["csv", "workbook", "json"]
"""How a file is read; it is told from what the file holds, never from its name."""


class NoSuchSheet(AppError):
    """A workbook has no sheet of the name that was asked for."""


@dataclass(frozen=True, kw_only=True, slots=True)
class SheetLook:
    """A sheet of a workbook: its name, whether it is hidden, and how far its filled cells reach."""

    name: str
    hidden: bool
    rows: int
    columns: int


@dataclass(frozen=True, kw_only=True, slots=True)
class FileLook:
    """A file before anything in it is chosen; only a workbook has sheets."""

    path: Path
    sha256: str
    size: int
    form: Form
    sheets: tuple[SheetLook, ...] = ()


@dataclass(frozen=True, kw_only=True, slots=True)
class Extract:
    """A file that can be read, and which part of it.

    ``header_row`` counts rows from 1. ``notes`` are sentences on what was passed over or cannot be known: a person is
    to see them. ``content`` is what has been read already and belongs to the reader: a workbook is in memory from the
    moment its hash was taken, so what is read is what was hashed.
    """

    path: Path
    sha256: str
    size: int
    header: tuple[str, ...]
    sheet: str = ""
    header_row: int = 1
    encoding: str = "utf-8-sig"
    separator: str = ","
    form: Form = "csv"
    notes: tuple[str, ...] = ()
    content: Any = field(default=None, repr=False, compare=False)


class RawRow(NamedTuple):
    """A data row as it stands: its number from 1, the line it begins on, its cells; ``at`` is how far into the file.

    The line of a workbook is the row of its sheet.
    """

    row: int
    line: int
    cells: list[str]
    at: int


class Batch(NamedTuple):
    """Data rows that follow one another: the number of the first, the line of each, the cells of each, how far."""

    first: int
    lines: Sequence[int]
    cells: list[list[str]]
    at: int
