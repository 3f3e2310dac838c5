"""A table over a tuple of shapes: one generic model, one view with settings that stay quick."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt, Slot
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView

from app.ui.theme import Look

_NOWHERE = QModelIndex()
Index = QModelIndex | QPersistentModelIndex


@dataclass(frozen=True, kw_only=True, slots=True)
class Column:
    """One column: its heading, how a shape's text for it is had, and its width in ems (0: what is left)."""

    title: str
    text: Callable[[Any], str]
    ems: float = 0
    number: bool = False


class ShapeTableModel(QAbstractTableModel):
    """Rows are shapes; nothing is edited here."""

    def __init__(self, columns: Sequence[Column]) -> None:
        super().__init__()
        self.columns = tuple(columns)
        self.rows: tuple[Any, ...] = ()

    def show_rows(self, rows: Sequence[Any]) -> None:
        """Show these from now on."""
        self.beginResetModel()
        self.rows = tuple(rows)
        self.endResetModel()

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        """One row a shape."""
        return 0 if parent.isValid() else len(self.rows)

    def columnCount(self, parent: Index = _NOWHERE) -> int:
        """The columns it was made with."""
        return 0 if parent.isValid() else len(self.columns)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """What a cell says."""
        if not index.isValid():
            return None
        column = self.columns[index.column()]
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return column.text(self.rows[index.row()])
        if role == Qt.ItemDataRole.TextAlignmentRole and column.number:
            return int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        return None

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """What a column is called."""
        if orientation != Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return self.columns[section].title
        if role == Qt.ItemDataRole.TextAlignmentRole:
            side = Qt.AlignmentFlag.AlignRight if self.columns[section].number else Qt.AlignmentFlag.AlignLeft
            return int(side | Qt.AlignmentFlag.AlignVCenter)
        return None


class Table(QTableView):
    """A quiet table: whole rows, no grid, heights that follow the text size; ``most`` rows tall at the most."""

    def __init__(self, look: Look, columns: Sequence[Column], *, name: str, most: int = 12) -> None:
        super().__init__()
        self._look, self._most = look, most
        self.shapes = ShapeTableModel(columns)
        self.setModel(self.shapes)
        self.setAccessibleName(name)
        self.setShowGrid(False)
        self.setAlternatingRowColors(True)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.verticalHeader().hide()
        self.horizontalHeader().setHighlightSections(False)
        self._fit()
        look.changed.connect(self._fit)

    def show_rows(self, rows: Sequence[Any]) -> None:
        """Show these from now on."""
        self.shapes.show_rows(rows)
        self._fit()

    @Slot()
    def _fit(self) -> None:
        look, head, side = self._look, self.horizontalHeader(), self.verticalHeader()
        side.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        side.setMinimumSectionSize(look.em(1.7))
        side.setDefaultSectionSize(look.em(1.7))
        for number, column in enumerate(self.shapes.columns):
            stretch = QHeaderView.ResizeMode.Stretch if not column.ems else QHeaderView.ResizeMode.Interactive
            head.setSectionResizeMode(number, stretch)
            if column.ems:
                head.resizeSection(number, look.em(column.ems))
        rows = max(1, min(self._most, self.shapes.rowCount()))
        self.setFixedHeight(look.em(1.7) * rows + head.sizeHint().height() + 6)
