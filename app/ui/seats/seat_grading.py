"""The grading screen for one seat of a meeting: its own cases, and no way to anywhere else."""

from PySide6.QtCore import Signal, Slot
from PySide6.QtGui import QKeySequence, QShortcut

from app.core.errors import AppError
from app.core.shapes.meetings import SeatLine
from app.core.shapes.sheets import Queue, SheetState
from app.ui.context import PageContext
from app.ui.grading.page import GradingPage
from app.ui.kit.words import button

_OPEN = (SheetState.TODO, SheetState.STARTED)


class SeatGrading(GradingPage):
    """Built for one person and thrown away after: nothing of theirs is left for the next."""

    finished = Signal()
    """They hand over, and every answer of theirs is on disk."""

    def __init__(self, context: PageContext, round_id: int, seat: SeatLine) -> None:
        super().__init__(context)
        self.seat = seat
        self._told = False
        self.finish_button = button("Hand over   ( Ctrl+H )", name="I am finished: hand over. Press Control H")
        self.rounds_button.setVisible(False)
        self._head.addWidget(self.finish_button)
        self.finish_button.clicked.connect(self.hand_over)
        self.sitting.queue_read.connect(self._name_seat)
        shortcut = QShortcut(QKeySequence("Ctrl+H"), self)
        shortcut.setAutoRepeat(False)
        shortcut.activated.connect(self.hand_over)
        self.views.setCurrentWidget(self._desk)
        self.sitting.open_round(round_id, seat_id=seat.seat_id)

    def refresh(self) -> None:
        """Read the queue again; other rounds are none of this seat's business."""
        self.sitting.read_queue()

    @Slot()
    def hand_over(self) -> None:
        """Let the next one sit down, as soon as every answer is on disk."""
        self.leave()
        self.context.tasks.run(lambda: None, then=lambda _: self._all_told())

    def _all_told(self) -> None:
        """Everything that was on its way has come back by now."""
        if self.holds_unsaved:
            what = "An answer is not saved yet, so nobody else can sit down."
            self.sitting.save_failed.emit(AppError(what, "Try again first."))
            return
        self.finished.emit()

    @Slot(object)
    def _name_seat(self, queue: Queue) -> None:
        self.title.setText(f"Seat {self.seat.number}")
        self.subtitle.setText(queue.label)
        self._fit()
        if queue.seat_id != self.seat.seat_id:  # the practice case sits in no seat
            return
        left = sum(item.state in _OPEN for item in queue.items)
        if not left and not self._told:
            self._told = True
            self.trouble.show_message("good", "You have graded all your cases. Thank you.", "Hand over to the next.")
            self.finish_button.setFocus()
