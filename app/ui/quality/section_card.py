"""One part of the page: its sentence, what is grave or worth knowing, its charts with their numbers, its tables."""

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.core.shapes.charts import BarChart, Grid, Head, table_of
from app.core.shapes.quality import Named, NamedCases, Section
from app.core.words import count_of
from app.ui.kit.announce import announce
from app.ui.kit.message_bar import note
from app.ui.kit.words import Card, bare, button, clear_layout, label, row
from app.ui.quality.chart import ChartView
from app.ui.quality.grid_table import FoldedGrid
from app.ui.theme import Look

_LONG = 14
"""Tables of more rows begin closed."""
_ASKS: dict[Named, str] = {
    "forms_missing": "Name the cases with too few forms",
    "forms_over": "Name the cases with too many forms",
    "conflicts": "Name the cases whose rows disagree",
    "links": "Name the records whose references lead nowhere",
    "video": "Name the records whose video is gone within 14 days",
    "times": "Name the records whose times do not fit together",
}


class SectionCard(Card):
    """A part of the page: waiting to be counted, counted, or not there because it does not apply."""

    named = Signal(str)
    """The person wants the cases of a finding by their references."""

    def __init__(self, look: Look, title: str) -> None:
        super().__init__(spacing=10)
        self._look = look
        self.title = label(title, "large")
        self.headline = label("", "value")
        self.asks: dict[str, QWidget] = {}
        self._body, self._cases = bare(QVBoxLayout(), 10), bare(QVBoxLayout(), 6)
        self.box.addWidget(self.title)
        self.box.addWidget(self.headline)
        self.box.addLayout(self._body)
        self.box.addLayout(self._cases)

    def show_waiting(self) -> None:
        """Nothing is known yet."""
        self._clear()
        self.headline.setText("Counting ...")
        self.headline.setEnabled(False)
        self.show()

    def show_section(self, section: Section) -> None:
        """Show what was counted; a part that does not apply to the kind is not there."""
        self._clear()
        self.setVisible(section.facts is not None)
        self.headline.setEnabled(True)
        self.headline.setText(section.headline)
        for sentence in section.grave:
            self._body.addWidget(note(self._look, "warn", sentence))
        for chart in section.charts:
            self._add_chart(chart)
        for sentence in section.notes:
            self._body.addWidget(label(sentence, "soft"))
        for grid in section.grids:
            self._body.addWidget(FoldedGrid(self._look, grid, is_open=len(grid.rows) <= _LONG))
        self._add_asks(section)

    def show_cases(self, found: NamedCases) -> None:
        """Show the cases of a finding by their references."""
        clear_layout(self._cases)
        total = count_of(found.total, "case")
        shown = (
            f"{total}." if found.total == len(found.cases) else f"{total}; the first {len(found.cases):,} are shown."
        )
        heads = (Head(title="Reference"), Head(title="What was found"))
        rows = tuple((case.reference, case.told) for case in found.cases)
        words = f"{shown} That you looked at them is in the record of use."
        self._cases.addWidget(label(words, "soft"))
        grid = Grid(title=_ASKS[found.what].removeprefix("Name the ").capitalize(), heads=heads, rows=rows)
        self._cases.addWidget(FoldedGrid(self._look, grid, is_open=True))
        announce(self, words)

    def _clear(self) -> None:
        clear_layout(self._body)
        clear_layout(self._cases)
        self.asks = {}

    def _add_chart(self, chart: BarChart) -> None:
        self._body.addWidget(FoldedGrid(self._look, table_of(chart), chart=ChartView(self._look, chart)))

    def _add_asks(self, section: Section) -> None:
        if not section.asks:
            return
        for what in section.asks:
            made = button(_ASKS[what])
            made.setObjectName(f"name:{what}")
            made.setAccessibleDescription("Looking at references is logged")
            made.clicked.connect(self._ask)
            self.asks[what] = made
            self._body.addLayout(row(made, None))
        self._body.addWidget(label("These lists show references. That you looked is logged.", "small"))

    @Slot()
    def _ask(self) -> None:
        name = self.sender().objectName() if self.sender() is not None else ""
        self.named.emit(name.removeprefix("name:"))
