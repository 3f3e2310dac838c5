"""An icon that follows the theme."""

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.ui.icons import paint_icon
from app.ui.theme import Look


class Picture(QWidget):
    """One of our icons, in a colour of the theme, at a size that follows the text."""

    def __init__(self, look: Look, name: str, *, colour: str = "accent", ems: float = 1.4) -> None:
        super().__init__()
        self._look, self._name, self._token, self._ems = look, name, colour, ems
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def show_icon(self, name: str, token: str) -> None:
        """Show another."""
        self._name, self._token = name, token
        self.update()

    def sizeHint(self) -> QSize:
        """The size it would like."""
        side = self._look.em(self._ems)
        return QSize(side, side)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint with the colours of the theme in force."""
        painter = QPainter(self)
        side = min(self.width(), self.height())
        area = QRectF((self.width() - side) / 2, (self.height() - side) / 2, side, side)
        paint_icon(painter, self._name, area, self._look.color(self._token))
        painter.end()
