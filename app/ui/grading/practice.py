"""The practice case on the grading screen: real widgets over a case in memory, and a line that says what to try."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal, Slot
from PySide6.QtWidgets import QFrame

from app.core.changes import Done
from app.core.shapes.concerns import Concern
from app.core.shapes.practice import PracticeStep
from app.core.shapes.sheets import Given, Queue, Sheet, SheetState
from app.ui.context import PageContext
from app.ui.grading.sitting import Sitting
from app.ui.kit.announce import announce
from app.ui.kit.words import button, label, row
from app.ui.services import Services

if TYPE_CHECKING:
    from app.services.workspace import Workspace

_OFFER = "New here? A made-up case shows the keys in under a minute. Nothing of it is kept."
_OFFER_SHORT = "New here?"


class PracticeServices(Services):
    """What a sitting asks for, of the made-up case. What only a workspace could keep is refused."""

    def __init__(self, *, single_keys: bool) -> None:
        from app.services.grading.first_case import FirstCase

        self.case = FirstCase(single_keys=single_keys)

    def read_queue(self, ws: "Workspace", *, round_id: int, seat_id: int | None = None) -> Queue:
        """A queue of the one case."""
        return self.case.queue()

    def open_sheet(self, ws: "Workspace", *, round_id: int, case_id: int, seat_id: int | None = None) -> Done[Sheet]:
        """The case as it stands."""
        return _done(self.case.sheet())

    def save_answer(self, ws: "Workspace", *, shown: Sheet, question: str, given: Given) -> Done[Sheet]:
        """Keep an answer in memory."""
        return _done(self.case.answer(question, given))

    def undo_answer(self, ws: "Workspace", *, sheet_id: int) -> Done[Sheet]:
        """Take the last answer back."""
        return _done(self.case.undo())

    def lock_stage(self, ws: "Workspace", *, sheet_id: int, stage: str) -> Done[Sheet]:
        """Lock the open stage."""
        return _done(self.case.lock(stage))

    def pass_case(self, ws: "Workspace", *, sheet_id: int) -> Done[Sheet]:
        """Refused."""
        raise self.case.refuse()

    def declare_part(self, ws: "Workspace", *, sheet_id: int) -> Done[Sheet]:
        """Refused."""
        raise self.case.refuse()

    def change_answers(self, ws: "Workspace", **_: object) -> Done[Sheet]:
        """Refused."""
        raise self.case.refuse()

    def raise_concern(self, ws: "Workspace", **_: object) -> Done[Concern]:
        """Refused: nobody is there to be told."""
        raise self.case.refuse()

    def set_single_keys(self, ws: "Workspace", *, round_id: int, on: bool, seat_id: int | None = None) -> Done[bool]:
        """Refused: it is kept for a seat of a round."""
        raise self.case.refuse()


class PracticeBar(QFrame):
    """Offers the practice case to a newcomer; while it is open, says what it is and what to try next."""

    wanted = Signal()
    declined = Signal()
    left = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("bar", "info")
        self.name = label("", "strong", wrap=False)
        self.words = label("")
        self.try_button = button("Try the practice case")
        self.try_button.setToolTip(_OFFER)
        self.try_button.setAccessibleDescription(_OFFER)
        self.decline_button = button("Not now", kind="quiet", name="No practice case now")
        self.leave_button = button("Leave it", kind="quiet", name="Leave the practice case")
        self._tight = self._offered = False
        buttons = row(self.try_button, self.decline_button, self.leave_button, spacing=10)
        self._box = row(self.name, self.words, buttons, spacing=10, stretch=1)
        self.setLayout(self._box)
        self.try_button.clicked.connect(self.wanted)
        self.decline_button.clicked.connect(self.declined)
        self.leave_button.clicked.connect(self.left)
        self.hide()

    def fit(self, *, tight: bool) -> None:
        """In a small window with large text the offer is a word beside its buttons; the step has the line alone."""
        self._tight = tight
        self._place()

    def offer(self) -> None:
        """Ask somebody who is new at this seat."""
        self._show("", _OFFER, offered=True)

    def show_step(self, step: PracticeStep) -> None:
        """Say what to try next."""
        place = f"{step.number} of {step.of}: " if step.number else ""
        if self.words.text() != place + step.text:
            announce(self, step.text)
        self._show("PRACTICE CASE", place + step.text, offered=False)
        self.leave_button.setText("Leave it" if step.number else "Begin grading")
        self.leave_button.setAccessibleName("Leave the practice case" if step.number else "Begin grading")
        if not step.number:
            QTimer.singleShot(
                0, self.leave_button, self.leave_button.setFocus
            )  # Enter goes on, as on any finished case

    def _show(self, name: str, words: str, *, offered: bool) -> None:
        self.name.setText(name)
        self.words.setText(words)
        self.try_button.setVisible(offered)
        self.decline_button.setVisible(offered)
        self.leave_button.setVisible(not offered)
        self._offered = offered
        self._place()
        self.show()

    def _place(self) -> None:
        if self._offered:
            self.words.setText(_OFFER_SHORT if self._tight else _OFFER)
        self._box.setContentsMargins(12, *((2, 8, 2) if self._tight else (5, 8, 5)))
        self.name.setVisible(bool(self.name.text()) and not self._tight)


class Newcomer(QObject):
    """Whether somebody is new at a seat, and their way into the practice case and out of it."""

    practising = Signal(bool)

    def __init__(self, context: PageContext, sitting: Sitting, bar: PracticeBar) -> None:
        super().__init__(bar)
        self._context, self._sitting, self._bar = context, sitting, bar
        self._services: PracticeServices | None = None
        self._back: tuple[int, int | None, int] | None = None
        bar.wanted.connect(self.start)
        bar.declined.connect(self._decline)
        bar.left.connect(self.leave)
        sitting.queue_read.connect(self._queue_read)
        sitting.sheet_changed.connect(self._sheet_changed)
        sitting.case_opened.connect(self._sheet_changed)
        sitting.stage_locked.connect(self._sheet_changed)

    @Slot()
    def start(self) -> None:
        """Open the practice case; the round is come back to where it is left."""
        queue, sheet, state = self._sitting.queue, self._sitting.sheet, self._sitting.save_state
        if queue is None or self._services is not None or state.waiting or state.unsaved:
            return
        self._context.remembered.keep_practised(self._seat(queue))
        self._back = (queue.round_id, sheet.case_id if sheet is not None else None, queue.seat_id)
        self._services = PracticeServices(single_keys=queue.single_keys)
        self._sitting.practise(self._services)
        self.practising.emit(True)
        self._sitting.open_round(0)

    @Slot()
    def leave(self) -> None:
        """To the round again, at the case that was open."""
        back = self._back
        self.stop()
        if back is not None:
            self._sitting.open_round(*back)

    def stop(self) -> None:
        """No more of it: a round is opened, or another workspace."""
        if self._services is not None:
            self._services = None
            self._sitting.practise(None)
            self.practising.emit(False)
        self._bar.hide()

    @Slot()
    def _decline(self) -> None:
        if self._sitting.queue is not None:
            self._context.remembered.keep_practised(self._seat(self._sitting.queue))
        self._bar.hide()

    @Slot(object)
    def _queue_read(self, queue: Queue) -> None:
        new = all(item.state is SheetState.TODO or item.state.set_aside for item in queue.items)
        if self._services is None and new and not self._context.remembered.has_practised(self._seat(queue)):
            self._bar.offer()
        elif self._services is None:
            self._bar.hide()

    @Slot(object)
    def _sheet_changed(self, sheet: Sheet) -> None:
        if self._services is not None:
            self._bar.show_step(self._services.case.step)

    def _seat(self, queue: Queue) -> str:
        return f"{self._context.desk.workspace.uuid}:{queue.seat_id}"


def _done(sheet: Sheet) -> Done[Sheet]:
    return Done(value=sheet, changed=frozenset())
