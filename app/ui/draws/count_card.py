"""How long the list would be, step by step, and how a sample of it would be spread. Never which cases."""

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from app.core.shapes.draws import FrameCount, FunnelStep
from app.core.words import count_of
from app.ui.kit.message_bar import note
from app.ui.kit.table import Column, Table
from app.ui.kit.words import Card, bare, clear_layout, column, label, row
from app.ui.theme import Look

_GROUP = Column(title="Group", text=lambda line: line.name)
_STANDS = Column(title="Each stands for", text=lambda line: line.weight, ems=7.5, number=True)
_NUMBERS = (
    Column(title="On list", text=lambda line: f"{line.cases:,}", ems=4, number=True),
    Column(title="Drawn", text=lambda line: f"{line.size:,}", ems=4, number=True),
    Column(title="Reserve", text=lambda line: f"{line.reserves:,}", ems=4.5, number=True),
)
STRATA_COLUMNS = (_GROUP, *_NUMBERS, _STANDS)


class Bar(QWidget):
    """What is left after a step, as a bar beside its number."""

    def __init__(self, look: Look, share: float) -> None:
        super().__init__()
        self._look, self._share = look, share
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """The size it would like."""
        return QSize(self._look.em(6), self._look.em(0.55))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint with the colours of the theme in force."""
        painter, look = QPainter(self), self._look
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        area = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        painter.setPen(QPen(look.color("line"), 1))
        painter.setBrush(look.color("sunk"))
        painter.drawRoundedRect(area, 3, 3)
        if self._share > 0:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(look.color("accent"))
            painter.drawRoundedRect(
                QRectF(area.left(), area.top(), max(4.0, area.width() * self._share), area.height()), 3, 3
            )
        painter.end()


class Funnel(QWidget):
    """From all records to the list: each step and what it left."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self._lines = bare(QVBoxLayout(self), 8)

    def show_steps(self, steps: Sequence[FunnelStep]) -> None:
        """Show these."""
        clear_layout(self._lines)
        whole = max((step.count for step in steps), default=0)
        for step in steps:
            number = label(f"{step.count:,}", "value", wrap=False)
            words = row(label(step.step[:1].upper() + step.step[1:]), number, stretch=0)
            self._lines.addLayout(column(words, Bar(self._look, step.count / whole if whole else 0), spacing=2))


class CountCard(Card):
    """The live count beside the form."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self.total = label("", "large", wrap=False)
        self.words = label("", "soft")
        self.funnel = Funnel(look)
        self.strata = Table(look, (_GROUP, *_NUMBERS), name="Groups of the list", most=8)
        self._warning = bare(QVBoxLayout())
        self.box.addLayout(column(label("How long the list is", "strong"), self.total, self.words, spacing=2))
        self.box.addWidget(self.funnel)
        self.box.addWidget(self.strata)
        self.box.addLayout(self._warning)
        self.box.addStretch(1)
        self.show_nothing("Choose a kind and a period.")

    def show_nothing(self, why: str) -> None:
        """There is no count to show."""
        self.total.setText("–")
        self.words.setText(why)
        self.strata.hide()
        self.funnel.hide()
        clear_layout(self._warning)

    def show_count(self, count: FrameCount, size: int) -> None:
        """Show how long the list would be."""
        self.total.setText(count_of(count.cases, "case"))
        self.words.setText(spread_words(count, size))
        self.funnel.show()
        self.funnel.show_steps(count.funnel)
        self.strata.setVisible(len(count.strata) > 1)
        self.strata.show_rows(count.strata)
        clear_layout(self._warning)
        if count.refusal:
            self._warning.addWidget(note(self._look, "bad", count.refusal))
        for sentence in count.advice:
            self._warning.addWidget(note(self._look, "warn", sentence))
        if count.small_strata:
            self._warning.addWidget(note(self._look, "warn", small_words(count.small_strata)))


def spread_words(count: FrameCount, size: int) -> str:
    """What a sample of that size is of this list."""
    if not count.cases:
        return "Nothing fits. Widen the period, or take a filter away."
    if size > count.cases:
        return f"That is fewer than the {size:,} you want to draw."
    if count.whole:
        return "All of them will be reviewed: nobody chooses, no dice are needed."
    if len(count.strata) < 2:
        return f"{size:,} of them will be drawn, each with the same chance."
    return f"{sum(line.size for line in count.strata):,} of them will be drawn, by group."


def small_words(names: Sequence[str]) -> str:
    """Groups so small that a person in them might be recognised."""
    listed = ", ".join(name or "not recorded" for name in names)
    return f"Very small groups (1 to 4 cases): {listed}. Someone in them could be recognised."
