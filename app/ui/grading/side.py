"""The right-hand side: the questions, or in their place one of the cards for what is seldom needed."""

from collections.abc import Callable, Mapping

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtWidgets import QStackedWidget

from app.core.changes import Done
from app.core.errors import AppError
from app.core.shapes.concerns import ConcernSort
from app.core.shapes.sheet_history import SheetChange
from app.core.shapes.sheets import Given, Sheet
from app.ui.context import PageContext
from app.ui.grading.change_card import ChangeCard
from app.ui.grading.history_card import HistoryCard
from app.ui.grading.more import ConcernCard, MoreCard, PartCard, SideCard, readers_of
from app.ui.grading.question_panel import QuestionPanel
from app.ui.grading.sitting import Sitting


class Side(QStackedWidget):
    """Keys answer only while the questions are shown."""

    returned = Signal()

    def __init__(self, context: PageContext, sitting: Sitting, panel: QuestionPanel, page: QObject) -> None:
        super().__init__()
        self._context, self._sitting, self._page = context, sitting, page
        self.panel = panel
        self.more = MoreCard(context.look)
        self.concern = ConcernCard(context.look)
        self.part = PartCard(context.look)
        self.change = ChangeCard(context.look)
        self.history = HistoryCard(context.look)
        self._cards = (self.more, self.part, self.concern, self.change, self.history)
        for part in (panel, *self._cards):
            self.addWidget(part)
        for card in self._cards:
            card.closed.connect(self.show_questions)
        self.more.pass_wanted.connect(self.pass_case)
        self.more.part_wanted.connect(self.open_part)
        self.part.declared.connect(self.declare)
        self.more.concern_wanted.connect(self.open_concern)
        self.more.single_keys_wanted.connect(self._set_single_keys)
        self.concern.told.connect(self._raise_concern)
        self.change.wanted.connect(self._change)
        panel.change_wanted.connect(self.open_change)
        panel.history_wanted.connect(self.open_history)
        panel.take_up_wanted.connect(self.take_up)

    @property
    def shows_questions(self) -> bool:
        """Whether the questions are shown, so that keys answer."""
        return self.currentWidget() is self.panel

    def fit(self, width: int) -> None:
        """All of them as wide as the questions."""
        for part in (self, self.panel, *self._cards):
            part.setFixedWidth(width)

    @Slot()
    def show_questions(self) -> None:
        """The questions again."""
        if not self.shows_questions:
            self.setCurrentWidget(self.panel)
            self.returned.emit()

    @Slot()
    def turn_more(self) -> None:
        """All keys and what else can be done, or the questions again."""
        if not self.shows_questions:
            self.show_questions()
            return
        self.panel.flush()
        queue = self._sitting.queue
        self.more.show_case(self._sitting.sheet, single_keys=queue is None or queue.single_keys)
        self._ask_readers()
        self._open(self.more)

    @Slot()
    def open_part(self) -> None:
        """What a part in the case means, and the button that declares it."""
        self._open(self.part)

    @Slot()
    def open_concern(self) -> None:
        """What cannot wait."""
        self.concern.clear()
        self._ask_readers()
        self._open(self.concern)

    @Slot()
    def open_change(self) -> None:
        """The locked answers, laid out again."""
        if self._sitting.sheet is not None:
            self.change.show_sheet(self._sitting.sheet)
            self._open(self.change)

    @Slot()
    def open_history(self) -> None:
        """What was answered before locked answers were changed."""
        services, ws, sheet = self._sitting.services, self._context.desk.workspace, self._sitting.sheet
        if sheet is not None:
            self._context.tasks.run(
                lambda: services.sheet_history(ws, sheet_id=sheet.sheet_id),
                then=self._show_history,
                refused=self._sitting.refused.emit,
            )

    def _show_history(self, changes: tuple[SheetChange, ...]) -> None:
        self.history.show_changes(changes)
        self._open(self.history)

    @Slot()
    def pass_case(self) -> None:
        """Pass the case on screen."""
        services, ws = self._sitting.services, self._context.desk.workspace
        self._run(lambda sheet: services.pass_case(ws, sheet_id=sheet.sheet_id))

    @Slot()
    def declare(self) -> None:
        """Declare a part in the case on screen."""
        services, ws = self._sitting.services, self._context.desk.workspace
        self._run(lambda sheet: services.declare_part(ws, sheet_id=sheet.sheet_id))

    @Slot()
    def take_up(self) -> None:
        """Take up again the case on screen, which was passed."""
        services, ws = self._sitting.services, self._context.desk.workspace
        self._run(lambda sheet: services.take_up_case(ws, sheet_id=sheet.sheet_id))

    @Slot(object, str)
    def _change(self, answers: Mapping[str, Given], why: str) -> None:
        services, ws = self._sitting.services, self._context.desk.workspace
        self._run(
            lambda sheet: services.change_answers(ws, sheet_id=sheet.sheet_id, answers=answers, why=why),
            refused=lambda error: self.change.trouble.show_message("warn", error.what, error.fix),
        )

    @Slot(str, str)
    def _raise_concern(self, sort: str, text: str) -> None:
        services, ws, sheet = self._sitting.services, self._context.desk.workspace, self._sitting.sheet
        if sheet is None:
            return
        self._context.tasks.run(
            lambda: services.raise_concern(ws, sheet_id=sheet.sheet_id, sort=ConcernSort(sort), text=text),
            then=lambda concern: self._told(concern.concern_id),
            refused=self._sitting.refused.emit,
            initiator=self._page,
        )

    @Slot(bool)
    def _set_single_keys(self, on: bool) -> None:
        services, ws, queue = self._sitting.services, self._context.desk.workspace, self._sitting.queue
        if queue is not None:
            self._context.tasks.run(
                lambda: services.set_single_keys(ws, round_id=queue.round_id, on=on, seat_id=queue.seat_id),
                then=self._sitting.set_single_keys,
                refused=self._sitting.refused.emit,
                initiator=self._page,
            )

    def _told(self, number: int) -> None:
        self.concern.clear()
        self.show_questions()
        readers = self.concern.readers
        self._context.messages.tell("good", f"{readers.told}: concern {number}.", readers.then)

    def _ask_readers(self) -> None:
        """For whom a concern is can change while the window is open: a coordinator may have come."""
        services, ws = self._context.services, self._context.desk.workspace
        self._context.tasks.run(lambda: services.concerns_reach_coordinator(ws), then=self._show_readers)

    def _show_readers(self, coordinated: bool) -> None:
        queue = self._sitting.queue
        readers = readers_of(coordinated=coordinated, line_manager=queue is not None and queue.line_manager)
        for card in (self.more, self.concern):
            card.show_readers(readers)

    def _open(self, card: SideCard) -> None:
        self.setCurrentWidget(card)
        card.close_button.setFocus()

    def _run(self, act: Callable[[Sheet], Done[Sheet]], refused: Callable[[AppError], None] | None = None) -> None:
        sheet = self._sitting.sheet
        if sheet is None:
            return

        def then(changed: Sheet) -> None:
            self._sitting.take(changed)
            self.show_questions()
            self._sitting.go_on()

        self._context.tasks.run(
            lambda: act(sheet), then=then, refused=refused or self._sitting.refused.emit, initiator=self._page
        )
