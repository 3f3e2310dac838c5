"""The grid itself: a row a seat, a column a question, moved about in like a spreadsheet, answered with one key."""

from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView

from app.core.shapes.meetings import GridColumn, GridRow, Medium
from app.ui.meetings.grid_cells import GridDelegate
from app.ui.meetings.grid_typing import CellState, GridTyping
from app.ui.meetings.grid_words import closed_words, row_state, seat_words
from app.ui.theme import Look

Index = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()
_STATE_TITLE = "How far"
_MOVES = {
    Qt.Key.Key_Left: (0, -1),
    Qt.Key.Key_Right: (0, 1),
    Qt.Key.Key_Up: (-1, 0),
    Qt.Key.Key_Down: (1, 0),
    Qt.Key.Key_Home: (0, -999),
    Qt.Key.Key_End: (0, 999),
    Qt.Key.Key_PageUp: (-999, 0),
    Qt.Key.Key_PageDown: (999, 0),
}
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_DECLARING = (Qt.Key.Key_C, Qt.Key.Key_Shift, Qt.Key.Key_CapsLock)
_WITH = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.MetaModifier


class GridModel(QAbstractTableModel):
    """Gives each cell its key to paint and its words to read out. The last column says how far a row is."""

    def __init__(self, typing: GridTyping) -> None:
        super().__init__()
        self._typing, self._grid = typing, typing.grid
        typing.grid_changed.connect(self._reset)
        typing.cells_changed.connect(self._cells_changed)

    @property
    def columns(self) -> tuple[GridColumn, ...]:
        """The questions."""
        return self._grid.columns if self._grid is not None else ()

    @property
    def rows(self) -> tuple[GridRow, ...]:
        """The seats."""
        return self._grid.rows if self._grid is not None else ()

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        """One row a seat."""
        return 0 if parent.isValid() else len(self.rows)

    def columnCount(self, parent: Index = _NOWHERE) -> int:
        """One column a question, and how far the row is."""
        return 0 if parent.isValid() or not self.columns else len(self.columns) + 1

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """What a cell says."""
        if not index.isValid() or self._grid is None:
            return None
        row = self.rows[index.row()]
        if index.column() >= len(self.columns):
            words = row_state(self._grid, row)
            if role == Qt.ItemDataRole.AccessibleTextRole:
                return f"{seat_words(row)}: {words}"
            return words if role == Qt.ItemDataRole.DisplayRole else None
        column = self.columns[index.column()]
        if role == Qt.ItemDataRole.UserRole:
            return self._typing.cell(row, column)
        if role == Qt.ItemDataRole.DisplayRole:
            return self._typing.cell(row, column).key
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return self._said(row, column, index.column())
        return None

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Seats at the side, numbers of questions on top."""
        if orientation == Qt.Orientation.Vertical:
            return self._side(section, role)
        if role == Qt.ItemDataRole.DisplayRole:
            return self._top(section)
        if role in (Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole) and section < len(self.columns):
            return f"Question {section + 1}: {self.columns[section].label}"
        return None

    def _top(self, section: int) -> str:
        if section >= len(self.columns):
            return _STATE_TITLE
        return f"{section + 1}  twice" if self.columns[section].twice else str(section + 1)

    def _side(self, section: int, role: int) -> Any:
        row = self.rows[section]
        if role == Qt.ItemDataRole.DisplayRole:
            return f"{row.number}   {row.name}" if row.name else f"Seat {row.number}"
        if role in (Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole):
            return seat_words(row)
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        return None

    def _said(self, row: GridRow, column: GridColumn, number: int) -> str:
        cell = self._typing.cell(row, column)
        where = f"Seat {row.number}, question {number + 1}: {column.label}"
        if cell.state is CellState.CLOSED:
            return f"{where}. {closed_words(row, column, second=self._typing.second)}"
        if not cell.key:
            return f"{where}. {'Typed twice' if cell.state is CellState.CHECKED else 'No answer yet'}"
        return f"{where}. {cell.words}, {cell.state.value}"

    @Slot()
    def _reset(self) -> None:
        self.beginResetModel()
        self._grid = self._typing.grid
        self.endResetModel()

    @Slot()
    def _cells_changed(self) -> None:
        self._grid = self._typing.grid
        if self.rowCount():
            self.dataChanged.emit(self.index(0, 0), self.index(self.rowCount() - 1, self.columnCount() - 1))


class GridTable(QTableView):
    """Arrows, Enter and Tab move; a key answers and moves on; Backspace takes back. A held key answers once."""

    typed = Signal(str)
    """A key that answers, or "" to take the answer away."""
    lettered = Signal(str)
    """A letter that does something with the whole row."""
    moved = Signal()
    escaped = Signal()

    def __init__(self, look: Look, typing: GridTyping) -> None:
        super().__init__()
        self._look, self._typing = look, typing
        self.grid_model = GridModel(typing)
        self.setModel(self.grid_model)
        self.setItemDelegate(GridDelegate(look, self))
        self.setAccessibleName("Answers, a row a seat, a column a question")
        self.setTabKeyNavigation(False)
        self.setShowGrid(False)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setCornerButtonEnabled(False)
        for header in (self.horizontalHeader(), self.verticalHeader()):
            header.setHighlightSections(False)
            header.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
            header.setSectionsClickable(False)
            header.setTextElideMode(Qt.TextElideMode.ElideRight)
        look.changed.connect(self._fit)
        self.grid_model.modelAboutToBeReset.connect(self._keep_place)
        self.grid_model.modelReset.connect(self._back_to_place)
        self._place = (0, 0)

    # ---------------------------------------------------------------- where it is
    @property
    def row(self) -> GridRow | None:
        """The seat that keys go to."""
        at = self.currentIndex().row()
        return self.grid_model.rows[at] if 0 <= at < len(self.grid_model.rows) else None

    @property
    def column(self) -> GridColumn | None:
        """The question that keys go to."""
        at = self.currentIndex().column()
        return self.grid_model.columns[at] if 0 <= at < len(self.grid_model.columns) else None

    def go_to(self, row: int, column: int) -> None:
        """Go to a cell."""
        self.setCurrentIndex(self.grid_model.index(row, column))

    def go_to_seat(self, seat_id: int) -> None:
        """Go to the first cell of a seat."""
        at = next((n for n, row in enumerate(self.grid_model.rows) if row.seat_id == seat_id), 0)
        self.go_to(at, 0)

    def go_on(self) -> None:
        """To the next cell that takes an answer: along the form for paper, down the seats for cards."""
        spots = self._spots()
        here = (self.currentIndex().row(), self.currentIndex().column())
        at = spots.index(here) if here in spots else -1
        following = next((spot for spot in spots[at + 1 :] if self._is_open(*spot)), None)
        if following is not None:
            self.go_to(*following)

    def go_back(self) -> None:
        """To the cell before that takes an answer."""
        spots = self._spots()
        here = (self.currentIndex().row(), self.currentIndex().column())
        at = spots.index(here) if here in spots else 0
        before = next((spot for spot in reversed(spots[:at]) if self._is_open(*spot)), None)
        if before is not None:
            self.go_to(*before)

    def _spots(self) -> list[tuple[int, int]]:
        rows, columns = range(len(self.grid_model.rows)), range(len(self.grid_model.columns))
        if self._typing.medium is Medium.CARDS:
            return [(row, column) for column in columns for row in rows]
        return [(row, column) for row in rows for column in columns]

    def _is_open(self, row: int, column: int) -> bool:
        return self._typing.may_type(self.grid_model.rows[row], self.grid_model.columns[column])

    # ---------------------------------------------------------------- keys
    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Every key that means something here; the rest goes on to the window."""
        key = Qt.Key(event.key())
        if key not in _DECLARING:
            self._typing.ask_anew()
        if event.modifiers() & _WITH:
            event.ignore()
        elif key in _MOVES:
            self._move(*_MOVES[key])
        elif key in _ENTER:
            self._move(-1 if event.modifiers() & Qt.KeyboardModifier.ShiftModifier else 1, 0)
        elif event.isAutoRepeat():
            event.accept()
        elif key == Qt.Key.Key_Escape:
            self.escaped.emit()
        elif key in (Qt.Key.Key_Backspace, Qt.Key.Key_Delete):
            self._take_back(stay=key == Qt.Key.Key_Delete)
        else:
            self._take_sign(event)

    def _take_sign(self, event: QKeyEvent) -> None:
        text = event.text()
        if text.isascii() and text.isdigit():
            self.typed.emit(text)
        elif text.isascii() and text.isalpha():
            self.lettered.emit(text.upper())
        else:
            event.ignore()

    def focusNextPrevChild(self, forwards: bool) -> bool:
        """Tab goes along the cells, and out of the grid behind the last."""
        columns = len(self.grid_model.columns)
        at = self.currentIndex().row() * columns + min(self.currentIndex().column(), columns - 1)
        following = at + (1 if forwards else -1)
        if columns and self.currentIndex().isValid() and 0 <= following < columns * len(self.grid_model.rows):
            self.go_to(*divmod(following, columns))
            return True
        return super().focusNextPrevChild(forwards)

    def keyboardSearch(self, search: str) -> None:
        """Letters do not look for rows here."""

    def currentChanged(self, current: Index, previous: Index) -> None:
        """Tell where keys go now; the last column takes none."""
        super().currentChanged(current, previous)
        self.viewport().update()
        self.moved.emit()

    def _move(self, down: int, along: int) -> None:
        rows, columns = len(self.grid_model.rows), len(self.grid_model.columns)
        if rows and columns:
            here = self.currentIndex()
            row, column = max(0, min(rows - 1, here.row() + down)), max(0, min(columns - 1, here.column() + along))
            self.go_to(row, column)

    def _take_back(self, *, stay: bool) -> None:
        """Take the answer of this cell away; of an empty one, that of the cell before."""
        if self._is_blank() and not stay:
            self.go_back()
        if not self._is_blank():
            self.typed.emit("")

    def _is_blank(self) -> bool:
        row, column = self.row, self.column
        return row is None or column is None or not self._typing.cell(row, column).key

    # ---------------------------------------------------------------- fitting
    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fit the new size."""
        super().resizeEvent(event)
        self._fit()

    @Slot()
    def _keep_place(self) -> None:
        here = self.currentIndex()
        if here.isValid():
            self._place = (here.row(), here.column())

    @Slot()
    def _back_to_place(self) -> None:
        self._fit()
        rows, columns = len(self.grid_model.rows), len(self.grid_model.columns)
        if rows and columns:
            self.go_to(min(self._place[0], rows - 1), min(self._place[1], columns - 1))

    @Slot()
    def _fit(self) -> None:
        look, columns = self._look, len(self.grid_model.columns)
        side, top = self.verticalHeader(), self.horizontalHeader()
        tall = look.em(2.1)
        side.setMinimumSectionSize(tall)
        side.setDefaultSectionSize(tall)
        narrow = self.width() < look.em(58)
        side.setFixedWidth(look.em(6 if narrow else 11))
        if not columns:
            return
        rows = len(self.grid_model.rows)
        self.setMaximumHeight(tall * rows + top.sizeHint().height() + look.em(1.2))
        state = look.em(6.4)
        room = self.viewport().width() - state
        each = max(look.em(4.2), room // columns)
        for number in range(columns):
            top.resizeSection(number, each)
        top.resizeSection(columns, max(state, self.viewport().width() - each * columns))
