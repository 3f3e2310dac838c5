"""Where the numbers of a draw will come from, fixed with its plan."""

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QWidget

from app.ui.kit.choices import Choices, Option
from app.ui.kit.fields import field, line_edit
from app.ui.kit.words import column, label
from app.ui.theme import Look

_SOURCES = (
    Option(code="dice", key="", label="Dice, rolled in the room", help="The strongest: everyone sees the numbers come"),
    Option(code="app", key="", label="The app makes them", help="For someone who draws alone"),
    Option(code="named", key="", label="A public number, named now", help="For example a lottery of a day to come"),
)


class SourceBox(QWidget):
    """Dice unless another is chosen; a public number must be named exactly."""

    def __init__(self, look: Look, *, source: str = "dice") -> None:
        super().__init__()
        self.choices = Choices(look, _SOURCES, name="Where the numbers come from", most=3)
        self.name_edit = line_edit(placeholder="For example National Lottery and EuroMillions draws, 28 November 2026")
        self._name_part = QWidget()
        hint = "Say exactly which, so that nobody can choose later. It must give at least 20 digits."
        self._name_part.setLayout(field("Which number", self.name_edit, hint))
        parts = (label("Where the numbers come from", "strong"), self.choices, self._name_part)
        self.setLayout(column(*parts, spacing=4))
        self.choices.chosen.connect(self._show_name)
        self.show_value(source)

    @property
    def value(self) -> str:
        """The source."""
        return self.choices.value

    @property
    def name(self) -> str:
        """The public number, where that is the source."""
        return self.name_edit.text().strip() if self.value == "named" else ""

    def show_value(self, source: str) -> None:
        """Show a source."""
        self.choices.show_value(source)
        self._show_name(source)

    @Slot(str)
    def _show_name(self, code: str) -> None:
        self._name_part.setVisible(code == "named")
