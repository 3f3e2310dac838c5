"""A case of many rows as one: how each field is got from them, and where they do not agree."""

from collections.abc import Callable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from types import MappingProxyType

from app.core.schemes.conditions import holds
from app.core.schemes.derived import Filling, fields_asked, fill_derived
from app.core.schemes.spec import LIST, Field, Scheme

Values = Mapping[str, str]


@dataclass(frozen=True, kw_only=True, slots=True)
class Merged:
    """A case's own values (no narratives: each row keeps its own), and the fields on which its rows do not agree."""

    values: dict[str, str]
    conflicts: tuple[str, ...]


def merge_rows(
    scheme: Scheme,
    rows: Sequence[Values],
    derived: Sequence[Filling] = (),
    parts: Mapping[str, Sequence[Values]] = MappingProxyType({}),
) -> Merged:
    """What a case of many rows is, for lists, filters, rules and sealed lists.

    Args:
        scheme: of the case; its fields say how each is got (``Field.merge``).
        rows: the scheme's own rows of the case (not its parts'), as field id to value, blanks left out.
        derived: fields that rules fill where they are still blank.
        parts: by part, its rows of the case: those that ``Field.from_rows`` asks about.

    A field of yes or no that any row decides is no only where each row says so: one that is left blank may be a yes.

    A conflict is a field in which two rows say different things, however the case gets it, unless they may (see
    ``disagree``); or one that the rows of a part say otherwise.

    Raises:
        ValueError: there is no row.
    """
    if not rows:
        raise ValueError("a case without a row")
    ordered = lead_first(scheme, rows)
    merged: dict[str, str] = {}
    conflicts: list[str] = []
    for field in scheme.fields:
        given = [row.get(field.id, "") for row in ordered]
        said = [value for value in given if value]
        if not said or field.type == "narrative" or "identity" in field.use:
            continue
        value = _RULES[field.merge](scheme, field, said, given)
        if value:
            merged[field.id] = value
        if disagree(scheme, field, said):
            conflicts.append(field.id)
    for field in scheme.fields:
        told = _told_by_part(field, parts)
        if told and merged.setdefault(field.id, told) != told:
            conflicts.append(field.id)
    filled = fill_derived(derived, merged)
    unsure = _worked_out_of_some(scheme, ordered, {name for name in filled if name not in merged})
    return Merged(
        values={name: value for name, value in filled.items() if value != "no" or name not in unsure},
        conflicts=tuple(conflicts),
    )


def lead_first(scheme: Scheme, rows: Sequence[Values]) -> list[Values]:
    """The rows of a case in order, the one that leads first: see ``Lead``. Rows alike stay as they came."""
    lead = scheme.lead
    if lead is None:
        return list(rows)

    def place(row: Values) -> tuple[bool, list[tuple[bool, str]]]:
        after = lead.prefer is not None and not holds(lead.prefer, row)
        return after, [(not row.get(name), row.get(name, "")) for name in lead.by]

    return sorted(rows, key=place)


def disagree(scheme: Scheme, field: Field, said: Sequence[str]) -> bool:
    """Whether rows say different things of a field of which each should say the same, as it is told once for the case.

    Args:
        scheme: of the case.
        field: one of its fields.
        said: what those rows say that say something.
    """
    return len({meaning(field, value) for value in said}) > 1 and not _adds_up(scheme, field)


def meaning(field: Field, value: str) -> str | frozenset[str]:
    """A value as it is compared with another: the same codes in another order are the same."""
    return frozenset(value.split(LIST)) if field.type == "codes" else value


def _adds_up(scheme: Scheme, field: Field) -> bool:
    """Whether each row speaks for itself: an officer's own tactics, what follows from nothing else, or when it was."""
    if field.each or field.merge in ("earliest", "latest"):
        return True
    asked = fields_asked(rule.when for rule in field.derive)
    return bool(asked) and all(_adds_up(scheme, scheme.field(name)) for name in asked)


def _worked_out_of_some(scheme: Scheme, rows: Sequence[Values], filled: AbstractSet[str]) -> set[str]:
    """Which of the fields that rules filled rest on what the rows add together and one of them leaves blank.

    Where one form has no tactics at all, the other's do not say what was never done.
    """
    found = set[str]()
    for name in filled:
        asked = map(scheme.field, fields_asked(rule.when for rule in scheme.field(name).derive))
        if any(each.merge == "any" and not all(row.get(each.id) for row in rows) for each in asked):
            found.add(name)
    return found


def _told_by_part(field: Field, parts: Mapping[str, Sequence[Values]]) -> str:
    """What the rows of a part say of a field: no only where each of them says so."""
    if field.from_rows is None:
        return ""
    return _one_or_none([row.get(field.from_rows.field, "") for row in parts.get(field.from_rows.part, ())])


def _one_or_none(given: Sequence[str]) -> str:
    """Yes where one row says so, no where each of them does; what one leaves blank may be either."""
    if "yes" in given:
        return "yes"
    return "no" if set(given) == {"no"} else ""


def _same(scheme: Scheme, field: Field, said: Sequence[str], given: Sequence[str]) -> str:
    """The lead's word where it has one; where it is blank, the first that another row says."""
    return said[0]


def _lead(scheme: Scheme, field: Field, said: Sequence[str], given: Sequence[str]) -> str:
    return given[0]


def _any(scheme: Scheme, field: Field, said: Sequence[str], given: Sequence[str]) -> str:
    if field.type == "yes_no":
        return _one_or_none(given)
    if field.type in ("integer", "decimal"):
        return max(said, key=float)
    order = {code.code: at for at, code in enumerate(scheme.vocabularies.get(field.vocabulary, ()))}
    if field.type == "codes":
        every = dict.fromkeys(code for codes in said for code in codes.split(LIST))
        return LIST.join(sorted(every, key=lambda code: order.get(code, len(order))))
    return max(said, key=lambda code: order.get(code, -1)) if order else said[0]


def _earliest(scheme: Scheme, field: Field, said: Sequence[str], given: Sequence[str]) -> str:
    return min(said)


def _latest(scheme: Scheme, field: Field, said: Sequence[str], given: Sequence[str]) -> str:
    return max(said)


_RULES: dict[str, Callable[[Scheme, Field, Sequence[str], Sequence[str]], str]] = {
    "same": _same, "lead": _lead, "any": _any, "earliest": _earliest, "latest": _latest,
}  # fmt: skip
