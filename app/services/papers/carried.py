"""The actions that a paper carries on: of other rounds than its own, until they are closed.

What officers and coordinators wrote in them nobody has read for volunteers: in a panel's paper whatever the finder
finds is covered, and who was asked stands there only as a role.
"""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.core.clock import from_text
from app.core.days import day_words, local
from app.core.redaction.bars import bar_found
from app.core.redaction.spans import plain
from app.core.shapes.actions import ActionStep, ActionView
from app.core.shapes.packs import CarriedAction
from app.core.workflow.actions import ActionState
from app.export.wording import Wording
from app.models.meetings import MeetingRow
from app.models.record_store import read_members
from app.models.rounds import RoundCaseRow, RoundDrawRow, SeatPersonRow, SeatRow
from app.services.drawing.frame_views import scheme_of
from app.services.grading.action_gate import rounds_seen
from app.services.grading.actions import actions_of
from app.services.grading.seats import rounds_of_line_manager
from app.services.releasing.redacting import find_details, names_kept, values_kept
from app.services.workspace import Workspace

_WORDS = Wording("pack")
_PANEL = Wording("panel")


def carried_actions(ws: Workspace, session: Session, draw_id: int) -> tuple[CarriedAction, ...]:
    """The actions that are not closed, but those of the draw's own round; the first that is due comes first.

    They are those of panels, and of the other rounds of the line manager who grades the draw: while nobody does, of
    whoever makes the paper. None stand there that its maker does not see, and in a paper of a panel's draw no line
    manager's.
    """
    own = session.scalars(select(RoundDrawRow.round_id).where(RoundDrawRow.draw_id == draw_id)).all()
    meeting = next((row for number in own if (row := session.get(MeetingRow, number)) is not None), None)
    if meeting is not None:
        return panel_actions(ws, session, meeting)
    others = {*session.scalars(select(MeetingRow.round_id)), *_same_graders(ws, session, own)} - {*own}
    others &= rounds_seen(ws, session)
    return tuple(
        _carried(action) for action in actions_of(ws, session, others) if action.state != ActionState.CLOSED.value
    )


def panel_actions(ws: Workspace, session: Session, meeting: MeetingRow) -> tuple[CarriedAction, ...]:
    """What earlier meetings of a panel asked for: all of the last one, of others what is not closed.

    Details of people are covered as in a text that was released, but by the finder alone: whoever hands the paper out
    has to read them first. Who said what in reply is left out, and who was asked, unless it is plainly a role.
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
        _for_volunteers(session, action)
        for action in found
        if action.state != ActionState.CLOSED.value or (last is not None and action.round_id == last.round_id)
    )


def _same_graders(ws: Workspace, session: Session, round_ids: Sequence[int]) -> set[int]:
    """All rounds of the line managers who sit in some; of whoever opened the workspace where there is none yet."""
    sits = select(SeatPersonRow.actor_id).join(SeatRow, SeatRow.id == SeatPersonRow.seat_id)
    there = session.scalars(sits.where(SeatRow.round_id.in_(round_ids))) if round_ids else [ws.actor.id]
    people = [one for one in there if one is not None]
    return {number for one in people for number in rounds_of_line_manager(session, one)}


def _for_volunteers(session: Session, action: ActionView) -> CarriedAction:
    people = [name for name in (action.owner, *(step.said_by for step in action.steps)) if not _is_role(name)]
    versions = _versions_of(session, action)
    names = (*names_kept(session, versions), *filter(None, people))
    values = values_kept(session, versions)
    carried = _carried(action, lambda text: bar_found(text, find_details(plain(text), names, values)), named=False)
    return carried if not action.owner or _is_role(action.owner) else replace(carried, owner=_PANEL.say("carried.who"))


def _is_role(owner: str) -> bool:
    """Whether it can only be a role: nothing is found in it, and it is no word that stands alone, as surnames do."""
    return len(owner.split()) > 1 and not find_details(owner)


def _versions_of(session: Session, action: ActionView) -> list[int]:
    """The record versions of the action's case; of all cases of its round where it names none."""
    wanted = select(RoundCaseRow).where(RoundCaseRow.round_id == action.round_id)
    if action.case_number is not None:
        wanted = wanted.where(RoundCaseRow.position == action.case_number)
    versions: list[int] = []
    for row in session.scalars(wanted):
        members = read_members(session, scheme_of(session, row.scheme_id), [row.version_id])[row.version_id]
        versions += [row.version_id, *(member.version_id for member in members)]
    return versions


def _as_written(text: str) -> str:
    return text


def _carried(action: ActionView, shown: Callable[[str], str] = _as_written, *, named: bool = True) -> CarriedAction:
    case = f", case {action.case_number}" if action.case_number is not None else ""
    return CarriedAction(
        name=action.name,
        round_label=f"{action.round_label}{case}",
        task=shown(action.task),
        owner=action.owner,
        due=day_words(date.fromisoformat(action.due)),
        state=action.state_label,
        steps=tuple(_told(replace(step, text=shown(step.text)), named=named) for step in action.steps),
    )


def _told(step: ActionStep, *, named: bool) -> str:
    day = day_words(local(from_text(step.at)))
    entry = "carried.step" if step.said_by and named else "carried.step_alone"
    return _WORDS.say(entry, day=day, step=step.label, who=step.said_by, text=step.text).strip()
