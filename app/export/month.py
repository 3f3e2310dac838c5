"""A line manager's month as a paper: what was due, drawn and graded, what was found, and what comes of it."""

from collections.abc import Sequence

from app.core.shapes.month_papers import MonthFound, MonthPaper
from app.core.words import count_of
from app.export.boxes import Panel
from app.export.front import beginning
from app.export.panel_front import bars
from app.export.parts import Parts, Story
from app.export.report_found import Kinds, points, rates
from app.export.report_parts import actions_table, common, section, this_copy
from app.export.running import Running, about_paper, make
from app.export.style import look_for
from app.export.tagged.flowables import Begin, End
from app.export.tagged.text import Text
from app.export.wording import Wording


def month_paper(paper: MonthPaper, *, base_size: float = 11) -> bytes:
    """The paper as a PDF: tagged (PDF/UA-1, PDF/A-2a), and the same bytes whenever it is made from the same shape.

    Args:
        paper: what it says.
        base_size: the size of the running text in points; 18 and 24 are large print.
    """
    parts = Parts(look_for(base_size, continued=True), Wording("month"), bars())
    good: Kinds = [(kind.kind_label, kind.good) for kind in paper.found]
    better: Kinds = [(kind.kind_label, kind.learning) for kind in paper.found]
    story: Story = [
        *_head(paper, parts),
        *_cases(paper, parts),
        *_found([kind for kind in paper.found if not kind.picked], parts),
        *rates(paper.draws, common(parts)),
        *points("good", good, parts),
        *points("learning", better, parts),
        *_picked([kind for kind in paper.found if kind.picked], parts),
        *_said("feedback", paper.feedback, parts),
        *_actions(paper, parts),
        *_said("video", paper.video, parts),
        *this_copy(paper.issue, parts),
    ]
    about = about_paper(paper.title, paper.force, paper.subtitle, paper.issue)
    return make(story, about, Running(paper.issue, parts.wording.say("says.warning"), parts))


def _head(paper: MonthPaper, parts: Parts) -> Story:
    say, look = parts.wording.say, parts.look
    return [
        Begin(title=paper.title),
        *beginning(paper, paper.title, (paper.subtitle,), say("says.practice_means"), parts),
        *(piece for line in paper.read_first for piece in parts.text(line)),
        *parts.heading(say("facts.title"), 2),
        *parts.facts(paper.facts, say("facts.title")),
        Panel([Text(say("says.learning"), look.cell)], look),
        End(),
    ]


def _cases(paper: MonthPaper, parts: Parts) -> Story:
    say, title = parts.wording.say, parts.wording.say("cases.title")
    heads = [say(f"cases.{name}") for name in ("kind", "drawn", "graded", "waiting", "aside")]
    rows = [
        (one.kind_label, f"{one.drawn:,}", f"{one.graded:,}", f"{one.waiting:,}", f"{one.aside:,}")
        for one in paper.cases
    ]
    departures = [f"{draw.how.kind_label}: {text}" for draw in paper.draws for text in draw.how.departures]
    targeted = common(parts).wording.say("drawn.targeted", cases=count_of(paper.targeted, "case"))
    return section(
        title,
        parts,
        [
            *parts.wide_table(heads, rows, (3, 1, 1, 1.2, 1.3), title),
            *parts.items([*departures, *paper.aside, *([targeted] if paper.targeted else [])]),
        ],
    )


def _found(kinds: Sequence[MonthFound], parts: Parts) -> Story:
    say, title = parts.wording.say, parts.wording.say("found.title")
    story: Story = [] if kinds else parts.text(say("found.none"))
    heads = (say("found.question"), say("found.answers"))
    for kind in kinds:
        story += [
            *parts.heading(kind.kind_label, 2, lines=8),
            *parts.text(say("found.means", cases=count_of(kind.cases, "case"))),
            *parts.wide_table(heads, kind.answers, (1, 1), kind.kind_label),
        ]
    return section(title, parts, story)


def _picked(cases: Sequence[MonthFound], parts: Parts) -> Story:
    """Cases that somebody picked, each by itself; nothing where there are none."""
    if not cases:
        return []
    say, told = parts.wording.say, common(parts).wording.say
    heads, story = (say("found.question"), say("picked.answer")), parts.text(told("picked.means"))
    for one in cases:
        story += [
            *parts.heading(one.kind_label, 2, lines=8),
            *parts.wide_table(heads, one.answers, (1, 1), one.kind_label),
        ]
    return section(told("picked.title"), parts, story)


def _said(entry: str, sentences: Sequence[str], parts: Parts) -> Story:
    say = parts.wording.say
    return section(say(f"{entry}.title"), parts, parts.items(sentences) or parts.text(say(f"{entry}.none")))


def _actions(paper: MonthPaper, parts: Parts) -> Story:
    title, carried = common(parts).wording.say("actions.title"), parts.wording.say("actions.carried")
    story = actions_table(paper.actions, title, parts)
    if paper.carried:
        story += [*parts.heading(carried, 2, lines=6), *actions_table(paper.carried, carried, parts)]
    return section(title, parts, story)
