"""Feedback points: exactly what was answered of a case's elements, and nothing of record, opinions or free text."""

import pytest

from app.core.schemes.plain import question_words
from app.core.schemes.spec import Question, Scheme
from app.core.words import say
from app.core.workflow.feedback import Points, feedback_points, is_element
from app.core.workflow.sheet import Grading
from tests.core.schemes.shipped import KINDS, scheme

PLANTED = "Ursula Wintergreen, IC3"


def elements(kind: Scheme, form: str = "monthly") -> list[Question]:
    asked = [kind.question(name) for name in kind.form(form).questions]
    return [one for one in asked if is_element(kind.scales[one.scale]) and "line_manager" in one.roles]


def graded(kind: Scheme, tone: str, *, locked: tuple[str, ...] | None = None) -> Grading:
    """A sheet on which every question has the first answer of this tone, and the record a name in every field."""
    given: dict[str, str] = {}
    for question in kind.questions:
        answers = kind.scales[question.scale].answers
        fitting = [one.code for one in answers if one.tone == tone]
        given[question.id] = fitting[0] if fitting else next((one.code for one in answers), "")
    stages = tuple(stage.id for stage in kind.stages)
    return Grading(
        scheme=kind,
        form="monthly",
        role="line_manager",
        values={field.id: PLANTED for field in kind.fields},
        given={**given, "C1": "no"},
        written={question.id: PLANTED for question in kind.questions},
        locked=stages if locked is None else locked,
    )


def all_words(points: Points) -> str:
    every = (*points.good, *points.better)
    return "\n".join(f"{one.question} {one.answer} {one.means} {' '.join(one.noted)}" for one in every)


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("tone", ["good", "warn", "bad"])
def test_every_element_that_was_answered_is_told_on_its_side_and_nothing_else(kind: str, tone: str) -> None:
    known = scheme(kind)
    grading = graded(known, tone)
    asked = {one.id for questions in grading.asked.values() for one in questions}
    wanted = [one for one in elements(known) if one.id in asked]
    points = feedback_points(grading)
    told = points.good if tone == "good" else points.better
    has = {one.id: {answer.tone for answer in known.scales[one.scale].answers} for one in wanted}
    expected = {question_words(one, "line_manager") for one in wanted if tone in has[one.id]}
    assert expected <= {point.question for point in told}
    assert expected
    assert {point.question for point in (*points.good, *points.better)} <= {
        question_words(one, "line_manager") for one in wanted
    }


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("tone", ["good", "warn", "bad", "neutral"])
def test_nothing_of_the_record_or_of_free_text_is_in_it(kind: str, tone: str) -> None:
    words = all_words(feedback_points(graded(scheme(kind), tone)))
    assert "Ursula" not in words
    assert "IC3" not in words


@pytest.mark.parametrize("kind", KINDS)
def test_the_grade_of_the_whole_and_stereotyping_are_opinions_and_stay_out(kind: str) -> None:
    known = scheme(kind)
    words = all_words(feedback_points(graded(known, "bad")))
    for name in (known.overall, "C6"):
        assert question_words(known.question(name), "line_manager") not in words


def test_what_cannot_be_told_or_does_not_apply_says_nothing() -> None:
    points = feedback_points(graded(scheme("stop_search"), "neutral"))
    assert points == Points(good=(), better=())


def test_stages_that_are_not_locked_say_nothing() -> None:
    known = scheme("stop_search")
    assert feedback_points(graded(known, "bad", locked=())) == Points(good=(), better=())
    some = feedback_points(graded(known, "bad", locked=("record",)))
    assert some.better
    record = {question_words(one, "line_manager") for one in elements(known) if one.stage == "record"}
    assert {point.question for point in some.better} <= record


def test_not_recorded_is_told_as_that_and_not_as_no() -> None:
    known = scheme("stop_search")
    grading = graded(known, "bad")
    grading = Grading(
        scheme=known, form="full", role="line_manager", values={"bwv_on": "yes"}, written={},
        given={**grading.given, "SS8f": "not_recorded"}, locked=grading.locked,
    )  # fmt: skip
    point = next(one for one in feedback_points(grading).better if one.question.startswith("Entitlement"))
    assert (point.group, point.answer) == ("GOWISELY", "Not recorded")
    assert point.means == "It may have been done: nobody wrote it down."


def test_ticked_reasons_stand_beside_their_answer_in_the_scheme_s_words() -> None:
    known = scheme("stop_search")
    grading = Grading(
        scheme=known, form="monthly", role="line_manager", values={}, written={}, given={"SS1": "1"},
        locked=("record",), ticked={"SS1": ("vague", "smell")},
    )  # fmt: skip
    (point,) = feedback_points(grading).better
    reasons = {one.code: say(one.label) for one in known.reasons[known.question("SS1").reasons]}
    assert point.noted == (reasons["smell"], reasons["vague"])
