"""The columns of a file and where each goes: two lines a column, quick at two thousand of them."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    QRectF,
    QSize,
    Qt,
    Signal,
    Slot,
)
from PySide6.QtGui import QFont, QFontMetrics, QKeyEvent, QPainter, QPen, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QSizePolicy,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
)

from app.core.shapes.mappings import ColumnChoice, FieldChoice
from app.core.words import count_of
from app.ui.mapping.settling import is_personal
from app.ui.theme import SMALL, Look

_NOWHERE = QModelIndex()
Index = QModelIndex | QPersistentModelIndex
_SURE = {
    "exact": "Sure", "near": "Likely", "values": "Perhaps", "layout": "Known", "person": "Said by you", "none": "",
}  # fmt: skip
_TITLES = ("In your file", "Is kept as")
NOT_STORED = "Not stored"
_FEWEST_ROWS, _MOST_ROWS = 9, 24
_FILLING = {"exact": 1.0, "layout": 1.0, "person": 1.0, "near": 0.5, "values": 0.25}
"""How much of its disc is filled: a shape that says how sure it is, beside the words."""


def target_words(fields: dict[str, FieldChoice], target: str) -> str:
    """What a column goes to, in words: a field, or one code of a list."""
    name, _, code = target.partition(":")
    if name not in fields:
        return target or NOT_STORED
    label = fields[name].label
    return f"{label}: {dict(fields[name].codes).get(code, code)}" if code else label


def why_words(choice: ColumnChoice, fields: dict[str, FieldChoice]) -> str:
    """How sure it is that a column goes there, and why."""
    field = fields.get(choice.field.partition(":")[0])
    if is_personal(choice):
        return choice.why[:1].upper() + choice.why[1:].removesuffix(", so it is left out")
    if field is not None and field.identity and not choice.age_alone:
        return "Kept only to redact with, never shown"
    sure, why = _SURE[choice.sure], choice.why
    if choice.sure == "person" or not choice.field:
        return sure or (why[:1].upper() + why[1:] if choice.filled else "Empty")
    return f"{sure}: {why}" if why else sure


def stands_words(choice: ColumnChoice, rows: int) -> str:
    """What stands in a column: how much of it, and up to three examples."""
    if not choice.filled:
        return "empty"
    filled = "all filled" if choice.filled == rows else f"{choice.filled:,} of {rows:,} filled"
    return " · ".join((filled, *choice.examples))


class ColumnsModel(QAbstractTableModel):
    """One row a column of the file."""

    def __init__(self) -> None:
        super().__init__()
        self.choices: tuple[ColumnChoice, ...] = ()
        self.fields: dict[str, FieldChoice] = {}
        self.rows = 0

    def show_choices(self, choices: Sequence[ColumnChoice], fields: dict[str, FieldChoice], rows: int) -> None:
        """Show these from now on; the place in the list is kept where the columns are the same."""
        same = [choice.column for choice in self.choices] == [choice.column for choice in choices]
        if not same:
            self.beginResetModel()
        self.choices, self.fields, self.rows = tuple(choices), fields, rows
        if same and self.choices:
            self.dataChanged.emit(self.index(0, 0), self.index(len(self.choices) - 1, 1))
        elif not same:
            self.endResetModel()

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        """One row a column of the file."""
        return 0 if parent.isValid() else len(self.choices)

    def columnCount(self, parent: Index = _NOWHERE) -> int:
        """What stands there, and where it goes."""
        return 0 if parent.isValid() else len(_TITLES)

    def lines(self, index: Index) -> tuple[str, str]:
        """The two lines of a cell."""
        choice = self.choices[index.row()]
        if index.column() == 0:
            return choice.column or "(no heading)", stands_words(choice, self.rows)
        return target_words(self.fields, choice.field), why_words(choice, self.fields)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """What a cell says; a screen reader hears both lines."""
        if not index.isValid():
            return None
        first, second = self.lines(index)
        if role == Qt.ItemDataRole.DisplayRole:
            return first
        if role in (Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleTextRole):
            return f"{first}. {second}" if second else first
        return None

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """What the two sides are called."""
        if orientation == Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return _TITLES[section]
        if orientation == Qt.Orientation.Horizontal and role == Qt.ItemDataRole.TextAlignmentRole:
            return int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        return None


class ColumnsTable(QTableView):
    """The table. Enter, a letter or a click asks for another field; Delete stores nothing of the column."""

    change_wanted = Signal(int, str)
    """(row, what was typed): choose another field for this column."""
    drop_wanted = Signal(int)

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self.shapes = ColumnsModel()
        self.setModel(self.shapes)
        self.setItemDelegate(_TwoLines(look, self))
        self.setAccessibleName("Columns of the file and what each is kept as")
        self.setAccessibleDescription("Enter changes what a column is kept as. Delete stores nothing of it.")
        self.setShowGrid(False)
        self.setTabKeyNavigation(False)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.verticalHeader().hide()
        self.horizontalHeader().setHighlightSections(False)
        self.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        self.clicked.connect(self._clicked)
        look.changed.connect(self._fit)
        self._fit()

    def show_choices(self, choices: Sequence[ColumnChoice], fields: dict[str, FieldChoice], rows: int) -> None:
        """Show these from now on."""
        self.shapes.show_choices(choices, fields, rows)
        if not self.currentIndex().isValid() and choices:
            self.setCurrentIndex(self.shapes.index(0, 1))
        self._fit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Keys of its own; a held key moves, and does nothing else."""
        row, key = self.currentIndex().row(), event.key()
        typed = event.text().strip()
        if row < 0 or event.isAutoRepeat():
            super().keyPressEvent(event)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_F2, Qt.Key.Key_Space):
            self.change_wanted.emit(row, "")
        elif key in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self.drop_wanted.emit(row)
        elif typed.isalpha() and not event.modifiers() & ~Qt.KeyboardModifier.ShiftModifier:
            self.change_wanted.emit(row, typed)
        else:
            super().keyPressEvent(event)

    def place_of(self, row: int) -> QRect:
        """Where the right half of a row is, as its viewport counts."""
        return self.visualRect(self.shapes.index(row, 1))

    @Slot(QModelIndex)
    def _clicked(self, index: QModelIndex) -> None:
        if index.column() == 1:
            self.change_wanted.emit(index.row(), "")

    @Slot()
    def _fit(self) -> None:
        side, tall = self.verticalHeader(), self._look.em(2.75)
        side.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        side.setMinimumSectionSize(tall)
        side.setDefaultSectionSize(tall)
        head, count = self.horizontalHeader().sizeHint().height() + 6, max(3, self.shapes.rowCount())
        self._give_room(tall)
        self.setMinimumHeight(tall * min(_FEWEST_ROWS, count) + head)
        self.setMaximumHeight(max(tall * min(_MOST_ROWS, count), min(side.length(), tall * _MOST_ROWS)) + head)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fit the new width: a reason may need another line."""
        super().resizeEvent(event)
        self._give_room(self._look.em(2.75))

    def _give_room(self, tall: int) -> None:
        """A row whose reason is longer than its line is made taller, so that the whole of it can be read."""
        small = QFontMetrics(self._look.font(SMALL))
        width = self.columnWidth(1) - 2 * self._look.em(0.5) - self._look.em(1.5) - self._look.em(1.2)
        for row in range(self.shapes.rowCount()):
            why = self.shapes.lines(self.shapes.index(row, 1))[1]
            room = QRect(0, 0, max(width, 1), 10_000)
            wraps = small.horizontalAdvance(why) > width
            more = small.boundingRect(room, Qt.TextFlag.TextWordWrap, why).height() - small.height() if wraps else 0
            if self.rowHeight(row) != tall + more:
                self.setRowHeight(row, tall + more)


class _TwoLines(QStyledItemDelegate):
    """Paints a cell's two lines; on the right a disc that says how sure it is, and the mark of a list."""

    def __init__(self, look: Look, parent: ColumnsTable) -> None:
        super().__init__(parent)
        self._look = look

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """The size it would like."""
        return QSize(self._look.em(14), self._look.em(2.75))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint with the colours of the theme in force."""
        model, look, area = index.model(), self._look, QRect(option.rect)  # type: ignore[attr-defined]
        if not isinstance(model, ColumnsModel):
            return
        state = option.state  # type: ignore[attr-defined]
        chosen = bool(state & QStyle.StateFlag.State_Selected)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillRect(area, look.color("accent_soft" if chosen else "surface"))
        painter.setPen(look.color("line"))
        painter.drawLine(area.bottomLeft(), area.bottomRight())
        room = area.adjusted(look.em(0.5), look.em(0.25), -look.em(0.5), -look.em(0.25))
        choice = model.choices[index.row()]
        if index.column() == 1:
            self._paint_disc(painter, room, choice)
            self._paint_chevron(painter, room)
            room.adjust(look.em(1.5), 0, -look.em(1.2), 0)
        self._paint_lines(painter, room, model.lines(index), quiet=index.column() == 1 and not choice.field)
        painter.restore()

    def _paint_lines(self, painter: QPainter, room: QRect, lines: tuple[str, str], *, quiet: bool) -> None:
        look = self._look
        half = (look.em(2.75) - 2 * look.em(0.25)) // 2
        strong, small = look.font(weight=QFont.Weight.DemiBold), look.font(SMALL)
        fonts = (look.font() if quiet else strong, small)
        for number, (text, font) in enumerate(zip(lines, fonts, strict=True)):
            height = room.height() - half if number else half
            line = QRect(room.left(), room.top() + number * half, room.width(), height)
            painter.setFont(font)
            painter.setPen(look.color("soft" if number or quiet else "text"))
            flow, small = Qt.TextFlag.TextWordWrap, QFontMetrics(font)
            wraps = number and height > half and small.boundingRect(line, flow, text).height() <= height
            shown = text if wraps else small.elidedText(text, Qt.TextElideMode.ElideRight, line.width())
            high = Qt.AlignmentFlag.AlignTop if height > half else Qt.AlignmentFlag.AlignVCenter
            flags = int(high | Qt.AlignmentFlag.AlignLeft)
            painter.drawText(line, flags | flow if wraps else flags, shown)

    def _paint_disc(self, painter: QPainter, room: QRect, choice: ColumnChoice) -> None:
        look, side = self._look, self._look.em(0.8)
        disc = QRectF(room.left(), room.center().y() - side / 2, side, side)
        token = "accent" if choice.field else "edge"
        style = Qt.PenStyle.SolidLine if choice.field else Qt.PenStyle.DotLine
        painter.setPen(QPen(look.color(token), 1.5, style))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawEllipse(disc)
        filling = _FILLING.get(choice.sure, 0.0) if choice.field else 0.0
        if filling:
            painter.setBrush(look.color(token))
            painter.drawPie(disc, 90 * 16, round(-360 * 16 * filling))

    def _paint_chevron(self, painter: QPainter, room: QRect) -> None:
        look, unit = self._look, self._look.em(0.26)
        x, y = room.right() - 2 * unit, room.center().y()
        painter.setPen(QPen(look.color("soft"), 1.6))
        painter.drawPolyline([QRect(x - unit, y - unit // 2, 1, 1).topLeft(), QRect(x, y + unit // 2, 1, 1).topLeft(),
                              QRect(x + unit, y - unit // 2, 1, 1).topLeft()])  # fmt: skip


def columns_told(choices: Sequence[ColumnChoice]) -> str:
    """How many columns there are and how many are kept, in a sentence."""
    named = [choice for choice in choices if choice.column]
    ages = sum(choice.age_alone for choice in named)
    kept = sum(bool(choice.field) for choice in named) - ages
    personal = sum(is_personal(choice) for choice in named)
    read = f" {ages:,} read for the age only," if ages else ""
    words = f"{count_of(len(named), 'column')}: {kept:,} kept,{read} {len(named) - kept - ages:,} not stored"
    if not personal:
        return f"{words}."
    return f"{words}, {personal:,} of them because {'it' if personal == 1 else 'they'} may say who a person is."
