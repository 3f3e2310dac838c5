"""The actions that a paper carries on: of other rounds than its own, until they are closed."""

from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.core.clock import from_text
from app.core.days import day_words, local
from app.core.shapes.actions import ActionStep, ActionView
from app.core.shapes.packs import CarriedAction
from app.core.workflow.actions import ActionState
from app.export.wording import Wording
from app.models.meetings import MeetingRow
from app.models.rounds import RoundDrawRow, RoundRow
from app.services.actions import actions_of
from app.services.workspace import Workspace

_WORDS = Wording("pack")


def carried_actions(ws: Workspace, session: Session, draw_id: int) -> tuple[CarriedAction, ...]:
    """The actions that are not closed, but those of the draw's own round; the first that is due comes first."""
    own = select(RoundDrawRow.round_id).where(RoundDrawRow.draw_id == draw_id)
    others = session.scalars(select(RoundRow.id).where(RoundRow.id.not_in(own))).all()
    return tuple(
        _carried(action) for action in actions_of(ws, session, others) if action.state != ActionState.CLOSED.value
    )


def panel_actions(ws: Workspace, session: Session, meeting: MeetingRow) -> tuple[CarriedAction, ...]:
    """What earlier meetings of a panel asked for: all of the last one, of others what is not closed.

    Who said what in reply is left out: a panel is told the answer, and from whom it was asked.
    """
    earlier = [
        row
        for row in session.scalars(select(MeetingRow).where(MeetingRow.round_id != meeting.round_id))
        if (row.panel.casefold(), row.area) == (meeting.panel.casefold(), meeting.area)
        and (row.held_on, row.round_id) < (meeting.held_on, meeting.round_id)
    ]
    last = max(earlier, key=lambda row: (row.held_on, row.round_id), default=None)
    found = actions_of(ws, session, [row.round_id for row in earlier])
    return tuple(
        _carried(action, named=False)
        for action in found
        if action.state != ActionState.CLOSED.value or (last is not None and action.round_id == last.round_id)
    )


def _carried(action: ActionView, *, named: bool = True) -> CarriedAction:
    case = f", case {action.case_number}" if action.case_number is not None else ""
    return CarriedAction(
        name=action.name,
        round_label=f"{action.round_label}{case}",
        task=action.task,
        owner=action.owner,
        due=day_words(date.fromisoformat(action.due)),
        state=action.state_label,
        steps=tuple(_told(step, named=named) for step in action.steps),
    )


def _told(step: ActionStep, *, named: bool) -> str:
    day = day_words(local(from_text(step.at)))
    entry = "carried.step" if step.said_by and named else "carried.step_alone"
    return _WORDS.say(entry, day=day, step=step.label, who=step.said_by, text=step.text).strip()
