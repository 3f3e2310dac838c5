"""The form of a case: its stages, and each question with its boxes, which never part from it while a page holds them.

A form that a page can hold stands on one page. Only numbers, questions and boxes are here, for what a question asks
for is said once, in the question guide. Questions of one group with the same answers stand in one table, if the page
is wide enough for it.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import groupby

from reportlab.platypus import Flowable

from app.core.shapes.packs import FormQuestion, FormStage
from app.export.boxes import Choices, Tick, WritingRoom
from app.export.parts import Parts, Story
from app.export.tagged.flowables import Heading
from app.export.tagged.tables import Grid
from app.export.tagged.text import Text, TextStyle, width_of

_GUTTER = 3.4
"""The room at the left for a question's number, in sizes of the text."""


_LONGEST_HEAD = 40
"""The longest answer, in characters, that can stand at the head of a column."""


def form(head: Story, stages: Sequence[FormStage], parts: Parts) -> Story:
    """A form after its head. Each stage's heading stays with its first question, and the head with the first stage."""
    blocks = [head]
    for shown in stages:
        first, *rest = _stage(shown, parts)
        if len(blocks) == 1:
            blocks = [[*head, *first], *rest]
        else:
            blocks += [first, *rest]
    return parts.blocks(blocks)


def _stage(shown: FormStage, parts: Parts) -> list[Story]:
    """The heading with the first question, then each of the others."""
    intro = shown.intro if shown.on_screen else ""  # the other stages are introduced in the guide
    head: Story = [Heading(shown.label, parts.look.stage, 3), *parts.text(intro, parts.look.hint)]
    first, *rest = _blocks(shown.questions, parts) if shown.questions else [[]]
    return [[*head, *first], *rest]


def _blocks(questions: Sequence[FormQuestion], parts: Parts) -> Iterator[Story]:
    for (group, choices), found in groupby(questions, lambda question: (question.group, question.choices)):
        members = list(found)
        if group and choices and len(members) > 1:
            widths = _grid_widths(members, parts)
            if widths:
                yield _grid(members, widths, parts)
                continue
        yield from (_question(question, parts) for question in members)


# ------------------------------------------------------------------ one question
def _question(question: FormQuestion, parts: Parts) -> Story:
    look, say = parts.look, parts.wording.say
    indent = gutter(question.id, parts)
    words = question.text if question.mandatory else say("sheet.optional", question=question.text)
    story: Story = [numbered(question.id, words, replace(look.asked, indent=indent), parts)]
    if question.choices:
        labels = [choice.words for choice in question.choices]
        states = (say("sheet.not_ticked"), say("sheet.ticked"))
        story.append(Choices(labels, question.answered, look, indent, states))
    return story + _written(question, indent, parts)


def gutter(number: str, parts: Parts) -> float:
    """The space at the left: enough for a question's number, but never so much that its text has no room."""
    look = parts.look
    wanted = width_of(number, look.asked.font, look.asked.size) + look.body.size
    return min(max(_GUTTER * look.body.size, wanted), look.width / 4)


def numbered(number: str, text: str, style: TextStyle, parts: Parts) -> Text:
    """A question with its number in the space at the left, or before it when it is too long for that."""
    label = replace(style, font=parts.look.label.font, colour=parts.look.h2.colour)
    if width_of(number, label.font, label.size) > style.indent:
        return Text(f"{number} {text}", style)
    return Text(text, style, label=number, label_style=label)


def _written(question: FormQuestion, indent: float, parts: Parts) -> Story:
    if question.written:
        entry = "sheet.note" if question.choices else "sheet.written"
        words = parts.wording.say(entry, text=question.written)
        return [Text(words, replace(parts.look.choice, indent=indent))]
    return [WritingRoom(parts.look, indent)] if question.free_text else []


# ------------------------------------------------------------------ a group of questions
def _grid_widths(members: Sequence[FormQuestion], parts: Parts) -> tuple[float, ...]:
    """The widths of the columns: a question's, then one for each answer; none when there is no room for them."""
    look = parts.look
    labels = [choice.words for choice in members[0].choices]
    if max(map(len, labels)) > _LONGEST_HEAD:
        return ()
    words = [word for label in labels for word in label.split()]
    widest = max((width_of(word, look.head.font, look.head.size) for word in words), default=0)
    widest += 2 * look.grid.pad_x + 1
    left = look.width - widest * len(members[0].choices)
    return (left, *(widest for _ in members[0].choices)) if left >= look.width * 0.36 else ()


def _grid(members: Sequence[FormQuestion], widths: Sequence[float], parts: Parts) -> Story:
    """A group in a table. A scheme names a group for itself alone, so no heading is made of it."""
    look, say = parts.look, parts.wording.say
    answers = [choice.words for choice in members[0].choices]
    centred = replace(look.head, align="centre")
    head: list[Flowable] = [parts.cell(say("sheet.question"), look.head)]
    head += [parts.cell(answer, centred) for answer in answers]
    rows = [head, *([_asked(question, parts), *_ticks(question, answers, parts)] for question in members)]
    summary = say("sheet.questions", first=members[0].id, last=members[-1].id)
    story: Story = [Grid(rows, widths, look.form, row_headers=(0,), summary=summary)]
    for question in members:
        if question.written:
            story += parts.text(f"{question.id}: {question.written}", look.choice)
    return story


def _asked(question: FormQuestion, parts: Parts) -> Text:
    style = replace(parts.look.cell, indent=_GUTTER * parts.look.cell.size)
    return numbered(question.id, question.text, style, parts)


def _ticks(question: FormQuestion, answers: Sequence[str], parts: Parts) -> Iterator[Tick]:
    for place, answer in enumerate(answers):
        ticked = place == question.answered
        state = "sheet.tick_cell" if ticked else "sheet.no_tick_cell"
        yield Tick(parts.look, ticked, parts.wording.say(state, answer=answer))
