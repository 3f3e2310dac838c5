"""Filters of a list: a facet and one of the values that the records really have."""

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.core.shapes.workspaces import KindListing
from app.core.words import count_of
from app.ui.context import PageContext
from app.ui.kit.fields import combo
from app.ui.kit.words import bare, button, row

Values = tuple[tuple[str, str, int], ...]


class FilterRow(QWidget):
    """One filter."""

    changed = Signal()
    removed = Signal()

    def __init__(self, context: PageContext, kind: KindListing) -> None:
        super().__init__()
        self._context, self._kind = context, kind
        self.facet = combo("Filter by")
        self.value = combo("Only")
        self.remove_button = button("Remove", kind="quiet", name="Remove this filter")
        for facet, name in kind.facets:
            self.facet.addItem(name, facet)
        self.setLayout(row(self.facet, self.value, self.remove_button, spacing=8))
        self.facet.currentIndexChanged.connect(self._read_values)
        self.value.currentIndexChanged.connect(self.changed)
        self.remove_button.clicked.connect(self.removed)
        self._read_values()

    @property
    def chosen(self) -> tuple[str, str] | None:
        """The facet and the value, once there is one."""
        if self.value.currentIndex() < 0:
            return None
        return str(self.facet.currentData()), str(self.value.currentData())

    @Slot()
    def _read_values(self) -> None:
        services, ws = self._context.services, self._context.desk.workspace
        kind, facet = self._kind.kind, str(self.facet.currentData())
        self.value.setEnabled(False)

        def then(values: Values) -> None:
            if facet == self.facet.currentData():
                self._show_values(values)

        self._context.tasks.run(lambda: services.list_values(ws, kind=kind, facet=facet), then=then)

    def _show_values(self, values: Values) -> None:
        self.value.clear()
        for code, name, records in values:
            self.value.addItem(f"{name or 'Not recorded'} ({count_of(records, 'record')})", code)
        self.value.setEnabled(True)


class Filters(QWidget):
    """Any number of them; all must fit, and two of one facet mean either value."""

    changed = Signal()

    def __init__(self, context: PageContext, *, add: str = "Add a filter") -> None:
        super().__init__()
        self._context = context
        self._kind: KindListing | None = None
        self.rows: list[FilterRow] = []
        self.add_button = button(add)
        self.add_button.clicked.connect(self._add)
        self._lines = bare(QVBoxLayout(), 6)
        whole = bare(QVBoxLayout(self), 6)
        whole.addLayout(self._lines)
        whole.addWidget(self.add_button, 0, Qt.AlignmentFlag.AlignLeft)

    @property
    def chosen(self) -> tuple[tuple[str, str], ...]:
        """All filters that have a value."""
        return tuple(each.chosen for each in self.rows if each.chosen is not None)

    def show_kind(self, kind: KindListing | None) -> None:
        """Start afresh for a kind."""
        self._kind = kind
        for each in list(self.rows):
            self._drop(each)
        self.add_button.setEnabled(kind is not None and bool(kind.facets))

    @Slot()
    def _add(self) -> None:
        if self._kind is None:
            return
        made = FilterRow(self._context, self._kind)
        made.changed.connect(self.changed)
        made.removed.connect(self._removed)
        self.rows.append(made)
        self._lines.addWidget(made)
        made.facet.setFocus()

    @Slot()
    def _removed(self) -> None:
        each = self.sender()
        if isinstance(each, FilterRow):
            self._drop(each)
            self.add_button.setFocus()
            self.changed.emit()

    def _drop(self, each: FilterRow) -> None:
        self.rows.remove(each)
        self._lines.removeWidget(each)
        each.hide()
        each.deleteLater()
