"""The first rows as they will be kept, with what is wrong in words, and what becomes of the whole file."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt, Slot
from PySide6.QtWidgets import QAbstractItemView, QTableView

from app.core.shapes.mappings import Preview, PreviewCell, PreviewRow
from app.core.words import count_of
from app.ui.kit.message_bar import MessageBar
from app.ui.kit.words import Card, column, label
from app.ui.theme import Look

_NOWHERE = QModelIndex()
Index = QModelIndex | QPersistentModelIndex
_LONGEST = 80
_SHOWN = 8
_REASONS = 3


class PreviewModel(QAbstractTableModel):
    """Rows of the file; the first column says what becomes of the row, the others are its fields."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self.preview: Preview | None = None
        self._kind, self._labels = "", dict[str, str]()

    def show_preview(self, preview: Preview | None, kind: str, labels: dict[str, str]) -> None:
        """Show this from now on."""
        self.beginResetModel()
        self.preview, self._kind, self._labels = preview, kind, labels
        self.endResetModel()

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        """The rows that are shown."""
        return 0 if parent.isValid() or self.preview is None else len(self.preview.rows)

    def columnCount(self, parent: Index = _NOWHERE) -> int:
        """What becomes of the row, and its fields."""
        return 0 if parent.isValid() or self.preview is None else 1 + len(self.preview.fields)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """What a cell says: as it will be kept, or what is wrong with it."""
        if not index.isValid() or self.preview is None:
            return None
        row = self.preview.rows[index.row()]
        cell = row.cells[index.column() - 1] if index.column() else None
        wrong = bool(cell.problem) if cell else bool(row.problem)
        text = _cell_words(cell) if cell else self._row_words(row)
        if role == Qt.ItemDataRole.DisplayRole:
            return text if len(text) <= _LONGEST else f"{text[: _LONGEST - 1]}…"
        if role == Qt.ItemDataRole.ToolTipRole:
            return text
        if role == Qt.ItemDataRole.ForegroundRole and wrong:
            return self._look.color("warn" if row.kind else "bad")
        return None

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """What a column is called."""
        if orientation != Qt.Orientation.Horizontal or self.preview is None:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return self.preview.fields[section - 1][1] if section else "Row"
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        return None

    def _row_words(self, row: PreviewRow) -> str:
        if not row.kind:
            return f"{row.row}  Not stored"
        return f"{row.row}" if row.kind == self._kind else f"{row.row}  {self._labels.get(row.kind, row.kind)}"


def _reasons(reasons: Sequence[tuple[str, int]]) -> str:
    """Why rows will not be stored: the commonest reasons, with their counts."""
    told = "; ".join(f"{reason} ({count:,})" for reason, count in reasons[:_REASONS])
    more = len(reasons) - _REASONS
    return f"{told}; and {count_of(more, 'more reason')}" if more > 0 else told


def _cell_words(cell: PreviewCell) -> str:
    if not cell.problem:
        return cell.kept
    return f"“{cell.stood}” {cell.problem}" if cell.stood else cell.problem


class PreviewCard(Card):
    """The table, the counts above it."""

    def __init__(self, look: Look) -> None:
        super().__init__(spacing=10)
        self._look = look
        self.title = label("As it will be kept", "strong")
        self.told = label("", "soft")
        self.trouble = MessageBar(look, can_close=False)
        self.table = QTableView()
        self.shapes = PreviewModel(look)
        self.table.setModel(self.shapes)
        self.table.setAccessibleName("The first rows as they will be kept")
        self.table.setShowGrid(False)
        self.table.setAlternatingRowColors(True)
        self.table.setWordWrap(False)
        self.table.setTabKeyNavigation(False)
        self.table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.table.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.table.verticalHeader().hide()
        self.table.horizontalHeader().setHighlightSections(False)
        self.box.addLayout(column(self.title, self.told, spacing=2))
        self.box.addWidget(self.trouble)
        self.box.addWidget(self.table)
        look.changed.connect(self._fit)
        self._fit()

    def show_preview(self, preview: Preview, kind: str, labels: dict[str, str], *, whole: bool) -> None:
        """Show what became of the rows."""
        self.trouble.clear()
        self.shapes.show_preview(preview, kind, labels)
        among = "" if whole else "first "
        words = f"Of the {among}{count_of(preview.read, 'row')}, {preview.kept:,} will be stored"
        words += f" and {preview.problems:,} will not: {_reasons(preview.reasons)}." if preview.problems else "."
        if preview.unread:
            words += f" {count_of(preview.unread, 'cell')} cannot be read as they stand: see the words above."
        others = [f"{labels.get(name, name)}: {count:,}" for name, count in preview.by_kind.items() if name != kind]
        if others:
            words += f" Some are of another kind and go there ({'; '.join(others)})."
        self.told.setText(words)
        self._fit()
        self.table.setVisible(True)

    def show_nothing(self, why: str) -> None:
        """Say why there is nothing to see yet."""
        self.shapes.show_preview(None, "", {})
        self.told.setText(why)
        self.table.setVisible(False)

    @Slot()
    def _fit(self) -> None:
        look, tall = self._look, self._look.em(1.75)
        side, head = self.table.verticalHeader(), self.table.horizontalHeader()
        side.setMinimumSectionSize(tall)
        side.setDefaultSectionSize(tall)
        for at in range(self.shapes.columnCount()):
            hint = self.table.sizeHintForColumn(at) + look.em(0.8)
            head.resizeSection(at, max(head.sectionSizeHint(at), min(hint, look.em(17))))
        rows = max(1, min(_SHOWN, self.shapes.rowCount()))
        bar = self.table.horizontalScrollBar().sizeHint().height()
        self.table.setFixedHeight(tall * rows + head.sizeHint().height() + bar + 8)
