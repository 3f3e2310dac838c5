"""The record as it stands at this stage: its fields in plain words, its narrative in a column made for reading."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from app.core.shapes.sheets import Sheet, SheetStage, SheetState
from app.ui.grading.record_parts import group_block, narratives_block
from app.ui.grading.row_blocks import later_block, part_block, row_block
from app.ui.kit.fields import reading_label
from app.ui.kit.words import Card, bare, clear_layout, column, label
from app.ui.theme import Look

NOT_FOR_YOU = "The record is not shown to someone who has a part in the case."
_NOT_SHOWN = {SheetState.CONFLICT: NOT_FOR_YOU, SheetState.PASSED: "You passed this case: its record is not shown."}


class RecordCard(Card):
    """All that this stage shows of the case."""

    def __init__(self, look: Look) -> None:
        super().__init__(padding=0, spacing=0)
        self._look = look
        self._shown: tuple[object, ...] = ()
        self._tight = False
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
        self._page = bare(QVBoxLayout(inner), 0)
        self._parts = QVBoxLayout()
        self._parts.setContentsMargins(18, 4, 18, 18)
        self._parts.setSpacing(14)
        self._page.addLayout(self._parts, 1)
        self.scroller.setWidget(inner)
        head = column(self.reference, self.headline, self.place, spacing=1)
        self.head = QWidget()
        self.head.setProperty("bare", True)
        self.head.setLayout(head)
        self.box.addWidget(self.head)
        self.box.addWidget(self.scroller, 1)

    def show_sheet(self, sheet: Sheet, headline: str) -> None:
        """Show what is visible now; redrawn only when that has changed."""
        self.reference.setText(sheet.reference or f"Case {sheet.number}")
        code = f"  ·  case code {sheet.token[:12]}" if sheet.token else ""
        self.place.setText(f"Case {sheet.number} of {sheet.of}{code}")
        self.headline.setText(headline)
        self.headline.setVisible(bool(headline))
        self._fit_head()
        visible = [stage for stage in sheet.stages if not stage.hidden]
        shown = (
            sheet.sheet_id,
            sheet.state in _NOT_SHOWN,
            *((stage.id, stage.groups, stage.narratives, stage.rows) for stage in visible),
        )
        if shown == self._shown:
            return
        same_case = bool(self._shown) and self._shown[0] == sheet.sheet_id
        self._shown = shown
        clear_layout(self._parts)
        later = [stage for stage in visible[1:] if _shows_anything(stage)]
        for stage in reversed(later):
            self._add_stage(stage, later=True)
        if visible:
            self._add_stage(visible[0], later=False)
        if sheet.state in _NOT_SHOWN:
            self._parts.addWidget(label(_NOT_SHOWN[sheet.state], "soft"))
        self._parts.addStretch(1)
        self.scroller.verticalScrollBar().setValue(
            0 if not same_case or later else self.scroller.verticalScrollBar().value()
        )

    def fit(self, *, tight: bool) -> None:
        """Where there is little room, the head is small and scrolls with the record."""
        self._tight = tight
        self._fit_head()
        if tight is not (self.head.parent() is not self):
            (self._page if tight else self.box).insertWidget(0, self.head)

    def _fit_head(self) -> None:
        """Without a reference the title says no more than the line with the case code: one of them is enough then."""
        self.reference.setVisible(not (self._tight and self.place.text().startswith(f"{self.reference.text()} ")))
        self.head.setContentsMargins(18, *((4, 18, 2) if self._tight else (14, 18, 8)))

    def turn(self, pages: int) -> None:
        """Read on, or back, by most of what is in view."""
        bar = self.scroller.verticalScrollBar()
        bar.setValue(bar.value() + round(pages * 0.85 * self.scroller.viewport().height()))

    def _add_stage(self, stage: SheetStage, *, later: bool) -> None:
        if later:
            self._parts.addWidget(_Revealed(self._look, stage))
            return
        if stage.narratives:
            self._parts.addLayout(narratives_block(self._look, stage.narratives))
        for group in stage.groups:
            self._parts.addLayout(group_block(self._look, group))
        for sentence in filter(None, (stage.rows.typed, stage.rows.counts_under)):
            self._parts.addWidget(label(sentence, "small"))
        add_rows(self._parts, self._look, stage)


class _Revealed(QFrame):
    """What a later stage lets be seen, set apart at the top so that nobody misses that it is new."""

    def __init__(self, look: Look, stage: SheetStage) -> None:
        super().__init__()
        self.setProperty("bar", "info")
        inner = bare(QVBoxLayout(self), 12)
        inner.setContentsMargins(14, 12, 14, 12)
        inner.addWidget(label(f"Now shown: {stage.label}", "strong"))
        if stage.narratives:
            inner.addLayout(narratives_block(look, stage.narratives, first_is_main=False))
        for group in stage.groups:
            inner.addLayout(group_block(look, group, heading=group.label != stage.label))
        add_rows(inner, look, stage)


def add_rows(box: QVBoxLayout, look: Look, stage: SheetStage) -> None:
    """Every row of the case, and what came after the seal, below what the case shows once."""
    for block in stage.rows.rows:
        box.addWidget(row_block(look, block))
    for part in stage.rows.parts:
        box.addLayout(part_block(look, part))
    for later in stage.rows.later:
        box.addWidget(later_block(look, later))


def _shows_anything(stage: SheetStage) -> bool:
    rows = stage.rows
    return bool(stage.groups or stage.narratives or rows.rows or rows.parts or rows.later)
