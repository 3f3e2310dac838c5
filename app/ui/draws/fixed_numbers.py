"""Numbers of one's own: how many are drawn of each group."""

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QSpinBox, QVBoxLayout, QWidget

from app.core.shapes.draws import StratumLine
from app.core.words import count_of
from app.ui.kit.fields import number_edit
from app.ui.kit.words import bare, clear_layout, label, row


class FixedNumbers(QWidget):
    """A number a group; one that nobody touched follows the number for every group."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._names: tuple[str, ...] = ()
        self._chosen: dict[str, int] = {}
        self.edits: dict[str, QSpinBox] = {}
        self._lines = bare(QVBoxLayout(self), 4)

    @property
    def chosen(self) -> tuple[tuple[str, int], ...]:
        """The groups that were given a number, as a choice of a list names them."""
        return tuple((name.replace(" / ", ","), number) for name, number in self._chosen.items())

    def show_strata(self, strata: tuple[StratumLine, ...]) -> None:
        """The groups of the list. Those taken whole by a rule ask for no number."""
        lines = [line for line in strata if not line.name.startswith("All of:")]
        names = tuple(line.name for line in lines)
        if names == self._names:
            return
        self._names = names
        self._chosen = {name: number for name, number in self._chosen.items() if name in names}
        self.edits.clear()
        clear_layout(self._lines)
        for line in lines:
            self._lines.addLayout(self._line(line))

    def _line(self, line: StratumLine) -> QVBoxLayout:
        edit = number_edit(f"How many of {line.name}", self._chosen.get(line.name, line.size), least=0)
        edit.setMaximum(max(1, line.cases))
        edit.valueChanged.connect(partial(self._changed, line.name))
        self.edits[line.name] = edit
        words = row(label(line.name), label(f"of {count_of(line.cases, 'case')}", "small", wrap=False), edit, stretch=0)
        made = bare(QVBoxLayout())
        made.addLayout(words)
        return made

    def _changed(self, name: str, number: int) -> None:
        self._chosen[name] = number
        self.changed.emit()
