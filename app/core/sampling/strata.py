"""The name of each case's stratum: take-all rules first, then the values of the facets; small ones may be joined."""

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Final

from app.core.canonical import clean_text
from app.core.errors import AppError
from app.core.sampling.design import Design
from app.core.sampling.frame import ALL, NOT_RECORDED, SMALL
from app.core.sampling.keys import SEPARATOR

JOINED: Final = "small groups together"
"""The name of the stratum that small ones are joined into."""

TAKE_ALL: Final = "take-all"
"""The name of a take-all rule's stratum begins with this, U+001F and the rule's number from 1."""

Values = tuple[str, ...]
"""The values of one case, in the order of :attr:`Design.facets`; a blank is "not recorded"."""


def stratum_names(design: Design, counts: Mapping[Values, int]) -> dict[Values, str]:
    """Which stratum each combination of facet values goes to (DESIGN 3.3).

    The first take-all rule that fits wins; else the values of the facets that divide the list, joined by U+001F,
    a blank among them as "not recorded"; else the one stratum of a simple list.

    Args:
        design: of the list.
        counts: how many cases have each combination of values: for a list on paper from a count of the store, for
            one being sealed from ``Counter`` over its cases.

    Returns:
        For every combination the name of its stratum.

    Raises:
        AppError: a value can be taken for the name of a take-all rule.
        ValueError: a combination has another number of values than the design has facets.
    """
    places = {facet: place for place, facet in enumerate(design.facets)}
    rules = [[(places[facet], clean_text(value)) for facet, value in rule] for rule in design.take_all]
    divide = [places[facet] for facet in design.dividing]
    names: dict[Values, str] = {}
    for values in counts:
        if len(values) != len(places):
            raise ValueError("the values of a case are not those of the design's facets")
        names[values] = _taken(rules, values) or _divided(divide, values)
    return _with_small_joined(names, counts) if design.join_small else names


def is_take_all(name: str) -> bool:
    """Whether a stratum is that of a take-all rule."""
    return name.startswith(TAKE_ALL + SEPARATOR)


def take_all_number(name: str) -> int:
    """The number of the take-all rule whose stratum it is, from 1; 0 for any other stratum."""
    return int(name.removeprefix(TAKE_ALL + SEPARATOR)) if is_take_all(name) else 0


def plain_name(name: str) -> str:
    """A stratum's name for a sentence: values of several facets stand side by side."""
    return name.replace(SEPARATOR, " / ")


def join_small(counts: Mapping[str, int]) -> dict[str, str]:
    """Which stratum each value goes to when small ones are joined.

    Values of 1 to 4 cases go together; while what they make is still that small, the next smallest joins them.

    Args:
        counts: cases by value.

    Returns:
        For every value the name of its stratum: its own, or :data:`JOINED`.
    """
    smallest_first = sorted(counts, key=lambda value: (counts[value], value))
    joined: list[str] = []
    for value in smallest_first:
        together = sum(counts[name] for name in joined)
        if counts[value] > SMALL and not 0 < together <= SMALL:
            break
        joined.append(value)
    if len(joined) < 2:  # one small stratum and nothing to join it to
        joined = []
    return {value: JOINED if value in joined else value for value in counts}


def _taken(rules: Sequence[Sequence[tuple[int, str]]], values: Values) -> str:
    for number, rule in enumerate(rules, 1):
        if all(clean_text(values[place]) == wanted for place, wanted in rule):
            return f"{TAKE_ALL}{SEPARATOR}{number}"
    return ""


def _divided(places: Sequence[int], values: Values) -> str:
    if not places:
        return ALL
    name = SEPARATOR.join(clean_text(values[place]) or NOT_RECORDED for place in places)
    if is_take_all(name):
        raise AppError(
            f"A value of the list is “{TAKE_ALL}”, which is kept for cases that are all taken.",
            "Divide the list by another facet.",
        )
    return name


def _with_small_joined(names: Mapping[Values, str], counts: Mapping[Values, int]) -> dict[Values, str]:
    by_name: Counter[str] = Counter()
    for values, name in names.items():
        if not is_take_all(name):
            by_name[name] += counts[values]
    joined = join_small(by_name)
    return {values: joined.get(name, name) for values, name in names.items()}
