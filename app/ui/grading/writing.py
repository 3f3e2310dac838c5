"""Boxes to write in: single keys are letters there, and what is typed goes to disk when typing rests."""

from PySide6.QtCore import Qt, QTimer, Signal, Slot
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QPlainTextEdit, QSizePolicy

PAUSE_MS = 700
"""Typing that rests this long goes to disk."""


class WritingBox(QPlainTextEdit):
    """A text box that tells what is typed: when typing rests, when it is left (Escape, Ctrl+Enter), when asked."""

    written = Signal(str)
    finished = Signal()

    def __init__(self, name: str, text: str = "") -> None:
        super().__init__()
        self._sent = text
        self.setTabChangesFocus(True)
        self.setAccessibleName(name)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setPlainText(text)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(PAUSE_MS)
        self._pause.timeout.connect(self.flush)
        self.textChanged.connect(self._pause.start)

    def show_text(self, text: str) -> None:
        """Show what is kept; what is being typed here stands."""
        if text != self._sent and self.toPlainText() == self._sent:
            self.blockSignals(True)
            self.setPlainText(text)
            self.blockSignals(False)
        self._sent = text

    @Slot()
    def flush(self) -> None:
        """Tell what is typed and not yet told."""
        self._pause.stop()
        typed = self.toPlainText().strip()
        if typed != self._sent.strip():
            self._sent = typed
            self.written.emit(typed)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Keys of its own."""
        enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if event.key() == Qt.Key.Key_Escape or (enter and event.modifiers() & Qt.KeyboardModifier.ControlModifier):
            self.flush()
            self.finished.emit()
        else:
            super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Leaving it saves."""
        super().focusOutEvent(event)
        self.flush()
