"""People: you, everyone else, and one form or card at a time for what is being done."""

from collections.abc import Callable
from typing import Any, ClassVar

from PySide6.QtCore import QItemSelection, QTimer, Slot
from PySide6.QtWidgets import QWidget

from app.core.changes import Topic
from app.core.errors import AppError
from app.core.shapes.people import Person, PersonFacts, SignedIn
from app.core.workflow.rights import ROLE_WORDS, Right, Role, with_article
from app.ui.context import PageContext
from app.ui.kit.disclosure import Disclosure
from app.ui.kit.empty import Empty
from app.ui.kit.fields import field, line_edit
from app.ui.kit.message_bar import MessageBar
from app.ui.kit.page import Page, ScrollColumn, heading
from app.ui.kit.sure_card import SureCard
from app.ui.kit.table import Column, Table
from app.ui.kit.words import Card, button, column, label, row
from app.ui.nav import Place
from app.ui.people import words
from app.ui.people.passphrase_box import PassphraseCard
from app.ui.people.person_card import PersonCard
from app.ui.people.person_form import PersonForm

_COLUMNS = (
    Column(title="Name", text=words.name_of, ems=12),
    Column(title="Here as", text=words.role_of, ems=7),
    Column(title="Comes from", text=words.affiliation_of, ems=7),
    Column(title="Team or panel", text=lambda person: person.scope, ems=8),
    Column(title="Signs in with", text=words.signs_in),
)
_NOT_YOURS = "The people here are looked after by the coordinators. You see yourself, and can change your passphrase."
_CHOOSE = "Choose someone to see what they may do, or to change it."
_ALONE = "Add those who work with you: each signs in with a passphrase of their own, and the log says who did what."


class PeoplePage(Page):
    """One list; below it whoever is chosen, or the one form that is open."""

    topics: ClassVar[frozenset[Topic]] = frozenset({Topic.PEOPLE})

    def __init__(self, context: PageContext) -> None:
        super().__init__(context)
        look = context.look
        self.people: tuple[Person, ...] = ()
        self._me: SignedIn | None = None
        self._chosen = 0
        self._changing: Person | None = None
        self._sure: Callable[[], Any] | None = None
        self.back_button = button("‹ Settings", kind="quiet", name="Back to the settings")
        self.add_button = button("&Add a person ...", kind="primary", name="Add a person")
        self.you = label("", "strong")
        self.you_more = label("", "soft")
        self.own_name = line_edit(placeholder="Your name")
        self.name_button = button("Keep the name", name="Keep my name")
        self.own_button = button("Change my &passphrase ...", name="Change my passphrase")
        self.result = MessageBar(look)
        self.own_card = PassphraseCard(look, own=True)
        self.others = label("Everyone here", "strong")
        self.hint = label("", "soft")
        self.empty = Empty(look, "people", "You are the only one here.", _ALONE, "Add a person")
        self.table = Table(look, _COLUMNS, name="People")
        self.person_card = PersonCard(look)
        self.other_card = PassphraseCard(look, own=False)
        self.form = PersonForm(look)
        self.sure_card = SureCard(look)
        self._build()
        self._connect()

    # ---------------------------------------------------------------- reading
    def refresh(self) -> None:
        """Read again who is here."""
        services, ws = self.context.services, self.context.desk.workspace
        self.context.tasks.run(lambda: (services.signed_in(ws), services.list_people(ws)), then=self._show)

    def reset(self) -> None:
        """Forget what was shown of another workspace."""
        super().reset()
        self._chosen = 0
        self.result.clear()
        self._open(None)

    def leave(self) -> None:
        """No passphrase stays in a window that shows something else."""
        for card in (self.own_card, self.other_card, self.form):
            card.forget()

    def _show(self, read: tuple[SignedIn, tuple[Person, ...]]) -> None:
        self._me, self.people = read
        me = next(one for one in self.people if one.you)
        role = Role(me.role)
        self.you.setText(f"You are signed in as {f'{me.name}, {ROLE_WORDS[role]}' if me.name else with_article(role)}")
        by_recovery = "You came in with the recovery key, so you may give passphrases again. "
        looks = words.role_sentence(me.role, looks_after=self._looks_after)
        self.you_more.setText((by_recovery if self._me.by_recovery_key else "") + looks)
        self.own_name.setText(me.name)
        alone = len(self.people) == 1
        self.others.setText("Everyone here" if self._looks_after else "Everyone else")
        self.hint.setText(_CHOOSE if self._looks_after else _NOT_YOURS)
        for part in (self.others, self.hint):
            part.setVisible(not alone or not self._looks_after)
        self.add_button.setVisible(self._looks_after and not alone)
        self.empty.setVisible(self._looks_after and alone and self.form.isHidden())
        self.table.setVisible(self._looks_after and not alone)
        self.table.show_rows(self.people)
        self._choose_again()

    @property
    def _looks_after(self) -> bool:
        return self._me is not None and Right.MANAGE_PEOPLE.value in self._me.rights

    @property
    def chosen(self) -> Person | None:
        """The person that is chosen in the list."""
        return next((one for one in self.people if one.person_id == self._chosen), None)

    # ---------------------------------------------------------------- building
    def _build(self) -> None:
        self.page = ScrollColumn(self.context)
        sentence = "Who may open this workspace, what each may see and do, and who sits on panels."
        self.page.box.addLayout(row(self.back_button, None))
        self.page.box.addLayout(heading("People", sentence))
        you = Card()
        you.box.addLayout(column(self.you, self.you_more, spacing=3))
        you.box.addLayout(field("Your name, as others here know you", self.own_name))
        you.box.addWidget(self.result)
        you.box.addLayout(row(self.name_button, self.own_button, None, spacing=8))
        for part in (you, self.own_card):
            self.page.box.addWidget(part)
        self.page.box.addLayout(row(column(self.others, self.hint, spacing=2), self.add_button, stretch=0))
        self._parts: tuple[QWidget, ...] = (
            self.own_card, self.person_card, self.other_card, self.form, self.sure_card,
        )  # fmt: skip
        self.explained = self._explain()
        for part in (self.empty, self.table, *self._parts[1:], self.explained):
            self.page.box.addWidget(part)
        self.page.box.addStretch(1)
        self.setLayout(column(self.page))
        self._open(None)

    def _explain(self) -> Disclosure:
        inside = QWidget()
        lines = [
            column(label(told.capitalize(), "strong"), label(words.may_lines(role), "soft"), spacing=2)
            for role, told in ROLE_WORDS.items()
        ]
        limits = (
            "Rights are kept by the program. Someone who has a passphrase, a copy of this folder and the skill of a "
            "programmer could read all of it: withdraw people, and keep copies where only you can reach them."
        )
        inside.setLayout(column(*lines, label(limits, "small")))
        return Disclosure(self.context.look, "What each may see and do, and what no program can prevent", inside)

    def _connect(self) -> None:
        self.back_button.clicked.connect(self._back)
        self.add_button.clicked.connect(self._begin_adding)
        self.empty.act.clicked.connect(self._begin_adding)
        self.name_button.clicked.connect(self._keep_name)
        self.own_name.returnPressed.connect(self._keep_name)
        self.own_button.clicked.connect(self._begin_own)
        self.own_card.given.connect(self._change_own)
        self.other_card.given.connect(self._give_passphrase)
        self.form.given.connect(self._save)
        self.table.selectionModel().selectionChanged.connect(self._selected)
        card = self.person_card
        card.change_wanted.connect(self._begin_changing)
        card.passphrase_wanted.connect(self._begin_giving)
        card.withdraw_wanted.connect(self._ask_withdraw)
        card.erase_wanted.connect(self._ask_erase)
        self.sure_card.sure.connect(self._do_sure)
        for part in (self.own_card, self.other_card, self.form, self.sure_card):
            part.left.connect(self._close)

    def _open(self, part: QWidget | None) -> None:
        """Show one of the cards and forms, or none."""
        self.leave()
        for each in self._parts:
            each.setVisible(each is part)
        if part is not None:
            QTimer.singleShot(0, self, lambda: self.page.ensureWidgetVisible(part, 0, self.context.look.em(2)))

    # ---------------------------------------------------------------- choosing
    @Slot(QItemSelection, QItemSelection)
    def _selected(self) -> None:
        rows = self.table.selectionModel().selectedRows()
        if not rows:
            return
        person = self.people[rows[0].row()]
        if person.person_id != self._chosen:
            self.person_card.result.clear()
        self._chosen = person.person_id
        self._show_chosen()

    def _choose_again(self) -> None:
        numbers = [one.person_id for one in self.people]
        if self._chosen in numbers and not self.table.isHidden():
            self.table.selectRow(numbers.index(self._chosen))
            if all(part.isHidden() for part in self._parts):
                self._show_chosen()

    def _show_chosen(self) -> None:
        if self.chosen is not None:
            self._open(self.person_card)
            self.person_card.show_person(self.chosen)

    @Slot()
    def _close(self) -> None:
        self._open(None)
        self._show_chosen()
        self.empty.setVisible(self._looks_after and len(self.people) == 1)
        (self.table if not self.table.isHidden() else self.own_button).setFocus()

    @Slot()
    def _back(self) -> None:
        self.visit(Place.SETTINGS)

    # ---------------------------------------------------------------- yourself
    @Slot()
    def _keep_name(self) -> None:
        services, ws, name = self.context.services, self.context.desk.workspace, self.own_name.text()
        me = next(one for one in self.people if one.you)
        self.context.tasks.run(
            lambda: services.rename_person(ws, me.person_id, name), then=self._named, refused=self._own_refused
        )

    def _named(self, person: Person) -> None:
        self.result.show_message("good", f"You are {person.name} here.")

    def _own_refused(self, error: AppError) -> None:
        self.result.show_message("bad", error.what, error.fix)

    @Slot()
    def _begin_own(self) -> None:
        self.result.clear()
        self._open(self.own_card)
        self.own_card.begin("Change my passphrase", "The old one opens this workspace no more.")

    @Slot(str, str)
    def _change_own(self, old: str, new: str) -> None:
        services, ws = self.context.services, self.context.desk.workspace
        self.context.tasks.run(
            lambda: services.change_passphrase(ws, old, new), then=self._own_changed, refused=self.own_card.refuse
        )

    def _own_changed(self, _none: None) -> None:
        self._close()
        self.result.show_message("good", "Your passphrase is changed.", "The recovery key is the same as before.")

    # ---------------------------------------------------------------- others
    @Slot()
    def _begin_adding(self) -> None:
        self._begin_form(None)

    @Slot()
    def _begin_changing(self) -> None:
        self._begin_form(self.chosen)

    def _begin_form(self, person: Person | None) -> None:
        self._changing = person
        self.empty.hide()
        self._open(self.form)
        me = next(one for one in self.people if one.you)
        self.form.begin(person, leads=Role(me.role) is Role.LINE_MANAGER)

    @Slot(object, str)
    def _save(self, facts: PersonFacts, passphrase: str) -> None:
        services, ws, person = self.context.services, self.context.desk.workspace, self._changing

        def act() -> Any:
            if person is None:
                return services.add_person(ws, facts, passphrase)
            return services.change_person(ws, person, facts)

        self.context.tasks.run(act, then=self._saved, refused=self.form.refuse)

    def _saved(self, person: Person) -> None:
        self._chosen = person.person_id
        self._told(f"{words.name_of(person)} is {'added' if self._changing is None else 'changed'}.")

    @Slot()
    def _begin_giving(self) -> None:
        if self.chosen is not None:
            self._open(self.other_card)
            sentence = "They type it themselves, at this computer. The one they had opens this workspace no more."
            self.other_card.begin(f"A new passphrase for {words.name_of(self.chosen)}", sentence)

    @Slot(str, str)
    def _give_passphrase(self, _old: str, new: str) -> None:
        services, ws, number = self.context.services, self.context.desk.workspace, self._chosen
        self.context.tasks.run(
            lambda: services.give_passphrase(ws, number, new), then=self._given, refused=self.other_card.refuse
        )

    def _given(self, _none: None) -> None:
        self._told("They can sign in with their new passphrase.")

    @Slot()
    def _ask_withdraw(self) -> None:
        services, ws, number = self.context.services, self.context.desk.workspace, self._chosen
        self._ask(
            lambda: services.withdraw_person(ws, number),
            "Withdraw {name}?",
            "Their passphrase opens this workspace no more, and this cannot be taken back. Everything they graded and "
            "did stays. A copy of this folder that was made before still opens with their passphrase.",
            "Withdraw them",
        )

    @Slot()
    def _ask_erase(self) -> None:
        services, ws, number = self.context.services, self.context.desk.workspace, self._chosen
        self._ask(
            lambda: services.erase_name(ws, number),
            "Erase the name of {name}?",
            "It is blanked in this workspace for good; backups and printed papers still have it. What they did stays, "
            "under a number.",
            "Erase the name",
        )

    def _ask(self, act: Callable[[], Any], title: str, sentence: str, doing: str) -> None:
        if self.chosen is not None:
            self._sure = act
            self._open(self.sure_card)
            self.sure_card.begin(title.format(name=words.name_of(self.chosen)), sentence, doing)

    @Slot()
    def _do_sure(self) -> None:
        if self._sure is not None:
            self.context.tasks.run(self._sure, then=self._done, refused=self._sure_refused)

    def _done(self, person: Person) -> None:
        self._told(f"{words.name_of(person)}: {'withdrawn' if person.left_at else 'changed'}.")

    def _sure_refused(self, error: AppError) -> None:
        self.sure_card.trouble.show_message("bad", error.what, error.fix)

    def _told(self, what: str) -> None:
        """It is done: the list is read again by its topic; the card says what was."""
        self._open(self.person_card)
        if self.chosen is not None:
            self.person_card.show_person(self.chosen)
        self.person_card.result.show_message("good", what)
        self.table.setFocus()
