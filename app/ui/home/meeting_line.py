"""A meeting that is open or planned, on the first page: how far it is, and the way there."""

from PySide6.QtCore import Qt

from app.core.shapes.meetings import MeetingListing, MeetingState
from app.core.words import count_of
from app.ui.kit.picture import Picture
from app.ui.kit.words import Card, button, column, label, row
from app.ui.meetings.words import STATE_SIGNS
from app.ui.theme import Look


class MeetingLine(Card):
    """One line with its state in a word and the button that leads there."""

    def __init__(self, look: Look, meeting: MeetingListing) -> None:
        super().__init__(padding=18)
        planned = meeting.state is MeetingState.PLANNED
        word = STATE_SIGNS[meeting.state][2]
        cases, members = count_of(meeting.cases, "case"), count_of(meeting.seats, "member")
        told = f"{word}: {members}, {cases}." if planned else f"{word}: {meeting.finished} of {cases} finished."
        self.open_button = button(
            "Prepare" if planned else "Go there",
            kind="" if planned else "primary",
            name=f"{'Prepare' if planned else 'Go to'} the meeting: {meeting.label}",
        )
        self.open_button.setObjectName(f"meeting:{meeting.round_id}")
        picture = Picture(look, "meeting", ems=1.8)
        words = column(label(meeting.label, "strong"), label(told, "soft"), spacing=2)
        line = row(picture, words, self.open_button, spacing=16, stretch=1)
        for part in (picture, self.open_button):
            line.setAlignment(part, Qt.AlignmentFlag.AlignVCenter)
        self.box.addLayout(line)


def meetings_words(meetings: tuple[MeetingListing, ...]) -> str:
    """How many meetings there are, by how far they are."""
    if not meetings:
        return "Say who sits on the panel, let its cases go, and meet."
    counts = (
        (sum(one.state is MeetingState.PLANNED for one in meetings), "planned"),
        (sum(one.state in (MeetingState.OPEN, MeetingState.BREAK) for one in meetings), "open"),
        (sum(one.state is MeetingState.CLOSED for one in meetings), "closed"),
    )
    return f"Meetings: {', '.join(f'{number} {words}' for number, words in counts if number)}."
