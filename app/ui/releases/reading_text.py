"""The text of a case as it is read for releasing: words are selected and covered; that it was read to its end is known.

Places are code points, as covers count them; the document counts otherwise, and is never asked outside this file.
"""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import (
    QKeyEvent,
    QResizeEvent,
    QShowEvent,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
)
from PySide6.QtWidgets import QTextEdit

from app.core.redaction.findings import Finding
from app.core.redaction.spans import Kind, Span
from app.ui.theme import READING, Look

KEYS: dict[Kind, str] = {
    "NAME": "N", "ADDRESS": "A", "VEHICLE": "V", "PHONE": "P", "DATE_OF_BIRTH": "D", "REFERENCE": "R",
    "EMAIL": "M", "WEB": "W", "DATE": "T", "TIME": "C", "AGE": "G", "ETHNICITY": "E", "OUTCOME": "O", "OTHER": "X",
}  # fmt: skip
_KINDS = {getattr(Qt.Key, f"Key_{letter}"): kind for kind, letter in KEYS.items()}
_TURNS = {Qt.Key.Key_PageUp: -1, Qt.Key.Key_PageDown: 1}
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_ONE_FOR_ONE = str.maketrans({"\r": " ", "\0": " "})
"""A document would make one break of two such characters, and places would no longer agree."""


class ReadingText(QTextEdit):
    """A text with its covers in place. Keys: Shift and arrows select, a kind's letter covers, Delete takes away."""

    kind_pressed = Signal(str)
    removal_pressed = Signal()
    lift_pressed = Signal()
    turn_pressed = Signal(int)
    release_pressed = Signal()
    find_pressed = Signal()
    take_pressed = Signal()
    take_all_pressed = Signal()
    same_pressed = Signal()
    read_to_end = Signal()
    moved = Signal()

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self._text, self._spans, self._found = "", tuple[Span, ...](), tuple[Finding, ...]()
        self._acts = {
            Qt.Key.Key_Delete: self.removal_pressed,
            Qt.Key.Key_Backspace: self.removal_pressed,
            Qt.Key.Key_L: self.lift_pressed,
            Qt.Key.Key_F: self.find_pressed,
            Qt.Key.Key_S: self.same_pressed,
            Qt.Key.Key_Return: self.take_pressed,
            Qt.Key.Key_Enter: self.take_pressed,
        }
        self.setProperty("reading", True)
        self.setReadOnly(True)
        self.setAccessibleName("Text of the case")
        self.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self.setTabChangesFocus(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.NoContextMenu)
        self.verticalScrollBar().valueChanged.connect(self._look_for_end)
        self.cursorPositionChanged.connect(self._caret_moved)
        look.changed.connect(self._restyle)

    def show_text(self, name: str, text: str) -> None:
        """Show another text from its beginning."""
        self._text = text
        self.setAccessibleName(name)
        self.setPlainText(text.translate(_ONE_FOR_ONE))
        self._restyle()
        self.moveCursor(QTextCursor.MoveOperation.Start)

    def show_covers(self, spans: Sequence[Span], found: Sequence[Finding] = ()) -> None:
        """Show in place what is covered, and what was found and is not decided."""
        self._spans, self._found = tuple(spans), tuple(found)
        bars = [self._marked(span.start, span.end, self._bar(span)) for span in spans]
        self.setExtraSelections([*(self._marked(one.start, one.end, self._offer()) for one in found), *bars])

    def selected(self) -> tuple[int, int]:
        """What is selected, else the word at the caret; both ends are the same where there is neither."""
        cursor = self.textCursor()
        if not cursor.hasSelection():
            cursor.select(QTextCursor.SelectionType.WordUnderCursor)
        start, end = self._place(cursor.selectionStart()), self._place(cursor.selectionEnd())
        words = self._text[start:end]
        return start + len(words) - len(words.lstrip()), max(start, end - len(words) + len(words.rstrip()))

    @property
    def has_selection(self) -> bool:
        """Whether words are selected."""
        return self.textCursor().hasSelection()

    def caret(self) -> int:
        """Where the caret stands."""
        return self._place(self.textCursor().position())

    def select(self, start: int, end: int) -> None:
        """Select from one place to another, and bring it into view."""
        cursor = self.textCursor()
        cursor.setPosition(self._position(start))
        cursor.setPosition(self._position(end), QTextCursor.MoveMode.KeepAnchor)
        self.setTextCursor(cursor)
        self.ensureCursorVisible()

    def drop_selection(self) -> None:
        """Leave the caret where it is, with nothing selected."""
        cursor = self.textCursor()
        cursor.setPosition(cursor.selectionEnd())
        self.setTextCursor(cursor)

    # ---------------------------------------------------------------- events
    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Letters cover, Delete takes away or leaves, L changes when it lifts, F goes on to what was found."""
        plain = event.modifiers() in (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier)
        kind = _KINDS.get(event.key()) if plain else None
        if event.isAutoRepeat() and (kind or event.text().strip()):
            return
        if kind:
            self.kind_pressed.emit(kind)
        elif plain and event.key() in self._acts:
            self._acts[Qt.Key(event.key())].emit()
        elif event.modifiers() == Qt.KeyboardModifier.ShiftModifier and event.key() in _ENTER:
            self.take_all_pressed.emit()
        elif event.modifiers() == Qt.KeyboardModifier.ControlModifier and event.key() in _TURNS:
            self.turn_pressed.emit(_TURNS[Qt.Key(event.key())])  # a text box keeps these from being shortcuts
        elif event.modifiers() == Qt.KeyboardModifier.ControlModifier and event.key() in _ENTER:
            self.release_pressed.emit()
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """A larger box may show all of it."""
        super().resizeEvent(event)
        self._look_for_end()

    def showEvent(self, event: QShowEvent) -> None:
        """A short text is read as it is shown."""
        super().showEvent(event)
        self._look_for_end()

    @Slot()
    def look_again(self) -> None:
        """What lies around it was scrolled."""
        self._look_for_end()

    @Slot()
    def _look_for_end(self) -> None:
        bar, view = self.verticalScrollBar(), self.viewport()
        if not self._text or not view.isVisible() or bar.value() < bar.maximum():
            return
        last = QTextCursor(self.document())
        last.movePosition(QTextCursor.MoveOperation.End)
        if view.visibleRegion().contains(self.cursorRect(last).center()):
            self.read_to_end.emit()

    @Slot()
    def _caret_moved(self) -> None:
        if self._text and self.hasFocus() and self.textCursor().atEnd():
            self.read_to_end.emit()
        self.moved.emit()

    # ---------------------------------------------------------------- looks and places
    @Slot()
    def _restyle(self) -> None:
        font = self._look.font(READING)
        self.setFont(font)
        self.document().setDefaultFont(font)
        self.document().setDocumentMargin(self._look.em(0.85))
        spacing = QTextBlockFormat()
        spacing.setLineHeight(150, QTextBlockFormat.LineHeightTypes.ProportionalHeight.value)
        cursor = QTextCursor(self.document())
        cursor.select(QTextCursor.SelectionType.Document)
        cursor.mergeBlockFormat(spacing)
        self.show_covers(self._spans, self._found)

    def _bar(self, span: Span) -> QTextCharFormat:
        """A filled bar for good; one that lifts is lighter and underlined with dashes."""
        style = QTextCharFormat()
        if span.lifts_at:
            style.setBackground(self._look.color("warn_soft"))
            style.setForeground(self._look.color("text"))
            style.setUnderlineStyle(QTextCharFormat.UnderlineStyle.DashUnderline)
            style.setUnderlineColor(self._look.color("warn"))
        else:
            style.setBackground(self._look.color("text"))
            style.setForeground(self._look.color("surface"))
        return style

    def _offer(self) -> QTextCharFormat:
        """What was found: underlined with a wave, its words as they are."""
        style = QTextCharFormat()
        style.setUnderlineStyle(QTextCharFormat.UnderlineStyle.WaveUnderline)
        style.setUnderlineColor(self._look.color("bad"))
        style.setBackground(self._look.color("accent_soft"))
        return style

    def _marked(self, start: int, end: int, style: QTextCharFormat) -> QTextEdit.ExtraSelection:
        bar = QTextEdit.ExtraSelection()
        cursor = QTextCursor(self.document())
        cursor.setPosition(self._position(start))
        cursor.setPosition(self._position(end), QTextCursor.MoveMode.KeepAnchor)
        bar.cursor, bar.format = cursor, style  # type: ignore[attr-defined]
        return bar

    def _position(self, place: int) -> int:
        """A place as the document counts it: characters outside the first plane are two."""
        return len(self._text[:place].encode("utf-16-le")) // 2

    def _place(self, position: int) -> int:
        return len(self._text.encode("utf-16-le")[: 2 * position].decode("utf-16-le", errors="ignore"))
