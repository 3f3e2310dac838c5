"""Importing an extract: every row is stored or reported, in one transaction, or the file is refused whole."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from sqlalchemy import Select, insert, select
from sqlalchemy.orm import Session

from app.core.changes import Done, Topic
from app.core.clock import to_text
from app.core.days import local
from app.core.errors import AlreadyImported, AppError, EveryRowTwice
from app.core.events import Act, Event
from app.core.progress import Progress
from app.core.schemes.spec import Mapping as Layout
from app.core.schemes.spec import Scheme
from app.core.shapes.workspaces import ImportChoice, ImportListing, ImportResult, KindListing, RowProblem
from app.core.words import count_of, say
from app.core.workflow.rights import Right
from app.intake.dealing import BLANK, Tally
from app.intake.extract import Extract, heading, open_extract
from app.intake.layouts import choose_layout, open_by_layout
from app.intake.moments import Times
from app.models.laying import LaidRows
from app.models.record_store import occurred_between
from app.models.record_writer import RecordWriter, next_import
from app.models.records import ImportFileRow, ImportRow, ImportUndoneRow, ProblemRow
from app.models.typed_records import TYPED
from app.services.bulk import short_turns, without_collector
from app.services.collecting.reading import Asked, Reader, Rows, reader_of
from app.services.collecting.told_words import unread_values, words_kept
from app.services.rights import require
from app.services.schemes import Library, load_library
from app.services.workspace import Work, Workspace

_SWAPPED = (
    "A spreadsheet seems to have swapped day and month: no real date of this file is later than the 12th of a month, "
    "and dates that stayed text are. Those real dates may stand on wrong days now. If so, undo this import, and "
    "read the file by a mapping that says of its dates: day first, and real dates are swapped."
)
_NOT_SWAPPED = (
    "The mapping swaps day and month of real dates, and nothing in this file shows that they were swapped. They may "
    "stand on wrong days now. If so, undo this import, and read the file by a mapping that takes dates as they are."
)


def import_extract(
    ws: Workspace,
    *,
    file: Path,
    choice: ImportChoice,
    mapping: Layout | None = None,
    encoding: str = "",
    progress: Progress | None = None,
) -> Done[ImportResult]:
    """Read an extract into the workspace. Rows of another kind are routed to it.

    Args:
        ws: the workspace.
        file: a CSV file, a workbook or data.police.uk's JSON.
        choice: what it holds, and what was decided about it.
        mapping: which column fills which field; None chooses the shipped one that the header fits.
        encoding: of a CSV file that is not UTF-8: ``cp1252``.
        progress: told how far the reading has come.

    Raises:
        AlreadyImported: this file, or one that says the same, was imported before.
        EveryRowTwice: the file holds every row twice, and nobody has decided about it.
        AppError: the file is refused whole. In each case nothing of it was stored.
        Cancelled: ``progress`` said so; nothing was stored.
    """
    require(ws, Right.IMPORT)
    library = load_library(ws.force)
    library.scheme(choice.kind)
    with reader_of(file) as reader:
        extract = open_by_layout(file, mapping, encoding) if mapping else open_extract(file, encoding=encoding)
        layout = mapping or choose_layout(extract.header, library.layouts, choice.kind)
        event = Event(act=Act.COLLECT, name="extract_imported", details={"kind": choice.kind, "file": extract.sha256})
        with without_collector(), short_turns(), ws.write(event, bulk=True) as work:
            _refuse_known(work.session, extract, choice)
            import_id = next_import(work.session)
            with RecordWriter(work.session, library.schemes, import_id, part=layout.part) as writer:
                reading = _Reading(
                    extract=extract,
                    layout=layout,
                    choice=choice,
                    times=_times(choice.times, layout),
                    progress=progress or _unheard,
                    writer=writer,
                )
                reading.read(reader, library)
            _refuse_whole(ws, reading)
            _refuse_same(work.session, reading)
            _keep_import(work, import_id, reading)
            work.note(
                import_id=import_id, stored=reading.stored, rejected=len(reading.problems), left_out=reading.left_out,
                identical=reading.identical, doubled=choice.doubled or "no", again=choice.again,
            )  # fmt: skip
    return Done(value=_result(import_id, reading), changed=frozenset({Topic.RECORDS, Topic.AUDIT}))


def list_imports(ws: Workspace) -> tuple[ImportListing, ...]:
    """Every import, the newest first."""
    names = {layout.id: say(layout.label) for layout in load_library(ws.force).layouts}
    with ws.read() as session:
        rows = session.execute(
            select(ImportRow, ImportFileRow.name, ImportUndoneRow.undone_at)
            .outerjoin(ImportFileRow, ImportFileRow.import_id == ImportRow.id)
            .outerjoin(ImportUndoneRow, ImportUndoneRow.import_id == ImportRow.id)
            .order_by(ImportRow.id.desc())
        )
        return tuple(
            ImportListing(
                import_id=row.id,
                file_name=name or ("Typed in" if row.layout == TYPED else "(name erased)"),
                kind=row.kind,
                layout=names.get(row.layout, row.mapping),
                imported_at=to_text(row.imported_at),
                stored=row.stored,
                rejected=row.rejected,
                part=row.part,
                mapping=row.mapping,
                undone_at=to_text(undone) if undone else "",
            )
            for row, name, undone in rows
        )


def list_kinds(ws: Workspace) -> tuple[KindListing, ...]:
    """Every kind of record that can be imported and drawn, with how many there are and over which days."""
    library = load_library(ws.force)
    with ws.read() as session:
        return tuple(_kind(session, scheme) for scheme in library.schemes.values())


@dataclass(kw_only=True)
class _Reading:
    """A file being read: what has come of its rows so far."""

    extract: Extract
    layout: Layout
    choice: ImportChoice
    times: Times
    progress: Progress
    writer: RecordWriter
    tally: Tally = field(default_factory=Tally)
    stored: int = 0
    left_out: int = 0
    by_kind: Counter[str] = field(default_factory=Counter[str])
    problems: list[RowProblem] = field(default_factory=list[RowProblem])
    _seen: Counter[bytes] = field(default_factory=Counter[bytes])

    @property
    def rows_read(self) -> int:
        return self.stored + self.left_out + len(self.problems)

    @property
    def identical(self) -> int:
        """Rows equal to an earlier one of the file, those left out among them."""
        return self.writer.identical + self.left_out

    def notes(self) -> Iterator[str]:
        """What a person should know of the rows that came in."""
        header = {heading(name) for name in self.extract.header}
        gone = [name for name in self.layout.columns if heading(name) not in header]
        if gone:
            names = ", ".join(f"“{name}”" for name in gone[:5]) + (" and others" if len(gone) > 5 else "")
            yield f"The file has no column {names}, which the mapping knows: what it would have filled is blank."
        if clashes := self.writer.clashes:
            rows, say_so = count_of(clashes, "row gives", "rows give"), "says" if clashes == 1 else "say"
            told = f"{rows} the reference of an earlier row of this file, but {say_so} something else"
            yield f"{told}: the later row stands."
        if self.tally.swapped and self.layout.day_order != "swapped":
            yield _SWAPPED
        if self.tally.not_swapped and self.layout.day_order == "swapped":
            yield _NOT_SWAPPED

    def read(self, reader: Reader, library: Library) -> None:
        """Write every row that can be kept; problems gather on the way."""
        asked = Asked(
            extract=self.extract,
            schemes=library.schemes,
            kind=self.choice.kind,
            layout=self.layout,
            times=self.times,
            laying=self.writer.laying,
        )
        self.progress(0, self.extract.size)
        self.tally = reader.read(asked, self._take)
        self.writer.finish()
        self.progress(self.extract.size, self.extract.size)

    def _take(self, rows: Rows) -> None:
        self.writer.adopt(rows.numbers)
        self.problems += rows.problems
        for laid in rows.laid:
            self._write(laid)
        self.progress(min(rows.at, self.extract.size), self.extract.size)

    def _write(self, laid: LaidRows) -> None:
        if self.choice.doubled == "once":
            mask = [self._odd(sha) for sha in laid.rows.shas]
            self.left_out += len(mask) - sum(mask)
            laid = laid.only(mask)
        count = len(laid.rows.rows)
        self.stored += count
        self.by_kind[laid.rows.kind] += count
        self.writer.write(laid)

    def _odd(self, sha: bytes) -> bool:
        """Whether a row is the first, third, ... of its equals: the copies of a file that holds all twice are not."""
        self._seen[sha] += 1
        return self._seen[sha] % 2 == 1


def _times(times: str, layout: Layout) -> Times:
    if not times:
        return layout.times
    if times == "utc" or times == "local":
        return times
    raise AppError(f"Times cannot be read as “{times}”.", "Say utc or local.")


def _unheard(done: int, total: int) -> None:
    """Progress that nobody asked for."""


def _refuse_known(session: Session, extract: Extract, choice: ImportChoice) -> None:
    row = session.scalars(_standing_imports().where(ImportRow.file_sha256 == extract.sha256)).first()
    if row is not None and row.kind != choice.kind:
        raise AppError(
            f"This file was imported already, as {row.kind}.",
            f"Import it again as {row.kind}: as another kind its rows would stand in the workspace twice.",
        )
    if row is not None and not choice.again:
        raise _already("This file was imported already", row)


def _refuse_same(session: Session, reading: _Reading) -> None:
    """A file that a spreadsheet saved again is another file that says the same."""
    if reading.choice.again:
        return
    row = session.scalars(_standing_imports().where(ImportRow.content_sha256 == reading.writer.fingerprint)).first()
    if row is not None:
        raise _already("This file says the same as one that was imported already", row)


def _already(what: str, row: ImportRow) -> AlreadyImported:
    when = local(row.imported_at)
    return AlreadyImported(
        f"{what}, on {when:%d %B %Y at %H:%M}.",
        "To import it again on purpose, say so (--again): its rows become further versions of the same records.",
    )


def _standing_imports() -> Select[ImportRow]:
    """The imports that were not undone."""
    undone = select(ImportUndoneRow.import_id)
    return select(ImportRow).where(ImportRow.id.not_in(undone)).order_by(ImportRow.id)


def _refuse_whole(ws: Workspace, reading: _Reading) -> None:
    name = reading.extract.path.name
    if reading.rows_read == 0:
        raise AppError(f"{name} has a header and no rows.", "Check that the export finished.")
    unread = [problem for problem in reading.problems if problem.reason != BLANK]
    if len(unread) * 2 > reading.rows_read - len(reading.problems) + len(unread):
        first = unread[0]
        raise AppError(
            f"{len(unread):,} of {reading.rows_read:,} rows cannot be read, so nothing was stored. "
            f"The first is row {first.row:,}: {first.column or 'the row'}: {first.reason}.",
            "Check that this is the right file, of the right kind.",
        )
    if reading.tally.practice and not ws.practice:
        raise AppError(f"{name} is a practice file, and this is a real workspace.", "Open a practice workspace for it.")
    if not reading.choice.doubled and reading.writer.every_row_twice(reading.stored):
        raise EveryRowTwice(
            f"{name} holds every row twice: {reading.stored:,} rows, {reading.stored // 2:,} different ones.",
            "Take each row once (--doubled once), or all of them if they are genuine (--doubled all).",
        )


def _keep_import(work: Work, import_id: int, reading: _Reading) -> None:
    session, tally, writer = work.session, reading.tally, reading.writer
    session.add(
        ImportRow(
            kind=reading.choice.kind,
            layout=reading.layout.id[:40],
            times=reading.times,
            file_sha256=reading.extract.sha256,
            imported_at=work.at,
            rows_read=reading.rows_read,
            stored=reading.stored,
            rejected=len(reading.problems),
            unmapped=dict(tally.unmapped),
            mapping=say(reading.layout.label)[:120],
            identical=reading.identical,
            left_out=reading.left_out,
            date_only=dict(tally.date_only),
            **writer.told,
            **work.written,
        )
    )
    words = words_kept(tally)
    session.add(ImportFileRow(import_id=import_id, name=reading.extract.path.name[-255:], unknown_values=words))
    session.flush()
    rows = [
        {
            "import_id": import_id,
            "row_no": problem.row,
            "line_no": problem.line,
            "column": problem.column,
            "reason": problem.reason,
            "value": problem.value,
        }
        for problem in reading.problems
    ]
    if rows:
        session.execute(insert(ProblemRow), rows)


def _result(import_id: int, reading: _Reading) -> ImportResult:
    tally = reading.tally
    return ImportResult(
        import_id=import_id,
        layout=say(reading.layout.label),
        rows_read=reading.rows_read,
        stored=reading.stored,
        rejected=len(reading.problems),
        left_out=reading.left_out,
        by_kind=dict(reading.by_kind),
        identical=reading.identical,
        versions=reading.writer.versions,
        unknown_values={name: dict(values) for name, values in tally.unknown.items()},
        unread_values=unread_values(tally),
        unmapped=dict(tally.unmapped),
        date_only=dict(tally.date_only),
        notes=(*reading.extract.notes, *reading.notes()),
        problems=tuple(reading.problems),
    )


def _kind(session: Session, scheme: Scheme) -> KindListing:
    count, first, last = occurred_between(session, scheme.kind)
    return KindListing(
        kind=scheme.kind,
        label=say(scheme.label),
        one=say(scheme.one),
        records=count,
        first_day=local(first).date().isoformat() if first else "",
        last_day=local(last).date().isoformat() if last else "",
        facets=tuple((item.id, say(item.label)) for item in scheme.facets),
        forms=tuple((form.id, say(form.label)) for form in scheme.forms if "line_manager" in form.roles),
    )
