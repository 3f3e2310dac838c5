"""The lists of a monthly plan for one month: what is asked for, what there is, and where it departs from the plan."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from app.core.days import month_days
from app.core.errors import AppError
from app.core.schemes.plain import value_words
from app.core.schemes.settings import MonthlyItem, MonthlyPlan
from app.core.schemes.spec import Scheme
from app.core.shapes.draws import FrameChoice
from app.core.shapes.months import MonthChoice, MonthItem
from app.core.words import count_of, say
from app.models.record_query import CaseQuery, facet_counts
from app.services.drawing.facets import facet_of, possible_values, publishable, value_of
from app.services.drawing.frames import count_frame
from app.services.schemes import load_library
from app.services.workspace import Workspace

_MONTH = re.compile("(19|20)[0-9]{2}-(0[1-9]|1[0-2])").fullmatch
_EVERY = "all"


@dataclass(frozen=True, kw_only=True)
class MonthList:
    """One list of a month: what is asked of it (None where there is nothing to draw from), and what is told of it."""

    item: MonthItem
    choice: FrameChoice | None


def plan_named(ws: Workspace, name: str) -> MonthlyPlan:
    """A monthly plan of the force. AppError names those there are."""
    plans = load_library(ws.force).force.monthly_plans
    found = next((plan for plan in plans if plan.id == name), None)
    if found is None:
        raise AppError(f"There is no monthly plan “{name}”.", f"Choose one of: {', '.join(plan.id for plan in plans)}.")
    return found


def days_of(month: str) -> tuple[date, date]:
    """The first and the last day of a month. AppError where it is none."""
    if not _MONTH(month):
        raise AppError(f"“{month}” is no month.", "Write it like 2025-06.")
    return month_days(month)


def item_words(scheme: Scheme, item: MonthlyItem) -> str:
    """How much of a list a plan draws, in words."""
    if item.allocation == _EVERY:
        drawn = "every case"
    elif item.per:
        drawn = f"{item.size:,} of each {say(facet_of(scheme, item.per).label)}"
    else:
        drawn = f"{item.size:,} at random"
    rules = [_rule_words(scheme, pairs(rule)) for rule in item.take_all]
    narrowed = _rule_words(scheme, tuple(pair for text in item.where for pair in pairs(text)))
    return "; ".join(
        filter(None, (f"{drawn} of {narrowed}" if narrowed else drawn, *(f"all of {one}" for one in rules)))
    )


def pairs(text: str) -> tuple[tuple[str, str], ...]:
    """The facets and values of ``F=V,F=V``. AppError where a part is none."""
    found: list[tuple[str, str]] = []
    for part in text.split(","):
        facet, equals, value = part.partition("=")
        if not (facet.strip() and equals):
            raise AppError(f"“{text}” is no rule of facets and values.", "Write it like is_child=yes,search_level=eip.")
        found.append((facet.strip(), value.strip()))
    return tuple(found)


def month_lists(ws: Workspace, asked: MonthChoice) -> tuple[tuple[MonthList, ...], tuple[str, ...]]:
    """The lists of a month as they would be sealed, and the sentences on how they depart from the plan.

    A list without a case is told, and keeps nothing of the others from being drawn.

    Raises:
        AppError: no such plan, month, facet or kind of the plan; or no list of it has a case.
    """
    plan, (first, last) = plan_named(ws, asked.plan), days_of(asked.month)
    _check_kinds(plan, asked)
    library = load_library(ws.force)
    schemes = {item.kind: library.scheme(item.kind) for item in plan.items}
    sizes = dict(asked.sizes)
    everywhere = [
        f"Left out of the monthly plan: {say(schemes[kind].label)}." for kind, size in asked.sizes if size == 0
    ]
    lists: list[MonthList] = []
    departures = list(everywhere)
    for item in plan.items:
        scheme, size = schemes[item.kind], sizes.get(item.kind)
        if size == 0:
            lists.append(MonthList(item=_item(scheme, item, told="Left out on request."), choice=None))
            continue
        told = [*_narrowed(scheme, asked), *_resized(scheme, item, size)]
        departures += [f"{say(scheme.label)}: {text}" for text in told]
        choice = _choice(item, size, (first, last), asked.where)
        lists.append(_fitted(ws, scheme, item, replace(choice, departures=(*everywhere, *told))))
    if not any(one.choice for one in lists):
        raise AppError("No list of this plan has a case in that month.", "Check the month, the filters, the imports.")
    return tuple(lists), tuple(dict.fromkeys(departures))


def _check_kinds(plan: MonthlyPlan, asked: MonthChoice) -> None:
    kinds = dict.fromkeys(item.kind for item in plan.items)
    strange = [kind for kind, _ in asked.sizes if kind not in kinds]
    if strange:
        raise AppError(f"The plan draws nothing of the kind “{strange[0]}”.", f"It draws: {', '.join(kinds)}.")


def _choice(
    item: MonthlyItem, size: int | None, days: tuple[date, date], where: Sequence[tuple[str, str]]
) -> FrameChoice:
    """What the plan asks for, with another size where one is asked for."""
    whole = item.allocation == _EVERY and size is None
    wanted = item.size if size is None else size
    return FrameChoice(
        kind=item.kind,
        first_day=days[0],
        last_day=days[1],
        where=(*(pair for text in item.where for pair in pairs(text)), *where),
        strata=item.strata,
        per=(item.per, wanted) if item.per else None,
        take_all=tuple(pairs(rule) for rule in item.take_all),
        allocation=item.allocation if whole or item.allocation != _EVERY else "proportional",
        size=0 if whole or item.per else wanted,
        reserves=item.reserves,
        form=item.form,
        seed_source="app",
    )


def _fitted(ws: Workspace, scheme: Scheme, item: MonthlyItem, choice: FrameChoice) -> MonthList:
    """The choice with no more asked than the month holds, which is told."""
    if not all(_has_value(ws, scheme, facet, text) for facet, text in choice.where):
        return MonthList(item=_item(scheme, item, told="No case in this month."), choice=None)
    counted = count_frame(ws, replace(choice, size=0, reserves=0))
    if not counted.cases:
        return MonthList(item=_item(scheme, item, told="No case in this month."), choice=None)
    chance = [line.cases for line in counted.strata if line.rule != _EVERY]
    taken = counted.cases - sum(chance)
    size = min(choice.size, sum(chance))
    drawn = sum(min(count, choice.per[1]) for count in chance) if choice.per else size
    told = ""
    if size < choice.size:
        told = f"The plan asks for {choice.size:,}; there are {sum(chance):,}, and all are drawn."
    left = 0 if choice.allocation == _EVERY else sum(chance) - drawn
    fitted = replace(
        choice,
        size=size,
        reserves=min(choice.reserves, left),
        departures=(*choice.departures, told) if told else choice.departures,
    )
    shown = replace(_item(scheme, item, told=told), cases=counted.cases, size=taken + drawn, reserves=fitted.reserves)
    return MonthList(item=shown, choice=fitted)


def _item(scheme: Scheme, item: MonthlyItem, *, told: str) -> MonthItem:
    return MonthItem(
        kind=item.kind,
        kind_label=say(scheme.label),
        words=item_words(scheme, item),
        cases=0,
        size=0,
        reserves=0,
        told=told,
    )


def _has_value(ws: Workspace, scheme: Scheme, facet: str, text: str) -> bool:
    """Whether a filter can find anything at all: a supervisor may have no record of one of the plan's kinds."""
    field = facet_of(scheme, facet)
    value = value_of(scheme, field, text)
    if not value or value in possible_values(scheme, field):
        return True
    with ws.read() as session:
        return value in facet_counts(session, CaseQuery(kind=scheme.kind, where={}), facet)


# ------------------------------------------------------------------ in words
def _narrowed(scheme: Scheme, asked: MonthChoice) -> Iterator[str]:
    for facet, text in asked.where:
        field = facet_of(scheme, facet)
        value = value_words(scheme, field, value_of(scheme, field, text))
        yield f"Narrowed to {say(field.label)}: {value if publishable(field) else '(not published)'}."


def _resized(scheme: Scheme, item: MonthlyItem, size: int | None) -> Iterator[str]:
    if size is not None and (size != item.size or item.allocation == _EVERY):
        of_each = f" of each {say(facet_of(scheme, item.per).label)}" if item.per else ""
        planned = "every case" if item.allocation == _EVERY else f"{count_of(item.size, 'case')}{of_each}"
        yield f"The plan draws {planned}; asked for here: {size:,}{of_each}."


def _rule_words(scheme: Scheme, rule: Sequence[tuple[str, str]]) -> str:
    fields = [(facet_of(scheme, facet), text) for facet, text in rule]
    return " and ".join(f"{say(field.label)}: {value_words(scheme, field, text)}" for field, text in fields)
