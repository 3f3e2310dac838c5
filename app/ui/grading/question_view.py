"""One question: its words, its help while it is the active one, and its answers on keys or a box to write in."""

from PySide6.QtCore import QRectF, Qt, Signal, Slot
from PySide6.QtGui import QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.core.shapes.sheets import AskedQuestion, Given
from app.ui.grading.aside import Aside
from app.ui.grading.writing import WritingBox
from app.ui.kit.choices import Choices, Option
from app.ui.kit.words import bare, label
from app.ui.theme import Look


class QuestionView(QWidget):
    """What all views of a question share: the sunk ground and the rule of the active one."""

    answered = Signal(str, str)
    noted = Signal(str, str)
    reason_ticked = Signal(str, str)
    why_wanted = Signal()
    picked = Signal(str)
    done = Signal(str)

    def __init__(self, look: Look, question: AskedQuestion) -> None:
        super().__init__()
        self._look = look
        self.question = question
        self.active = False
        self._stands: tuple[Given, bool] | None = None
        self.aside: Aside | None = None
        self.whole: QWidget = self
        """What is brought into view with it."""

    def show_state(self, question: AskedQuestion, given: Given, *, active: bool, why: bool = False) -> None:
        """Show the answer and what is said beside it, whether keys go here, and whether reasons are unfolded."""
        self.question = question
        if not active and (given, active) == self._stands:
            return  # most questions, at each key
        self._stands = given, active
        if active != self.active:
            self.active = active
            self.show_active()
            self.update()
        self.show_answer(given.answer)
        if self.aside is not None:
            self.aside.show_for(given, active=active, why=why)

    def make_aside(self) -> Aside:
        """What may be said beside the answer, to be placed below it."""
        made = Aside(self._look, self.question)
        made.noted.connect(self._noted)
        made.reason_ticked.connect(self._ticked)
        made.why_wanted.connect(self.why_wanted)
        made.done.connect(self._done)
        self.aside = made
        return made

    def write(self) -> None:
        """Go to where words are written."""
        if self.aside is not None:
            self.aside.write()

    def show_active(self) -> None:
        """Open or fold what only the active question shows."""

    def show_answer(self, answer: str) -> None:
        """Show what is answered."""

    def flush(self) -> None:
        """Send what is typed and not yet sent."""
        if self.aside is not None:
            self.aside.flush()

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

    @Slot(str)
    def _noted(self, note: str) -> None:
        self.noted.emit(self.question.id, note)

    @Slot(str)
    def _ticked(self, reason: str) -> None:
        self.reason_ticked.emit(self.question.id, reason)

    @Slot()
    def _done(self) -> None:
        self.done.emit(self.question.id)


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
        box.addWidget(self.make_aside())
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


class TextQuestion(QuestionView):
    """A question answered in words. It saves when typing rests, when the box is left, and before the case is."""

    def __init__(self, look: Look, number: int, question: AskedQuestion) -> None:
        super().__init__(look, question)
        self.text = label(question_words(number, question), "strong")
        self.help = HelpWords(question)
        self.writing = WritingBox(question.text, question.answer)
        self.writing.setPlaceholderText("Press T to write here, Esc when you have finished")
        self.text.setBuddy(self.writing)
        self.writing.written.connect(self._written)
        self.writing.finished.connect(self._done)
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
        self.writing.show_text(answer)

    def write(self) -> None:
        """Go to the box."""
        self.writing.setFocus()

    def flush(self) -> None:
        """Send what is typed and not yet sent."""
        self.writing.flush()

    @Slot(str)
    def _written(self, text: str) -> None:
        self.answered.emit(self.question.id, text)

    @Slot()
    def _fit(self) -> None:
        self.writing.setFixedHeight(self._look.em(4.6))


def help_words(question: AskedQuestion) -> str:
    """A question's help, with the law it rests on."""
    return "\n".join(part for part in (question.help, question.law) if part)
