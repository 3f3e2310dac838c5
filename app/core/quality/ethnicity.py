"""How people's own ethnicity is recorded, and where it is not the group that the officer saw."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from app.core.quality.blanks import NO_PERSON, unit_order
from app.core.schemes.plain import NOT_RECORDED, value_words
from app.core.schemes.spec import Scheme
from app.core.shapes.quality import Ethnicity, Stated

NOT_STATED = "NS"
_NOT_STATED_GROUP = "Not stated"
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


def ethnicity_of(scheme: Scheme, counts: Sequence[PeopleCount]) -> Ethnicity:
    """What the counts say. ``by_lpu`` and ``by_team`` are empty where no record names one."""
    about = [each for each in counts if each.subject_kind not in NO_PERSON]
    own, seen = _groups(scheme, "sde_code"), _groups(scheme, "ode_code")
    five = tuple(group for group in dict.fromkeys(own.values()) if group != _NOT_STATED_GROUP)
    pairs = Counter[tuple[str, str]]()
    for each in about:
        if _stated(each):
            pairs[own.get(each.sde, _OTHERS), _seen(seen, each.ode)] += each.people
    columns = {officer for _, officer in pairs}
    return Ethnicity(
        whole=_sum("All", counts),
        by_lpu=_by(scheme, "lpu", counts),
        by_team=_by(scheme, "team", counts),
        reasons=_reasons(scheme, about),
        groups=five,
        seen=(*five, *(name for name in (_OTHERS, NOT_KNOWN, NOTHING_SEEN) if name in columns)),
        pairs=tuple((mine, officers, people) for (mine, officers), people in sorted(pairs.items())),
    )


def _seen(groups: Mapping[str, str], code: str) -> str:
    if not code:
        return NOTHING_SEEN
    found = groups.get(code, _OTHERS)
    return NOT_KNOWN if found == _NOT_STATED_GROUP else found


def _stated(each: PeopleCount) -> bool:
    return bool(each.sde) and each.sde != NOT_STATED


def _sum(label: str, counts: Iterable[PeopleCount]) -> Stated:
    total = Counter[str]()
    for each in counts:
        if each.subject_kind in NO_PERSON:
            total["apart"] += each.people
            continue
        total["people"] += each.people
        total[_state(each)] += each.people
        if not _stated(each) and each.ode:
            total["officer_only"] += each.people
    return Stated(
        label=label,
        people=total["people"],
        stated=total["stated"],
        with_reason=total["with_reason"],
        without_reason=total["without_reason"],
        missing=total["missing"],
        apart=total["apart"],
        officer_only=total["officer_only"],
    )


def _state(each: PeopleCount) -> str:
    """A reason for none is as good with the box left blank as with "not stated" in it."""
    if _stated(each):
        return "stated"
    if each.reason:
        return "with_reason"
    return "without_reason" if each.sde else "missing"


def _by(scheme: Scheme, facet: str, counts: Sequence[PeopleCount]) -> tuple[Stated, ...]:
    units: dict[str, list[PeopleCount]] = {}
    for each in counts:
        units.setdefault(str(getattr(each, facet)), []).append(each)
    if not any(units):
        return ()
    return tuple(_sum(unit_words(scheme, facet, unit), units[unit]) for unit in unit_order(scheme, facet, units))


def unit_words(scheme: Scheme, facet: str, unit: str) -> str:
    """A unit or team as people name it."""
    return value_words(scheme, scheme.field(facet), unit) if unit else NOT_RECORDED.capitalize()


def _reasons(scheme: Scheme, about: Iterable[PeopleCount]) -> tuple[tuple[str, int], ...]:
    """Why ethnicity was not given, in the order of the form's list."""
    found = Counter[str]()
    for each in about:
        if _state(each) == "with_reason":
            found[each.reason] += each.people
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
