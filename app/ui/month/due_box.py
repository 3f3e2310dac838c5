"""By when the month is to be graded, in words and with a sign; another day can be set."""

from datetime import date

from PySide6.QtCore import QDate, Slot

from app.core.shapes.months import MonthView
from app.core.shapes.sheets import RoundListing
from app.ui.actions.action_line import low
from app.ui.context import PageContext
from app.ui.draws.acting import Acting
from app.ui.kit.pickers import chosen_day, day_edit
from app.ui.kit.picture import Picture
from app.ui.kit.words import button, column, label, row, set_tone


class DueBox(Acting):
    """Before the draw it says what the plan asks for; then another day can be set."""

    def __init__(self, context: PageContext) -> None:
        super().__init__(context)
        self._round: RoundListing | None = None
        self.sign = Picture(context.look, "info", colour="accent", ems=1.1)
        self.words = label("", "strong")
        self.other_button = button("Another day", kind="quiet", name="Set another due day")
        self.day = day_edit("Due day")
        self.set_button = button("Set", name="Set this due day")
        line = row(self.sign, self.words, self.other_button, self.day, self.set_button, spacing=8, stretch=1)
        self.setLayout(column(line, self.trouble, spacing=8))
        low(self)
        self._open(False)
        self.other_button.clicked.connect(self._ask)
        self.set_button.clicked.connect(self._set)

    def show_view(self, view: MonthView) -> None:
        """Show by when it is due."""
        changed = self._round is None or view.round is None or self._round.round_id != view.round.round_id
        self._round = view.round
        told = view.due_told[:1].upper() + view.due_told[1:]
        self.words.setText(told or "No due day")
        self.sign.show_icon(*(("warning", "bad") if view.overdue else ("info", "accent")))
        set_tone(self.words, "bad" if view.overdue else "")
        if changed:
            self.trouble.clear()
        self._open(False)

    def _open(self, opened: bool) -> None:
        self.day.setVisible(opened)
        self.set_button.setVisible(opened)
        self.other_button.setVisible(not opened and self._round is not None and not self._round.closed_at)

    @Slot()
    def _ask(self) -> None:
        if self._round is None:
            return
        if self._round.due:
            due = date.fromisoformat(self._round.due)
            self.day.setDate(QDate(due.year, due.month, due.day))
        self._open(True)
        self.day.setFocus()

    @Slot()
    def _set(self) -> None:
        if self._round is None:
            return
        services, ws, round_id = self.context.services, self.context.desk.workspace, self._round.round_id
        wanted = chosen_day(self.day)

        def then(listing: RoundListing) -> None:
            self._open(False)
            self.other_button.setFocus()

        self.act(lambda: services.set_due(ws, round_id=round_id, day=wanted), then)
