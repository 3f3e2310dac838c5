"""One record whole, in shapes: fields and rows in plain words, history, links, and the lists that hold it."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from sqlalchemy.orm import Session

from app.core.clock import from_text, to_text
from app.core.days import day_words, local, moment_words
from app.core.schemes.plain import reference_of, value_words
from app.core.schemes.spec import Scheme
from app.core.shapes.records import HeldBy, RecordStep, RecordView
from app.core.shapes.sheets import CaseRows, Change, FieldGroup, Narrative, RowBlock, RowChanges
from app.core.words import say, typist
from app.core.workflow.case_rows import Row, View, by_row, case_rows, differences, of_case, row_word
from app.models.record_history import KeptVersion, row_versions, seals_of
from app.models.record_store import Member, read_members, read_values
from app.models.typed_records import typed_by, typed_row
from app.services.collecting.links import links_of

_ERASED = "a file whose name was erased"


def record_view(
    session: Session, schemes: Mapping[str, Scheme], kind: str, case_id: int, version_id: int
) -> RecordView:
    """A case's record as it is now.

    Args:
        session: to read with; that it was opened is logged already.
        schemes: every scheme by its kind.
        kind: of the case.
        case_id: the case.
        version_id: the version that stands for it.
    """
    scheme = schemes[kind]
    stages = [stage.id for stage in scheme.stages]
    view = View(scheme=scheme, role="line_manager", stages=stages, has=stages)
    values = read_values(session, scheme, [version_id])[version_id]
    members = read_members(session, scheme, [version_id])[version_id]
    rows = [Row(part=member.part, values=member.values) for member in members]
    typed = typed_by(session, [version_id]).get(version_id, "")
    by_hand = typed_row(session, version_id)
    when = values.get(scheme.time, "")
    steps, held_by = _steps(session, view, case_id, members), _held_by(session, case_id, version_id)
    return RecordView(
        case_id=case_id,
        kind=kind,
        kind_label=say(scheme.label),
        reference=reference_of(scheme, values),
        when=moment_words(from_text(when)) if when else "",
        groups=_groups(view, rows, values),
        narratives=_narratives(view, rows, values),
        rows=_marked(case_rows(view, rows, (), values, typed=typed), steps, held_by),
        links=links_of(session, schemes, kind, [case_id])[case_id],
        steps=steps,
        held_by=held_by,
        change_version=by_hand.id if by_hand else 0,
    )


def _groups(view: View, rows: Sequence[Row], values: Mapping[str, str]) -> tuple[FieldGroup, ...]:
    """The fields shown once for the case, with what its rows do not agree on."""
    fields = [field for field in view.fields(view.scheme.fields) if field.type != "narrative"]
    if by_row(view.scheme, rows):
        fields = [field for field in fields if of_case(field)]
    differ = {say(field.label): differences(view, rows, field) for field in fields}
    return tuple(
        replace(group, lines=tuple(replace(line, differ=differ[line.label]) for line in group.lines))
        for group in view.groups(fields, values)
    )


def _narratives(view: View, rows: Sequence[Row], values: Mapping[str, str]) -> tuple[Narrative, ...]:
    """The long texts of the case; where its rows are shown one by one, each has its own."""
    if by_row(view.scheme, rows):
        return ()
    lead = next((row for row in rows if not row.part), None)
    told = {**(lead.values if lead else {}), **values}
    fields = [field for field in view.fields(view.scheme.fields) if field.type == "narrative"]
    return tuple(Narrative(label=say(field.label), text=told.get(field.id, "")) for field in fields)


def _held_by(session: Session, case_id: int, version_id: int) -> tuple[HeldBy, ...]:
    return tuple(
        HeldBy(
            frame_id=sealed.frame_id,
            first_day=sealed.first_day.isoformat(),
            last_day=sealed.last_day.isoformat(),
            sealed_at=to_text(sealed.sealed_at),
            cases=sealed.cases,
            same_words=sealed.version_id == version_id,
        )
        for sealed in seals_of(session, case_id)
    )


def _marked(rows: CaseRows, steps: Sequence[RecordStep], held_by: Sequence[HeldBy]) -> CaseRows:
    """The rows, those that came or were amended after the case was first in a sealed list marked as such."""
    sealed = min((held.sealed_at for held in held_by), default="")
    marks: dict[str, str] = {}
    for step in steps:
        if not sealed or step.at <= sealed:
            continue
        after = f"after the list was sealed, on {day_words(local(from_text(step.at)).date())}"
        marks |= {row.label: f"amended {after}" for row in step.changes if row.lines and row.label not in marks}
        marks |= {name: f"came {after}" for name in step.new}

    def marked(block: RowBlock) -> RowBlock:
        mark = marks.get(block.label.rpartition(" of ")[0])
        return replace(block, label=f"{block.label}, {mark}") if mark else block

    return replace(rows, rows=tuple(map(marked, rows.rows)))


# ------------------------------------------------------------------ history
def _steps(session: Session, view: View, case_id: int, members: Sequence[Member]) -> tuple[RecordStep, ...]:
    """What each import brought, the first one first."""
    versions = row_versions(session, case_id, many_rows=view.scheme.many_rows)
    values = read_values(session, view.scheme, [version.version_id for version in versions])
    names = _row_names(view.scheme, versions, members)
    typed = typed_by(session, [version.version_id for version in versions])
    before = {version.overtaken_by: version for version in versions if version.overtaken_by}
    steps: dict[int, RecordStep] = {}
    for version in versions:
        step = steps.get(version.import_id) or RecordStep(
            import_id=version.import_id,
            source=_source(version, typed.get(version.version_id, "")),
            at=to_text(version.at),
            new=(),
            changes=(),
        )
        older = before.get(version.version_id)
        name = names[version.part, version.row_key]
        if older is None:
            step = replace(step, new=(*step.new, name))
        else:
            lines = _changes(view, version.part, values[older.version_id], values[version.version_id])
            step = replace(step, changes=(*step.changes, RowChanges(label=name, lines=lines)))
        steps[version.import_id] = step
    return tuple(steps.values())


def _source(version: KeptVersion, typed: str) -> str:
    """Where a version came from: who typed it in, or the file."""
    return f"{typist(typed)} (by hand)" if typed else version.file or _ERASED


def _row_names(
    scheme: Scheme, versions: Sequence[KeptVersion], members: Sequence[Member]
) -> dict[tuple[str, str], str]:
    """What each row of the case is called: by its place among the rows shown."""
    if not members:
        return {(version.part, version.row_key): "The record" for version in versions}
    names: dict[tuple[str, str], str] = {}
    places: dict[str, int] = {}
    for member in members:
        places[member.part] = places.get(member.part, 0) + 1
        word = say(scheme.part(member.part).one) if member.part else row_word(scheme)
        numbered = bool(member.part or scheme.record_key)
        name = f"{word} {places[member.part]}" if numbered else "the record"
        names[member.part, member.row_key] = name[:1].upper() + name[1:]
    return names


def _changes(view: View, part: str, was: Mapping[str, str], now: Mapping[str, str]) -> tuple[Change, ...]:
    scheme = view.scheme
    fields = view.fields(scheme.part(part).fields if part else scheme.fields)
    return tuple(
        Change(
            label=say(field.label),
            was=value_words(scheme, field, was.get(field.id, "")),
            now=value_words(scheme, field, now.get(field.id, "")),
        )
        for field in fields
        if was.get(field.id, "") != now.get(field.id, "")
    )
