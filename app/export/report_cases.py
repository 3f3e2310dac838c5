"""A meeting's cases one by one: how members graded, in numbers, and the panel's view with its votes."""

from collections.abc import Sequence

from app.core.shapes.reports import CaseReport, CaseView, MeetingReport
from app.export.parts import Parts, Story
from app.export.tagged.flowables import Begin, Continues, End, Stack


def case_by_case(report: MeetingReport, parts: Parts) -> Story:
    """The cases that were drawn; then, under a heading of their own, those that somebody picked."""
    picked = [case for case in report.cases if case.targeted]
    drawn = [case for case in report.cases if not case.targeted]
    return [*_part("cases", drawn, parts), *(_part("picked", picked, parts) if picked else [])]


def _part(entry: str, cases: Sequence[CaseReport], parts: Parts) -> Story:
    say, title = parts.wording.say, parts.wording.say(f"{entry}.title")
    story: Story = [Begin(title=title), *parts.heading(title, 1, bookmark=title), *parts.text(say(f"{entry}.means"))]
    for case in cases:
        story += _case(case, parts)
    return [*story, End()]


def _case(case: CaseReport, parts: Parts) -> Story:
    say, look = parts.wording.say, parts.look
    title = say("cases.case", number=case.number)
    facts = [say("cases.facts", kind=case.kind_label, code=case.code)]
    facts += [say("cases.targeted")] if case.targeted else []
    heads = [say(f"cases.{name}") for name in ("question", "spread", "view")]
    rows = [(f"{view.question}. {view.text}", view.spread, Stack(_view(view, parts))) for view in case.views]
    below = [say("cases.states", states=case.states)] if case.states else []
    below += [say("cases.unseen", stages=", ".join(case.unseen))] if case.unseen else []
    return [
        *parts.heading(title, 2, lines=8),
        Continues(f"{title} ({case.code})"),
        *parts.text(". ".join(facts), look.small),
        *parts.wide_table(heads, rows, (3, 2.2, 2.8), title),
        *parts.text(" ".join(below), look.small),
        *_words(case, parts),
        Continues(""),
    ]


def _view(view: CaseView, parts: Parts) -> Story:
    say, cell, small = parts.wording.say, parts.look.cell, parts.look.hint
    if not view.votes:
        return parts.text(say("cases.no_view"), parts.look.absent)
    lines = [
        *parts.text(view.view if view.agreed else say("cases.not_agreed"), cell),
        *parts.text(view.votes, small),
    ]
    return [*lines, *parts.text(say("cases.reasons", reasons=view.reasons) if view.reasons else "", small)]


def _words(case: CaseReport, parts: Parts) -> Story:
    if not case.words:
        return []
    story = parts.heading(parts.wording.say("cases.wrote"), 3)
    for question, texts in case.words:
        story += parts.text(question, parts.look.label)
        story += [parts.recorded(text, parts.look.body) for text in texts if text]
    return story
