"""The fields of fillable grading forms: their names, and what a filled form says in them.

Names are made from the shape that was issued. Of a file that comes back only what stands under one of those names is
looked at, and of that only what the field could hold when it was issued.
"""

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from app.core.canonical import digest
from app.core.shapes.form_papers import GradingCase, GradingForms, GradingQuestion
from app.core.shapes.sheets import Given
from app.core.words import count_of

CODE = "paper"
"""The field that says which paper it is. Nobody fills it in."""

TICKED = "Yes"
LONGEST = 20_000
"""The longest text that is taken from a field, in characters."""

OFF = ("", "Off")
"""What a box says that is not marked."""

DIFFERS = "\0"
"""Stands for what a field says where it looks otherwise than it says. No file can hold it: controls do not come in."""

_UNLIKE = "what shows on the page is not what the file holds; nothing of it is taken. Ask which was meant."
_CODE = re.compile(r"([0-9a-f-]{36}) ([0-9a-f]{64})")


def paper_code(shape: GradingForms) -> str:
    """What stands in the form's own field: the paper, and a digest that binds it to its seat and cases.

    It tells forms from one another that were mixed up or put together; it is no proof against someone who forges one.
    """
    bound = {
        "paper": shape.issue.paper,
        "seat": shape.seat,
        "stage": shape.stage,
        "cases": [[case.number, case.token, *_asked(case)] for case in shape.cases],
    }
    return f"{shape.issue.paper} {digest(bound)}"


def paper_of(code: str) -> str:
    """The paper that a form's own field names; "" where it names none."""
    found = _CODE.fullmatch(code.strip())
    return found[1] if found else ""


def answer_field(case: GradingCase, question: GradingQuestion) -> str:
    """The name of the field with the answer to a question: ``q_3_SS1``."""
    return f"q_{_place(case, question)}"


def note_field(case: GradingCase, question: GradingQuestion) -> str:
    """The name of the field with the note beside it."""
    return f"n_{_place(case, question)}"


def reason_field(case: GradingCase, question: GradingQuestion, key: str) -> str:
    """The name of the box with a reason beside it, by its letter."""
    return f"r_{_place(case, question)}_{key}"


def pass_field(case: GradingCase) -> str:
    """The name of the box that says that the case is passed."""
    return f"p_{case.number}"


@dataclass(frozen=True, kw_only=True, slots=True)
class FilledCase:
    """What a filled form says about a case: by question, what was given; and whether it was passed."""

    number: int
    given: Mapping[str, Given]
    passed: bool

    @property
    def blank(self) -> bool:
        """Whether nothing was filled in."""
        return not (self.given or self.passed)


def filled_cases(shape: GradingForms, values: Mapping[str, str]) -> tuple[tuple[FilledCase, ...], tuple[str, ...]]:
    """What a filled form says, case by case, and what in it is not as it was issued, in sentences.

    Args:
        shape: as it was issued.
        values: by name of the field, what stands in it; anything may be in it.
    """
    reading = _Reading(shape, values)
    return reading.cases, tuple(reading.told())


class _Reading:
    def __init__(self, shape: GradingForms, values: Mapping[str, str]) -> None:
        self._values = values
        self._known = {CODE}
        self._wrong: list[str] = []
        self.cases = tuple(self._case(case) for case in shape.cases)

    def told(self) -> Iterator[str]:
        """What is not as it was issued."""
        yield from self._wrong
        if lacking := len(self._known - set(self._values)):
            fields = count_of(lacking, "field of the form is", "fields of the form are")
            yield f"{fields} missing: what was filled in there is lost."
        if others := len(set(self._values) - self._known):
            yield f"{count_of(others, 'field is', 'fields are')} not from the form that was issued, and left out."

    def _case(self, case: GradingCase) -> FilledCase:
        given = {question.asked.id: self._question(case, question) for question in case.questions}
        return FilledCase(
            number=case.number,
            given={name: said for name, said in given.items() if said != Given()},
            passed=self._ticked(pass_field(case), case, "the box for passing"),
        )

    def _question(self, case: GradingCase, question: GradingQuestion) -> Given:
        fields = [answer_field(case, question), note_field(case, question)]
        fields += [reason_field(case, question, reason.key) for reason in question.reasons]
        if any(self._values.get(name) == DIFFERS for name in fields):
            self._known.update(fields)
            self._wrong.append(f"Case {case.number}, {question.asked.id}: {_UNLIKE}")
            return Given()
        return Given(
            answer=self._answer(case, question),
            note=self._text(note_field(case, question), case, question) if question.notes else "",
            reasons=tuple(
                reason.label
                for reason in question.reasons
                if self._ticked(reason_field(case, question, reason.key), case, f"a reason of {question.asked.id}")
            ),
        )

    def _answer(self, case: GradingCase, question: GradingQuestion) -> str:
        """The digit of the circle that is filled, or its words where it has none; or the text."""
        name = answer_field(case, question)
        if not question.asked.choices:
            return self._text(name, case, question)
        value = self._value(name).removeprefix("/")  # as some write the state of a circle
        if value in OFF:
            return ""
        states = {state: choice for state, choice in zip(states_of(question), question.asked.choices, strict=True)}
        if value not in states:
            what = "it holds an answer that was never on the form; that is left out."
            self._wrong.append(f"Case {case.number}, {question.asked.id}: {what}")
            return ""
        return states[value].key or states[value].label

    def _text(self, name: str, case: GradingCase, question: GradingQuestion) -> str:
        value = self._value(name).replace("\r\n", "\n").replace("\r", "\n").strip()
        if len(value) > LONGEST:
            what = (
                f"Case {case.number}, {question.asked.id}: only the first {LONGEST:,} characters of its text are taken."
            )
            self._wrong.append(what)
        return value[:LONGEST]

    def _ticked(self, name: str, case: GradingCase, what: str) -> bool:
        value = self._value(name).removeprefix("/")
        if value == DIFFERS:
            self._wrong.append(f"Case {case.number}: at {what}, {_UNLIKE}")
        elif value not in (*OFF, TICKED):
            self._wrong.append(f"Case {case.number}: {what} holds something else than a tick; it is left out.")
        return value == TICKED

    def _value(self, name: str) -> str:
        self._known.add(name)
        return self._values.get(name, "")


def states_of(question: GradingQuestion) -> tuple[str, ...]:
    """What the field of a question's answer can say, in the order of its answers: their digits while there are some."""
    keys = [choice.key for choice in question.asked.choices]
    return tuple(key or f"{place}" for place, key in enumerate(keys, 1))


def _place(case: GradingCase, question: GradingQuestion) -> str:
    """Number and question; an id that could not stand in a name, or stands in one twice, is told by its place."""
    plain = [re.sub("[^A-Za-z0-9-]", "", each.asked.id) for each in case.questions]
    at = next(at for at, each in enumerate(case.questions) if each is question)
    unclear = plain[at] != question.asked.id or Counter(plain)[plain[at]] > 1
    return f"{case.number}_{at + 1}-{plain[at]}" if unclear else f"{case.number}_{plain[at]}"


def _asked(case: GradingCase) -> list[str]:
    return [f"{answer_field(case, question)} {len(question.asked.choices)}" for question in case.questions]
