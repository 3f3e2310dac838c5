"""A question of a scheme as figures need it: its answers, which count against, which are numbers on one scale."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from app.core.errors import AppError
from app.core.schemes.spec import Answer, Question, Role, Scale, Scheme
from app.core.words import say


@dataclass(frozen=True, kw_only=True, slots=True)
class GradedQuestion:
    """One question and what its answers mean.

    Attributes:
        id: the question's.
        label: its text.
        answers: every answer that it offers, by code, in the order of their keys; the last is "cannot tell".
        words: the words of each answer, by code.
        ranks: the codes that are numbers on one scale (grounds 4 to 0), from one end to the other; else none.
    """

    id: str
    label: str
    answers: Mapping[str, Answer]
    words: Mapping[str, str]
    ranks: tuple[str, ...]

    @property
    def cannot_tell(self) -> str:
        """The code of "cannot tell": every scale ends with it."""
        return tuple(self.answers)[-1]

    @property
    def adverse(self) -> tuple[str, ...]:
        """The codes of the answers that count against. A question without any has no rate."""
        return tuple(code for code, answer in self.answers.items() if answer.counts and answer.adverse)


def graded_question(question: Question, scale: Scale, language: str = "en") -> GradedQuestion:
    """A question with the answers of its scale.

    Args:
        question: of a scheme, in the version and wording that was answered.
        scale: the question's.
        language: of the words.

    Raises:
        AppError: it is answered in free text.
    """
    if not scale.answers:
        raise AppError("This question is answered in words: there is nothing to count.", "Read the answers instead.")
    return GradedQuestion(
        id=question.id,
        label=say(question.text, language),
        answers={answer.code: answer for answer in scale.answers},
        words={answer.code: say(answer.label, language) for answer in scale.answers},
        ranks=_ranks(scale.answers),
    )


def counted_questions(scheme: Scheme, forms: Iterable[str], role: Role) -> tuple[Question, ...]:
    """The questions that figures can be made of: some of their answers count. In the order of the forms, each once.

    Args:
        scheme: of the cases.
        forms: the forms that they are graded on.
        role: of the graders.
    """
    names = dict.fromkeys(name for form in forms for name in scheme.form(form).questions)
    found = [scheme.question(name) for name in names]
    return tuple(question for question in found if role in question.roles and scheme.scales[question.scale].counted)


def _ranks(answers: Sequence[Answer]) -> tuple[str, ...]:
    counted = tuple(answer.code for answer in answers if answer.counts)
    return counted if len(counted) > 1 and all(code.isdecimal() for code in counted) else ()
