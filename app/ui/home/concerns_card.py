"""Concerns that graders raised: how many wait, and after one more step what they say, and who took which on."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.core.shapes.concerns import Concern, ConcernCounts, ConcernSort
from app.core.words import count_of
from app.ui.kit.moments import moment
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

    def __init__(self, look: Look, counts: ConcernCounts) -> None:
        super().__init__(padding=12)
        self.read_button = button("Read", name="Read the concerns")
        self.read_button.clicked.connect(self.read_wanted)
        told = label("A possible crime, misconduct or a child at risk. Reading is logged.", "soft")
        words = column(label(concerns_words(counts), "strong"), told, spacing=2)
        icon, colour = ("warning", "bad") if counts.waiting else ("check", "good")
        self.box.addLayout(row(Picture(look, icon, colour=colour, ems=1.6), words, self.read_button, stretch=1))
        self._lines = bare(QVBoxLayout())
        self.box.addLayout(self._lines)

    def show_concerns(self, concerns: tuple[Concern, ...]) -> None:
        """Show what was said: first of those that nobody has taken on. The others stay, and nobody takes them away."""
        clear_layout(self._lines)
        self.read_button.hide()
        for concern in sorted(concerns, key=lambda one: bool(one.taken_on_at)):
            self._lines.addWidget(self._line(concern))

    def _line(self, concern: Concern) -> QWidget:
        name = f"Concern {concern.concern_id}: {SORT_WORDS[concern.sort]}"
        where = f"Round R{concern.round_id}, case {concern.number} · raised {moment(concern.raised_at)}"
        said = label(concern.text or "Nothing was written with it.", "body")
        words = column(label(name, "strong"), label(where, "small"), said, spacing=2)
        made = QWidget()
        if concern.taken_on_at:
            who = f"Taken on by {concern.taken_on_by}, {moment(concern.taken_on_at)}"
            words.addWidget(label(who, "soft"))
            made.setLayout(words)
            return made
        act = button("I deal with it", name=f"I deal with it: {name}")
        act.setObjectName(f"concern:{concern.concern_id}")
        act.clicked.connect(lambda: self.taken_on.emit(concern.concern_id))
        made.setLayout(row(words, act, stretch=0))
        return made


def concerns_words(counts: ConcernCounts) -> str:
    """How many concerns wait, and how many were taken on."""
    if not counts.waiting:
        return f"No concern waits; {counts.taken_on:,} taken on"
    more = f"; {counts.taken_on:,} more taken on" if counts.taken_on else ""
    return f"{count_of(counts.waiting, 'concern')} raised while grading{more}"
