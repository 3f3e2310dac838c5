"""Writing records in bulk and reading them back as plain values, whatever tables they lie in.

Rows go in through the driver's ``executemany`` inside the session's transaction: several times faster than the ORM,
and still all or nothing. Ids are given out here: the writing transaction holds the only write lock.
"""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import func, insert, select
from sqlalchemy.orm import Session

from app.core.clock import from_text, to_text
from app.core.schemes.spec import Scheme
from app.models.records import (
    FACET_COLUMNS,
    CaseRow,
    CodeRow,
    IdentityRow,
    NarrativeRow,
    RecordRow,
    RecordVersionRow,
)

_CHUNK = 500
_VERSION_COLUMNS = (
    "id", "record_id", "import_id", "kind", "number", "row_no", "line_no", "sha", "occurred_at", *FACET_COLUMNS, "rest",
)  # fmt: skip


@dataclass(frozen=True, kw_only=True, slots=True)
class NewVersion:
    """A record as an import gave it, ready to be kept. ``sha`` is the digest of its canonical cells."""

    kind: str
    key: str
    row: int
    line: int
    sha: bytes
    values: Mapping[str, str]


class RecordWriter:
    """Writes the rows of one import, batch by batch, inside one session's transaction."""

    def __init__(self, session: Session, schemes: Mapping[str, Scheme], import_id: int) -> None:
        """Get ready to write; nothing is written yet."""
        self._session = session
        self._schemes = schemes
        self._import_id = import_id
        self._next = {table: _last_id(session, table) + 1 for table in (CaseRow, RecordRow, RecordVersionRow, CodeRow)}
        rows = session.execute(select(CodeRow.field, CodeRow.value, CodeRow.id))
        self._codes = {(field, value): code for field, value, code in rows}
        self._sides = {kind: _side_fields(scheme) for kind, scheme in schemes.items()}
        self.versions = 0
        """How many rows gave a known record a further version."""

    def write(self, batch: Sequence[NewVersion]) -> None:
        """Keep a batch: new cases and records where the key is new, a further version where it is known."""
        known = self._known(batch)
        cases: list[tuple[Any, ...]] = []
        records: list[tuple[Any, ...]] = []
        versions: list[tuple[Any, ...]] = []
        overtaken: list[tuple[int, int]] = []
        sides: tuple[list[tuple[Any, ...]], list[tuple[Any, ...]]] = ([], [])
        for item in batch:
            found = known.get((item.kind, item.key))
            if found is None:
                case_id, record_id, number = self._take(CaseRow), self._take(RecordRow), 1
                cases.append((case_id, item.kind, item.key))
                records.append((record_id, case_id, item.key, self._next[RecordVersionRow]))
            else:
                record_id, number = found[0], found[1] + 1
                self.versions += 1
                overtaken.append((self._next[RecordVersionRow], record_id))
            known[item.kind, item.key] = (record_id, number)
            versions.append(self._version(item, record_id, number, sides))
        self._insert("case", ("id", "kind", "key"), cases)
        self._insert("record", ("id", "case_id", "key", "latest"), records)
        self._insert("record_version", _VERSION_COLUMNS, versions)
        self._insert("narrative", ("version_id", "field", "text"), sides[0])
        self._insert("identity", ("version_id", "body"), sides[1])
        if overtaken:
            self._session.connection().exec_driver_sql("UPDATE record SET latest = ? WHERE id = ?", overtaken)

    def _version(
        self, item: NewVersion, record_id: int, number: int, sides: tuple[list[Any], list[Any]]
    ) -> tuple[Any, ...]:
        scheme, (narrative, identity) = self._schemes[item.kind], self._sides[item.kind]
        version_id, rest = self._take(RecordVersionRow), dict(item.values)
        occurred = int(from_text(rest.pop(scheme.time)).timestamp())
        facets = [self._code(field, rest.pop(field, None)) for field in FACET_COLUMNS]
        sides[0].extend((version_id, field, rest.pop(field)) for field in narrative if field in rest)
        who = {field: rest.pop(field) for field in identity if field in rest}
        if who:
            sides[1].append((version_id, json.dumps(who, ensure_ascii=False)))
        return (
            version_id, record_id, self._import_id, item.kind, number, item.row, item.line, item.sha, occurred,
            *facets, json.dumps(rest, ensure_ascii=False),
        )  # fmt: skip

    def _known(self, batch: Sequence[NewVersion]) -> dict[tuple[str, str], tuple[int, int]]:
        """The record and its newest version number, for every key of the batch that is there already."""
        found: dict[tuple[str, str], tuple[int, int]] = {}
        for kind in {item.kind for item in batch}:
            keys = [item.key for item in batch if item.kind == kind]
            for start in range(0, len(keys), _CHUNK):
                rows = self._session.execute(
                    select(CaseRow.key, RecordRow.id, RecordVersionRow.number)
                    .join(RecordRow, RecordRow.case_id == CaseRow.id)
                    .join(RecordVersionRow, RecordVersionRow.id == RecordRow.latest)
                    .where(CaseRow.kind == kind, CaseRow.key.in_(keys[start : start + _CHUNK]))
                )
                found.update({(kind, key): (record, number) for key, record, number in rows})
        return found

    def _code(self, field: str, value: str | None) -> int | None:
        if value is None:
            return None
        code = self._codes.get((field, value))
        if code is None:
            code = self._codes[field, value] = self._take(CodeRow)
            self._session.execute(insert(CodeRow).values(id=code, field=field, value=value))
        return code

    def _take(self, table: type) -> int:
        taken = self._next[table]
        self._next[table] = taken + 1
        return taken

    def _insert(self, table: str, columns: Sequence[str], rows: list[tuple[Any, ...]]) -> None:
        if not rows:
            return
        names, marks = ", ".join(f'"{name}"' for name in columns), ", ".join("?" * len(columns))
        sql = f'INSERT INTO "{table}" ({names}) VALUES ({marks})'  # noqa: S608 - our own names only
        self._session.connection().exec_driver_sql(sql, rows)


def read_values(session: Session, scheme: Scheme, version_ids: Iterable[int]) -> dict[int, dict[str, str]]:
    """The fields of some record versions as text, by version id: all but identity, which nobody is shown.

    An erased text is left out.
    """
    wanted, found = list(version_ids), dict[int, dict[str, str]]()
    codes = _code_texts(session)
    for start in range(0, len(wanted), _CHUNK):
        chunk = wanted[start : start + _CHUNK]
        for row in session.scalars(select(RecordVersionRow).where(RecordVersionRow.id.in_(chunk))):
            found[row.id] = _values(row, scheme, codes)
        texts = select(NarrativeRow).where(NarrativeRow.version_id.in_(chunk), NarrativeRow.text.is_not(None))
        for text in session.scalars(texts):
            found[text.version_id][text.field] = text.text or ""
    return found


def read_identity(session: Session, version_id: int) -> dict[str, str]:
    """Who a record version is about: for redacting only. Empty when nothing was kept or it was erased."""
    row = session.get(IdentityRow, version_id)
    return dict(row.body or {}) if row else {}


def _values(row: RecordVersionRow, scheme: Scheme, codes: Mapping[int, str]) -> dict[str, str]:
    values = dict(row.rest)
    values[scheme.time] = to_text(datetime.fromtimestamp(row.occurred_at, UTC))
    for field in FACET_COLUMNS:
        code = getattr(row, field)
        if code is not None:
            values[field] = codes[code]
    return values


def _code_texts(session: Session) -> dict[int, str]:
    return {code: value for code, value in session.execute(select(CodeRow.id, CodeRow.value))}


def _side_fields(scheme: Scheme) -> tuple[tuple[str, ...], tuple[str, ...]]:
    narrative = tuple(field.id for field in scheme.fields if field.type == "narrative" and "identity" not in field.use)
    return narrative, tuple(sorted(scheme.identity))


def _last_id(session: Session, table: Any) -> int:
    return session.execute(select(func.coalesce(func.max(table.id), 0))).scalar_one()


def occurred_between(session: Session, kind: str) -> tuple[int, datetime | None, datetime | None]:
    """How many records of a kind there are, and the moments of the first and the last of them."""
    count, first, last = session.execute(
        select(func.count(), func.min(RecordVersionRow.occurred_at), func.max(RecordVersionRow.occurred_at))
        .join(RecordRow, RecordRow.latest == RecordVersionRow.id)
        .where(RecordVersionRow.kind == kind)
    ).one()
    if not count:
        return 0, None, None
    return count, datetime.fromtimestamp(first, UTC), datetime.fromtimestamp(last, UTC)
