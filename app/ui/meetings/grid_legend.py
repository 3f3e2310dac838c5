"""What the keys mean in the column that they go to, always in view; and where words are written instead."""

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from app.core.shapes.meetings import GridColumn
from app.ui.kit.flow import Flow
from app.ui.kit.words import Card, clear_layout, label, row
from app.ui.theme import Look


class WordsLine(QLineEdit):
    """A line for an answer in words. Enter keeps it, Esc leaves it as it was."""

    kept = Signal(str)
    left = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter and Esc; every other key is text."""
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.kept.emit(self.text().strip())
        else:
            super().keyPressEvent(event)


class GridLegend(Card):
    """The question in full, and its answers with their keys."""

    def __init__(self, look: Look) -> None:
        super().__init__(padding=12, spacing=6)
        self._look = look
        self._shown: tuple[object, ...] = ()
        self._low = False
        self.question = label("", "strong")
        self.hint = label("", "small")
        self.words = WordsLine()
        self.words.setPlaceholderText("T to write here, Enter keeps it, Esc leaves it as it was")
        self.keys = QWidget()
        self._flow = Flow(spacing=14)
        self.keys.setLayout(self._flow)
        for part in (self.question, self.keys, self.words, self.hint):
            self.box.addWidget(part)

    def show_column(self, column: GridColumn | None, number: int, of: int, written: str) -> None:
        """Show the legend of a question.

        Args:
            column: the question.
            number: its number in the grid, from 1.
            of: how many there are.
            written: what is answered in words so far, where it is answered in words.
        """
        shown = (column, number, of)
        if column is None:
            self.hide()
            return
        self.show()
        if not self.words.hasFocus():
            self.words.setText(written)
        if shown == self._shown:
            return
        self._shown = shown
        optional = "" if column.mandatory else "  (optional)"
        self.question.setText(f"{number}.  {column.label}{optional}")
        clear_layout(self._flow)
        for key, _code, words in column.keys:
            self._flow.addWidget(_pair(key, words))
        self.keys.setVisible(bool(column.keys))
        self.words.setVisible(not column.keys)
        self.words.setAccessibleName(column.label)
        self.hint.setText("Figures rest on this one: it is typed a second time." if column.twice else "")
        self.hint.setVisible(column.twice and not self._low)
        self.setAccessibleName(f"Question {number} of {of}: {column.label}")
        self.setAccessibleDescription(", ".join(f"{key} {words}" for key, _, words in column.keys))

    def fit(self, *, low: bool) -> None:
        """Little room: the heading of the column says that it is typed twice."""
        self._low = low
        self.hint.setVisible(bool(self.hint.text()) and not low)

    @Slot()
    def write(self) -> None:
        """Go to the line for words, where this question is answered in words."""
        if self.words.isVisible():
            self.words.setFocus()
            self.words.selectAll()


def _pair(key: str, words: str) -> QWidget:
    made, cap = QWidget(), label(key, "key", wrap=False)
    cap.setProperty("cap", True)
    made.setLayout(row(cap, label(words, wrap=False), spacing=6))
    return made
