"""One case of a pack: which it is, what the officer wrote, what else the record says, and the form to grade it with."""

from dataclasses import replace

from reportlab.platypus import PageBreak

from app.core.shapes.packs import CaseSheet, SamplePack
from app.export.cover import case_place
from app.export.fonts import unprintable
from app.export.parts import Parts, Story, short
from app.export.questions import form
from app.export.record_parts import field_group, narratives, rows_of_case
from app.export.tagged.flowables import Begin, Continues, End, Heading
from app.export.tagged.tables import Grid

_WHICH = ("reference", "code", "ticket", "stratum")
"""What tells a case from the others, in the order in which it stands at the top of its sheet."""


def case_sheet(case: CaseSheet, pack: SamplePack, parts: Parts) -> Story:
    """A case from the top of a new page to its last question."""
    say, look = parts.wording.say, parts.look
    title = say("sheet.title", number=case.number)
    bookmark = say("contents.case", number=case.number, reference=case.reference or say("sheet.no_reference"))
    return [
        PageBreak(),
        Begin(title=title),
        *parts.heading(title, 1, name=case_place(case.number), bookmark=bookmark),
        Continues(say("sheet.one", number=case.number, code=short(case.token))),
        *parts.text(case.headline, replace(look.lead, after=look.base * 0.15)),
        *_which(case, parts),
        *parts.text(say("sheet.unprintable") if unprintable(case) else "", look.label),
        *narratives(case.narratives, parts),
        *_groups(case, parts),
        *rows_of_case(case.rows, parts),
        *_form(case, pack, parts),
        Continues(""),
        End(),
    ]


def _which(case: CaseSheet, parts: Parts) -> Story:
    say, look = parts.wording.say, parts.look
    heads, summary = [say(f"sheet.{name}") for name in _WHICH], say("sheet.summary", number=case.number)
    values = [
        parts.cell(case.reference or say("sheet.no_reference"), look.label),
        parts.cell(short(case.token)),
        parts.cell(short(case.ticket) or "–"),
        parts.cell(case.stratum),
    ]
    if look.large:
        return parts.facts(zip(heads, values, strict=True), summary, share=0.4)
    head = [parts.cell(text, look.head) for text in heads]
    return [Grid([head, values], (1.5, 1.2, 1.2, 0.7), look.strip, summary=summary)]


def _groups(case: CaseSheet, parts: Parts) -> Story:
    """What else the record says, less what the strip at the top of the sheet says already."""
    told = (parts.wording.say("sheet.reference"), case.reference)
    story: Story = []
    for group in case.groups:
        lines = tuple(line for line in group.lines if not case.reference or (line.label, line.value) != told)
        story += parts.kept(field_group(replace(group, lines=lines), parts))
    return story


# ------------------------------------------------------------------ the form
def _form(case: CaseSheet, pack: SamplePack, parts: Parts) -> Story:
    say, look = parts.wording.say, parts.look
    title = say("sheet.form", number=case.number, code=short(case.token), form=pack.form_label)
    head: Story = [Heading(title, look.h2, 2)]
    head += parts.text(f"{pack.learning_note} {say('sheet.guide') if case.stages else ''}".strip(), look.hint)
    head += parts.text(say("sheet.so_far", status=case.status) if case.status else "", look.label)
    return form(head, case.stages, parts)
