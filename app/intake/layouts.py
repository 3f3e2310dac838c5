"""Which layout of extract a header belongs to, and where in a file the columns of a layout are."""

from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

from app.core.errors import AppError
from app.core.schemes.spec import Mapping as Layout
from app.intake.extract import Extract, heading, look_over, open_extract
from app.intake.sheets import NoSuchSheet, NotUtf8


def open_by_layout(path: Path, layout: Layout, encoding: str = "") -> Extract:
    """Open an extract at the sheet and row that a layout names.

    A sheet may be named after its month: where it is not there, the one that has all of the layout's columns is read,
    if it is the only one, and that is said. A CSV file that is not UTF-8 is read in the layout's own encoding.

    Raises:
        AppError: the file cannot be used; or the sheet is not there, and none or several could stand for it.
    """
    try:
        return open_extract(path, sheet=layout.sheet, header_row=layout.header_row, encoding=encoding)
    except NotUtf8:
        if encoding or not layout.encoding:
            raise
        return open_extract(path, header_row=layout.header_row, encoding=layout.encoding)
    except NoSuchSheet:
        fitting = [found for found in _sheets(path, layout) if _fits(found.header, layout)]
        if len(fitting) != 1:
            raise
        (found,) = fitting
        note = f"There is no sheet “{layout.sheet}”: “{found.sheet}” was read, the only one with the mapping's columns."
        return replace(found, notes=(note, *found.notes))


def _sheets(path: Path, layout: Layout) -> list[Extract]:
    """The sheets of a workbook that can be seen and read."""
    found: list[Extract] = []
    for sheet in look_over(path).sheets:
        if sheet.rows and not sheet.hidden:
            with suppress(AppError):
                found.append(open_extract(path, sheet=sheet.name, header_row=layout.header_row))
    return found


def _fits(header: Sequence[str], layout: Layout) -> bool:
    return {heading(name) for name in header}.issuperset(map(heading, layout.required))


def choose_layout(header: Sequence[str], layouts: Sequence[Layout], kind: str) -> Layout:
    """The layout whose required columns the header holds all of, in any case; the one that asks for most wins.

    Raises:
        AppError: none fits; the sentence names what the nearest one misses.
    """
    offered = [layout for layout in layouts if kind in layout.kinds]
    if not offered:
        raise AppError(f"No layout of extract is known for {kind}.", "Choose another kind.")
    fitting = [layout for layout in offered if _fits(header, layout)]
    if fitting:
        return max(fitting, key=lambda layout: len(layout.required))
    raise _no_layout({heading(name) for name in header}, offered, kind)


def _no_layout(names: AbstractSet[str], offered: Sequence[Layout], kind: str) -> AppError:
    """Which layout is nearest, by how many of its columns are there, and what the file lacks of it."""
    known = [len(names & {heading(name) for name in (*layout.required, *layout.columns)}) for layout in offered]
    fix = (
        "If it is the right file, check its columns on the mapping page; or, at the line, "
        f"`mapping save NAME --file FILE --kind {kind}`, then `import FILE --mapping NAME`."
    )
    if not any(known):
        labels = " or ".join(f"“{layout.label['en']}”" for layout in offered)
        return AppError(f"The columns are none that we know. They should be those of {labels}.", fix)
    nearest = offered[known.index(max(known))]
    missing = [name for name in nearest.required if heading(name) not in names]
    return AppError(
        f"The columns are none that we know. The nearest layout, {nearest.label['en']}, also needs: "
        + ", ".join(f"“{name}”" for name in missing[:5])
        + (" and others." if len(missing) > 5 else "."),
        fix,
    )
