"""Times of records that do not fit together: those the wrong way round, and lengths that they do not say."""

from collections.abc import Sequence
from typing import Any, Final

from sqlalchemy import ColumnElement, Integer, and_, cast, func, select
from sqlalchemy.orm import Session

from app.core.schemes.durations import SECONDS
from app.core.schemes.rules import Between, InOrder
from app.models.quality_query import QualityQuery, Row, held_by, is_filled, scanned
from app.models.records import CaseRow

_MOMENT: Final = "%Y-%m-%dT%H:%M:%SZ"


def count_crossed(session: Session, query: QualityQuery, pairs: Sequence[InOrder], time: str) -> list[tuple[int, int]]:
    """For each pair of times: how many records have both, and in how many the second is before the first.

    Args:
        session: to read with.
        query: which records.
        pairs: the times, by field.
        time: the field that records are filed by.
    """
    columns = [each for pair in pairs for each in (held_by(_both(pair, time)), held_by(_is_crossed(pair, time)))]
    row: tuple[int, ...] = tuple(session.execute(scanned(*columns).where(query.chosen)).one()) if columns else ()
    return list(zip(row[::2], row[1::2], strict=True))


def find_crossed(session: Session, query: QualityQuery, pair: InOrder, time: str) -> list[tuple[int, str | None]]:
    """The cases of which the second time is before the first: case id and key."""
    return _find(session, query, _is_crossed(pair, time))


def count_unlike(session: Session, query: QualityQuery, field: str, between: Between, time: str) -> tuple[int, int]:
    """How many records give a length and both its times, and in how many the times say another."""
    both = and_(is_filled(field), _both(between, time))
    row: Any = session.execute(
        scanned(held_by(both), held_by(_is_unlike(field, between, time))).where(query.chosen)
    ).one()
    return row[0], row[1]


def find_unlike(
    session: Session, query: QualityQuery, field: str, between: Between, time: str
) -> list[tuple[int, str | None]]:
    """The cases of which the times say another length than is given: case id and key."""
    return _find(session, query, _is_unlike(field, between, time))


# ------------------------------------------------------------------ the parts of the statements
def _find(session: Session, query: QualityQuery, what: ColumnElement[bool]) -> list[tuple[int, str | None]]:
    rows = session.execute(
        select(CaseRow.id, CaseRow.key)
        .join(Row, Row.case_id == CaseRow.id)
        .where(query.chosen, what)
        .distinct()
        .order_by(CaseRow.key)
    )
    return [(row[0], row[1]) for row in rows]


def _moment(name: str, time: str) -> ColumnElement[str]:
    return func.strftime(_MOMENT, Row.occurred_at, "unixepoch") if name == time else Row.rest[name].as_string()


def _both(pair: InOrder | Between, time: str) -> ColumnElement[bool]:
    return and_(
        *(Row.occurred_at.is_not(None) if name == time else is_filled(name) for name in (pair.first, pair.then))
    )


def _is_crossed(pair: InOrder, time: str) -> ColumnElement[bool]:
    return and_(_both(pair, time), _moment(pair.then, time) < _moment(pair.first, time))


def _is_unlike(field: str, between: Between, time: str) -> ColumnElement[bool]:
    """Times the wrong way round say no length."""
    first, then = (cast(func.strftime("%s", _moment(name, time)), Integer) for name in (between.first, between.then))
    unit = SECONDS[between.unit]
    length = (then - first + (unit - 1 if between.part_counts else 0)) // unit
    given = cast(Row.rest[field].as_string(), Integer)
    return and_(is_filled(field), _both(between, time), then >= first, given != length)
