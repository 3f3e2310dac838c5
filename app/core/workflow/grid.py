"""The quick-entry grid: what others wrote, typed in by a key a cell, and a second time where figures rest on it.

A digit is always the key of an answer, as printed on the buttons and in the order of the boxes on a form: never a
grade of its scale, which may be called by another digit.
"""

from collections.abc import Iterable, Mapping, Sequence

from app.core.errors import AppError
from app.core.schemes.plain import question_words
from app.core.schemes.spec import Question, Scale
from app.core.shapes.meetings import Difference, GridColumn
from app.core.shapes.sheets import Choice, ReasonChoice
from app.core.stats.questions import graded_question
from app.core.workflow.sheet import Grading, asked_question, choices

PASSED_KEY = "P"
"""Typed in any cell of a row: its member passed the case."""

CONFLICT_KEY = "C"
"""Typed in any cell of a row: its member has a part in the case."""

NO_ANSWER = "no answer"
_PASSED = frozenset({"p", "pass", "passed"})
_CONFLICT = frozenset({"c", "conflict"})


def grid_columns(gradings: Iterable[Grading], stage: str) -> tuple[GridColumn, ...]:
    """The columns of a case at a stage: every question that is asked in one of its rows, in the order of the form.

    Args:
        gradings: of the seats, all of the same case; a question may be asked of one of them only.
        stage: that is open.
    """
    found: dict[str, GridColumn] = {}
    order: list[str] = []
    for grading in gradings:
        order = order or list(grading.scheme.form(grading.form).questions)
        for question in grading.asked.get(stage, ()):
            before = found.get(question.id)
            mandatory = asked_question(grading, question).mandatory or (before is not None and before.mandatory)
            found[question.id] = _column(grading, question, mandatory=mandatory)
    return tuple(sorted(found.values(), key=lambda column: order.index(column.question)))


def counts_in_figures(question: Question, scale: Scale) -> bool:
    """Whether figures rest on the answers to a question: then they are typed twice."""
    return not scale.free_text and bool(graded_question(question, scale).adverse)


def typed_answers(grading: Grading, stage: str) -> dict[str, str]:
    """What a row says so far at a stage, as it is typed: the key of each answer, or the words themselves."""
    found: dict[str, str] = {}
    for question in grading.asked.get(stage, ()):
        if answer := grading.answers.get(question.id):
            found[question.id] = _typed(choices(grading.scheme.scales[question.scale]), answer)
    return found


def means_passed(typed: str) -> bool:
    """Whether a cell says that the case was passed."""
    return typed.strip().casefold() in _PASSED


def means_conflict(typed: str) -> bool:
    """Whether a cell says that its member has a part in the case."""
    return typed.strip().casefold() in _CONFLICT


def code_typed(offered: Sequence[Choice], typed: str, question: str) -> str:
    """The answer that a cell of the grid names: a digit is a key, and nothing else; letters are its code or its words.

    Args:
        offered: the answers of the question; none where it is answered in words, which then are the answer.
        typed: the cell; blank clears the answer.
        question: the question's id, for what is said.

    Raises:
        AppError: the question has no such answer.
    """
    text = typed.strip()
    if not offered or not text:
        return text
    if not text.isdecimal():
        return code_named(offered, text, question)
    by_key = next((choice.code for choice in offered if choice.key == text), None)
    if by_key is None:
        raise _no_answer(offered, text, question)
    return by_key


def code_named(offered: Sequence[Choice], named: str, question: str) -> str:
    """The answer that a line of commands names: by its code, its key or its words, where that is one answer only.

    Args:
        offered: the answers of the question; none where it is answered in words, which then are the answer.
        named: what was written.
        question: the question's id, for what is said.

    Raises:
        AppError: the question has no such answer, or one is called so by its code and another by its key.
    """
    text = named.strip()
    if not offered or not text:
        return text
    wanted = text.casefold()
    found = [one for one in offered if wanted in (one.code.casefold(), one.key, one.label.casefold())]
    if not found:
        raise _no_answer(offered, text, question)
    if len(found) > 1:
        meant = " or ".join(f"“{one.label}”" for one in found)
        what = f"“{text}” may mean {meant} as an answer to {question}: one has it as its place, one as its grade."
        raise AppError(what, f"Write the answer in its words. {_listed(offered)}")
    return found[0].code


def reasons_named(offered: Sequence[ReasonChoice], named: Iterable[str]) -> tuple[str, ...]:
    """The codes of reasons that are named by their codes or their words; what is none of them stays as it is."""
    codes = {name.casefold(): one.code for one in offered for name in (one.label, one.code)}
    return tuple(codes.get(name.casefold(), name) for name in named)


def compare_typings(
    columns: Sequence[GridColumn], first: Mapping[str, str], second: Mapping[str, str]
) -> tuple[Difference, ...]:
    """Where a second typing is not what was typed first.

    Args:
        columns: those to compare, in their order.
        first: the codes that are saved, by question; blank or left out where there is none.
        second: the codes that were typed now.
    """
    return tuple(
        Difference(
            question=column.question,
            label=column.label,
            first=_words(column, first.get(column.question, "")),
            second=_words(column, second.get(column.question, "")),
        )
        for column in columns
        if first.get(column.question, "") != second.get(column.question, "")
    )


def _column(grading: Grading, question: Question, *, mandatory: bool) -> GridColumn:
    scale = grading.scheme.scales[question.scale]
    return GridColumn(
        question=question.id,
        label=question_words(question, grading.role),
        keys=tuple((choice.key, choice.code, choice.label) for choice in choices(scale)),
        mandatory=mandatory,
        twice=counts_in_figures(question, scale),
    )


def _no_answer(offered: Sequence[Choice], text: str, question: str) -> AppError:
    return AppError(f"“{text}” is no answer to {question}.", _listed(offered))


def _listed(offered: Sequence[Choice]) -> str:
    return f"Its answers are: {', '.join(f'{one.key or one.code} {one.label}' for one in offered)}."


def _typed(offered: Sequence[Choice], answer: str) -> str:
    return next((choice.key or choice.code for choice in offered if choice.code == answer), answer)


def _words(column: GridColumn, answer: str) -> str:
    return next((words for _, code, words in column.keys if code == answer), answer) or NO_ANSWER
