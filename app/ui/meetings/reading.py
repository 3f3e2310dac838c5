"""Everything that the page of meetings shows, read in one go in the worker."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from app.core.shapes.actions import ActionView
from app.core.shapes.meeting_choices import MeetingChoices
from app.core.shapes.meeting_outcomes import CaseOutcome
from app.core.shapes.meetings import CaseSpread, MeetingListing, MeetingState, MeetingView
from app.core.workflow.rights import Right
from app.ui.nav import Place, is_for
from app.ui.services import Services

if TYPE_CHECKING:
    from app.services.workspace import Workspace


@dataclass(frozen=True, kw_only=True, slots=True)
class Asked:
    """What is shown: a meeting and a case of it (0: none), or the form of a new one."""

    round_id: int
    case_id: int
    setting_up: bool


@dataclass(frozen=True, kw_only=True, slots=True)
class Shown:
    """What was read. ``earlier`` are the rounds of earlier meetings of the same panel."""

    rights: frozenset[str]
    meetings: tuple[MeetingListing, ...] = ()
    choices: MeetingChoices | None = None
    meeting: MeetingView | None = None
    earlier: frozenset[int] = frozenset()
    actions: tuple[ActionView, ...] = ()
    outcomes: tuple[CaseOutcome, ...] = ()
    spread: CaseSpread | None = None

    @property
    def allowed(self) -> bool:
        """Whether whoever signed in has anything to do with meetings."""
        return is_for(Place.MEETINGS, self.rights)


def read_shown(services: Services, ws: "Workspace", asked: Asked) -> Shown:
    """Read it. A spread is read only where the panel has seen it before: looking at it for the first time is a step."""
    rights = services.signed_in(ws).rights
    if not is_for(Place.MEETINGS, rights):
        return Shown(rights=rights)
    meetings = services.list_meetings(ws)
    choices = services.meeting_choices(ws) if asked.setting_up else None
    if not asked.round_id:
        return Shown(rights=rights, meetings=meetings, choices=choices)
    meeting = services.read_meeting(ws, round_id=asked.round_id)
    closed = meeting.state is MeetingState.CLOSED
    acts = Right.ACTIONS.value in rights and (closed or meeting.state is MeetingState.PLANNED)
    seen = any(one.case_id == asked.case_id and one.spread_seen for one in meeting.cases)
    spread = services.show_spread(ws, round_id=asked.round_id, case_id=asked.case_id).value if seen else None
    return Shown(
        rights=rights,
        meetings=meetings,
        choices=choices,
        meeting=meeting,
        earlier=_earlier(meetings, meeting),
        actions=services.list_actions(ws, which="open") if acts else (),
        outcomes=services.meeting_outcomes(ws, round_id=asked.round_id) if closed or asked.case_id else (),
        spread=spread,
    )


def _earlier(meetings: tuple[MeetingListing, ...], meeting: MeetingView) -> frozenset[int]:
    same = f"{meeting.panel}, "
    return frozenset(one.round_id for one in meetings if one.round_id < meeting.round_id and one.label.startswith(same))
