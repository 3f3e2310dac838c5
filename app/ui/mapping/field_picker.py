"""Choosing a field for a column: a line to search in and the fields that fit, over the page and part of it."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, QRect, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QListWidget, QListWidgetItem, QWidget

from app.core.shapes.mappings import FieldChoice
from app.ui.kit.fields import line_edit
from app.ui.kit.words import column, label
from app.ui.mapping.columns_table import NOT_STORED
from app.ui.theme import Look

_TARGET = Qt.ItemDataRole.UserRole
_SHOWN = 9


class FieldPicker(QFrame):
    """Opens over the page beside the column; Enter or a click chooses, Escape goes back."""

    chosen = Signal(str, str)
    """(column, target): the target is a field, ``field:code``, or "" for not stored."""
    left = Signal()

    def __init__(self, look: Look, parent: QWidget) -> None:
        super().__init__(parent)
        self._look, self._column = look, ""
        self._offers: list[tuple[str, str, str]] = []
        self.setProperty("card", True)
        self.setProperty("float", True)
        self.setAutoFillBackground(True)
        self.title = label("", "small")
        self.search = line_edit(placeholder="Type to search")
        self.search.setAccessibleName("Search the fields")
        self.list = QListWidget()
        self.list.setAccessibleName("Fields")
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setWordWrap(True)
        box = column(self.title, self.search, self.list, spacing=6)
        box.setContentsMargins(10, 8, 10, 10)
        self.setLayout(box)
        self.search.installEventFilter(self)
        self.search.textChanged.connect(self._filter)
        self.list.itemClicked.connect(self._take)
        self.hide()

    def open_for(
        self, name: str, current: str, fields: Sequence[FieldChoice], taken: dict[str, str], *, typed: str = ""
    ) -> None:
        """Offer the fields for a column; ``taken`` says which column fills a field now."""
        self._column = name
        self.title.setText(f"What is “{name}” kept as?")
        self._offers = [("", NOT_STORED, "counted, and left out")]
        for field in fields:
            self._offers.append((field.id, field.label, self._side(field, taken.get(field.id, ""))))
            if field.type == "codes" or field.identity:
                side = "never shown" if field.identity else "a column of yes and no"
                self._offers += [(f"{field.id}:{code}", f"{field.label}: {words}", side) for code, words in field.codes]
        self.search.blockSignals(True)
        self.search.setText(typed)
        self.search.blockSignals(False)
        self._filter(typed, current)
        self.show()
        self.raise_()
        self.search.setFocus()

    def place_at(self, anchor: QRect, room: QRect) -> None:
        """Stand under (or over) the anchor, wholly inside the room."""
        wide = min(room.width() - 16, max(anchor.width(), self._look.em(24)))
        tall = min(room.height() - 16, self._look.em(4.6 + 1.75 * _SHOWN))
        left = max(room.left() + 8, min(anchor.right() - wide + 1, room.right() - wide - 8))
        below = anchor.bottom() + 2
        top = below if below + tall <= room.bottom() - 8 else max(room.top() + 8, room.bottom() - tall - 8)
        self.setGeometry(left, top, wide, tall)
        self.list.scrollToItem(self.list.currentItem(), QListWidget.ScrollHint.PositionAtCenter)

    def close_picker(self) -> None:
        """Go back without a choice."""
        if self.isVisible():
            self.hide()
            self.left.emit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Keys of the search line: up and down go along the list."""
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            key, row = event.key(), self.list.currentRow()
            step = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1, Qt.Key.Key_PageDown: 8, Qt.Key.Key_PageUp: -8}.get(
                Qt.Key(key)
            )
            if step is not None:
                self.list.setCurrentRow(max(0, min(self.list.count() - 1, row + step)))
                return True
            if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                self._take(self.list.currentItem())
                return True
            if key == Qt.Key.Key_Escape:
                self.close_picker()
                return True
        if event.type() == QEvent.Type.FocusOut and self.isVisible():
            self.close_picker()
        return super().eventFilter(watched, event)

    def _side(self, field: FieldChoice, column_now: str) -> str:
        if column_now and column_now != self._column:
            return f"now “{column_now}”"
        if field.identity:
            return "only to redact with, never shown"
        return "every row needs it" if field.needed else field.group

    @Slot(str)
    def _filter(self, text: str, current: str | None = None) -> None:
        words = text.casefold().split()
        self.list.clear()
        for target, name, side in self._offers:
            known = f"{name} {side}".casefold()
            if ":" in target and not words and target != current:
                continue
            if all(word in known for word in words):
                item = QListWidgetItem(f"{name}   –   {side}" if side else name)
                item.setData(_TARGET, target)
                self.list.addItem(item)
                if current is not None and target == current:
                    self.list.setCurrentItem(item)
        if self.list.currentRow() < 0 and self.list.count():
            self.list.setCurrentRow(0)

    @Slot(QListWidgetItem)
    def _take(self, item: QListWidgetItem | None) -> None:
        if item is None:
            return
        name, target = self._column, str(item.data(_TARGET))
        self.hide()
        self.left.emit()
        self.chosen.emit(name, target)
