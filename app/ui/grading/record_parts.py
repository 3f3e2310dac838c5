"""The pieces of a record on screen: a field, a group of fields, a text as recorded."""

import math

from PySide6.QtCore import Qt, Slot
from PySide6.QtGui import QTextBlockFormat, QTextCursor
from PySide6.QtWidgets import QFrame, QLabel, QSizePolicy, QTextEdit, QVBoxLayout, QWidget

from app.core.shapes.compact import compact_fields, compact_narratives
from app.core.shapes.sheets import FieldGroup, FieldLine, Narrative
from app.ui.kit.fields import reading_label
from app.ui.kit.flow import EqualGrid
from app.ui.kit.words import bare, column, label, rule, set_tone
from app.ui.theme import READING, Look

_BORDER = 2
NOTHING = "Nothing was recorded."
BLANK = "Not recorded"
"""Under this name a group gathers, in one line, the fields that the record leaves blank."""


class ReadingColumn(QTextEdit):
    """Text as recorded, set for reading: larger, open lines, as tall as it needs; the page scrolls, not the box."""

    def __init__(self, look: Look, narrative: Narrative) -> None:
        super().__init__()
        self._look, self._narrative = look, narrative
        self.setReadOnly(True)
        self.setProperty("reading", True)
        self.setTabChangesFocus(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAccessibleName(f"{narrative.label}, as recorded")
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._fill()
        look.changed.connect(self._fill)
        self.document().documentLayout().documentSizeChanged.connect(self._fit)

    @Slot()
    def _fill(self) -> None:
        font = self._look.font(READING)
        self.setFont(font)
        self.document().setDefaultFont(font)
        self.document().setDocumentMargin(self._look.em(0.85))
        self.setMaximumWidth(self._look.em(44))
        self.setPlainText(self._narrative.text.strip() or NOTHING)
        spacing = QTextBlockFormat()
        spacing.setLineHeight(140, QTextBlockFormat.LineHeightTypes.ProportionalHeight.value)
        spacing.setBottomMargin(self._look.em(0.5))
        cursor = QTextCursor(self.document())
        cursor.select(QTextCursor.SelectionType.Document)
        cursor.mergeBlockFormat(spacing)
        self._fit()

    @Slot()
    def _fit(self) -> None:
        self.setFixedHeight(max(self._look.em(2.6), math.ceil(self.document().size().height()) + 2 * _BORDER))


def title(words: str) -> QVBoxLayout:
    """A heading over a thin line; it wraps, so that a long one never makes its page wider than the window."""
    return column(label(words, "strong"), rule(), spacing=3)


def group_block(look: Look, group: FieldGroup, *, heading: bool = True) -> QVBoxLayout:
    """A heading, its fields in columns, and in one line those that say no and those left blank."""
    block = bare(QVBoxLayout(), 8)
    if heading and group.label:
        block.addLayout(title(group.label))
    grid = EqualGrid(spacing=12, most=3, cell=lambda: look.em(8.5), balanced=False)
    fields = compact_fields(group)
    for line in fields.told:
        grid.addWidget(FieldCell(line))
    if fields.told:
        block.addLayout(grid)
    gathered = [f"{name}: {', '.join(found)}" for name, found in (("No", fields.no), (BLANK, fields.blank)) if found]
    if gathered:
        block.addWidget(label("; ".join(gathered), "soft"))
    return block


class FieldCell(QWidget):
    """A field: its name small, its value below."""

    def __init__(self, line: FieldLine) -> None:
        super().__init__()
        name: QLabel = label(line.label, "small")
        value = reading_label(line.value, "value")
        value.setAccessibleName(f"{line.label}: {line.value or 'not recorded'}")
        lines = [name, value]
        if line.differ:
            differ = label(line.differ, "small")
            set_tone(differ, "warn")
            lines.append(differ)
        self.setLayout(column(*lines, None, spacing=1))


def narratives_block(look: Look, texts: tuple[Narrative, ...], *, first_is_main: bool = True) -> QVBoxLayout:
    """Each text under its heading, in its reading column; empty ones in a line, but the main one always in full."""
    shown, blank = compact_narratives(texts, first_is_main=first_is_main)
    block = bare(QVBoxLayout(), 12)
    for each in shown:
        block.addLayout(column(title(each.label), ReadingColumn(look, each), spacing=8))
    if blank:
        block.addWidget(label(f"{BLANK}: {', '.join(blank)}", "soft"))
    return block
