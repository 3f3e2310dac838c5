"""A long number as large as its place allows, in groups that a person can read out; one group can be lit."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.ui.ceremony.stage import Stage
from app.ui.kit.segment import paint_tick

_GAP, _LINE = 0.9, 1.15
"""The space between two groups in widths of a sign, and the height of a row in heights of the words."""


class BigNumber(QWidget):
    """Groups in rows of ``columns``; the words grow with the place, up to ``most`` units."""

    def __init__(self, stage: Stage, *, name: str, group: int, columns: int, most: float) -> None:
        super().__init__()
        self._stage, self._name, self._group, self._columns, self._most = stage, name, group, columns, most
        self._parts: list[str] = []
        self._lit: int | None = None
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.setAccessibleName(name)

    @property
    def parts(self) -> tuple[str, ...]:
        """The groups."""
        return tuple(self._parts)

    def show_text(self, text: str, lit: int | None = None) -> None:
        """Show this number; ``lit`` marks one group and ticks those before it."""
        self._parts = [text[start : start + self._group] for start in range(0, len(text), self._group)]
        self._lit = lit
        self.setAccessibleName(f"{self._name}: {' '.join(self._parts)}")
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """The size it would like."""
        width = self._stage.px(self._most * 0.62 * self._signs())
        return QSize(width, self.heightForWidth(width))

    def minimumSizeHint(self) -> QSize:
        """The least it needs."""
        return QSize(self._stage.px(0.4 * self._signs()), 0)

    def hasHeightForWidth(self) -> bool:
        """The words shrink with the width, so the height depends on it."""
        return True

    def heightForWidth(self, width: int) -> int:
        """The height that its rows need at this width."""
        rows = -(-len(self._parts) // self._columns) or 1
        return round(rows * QFontMetricsF(self._font(width)).height() * _LINE)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint with the colours of the theme in force."""
        painter, font = QPainter(self), self._font(self.width())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        metrics = QFontMetricsF(font)
        tall, sign = metrics.height() * _LINE, metrics.horizontalAdvance("0")
        for number, part in enumerate(self._parts):
            left = number % self._columns * sign * (self._group + _GAP)
            place = QRectF(left, number // self._columns * tall, sign * (self._group + _GAP), tall)
            self._paint_part(painter, place, part, number, font)
        painter.end()

    def _paint_part(self, painter: QPainter, place: QRectF, part: str, number: int, font: QFont) -> None:
        look, lit = self._stage.look, self._lit
        if lit is not None and number == lit:
            painter.setBrush(look.color("accent_soft"))
            painter.setPen(QPen(look.color("accent"), max(2.0, place.height() * 0.03)))
            painter.drawRoundedRect(place.adjusted(2, place.height() * 0.06, -2, -place.height() * 0.06), 10, 10)
        painter.setFont(font)
        painter.setPen(look.color("text" if lit is None or number <= lit else "soft"))
        painter.drawText(place, Qt.AlignmentFlag.AlignCenter, part)
        if lit is not None and number < lit:
            side = place.height() * 0.3
            paint_tick(painter, QRectF(place.right() - side, place.top(), side, side), look.color("good"))

    def _signs(self) -> float:
        return self._columns * (self._group + _GAP)

    def _font(self, width: int) -> QFont:
        probe = QFontMetricsF(self._stage.font(100)).horizontalAdvance("0") / 100
        return self._stage.font(min(self._stage.px(self._most), width / (self._signs() * probe)))
