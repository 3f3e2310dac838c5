"""Whether a member of a panel is there: which mark may follow which, and nobody without their yes."""

from app.core.errors import AppError
from app.core.shapes.meetings import MeetingState, Presence
from app.core.workflow.meeting import check_state


def check_presence(state: MeetingState, before: Presence, after: Presence, *, declared: bool) -> None:
    """Refuse a mark that cannot follow. AppError says what can.

    Args:
        state: of the meeting.
        before: how the member was marked.
        after: how they are to be marked.
        declared: whether they said yes to the terms of reference and to confidentiality.
    """
    check_state(state, set(MeetingState) - {MeetingState.CLOSED})
    if after is Presence.PRESENT and not declared:
        what = "Nobody takes part who has not said yes to the terms of reference and to confidentiality."
        raise AppError(what, "Ask for that yes first; without it the member is absent.")
    if state is MeetingState.PLANNED and after is not Presence.LEFT:
        return
    if after is Presence.EXPECTED:
        raise AppError("The meeting is open: a member is there or not.", "Mark present, absent or left.")
    if after is Presence.ABSENT and before in (Presence.PRESENT, Presence.LEFT):
        raise AppError("That member was here.", "Mark that they left: what they locked stands.")
    if after is Presence.LEFT and before is not Presence.PRESENT:
        raise AppError("That member was not here, so they cannot have left.", "Mark them as absent.")
