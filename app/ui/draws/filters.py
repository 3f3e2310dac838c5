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

    def __init__(self, context: PageContext, kind: KindListing, begin: tuple[str, str] | None = None) -> None:
        """``begin``: the facet and the value that it begins with."""
        super().__init__()
        self._context, self._kind, self._begin = context, kind, begin
        self.facet = combo("Filter by")
        self.value = combo("Only")
        self.remove_button = button("Remove", kind="quiet", name="Remove this filter")
        for facet, name in kind.facets:
            self.facet.addItem(name, facet)
        if begin is not None:
            self.facet.setCurrentIndex(self.facet.findData(begin[0]))
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
        if self._begin is not None and self._begin[0] == self.facet.currentData():
            wanted, self._begin = self._begin[1], None
            if self.value.findData(wanted) < 0:  # never another value in its place
                self.value.addItem(f"{wanted} ({count_of(0, 'record')})", wanted)
            self.value.setCurrentIndex(self.value.findData(wanted))
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

    def begin_with(self, chosen: tuple[tuple[str, str], ...]) -> None:
        """Filters that are there already when somebody comes; those of a facet that the kind has not are left out."""
        for facet, value in chosen:
            if self._kind is not None and facet in dict(self._kind.facets):
                self._put(FilterRow(self._context, self._kind, (facet, value)))

    @Slot()
    def _add(self) -> None:
        if self._kind is not None:
            made = FilterRow(self._context, self._kind)
            self._put(made)
            made.facet.setFocus()

    def _put(self, made: FilterRow) -> None:
        made.changed.connect(self.changed)
        made.removed.connect(self._removed)
        self.rows.append(made)
        self._lines.addWidget(made)

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
