"""The quality of records: what is missing, what looks wrong, what will soon be gone. Counted part by part.

Counts hold no record and no person, so they are read; references of cases are consulted, and that is logged.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta

import msgspec
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.core.clock import to_text
from app.core.days import LONDON, bounds, day_words, local
from app.core.errors import AppError
from app.core.events import Act, Event
from app.core.quality import told_cases, told_records
from app.core.quality.blanks import (
    NO_PERSON,
    Filled,
    about_person,
    blanks,
    looked_at,
    that_matter,
    unit_order,
    without_column,
    worst_first,
)
from app.core.quality.ethnicity import PeopleCount, ethnicity_of, unit_words
from app.core.quality.times import HourCount, TimeCounts, times_of
from app.core.quality.videos import FORTNIGHT, VideoCounts, last_day, left_words, videos_of
from app.core.schemes.spec import Field, Mapping, Scheme
from app.core.shapes.quality import (
    Blanks,
    FormCount,
    Forms,
    ImportQuality,
    Intake,
    Named,
    NamedCase,
    NamedCases,
    Part,
    PartRows,
    QualityScope,
    Section,
    UnitBlanks,
)
from app.core.words import count_of, say
from app.models import quality_query as counted
from app.models.quality_query import Asked, QualityQuery
from app.models.records import ImportFileRow, ImportRow, ImportUndoneRow, MappingRow
from app.services.schemes import Library, load_library
from app.services.workspace import Workspace

_UNITS = ("lpu", "team")
_MOST_NAMED = 500
_SEPARATOR = "\x1f"


def read_quality(ws: Workspace, scope: QualityScope, part: Part) -> Section:
    """One part of what there is to say on the quality of some records. ``facts`` is None where it does not apply.

    Raises:
        AppError: there is no such kind or import, or the period is crooked.
    """
    with ws.read() as session:
        return _READERS[part](_Asking.of(ws, session, scope))


def name_cases(ws: Workspace, scope: QualityScope, what: Named) -> NamedCases:
    """The cases of a finding by their references, at most 500 of them; that they were looked at is logged.

    Raises:
        AppError: there is no such kind or import, or the period is crooked.
    """
    with ws.read() as session:
        _Asking.of(ws, session, scope)
    details = {"kind": scope.kind, "what": what, "import": scope.import_id}
    with ws.consult(Event(act=Act.CONSULT, name="quality_cases_named", details=details)) as session:
        cases = _NAMERS[what](_Asking.of(ws, session, scope))
    return NamedCases(what=what, total=len(cases), cases=tuple(cases[:_MOST_NAMED]))


@dataclass(frozen=True, kw_only=True)
class _Asking:
    """A scope, understood: what a reader of one part needs."""

    session: Session
    library: Library
    scheme: Scheme
    scope: QualityScope
    imports: tuple[ImportRow, ...]
    now: datetime

    @classmethod
    def of(cls, ws: Workspace, session: Session, scope: QualityScope) -> "_Asking":
        library = load_library(ws.force)
        scheme = library.scheme(scope.kind)
        if scope.first_day and scope.last_day and scope.last_day < scope.first_day:
            raise AppError("The period ends before it begins.", "Give the earlier day first.")
        sources = {scope.kind, *(s.kind for s in library.schemes.values() for r in s.routes if r.to == scope.kind)}
        imports = session.scalars(
            select(ImportRow)
            .where(ImportRow.kind.in_(sources), ImportRow.id.not_in(select(ImportUndoneRow.import_id)))
            .order_by(ImportRow.id.desc())
        )
        chosen = tuple(row for row in imports if scope.import_id in (None, row.id))
        if scope.import_id is not None and not chosen:
            raise AppError(f"There is no import {scope.import_id} of {scope.kind}.", "Choose another, or all of them.")
        return cls(session=session, library=library, scheme=scheme, scope=scope, imports=chosen, now=ws.clock())

    def query(self, *, own_rows: bool) -> QualityQuery:
        """The records asked for: what stands for each case, or the rows of cases of many."""
        scope = self.scope
        begin = bounds(scope.first_day, scope.first_day)[0] if scope.first_day else None
        end = bounds(scope.last_day, scope.last_day)[1] if scope.last_day else None
        versions = None
        if scope.import_id is not None:
            versions = (self.imports[0].first_version, self.imports[0].last_version)
        return QualityQuery(
            kind=scope.kind,
            own_rows=own_rows and self.scheme.many_rows,
            begin=begin,
            end=end,
            versions=versions,
        )

    @property
    def base(self) -> int:
        return self.library.force.percent_base

    @property
    def mapped(self) -> frozenset[str] | None:
        """The fields that the imports had columns for; None where one of them was read by a mapping not kept."""
        layouts: dict[str, list[Mapping]] = {}
        for layout in self.library.layouts:
            layouts.setdefault(layout.id, []).append(layout)
        for name, body in self.session.execute(select(MappingRow.name, MappingRow.body)):
            layouts.setdefault(name[:40], []).append(msgspec.json.decode(body, type=Mapping))
        used = {row.layout for row in self.imports if not row.part}
        if not used <= layouts.keys():
            return None
        fields = {name for each in used for layout in layouts[each] for name in layout.columns.values()}
        fields |= {name for each in used for layout in layouts[each] for name in layout.constants}
        return frozenset(name.partition(":")[0] for name in fields)

    def gives(self, name: str) -> bool:
        """Whether the scheme has a field and some import may have filled it."""
        mapped = self.mapped
        has = any(field.id == name for field in self.scheme.fields)
        return has and (mapped is None or name in mapped)

    def units(self) -> list[str]:
        """The units that some record names."""
        fields = {field.id for field in self.scheme.fields}
        return [unit for unit in _UNITS if unit in fields and counted.has_values(self.session, unit)]


# ------------------------------------------------------------------ the parts
def _blanks(asking: _Asking) -> Section:
    scheme = asking.scheme
    fields = looked_at(scheme, asking.mapped)
    query = asking.query(own_rows=True)
    sums = counted.count_filled(asking.session, query, _asked(scheme, fields))
    matter, by_unit = that_matter(scheme, fields), dict[str, tuple[UnitBlanks, ...]]()
    for unit in asking.units():
        by_unit[unit] = _unit_blanks(asking, query, matter, unit)
    found = Blanks(
        records=sums.records,
        versions=sums.versions,
        fields=worst_first(blanks(scheme, fields, _filled(sums))),
        no_column=without_column(scheme, fields),
        by_lpu=by_unit.get("lpu", ()),
        by_team=by_unit.get("team", ()),
    )
    return told_records.tell_blanks(scheme, found, asking.base)


def _ethnicity(asking: _Asking) -> Section:
    scheme = asking.scheme
    if not any(field.id == "sde_code" for field in scheme.fields):
        return Section(part="ethnicity", title="Self-defined ethnicity", headline="", facts=None)
    units = asking.units()
    reason = "sde_refusal_reason" if asking.gives("sde_refusal_reason") else ""
    rows = counted.count_people(asking.session, asking.query(own_rows=False), units, reason)
    counts = [
        PeopleCount(
            **dict(zip(units, row, strict=False)),
            subject_kind=row[-5],
            sde=row[-4],
            ode=row[-3],
            reason=row[-2],
            people=row[-1],
        )
        for row in rows
    ]
    return told_records.tell_ethnicity(scheme, ethnicity_of(scheme, counts), asking.base)


def _times(asking: _Asking) -> Section:
    session, query = asking.session, asking.query(own_rows=True)
    hours = [
        HourCount(hour=hour, count=count, full=full, earliest=first, latest=last)
        for hour, count, full, first, last in counted.count_hours(session, query)
    ]
    both, backwards = 0, 0
    if asking.gives("recorded_at"):
        both, backwards = counted.count_backwards(session, query, "recorded_at")
    counts = TimeCounts(
        records=sum(each.count for each in hours) + counted.count_timeless(session, query),
        hours=hours,
        future=counted.count_after(session, query, asking.now),
        both=both,
        backwards=backwards,
        day_alone=sum(sum(row.date_only.values()) for row in asking.imports),
    )
    return told_records.tell_times(asking.scheme, times_of(counts))


def _forms(asking: _Asking) -> Section:
    scheme, session = asking.scheme, asking.session
    if not scheme.many_rows:
        return Section(part="forms", title="Forms and links", headline="", facts=None)
    query = asking.query(own_rows=False)
    counts = counted.count_forms(session, query, scheme.rows_expected)
    conflicting, by_field = counted.count_conflicts(session, query)
    parts = list[PartRows]()
    for part in scheme.parts:
        rows, without, alone = counted.count_part(session, query, part.id)
        parts.append(PartRows(label=say(part.label), rows=rows, cases_without=without, rows_alone=alone))
    found = Forms(
        cases=sum(count for _, _, count in counts),
        counts=tuple(
            FormCount(expected=int(told) if told.isdecimal() else None, have=have, cases=cases)
            for told, have, cases in sorted(counts)
        ),
        conflicts=tuple((say(field.label), by_field[field.id]) for field in scheme.fields if by_field.get(field.id)),
        conflicting_cases=conflicting,
        parts=tuple(parts),
    )
    return told_cases.tell_forms(scheme, found, asking.base)


def _videos(asking: _Asking) -> Section:
    if not asking.gives("bwv_on") and not asking.gives("bwv_expiry"):
        return Section(part="video", title="Body-worn video", headline="", facts=None)
    query = asking.query(own_rows=True)
    recorded, days, hours = counted.count_videos(asking.session, query, expiry=asking.gives("bwv_expiry"))
    counts = VideoCounts(recorded=recorded, by_day=days, by_hour=hours)
    kept = asking.library.force.video_days
    return told_cases.tell_videos(videos_of(counts, today=local(asking.now).date(), kept_days=kept), asking.base)


def _intake(asking: _Asking) -> Section:
    names = {
        row.import_id: row.name
        for row in asking.session.scalars(
            select(ImportFileRow).where(ImportFileRow.import_id.in_([row.id for row in asking.imports]))
        )
    }
    found = tuple(
        ImportQuality(
            import_id=row.id,
            file_name=names.get(row.id) or "(name erased)",
            imported_at=to_text(row.imported_at),
            rows_read=row.rows_read,
            stored=row.stored,
            rejected=row.rejected,
            identical=row.identical,
            left_out=row.left_out,
            reasons=tuple(counted.count_reasons(asking.session, row.id)),
            unmapped=tuple(row.unmapped.items()),
            unknown=tuple(
                (name, value, n) for name, values in row.unknown_values.items() for value, n in values.items()
            ),
            date_only=tuple(row.date_only.items()),
        )
        for row in asking.imports
    )
    return told_cases.tell_intake(Intake(imports=found))


# ------------------------------------------------------------------ cases by their references
def _forms_wrong(asking: _Asking, *, short: bool) -> list[NamedCase]:
    if not asking.scheme.rows_expected:
        return []
    rows = counted.find_forms(asking.session, asking.query(own_rows=False), asking.scheme.rows_expected)
    return [
        NamedCase(
            case_id=case_id,
            reference=_reference(key),
            told=f"{count_of(have, 'form')}, and there should be {told}",
        )
        for case_id, key, told, have in rows
        if told.isdecimal() and (have < int(told)) == short
    ]


def _conflicts(asking: _Asking) -> list[NamedCase]:
    found: dict[int, tuple[str, list[str]]] = {}
    for case_id, key, name in counted.find_conflicts(asking.session, asking.query(own_rows=False)):
        found.setdefault(case_id, (_reference(key), []))[1].append(say(asking.scheme.field(name).label))
    return [
        NamedCase(case_id=case_id, reference=reference, told=f"Its rows disagree on: {'; '.join(fields)}")
        for case_id, (reference, fields) in found.items()
    ]


def _videos_ending(asking: _Asking) -> list[NamedCase]:
    today = local(asking.now).date()
    kept, last = asking.library.force.video_days, today + timedelta(days=FORTNIGHT)
    begin = datetime.combine(today - timedelta(days=kept), time(), LONDON).astimezone(UTC)
    end = datetime.combine(last - timedelta(days=kept - 1), time(), LONDON).astimezone(UTC)
    rows = counted.find_videos(
        asking.session,
        asking.query(own_rows=True),
        days=(today.isoformat(), last.isoformat()),
        moments=(int(begin.timestamp()), int(end.timestamp())),
    )
    found = list[tuple[str, str, NamedCase]]()
    for case_id, key, text, happened in rows:
        day = last_day(None if happened is None else happened // 3600, kept) if not text else None
        until = datetime.fromisoformat(text[:10]).date() if text else day
        if until is not None:
            told = f"{left_words(until, today)}, {day_words(until)}"
            case = NamedCase(case_id=case_id, reference=_reference(key), told=told)
            found.append((until.isoformat(), case.reference, case))
    return [case for _, _, case in sorted(found, key=lambda each: each[:2])]


_READERS: dict[Part, Callable[[_Asking], Section]] = {
    "blanks": _blanks,
    "ethnicity": _ethnicity,
    "times": _times,
    "forms": _forms,
    "video": _videos,
    "intake": _intake,
}
_NAMERS: dict[Named, Callable[[_Asking], list[NamedCase]]] = {
    "forms_missing": lambda asking: _forms_wrong(asking, short=True),
    "forms_over": lambda asking: _forms_wrong(asking, short=False),
    "conflicts": _conflicts,
    "video": _videos_ending,
}


# ------------------------------------------------------------------ small parts
def _asked(scheme: Scheme, fields: tuple[Field, ...]) -> Asked:
    return Asked(
        fields={field.id: field.type == "narrative" for field in fields},
        people=frozenset(field.id for field in fields if about_person(field)),
        time=scheme.time,
        no_person=NO_PERSON,
    )


def _filled(sums: counted.Sums) -> Filled:
    return Filled(
        records=sums.records,
        no_person=sums.no_person,
        fields=sums.fields,
        peopled=sums.peopled,
        versions=sums.versions,
    )


def _unit_blanks(asking: _Asking, query: QualityQuery, matter: tuple[Field, ...], unit: str) -> tuple[UnitBlanks, ...]:
    scheme = asking.scheme
    by_unit = counted.count_filled_by(asking.session, query, _asked(scheme, matter), unit)
    if not any(by_unit):
        return ()
    return tuple(
        UnitBlanks(
            unit=name,
            label=unit_words(scheme, unit, name),
            blanks=blanks(scheme, matter, _filled(by_unit[name])),
        )
        for name in unit_order(scheme, unit, by_unit)
    )


def _reference(key: str | None) -> str:
    """A case as the force knows it."""
    return ", ".join(part for part in key.split(_SEPARATOR) if part) if key else "(no reference)"
