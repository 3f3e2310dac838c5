"""A month of a force's plan in one step: every list sealed, drawn with the app's own seed, and one round opened.

It is one change: all of it is kept, or nothing. The seals are in the log before any seed is made, and each certificate
says what a seed of the app's own shows and what it does not.
"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.core.changes import Done, Topic
from app.core.days import due_day_after, local, month_words
from app.core.events import Act, Detail, Event
from app.core.sampling.seed import app_seed
from app.core.schemes.settings import MonthlyPlan
from app.core.shapes.months import (
    MonthChoice,
    MonthCount,
    MonthDrawn,
    MonthItem,
    MonthlyItemView,
    MonthlyPlanView,
)
from app.core.words import say
from app.core.workflow.rights import Right
from app.models.rounds import RoundRow
from app.services.drawing.draws import draw_within
from app.services.drawing.frames import seal_within
from app.services.drawing.month_lists import MonthList, item_words, month_lists, plan_named
from app.services.grading.rounds import open_for, read_round
from app.services.refusals import refusals_logged
from app.services.rights import require
from app.services.schemes import load_library
from app.services.workspace import Work, Workspace

_CHANGED = frozenset({Topic.FRAMES, Topic.DRAWS, Topic.ROUNDS, Topic.AUDIT})


def list_plans(ws: Workspace) -> tuple[MonthlyPlanView, ...]:
    """The monthly plans of the force, in the order of its settings."""
    library = load_library(ws.force)
    return tuple(
        MonthlyPlanView(
            id=plan.id,
            label=say(plan.label),
            items=tuple(
                MonthlyItemView(
                    kind=item.kind,
                    kind_label=say(library.scheme(item.kind).label),
                    words=item_words(library.scheme(item.kind), item),
                )
                for item in plan.items
            ),
        )
        for plan in library.force.monthly_plans
    )


def count_month(ws: Workspace, asked: MonthChoice) -> MonthCount:
    """How long the lists of a month would be, and what would be drawn: never which cases.

    Raises:
        AppError: whoever opened the workspace may not seal; no such plan, month, facet or kind of the plan; or no list
            of it has a case.
    """
    require(ws, Right.SEAL)
    lists, departures = month_lists(ws, asked)
    with ws.read() as session:
        earlier = _earlier(session, asked)
    return MonthCount(
        plan_label=say(plan_named(ws, asked.plan).label),
        month_label=month_words(asked.month),
        items=tuple(one.item for one in lists),
        departures=departures,
        earlier=earlier,
    )


def draw_month(ws: Workspace, asked: MonthChoice) -> Done[MonthDrawn]:
    """Seal and draw every list of a plan for a month, and open one round for all of it, or do nothing.

    A list that has no case in the month is told and left out; the others are drawn.

    Raises:
        AppError: as :func:`count_month`; or a list cannot give what is asked. Nothing is kept then, and the attempt is
            logged.
    """
    require(ws, Right.DRAW)
    plan = plan_named(ws, asked.plan)
    with refusals_logged(ws, "month_refused", plan=plan.id):
        lists, departures = month_lists(ws, asked)
        details: dict[str, Detail] = {"plan": plan.id, "month": asked.month}
        with ws.write(Event(act=Act.COMBINE, name="month_drawn", details=details), bulk=True) as work:
            earlier = _earlier(work.session, asked)
            sealed = _sealed(ws, work, lists)
            ws.close_entry(work, Event(act=Act.COMBINE, name="month_sealed", details=details))
            items = tuple(_drawn(ws, work, item) for item in sealed)
            draws = [item.draw_id for item in items if item.draw_id is not None]
            due = due_of(plan, asked.month, local(work.at).date())
            round_id = open_for(work, draws, monthly_plan=_name(asked), due=due)
            work.note(draws=draws, round_id=round_id, departures=len(departures))
    drawn = MonthDrawn(
        plan_label=say(plan.label),
        month_label=month_words(asked.month),
        items=items,
        departures=departures,
        earlier=earlier,
        round=read_round(ws, round_id),
    )
    return Done(value=drawn, changed=_CHANGED)


def due_of(plan: MonthlyPlan, month: str, today: date) -> date | None:
    """By which day a plan wants a month graded that is drawn today; None where it has no such day."""
    return due_day_after(month, plan.due_day, today) if plan.due_day else None


def _sealed(ws: Workspace, work: Work, lists: Sequence[MonthList]) -> list[MonthItem]:
    """Seal every list that there is something to draw from."""
    closed = {at: seal_within(ws, work, one.choice) for at, one in enumerate(lists) if one.choice}
    work.note(
        frames=[one.frame_id for one in closed.values()],
        seals=[one.seal for one in closed.values()],
        plans=[one.plan for one in closed.values()],
    )
    return [replace(one.item, frame_id=closed[at].frame_id if at in closed else None) for at, one in enumerate(lists)]


def _drawn(ws: Workspace, work: Work, item: MonthItem) -> MonthItem:
    """Make a seed and draw from a sealed list; nothing where there is none."""
    if item.frame_id is None:
        return item
    return replace(item, draw_id=draw_within(work, item.frame_id, app_seed(ws.random_bytes), typed=False))


def _earlier(session: Session, asked: MonthChoice) -> tuple[int, ...]:
    return tuple(
        session.scalars(select(RoundRow.id).where(RoundRow.monthly_plan == _name(asked)).order_by(RoundRow.id))
    )


def _name(asked: MonthChoice) -> str:
    return f"{asked.plan} {asked.month}"
