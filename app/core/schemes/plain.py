"""Kept values in plain words, as screens and papers show them."""

from datetime import date

from app.core.clock import from_text
from app.core.days import day_words, moment_words
from app.core.schemes.spec import LIST, Field, Question, Role, Scheme
from app.core.words import say

NOT_RECORDED = "not recorded"


def value_words(scheme: Scheme, field: Field, value: str) -> str:
    """A kept value in plain words: a code's label, a time on London's clock; what no vocabulary knows as it stands."""
    if not value:
        return NOT_RECORDED
    if field.type == "yes_no":
        return {"yes": "Yes", "no": "No"}.get(value, value)
    if field.type == "time":
        return moment_words(from_text(value))
    if field.type == "date":
        return day_words(date.fromisoformat(value))
    if field.type == "code":
        return _label(scheme, field, value)
    if field.type == "codes":
        return ", ".join(_label(scheme, field, code) for code in value.split(LIST))
    return value


def question_words(question: Question, role: Role) -> str:
    """A question in the wording of a role."""
    return say(question.text_for.get(role) or question.text)


def law_words(question: Question) -> str:
    """The sources a question rests on, in one line."""
    return "; ".join(f"{law.ref} ({law.version})" if law.version else law.ref for law in question.law)


def _label(scheme: Scheme, field: Field, value: str) -> str:
    for code in scheme.vocabularies[field.vocabulary]:
        if code.code == value:
            return say(code.label)
    return value
