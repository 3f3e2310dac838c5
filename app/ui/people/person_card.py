"""The person chosen in the list: what is to be said of them, and what can be done."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from app.core.shapes.people import Person
from app.core.workflow.rights import SIGN_IN, Role
from app.ui.kit.flow import Flow
from app.ui.kit.message_bar import MessageBar
from app.ui.kit.words import Card, button, column, label
from app.ui.people.words import about, name_of, role_sentence
from app.ui.theme import Look


class PersonCard(Card):
    """One person."""

    change_wanted = Signal()
    passphrase_wanted = Signal()
    erase_wanted = Signal()
    withdraw_wanted = Signal()

    def __init__(self, look: Look) -> None:
        super().__init__()
        self.name = label("", "strong")
        self.about = label()
        self.may = label("", "small")
        self.result = MessageBar(look)
        self.change_button = button("Change ...", name="Change this person")
        self.passphrase_button = button("New passphrase ...", name="Give this person a new passphrase")
        self.withdraw_button = button("Withdraw ...", name="Withdraw this person")
        self.erase_button = button("Erase the name ...", name="Erase this person's name")
        self.box.addLayout(column(self.name, self.about, self.may, spacing=4))
        self.box.addWidget(self.result)
        acts = QWidget()
        flow = Flow(acts, spacing=8)
        wanted = (
            (self.change_button, self.change_wanted),
            (self.passphrase_button, self.passphrase_wanted),
            (self.withdraw_button, self.withdraw_wanted),
            (self.erase_button, self.erase_wanted),
        )
        for made, signal in wanted:
            flow.addWidget(made)
            made.clicked.connect(signal)
        self.box.addWidget(acts)

    def show_person(self, person: Person) -> None:
        """Show this person, and what can be done about them."""
        here = not person.left_at
        self.name.setText(name_of(person))
        self.about.setText(about(person))
        self.may.setText(role_sentence(person.role, looks_after=person.looks_after))
        self.may.setVisible(here)
        self.change_button.setVisible(here)
        self.passphrase_button.setVisible(here and not person.you and Role(person.role) in SIGN_IN)
        self.withdraw_button.setVisible(here and not person.you)
        self.erase_button.setVisible(bool(person.name))
        self.show()
