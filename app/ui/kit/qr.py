"""A QR code from its rows of dark and light."""

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

_QUIET = 4
"""The light margin in modules that readers need."""


class QrCode(QWidget):
    """Always dark on white, whatever the theme: that is what telephones read."""

    def __init__(self, *, name: str) -> None:
        super().__init__()
        self._rows: tuple[tuple[bool, ...], ...] = ()
        self.setAccessibleName(name)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setMinimumSize(90, 90)

    def show_rows(self, rows: Sequence[Sequence[bool]]) -> None:
        """Show this code; none hides it."""
        self._rows = tuple(tuple(row) for row in rows)
        self.setVisible(bool(rows))
        self.update()

    def sizeHint(self) -> QSize:
        """Four pixels a module."""
        side = (len(self._rows) + 2 * _QUIET) * 4
        return QSize(side, side)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Whole pixels a module, so that no line is blurred."""
        if not self._rows:
            return
        painter = QPainter(self)
        modules = len(self._rows) + 2 * _QUIET
        size = max(1, min(self.width(), self.height()) // modules)
        left, top = (self.width() - size * modules) // 2, (self.height() - size * modules) // 2
        painter.fillRect(left, top, size * modules, size * modules, QColor(Qt.GlobalColor.white))
        for row, line in enumerate(self._rows):
            for column, dark in enumerate(line):
                if dark:
                    place = QRectF(left + (column + _QUIET) * size, top + (row + _QUIET) * size, size, size)
                    painter.fillRect(place, QColor(Qt.GlobalColor.black))
        painter.end()
