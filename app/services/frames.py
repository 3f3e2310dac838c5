"""Counting and sealing the list from which a draw is made. Sealed is sealed: list and plan are closed together."""

from collections import Counter
from collections.abc import Sequence
from typing import Any

import msgspec
from sqlalchemy import insert, select
from sqlalchemy.orm import Session

from app.core.canonical import sha256_hex
from app.core.changes import Done, Topic
from app.core.errors import AppError
from app.core.events import Act, Event
from app.core.sampling import frame as framing
from app.core.sampling import plan as planning
from app.core.sampling.allocation import Share, shares
from app.core.sampling.frame import ALL, SMALL, Frame, FrameCase, Stratum
from app.core.sampling.keys import content_digest, row_key
from app.core.sampling.strata import JOINED, join_small
from app.core.schemes.plain import value_words
from app.core.schemes.spec import Scheme
from app.core.shapes.draws import FrameChoice, FrameCount, FrameView, FunnelStep, StratumLine
from app.core.words import say
from app.models.frames import FrameCaseRow, FrameRow, FrameStratumRow, PlanRow
from app.models.record_query import CaseQuery, FoundCase, count_all_cases, count_cases, facet_counts, find_cases
from app.models.record_store import Member, read_members, read_values
from app.models.records import ImportRow
from app.models.workspaces import SchemeRow
from app.services.facets import facet_of, publishable
from app.services.frame_choice import Asked
from app.services.frame_views import frame_row, frame_view, funnel_words
from app.services.schemes import load_library
from app.services.workspace import Work, Workspace

__all__ = ["FrameChoice", "count_frame", "list_frames", "list_values", "read_frame", "seal_frame"]


def count_frame(ws: Workspace, choice: FrameChoice) -> FrameCount:
    """How long the list would be, step by step. It never tells which cases a draw would pick.

    Raises:
        AppError: a kind, facet, value or period that there is not. Sizes are not checked here.
    """
    asked = Asked.of(ws, choice)
    with ws.read() as session:
        funnel = _funnel(session, asked)
        counts = _strata_counts(session, asked)
    strata = [Stratum(label=f"S{at:02}", name=name, cases=count) for at, (name, count) in enumerate(counts.items(), 1)]
    try:
        dealt = {share.label: share for share in shares(strata, size=choice.size, reserves=choice.reserves)}
    except AppError:  # a size that does not fit yet is told when it is sealed; the count is still true
        dealt = {}
    lines = tuple(
        StratumLine(
            label="",
            name=item.name,
            cases=item.cases,
            size=dealt[item.label].size if dealt else 0,
            reserves=dealt[item.label].reserves if dealt else 0,
        )
        for item in strata
    )
    small = tuple(item.name for item in strata if choice.strata and item.cases <= SMALL)
    filters = [(facet, value) for facet, values in asked.where.items() for value in values]
    told = funnel_words(asked.scheme, [(step.step, step.count) for step in funnel], filters)
    return FrameCount(cases=funnel[-1].count, funnel=told, strata=lines, small_strata=small)


def seal_frame(ws: Workspace, choice: FrameChoice) -> Done[FrameView]:
    """Close the list and fix the plan of its first draw, together.

    Raises:
        AppError: nothing fits, more cases are asked for than there are, or something asked for does not exist.
    """
    asked = Asked.of(ws, choice)
    secret = ws.random_bytes(32)
    with ws.write(Event(act=Act.COMBINE, name="frame_sealed", details={"kind": choice.kind})) as work:
        funnel = _funnel(work.session, asked)
        found = find_cases(work.session, asked.query)
        keys = _frame_keys(found)
        cases = _frame_cases(work.session, asked, found, keys)
        frame = framing.seal_frame(secret=secret, cases=cases, stratified=bool(choice.strata))
        dealt = shares(frame.strata, size=choice.size, reserves=choice.reserves)
        frame_id = _keep_frame(work, asked, frame, secret, funnel)
        _keep_cases(work.session, frame_id, frame, {keys[at]: case for at, case in enumerate(found)})
        plan = _plan(work, ws, asked, frame, dealt, funnel)
        digest = _keep_plan(work, frame_id, asked, dealt, planning.plan_bytes(plan))
        work.note(frame_id=frame_id, seal=frame.seal, plan=digest, cases=len(frame.cases))
    return Done(value=read_frame(ws, frame_id), changed=frozenset({Topic.FRAMES, Topic.AUDIT}))


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
    """The values of a facet that records of a kind have: value, plain words, how many records; most first."""
    scheme = load_library(ws.force).scheme(kind)
    field = facet_of(scheme, facet)
    with ws.read() as session:
        counts = facet_counts(session, CaseQuery(kind=kind, where={}), facet)
    ordered = sorted(counts.items(), key=lambda item: (-item[1], item[0]))
    return tuple((value, value_words(scheme, field, value), count) for value, count in ordered)


def _funnel(session: Session, asked: Asked) -> tuple[FunnelStep, ...]:
    steps = [
        FunnelStep(step="imported", count=count_all_cases(session)),
        FunnelStep(step="kind", count=count_cases(session, CaseQuery(kind=asked.choice.kind, where={}))),
        FunnelStep(step="period", count=count_cases(session, asked.narrowed(0))),
    ]
    for at, facet in enumerate(asked.where, 1):
        steps.append(FunnelStep(step=f"filter:{facet}", count=count_cases(session, asked.narrowed(at))))
    return tuple(steps)


def _strata_counts(session: Session, asked: Asked) -> dict[str, int]:
    """The cases of each stratum by its name in plain words."""
    facet = asked.choice.strata
    if not facet:
        return {ALL: count_cases(session, asked.query)}
    field = facet_of(asked.scheme, facet)
    names = _stratum_names(session, asked)
    counts: Counter[str] = Counter()
    for value, count in sorted(facet_counts(session, asked.query, facet).items()):
        name = names[value]
        counts[name if name == JOINED else value_words(asked.scheme, field, name)] += count
    return counts


def _stratum_names(session: Session, asked: Asked) -> dict[str, str]:
    """The stratum that each value of the facet goes to."""
    counts = facet_counts(session, asked.query, asked.choice.strata)
    return join_small(counts) if asked.choice.join_small else {value: value for value in counts}


def _frame_keys(found: Sequence[FoundCase]) -> list[str]:
    """The key of each case in this frame; rows without a reference are numbered among their equals (DESIGN 3.1)."""
    seen: dict[bytes, int] = {}
    keys: list[str] = []
    for case in found:
        if case.key is not None:
            keys.append(case.key)
            continue
        seen[case.sha] = seen.get(case.sha, 0) + 1
        keys.append(row_key(case.sha.hex(), seen[case.sha]))
    return keys


def _frame_cases(session: Session, asked: Asked, found: Sequence[FoundCase], keys: Sequence[str]) -> list[FrameCase]:
    versions = [case.version_id for case in found]
    values = read_values(session, asked.scheme, versions)
    members = read_members(session, asked.scheme, versions)
    facet = asked.choice.strata
    names = _stratum_names(session, asked) if facet else {}
    return [
        FrameCase(
            key=key,
            content=shown_digest(asked.scheme, values[case.version_id], members[case.version_id]),
            stratum=names[values[case.version_id].get(facet, "")] if facet else ALL,
        )
        for case, key in zip(found, keys, strict=True)
    ]


def shown_digest(scheme: Scheme, values: dict[str, str], members: Sequence[Member] = ()) -> str:
    """The content digest of a case: all that graders can ever be shown of it, all its records (DESIGN 3.1).

    Args:
        scheme: of the case.
        values: of the version that stands for it.
        members: the rows it was made of; none where it is one row.
    """
    records = [(member.part, member.values) for member in members] or [("", values)]
    return content_digest([_shown(scheme, part, record) for part, record in records])


def _shown(scheme: Scheme, part: str, values: dict[str, str]) -> dict[str, str]:
    return {item.id: values[item.id] for item in scheme.fields_of(part) if item.seen_by and item.id in values}


def _keep_frame(work: Work, asked: Asked, frame: Frame, secret: bytes, funnel: Sequence[FunnelStep]) -> int:
    choice, session = asked.choice, work.session
    row = FrameRow(
        kind=choice.kind,
        scheme_id=_keep_scheme(work, asked.scheme),
        first_day=choice.first_day,
        last_day=choice.last_day,
        filters=[[facet, value] for facet, values in asked.where.items() for value in values],
        funnel=[[step.step, step.count] for step in funnel],
        design={
            "strata_by": [choice.strata] if choice.strata else [],
            "per": None,
            "take_all": [],
            "join_small": choice.join_small,
        },
        secret=secret,
        seal=frame.seal,
        cases=len(frame.cases),
        sealed_at=work.at,
        **work.written,
    )
    session.add(row)
    session.flush()
    session.add_all(
        FrameStratumRow(frame_id=row.id, label=item.label, name=item.name, cases=item.cases) for item in frame.strata
    )
    return row.id


def _keep_cases(session: Session, frame_id: int, frame: Frame, by_key: dict[str, FoundCase]) -> None:
    rows: list[dict[str, Any]] = [
        {
            "frame_id": frame_id,
            "case_id": by_key[case.key].case_id,
            "version_id": by_key[case.key].version_id,
            "token": bytes.fromhex(case.token),
            "label": case.stratum,
            "key": case.key,
        }
        for case in frame.cases
    ]
    session.execute(insert(FrameCaseRow), rows)


def _keep_scheme(work: Work, scheme: Scheme) -> int:
    body = msgspec.json.encode(scheme)
    digest = sha256_hex(body)
    known = work.session.scalars(select(SchemeRow.id).where(SchemeRow.digest == digest)).one_or_none()
    if known is not None:
        return known
    row = SchemeRow(kind=scheme.kind, version=scheme.version, digest=digest, body=body, **work.written)
    work.session.add(row)
    work.session.flush()
    return row.id


def _plan(
    work: Work, ws: Workspace, asked: Asked, frame: Frame, dealt: tuple[Share, ...], funnel: Sequence[FunnelStep]
) -> planning.Plan:
    force, choice = load_library(ws.force).force, asked.choice
    imports = work.session.scalars(select(ImportRow.file_sha256).distinct().order_by(ImportRow.file_sha256))
    return planning.Plan(
        seal=frame.seal,
        number=1,
        practice=ws.practice,
        kind=choice.kind,
        scheme_version=str(asked.scheme.version),
        form=choice.form,
        first_day=choice.first_day,
        last_day=choice.last_day,
        filters=_published_filters(asked),
        funnel=tuple(planning.FunnelStep(step=step.step, count=step.count) for step in funnel),
        imports=tuple(imports),
        strata_by=(choice.strata,) if choice.strata else (),
        shares=dealt,
        replace_reasons=tuple(reason.code for reason in force.replace_reasons),
        withhold_reasons=tuple(reason.code for reason in force.withhold_reasons),
        adverse=adverse_words(asked.scheme),
        seed_sources=(choice.seed_source,) if choice.seed_source else (planning.APP, planning.DICE),
        sealed_at=work.at,
        fixed_at=work.at,
    )


def _published_filters(asked: Asked) -> tuple[planning.Filter, ...]:
    """The filters as the plan says them; a value that volunteers may never see (an officer) is not published."""
    return tuple(
        planning.Filter(facet=facet, value=value if publishable(facet_of(asked.scheme, facet)) else "(not published)")
        for facet, values in asked.where.items()
        for value in values
    )


def adverse_words(scheme: Scheme) -> str:
    """What counts as an adverse verdict: the answers to the overall question that count against."""
    question = scheme.question(scheme.overall)
    answers = [say(answer.label) for answer in scheme.scales[question.scale].answers if answer.adverse]
    return f"{question.id}: {' or '.join(answers)}"


def _keep_plan(work: Work, frame_id: int, asked: Asked, dealt: Sequence[Share], body: bytes) -> str:
    digest = planning.plan_digest(body)
    work.session.add(
        PlanRow(
            frame_id=frame_id,
            number=1,
            form=asked.choice.form,
            size=asked.choice.size,
            reserves=asked.choice.reserves,
            allocation="proportional",
            shares=[[share.label, share.cases, share.size, share.reserves, share.rule] for share in dealt],
            seed_source=asked.choice.seed_source,
            seed_name="",
            departures=[],
            fixed_at=work.at,
            body=body,
            digest=digest,
            **work.written,
        )
    )
    return digest
