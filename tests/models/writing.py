"""Rows written straight into a store, import after import and batch by batch, in a transaction that is never kept."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any

from sqlalchemy import select, text
from sqlalchemy.orm import Session

from app.core.schemes.spec import Mapping as Layout
from app.core.schemes.spec import Scheme
from app.intake.dealing import Asked, Dealer, Tally
from app.models.laying import LaidRows
from app.models.record_store import Member, read_members, read_values
from app.models.record_writer import RecordWriter
from app.models.records import CaseConflictRow, RecordVersionRow
from app.services.workspace import Workspace

WHEN = "2025-06-14T21:40:00Z"
Row = Mapping[str, str]


class Writing:
    """A store that rows are written into."""

    def __init__(self, session: Session, *schemes: Scheme) -> None:
        self.session = session
        self.schemes = {scheme.kind: scheme for scheme in schemes}
        self.imports = 0

    def begin(self, part: str = "") -> RecordWriter:
        """A writer for one more import."""
        self.imports += 1
        return RecordWriter(self.session, self.schemes, self.imports, part=part)

    def read(self, writer: RecordWriter, rows: Sequence[Row], part: str = "", kind: str = "thing") -> LaidRows:
        """Rows as a reading gives them, by the ids of their fields; the time is filled in where they have none."""
        given = [{**({} if part else {"at": WHEN}), **row} for row in rows]
        header = list(dict.fromkeys(name for row in given for name in row))
        layout = Layout(
            id="a", label={"en": "A"}, kinds=(kind,), times="utc", required=(), part=part,
            columns={name: name for name in header},
        )  # fmt: skip
        layings = writer.laying.layings(self.schemes)
        asked = Asked(schemes=self.schemes, kind=kind, layout=layout, times="utc", laying=layings)
        cells = [[row.get(name, "") for name in header] for row in given]
        (kept,), problems = Dealer(asked, header, Tally()).deal(range(1, len(rows) + 1), range(2, len(rows) + 2), cells)
        assert problems == ()
        return writer.laying.lay(kept)

    def bring(self, *batches: Sequence[Row], part: str = "", kind: str = "thing") -> RecordWriter:
        """One import."""
        writer = self.begin(part)
        for batch in batches:
            writer.write(self.read(writer, batch, part, kind))
        writer.finish()
        return writer

    def versions(self, **wanted: Any) -> list[tuple[int, int, bool]]:
        """Every version in order: its case, its number, whether it is the newest."""
        rows = self.session.scalars(select(RecordVersionRow).filter_by(**wanted).order_by(RecordVersionRow.id))
        return [(row.case_id, row.number, row.overtaken_by is None) for row in rows]

    def newest(self) -> dict[int, int]:
        """By case, the version that stands for it."""
        rows = self.session.scalars(select(RecordVersionRow).filter_by(stands=True, overtaken_by=None))
        return {row.case_id: row.id for row in rows}

    def values(self, case_id: int = 1, kind: str = "thing") -> dict[str, str]:
        """What stands for a case."""
        version = self.newest()[case_id]
        return read_values(self.session, self.schemes[kind], [version])[version]

    def members(self, version: int, kind: str = "thing") -> tuple[Member, ...]:
        """The rows that a version was made of."""
        return read_members(self.session, self.schemes[kind], [version])[version]

    def conflicts(self, version: int) -> list[str]:
        """The fields on which they do not agree."""
        rows = self.session.scalars(select(CaseConflictRow.field).filter_by(version_id=version))
        return sorted(rows)

    def sql(self, words: str) -> list[tuple[Any, ...]]:
        """What the store itself says."""
        return [tuple(row) for row in self.session.execute(text(words))]


@contextmanager
def writing(ws: Workspace, *schemes: Scheme) -> Iterator[Writing]:
    """An empty store to write into; nothing of it is kept."""
    with Session(ws._store.writer) as session:
        yield Writing(session, *schemes)
