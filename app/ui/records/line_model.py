"""A list of a million records as the window holds it: their ids, and the lines of those that were looked at last."""

from array import array
from collections import OrderedDict
from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, Qt, QTimer, Signal, Slot

from app.core.shapes.records import RecordColumn, RecordLine
from app.ui.kit.table import Index

_NOWHERE = QModelIndex()
BLOCK = 200
"""Lines that are read at a time."""
KEPT = 64
"""Blocks that are kept."""


class LineModel(QAbstractTableModel):
    """Rows are ids. What a row says is read block by block, in the worker, when it first comes into view."""

    blocks_wanted = Signal(object)
    """(numbers of blocks): all that are in view and not here; those asked for before are not wanted any more."""

    def __init__(self) -> None:
        super().__init__()
        self.columns: tuple[RecordColumn, ...] = ()
        self.ids: array[int] = array("q")
        self.generation = 0
        """Counts lists: an answer to an older one is not for this one."""
        self._blocks: OrderedDict[int, dict[int, RecordLine]] = OrderedDict()
        self._wanted: set[int] = set()
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._ask)

    def show_ids(self, ids: "array[int]", columns: Sequence[RecordColumn]) -> None:
        """Show this list from now on."""
        self.beginResetModel()
        self.ids, self.columns = ids, tuple(columns)
        self.generation += 1
        self._blocks.clear()
        self._wanted.clear()
        self.endResetModel()

    def ids_of(self, block: int) -> list[int]:
        """The ids of a block."""
        return self.ids[block * BLOCK : (block + 1) * BLOCK].tolist()

    def lacks(self, block: int) -> bool:
        """Whether the lines of a block are not here."""
        return block not in self._blocks

    def put_block(self, generation: int, block: int, lines: Sequence[RecordLine]) -> None:
        """Take the lines of a block; the block that was looked at longest ago goes."""
        if generation != self.generation:
            return
        self._blocks[block] = {line.version_id: line for line in lines}
        if len(self._blocks) > KEPT:
            self._blocks.popitem(last=False)
        last = min(len(self.ids), (block + 1) * BLOCK) - 1
        self.dataChanged.emit(self.index(block * BLOCK, 0), self.index(last, len(self.columns) - 1))

    def line(self, row: int) -> RecordLine | None:
        """The line of a row; None while it is read, or when its record has gone."""
        block = self._blocks.get(row // BLOCK)
        if block is None:
            self._want(row // BLOCK)
            return None
        self._blocks.move_to_end(row // BLOCK)
        return block.get(self.ids[row])

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        """One row an id."""
        return 0 if parent.isValid() else len(self.ids)

    def columnCount(self, parent: Index = _NOWHERE) -> int:
        """The columns of the kind."""
        return 0 if parent.isValid() else len(self.columns)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """What a cell says."""
        if role != Qt.ItemDataRole.DisplayRole or not index.isValid():
            return None
        line = self.line(index.row())
        return line.cells[index.column()] if line is not None else None

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """What a column is called."""
        if orientation != Qt.Orientation.Horizontal:
            return None
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):  # a narrow heading is elided
            return self.columns[section].label
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        return None

    def _want(self, block: int) -> None:
        """Asked for once this paint is over, with the other blocks that it lacks."""
        self._wanted.add(block)
        if not self._timer.isActive():
            self._timer.start(0)

    @Slot()
    def _ask(self) -> None:
        wanted, self._wanted = sorted(self._wanted - self._blocks.keys()), set()
        if wanted:
            self.blocks_wanted.emit(tuple(wanted))
