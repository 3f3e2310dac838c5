"""Public summaries to print in tests. All of it is invented."""

from dataclasses import replace
from typing import Any

from app.core.shapes.packs import Issue
from app.core.shapes.summaries import PublicSummary, SummaryCount, SummaryDraw, SummaryMeeting, SummaryQuestion
from tests.export.samples import code


def counts(*told: tuple[str, str, int, int]) -> tuple[SummaryCount, ...]:
    return tuple(SummaryCount(label=label, words=words, lowest=low, highest=high) for label, words, low, high in told)


QUESTIONS = (
    SummaryQuestion(
        id="SS2",
        text="Are the grounds about this person, and not about a type of person?",
        asked="Asked about all 20 cases.",
        cases=20,
        answers=counts(("Yes", "15", 15, 15), ("Partly", "5", 5, 5), ("No", "0", 0, 0), ("Cannot tell", "0", 0, 0)),
        sentences=("We graded 20 of 240; none got “No”; up to 38 of all 240 still could (95% confidence).",),
    ),
    SummaryQuestion(
        id="SS7",
        text="Would an ordinary person think that this search was fair?",
        asked="Asked about all 20 cases.",
        cases=20,
        answers=counts(("Yes", "16 to 19", 16, 19), ("No", "fewer than 5", 1, 4), ("Cannot tell", "0", 0, 0)),
        sentences=("No range for the whole list is given, as not all counts are told.",),
    ),
    SummaryQuestion(
        id="SS1",
        text="How strong are the grounds in the record?",
        asked="Asked about all 20 cases.",
        cases=20,
        answers=(),
        sentences=("Not shown: there are too few cases.",),
    ),
)


def draw(**changes: Any) -> SummaryDraw:
    whole = SummaryDraw(
        draw="D1",
        heading="Stop and search, 1 to 30 June 2025",
        cases="The panel looked at 20 cases, drawn by lot from a list of 240.",
        how=("A list of 240 cases was closed and sealed.", "20 cases were drawn from it: nobody chose."),
        seal=code("seal"),
        plan=code("plan"),
        others=(f"{code('other')}, list F2, 1 to 30 June 2025, sealed on 19 November 2026; never drawn from",),
        few="In these tables “fewer than 5” means 1 to 4.",
        questions=QUESTIONS,
    )
    return replace(whole, **changes)


def meeting(number: int = 1, **changes: Any) -> SummaryMeeting:
    whole = SummaryMeeting(
        round=f"R{number}",
        heading=f"Search panel, {number} July 2025",
        members="7 members took part: 5 from the community, 2 from the police.",
        draws=(draw(),),
        targeted="The panel also looked at cases that somebody had picked: fewer than 5.",
        actions=("Things that the panel asked for because of these cases: 11.",),
        actions_table=counts(("Waiting for a reply from the force", "5", 5, 5), ("Closed", "6", 6, 6)),
    )
    return replace(whole, **changes)


def summary(*, practice: bool = False, **changes: Any) -> PublicSummary:
    """The summary of one meeting, unless told otherwise."""
    issue = Issue(
        marking="OFFICIAL",
        handling="May be published. Counts of 1 to 4 are withheld.",
        practice=practice,
        number="R1 summary, copy 1",
        made_at="2026-11-21T10:04:00Z",
        audit_entry=1041,
        audit_head=code("head"),
    )
    whole = PublicSummary(
        issue=issue,
        title="What the panel found",
        subtitle="Search panel, 1 July 2025",
        force="Cheshire Constabulary",
        reading=("A grade is for learning. It is not a finding of misconduct.",),
        meetings=(meeting(),),
        good=("Reasons were given calmly.",),
        learning=("Write down what the person was told.",),
        contact="Ask Cheshire Constabulary, and give the number of this paper: R1 summary, copy 1.",
    )
    return replace(whole, **changes)


def bare() -> PublicSummary:
    """As little as may be: a meeting in which nothing may be told."""
    alone = meeting(draws=(draw(questions=(), others=(), few=""),), targeted="", actions_table=())
    return summary(meetings=(alone,), good=(), learning=())


def shared() -> PublicSummary:
    """A meeting whose second draw shares cases with the first."""
    other = draw(draw="D2", questions=(), few="", not_told="What the panel found is not shown for this draw.")
    return summary(meetings=(meeting(draws=(draw(), other)),))


def several(count: int = 3) -> PublicSummary:
    """So many meetings."""
    return summary(meetings=tuple(meeting(at) for at in range(1, count + 1)), subtitle=f"{count} meetings")


def told(text: str) -> PublicSummary:
    """A summary that says the same wherever words of a scheme, a force or a person may stand."""
    question = replace(QUESTIONS[0], text=text, answers=counts((text, "15", 15, 15), (text, "0", 0, 0)))
    one = meeting(heading=text, draws=(draw(heading=text, questions=(question,), how=(text,)),))
    return summary(meetings=(one, one), good=(text,), learning=(text,), contact=text, force=text)
