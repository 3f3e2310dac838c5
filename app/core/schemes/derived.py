"""Fields that rules fill where the extract gave nothing: one rule for a row as it is read and for a case of many."""

from collections.abc import Iterable, Mapping, Sequence

from app.core.schemes.conditions import holds
from app.core.schemes.spec import Condition, Derivation, Scheme

_REMEMBERED = 10_000


class Derived(dict[tuple[str, ...], str]):
    """A field that rules fill: from its own value and those that the rules ask about, to what it becomes.

    What they say is decided once for each set of values; ``derived[own, *asked]`` costs no call in Python after that.
    """

    def __init__(self, field_id: str, rules: Sequence[Derivation]) -> None:
        """For a field with its rules, the first that fits winning; a value of its own always does."""
        super().__init__()
        self.field_id = field_id
        self.asks: tuple[str, ...] = tuple(sorted(fields_asked(rule.when for rule in rules)))
        self._rules = rules

    def __missing__(self, values: tuple[str, ...]) -> str:
        own, *asked = values
        found = own
        if not own:
            told = dict(zip(self.asks, asked, strict=True))
            found = next((rule.value for rule in self._rules if holds(rule.when, told)), "")
        if len(self) < _REMEMBERED:
            self[values] = found
        return found


def derived_fields(scheme: Scheme) -> tuple[Derived, ...]:
    """The fields of a scheme that rules fill, in the scheme's order: a later one may ask about an earlier."""
    return tuple(Derived(field.id, field.derive) for field in scheme.fields if field.derive)


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
