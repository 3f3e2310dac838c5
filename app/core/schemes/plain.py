"""Kept values in plain words, as screens and papers show them."""

from collections.abc import Mapping
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


def reference_of(scheme: Scheme, values: Mapping[str, str]) -> str:
    """A case's own reference, as the force knows it; empty where the extract gave none.

    Where only its first part is blank, that is said: “1” alone is the first person of any incident.
    """
    known = [values[name] for name in scheme.case_key if values.get(name)]
    first = scheme.case_key[0]
    if known and not values.get(first):
        known.insert(0, f"{say(scheme.field(first).label)} {NOT_RECORDED}")
    return " / ".join(known)


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
