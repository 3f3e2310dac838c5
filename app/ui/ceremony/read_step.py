"""Third: the digits are read back aloud, group by group, and it is written down who did what."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLineEdit

from app.core.shapes.gate import DrawPeople
from app.ui.ceremony.big_number import BigNumber
from app.ui.ceremony.digit_entry import GROUP
from app.ui.ceremony.stage import Stage, Step
from app.ui.kit.announce import announce
from app.ui.kit.fields import field, line_edit
from app.ui.kit.words import column, label, row

ROLES = (("rolled_by", "Who rolled"), ("read_by", "Who read out"), ("witnessed_by", "Who witnessed"))


class ReadStep(Step):
    """Enter says that the lit group is right; after the last come the names."""

    title = "Read the digits back"

    def __init__(self, stage: Stage) -> None:
        super().__init__()
        self._at = 0
        self.ask = label("")
        self.number = BigNumber(stage, name="The digits", group=GROUP, columns=4, most=3.9)
        self.names = {role: line_edit() for role, _ in ROLES}
        fields = [field(words, self.names[role]) for role, words in ROLES]
        line = row(*fields, spacing=stage.px(0.8))
        for place in range(len(fields)):
            line.setStretch(place, 1)
        self.names_words = label("The papers name them. A name can be erased later; the digits cannot.", "small")
        self.setLayout(column(self.ask, None, self.number, None, line, self.names_words, spacing=stage.px(0.5)))
        self.setAccessibleName(self.title)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    @property
    def all_read(self) -> bool:
        """Every group was read back."""
        return self._at >= len(self.number.parts)

    @property
    def people(self) -> DrawPeople:
        """Who rolled, read out and witnessed, as far as it was given."""
        return DrawPeople(**{role: self.names[role].text().strip() for role, _ in ROLES})

    def show_digits(self, digits: str) -> None:
        """Read these back, from the first group."""
        self._at = 0
        self.number.show_text(digits, 0)
        self._tell()

    def begin(self) -> None:
        """Keys come to the groups first, then to the names."""
        if self.all_read:
            self.names[ROLES[0][0]].setFocus()
        else:
            self.setFocus()

    def enter(self) -> None:
        """The lit group is right; or the next name; or go on."""
        if not self.all_read:
            self._at += 1
            self.number.show_text("".join(self.number.parts), self._at)
            self._tell()
            if self.all_read:
                self.begin()
        elif (following := self._following()) is not None:
            following.setFocus()
        else:
            self.forward.emit()
        self.changed.emit()

    def forget(self) -> None:
        """Nobody was ever named."""
        self.show_digits("")
        for name in self.names.values():
            name.clear()

    def _following(self) -> QLineEdit | None:
        """The name after the one that has the focus."""
        ordered = list(self.names.values())
        focused = QApplication.focusWidget()
        if focused in ordered[:-1]:
            return ordered[ordered.index(focused) + 1]  # type: ignore[arg-type]
        return None

    def _tell(self) -> None:
        self.act = "Next" if self.all_read else "This group is right"
        for name in self.names.values():
            name.setEnabled(self.all_read)
        parts = self.number.parts
        if self.all_read:
            self.ask.setText("Read back. Now write down who rolled, who read out and who witnessed.")
        else:
            self.ask.setText(
                f"Read out the marked group, {self._at + 1} of {len(parts)}. Enter if it is what the dice showed."
            )
            announce(self, " ".join(parts[self._at]))
        self.changed.emit()
