"""Counting what the records hold and lack. All of it is summed up in the store: a million rows are never read out.

Fields without a column stand in one JSON text that leaves blanks out, its keys without any spaces and a quotation mark
in a value always escaped: so ``"field":`` stands there exactly when the field is filled, which is found ten times as
quickly as JSON is taken apart.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from sqlalchemy import ColumnElement, Text, and_, case, cast, exists, func, literal, null, or_, select, type_coerce
from sqlalchemy.orm import Session, aliased
from sqlalchemy.sql.expression import false

from app.models.laying import FACET_COLUMNS
from app.models.records import (
    CaseConflictRow,
    CaseMemberRow,
    CaseRow,
    CodeRow,
    NarrativeRow,
    ProblemRow,
    RecordVersionRow,
)

_HOUR: Final = 3600

Row = RecordVersionRow


@dataclass(frozen=True, kw_only=True)
class QualityQuery:
    """Which records are counted.

    ``own_rows`` takes the rows of cases of many rows, one by one; else what stands for the cases. ``versions`` are
    those that one import gave, whatever came after; without them, the newest.
    """

    kind: str
    own_rows: bool = False
    begin: datetime | None = None
    end: datetime | None = None
    versions: tuple[int, int] | None = None

    @property
    def chosen(self) -> ColumnElement[bool]:
        """The rows that are counted."""
        which = and_(~Row.stands, Row.part == "") if self.own_rows else and_(Row.stands)
        return and_(Row.kind == self.kind, which, *self._span(), self.current)

    @property
    def current(self) -> ColumnElement[bool]:
        """The versions of them: what one import gave, or the newest."""
        if self.versions is None:
            return Row.overtaken_by.is_(None)
        return Row.id.between(*self.versions)

    def _span(self) -> list[ColumnElement[bool]]:
        found: list[ColumnElement[bool]] = []
        if self.begin:
            found.append(Row.occurred_at >= int(self.begin.timestamp()))
        if self.end:
            found.append(Row.occurred_at < int(self.end.timestamp()))
        return found


@dataclass(frozen=True, kw_only=True, slots=True)
class Sums:
    """Records counted: how many, how many are about no person and how many are later versions of one that was known.

    In how many each field is filled; ``peopled`` counts the records alone that are about a person.
    """

    records: int
    no_person: int
    versions: int
    fields: dict[str, int]
    peopled: dict[str, int]


@dataclass(frozen=True, kw_only=True, slots=True)
class Asked:
    """Fields to be counted: by name, whether each lies among the narratives; those about a person; the time's name.

    ``sources`` holds, by field, others in the same way: where one of them is filled the field counts as filled.
    """

    fields: Mapping[str, bool]
    people: frozenset[str]
    time: str
    no_person: tuple[str, ...]
    sources: Mapping[str, Mapping[str, bool]]


def count_filled(session: Session, query: QualityQuery, asked: Asked) -> Sums:
    """In how many records each field is filled, in one pass."""
    row = session.execute(_filled(session, query, asked)).one()
    return _sums(row[0:], asked)


def count_filled_by(session: Session, query: QualityQuery, asked: Asked, unit: str) -> dict[str, Sums]:
    """The same for each value of a facet column, "" for a blank one."""
    column = getattr(Row, unit)
    names = _names(session, unit)
    rows = session.execute(_filled(session, query, asked).add_columns(column).group_by(column))
    return {names.get(row[-1], ""): _sums(row[:-1], asked) for row in rows}


def has_records(session: Session, query: QualityQuery) -> bool:
    """Whether there is any record that is counted."""
    return session.execute(select(Row.id).where(query.chosen).limit(1)).first() is not None


def has_values(session: Session, field: str) -> bool:
    """Whether any record of any kind has a value in a facet column."""
    return session.execute(select(CodeRow.id).where(CodeRow.field == field).limit(1)).first() is not None


def count_people(session: Session, query: QualityQuery, by: Sequence[str], reason: str) -> list[tuple[Any, ...]]:
    """How many records have the same units, sort of subject, ethnicity and reason for none.

    Args:
        session: to read with.
        query: which records.
        by: facet columns to tell apart, such as ``lpu``; their values come first in each row.
        reason: the field that says why ethnicity was not given; "" when no extract has it.

    Returns:
        For each set: the values of ``by``, of ``subject_kind``, ``sde_code`` and ``ode_code`` and the reason, "" for a
        blank one, and the number of records.
    """
    columns = (*by, "subject_kind", "sde_code", "ode_code")
    keys: list[Any] = [getattr(Row, name) for name in columns]
    if reason:
        none = or_(Row.sde_code.is_(None), Row.sde_code.in_(_codes(session, "sde_code", "NS")))
        given = case((and_(none, is_filled(reason)), Row.rest[reason].as_string()), else_=null())
        keys.append(given.label("reason"))
    names = [_names(session, name) for name in columns]
    rows: Any = session.execute(scanned(*keys, func.count()).where(query.chosen).group_by(*keys))
    return [
        (
            *(texts.get(code, "") for texts, code in zip(names, row, strict=False)),
            (row[len(columns)] or "") if reason else "",
            row[-1],
        )
        for row in rows
    ]


def count_hours(session: Session, query: QualityQuery) -> list[tuple[int, int, int, int, int]]:
    """By the hour since 1970: records, those exactly at its start, and the first and last second that any lies at."""
    hour, second = Row.occurred_at // _HOUR, Row.occurred_at % _HOUR
    full = func.sum(case((second == 0, 1), else_=0))
    rows = session.execute(
        select(hour, func.count(), full, func.min(second), func.max(second))
        .where(query.chosen, Row.occurred_at.is_not(None))
        .group_by(hour)
    )
    return [(row[0], row[1], row[2], row[3], row[4]) for row in rows]


def count_timeless(session: Session, query: QualityQuery) -> int:
    """How many records have no time."""
    return session.execute(select(func.count()).where(query.chosen, Row.occurred_at.is_(None))).scalar_one()


def count_after(session: Session, query: QualityQuery, now: datetime) -> int:
    """How many happened after a moment."""
    later = Row.occurred_at > int(now.timestamp())
    return session.execute(select(func.count()).where(query.chosen, later)).scalar_one()


def count_videos(
    session: Session, query: QualityQuery, *, expiry: bool
) -> tuple[int, list[tuple[str, int]], list[tuple[int | None, int]]]:
    """Records with video: how many; by the day until which it is kept; and, where none is given, by the hour."""
    day, hour = Row.rest["bwv_expiry"].as_string(), Row.occurred_at // _HOUR
    given = is_filled("bwv_expiry") if expiry else false()
    by_day: Any = session.execute(select(day, func.count()).where(query.chosen, given).group_by(day)) if expiry else ()
    by_hour: Any = session.execute(
        select(hour, func.count()).where(query.chosen, _says("bwv_on", "yes"), ~given).group_by(hour)
    )
    days = [(row[0], row[1]) for row in by_day]
    hours = [(row[0], row[1]) for row in by_hour]
    return sum(count for _, count in (*days, *hours)), days, hours


def find_videos(
    session: Session, query: QualityQuery, *, days: tuple[str, str], moments: tuple[int, int]
) -> list[tuple[int, str | None, str, int | None]]:
    """Video that is near its end: case id, key, the day that the record gives ("" when none) and when it happened.

    Args:
        session: to read with.
        query: which records.
        days: the first and the last day, ISO, both included, of those that records give.
        moments: from and to before, in seconds, for records that give none.
    """
    day = Row.rest["bwv_expiry"].as_string()
    given = and_(is_filled("bwv_expiry"), func.substr(day, 1, 10).between(*days))
    begin, end = moments
    without = and_(~is_filled("bwv_expiry"), _says("bwv_on", "yes"), Row.occurred_at >= begin, Row.occurred_at < end)
    rows = session.execute(
        select(CaseRow.id, CaseRow.key, func.coalesce(day, ""), Row.occurred_at)
        .join(CaseRow, CaseRow.id == Row.case_id)
        .where(query.chosen, or_(given, without))
    )
    return [(row[0], row[1], row[2], row[3]) for row in rows]


def count_forms(session: Session, query: QualityQuery, expected: str) -> list[tuple[str, int, int]]:
    """Cases of many rows: how many rows there should be as the case says ("" when it does not), how many there are."""
    told = Row.rest[expected].as_string() if expected else literal("")
    sizes = select(told.label("told"), _own_members().label("have")).where(query.chosen).subquery()
    rows = session.execute(select(sizes.c.told, sizes.c.have, func.count()).group_by(sizes.c.told, sizes.c.have))
    return [(row[0] or "", row[1], row[2]) for row in rows]


def find_forms(session: Session, query: QualityQuery, expected: str) -> list[tuple[int, str | None, str, int]]:
    """Cases whose rows are not as many as they say: case id, key, how many there should be, how many there are."""
    told, have = Row.rest[expected].as_string(), _own_members()
    rows = session.execute(
        select(CaseRow.id, CaseRow.key, told, have)
        .join(CaseRow, CaseRow.id == Row.case_id)
        .where(query.chosen, is_filled(expected), told != cast(have, Text))
        .order_by(CaseRow.key)
    )
    return [(row[0], row[1], row[2], row[3]) for row in rows]


def count_conflicts(session: Session, query: QualityQuery) -> tuple[int, dict[str, int]]:
    """Cases whose rows disagree: how many, and by field."""
    joined = select(CaseConflictRow.field, func.count()).join(Row, Row.id == CaseConflictRow.version_id)
    rows = session.execute(joined.where(query.chosen).group_by(CaseConflictRow.field))
    by_field = {row[0]: row[1] for row in rows}
    some = exists().where(CaseConflictRow.version_id == Row.id)
    return session.execute(select(func.count()).where(query.chosen, some)).scalar_one(), by_field


def find_conflicts(session: Session, query: QualityQuery) -> list[tuple[int, str | None, str]]:
    """The cases whose rows disagree: case id, key, field."""
    rows = session.execute(
        select(CaseRow.id, CaseRow.key, CaseConflictRow.field)
        .join(Row, Row.case_id == CaseRow.id)
        .join(CaseConflictRow, CaseConflictRow.version_id == Row.id)
        .where(query.chosen)
        .order_by(CaseRow.key, CaseConflictRow.field)
    )
    return [(row[0], row[1], row[2]) for row in rows]


def count_part(session: Session, query: QualityQuery, part: str) -> tuple[int, int, int]:
    """Rows of a part, cases that have none of them, and rows whose case has no record of its own.

    Rows of a part have no time that periods are cut by: they are those of the import, or all.
    """
    of_part = and_(Row.kind == query.kind, Row.part == part, query.current)
    standing, member = aliased(Row), aliased(Row)
    alone = ~exists().where(standing.case_id == Row.case_id, standing.stands)
    rows = session.execute(select(func.count()).where(of_part)).scalar_one()
    lonely = session.execute(select(func.count()).where(of_part, alone)).scalar_one()
    some = exists().where(member.case_id == Row.case_id, member.part == part)
    without = session.execute(select(func.count()).where(query.chosen, ~some)).scalar_one()
    return rows, without, lonely


def count_reasons(session: Session, import_id: int) -> list[tuple[str, str, int]]:
    """Why rows of an import were not stored: column, reason, how many; the commonest first."""
    count = func.count()
    rows = session.execute(
        select(ProblemRow.column, ProblemRow.reason, count)
        .where(ProblemRow.import_id == import_id)
        .group_by(ProblemRow.column, ProblemRow.reason)
        .order_by(count.desc(), ProblemRow.column, ProblemRow.reason)
    )
    return [(row[0], row[1], row[2]) for row in rows]


# ------------------------------------------------------------------ the parts of the statements
def scanned(*columns: Any) -> Any:
    """A statement that reads most of the rows: row after row is quicker than by an index."""
    return select(*columns).select_from(Row).with_hint(Row, "NOT INDEXED", "sqlite")


def _filled(session: Session, query: QualityQuery, asked: Asked) -> Any:
    apart = Row.subject_kind.in_(_codes(session, "subject_kind", *asked.no_person))
    columns: list[Any] = [func.count(), held_by(apart), held_by(Row.number > 1)]
    columns += [func.count(_held(name, asked)) for name in asked.fields]
    about = or_(Row.subject_kind.is_(None), ~apart)
    columns += [func.count(case((about, _held(name, asked)))) for name in asked.fields if name in asked.people]
    return scanned(*columns).where(query.chosen)


def _sums(row: Sequence[Any], asked: Asked) -> Sums:
    fields, people = list(asked.fields), [name for name in asked.fields if name in asked.people]
    numbers = [number or 0 for number in row]
    return Sums(
        records=numbers[0],
        no_person=numbers[1],
        versions=numbers[2],
        fields=dict(zip(fields, numbers[3:], strict=False)),
        peopled=dict(zip(people, numbers[3 + len(fields) :], strict=True)),
    )


def _held(name: str, asked: Asked) -> Any:
    """Something that is null where a record leaves a field blank."""
    own = _filled_with(name, asked.time, narrative=asked.fields[name])
    others = [_filled_with(each, asked.time, narrative=text) for each, text in asked.sources.get(name, {}).items()]
    return func.coalesce(own, *others) if others else own


def _filled_with(name: str, time: str, *, narrative: bool) -> Any:
    if name == time:
        return Row.occurred_at
    if name in FACET_COLUMNS:
        return getattr(Row, name)
    if narrative:  # an erased text was there
        return case((exists().where(NarrativeRow.version_id == Row.id, NarrativeRow.field == name), 1))
    return func.nullif(func.instr(_text_of_rest(), f'"{name}":'), 0)


def held_by(what: ColumnElement[bool]) -> Any:
    """How many rows that holds for."""
    return func.count(case((what, 1)))


def is_filled(name: str) -> ColumnElement[bool]:
    """Whether a field without a column is filled."""
    return func.instr(_text_of_rest(), f'"{name}":') > 0


def _says(name: str, value: str) -> ColumnElement[bool]:
    return func.instr(_text_of_rest(), f'"{name}":"{value}"') > 0


def _text_of_rest() -> Any:
    return type_coerce(Row.rest, Text)


def _own_members() -> Any:
    member = aliased(Row)
    return (
        select(func.count())
        .select_from(CaseMemberRow)
        .join(member, member.id == CaseMemberRow.member_id)
        .where(CaseMemberRow.version_id == Row.id, member.part == "")
        .correlate(Row)
        .scalar_subquery()
    )


def _names(session: Session, field: str) -> dict[int, str]:
    rows = session.execute(select(CodeRow.id, CodeRow.value).where(CodeRow.field == field))
    return {row[0]: row[1] for row in rows}


def _codes(session: Session, field: str, *values: str) -> list[int]:
    return list(session.scalars(select(CodeRow.id).where(CodeRow.field == field, CodeRow.value.in_(values))))
