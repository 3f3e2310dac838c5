"""Actions as the window calls them: each service imported only when it is first used."""

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from app.core.changes import Done
from app.core.shapes.actions import ActionCounts, ActionView, Feedback, NewAction
from app.core.shapes.gate import ReasonChoice
from app.core.shapes.papers import PaperHow

if TYPE_CHECKING:
    from app.services.grading.actions import Which
    from app.services.workspace import Workspace


class ActionServices:
    """Each method is one service."""

    def action_rungs(self, ws: "Workspace") -> tuple[ReasonChoice, ...]:
        """The rungs of the force's ladder."""
        from app.services.grading.actions import action_rungs

        return action_rungs(ws)

    def default_due(self, ws: "Workspace") -> date:
        """The day that is proposed for a new action."""
        from app.services.grading.actions import default_due

        return default_due(ws)

    def count_actions(self, ws: "Workspace") -> ActionCounts:
        """How many are open and overdue."""
        from app.services.grading.actions import count_actions

        return count_actions(ws)

    def rounds_for_actions(self, ws: "Workspace") -> frozenset[int]:
        """The rounds that whoever signed in may add an action to."""
        from app.services.grading.actions import rounds_for_actions

        return rounds_for_actions(ws)

    def list_actions(self, ws: "Workspace", *, which: "Which") -> tuple[ActionView, ...]:
        """Actions with their history."""
        from app.services.grading.actions import list_actions

        return list_actions(ws, which=which)

    def add_action(self, ws: "Workspace", new: NewAction) -> Done[ActionView]:
        """Add an action."""
        from app.services.grading.actions import add_action

        return add_action(ws, new)

    def reply_action(self, ws: "Workspace", *, action_id: int, text: str, said_by: str) -> Done[ActionView]:
        """Enter a reply."""
        from app.services.grading.actions import reply_action

        return reply_action(ws, action_id=action_id, text=text, said_by=said_by)

    def accept_action(self, ws: "Workspace", *, action_id: int, note: str) -> Done[ActionView]:
        """Accept the reply: for the panel, or as the line manager whose round it is."""
        from app.services.grading.actions import accept_action

        return accept_action(ws, action_id=action_id, note=note)

    def refuse_action(self, ws: "Workspace", *, action_id: int, why: str) -> Done[ActionView]:
        """Do not accept the reply, and say why."""
        from app.services.grading.actions import refuse_action

        return refuse_action(ws, action_id=action_id, why=why)

    def close_action(self, ws: "Workspace", *, action_id: int, note: str) -> Done[ActionView]:
        """Close an action."""
        from app.services.grading.actions import close_action

        return close_action(ws, action_id=action_id, note=note)

    def write_letter(self, ws: "Workspace", *, action_id: int, file: Path, how: PaperHow) -> Done[tuple[str, ...]]:
        """Write the letter to the owner."""
        from app.services.papers.action_letters import write_letter

        return write_letter(ws, action_id=action_id, file=file, how=how)

    def read_feedback(self, ws: "Workspace", *, round_id: int, case_number: int) -> Feedback:
        """What to tell the officer of a case."""
        from app.services.grading.feedback import read_feedback

        return read_feedback(ws, round_id=round_id, case_number=case_number)

    def write_feedback(self, ws: "Workspace", *, round_id: int, case_number: int, text: str) -> Done[Feedback]:
        """Keep the text of feedback."""
        from app.services.grading.feedback import write_feedback

        return write_feedback(ws, round_id=round_id, case_number=case_number, text=text)

    def skip_feedback(self, ws: "Workspace", *, round_id: int, case_number: int) -> Done[str]:
        """Say that a case needs no feedback."""
        from app.services.grading.feedback import skip_feedback

        return skip_feedback(ws, round_id=round_id, case_number=case_number)
