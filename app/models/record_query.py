"""Questions to the records: which cases of a kind, of a period, with these facet values."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, func, or_, select
from sqlalchemy.orm import Session

from app.models.records import FACET_COLUMNS, CaseRow, CodeRow, RecordVersionRow

BLANK = ""
"""The facet value that stands for "not recorded"."""

_STANDING = (RecordVersionRow.stands, RecordVersionRow.overtaken_by.is_(None))


@dataclass(frozen=True, kw_only=True, slots=True)
class FoundCase:
    """A case that a frame may hold: its key, the version that stands for it and that version's digest.

    The key is None where the extract gave no reference: then the digest is its key (see ``row_key``).
    """

    case_id: int
    key: str | None
    version_id: int
    sha: bytes


@dataclass(frozen=True, kw_only=True)
class CaseQuery:
    """Which cases: a kind, from one moment to before another, and for each facet the values that will do."""

    kind: str
    begin: datetime | None = None
    end: datetime | None = None
    where: Mapping[str, Sequence[str]]


def count_cases(session: Session, query: CaseQuery) -> int:
    """How many cases a query finds."""
    return session.execute(standing(session, query, func.count())).scalar_one()


def count_all_cases(session: Session) -> int:
    """How many cases there are, of any kind."""
    return session.execute(select(func.count()).select_from(RecordVersionRow).where(*_STANDING)).scalar_one()


def find_cases(session: Session, query: CaseQuery) -> list[FoundCase]:
    """The cases a query finds, in the order they came in."""
    columns = (CaseRow.id, CaseRow.key, RecordVersionRow.id, RecordVersionRow.sha)
    found = standing(session, query, *columns).join(CaseRow, CaseRow.id == RecordVersionRow.case_id)
    rows: Any = session.execute(found.order_by(CaseRow.id))
    return [FoundCase(case_id=row[0], key=row[1], version_id=row[2], sha=row[3]) for row in rows]


def facet_counts(session: Session, query: CaseQuery, facet: str) -> dict[str, int]:
    """How many of the cases a query finds have each value of a facet; a blank one counts under ``""``."""
    column = facet_column(facet)
    rows: Any = session.execute(standing(session, query, column, func.count()).group_by(column))
    counts = {row[0]: row[1] for row in rows}
    if facet in FACET_COLUMNS:
        texts = session.execute(select(CodeRow.id, CodeRow.value).where(CodeRow.field == facet))
        names = {code: value for code, value in texts}
        return {BLANK if code is None else names[code]: count for code, count in counts.items()}
    return {value or BLANK: count for value, count in counts.items()}


def standing(session: Session, query: CaseQuery, *columns: Any) -> Any:
    """Columns of the versions that stand for the cases a query finds, as a statement to go on from."""
    statement = select(*columns).select_from(RecordVersionRow).where(RecordVersionRow.kind == query.kind, *_STANDING)
    if query.begin:
        statement = statement.where(RecordVersionRow.occurred_at >= int(query.begin.timestamp()))
    if query.end:
        statement = statement.where(RecordVersionRow.occurred_at < int(query.end.timestamp()))
    for facet, values in query.where.items():
        statement = statement.where(_has(session, facet, values))
    return statement


def _has(session: Session, facet: str, values: Sequence[str]) -> ColumnElement[bool]:
    column = facet_column(facet)
    filled = [value for value in values if value != BLANK]
    if facet in FACET_COLUMNS:
        texts = select(CodeRow.id).where(CodeRow.field == facet, CodeRow.value.in_(filled))
        fits = column.in_(list(session.scalars(texts)))
    else:
        fits = column.in_(filled)
    return or_(fits, column.is_(None)) if BLANK in values else fits


def facet_column(facet: str) -> Any:
    """Where a field's value lies: the code in its own column, or its text among the rest."""
    if facet in FACET_COLUMNS:
        return getattr(RecordVersionRow, facet)
    return RecordVersionRow.rest[facet].as_string()
