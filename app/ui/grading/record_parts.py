"""The pieces of a record on screen: a field, a group of fields, a text as recorded."""

import math

from PySide6.QtCore import Qt, Slot
from PySide6.QtGui import QTextBlockFormat, QTextCursor
from PySide6.QtWidgets import QFrame, QLabel, QSizePolicy, QTextEdit, QVBoxLayout, QWidget

from app.core.shapes.sheets import FieldGroup, FieldLine, Narrative
from app.ui.kit.fields import reading_label
from app.ui.kit.flow import EqualGrid
from app.ui.kit.words import bare, column, label, row, rule, set_tone
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


def group_block(look: Look, group: FieldGroup, *, heading: bool = True) -> QVBoxLayout:
    """A heading and its fields in columns."""
    block = bare(QVBoxLayout(), 8)
    if heading and group.label:
        block.addLayout(row(label(group.label, "strong", wrap=False), rule(), stretch=1))
    grid = EqualGrid(spacing=12, most=3, cell=lambda: look.em(8.5), balanced=False)
    blank = [line.label for line in group.lines if not line.value]
    for line in group.lines:
        if line.value:
            grid.addWidget(FieldCell(line))
    block.addLayout(grid)
    if blank:
        block.addWidget(label(f"{BLANK}: {', '.join(blank)}", "small"))
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


def narrative_block(look: Look, narrative: Narrative) -> QVBoxLayout:
    """A heading and the text in its reading column; what was not recorded is said plainly."""
    heading = row(label(narrative.label, "strong", wrap=False), rule(), stretch=1)
    return column(heading, ReadingColumn(look, narrative), spacing=8)
