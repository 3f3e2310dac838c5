"""A question in the page's own flow: what was found, and a button for each answer."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QFrame, QPushButton, QWidget

from app.ui.kit.announce import announce
from app.ui.kit.flow import Flow
from app.ui.kit.picture import Picture
from app.ui.kit.words import button, clear_layout, column, label, row, set_tone
from app.ui.theme import Look

Answer = tuple[str, Callable[[], None]]


class QuestionBar(QFrame):
    """One question at a time; any answer puts it away, and the last one does nothing else."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self.what, self.fix = label(role="strong"), label()
        self.buttons: list[QPushButton] = []
        self._answers = QWidget()
        self._flow = Flow(self._answers, spacing=8)
        set_tone(self, "warn", "bar")
        words = column(self.what, self.fix, self._answers, spacing=6)
        box = row(Picture(look, "warning", colour="warn"), words, stretch=1)
        box.setContentsMargins(14, 10, 14, 12)
        self.setLayout(box)
        self.hide()

    def ask(self, what: str, fix: str, answers: Sequence[Answer], leave: str = "Leave it") -> None:
        """Ask, with the first answer in focus."""
        self.what.setText(what)
        self.fix.setText(fix)
        self.fix.setVisible(bool(fix))
        clear_layout(self._flow)
        self.buttons = []
        for words, act in (*answers, (leave, _nothing)):
            made = button(words)
            made.clicked.connect(self._answered(act))
            self._flow.addWidget(made)
            self.buttons.append(made)
        self.show()
        self.buttons[0].setFocus()
        announce(self, f"{what} {fix}", urgent=True)

    @Slot()
    def clear(self) -> None:
        """Ask nothing."""
        self.hide()

    def _answered(self, act: Callable[[], None]) -> Callable[[], None]:
        def answer() -> None:
            self.hide()
            act()

        return answer


def _nothing() -> None:
    """The question is put away."""
