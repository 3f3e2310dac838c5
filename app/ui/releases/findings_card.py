"""Beside the text: what the program found in it and nobody has decided. It covers nothing by itself."""

from collections.abc import Sequence

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QListWidget, QSizePolicy, QWidget

from app.core.redaction.findings import Finding
from app.core.shapes.releases import CaseText
from app.core.words import count_of
from app.ui.kit.flow import Flow
from app.ui.kit.words import Card, button, label
from app.ui.releases.covers_card import KIND_WORDS
from app.ui.theme import Look

_MOST_WORDS = 48
_MOST_LINES = 6


class FindingsCard(Card):
    """A list to go through, and what can be done with the one that is marked, or with all of them."""

    finding_picked = Signal(object)
    take_wanted = Signal()
    leave_wanted = Signal()
    take_all_wanted = Signal()

    def __init__(self, look: Look) -> None:
        super().__init__(padding=14, spacing=8)
        self._look = look
        self._found: tuple[Finding, ...] = ()
        self.heading = label("", "strong")
        self.list = QListWidget()
        self.take_button = button("Cover (Enter)", name="Cover what is marked")
        self.leave_button = button("Leave (Del)", name="Leave what is marked as it stands")
        self.take_all_button = button("Cover all (Shift+Enter)", name="Cover all that was found in this text")
        self.list.setAccessibleName("Found in this text")
        self.list.setWordWrap(True)
        self.list.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        acts = QWidget()
        flow = Flow(acts, spacing=6)
        for each in (self.take_button, self.leave_button, self.take_all_button):
            flow.addWidget(each)
        for part in (
            self.heading,
            label("Rules only offer. F goes to the next; you decide.", "small"),
            self.list,
            acts,
        ):
            self.box.addWidget(part)
        self.list.currentRowChanged.connect(self._picked)
        self.take_button.clicked.connect(self.take_wanted)
        self.leave_button.clicked.connect(self.leave_wanted)
        self.take_all_button.clicked.connect(self.take_all_wanted)
        look.changed.connect(self._fit)

    def show_text(self, text: CaseText, found: Sequence[Finding]) -> None:
        """Show what is to be decided in a text; the card is away where nothing is."""
        self._found = tuple(found)
        self.heading.setText(f"{count_of(len(found), 'piece')} found, to decide")
        self.list.blockSignals(True)
        self.list.clear()
        for one in found:
            words = " ".join(text.text[one.start : one.end].split())
            cut = words if len(words) <= _MOST_WORDS else f"{words[: _MOST_WORDS - 1]}…"
            self.list.addItem(f"{KIND_WORDS[one.kind]}: “{cut}” ({one.certainty.word})")
        self.list.setCurrentRow(-1)
        self.list.blockSignals(False)
        self.setVisible(bool(found))
        self._fit()

    def mark(self, finding: Finding) -> None:
        """Mark one in the list, without going to it."""
        self.list.blockSignals(True)
        self.list.setCurrentRow(self._found.index(finding))
        self.list.blockSignals(False)

    @property
    def marked(self) -> Finding | None:
        """The one that is marked in the list."""
        at = self.list.currentRow()
        return self._found[at] if 0 <= at < len(self._found) else None

    @Slot()
    def _picked(self, _row: int) -> None:
        if self.marked is not None:
            self.finding_picked.emit(self.marked)

    @Slot()
    def _fit(self) -> None:
        lines = min(max(1, len(self._found)), _MOST_LINES)
        self.list.setFixedHeight(self._look.em(1.9) * lines + self._look.em(0.8))
