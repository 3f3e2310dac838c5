"""Typing in one record: the form of a kind, what a check of it says, and keeping it as an import of its own."""

from collections.abc import Mapping
from pathlib import Path

from sqlalchemy.orm import Session

from app.core.canonical import digest
from app.core.changes import Done, Topic
from app.core.clock import from_text
from app.core.days import moment_words
from app.core.errors import AlreadyImported, AppError
from app.core.events import Act, Event
from app.core.schemes.conditions import holds
from app.core.schemes.derived import derived_fields, fields_asked, fill_derived
from app.core.schemes.plain import reference_of, value_words
from app.core.schemes.record_form import needed_fields, record_form, typed_text
from app.core.schemes.spec import Field, Scheme
from app.core.shapes.by_hand import AddedRecord, RecordCheck, RecordForm, TypedKind, TypedTexts
from app.core.words import count_of, say
from app.core.workflow.rights import Right
from app.intake.record_file import read_record_file
from app.intake.typed_row import TIMES, ReadTexts, clean_texts, read_texts, typed_rows
from app.models.record_store import read_values
from app.models.record_writer import RecordWriter, next_import
from app.models.records import ImportRow, RecordVersionRow
from app.models.typed_records import TYPED, KnownRecord, find_known, typed_by, typed_row
from app.services.rights import require
from app.services.schemes import Library, load_library
from app.services.workspace import Work, Workspace

__all__ = [
    "add_record",
    "add_record_file",
    "check_record",
    "form_of",
    "list_typed_kinds",
    "open_typed",
    "typed_by",
]

_MISSING = "is missing, and a record needs it"


def list_typed_kinds(ws: Workspace) -> tuple[TypedKind, ...]:
    """The kinds that a record can be typed in of, those first that commonly are."""
    schemes = load_library(ws.force).schemes.values()
    kinds = (
        TypedKind(kind=scheme.kind, label=say(scheme.label), one=say(scheme.one), usual=scheme.typed)
        for scheme in schemes
    )
    return tuple(sorted(kinds, key=lambda kind: (not kind.usual, kind.label)))


def form_of(ws: Workspace, kind: str) -> RecordForm:
    """The form for one record of a kind. AppError names the kinds when there is none of that name."""
    return record_form(load_library(ws.force).scheme(kind))


def check_record(ws: Workspace, kind: str, texts: Mapping[str, str]) -> RecordCheck:
    """What a filled or half-filled form would become: problems and readings by field, and whether it is known.

    Args:
        ws: the workspace.
        kind: the record's kind.
        texts: by field id, as typed; several codes of a field with semicolons between them.

    Raises:
        AppError: there is no such kind.
    """
    library = load_library(ws.force)
    scheme = library.scheme(kind)
    found = _read(library, scheme, texts)
    known = KnownRecord()
    if scheme.case_key[0] in found.kept:
        sha = b"" if found.problems else typed_rows(scheme, texts, None).shas[0]
        with ws.read() as session:
            known = find_known(session, scheme, found.kept, sha)
    return RecordCheck(
        problems=found.problems,
        readings=_readings(scheme, clean_texts(scheme, texts), found),
        known=_known_words(scheme, known),
        version=known.versions + 1,
    )


def add_record(ws: Workspace, kind: str, texts: Mapping[str, str], *, again: bool = False) -> Done[AddedRecord]:
    """Keep a typed record, as an import of its own: it counts, and can be undone, like any other.

    Args:
        ws: the workspace.
        kind: its kind.
        texts: as in :func:`check_record`.
        again: its reference is known already, and a further version is meant.

    Raises:
        AlreadyImported: its reference is known, and nobody said that a further version is meant.
        AppError: there is no such kind, or a field cannot be kept; the sentence names every such field.
    """
    require(ws, Right.IMPORT)
    library = load_library(ws.force)
    scheme = library.scheme(kind)
    found = _read(library, scheme, texts)
    if found.problems:
        raise _refusal(scheme, found.problems)
    seen = _digest(scheme, texts)
    with ws.write(Event(act=Act.COLLECT, name="record_typed", details={"kind": kind, "digest": seen})) as work:
        import_id = next_import(work.session)
        with RecordWriter(work.session, library.schemes, import_id) as writer:
            rows = typed_rows(scheme, texts, writer.laying.layings({kind: scheme})[kind])
            known = find_known(work.session, scheme, found.kept, rows.shas[0])
            if known.versions and not again:
                raise AlreadyImported(_known_words(scheme, known), "To keep it as a further version, say so (--again).")
            writer.write(writer.laying.lay(rows))
            writer.finish()
        row = _keep_import(work, scheme, found, seen, writer)
        work.note(import_id=import_id, version=known.versions + 1)
        added = _added(work.session, scheme, found.kept, row, known)
    return Done(value=added, changed=frozenset({Topic.RECORDS, Topic.AUDIT}))


def add_record_file(ws: Workspace, kind: str, file: Path, *, again: bool = False) -> Done[AddedRecord]:
    """Keep a record from a JSON file: one object, from a field's id or label to its text, or to a list of codes.

    Raises:
        AlreadyImported: see :func:`add_record`.
        AppError: see :func:`add_record`; or the file is no such object, or names a field that the kind does not have.
    """
    scheme = load_library(ws.force).scheme(kind)
    return add_record(ws, kind, read_record_file(scheme, file), again=again)


def open_typed(ws: Workspace, version_id: int) -> TypedTexts:
    """The texts of a typed record, to change them: its newest version, whichever was asked for. It is logged.

    Identity is not among them: nobody is ever shown it.

    Raises:
        AppError: the record did not come by hand.
    """
    require(ws, Right.SEE_IDENTITY)
    with ws.consult(Event(act=Act.CONSULT, name="typed_record_opened", details={"version": version_id})) as session:
        row = typed_row(session, version_id)
        if row is None:
            raise AppError(
                "This record was not typed in, or not as one, so it cannot be changed by hand.",
                "Bring in a newer extract; or type the record in under its own reference, as a further version.",
            )
        scheme = load_library(ws.force).scheme(row.kind)
        values = read_values(session, scheme, [row.id])[row.id]
    rules = derived_fields(scheme)
    derived = {item.field_id for item in rules}
    filled = fill_derived(rules, {name: value for name, value in values.items() if name not in derived})
    typed = {
        name: typed_text(scheme.field(name), value)
        for name, value in values.items()
        if name not in derived or filled.get(name) != value  # what was worked out is worked out again
    }
    return TypedTexts(kind=row.kind, reference=reference_of(scheme, values), texts=typed)


# ------------------------------------------------------------------ reading
def _read(library: Library, scheme: Scheme, texts: Mapping[str, str]) -> ReadTexts:
    """The texts read, with what the record needs and its kind forbids among the problems."""
    found = read_texts(scheme, texts)
    for name in needed_fields(scheme):
        if name not in found.kept:
            found.problems.setdefault(name, _MISSING)
    filled = fill_derived(derived_fields(scheme), found.kept)
    for route in scheme.routes:
        if route.to in library.schemes and holds(route.when, filled):
            field = next(item.id for item in scheme.fields if item.id in fields_asked([route.when]))
            other = say(library.schemes[route.to].one)
            found.problems.setdefault(field, f"says that the record is another kind, a {other}: type it in as that")
    return found


def _readings(scheme: Scheme, typed: Mapping[str, str], found: ReadTexts) -> dict[str, str]:
    told = {
        name: words
        for name, kept in found.kept.items()
        if (words := _reading(scheme, scheme.field(name), typed[name], kept))
    }
    for name in found.days:
        told[name] += " (no time of day was given)"
    for name, value in fill_derived(derived_fields(scheme), found.kept).items():
        if name not in typed:
            told[name] = f"worked out: {value_words(scheme, scheme.field(name), value)}"
    return told


def _reading(scheme: Scheme, field: Field, typed: str, kept: str) -> str:
    """How a text will be kept, where that is not plain from what was typed."""
    if field.type == "time":
        return f"will be kept as {moment_words(from_text(kept))}"
    if field.type == "date":
        return f"will be kept as {value_words(scheme, field, kept)}"
    words = value_words(scheme, field, kept)
    plain = kept == typed or words.casefold() == typed.casefold() or field.type in ("narrative", "codes", "yes_no")
    return "" if plain else f"will be kept as {words}"


def _known_words(scheme: Scheme, known: KnownRecord) -> str:
    one = say(scheme.one)
    if known.versions:
        what = say(scheme.row) if scheme.row and known.rows > 1 else one
        number = known.versions + 1
        return f"This {what} is here already. Saved, it becomes version {number} of it; the older one is kept."
    if known.rows:
        row = say(scheme.row) if scheme.row else "row"
        return f"This {one} is here already, with {count_of(known.rows, row)}. Saved, it becomes a further one of it."
    return ""


def _refusal(scheme: Scheme, problems: Mapping[str, str]) -> AppError:
    told = "; ".join(f"{say(scheme.field(name).label)} {reason}" for name, reason in problems.items())
    listed = [scheme.field(name) for name in problems if scheme.field(name).vocabulary]
    words = " ".join(f"{field.id} may be {_codes(scheme, field)}." for field in listed)
    return AppError(f"Nothing was kept. {told}.", f"Put that right, then save again. {words}".strip())


def _codes(scheme: Scheme, field: Field) -> str:
    """The words of a field's list, each with what it means."""
    return "; ".join(f"{code.code} ({say(code.label)})" for code in scheme.vocabularies[field.vocabulary])


# ------------------------------------------------------------------ keeping
def _digest(scheme: Scheme, texts: Mapping[str, str]) -> str:
    """What stands for the file's digest. It is published with plans, so no name can be tried against it."""
    shown = {name: text for name, text in clean_texts(scheme, texts).items() if name not in scheme.identity}
    return digest({"kind": scheme.kind, "record": shown})


def _keep_import(work: Work, scheme: Scheme, found: ReadTexts, seen: str, writer: RecordWriter) -> ImportRow:
    row = ImportRow(
        kind=scheme.kind,
        layout=TYPED,
        times=TIMES,
        file_sha256=seen,
        imported_at=work.at,
        rows_read=1,
        stored=1,
        rejected=0,
        unmapped={},
        mapping=f"typed by {work.actor.role.replace('_', ' ')}",
        identical=0,
        left_out=0,
        date_only={say(scheme.field(name).label): 1 for name in found.days},
        **writer.told,
        **work.written,
    )
    work.session.add(row)
    work.session.flush()
    return row


def _added(session: Session, scheme: Scheme, kept: dict[str, str], row: ImportRow, known: KnownRecord) -> AddedRecord:
    version = session.get_one(RecordVersionRow, row.first_version)
    return AddedRecord(
        kind=scheme.kind,
        case_id=version.case_id,
        import_id=row.id,
        version_id=version.id,
        reference=reference_of(scheme, kept),
        version=version.number,
        rows=known.rows + (0 if known.versions else 1),
        typed_by=row.mapping,
    )
