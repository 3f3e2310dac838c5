"""Digits read out from the dice, typed one by one: nothing else goes in, and nothing is pasted."""

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QInputMethodEvent, QKeyEvent, QKeySequence, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QLineEdit, QSizePolicy

from app.core.words import count_of
from app.ui.ceremony.stage import Stage

LEAST, MOST = 20, 200
GROUP, COLUMNS = 5, 10
_DIGITS = frozenset("0123456789")
_WITH = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.MetaModifier
_SPACING = 0.5
"""The space between two groups, in boxes."""


def not_a_digit(sign: str) -> str:
    """What is said to a sign that is no digit of a die."""
    if sign.isdigit():
        return f"“{sign}” is a digit of another kind. Switch the keyboard to plain digits, 0 to 9."
    return f"“{sign}” is not a digit. Only 0 to 9 go in here."


class DigitEntry(QLineEdit):
    """A line of digits, painted as boxes in groups of five. Screen readers find an ordinary line of text."""

    counted = Signal(int)
    refused = Signal(str)

    def __init__(self, stage: Stage) -> None:
        super().__init__()
        self._stage = stage
        self.setAccessibleName("Digits of the dice")
        self.setMaxLength(MOST)
        self.setFrame(False)
        self.setAcceptDrops(False)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.NoContextMenu)
        self.setInputMethodHints(Qt.InputMethodHint.ImhDigitsOnly | Qt.InputMethodHint.ImhNoPredictiveText)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.textChanged.connect(self._told)

    @property
    def digits(self) -> str:
        """The digits so far."""
        return self.text()

    # ---------------------------------------------------------------- keys
    def keyPressEvent(self, event: QKeyEvent) -> None:
        """One digit a key; a held key counts once."""
        if event.matches(QKeySequence.StandardKey.Paste):
            self.refused.emit("Nothing can be pasted here. Type the digits one by one, as they are read out.")
        elif event.key() == Qt.Key.Key_Backspace:
            self.backspace()
        elif event.isAutoRepeat() or event.modifiers() & _WITH or not event.text().strip():
            event.ignore()
        else:
            self._take(event.text())

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        """A keyboard that composes its signs: the same rules, and never several at once."""
        if event.commitString():
            self._take(event.commitString())
        event.accept()

    def _take(self, text: str) -> None:
        if text in _DIGITS and len(self.text()) < MOST:
            self.refused.emit("")
            self.setText(self.text() + text)
        elif text in _DIGITS:
            self.refused.emit(f"{MOST} digits are the most that are taken.")
        elif len(text) > 1:
            self.refused.emit("Several signs came at once. Type the digits one by one, as they are read out.")
        else:
            self.refused.emit(not_a_digit(text))

    def backspace(self) -> None:
        """Take the last digit away."""
        self.refused.emit("")
        self.setText(self.text()[:-1])

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A click gives the focus, and marks nothing."""
        self.setFocus()

    mouseMoveEvent = mouseReleaseEvent = mouseDoubleClickEvent = mousePressEvent

    # ---------------------------------------------------------------- painting
    def sizeHint(self) -> QSize:
        """The size it would like."""
        return QSize(self._stage.px(40), self._stage.px(3.2) * min(3, self._rows()))

    def minimumSizeHint(self) -> QSize:
        """The least it needs."""
        return QSize(self._stage.px(18), self._stage.px(1.8) * min(3, self._rows()))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Boxes in groups of five; the next one is marked while keys come here."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        side, gap = self._side(), self._side() * 0.12
        font = self._stage.font(side * 0.62)
        for number in range(self._shown()):
            row, place = divmod(number, COLUMNS)
            left = place * side + place // GROUP * side * _SPACING
            self._paint_box(painter, QRectF(left + gap / 2, row * side + gap / 2, side - gap, side - gap), number)
            if number < len(self.text()):
                painter.setFont(font)
                painter.setPen(self._stage.look.color("text"))
                box = QRectF(left, row * side, side, side)
                painter.drawText(box, Qt.AlignmentFlag.AlignCenter, self.text()[number])
        painter.end()

    def _paint_box(self, painter: QPainter, box: QRectF, number: int) -> None:
        look, count = self._stage.look, len(self.text())
        following = number == count and self.hasFocus()
        painter.setBrush(look.color("accent_soft" if following else "surface" if number < count else "ground"))
        pen = QPen(
            look.color("accent" if following else "edge"), max(1.0, box.width() * (0.05 if following else 0.015))
        )
        if number >= LEAST and number >= count:
            pen.setStyle(Qt.PenStyle.DashLine)
        painter.setPen(pen)
        painter.drawRoundedRect(box, box.width() * 0.1, box.width() * 0.1)

    def _side(self) -> float:
        across = COLUMNS + (COLUMNS // GROUP - 1) * _SPACING
        return min(self.width() / across, self.height() / self._rows())

    def _shown(self) -> int:
        """At least twenty boxes; then always a group more than is full, for those who roll on."""
        count = len(self.text())
        return LEAST if count < LEAST else min(MOST, (count // GROUP + 1) * GROUP)

    def _rows(self) -> int:
        return -(-self._shown() // COLUMNS)

    def _told(self) -> None:
        groups = [self.text()[start : start + GROUP] for start in range(0, len(self.text()), GROUP)]
        self.setAccessibleDescription(f"{count_of(len(self.text()), 'digit')} so far: {' '.join(groups)}")
        self.updateGeometry()
        self.counted.emit(len(self.text()))
