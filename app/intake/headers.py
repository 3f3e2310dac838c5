"""Which row names the columns, and whether columns can be known by those names."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from app.core.canonical import clean_text
from app.core.errors import AppError
from app.intake.cells import NOTHING

TOP = 30
"""How many rows at the top are looked at for the one that names the columns."""

_WIDEST = 2_000
_LONGEST_NAME = 300
_ENOUGH = 0.8  # of the most names that a row has; above 0.5, so that titles and groups over columns do not pass
_NAME = re.compile(r"[^\W\d_]")
_NO_NAMES = {"true", "false", "yes", "no"} | NOTHING


@dataclass(frozen=True, kw_only=True, slots=True)
class Heading:
    """The row that names the columns, from 1; the names, trimmed; and what must be said about the rows above it."""

    row: int
    names: tuple[str, ...]
    notes: tuple[str, ...] = ()


def heading(name: str) -> str:
    """A column's name as names are compared: without regard to case and to space around or inside it."""
    return " ".join(name.split()).casefold()


def find_header(name: str, top: Sequence[Sequence[str]], header_row: int = 0) -> Heading:
    """Find the row that names the columns among the first ones of a file.

    It is the first that has about the most cells looking like names: titles, blank rows and a row of group names over
    the columns have fewer. Where a name stands twice and such a row of groups is right above, the group's name is put
    before it.

    Args:
        name: the file's name, for what is said.
        top: the first rows, at least :data:`TOP` of them and at least ``header_row`` if there are as many.
        header_row: the row that a person chose, from 1; 0 finds it.

    Raises:
        AppError: no row names the columns, a name stands twice, or there are more columns than any extract has.
    """
    row = header_row or _row_of_names(top)
    if row > len(top):
        raise AppError(f"{name} has no row {row:,}.", "Choose the row that names the columns.")
    names = tuple(clean_text(cell) for cell in top[row - 1])
    if not any(names):
        where = "The first line" if row == 1 else f"Row {row:,}"
        raise AppError(f"{where} of {name} is blank.", "One row at the top must name the columns.")
    notes: list[str] = []
    if row > 1:
        notes.append(f"The columns are named by row {row:,}; what stands above it was passed over.")
    groups = _groups(top[row - 2]) if row > 1 else ()
    if groups:
        notes.append(f"Row {row - 1:,} looks like a second row of headings, over groups of columns.")
        names = _told_apart(names, groups)
    _check_names(name, names)
    return Heading(row=row, names=names, notes=tuple(notes))


def is_header(header: Sequence[str], cells: Sequence[str]) -> bool:
    """Whether a data row only repeats the header, as files glued together do.

    Some systems leave the spaces or a few of the names out when they do.
    """
    if len(cells) != len(header):
        return False
    filled = 0
    for cell, name in zip(cells, header, strict=True):
        if cell.strip():
            if _squeezed(cell) != _squeezed(name):
                return False
            filled += 1
    return filled * 2 > len(header)


def _squeezed(name: str) -> str:
    return "".join(clean_text(name).casefold().split())


def _row_of_names(top: Sequence[Sequence[str]]) -> int:
    scores = [sum(map(_is_name, cells)) for cells in top[:TOP]]
    best = max(scores, default=0)
    if not best:
        return 1
    return 1 + next(index for index, score in enumerate(scores) if score >= best * _ENOUGH)


def _is_name(cell: str) -> bool:
    text = cell.strip()
    if not text or len(text) > _LONGEST_NAME or text[0].isdigit() or text[0] == "=":
        return False
    return bool(_NAME.search(text)) and text.casefold() not in _NO_NAMES


def _groups(cells: Sequence[str]) -> tuple[str, ...]:
    """The group over each column, if a row is one of group names: some cells filled, each holding to the right."""
    if sum(map(_is_name, cells)) < 2:
        return ()
    groups: list[str] = []
    for cell in cells:
        groups.append(clean_text(cell) or (groups[-1] if groups else ""))
    return tuple(groups)


def _told_apart(names: tuple[str, ...], groups: tuple[str, ...]) -> tuple[str, ...]:
    times = Counter(map(heading, names))
    over = (*groups, *[""] * (len(names) - len(groups)))
    return tuple(
        f"{group} {name}" if name and group and times[heading(name)] > 1 else name
        for name, group in zip(names, over, strict=False)
    )


def _check_names(name: str, names: tuple[str, ...]) -> None:
    if len(names) > _WIDEST:
        raise AppError(
            f"{name} has {len(names):,} columns, more than an extract has ({_WIDEST:,} at most).",
            "Check that this is the right file, or leave out the columns that nobody needs.",
        )
    times = Counter(heading(one) for one in names if one)
    twice = next((one for one in names if times[heading(one)] > 1), None)
    if twice:
        raise AppError(
            f"{name} has the column “{twice}” more than once.",
            "Rename or remove one of them, or say which row names the columns.",
        )
