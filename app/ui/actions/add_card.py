"""Adding an action: because of which round and case, what is to be done, by whom and by when."""

from datetime import date

from PySide6.QtCore import QDate, Signal, Slot
from PySide6.QtWidgets import QPlainTextEdit

from app.core.errors import AppError
from app.core.shapes.actions import ActionView, NewAction
from app.core.shapes.gate import ReasonChoice
from app.core.shapes.meetings import MeetingListing
from app.core.shapes.sheets import RoundListing
from app.ui.actions.action_line import low
from app.ui.context import PageContext
from app.ui.draws.acting import Acting
from app.ui.kit.fields import combo, field, line_edit
from app.ui.kit.pickers import chosen_day, day_edit, fill_combo
from app.ui.kit.words import bare, button, column, label, row


class AddCard(Acting):
    """The form of a new action."""

    added = Signal(object)

    def __init__(self, context: PageContext) -> None:
        super().__init__(context)
        self._proposed: date | None = None
        self.round, self.rung = combo("Round"), combo("Sort of action")
        self.case, self.owner = line_edit(placeholder="Blank: of the round as a whole"), line_edit()
        self.task = QPlainTextEdit()
        self.task.setTabChangesFocus(True)
        self.task.setMinimumHeight(70)
        self.task.setMaximumHeight(130)
        self.due = day_edit("Due")
        self.add_button = button("Add this action", kind="primary")
        low(self)
        second = row(field("Case number", self.case), field("Due", self.due))
        for place in (0, 1):
            second.setStretch(place, 1)
        owner_hint = "It may be somebody who never uses this program: there is a letter for them."
        parts = (
            label("Names and words are kept where they can be erased.", "small"),
            field("Round", self.round),
            field("What is to be done", self.task),
            field("Who is to do it", self.owner, owner_hint),
            field("Sort of action", self.rung),
            second,
            self.trouble,
            row(self.add_button, None),
        )
        self.setLayout(bare(column(*parts, spacing=12), 12))
        self.add_button.clicked.connect(self._add)

    def show_choices(
        self, rounds: tuple[RoundListing | MeetingListing, ...], rungs: tuple[ReasonChoice, ...], due: date
    ) -> None:
        """The rounds, meetings and rungs there are, and the day that is proposed; what was chosen stays chosen."""
        fill_combo(self.round, [(f"R{one.round_id}: {one.label}", one.round_id) for one in rounds], self._chosen_round)
        fill_combo(self.rung, [(one.label, one.code) for one in rungs], self.rung.currentData())
        if due != self._proposed:
            self._proposed = due
            self.due.setDate(QDate(due.year, due.month, due.day))

    def show_case(self, round_id: int, number: int | None) -> None:
        """An action because of this case; what is to be done is still to be said."""
        self.round.setCurrentIndex(self.round.findData(round_id))
        self.case.setText("" if number is None else str(number))
        self.trouble.clear()
        self.task.setFocus()

    @property
    def _chosen_round(self) -> object:
        return self.round.currentData()

    @Slot()
    def _add(self) -> None:
        case = self.case.text().strip()
        if case and not (case.isascii() and case.isdecimal()):
            self.refuse(AppError("The case number is no whole number.", "Write it like 5, as the queue shows it."))
            return
        new = NewAction(
            round_id=int(self.round.currentData() or 0),
            case_number=int(case) if case else None,
            rung=str(self.rung.currentData() or ""),
            due=chosen_day(self.due),
            task=self.task.toPlainText(),
            owner=self.owner.text(),
        )
        services, ws = self.context.services, self.context.desk.workspace

        def then(action: ActionView) -> None:
            for box in (self.case, self.owner, self.task):
                box.clear()
            self.added.emit(action)

        self.act(lambda: services.add_action(ws, new), then)
