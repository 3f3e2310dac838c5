"""Seats: one machine, one person after the other. It is left only with the coordinator's passphrase."""

from collections.abc import Callable
from typing import ClassVar

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QStackedWidget, QWidget

from app.core.errors import AppError
from app.core.shapes.meetings import MeetingView, Presence, SeatLine
from app.ui.context import PageContext
from app.ui.kit.page import Page
from app.ui.kit.words import column
from app.ui.meetings.guard import GuardCard
from app.ui.nav import Place
from app.ui.seats.hand_over import HandOver, begun_words
from app.ui.seats.seat_grading import SeatGrading

_LEAVING = "What volunteers sit before is left only by the coordinator. Every try is written down."
_GOING_ON = "Every try is written down."


class SeatsPage(Page):
    """Hand-over, grading, hand-over: nobody sees what the one before them answered."""

    whole_window: ClassVar[bool] = True

    def __init__(self, context: PageContext) -> None:
        super().__init__(context)
        self._meeting: MeetingView | None = None
        self._keeps_in = self._warned = False
        self._then: Callable[[], object] | None = None
        self._before: QWidget | None = None
        self.grading: SeatGrading | None = None
        self.hand_over = HandOver(context.look)
        self.guard = GuardCard(context, _LEAVING)
        self._guard_view = self.guard.in_the_middle(34)
        self._guard_view.setProperty("page", True)
        self.views = QStackedWidget()
        for view in (self.hand_over, self._guard_view):
            self.views.addWidget(view)
        self.setLayout(column(self.views))
        self.hand_over.begun.connect(self._begin)
        self.hand_over.leaving.connect(self._ask_coordinator)
        self.guard.passed.connect(self._passed)
        self.guard.stayed.connect(self._stay)

    # ---------------------------------------------------------------- page
    def arrive(self, wanted: object) -> None:
        """Begin with a meeting, by the number of its round."""
        if isinstance(wanted, int):
            self._keeps_in = True
            self._read_turns(wanted, 0)
        else:
            self.visit(Place.MEETINGS)

    def reset(self) -> None:
        """Another workspace was opened."""
        super().reset()
        self._keeps_in, self._meeting = False, None
        self._throw_away()
        self.guard.forget()

    def leave(self) -> None:
        """Send what is typed before the window closes."""
        if self.grading is not None:
            self.grading.leave()

    @property
    def holds_unsaved(self) -> bool:
        """Whether an answer is shown that is not on disk."""
        return self.grading is not None and self.grading.holds_unsaved

    @property
    def keeps_in(self) -> bool:
        """Volunteers sit here: the coordinator lets them out."""
        return self._keeps_in

    def ask_to_leave(self, act: Callable[[], object]) -> None:
        """Ask for the passphrase; the act is done once it was given."""
        self._ask("Leave the seats", _LEAVING, lambda: self._let_go(act))

    # ---------------------------------------------------------------- turns
    def _read_turns(self, round_id: int, after: int) -> None:
        """Read who still has something to grade, and ask the next one to sit down; ``after`` is who sat before."""
        services, ws = self.context.services, self.context.desk.workspace
        self.context.tasks.run(
            lambda: services.read_meeting(ws, round_id=round_id),
            then=lambda meeting: self._show_turn(meeting, after),
            refused=lambda error: self._refused(error, lambda: self._read_turns(round_id, after)),
        )

    def _show_turn(self, meeting: MeetingView, after: int) -> None:
        self._meeting = meeting
        self._throw_away()
        self.context.messages.clear()
        waiting = waiting_seats(meeting)
        turn = next((seat for seat in waiting if seat.number > after), waiting[0] if waiting else None)
        self.views.setCurrentWidget(self.hand_over)
        self.hand_over.show_turn(turn, [seat for seat in waiting if seat is not turn], meeting.warning)

    @Slot(int)
    def _begin(self, seat_id: int) -> None:
        meeting = self._meeting
        seat = next((each for each in meeting.seats if each.seat_id == seat_id), None) if meeting is not None else None
        if meeting is None or seat is None:
            return
        if seat.begun:
            act = f"Let seat {seat.number} go on"
            self._ask(act, f"{begun_words(seat)} {_GOING_ON}", lambda: self._sit_down(meeting.round_id, seat))
        else:
            self._sit_down(meeting.round_id, seat)

    def _sit_down(self, round_id: int, seat: SeatLine) -> None:
        self._throw_away()
        self.grading = SeatGrading(self.context, round_id, seat)
        self.grading.finished.connect(self._next)
        self.views.addWidget(self.grading)
        self.views.setCurrentWidget(self.grading)
        self.grading.setFocus()

    @Slot()
    def _next(self) -> None:
        if self._meeting is not None and self.grading is not None:
            self._read_turns(self._meeting.round_id, self.grading.seat.number)

    def _throw_away(self) -> None:
        """Nothing of whoever sat here is left in the window."""
        grading, self.grading, self._before = self.grading, None, None
        if grading is not None:
            self.views.removeWidget(grading)
            grading.setParent(None)
            grading.deleteLater()

    # ---------------------------------------------------------------- the coordinator
    def _ask(self, doing: str, sentence: str, act: Callable[[], object]) -> None:
        """Ask for the passphrase; the act is done once it was given."""
        self._then = act
        if self.views.currentWidget() is not self._guard_view:
            self._before = self.views.currentWidget()
        self.views.setCurrentWidget(self._guard_view)
        self.guard.sentence.setText(sentence)
        self.guard.begin(doing)

    @Slot()
    def _passed(self) -> None:
        then, self._then = self._then, None
        if then is not None:
            then()

    @Slot()
    def _ask_coordinator(self) -> None:
        round_id = self._meeting.round_id if self._meeting is not None else None
        self.ask_to_leave(lambda: self.visit(Place.MEETINGS, round_id))

    def _let_go(self, act: Callable[[], object]) -> None:
        """Out; where an answer could not be saved, only when asked twice: the first time it is shown again."""
        if self.holds_unsaved and not self._warned:
            self._warned = True
            self._stay()
            return
        self._keeps_in = self._warned = False
        self.leave()
        self._throw_away()
        act()

    @Slot()
    def _stay(self) -> None:
        self._then = None
        self.views.setCurrentWidget(self._before or self.hand_over)
        if self.views.currentWidget() is self.hand_over:
            self.hand_over.take_keys()
        elif self.grading is not None:
            self.grading.setFocus()

    def _refused(self, error: AppError, again: Callable[[], None]) -> None:
        """It was not read whose turn it is: nobody sits down, and nobody is let out."""
        self._meeting = None
        self._throw_away()
        self.views.setCurrentWidget(self.hand_over)
        self.hand_over.show_trouble(error, again)


def waiting_seats(meeting: MeetingView) -> list[SeatLine]:
    """The seats whose members are here and have a case to grade."""
    cases = sum(not case.set_aside for case in meeting.cases)
    return [seat for seat in meeting.seats if seat.presence is Presence.PRESENT and seat.done < cases]
