"""A public summary: what a panel found, as anyone may read it. Every count in it has gone through suppression.

No case, no reference, no officer and no member by name is in any of this: the paper, the table and the plain text are
all made from it, so that none of them can say more than the others.
"""

from dataclasses import dataclass

from app.core.shapes.packs import Issue


@dataclass(frozen=True, kw_only=True, slots=True)
class SummaryWords:
    """What a person adds to a summary in their own words: each a sentence or two, with no name and no number.

    Attributes:
        good: what was done well.
        learning: what is to be learnt.
        contact: an office to ask, and by what it is reached; "" for the force.
    """

    good: tuple[str, ...] = ()
    learning: tuple[str, ...] = ()
    contact: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class SummaryCount:
    """How many, as it is told: ``words`` for people, and the least and the most that anyone could work out."""

    label: str
    words: str
    lowest: int
    highest: int


@dataclass(frozen=True, kw_only=True, slots=True)
class SummaryQuestion:
    """A question and what the panel answered.

    Attributes:
        id: the question's, as the scheme has it.
        text: as volunteers were asked.
        asked: about how many of the cases, in a sentence.
        cases: the same as a number; None where it is not told.
        answers: every answer and how many cases got it; empty where nothing of it may be told.
        sentences: what it says of the whole list, where every count is told; else why that is not said.
    """

    id: str
    text: str
    asked: str
    cases: int | None
    answers: tuple[SummaryCount, ...]
    sentences: tuple[str, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class SummaryDraw:
    """The cases of one draw: how they were drawn, and what the panel found.

    Attributes:
        draw: its name here (``D1``).
        heading: its kind and period.
        cases: how many were put before the panel, of how many, in a sentence.
        how: how the cases were drawn, in sentences.
        seal: of the list.
        plan: the fingerprint of what was fixed with it.
        others: the other draws from this seal, and other lists over the same kind and period, each in a line.
        few: what "fewer than 5" stands for here, in a sentence; "" where it does not come up.
        questions: in the order of the form.
        not_told: why nothing is told of its questions, in a sentence; "" where they are told.
    """

    draw: str
    heading: str
    cases: str
    how: tuple[str, ...]
    seal: str
    plan: str
    others: tuple[str, ...]
    few: str
    questions: tuple[SummaryQuestion, ...]
    not_told: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class SummaryMeeting:
    """One meeting.

    Attributes:
        round: its name here (``R3``).
        heading: its panel and its day.
        members: in a sentence, how many took part, by where they come from.
        draws: what it looked at.
        targeted: on cases that a person picked, in a sentence; "" where there was none.
        actions: what was asked of the force and what came of it, in sentences.
        actions_table: the same as counts; empty where they are too small to be told apart.
        actions_asked: how many things were asked for; None where that is not told.
    """

    round: str
    heading: str
    members: str
    draws: tuple[SummaryDraw, ...]
    targeted: str
    actions: tuple[str, ...]
    actions_table: tuple[SummaryCount, ...]
    actions_asked: SummaryCount | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class PublicSummary:
    """A public summary of one meeting or of several."""

    issue: Issue
    title: str
    subtitle: str
    force: str
    reading: tuple[str, ...]
    """How to read the numbers, in sentences."""
    meetings: tuple[SummaryMeeting, ...]
    good: tuple[str, ...]
    learning: tuple[str, ...]
    contact: str
