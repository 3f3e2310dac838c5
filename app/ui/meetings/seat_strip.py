"""How far the seats are with a case: a shape a seat, grouped, in an order that says nothing of who sits where."""

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.core.shapes.meetings import SeatStates
from app.ui.kit.segment import paint_tick
from app.ui.meetings.words import seat_counts, seat_words
from app.ui.theme import Look

_TONES = {"locked": "good", "passed": "neutral", "conflict": "warn", "absent": "soft", "waiting": "edge"}
_SIDE, _STEP, _PART = 1.05, 1.3, 0.5
"""In ems: a shape, the way to the next one, and what more lies between two groups."""


class SeatStrip(QWidget):
    """Ticked discs are locked, barred ones passed, crossed squares conflicts, dotted rings absent; empty: to come."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self._seats = SeatStates(locked=0, passed=0, conflict=0, absent=0, waiting=0)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_seats(self, seats: SeatStates) -> None:
        """Show these from now on."""
        self._seats = seats
        self.setAccessibleName(f"Seats: {seat_words(seats)}")
        self.setToolTip(seat_words(seats))
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """The size it would like."""
        return QSize(self._look.em(self._ems()), self._look.em(1.4))

    def minimumSizeHint(self) -> QSize:
        """Shapes get smaller where there is little room."""
        return QSize(self._look.em(4), self._look.em(1.4))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint with the colours of the theme in force."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        unit = min(self._look.em(1), self.width() / max(1.0, self._ems()))
        left, top = unit * 0.1, (self.height() - unit * _SIDE) / 2
        for state, number, _words in seat_counts(self._seats):
            for _ in range(number):
                self._paint_seat(painter, state, QRectF(left, top, unit * _SIDE, unit * _SIDE))
                left += unit * _STEP
            left += unit * _PART
        painter.end()

    def _ems(self) -> float:
        counts = seat_counts(self._seats)
        return sum(number for _, number, _ in counts) * _STEP + len(counts) * _PART

    def _paint_seat(self, painter: QPainter, state: str, area: QRectF) -> None:
        look, tone = self._look, self._look.color(_TONES[state])
        width = max(1.4, area.width() * 0.09)
        pen = QPen(tone, width)
        if state == "absent":
            pen.setStyle(Qt.PenStyle.DotLine)
        painter.setPen(pen)
        filled = state == "locked"
        painter.setBrush(tone if filled else Qt.BrushStyle.NoBrush)
        inside = area.adjusted(width, width, -width, -width)
        if state == "conflict":
            painter.drawRect(inside)
            painter.drawLine(inside.topLeft(), inside.bottomRight())
            painter.drawLine(inside.topRight(), inside.bottomLeft())
            return
        painter.drawEllipse(inside)
        if filled:
            paint_tick(painter, inside, look.color("surface"))
        elif state == "passed":
            half = QPointF(inside.width() * 0.25, 0)
            painter.drawLine(inside.center() - half, inside.center() + half)
