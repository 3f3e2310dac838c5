"""Drawing from a sealed list: the seed comes after the seal and is saved once; every refused attempt is logged."""

from collections.abc import Iterable, Sequence
from typing import Any

from sqlalchemy import insert, select
from sqlalchemy.orm import Session

from app.core.canonical import sha256_hex
from app.core.changes import Done, Topic
from app.core.clock import to_text
from app.core.errors import AppError, Damaged
from app.core.events import Act, Event
from app.core.sampling import plan as planning
from app.core.sampling.allocation import Share
from app.core.sampling.draw import Draw, DrawnCase, draw
from app.core.sampling.frame import SealedCase, frame_file
from app.core.sampling.seed import app_seed, parse_seed
from app.core.shapes.draws import CaseLine, DrawView
from app.core.words import say
from app.models.frames import DrawCaseRow, DrawRow, FrameCaseRow, FrameRow, PlanRow
from app.models.rounds import RoundDrawRow
from app.services.frame_views import frame_row, frame_view, scheme_of
from app.services.workspace import Work, Workspace


def draw_sample(ws: Workspace, *, frame_id: int, seed: str | None) -> Done[DrawView]:
    """Draw the cases of a sealed list.

    Args:
        ws: the workspace.
        frame_id: the list.
        seed: at least 20 digits rolled after the seal (spaces are ignored); None for the app's own randomness.

    Raises:
        AppError: there is no such list, it was drawn already, the seed is none, or the plan names another source.
        Damaged: the list is no longer the one that was sealed.
    """
    source = planning.APP if seed is None else planning.DICE
    try:
        digits = app_seed(ws.random_bytes) if seed is None else parse_seed(seed)
        with ws.write(Event(act=Act.COMBINE, name="sample_drawn", details={"frame_id": frame_id})) as work:
            draw_id = _draw(work, frame_id, digits, source)
    except AppError as refusal:
        with ws.write(Event(act=Act.COMBINE, name="draw_refused", details={"frame_id": frame_id, "source": source})):
            pass
        raise refusal
    return Done(value=read_draw(ws, draw_id), changed=frozenset({Topic.DRAWS, Topic.FRAMES, Topic.AUDIT}))


def list_draws(ws: Workspace) -> tuple[DrawView, ...]:
    """Every draw, the newest first."""
    with ws.read() as session:
        rows = session.scalars(select(DrawRow).order_by(DrawRow.id.desc())).all()
        return tuple(draw_view(session, row) for row in rows)


def read_draw(ws: Workspace, draw_id: int) -> DrawView:
    """One draw. AppError when there is none of that number."""
    with ws.read() as session:
        return draw_view(session, draw_row(session, draw_id))


def draw_row(session: Session, draw_id: int) -> DrawRow:
    """The row of a draw. AppError when there is none of that number."""
    row = session.get(DrawRow, draw_id)
    if row is None:
        raise AppError(f"There is no draw D{draw_id}.", "Draw from a sealed list first.")
    return row


def sealed_cases(session: Session, frame_id: int) -> list[SealedCase]:
    """The cases of a frame in the order of their tokens, as ``frame.csv`` holds them."""
    rows = session.execute(
        select(FrameCaseRow.token, FrameCaseRow.label, FrameCaseRow.key)
        .where(FrameCaseRow.frame_id == frame_id)
        .order_by(FrameCaseRow.token)
    )
    return [SealedCase(token=token.hex(), stratum=label, key=key) for token, label, key in rows]


def plan_shares(row: PlanRow) -> tuple[Share, ...]:
    """What each stratum gives, as the plan fixed it."""
    return tuple(
        Share(label=str(label), cases=int(cases), size=int(size), reserves=int(reserves), rule=str(rule))
        for label, cases, size, reserves, rule in row.shares
    )


def drawn(session: Session, row: DrawRow) -> Draw:
    """A draw as core knows it, from its rows."""
    plan = session.get_one(PlanRow, row.plan_id)
    frame = session.get_one(FrameRow, row.frame_id)
    picked = _picked(session, row.id)
    return Draw(
        seal=frame.seal,
        plan=plan.digest,
        number=row.number,
        seed=row.seed,
        cases=tuple(case for case, reserve, _ in picked if not reserve),
        reserves=tuple(case for case, reserve, _ in picked if reserve),
    )


def _draw(work: Work, frame_id: int, digits: str, source: str) -> int:
    session = work.session
    frame = frame_row(session, frame_id)
    plan = _next_plan(session, frame, source)
    cases = sealed_cases(session, frame_id)
    if sha256_hex(frame_file(cases)) != frame.seal:
        raise Damaged(f"The list F{frame_id} is not the one that was sealed.", "Restore the workspace from a backup.")
    result = draw(
        seal=frame.seal, plan=plan.digest, number=plan.number, seed=digits, cases=cases, shares=plan_shares(plan)
    )
    row = DrawRow(
        frame_id=frame_id,
        plan_id=plan.id,
        number=plan.number,
        seed=digits,
        seed_source=source,
        drawn_at=work.at,
        **work.written,
    )
    session.add(row)
    session.flush()
    ids = _case_ids(session, frame_id, result)
    session.execute(insert(DrawCaseRow), list(_rows(row.id, result.cases, ids, reserve=False)))
    if result.reserves:
        session.execute(insert(DrawCaseRow), list(_rows(row.id, result.reserves, ids, reserve=True)))
    work.note(draw_id=row.id, number=plan.number, cases=len(result.cases))
    return row.id


def _next_plan(session: Session, frame: FrameRow, source: str) -> PlanRow:
    """The plan that is fixed and not drawn yet."""
    used = select(DrawRow.plan_id)
    plan = session.scalars(
        select(PlanRow).where(PlanRow.frame_id == frame.id, PlanRow.id.not_in(used)).order_by(PlanRow.number)
    ).first()
    if plan is None:
        done = session.scalars(select(DrawRow.id).where(DrawRow.frame_id == frame.id).order_by(DrawRow.number)).first()
        raise AppError(
            f"F{frame.id} was drawn already, as D{done}: a seed is saved once and a draw is never repeated.",
            "Show that draw, or seal a list anew: the papers will then name both.",
        )
    if plan.seed_source and plan.seed_source != source:
        wanted = "dice" if plan.seed_source == planning.DICE else "the app's own randomness"
        raise AppError(f"The plan of F{frame.id} fixed that its seed comes from {wanted}.", "Use that.")
    return plan


def _case_ids(session: Session, frame_id: int, result: Draw) -> dict[str, int]:
    tokens = [bytes.fromhex(case.token) for case in (*result.cases, *result.reserves)]
    found: dict[str, int] = {}
    for start in range(0, len(tokens), 500):
        rows = session.execute(
            select(FrameCaseRow.token, FrameCaseRow.id).where(
                FrameCaseRow.frame_id == frame_id, FrameCaseRow.token.in_(tokens[start : start + 500])
            )
        )
        found.update({token.hex(): case_id for token, case_id in rows})
    return found


def _rows(draw_id: int, cases: Sequence[DrawnCase], ids: dict[str, int], *, reserve: bool) -> Iterable[dict[str, Any]]:
    for position, case in enumerate(cases, 1):
        yield {
            "draw_id": draw_id,
            "frame_case_id": ids[case.token],
            "reserve": reserve,
            "position": position,
            "ticket": case.ticket,
        }


def _picked(session: Session, draw_id: int) -> list[tuple[DrawnCase, bool, str]]:
    rows = session.execute(
        select(FrameCaseRow.token, FrameCaseRow.label, DrawCaseRow.ticket, DrawCaseRow.reserve, FrameCaseRow.key)
        .join(FrameCaseRow, FrameCaseRow.id == DrawCaseRow.frame_case_id)
        .where(DrawCaseRow.draw_id == draw_id)
        .order_by(DrawCaseRow.reserve, DrawCaseRow.position)
    )
    return [
        (DrawnCase(token=token.hex(), stratum=label, ticket=ticket), reserve, key)
        for token, label, ticket, reserve, key in rows
    ]


def draw_view(session: Session, row: DrawRow) -> DrawView:
    """A draw as doors and papers are told of it."""
    frame = session.get_one(FrameRow, row.frame_id)
    plan = session.get_one(PlanRow, row.plan_id)
    picked = _picked(session, row.id)
    lines = [
        (CaseLine(token=case.token, stratum=case.stratum, ticket=case.ticket, case_key=key), reserve)
        for case, reserve, key in picked
    ]
    return DrawView(
        draw_id=row.id,
        frame_id=frame.id,
        number=row.number,
        kind=frame.kind,
        kind_label=say(scheme_of(session, frame.scheme_id).label),
        seal=frame.seal,
        plan=plan.digest,
        seed=row.seed,
        seed_source=row.seed_source,
        sealed_at=to_text(frame.sealed_at),
        drawn_at=to_text(row.drawn_at),
        cases=tuple(line for line, reserve in lines if not reserve),
        reserves=tuple(line for line, reserve in lines if reserve),
        round_id=session.scalars(select(RoundDrawRow.round_id).where(RoundDrawRow.draw_id == row.id)).first(),
        small_strata=frame_view(session, frame).small_strata,
    )
