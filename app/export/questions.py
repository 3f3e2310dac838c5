"""The form of a case: its stages, and each question with its boxes, which never part from it while a page holds them.

Questions of one group with the same answers stand in one table, if the page is wide enough for it.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import groupby

from reportlab.platypus import Flowable, KeepTogether

from app.core.shapes.packs import FormQuestion, FormStage
from app.export.boxes import Choices, Tick, WritingRoom
from app.export.parts import Parts, Story
from app.export.tagged.flowables import Heading, Stack
from app.export.tagged.tables import Grid
from app.export.tagged.text import Text, TextStyle, width_of

_GUTTER = 3.4
"""The room at the left for a question's number, in sizes of the text."""


_LONGEST_HEAD = 40
"""The longest answer, in characters, that can stand at the head of a column."""


def stage(number: int, shown: FormStage, parts: Parts) -> Story:
    """A stage's heading and its questions; the heading stays with the first question."""
    title = parts.wording.say("sheet.stage", number=number, label=shown.label)
    head: Story = [Heading(title, parts.look.h3, 3), *parts.text(shown.intro, parts.look.soft)]
    blocks = list(_blocks(shown.questions, parts))
    if not blocks:
        return head
    first, *rest = blocks
    return [KeepTogether([*head, *first]), *(KeepTogether(block) for block in rest)]


def _blocks(questions: Sequence[FormQuestion], parts: Parts) -> Iterator[Story]:
    for (group, choices), found in groupby(questions, lambda question: (question.group, question.choices)):
        members = list(found)
        if group and choices and len(members) > 1:
            widths = _grid_widths(members, parts)
            if widths:
                yield _grid(group, members, widths, parts)
                continue
        yield from (_question(question, parts) for question in members)


# ------------------------------------------------------------------ one question
def _question(question: FormQuestion, parts: Parts) -> Story:
    look, say = parts.look, parts.wording.say
    indent = _indent(question.id, parts)
    asked = replace(look.label, indent=indent, before=look.body.size * 1.1, after=look.body.size * 0.15)
    number = replace(look.label, colour=look.h2.colour)
    small = replace(look.small, indent=indent)
    story: Story = [_numbered(question, asked, number, indent)]
    story += parts.text(question.help, small)
    story += parts.text("" if question.mandatory else say("sheet.optional"), small)
    if question.choices:
        labels = [choice.label for choice in question.choices]
        states = (say("sheet.not_ticked"), say("sheet.ticked"))
        story.append(Choices(labels, question.answered, look, indent, states))
    story += _written(question, indent, parts)
    story += parts.text(say("sheet.law", law=question.law) if question.law else "", small)
    return story


def _indent(number: str, parts: Parts) -> float:
    """The space at the left: enough for the question's number, but never so much that its text has no room."""
    look = parts.look
    wanted = width_of(number, look.label.font, look.label.size) + look.body.size
    return min(max(_GUTTER * look.body.size, wanted), look.width / 4)


def _numbered(question: FormQuestion, asked: TextStyle, number: TextStyle, indent: float) -> Text:
    """A question with its number in the space at the left, or before it when it is too long for that."""
    if width_of(question.id, number.font, number.size) > indent:
        return Text(f"{question.id} {question.text}", asked)
    return Text(question.text, asked, label=question.id, label_style=number)


def _written(question: FormQuestion, indent: float, parts: Parts) -> Story:
    if question.written:
        entry = "sheet.note" if question.choices else "sheet.written"
        words = parts.wording.say(entry, text=question.written)
        return [Text(words, replace(parts.look.label, indent=indent, before=parts.look.base * 0.3))]
    return [WritingRoom(parts.look, indent)] if question.free_text else []


# ------------------------------------------------------------------ a group of questions
def _grid_widths(members: Sequence[FormQuestion], parts: Parts) -> tuple[float, ...]:
    """The widths of the columns: a question's, then one for each answer; none when there is no room for them."""
    look = parts.look
    labels = [choice.label for choice in members[0].choices]
    if max(map(len, labels)) > _LONGEST_HEAD:
        return ()
    words = [word for label in labels for word in label.split()]
    widest = max((width_of(word, look.head.font, look.head.size) for word in words), default=0)
    widest += 2 * look.grid.pad_x + 1
    left = look.width - widest * len(members[0].choices)
    return (left, *(widest for _ in members[0].choices)) if left >= look.width * 0.36 else ()


def _grid(group: str, members: Sequence[FormQuestion], widths: Sequence[float], parts: Parts) -> Story:
    look, say = parts.look, parts.wording.say
    answers = [choice.label for choice in members[0].choices]
    centred = replace(look.head, align="centre")
    head: list[Flowable] = [parts.cell(say("sheet.question"), look.head)]
    head += [parts.cell(answer, centred) for answer in answers]
    rows = [head, *([_asked(question, parts), *_ticks(question, answers, parts)] for question in members)]
    table = Grid(rows, widths, look.grid, header_column=True, summary=group)
    story: Story = [Heading(group, look.h4, 4), table]
    for question in members:
        if question.written:
            story += parts.text(f"{question.id}: {question.written}", look.label)
    return story


def _asked(question: FormQuestion, parts: Parts) -> Stack:
    look = parts.look
    small = replace(look.small, after=0, indent=_GUTTER * look.cell.size)
    asked = replace(look.cell, indent=_GUTTER * look.cell.size)
    number = replace(asked, font=look.label.font, colour=look.h2.colour)
    lines: Story = [_numbered(question, asked, number, asked.indent)]
    lines += parts.text(question.help, small)
    lines += parts.text(parts.wording.say("sheet.law", law=question.law) if question.law else "", small)
    return Stack(lines)


def _ticks(question: FormQuestion, answers: Sequence[str], parts: Parts) -> Iterator[Tick]:
    for place, answer in enumerate(answers):
        ticked = place == question.answered
        state = "sheet.tick_cell" if ticked else "sheet.no_tick_cell"
        yield Tick(parts.look, ticked, parts.wording.say(state, answer=answer))
