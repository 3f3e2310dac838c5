"""One case of a pack: which it is, what the officer wrote, what else the record says, and the form to grade it with."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from reportlab.platypus import CondPageBreak, Flowable, PageBreak

from app.core.shapes.packs import CaseSheet, SamplePack
from app.core.shapes.sheets import FieldGroup, FieldLine, Narrative
from app.export.cover import case_place
from app.export.fonts import unprintable
from app.export.parts import Parts, Story, short
from app.export.questions import form
from app.export.tagged.flowables import Begin, End, Heading
from app.export.tagged.tables import Grid
from app.export.tagged.text import Text, broken_lines

_PAIRS = (0.265, 0.235, 0.265, 0.235)
"""The widths of two names with their values beside one another, as shares of the page."""

_SHORT = 2
"""A value of more lines than this, in the room of a pair, goes across the page."""


def case_sheet(case: CaseSheet, pack: SamplePack, parts: Parts) -> Story:
    """A case from the top of a new page to its last question."""
    say, look = parts.wording.say, parts.look
    title = say("sheet.title", number=case.number)
    bookmark = say("contents.case", number=case.number, reference=case.reference or say("sheet.no_reference"))
    return [
        PageBreak(),
        Begin(title=title),
        *parts.heading(title, 1, name=case_place(case.number), bookmark=bookmark),
        *parts.text(case.headline, replace(look.lead, after=look.base * 0.15)),
        *_which(case, parts),
        *parts.text(say("sheet.unprintable") if unprintable(case) else "", look.label),
        *(piece for narrative in case.narratives for piece in _narrative(narrative, parts)),
        *(piece for group in case.groups for piece in parts.kept(_group(group, case, parts))),
        *_form(case, pack, parts),
        End(),
    ]


def _which(case: CaseSheet, parts: Parts) -> Story:
    say, look = parts.wording.say, parts.look
    heads = [say(f"sheet.{name}") for name in ("reference", "code", "ticket", "stratum")]
    values = [
        parts.cell(case.reference or say("sheet.no_reference"), look.label),
        parts.cell(short(case.token)),
        parts.cell(short(case.ticket)),
        parts.cell(case.stratum),
    ]
    head = [parts.cell(text, look.head) for text in heads]
    return [Grid([head, values], (1.5, 1.2, 1.2, 0.7), look.strip, summary=say("sheet.summary", number=case.number))]


def _narrative(narrative: Narrative, parts: Parts) -> Story:
    """The text as it was recorded, each of its paragraphs one of ours."""
    look = parts.look
    paragraphs = [text for text in narrative.text.replace("\r", "\n").split("\n") if text.strip()]
    words: Story = [Text(paragraph, look.narrative) for paragraph in paragraphs]
    words = words or parts.text(parts.wording.say("sheet.empty"), look.absent)
    few = look.group.leading * 2 + look.narrative.leading * 4
    return [CondPageBreak(few), Heading(narrative.label, look.group, 2), *words]


# ------------------------------------------------------------------ what else the record says
def _group(group: FieldGroup, case: CaseSheet, parts: Parts) -> Story:
    """A heading, a table of what was recorded, and one line of what was not; nothing for a group without fields."""
    say, look = parts.wording.say, parts.look
    lines = [line for line in group.lines if not _told_already(line, case, parts)]
    missing = [line.label for line in lines if not line.value]
    facts = [line for line in lines if line.value]
    if not lines:
        return []
    story: Story = [Heading(group.label, look.group, 2)]
    if facts:
        story.append(_facts(facts, group.label, parts))
    return story + parts.text(say("sheet.missing", fields=", ".join(missing)) if missing else "", look.missing)


def _told_already(line: FieldLine, case: CaseSheet, parts: Parts) -> bool:
    """Whether a line says again what the strip at the top of the sheet says."""
    return bool(case.reference) and (line.label, line.value) == (parts.wording.say("sheet.reference"), case.reference)


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
    return [parts.cell(line.label, parts.look.field), parts.cell(line.value, parts.look.value)]


def _is_short(line: FieldLine, parts: Parts) -> bool:
    look = parts.look
    room = look.width * _PAIRS[1] - 2 * look.pairs.pad_x
    longest = int(_SHORT * room / look.value.size * 4)  # so many letters never fit, whatever they are
    return len(line.value) < longest and len(broken_lines(line.value, look.value, room)) <= _SHORT


# ------------------------------------------------------------------ the form
def _form(case: CaseSheet, pack: SamplePack, parts: Parts) -> Story:
    say, look = parts.wording.say, parts.look
    head: Story = [Heading(say("sheet.form", form=pack.form_label), look.h2, 2)]
    head += parts.text(f"{pack.learning_note} {say('sheet.guide') if case.stages else ''}".strip(), look.hint)
    head += parts.text(say("sheet.so_far", status=case.status) if case.status else "", look.label)
    return form(head, case.stages, parts)
