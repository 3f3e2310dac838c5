"""One case of a pack: which it is, what the record says, and the form to grade it with."""

from reportlab.platypus import PageBreak

from app.core.shapes.packs import CaseSheet, SamplePack
from app.core.shapes.sheets import Narrative
from app.export.boxes import Panel
from app.export.cover import case_place
from app.export.fonts import unprintable
from app.export.parts import Parts, Story, short
from app.export.questions import stage
from app.export.tagged.flowables import Begin, End
from app.export.tagged.text import Text


def case_sheet(case: CaseSheet, pack: SamplePack, parts: Parts) -> Story:
    """A case from the top of a new page to its last question."""
    say, look = parts.wording.say, parts.look
    title = say("sheet.title", number=case.number)
    bookmark = say("contents.case", number=case.number, reference=case.reference or say("sheet.no_reference"))
    return [
        PageBreak(),
        Begin(title=title),
        *parts.heading(title, 1, name=case_place(case.number), bookmark=bookmark),
        *parts.text(case.headline, look.lead),
        *_which(case, parts),
        *parts.text(say("sheet.unprintable") if unprintable(case) else "", look.label),
        *_record(case, parts),
        *parts.heading(say("sheet.form", form=pack.form_label), 2, lines=18),
        *_notice("sheet.learning", pack.learning_note, parts),
        *_notice("sheet.so_far", case.status, parts),
        *(piece for number, shown in enumerate(case.stages, 1) for piece in stage(number, shown, parts)),
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
    return parts.table(heads, [values], (1.5, 1.2, 1.2, 0.7), say("sheet.summary", number=case.number))


def _record(case: CaseSheet, parts: Parts) -> Story:
    story: Story = []
    nothing = parts.cell(parts.wording.say("sheet.not_recorded"), parts.look.absent)
    for group in case.groups:
        lines = [(line.label, line.value or nothing) for line in group.lines]
        if lines:
            story += [*parts.heading(group.label, 2), *parts.facts(lines, group.label)]
    for narrative in case.narratives:
        story += parts.heading(narrative.label, 2)
        story += _narrative(narrative, parts)
    return story


def _narrative(narrative: Narrative, parts: Parts) -> Story:
    """The text as it was recorded, each of its paragraphs one of ours."""
    paragraphs = [text for text in narrative.text.replace("\r", "\n").split("\n") if text.strip()]
    if not paragraphs:
        return parts.text(parts.wording.say("sheet.empty"), parts.look.absent)
    return [Text(paragraph, parts.look.narrative) for paragraph in paragraphs]


def _notice(entry: str, words: str, parts: Parts) -> Story:
    if not words:
        return []
    return [Panel([Text(parts.wording.say(entry), parts.look.head), Text(words, parts.look.cell)], parts.look)]
