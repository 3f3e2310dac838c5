"""Panels' meetings as the window calls them: each service imported only when it is first used."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from app.core.changes import Done
from app.core.shapes.meeting_choices import MeetingChoices
from app.core.shapes.meeting_outcomes import CaseOutcome
from app.core.shapes.meetings import (
    CaseSpread,
    MeetingListing,
    MeetingPlan,
    MeetingView,
    Member,
    Presence,
    Vote,
    Workload,
)

if TYPE_CHECKING:
    from app.services.workspace import Workspace


class MeetingServices:
    """Each method is one service."""

    # ---------------------------------------------------------------- setting up
    def meeting_choices(self, ws: "Workspace") -> MeetingChoices:
        """What the form of a new meeting offers."""
        from app.services.panels.meeting_choices import meeting_choices

        return meeting_choices(ws)

    def plan_workload(self, ws: "Workspace", *, draws: Sequence[int], seats: int, minutes: int) -> Workload:
        """What so many cases ask of so many members."""
        from app.services.panels.meetings import plan_workload

        return plan_workload(ws, draws=draws, seats=seats, minutes=minutes)

    def set_up_meeting(self, ws: "Workspace", plan: MeetingPlan) -> Done[MeetingView]:
        """Set up a meeting."""
        from app.services.panels.meetings import set_up_meeting

        return set_up_meeting(ws, plan=plan)

    def list_meetings(self, ws: "Workspace") -> tuple[MeetingListing, ...]:
        """Every meeting, the newest first."""
        from app.services.panels.meetings import list_meetings

        return list_meetings(ws)

    def read_meeting(self, ws: "Workspace", *, round_id: int) -> MeetingView:
        """A meeting whole, with its members' names."""
        from app.services.panels.meetings import read_meeting

        return read_meeting(ws, round_id=round_id)

    # ---------------------------------------------------------------- in the room
    def add_member(self, ws: "Workspace", *, round_id: int, member: Member) -> Done[MeetingView]:
        """Give somebody a seat."""
        from app.services.panels.meetings import add_member

        return add_member(ws, round_id=round_id, member=member)

    def mark_presence(
        self, ws: "Workspace", *, round_id: int, seat_id: int, presence: Presence, declared: bool
    ) -> Done[MeetingView]:
        """Say whether a member is there, and has agreed to the terms."""
        from app.services.panels.meetings import mark_presence

        return mark_presence(ws, round_id=round_id, seat_id=seat_id, presence=presence, declared=declared)

    def open_meeting(self, ws: "Workspace", *, round_id: int) -> Done[MeetingView]:
        """Open a meeting."""
        from app.services.panels.meetings import open_meeting

        return open_meeting(ws, round_id=round_id)

    def take_break(self, ws: "Workspace", *, round_id: int) -> Done[MeetingView]:
        """Have a break."""
        from app.services.panels.meetings import take_break

        return take_break(ws, round_id=round_id)

    def go_on(self, ws: "Workspace", *, round_id: int) -> Done[MeetingView]:
        """Go on after a break."""
        from app.services.panels.meetings import go_on

        return go_on(ws, round_id=round_id)

    def close_meeting(self, ws: "Workspace", *, round_id: int) -> Done[MeetingView]:
        """Close a meeting."""
        from app.services.panels.meetings import close_meeting

        return close_meeting(ws, round_id=round_id)

    def meeting_outcomes(self, ws: "Workspace", *, round_id: int) -> tuple[CaseOutcome, ...]:
        """What a meeting came to, case by case."""
        from app.services.panels.meeting_outcomes import meeting_outcomes

        return meeting_outcomes(ws, round_id=round_id)

    # ---------------------------------------------------------------- what the panel thinks
    def show_spread(self, ws: "Workspace", *, round_id: int, case_id: int) -> Done[CaseSpread]:
        """Show how a panel's grades of a case spread, once all are in."""
        from app.services.panels.panel_views import show_spread

        return show_spread(ws, round_id=round_id, case_id=case_id)

    def set_consensus(self, ws: "Workspace", *, round_id: int, case_id: int, votes: Sequence[Vote]) -> Done[CaseSpread]:
        """Set down what the panel agreed."""
        from app.services.panels.panel_views import set_consensus

        return set_consensus(ws, round_id=round_id, case_id=case_id, votes=votes)

    def open_next_stage(self, ws: "Workspace", *, round_id: int, case_id: int) -> Done[MeetingView]:
        """Open the next stage of a case for everyone."""
        from app.services.panels.panel_views import open_next_stage

        return open_next_stage(ws, round_id=round_id, case_id=case_id)
