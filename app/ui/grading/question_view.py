"""One question: its words, its help while it is the active one, and its answers on keys or a box to write in."""

from PySide6.QtCore import QRectF, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QPlainTextEdit, QSizePolicy, QVBoxLayout, QWidget

from app.core.shapes.sheets import AskedQuestion
from app.ui.kit.choices import Choices, Option
from app.ui.kit.words import bare, label
from app.ui.theme import Look

PAUSE_MS = 700
"""Typing that rests this long goes to disk."""


class QuestionView(QWidget):
    """What all views of a question share: the sunk ground and the rule of the active one."""

    answered = Signal(str, str)
    picked = Signal(str)

    def __init__(self, look: Look, question: AskedQuestion) -> None:
        super().__init__()
        self._look = look
        self.question = question
        self.active = False

    def show_state(self, question: AskedQuestion, answer: str, *, active: bool) -> None:
        """Show the answer, and whether keys go here."""
        self.question = question
        if active != self.active:
            self.active = active
            self.show_active()
        self.show_answer(answer)
        self.update()

    def show_active(self) -> None:
        """Open or fold what only the active question shows."""

    def show_answer(self, answer: str) -> None:
        """Show what is answered."""

    def flush(self) -> None:
        """Send what is typed and not yet sent."""

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A click makes it the active one."""
        self.picked.emit(self.question.id)
        super().mousePressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint with the colours of the theme in force."""
        if not self.active:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._look.color("sunk"))
        painter.drawRoundedRect(QRectF(self.rect()), 8, 8)
        painter.setBrush(self._look.color("accent"))
        painter.drawRoundedRect(QRectF(0, 8, 3, self.height() - 16), 1.5, 1.5)
        painter.end()


def question_words(number: int, question: AskedQuestion) -> str:
    """The question as it stands on screen, with its number."""
    return f"{number}.  {question.text}" + ("" if question.mandatory else "  (optional)")


class HelpWords(QWidget):
    """What helps with a question, and the law it rests on. Below the answers, so that these never move."""

    def __init__(self, question: AskedQuestion) -> None:
        super().__init__()
        self.words = label(question.help, "soft")
        self.law = label(question.law, "small")
        box = bare(QVBoxLayout(self), 3)
        box.setContentsMargins(0, 4, 0, 0)
        for part in (self.words, self.law):
            box.addWidget(part)
            part.setVisible(bool(part.text()))
        self.hide()

    def show_for(self, *, active: bool) -> None:
        """Only the active question shows its help."""
        self.setVisible(active and not (self.words.isHidden() and self.law.isHidden()))


class ChoiceQuestion(QuestionView):
    """A question with answers on keys."""

    def __init__(self, look: Look, number: int, question: AskedQuestion) -> None:
        super().__init__(look, question)
        self.text = label(question_words(number, question), "strong")
        self.help = HelpWords(question)
        options = [
            Option(code=each.code, key=each.key, label=each.label, tone=each.tone, help=each.help)
            for each in question.choices
        ]
        self.choices = Choices(look, options, name=question.text, most=4)
        self.choices.chosen.connect(self._chosen)
        box = bare(QVBoxLayout(self), 6)
        box.setContentsMargins(14, 10, 12, 12)
        box.addWidget(self.text)
        box.addWidget(self.choices)
        box.addWidget(self.help)
        self.setAccessibleName(f"Question {number}: {question.text}")
        self.setAccessibleDescription(help_words(question))

    def show_active(self) -> None:
        """Open or fold what only the active question shows."""
        self.help.show_for(active=self.active)

    def show_answer(self, answer: str) -> None:
        """Show what is answered."""
        if self.choices.value != answer:
            self.choices.show_value(answer)

    @Slot(str)
    def _chosen(self, code: str) -> None:
        self.answered.emit(self.question.id, code)


class WritingBox(QPlainTextEdit):
    """A text box where single keys are letters; Escape and Ctrl+Enter leave it, and leaving it saves."""

    left = Signal()
    finished = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Keys of its own; a held key does nothing."""
        enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if event.key() == Qt.Key.Key_Escape or (enter and event.modifiers() & Qt.KeyboardModifier.ControlModifier):
            self.finished.emit()
        else:
            super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Leaving it is a fact others wait for."""
        super().focusOutEvent(event)
        self.left.emit()


class TextQuestion(QuestionView):
    """A question answered in words. It saves when typing rests, when the box is left, and before the case is."""

    done = Signal(str)

    def __init__(self, look: Look, number: int, question: AskedQuestion) -> None:
        super().__init__(look, question)
        self._sent = question.answer
        self.text = label(question_words(number, question), "strong")
        self.help = HelpWords(question)
        self.writing = WritingBox()
        self.writing.setTabChangesFocus(True)
        self.writing.setAccessibleName(question.text)
        self.writing.setPlaceholderText("Press T to write here, Esc when you have finished")
        self.writing.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.text.setBuddy(self.writing)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(PAUSE_MS)
        self._pause.timeout.connect(self.flush)
        self.writing.setPlainText(question.answer)
        self.writing.textChanged.connect(self._pause.start)
        self.writing.left.connect(self.flush)
        self.writing.finished.connect(self._finish)
        box = bare(QVBoxLayout(self), 6)
        box.setContentsMargins(14, 10, 12, 12)
        box.addWidget(self.text)
        box.addWidget(self.writing)
        box.addWidget(self.help)
        self.setAccessibleName(f"Question {number}: {question.text}")
        self._fit()
        look.changed.connect(self._fit)

    def show_active(self) -> None:
        """Open or fold what only the active question shows."""
        self.help.show_for(active=self.active)

    def show_answer(self, answer: str) -> None:
        """Show what is answered."""
        typed = self.writing.toPlainText()
        if answer != self._sent and typed == self._sent:
            self.writing.blockSignals(True)
            self.writing.setPlainText(answer)
            self.writing.blockSignals(False)
        self._sent = answer

    @Slot()
    def flush(self) -> None:
        """Send what is typed and not yet sent."""
        self._pause.stop()
        typed = self.writing.toPlainText().strip()
        if typed != self._sent.strip():
            self._sent = typed
            self.answered.emit(self.question.id, typed)

    @Slot()
    def _finish(self) -> None:
        self.flush()
        self.done.emit(self.question.id)

    @Slot()
    def _fit(self) -> None:
        self.writing.setFixedHeight(self._look.em(4.6))


def help_words(question: AskedQuestion) -> str:
    """A question's help, with the law it rests on."""
    return "\n".join(part for part in (question.help, question.law) if part)
