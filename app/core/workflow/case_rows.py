"""What a grader may see of a case's rows: each officer's form, the entries of a log, and what came after the seal.

The same rule as for the case's own fields: a field is shown to a role from its stage on, and to nobody else. A row of
a part that would give away what a later stage shows waits for that stage, with all its fields.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from app.core.days import day_words
from app.core.schemes.coarse import told_words
from app.core.schemes.conditions import holds
from app.core.schemes.merging import disagree, meaning
from app.core.schemes.plain import NOT_RECORDED
from app.core.schemes.spec import Field, Part, Role, Scheme
from app.core.shapes.links import LinkLine
from app.core.shapes.sheets import (
    CaseRows,
    Change,
    FieldGroup,
    FieldLine,
    LaterRows,
    Narrative,
    PartRow,
    PartRows,
    RowBlock,
    RowChanges,
)
from app.core.words import say, typist

_MOST_LINKS = 12
"""So many linked records of one sort are told by name; of more, how many."""

Values = Mapping[str, str]


@dataclass(frozen=True, kw_only=True, slots=True)
class Row:
    """A row of a case: of the scheme's own (``part`` ""), or of a part; blanks left out of its values."""

    part: str
    values: Values


@dataclass(frozen=True, kw_only=True, slots=True)
class LaterRow:
    """A row that came, or came to say something else, after the list was sealed.

    ``before`` holds its values as sealed, None where the row is new; ``place`` is its place, from 1, among the sealed
    rows of its part.
    """

    row: Row
    came: date
    before: Values | None = None
    place: int = 0


@dataclass(frozen=True, kw_only=True, slots=True)
class View:
    """What a role is shown: the fields that open at some of the stages that the case has."""

    scheme: Scheme
    role: Role
    stages: Sequence[str]
    """Those shown here."""
    has: Sequence[str]
    """Every stage that the case has, in order."""
    began: str = ""
    """When the case began, as kept: volunteers are told of later times as so long after it."""

    def opens(self, stage: str) -> bool:
        """Whether what is seen from a stage on is shown here. What a skipped stage would show waits for the next."""
        order = [item.id for item in self.scheme.stages]
        after = order[order.index(stage) :] if stage in order else []
        return next((name for name in after if name in self.has), "") in self.stages

    def fields(self, fields: Iterable[Field], waits_for: str = "") -> list[Field]:
        """Those of some fields that are shown here; ``waits_for`` is the stage that their row waits for, if any."""
        return [
            item
            for item in fields
            if self.role in item.seen_by and self.opens(self.later(item.seen_by[self.role], waits_for))
        ]

    def later(self, *stages: str) -> str:
        """The last of some stages in the scheme's order; "" comes before all."""
        order = ["", *(item.id for item in self.scheme.stages)]
        return max(stages, key=order.index)

    def waits_for(self, part: Part, values: Values) -> str:
        """The stage that a row of a part waits for; "" where it need not wait."""
        return next((rule.stage for rule in part.waiting if holds(rule.when, values)), "")

    def lines(self, fields: Iterable[Field], values: Values) -> tuple[FieldLine, ...]:
        """Fields in plain words; a blank one has an empty value."""
        return tuple(FieldLine(label=say(item.label), value=self.words(item, values)) for item in fields)

    def words(self, field: Field, values: Values) -> str:
        """A value in plain words; empty where there is none."""
        value = values.get(field.id, "")
        return told_words(self.scheme, field, value, role=self.role, began=self.began) if value else ""

    def groups(self, fields: Sequence[Field], values: Values) -> tuple[FieldGroup, ...]:
        """Fields under their headings, in the order of the scheme's groups."""
        labels = {"": "", **{group.id: say(group.label) for group in self.scheme.groups}}
        found = {name: [item for item in fields if item.group == name] for name in labels}
        return tuple(
            FieldGroup(label=labels[name], lines=self.lines(items, values)) for name, items in found.items() if items
        )


def by_row(scheme: Scheme, rows: Sequence[Row]) -> bool:
    """Whether a case's own rows are shown one by one: it is of a kind that may have several."""
    return bool(scheme.record_key and rows)


def of_case(field: Field) -> bool:
    """Whether a field of a case of many rows is shown once for the case; an account is always its writer's own."""
    return not field.each and field.type != "narrative"


def differences(view: View, rows: Sequence[Row], field: Field) -> str:
    """What the rows say of a field that they should agree on, in a sentence; empty where they do."""
    said = list(dict.fromkeys(row.values[field.id] for row in rows if not row.part and row.values.get(field.id)))
    if not disagree(view.scheme, field, said):
        return ""
    told = list(dict.fromkeys(view.words(field, {field.id: value}) for value in said))
    return f"The {row_word(view.scheme)}s differ: {' / '.join(told)}" if len(told) > 1 else ""


def row_word(scheme: Scheme) -> str:
    """What one row of a case is called."""
    return say(scheme.row) if scheme.row else "record"


def case_rows(view: View, rows: Sequence[Row], later: Sequence[LaterRow], case: Values, *, typed: str = "") -> CaseRows:
    """What a case shows beside its own fields.

    Args:
        view: what may be shown here.
        rows: as sealed, in order, the one that leads first; none where the case is one row.
        later: what came after the seal.
        case: the case's own values as sealed.
        typed: who typed the record in ("typed by line manager"); "" where an extract gave it.
    """
    scheme = view.scheme
    told = view.role == "line_manager" and scheme.stages[0].id in view.stages
    return CaseRows(
        counts_under=say(scheme.counts_under) if told and scheme.counts_under and rows else "",
        typed=f"This record was typed in by hand, by {typist(typed)}." if told and typed else "",
        rows=_blocks(view, [row.values for row in rows if not row.part], case) if by_row(scheme, rows) else (),
        parts=_parts(view, rows),
        later=_later(view, later, case),
    )


def link_group(view: View, links: Sequence[LinkLine]) -> tuple[FieldGroup, ...]:
    """The records that a case is linked to, for line managers: what each is, which, and when; never what it says.

    A link that the case's own field gives is told with that field. One that only the other record gives may tell how
    the case went on (a search, then a detention), and waits for the last stage.
    """
    if view.role != "line_manager":
        return ()
    told: dict[str, list[str]] = {}
    for link in links:
        if view.opens(_link_stage(view, link)):
            told.setdefault(link.label, []).append(_link_words(link))
    lines = tuple(FieldLine(label=label, value=_few(texts)) for label, texts in told.items())
    return (FieldGroup(label="Linked records", lines=lines),) if lines else ()


def _link_stage(view: View, link: LinkLine) -> str:
    own = {item.id: item.seen_by.get(view.role, "") for item in view.scheme.fields}
    return own.get(link.field) or view.scheme.stages[-1].id


def _link_words(link: LinkLine) -> str:
    if not link.case_id:
        return f"{link.reference} (no such record here)"
    return ", ".join(filter(None, (f"{link.kind_label} {link.reference}".strip(), link.when)))


def _few(texts: Sequence[str]) -> str:
    more = len(texts) - _MOST_LINKS
    return "; ".join(texts[:_MOST_LINKS]) + (f"; and {more:,} more" if more > 0 else "")


def _blocks(view: View, rows: Sequence[Values], case: Values) -> tuple[RowBlock, ...]:
    """Each row with what it alone says; nothing at a stage that shows nothing of single rows."""
    shown = view.fields(view.scheme.fields)
    fields = [item for item in shown if not of_case(item) or _said_otherwise(view, item, rows, case)]
    name = _begun(row_word(view.scheme))
    blocks = (
        _block(view, f"{name} {at} of {len(rows)}", fields, values) for at, values in enumerate(rows, 1) if fields
    )
    return tuple(blocks)


def _said_otherwise(view: View, field: Field, rows: Sequence[Values], case: Values) -> bool:
    """Whether a row says other of a field than is told once for the case, in the words of who reads it."""
    told, words = meaning(field, case.get(field.id, "")), view.words(field, case)
    said = (row for row in rows if row.get(field.id))
    return any(meaning(field, row[field.id]) != told and view.words(field, row) != words for row in said)


def _block(view: View, label: str, fields: Sequence[Field], values: Values) -> RowBlock:
    return RowBlock(
        label=label,
        groups=view.groups([item for item in fields if item.type != "narrative"], values),
        narratives=tuple(
            Narrative(label=say(item.label), text=values.get(item.id, ""))
            for item in fields
            if item.type == "narrative"
        ),
    )


def _parts(view: View, rows: Sequence[Row]) -> tuple[PartRows, ...]:
    found: list[PartRows] = []
    for part in view.scheme.parts:
        values = [row.values for row in rows if row.part == part.id]
        values.sort(key=lambda row: (not row.get(part.time), row.get(part.time, "")))  # those without a time come last
        shown = [(row, fields) for row in values if (fields := view.fields(part.fields, view.waits_for(part, row)))]
        if shown:
            told = tuple(_part_row(view, part, fields, row) for row, fields in shown)
            found.append(PartRows(label=say(part.label), rows=told))
    return tuple(found)


def _part_row(view: View, part: Part, fields: Sequence[Field], values: Values) -> PartRow:
    facts = [item for item in fields if item.type != "narrative" and item.id != part.time]
    when = next((view.words(item, values) for item in fields if item.id == part.time), "")
    return PartRow(
        when=when,
        facts=view.lines([item for item in facts if values.get(item.id)], values),
        blank=tuple(say(item.label) for item in fields if not values.get(item.id)),
        texts=tuple(
            Narrative(label=say(item.label), text=values[item.id])
            for item in fields
            if item.type == "narrative" and values.get(item.id)
        ),
    )


# ------------------------------------------------------------------ after the seal
def _later(view: View, later: Sequence[LaterRow], case: Values) -> tuple[LaterRows, ...]:
    days = (_day(view, [item for item in later if item.came == day], case) for day in sorted({x.came for x in later}))
    return tuple(day for day in days if day.rows or day.parts or day.changes)


def _day(view: View, later: Sequence[LaterRow], case: Values) -> LaterRows:
    new = [item.row for item in later if item.before is None]
    changed = (_changes(view, item) for item in later if item.before is not None)
    return LaterRows(
        title=f"Came after the list was sealed, on {day_words(later[0].came)}",
        rows=tuple(_new_rows(view, [row.values for row in new if not row.part], case)),
        parts=_parts(view, new),
        changes=tuple(item for item in changed if item.lines),
    )


def _new_rows(view: View, rows: Sequence[Values], case: Values) -> Iterable[RowBlock]:
    """Further rows whole: with what the case shows once, too, where they say other than it does."""
    shown = view.fields(view.scheme.fields)
    for values in rows:
        fields = [item for item in shown if not of_case(item) or values.get(item.id, "") not in ("", case.get(item.id))]
        if any(values.get(item.id) for item in fields):
            yield _block(view, f"A further {row_word(view.scheme)}", fields, values)


def _changes(view: View, item: LaterRow) -> RowChanges:
    """What a row says otherwise now; where the words are the same, nothing changed for whoever reads them."""
    before, now, scheme = item.before or {}, item.row.values, view.scheme
    fields = _changeable(view, item.row.part, before, now)

    def words(field: Field, values: Values) -> str:
        return view.words(field, values) or NOT_RECORDED

    lines = (
        Change(label=say(field.label), was=words(field, before), now=words(field, now))
        for field in fields
        if before.get(field.id, "") != now.get(field.id, "")
    )
    return RowChanges(label=_row_name(scheme, item), lines=tuple(line for line in lines if line.was != line.now))


def _changeable(view: View, part_id: str, before: Values, now: Values) -> list[Field]:
    """The fields of a row whose changes are shown here: it waits where either of its versions does."""
    if not part_id:
        return view.fields(view.scheme.fields)
    part = view.scheme.part(part_id)
    return view.fields(part.fields, view.later(view.waits_for(part, before), view.waits_for(part, now)))


def _row_name(scheme: Scheme, item: LaterRow) -> str:
    if item.row.part:
        return f"{_begun(say(scheme.part(item.row.part).one))} {item.place}"
    return f"{_begun(row_word(scheme))} {item.place}" if scheme.record_key else "The record"


def _begun(words: str) -> str:
    """Words at the start of a heading."""
    return words[:1].upper() + words[1:]
