"""Mappings: how a file nobody has seen is read. Looked at, tried on the whole file, saved under a name, used again."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cache
from pathlib import Path

import msgspec
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.core import resources
from app.core.canonical import clean_text, sha256_hex
from app.core.changes import Done, Topic
from app.core.clock import to_text
from app.core.errors import AppError
from app.core.events import Act, Event
from app.core.progress import Progress
from app.core.schemes.derived import can_fill
from app.core.schemes.spec import Mapping, Scheme
from app.core.schemes.synonyms import Synonyms, parse_synonyms
from app.core.shapes.mappings import (
    FieldChoice,
    Gap,
    MappingDraft,
    MappingListing,
    MappingSettings,
    Preview,
)
from app.core.words import say
from app.core.workflow.rights import Right
from app.intake import drafts, previews
from app.intake.evidence import TimeEvidence, follow
from app.intake.extract import Extract, first_rows, heading, is_header, open_extract
from app.intake.guessing.kinds import Ranked, guess_kind
from app.models.records import ImportRow, MappingRow
from app.models.typed_records import TYPED
from app.services.rights import require
from app.services.schemes import Library, load_library
from app.services.workspace import Workspace

LOOKED_AT = 20_000
"""Rows that a first look reads; a preview reads them all."""
_GUESSED_BY = 200
_OFFERED = 4
_LONGEST_NAME = 40


@cache
def _synonyms() -> tuple[Synonyms, ...]:
    folder = resources.root() / "mappings" / "synonyms"
    return tuple(
        parse_synonyms(file.read_bytes(), f"resources/mappings/synonyms/{file.name}")
        for file in sorted(folder.glob("*.toml"))
    )


def look_at(
    ws: Workspace, file: Path, *, kind: str = "", sheet: str = "", header_row: int = 0, encoding: str = ""
) -> MappingDraft:
    """How a file would be read: by a saved or shipped mapping whose columns it has, else by a guess.

    Args:
        ws: the workspace, whose saved mappings are tried first, the newest before the others.
        file: the extract.
        kind: what it holds; "" leaves it to the guess.
        sheet: of a workbook; "" is the first that can be seen.
        header_row: the row that names the columns, from 1; 0 finds it.
        encoding: of a CSV file; "" is UTF-8.

    Raises:
        AppError: the file or the kind cannot be used.
    """
    library = load_library(ws.force)
    if kind:
        library.scheme(kind)
    extract = open_extract(file, sheet=sheet, header_row=header_row, encoding=encoding)
    rows = [raw.cells for raw in first_rows(extract, LOOKED_AT) if not is_header(extract.header, raw.cells)]
    layout = _fitting(ws, library, extract.header, kind)
    kinds = (kind,) if kind else layout.kinds if layout else tuple(library.schemes)
    schemes = {name: library.scheme(name) for name in kinds if name in library.schemes}
    ranked = guess_kind(schemes, extract.header, rows[:_GUESSED_BY], _synonyms())
    others = tuple((item.kind, item.guess.part) for item in ranked[:_OFFERED])
    scheme = library.scheme(ranked[0].kind)
    draft = _draft(ws, extract, rows, layout, ranked[0])
    draft = replace(
        draft,
        sheet=sheet,
        header_row=header_row,
        encoding=encoding,
        kinds=others,
        practice_column=draft.practice_column or drafts.practice_column_of(extract.header, library.layouts),
        notes=extract.notes,
        at_sheet=extract.sheet,
        at_row=extract.header_row,
    )
    draft = replace(draft, findings=follow(draft.findings, _chief(scheme, draft)))
    return _settled(draft, scheme)


def change_draft(ws: Workspace, draft: MappingDraft, settings: MappingSettings) -> MappingDraft:
    """A draft with what a person says over it. AppError names a column, field or code that is not there."""
    scheme = load_library(ws.force).scheme(draft.kind)
    return _settled(drafts.changed(draft, scheme, settings), scheme)


def list_fields(ws: Workspace, kind: str, part: str = "") -> tuple[FieldChoice, ...]:
    """The fields that a column may be given to."""
    return drafts.field_choices(load_library(ws.force).scheme(kind), part)


def mapping_of(draft: MappingDraft) -> Mapping:
    """The mapping that a draft describes, for an import that is not to be saved as one."""
    return drafts.mapping_of(draft)


def preview(
    ws: Workspace, file: Path, draft: MappingDraft, progress: Progress | None = None, *, most: int = 0
) -> Preview:
    """A draft tried on the whole file: its first 20 rows, its unknown words, what its times say. Nothing is kept.

    ``most`` tries it on no more than about so many rows, for an answer at once; 0 on all of them.

    Raises:
        AppError: the file cannot be used, or the draft not yet.
        Cancelled: ``progress`` said so.
    """
    _refuse_unusable(draft)
    extract = open_extract(file, sheet=draft.sheet, header_row=draft.header_row, encoding=draft.encoding)
    library = load_library(ws.force)
    local, layout = frozenset(library.force.vocabularies), drafts.mapping_of(draft)
    trial = previews.Trial(schemes=library.schemes, kind=draft.kind, layout=layout, local=local)
    found = previews.try_out(trial, extract, ws.clock(), progress or _unheard, most=most)
    return replace(found, findings=follow(found.findings, _chief(library.scheme(draft.kind), draft)))


def save_mapping(ws: Workspace, name: str, draft: MappingDraft) -> Done[MappingListing]:
    """Keep a draft under a name; a name that is known gets a new number, and the old one stays.

    Raises:
        AppError: the name is empty, too long or a shipped mapping's, or the draft cannot be used yet.
    """
    require(ws, Right.IMPORT)
    library = load_library(ws.force)
    name = _checked_name(name, library)
    _refuse_unusable(draft)
    body = msgspec.json.encode(drafts.mapping_of(draft, name), order="deterministic")
    digest = sha256_hex(body)
    with ws.write(Event(act=Act.ALTER, name="mapping_saved", details={"mapping": digest})) as work:
        last = work.session.scalar(select(func.max(MappingRow.number)).where(MappingRow.name == name)) or 0
        row = MappingRow(name=name, number=last + 1, body=body, digest=digest, saved_at=work.at, **work.written)
        work.session.add(row)
        work.session.flush()
        work.note(number=row.number)
        listing = _listing(row, _uses(work.session))
    return Done(value=listing, changed=frozenset({Topic.WORKSPACE, Topic.AUDIT}))


def list_mappings(ws: Workspace) -> tuple[MappingListing, ...]:
    """The saved mappings by name, each as it stands now, then those that are shipped."""
    with ws.read() as session:
        used = _uses(session)
        saved = [_listing(row, used) for row in _newest(session)]
    shipped = (
        MappingListing(
            name=layout.id,
            label=say(layout.label),
            kind=layout.kinds[0],
            part=layout.part,
            shipped=True,
            number=1,
            saved_at="",
            used=used[layout.id],
        )
        for layout in load_library(ws.force).layouts
    )
    return (*sorted(saved, key=lambda listing: listing.name.casefold()), *shipped)


def read_mapping(ws: Workspace, name: str) -> MappingDraft:
    """A mapping as a draft without a file, to be shown. AppError where there is none of that name."""
    layout = find_layout(ws, name)
    return drafts.draft_of(layout, load_library(ws.force).scheme(layout.kinds[0]))


def find_layout(ws: Workspace, name: str) -> Mapping:
    """The mapping of that name, for an import: the newest that was saved under it, or a shipped one.

    Raises:
        AppError: there is none; the sentence names those there are.
    """
    library = load_library(ws.force)
    with ws.read() as session:
        saved = {row.name: row for row in _newest(session)}
    if name in saved:
        return msgspec.json.decode(saved[name].body, type=Mapping)
    for layout in library.layouts:
        if layout.id == name:
            return layout
    names = ", ".join((*saved, *(layout.id for layout in library.layouts)))
    raise AppError(f"There is no mapping called “{name}”.", f"Choose one of: {names}.")


def _fitting(ws: Workspace, library: Library, header: Sequence[str], kind: str) -> Mapping | None:
    """The mapping whose columns the header has all of: a saved one before a shipped one, then the one of most."""
    with ws.read() as session:
        saved = [msgspec.json.decode(row.body, type=Mapping) for row in _newest(session)]
    names = {heading(name) for name in header}
    for layouts in (saved, library.layouts):
        fitting = [
            layout
            for layout in layouts
            if (not kind or kind in layout.kinds) and names.issuperset(map(heading, layout.required))
        ]
        if fitting:
            return max(fitting, key=lambda layout: len(layout.required))
    return None


def _draft(
    ws: Workspace, extract: Extract, rows: Sequence[Sequence[str]], layout: Mapping | None, ranked: Ranked
) -> MappingDraft:
    scheme, guess = load_library(ws.force).scheme(ranked.kind), ranked.guess
    if layout is not None:
        columns = drafts.columns_of(scheme, layout, guess, rows)
        kept = drafts.draft_of(layout, scheme)
        gathered = previews.gather_times(scheme, layout.part, extract, rows, columns)
        findings = previews.tell_times(gathered.values(), ws.clock(), layout.times, layout.day_order)
        return replace(kept, columns=columns, rows=len(rows), findings=findings)
    columns = drafts.choices_of(scheme, guess, rows)
    gathered = previews.gather_times(scheme, guess.part, extract, rows, columns)
    chief = gathered.get(scheme.part(guess.part).time if guess.part else scheme.time) or TimeEvidence("")
    times, day_order = chief.times(), chief.order() or "dmy"
    return MappingDraft(
        name="",
        kind=guess.kind,
        part=guess.part,
        sheet="",
        header_row=0,
        encoding="",
        times=times,
        day_order=day_order,
        columns=columns,
        rows=len(rows),
        findings=previews.tell_times(gathered.values(), ws.clock(), times, day_order),
    )


def _settled(draft: MappingDraft, scheme: Scheme) -> MappingDraft:
    """A draft with all that keeps it from being used, and what its columns do not say."""
    return replace(drafts.settled(draft, scheme), gaps=() if draft.part else tuple(_gaps(draft, scheme)))


def _gaps(draft: MappingDraft, scheme: Scheme) -> Iterator[Gap]:
    filled = {choice.field.partition(":")[0] for choice in draft.columns} | set(draft.constants)
    first, *others = scheme.case_key
    lacking = [say(scheme.field(name).label) for name in others if name not in filled]
    if lacking and first in filled:
        shared = say(scheme.field(first).label)
        text = f"All rows of one “{shared}” will be one case, because no column fills “{'” or “'.join(lacking)}”."
        yield Gap(code="case_key", fields=tuple(lacking), sentence=text, grave=True)
    always = [scheme.field(name) for name in scheme.always if name not in filled and name != scheme.time]
    known = can_fill(scheme, filled)
    if blank := [say(field.label) for field in always if field.id not in known and field.id not in others]:
        text = f"No column fills: {', '.join(blank)}. Choose one in the table, or go on if the file has none."
        yield Gap(code="always", fields=tuple(blank), sentence=text)


def _chief(scheme: Scheme, draft: MappingDraft) -> str:
    """The column, or columns, of the time that records stand by, named as its findings name them."""
    time = scheme.part(draft.part).time if draft.part else scheme.time
    return " + ".join(choice.column for choice in draft.columns if choice.field == time)


def _newest(session: Session) -> Sequence[MappingRow]:
    """The newest number of every name, the latest saved first."""
    latest = select(MappingRow.name, func.max(MappingRow.number).label("number")).group_by(MappingRow.name).subquery()
    chosen = select(MappingRow).join(
        latest, (MappingRow.name == latest.c.name) & (MappingRow.number == latest.c.number)
    )
    return session.scalars(chosen.order_by(MappingRow.id.desc())).all()


def _uses(session: Session) -> Counter[str]:
    """How many imports were made by each mapping."""
    return Counter(session.scalars(select(ImportRow.layout)).all())


def _listing(row: MappingRow, used: Counter[str]) -> MappingListing:
    layout = msgspec.json.decode(row.body, type=Mapping)
    return MappingListing(
        name=row.name,
        label=say(layout.label),
        kind=layout.kinds[0],
        part=layout.part,
        shipped=False,
        number=row.number,
        saved_at=to_text(row.saved_at),
        used=used[row.name],
    )


def _checked_name(text: str, library: Library) -> str:
    name = clean_text(text)
    if not (0 < len(name) <= _LONGEST_NAME and name.isprintable()):
        raise AppError(f"That is no name for a mapping: it needs 1 to {_LONGEST_NAME} letters.", "Choose another name.")
    if name.casefold() in {TYPED, *(layout.id for layout in library.layouts)}:
        raise AppError(f"“{name}” is a mapping that came with the app, and stays as it is.", "Choose another name.")
    return name


def _refuse_unusable(draft: MappingDraft) -> None:
    if draft.troubles:
        raise AppError(draft.troubles[0], "Say which column it is, or give every row one value.")


def _unheard(done: int, total: int) -> None:
    """Progress that nobody asked for."""
