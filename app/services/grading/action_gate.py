"""Whose an action is: a panel's, followed by coordinators and chairs; or of a line manager's own round.

Line managers see what a panel asked of them and enter replies; what the panel says of a reply is never theirs to set
down. A line manager's own round is followed by that line manager and by coordinators, and shown to nobody else.
"""

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.core.errors import AppError
from app.core.events import Act, Event
from app.core.workflow.rights import Right
from app.models.meetings import MeetingRow
from app.models.rounds import RoundRow
from app.services.grading.seats import rounds_of_line_manager
from app.services.panels.meeting_facts import is_meeting
from app.services.rights import may, require
from app.services.workspace import Workspace


def require_sees(ws: Workspace, round_id: int) -> None:
    """See that whoever opened the workspace may look at the actions of a round, and enter a reply.

    Raises:
        AppError: their role follows no actions up, or the round is somebody else's; the refusal is logged.
    """
    require(ws, Right.ACTIONS)
    with ws.read() as session:
        seen = round_id in rounds_seen(ws, session)
    if not seen:
        _refuse(ws, round_id)


def require_judges(ws: Workspace, round_id: int) -> None:
    """See that they may say what comes of the actions of a round: ask for one, accept a reply or not, close it.

    Raises:
        AppError: as above; or a panel says it, and they do not set down what a panel agreed.
    """
    require_sees(ws, round_id)
    with ws.read() as session:
        meeting = is_meeting(session, round_id)
    if meeting:
        require(ws, Right.CONSENSUS)


def may_judge(ws: Workspace, session: Session, round_id: int) -> bool:
    """The same, of a round that they see: for what is shown, not for what is done."""
    return may(ws, Right.CONSENSUS) or not is_meeting(session, round_id)


def rounds_seen(ws: Workspace, session: Session) -> frozenset[int]:
    """The rounds whose actions whoever opened the workspace may look at."""
    if not may(ws, Right.ACTIONS):
        return frozenset()
    if may(ws, Right.ENTER_SHEETS):  # coordinators look into every seat
        return frozenset(session.scalars(select(RoundRow.id)))
    return frozenset(session.scalars(select(MeetingRow.round_id))) | rounds_of_line_manager(session, ws.actor.id)


def _refuse(ws: Workspace, round_id: int) -> None:
    details = {"round_id": round_id, "role": ws.actor.role}
    with ws.write(Event(act=Act.CONSULT, name="actions_refused", details=details)):
        pass
    what = f"R{round_id} is a line manager’s own round: its actions are theirs."
    raise AppError(what, "Ask the line manager whose round it is, or a coordinator.")
