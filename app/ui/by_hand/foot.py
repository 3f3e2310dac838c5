"""The foot of the form: save, what stands in the way, and starting again."""

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QWidget

from app.core.words import count_of
from app.ui.kit.announce import announce
from app.ui.kit.picture import Picture
from app.ui.kit.words import bare, button, column, label, row, rule, set_key
from app.ui.theme import Look

_CLEAR, _SURE = "Clear the form", "Yes, clear all of it"
_KEYS = "Ctrl+S saves, F1 explains a field. What you type stays here while you look at other pages."


class FormFoot(QWidget):
    """It stays in view while the form scrolls."""

    clear_wanted = Signal()

    def __init__(self, look: Look) -> None:
        super().__init__()
        self.save_button = button("Save", kind="primary")
        set_key(self.save_button, "Ctrl+S")
        self.clear_button = button(_CLEAR, kind="quiet")
        self.sign = Picture(look, "info", ems=1.1)
        self.words = label("", "soft")
        self.clear_button.clicked.connect(self._clear)
        box = bare(row(self.save_button, self.sign, self.words, self.clear_button, spacing=10, stretch=2), 10)
        box.setContentsMargins(look.em(1.2), 8, look.em(1.2), 10)
        self.setLayout(column(rule(), box, spacing=0))

    def show_state(self, *, amends: str, version: int, problems: int, known: str) -> None:
        """Say what saving would do, or what stands in its way."""
        self.save_button.setText(f"Save as version {version}" if version > 1 else "Save")
        self.save_button.setAccessibleName(self.save_button.text())
        icon, token, words = _state_words(amends, problems, known)
        if known and words == known and words != self.words.text():
            announce(self, words)
        self.sign.show_icon(icon, token)
        self.words.setText(words)

    def set_busy(self, busy: bool) -> None:
        """While it is saved, nothing can be pressed twice."""
        self.save_button.setEnabled(not busy)
        self.clear_button.setEnabled(not busy)

    def forget_clearing(self) -> None:
        """Whoever goes on typing does not mean to clear."""
        self.clear_button.setText(_CLEAR)
        self.clear_button.setAccessibleName(_CLEAR)

    @Slot()
    def _clear(self) -> None:
        """Ask once more before all is gone."""
        if self.clear_button.text() == _CLEAR:
            self.clear_button.setText(_SURE)
            self.clear_button.setAccessibleName(_SURE)
            announce(self, _SURE)
            return
        self.forget_clearing()
        self.clear_wanted.emit()


def _state_words(amends: str, problems: int, known: str) -> tuple[str, str, str]:
    if problems:
        return "warning", "bad", f"{count_of(problems, 'field needs', 'fields need')} putting right."
    if amends:
        return "info", "accent", f"You are changing {amends}. Saving makes a new version; the older one is kept."
    if known:
        return "warning", "warn", known
    return "info", "soft", _KEYS
