"""Counting and sealing the list from which a draw is made. Sealed is sealed: list and plan are closed together."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

import msgspec
from sqlalchemy import insert, select
from sqlalchemy.orm import Session

from app.core.canonical import sha256_hex
from app.core.changes import Done, Topic
from app.core.errors import AppError
from app.core.events import Act, Event
from app.core.sampling.allocation import Share, drawn_whole
from app.core.sampling.dealing import design_shares
from app.core.sampling.frame import SMALL, Frame, Stratum, label_series
from app.core.sampling.plan import EXCLUDED, FunnelStep
from app.core.sampling.strata import stratum_names
from app.core.schemes.plain import value_words
from app.core.schemes.spec import Scheme
from app.core.shapes.draws import FrameChoice, FrameCount, FrameView, StratumLine
from app.core.workflow.rights import Right
from app.models.frames import FrameRow, FrameStratumRow
from app.models.gate import FrameExclusionRow
from app.models.record_query import (
    CaseQuery,
    combination_counts,
    count_all_cases,
    count_cases,
    exclusions_among,
    facet_counts,
)
from app.models.workspaces import SchemeRow
from app.services.bulk import short_turns, without_collector
from app.services.drawing.facets import facet_of
from app.services.drawing.frame_advice import advise
from app.services.drawing.frame_choice import Asked
from app.services.drawing.frame_views import frame_row, frame_view, stratum_line
from app.services.drawing.frame_words import (
    design_to_keep,
    facet_labels,
    funnel_words,
    left_out,
    rule_words,
    stratum_words,
)
from app.services.drawing.plans import first_plan, keep_plan
from app.services.drawing.sealing import seal_cases
from app.services.reasons import force_of, reason_words
from app.services.rights import require
from app.services.schemes import load_library
from app.services.workspace import Work, Workspace

__all__ = ["FrameChoice", "count_frame", "list_frames", "list_values", "read_frame", "seal_frame"]


def count_frame(ws: Workspace, choice: FrameChoice) -> FrameCount:
    """How long the list would be, step by step, and what each stratum would give: never which cases a draw would pick.

    Only who may seal asks: counts of a narrow list tell what became of a single case.

    Raises:
        AppError: whoever opened the workspace may not seal; a kind, facet, value or period that there is not, or a
            design that contradicts itself. What the list cannot give is told in ``refusal``.
    """
    require(ws, Right.SEAL)
    asked = Asked.of(ws, choice, counting=True)
    with ws.read() as session:
        steps = _funnel(session, asked)
        strata = _strata(session, asked)
        reasons = reason_words(force_of(session).exclude_reasons)
        shares, refusal = _shares(asked, strata, missing=not choice.size and asked.design.size > 0)
        told_first = advise(session, asked, strata, shares.values())
    told = [(step.step, step.count) for step in steps]
    filters = [(facet, value) for facet, values in asked.where.items() for value in values]
    lines = tuple(_line(asked, stratum, shares.get(stratum.label)) for stratum in strata)
    return FrameCount(
        cases=steps[-1].count,
        funnel=funnel_words(asked.scheme, told, filters, reasons),
        strata=lines,
        small_strata=tuple(line.name for line in lines if asked.design.stratified and line.cases <= SMALL),
        strata_facets=facet_labels(asked.scheme, asked.design.dividing),
        take_all=tuple(rule_words(asked.scheme, rule) for rule in asked.design.take_all),
        exclusions=left_out(told, reasons),
        whole=bool(shares) and drawn_whole(list(shares.values())),
        advice=told_first,
        refusal=refusal,
    )


def seal_frame(ws: Workspace, choice: FrameChoice) -> Done[FrameView]:
    """Close the list and fix the plan of its first draw, together.

    Raises:
        AppError: nothing fits, more cases are asked for than there are, or something asked for does not exist.
    """
    require(ws, Right.SEAL)
    event = Event(act=Act.COMBINE, name="frame_sealed", details={"kind": choice.kind})
    with without_collector(), short_turns(), ws.write(event, bulk=True) as work:
        closed = seal_within(ws, work, choice)
        work.note(frame_id=closed.frame_id, seal=closed.seal, plan=closed.plan, cases=closed.cases)
    return Done(value=read_frame(ws, closed.frame_id), changed=frozenset({Topic.FRAMES, Topic.AUDIT}))


@dataclass(frozen=True, kw_only=True, slots=True)
class ClosedList:
    """What the log says of a list that was sealed."""

    frame_id: int
    seal: str
    plan: str
    cases: int


def seal_within(ws: Workspace, work: Work, choice: FrameChoice) -> ClosedList:
    """As :func:`seal_frame`, in a change under way that writes more than this one list.

    Its draw comes in a later change: the store refuses a seed while the seal is not in the log.
    """
    asked = Asked.of(ws, choice)
    secret = ws.random_bytes(32)
    funnel = _funnel(work.session, asked)
    sealed = seal_cases(work.session, asked, secret)
    dealt = design_shares(asked.design, sealed.frame.strata)
    frame_id = _keep_frame(work, asked, sealed.frame, secret, funnel)
    sealed.keep(work.session, frame_id)
    plan = first_plan(ws, work, asked, sealed.frame.seal, dealt, funnel)
    digest = keep_plan(work, frame_id, plan, allocation=choice.allocation)
    return ClosedList(frame_id=frame_id, seal=sealed.frame.seal, plan=digest, cases=len(sealed.case_ids))


def list_frames(ws: Workspace) -> tuple[FrameView, ...]:
    """Every sealed list, the newest first."""
    with ws.read() as session:
        rows = session.scalars(select(FrameRow).order_by(FrameRow.id.desc())).all()
        return tuple(frame_view(session, row) for row in rows)


def read_frame(ws: Workspace, frame_id: int) -> FrameView:
    """One sealed list. AppError when there is none of that number."""
    with ws.read() as session:
        return frame_view(session, frame_row(session, frame_id))


def list_values(ws: Workspace, *, kind: str, facet: str) -> tuple[tuple[str, str, int], ...]:
    """The values of a facet that records of a kind have: value, plain words, how many records; most first.

    Raises:
        AppError: whoever opened the workspace may not seal; there is no such kind or facet.
    """
    require(ws, Right.SEAL)
    scheme = load_library(ws.force).scheme(kind)
    field = facet_of(scheme, facet)
    with ws.read() as session:
        counts = facet_counts(session, CaseQuery(kind=kind, where={}), facet)
    ordered = sorted(counts.items(), key=lambda item: (-item[1], item[0]))
    return tuple((value, value_words(scheme, field, value), count) for value, count in ordered)


def _funnel(session: Session, asked: Asked) -> tuple[FunnelStep, ...]:
    """The steps from every case to the list; what is left out comes last, by the order of the reasons' codes."""
    steps = [
        FunnelStep(step="imported", count=count_all_cases(session)),
        FunnelStep(step="kind", count=count_cases(session, CaseQuery(kind=asked.choice.kind, where={}))),
        FunnelStep(step="period", count=count_cases(session, asked.narrowed(0))),
    ]
    for at, facet in enumerate(asked.where, 1):
        steps.append(FunnelStep(step=f"filter:{facet}", count=count_cases(session, asked.narrowed(at))))
    reasons = Counter(exclusions_among(session, asked.narrowed(len(asked.where))).values())
    for reason in sorted(reasons):
        steps.append(FunnelStep(step=f"{EXCLUDED}{reason}", count=steps[-1].count - reasons[reason]))
    return tuple(steps)


def _strata(session: Session, asked: Asked) -> list[Stratum]:
    """The strata that the list would have, under labels that are not those of a sealed one."""
    combinations = combination_counts(session, asked.query, asked.design.facets)
    names, counts = stratum_names(asked.design, combinations), Counter[str]()
    for values, count in combinations.items():
        counts[names[values]] += count
    labels = label_series(len(counts))
    ordered = sorted(counts.items())
    return [Stratum(label=label, name=name, cases=count) for label, (name, count) in zip(labels, ordered, strict=True)]


def _shares(asked: Asked, strata: Sequence[Stratum], *, missing: bool) -> tuple[dict[str, Share], str]:
    """What each stratum would give; or nothing and why, which is no news while the size is still missing."""
    try:
        return {share.label: share for share in design_shares(asked.design, strata)}, ""
    except AppError as refusal:
        return {}, "" if missing else str(refusal)


def _line(asked: Asked, stratum: Stratum, share: Share | None) -> StratumLine:
    name = stratum_words(asked.scheme, asked.design, stratum.name)
    if share is None:
        return StratumLine(label="", name=name, cases=stratum.cases, size=0, reserves=0)
    return stratum_line(share, name, label="")


def _keep_frame(work: Work, asked: Asked, frame: Frame, secret: bytes, funnel: Sequence[FunnelStep]) -> int:
    choice, session = asked.choice, work.session
    row = FrameRow(
        kind=choice.kind,
        scheme_id=keep_scheme(work, asked.scheme),
        first_day=choice.first_day,
        last_day=choice.last_day,
        filters=[[facet, value] for facet, values in asked.where.items() for value in values],
        funnel=[[step.step, step.count] for step in funnel],
        design=design_to_keep(asked.design),
        secret=secret,
        seal=frame.seal,
        cases=sum(stratum.cases for stratum in frame.strata),
        sealed_at=work.at,
        **work.written,
    )
    session.add(row)
    session.flush()
    session.add_all(
        FrameStratumRow(frame_id=row.id, label=item.label, name=item.name, cases=item.cases) for item in frame.strata
    )
    used = exclusions_among(session, asked.narrowed(len(asked.where)))
    if used:
        session.execute(insert(FrameExclusionRow), [{"frame_id": row.id, "exclusion_id": one} for one in used])
    return row.id


def keep_scheme(work: Work, scheme: Scheme) -> int:
    """Keep a scheme as it is now, once; its number."""
    body = msgspec.json.encode(scheme)
    digest = sha256_hex(body)
    known = work.session.scalars(select(SchemeRow.id).where(SchemeRow.digest == digest)).one_or_none()
    if known is not None:
        return known
    row = SchemeRow(kind=scheme.kind, version=scheme.version, digest=digest, body=body, **work.written)
    work.session.add(row)
    work.session.flush()
    return row.id
