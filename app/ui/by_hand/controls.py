"""The controls of a typed field: each gives and takes the field's text, and says when a person changed it."""

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt, Signal, Slot
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QComboBox, QCompleter, QLineEdit, QListView, QPlainTextEdit, QSizePolicy, QWidget

from app.core.schemes.spec import LIST
from app.core.shapes.by_hand import TypedField
from app.ui.kit.choices import Choices, Option
from app.ui.kit.fields import Tick
from app.ui.kit.flow import EqualGrid
from app.ui.theme import Look

_LINES_EMS = 5.4
_TICK_EMS = 15
_MOST_SHOWN = 12
_BLANK = "Not recorded"
_WORKED_OUT = "Work it out"


class LineControl(QLineEdit):
    """A reference, a name, a number, a time."""

    edited = Signal()

    def __init__(self, field: TypedField) -> None:
        super().__init__()
        self.setPlaceholderText(_EXAMPLES.get(field.type, ""))
        self.textEdited.connect(self.edited)

    def typed(self) -> str:
        """The text."""
        return self.text()

    def show_typed(self, text: str) -> None:
        """Show a text."""
        self.setText(text)

    def first(self) -> QWidget:
        """Itself."""
        return self


class TextControl(QPlainTextEdit):
    """A long text. Tab goes on to the next field."""

    edited = Signal()

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self.setTabChangesFocus(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.textChanged.connect(self.edited)
        look.changed.connect(self._fit)
        self._fit()

    def typed(self) -> str:
        """The text."""
        return self.toPlainText()

    def show_typed(self, text: str) -> None:
        """Show a text."""
        self.blockSignals(True)
        self.setPlainText(text)
        self.blockSignals(False)

    def first(self) -> QWidget:
        """Itself."""
        return self

    @Slot()
    def _fit(self) -> None:
        self.setFixedHeight(self._look.em(_LINES_EMS))


class Suggestions(QListView):
    """The entries of a list that hold what was typed."""


class CodeControl(QComboBox):
    """One code of a list: choose it, or type part of its words."""

    edited = Signal()

    def __init__(self, field: TypedField) -> None:
        super().__init__()
        self.setEditable(True)
        self.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(8)
        self.setMaxVisibleItems(_MOST_SHOWN)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._codes = {label.casefold(): code for code, label in field.choices}
        self._labels = dict(field.choices)
        self.addItems(["", *self._labels.values()])
        self.setItemData(0, _blank(field), Qt.ItemDataRole.AccessibleTextRole)
        self.view().setAccessibleName(field.label)
        line = self.lineEdit()
        if line is not None:
            line.setPlaceholderText(_blank(field))
            line.setAccessibleName(field.label)
        self._complete()
        self.editTextChanged.connect(self.edited)

    def typed(self) -> str:
        """The code, or what was typed where no entry says it."""
        text = self.currentText().strip()
        return self._codes.get(text.casefold(), text)

    def show_typed(self, text: str) -> None:
        """Show a code's words."""
        self.blockSignals(True)
        self.setEditText(self._labels.get(text, text))
        self.blockSignals(False)

    def first(self) -> QWidget:
        """Itself."""
        return self

    def wheelEvent(self, event: QWheelEvent) -> None:
        """The wheel moves the page, and never an answer by accident."""
        event.ignore()

    def _complete(self) -> None:
        completer = QCompleter(list(self._labels.values()), self)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        completer.setCompletionMode(QCompleter.CompletionMode.PopupCompletion)
        completer.setMaxVisibleItems(_MOST_SHOWN)
        found = Suggestions()
        found.setAccessibleName(f"{self.view().accessibleName()}: what fits")
        completer.setPopup(found)
        self.setCompleter(completer)


class TicksControl(QWidget):
    """Several codes of a list, each with a box to tick."""

    edited = Signal()

    def __init__(self, look: Look, field: TypedField) -> None:
        super().__init__()
        self._codes = [code for code, _ in field.choices]
        self.ticks = [Tick(look, label) for _, label in field.choices]
        self._loose: list[str] = []
        grid = EqualGrid(self, spacing=2, most=3, cell=lambda: look.em(_TICK_EMS), balanced=False)
        for tick in self.ticks:
            tick.clicked.connect(self.edited)
            grid.addWidget(tick)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.setAccessibleName(field.label)

    def hasHeightForWidth(self) -> bool:
        """Columns follow the width, so the height depends on it."""
        return True

    def heightForWidth(self, width: int) -> int:
        """The height that the boxes need at this width."""
        layout = self.layout()
        return layout.heightForWidth(width) if layout is not None else -1

    def sizeHint(self) -> QSize:
        """The size it would like."""
        layout = self.layout()
        return layout.sizeHint() if layout is not None else QSize()

    def typed(self) -> str:
        """The codes that are ticked."""
        ticked = [code for code, tick in zip(self._codes, self.ticks, strict=True) if tick.isChecked()]
        return LIST.join([*ticked, *self._loose])

    def show_typed(self, text: str) -> None:
        """Tick these."""
        wanted = [part.strip() for part in text.split(LIST) if part.strip()]
        self._loose = [part for part in wanted if part not in self._codes]
        for code, tick in zip(self._codes, self.ticks, strict=True):
            tick.setChecked(code in wanted)

    def first(self) -> QWidget:
        """The first box."""
        return self.ticks[0]


class YesNoControl(Choices):
    """Yes, no, or nothing said."""

    edited = Signal()

    def __init__(self, look: Look, field: TypedField) -> None:
        options: Sequence[Option] = (
            Option(code="yes", key="", label="Yes"),
            Option(code="no", key="", label="No"),
            Option(code="", key="", label=_blank(field), tone="neutral"),
        )
        super().__init__(look, options, name=field.label, most=3)
        self.show_value("")
        self.chosen.connect(lambda _code: self.edited.emit())

    def typed(self) -> str:
        """Yes, no, or nothing."""
        return self.value

    def show_typed(self, text: str) -> None:
        """Show one of them."""
        self.show_value(text)

    def first(self) -> QWidget:
        """The one that Tab comes to."""
        return next(each for each in self.segments if each.focusPolicy() & Qt.FocusPolicy.TabFocus)


Control = LineControl | TextControl | CodeControl | TicksControl | YesNoControl
"""Each has ``edited`` (a person changed it; showing a text does not), ``typed``, ``show_typed`` and ``first``."""


def make_control(look: Look, field: TypedField) -> Control:
    """The control for a field's type."""
    if field.type == "narrative":
        return TextControl(look)
    if field.type == "code":
        return CodeControl(field)
    if field.type == "codes":
        return TicksControl(look, field)
    if field.type == "yes_no":
        return YesNoControl(look, field)
    return LineControl(field)


def _blank(field: TypedField) -> str:
    return _WORKED_OUT if field.worked_out else _BLANK


_EXAMPLES = {"time": "like 14/06/2025 21:40", "date": "like 14/06/2025"}
