"""What a record says, on paper: its texts, its fields, every row of a case that has many, and what came later."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from reportlab.platypus import CondPageBreak, Flowable

from app.core.shapes.compact import compact_fields, compact_narratives
from app.core.shapes.sheets import (
    CaseRows,
    FieldGroup,
    FieldLine,
    LaterRows,
    Narrative,
    PartRow,
    PartRows,
    RowBlock,
    RowChanges,
)
from app.core.words import count_of
from app.export.parts import Parts, Story
from app.export.tagged.flowables import Begin, End, Heading, Stack
from app.export.tagged.tables import Grid
from app.export.tagged.text import broken_lines

_PAIRS = (0.265, 0.235, 0.265, 0.235)
"""The widths of two names with their values beside one another, as shares of the page."""

_SHORT = 2
"""A value of more lines than this, in the room of a pair, goes across the page."""


def narratives(texts: tuple[Narrative, ...], parts: Parts, level: int = 2, *, first_is_main: bool = True) -> Story:
    """The texts of a record one after the other; empty ones in a line, but the main one always under its heading."""
    shown, blank = compact_narratives(texts, first_is_main=first_is_main)
    story: Story = []
    for text in shown:
        story += narrative(text, parts, level)
    return story + _gathered((), blank, parts)


def narrative(text: Narrative, parts: Parts, level: int = 2) -> Story:
    """The text as it was recorded, each of its paragraphs one of ours."""
    look = parts.look
    paragraphs = [paragraph for paragraph in text.text.replace("\r", "\n").split("\n") if paragraph.strip()]
    words: Story = [parts.recorded(paragraph, look.narrative) for paragraph in paragraphs]
    words = words or parts.text(parts.wording.say("sheet.empty"), look.absent)
    few = look.group.leading * 2 + look.narrative.leading * 4
    return [CondPageBreak(few), Heading(text.label, look.group, level), *words]


# ------------------------------------------------------------------ fields
def field_group(group: FieldGroup, parts: Parts, level: int = 2) -> Story:
    """A heading, a table of what was recorded, one line of what says no or is blank; nothing without fields."""
    fields = compact_fields(group)
    facts = [_with_difference(line) for line in fields.told]
    if not group.lines:
        return []
    story: Story = [Heading(group.label, parts.look.group, level)]
    if facts:
        story.append(_facts(facts, group.label, parts))
    return story + _gathered(fields.no, fields.blank, parts)


def _gathered(no: Sequence[str], blank: Sequence[str], parts: Parts) -> Story:
    say = parts.wording.say
    told = [say(f"sheet.{key}", fields=", ".join(names)) for key, names in (("no", no), ("missing", blank)) if names]
    return parts.text("; ".join(told), parts.look.missing)


def _with_difference(line: FieldLine) -> FieldLine:
    return replace(line, value=f"{line.value} ({line.differ})") if line.differ else line


def _facts(facts: Sequence[FieldLine], summary: str, parts: Parts) -> Grid:
    """Names and values, two of each in a row while they are short; in large print one."""
    look = parts.look
    pairs = not look.large
    rows = list(_paired(facts, parts)) if pairs else [_fact(line, parts) for line in facts]
    if all(len(row) == len(_PAIRS) // 2 for row in rows):  # a table has only the columns that it uses
        widths, headers = (_PAIRS[0], 1 - _PAIRS[0]) if pairs else (0.4, 0.6), (0,)
    else:
        widths, headers = _PAIRS, (0, 2)
    return Grid(rows, widths, look.pairs, header_row=False, row_headers=headers, summary=summary)


def _paired(facts: Sequence[FieldLine], parts: Parts) -> Iterator[list[Flowable]]:
    waiting: list[Flowable] = []
    for line in facts:
        cells = _fact(line, parts)
        if not _is_short(line, parts):
            yield from [waiting] if waiting else []
            yield cells
            waiting = []
        elif waiting:
            yield [*waiting, *cells]
            waiting = []
        else:
            waiting = cells
    yield from [waiting] if waiting else []


def _fact(line: FieldLine, parts: Parts) -> list[Flowable]:
    return [parts.cell(line.label, parts.look.field), parts.recorded(line.value, parts.look.value, tag="")]


def _is_short(line: FieldLine, parts: Parts) -> bool:
    look = parts.look
    room = look.width * _PAIRS[1] - 2 * look.pairs.pad_x
    longest = int(_SHORT * room / look.value.size * 4)  # so many letters never fit, whatever they are
    return len(line.value) < longest and len(broken_lines(line.value, look.value, room)) <= _SHORT


# ------------------------------------------------------------------ the rows of a case
def rows_of_case(rows: CaseRows, parts: Parts) -> Story:
    """Every row of a case: who typed it in, whom it counts under, each form, each log, what came after the seal."""
    story = [*parts.text(rows.typed, parts.look.hint), *parts.text(rows.counts_under, parts.look.hint)]
    for block in rows.rows:
        story += _row(block, parts, 2)
    for part in rows.parts:
        story += _part(part, parts, 2)
    for later in rows.later:
        story += _later(later, parts)
    return story


def _row(block: RowBlock, parts: Parts, level: int) -> Story:
    """One form as a section of its own."""
    story: Story = [Begin(title=block.label), *parts.heading(block.label, level)]
    story += narratives(block.narratives, parts, level + 1)
    for group in block.groups:
        story += parts.kept(field_group(group, parts, level + 1))
    return [*story, End()]


def _part(part: PartRows, parts: Parts, level: int) -> Story:
    """A log as a table: the moments, and what was written."""
    say, look = parts.wording.say, parts.look
    head = [parts.cell(say(f"sheet.{name}"), look.head) for name in ("when", "what")]
    rows = [[parts.cell(row.when or say("sheet.no_time"), look.value), _entry(row, parts)] for row in part.rows]
    title = say("sheet.entries", part=part.label, count=count_of(len(rows), "entry", "entries"))
    widths = (0.4, 0.6) if look.large else (0.24, 0.76)
    return [
        *parts.heading(title, level, lines=10),
        Grid([head, *rows], widths, look.strip, row_headers=(0,), summary=title),
    ]


def _entry(row: PartRow, parts: Parts) -> Stack:
    say, look = parts.wording.say, parts.look
    told: Story = []
    told += [parts.recorded(text.text, look.value) for text in row.texts]
    facts = " · ".join(f"{fact.label}: {fact.value}" for fact in row.facts)
    told += [parts.recorded(facts, look.hint)] if facts else []
    told += parts.text(say("sheet.missing", fields=", ".join(row.blank)) if row.blank else "", look.hint)
    return Stack(told)


def _later(later: LaterRows, parts: Parts) -> Story:
    """What was not in the list that was drawn from, marked as such."""
    story: Story = [Begin(title=later.title), *parts.heading(later.title, 2, lines=10)]
    story += parts.text(parts.wording.say("sheet.later"), parts.look.hint)
    for changes in later.changes:
        story += _changes(changes, parts)
    for block in later.rows:
        story += _row(block, parts, 3)
    for part in later.parts:
        story += _part(part, parts, 3)
    return [*story, End()]


def _changes(changes: RowChanges, parts: Parts) -> Story:
    say, look = parts.wording.say, parts.look
    title = say("sheet.changed", row=changes.label)
    head = [parts.cell(say(f"sheet.{name}"), look.head) for name in ("field", "was", "now")]
    rows = [
        [
            parts.cell(line.label, look.field),
            *(parts.recorded(words, look.value, tag="") for words in (line.was, line.now)),
        ]
        for line in changes.lines
    ]
    return [
        *parts.heading(title, 3),
        Grid([head, *rows], (0.26, 0.37, 0.37), look.strip, row_headers=(0,), summary=title),
    ]
