"""The record as it stands at this stage: its fields in plain words, its narrative in a column made for reading."""

import math

from PySide6.QtCore import Qt, Slot
from PySide6.QtGui import QTextBlockFormat, QTextCursor
from PySide6.QtWidgets import QFrame, QLabel, QScrollArea, QSizePolicy, QTextEdit, QVBoxLayout, QWidget

from app.core.shapes.sheets import FieldGroup, FieldLine, Narrative, Sheet, SheetStage, SheetState
from app.ui.kit.fields import reading_label
from app.ui.kit.flow import EqualGrid
from app.ui.kit.words import Card, bare, clear_layout, column, label, row, rule
from app.ui.theme import READING, Look

_BORDER = 2
NOTHING = "Nothing was recorded."
NOT_FOR_YOU = "The record is not shown to someone who has a part in the case."
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


class RecordCard(Card):
    """All that this stage shows of the case."""

    def __init__(self, look: Look) -> None:
        super().__init__(padding=0, spacing=0)
        self._look = look
        self._shown: tuple[object, ...] = ()
        self.reference = reading_label("", "large")
        self.place = label("", "small")
        self.headline = label("", "soft")
        self.scroller = QScrollArea()
        self.scroller.setWidgetResizable(True)
        self.scroller.setFrameShape(QFrame.Shape.NoFrame)
        self.scroller.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.scroller.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        inner = QWidget()
        inner.setProperty("bare", True)
        self._parts = QVBoxLayout(inner)
        self._parts.setContentsMargins(18, 4, 18, 18)
        self._parts.setSpacing(14)
        self.scroller.setWidget(inner)
        head = column(self.reference, self.headline, self.place, spacing=1)
        head.setContentsMargins(18, 14, 18, 8)
        self.box.addLayout(head)
        self.box.addWidget(self.scroller, 1)

    def show_sheet(self, sheet: Sheet, headline: str) -> None:
        """Show what is visible now; redrawn only when that has changed."""
        self.reference.setText(sheet.reference or f"Case {sheet.number}")
        code = f"  ·  case code {sheet.token[:12]}" if sheet.token else ""
        self.place.setText(f"Case {sheet.number} of {sheet.of}{code}")
        self.headline.setText(headline)
        self.headline.setVisible(bool(headline))
        visible = [stage for stage in sheet.stages if not stage.hidden]
        shown = (
            sheet.sheet_id,
            sheet.state is SheetState.CONFLICT,
            *((stage.id, stage.groups, stage.narratives) for stage in visible),
        )
        if shown == self._shown:
            return
        same_case = bool(self._shown) and self._shown[0] == sheet.sheet_id
        self._shown = shown
        clear_layout(self._parts)
        later = [stage for stage in visible[1:] if stage.groups or stage.narratives]
        for stage in reversed(later):
            self._add_stage(stage, later=True)
        if visible:
            self._add_stage(visible[0], later=False)
        if sheet.state is SheetState.CONFLICT:
            self._parts.addWidget(label(NOT_FOR_YOU, "soft"))
        self._parts.addStretch(1)
        self.scroller.verticalScrollBar().setValue(
            0 if not same_case or later else self.scroller.verticalScrollBar().value()
        )

    def turn(self, pages: int) -> None:
        """Read on, or back, by most of what is in view."""
        bar = self.scroller.verticalScrollBar()
        bar.setValue(bar.value() + round(pages * 0.85 * self.scroller.viewport().height()))

    def _add_stage(self, stage: SheetStage, *, later: bool) -> None:
        if later:
            self._parts.addWidget(_Revealed(self._look, stage))
            return
        for narrative in stage.narratives:
            self._parts.addLayout(narrative_block(self._look, narrative))
        for group in stage.groups:
            self._parts.addLayout(group_block(self._look, group))


class _Revealed(QFrame):
    """What a later stage lets be seen, set apart at the top so that nobody misses that it is new."""

    def __init__(self, look: Look, stage: SheetStage) -> None:
        super().__init__()
        self.setProperty("bar", "info")
        inner = bare(QVBoxLayout(self), 12)
        inner.setContentsMargins(14, 12, 14, 12)
        inner.addWidget(label(f"Now shown: {stage.label}", "strong"))
        for narrative in stage.narratives:
            inner.addLayout(narrative_block(look, narrative))
        for group in stage.groups:
            inner.addLayout(group_block(look, group, heading=group.label != stage.label))


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
        self.setLayout(column(name, value, None, spacing=1))


def narrative_block(look: Look, narrative: Narrative) -> QVBoxLayout:
    """A heading and the text in its reading column; what was not recorded is said plainly."""
    heading = row(label(narrative.label, "strong", wrap=False), rule(), stretch=1)
    return column(heading, ReadingColumn(look, narrative), spacing=8)
