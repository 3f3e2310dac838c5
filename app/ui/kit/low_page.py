"""A page that fills its room, and scrolls as a whole only where large text in a small window leaves too little."""

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QLayout, QScrollArea, QWidget


class LowPage(QScrollArea):
    """As high as its room; where that is ``tight``, as high as its parts ask for at this width."""

    def __init__(self, box: QLayout) -> None:
        super().__init__()
        self._tight = False
        self._inner = QWidget()
        self._inner.setProperty("bare", True)
        self._inner.setLayout(box)
        self._inner.installEventFilter(self)
        self.setWidget(self._inner)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)

    def fit(self, *, tight: bool) -> None:
        """Whether there is little room."""
        self._tight = tight
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fit the new size."""
        super().resizeEvent(event)
        self._fit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Fit what is now shown."""
        if event.type() == QEvent.Type.LayoutRequest:
            self._fit()
        return False

    def _fit(self) -> None:
        room = self.viewport().size()
        asked = self._inner.heightForWidth(room.width()) if self._tight else 0
        self._inner.resize(room.width(), max(room.height(), asked))
