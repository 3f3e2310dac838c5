"""Which round to grade, where there is more than one; and what to do where there is none."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QProgressBar, QVBoxLayout, QWidget

from app.core.shapes.sheets import RoundListing
from app.core.words import count_of
from app.ui.context import PageContext
from app.ui.kit.empty import Empty
from app.ui.kit.page import ScrollColumn, heading
from app.ui.kit.words import Card, bare, button, clear_layout, column, label, row, set_tone


class RoundCard(Card):
    """One round: what it is, how far it is, and the way in."""

    def __init__(self, listing: RoundListing) -> None:
        super().__init__()
        left = listing.waiting
        words = "Grade" if listing.done == 0 else "Go on grading" if left else "Look at it again"
        self.open_button = button(words, kind="primary" if left else "", name=f"{words}: {listing.label}")
        self.results_button = button("Results", name=f"Results of {listing.label}")
        bar = QProgressBar()
        bar.setRange(0, max(1, listing.cases))
        bar.setValue(listing.done)
        bar.setTextVisible(False)
        bar.setAccessibleName(f"Cases finished in {listing.label}")
        passed = f", {listing.passed} passed" if listing.passed else ""
        done = f"{listing.done} of {count_of(listing.cases, 'case')} finished{passed}"
        title = column(label(listing.label, "strong"), label(f"{listing.form_label}  ·  {done}", "soft"), spacing=6)
        if listing.due_told:
            due = label(listing.due_told[:1].upper() + listing.due_told[1:], "key" if listing.overdue else "small")
            set_tone(due, "bad" if listing.overdue else "")
            title.addWidget(due)
        title.addWidget(bar)
        self.box.addLayout(row(title, self.results_button, self.open_button, spacing=20, stretch=0))
        self.results_button.setVisible(listing.done > 0)


class RoundsView(QWidget):
    """All rounds of this seat."""

    round_wanted = Signal(int)
    results_wanted = Signal(int)
    draw_wanted = Signal()

    def __init__(self, context: PageContext) -> None:
        super().__init__()
        why = "Draw a sample first: its cases come here, one after the other."
        self.empty = Empty(context.look, "grading", "There is nothing to grade yet.", why, "Go to the draw")
        self.empty.act.clicked.connect(self.draw_wanted)
        self._cards = bare(QVBoxLayout())
        page = ScrollColumn(context)
        page.box.addLayout(
            heading("Grading", "Each case is graded on its record before outcome and ethnicity are shown.")
        )
        page.box.addWidget(self.empty)
        page.box.addLayout(self._cards)
        page.box.addStretch(1)
        self.setLayout(column(page))

    def show_rounds(self, rounds: tuple[RoundListing, ...]) -> None:
        """Show these."""
        clear_layout(self._cards)
        self.empty.setVisible(not rounds)
        for listing in rounds:
            card = RoundCard(listing)
            card.open_button.clicked.connect(lambda _on=False, number=listing.round_id: self.round_wanted.emit(number))
            card.results_button.clicked.connect(
                lambda _on=False, number=listing.round_id: self.results_wanted.emit(number)
            )
            self._cards.addWidget(card)
