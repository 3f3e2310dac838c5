"""The table of issued papers: sorted by any column, by its heading or from the list above it."""

from collections.abc import Callable, Sequence
from typing import Any, Final

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QResizeEvent

from app.core.shapes.papers import PaperListing
from app.ui.kit.moments import moment
from app.ui.kit.table import Column, ShapeTableModel, Table
from app.ui.theme import Look

NO, PAPER, WHOM, MADE, STATE = range(5)
_COLUMNS: Final = (
    Column(title="No.", text=lambda one: one.name, ems=4),
    Column(title="Paper", text=lambda one: one.number),
    Column(title="For whom", text=lambda one: one.recipient, ems=9),
    Column(title="Made", text=lambda one: moment(one.made_at), ems=10),
    Column(title="How it stands", text=lambda one: state_words(one), ems=12),
)
_KEYS: Final[tuple[Callable[[PaperListing], Any], ...]] = (
    lambda one: one.paper_id,
    lambda one: (one.sort_label.casefold(), one.of[:1], int(one.of[1:] or 0), one.part, one.copy),
    lambda one: (not one.recipient, one.recipient.casefold()),
    lambda one: (one.made_at, one.paper_id),
    lambda one: (one.state_told.casefold(), one.paper_id),
)
ORDERS: Final = (
    ("Newest first", (MADE, Qt.SortOrder.DescendingOrder)),
    ("Oldest first", (MADE, Qt.SortOrder.AscendingOrder)),
    ("By paper", (PAPER, Qt.SortOrder.AscendingOrder)),
    ("By whom it is for", (WHOM, Qt.SortOrder.AscendingOrder)),
    ("By how it stands", (STATE, Qt.SortOrder.AscendingOrder)),
)
"""The orders that can be chosen without a mouse: the words, the column and the direction."""


def state_words(one: PaperListing) -> str:
    """How a copy stands, and whether what it says still stands."""
    return (
        f"{one.state_told}; its words do not stand any more" if one.recalled_words and one.still_out else one.state_told
    )


class PaperModel(ShapeTableModel):
    """Papers in the order that was last asked for; at first the newest stand above."""

    def __init__(self) -> None:
        super().__init__(_COLUMNS)
        self._column, self._order = MADE, Qt.SortOrder.DescendingOrder

    def show_rows(self, rows: Sequence[PaperListing]) -> None:
        """Show these from now on, in the order in force."""
        super().show_rows(self._sorted(rows))

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        """Put them in another order; Qt calls it when a heading is clicked."""
        if 0 <= column < len(_KEYS):
            self._column, self._order = column, order
            super().show_rows(self._sorted(self.rows))

    def _sorted(self, rows: Sequence[PaperListing]) -> list[PaperListing]:
        down = self._order == Qt.SortOrder.DescendingOrder
        return sorted(rows, key=_KEYS[self._column], reverse=down)


class PaperTable(Table):
    """One line a copy; Enter or a double click opens it."""

    wanted = Signal(int)

    def __init__(self, look: Look) -> None:
        super().__init__(look, _COLUMNS, name="Papers", most=14)
        self.shapes = PaperModel()
        self.setModel(self.shapes)
        self.setSortingEnabled(True)
        self.sort_by(ORDERS[0][1])

    def sort_by(self, order: tuple[int, Qt.SortOrder]) -> None:
        """Put them in this order, with the mark on its heading."""
        chosen = self.chosen
        self.sortByColumn(*order)
        self.choose(chosen)

    def show_rows(self, rows: Sequence[PaperListing]) -> None:
        """Show these from now on; the one that was marked stays so."""
        chosen = self.chosen
        super().show_rows(rows)
        self.choose(chosen)

    @property
    def chosen(self) -> int:
        """The paper that is marked; 0 where none is."""
        at = self.currentIndex().row()
        return self.shapes.rows[at].paper_id if 0 <= at < len(self.shapes.rows) else 0

    def choose(self, paper_id: int) -> None:
        """Mark a paper, or the first."""
        rows = self.shapes.rows
        at = next((at for at, one in enumerate(rows) if one.paper_id == paper_id), 0)
        if rows:
            self.selectRow(at)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Where there is little room, the columns that can be had from the paper itself go."""
        super().resizeEvent(event)
        room = self.viewport().width() / max(1, self._look.em(1))
        self.setColumnHidden(MADE, room < 44)
        self.setColumnHidden(WHOM, room < 34)
        self.setColumnHidden(NO, room < 25)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter opens the paper that is marked."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.chosen:
            self.wanted.emit(self.chosen)
        else:
            super().keyPressEvent(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """So does a double click."""
        at: QModelIndex = self.indexAt(event.position().toPoint())
        if at.isValid():
            self.wanted.emit(self.shapes.rows[at.row()].paper_id)
