"""Drawing from a sealed list: the seed comes after the seal and is saved once; every refused attempt is logged."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import Any

from sqlalchemy import insert, select
from sqlalchemy.orm import Session

from app.core.canonical import sha256_hex
from app.core.changes import Done, Topic
from app.core.clock import to_text
from app.core.errors import AppError, Damaged
from app.core.events import Act, Event
from app.core.sampling import plan as planning
from app.core.sampling.allocation import drawn_whole
from app.core.sampling.draw import Draw, DrawnCase, draw
from app.core.sampling.frame import PublicCase, file_lines, frame_file
from app.core.sampling.seed import app_seed, parse_seed
from app.core.shapes.draws import CaseLine, DrawView
from app.core.shapes.gate import DrawPeople, ReplacedLine
from app.core.words import say
from app.core.workflow.rights import Right
from app.models.frames import DrawCaseRow, DrawRow, FrameCaseRow, FrameRow, PlanRow
from app.models.gate import DrawPeopleRow
from app.models.rounds import RoundDrawRow
from app.services.drawing.frame_views import frame_row, frame_view, plan_shares, scheme_of
from app.services.drawing.gate_views import (
    lodgings,
    other_draws,
    other_seals,
    people_of,
    replaced_lines,
    withheld_lines,
)
from app.services.drawing.plans import waiting_plan
from app.services.refusals import refusals_logged
from app.services.rights import may, require
from app.services.workspace import Work, Workspace

NOBODY = DrawPeople()
_CHUNK = 5_000


def draw_sample(ws: Workspace, *, frame_id: int, seed: str | None, people: DrawPeople = NOBODY) -> Done[DrawView]:
    """Draw the cases of a sealed list, by its plan that waits for a seed.

    Args:
        ws: the workspace.
        frame_id: the list.
        seed: at least 20 digits, rolled after the seal or of the public number that the plan named (spaces are
            ignored); None for the app's own randomness.
        people: who rolled, read out and witnessed, where somebody did.

    Raises:
        AppError: there is no such list, it was drawn already, the seed is none, or the plan names another source. The
            attempt is logged.
        Damaged: the list is no longer the one that was sealed.
    """
    require(ws, Right.DRAW)
    given = "typed" if seed is not None else planning.APP
    with refusals_logged(ws, "draw_refused", frame_id=frame_id, source=given):
        digits = app_seed(ws.random_bytes) if seed is None else parse_seed(seed)
        with ws.write(Event(act=Act.COMBINE, name="sample_drawn", details={"frame_id": frame_id})) as work:
            draw_id = draw_within(work, frame_id, digits, typed=seed is not None)
            _keep_people(work, draw_id, people)
            row = work.session.get_one(DrawRow, draw_id)
            cases = work.session.get_one(PlanRow, row.plan_id).size
            work.note(draw_id=draw_id, number=row.number, source=row.seed_source, cases=cases)
    return Done(value=read_draw(ws, draw_id), changed=frozenset({Topic.DRAWS, Topic.FRAMES, Topic.AUDIT}))


def list_draws(ws: Workspace) -> tuple[DrawView, ...]:
    """Every draw, the newest first."""
    with ws.read() as session:
        rows = session.scalars(select(DrawRow).order_by(DrawRow.id.desc())).all()
        return tuple(_shown(ws, draw_view(session, row)) for row in rows)


def read_draw(ws: Workspace, draw_id: int) -> DrawView:
    """One draw. AppError when there is none of that number."""
    with ws.read() as session:
        return _shown(ws, draw_view(session, draw_row(session, draw_id)))


def _shown(ws: Workspace, view: DrawView) -> DrawView:
    """A draw without its case keys, which are references, for someone who may not see any."""
    if may(ws, Right.SEE_IDENTITY):
        return view
    cases, reserves = (tuple(replace(case, case_key="") for case in part) for part in (view.cases, view.reserves))
    return replace(view, cases=cases, reserves=reserves)


def draw_row(session: Session, draw_id: int) -> DrawRow:
    """The row of a draw. AppError when there is none of that number."""
    row = session.get(DrawRow, draw_id)
    if row is None:
        raise AppError(f"There is no draw D{draw_id}.", "Draw from a sealed list first.")
    return row


def sealed_cases(session: Session, frame_id: int) -> Iterator[PublicCase]:
    """Token and label of the cases of a list in the order of their tokens, as ``frame.csv`` holds them."""
    rows: Any = session.execute(
        select(FrameCaseRow.token, FrameCaseRow.label)
        .where(FrameCaseRow.frame_id == frame_id)
        .order_by(FrameCaseRow.token)
        .execution_options(yield_per=_CHUNK)
    )
    return ((token.hex(), label) for token, label in rows)


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


def draw_within(work: Work, frame_id: int, digits: str, *, typed: bool) -> int:
    """As :func:`draw_sample`, in a change under way; the draw's number.

    Args:
        work: the change.
        frame_id: the list.
        digits: the seed.
        typed: whether somebody typed it in; else the app made it.
    """
    session = work.session
    frame = frame_row(session, frame_id)
    plan = waiting_plan(session, frame)
    source = _source(frame, plan, typed=typed)
    file = frame_file(sealed_cases(session, frame_id))
    if sha256_hex(file) != frame.seal:
        raise Damaged(f"The list F{frame_id} is not the one that was sealed.", "Restore the workspace from a backup.")
    result = draw(
        seal=frame.seal,
        plan=plan.digest,
        number=plan.number,
        seed=digits,
        cases=file_lines(file),
        shares=plan_shares(plan),
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
    return row.id


def _source(frame: FrameRow, plan: PlanRow, *, typed: bool) -> str:
    """Where a seed comes from, by what the plan fixed."""
    if not typed:
        source = planning.APP
    else:
        source = planning.NAMED if plan.seed_source == planning.NAMED else planning.DICE
    if plan.seed_source and plan.seed_source != source:
        wanted = {
            planning.DICE: "dice",
            planning.APP: "the app's own randomness",
            planning.NAMED: f"a public number, {plan.seed_name}",
        }
        raise AppError(
            f"The plan of F{frame.id} fixed that its seed comes from {wanted[plan.seed_source]}.", "Use that."
        )
    return source


def _keep_people(work: Work, draw_id: int, people: DrawPeople) -> None:
    if people.named:
        work.session.add(
            DrawPeopleRow(
                draw_id=draw_id,
                roller=people.rolled_by.strip() or None,
                reader=people.read_by.strip() or None,
                witness=people.witnessed_by.strip() or None,
            )
        )


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
    frame, plan = session.get_one(FrameRow, row.frame_id), session.get_one(PlanRow, row.plan_id)
    lines = [
        (CaseLine(token=case.token, stratum=case.stratum, ticket=case.ticket, case_key=key), reserve)
        for case, reserve, key in _picked(session, row.id)
    ]
    cases = tuple(line for line, reserve in lines if not reserve)
    reserves = tuple(line for line, reserve in lines if reserve)
    replaced = replaced_lines(session, row.id)
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
        seed_name=plan.seed_name,
        sealed_at=to_text(frame.sealed_at),
        drawn_at=to_text(row.drawn_at),
        cases=cases,
        reserves=reserves,
        standing=_standing(cases, reserves, replaced),
        replaced=replaced,
        withheld=withheld_lines(session, row.id),
        other_draws=other_draws(session, row),
        other_seals=other_seals(session, frame),
        lodged=lodgings(session, frame_id=frame.id, number=plan.number),
        people=people_of(session, row.id),
        whole=drawn_whole(plan_shares(plan)),
        round_id=session.scalars(select(RoundDrawRow.round_id).where(RoundDrawRow.draw_id == row.id)).first(),
        small_strata=frame_view(session, frame).small_strata,
    )


def _standing(
    cases: Sequence[CaseLine], reserves: Sequence[CaseLine], replaced: Sequence[ReplacedLine]
) -> tuple[CaseLine, ...]:
    """The cases that hold a place now: as drawn, then the reserves in the order in which they were called."""
    gone, known = {line.token for line in replaced}, {line.token: line for line in reserves}
    called = (known[line.by] for line in replaced if line.by)
    return tuple(line for line in (*cases, *called) if line.token not in gone)
