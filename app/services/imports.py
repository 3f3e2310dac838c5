"""Importing an extract: every row is stored or reported, in one transaction, or the file is refused whole."""

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path

from sqlalchemy import func, insert, select
from sqlalchemy.orm import Session

from app.core.changes import Done, Topic
from app.core.clock import to_text
from app.core.days import local
from app.core.errors import AlreadyImported, AppError
from app.core.events import Act, Event
from app.core.sampling.keys import case_key, row_digest, row_key
from app.core.schemes.spec import Mapping as Layout
from app.core.schemes.spec import Scheme
from app.core.shapes.workspaces import ImportListing, ImportResult, KindListing, RowProblem
from app.core.words import say
from app.intake.cells import Times
from app.intake.extract import Extract, open_extract
from app.intake.rows import CheckedRow, RowChecker, choose_layout
from app.models.record_store import NewVersion, RecordWriter, occurred_between
from app.models.records import ImportFileRow, ImportRow, ProblemRow
from app.services.schemes import load_library
from app.services.workspace import Work, Workspace

Progress = Callable[[int, int], None]
"""Told how many bytes of how many have been read; it may raise Cancelled, and then nothing is kept."""

_BATCH = 2_000


def import_extract(
    ws: Workspace,
    *,
    file: Path,
    kind: str,
    times: str | None = None,
    again: bool = False,
    progress: Progress | None = None,
) -> Done[ImportResult]:
    """Read an extract into the workspace. Rows of another kind are routed to it.

    Args:
        ws: the workspace.
        file: a CSV file.
        kind: what it holds: ``stop_search``.
        times: ``utc`` or ``local``; None leaves it to the layout.
        again: import a file that was imported before: its rows become further versions.
        progress: told how far the reading has come.

    Raises:
        AppError: the file is refused whole, and nothing of it was stored.
        Cancelled: ``progress`` said so; nothing was stored.
    """
    library = load_library(ws.force)
    library.scheme(kind)
    extract = open_extract(file)
    layout = choose_layout(extract.header, library.layouts, kind)
    reading = _Reading(
        extract=extract,
        layout=layout,
        checker=RowChecker(schemes=library.schemes, kind=kind, layout=layout, times=_times(times, layout)),
        progress=progress or _unheard,
    )
    event = Event(act=Act.COLLECT, name="extract_imported", details={"kind": kind, "file": extract.sha256})
    with ws.write(event) as work:
        _refuse_known(work.session, extract, kind=kind, again=again)
        import_id = 1 + work.session.execute(select(func.coalesce(func.max(ImportRow.id), 0))).scalar_one()
        writer = RecordWriter(work.session, library.schemes, import_id)
        for batch in reading.batches(library.schemes):
            writer.write(batch)
        _refuse_whole(ws, reading)
        _keep_import(work, import_id, kind, _times(times, layout), reading)
        work.note(import_id=import_id, stored=reading.stored, rejected=len(reading.problems))
    value = _result(import_id, reading, writer.versions)
    return Done(value=value, changed=frozenset({Topic.RECORDS, Topic.AUDIT}))


def list_imports(ws: Workspace) -> tuple[ImportListing, ...]:
    """Every import, the newest first."""
    names = {layout.id: say(layout.label) for layout in load_library(ws.force).layouts}
    with ws.read() as session:
        rows = session.execute(
            select(ImportRow, ImportFileRow.name)
            .join(ImportFileRow, ImportFileRow.import_id == ImportRow.id)
            .order_by(ImportRow.id.desc())
        )
        return tuple(
            ImportListing(
                import_id=row.id,
                file_name=name or "(name erased)",
                kind=row.kind,
                layout=names.get(row.layout, row.layout),
                imported_at=to_text(row.imported_at),
                stored=row.stored,
                rejected=row.rejected,
            )
            for row, name in rows
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
    checker: RowChecker
    progress: Progress
    stored: int = 0
    identical: int = 0
    by_kind: Counter[str] = field(default_factory=Counter[str])
    problems: list[RowProblem] = field(default_factory=list[RowProblem])
    _seen: Counter[str] = field(default_factory=Counter[str])

    @property
    def rows_read(self) -> int:
        return self.stored + len(self.problems)

    def batches(self, schemes: dict[str, Scheme]) -> Iterator[list[NewVersion]]:
        """The rows to keep, some thousands at a time; problems gather on the way."""
        rows = self._rows(schemes)
        while batch := list(islice(rows, _BATCH)):
            yield batch
        self.progress(self.extract.size, self.extract.size)

    def _rows(self, schemes: dict[str, Scheme]) -> Iterator[NewVersion]:
        # who a row is about plays no part in its digest: it must be erasable without a trace
        identity = {kind: scheme.identity for kind, scheme in schemes.items()}
        for row in self.checker.check(self.extract):
            if self.rows_read % _BATCH == 0 and isinstance(row, CheckedRow):
                self.progress(row.at, self.extract.size)
            if isinstance(row, RowProblem):
                self.problems.append(row)
            else:
                yield self._version(schemes[row.kind], row, identity[row.kind])

    def _version(self, scheme: Scheme, row: CheckedRow, identity: frozenset[str]) -> NewVersion:
        digest = row_digest({name: cell for name, cell in row.cells.items() if name not in identity})
        occurrence = self._seen[digest] = self._seen[digest] + 1
        self.identical += occurrence > 1
        self.stored += 1
        self.by_kind[row.kind] += 1
        parts = [row.values.get(name, "") for name in scheme.case_key]
        key = case_key(parts) if any(parts) else row_key(digest, occurrence)
        sha = bytes.fromhex(digest)
        return NewVersion(kind=row.kind, key=key, row=row.row, line=row.line, sha=sha, values=row.values)


def _times(times: str | None, layout: Layout) -> Times:
    if times is None:
        return layout.times
    if times == "utc" or times == "local":
        return times
    raise AppError(f"Times cannot be read as “{times}”.", "Say utc or local.")


def _unheard(done: int, total: int) -> None:
    """Progress that nobody asked for."""


def _refuse_known(session: Session, extract: Extract, *, kind: str, again: bool) -> None:
    row = session.scalars(select(ImportRow).where(ImportRow.file_sha256 == extract.sha256)).first()
    if row is not None and row.kind != kind:
        raise AppError(
            f"This file was imported already, as {row.kind}.",
            f"Import it again as {row.kind}: as another kind its rows would stand in the workspace twice.",
        )
    if row is not None and not again:
        when = local(row.imported_at)
        raise AlreadyImported(
            f"This file was imported already, on {when:%d %B %Y at %H:%M}.",
            "To import it again on purpose, say so (--again): its rows become further versions of the same records.",
        )


def _refuse_whole(ws: Workspace, reading: _Reading) -> None:
    name = reading.extract.path.name
    if reading.rows_read == 0:
        raise AppError(f"{name} has a header and no rows.", "Check that the export finished.")
    if len(reading.problems) * 2 > reading.rows_read:
        first = reading.problems[0]
        raise AppError(
            f"{len(reading.problems):,} of {reading.rows_read:,} rows cannot be read, so nothing was stored. "
            f"The first is row {first.row:,}: {first.column or 'the row'}: {first.reason}.",
            "Check that this is the right file, of the right kind.",
        )
    if reading.checker.tally.practice and not ws.practice:
        raise AppError(f"{name} is a practice file, and this is a real workspace.", "Open a practice workspace for it.")


def _keep_import(work: Work, import_id: int, kind: str, times: str, reading: _Reading) -> None:
    session, tally = work.session, reading.checker.tally
    session.add(
        ImportRow(
            id=import_id,
            kind=kind,
            layout=reading.layout.id,
            times=times,
            file_sha256=reading.extract.sha256,
            imported_at=work.at,
            rows_read=reading.rows_read,
            stored=reading.stored,
            rejected=len(reading.problems),
            unmapped=dict(tally.unmapped),
            unknown_values={name: dict(values) for name, values in tally.unknown.items()},
            **work.written,
        )
    )
    session.add(ImportFileRow(import_id=import_id, name=reading.extract.path.name[-255:]))
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


def _result(import_id: int, reading: _Reading, versions: int) -> ImportResult:
    tally = reading.checker.tally
    return ImportResult(
        import_id=import_id,
        layout=say(reading.layout.label),
        rows_read=reading.rows_read,
        stored=reading.stored,
        rejected=len(reading.problems),
        by_kind=dict(reading.by_kind),
        identical=reading.identical,
        versions=versions,
        unknown_values={name: dict(values) for name, values in tally.unknown.items()},
        unmapped=dict(tally.unmapped),
        date_only=dict(tally.date_only),
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
