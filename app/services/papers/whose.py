"""Whose a paper is, beyond the right to make one of its sort: not everyone who makes packs reads every one."""

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.core.workflow.rights import Right
from app.models.actions import ActionRow
from app.models.papers import PaperRow
from app.models.rounds import RoundDrawRow
from app.services.grading.action_gate import rounds_of_line_manager, rounds_seen
from app.services.papers.paper_sorts import SORTS
from app.services.rights import may
from app.services.workspace import Workspace


def others_papers(ws: Workspace, session: Session, rows: Sequence[PaperRow]) -> frozenset[int]:
    """Those of some papers that are somebody else's.

    They are papers of another line manager's round; letters about an action that whoever opened the workspace does not
    see; and packs of a draw, which carry actions, that another line manager made or grades.
    """
    own, seen = rounds_of_line_manager(session, ws.actor.id), rounds_seen(ws, session)
    return frozenset(row.id for row in rows if _is_others(ws, session, row, own, seen))


def _is_others(ws: Workspace, session: Session, row: PaperRow, own: frozenset[int], seen: frozenset[int]) -> bool:
    if SORTS[row.sort].own:
        return row.round_id not in own
    if row.sort == "letter":
        return session.get_one(ActionRow, row.action_id).round_id not in seen
    if row.sort != "pack" or row.actor_id == ws.actor.id or may(ws, Right.ENTER_SHEETS):
        return False
    rounds = session.scalars(select(RoundDrawRow.round_id).where(RoundDrawRow.draw_id == row.draw_id)).all()
    return not rounds or not seen.issuperset(rounds)
