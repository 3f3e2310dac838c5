"""Questions that stand as one row of keys (the eight of GOWISELY): a letter each, with what is answered under it.

The scheme says which do: neighbours of a group that all have a short word. Below the row stands the question of the
letter in focus, whole; its answer moves on to the next letter.
"""

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt, Signal, Slot
from PySide6.QtGui import QColor, QFont, QFontMetrics, QKeyEvent, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QPushButton, QSizePolicy, QVBoxLayout, QWidget

from app.core.shapes.sheets import AskedQuestion, Choice
from app.ui.grading.question_view import ChoiceQuestion
from app.ui.kit.flow import EqualGrid
from app.ui.kit.segment import goes_along, paint_tick
from app.ui.kit.words import bare, label, row
from app.ui.theme import SMALL, Look

_GAP = 4
_LEAST = 1.75
"""The least width of a key, in ems: a letter and a sign."""
_WORDS = Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop
_NOTHING = "Not answered yet"


class KeyRow(QWidget):
    """The row, and the question of the letter in focus."""

    def __init__(self, look: Look, first: int, questions: Sequence[AskedQuestion]) -> None:
        super().__init__()
        self._look = look
        self.title = label(questions[0].group, "strong", wrap=False)
        self.count = label("", "small", wrap=False)
        self.said = label("", "small")
        self.keys = [RowKey(look, question) for question in questions]
        self.questions = [
            RowQuestion(look, first + at, question, key)
            for at, (question, key) in enumerate(zip(questions, self.keys, strict=True))
        ]
        line = QWidget()
        grid = EqualGrid(line, spacing=_GAP, most=len(questions), cell=lambda: look.em(_LEAST))
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        line.setSizePolicy(policy)
        line.setAccessibleName(questions[0].group)
        box = bare(QVBoxLayout(self), 6)
        box.setContentsMargins(0, 10, 0, 2)
        top = bare(QVBoxLayout(), 6)
        top.setContentsMargins(14, 0, 12, 0)
        top.addLayout(row(self.title, None, self.count))
        top.addWidget(line)
        top.addWidget(self.said)
        box.addLayout(top)
        for key, question in zip(self.keys, self.questions, strict=True):
            grid.addWidget(key)
            box.addWidget(question)
            key.clicked.connect(question.pick)
            key.stepped.connect(self._step)
            question.shown.connect(self._show)
            question.whole = self
        look.changed.connect(self._fit)
        self._show()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The words stand on the keys where every key has room for them, else in a line below."""
        super().resizeEvent(event)
        self._fit()

    @Slot()
    def _fit(self) -> None:
        wide = (self.width() - 26 + _GAP) // len(self.keys) - _GAP
        fit = all(key.fits(wide) for key in self.keys)
        for key in self.keys:
            key.show_words(fit)
        self.said.setVisible(not fit and bool(self.said.text()))

    @Slot()
    def _show(self) -> None:
        """What is answered so far, and the one stop of the Tab key: the letter in focus, else the first."""
        answered = [f"{key.letter}\N{NO-BREAK SPACE}{key.answer.label}" for key in self.keys if key.answer is not None]
        self.count.setText(f"{len(answered)} of {len(self.keys)} answered")
        self.said.setText(" · ".join(answered))
        self.said.setVisible(bool(answered) and not self.keys[0].worded)
        stop = next((key for key in self.keys if key.active), self.keys[0])
        for key in self.keys:
            key.setFocusPolicy(Qt.FocusPolicy.StrongFocus if key is stop else Qt.FocusPolicy.ClickFocus)

    @Slot(int)
    def _step(self, step: int) -> None:
        key = self.sender()
        if isinstance(key, RowKey):
            self.keys[(self.keys.index(key) + step) % len(self.keys)].setFocus()


class RowQuestion(ChoiceQuestion):
    """The question of one letter: shown while it is the one that keys answer."""

    shown = Signal()

    def __init__(self, look: Look, number: int, question: AskedQuestion, key: "RowKey") -> None:
        super().__init__(look, number, question)
        self._key = key
        self.hide()

    def show_active(self) -> None:
        """Only the letter in focus shows its question."""
        super().show_active()
        self.setVisible(self.active)
        self._key.show_active(self.active)
        self.shown.emit()

    def show_answer(self, answer: str) -> None:
        """Show what is answered, on its key too."""
        super().show_answer(answer)
        self._key.show_answer(next((each for each in self.question.choices if each.code == answer), None))
        self.shown.emit()

    @Slot()
    def pick(self) -> None:
        """Its key was pressed: it is the one that keys answer from here on."""
        self.picked.emit(self.question.id)


class RowKey(QPushButton):
    """A letter of the row. Its answer is told by a sign and by words; its name is the whole question."""

    stepped = Signal(int)

    def __init__(self, look: Look, question: AskedQuestion) -> None:
        super().__init__()
        self._look = look
        self.letter = question.short[:1].upper()
        self.answer: Choice | None = None
        self.active = self.worded = False
        self._labels = [choice.label for choice in question.choices]
        self.setObjectName(f"letter:{question.id}")
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.setAccessibleName(question.text)
        self.setToolTip(question.text)
        self.show_answer(None)

    def show_answer(self, answer: Choice | None) -> None:
        """Show what is answered; None where nothing is."""
        self.answer = answer
        self.setAccessibleDescription(f"Letter {self.letter}. {answer.label if answer else _NOTHING}")
        self.update()

    def show_active(self, active: bool) -> None:
        """Show whether keys answer it."""
        self.active = active
        self.update()

    def show_words(self, on: bool) -> None:
        """Show answers in words on the key, or leave them to the line below the row."""
        if on != self.worded:
            self.worded = on
            self.updateGeometry()
            self.update()

    def fits(self, wide: int) -> bool:
        """Whether each word of every answer has room on a key of that width."""
        metrics = self._metrics()
        words = (word for text in self._labels for word in text.split())
        return max(map(metrics.horizontalAdvance, words), default=0) <= wide - 6

    def sizeHint(self) -> QSize:
        """The size it would like."""
        return QSize(self._look.em(_LEAST), self.heightForWidth(self._look.em(_LEAST)))

    def minimumSizeHint(self) -> QSize:
        """The least it needs."""
        return QSize(self._look.em(_LEAST), self._top())

    def hasHeightForWidth(self) -> bool:
        """Words wrap, so the height depends on the width."""
        return True

    def heightForWidth(self, width: int) -> int:
        """The height of the tallest answer, so that no answer moves what is below."""
        if not self.worded:
            return self._top()
        room, metrics = QRect(0, 0, max(1, width - 6), 10_000), self._metrics()
        tallest = max(metrics.boundingRect(room, int(_WORDS), text).height() for text in self._labels)
        return self._top() + tallest + self._look.em(0.3)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Left and Right go along the row without choosing; a held key does nothing."""
        if not goes_along(event, self.stepped):
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint with the colours of the theme in force."""
        look = self._look
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        tone = self.answer.tone if self.answer is not None else ""
        edge, wide = ("accent", 2.4) if self.active else (tone or "edge", 1.6 if tone else 1.0)
        painter.setBrush(look.color(f"{tone}_soft" if tone else "surface"))
        painter.setPen(QPen(look.color(edge), wide))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(1.5, 1.5, -1.5, -1.5), 6, 6)
        if self.hasFocus():
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(look.color("text"), 2))
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(3.5, 3.5, -3.5, -3.5), 4, 4)
        self._paint_top(painter, look.color(tone or "text"))
        if self.worded and self.answer is not None:
            painter.setFont(look.font(SMALL, QFont.Weight.DemiBold))
            room = QRectF(self.rect()).adjusted(3, self._top() - look.em(0.1), -3, -2)
            painter.drawText(room, int(_WORDS), self.answer.label)
        painter.end()

    def _paint_top(self, painter: QPainter, colour: QColor) -> None:
        """The letter, with the answer's sign beside it."""
        look = self._look
        painter.setFont(look.font(12.5, QFont.Weight.DemiBold))
        painter.setPen(colour)
        half, top = self.width() / 2, float(self._top())
        if self.answer is None:
            painter.drawText(QRectF(0, 0, self.width(), top), Qt.AlignmentFlag.AlignCenter, self.letter)
            return
        middle = Qt.AlignmentFlag.AlignVCenter
        painter.drawText(QRectF(0, 0, half, top), middle | Qt.AlignmentFlag.AlignRight, self.letter)
        side = look.em(0.8)
        paint_sign(painter, QRectF(half + look.em(0.12), (top - side) / 2, side, side), self.answer.tone, colour)

    def _metrics(self) -> QFontMetrics:
        return QFontMetrics(self._look.font(SMALL, QFont.Weight.DemiBold))

    def _top(self) -> int:
        return max(30, self._look.em(1.7))


def paint_sign(painter: QPainter, area: QRectF, tone: str, colour: QColor) -> None:
    """A tone as a drawing: a tick, a half-filled ring, a cross, a dash."""
    if tone == "good":
        paint_tick(painter, area, colour, 2.2)
        return
    painter.setPen(QPen(colour, 2, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    inner = area.adjusted(*(area.width() * part for part in (0.22, 0.22, -0.22, -0.22)))
    if tone == "bad":
        painter.drawLine(inner.topLeft(), inner.bottomRight())
        painter.drawLine(inner.topRight(), inner.bottomLeft())
    elif tone == "warn":
        painter.drawEllipse(inner)
        painter.setBrush(colour)
        painter.drawPie(inner, 90 * 16, 180 * 16)
    else:
        painter.drawLine(QPointF(inner.left(), area.center().y()), QPointF(inner.right(), area.center().y()))
