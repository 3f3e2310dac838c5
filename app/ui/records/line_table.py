"""The table of a long list: rows of one height, so that it scrolls alike through ten lines and a million."""

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView

from app.core.shapes.records import RecordLine
from app.ui.records.line_model import LineModel
from app.ui.theme import Look

_ROW_EMS, _LETTER = 1.8, 0.43
_LEAST_EMS, _MOST_EMS = 5.0, 15.0
_HEAD = 20
"""Letters of a heading that are always seen; a longer one is as wide as its values, and tells it on hover."""
_SHARE = 0.26
"""Of the table's width the most that a column takes, so that in large text, too, there are columns to compare."""


class LineTable(QTableView):
    """Arrows, Page Up and Down, Home and End go along; Enter or a double click opens; letters go to the search."""

    opened = Signal(int)
    """(row)"""
    typed = Signal(str)
    sort_wanted = Signal(int)
    """(column)"""

    def __init__(self, look: Look, lines: LineModel) -> None:
        super().__init__()
        self._look, self._lines = look, lines
        self._letters: list[int] = []
        self.setModel(lines)
        self.setAccessibleName("Records")
        self.setAccessibleDescription("Enter opens the record")
        self.setShowGrid(False)
        self.setAlternatingRowColors(True)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        head = self.horizontalHeader()
        head.setHighlightSections(False)
        head.setSectionsClickable(True)
        head.setTextElideMode(Qt.TextElideMode.ElideRight)
        head.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        head.sectionClicked.connect(self.sort_wanted)
        self.doubleClicked.connect(self._double_clicked)
        look.changed.connect(self._fit)
        self._fit()

    def show_order(self, column: int, *, descending: bool) -> None:
        """Mark the column that the list is ordered by; -1 where it is none of them."""
        head = self.horizontalHeader()
        order = Qt.SortOrder.DescendingOrder if descending else Qt.SortOrder.AscendingOrder
        head.setSortIndicatorShown(column >= 0)
        head.setSortIndicator(column, order)

    def fit_columns(self, lines: Sequence[RecordLine]) -> None:
        """Make columns as wide as these lines and their headings need."""
        heads = [min(len(column.label), _HEAD) + 3 for column in self._lines.columns]
        self._letters = [max([head, *(len(line.cells[at]) for line in lines)]) for at, head in enumerate(heads)]
        self._fit()

    def go_to(self, row: int) -> None:
        """Make a row the one that is chosen, and bring it into view."""
        if 0 <= row < self._lines.rowCount():
            self.setCurrentIndex(self._lines.index(row, 0))
            self.scrollTo(self._lines.index(row, 0), QAbstractItemView.ScrollHint.EnsureVisible)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Keys of its own."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.currentIndex().isValid():
            self.opened.emit(self.currentIndex().row())
            return
        super().keyPressEvent(event)

    def keyboardSearch(self, search: str) -> None:
        """Letters belong to the search: Qt would look for them in every row."""
        if search.strip():
            self.typed.emit(search)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Share the new width out."""
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self._fit()

    def moveCursor(self, action: QAbstractItemView.CursorAction, modifiers: Qt.KeyboardModifier) -> QModelIndex:
        """Home and End go to the first row and the last; Qt goes to the ends of the row."""
        ends = {QAbstractItemView.CursorAction.MoveHome: 0, QAbstractItemView.CursorAction.MoveEnd: -1}
        if action in ends and self._lines.rowCount():
            return self._lines.index(ends[action] % self._lines.rowCount(), max(0, self.currentIndex().column()))
        return super().moveCursor(action, modifiers)

    @Slot()
    def _fit(self) -> None:
        look, side, head = self._look, self.verticalHeader(), self.horizontalHeader()
        side.setMinimumSectionSize(look.em(_ROW_EMS))
        side.setDefaultSectionSize(look.em(_ROW_EMS))
        most = max(look.em(_LEAST_EMS), min(look.em(_MOST_EMS), round(_SHARE * self.viewport().width())))
        for at, letters in enumerate(self._letters[: head.count()]):
            head.resizeSection(at, min(most, look.em(max(_LEAST_EMS, letters * _LETTER + 1.2))))

    @Slot(QModelIndex)
    def _double_clicked(self, index: QModelIndex | QPersistentModelIndex) -> None:
        self.opened.emit(index.row())
