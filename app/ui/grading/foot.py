"""The foot of the grading screen: whether everything is on disk, and the keys that work."""

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QWidget

from app.ui.grading.sitting import SaveState
from app.ui.kit.announce import announce
from app.ui.kit.flow import Flow
from app.ui.kit.picture import Picture
from app.ui.kit.words import bare, label, row, set_tone
from app.ui.theme import Look

KEYS = (
    ("1 2 3 ...", "answer"),
    ("↑ ↓", "question"),
    ("⌫ U", "undo"),
    ("T", "write"),
    ("↵", "lock, go on"),
    ("N P", "next, previous case"),
    ("Pg↑ Pg↓", "read the record"),
)


_PRACTICE = ("file", "soft", "", "Nothing is kept")


class Foot(QWidget):
    """Says "Saved 23:41:07" only when the write has returned."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._last = SaveState()
        self._practice = False
        self.sign = Picture(look, "check", colour="good", ems=1.0)
        self.saved = label("", "key", wrap=False)
        self.saved.setAccessibleName("Saving")
        keys = Flow(spacing=12)
        for key, meaning in KEYS:
            pair = QWidget()
            pair.setLayout(row(label(key, "key", wrap=False), label(meaning, "small", wrap=False), spacing=5))
            keys.addWidget(pair)
        self.keys = QWidget()
        self.keys.setLayout(keys)
        box = bare(row(self.sign, self.saved, None, spacing=6))
        box.addWidget(self.keys)
        box.setContentsMargins(2, 0, 2, 0)
        self.setLayout(box)
        self.show_state(SaveState())

    def show_state(self, state: SaveState) -> None:
        """Show what is on disk and what is not."""
        sign, token, tone, words = _PRACTICE if self._practice else _words(state)
        self.sign.show_icon(sign, token)
        self.saved.setText(words)
        self.saved.setAccessibleName(words)
        set_tone(self.saved, tone)
        if state.at != self._last.at and state.at and not state.waiting and not state.unsaved:
            announce(self, words)
        self._last = state

    @Slot(bool)
    def show_practice(self, on: bool) -> None:
        """In the practice case nothing is saved, and that is what it says."""
        self._practice = on
        self.show_state(self._last)


def _words(state: SaveState) -> tuple[str, str, str, str]:
    if state.unsaved:
        return "warning", "bad", "bad", "Not saved"
    if state.waiting:
        return "file", "soft", "", "Saving ..."
    if state.at:
        return "check", "good", "good", f"Saved {state.at}"
    return "file", "soft", "", "Nothing to save yet"
