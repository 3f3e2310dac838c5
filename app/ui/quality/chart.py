"""A small chart in the window, painted from the scene that papers are painted from. Its sentence is read out."""

from math import ceil

from PySide6.QtCore import QLineF, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.core.charts.drawing import scene_of
from app.core.charts.scene import Box, Dot, Ink, Item, Line, Scene, Words
from app.core.shapes.charts import Chart
from app.ui.theme import SMALL, Look

_TOKENS = {
    Ink.TEXT: "text",
    Ink.SOFT: "soft",
    Ink.MARK: "accent",
    Ink.TRACK: "sunk",
    Ink.RULE: "edge",
    Ink.GROUND: "surface",
}
_SHARE = {"left": 0.0, "centre": 0.5, "right": 1.0}


class ChartView(QWidget):
    """A chart as wide as there is room for, and as high as its words need then."""

    def __init__(self, look: Look, chart: Chart) -> None:
        super().__init__()
        self._look, self._chart = look, chart
        self._laid_out: dict[tuple[int, float], Scene] = {}
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.setAccessibleName(chart.title)
        self.setAccessibleDescription(chart.sentence)
        look.changed.connect(self.updateGeometry)

    def sizeHint(self) -> QSize:
        """The size it would like."""
        width = self._look.em(40)
        return QSize(width, self.heightForWidth(width))

    def minimumSizeHint(self) -> QSize:
        """The least it needs."""
        return QSize(self._look.em(12), self._look.em(2))

    def hasHeightForWidth(self) -> bool:
        """Words wrap, so the height depends on the width."""
        return True

    def heightForWidth(self, width: int) -> int:
        """The height that its drawing and words need at this width."""
        size = self._size
        return ceil(self._scene_at(width, size).height * size)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint with the colours of the theme in force."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        size = self._size
        for item in self._scene_at(self.width(), size).items:
            self._paint(painter, item, size)
        painter.end()

    @property
    def _size(self) -> float:
        """The size of the text, in pixels."""
        return self._font().pointSizeF() * self.logicalDpiY() / 72

    def _scene_at(self, width: int, size: float) -> Scene:
        if (width, size) not in self._laid_out:
            self._laid_out = {(width, size): self._lay_out(width, size)}
        return self._laid_out[width, size]

    def _lay_out(self, width: int, size: float) -> Scene:
        plain, strong = (QFontMetricsF(self._font(strong)) for strong in (False, True))

        def measure(text: str, is_strong: bool) -> float:
            return (strong if is_strong else plain).horizontalAdvance(text) / size

        return scene_of(self._chart, max(1, width) / size, measure)

    def _font(self, strong: bool = False) -> QFont:
        made = self._look.font(SMALL, QFont.Weight.DemiBold if strong else QFont.Weight.Normal)
        made.setFeature(QFont.Tag("tnum"), 1)
        return made

    # ---------------------------------------------------------------- painting
    def _paint(self, painter: QPainter, item: Item, size: float) -> None:
        ink = self._look.color(_TOKENS[item.ink])
        match item:
            case Words():
                self._paint_words(painter, item, ink, size)
            case Box():
                painter.setBrush(ink)
                area = QRectF(item.x * size, item.y * size, item.width * size, item.height * size)
                painter.drawRoundedRect(area, item.round * size, item.round * size)
            case Dot():
                painter.setBrush(ink)
                painter.drawEllipse(QPointF(item.x * size, item.y * size), item.radius * size, item.radius * size)
            case Line():
                pen = QPen(ink, max(1.0, item.thick * size))
                pen.setCapStyle(Qt.PenCapStyle.FlatCap)
                painter.setPen(pen)
                painter.drawLine(QLineF(item.x1 * size, item.y1 * size, item.x2 * size, item.y2 * size))
                painter.setPen(Qt.PenStyle.NoPen)

    def _paint_words(self, painter: QPainter, words: Words, ink: QColor, size: float) -> None:
        font = self._font(words.strong)
        painter.setFont(font)
        painter.setPen(ink)
        left = words.x * size - _SHARE[words.align] * QFontMetricsF(font).horizontalAdvance(words.text)
        painter.drawText(QPointF(left, words.y * size), words.text)
        painter.setPen(Qt.PenStyle.NoPen)
