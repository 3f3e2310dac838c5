"""Reading records back as plain values, whatever tables they lie in."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, cast

import msgspec
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.core.clock import seconds_to_text
from app.core.schemes.merging import lead_first
from app.core.schemes.spec import Scheme
from app.models.laying import FACET_COLUMNS
from app.models.records import (
    CaseMemberRow,
    IdentityRow,
    RecordVersionRow,
)

_CHUNK = 500
_AT_ONCE = 5_000
"""So many versions are read with one statement, which takes their numbers as one JSON text."""
OF_THESE = "IN (SELECT value FROM json_each(?))"
"""In a statement, the ids that it is run with."""
_ROWS = f"SELECT id, occurred_at, rest, {', '.join(FACET_COLUMNS)} FROM record_version WHERE id {OF_THESE}"  # noqa: S608
_TEXTS = f"SELECT version_id, field, text FROM narrative WHERE version_id {OF_THESE} AND text IS NOT NULL"  # noqa: S608
_CODES = f"SELECT id, value FROM code WHERE id {OF_THESE}"  # noqa: S608 - our own words
_FACETS = 3
"""In a row as it is read, the facets stand behind so many other columns."""
_rest = msgspec.json.Decoder(dict[str, str]).decode


@dataclass(frozen=True, kw_only=True, slots=True)
class Member:
    """A row of a case of many: of the scheme's own (``part`` ""), or of a part; its values as text, blanks left out."""

    version_id: int
    part: str
    row_key: str
    values: dict[str, str]


def read_values(
    session: Session, scheme: Scheme, version_ids: Iterable[int], *, texts: bool = True
) -> dict[int, dict[str, str]]:
    """The fields of some record versions as text, by version id: all but identity, which nobody is shown.

    An erased text is left out. Of a version that stands for a case of many rows these are the case's own values.
    Without ``texts`` the long ones are left out too: a list of many cases has no use for them.
    """
    wanted, found, codes = list(version_ids), dict[int, dict[str, str]](), dict[int, str]()
    for start in range(0, len(wanted), _AT_ONCE):
        chunk = wanted[start : start + _AT_ONCE]
        rows = read_these(session, _ROWS, chunk)
        unseen = {code for row in rows for code in row[_FACETS:]} - codes.keys() - {None}
        codes.update(read_these(session, _CODES, sorted(unseen)))
        found.update({row[0]: _values(row, scheme, codes) for row in rows})
        for version, field, text in read_these(session, _TEXTS, chunk) if texts else ():
            found[version][field] = text
    return found


def read_columns(session: Session, scheme: Scheme, version_ids: Sequence[int]) -> dict[str, Sequence[str]]:
    """As :func:`read_values`, field by field: each filled one has a text for every version, "" where it is blank.

    For some thousands of versions at a time: a list of a million is read so several times faster.

    Args:
        session: to read with.
        scheme: of their kind.
        version_ids: in ascending order; the texts stand in the same.
    """
    rows = read_these(session, f"{_ROWS} ORDER BY id", version_ids)
    _, seconds, rests, *facets = zip(*rows, strict=True)
    found: dict[str, Sequence[str]] = {}
    if any(moment is not None for moment in seconds):
        found[scheme.time] = ["" if moment is None else seconds_to_text(moment) for moment in seconds]
    plain = list(map(_rest, rests))
    for field in set[str]().union(*plain):
        found[field] = [row.get(field, "") for row in plain]
    for field, codes in zip(FACET_COLUMNS, facets, strict=True):
        told = set(codes) - {None}
        if told:
            texts: dict[int | None, str] = {None: "", **dict(read_these(session, _CODES, sorted(told)))}
            found[field] = list(map(texts.__getitem__, codes))
    places = {version: at for at, version in enumerate(version_ids)}
    for version, field, text in read_these(session, _TEXTS, version_ids):
        column = found.setdefault(field, [""] * len(version_ids))
        cast(list[str], column)[places[version]] = text
    return found


def read_these(session: Session, sql: str, ids: Sequence[int]) -> Sequence[Any]:
    """The rows of a statement that names some ids by :data:`OF_THESE`: for lists of a million, bare values."""
    return session.connection().exec_driver_sql(sql, (msgspec.json.encode(list(ids)).decode(),)).all()


def read_members(session: Session, scheme: Scheme, version_ids: Sequence[int]) -> dict[int, tuple[Member, ...]]:
    """The rows that versions were made of, by version id: the scheme's own, the one that leads first, then its parts'.

    Empty for a version that is the one row of its case.
    """
    found: dict[int, list[Member]] = {version: [] for version in version_ids}
    if not scheme.many_rows:
        return dict.fromkeys(version_ids, ())
    for start in range(0, len(version_ids), _CHUNK):
        pairs = session.execute(
            select(CaseMemberRow.version_id, RecordVersionRow.id, RecordVersionRow.part, RecordVersionRow.row_key)
            .join(RecordVersionRow, RecordVersionRow.id == CaseMemberRow.member_id)
            .where(CaseMemberRow.version_id.in_(version_ids[start : start + _CHUNK]))
            .order_by(RecordVersionRow.id)
        ).all()
        values = read_values(session, scheme, [member for _, member, _, _ in pairs])
        for version, member, part, key in pairs:
            found[version].append(Member(version_id=member, part=part, row_key=key or "", values=values[member]))
    return {version: _in_order(scheme, members) for version, members in found.items()}


def read_identity(session: Session, version_id: int) -> dict[str, str]:
    """Who a record version is about: for redacting only. Empty when nothing was kept or it was erased."""
    row = session.get(IdentityRow, version_id)
    return dict(row.body or {}) if row else {}


def _in_order(scheme: Scheme, members: Sequence[Member]) -> tuple[Member, ...]:
    own = {id(member.values): member for member in members if not member.part}
    led = lead_first(scheme, [member.values for member in own.values()])
    ordered = [own[id(values)] for values in led]
    for part in scheme.parts:
        rows = [member for member in members if member.part == part.id]
        ordered += sorted(rows, key=lambda member: member.values.get(part.time, "") if part.time else "")
    return tuple(ordered)


def _values(row: Sequence[Any], scheme: Scheme, codes: Mapping[int, str]) -> dict[str, str]:
    values = _rest(row[2])
    if row[1] is not None:
        values[scheme.time] = seconds_to_text(row[1])
    for field, code in zip(FACET_COLUMNS, row[_FACETS:], strict=True):
        if code is not None:
            values[field] = codes[code]
    return values


def occurred_between(session: Session, kind: str) -> tuple[int, datetime | None, datetime | None]:
    """How many cases of a kind there are, and the moments of the first and the last of them."""
    count, first, last = session.execute(
        select(func.count(), func.min(RecordVersionRow.occurred_at), func.max(RecordVersionRow.occurred_at)).where(
            RecordVersionRow.kind == kind, RecordVersionRow.stands, RecordVersionRow.overtaken_by.is_(None)
        )
    ).one()
    if first is None or last is None:
        return count, None, None
    return count, datetime.fromtimestamp(first, UTC), datetime.fromtimestamp(last, UTC)
