"""One page of a paper as a picture, in a view that scrolls over it; at its ends the keys turn the page."""

from typing import Final

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QImage, QKeyEvent, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QSizePolicy, QWidget

from app.ui.theme import Look

_EDGE: Final = 8


class Sheet(QWidget):
    """The picture, with a line round it: paper is white in every theme."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self._image = QImage()
        self._size = QSize(0, 0)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def show_image(self, image: QImage, size: QSize) -> None:
        """Show a picture at this size in pixels of the window."""
        self._image, self._size = image, size
        self.updateGeometry()
        self.resize(self.sizeHint())
        self.update()

    @property
    def drawn(self) -> bool:
        """Whether there is a picture."""
        return not self._image.isNull()

    def sizeHint(self) -> QSize:
        """The size it would like."""
        return self._size + QSize(2 * _EDGE, 2 * _EDGE)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint with the colours of the theme in force."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        area = self.rect().adjusted(_EDGE, _EDGE, -_EDGE, -_EDGE)
        if self.drawn:
            painter.drawImage(area, self._image)
            painter.setPen(QPen(self._look.color("edge"), 1))
            painter.drawRect(area.adjusted(-1, -1, 0, 0))
        painter.end()


class SheetView(QScrollArea):
    """Scrolls with the arrows; Page Up and Page Down go on to the page before or after where this one ends."""

    turned = Signal(int)
    """So many pages on."""
    ended = Signal(bool)
    """To the last page, or to the first."""
    resized = Signal()

    def __init__(self, look: Look) -> None:
        super().__init__()
        self.sheet = Sheet(look)
        self.setWidget(self.sheet)
        self.setAlignment(Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop)
        self.setFrameShape(QFrame.Shape.StyledPanel)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setProperty("preview", True)

    def room(self) -> QSize:
        """How large a whole page may be; a scroll bar that may come is left its place."""
        bar = self.verticalScrollBar().sizeHint().width()
        return QSize(self.width() - bar - 2 * _EDGE - 6, self.height() - 2 * _EDGE - 6)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fit the new size."""
        super().resizeEvent(event)
        self.resized.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Keys of its own: the rest goes to the scroll bars."""
        key, bar = event.key(), self.verticalScrollBar()
        if key in (Qt.Key.Key_PageDown, Qt.Key.Key_Space) and bar.value() >= bar.maximum():
            self.turned.emit(1)
        elif key == Qt.Key.Key_PageUp and bar.value() <= bar.minimum():
            self.turned.emit(-1)
        elif key in (Qt.Key.Key_Home, Qt.Key.Key_End):
            self.ended.emit(key == Qt.Key.Key_End)
        elif key == Qt.Key.Key_Space:
            bar.setValue(bar.value() + bar.pageStep())
        else:
            super().keyPressEvent(event)
