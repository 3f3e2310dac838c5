"""Fifth: the cases come one by one, at the pace of whoever reads them out, though all were drawn at once."""

from collections.abc import Mapping
from dataclasses import dataclass

from PySide6.QtCore import QItemSelectionModel, QTimer, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHeaderView, QWidget

from app.core.shapes.draws import DrawView
from app.core.words import count_of
from app.ui.ceremony.stage import Stage, Step
from app.ui.kit.announce import announce
from app.ui.kit.flow import Flow
from app.ui.kit.table import Column, Table
from app.ui.kit.words import button, column, label

STEADY_MS = 1_600
_SHORT = 8
"""Signs of a case code and of a draw number that are shown: enough to tell them apart; the papers have all 64."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Shown:
    """A drawn case as the room may see it: no reference, no person, no group that would give it away."""

    name: str
    token: str
    ticket: str
    group: str


def short(code: str) -> str:
    """The first signs of a code, in two groups."""
    return f"{code[:4]} {code[4:_SHORT]}"


def shown_cases(draw: DrawView, groups: Mapping[str, str]) -> tuple[Shown, ...]:
    """The cases, then the reserves, in the order drawn; ``groups`` names the strata that may be named.

    Where there are several and none may be named they come by code, as they will be graded: the order drawn goes
    group by group.
    """
    cases, reserves = draw.cases, draw.reserves
    if not groups and len({case.stratum for case in cases}) > 1:
        cases, reserves = (sorted(lines, key=lambda case: case.token) for lines in (cases, reserves))
    named = [(f"Case {number}", case) for number, case in enumerate(cases, 1)]
    named += [(f"Reserve {number}", case) for number, case in enumerate(reserves, 1)]
    return tuple(
        Shown(name=name, token=short(case.token), ticket=short(case.ticket), group=groups.get(case.stratum, ""))
        for name, case in named
    )


_COLUMNS = (
    Column(title="", text=lambda case: case.name),
    Column(title="Draw number", text=lambda case: case.ticket),
    Column(title="Case code", text=lambda case: case.token),
    Column(title="Group", text=lambda case: case.group),
)
_GROUP = 3


class BigTable(Table):
    """A table whose rows follow the stage."""

    def __init__(self, stage: Stage) -> None:
        self._stage = stage
        super().__init__(stage.look, _COLUMNS, name="Cases drawn so far")

    @Slot()
    def _fit(self) -> None:
        head, side, unit = self.horizontalHeader(), self.verticalHeader(), self._stage.unit
        side.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        side.setMinimumSectionSize(round(unit * 1.7))
        side.setDefaultSectionSize(round(unit * 1.7))
        head.setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        self.setMinimumHeight(round(unit * 1.7 * 3))

    def fit(self) -> None:
        """The stage has another size."""
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The newest case stays in view."""
        super().resizeEvent(event)
        self.scrollTo(self.currentIndex())


class DrawnStep(Step):
    """The newest case large, all those before it below."""

    title = "The cases"

    def __init__(self, stage: Stage, *, still: bool) -> None:
        super().__init__()
        self._still = still
        self._cases: tuple[Shown, ...] = ()
        self._upto = 0
        self._drawn = 0
        self.name = label("", "giant", wrap=False)
        self.numbers = label("", "large", wrap=False)
        self.group = label("", "body", wrap=False)
        self.steady_button = button("")
        self.all_button = button("All at once   ( End )", name="Show them all at once. Press End")
        self.table = BigTable(stage)
        self._timer = QTimer(self)
        self._timer.setInterval(STEADY_MS)
        self._timer.timeout.connect(self.show_next)
        self.steady_button.clicked.connect(self.toggle_steady)
        self.all_button.clicked.connect(self.show_all)
        words = QWidget()
        words.setLayout(column(self.numbers, self.group, spacing=0))
        head = Flow(spacing=stage.px(1))
        for part in (self.name, words, self.steady_button, self.all_button):
            head.addWidget(part)
        why = (
            "A case code stands for a case, so that nobody is named here. In each group the lowest draw numbers come "
            "first; they follow from the list and the digits alone."
        )
        box = column(head, self.table, label(why, "small"), spacing=stage.px(0.5))
        box.setStretch(1, 1)
        self.setLayout(box)
        self._tell()

    @property
    def all_shown(self) -> bool:
        """Every case has come."""
        return self._upto >= len(self._cases)

    def show_draw(self, draw: DrawView, groups: Mapping[str, str]) -> None:
        """Start with the first case."""
        self._cases = shown_cases(draw, groups)
        self._drawn = len(draw.cases)
        self._upto = 0
        self.table.setColumnHidden(_GROUP, not any(case.group for case in self._cases))
        self.show_next()

    def forget(self) -> None:
        """Nothing is drawn."""
        self._cases, self._upto = (), 0
        self.table.show_rows(())
        self.stop()

    def begin(self) -> None:
        """Arrows move in the table; Enter and Space are the page's."""
        self.table.setFocus()

    def enter(self) -> None:
        """The next case, or go on."""
        if self.all_shown:
            self.stop()
            self.forward.emit()
        else:
            self.show_next()

    @Slot()
    def show_next(self) -> None:
        """One case more."""
        if self.all_shown:
            self.stop()
            return
        self._show(self._upto + 1)

    @Slot()
    def toggle_steady(self) -> None:
        """Let them come by themselves, or stop that; all at once for who wants nothing to move."""
        if self._still:
            self.show_all()
        elif self._timer.isActive():
            self.stop()
        else:
            self._timer.start()
            self.show_next()
            self._tell()

    @Slot()
    def show_all(self) -> None:
        """All that are still to come."""
        self._show(len(self._cases))
        self.stop()

    def stop(self) -> None:
        """Nothing comes by itself any more."""
        self._timer.stop()
        self._tell()

    def fit(self) -> None:
        """The stage has another size."""
        self.table.fit()

    def _show(self, upto: int) -> None:
        self._upto = min(upto, len(self._cases))
        self.table.show_rows(self._cases[: self._upto])
        if self._upto:
            index = self.table.model().index(self._upto - 1, 0)
            flags = QItemSelectionModel.SelectionFlag.ClearAndSelect | QItemSelectionModel.SelectionFlag.Rows
            self.table.selectionModel().setCurrentIndex(index, flags)
            self.table.scrollTo(index)
        self._tell()

    def _tell(self) -> None:
        if self._upto:
            case = self._cases[self._upto - 1]
            self.name.setText(case.name)
            self.numbers.setText(f"Draw number {case.ticket}")
            self.group.setText(f"Case code {case.token}" + (f", {case.group}" if case.group else ""))
            announce(self, f"{case.name}: draw number {case.ticket}, case code {case.token}")
        waiting = len(self._cases) - self._upto
        if self.all_shown and self._cases:
            self.name.setText(f"{count_of(self._drawn, 'case')} drawn")
            self.numbers.setText("")
            self.group.setText("")
        words = "Stop" if self._timer.isActive() else "Let them come"
        self.steady_button.setText(f"{words}   ( Space )")
        self.steady_button.setAccessibleName(f"{words}. Press Space")
        self.steady_button.setVisible(waiting > 0 and not self._still)
        self.all_button.setVisible(waiting > 0)
        self.act = "Go on" if not waiting else f"Next: {self._cases[self._upto].name.lower()}"
        self.changed.emit()
