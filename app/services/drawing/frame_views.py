"""Sealed lists read back from the store: as a shape, and what other services need of one."""

from collections.abc import Sequence
from functools import lru_cache

import msgspec
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.core.clock import to_text
from app.core.errors import AppError
from app.core.sampling.allocation import Share, drawn_whole
from app.core.sampling.frame import SMALL
from app.core.schemes.spec import Scheme
from app.core.shapes.designs import PlanView
from app.core.shapes.draws import FrameView, StratumLine
from app.core.words import say
from app.models.frames import DrawRow, FrameRow, FrameStratumRow, PlanRow
from app.models.workspaces import SchemeRow
from app.services.drawing.frame_words import (
    design_of,
    facet_labels,
    filter_words,
    funnel_words,
    left_out,
    rule_words,
    stratum_words,
    weight_words,
)
from app.services.drawing.gate_views import lodgings, other_seals, reconciliation_of
from app.services.reasons import force_of, reason_words


def frame_row(session: Session, frame_id: int) -> FrameRow:
    """The row of a frame. AppError when there is none of that number: nothing was sealed under it."""
    row = session.get(FrameRow, frame_id)
    if row is None:
        raise AppError(f"There is no sealed list F{frame_id}.", "Seal a list first; a seed comes after the seal.")
    return row


def scheme_of(session: Session, scheme_id: int) -> Scheme:
    """A scheme as it was when it was used."""
    return _decoded(session.get_one(SchemeRow, scheme_id).body)


@lru_cache(maxsize=32)
def _decoded(body: bytes) -> Scheme:
    """Schemes never change once they are used, and every sheet asks for one."""
    return msgspec.json.decode(body, type=Scheme)


def plan_shares(row: PlanRow) -> tuple[Share, ...]:
    """What each stratum gives, as the plan fixed it."""
    return tuple(
        Share(label=str(label), cases=int(cases), size=int(size), reserves=int(reserves), rule=str(rule))
        for label, cases, size, reserves, rule in row.shares
    )


def frame_view(session: Session, row: FrameRow) -> FrameView:
    """A sealed list as doors and papers are told of it."""
    scheme, design = scheme_of(session, row.scheme_id), design_of(row)
    plans = _plans(session, row.id)
    plan = next((one for one, drawn in plans if drawn is None), plans[-1][0])
    filters = [(facet, value) for facet, value in row.filters]
    steps = [(str(step), int(count)) for step, count in row.funnel]
    reasons = reason_words(force_of(session).exclude_reasons)
    strata = _stratum_lines(session, row, scheme, plan)
    return FrameView(
        frame_id=row.id,
        kind=row.kind,
        kind_label=say(scheme.label),
        first_day=row.first_day.isoformat(),
        last_day=row.last_day.isoformat(),
        filters=tuple(filter_words(scheme, facet, value) for facet, value in filters),
        seal=row.seal,
        plan=plan.digest,
        cases=row.cases,
        size=plan.size,
        reserves=plan.reserves,
        form=plan.form,
        form_label=say(scheme.form(plan.form).label),
        sealed_at=to_text(row.sealed_at),
        funnel=funnel_words(scheme, steps, filters, reasons),
        strata=strata,
        strata_facets=facet_labels(scheme, design.dividing),
        per=(say(scheme.field(design.per[0]).label), design.per[1]) if design.per else None,
        take_all=tuple(rule_words(scheme, rule) for rule in design.take_all),
        allocation=plan.allocation,
        seed_source=plan.seed_source,
        seed_name=plan.seed_name,
        small_strata=tuple(line.name for line in strata if design.stratified and line.cases <= SMALL),
        exclusions=left_out(steps, reasons),
        lodged=lodgings(session, frame_id=row.id),
        plans=tuple(_plan_view(scheme, one, drawn) for one, drawn in plans),
        reconciled=reconciliation_of(session, scheme, row.id),
        whole=drawn_whole(plan_shares(plan)),
        departures=tuple(plan.departures),
        draws=tuple(drawn for _, drawn in plans if drawn is not None),
        other_seals=other_seals(session, row),
    )


def _plans(session: Session, frame_id: int) -> Sequence[tuple[PlanRow, int | None]]:
    """The plans of a list in order, each with its draw."""
    rows = session.execute(
        select(PlanRow, DrawRow.id)
        .outerjoin(DrawRow, DrawRow.plan_id == PlanRow.id)
        .where(PlanRow.frame_id == frame_id)
        .order_by(PlanRow.number)
    ).all()
    if not rows:
        raise LookupError("a frame without a plan")
    return [(plan, drawn) for plan, drawn in rows]


def _plan_view(scheme: Scheme, row: PlanRow, drawn: int | None) -> PlanView:
    return PlanView(
        plan_id=row.id,
        number=row.number,
        digest=row.digest,
        size=row.size,
        reserves=row.reserves,
        allocation=row.allocation,
        form=row.form,
        form_label=say(scheme.form(row.form).label),
        seed_source=row.seed_source,
        seed_name=row.seed_name,
        departures=tuple(row.departures),
        fixed_at=to_text(row.fixed_at),
        drawn=drawn,
        whole=drawn_whole(plan_shares(row)),
    )


def _stratum_lines(session: Session, row: FrameRow, scheme: Scheme, plan: PlanRow) -> tuple[StratumLine, ...]:
    dealt, design = {share.label: share for share in plan_shares(plan)}, design_of(row)
    found = session.scalars(
        select(FrameStratumRow).where(FrameStratumRow.frame_id == row.id).order_by(FrameStratumRow.label)
    )
    return tuple(stratum_line(dealt[item.label], stratum_words(scheme, design, item.name)) for item in found)


def stratum_line(share: Share, name: str, *, label: str | None = None) -> StratumLine:
    """A stratum as it is shown: its share, under its name in words."""
    return StratumLine(
        label=share.label if label is None else label,
        name=name,
        cases=share.cases,
        size=share.size,
        reserves=share.reserves,
        rule=share.rule,
        weight=weight_words(share),
    )
