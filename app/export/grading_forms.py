"""The grading forms of one seat of a meeting: a paper to fill in by pen, or in any viewer.

No record is in it: case numbers, questions and boxes. The names of its fields come from ``core/workflow/form_fields``,
where what comes back is read.
"""

from dataclasses import dataclass, replace
from itertools import chain

from reportlab.platypus import CondPageBreak

from app.core.shapes.form_papers import GradingCase, GradingForms, GradingQuestion
from app.core.workflow import form_fields
from app.export.form_boxes import Circle, Fillable, NoteField, Tickable, WritingField
from app.export.front import beginning
from app.export.parts import Parts, Story, moment, short
from app.export.questions import gutter, numbered
from app.export.running import Running, about_paper, make
from app.export.style import look_for
from app.export.tagged.fields import Named
from app.export.tagged.flowables import Begin, Continues, End, Heading
from app.export.wording import Wording


def grading_forms(shape: GradingForms, *, base_size: float = 11) -> bytes:
    """The forms as a PDF: tagged (PDF/UA-1, PDF/A-2a), and the same bytes whenever it is made from the same shape.

    Args:
        shape: what they ask.
        base_size: the size of the running text in points; 18 and 24 are large print.
    """
    parts = Parts(look_for(base_size, continued=True), Wording("forms"))
    story = _head(shape, parts)
    end = parts.text(parts.wording.say("case.end"), replace(parts.look.soft, before=parts.look.base))
    for case in shape.cases:
        story += _Case(case, parts).story(end if case is shape.cases[-1] else [])
    story += [] if shape.cases else end
    title = parts.wording.say("head.title", seat=shape.seat)
    about = about_paper(title, shape.force, _lead(shape, parts), shape.issue)
    return make(story, about, Running(shape.issue, "", parts))


def _lead(shape: GradingForms, parts: Parts) -> str:
    return parts.wording.say("head.lead", panel=shape.panel, day=shape.day)


def _head(shape: GradingForms, parts: Parts) -> Story:
    say, look, issue = parts.wording.say, parts.look, shape.issue
    title = say("head.title", seat=shape.seat)
    lines = [
        (say("head.stage"), shape.stage_label),
        (say("head.cases"), ", ".join(f"{case.number}" for case in shape.cases)),
        (say("head.copy"), say("head.made", number=issue.number, made=moment(issue.made_at))),
        (say("head.handling"), issue.handling),
    ]
    return [
        Begin(title=title),
        *beginning(shape, title, (_lead(shape, parts),), say("head.practice_means"), parts),
        *parts.facts([line for line in lines if line[1]], say("head.facts")),
        *parts.heading(say("head.use"), 2),
        *parts.items(_steps(shape, parts), numbered=True),
        *parts.text(shape.learning_note, look.hint),
        NoteField(Named(name=form_fields.CODE, words=say("head.code")), form_fields.paper_code(shape)),
        End(),
    ]


def _steps(shape: GradingForms, parts: Parts) -> list[str]:
    """How to fill it in; a conflict is asked about at the first stage only."""
    lines, asked = parts.wording.lines, [question for case in shape.cases for question in case.questions]
    conflict = [parts.wording.say("head.conflict")] if any(question.conflict for question in asked) else []
    return [*lines("head.steps"), *conflict, *lines("head.care")]


@dataclass(frozen=True, slots=True)
class _Case:
    """The form of one case on its way to a page."""

    case: GradingCase
    parts: Parts

    def story(self, end: Story) -> Story:
        """Heading, the box for passing, and the questions, with what stands after the last of all.

        On one page if it holds them, which another case may share; else from the top of a page, each question on one.
        """
        parts, look, say = self.parts, self.parts.look, self.parts.wording.say
        title = say("case.title", number=self.case.number)
        passing = say("case.pass_words", number=self.case.number)
        passed = Named(name=form_fields.pass_field(self.case), words=passing)
        head: Story = [
            Heading(title, look.h2, 2, name=f"case {self.case.number}"),
            Continues(say("case.one", number=self.case.number, code=short(self.case.token))),
            *parts.text(say("case.code", code=short(self.case.token), stage=self.case.stage_label), look.hint),
            *parts.text(self.case.intro, look.hint),
            Fillable([(Tickable(passed), say("case.pass"))], look, 0),
        ]
        blocks = [self._question(question) for question in self.case.questions]
        blocks[:1] = [[*head, *(blocks[0] if blocks else [])]]
        blocks[-1] = [*blocks[-1], *end]
        own = [] if parts.fits(list(chain.from_iterable(blocks))) else [CondPageBreak(look.height - 1)]
        return [*own, Begin(title=title), *parts.blocks(blocks), Continues(""), End(), *own]

    def _question(self, question: GradingQuestion) -> Story:
        asked, look, say = question.asked, self.parts.look, self.parts.wording.say
        indent = max(gutter(each.asked.id, self.parts) for each in self.case.questions)
        words = asked.text if asked.mandatory else say("case.optional", question=asked.text)
        story: Story = [
            numbered(asked.id, words, replace(look.asked, indent=indent, before=look.base * 0.75), self.parts)
        ]
        if not asked.choices:
            field = Named(name=form_fields.answer_field(self.case, question), words=self._said("text_words", question))
            return [*story, WritingField(field, look, indent, label=say("case.answer"), lines=3)]
        story.append(Fillable(self._answers(question), look, indent))
        if question.reasons:
            story += self.parts.text(say("case.reasons"), replace(look.hint, indent=indent, before=look.base * 0.2))
            story.append(Fillable(self._reasons(question), look, indent))
        if not question.notes:
            return story
        note = Named(name=form_fields.note_field(self.case, question), words=self._said("note_words", question))
        return [*story, WritingField(note, look, indent, label=say("case.note"))]

    def _answers(self, question: GradingQuestion) -> list[tuple[Circle, str]]:
        group = Named(name=form_fields.answer_field(self.case, question), words=self._said("asked", question))
        states = zip(form_fields.states_of(question), question.asked.choices, strict=True)
        return [(Circle(group, state, choice.words), choice.words) for state, choice in states]

    def _reasons(self, question: GradingQuestion) -> list[tuple[Tickable, str]]:
        return [
            (
                Tickable(
                    Named(
                        name=form_fields.reason_field(self.case, question, reason.key),
                        words=self._said("reason_words", question, reason=reason.words),
                    )
                ),
                reason.words,
            )
            for reason in question.reasons
        ]

    def _said(self, entry: str, question: GradingQuestion, **more: str) -> str:
        """What is read out for a field, without the page around it."""
        told = {"number": self.case.number, "question": question.asked.id, "text": question.asked.text, **more}
        return self.parts.wording.say(f"case.{entry}", **told)
