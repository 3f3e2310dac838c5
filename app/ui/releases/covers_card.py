"""Beside the text: what is covered, and what a volunteer will see of it, stage by stage."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QListWidget, QSizePolicy, QVBoxLayout, QWidget

from app.core.redaction.bars import bar
from app.core.redaction.spans import LIFTING, Kind, Span
from app.core.shapes.releases import CaseText, ReleaseStage
from app.ui.kit.flow import Flow
from app.ui.kit.words import Card, bare, button, clear_layout, column, label, rule
from app.ui.theme import Look

KIND_WORDS: dict[Kind, str] = {
    "NAME": "Name", "ADDRESS": "Address", "VEHICLE": "Vehicle", "PHONE": "Phone", "DATE_OF_BIRTH": "Date of birth",
    "REFERENCE": "Reference", "EMAIL": "E-mail", "WEB": "Web address", "DATE": "Date", "TIME": "Time of day",
    "AGE": "Age", "ETHNICITY": "Ethnicity", "OUTCOME": "Outcome", "OTHER": "Other",
}  # fmt: skip
_MOST_WORDS = 60


class CoverList(QListWidget):
    """The covers of a text in its order. Delete takes the marked one away, L changes when it lifts."""

    removal_pressed = Signal()
    lift_pressed = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Two keys of our own."""
        if event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self.removal_pressed.emit()
        elif event.key() == Qt.Key.Key_L:
            self.lift_pressed.emit()
        else:
            super().keyPressEvent(event)


class CoversCard(Card):
    """Covers above, what is seen below."""

    span_picked = Signal(object)
    removal_wanted = Signal(object)
    lift_wanted = Signal(object)

    def __init__(self, look: Look) -> None:
        super().__init__(padding=14, spacing=8)
        self._look = look
        self._spans: tuple[Span, ...] = ()
        self.none = label("Nothing is covered in this text.", "soft")
        self.list = CoverList()
        self.remove_button = button("Uncover (Del)", name="Uncover the marked words")
        self.lift_button = button("Lifts when (L)", name="Change the stage at which the marked cover lifts")
        self._seen: QVBoxLayout = bare(QVBoxLayout(), 6)
        self._build()
        self._connect()

    def _build(self) -> None:
        self.list.setAccessibleName("What is covered in this text")
        self.list.setWordWrap(True)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        acts = QWidget()
        acts_box = Flow(acts, spacing=6)
        acts_box.addWidget(self.remove_button)
        acts_box.addWidget(self.lift_button)
        self.box.addWidget(label("What is covered", "strong"))
        self.box.addWidget(self.none)
        self.box.addWidget(self.list)
        self.box.addWidget(acts)
        self.box.addWidget(rule())
        self.box.addWidget(label("What a volunteer will see", "strong"))
        self.box.addLayout(self._seen)
        self.box.addStretch(1)

    def _connect(self) -> None:
        self.list.currentRowChanged.connect(self._picked)
        self.list.itemActivated.connect(self._activated)
        self.list.removal_pressed.connect(self._remove)
        self.list.lift_pressed.connect(self._lift)
        self.remove_button.clicked.connect(self._remove)
        self.lift_button.clicked.connect(self._lift)
        self._look.changed.connect(self._fit)

    def show_text(
        self, text: CaseText, spans: Sequence[Span], stages: Sequence[ReleaseStage], marked: Span | None
    ) -> None:
        """Show the covers of a text, one of them marked, and what comes of them."""
        self._spans = tuple(spans)
        names = {stage.id: stage.label for stage in stages}
        self.list.blockSignals(True)
        self.list.clear()
        for span in spans:
            words = " ".join(text.text[span.start : span.end].split())
            cut = words if len(words) <= _MOST_WORDS else f"{words[: _MOST_WORDS - 1]}…"
            self.list.addItem(f"{KIND_WORDS[span.kind]}: “{cut}”, {_lift_words(span, names)}")
        self.list.setCurrentRow(spans.index(marked) if marked in spans else -1)
        self.list.blockSignals(False)
        self.list.setVisible(bool(spans))
        self.none.setVisible(not spans)
        self._show_buttons()
        self._fit()
        self._show_seen(text, spans, stages)

    @property
    def marked(self) -> Span | None:
        """The cover that is marked in the list."""
        at = self.list.currentRow()
        return self._spans[at] if 0 <= at < len(self._spans) else None

    def _show_seen(self, text: CaseText, spans: Sequence[Span], stages: Sequence[ReleaseStage]) -> None:
        clear_layout(self._seen)
        order = [stage.id for stage in stages]
        before = ""
        for at, stage in enumerate(stages):
            seen = bar(text.text, spans, order[: at + 1]) if at >= order.index(text.opens_at) else ""
            told = "Not shown yet." if not seen else "The same." if seen == before else seen
            words = label(told, "body" if told == seen else "soft")
            words.setAccessibleName(f"At the stage {stage.label}: {told}")
            self._seen.addLayout(column(label(f"{at + 1}  {stage.label}", "key"), words, spacing=2))
            before = seen

    def _show_buttons(self) -> None:
        marked = self.marked
        self.remove_button.setEnabled(marked is not None)
        self.lift_button.setEnabled(marked is not None and marked.kind in LIFTING)

    @Slot(int)
    def _picked(self, _row: int) -> None:
        self._show_buttons()

    @Slot()
    def _activated(self) -> None:
        if self.marked is not None:
            self.span_picked.emit(self.marked)

    @Slot()
    def _remove(self) -> None:
        if self.marked is not None:
            self.removal_wanted.emit(self.marked)

    @Slot()
    def _lift(self) -> None:
        if self.marked is not None:
            self.lift_wanted.emit(self.marked)

    @Slot()
    def _fit(self) -> None:
        lines = min(6, max(1, len(self._spans)))
        self.list.setFixedHeight(self._look.em(1.95) * lines + 6)


def _lift_words(span: Span, names: dict[str, str]) -> str:
    return f"shown from “{names.get(span.lifts_at, span.lifts_at)}” on" if span.lifts_at else "never shown"
