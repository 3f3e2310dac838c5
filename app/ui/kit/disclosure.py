"""What most people do not need today stays behind one quiet line, until it is asked for."""

from PySide6.QtCore import QPointF, Qt, Slot
from PySide6.QtGui import QPainter, QPaintEvent, QPolygonF
from PySide6.QtWidgets import QSizePolicy, QToolButton, QWidget

from app.ui.kit.words import bare, column
from app.ui.theme import Look


class DisclosureButton(QToolButton):
    """A line with an arrow that turns when it is open. Screen readers hear whether it is."""

    def __init__(self, look: Look, text: str) -> None:
        super().__init__()
        self._look = look
        self.setText(text)
        self.setCheckable(True)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAccessibleName(text)
        self.setProperty("disclosure", True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint with the colours of the theme in force."""
        painter, look = QPainter(self), self._look
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self.hasFocus() or self.underMouse():
            painter.setPen(look.color("accent") if self.hasFocus() else look.color("line"))
            painter.setBrush(look.color("sunk"))
            painter.drawRoundedRect(self.rect().adjusted(1, 1, -2, -2), 6, 6)
        side = look.em(0.26)
        middle = QPointF(look.em(0.8), self.height() / 2)
        points = ((-0.6, -1), (0.8, 0), (-0.6, 1)) if not self.isChecked() else ((-1, -0.6), (0, 0.8), (1, -0.6))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(look.color("accent"))
        painter.drawPolygon(QPolygonF([middle + QPointF(x * side, y * side) for x, y in points]))
        painter.setPen(look.color("accent"))
        words = self.rect().adjusted(look.em(1.6), 0, -4, 0)
        flags = int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft) | int(Qt.TextFlag.TextWordWrap)
        painter.drawText(words, flags, self.text())
        painter.end()


class Disclosure(QWidget):
    """A line, and below it what it opens."""

    def __init__(self, look: Look, text: str, inside: QWidget) -> None:
        super().__init__()
        self._look = look
        self.button = DisclosureButton(look, text)
        self.inside = inside
        self._inner = column(inside)
        self.setLayout(bare(column(self.button, self._inner, spacing=6), 6))
        self.button.toggled.connect(self._toggle)
        inside.hide()
        self._fit()
        look.changed.connect(self._fit)

    def rename(self, text: str) -> None:
        """Say something else on the line."""
        self.button.setText(text)
        self.button.setAccessibleName(text)
        self.button.update()

    def open(self, wanted: bool = True) -> None:
        """Show what is inside, or hide it."""
        self.button.setChecked(wanted)

    @Slot(bool)
    def _toggle(self, checked: bool) -> None:
        self.inside.setVisible(checked)

    @Slot()
    def _fit(self) -> None:
        self.button.setMinimumHeight(self._look.em(2))
        side = self._look.em(0.5)
        self._inner.setContentsMargins(side, 0, side, side)
