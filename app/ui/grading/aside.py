"""What may be said beside an answer, and never must be: reasons and a note. Folded behind quiet buttons."""

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.core.shapes.sheets import AskedQuestion, Given, ReasonChoice
from app.ui.grading.writing import WritingBox
from app.ui.kit.fields import Tick
from app.ui.kit.flow import EqualGrid
from app.ui.kit.words import bare, button, label, row, set_tone
from app.ui.theme import Look

_SIDES = (("good", "What speaks for it"), ("bad", "What speaks against it"))


class Aside(QWidget):
    """Beside an answer: buttons while nothing is said, ticks and a box while the question is active, else words."""

    noted = Signal(str)
    reason_ticked = Signal(str)
    why_wanted = Signal()
    done = Signal()

    def __init__(self, look: Look, question: AskedQuestion) -> None:
        super().__init__()
        self._look, self._question = look, question
        self._open = self._active = self._why = False
        self._given = question.given
        self.why_button = button("Give reasons  W", kind="quiet", name=f"Give reasons: {question.text}")
        self.note_button = button("Add a note  T", kind="quiet", name=f"Add a note: {question.text}")
        self.said = label("", "small")
        self.ticks = ReasonTicks(look, question.reasons)
        self.writing = WritingBox(f"Note: {question.text}", question.note)
        self.writing.setPlaceholderText("A note, if you like. Esc when you have finished")
        box = bare(QVBoxLayout(self), 4)
        box.setContentsMargins(0, 4, 0, 0)
        box.addWidget(self.ticks)
        box.addWidget(self.writing)
        box.addLayout(row(self.why_button, self.note_button, None, spacing=6))
        box.addWidget(self.said)
        self._connect()
        self._fit()
        self.hide()  # until it has its place

    def show_for(self, given: Given, *, active: bool, why: bool) -> None:
        """Show what stands; only the active question shows more than its words.

        Args:
            given: what was said to the question.
            active: whether keys go to it.
            why: whether reasons are unfolded: once somebody wants them, for every question that has any.
        """
        self._open = self._open and active
        self._active, self._given = active, given
        self._why = why and bool(self._question.reasons)
        self.writing.show_text(given.note)
        self.ticks.show_ticked(given.reasons)
        boxed = active and (self._open or bool(given.note) or self.writing.hasFocus())
        self.writing.setVisible(boxed)
        self.note_button.setVisible(active and not boxed)
        self.ticks.setVisible(active and self._why)
        self.why_button.setVisible(active and bool(self._question.reasons))
        self.why_button.setText("Fold reasons  W" if self._why else "Give reasons  W")
        self.said.setText(said_beside(self._question, given, note=not boxed, reasons=not (active and self._why)))
        self.said.setVisible(bool(self.said.text()))
        self.setVisible(active or bool(self.said.text()))

    @property
    def shows_reasons(self) -> bool:
        """Whether letters tick reasons here."""
        return self._active and self._why

    def press(self, key: str) -> None:
        """Tick the reason of that letter, or take its tick away."""
        for reason in self._question.reasons:
            if reason.key == key and self.shows_reasons:
                self.reason_ticked.emit(reason.code)

    @Slot()
    def write(self) -> None:
        """Open the box and go there."""
        self._open = True
        self.show_for(self._given, active=True, why=self._why)
        self.writing.setFocus()

    def flush(self) -> None:
        """Send what is typed and not yet sent."""
        self.writing.flush()

    def _connect(self) -> None:
        self.why_button.clicked.connect(self.why_wanted)
        self.note_button.clicked.connect(self.write)
        self.ticks.ticked.connect(self.reason_ticked)
        self.writing.written.connect(self.noted)
        self.writing.finished.connect(self.done)
        self._look.changed.connect(self._fit)

    @Slot()
    def _fit(self) -> None:
        self.writing.setFixedHeight(self._look.em(3.6))


class ReasonTicks(QWidget):
    """The reasons of a question as boxes to tick, those for it and those against it apart."""

    ticked = Signal(str)

    def __init__(self, look: Look, reasons: tuple[ReasonChoice, ...]) -> None:
        super().__init__()
        self.boxes: dict[str, Tick] = {}
        box = bare(QVBoxLayout(self), 2)
        for tone, title in _SIDES:
            of_side = [reason for reason in reasons if reason.tone == tone]
            if not of_side:
                continue
            words = label(title, "key")
            set_tone(words, tone)
            grid = QWidget()
            cells = EqualGrid(grid, spacing=2, most=2)
            for reason in of_side:
                cells.addWidget(self._box(look, reason))
            box.addWidget(words)
            box.addWidget(grid)

    def show_ticked(self, codes: tuple[str, ...]) -> None:
        """Show which are ticked, without telling anyone."""
        for code, tick in self.boxes.items():
            if tick.isChecked() != (code in codes):
                tick.blockSignals(True)
                tick.setChecked(code in codes)
                tick.blockSignals(False)
                tick.update()

    def _box(self, look: Look, reason: ReasonChoice) -> Tick:
        made = Tick(look, f"{reason.key}  {reason.label}")
        made.setAccessibleName(reason.label)
        made.setAccessibleDescription(f"Press {reason.key}")
        made.setObjectName(f"reason:{reason.code}")
        made.clicked.connect(lambda: self.ticked.emit(reason.code))
        self.boxes[reason.code] = made
        return made


def said_beside(question: AskedQuestion, given: Given, *, note: bool = True, reasons: bool = True) -> str:
    """What was said beside an answer, in a line or two; empty where nothing was."""
    named = ", ".join(reason.label for reason in question.reasons if reason.code in given.reasons)
    why = f"Why: {named}" if named and reasons else ""
    words = f"Note: {given.note}" if given.note and note else ""
    return "\n".join(filter(None, (why, words)))
