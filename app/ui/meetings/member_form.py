"""A member who is known only by name: who, and where they come from."""

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QWidget

from app.core.shapes.meetings import Member
from app.core.workflow.rights import AFFILIATION_WORDS, Affiliation
from app.ui.kit.fields import combo, field, line_edit
from app.ui.kit.pickers import fill_combo
from app.ui.kit.words import bare, button, column, row


class MemberForm(QWidget):
    """A name, an affiliation and the button that adds them; Enter in the name does the same."""

    added = Signal(object)

    def __init__(self, hint: str = "") -> None:
        super().__init__()
        self.name, self.affiliation = line_edit(placeholder="First and last name"), combo("Where they come from")
        entries = [(words.capitalize(), one.value) for one, words in AFFILIATION_WORDS.items()]
        fill_combo(self.affiliation, entries, Affiliation.COMMUNITY.value)
        self.add_button = button("Add this member")
        fields = row(field("Name", self.name, hint), field("Where they come from", self.affiliation))
        for place in (0, 1):
            fields.setStretch(place, 1)
        self.setLayout(bare(column(fields, row(self.add_button, None), spacing=10), 10))
        self.add_button.clicked.connect(self._add)
        self.name.returnPressed.connect(self._add)

    def clear(self) -> None:
        """Ready for the next one; where they come from is likely the same."""
        self.name.clear()
        self.name.setFocus()

    @Slot()
    def _add(self) -> None:
        name = " ".join(self.name.text().split())
        if name:
            self.added.emit(Member(name=name, affiliation=str(self.affiliation.currentData())))
        else:
            self.name.setFocus()
