"""Concerns that graders raised and nobody has taken on: how many, and after one more step what they say."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.core.shapes.concerns import Concern, ConcernSort
from app.core.words import count_of
from app.ui.kit.picture import Picture
from app.ui.kit.words import Card, bare, button, clear_layout, column, label, row
from app.ui.theme import Look

SORT_WORDS = {
    ConcernSort.CRIME: "A possible crime",
    ConcernSort.MISCONDUCT: "Possible misconduct",
    ConcernSort.CHILD: "A child may be at risk",
}


class ConcernsCard(Card):
    """Only the number is shown at first: what was said is read on purpose, and that is logged."""

    read_wanted = Signal()
    taken_on = Signal(int)

    def __init__(self, look: Look, waiting: int) -> None:
        super().__init__(padding=12)
        self.read_button = button("Read", name="Read the concerns")
        self.read_button.clicked.connect(self.read_wanted)
        said = f"{count_of(waiting, 'concern')} raised while grading"
        told = label("A possible crime, misconduct or a child at risk. Reading is logged.", "soft")
        words = column(label(said, "strong"), told, spacing=2)
        self.box.addLayout(row(Picture(look, "warning", colour="bad", ems=1.6), words, self.read_button, stretch=1))
        self._lines = bare(QVBoxLayout())
        self.box.addLayout(self._lines)

    def show_concerns(self, concerns: tuple[Concern, ...]) -> None:
        """Show what was said of those that nobody has taken on."""
        clear_layout(self._lines)
        self.read_button.hide()
        for concern in concerns:
            if not concern.taken_on_at:
                self._lines.addWidget(self._line(concern))

    def _line(self, concern: Concern) -> QWidget:
        name = f"Concern {concern.concern_id}: {SORT_WORDS[concern.sort]}"
        act = button("I deal with it", name=f"I deal with it: {name}")
        act.setObjectName(f"concern:{concern.concern_id}")
        act.clicked.connect(lambda: self.taken_on.emit(concern.concern_id))
        where = label(f"Round R{concern.round_id}, case {concern.number}", "small")
        said = label(concern.text or "Nothing was written with it.", "body")
        made = QWidget()
        made.setLayout(row(column(label(name, "strong"), where, said, spacing=2), act, stretch=0))
        return made
