"""Between two people: who sits down next. Nothing of whoever sat here before is on it."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from app.core.errors import AppError
from app.core.shapes.meetings import SeatLine
from app.ui.ceremony.stage import Stage
from app.ui.kit.announce import announce
from app.ui.kit.flow import Flow
from app.ui.kit.message_bar import MessageBar
from app.ui.kit.words import bare, button, clear_layout, column, label, row
from app.ui.theme import Look

_ALONE = "You grade alone: nobody in this room sees your answers before everyone is in. Each is saved as you give it."
_NOBODY = "Nobody has anything to grade now"
_CALL = "Please call the coordinator."
_WAIT = "One moment, please"
_OTHERS, _BEGUN = "Somebody else sits down:", "Somebody else sits down; whoever has begun, with the coordinator:"


class HandOver(QWidget):
    """Says in large words whose turn it is, and waits until that person is there."""

    begun = Signal(int)
    """The seat that somebody sat down at."""
    leaving = Signal()

    def __init__(self, look: Look) -> None:
        super().__init__()
        self.setProperty("page", True)
        self._stage = Stage(look)
        self._seat_id: int | None = None
        self.seat, self.ask = label("", "giant"), label("", "large")
        self.words, self.warning = label(_ALONE), label("", "strong")
        self.begin_button = button("Begin", kind="primary")
        self.others_words, self.others = label(_OTHERS, "small"), QWidget()
        self._flow = Flow(spacing=8)
        self.others.setLayout(self._flow)
        self.leave_button = button("Coordinator   ( Esc )", kind="quiet", name="For the coordinator. Press Escape")
        self.trouble = MessageBar(look, can_close=False)
        self._build()
        self.begin_button.clicked.connect(self._begin)
        self.leave_button.clicked.connect(self.leaving)
        look.changed.connect(self._fit)
        self._fit()

    def show_turn(self, turn: SeatLine | None, others: Sequence[SeatLine], warning: str) -> None:
        """Show whose turn it is.

        Args:
            turn: the seat whose turn it is; None when nobody has anything to grade.
            others: the seats that may sit down instead.
            warning: what members are warned of before they read.
        """
        self._seat_id = turn.seat_id if turn is not None else None
        self.trouble.clear()
        self.seat.setText(f"Seat {turn.number}" if turn is not None else _NOBODY)
        self.ask.setText(f"Please sit down{f', {turn.name}' if turn.name else ''}" if turn is not None else _CALL)
        for part in (self.words, self.begin_button):
            part.setVisible(turn is not None)
        begin = "go on" if turn is not None and turn.begun else "begin"
        self.words.setText(begun_words(turn) if turn is not None and turn.begun else _ALONE)
        self.begin_button.setText(f"I am seat {turn.number}: {begin}   ( Enter )" if turn is not None else "Begin")
        self.begin_button.setAccessibleName(f"I am seat {turn.number}: {begin}" if turn is not None else "Begin")
        self.warning.setText(f"Before you read: {warning}")
        self.warning.setVisible(bool(warning) and turn is not None)
        self.others_words.setText(_BEGUN if any(seat.begun for seat in others) else _OTHERS)
        clear_layout(self._flow)
        for seat in others:
            self._flow.addWidget(self._other(seat))
        for part in (self.others_words, self.others):
            part.setVisible(bool(others))
        self.take_keys()
        announce(self, f"{self.seat.text()}. {self.ask.text()}", urgent=True)

    def show_trouble(self, error: AppError, again: Callable[[], None]) -> None:
        """Say what went wrong, and offer to try it again; nobody sits down meanwhile."""
        self.show_turn(None, (), "")
        self.seat.setText(_WAIT)
        self.trouble.show_message("bad", error.what, error.fix, again)
        self.take_keys()

    def take_keys(self) -> None:
        """Put the focus on what is most likely wanted."""
        wanted = (self.trouble.retry_button, self.begin_button, self.leave_button)
        next(each for each in wanted if each.isVisibleTo(self)).setFocus()

    # ---------------------------------------------------------------- building
    def _build(self) -> None:
        inner = QWidget()
        inner.setProperty("bare", True)
        box: QVBoxLayout = bare(QVBoxLayout(inner), 0)
        begin = row(self.begin_button, None)
        head = column(self.seat, self.ask, spacing=4)
        other = column(self.others_words, self.others, spacing=4)
        self._inner = column(None, head, self.trouble, self.warning, self.words, begin, None, other, spacing=16)
        box.addLayout(self._inner)
        scroller = QScrollArea()
        scroller.setWidget(inner)
        scroller.setWidgetResizable(True)
        scroller.setFrameShape(QFrame.Shape.NoFrame)
        scroller.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroller.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._box = column(scroller, row(self.leave_button, None), spacing=8)
        self._box.setStretch(0, 1)
        self.setLayout(self._box)

    def _other(self, seat: SeatLine) -> QWidget:
        words = f"Seat {seat.number}, {seat.name}" if seat.name else f"Seat {seat.number}"
        words += " (has begun)" if seat.begun else ""
        made = button(words, name=f"{words} sits down")
        made.setObjectName(f"seat:{seat.number}")
        made.clicked.connect(lambda _on=False, number=seat.seat_id: self.begun.emit(number))
        return made

    # ---------------------------------------------------------------- acting
    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter begins, Esc calls for the coordinator; a key that is still held from before does nothing."""
        if event.isAutoRepeat():
            event.accept()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._begin()
        elif event.key() == Qt.Key.Key_Escape:
            self.leaving.emit()
        else:
            super().keyPressEvent(event)

    @Slot()
    def _begin(self) -> None:
        if self._seat_id is not None:
            self.begun.emit(self._seat_id)
        elif self.trouble.isVisible():
            self.trouble.retry_button.click()

    # ---------------------------------------------------------------- fitting
    def resizeEvent(self, event: QResizeEvent) -> None:
        """The words follow the window."""
        super().resizeEvent(event)
        self._fit()

    @Slot()
    def _fit(self) -> None:
        if self._stage.fit(self.size()) or not self.styleSheet():
            self.setStyleSheet(self._stage.sheet)
        unit = self._stage.px
        self._inner.setSpacing(unit(0.9))
        self._box.setContentsMargins(unit(2.4), unit(1.2), unit(2.4), unit(0.8))


def begun_words(seat: SeatLine) -> str:
    """Why a seat is not free to anybody any more."""
    return f"Seat {seat.number} has begun: the coordinator lets them go on, so that nobody else sees their answers."
