"""What a closed meeting leaves: who was there, and what the panel thinks of every case."""

from collections.abc import Sequence

from PySide6.QtWidgets import QVBoxLayout

from app.core.shapes.meeting_outcomes import CaseOutcome
from app.core.shapes.meetings import MeetingView, Presence, SeatLine
from app.ui.kit.words import Card, bare, clear_layout, column, label, rule
from app.ui.meetings.question_card import standing
from app.ui.meetings.words import member_words, seat_name
from app.ui.theme import Look

_GROUPS = (
    ("Were there", (Presence.PRESENT,)),
    ("Left before the end", (Presence.LEFT,)),
    ("Were not there", (Presence.ABSENT, Presence.EXPECTED)),
)


class OutcomesCard(Card):
    """Read only."""

    def __init__(self, look: Look) -> None:
        super().__init__(spacing=12)
        self._look = look
        self._list: QVBoxLayout = bare(QVBoxLayout(), 10)
        self.box.addWidget(label("What this meeting came to", "strong"))
        self.box.addLayout(self._list)

    def show_outcomes(self, meeting: MeetingView, outcomes: Sequence[CaseOutcome]) -> None:
        """Show who came and what was agreed."""
        clear_layout(self._list)
        for title, presences in _GROUPS:
            seats = [seat for seat in meeting.seats if seat.presence in presences]
            if seats:
                self._list.addLayout(column(label(title, "key"), label("\n".join(map(_seat, seats))), spacing=2))
        for outcome in outcomes:
            self._list.addWidget(rule())
            self._list.addLayout(self._case(outcome))

    def _case(self, outcome: CaseOutcome) -> QVBoxLayout:
        box = column(label(f"Case {outcome.number}", "strong"), label(outcome.facts, "small"), spacing=2)
        if outcome.set_aside:
            box.addWidget(label("Set aside: it was not graded.", "soft"))
        elif not outcome.views:
            box.addWidget(label("The panel set nothing down on this case.", "soft"))
        for text, agreed in outcome.views:
            box.addSpacing(4)
            box.addLayout(column(label(text, "soft"), standing(self._look, agreed), spacing=2))
        return box


def _seat(seat: SeatLine) -> str:
    return f"•  {seat_name(seat)}: {member_words(seat)}"
