"""The form of a person: a name, what they are here for, where they come from, and their passphrase."""

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QWidget

from app.core.errors import AppError
from app.core.shapes.people import Person, PersonFacts
from app.core.workflow.rights import SIGN_IN, Role
from app.ui.kit.choices import Choices
from app.ui.kit.fields import Tick, field, line_edit
from app.ui.kit.message_bar import MessageBar, note
from app.ui.kit.words import Card, button, column, label, row
from app.ui.people.passphrase_box import NewPassphrase
from app.ui.people.words import AFFILIATIONS, ROLES, name_of, role_sentence
from app.ui.theme import Look

_THEY_TYPE = "They type it themselves, at this computer. Nobody else needs to know it, and it is not kept anywhere."
_TAKES_OVER = "From then on the people here are looked after by coordinators, and no longer by you."


class PersonForm(Card):
    """For somebody new, or for somebody who is here. What a role may see and do stands under it."""

    given = Signal(object, str)
    """(facts, passphrase)"""
    left = Signal()

    def __init__(self, look: Look) -> None:
        super().__init__(spacing=16)
        self._new, self._leads = True, False
        self._secret = QWidget()
        self.title = label("Add a person", "strong")
        self.name = line_edit()
        self.role = Choices(look, ROLES, name="Here as", most=5)
        self.may = label("", "small")
        self.affiliation = Choices(look, AFFILIATIONS, name="Comes from", most=4)
        self.scope = line_edit()
        self.sign_in_tick = Tick(look, "They are here now and choose a passphrase of their own")
        self.passphrase = NewPassphrase(look, whose="Their")
        self.takes_over = note(look, "info", _TAKES_OVER)
        self.trouble = MessageBar(look, can_close=False)
        self.go_button = button("Add", kind="primary")
        self.back_button = button("Leave it", kind="quiet")
        self._build()
        self._connect()

    def begin(self, person: Person | None, *, leads: bool) -> None:
        """Start afresh: for somebody new, or for this person; ``leads`` where a coordinator would take over."""
        self._new, self._leads = person is None, leads
        self.title.setText("Add a person" if person is None else f"Change {name_of(person)}")
        self.go_button.setText("Add them" if person is None else "Save the change")
        self.go_button.setAccessibleName(self.go_button.text())
        self.name.setText(person.name if person is not None else "")
        self.scope.setText(person.scope if person is not None else "")
        self.affiliation.show_value(person.affiliation if person is not None else "")
        self.role.show_value(person.role if person is not None else "")
        self.sign_in_tick.setChecked(False)
        self.forget()
        self._role_chosen(self.role.value)
        self.show()
        self.name.setFocus()

    def forget(self) -> None:
        """Leave no passphrase in the window."""
        self.passphrase.forget()
        self.trouble.clear()

    def refuse(self, error: AppError) -> None:
        """Say what is wrong."""
        self.trouble.show_message("bad", error.what, error.fix)

    # ---------------------------------------------------------------- building
    def _build(self) -> None:
        self.box.addWidget(self.title)
        self.box.addLayout(field("Name", self.name, "As others here know them. It can be erased later."))
        self.box.addLayout(column(label("Here as", "strong"), self.role, self.may, spacing=6))
        self.box.addLayout(column(label("Comes from", "strong"), self.affiliation, spacing=6))
        hint = "A short code, such as CCG Warrington or W1. Leave it empty where there is none."
        self.box.addLayout(field("Team or panel", self.scope, hint))
        self._secret.setLayout(column(label(_THEY_TYPE, "soft"), self.passphrase))
        for part in (self.sign_in_tick, self._secret, self.takes_over, self.trouble):
            self.box.addWidget(part)
        self.box.addLayout(row(self.go_button, self.back_button, None, spacing=8))

    def _connect(self) -> None:
        self.role.chosen.connect(self._role_chosen)
        self.sign_in_tick.toggled.connect(self._fit)
        self.go_button.clicked.connect(self._give)
        self.back_button.clicked.connect(self.left)
        for line in (self.name, self.scope, self.passphrase.first, self.passphrase.again):
            line.returnPressed.connect(self._give)

    @Slot(str)
    def _role_chosen(self, role: str) -> None:
        self.may.setText(role_sentence(role) if role else "Choose one: it says what they may see and do.")
        self._fit()

    @Slot()
    def _fit(self) -> None:
        role = self.role.value
        signs_in = bool(role) and Role(role) in SIGN_IN
        self.sign_in_tick.setVisible(self._new and signs_in)
        self._secret.setVisible(self._new and signs_in and self.sign_in_tick.isChecked())
        self.takes_over.setVisible(self._new and self._leads and role == Role.COORDINATOR.value)

    # ---------------------------------------------------------------- giving
    @Slot()
    def _give(self) -> None:
        problem = self._problem()
        if problem:
            self.trouble.show_message("warn", problem)
            return
        self.trouble.clear()
        facts = PersonFacts(
            name=self.name.text().strip(),
            role=self.role.value,
            affiliation=self.affiliation.value,
            scope=self.scope.text().strip(),
        )
        self.given.emit(facts, self.passphrase.text if self._has_passphrase else "")

    @property
    def _has_passphrase(self) -> bool:
        return not self._secret.isHidden()

    def _problem(self) -> str:
        if not self.name.text().strip():
            return "Type their name."
        if not self.role.value:
            return "Choose what they are here as."
        if not self.affiliation.value:
            return "Choose where they come from."
        return self.passphrase.problem() if self._has_passphrase else ""
