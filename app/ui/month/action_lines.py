"""The actions of a month, those that are carried from earlier rounds, and a form for another one."""

from datetime import date

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.core.shapes.actions import ActionView
from app.core.shapes.gate import ReasonChoice
from app.core.shapes.months import MonthView
from app.ui.actions.action_line import low, state_line, state_words
from app.ui.actions.add_card import AddCard
from app.ui.context import PageContext
from app.ui.kit.disclosure import Disclosure
from app.ui.kit.moments import day
from app.ui.kit.words import bare, button, clear_layout, column, label, row


class MonthActions(QWidget):
    """Open ones first, with the day on which each is due."""

    all_wanted = Signal()

    def __init__(self, context: PageContext) -> None:
        super().__init__()
        self._look = context.look
        self._lines = bare(QVBoxLayout(), 10)
        self.add_card = AddCard(context)
        self.adding = Disclosure(context.look, "Add an action", self.add_card)
        self.all_button = button("All actions, replies and letters")
        self.setLayout(column(self._lines, self.adding, row(self.all_button, None), spacing=10))
        for part in (self, self.adding):
            low(part)
        self.all_button.clicked.connect(self.all_wanted)
        self.add_card.added.connect(self._added)

    def show_view(self, view: MonthView, rungs: tuple[ReasonChoice, ...], due: date) -> None:
        """Show those of the month and those carried."""
        clear_layout(self._lines)
        for action in view.actions:
            self._lines.addLayout(self._line(action, ""))
        for action in view.carried:
            self._lines.addLayout(self._line(action, f"Carried from R{action.round_id}"))
        rounds = (view.round,) if view.round is not None else ()
        self.adding.setVisible(bool(rounds))
        self.add_card.show_choices(rounds, rungs, due)

    def _line(self, action: ActionView, carried: str) -> QHBoxLayout:
        about = f"Case {action.case_number}" if action.case_number is not None and not carried else carried
        told = " · ".join(filter(None, (about, action.owner or "Owner erased", f"due {day(action.due)}")))
        words = label(f"{action.name}  {action.task or 'What was to be done was erased.'}", "value")
        words.setAccessibleName(f"{action.name}: {action.task}. {state_words(action)}. {told}")
        made = row(column(words, label(told, "small"), state_line(self._look, action), spacing=1), stretch=0)
        made.setAlignment(Qt.AlignmentFlag.AlignTop)
        return made

    @Slot()
    def _added(self) -> None:
        self.adding.open(False)
        self.adding.button.setFocus()
