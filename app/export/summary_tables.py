"""The public summary as a table and as plain text: the same shape as the paper, so they say the same."""

from collections.abc import Iterator, Sequence

from app.core.shapes.summaries import PublicSummary, SummaryCount, SummaryDraw, SummaryMeeting, SummaryQuestion
from app.export.parts import moment
from app.export.tables import csv_bytes
from app.export.wording import Wording

_HEADER = ("Paper", "Meeting", "Draw", "List", "Question", "Asked", "Answer", "Cases", "Fewest", "Most")
_WORDS = Wording("summary")


def summary_csv(summary: PublicSummary) -> bytes:
    """Every count of a summary, a row each: as the paper says it, and the least and the most that it can be.

    A question whose counts are not shown has one row that says so. Each row names the paper, and says PRACTICE.
    """
    practice = f"{_WORDS.say('summary.practice')}: " if summary.issue.practice else ""
    paper = f"{practice}{summary.issue.number}"
    return csv_bytes(_HEADER, ((paper, *row) for row in _rows(summary)))


def _rows(summary: PublicSummary) -> Iterator[Sequence[str]]:
    for meeting in summary.meetings:
        for draw in meeting.draws:
            if draw.not_told:
                yield (meeting.heading, draw.draw, draw.heading, "", "", "", draw.not_told, "", "")
            for question in draw.questions:
                place = (meeting.heading, draw.draw, draw.heading, question.text, question.asked)
                yield from ((*place, *_cells(one)) for one in question.answers)
                if not question.answers:
                    yield (*place, "", " ".join(question.sentences), "", "")
        place = (meeting.heading, "", "", _WORDS.say("summary.actions"), " ".join(meeting.actions))
        yield from ((*place, *_cells(one)) for one in meeting.actions_table)


def _cells(one: SummaryCount) -> tuple[str, str, str, str]:
    return one.label, one.words, str(one.lowest), str(one.highest)


def none_got(answers: Sequence[SummaryCount]) -> str:
    """The answers that no case got, in a sentence; "" where each was given. In a table they would hide the others."""
    none = [f"“{one.label}”" for one in answers if not one.highest]
    between = _WORDS.say("says.none_between")
    return _WORDS.say("says.got_none", answers=between.join(none)) if none else ""


def summary_text(summary: PublicSummary) -> str:
    """A summary as plain text for a web page: a line a sentence, headings underlined."""
    return "\n".join(_lines(summary)) + "\n"


def _lines(summary: PublicSummary) -> Iterator[str]:
    say, issue = _WORDS.say, summary.issue
    yield issue.marking
    if issue.practice:
        yield f"{say('summary.practice')}: {say('summary.practice_means')}"
    yield from ("", summary.force, *_heading(summary.title, "="), summary.subtitle, "", say("summary.lead"))
    for meeting in summary.meetings:
        yield from _meeting(meeting, named=len(summary.meetings) > 1)
    yield from _listed(say("summary.good"), summary.good)
    yield from _listed(say("summary.learning"), summary.learning)
    yield from _listed(say("summary.reading"), summary.reading)
    yield from ("", *_heading(say("summary.contact"), "-"), summary.contact, "")
    yield say("summary.made", number=issue.number, made=moment(issue.made_at))


def _meeting(meeting: SummaryMeeting, *, named: bool) -> Iterator[str]:
    if named:
        yield from ("", *_heading(meeting.heading, "="))
    yield from ("", meeting.members)
    for draw in meeting.draws:
        yield from _draw(draw)
    if meeting.targeted:
        yield from ("", *_heading(_WORDS.say("summary.picked"), "-"), meeting.targeted)
    yield from ("", *_heading(_WORDS.say("summary.actions"), "-"), *meeting.actions)
    yield from map(_count, meeting.actions_table)


def _draw(draw: SummaryDraw) -> Iterator[str]:
    say = _WORDS.say
    yield from ("", *_heading(draw.heading, "-"), draw.cases)
    yield from filter(None, (draw.few, draw.not_told))
    for question in draw.questions:
        yield from _question(question)
    yield from ("", say("summary.how"), *(f"  - {line}" for line in draw.how))
    yield from (f"  - {say('summary.seal')}: {draw.seal}", f"  - {say('summary.plan')}: {draw.plan}")
    yield from (f"  - {say('summary.others')}: {one}" for one in draw.others)


def _question(question: SummaryQuestion) -> Iterator[str]:
    yield from ("", question.text, question.asked)
    yield from (_count(one) for one in question.answers if one.highest)
    if none := none_got(question.answers):
        yield none
    yield from question.sentences


def _count(one: SummaryCount) -> str:
    return f"  {one.label}: {one.words}"


def _listed(title: str, lines: Sequence[str]) -> Iterator[str]:
    if lines:
        yield from ("", *_heading(title, "-"), *(f"  - {line}" for line in lines))


def _heading(text: str, line: str) -> tuple[str, str]:
    return text, line * len(text)
