"""A long number set so that it can be read out and compared: groups of four, large, in even rows."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.ui.theme import BODY, Look


def grouped(text: str, size: int = 4) -> str:
    """The text in groups, with a space between."""
    return " ".join(text[start : start + size] for start in range(0, len(text), size))


class Digest(QWidget):
    """Digits or hex in groups; as many groups a row as fit, in a number that divides them evenly."""

    def __init__(self, look: Look, *, name: str, points: float = 15.0, group: int = 4) -> None:
        super().__init__()
        self._look, self._points, self._group, self._name = look, points, group, name
        self._parts: list[str] = []
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.setAccessibleName(name)

    def show_text(self, text: str) -> None:
        """Show this number."""
        size = self._group
        self._parts = [text[start : start + size] for start in range(0, len(text), size)]
        self.setAccessibleName(f"{self._name}: {grouped(text, size)}")
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """The size it would like."""
        cell = self._cell()
        return QSize(round(cell.width() * min(8, max(1, len(self._parts)))), self.heightForWidth(10_000))

    def minimumSizeHint(self) -> QSize:
        """The least it needs."""
        return QSize(self._cell().width(), self._cell().height())

    def hasHeightForWidth(self) -> bool:
        """Words wrap, so the height depends on the width."""
        return True

    def heightForWidth(self, width: int) -> int:
        """The height that its words need at this width."""
        rows = -(-len(self._parts) // self._columns(width)) if self._parts else 1
        return rows * self._cell().height()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint with the colours of the theme in force."""
        painter, cell = QPainter(self), self._cell()
        painter.setFont(self._font())
        painter.setPen(self._look.color("text"))
        columns = self._columns(self.width())
        for number, part in enumerate(self._parts):
            place = QRectF(
                number % columns * cell.width(), number // columns * cell.height(), cell.width(), cell.height()
            )
            painter.drawText(place, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, part)
        painter.end()

    def _columns(self, width: int) -> int:
        fits = max(1, width // max(1, self._cell().width()))
        return next((number for number in (16, 8, 4, 2) if number <= fits), 1)

    def _font(self) -> QFont:
        font = self._look.font(self._points or BODY, QFont.Weight.Medium)
        font.setFeature(QFont.Tag("tnum"), 1)
        font.setLetterSpacing(QFont.SpacingType.PercentageSpacing, 104)
        return font

    def _cell(self) -> QSize:
        metrics = QFontMetricsF(self._font())
        widest = max(
            (metrics.horizontalAdvance(part) for part in self._parts), default=metrics.horizontalAdvance("0000")
        )
        return QSize(round(widest + metrics.height() * 0.7), round(metrics.height() * 1.35))
