"""The cases of a panel's pack: what was recorded, with bars over what is covered, the form, the panel's view."""

from collections.abc import Sequence
from dataclasses import replace

from reportlab.platypus import Flowable, PageBreak

from app.core.shapes.packs import FormQuestion
from app.core.shapes.panel_packs import PanelCasePage, PanelPack
from app.export.boxes import Choices, WritingRoom
from app.export.cover import case_place
from app.export.fonts import unprintable
from app.export.panel_front import VIEW, case_title, panel_words
from app.export.parts import Parts, Story, short
from app.export.questions import form, gutter, numbered
from app.export.record_parts import field_group, narratives, rows_of_case
from app.export.tagged.flowables import Begin, Continues, End, Heading, Stack
from app.export.tagged.tables import Grid


def panel_case(case: PanelCasePage, pack: PanelPack, parts: Parts) -> Story:
    """A case from the top of a new page to its last question."""
    look = parts.look
    title = parts.wording.say("sheet.title", number=case.number)
    bookmark = case_title(case.number, case.kind_label, parts)
    return [
        PageBreak(),
        Begin(title=title),
        *parts.heading(title, 1, name=case_place(case.number), bookmark=bookmark),
        Continues(_say_of("case.one", case, parts)),
        *parts.text(case.headline, replace(look.lead, after=look.base * 0.15)),
        *_which(case, parts),
        *parts.text(panel_words(parts).say("case.match") if pack.after else "", look.label),
        *parts.text(parts.wording.say("sheet.unprintable") if unprintable(case) else "", look.label),
        *_record(case, parts),
        *_form(case, parts),
        Continues(""),
        End(),
    ]


def _say_of(entry: str, case: PanelCasePage, parts: Parts) -> str:
    """Words that name a case, so that a loose sheet is known by them."""
    return panel_words(parts).say(entry, number=case.number, code=short(case.token))


def _which(case: PanelCasePage, parts: Parts) -> Story:
    say = panel_words(parts).say
    came = say("case.came_picked" if case.picked else "case.came_drawn")
    lines = [
        (say("case.code"), short(case.token)),
        (say("case.kind"), case.kind_label),
        (say("case.came"), came),
    ]
    summary = parts.wording.say("sheet.summary", number=case.number)
    if parts.look.large:
        return parts.facts(lines, summary, share=0.4)
    head = [parts.cell(label, parts.look.head) for label, _ in lines]
    values = [parts.cell(value) for _, value in lines]
    return [Grid([head, values], (1, 1, 1), parts.look.strip, summary=summary)]


def _record(case: PanelCasePage, parts: Parts) -> Story:
    say = panel_words(parts).say
    story: Story = narratives(case.narratives, parts)
    for group in case.groups:
        story += parts.kept(field_group(group, parts))
    story += rows_of_case(case.rows, parts)
    if case.again:
        story += [Begin(title=say("case.again")), *parts.heading(say("case.again"), 2)]
        story += [*narratives(case.again, parts, 3, first_is_main=False), End()]
    return story or parts.text(case.form.intro or say("case.nothing"))


# ------------------------------------------------------------------ the form
def _form(case: PanelCasePage, parts: Parts) -> Story:
    say, look = panel_words(parts).say, parts.look
    states = (parts.wording.say("sheet.not_ticked"), parts.wording.say("sheet.ticked"))
    seat: list[Flowable] = [parts.cell(say("case.seat"), look.label), WritingRoom(look, 0, lines=1)]
    head: Story = [
        Heading(_say_of("case.form", case, parts), look.h2, 2),
        *parts.text(f"{say('case.learning')} {parts.wording.say('sheet.guide')}", look.hint),
        Grid(
            [seat],
            (0.4, 0.6) if look.large else (0.2, 0.8),
            look.facts,
            header_row=False,
            row_headers=(0,),
            summary=say("case.seat"),
        ),
        Choices([say("case.pass")], None, look, 0, states),
    ]
    return form(head, [case.form], parts)


# ------------------------------------------------------------------ the panel's view
def panel_views(cases: Sequence[PanelCasePage], parts: Parts) -> Story:
    """A blank sheet on which the chair sets down what the panel agreed, case by case; nothing without any."""
    say, asked = panel_words(parts).say, [case for case in cases if case.to_agree]
    if not asked:
        return []
    title = say("view.title")
    story: Story = [
        PageBreak(),
        Begin(title=title),
        *parts.heading(title, 1, name=VIEW),
        *parts.text(say("view.means"), parts.look.lead),
    ]
    for case in asked:
        story += _view(case, parts)
    return [*story, End()]


def _view(case: PanelCasePage, parts: Parts) -> Story:
    say = panel_words(parts).say
    blocks: list[Story] = [_votes([each], case, parts) for each in case.to_agree]
    if not parts.look.large:
        blocks = [_votes(case.to_agree, case, parts)]
    minority: Story = [*parts.text(say("view.minority"), parts.look.label), WritingRoom(parts.look, 0, lines=2)]
    begun = [Heading(_say_of("view.of", case, parts), parts.look.h2, 2)]
    blocks[0] = [*begun, Continues(_say_of("view.goes_on", case, parts)), *blocks[0]]
    return [*parts.blocks([*blocks, minority]), Continues("")]


def _votes(questions: Sequence[FormQuestion], case: PanelCasePage, parts: Parts) -> Story:
    """A table of blank votes; in large print under each question, for beside it there is no room."""
    say, look = panel_words(parts).say, parts.look
    names = ("answer", "for", "against", "abstained")
    heads: list[Flowable] = [parts.cell(say(f"view.{name}"), look.head) for name in names]
    summary = say("view.summary", number=case.number)
    if look.large:
        (question,) = questions
        blank: list[Flowable] = [WritingRoom(look, 0, lines=1) for _ in names]
        grid = Grid([heads, blank], (1, 0.8, 1.1, 1.1), look.form, summary=f"{summary}: {question.text}")
        return [*_asked(question, parts), grid]
    rows = [[Stack(_asked(question, parts)), *(WritingRoom(look, 0, lines=1) for _ in names)] for question in questions]
    first = parts.cell(say("view.question"), look.head)
    return [Grid([[first, *heads], *rows], (6, 1, 1.1, 1.1, 1.1), look.form, row_headers=(0,), summary=summary)]


def _asked(question: FormQuestion, parts: Parts) -> Story:
    say, look = panel_words(parts).say, parts.look
    indent = gutter(question.id, parts)
    answers = " · ".join(say("view.answers", key=one.key, label=one.label).strip() for one in question.choices)
    return [
        numbered(question.id, question.text, replace(look.cell, indent=indent), parts),
        *parts.text(answers, replace(look.hint, indent=indent)),
    ]
