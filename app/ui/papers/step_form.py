"""What became of a copy: it is asked back, it came back, it was destroyed. Asking back needs a reason."""

from typing import Final, NamedTuple

from PySide6.QtCore import Signal, Slot

from app.core.shapes.papers import PaperState
from app.ui.kit.fields import line_edit
from app.ui.kit.words import Card, button, column, label, row


class _Words(NamedTuple):
    title: str
    past: str
    asks: str
    act: str
    done: str
    must: bool = False


STEPS: Final = {
    PaperState.RECALLED: _Words(
        "Ask for it back",
        "Recalled",
        "Why is it asked back?",
        "Recall it",
        "It is recalled. It stays listed as out.",
        must=True,
    ),
    PaperState.RETURNED: _Words(
        "It came back", "Came back", "Anything to note (optional)", "It came back", "It came back."
    ),
    PaperState.DESTROYED: _Words(
        "It was destroyed", "Destroyed", "How, and by whom (optional)", "It was destroyed", "It was destroyed."
    ),
    PaperState.OUT: _Words(
        "It is out after all",
        "Out after all",
        "What was marked by mistake?",
        "It is out",
        "It is listed as out again.",
        must=True,
    ),
}


class StepForm(Card):
    """One line to write, and the button that says what is set down."""

    given = Signal(object, str)
    left = Signal()

    def __init__(self) -> None:
        super().__init__(padding=12, spacing=8)
        self.step = PaperState.RECALLED
        self.title, self.asks = label("", "strong"), label("", "soft")
        self.note = line_edit()
        self.note.setMaxLength(500)
        self.note.setAccessibleName(STEPS[self.step].asks)
        self.trouble = label("")
        self.trouble.setProperty("tone", "bad")
        self.do_button = button("Recall it", kind="primary")
        self.leave_button = button("Not now", kind="quiet", name="Leave it as it is")
        self.asks.setBuddy(self.note)
        self.box.addLayout(column(self.title, self.asks, self.note, self.trouble, spacing=4))
        self.box.addLayout(row(self.do_button, self.leave_button, None, spacing=8))
        self.do_button.clicked.connect(self._give)
        self.note.returnPressed.connect(self._give)
        self.leave_button.clicked.connect(self.left)
        self.hide()

    def ask(self, step: PaperState) -> None:
        """Ask for what belongs to this step."""
        words, self.step = STEPS[step], step
        self.title.setText(words.title)
        self.asks.setText(words.asks)
        self.note.setAccessibleName(words.asks)
        self.note.clear()
        self.trouble.hide()
        self.do_button.setText(words.act)
        self.do_button.setAccessibleName(words.act)
        self.show()
        self.note.setFocus()

    @Slot()
    def _give(self) -> None:
        note = self.note.text().strip()
        if STEPS[self.step].must and not note:
            self.trouble.setText("Say why, in a few words: it stands in the list.")
            self.trouble.show()
            self.note.setFocus()
            return
        self.given.emit(self.step, note)
