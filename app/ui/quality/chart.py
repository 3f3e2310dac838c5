"""A small bar chart, painted by us from a neutral scene. Its words are painted beside the bars, and read out."""

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.core.shapes.charts import Bar, BarChart
from app.ui.theme import SMALL, Look

_WRAP = int(Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
_NARROW_EMS = 34
_LABEL_PART = 0.4
_EVERY = 3
"""Of upright bars, every third has its name below it."""


class ChartView(QWidget):
    """Bars below one another with their words at both ends; or upright ones side by side."""

    def __init__(self, look: Look, chart: BarChart) -> None:
        super().__init__()
        self._look, self._chart = look, chart
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
        """The height that its bars and words need at this width."""
        if self._chart.upright:
            return self._look.em(8.4)
        return sum(self._row_height(bar, width) for bar in self._chart.bars)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint with the colours of the theme in force."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self._chart.upright:
            self._paint_upright(painter)
        else:
            self._paint_rows(painter)
        painter.end()

    # ---------------------------------------------------------------- bars below one another
    def _paint_rows(self, painter: QPainter) -> None:
        top, width = 0, self.width()
        for bar in self._chart.bars:
            height = self._row_height(bar, width)
            if self._narrow(width):
                self._paint_stacked(painter, bar, QRect(0, top, width, height))
            else:
                self._paint_line(painter, bar, QRect(0, top, width, height))
            top += height

    def _paint_line(self, painter: QPainter, bar: Bar, area: QRect) -> None:
        left, right = self._label_width(area.width()), self._told_width()
        gap = self._look.em(0.7)
        self._paint_words(painter, QRect(0, area.top(), left, area.height()), bar.label, _WRAP)
        thick = self._look.em(0.6)
        middle = area.top() + (area.height() - thick) / 2
        self._paint_bar(painter, bar, QRectF(left + gap, middle, area.width() - left - right - 2 * gap, thick))
        told = QRect(area.width() - right, area.top(), right, area.height())
        flags = int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self._paint_words(painter, told, bar.told, flags, strong=bool(bar.count))

    def _paint_stacked(self, painter: QPainter, bar: Bar, area: QRect) -> None:
        """Label, then the bar with its number below: for large text and small windows."""
        em = self._look.em
        words = self._words_height(bar.label, area.width())
        self._paint_words(painter, QRect(0, area.top() + em(0.2), area.width(), words), bar.label, _WRAP)
        below = area.top() + em(0.2) + words
        right = min(self._told_width(), round(area.width() * 0.6))
        told = QRect(area.width() - right, below, right, em(1.3))
        flags = int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self._paint_words(painter, told, bar.told, flags, strong=bool(bar.count))
        track = QRectF(0, below + em(0.35), area.width() - right - em(0.7), em(0.6))
        self._paint_bar(painter, bar, track)

    def _paint_bar(self, painter: QPainter, bar: Bar, track: QRectF) -> None:
        radius = track.height() / 2
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._look.color("sunk"))
        painter.drawRoundedRect(track, radius, radius)
        if bar.count:
            end = max(track.height(), track.width() * min(1.0, bar.share))
            begin = min(track.width() * bar.begin, end - track.height())
            filled = QRectF(track.left() + begin, track.top(), end - begin, track.height())
            painter.setBrush(self._look.color("accent"))
            painter.drawRoundedRect(filled, radius, radius)

    # ---------------------------------------------------------------- upright bars
    def _paint_upright(self, painter: QPainter) -> None:
        look, bars = self._look, self._chart.bars
        most = max((bar.count for bar in bars), default=0)
        foot, head = look.em(1.3), look.em(1.5)
        room = self.height() - foot - head
        step = self.width() / max(1, len(bars))
        for number, bar in enumerate(bars):
            tall = max(2.0 if bar.count else 0.0, room * bar.count / max(1, most))
            area = QRectF(number * step + step * 0.16, head + room - tall, step * 0.68, tall)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(look.color("accent"))
            painter.drawRoundedRect(area, 2, 2)
            if number % _EVERY == 0:
                place = QRect(round((number - 1) * step), self.height() - foot, round(step * 3), foot)
                self._paint_words(painter, place, bar.label, int(Qt.AlignmentFlag.AlignCenter), soft=True)
        painter.setBrush(look.color("edge"))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.drawRect(QRectF(0, head + room, self.width(), 1))
        top = next((bar for bar in bars if bar.count == most), None)
        if top is not None:
            words = f"Most: {top.told}, in the hour from {top.label}:00"
            flags = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)
            self._paint_words(painter, QRect(0, 0, self.width(), head), words, flags, soft=True)

    # ---------------------------------------------------------------- words and sizes
    def _paint_words(
        self, painter: QPainter, area: QRect, text: str, flags: int, *, strong: bool = False, soft: bool = False
    ) -> None:
        painter.setFont(self._font(strong))
        painter.setPen(self._look.color("soft" if soft else "text"))
        painter.drawText(area, flags, text)

    def _font(self, strong: bool = False) -> QFont:
        made = self._look.font(SMALL, QFont.Weight.DemiBold if strong else QFont.Weight.Normal)
        made.setFeature(QFont.Tag("tnum"), 1)
        return made

    def _narrow(self, width: int) -> bool:
        return width < self._look.em(_NARROW_EMS)

    def _label_width(self, width: int) -> int:
        metrics = QFontMetrics(self._font())
        widest = max((metrics.horizontalAdvance(bar.label) for bar in self._chart.bars), default=0)
        return min(widest + 4, round(width * _LABEL_PART))

    def _told_width(self) -> int:
        metrics = QFontMetrics(self._font(strong=True))
        return max((metrics.horizontalAdvance(bar.told) for bar in self._chart.bars), default=0) + 4

    def _row_height(self, bar: Bar, width: int) -> int:
        if self._narrow(width):
            return self._words_height(bar.label, width) + self._look.em(1.9)
        return max(self._look.em(1.55), self._words_height(bar.label, self._label_width(width)) + self._look.em(0.4))

    def _words_height(self, text: str, width: int) -> int:
        room = QRect(0, 0, max(1, width), 10_000)
        return QFontMetrics(self._font()).boundingRect(room, _WRAP, text).height()
