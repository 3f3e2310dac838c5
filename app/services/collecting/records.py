"""Looking at records: long lists of them, searches in their narratives, and one of them whole.

For coordinators and line managers: it shows what a line manager may see at any stage. What says who a record is about
is shown to nobody.
"""

from collections.abc import Callable, Iterable, Sequence
from datetime import UTC, date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.core.changes import Done, Topic
from app.core.days import bounds, day_words, local
from app.core.errors import AppError
from app.core.events import Act, Event
from app.core.schemes.plain import reference_of, value_words
from app.core.schemes.spec import Field, Scheme
from app.core.shapes.records import (
    BY_REFERENCE,
    BY_TIME,
    RecordAsk,
    RecordColumn,
    RecordIds,
    RecordLine,
    RecordView,
)
from app.core.words import say
from app.core.workflow.rights import Right
from app.models.record_history import find_case
from app.models.record_list import (
    ListedRow,
    ListQuery,
    any_reference,
    filled_fields,
    ids_by_facet,
    ids_by_reference,
    ids_by_time,
    read_lines,
)
from app.models.record_query import CaseQuery
from app.models.records import ImportRow, ImportUndoneRow
from app.services.collecting.record_views import record_view
from app.services.drawing.facets import facet_of, known_value
from app.services.rights import require
from app.services.schemes import load_library
from app.services.workspace import Workspace

__all__ = ["known_filters", "list_columns", "list_records", "open_record", "read_block"]

_COLUMNS = ("lpu", "team", "officer_id", "power", "is_child", "sde_code", "outcome")
"""The facets that a list shows where a kind has them, after what its scheme names a case by."""
_FAR = date(1, 1, 2), date(9998, 12, 30)


def list_columns(ws: Workspace, kind: str) -> tuple[RecordColumn, ...]:
    """The columns of a kind's list: those that some record fills, the moment always.

    Raises:
        AppError: there is no such kind.
    """
    scheme = load_library(ws.force).scheme(kind)
    fields = _shown(scheme)
    with ws.read() as session:
        referred = any_reference(session, kind)
        filled = filled_fields(session, kind, [field.id for field in fields])
    reference = " / ".join(say(scheme.field(name).label) for name in scheme.case_key)
    columns = [RecordColumn(id=BY_REFERENCE, label=reference, sortable=True)] if referred else []
    columns.append(RecordColumn(id=BY_TIME, label=say(scheme.field(scheme.time).label), sortable=True))
    facets = {field.id for field in scheme.facets}
    columns += [
        RecordColumn(id=field.id, label=say(field.label), sortable=field.id in facets)
        for field in fields
        if field.id in filled
    ]
    return tuple(columns)


def known_filters(ws: Workspace, kind: str, where: Iterable[tuple[str, str]]) -> tuple[tuple[str, str], ...]:
    """Filters as a person writes them, (facet, code or label), as ``RecordAsk.where`` takes them.

    Raises:
        AppError: there is no such kind or facet, or neither a vocabulary nor a record has the value.
    """
    scheme = load_library(ws.force).scheme(kind)
    return tuple((name, known_value(ws, scheme, facet_of(scheme, name), text)) for name, text in where)


def list_records(ws: Workspace, ask: RecordAsk, stopped: Callable[[], bool] = lambda: False) -> Done[RecordIds]:
    """The records asked for, as ids in order. A search in narratives is logged before anything of it is given back.

    Args:
        ws: the workspace.
        ask: what is wanted.
        stopped: asked now and then whether anybody still wants it.

    Raises:
        AppError: a kind or facet that there is not, or a period that ends before it begins.
        Cancelled: ``stopped`` said yes.
    """
    require(ws, Right.SEE_IDENTITY)
    scheme = load_library(ws.force).scheme(ask.kind)
    query = _query(scheme, ask)
    with ws.read() as session:
        if ask.order_by == BY_TIME:
            ids = ids_by_time(session, query, descending=ask.descending, stopped=stopped)
        elif ask.order_by == BY_REFERENCE:
            ids = ids_by_reference(session, query, descending=ask.descending, stopped=stopped)
        else:
            order = _by_words(scheme, facet_of(scheme, ask.order_by), ask.descending)
            ids = ids_by_facet(session, query, ask.order_by, order=order, stopped=stopped)
    if not ask.words.strip():
        return Done(value=RecordIds(ids=ids), changed=frozenset())
    details = {"kind": ask.kind, "found": len(ids)}
    with ws.write(Event(act=Act.CONSULT, name="records_searched", details=details)):
        return Done(value=RecordIds(ids=ids), changed=frozenset({Topic.AUDIT}))


def read_block(
    ws: Workspace, *, kind: str, columns: Sequence[RecordColumn], ids: Sequence[int]
) -> tuple[RecordLine, ...]:
    """The lines of some records of a list, in the order of their ids: see ``list_columns`` for the columns.

    Raises:
        AppError: there is no such kind.
    """
    require(ws, Right.SEE_IDENTITY)
    scheme = load_library(ws.force).scheme(kind)
    with ws.read() as session:
        rows = read_lines(session, ids)
    return tuple(
        RecordLine(
            version_id=row.version_id,
            case_id=row.case_id,
            cells=tuple(_cell(scheme, column.id, row) for column in columns),
        )
        for row in rows
    )


def open_record(ws: Workspace, case_id: int) -> Done[RecordView]:
    """One record whole, with its rows, its history, what it is linked to and the lists that hold it. It is logged.

    Raises:
        AppError: there is no such record, or not any more.
    """
    require(ws, Right.SEE_IDENTITY)
    library = load_library(ws.force)
    with ws.consult(Event(act=Act.CONSULT, name="record_opened", details={"case_id": case_id})) as session:
        found = find_case(session, case_id)
        if found is None:
            raise _missing(session, case_id)
        kind, version = found
        view = record_view(session, library.schemes, kind, case_id, version)
    return Done(value=view, changed=frozenset({Topic.AUDIT}))


def _missing(session: Session, case_id: int) -> AppError:
    """What is said of a record that is not here: whether it ever was, for no number is given twice."""
    undone = select(ImportRow.id).join(ImportUndoneRow, ImportUndoneRow.import_id == ImportRow.id)
    brought = undone.where(ImportRow.first_case <= case_id, ImportRow.last_case >= case_id)
    if session.scalars(brought.limit(1)).first() is None:
        return AppError(f"There is no record C{case_id}.", "Look for its number in the list of records.")
    return AppError("This record is not here any more.", "Its import was undone. Look at the list again.")


def _query(scheme: Scheme, ask: RecordAsk) -> ListQuery:
    where: dict[str, tuple[str, ...]] = {}
    for facet, value in ask.where:
        field = facet_of(scheme, facet)
        where[field.id] = (*where.get(field.id, ()), value)
    begin = end = None
    if ask.first_day or ask.last_day:
        first, last = ask.first_day or _FAR[0], ask.last_day or _FAR[1]
        if last < first:
            raise AppError("The period ends before it begins.", "Give the earlier day first.")
        begin, end = bounds(first, last)
    cases = CaseQuery(kind=ask.kind, begin=begin, end=end, where=where)
    return ListQuery(cases=cases, words=ask.words, import_id=ask.import_id)


def _by_words(scheme: Scheme, field: Field, descending: bool) -> Callable[[Iterable[str]], list[str]]:
    """Values in the order of their plain words."""
    return lambda values: sorted(
        values, key=lambda value: (value_words(scheme, field, value).casefold(), value), reverse=descending
    )


def _shown(scheme: Scheme) -> list[Field]:
    """What a list shows beside reference and moment: what names a case, then the facets one looks for first."""
    facets = [name for name in _COLUMNS if name in {field.id for field in scheme.facets}]
    names = dict.fromkeys([*scheme.headline, *facets])
    fields = [scheme.field(name) for name in names if name != scheme.time and name not in scheme.case_key]
    return [field for field in fields if "line_manager" in field.seen_by]


def _cell(scheme: Scheme, column: str, row: ListedRow) -> str:
    if column == BY_TIME:
        return _short_moment(row.occurred_at) if row.occurred_at is not None else ""
    if column == BY_REFERENCE:
        return reference_of(scheme, row.values)
    field = scheme.field(column)
    return value_words(scheme, field, row.values[column]) if row.values.get(column) else ""


def _short_moment(at: int) -> str:
    wall = local(datetime.fromtimestamp(at, UTC))
    return f"{day_words(wall.date())}, {wall:%H:%M}"
