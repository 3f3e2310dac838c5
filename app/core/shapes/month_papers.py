"""A line manager's month as a paper: what was drawn, graded, found, fed back and set going."""

from dataclasses import dataclass

from app.core.shapes.packs import Issue
from app.core.shapes.reports import Point, ReportAction, ReportDraw


@dataclass(frozen=True, kw_only=True, slots=True)
class MonthCases:
    """The cases of one kind: how many were drawn, finished, are still to grade, and were set aside."""

    kind_label: str
    drawn: int
    graded: int
    waiting: int
    aside: int


@dataclass(frozen=True, kw_only=True, slots=True)
class MonthFound:
    """What was found on the finished cases of one kind and draw, or on a single one that somebody picked.

    ``answers`` pairs each question with how often each answer was given, in words; of a picked case with its answer.
    """

    kind_label: str
    cases: int
    answers: tuple[tuple[str, str], ...]
    good: tuple[Point, ...]
    learning: tuple[Point, ...]
    picked: bool = False


@dataclass(frozen=True, kw_only=True, slots=True)
class MonthPaper:
    """The paper of a month.

    Attributes:
        facts: plan, month, due day, round: label and value.
        targeted: how many cases a person picked; they are in no rate.
        aside: the cases that were set aside and why, in sentences.
        feedback: how many officers were told, need not be, or wait, in sentences.
        actions: of this round.
        carried: of the same person's other rounds, that are not closed.
        video: which videos end soon or are gone, in sentences.
        read_first: what the program covered in what people wrote, and that somebody reads it, in sentences.
    """

    issue: Issue
    title: str
    subtitle: str
    force: str
    facts: tuple[tuple[str, str], ...]
    cases: tuple[MonthCases, ...]
    draws: tuple[ReportDraw, ...]
    targeted: int
    aside: tuple[str, ...]
    found: tuple[MonthFound, ...]
    feedback: tuple[str, ...]
    actions: tuple[ReportAction, ...]
    carried: tuple[ReportAction, ...]
    video: tuple[str, ...]
    read_first: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True, slots=True)
class FeedbackSheet:
    """One page for the officer of a case: the feedback that somebody kept, block by block. No grade is in it.

    ``blocks`` pairs a heading ("" for none) with the lines below it.
    """

    issue: Issue
    title: str
    force: str
    blocks: tuple[tuple[str, tuple[str, ...]], ...]
