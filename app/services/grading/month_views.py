"""A line manager's month as a whole: extracts, draw, cases, feedback, actions; and its end."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.core.changes import Done, Topic
from app.core.days import bounds, due_words, local, month_before, month_days, month_of, month_words
from app.core.errors import AppError
from app.core.events import Act, Event
from app.core.schemes.settings import MonthlyPlan
from app.core.shapes.months import CaseFeedback, MonthChoices, MonthKind, MonthView
from app.core.shapes.sheets import Queue, RoundListing, SheetState
from app.core.words import count_of, say
from app.core.workflow.actions import ActionState
from app.core.workflow.rights import Right
from app.models.frames import DrawRow, FrameRow
from app.models.record_query import CaseQuery, count_cases
from app.models.record_store import occurred_between
from app.models.rounds import RoundClosedRow, RoundDrawRow, RoundRow
from app.services.drawing.month_lists import days_of, item_words, pairs, plan_named
from app.services.drawing.months import due_of, list_plans
from app.services.grading.actions import actions_of
from app.services.grading.feedback import feedback_states
from app.services.grading.round_days import today_of
from app.services.grading.rounds import queue_within, read_round
from app.services.grading.seats import rounds_of_line_manager
from app.services.rights import require
from app.services.schemes import load_library
from app.services.workspace import Workspace

_MOST_MONTHS = 36
_CHANGED = frozenset({Topic.ROUNDS, Topic.AUDIT})


def month_choices(ws: Workspace) -> MonthChoices:
    """The plans and months there are, one's own months so far, and where a person most likely goes on.

    That is a month that is drawn and not closed, else the newest that there are records of and that is not drawn, else
    the month that is just over.
    """
    plans = list_plans(ws)
    with ws.read() as session:
        numbers = own_rounds(ws, session)
        first, last = _recorded(session, [item.kind for plan in plans for item in plan.items])
    rounds = tuple(found for number in reversed(numbers) if (found := read_round(ws, number)).plan)
    over = month_before(month_of(today_of(ws)))
    newest = min(last, over) if last else over
    months = _months(min(filter(None, (first, over))), max((over, last, *(found.month for found in rounds))))
    unclosed = next((found for found in rounds if not found.closed_at), None)
    plan = (unclosed or rounds[0]).plan if rounds else plans[0].id
    drawn = {found.month for found in rounds if found.plan == plan}
    month = unclosed.month if unclosed else over if newest in drawn else newest
    return MonthChoices(
        plans=plans,
        months=tuple((one, month_words(one)) for one in months),
        rounds=rounds,
        plan=plan,
        month=month,
    )


def read_month(ws: Workspace, *, plan: str, month: str, round_id: int | None = None) -> MonthView:
    """A month of a plan, from its extracts to its end, as far as it has come. It is logged as looking.

    Args:
        ws: the workspace.
        plan: the monthly plan's id.
        month: ``2025-06``.
        round_id: which round of it, where it was drawn more than once; None for the newest that is not closed.

    Raises:
        AppError: whoever asks does not grade; there is no such plan or month, or no such round of theirs in it.
    """
    require(ws, Right.GRADE_OWN)
    require(ws, Right.SEE_IDENTITY)
    asked = plan_named(ws, plan)
    days_of(month)
    with ws.read() as session:
        own = own_rounds(ws, session)
        empty = replace(_empty(ws, session, asked, month), narrowed=_narrowed(session, own, asked))
    of_month = [found for number in own if ((found := read_round(ws, number)).plan, found.month) == (plan, month)]
    chosen = _chosen(of_month, round_id)
    details = {"plan": plan, "month": month, "round_id": chosen.round_id if chosen else None}
    with ws.consult(Event(act=Act.CONSULT, name="month_opened", details=details)) as session:
        others = [number for number in own if chosen is None or number != chosen.round_id]
        carried = tuple(one for one in actions_of(ws, session, others) if one.state != ActionState.CLOSED.value)
        if chosen is None:
            return replace(empty, carried=carried)
        queue = queue_within(ws, session, chosen)
        return replace(
            empty,
            due_told=chosen.due_told,
            overdue=chosen.overdue,
            round=chosen,
            others=tuple(found.round_id for found in of_month if found is not chosen),
            cases=queue.items,
            feedback=feedback_lines(session, queue),
            actions=actions_of(ws, session, [chosen.round_id]),
            carried=carried,
        )


def close_month(ws: Workspace, *, round_id: int, unfinished: bool = False) -> Done[RoundListing]:
    """Close a month of one's own. What is graded afterwards still counts; the month can be closed again then.

    Args:
        ws: the workspace.
        round_id: its round.
        unfinished: close it although cases are not graded; how many is kept and shown.

    Raises:
        AppError: it is not a month of whoever asks; or cases are not graded, and nobody said that this is meant.
    """
    require(ws, Right.GRADE_OWN)
    with ws.write(Event(act=Act.ALTER, name="month_closed", details={"round_id": round_id})) as work:
        if round_id not in own_rounds(ws, work.session):
            raise AppError(f"R{round_id} is not a month of yours.", "Each closes their own.")
        left = read_round(ws, round_id).waiting
        if left and not unfinished:
            what = f"{count_of(left, 'case')} {'is' if left == 1 else 'are'} not graded yet."
            raise AppError(what, "Grade them, or close the month as it is: it will say how many were not graded.")
        work.session.add(RoundClosedRow(round_id=round_id, closed_at=work.at, unfinished=left, **work.written))
        work.note(unfinished=left)
    return Done(value=read_round(ws, round_id), changed=_CHANGED)


def own_rounds(ws: Workspace, session: Session) -> list[int]:
    """The rounds in which whoever opened the workspace sits as a line manager, the oldest first."""
    return sorted(rounds_of_line_manager(session, ws.actor.id))


def _chosen(rounds: Sequence[RoundListing], round_id: int | None) -> RoundListing | None:
    if round_id is not None:
        found = next((one for one in rounds if one.round_id == round_id), None)
        if found is None:
            raise AppError(f"R{round_id} is no round of yours in that month.", "Choose another month.")
        return found
    newest = list(reversed(rounds))
    return next((one for one in newest if not one.closed_at), newest[0] if newest else None)


def _empty(ws: Workspace, session: Session, plan: MonthlyPlan, month: str) -> MonthView:
    """The month before anything of it is drawn."""
    library, today = load_library(ws.force), today_of(ws)
    begin, end = bounds(*month_days(month))
    kinds: list[MonthKind] = []
    for item in plan.items:
        scheme = library.scheme(item.kind)
        last = occurred_between(session, item.kind)[2]
        kinds.append(
            MonthKind(
                kind=item.kind,
                kind_label=say(scheme.label),
                words=item_words(scheme, item),
                cases=count_cases(session, CaseQuery(kind=item.kind, begin=begin, end=end, where={})),
                last_day=local(last).date().isoformat() if last else "",
            )
        )
    due = due_of(plan, month, today)
    return MonthView(
        plan=plan.id,
        plan_label=say(plan.label),
        month=month,
        month_label=month_words(month),
        due_told=due_words(due, today) if due else "",
        overdue=False,
        kinds=tuple(kinds),
    )


def _narrowed(session: Session, own: Sequence[int], plan: MonthlyPlan) -> tuple[tuple[str, str], ...]:
    """By what somebody narrowed the lists of a plan the last time, beyond what the plan itself asks for."""
    newest = session.scalars(
        select(RoundRow.id)
        .where(RoundRow.id.in_(own), RoundRow.monthly_plan.startswith(f"{plan.id} ", autoescape=True))
        .order_by(RoundRow.id.desc())
    ).first()
    rows = session.execute(
        select(FrameRow.kind, FrameRow.filters)
        .join(DrawRow, DrawRow.frame_id == FrameRow.id)
        .join(RoundDrawRow, RoundDrawRow.draw_id == DrawRow.id)
        .where(RoundDrawRow.round_id == newest)
        .order_by(DrawRow.id)
    ).first()
    if rows is None:
        return ()
    kind, filters = rows
    planned = {pair for item in plan.items if item.kind == kind for text in item.where for pair in pairs(text)}
    return tuple((facet, value) for facet, value in filters if (facet, value) not in planned)


def feedback_lines(session: Session, queue: Queue) -> tuple[CaseFeedback, ...]:
    """How the feedback of a queue's finished cases stands, in the order of their numbers."""
    states = feedback_states(session, queue.seat_id)
    finished = sorted((item for item in queue.items if item.state is SheetState.DONE), key=lambda item: item.number)
    return tuple(
        CaseFeedback(
            number=item.number,
            kind_label=item.kind_label,
            reference=item.reference,
            state=states.get(item.case_id, "waits"),
        )
        for item in finished
    )


def _recorded(session: Session, kinds: Sequence[str]) -> tuple[str, str]:
    """The months of the first and the last record of some kinds; blank where there is none."""
    moments: list[datetime] = []
    for kind in dict.fromkeys(kinds):
        moments += [moment for moment in occurred_between(session, kind)[1:] if moment is not None]
    if not moments:
        return "", ""
    first, last = (local(moment.astimezone(UTC)).date() for moment in (min(moments), max(moments)))
    return month_of(first), month_of(last)


def _months(first: str, last: str) -> list[str]:
    """The months from one to another, the newest first; no more than three years of them."""
    found = [last]
    while found[-1] > first and len(found) < _MOST_MONTHS:
        found.append(month_before(found[-1]))
    return found
