"""A file that somebody brings: what it is, how it would be read, and what else could be chosen."""

from dataclasses import replace
from pathlib import Path

from msgspec import structs

from app.core.errors import AppError
from app.core.schemes.spec import Mapping
from app.core.shapes.mappings import FirstLook, MappingDraft, SheetListing
from app.intake.extract import heading, look_over
from app.services import mappings
from app.services.workspace import Workspace


def first_look(
    ws: Workspace, file: Path, *, kind: str = "", sheet: str = "", header_row: int = 0, encoding: str = ""
) -> FirstLook:
    """Look at a file before anything in it is chosen. The arguments are those of ``mappings.look_at``.

    Where no sheet or row is asked for and nothing fits, the places that saved mappings name are tried as well: so next
    month's file is known although its records are not on its first sheet.

    Raises:
        NotUtf8: a CSV file in another encoding; ``cp1252`` may be offered.
        AppError: the file or the kind cannot be used.
    """
    over = look_over(file, encoding=encoding)
    sheets = tuple(SheetListing(name=one.name, hidden=one.hidden, rows=one.rows) for one in over.sheets)
    draft = mappings.look_at(ws, file, kind=kind, sheet=sheet, header_row=header_row, encoding=encoding)
    listings = {listing.name: listing for listing in mappings.list_mappings(ws)}
    if not (draft.name or sheet or header_row):
        saved = [listing.name for listing in listings.values() if not listing.shipped]
        draft = _by_saved_place(ws, file, replace(draft, encoding=encoding), saved) or draft
    listing = listings.get(draft.name)
    return FirstLook(
        draft=draft,
        fields=mappings.list_fields(ws, draft.kind, draft.part),
        label=listing.label if listing else "",
        saved=listing is not None and not listing.shipped,
        sheets=sheets,
        all_rows=draft.rows < mappings.LOOKED_AT,
    )


def layout_of(ws: Workspace, draft: MappingDraft) -> Mapping:
    """The mapping to import a file by: the kept one that a draft began from, while nothing of it was changed.

    So an import says which mapping it was made with. It reads the sheet and row that were looked at.
    """
    own = mappings.mapping_of(draft)
    if not draft.name:
        return own
    kept = mappings.find_layout(ws, draft.name)
    there = {heading(choice.column) for choice in draft.columns}
    columns = {heading(name): to for name, to in kept.columns.items() if heading(name) in there}
    same = columns == {heading(name): to for name, to in own.columns.items()} and all(
        getattr(kept, name) == getattr(own, name) for name in ("times", "day_order", "values", "constants")
    )
    return structs.replace(kept, sheet=draft.sheet, header_row=draft.header_row) if same else own


def _by_saved_place(ws: Workspace, file: Path, draft: MappingDraft, names: list[str]) -> MappingDraft | None:
    """The draft of the first saved mapping that fits at the sheet or row that it names."""
    for name in names:
        layout = mappings.find_layout(ws, name)
        if not (layout.sheet or layout.header_row):
            continue
        try:
            found = mappings.look_at(
                ws, file, sheet=layout.sheet, header_row=layout.header_row, encoding=draft.encoding
            )
        except AppError:  # this file has no such sheet or row
            continue
        if found.name == name:
            return found
    return None
