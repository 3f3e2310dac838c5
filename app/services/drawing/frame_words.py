"""What a list and its strata are, in plain words for those inside: filters, steps, rules, names, weights."""

from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise

from app.core.sampling.allocation import Share
from app.core.sampling.design import Design
from app.core.sampling.frame import ALL
from app.core.sampling.frame import NOT_RECORDED as NO_STRATUM
from app.core.sampling.keys import SEPARATOR
from app.core.sampling.plan import EXCLUDED
from app.core.sampling.strata import JOINED, take_all_number
from app.core.schemes.plain import value_words
from app.core.schemes.spec import Scheme
from app.core.shapes.designs import ReasonCount
from app.core.shapes.draws import FunnelStep
from app.core.words import say
from app.models.frames import FrameRow


def design_of(row: FrameRow) -> Design:
    """What makes the strata of a sealed list. How many are drawn of each is its plans' to say."""
    told, per = row.design, row.design["per"]
    return Design(
        size=0 if per else 1,
        strata_by=tuple(told["strata_by"]),
        per=(str(per[0]), int(per[1])) if per else None,
        take_all=tuple(tuple((str(facet), str(value)) for facet, value in rule) for rule in told["take_all"]),
        join_small=bool(told["join_small"]),
    )


def design_to_keep(design: Design) -> dict[str, object]:
    """The part of a design that belongs to the list, as :func:`design_of` reads it."""
    return {
        "strata_by": list(design.strata_by),
        "per": list(design.per) if design.per else None,
        "take_all": [[[facet, value] for facet, value in rule] for rule in design.take_all],
        "join_small": design.join_small,
    }


def filter_words(scheme: Scheme, facet: str, value: str) -> tuple[str, str]:
    """A filter in plain words: the facet's label, the value's."""
    field = scheme.field(facet)
    return say(field.label), value_words(scheme, field, value)


def rule_words(scheme: Scheme, rule: Sequence[tuple[str, str]]) -> str:
    """A take-all rule: ``Search level: Strip search and Child: Yes``."""
    return " and ".join(": ".join(filter_words(scheme, facet, value)) for facet, value in rule)


def facet_labels(scheme: Scheme, facets: Iterable[str]) -> tuple[str, ...]:
    """The labels of facets."""
    return tuple(say(scheme.field(facet).label) for facet in facets)


def stratum_words(scheme: Scheme, design: Design, name: str) -> str:
    """The name of a stratum: the values of its facets, or the rule whose cases are all taken."""
    if number := take_all_number(name):
        return f"All of: {rule_words(scheme, design.take_all[number - 1])}"
    if name in (ALL, JOINED):
        return name
    values = zip(design.dividing, name.split(SEPARATOR), strict=True)
    told = [one if one == NO_STRATUM else filter_words(scheme, facet, one)[1] for facet, one in values]
    return " / ".join(told)


def weight_words(share: Share) -> str:
    """For how many cases of its stratum a drawn one stands: ``1``, ``12.4``; blank where none is drawn."""
    weight = share.weight
    if weight is None:
        return ""
    return str(weight.numerator) if weight.denominator == 1 else f"{float(weight):.1f}"


def funnel_words(
    scheme: Scheme,
    steps: Sequence[tuple[str, int]],
    filters: Sequence[tuple[str, str]],
    reasons: Mapping[str, str],
) -> tuple[FunnelStep, ...]:
    """The steps from imported cases to the list, in plain words."""
    plain = {
        "imported": "Cases in this workspace, of every kind",
        "kind": f"of the kind “{say(scheme.label)}”",
        "period": "in the period",
    }
    for facet in dict.fromkeys(facet for facet, _ in filters):
        field = scheme.field(facet)
        values = [value_words(scheme, field, value) for name, value in filters if name == facet]
        plain[f"filter:{facet}"] = f"{say(field.label)}: {' or '.join(values)}"
    plain |= {f"{EXCLUDED}{code}": f"without those left out: {words}" for code, words in reasons.items()}
    return tuple(FunnelStep(step=plain.get(step, step), count=count) for step, count in steps)


def left_out(steps: Sequence[tuple[str, int]], reasons: Mapping[str, str]) -> tuple[ReasonCount, ...]:
    """How many cases each reason left out, from the steps to a list."""
    found: list[ReasonCount] = []
    for (_, before), (step, count) in pairwise(steps):
        if step.startswith(EXCLUDED):
            code = step.removeprefix(EXCLUDED)
            found.append(ReasonCount(reason=code, label=reasons.get(code, code), count=before - count))
    return tuple(found)
