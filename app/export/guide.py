"""The question guide: each question of a pack once, with what to look for and the law behind it.

It stands at the front, so that the form of each case can be short: numbers, questions and boxes.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import NamedTuple, TypeVar

from reportlab.platypus import PageBreak

from app.core.shapes.packs import FormQuestion, FormStage
from app.export.cover import GUIDE
from app.export.parts import Parts, Story
from app.export.questions import gutter, numbered
from app.export.tagged.flowables import Begin, End, Heading

_T = TypeVar("_T")


class _Stage(NamedTuple):
    label: str
    intro: str


class _Asked(NamedTuple):
    id: str
    text: str
    help: str
    law: str


@dataclass(slots=True)
class _Known:
    """The questions of a stage in their order, and in how many cases each is asked."""

    questions: list[_Asked] = field(default_factory=list)
    counts: Counter[_Asked] = field(default_factory=Counter)


def question_guide(forms: Sequence[Sequence[FormStage]], parts: Parts) -> Story:
    """The guide to some cases' forms, on pages of its own; nothing for a pack without questions."""
    say, look = parts.wording.say, parts.look
    stages = _gathered(forms)
    if not stages:
        return []
    story: Story = [PageBreak(), Begin(title=say("guide.title"))]
    above = [*parts.heading(say("guide.title"), 1, name=GUIDE), *parts.text(say("guide.means"), look.lead)]
    for stage, known in stages:
        blocks = [_entry(question, known.counts[question], len(forms), parts) for question in known.questions]
        head: Story = [*above, Heading(stage.label, look.h2, 2), *parts.text(stage.intro, look.soft)]
        blocks[:1], above = [[*head, *blocks[0]]], []
        story += [piece for block in blocks for piece in parts.kept(block)]
    return [*story, End()]


def _entry(question: _Asked, asked: int, cases: int, parts: Parts) -> Story:
    look, say = parts.look, parts.wording.say
    indent = gutter(question.id, parts)
    law = say("sheet.law", law=question.law) if question.law else ""
    some = say("guide.some", asked=asked, cases=cases) if asked < cases else ""
    return [
        numbered(question.id, question.text, replace(look.asked, indent=indent, before=look.base * 0.8), parts),
        *parts.text(some, replace(look.absent, indent=indent)),
        *parts.text(question.help, replace(look.cell, indent=indent)),
        *parts.text(law, replace(look.small, indent=indent)),
    ]


# ------------------------------------------------------------------ which questions there are
def _gathered(forms: Sequence[Sequence[FormStage]]) -> list[tuple[_Stage, _Known]]:
    """Every question of every case once, by stage, in the order in which the cases ask them."""
    order: list[_Stage] = []
    found: dict[_Stage, _Known] = {}
    for form in forms:
        shown = [stage for stage in form if stage.questions]
        _merge(order, [_stage(stage) for stage in shown])
        for stage in shown:
            known = found.setdefault(_stage(stage), _Known())
            asked = [_asked(question) for question in stage.questions]
            _merge(known.questions, asked)
            known.counts.update(set(asked))
    return [(stage, found[stage]) for stage in order]


def _merge(known: list[_T], more: Sequence[_T]) -> None:
    """Put what is new among what is known, each where it stands in its own list."""
    place = 0
    for item in more:
        if item in known:
            place = known.index(item) + 1
        else:
            known.insert(place, item)
            place += 1


def _stage(stage: FormStage) -> _Stage:
    return _Stage(stage.label, stage.intro)


def _asked(question: FormQuestion) -> _Asked:
    return _Asked(question.id, question.text, question.help, question.law)
