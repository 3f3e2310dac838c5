"""One value for every row: what a team's own export leaves out because everyone knows it."""

from collections.abc import Sequence

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QComboBox, QLineEdit, QVBoxLayout, QWidget

from app.core.shapes.mappings import FieldChoice
from app.ui.kit.fields import combo, line_edit
from app.ui.kit.words import Card, bare, button, clear_layout, column, label, row
from app.ui.mapping.settling import Said

_OFTEN = ("lpu", "team")
"""Fields that a team's own export seldom has a column for: they are offered without being asked for."""


class ConstantsCard(Card):
    """Fields without a column, each with the value that every row gets."""

    given = Signal(str, str)
    """(field, value): "" takes it back."""

    def __init__(self) -> None:
        super().__init__(spacing=10)
        self.title = label("The same for every row", "strong")
        self.told = label("For what the file has no column for, because it is the same throughout.", "soft")
        self.values: dict[str, QComboBox | QLineEdit] = {}
        self.others = combo("Another field that is the same for every row")
        self.others.setPlaceholderText("Another field ...")
        self.add_button = button("&Add", name="Add a field that is the same for every row")
        self._asked: tuple[str, ...] = ()
        self._fields: dict[str, FieldChoice] = {}
        self._lines = bare(QVBoxLayout(), 8)
        self.box.addLayout(column(self.title, self.told, spacing=2))
        self.box.addLayout(self._lines)
        self.box.addLayout(row(self.others, self.add_button, spacing=8, stretch=0))
        self.add_button.clicked.connect(self._add)

    def reset(self) -> None:
        """Another file: forget what was asked for."""
        self._asked = ()

    def show_constants(self, fields: Sequence[FieldChoice], filled: set[str], said: Said) -> None:
        """Show the fields that no column fills and that have a value, or often need one."""
        self._fields = {field.id: field for field in fields}
        offered = [field for field in fields if field.id not in filled and not field.identity]
        wanted = {*_OFTEN, *said.constants, *self._asked}
        shown = [field for field in offered if field.id in wanted]
        if [field.id for field in shown] != list(self.values):
            self._build(shown)
        rest = [field for field in offered if field.id not in wanted]
        if [self.others.itemData(at) for at in range(self.others.count())] != [field.id for field in rest]:
            self.others.clear()
            for field in rest:
                self.others.addItem(field.label, field.id)
            self.others.setCurrentIndex(-1)
        for name, part in self.values.items():
            _show(part, said.constants.get(name, ""))

    def _build(self, shown: Sequence[FieldChoice]) -> None:
        clear_layout(self._lines)
        self.values = {}
        for field in shown:
            part: QWidget
            if field.meanings:
                part = self.values[field.id] = self._code_combo(field)
            else:
                part = self.values[field.id] = self._line(field)
            line = row(label(field.label), part, spacing=10)
            line.setStretch(0, 1)
            line.setStretch(1, 1)
            self._lines.addLayout(line)

    def _code_combo(self, field: FieldChoice) -> QComboBox:
        box = combo(f"{field.label}, for every row")
        box.addItem("Left blank", "")
        for code, words in field.meanings:
            box.addItem(words, code)
        box.currentIndexChanged.connect(lambda _at: self.given.emit(field.id, str(box.currentData())))
        return box

    def _line(self, field: FieldChoice) -> QLineEdit:
        edit = line_edit(placeholder="Left blank")
        edit.setAccessibleName(f"{field.label}, for every row")
        edit.textEdited.connect(lambda text: self.given.emit(field.id, text.strip()))
        return edit

    @Slot()
    def _add(self) -> None:
        name = str(self.others.currentData() or "")
        if name:
            self._asked = (*self._asked, name)
            self.given.emit(name, "")
            self.values[name].setFocus()


def _show(part: QComboBox | QLineEdit, value: str) -> None:
    part.blockSignals(True)
    if isinstance(part, QLineEdit):
        if part.text().strip() != value:
            part.setText(value)
    else:
        part.setCurrentIndex(max(0, part.findData(value)))
    part.blockSignals(False)
