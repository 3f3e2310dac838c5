"""What is fixed together with the seal, so that the draw can change none of it: ``plan.json`` (DESIGN 3.5)."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime
from itertools import pairwise
from typing import Any, Final

from app.core.canonical import sha256_hex
from app.core.clock import to_text
from app.core.sampling.allocation import EQUAL, FIXED, PER, PROPORTIONAL, RULES, SIMPLE, WHOLE, Share
from app.core.sampling.design import MOST_FACETS
from app.core.sampling.frame import SMALL
from app.core.sampling.strict import Fields, Unreadable, load, written

FORMAT: Final = 1
"""The format of frame, plan and draw that this version writes and checks."""

DICE: Final = "dice"
APP: Final = "app"
NAMED: Final = "named"

SEED_SOURCES: Final = frozenset({DICE, APP, NAMED})
"""Dice rolled in the room after the seal; the app's own randomness; a public number named in advance."""

EXCLUDED: Final = "excluded:"
"""Before the reason's code: a step of the funnel that left cases out."""

PUBLICATION: Final = "publication"
AUDITOR: Final = "auditor"


@dataclass(frozen=True, kw_only=True, slots=True)
class Filter:
    """A facet that the list was narrowed by, and its value. Never a value that names a person."""

    facet: str
    value: str


@dataclass(frozen=True, kw_only=True, slots=True)
class FunnelStep:
    """A step from the imported cases to the list, and how many were left after it."""

    step: str
    count: int


@dataclass(frozen=True, kw_only=True, slots=True)
class Exclusion:
    """Cases left out of the list before it was sealed: the code of the reason, and how many."""

    reason: str
    count: int

    @property
    def step(self) -> str:
        """The step of the funnel that shows it."""
        return f"{EXCLUDED}{self.reason}"


@dataclass(frozen=True, kw_only=True, slots=True)
class Plan:
    """Everything about a draw that is fixed before its seed.

    Attributes:
        seal: of the frame the plan is for; so that one digest, the plan's, fixes both.
        number: the draw's, among the draws of this seal, from 1.
        practice: whether the workspace is for practice: such a draw proves nothing about real cases.
        kind: the kind of case.
        scheme_version: of the scheme the cases were read by.
        form: the question set they will be graded with.
        first_day: of the period, a day of Europe/London.
        last_day: of the period, included.
        filters: what the list was narrowed by.
        funnel: from the imported cases to the list; the last count is the list's.
        imports: SHA-256 of each imported file.
        strata_by: the facets that make the strata; none for a simple frame.
        allocation: ``equal``, ``fixed`` or ``all``; blank for a proportional or simple sample.
        per: the facet of which each value is a stratum that gives the same number; blank where there is none.
        take_all: the rules whose cases are all taken, in their order.
        exclusions: what was left out and why, in the order of the last steps of the funnel.
        departures: how the draw differs from the monthly plan it belongs to, in words.
        shares: what each stratum gives, in label order.
        replace_reasons: codes of the reasons for which a reserve may take a case's place.
        withhold_reasons: codes of the reasons for which a drawn case may be kept back.
        adverse: what counts as an adverse verdict, in words.
        seed_sources: where the seed may come from.
        seed_name: the public number's name and date, where it may come from one.
        sealed_at: when the frame was sealed.
        fixed_at: when the plan was fixed: with the seal for draw 1, before its own seed for a later one.
    """

    seal: str
    number: int
    practice: bool
    kind: str
    scheme_version: str
    form: str
    first_day: date
    last_day: date
    filters: tuple[Filter, ...] = ()
    funnel: tuple[FunnelStep, ...]
    imports: tuple[str, ...]
    strata_by: tuple[str, ...] = ()
    allocation: str = ""
    per: str = ""
    take_all: tuple[tuple[Filter, ...], ...] = ()
    exclusions: tuple[Exclusion, ...] = ()
    departures: tuple[str, ...] = ()
    shares: tuple[Share, ...]
    replace_reasons: tuple[str, ...]
    withhold_reasons: tuple[str, ...]
    adverse: str
    seed_sources: tuple[str, ...] = field(default=(APP, DICE))
    seed_name: str = ""
    sealed_at: datetime
    fixed_at: datetime

    @property
    def audience(self) -> str:
        """Who the bundle is for: with a stratum of 1 to 4 cases the auditor alone (DESIGN 3.3)."""
        return audience_of(self.shares)


def audience_of(shares: tuple[Share, ...]) -> str:
    """``auditor`` where a stratum of 1 to 4 cases could point at a person, else ``publication`` (DESIGN 3.3)."""
    return AUDITOR if any(share.cases <= SMALL for share in shares) else PUBLICATION


def plan_bytes(plan: Plan) -> bytes:
    """The bytes of ``plan.json``: canonical JSON and one line feed.

    Raises:
        ValueError: the plan would not be read back: a code, a digest, a count or a time is out of order.
    """
    data = written(_to_json(plan))
    try:
        read_plan(data)
    except Unreadable as error:
        raise ValueError(str(error)) from error
    return data


def plan_digest(data: bytes) -> str:
    """The plan's digest, as ``sha256sum plan.json`` shows it."""
    return sha256_hex(data)


def read_plan(data: bytes) -> Plan:
    """The plan in the bytes of a ``plan.json``.

    Raises:
        Unreadable: a byte is not as :func:`plan_bytes` would have written it, or the plan contradicts itself.
    """
    fields = Fields("plan.json", load("plan.json", data), _KEYS, _SOMETIMES)
    if fields.whole("format") != FORMAT:
        raise Unreadable(f"plan.json: it is of another format; this version checks format {FORMAT}.")
    plan = Plan(
        seal=fields.digest("seal"),
        number=fields.whole("number", least=1),
        practice=fields.flag("practice"),
        kind=fields.code("kind"),
        scheme_version=fields.text("scheme_version"),
        form=fields.code("form"),
        first_day=fields.day("from"),
        last_day=fields.day("to"),
        filters=fields.items("filters", _read_filter),
        funnel=fields.items("funnel", _read_step),
        imports=fields.digests("imports"),
        strata_by=fields.codes("strata_by"),
        allocation=fields.one_of("allocation", _ALLOCATIONS) if fields.has("allocation") else "",
        per=fields.code("per") if fields.has("per") else "",
        take_all=fields.some("take_all", _read_rule),
        exclusions=fields.some("exclusions", _read_exclusion),
        departures=fields.some("departures", _read_departure),
        shares=fields.items("strata", _read_share),
        replace_reasons=fields.codes("replace_reasons"),
        withhold_reasons=fields.codes("withhold_reasons"),
        adverse=fields.text("adverse"),
        seed_sources=fields.codes("seed_sources"),
        seed_name=fields.text("seed_name", blank=True),
        sealed_at=fields.moment("sealed_at"),
        fixed_at=fields.moment("fixed_at"),
    )
    audience = fields.one_of("audience", {PUBLICATION, AUDITOR})
    for fault in _contradictions(plan, audience):
        raise Unreadable(f"plan.json: {fault}.")
    return plan


def _to_json(plan: Plan) -> dict[str, Any]:
    return {
        "format": FORMAT,
        "audience": plan.audience,
        "seal": plan.seal,
        "number": plan.number,
        "practice": plan.practice,
        "kind": plan.kind,
        "scheme_version": plan.scheme_version,
        "form": plan.form,
        "from": plan.first_day.isoformat(),
        "to": plan.last_day.isoformat(),
        "filters": [{"facet": one.facet, "value": one.value} for one in plan.filters],
        "funnel": [{"step": one.step, "count": one.count} for one in plan.funnel],
        "imports": list(plan.imports),
        "strata_by": list(plan.strata_by),
        "strata": [_share_to_json(share) for share in plan.shares],
        "replace_reasons": list(plan.replace_reasons),
        "withhold_reasons": list(plan.withhold_reasons),
        "adverse": plan.adverse,
        "seed_sources": list(plan.seed_sources),
        "seed_name": plan.seed_name,
        "sealed_at": to_text(plan.sealed_at),
        "fixed_at": to_text(plan.fixed_at),
        **{key: value for key, value in _said_sometimes(plan).items() if value},
    }


def _said_sometimes(plan: Plan) -> dict[str, Any]:
    """What is written only where there is something to say, so that a plan without it is as it always was."""
    return {
        "allocation": plan.allocation,
        "per": plan.per,
        "take_all": [{"where": [{"facet": one.facet, "value": one.value} for one in rule]} for rule in plan.take_all],
        "exclusions": [{"reason": one.reason, "count": one.count} for one in plan.exclusions],
        "departures": list(plan.departures),
    }


_ALLOCATIONS: Final = frozenset({EQUAL, FIXED, WHOLE})
_SOMETIMES: Final = frozenset({"allocation", "per", "take_all", "exclusions", "departures"})
_KEYS: Final = frozenset(
    {
        "format",
        "audience",
        "seal",
        "number",
        "practice",
        "kind",
        "scheme_version",
        "form",
        "from",
        "to",
        "filters",
        "funnel",
        "imports",
        "strata_by",
        "strata",
        "replace_reasons",
        "withhold_reasons",
        "adverse",
        "seed_sources",
        "seed_name",
        "sealed_at",
        "fixed_at",
    }
)


def _share_to_json(share: Share) -> dict[str, Any]:
    return {
        "label": share.label,
        "cases": share.cases,
        "size": share.size,
        "reserves": share.reserves,
        "rule": share.rule,
    }


def _read_filter(where: str, value: Any) -> Filter:
    fields = Fields(where, value, ("facet", "value"))
    return Filter(facet=fields.code("facet"), value=fields.text("value", blank=True))


def _read_step(where: str, value: Any) -> FunnelStep:
    fields = Fields(where, value, ("step", "count"))
    return FunnelStep(step=fields.text("step"), count=fields.whole("count"))


def _read_rule(where: str, value: Any) -> tuple[Filter, ...]:
    fields = Fields(where, value, ("where",))
    return fields.some("where", _read_filter)


def _read_exclusion(where: str, value: Any) -> Exclusion:
    fields = Fields(where, value, ("reason", "count"))
    return Exclusion(reason=fields.code("reason"), count=fields.whole("count", least=1))


def _read_departure(where: str, value: Any) -> str:
    if not isinstance(value, str) or not value.strip():
        raise Unreadable(f"{where}: text was expected.")
    return value


def _read_share(where: str, value: Any) -> Share:
    fields = Fields(where, value, ("label", "cases", "size", "reserves", "rule"))
    return Share(
        label=fields.label("label"),
        cases=fields.whole("cases", least=1),
        size=fields.whole("size"),
        reserves=fields.whole("reserves"),
        rule=fields.one_of("rule", RULES),
    )


def _contradictions(plan: Plan, audience: str) -> list[str]:
    rightly = audience == audience_of(plan.shares)
    for_whom = (rightly, "it does not say rightly whether it is for publication or for the auditor alone")
    outcomes = (*_about_times(plan), *_about_funnel(plan), *_about_strata(plan), *_about_seed(plan), for_whom)
    return [fault for holds, fault in outcomes if not holds]


Outcomes = Iterator[tuple[bool, str]]


def _about_times(plan: Plan) -> Outcomes:
    yield plan.first_day <= plan.last_day, "its period ends before it begins"
    yield plan.sealed_at <= plan.fixed_at, "it was fixed before the list was sealed"
    first = plan.number == 1
    yield not first or plan.sealed_at == plan.fixed_at, "the plan of the first draw was not fixed with the seal"


def _about_funnel(plan: Plan) -> Outcomes:
    counts = [step.count for step in plan.funnel]
    yield (
        bool(counts) and counts == sorted(counts, reverse=True),
        "its funnel is empty or a later step has more cases",
    )
    whole = sum(share.cases for share in plan.shares)
    yield counts[-1:] == [whole], "its funnel does not end with the number of cases in the strata"
    left_out = tuple(
        Exclusion(reason=step.step.removeprefix(EXCLUDED), count=before.count - step.count)
        for before, step in pairwise(plan.funnel)
        if step.step.startswith(EXCLUDED)
    )
    last_steps = [step.step for step in plan.funnel[len(plan.funnel) - len(plan.exclusions) :]]
    yield (
        left_out == plan.exclusions and last_steps == [one.step for one in plan.exclusions],
        "what it says was left out is not what the last steps of its funnel show",
    )
    yield bool(plan.imports), "it names no imported file"


def _about_strata(plan: Plan) -> Outcomes:
    labels = [share.label for share in plan.shares]
    yield bool(labels) and labels == sorted(set(labels)), "its strata are missing, repeated or out of order"
    yield not (plan.per and plan.strata_by), "it divides the list in two ways at once"
    yield not (plan.per and plan.allocation), "it shares the sample in two ways at once"
    yield len(plan.strata_by) <= MOST_FACETS, f"it divides the list by more than {MOST_FACETS} facets"
    by_facets = bool(plan.strata_by or plan.per)
    yield (
        by_facets or len(labels) <= 1 + len(plan.take_all),
        "it has several strata but names no facet that makes them",
    )
    yield _rules_fit(plan), "a stratum follows a rule that the plan does not have"
    yield sum(share.size for share in plan.shares) >= 1, "it draws no case"
    yield (
        all(share.size + share.reserves <= share.cases for share in plan.shares),
        "it asks for more cases than a stratum holds",
    )


def _rules_fit(plan: Plan) -> bool:
    """Whether the strata follow the plan's one rule, but for as many drawn whole as there are take-all rules."""
    rules = [share.rule for share in plan.shares]
    if plan.allocation == WHOLE:
        return set(rules) == {WHOLE}
    wanted = {plan.allocation or PER} if plan.allocation or plan.per else {SIMPLE, PROPORTIONAL}
    others = set(rules) - {WHOLE}
    return rules.count(WHOLE) <= len(plan.take_all) and others <= wanted and len(others) <= 1


def _about_seed(plan: Plan) -> Outcomes:
    yield (
        bool(plan.seed_sources) and set(plan.seed_sources) <= SEED_SOURCES,
        "the seed must come from dice, the app or a named number",
    )
    yield (
        (NAMED in plan.seed_sources) == bool(plan.seed_name),
        "a public number must be named in advance, and only then",
    )
