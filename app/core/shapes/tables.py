"""Tables of figures to go on working with: a workbook of sheets, or a CSV file each."""

from dataclasses import dataclass

Cell = str | int


@dataclass(frozen=True, kw_only=True, slots=True)
class DataTable:
    """A table: a short name for its sheet or file, its columns, and rows of texts and whole numbers."""

    name: str
    heads: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class DataTables:
    """Tables that belong together. The first says what they are; ``marking`` stands on every printed page.

    ``made_at`` is UTC text (``2026-11-21T10:04:00Z``).
    """

    title: str
    marking: str
    made_at: str
    tables: tuple[DataTable, ...]
