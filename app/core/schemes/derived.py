"""Fields that rules fill where the extract gave nothing: one rule for a row as it is read and for a case of many."""

from collections.abc import Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet

from app.core.schemes.conditions import holds
from app.core.schemes.durations import span_between
from app.core.schemes.rules import Between, Condition, Derivation
from app.core.schemes.spec import LIST, Scheme

_REMEMBERED = 10_000


class Filling(dict[tuple[str, ...], str]):
    """How a field is filled: from its own value and those that are asked about, to what it becomes.

    That is decided once for each set of values; ``filling[own, *asked]`` costs no call in Python after that.

    Attributes:
        field_id: the field; a value of its own always stands.
        asks: the fields that are asked about.
    """

    def __init__(self, field_id: str, asks: Iterable[str]) -> None:
        """For a field, and the fields that are asked about."""
        super().__init__()
        self.field_id = field_id
        self.asks: tuple[str, ...] = tuple(asks)

    def __missing__(self, values: tuple[str, ...]) -> str:
        own, *asked = values
        found = own or self.decide(asked)
        if len(self) < _REMEMBERED:
            self[values] = found
        return found

    def decide(self, asked: Sequence[str]) -> str:
        """What the field becomes where it is blank; "" where nothing can be said."""
        raise NotImplementedError


class Elapsed(Filling):
    """A field that is filled with how long it is from one time to another."""

    def __init__(self, field_id: str, between: Between) -> None:
        """For a field, and the two times."""
        super().__init__(field_id, (between.first, between.then))
        self._between = between

    def decide(self, asked: Sequence[str]) -> str:
        """How long it is; "" where a time is not known, or the two stand the wrong way round."""
        first, then = asked
        return span_between(self._between, first, then) if first and then else ""


class Derived(Filling):
    """A field that rules fill.

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
        super().__init__(field_id, sorted(fields_asked(rule.when for rule in rules)))
        self._rules = rules
        self._codes = codes

    def decide(self, asked: Sequence[str]) -> str:
        """What the first rule that fits says."""
        told = dict(zip(self.asks, asked, strict=True))
        strange = any(self._is_strange(name, value) for name, value in told.items())
        rules = [rule for rule in self._rules if not (strange and _rests_on_silence(rule.when))]
        return next((rule.value for rule in rules if holds(rule.when, told)), "")

    def _is_strange(self, name: str, value: str) -> bool:
        return bool(value) and name in self._codes and not set(value.split(LIST)) <= self._codes[name]


def derived_fields(scheme: Scheme, columns: AbstractSet[str] | None = None, *, part: str = "") -> tuple[Filling, ...]:
    """The fields that are filled where they are blank, in the scheme's order: a later one may ask about an earlier.

    Args:
        scheme: of the rows.
        columns: the fields that the extract has a column for: that a field is blank says nothing where it has none.
            None means all of them (somebody typed the record in).
        part: the part of a case that the rows are; "" for the scheme's own.
    """
    fields = scheme.fields_of(part)
    codes = {
        field.id: frozenset(code.code for code in scheme.vocabularies[field.vocabulary])
        for field in fields
        if field.type in ("code", "codes")
    }
    filled = {field.id for field in fields if field.derive or field.between}
    found: list[Filling] = []
    for field in fields:
        between = field.between
        if between and (columns is None or {between.first, between.then} <= (columns | filled)):
            found.append(Elapsed(field.id, between))
        rules = [rule for rule in field.derive if columns is None or _blanks(rule.when) <= (columns | filled)]
        if rules:
            found.append(Derived(field.id, rules, codes))
    return tuple(found)


def fill_derived(derived: Iterable[Filling], values: Mapping[str, str]) -> dict[str, str]:
    """The values of a row or case with the blank ones filled that rules fill."""
    filled = dict(values)
    for item in derived:
        found = item[(filled.get(item.field_id, ""), *(filled.get(name, "") for name in item.asks))]
        if found:
            filled[item.field_id] = found
    return filled


def can_fill(scheme: Scheme, columns: AbstractSet[str]) -> set[str]:
    """The fields that records may have where an extract has columns for some: those, and all that follow from them."""
    known = set(columns)
    for field in scheme.fields:
        told = field.between is not None and {field.between.first, field.between.then} <= known
        if told or fields_asked(rule.when for rule in field.derive) & known:
            known.add(field.id)
    return known


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
