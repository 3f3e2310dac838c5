"""Lists of records too long to hold: their ids in an order, 8 bytes each, and the lines of a few of them at a time."""

from array import array
from collections.abc import Callable, Generator, Iterable, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import chain
from typing import Any, Final

from sqlalchemy import ColumnElement, Select, func, or_, select
from sqlalchemy.orm import Session, aliased

from app.core.errors import Cancelled
from app.models.laying import FACET_COLUMNS
from app.models.record_query import CaseQuery, facet_column, standing
from app.models.records import CaseRow, CodeRow, ImportRow, RecordVersionRow
from app.models.words import versions_with

Stopped = Callable[[], bool]
"""Whether nobody wants the answer any more."""

_FETCHED: Final = 20_000
_STEPS: Final = 100_000
_SAMPLE: Final = 1_000


@dataclass(frozen=True, kw_only=True)
class ListQuery:
    """Which cases, further narrowed to those whose narratives have some words and those that an import brought."""

    cases: CaseQuery
    words: str = ""
    import_id: int = 0


@dataclass(frozen=True, kw_only=True, slots=True)
class ListedRow:
    """A version that stands for its case, without its narratives: its values as they are kept, blanks left out."""

    version_id: int
    case_id: int
    occurred_at: int | None
    values: dict[str, str]


def ids_by_time(session: Session, query: ListQuery, *, descending: bool, stopped: Stopped) -> "array[int]":
    """The versions that stand for the cases found, by when they happened.

    Raises:
        Cancelled: ``stopped`` said so.
    """
    time = RecordVersionRow.occurred_at
    found = _select(session, query, RecordVersionRow.id)
    with _stoppable(session, stopped):
        return _ids(session, found.order_by(time.desc() if descending else time), stopped)


def ids_by_reference(session: Session, query: ListQuery, *, descending: bool, stopped: Stopped) -> "array[int]":
    """The same by reference; those without one come last. Raises Cancelled likewise."""
    version = aliased(RecordVersionRow)
    wanted = _select(session, query, RecordVersionRow.id)  # apart, so that versions and cases are read as they lie
    joined = select(version.id).join(CaseRow, CaseRow.id == version.case_id).where(version.id.in_(wanted))
    key = CaseRow.key.desc() if descending else CaseRow.key
    with _stoppable(session, stopped):
        return _ids(session, joined.order_by(CaseRow.key.is_(None), key, version.id), stopped)


def ids_by_facet(
    session: Session,
    query: ListQuery,
    facet: str,
    *,
    order: Callable[[Iterable[str]], Sequence[str]],
    stopped: Stopped,
) -> "array[int]":
    """The same by the value of a facet, the newest first within each; those without a value come last.

    Args:
        session: to read with.
        query: which cases.
        facet: the field to order by.
        order: puts the values that there are in order.
        stopped: as everywhere here.

    Raises:
        Cancelled: ``stopped`` said so.
    """
    column, time = facet_column(facet), RecordVersionRow.occurred_at
    found = _select(session, query, RecordVersionRow.id, column).order_by(time.desc())
    dealt: dict[Any, array[int]] = {}
    with _stoppable(session, stopped):
        for row in chain.from_iterable(_fetched(session, found, stopped)):
            ids = dealt.get(row[1])
            if ids is None:
                ids = dealt[row[1]] = array("q")
            ids.append(row[0])
    texts = _texts(session, dealt) if facet in FACET_COLUMNS else {}
    by_value = {texts.get(code, code): ids for code, ids in dealt.items() if code not in (None, "")}
    ordered = array("q")
    for value in order(by_value):
        ordered += by_value[value]
    return ordered + dealt.get("", array("q")) + dealt.get(None, array("q"))


def read_lines(session: Session, ids: Sequence[int]) -> list[ListedRow]:
    """Some of the versions listed, in the order of ``ids``; those that have gone meanwhile are left out."""
    facets = [getattr(RecordVersionRow, name) for name in FACET_COLUMNS]
    fixed = (RecordVersionRow.id, RecordVersionRow.case_id, RecordVersionRow.occurred_at, RecordVersionRow.rest)
    rows: Any = session.execute(select(*fixed, *facets).where(RecordVersionRow.id.in_(ids))).all()
    texts = _texts(session, {code for row in rows for code in row[4:] if code is not None})
    found = {
        row[0]: ListedRow(
            version_id=row[0],
            case_id=row[1],
            occurred_at=row[2],
            values=row[3] | {name: texts[code] for name, code in zip(FACET_COLUMNS, row[4:], strict=True) if code},
        )
        for row in rows
    }
    return [found[version] for version in ids if version in found]


def filled_fields(session: Session, kind: str, wanted: Sequence[str]) -> frozenset[str]:
    """Those of some fields of a kind that any standing record fills.

    Nearly all are told by the newest records, or by having no value in any kind; one pass over all tells the rest.
    """
    query = CaseQuery(kind=kind, where={})
    columns = {name: facet_column(name) for name in wanted}
    newest = standing(session, query, *columns.values()).order_by(RecordVersionRow.occurred_at.desc()).limit(_SAMPLE)
    found = _filled(columns, map(list, zip(*session.execute(newest), strict=True)))
    coded = set(session.scalars(select(CodeRow.field).distinct()))
    never = set(FACET_COLUMNS) - coded
    unsure = {name: columns[name] for name in wanted if name not in found | never}
    if unsure:
        greatest = session.execute(standing(session, query, *map(func.max, unsure.values()))).one()
        found |= _filled(unsure, ([value] for value in greatest))
    return frozenset(found)


def any_reference(session: Session, kind: str) -> bool:
    """Whether any case of a kind has a reference of its own."""
    found = select(CaseRow.id).where(CaseRow.kind == kind, CaseRow.key.is_not(None)).limit(1)
    return session.execute(found).first() is not None


def _select(session: Session, query: ListQuery, *columns: Any) -> Select[Any]:
    found: Select[Any] = standing(session, query.cases, *columns)
    if query.words.strip():
        found = found.where(RecordVersionRow.id.in_(versions_with(query.words)))
    if query.import_id:
        found = found.where(_brought_by(session.get_one(ImportRow, query.import_id)))
    return found


def _brought_by(row: ImportRow) -> ColumnElement[bool]:
    """Versions that an import made and that still stand, told by their number; and cases of its other versions."""
    made = aliased(RecordVersionRow)
    now = aliased(RecordVersionRow)
    others = (
        select(now.id)
        .join(made, made.case_id == now.case_id)
        .where(made.id.between(row.first_version, row.last_version), or_(~made.stands, made.overtaken_by.is_not(None)))
        .where(now.stands, now.overtaken_by.is_(None))
    )
    own = RecordVersionRow.id.between(row.first_version, row.last_version)
    return or_(own, RecordVersionRow.id.in_(others))


def _ids(session: Session, found: Select[Any], stopped: Stopped) -> "array[int]":
    ids = array("q")
    for rows in _fetched(session, found, stopped):
        ids.extend(chain.from_iterable(rows))
    return ids


def _fetched(session: Session, found: Select[Any], stopped: Stopped) -> Generator[Sequence[Any]]:
    """The driver's own tuples: rows of SQLAlchemy's would take most of the time."""
    with session.connection().execute(found) as result:
        cursor: Any = result.cursor
        while rows := cursor.fetchmany(_FETCHED):
            if stopped():
                raise Cancelled
            yield rows


@contextmanager
def _stoppable(session: Session, stopped: Stopped) -> Generator[None]:
    """Sorting and searching end soon after nobody wants them any more, not only between rows."""
    driver: Any = session.connection().connection.dbapi_connection
    driver.set_progress_handler(stopped, _STEPS)
    try:
        yield
    except Exception as error:
        if stopped():  # the driver only says that it was interrupted
            raise Cancelled from error
        raise
    finally:
        driver.set_progress_handler(None, 0)


def _texts(session: Session, codes: Iterable[Any]) -> Mapping[Any, str]:
    """What some codes stand for."""
    wanted = [code for code in codes if code is not None]
    rows = session.execute(select(CodeRow.id, CodeRow.value).where(CodeRow.id.in_(wanted)))
    return {code: value for code, value in rows}


def _filled(columns: Iterable[str], values: Iterable[Sequence[Any]]) -> set[str]:
    return {name for name, cells in zip(columns, values, strict=False) if any(cells)}
