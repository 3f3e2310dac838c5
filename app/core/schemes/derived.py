"""Fields that rules fill where the extract gave nothing: one rule for a row as it is read and for a case of many."""

from collections.abc import Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet

from app.core.schemes.conditions import holds
from app.core.schemes.spec import LIST, Condition, Derivation, Scheme

_REMEMBERED = 10_000


class Derived(dict[tuple[str, ...], str]):
    """A field that rules fill: from its own value and those that the rules ask about, to what it becomes.

    What they say is decided once for each set of values; ``derived[own, *asked]`` costs no call in Python after that.
    Nothing is concluded from what is not known: beside a word that no vocabulary has, a rule that rests on something
    being filled in, or on other words not being there, says nothing ("Leg restraint" may be the very tactic).
    """

    def __init__(self, field_id: str, rules: Sequence[Derivation], codes: Mapping[str, AbstractSet[str]]) -> None:
        """For a field with its rules, the first that fits winning; a value of its own always does.

        Args:
            field_id: the field.
            rules: its rules.
            codes: by field, the codes that its vocabulary has; no entry for fields that take any text.
        """
        super().__init__()
        self.field_id = field_id
        self.asks: tuple[str, ...] = tuple(sorted(fields_asked(rule.when for rule in rules)))
        self._rules = rules
        self._codes = codes

    def __missing__(self, values: tuple[str, ...]) -> str:
        own, *asked = values
        found = own
        if not own:
            told = dict(zip(self.asks, asked, strict=True))
            strange = any(self._is_strange(name, value) for name, value in told.items())
            rules = [rule for rule in self._rules if not (strange and _rests_on_silence(rule.when))]
            found = next((rule.value for rule in rules if holds(rule.when, told)), "")
        if len(self) < _REMEMBERED:
            self[values] = found
        return found

    def _is_strange(self, name: str, value: str) -> bool:
        return bool(value) and name in self._codes and not set(value.split(LIST)) <= self._codes[name]


def derived_fields(scheme: Scheme, columns: AbstractSet[str] | None = None) -> tuple[Derived, ...]:
    """The fields of a scheme that rules fill, in the scheme's order: a later one may ask about an earlier.

    Args:
        scheme: of the rows.
        columns: the fields that the extract has a column for: that a field is blank says nothing where it has none.
            None means all of them (somebody typed the record in).
    """
    codes = {
        field.id: frozenset(code.code for code in scheme.vocabularies[field.vocabulary])
        for field in scheme.fields
        if field.type in ("code", "codes")
    }
    filled = {field.id for field in scheme.fields if field.derive}
    found: list[Derived] = []
    for field in scheme.fields:
        rules = [rule for rule in field.derive if columns is None or _blanks(rule.when) <= (columns | filled)]
        if rules:
            found.append(Derived(field.id, rules, codes))
    return tuple(found)


def fill_derived(derived: Iterable[Derived], values: Mapping[str, str]) -> dict[str, str]:
    """The values of a row or case with the blank ones filled that rules fill."""
    filled = dict(values)
    for item in derived:
        found = item[(filled.get(item.field_id, ""), *(filled.get(name, "") for name in item.asks))]
        if found:
            filled[item.field_id] = found
    return filled


def fields_asked(rules: Iterable[Condition]) -> set[str]:
    """The ids of the fields that some rules read."""
    asked: set[str] = set()
    waiting = list(rules)
    while waiting:
        rule = waiting.pop()
        if rule.field:
            asked.add(rule.field)
        waiting += (*rule.any, *rule.all, *rule.none)
    return asked


def _rests_on_silence(rule: Condition) -> bool:
    """Whether a rule holds because of something that is not said: any word will do, or some words are not there."""
    return rule.present is not None or bool(rule.none) or any(map(_rests_on_silence, (*rule.any, *rule.all)))


def _blanks(rule: Condition) -> set[str]:
    """The fields that a rule wants blank."""
    own = {rule.field} if rule.present is False else set[str]()
    return own.union(*map(_blanks, (*rule.any, *rule.all, *rule.none)))
