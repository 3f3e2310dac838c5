"""Fourth: the last look. Yes draws, and then nothing can be changed by anyone."""

from PySide6.QtCore import Qt, Signal

from app.core.errors import AppError
from app.core.shapes.gate import DrawPeople
from app.ui.ceremony.big_number import BigNumber
from app.ui.ceremony.digit_entry import GROUP
from app.ui.ceremony.stage import Stage, Step
from app.ui.kit.announce import announce
from app.ui.kit.words import button, column, label, row, set_tone


class ConfirmStep(Step):
    """Y draws, N goes back; Enter alone does neither, so that a key pressed twice draws nothing."""

    title = "Draw?"
    act = ""
    no = Signal()

    def __init__(self, stage: Stage) -> None:
        super().__init__()
        self._stage = stage
        self.ask = label(
            "Are these the digits? Once they are confirmed, nobody can change them, and the cases are drawn."
        )
        self.number = BigNumber(stage, name="The digits", group=GROUP, columns=4, most=3.9)
        self.people = label("", "soft")
        self.yes_button = button("Yes, draw the cases   ( Y )", kind="primary", name="Yes, draw the cases. Press Y")
        self.no_button = button("No, back to the digits   ( N )", name="No, back to the digits. Press N")
        self.said = label("", "strong")
        buttons = row(self.yes_button, self.no_button, None, spacing=stage.px(0.8))
        self.setLayout(
            column(self.ask, None, self.number, self.people, None, self.said, buttons, None, spacing=stage.px(0.5))
        )
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(self.ask.text())
        self.yes_button.clicked.connect(self.forward)
        self.no_button.clicked.connect(self.no)

    def show_digits(self, digits: str, people: str) -> None:
        """Ask about these."""
        self.number.show_text(digits)
        self.people.setText(people)
        self.set_busy(False)
        self._say("")

    def begin(self) -> None:
        """No button has the focus: a key too many does nothing."""
        self.setFocus()

    def enter(self) -> None:
        """Enter is not an answer here."""
        self._say("Press Y for yes, or N for no.")

    def refuse(self, error: AppError) -> None:
        """Say why nothing was drawn."""
        self.set_busy(False)
        self._say(f"{error.what} {error.fix}")

    def set_busy(self, busy: bool) -> None:
        """While the cases are drawn, nothing can be pressed twice."""
        self.yes_button.setEnabled(not busy)
        self.no_button.setEnabled(not busy)

    def _say(self, words: str) -> None:
        self.said.setText(words)
        set_tone(self.said, "bad" if words else "")
        if words:
            announce(self, words, urgent=True)


def people_words(people: DrawPeople) -> str:
    """Who did what, in a line."""
    said = {"rolled_by": "Rolled by", "read_by": "read out by", "witnessed_by": "witnessed by"}
    parts = [f"{said[role]} {name}" for role, name in people.named]
    words = ", ".join(parts)
    return f"{words[:1].upper()}{words[1:]}." if parts else "Nobody is named as roller, reader or witness."
