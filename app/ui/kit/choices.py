"""A set of answers of which one can be chosen, in neat equal columns."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.ui.kit.flow import EqualGrid
from app.ui.kit.segment import Segment
from app.ui.theme import Look

GRID_GAP = 6


@dataclass(frozen=True, kw_only=True, slots=True)
class Option:
    """One answer of a set: its code, its key, its words, its tone and a longer explanation."""

    code: str
    key: str
    label: str
    tone: str = "accent"
    help: str = ""


class Choices(QWidget):
    """Radio buttons that look like keys. One tab stop; Left and Right go along; a click or Space chooses."""

    chosen = Signal(str)

    def __init__(self, look: Look, options: Sequence[Option], *, name: str, most: int = 4) -> None:
        super().__init__()
        self._look = look
        self._showing = False
        self._codes: list[str] = []
        self.segments: list[Segment] = []
        self._grid = EqualGrid(self, spacing=GRID_GAP, most=most)
        for option in options:
            self._add(option, name)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.setAccessibleName(name)
        self._set_tab_stop()

    @property
    def value(self) -> str:
        """The code chosen, or nothing."""
        pairs = zip(self._codes, self.segments, strict=True)
        return next((code for code, segment in pairs if segment.isChecked()), "")

    def show_value(self, code: str) -> None:
        """Show what is chosen, without telling anyone."""
        self._showing = True
        for own, segment in zip(self._codes, self.segments, strict=True):
            segment.setAutoExclusive(False)  # else the chosen one could not be cleared
            segment.setChecked(own == code)
        for segment in self.segments:
            segment.setAutoExclusive(True)
        self._showing = False
        self._set_tab_stop()

    def choose(self, code: str) -> None:
        """Choose as if by hand."""
        self.show_value(code)
        self.chosen.emit(code)

    def hasHeightForWidth(self) -> bool:
        """Words wrap, so the height depends on the width."""
        return True

    def heightForWidth(self, width: int) -> int:
        """The height that its words need at this width."""
        return self._grid.heightForWidth(width)

    def make_segment(self, option: Option) -> Segment:
        """The radio button of one answer."""
        return Segment(self._look, key=option.key, text=option.label, tone=option.tone, parent=self)

    def _add(self, option: Option, name: str) -> None:
        segment = self.make_segment(option)
        segment.setObjectName(f"{name}:{option.code}")
        if option.help:
            segment.setToolTip(option.help)
        segment.clicked.connect(self._clicked)
        segment.toggled.connect(self._toggled)
        segment.stepped.connect(self._step)
        self._codes.append(option.code)
        self.segments.append(segment)
        self._grid.addWidget(segment)

    @Slot()
    def _clicked(self) -> None:
        segment = self.sender()
        if isinstance(segment, Segment):
            self.choose(self._codes[self.segments.index(segment)])

    @Slot(bool)
    def _toggled(self, checked: bool) -> None:
        """A screen reader chose it: that toggles without a click."""
        segment = self.sender()
        if checked and not self._showing and isinstance(segment, Segment) and not segment.by_hand:
            self.choose(self._codes[self.segments.index(segment)])

    @Slot(int)
    def _step(self, step: int) -> None:
        segment = self.sender()
        if isinstance(segment, Segment):
            self.segments[(self.segments.index(segment) + step) % len(self.segments)].setFocus()

    def _set_tab_stop(self) -> None:
        """One tab stop for the set: the chosen answer, else the first."""
        stop = next((segment for segment in self.segments if segment.isChecked()), None)
        for number, segment in enumerate(self.segments):
            mine = segment is stop if stop is not None else number == 0
            segment.setFocusPolicy(Qt.FocusPolicy.StrongFocus if mine else Qt.FocusPolicy.ClickFocus)
