"""Marks that may follow one another, and nobody present without their yes."""

from app.core.shapes.meetings import MeetingState, Presence
from app.core.workflow.presence import check_presence
from tests.core.workflow.test_meeting import refused


def test_marks_that_may_follow_while_a_meeting_is_open():
    follow = {
        (before, after)
        for before in Presence
        for after in Presence
        if not refused(
            lambda before=before, after=after: check_presence(MeetingState.OPEN, before, after, declared=True)
        )
    }
    gone, here = (Presence.EXPECTED, Presence.ABSENT), Presence.PRESENT
    back = {(before, here) for before in Presence}
    assert follow == {*back, (here, Presence.LEFT), *((before, Presence.ABSENT) for before in gone)}


def test_nobody_is_present_without_a_yes_and_nobody_is_marked_after_the_end():
    assert "said yes" in refused(
        lambda: check_presence(MeetingState.PLANNED, Presence.EXPECTED, Presence.PRESENT, declared=False)
    )
    assert "closed" in refused(
        lambda: check_presence(MeetingState.CLOSED, Presence.PRESENT, Presence.LEFT, declared=True)
    )
    check_presence(MeetingState.PLANNED, Presence.PRESENT, Presence.EXPECTED, declared=False)  # a slip of the hand
