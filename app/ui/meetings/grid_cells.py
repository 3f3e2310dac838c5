"""How a cell of the grid is painted: its key, its words where there is room, and whether it is on disk."""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPen
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from app.ui.kit.segment import paint_tick
from app.ui.meetings.grid_typing import Cell, CellState
from app.ui.theme import BODY, SMALL, Look

Index = QModelIndex | QPersistentModelIndex
_LEFT = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
_MARKS = {CellState.WAITING: "…", CellState.UNSAVED: "!"}


class GridDelegate(QStyledItemDelegate):
    """Closed cells are sunk, the one that keys go to has a thick edge, one that is not saved an alarm and a mark."""

    def __init__(self, look: Look, table: QWidget) -> None:
        super().__init__(table)
        self._look, self._table = look, table

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """The size it would like."""
        return QSize(self._look.em(4.2), self._look.em(2.1))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint one cell."""
        cell: Cell | None = index.data(Qt.ItemDataRole.UserRole)
        here = bool(option.state & QStyle.StateFlag.State_Selected)  # type: ignore[attr-defined]
        area = QRectF(option.rect)  # type: ignore[attr-defined]
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if cell is None:
            painter.setPen(self._look.color("soft"))
            painter.setFont(self._look.font(SMALL))
            room = area.adjusted(self._look.em(0.6), 0, -4, 0)
            painter.drawText(room, int(_LEFT), str(index.data() or ""))
        else:
            self._paint_ground(painter, area, cell, here=here)
            self._paint_answer(painter, area.adjusted(self._look.em(0.55), 0, -self._look.em(0.3), 0), cell)
        painter.restore()

    def _paint_ground(self, painter: QPainter, area: QRectF, cell: Cell, *, here: bool) -> None:
        look = self._look
        ground, edge, width = "surface" if cell.open else "ground", "edge", 1.0
        if cell.state is CellState.UNSAVED:
            ground, edge, width = "bad_soft", "bad", 2.0
        inside = area.adjusted(2, 2, -2, -2)
        painter.setBrush(look.color("accent_soft" if here and cell.state is not CellState.UNSAVED else ground))
        painter.setPen(QPen(look.color(edge), width) if cell.open else Qt.PenStyle.NoPen)
        painter.drawRoundedRect(inside, 4, 4)
        if here:
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(look.color("accent" if self._table.hasFocus() else "edge"), 2.4))
            painter.drawRoundedRect(inside, 4, 4)

    def _paint_answer(self, painter: QPainter, area: QRectF, cell: Cell) -> None:
        look = self._look
        if cell.state is CellState.CHECKED:
            side = look.em(0.75)
            tick = QRectF(area.right() - side, area.center().y() - side / 2, side, side)
            paint_tick(painter, tick, look.color("good"))
            area = area.adjusted(0, 0, -side, 0)
        if not cell.key:
            return
        digit = look.font(BODY * 1.15, QFont.Weight.DemiBold)
        painter.setFont(digit)
        painter.setPen(self._ink(cell))
        wide = painter.fontMetrics().horizontalAdvance("0")
        mark = _MARKS.get(cell.state, "")
        if len(cell.key) == 1:
            painter.drawText(area, int(_LEFT), f"{cell.key}{mark}")
            area = area.adjusted(wide * (1.7 if not mark else 2.6), 0, 0, 0)
        painter.setFont(look.font(SMALL))
        painter.setPen(look.color("bad" if cell.state is CellState.UNSAVED else "soft"))
        words = painter.fontMetrics().elidedText(cell.words, Qt.TextElideMode.ElideRight, int(area.width()))
        if words != "…":
            painter.drawText(area, int(_LEFT), words)

    def _ink(self, cell: Cell) -> QColor:
        names = {CellState.WAITING: "soft", CellState.UNSAVED: "bad", CellState.CLOSED: "soft"}
        return self._look.color(names.get(cell.state, "text"))
