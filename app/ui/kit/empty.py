"""An empty place says what belongs here and what to do next."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton

from app.ui.kit.picture import Picture
from app.ui.kit.words import Card, button, label
from app.ui.theme import Look


class Empty(Card):
    """A drawing, a sentence, and the one button that leads on."""

    def __init__(self, look: Look, icon: str, what: str, why: str, act: str = "") -> None:
        super().__init__(padding=32, spacing=10)
        middle = Qt.AlignmentFlag.AlignHCenter
        self.what, self.why = label(what, "strong"), label(why, "soft")
        self.act: QPushButton = button(act or "Go on", kind="primary")
        self.box.addWidget(Picture(look, icon, colour="soft", ems=2.6), 0, middle)
        for words in (self.what, self.why):
            words.setAlignment(middle)
            self.box.addWidget(words)
        self.box.addSpacing(6)
        self.box.addWidget(self.act, 0, middle)
        self.act.setVisible(bool(act))
