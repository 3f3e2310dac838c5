"""A panel's meeting: set up, who is there, opened, breaks, closed; and all that is refused in between."""

from app.core.shapes.meetings import MeetingState, Presence
from app.services import meetings
from tests import meeting_room as room_for


def test_a_meeting_from_its_plan_to_its_end(tmp_path):
    room = room_for.planned(tmp_path / "workspace")
    assert room.view.state is MeetingState.PLANNED
    room_for.everyone_comes(room)
    assert room.view.missing == ()
    meetings.open_meeting(room.ws, round_id=room.round_id)
    for case in range(1, 4):
        room_for.finish(room, case)
    assert room.view.missing == ()
    closed = meetings.close_meeting(room.ws, round_id=room.round_id).value
    assert closed.state is MeetingState.CLOSED
    assert {seat.presence for seat in closed.seats} == {Presence.PRESENT}
    (listing,) = meetings.list_meetings(room.ws)
    assert (listing.cases, listing.finished, listing.seats) == (3, 3, 4)
