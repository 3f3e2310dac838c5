"""What was fixed before a seed, in words that may leave the workspace: read from the very bytes of ``plan.json``."""

from collections.abc import Sequence
from typing import NamedTuple

from sqlalchemy.orm import Session

from app.core.clock import to_text
from app.core.sampling import plan as planning
from app.core.sampling.allocation import drawn_whole
from app.core.schemes.settings import Force, Reason
from app.core.schemes.spec import Scheme
from app.core.shapes.draws import FunnelStep, StratumLine
from app.core.shapes.notices import SealedFacts
from app.core.words import say
from app.export.wording import Wording
from app.models.frames import FrameRow, PlanRow
from app.services.drawing.draw_words import other_seal_words, seed_to_come
from app.services.drawing.frame_views import scheme_of
from app.services.drawing.frame_words import (
    facet_labels,
    filter_words,
    funnel_words,
    left_out,
    rule_words,
    weight_words,
)
from app.services.drawing.gate_views import other_seals
from app.services.reasons import force_of, reason_words

_WORDS = Wording("sealed")


class Told(NamedTuple):
    """A plan as it was written, with what its codes mean."""

    plan: planning.Plan
    scheme: Scheme
    force: Force


def sealed_facts(session: Session, frame: FrameRow, row: PlanRow) -> SealedFacts:
    """A sealed list and one plan of it, as papers tell them to outsiders."""
    told = Told(planning.read_plan(row.body), scheme_of(session, frame.scheme_id), force_of(session))
    plan, scheme, force = told
    reasons = reason_words(force.exclude_reasons)
    steps = [(step.step, step.count) for step in plan.funnel]
    whole = drawn_whole(plan.shares)
    return SealedFacts(
        frame=f"F{frame.id}",
        kind_label=say(scheme.label),
        first_day=plan.first_day.isoformat(),
        last_day=plan.last_day.isoformat(),
        filters=tuple(filter_words(scheme, one.facet, one.value) for one in plan.filters),
        funnel=_funnel(told, steps),
        left_out=left_out(steps, reasons),
        strata=_strata(plan),
        divided=_divided(told),
        take_all=tuple(rule_words(scheme, [(one.facet, one.value) for one in rule]) for rule in plan.take_all),
        whole=whole,
        cases=frame.cases,
        size=row.size,
        reserves=row.reserves,
        form_label=say(scheme.form(plan.form).label),
        replace_reasons=_reasons(force.replace_reasons, plan.replace_reasons),
        withhold_reasons=_reasons(force.withhold_reasons, plan.withhold_reasons),
        adverse=plan.adverse,
        seed_from=seed_to_come(plan, whole=whole),
        departures=plan.departures,
        seal=frame.seal,
        plan=row.digest,
        plan_number=row.number,
        sealed_at=to_text(plan.sealed_at),
        fixed_at=to_text(plan.fixed_at),
        other_seals=other_seal_words(other_seals(session, frame)),
        scan=scan_text(frame.seal, row.digest, practice=plan.practice),
    )


def scan_text(seal: str, plan: str, *, practice: bool) -> str:
    """What the QR code of a seal says: plain text, for a telephone to show, keep and send on."""
    return f"SCRUTINY-PANEL{' PRACTICE' if practice else ''}\nseal {seal}\nplan {plan}"


def for_auditor(row: PlanRow) -> bool:
    """Whether a group is so small that the paper is for the auditor, not for publication (DESIGN 3.3)."""
    return planning.read_plan(row.body).audience == planning.AUDITOR


def _funnel(told: Told, steps: Sequence[tuple[str, int]]) -> tuple[FunnelStep, ...]:
    filters = [(one.facet, one.value) for one in told.plan.filters]
    return funnel_words(told.scheme, steps, filters, reason_words(told.force.exclude_reasons))


def _strata(plan: planning.Plan) -> tuple[StratumLine, ...]:
    return tuple(
        StratumLine(
            label=share.label,
            name="",
            cases=share.cases,
            size=share.size,
            reserves=share.reserves,
            rule=share.rule,
            weight=weight_words(share),
        )
        for share in plan.shares
    )


def _divided(told: Told) -> str:
    facets = (told.plan.per,) if told.plan.per else told.plan.strata_by
    if not facets:
        return _WORDS.say("says.divided_rules" if told.plan.take_all else "says.divided_one")
    labels = [_within_a_sentence(label) for label in facet_labels(told.scheme, facets)]
    return _WORDS.say("says.divided_by", facets=_listed(labels))


def _within_a_sentence(label: str) -> str:
    """A label with a small first letter, unless it is an abbreviation."""
    return label if label[:2].isupper() else label[:1].lower() + label[1:]


def _listed(words: Sequence[str]) -> str:
    return " and ".join([", ".join(words[:-1]), words[-1]] if len(words) > 1 else words)


def _reasons(known: tuple[Reason, ...], codes: Sequence[str]) -> tuple[str, ...]:
    words = reason_words(known)
    return tuple(words.get(code, code) for code in codes)
