"""What may be said beside an answer, and never must be: a note. Folded behind one quiet button."""

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.core.shapes.sheets import AskedQuestion
from app.ui.grading.writing import WritingBox
from app.ui.kit.words import bare, button, label, row
from app.ui.theme import Look


class Aside(QWidget):
    """The note of a question: a button while there is none, a box while the question is active, else its words."""

    noted = Signal(str)
    done = Signal()

    def __init__(self, look: Look, question: AskedQuestion) -> None:
        super().__init__()
        self._look = look
        self._open = self._active = False
        self._note = question.note
        self.note_button = button("Add a note  T", kind="quiet", name=f"Add a note: {question.text}")
        self.said = label("", "small")
        self.writing = WritingBox(f"Note: {question.text}", question.note)
        self.writing.setPlaceholderText("A note, if you like. Esc when you have finished")
        self.note_button.clicked.connect(self.write)
        self.writing.written.connect(self.noted)
        self.writing.finished.connect(self.done)
        box = bare(QVBoxLayout(self), 4)
        box.addLayout(row(self.note_button, None, spacing=6))
        box.addWidget(self.said)
        box.addWidget(self.writing)
        self._fit()
        self.hide()  # until it has its place
        look.changed.connect(self._fit)

    def show_for(self, note: str, *, active: bool) -> None:
        """Show the note that stands; only the active question shows more than its words."""
        self._open = self._open and active
        self._active, self._note = active, note
        self.writing.show_text(note)
        self._show()

    @Slot()
    def write(self) -> None:
        """Open the box and go there."""
        self._open = True
        self._show()
        self.writing.setFocus()

    def flush(self) -> None:
        """Send what is typed and not yet sent."""
        self.writing.flush()

    def _show(self) -> None:
        boxed = self._active and (self._open or bool(self._note) or self.writing.hasFocus())
        self.writing.setVisible(boxed)
        self.note_button.setVisible(self._active and not boxed)
        self.said.setText(f"Note: {self._note}")
        self.said.setVisible(bool(self._note) and not boxed)
        self.setVisible(self._active or bool(self._note))

    @Slot()
    def _fit(self) -> None:
        self.writing.setFixedHeight(self._look.em(3.6))
