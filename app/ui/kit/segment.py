"""One answer that can be given: its key and its words. Chosen means filled, ticked and bold, never colour alone."""

from PySide6.QtCore import QPoint, QPointF, QRect, QRectF, QSize, Qt, Signal, SignalInstance
from PySide6.QtGui import QColor, QFont, QFontMetrics, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QRadioButton, QSizePolicy, QWidget

from app.ui.theme import Look

_STEP = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}


def goes_along(event: QKeyEvent, stepped: SignalInstance) -> bool:
    """Tell Left and Right as steps along a row; Up and Down are the page's, and a held key does nothing.

    Returns:
        Whether the key was one of these: any other is the button's own.
    """
    step = _STEP.get(Qt.Key(event.key()))
    if step is not None and not event.isAutoRepeat():
        stepped.emit(step)
    elif event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down) or event.isAutoRepeat():
        event.ignore()
    else:
        return False
    return True


def paint_tick(painter: QPainter, area: QRectF, colour: QColor, width: float = 1.8) -> None:
    """A tick, drawn so that it is sharp at any size."""
    middle, unit = area.center(), area.width() / 10
    round_ends = (Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap, Qt.PenJoinStyle.RoundJoin)
    painter.setPen(QPen(colour, width * max(1.0, area.width() / 18), *round_ends))
    points = ((-2.5, 0.2), (-0.7, 2.1), (2.7, -2.1))
    painter.drawPolyline([QPointF(middle.x() + x * unit, middle.y() + y * unit) for x, y in points])


class Segment(QRadioButton):
    """A radio button that looks like a key and its meaning. Left and Right go to its neighbours without choosing."""

    stepped = Signal(int)

    def __init__(self, look: Look, *, key: str, text: str, tone: str = "accent", parent: QWidget | None = None) -> None:
        super().__init__(text, parent)
        self.key = key
        self.tone = tone
        self.by_hand = False
        """It is being clicked; a screen reader's “toggle” is none."""
        self._look = look
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.setAccessibleName(text)
        self.setAccessibleDescription(f"Press {key}" if key else "")
        self.toggled.connect(self.update)

    def sizeHint(self) -> QSize:
        """The size it would like."""
        bold = self._metrics()
        wide = bold.horizontalAdvance(self.text()) + self._text_left() + self._look.em(0.4)
        return QSize(wide, self._least_height())

    def minimumSizeHint(self) -> QSize:
        """The least it needs."""
        longest = max((self._metrics().horizontalAdvance(word) for word in self.text().split()), default=0)
        return QSize(self._text_left() + longest + self._look.em(0.5), self._least_height())

    def hasHeightForWidth(self) -> bool:
        """Words wrap, so the height depends on the width."""
        return True

    def heightForWidth(self, width: int) -> int:
        """The height that its words need at this width."""
        room = QRect(0, 0, max(1, width - self._text_left() - self._look.em(0.4)), 10_000)
        needed = self._metrics().boundingRect(room, Qt.TextFlag.TextWordWrap, self.text()).height()
        return max(self._least_height(), needed + self._look.em(0.8))

    def nextCheckState(self) -> None:
        """A click, of whatever sort, is about to choose it."""
        self.by_hand = True
        super().nextCheckState()
        self.by_hand = False

    def hitButton(self, position: QPoint) -> bool:
        """All of it can be clicked."""
        return self.rect().contains(position)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Keys of its own; a held key does nothing."""
        if not goes_along(event, self.stepped):
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint with the colours of the theme in force."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        area = QRectF(self.rect()).adjusted(1, 1, -1, -1)
        self._paint_ground(painter, area)
        self._paint_cap(painter, area)
        if self._shows_words():
            self._paint_words(painter)
        painter.end()

    def _paint_ground(self, painter: QPainter, area: QRectF) -> None:
        look, chosen = self._look, self.isChecked()
        if chosen:
            ground, edge, width = look.color(f"{self.tone}_soft"), look.color(self.tone), 1.6
        else:
            sunk = self.underMouse() and self.isEnabled()
            ground, edge, width = look.color("sunk" if sunk else "surface"), look.color("edge"), 1.0
        pen = QPen(edge, width)
        if not self.isEnabled() and not chosen:
            pen = QPen(look.color("line"), 1)
        painter.setBrush(ground)
        painter.setPen(pen)
        painter.drawRoundedRect(area, 6, 6)
        if self.hasFocus():
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(look.color("text"), 2))
            painter.drawRoundedRect(area.adjusted(1, 1, -1, -1), 5, 5)

    def _paint_cap(self, painter: QPainter, area: QRectF) -> None:
        look, side = self._look, float(self._cap())
        cap = QRectF(self._cap_left(), area.center().y() - side / 2, side, side)
        corner = 4.0 if self.key else side / 2
        if not self.key:
            cap = cap.adjusted(side * 0.1, side * 0.1, -side * 0.1, -side * 0.1)
        if self.isChecked():
            painter.setBrush(look.color(self.tone))
            painter.setPen(Qt.PenStyle.NoPen)
            painter.drawRoundedRect(cap, corner, corner)
            paint_tick(painter, cap, look.color("surface"))
            return
        if self._shows_words():
            painter.setBrush(look.color("sunk" if self.key else "surface"))
            painter.setPen(QPen(look.color("line" if self.key else "edge"), 1))
            painter.drawRoundedRect(cap, corner, corner)
        if self.key:
            painter.setPen(look.color("soft" if self._shows_words() else "text"))
            painter.drawText(cap, Qt.AlignmentFlag.AlignCenter, self.key)

    def _paint_words(self, painter: QPainter) -> None:
        look = self._look
        font = QFont(self.font())
        if self.isChecked():
            font.setWeight(QFont.Weight.DemiBold)
        painter.setFont(font)
        colour = self.tone if self.isChecked() else "text" if self.isEnabled() else "soft"
        painter.setPen(look.color(colour))
        room = QRectF(self.rect()).adjusted(self._text_left(), 0, -look.em(0.15), 0)
        flags = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
        painter.drawText(room, int(flags) | int(Qt.TextFlag.TextWordWrap), self.text())

    def _metrics(self) -> QFontMetrics:
        font = QFont(self.font())
        font.setWeight(QFont.Weight.DemiBold)
        return QFontMetrics(font)

    def _shows_words(self) -> bool:
        return True

    def _cap_left(self) -> float:
        return self._look.em(0.4)

    def _cap(self) -> int:
        return self._look.em(1.2)

    def _text_left(self) -> int:
        return self._look.em(0.4) + self._cap() + self._look.em(0.42)

    def _least_height(self) -> int:
        return max(36, self._look.em(2.05))
