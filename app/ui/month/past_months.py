"""One's own months so far, each with how it ended: a press shows it."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from app.core.shapes.sheets import RoundListing
from app.core.words import count_of
from app.ui.actions.action_line import low
from app.ui.kit.moments import month_name
from app.ui.kit.picture import Picture
from app.ui.kit.words import Card, bare, button, clear_layout, column, label, row, rule
from app.ui.theme import Look


class PastMonths(Card):
    """The newest first; nothing at all before there is one."""

    round_wanted = Signal(object)

    def __init__(self, look: Look) -> None:
        super().__init__(padding=14, spacing=8)
        self._look = look
        self._lines = bare(QVBoxLayout(), 6)
        self.box.addWidget(label("My months", "strong"))
        self.box.addLayout(self._lines)
        low(self)

    def show_rounds(self, rounds: tuple[RoundListing, ...], shown: int | None) -> None:
        """Show them, but for the one that is shown already."""
        clear_layout(self._lines)
        others = [listing for listing in rounds if listing.round_id != shown]
        self.setVisible(bool(others))
        for number, listing in enumerate(others):
            if number:
                self._lines.addWidget(rule())
            self._lines.addLayout(self._line(listing))

    def _line(self, listing: RoundListing) -> QHBoxLayout:
        icon, colour, state = _state(listing)
        title = f"{month_name(listing.month)}, {listing.plan_label}"
        act = button("Show", name=f"Show {title}, R{listing.round_id}")
        act.setObjectName(f"month:{listing.round_id}")
        act.clicked.connect(lambda: self.round_wanted.emit(listing))
        words = column(
            label(title, "value"),
            row(Picture(self._look, icon, colour=colour, ems=0.95), label(state, "small"), spacing=5, stretch=1),
            spacing=1,
        )
        line = row(words, act, spacing=12, stretch=0)
        line.setAlignment(act, Qt.AlignmentFlag.AlignVCenter)
        return line


def _state(listing: RoundListing) -> tuple[str, str, str]:
    done = f"{listing.done} of {count_of(listing.cases, 'case')} finished"
    if listing.closed_at:
        left = listing.closed_unfinished
        ended = f"closed with {count_of(left, 'case')} not graded" if left else "closed"
        return ("warning", "warn", f"{done}, {ended}") if left else ("check", "good", f"{done}, {ended}")
    told = ", ".join(filter(None, (done, listing.due_told)))
    return ("warning", "bad", told) if listing.overdue else ("grading", "accent", told)
