"""Sealed lists read back from the store: as a shape, and what other services need of one."""

from collections.abc import Sequence
from functools import lru_cache

import msgspec
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.core.clock import to_text
from app.core.errors import AppError
from app.core.sampling.frame import ALL, SMALL
from app.core.sampling.frame import NOT_RECORDED as NO_STRATUM
from app.core.schemes.plain import value_words
from app.core.schemes.spec import Scheme
from app.core.shapes.draws import FrameView, FunnelStep, StratumLine
from app.core.words import say
from app.models.frames import DrawRow, FrameRow, FrameStratumRow, PlanRow
from app.models.workspaces import SchemeRow


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


def frame_view(session: Session, row: FrameRow) -> FrameView:
    """A sealed list as doors and papers are told of it."""
    scheme = scheme_of(session, row.scheme_id)
    plan = session.scalars(select(PlanRow).where(PlanRow.frame_id == row.id).order_by(PlanRow.number)).first()
    if plan is None:
        raise LookupError("a frame without a plan")
    filters = [(facet, value) for facet, value in row.filters]
    strata = _stratum_lines(session, row, scheme, plan)
    draws = session.scalars(select(DrawRow.id).where(DrawRow.frame_id == row.id).order_by(DrawRow.number))
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
        funnel=funnel_words(scheme, [(str(step), int(count)) for step, count in row.funnel], filters),
        strata=strata,
        strata_facet=", ".join(say(scheme.field(facet).label) for facet in strata_facets(row)),
        seed_source=plan.seed_source,
        small_strata=tuple(line.name for line in strata if strata_facets(row) and line.cases <= SMALL),
        draws=tuple(draws),
        other_seals=tuple(other.seal for other in overlapping(session, row)),
    )


def funnel_words(
    scheme: Scheme, steps: Sequence[tuple[str, int]], filters: Sequence[tuple[str, str]]
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
    return tuple(FunnelStep(step=plain.get(step, step), count=count) for step, count in steps)


def overlapping(session: Session, row: FrameRow) -> Sequence[FrameRow]:
    """The other sealed lists of the same kind over a period that overlaps: sealing again must show (DESIGN 3.9)."""
    return session.scalars(
        select(FrameRow)
        .where(FrameRow.kind == row.kind, FrameRow.id != row.id)
        .where(FrameRow.first_day <= row.last_day, FrameRow.last_day >= row.first_day)
        .order_by(FrameRow.id)
    ).all()


def filter_words(scheme: Scheme, facet: str, value: str) -> tuple[str, str]:
    """A filter in plain words: the facet's label, the value's."""
    field = scheme.field(facet)
    return say(field.label), value_words(scheme, field, value)


def _stratum_lines(session: Session, row: FrameRow, scheme: Scheme, plan: PlanRow) -> tuple[StratumLine, ...]:
    dealt = {str(label): (int(size), int(reserves)) for label, _, size, reserves, _ in plan.shares}
    found = session.scalars(
        select(FrameStratumRow).where(FrameStratumRow.frame_id == row.id).order_by(FrameStratumRow.label)
    )
    return tuple(
        StratumLine(
            label=item.label,
            name=_stratum_words(scheme, strata_facets(row), item.name),
            cases=item.cases,
            size=dealt[item.label][0],
            reserves=dealt[item.label][1],
        )
        for item in found
    )


def strata_facets(row: FrameRow) -> tuple[str, ...]:
    """The facets that make a list's strata: none for a list that is not divided."""
    per = row.design["per"]
    return (str(per[0]),) if per else tuple(row.design["strata_by"])


def _stratum_words(scheme: Scheme, facets: Sequence[str], name: str) -> str:
    if not facets or name in (ALL, NO_STRATUM):
        return name
    return value_words(scheme, scheme.field(facets[0]), name)
