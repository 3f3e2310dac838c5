"""The form for one record: its fields in groups, short ones side by side where there is room."""

from collections.abc import Iterator, Mapping

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QApplication, QSizePolicy, QWidget

from app.core.shapes.by_hand import RecordCheck, RecordForm, TypedField, TypedGroup
from app.ui.by_hand.field_view import FieldView
from app.ui.context import PageContext
from app.ui.kit.flow import EqualGrid
from app.ui.kit.words import Card, column, label
from app.ui.theme import Look

_WIDE = ("narrative", "codes")
_CELL_EMS = 21
_IDENTITY = "Kept only so that these words can be covered in the texts. Nobody is shown them, here or anywhere."
_IDENTITY_AGAIN = " So they do not stand here: what is left blank is not kept with the new version."


class RecordFormView(QWidget):
    """A form and what is typed in it. It stays while the page does: a draft is not lost by going elsewhere."""

    edited = Signal()

    def __init__(self, context: PageContext, form: RecordForm) -> None:
        super().__init__()
        self.form = form
        self.amends = ""
        """The reference of the record that is changed; "" for a new one."""
        self._began: dict[str, str] = {}
        self.fields: dict[str, FieldView] = {}
        self._identity_note = label(_IDENTITY, "soft")
        self.setLayout(column(*(self._card(context.look, group) for group in form.groups), spacing=14))

    @property
    def texts(self) -> dict[str, str]:
        """What is typed, by field; blanks left out."""
        return {name: text for name, view in self.fields.items() if (text := view.typed.strip())}

    @property
    def changed(self) -> bool:
        """Whether anything is typed that is not kept."""
        return self.texts != self._began

    def begin(self, texts: Mapping[str, str], amends: str = "") -> None:
        """Start from these texts: none for a new record, a typed record's to change it."""
        self.amends = amends
        self._identity_note.setText(_IDENTITY + (_IDENTITY_AGAIN if amends else ""))
        for name, view in self.fields.items():
            view.control.show_typed(texts.get(name, ""))
            view.show_problem("")
            view.show_reading("")
        self._began = self.texts

    def show_check(self, check: RecordCheck, *, all_of_it: bool) -> None:
        """Say beside each field how it is read and what is wrong; what is missing only once saving was tried."""
        for name, view in self.fields.items():
            reason = check.problems.get(name, "") if all_of_it or view.typed.strip() else ""
            view.show_reading("" if reason else check.readings.get(name, ""))
            view.show_problem(f"This {reason}." if reason else "")

    def focused(self) -> FieldView | None:
        """The field that has the keyboard."""
        widget = QApplication.focusWidget()
        while widget is not None and not isinstance(widget, FieldView):
            widget = widget.parentWidget()
        return widget

    def go_to(self, field_id: str) -> None:
        """Go to a field."""
        self.fields[field_id].begin()

    # ---------------------------------------------------------------- building
    def _card(self, look: Look, group: TypedGroup) -> Card:
        card = Card(spacing=16)
        card.box.addWidget(label(group.label, "large"))
        if all(field.identity for field in group.fields):
            card.box.addWidget(self._identity_note)
        for run in _runs(group):
            views = [self._view(look, field) for field in run]
            card.box.addWidget(views[0] if run[0].type in _WIDE else _Side(look, views))
        return card

    def _view(self, look: Look, field: TypedField) -> FieldView:
        made = self.fields[field.id] = FieldView(look, field)
        made.setObjectName(f"field:{field.id}")
        made.control.edited.connect(self.edited)
        return made


class _Side(QWidget):
    """Short fields in two columns, or one where it is narrow."""

    def __init__(self, look: Look, views: list[FieldView]) -> None:
        super().__init__()
        self._grid = EqualGrid(self, spacing=18, most=2, cell=lambda: look.em(_CELL_EMS), balanced=False)
        for view in views:
            self._grid.addWidget(view)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def hasHeightForWidth(self) -> bool:
        """Columns follow the width, so the height depends on it."""
        return True

    def heightForWidth(self, width: int) -> int:
        """The height that the fields need at this width."""
        return self._grid.heightForWidth(width)


def _runs(group: TypedGroup) -> Iterator[list[TypedField]]:
    """The fields of a group, short ones together and long ones alone."""
    run: list[TypedField] = []
    for field in group.fields:
        if field.type in _WIDE:
            if run:
                yield run
            yield [field]
            run = []
        else:
            run.append(field)
    if run:
        yield run
