"""The public summary: what a panel found, for anyone to read. It says what its shape says, and works nothing out."""

from collections.abc import Sequence

from app.core.shapes.summaries import PublicSummary, SummaryCount, SummaryDraw, SummaryMeeting, SummaryQuestion
from app.export.front import beginning
from app.export.parts import Parts, Story, moment, short
from app.export.running import Running, about_paper, make
from app.export.style import look_for
from app.export.summary_tables import none_got
from app.export.tagged.flowables import Begin, End
from app.export.wording import Wording


def public_summary(summary: PublicSummary, *, base_size: float = 11) -> bytes:
    """The summary as a PDF: tagged (PDF/UA-1, PDF/A-2a), and the same bytes whenever it is made from the same shape.

    Args:
        summary: what it says.
        base_size: the size of the running text in points; 18 and 24 are large print.
    """
    parts = Parts(look_for(base_size), Wording("summary"))
    say = parts.wording.say
    several = len(summary.meetings) > 1
    level = 1 if several else 2
    story: Story = [
        Begin(title=summary.title),
        *_head(summary, parts),
        *(piece for meeting in summary.meetings for piece in _meeting(meeting, parts, named=several)),
        *_listed(say("summary.good"), summary.good, parts, level),
        *_listed(say("summary.learning"), summary.learning, parts, level),
        *_listed(say("summary.reading"), summary.reading, parts, level),
        *parts.heading(say("summary.contact"), level),
        *parts.text(summary.contact),
        *_this_copy(summary, parts, level),
        End(),
    ]
    about = about_paper(summary.title, summary.force, summary.subtitle, summary.issue)
    return make(story, about, Running(summary.issue, "", parts))


def _head(summary: PublicSummary, parts: Parts) -> Story:
    say = parts.wording.say
    return [
        *beginning(summary, summary.title, (summary.subtitle,), say("summary.practice_means"), parts),
        *parts.text(say("summary.lead")),
    ]


def _meeting(meeting: SummaryMeeting, parts: Parts, *, named: bool) -> Story:
    """A meeting; under a heading of its own where there are several."""
    say = parts.wording.say
    story = parts.heading(meeting.heading, 1, lines=12) if named else []
    story += parts.text(meeting.members)
    for draw in meeting.draws:
        story += _draw(draw, parts)
    if meeting.targeted:
        story += [*parts.heading(say("summary.picked"), 2), *parts.text(meeting.targeted)]
    story += parts.heading(say("summary.actions"), 2)
    story += [piece for line in meeting.actions for piece in parts.text(line)]
    heads = (say("summary.actions_state"), say("summary.actions_count"))
    return [*story, *_counts(meeting.actions_table, heads, say("summary.actions"), parts)]


def _draw(draw: SummaryDraw, parts: Parts) -> Story:
    say = parts.wording.say
    codes = [
        (say("summary.seal"), parts.code(draw.seal, bold=3)),
        (say("summary.plan"), parts.code(draw.plan, bold=3)),
    ]
    story = [*parts.heading(draw.heading, 2, lines=10), *parts.text(draw.cases)]
    story += [*parts.text(draw.few), *parts.text(draw.not_told)]
    story += [piece for question in draw.questions for piece in _question(question, parts)]
    story += [*parts.heading(say("summary.how"), 3, lines=6), *parts.items(draw.how)]
    story += parts.facts(codes, f"{draw.heading}: {say('summary.seal')}")
    if draw.others:
        story += [*parts.heading(say("summary.others"), 3), *parts.items(draw.others)]
    return story


def _question(question: SummaryQuestion, parts: Parts) -> Story:
    """A question with its counts, on one page where that has room for it."""
    say = parts.wording.say
    story = [*parts.heading(question.text, 3, lines=5), *parts.text(question.asked, parts.look.soft)]
    given = [one for one in question.answers if one.highest]
    story += _counts(given, (say("summary.answer"), say("summary.cases")), question.text, parts)
    story += [piece for line in (none_got(question.answers), *question.sentences) for piece in parts.text(line)]
    return parts.kept(story)


def _counts(counts: Sequence[SummaryCount], heads: tuple[str, str], summary: str, parts: Parts) -> Story:
    """A table of counts; all stand to the left, for some are words."""
    return parts.table(heads, [(one.label, parts.cell(one.words)) for one in counts], (0.66, 0.34), summary)


def _listed(title: str, lines: Sequence[str], parts: Parts, level: int) -> Story:
    return [*parts.heading(title, level), *parts.items(lines)] if lines else []


def _this_copy(summary: PublicSummary, parts: Parts, level: int) -> Story:
    say, issue = parts.wording.say, summary.issue
    head = say("summary.audit_is", entry=f"{issue.audit_entry:,}", head=short(issue.audit_head))
    lines = [
        (say("summary.number"), say("summary.made", number=issue.number, made=moment(issue.made_at))),
        (say("summary.audit"), head),
        (say("summary.handling"), issue.handling),
    ]
    title = say("summary.this_copy")
    return [*parts.heading(title, level), *parts.facts(lines, title)]
