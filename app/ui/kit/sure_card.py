"""The second look before something that cannot be taken back."""

from PySide6.QtCore import Signal, Slot

from app.ui.kit.message_bar import MessageBar
from app.ui.kit.words import Card, button, column, label, row, set_tone
from app.ui.theme import Look


class SureCard(Card):
    """What cannot be taken back is said once more before it is done."""

    sure = Signal()
    left = Signal()

    def __init__(self, look: Look) -> None:
        super().__init__()
        set_tone(self, "true", "float")
        self.title = label("", "strong")
        self.sentence = label()
        self.trouble = MessageBar(look, can_close=False)
        self.go_button = button("Do it")
        self.back_button = button("Leave it as it is", kind="primary")
        self.box.addLayout(column(self.title, self.sentence, spacing=4))
        self.box.addWidget(self.trouble)
        self.box.addLayout(row(self.back_button, self.go_button, None, spacing=8))
        self.go_button.clicked.connect(self.sure)
        self.back_button.clicked.connect(self._leave)

    def begin(self, title: str, sentence: str, act: str) -> None:
        """Ask."""
        self.title.setText(title)
        self.sentence.setText(sentence)
        self.go_button.setText(act)
        self.go_button.setAccessibleName(act)
        self.trouble.clear()
        self.show()
        self.back_button.setFocus()

    @Slot()
    def _leave(self) -> None:
        self.left.emit()
