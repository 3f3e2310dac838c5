"""Questions to the records: which cases of a kind, of a period, with these facet values."""

from array import array
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import chain
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, func, or_, select
from sqlalchemy.orm import Session

from app.models.gate import ExclusionLiftedRow, ExclusionRow
from app.models.laying import FACET_COLUMNS
from app.models.record_store import OF_THESE, read_these
from app.models.records import CaseRow, CodeRow, RecordVersionRow

BLANK = ""
"""The facet value that stands for "not recorded"."""

_HOUR = 3_600
_PLACES = ("place_text", "latitude", "longitude")
_CASES = (
    'SELECT c.id, c."key", v.id, v.sha FROM record_version v JOIN "case" c ON c.id = v.case_id'  # noqa: S608 - our own words
    f" WHERE v.id {OF_THESE} ORDER BY v.id"
)
_STANDING = (RecordVersionRow.stands, RecordVersionRow.overtaken_by.is_(None))


class FoundCase(NamedTuple):
    """A case that a frame may hold: its key, the version that stands for it and that version's digest.

    The key is None where the extract gave no reference: then the digest is its key (see ``row_key``).
    """

    case_id: int
    key: str | None
    version_id: int
    sha: bytes


@dataclass(frozen=True, kw_only=True)
class CaseQuery:
    """Which cases: a kind, from one moment to before another, and for each facet the values that will do.

    ``without_excluded`` leaves out the cases that are excluded now.
    """

    kind: str
    begin: datetime | None = None
    end: datetime | None = None
    where: Mapping[str, Sequence[str]]
    without_excluded: bool = False


def count_cases(session: Session, query: CaseQuery) -> int:
    """How many cases a query finds."""
    return session.execute(standing(session, query, func.count())).scalar_one()


def count_all_cases(session: Session) -> int:
    """How many cases there are, of any kind."""
    return session.execute(select(func.count()).select_from(RecordVersionRow).where(*_STANDING)).scalar_one()


def find_versions(session: Session, query: CaseQuery) -> "array[int]":
    """The versions that stand for the cases a query finds, in the order they came in."""
    found = session.execute(standing(session, query, RecordVersionRow.id).execution_options(yield_per=10_000))
    return array("q", sorted(chain.from_iterable(found)))


def cases_of(session: Session, versions: Sequence[int]) -> list[FoundCase]:
    """The cases that some versions stand for, in the order of the versions' numbers."""
    return [FoundCase(*row) for row in read_these(session, _CASES, versions)]


def repeated_hashes(session: Session) -> frozenset[int]:
    """The numbers that more than one case of the store is found by: equal rows without a reference have one."""
    numbers = select(CaseRow.key_hash).group_by(CaseRow.key_hash).having(func.count() > 1)
    return frozenset(session.scalars(numbers))


def exclusions_among(session: Session, query: CaseQuery) -> dict[int, str]:
    """The exclusions that count now among the cases a query finds, each with the code of its reason."""
    rows: Any = session.execute(
        standing(session, query, ExclusionRow.id, ExclusionRow.reason)
        .join(ExclusionRow, ExclusionRow.case_id == RecordVersionRow.case_id)
        .where(ExclusionRow.id.not_in(select(ExclusionLiftedRow.exclusion_id)))
        .order_by(ExclusionRow.id)
    )
    return {exclusion: reason for exclusion, reason in rows}


def hour_counts(session: Session, query: CaseQuery) -> list[tuple[datetime, int]]:
    """How many of the cases a query finds occurred in each hour, by the moment at which the hour begins."""
    hour = RecordVersionRow.occurred_at // _HOUR
    rows: Any = session.execute(standing(session, query, hour, func.count()).group_by(hour))
    return [(datetime.fromtimestamp(row[0] * _HOUR, UTC), row[1]) for row in rows if row[0] is not None]


def most_alike(session: Session, query: CaseQuery, least: int) -> int:
    """How many cases the most frequent pair of moment and place has; a case without either is none of them.

    Only moments that so many cases have are looked at, for places are slow to read: below ``least`` it is 0.
    """
    moment = RecordVersionRow.occurred_at
    busy = standing(session, query, moment).where(moment.is_not(None)).group_by(moment).having(func.count() >= least)
    place, latitude, longitude = (RecordVersionRow.rest[name].as_string() for name in _PLACES)
    where = func.coalesce(place, latitude.concat(longitude))
    pairs = standing(session, query, func.count()).where(moment.in_(busy), where.is_not(None))
    pairs = pairs.group_by(moment, where).having(func.count() >= least).order_by(func.count().desc()).limit(1)
    return session.execute(pairs).scalar() or 0


def combination_counts(session: Session, query: CaseQuery, facets: Sequence[str]) -> dict[tuple[str, ...], int]:
    """How many of the cases a query finds have each combination of values of some facets; a blank one is ``""``."""
    columns = [facet_column(facet) for facet in facets]
    rows: Any = session.execute(standing(session, query, *columns, func.count()).group_by(*columns))
    texts = {facet: code_texts(session, facet) for facet in facets if facet in FACET_COLUMNS}
    counts: Counter[tuple[str, ...]] = Counter()
    for *values, count in rows:
        told = (
            texts[facet].get(value, BLANK) if facet in texts else value
            for facet, value in zip(facets, values, strict=True)
        )
        counts[tuple(value or BLANK for value in told)] += count
    return dict(counts)


def code_texts(session: Session, facet: str) -> dict[int, str]:
    """What the small numbers of a facet column stand for."""
    return {
        code: value for code, value in session.execute(select(CodeRow.id, CodeRow.value).where(CodeRow.field == facet))
    }


def facet_counts(session: Session, query: CaseQuery, facet: str) -> dict[str, int]:
    """How many of the cases a query finds have each value of a facet; a blank one counts under ``""``."""
    return {value: count for (value,), count in combination_counts(session, query, (facet,)).items()}


def standing(session: Session, query: CaseQuery, *columns: Any) -> Any:
    """Columns of the versions that stand for the cases a query finds, as a statement to go on from."""
    statement = select(*columns).select_from(RecordVersionRow).where(RecordVersionRow.kind == query.kind, *_STANDING)
    if query.begin:
        statement = statement.where(RecordVersionRow.occurred_at >= int(query.begin.timestamp()))
    if query.end:
        statement = statement.where(RecordVersionRow.occurred_at < int(query.end.timestamp()))
    for facet, values in query.where.items():
        statement = statement.where(_has(session, facet, values))
    if query.without_excluded:
        stand = select(ExclusionRow.case_id).where(ExclusionRow.id.not_in(select(ExclusionLiftedRow.exclusion_id)))
        statement = statement.where(RecordVersionRow.case_id.not_in(stand))
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
