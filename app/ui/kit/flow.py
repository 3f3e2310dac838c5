"""Two layouts that follow the width: equal columns for answers, and a flow of parts that wraps like words."""

from collections.abc import Callable

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtWidgets import QLayout, QLayoutItem, QWidget


class _Items(QLayout):
    """What both share: a list of items, and a height that depends on the width."""

    def __init__(self, parent: QWidget | None = None, *, spacing: int = 6) -> None:
        super().__init__(parent)
        self._items: list[QLayoutItem] = []
        self._heights: dict[int, int] = {}
        self.setContentsMargins(0, 0, 0, 0)
        self.setSpacing(spacing)

    def addItem(self, item: QLayoutItem) -> None:
        self._items.append(item)

    def count(self) -> int:
        return len(self._items)

    def itemAt(self, index: int) -> QLayoutItem | None:  # type: ignore[override]
        return self._items[index] if 0 <= index < len(self._items) else None

    def takeAt(self, index: int) -> QLayoutItem | None:  # type: ignore[override]
        return self._items.pop(index) if 0 <= index < len(self._items) else None

    def expandingDirections(self) -> Qt.Orientation:
        return Qt.Orientation(0)

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        """The height at a width, reckoned once: Qt asks for it many times in each layout."""
        if width not in self._heights:
            self._heights[width] = self._place(QRect(0, 0, width, 0), move=False)
        return self._heights[width]

    def invalidate(self) -> None:
        """Something in it wants another size."""
        self._heights.clear()
        super().invalidate()

    def setGeometry(self, rect: QRect) -> None:
        super().setGeometry(rect)
        self._place(rect, move=True)

    def _shown(self) -> list[QLayoutItem]:
        return [item for item in self._items if not item.isEmpty()]

    def _place(self, rect: QRect, *, move: bool) -> int:
        raise NotImplementedError


class EqualGrid(_Items):
    """Items in equal columns: as many as fit, in neat rows (six are 6, 3+3 or 2+2+2, never 5+1).

    ``cell`` gives the width a column needs, where it is not simply that of the widest item. Unbalanced, the columns are
    as many in every such grid of one width, so that grids below one another line up.
    """

    def __init__(
        self,
        parent: QWidget | None = None,
        *,
        spacing: int = 6,
        most: int = 4,
        cell: Callable[[], int] | None = None,
        balanced: bool = True,
    ) -> None:
        super().__init__(parent, spacing=spacing)
        self._most, self._cell, self._balanced = most, cell, balanced

    def sizeHint(self) -> QSize:
        """The size it would like."""
        widest = self._widest()
        columns = self._columns_for(10_000)
        return QSize(widest * columns + self.spacing() * (columns - 1), self.heightForWidth(10_000))

    def minimumSize(self) -> QSize:
        """The least it needs."""
        if self._cell is not None:
            return QSize(self._cell(), 0)
        return QSize(max((item.minimumSize().width() for item in self._shown()), default=0), 0)

    def _widest(self) -> int:
        if self._cell is not None:
            return self._cell()
        return max((item.sizeHint().width() for item in self._shown()), default=0)

    def _columns_for(self, width: int) -> int:
        shown = self._shown()
        if not shown:
            return 1
        widest = self._widest()
        fits = max(1, (width + self.spacing()) // (widest + self.spacing()))
        most = min(fits, self._most, len(shown))
        if not self._balanced:
            return max(1, min(fits, self._most))
        rows = -(-len(shown) // most)
        return -(-len(shown) // rows)

    def _place(self, rect: QRect, *, move: bool) -> int:
        shown, gap = self._shown(), self.spacing()
        columns = self._columns_for(rect.width())
        wide = max(1, (rect.width() - gap * (columns - 1)) // columns)
        top = rect.top()
        for start in range(0, len(shown), columns):
            line = shown[start : start + columns]
            tall = max(_height(item, wide) for item in line)
            for number, item in enumerate(line):
                if move:
                    item.setGeometry(QRect(rect.left() + number * (wide + gap), top, wide, tall))
            top += tall + gap
        return max(0, top - gap - rect.top())


class Flow(_Items):
    """Items side by side at their own width, wrapping to the next line."""

    def sizeHint(self) -> QSize:
        """The size it would like."""
        shown = self._shown()
        wide = sum(item.sizeHint().width() + self.spacing() for item in shown)
        return QSize(max(0, wide - self.spacing()), max((item.sizeHint().height() for item in shown), default=0))

    def minimumSize(self) -> QSize:
        """The least it needs."""
        shown = self._shown()
        return QSize(max((item.minimumSize().width() for item in shown), default=0), 0)

    def _place(self, rect: QRect, *, move: bool) -> int:
        left, top, tall = rect.left(), rect.top(), 0
        for item in self._shown():
            size = item.sizeHint()
            if left > rect.left() and left + size.width() > rect.left() + rect.width():
                left, top, tall = rect.left(), top + tall + self.spacing(), 0
            if move:
                item.setGeometry(QRect(left, top, min(size.width(), rect.width()), size.height()))
            left, tall = left + size.width() + self.spacing(), max(tall, size.height())
        return top + tall - rect.top()


def _height(item: QLayoutItem, width: int) -> int:
    return item.heightForWidth(width) if item.hasHeightForWidth() else item.sizeHint().height()
