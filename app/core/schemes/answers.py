"""Which stages a case has, which questions are asked in each, and what is still missing."""

from collections.abc import Iterable, Mapping

from app.core.schemes.conditions import Values, holds
from app.core.schemes.spec import Question, Role, Scheme, Stage


def stages_of(scheme: Scheme, values: Values) -> tuple[Stage, ...]:
    """The stages that a case goes through: those whose rule holds, or that have none."""
    return tuple(stage for stage in scheme.stages if stage.when is None or holds(stage.when, values))


def asked(
    scheme: Scheme, form_id: str, role: Role, *, values: Values, answers: Values
) -> dict[str, tuple[Question, ...]]:
    """The questions a sheet asks, by stage, in the order of the form.

    Args:
        scheme: of the case.
        form_id: the form chosen before the draw.
        role: of the seat.
        values: the record's fields.
        answers: what was answered so far, by question id: a rule may ask about it.
    """
    form = [scheme.question(name) for name in scheme.form(form_id).questions]
    put = [
        question
        for question in form
        if role in question.roles and (question.asked_if is None or holds(question.asked_if, values, answers))
    ]
    stages = stages_of(scheme, values)
    return {stage.id: tuple(question for question in put if question.stage == stage.id) for stage in stages}


def is_mandatory(question: Question, values: Values, answers: Values) -> bool:
    """Whether a sheet needs an answer to a question: by its own word, or by its rule where it has one."""
    if question.mandatory_if is not None:
        return holds(question.mandatory_if, values, answers)
    return question.mandatory


def missing(questions: Iterable[Question], values: Values, answers: Mapping[str, str]) -> tuple[Question, ...]:
    """The mandatory questions that have no answer yet."""
    return tuple(
        question for question in questions if not answers.get(question.id) and is_mandatory(question, values, answers)
    )


def conflict(questions: Iterable[Question], scheme: Scheme, answers: Mapping[str, str]) -> bool:
    """Whether an answer takes the case away from this grader."""
    return any(answers.get(question.id, "") in scheme.scales[question.scale].stops_at for question in questions)
