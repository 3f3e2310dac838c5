"""How people's own ethnicity is recorded, and where it is not the group that the officer saw."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from app.core.quality.blanks import NO_PERSON, unit_order
from app.core.schemes.plain import NOT_RECORDED, value_words
from app.core.schemes.spec import Scheme
from app.core.shapes.quality import Ethnicity, Stated

_NOT_STATED = "Not stated"
"""The group of the codes that say that nothing was stated, and of those that say why."""
_OTHERS = "Another value"
NOTHING_SEEN = "Not recorded"
NOT_KNOWN = "Not known to the officer"


@dataclass(frozen=True, kw_only=True, slots=True)
class PeopleCount:
    """So many people with the same unit, team and ethnicity as recorded; "" is blank everywhere."""

    lpu: str = ""
    team: str = ""
    subject_kind: str = ""
    sde: str = ""
    reason: str = ""
    ode: str = ""
    people: int


@dataclass(frozen=True, kw_only=True, slots=True)
class _Lists:
    """What a kind's lists know: of the own answer's codes and of the officer's the group, and the codes of reasons."""

    own: Mapping[str, str]
    seen: Mapping[str, str]
    reasons: frozenset[str]

    def state(self, each: PeopleCount) -> str:
        """What is known of these people's own answer. Only a code that names a group of people is one that was stated.

        A word that no list knows may mean anything, so it is counted apart. A reason for none is as good with the box
        left blank as with "not stated" in it, or as its own code in the box.
        """
        if each.sde and self.own.get(each.sde, _NOT_STATED) != _NOT_STATED:
            return "stated"
        if each.sde and each.sde not in self.own and each.sde not in self.reasons:
            return "not_understood"
        if self.reason(each):
            return "with_reason"
        return "without_reason" if each.sde else "missing"

    def reason(self, each: PeopleCount) -> str:
        """Why none was stated: the reason that is recorded, or its code in the place of the answer."""
        return each.reason or (each.sde if each.sde in self.reasons else "")


def ethnicity_of(scheme: Scheme, counts: Sequence[PeopleCount]) -> Ethnicity:
    """What the counts say. ``by_lpu`` and ``by_team`` are empty where no record names one."""
    about = [each for each in counts if each.subject_kind not in NO_PERSON]
    lists = _Lists(
        own=_groups(scheme, "sde_code"),
        seen=_groups(scheme, "ode_code"),
        reasons=frozenset(_groups(scheme, "sde_refusal_reason")),
    )
    five = tuple(group for group in dict.fromkeys(lists.own.values()) if group != _NOT_STATED)
    pairs = Counter[tuple[str, str]]()
    for each in about:
        if lists.state(each) == "stated":
            pairs[lists.own[each.sde], _seen(lists.seen, each.ode)] += each.people
    columns = {officer for _, officer in pairs}
    return Ethnicity(
        whole=_sum("All", counts, lists),
        by_lpu=_by(scheme, "lpu", counts, lists),
        by_team=_by(scheme, "team", counts, lists),
        reasons=_reasons(scheme, about, lists),
        groups=five,
        seen=(*five, *(name for name in (_OTHERS, NOT_KNOWN, NOTHING_SEEN) if name in columns)),
        pairs=tuple((mine, officers, people) for (mine, officers), people in sorted(pairs.items())),
    )


def _seen(groups: Mapping[str, str], code: str) -> str:
    if not code:
        return NOTHING_SEEN
    found = groups.get(code, _OTHERS)
    return NOT_KNOWN if found == _NOT_STATED else found


def _sum(label: str, counts: Iterable[PeopleCount], lists: _Lists) -> Stated:
    total = Counter[str]()
    for each in counts:
        if each.subject_kind in NO_PERSON:
            total["apart"] += each.people
            continue
        total["people"] += each.people
        state = lists.state(each)
        total[state] += each.people
        if state == "missing" and _seen(lists.seen, each.ode) not in (NOTHING_SEEN, NOT_KNOWN):
            total["officer_only"] += each.people
    return Stated(
        label=label,
        people=total["people"],
        stated=total["stated"],
        with_reason=total["with_reason"],
        without_reason=total["without_reason"],
        missing=total["missing"],
        not_understood=total["not_understood"],
        apart=total["apart"],
        officer_only=total["officer_only"],
    )


def _by(scheme: Scheme, facet: str, counts: Sequence[PeopleCount], lists: _Lists) -> tuple[Stated, ...]:
    units: dict[str, list[PeopleCount]] = {}
    for each in counts:
        units.setdefault(str(getattr(each, facet)), []).append(each)
    if not any(units):
        return ()
    return tuple(_sum(unit_words(scheme, facet, unit), units[unit], lists) for unit in unit_order(scheme, facet, units))


def unit_words(scheme: Scheme, facet: str, unit: str) -> str:
    """A unit or team as people name it."""
    return value_words(scheme, scheme.field(facet), unit) if unit else NOT_RECORDED.capitalize()


def _reasons(scheme: Scheme, about: Iterable[PeopleCount], lists: _Lists) -> tuple[tuple[str, int], ...]:
    """Why ethnicity was not given, in the order of the form's list."""
    found = Counter[str]()
    for each in about:
        if lists.state(each) == "with_reason":
            found[lists.reason(each)] += each.people
    if not found:
        return ()
    field = scheme.field("sde_refusal_reason")
    return tuple(
        (value_words(scheme, field, code), found[code]) for code in unit_order(scheme, "sde_refusal_reason", found)
    )


def _groups(scheme: Scheme, name: str) -> dict[str, str]:
    """By code, its group of the roll-up."""
    field = next((each for each in scheme.fields if each.id == name), None)
    codes = scheme.vocabularies.get(field.vocabulary, ()) if field else ()
    return {code.code: code.group for code in codes}
