"""Deciding the small rules that schemes hold: is this question asked, is that row of another kind."""

from collections.abc import Mapping

from app.core.schemes.spec import LIST, Condition

Values = Mapping[str, str]
"""A record's fields (or a sheet's answers) as text; a blank one is left out."""


def holds(rule: Condition, fields: Values, answers: Values | None = None) -> bool:
    """Whether a rule holds for a record's fields and, where it asks about them, a sheet's answers.

    A blank field never equals anything and is neither below nor at least a number. A list of codes equals each of them.
    """
    if rule.all:
        return all(holds(part, fields, answers) for part in rule.all)
    if rule.any:
        return any(holds(part, fields, answers) for part in rule.any)
    if rule.none:
        return not any(holds(part, fields, answers) for part in rule.none)
    source = (answers or {}) if rule.answer else fields
    return _fits(rule, source.get(rule.answer or rule.field, ""))


def _fits(rule: Condition, value: str) -> bool:
    if rule.present is not None:
        return bool(value) is rule.present
    if rule.equals:
        return value in rule.equals or (LIST in value and not set(rule.equals).isdisjoint(value.split(LIST)))
    if not value.isdecimal():
        return False
    number = int(value)
    return (rule.below is None or number < rule.below) and (rule.at_least is None or number >= rule.at_least)
