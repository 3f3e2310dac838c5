"""A file that somebody brings: what it is, how it would be read, and what else could be chosen."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from msgspec import structs

from app.core.errors import AppError, NotUtf8
from app.core.schemes.spec import Mapping
from app.core.shapes.mappings import FirstLook, MappingDraft, SheetListing
from app.intake.extract import heading, look_over, open_extract
from app.intake.layouts import choose_layout
from app.services.collecting import mappings
from app.services.schemes import load_library
from app.services.workspace import Workspace

_MOST_SHEETS = 8


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
    listings = {listing.name: listing for listing in mappings.list_mappings(ws)}
    asked = _Asked(ws=ws, file=file, kind=kind, encoding=encoding)
    if sheet or header_row:
        draft = asked.look(sheet, header_row)
    else:
        saved = [listing.name for listing in listings.values() if not listing.shipped]
        draft = asked.search([one.name for one in sheets if one.rows and not one.hidden], saved)
    listing = listings.get(draft.name)
    return FirstLook(
        draft=draft,
        fields=mappings.list_fields(ws, draft.kind, draft.part),
        label=listing.label if listing else "",
        saved=listing is not None and not listing.shipped,
        names=tuple(listings),
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


@dataclass(frozen=True, kw_only=True, slots=True)
class Spot:
    """Where in a file the records are, as far as a person said: the arguments of ``open_extract``."""

    sheet: str = ""
    header_row: int = 0
    encoding: str = ""


def choose_mapping(ws: Workspace, file: Path, *, kind: str, name: str = "", spot: Spot) -> Mapping:
    """The mapping to import a file by: the one of that name, else the shipped one that its header fits.

    Sheet and row of the spot win over those that the mapping names.

    Raises:
        AppError: there is no such mapping, or the file is of no layout that is known.
    """
    found = mappings.find_layout(ws, name) if name else None
    if found is None or spot.sheet:  # a sheet that a person asks for has to be there
        extract = open_extract(file, sheet=spot.sheet, header_row=spot.header_row, encoding=spot.encoding)
        found = found or choose_layout(extract.header, load_library(ws.force).layouts, kind)
    return structs.replace(found, sheet=spot.sheet or found.sheet, header_row=spot.header_row or found.header_row)


@dataclass(frozen=True, kw_only=True, slots=True)
class _Asked:
    """Looking at one file, at more places than one."""

    ws: Workspace
    file: Path
    kind: str
    encoding: str

    def look(self, sheet: str = "", header_row: int = 0) -> MappingDraft:
        return mappings.look_at(
            self.ws, self.file, kind=self.kind, sheet=sheet, header_row=header_row, encoding=self.encoding
        )

    def search(self, sheets: Sequence[str], saved: Sequence[str]) -> MappingDraft:
        """The first sheet if it can be read; else what a saved mapping knows; else the first sheet with records."""
        first, refusal = self._try()
        if first is not None and first.name:
            return first
        by_place = self._by_saved_place(saved)
        if by_place is not None:
            return by_place
        if first is None or first.troubles:  # perhaps a cover sheet
            others = (self._try(name)[0] for name in sheets[:_MOST_SHEETS])
            better = next((draft for draft in others if draft is not None and not draft.troubles), None)
            first = better or first
        if first is None:
            raise refusal or AppError(f"{self.file.name} cannot be read.")
        return first

    def _by_saved_place(self, saved: Sequence[str]) -> MappingDraft | None:
        for name in saved:
            layout = mappings.find_layout(self.ws, name)
            if layout.sheet or layout.header_row:
                found, _ = self._try(layout.sheet, layout.header_row)
                if found is not None and found.name == name:
                    return found
        return None

    def _try(self, sheet: str = "", header_row: int = 0) -> tuple[MappingDraft | None, AppError | None]:
        try:
            return self.look(sheet, header_row), None
        except NotUtf8:
            raise
        except AppError as error:
            return None, error
