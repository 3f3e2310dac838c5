"""A new passphrase, typed twice by whoever will have it; and the card in which one is changed."""

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QLineEdit, QWidget

from app.core.errors import AppError
from app.ui.kit.fields import Tick, field, line_edit
from app.ui.kit.message_bar import MessageBar
from app.ui.kit.words import Card, button, column, label, row
from app.ui.theme import Look

_HINT = "At least 8 characters. Three or four words that do not belong together are easy to remember, hard to guess."


class NewPassphrase(QWidget):
    """Two lines, and a tick that shows what is typed."""

    def __init__(self, look: Look, *, whose: str) -> None:
        super().__init__()
        self.first = line_edit(secret=True)
        self.again = line_edit(secret=True)
        self.show_tick = Tick(look, "Show what is typed")
        self.show_tick.toggled.connect(self._show_typed)
        lines = (field(f"{whose} passphrase", self.first, _HINT), field("The same passphrase again", self.again))
        self.setLayout(column(*lines, self.show_tick))

    @property
    def text(self) -> str:
        """What was typed."""
        return self.first.text()

    def problem(self) -> str:
        """What is wrong with it, as far as can be told here."""
        if not self.first.text().strip():
            return "Type the new passphrase."
        if self.first.text() != self.again.text():
            return "The two passphrases are not the same. Type them again."
        return ""

    def forget(self) -> None:
        """Leave no passphrase in the window."""
        for line in (self.first, self.again):
            line.clear()
        self.show_tick.setChecked(False)

    @Slot(bool)
    def _show_typed(self, on: bool) -> None:
        for line in (self.first, self.again):
            line.setEchoMode(QLineEdit.EchoMode.Normal if on else QLineEdit.EchoMode.Password)


class PassphraseCard(Card):
    """A new passphrase for oneself, after the old one; or for somebody else, who types it."""

    given = Signal(str, str)
    """(old, new); the old one is "" for somebody else's."""
    left = Signal()

    def __init__(self, look: Look, *, own: bool) -> None:
        super().__init__()
        self._own = own
        self.title = label("Change my passphrase", "strong")
        self.sentence = label("", "soft")
        self.old = line_edit(secret=True)
        self.new = NewPassphrase(look, whose="New")
        self.trouble = MessageBar(look, can_close=False)
        self.go_button = button("Change it" if own else "Give it", kind="primary")
        self.back_button = button("Leave it as it is", kind="quiet")
        self.box.addLayout(column(self.title, self.sentence, spacing=3))
        old = QWidget()
        old.setLayout(field("Passphrase you have now", self.old))
        self.box.addWidget(old)
        old.setVisible(own)
        for part in (self.new, self.trouble):
            self.box.addWidget(part)
        self.box.addLayout(row(self.go_button, self.back_button, None, spacing=8))
        self.go_button.clicked.connect(self._give)
        self.back_button.clicked.connect(self.left)
        for line in (self.old, self.new.first, self.new.again):
            line.returnPressed.connect(self._give)

    def begin(self, title: str, sentence: str) -> None:
        """Start afresh."""
        self.title.setText(title)
        self.sentence.setText(sentence)
        self.forget()
        self.show()
        (self.old if self._own else self.new.first).setFocus()

    def forget(self) -> None:
        """Leave no passphrase in the window."""
        self.old.clear()
        self.new.forget()
        self.trouble.clear()

    def refuse(self, error: AppError) -> None:
        """Say what is wrong."""
        self.trouble.show_message("bad", error.what, error.fix)

    @Slot()
    def _give(self) -> None:
        problem = self.new.problem()
        if self._own and not self.old.text():
            problem = "Type the passphrase you have now."
        if problem:
            self.trouble.show_message("warn", problem)
            return
        self.trouble.clear()
        self.given.emit(self.old.text(), self.new.text)
