"""The quality of records: what is missing, what looks wrong, what will soon be gone. Counted part by part.

Counts hold no record and no person, so they are read, not consulted; naming cases is: see ``quality_cases``.
"""

from collections.abc import Callable

from sqlalchemy import select

from app.core.clock import to_text
from app.core.days import local
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
    worked_out_of,
    worst_first,
)
from app.core.quality.ethnicity import PeopleCount, ethnicity_of, unit_words
from app.core.quality.times import HourCount, LengthCount, OrderCount, TimeCounts, times_of
from app.core.quality.videos import VideoCounts, videos_of
from app.core.schemes.spec import Field
from app.core.shapes.quality import (
    Blanks,
    FormCount,
    Forms,
    ImportQuality,
    Intake,
    Part,
    PartRows,
    QualityScope,
    Section,
    UnitBlanks,
)
from app.core.words import say
from app.core.workflow.rights import Right
from app.models import quality_query as counted
from app.models.link_query import Target, count_broken
from app.models.quality_query import Asked, QualityQuery
from app.models.records import ImportFileRow, ImportRow
from app.models.time_query import count_crossed, count_unlike
from app.models.typed_records import TYPED
from app.services.collecting.quality_scope import Asking
from app.services.collecting.told_words import unknown_kept, unread_kept
from app.services.rights import require
from app.services.workspace import Workspace


def read_quality(ws: Workspace, scope: QualityScope, part: Part) -> Section:
    """One part of what there is to say on the quality of some records. ``facts`` is None where it does not apply.

    Raises:
        AppError: whoever opened the workspace may not look at records; there is no such kind or import, or the period
            is crooked.
    """
    require(ws, Right.SEE_IDENTITY)
    with ws.read() as session:
        return _READERS[part](Asking.of(ws, session, scope))


# ------------------------------------------------------------------ the parts
def _blanks(asking: Asking) -> Section:
    scheme = asking.scheme
    fields = looked_at(scheme, asking.mapped)
    query = asking.query(own_rows=True)
    sums = counted.count_filled(asking.session, query, _asked(asking, fields))
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
    return told_records.tell_blanks(scheme, found, asking.base, newest=asking.scope.import_id is None)


def _ethnicity(asking: Asking) -> Section:
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


def _times(asking: Asking) -> Section:
    session, query = asking.session, asking.query(own_rows=True)
    hours = [
        HourCount(hour=hour, count=count, full=full, earliest=first, latest=last)
        for hour, count, full, first, last in counted.count_hours(session, query)
    ]
    counts = TimeCounts(
        records=sum(each.count for each in hours) + counted.count_timeless(session, query),
        hours=hours,
        future=counted.count_after(session, query, asking.now),
        orders=_orders(asking, query),
        lengths=_lengths(asking, query),
        day_alone=sum(sum(row.date_only.values()) for row in asking.imports),
    )
    return told_records.tell_times(asking.scheme, times_of(counts))


def _orders(asking: Asking, query: QualityQuery) -> list[OrderCount]:
    scheme, pairs = asking.scheme, asking.in_order
    found = count_crossed(asking.session, query, pairs, scheme.time)
    return [
        OrderCount(
            first=say(scheme.field(pair.first).label),
            then=say(scheme.field(pair.then).label),
            both=both,
            crossed=crossed,
        )
        for pair, (both, crossed) in zip(pairs, found, strict=True)
    ]


def _lengths(asking: Asking, query: QualityQuery) -> list[LengthCount]:
    found = list[LengthCount]()
    for field, between in asking.lengths:
        both, unlike = count_unlike(asking.session, query, field.id, between, asking.scheme.time)
        found.append(LengthCount(label=say(field.label), both=both, unlike=unlike))
    return found


def _forms(asking: Asking) -> Section:
    scheme, session = asking.scheme, asking.session
    links = _broken_links(asking)
    if not scheme.many_rows:
        if links is None:
            return Section(part="forms", title="Forms and links", headline="", facts=None)
        alone = Forms(cases=0, counts=(), conflicts=(), conflicting_cases=0, parts=(), broken_links=links)
        return told_cases.tell_forms(scheme, alone, asking.base)
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
        broken_links=links,
    )
    return told_cases.tell_forms(scheme, found, asking.base)


def _broken_links(asking: Asking) -> tuple[tuple[str, int], ...] | None:
    """References that lead nowhere, by field; None where the kind has no links, or not all records are looked at.

    None as well where there is no record: nothing leads anywhere then.
    """
    scheme, scope = asking.scheme, asking.scope
    if not scheme.links or scope.import_id is not None or scope.first_day or scope.last_day:
        return None
    if not counted.has_records(asking.session, asking.query(own_rows=False)):
        return None
    found = list[tuple[str, int]]()
    for name in dict.fromkeys(link.field for link in scheme.links):
        targets = [Target(kind=link.to, field=link.to_field) for link in scheme.links if link.field == name]
        if count := count_broken(asking.session, scheme.kind, name, targets):
            found.append((say(scheme.field(name).label), count))
    return tuple(found)


def _videos(asking: Asking) -> Section:
    if not asking.gives("bwv_on") and not asking.gives("bwv_expiry"):
        return Section(part="video", title="Body-worn video", headline="", facts=None)
    query = asking.query(own_rows=True)
    recorded, days, hours = counted.count_videos(asking.session, query, expiry=asking.gives("bwv_expiry"))
    counts = VideoCounts(recorded=recorded, by_day=days, by_hour=hours)
    kept = asking.library.force.video_days
    return told_cases.tell_videos(videos_of(counts, today=local(asking.now).date(), kept_days=kept), asking.base)


def _intake(asking: Asking) -> Section:
    files = {
        row.import_id: row
        for row in asking.session.scalars(
            select(ImportFileRow).where(ImportFileRow.import_id.in_([row.id for row in asking.imports]))
        )
    }
    words = {import_id: file.unknown_values or {} for import_id, file in files.items()}
    found = tuple(
        ImportQuality(
            import_id=row.id,
            file_name=(files[row.id].name if row.id in files else "") or _without_file(row),
            imported_at=to_text(row.imported_at),
            rows_read=row.rows_read,
            stored=row.stored,
            rejected=row.rejected,
            identical=row.identical,
            left_out=row.left_out,
            reasons=tuple(counted.count_reasons(asking.session, row.id)),
            unmapped=tuple(row.unmapped.items()),
            unknown=tuple(unknown_kept(words.get(row.id, {}))),
            unread=tuple(unread_kept(words.get(row.id, {}))),
            date_only=tuple(row.date_only.items()),
        )
        for row in asking.imports
    )
    return told_cases.tell_intake(Intake(imports=found))


def _without_file(row: ImportRow) -> str:
    """What stands in the place of a file's name: a record that somebody typed in never had one."""
    return "Typed in" if row.layout == TYPED else "(name erased)"


_READERS: dict[Part, Callable[[Asking], Section]] = {
    "blanks": _blanks,
    "ethnicity": _ethnicity,
    "times": _times,
    "forms": _forms,
    "video": _videos,
    "intake": _intake,
}


# ------------------------------------------------------------------ small parts
def _asked(asking: Asking, fields: tuple[Field, ...]) -> Asked:
    scheme = asking.scheme
    return Asked(
        fields={field.id: field.type == "narrative" for field in fields},
        people=frozenset(field.id for field in fields if about_person(field)),
        time=scheme.time,
        no_person=NO_PERSON,
        sources={
            name: {source.id: source.type == "narrative" for source in sources}
            for name, sources in worked_out_of(scheme, fields, asking.mapped).items()
        },
    )


def _filled(sums: counted.Sums) -> Filled:
    return Filled(
        records=sums.records,
        no_person=sums.no_person,
        fields=sums.fields,
        peopled=sums.peopled,
        versions=sums.versions,
    )


def _unit_blanks(asking: Asking, query: QualityQuery, matter: tuple[Field, ...], unit: str) -> tuple[UnitBlanks, ...]:
    scheme = asking.scheme
    by_unit = counted.count_filled_by(asking.session, query, _asked(asking, matter), unit)
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
