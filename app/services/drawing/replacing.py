"""Replacing a drawn case by the next reserve of its stratum, and withholding one, for reasons that the plan fixed.

Neither chooses: which reserve comes is the draw's, and a case that somebody graded already is not replaced any more.
Once a panel has agreed on it, or a line manager has graded it to its end, it is not withheld either. Of a draw that a
panel grades a coordinator does it. What is refused is logged as well (DESIGN 3.10).
"""

from collections.abc import Sequence
from typing import Literal

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.core.changes import Done, Topic
from app.core.errors import AppError
from app.core.events import Act, Event
from app.core.sampling.plan import read_plan
from app.core.shapes.draws import DrawView
from app.models.frames import DrawRow, FrameCaseRow, PlanRow
from app.models.gate import ReplacementRow, WithholdingRow
from app.models.rounds import RoundCaseRow
from app.services.drawing.draws import draw_row, read_draw
from app.services.drawing.settled import begun_cases, rights_to_change, settled_cases
from app.services.drawing.standing import Standing, standing_of
from app.services.drawing.tokens import case_of_draw
from app.services.grading.rounds import join_round, rounds_of
from app.services.papers.issued import still_out_with
from app.services.refusals import refusals_logged
from app.services.rights import require
from app.services.workspace import Work, Workspace

_CHANGED = frozenset({Topic.DRAWS, Topic.ROUNDS, Topic.SHEETS, Topic.PAPERS, Topic.AUDIT})


def replace(ws: Workspace, *, draw_id: int, token: str, reason: str) -> Done[DrawView]:
    """Let the next reserve of its stratum take a drawn case's place; where none is left, the case is reported.

    The reserve joins the rounds of the draw as a further case; the replaced one stays there and cannot be graded. The
    papers with its words that are still out are told beside the result.

    Args:
        ws: the workspace.
        draw_id: the draw.
        token: the case's code, or an unambiguous beginning of it.
        reason: a code of the plan's ``replace_reasons``.

    Raises:
        AppError: whoever asks may not; no such draw or case; the case does not stand in the draw; the plan does not
            allow the reason; part of the case was graded already, or its meeting is closed. The attempt is logged.
    """
    return _step(ws, "replace", draw_id=draw_id, token=token, reason=reason)


def withhold(ws: Workspace, *, draw_id: int, token: str, reason: str) -> Done[DrawView]:
    """Keep a drawn case back. It stays in the draw and is reported; no reserve comes for it.

    The arguments and what is raised are those of :func:`replace`, by the plan's ``withhold_reasons``; a case of which
    part was graded may be withheld all the same, until the panel has set down a view on it or its grader has finished.
    """
    return _step(ws, "withhold", draw_id=draw_id, token=token, reason=reason)


def _step(
    ws: Workspace, what: Literal["replace", "withhold"], *, draw_id: int, token: str, reason: str
) -> Done[DrawView]:
    with ws.read() as session:
        rights = rights_to_change(session, draw_id)
    for right in rights:
        require(ws, right)
    name = "case_replaced" if what == "replace" else "case_withheld"
    event = Event(act=Act.COMBINE, name=name, details={"draw_id": draw_id})
    with refusals_logged(ws, f"{what}_refused", draw_id=draw_id), ws.write(event) as work:
        draw = draw_row(work.session, draw_id)
        plan = read_plan(work.session.get_one(PlanRow, draw.plan_id).body)
        _check_reason(plan.replace_reasons if what == "replace" else plan.withhold_reasons, reason)
        case = case_of_draw(work.session, draw_id, draw.frame_id, token)
        standing = standing_of(work.session, draw_id)
        _check_stands(standing, case.id)
        if why := settled_cases(work.session, draw_id).get(case.case_id):
            raise AppError(*why)
        (_replace if what == "replace" else _withhold)(work, draw, case, standing, reason)
        out = _still_out(work.session, draw_id, case.case_id)
        work.note(token=case.token.hex(), reason=reason, papers=len(out))
    told = (f"Still out: {', '.join(out)}.", f"Ask for {'it' if len(out) == 1 else 'them'} back.") if out else ()
    return Done(value=read_draw(ws, draw_id), changed=_CHANGED, told=told)


def _still_out(session: Session, draw_id: int, case_id: int) -> tuple[str, ...]:
    """The papers that somebody may still have with words of a case of a draw that has just been set aside."""
    versions = (
        select(RoundCaseRow.version_id)
        .where(RoundCaseRow.draw_id == draw_id, RoundCaseRow.case_id == case_id)
        .distinct()
    )
    return tuple(
        dict.fromkeys(name for one in session.scalars(versions).all() for name in still_out_with(session, one))
    )


def _check_reason(allowed: Sequence[str], reason: str) -> None:
    if reason not in allowed:
        named = f"It fixed: {', '.join(allowed)}." if allowed else "It fixed none."
        raise AppError("The plan of this draw does not allow that reason.", named)


def _check_stands(standing: Standing, case_id: int) -> None:
    if case_id in standing.replaced:
        raise AppError("This case was replaced already.", "A replaced case stays replaced.")
    if case_id in standing.withheld:
        raise AppError("This case is withheld already.", "A withheld case stays withheld, and is reported.")
    if case_id not in standing.called:
        raise AppError(
            "This case stands in reserve and was not called.", "Only a drawn case, or a reserve called, is meant here."
        )


def _replace(work: Work, draw: DrawRow, case: FrameCaseRow, standing: Standing, reason: str) -> None:
    session = work.session
    if case.case_id in begun_cases(session, draw.id):
        raise AppError(
            "This case was graded already, in part: it cannot be replaced any more.",
            "What was graded stands. If it must not be shown, withhold it.",
        )
    by = next(iter(standing.waiting.get(case.label, ())), None)
    session.add(
        ReplacementRow(
            draw_id=draw.id,
            number=len(standing.replaced) + 1,
            frame_case_id=case.id,
            by_id=by,
            reason=reason,
            replaced_at=work.at,
            **work.written,
        )
    )
    session.flush()
    if by is not None:
        reserve = session.get_one(FrameCaseRow, by)
        for round_id in rounds_of(session, draw.id):
            join_round(session, round_id, draw, [reserve])
        work.note(by=reserve.token.hex())


def _withhold(work: Work, draw: DrawRow, case: FrameCaseRow, standing: Standing, reason: str) -> None:
    work.session.add(
        WithholdingRow(draw_id=draw.id, frame_case_id=case.id, reason=reason, withheld_at=work.at, **work.written)
    )
    work.session.flush()
