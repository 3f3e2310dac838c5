"""Whose a paper is, beyond the right to make one of its sort: not everyone who makes packs reads every one."""

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.core.workflow.rights import Right
from app.models.actions import ActionRow
from app.models.papers import PaperRow
from app.models.rounds import RoundDrawRow
from app.services.grading.action_gate import rounds_seen
from app.services.grading.seats import rounds_of_line_manager
from app.services.papers.paper_sorts import SORTS
from app.services.rights import may
from app.services.workspace import Workspace


def others_papers(ws: Workspace, session: Session, rows: Sequence[PaperRow]) -> frozenset[int]:
    """Those of some papers that are somebody else's.

    They are papers of another line manager's round; letters about an action that whoever opened the workspace does not
    see; and packs of a draw, which carry actions, that another line manager made or grades.
    """
    own, seen = rounds_of_line_manager(session, ws.actor.id), rounds_seen(ws, session)
    carried = _rounds_carried(session, rows)
    return frozenset(row.id for row in rows if _is_others(ws, row, own, seen, carried.get(row.id, frozenset())))


def _is_others(
    ws: Workspace, row: PaperRow, own: frozenset[int], seen: frozenset[int], carried: frozenset[int]
) -> bool:
    if SORTS[row.sort].own:
        return row.round_id not in own
    if row.sort == "letter":
        return not carried <= seen
    if row.sort != "pack" or row.actor_id == ws.actor.id or may(ws, Right.ENTER_SHEETS):
        return False
    return not carried or not carried <= seen


def _rounds_carried(session: Session, rows: Sequence[PaperRow]) -> dict[int, frozenset[int]]:
    """By letter and pack of a draw, the rounds whose actions it carries: two questions, however many there are."""
    packs = {row.id: row.draw_id for row in rows if row.sort == "pack"}
    letters = {row.id: row.action_id for row in rows if row.sort == "letter"}
    graded: dict[int | None, frozenset[int]] = {}
    for draw, round_id in session.execute(
        select(RoundDrawRow.draw_id, RoundDrawRow.round_id).where(RoundDrawRow.draw_id.in_(set(packs.values())))
    ):
        graded[draw] = graded.get(draw, frozenset()) | {round_id}
    asked = select(ActionRow.id, ActionRow.round_id).where(ActionRow.id.in_(set(letters.values())))
    of_action: dict[int | None, int] = {action: round_id for action, round_id in session.execute(asked)}
    return {
        **{paper: graded.get(draw, frozenset()) for paper, draw in packs.items()},
        **{paper: frozenset({of_action[action]}) for paper, action in letters.items()},
    }
