"""The imports made so far, and taking one of them back."""

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, Signal, Slot
from PySide6.QtWidgets import QWidget

from app.core.shapes.workspaces import ImportListing, KindListing
from app.core.words import count_of
from app.ui.imports.question_bar import QuestionBar
from app.ui.kit.moments import moment
from app.ui.kit.table import Column, Table
from app.ui.kit.words import button, column, label, row
from app.ui.theme import Look

_MOST = 6


class ImportsCard(QWidget):
    """A table with one button for the row that is chosen; the question stands below it."""

    undo_wanted = Signal(object)

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self._labels: dict[str, str] = {}
        self.held = label("", "soft")
        self.empty_line = label("No extract has been brought in yet. The first one starts above.", "soft")
        self.table = Table(look, self._columns(), name="Extracts brought in so far", most=_MOST)
        self.undo_button = button("Take this import back ...", name="Take the chosen import back")
        self.question = QuestionBar(look)
        heading = column(label("Brought in so far", "strong"), self.held, self.empty_line, spacing=3)
        self.setLayout(column(heading, self.table, self.question, row(self.undo_button, None), spacing=8))
        self.table.selectionModel().currentRowChanged.connect(self._fit_button)
        self.table.shapes.modelReset.connect(self._fit_button)
        self.undo_button.clicked.connect(self._ask)
        look.changed.connect(self._fit)
        self.table.horizontalScrollBar().rangeChanged.connect(self._fit)
        self._fit()

    def show_imports(self, imports: Sequence[ImportListing], kinds: Sequence[KindListing], held: str) -> None:
        """Show these from now on."""
        self._labels = {kind.kind: kind.label for kind in kinds}
        self.table.show_rows(imports)
        if imports:
            self.table.selectRow(0)
        for part in (self.table, self.undo_button):
            part.setVisible(bool(imports))
        self.empty_line.setVisible(not imports)
        self.held.setText(held)
        self.held.setVisible(bool(held))
        self._fit_button()

    @property
    def chosen(self) -> ImportListing | None:
        """The import that is chosen in the table."""
        at = self.table.currentIndex().row()
        return self.table.shapes.rows[at] if 0 <= at < len(self.table.shapes.rows) else None

    def _columns(self) -> tuple[Column, ...]:
        return (
            Column(title="File", text=_name),
            Column(title="What it holds", text=lambda one: self._labels.get(one.kind) or str(one.kind), ems=9),
            Column(title="Read as", text=lambda one: one.layout or "", ems=10),
            Column(title="Brought in", text=lambda one: moment(one.imported_at), ems=11.5),
            Column(title="Stored", text=_stored, ems=7, number=True),
            Column(title="", text=_state, ems=8),
        )

    @Slot()
    @Slot(QModelIndex, QModelIndex)
    def _fit_button(self, *_index: object) -> None:
        chosen = self.chosen
        self.undo_button.setEnabled(chosen is not None and not chosen.undone_at)

    @Slot()
    def _ask(self) -> None:
        chosen = self.chosen
        if chosen is None:
            return
        self.question.ask(
            f"Take {_name(chosen)} back?",
            f"Its {count_of(chosen.stored, 'row')} leave the records and its words are erased. That it was brought in "
            "and taken back stays in the record of use.",
            [("Yes, take it back", lambda: self.undo_wanted.emit(chosen))],
            "No, keep it",
        )

    @Slot()
    def _fit(self) -> None:
        head, bar = self.table.horizontalHeader(), self.table.horizontalScrollBar()
        head.setMinimumSectionSize(self._look.em(6))
        rows = max(1, min(_MOST, self.table.shapes.rowCount()))
        room = bar.sizeHint().height() if bar.maximum() else 0
        self.table.setFixedHeight(self._look.em(1.7) * rows + head.sizeHint().height() + 6 + room)


def _name(one: ImportListing) -> str:
    return one.file_name or "(name erased)"


def _stored(one: ImportListing) -> str:
    return f"{one.stored:,} of {one.stored + one.rejected:,}"


def _state(one: ImportListing) -> str:
    return f"Taken back {moment(one.undone_at)}" if one.undone_at else ""
