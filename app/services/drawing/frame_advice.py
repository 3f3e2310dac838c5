"""What looks odd about a list before it is sealed, as far as the store can tell; never which cases it holds."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from sqlalchemy.orm import Session

from app.core.days import local
from app.core.sampling import advice
from app.core.sampling.advice import Advice
from app.core.sampling.allocation import Share
from app.core.sampling.frame import Stratum
from app.core.sampling.strata import take_all_number
from app.core.schemes.plain import value_words
from app.core.words import say
from app.models.laying import FACET_COLUMNS
from app.models.record_query import combination_counts, facet_counts, hour_counts, most_alike
from app.services.drawing.facets import possible_values
from app.services.drawing.frame_choice import Asked
from app.services.drawing.frame_words import facet_labels, rule_words

_CAUSE = "power"
"""What other fields are sometimes filled in from (the object of a search, in some forces' older extracts)."""


def advise(session: Session, asked: Asked, strata: Sequence[Stratum], shares: Iterable[Share]) -> tuple[str, ...]:
    """What is seen and what would help, a sentence or two each.

    Args:
        session: any.
        asked: the list.
        strata: that it would have.
        shares: what each would give; none where the list cannot give what is asked.
    """
    whole = sum(stratum.cases for stratum in strata)
    rules = [rule_words(asked.scheme, rule) for rule in asked.design.take_all]
    found: list[Advice] = list(_about_facets(session, asked))
    found += advice.idle_rules(rules, [take_all_number(stratum.name) for stratum in strata])
    found += advice.undrawn_strata(list(shares))
    found += advice.crowded_days(_days(session, asked))
    found += advice.crowded_moment(most_alike(session, asked.query, advice.CROWD), whole)
    return tuple(f"{one.what} {one.fix}" for one in found)


def _about_facets(session: Session, asked: Asked) -> Iterable[Advice]:
    counts = {facet: facet_counts(session, asked.query, facet) for facet in asked.design.dividing}
    for facet, found in counts.items():
        field = asked.scheme.field(facet)
        (label,) = facet_labels(asked.scheme, (facet,))
        if found.get("", 0) * advice.MOSTLY > sum(found.values()):
            yield from advice.blank_facet(label, found, _others(session, asked, facet))
        if facet != _CAUSE and _CAUSE in {item.id for item in asked.scheme.facets}:
            (cause,) = facet_labels(asked.scheme, (_CAUSE,))
            yield from advice.echoed_facet(label, cause, _pairs(session, asked, facet))
        if facet not in asked.where:
            possible = sorted(possible_values(asked.scheme, field))
            said = {value_words(asked.scheme, field, value): count for value, count in found.items()}
            yield from advice.empty_strata([value_words(asked.scheme, field, value) for value in possible], said)


def _pairs(session: Session, asked: Asked, facet: str) -> dict[tuple[str, str], int]:
    """Cases by the value of a facet and of the power, where both are recorded."""
    counts = combination_counts(session, asked.query, (facet, _CAUSE))
    return {(value, cause): count for (value, cause), count in counts.items() if value and cause}


def _others(session: Session, asked: Asked, facet: str) -> dict[str, Mapping[str, int]]:
    """The other facets that a list could be divided by, each by its words."""
    return {
        say(field.label): facet_counts(session, asked.query, field.id)
        for field in asked.scheme.facets
        if field.id != facet and field.id in FACET_COLUMNS and field.id not in asked.where
    }


def _days(session: Session, asked: Asked) -> dict[date, int]:
    """Cases by their day in Europe/London."""
    days: Counter[date] = Counter()
    for moment, count in hour_counts(session, asked.query):
        days[local(moment).date()] += count
    return dict(days)
