"""A table of texts that can be put away: closed when it is long, so that a page stays a page."""

from collections.abc import Callable
from textwrap import fill
from typing import Any

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.core.shapes.charts import Grid
from app.core.words import count_of
from app.ui.kit.table import Column, Table
from app.ui.kit.words import bare, button, label, row
from app.ui.theme import Look

_HEAD = 17
"""Letters a line of a column's heading."""
_LETTER = 0.43
"""Of an em: a letter, on the average."""
_MOST_EMS = 24.0


class FoldedGrid(QWidget):
    """A heading with a button that shows and hides a table; or a chart, whose numbers the table holds."""

    def __init__(self, look: Look, grid: Grid, *, chart: QWidget | None = None, is_open: bool = False) -> None:
        super().__init__()
        self._grid, self._chart = grid, chart
        self.table = grid_table(look, grid)
        self.fold_button = button("", kind="quiet")
        self.fold_button.setCheckable(True)
        title = label(chart.accessibleName() if chart else grid.title, "strong")
        box = bare(QVBoxLayout(self), 4)
        box.addLayout(row(title, self.fold_button, stretch=0))
        if chart is not None:
            box.addWidget(chart)
        box.addWidget(self.table)
        self.fold_button.toggled.connect(self._fold)
        self.fold_button.setChecked(is_open)
        self._fold(is_open)

    @Slot(bool)
    def _fold(self, is_open: bool) -> None:
        self.table.setVisible(is_open)
        what = "the numbers" if self._chart is not None else count_of(len(self._grid.rows), "row")
        self.fold_button.setText(f"{'Hide' if is_open else 'Show'} {what}")
        self.fold_button.setAccessibleName(f"{self.fold_button.text()}: {self._grid.title}")


def grid_table(look: Look, grid: Grid, most: int = 14) -> Table:
    """A table of texts, its columns as wide as their words."""
    columns = []
    for number, head in enumerate(grid.heads):
        cells = [len(texts[number]) for texts in grid.rows]
        letters = max([*cells, *(len(word) for word in fill(head.title, _HEAD).splitlines())])
        ems = min(_MOST_EMS, letters * _LETTER + 1.4)
        columns.append(
            Column(
                title=fill(head.title, _HEAD),
                text=_cell(number),
                ems=0 if number == 0 else ems,
                number=head.number,
            )
        )
    table = Table(look, columns, name=grid.title, most=most)
    table.show_rows(grid.rows)
    return table


def _cell(number: int) -> Callable[[Any], str]:
    return lambda texts: texts[number]
