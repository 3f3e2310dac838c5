"""How far a meeting is, by a shape and a word."""

from PySide6.QtWidgets import QWidget

from app.core.shapes.meetings import MeetingState
from app.ui.kit.picture import Picture
from app.ui.kit.words import label, row, set_tone
from app.ui.meetings.words import STATE_SIGNS
from app.ui.theme import Look


class StateLine(QWidget):
    """A drawing and the word that it stands for: never a colour alone."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._picture = Picture(look, "list", ems=1.1)
        self.word = label("", "strong", wrap=False)
        self.setLayout(row(self._picture, self.word, None, spacing=6))

    def show_state(self, state: MeetingState) -> None:
        """Show this state."""
        icon, token, word = STATE_SIGNS[state]
        self._picture.show_icon(icon, token)
        self.word.setText(word)
        set_tone(self.word, token if token in ("good", "warn") else "")
