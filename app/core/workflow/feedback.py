"""What a finished sheet says to the officer: what was good, and exactly which element was missing.

Only the words of the scheme are used: questions, answers, ticked reasons. Nothing of the record, of what ethnicity
anybody saw, and no free text is in it; nor the grader's opinion of the case as a whole, for feedback is about elements
that can be done better next time.
"""

from dataclasses import dataclass

from app.core.schemes.plain import question_words
from app.core.schemes.spec import Answer, Question, Scale
from app.core.words import say
from app.core.workflow.sheet import Grading


@dataclass(frozen=True, kw_only=True, slots=True)
class Point:
    """One element: the question, the answer, what the answer means, and the reasons that were ticked beside it."""

    question: str
    group: str
    answer: str
    means: str
    noted: tuple[str, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class Points:
    """What was good, and what was missing or could be better, each in the order of the form."""

    good: tuple[Point, ...]
    better: tuple[Point, ...]


def feedback_points(grading: Grading) -> Points:
    """The elements of a sheet, by what was answered. Stages that are not locked, or were not asked, give none."""
    good: list[Point] = []
    better: list[Point] = []
    for stage, questions in grading.asked.items():
        if stage not in grading.locked:
            continue
        for question in questions:
            answer = _answer(grading, question)
            if answer is not None and answer.tone != "neutral":
                (good if answer.tone == "good" else better).append(_point(grading, question, answer))
    return Points(good=tuple(good), better=tuple(better))


def is_element(scale: Scale) -> bool:
    """Whether a question on this scale is about an element of the case: its answers count, and it is no opinion."""
    return scale.counted and not scale.opinion


def _answer(grading: Grading, question: Question) -> Answer | None:
    scale = grading.scheme.scales[question.scale]
    if not is_element(scale):
        return None
    given = grading.given.get(question.id, "")
    return next((answer for answer in scale.answers if answer.code == given), None)


def _point(grading: Grading, question: Question, answer: Answer) -> Point:
    ticked = grading.ticked.get(question.id, ())
    reasons = grading.scheme.reasons.get(question.reasons, ())
    return Point(
        question=question_words(question, grading.role),
        group=question.group,
        answer=say(answer.label),
        means=say(answer.help) if answer.help and answer.tone != "good" else "",
        noted=tuple(say(reason.label) for reason in reasons if reason.code in ticked),
    )
