"""What the pages of a meeting say, in one place for labels, buttons and screen readers."""

from app.core.shapes.meetings import (
    Consensus,
    MeetingCase,
    MeetingState,
    MeetingView,
    Presence,
    SeatLine,
    SeatStates,
)
from app.core.words import count_of

STATE_SIGNS = {
    MeetingState.PLANNED: ("list", "accent", "Planned"),
    MeetingState.OPEN: ("grading", "good", "Open now"),
    MeetingState.BREAK: ("info", "warn", "On a break"),
    MeetingState.CLOSED: ("lock", "soft", "Closed"),
}
"""Icon, colour and word of how far a meeting is."""

PRESENCE_WORDS = {
    Presence.EXPECTED: "expected",
    Presence.PRESENT: "here",
    Presence.ABSENT: "not here",
    Presence.LEFT: "has left",
}
_COUNTED = (
    ("locked", "locked"),
    ("passed", "passed"),
    ("conflict", "in conflict"),
    ("absent", "absent"),
    ("waiting", "still to come"),
)


def seat_counts(seats: SeatStates) -> tuple[tuple[str, int, str], ...]:
    """How many seats are how far: state, number, words; states that nobody is in are left out."""
    return tuple((state, getattr(seats, state), words) for state, words in _COUNTED if getattr(seats, state))


def seat_words(seats: SeatStates) -> str:
    """The same in a line."""
    return ", ".join(f"{number} {words}" for _, number, words in seat_counts(seats)) or "nobody is to grade it"


def why_no_spread(seats: SeatStates) -> str:
    """Why nobody may see how grades spread; "" when everyone may."""
    if seats.all_in:
        return ""
    are = "is" if seats.waiting == 1 else "are"
    return f"{count_of(seats.waiting, 'seat')} {are} still to come. Nobody sees how grades spread until all are in."


def case_state(case: MeetingCase) -> str:
    """Where a case stands, in a few words."""
    if case.set_aside:
        return "set aside: not graded"
    if not case.released:
        return "not released yet"
    if not case.stage:
        return "finished"
    if case.spread_seen:
        return f"{case.stage_label}: {case.agreed} of {case.to_agree} agreed"
    return f"{case.stage_label}: {seat_words(case.seats)}"


def case_facts(case: MeetingCase) -> str:
    """What a case is: never a reference."""
    picked = "picked by a person, in no rate" if case.targeted else ""
    return "  ·  ".join(filter(None, (f"code {case.token[:8]}", case.kind_label, case.form_label, picked)))


def finished_cases(meeting: MeetingView) -> int:
    """How many cases are through all their stages."""
    return sum(not case.stage and not case.set_aside for case in meeting.cases)


def graded_cases(meeting: MeetingView) -> int:
    """How many cases there are to grade."""
    return sum(not case.set_aside for case in meeting.cases)


def next_case(meeting: MeetingView, after: int = 0) -> MeetingCase | None:
    """The first case that is not finished; the first behind number ``after``, where there is one."""
    left = [case for case in meeting.cases if case.stage and not case.set_aside]
    return next((case for case in left if case.number > after), left[0] if left else None)


def vote_words(agreed: Consensus) -> str:
    """How a panel voted."""
    return f"{agreed.votes_for} for, {agreed.votes_against} against, {agreed.votes_abstained} abstained"


def member_words(seat: SeatLine) -> str:
    """Where a member comes from, and whether they chair or have no vote."""
    chair = "chairs the meeting" if seat.chairs else ""
    return ", ".join(filter(None, (seat.affiliation_label, chair, "" if seat.votes else "does not vote")))


def seat_name(seat: SeatLine) -> str:
    """A member's name, or what stands for it once it was erased."""
    return seat.name or f"Seat {seat.number} (name erased)"


def here_words(meeting: MeetingView) -> str:
    """How many are here."""
    here = sum(seat.presence is Presence.PRESENT for seat in meeting.seats)
    return f"{here} of {count_of(len(meeting.seats), 'member')}"
