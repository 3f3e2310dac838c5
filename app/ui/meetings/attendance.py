"""Who is here: a line a member, one key or one press each; the next member is then at hand."""

from PySide6.QtCore import Signal, Slot
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QVBoxLayout, QWidget

from app.core.shapes.meetings import MeetingState, MeetingView, Presence, SeatLine
from app.ui.kit.announce import announce
from app.ui.kit.choices import Choices, Option
from app.ui.kit.disclosure import Disclosure
from app.ui.kit.words import Card, bare, clear_layout, column, label, rule
from app.ui.meetings.member_form import MemberForm
from app.ui.meetings.words import PRESENCE_WORDS, member_words, seat_name
from app.ui.theme import Look

_WIDE_EMS = 38
_HERE = Option(code=Presence.PRESENT.value, key="1", label="Here", tone="good")
_ABSENT = Option(code=Presence.ABSENT.value, key="2", label="Not here", tone="neutral")
_LEFT = Option(code=Presence.LEFT.value, key="3", label="Has left", tone="neutral")
_DECLARATION = (
    "Mark “Here” when a member has said yes to this: I have read the terms of reference, I keep what I hear in "
    "confidence, and I say so when I know someone in a case. Keys 1, 2 and 3 mark a member; the next one follows."
)


class SeatRow(QWidget):
    """One member. The keys on the buttons act while one of them has the focus."""

    marked = Signal(int, object)
    passed_on = Signal(object)
    """It was marked by hand: the next row may take the focus."""

    def __init__(self, look: Look, seat: SeatLine, *, during: bool) -> None:
        super().__init__()
        self._look, self.seat_id = look, seat.seat_id
        self._options = (_HERE, _ABSENT, _LEFT) if during else (_HERE, _ABSENT)
        self.name, self.about = label("", "strong"), label("", "small")
        self.marks = Choices(look, self._options, name=f"Is {seat_name(seat)} here?", most=3)
        self._box = bare(QBoxLayout(QBoxLayout.Direction.LeftToRight), 12)
        self._box.addLayout(column(self.name, self.about, spacing=0), 2)
        self._box.addWidget(self.marks, 3 if during else 2)
        self.setLayout(self._box)
        self.marks.chosen.connect(self._chosen)
        self.show_seat(seat)

    def show_seat(self, seat: SeatLine) -> None:
        """Show how this member is marked."""
        self.name.setText(seat_name(seat))
        self.marks.show_value("" if seat.presence is Presence.EXPECTED else seat.presence.value)
        was_here = seat.presence in (Presence.PRESENT, Presence.LEFT)
        if len(self._options) > 2:  # who was here can only leave, and only who was here
            for segment, wanted in zip(self.marks.segments[1:], (not was_here, was_here), strict=True):
                segment.setEnabled(wanted)
        self.about.setText(f"Seat {seat.number}  ·  {member_words(seat)}")
        self.setAccessibleName(f"{seat_name(seat)}, {PRESENCE_WORDS[seat.presence]}")

    def take_focus(self) -> None:
        """Put the keys here."""
        chosen = next((each for each in self.marks.segments if each.isChecked()), self.marks.segments[0])
        chosen.setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """The keys that stand on the buttons."""
        at = next((at for at, one in enumerate(self._options) if one.key == event.text()), None)
        if at is None or event.isAutoRepeat():
            super().keyPressEvent(event)
        elif self.marks.segments[at].isEnabled():
            self.marks.choose(self._options[at].code)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Side by side where there is room, else one below the other."""
        super().resizeEvent(event)
        wide = self.width() >= self._look.em(_WIDE_EMS)
        across, down = QBoxLayout.Direction.LeftToRight, QBoxLayout.Direction.TopToBottom
        self._box.setDirection(across if wide else down)

    @Slot(str)
    def _chosen(self, code: str) -> None:
        announce(self, f"{self.name.text()}: {PRESENCE_WORDS[Presence(code)]}")
        self.passed_on.emit(self)
        self.marked.emit(self.seat_id, Presence(code))


class AttendanceCard(Card):
    """Every member, and a way to add one who was not expected."""

    marked = Signal(int, object)
    member_added = Signal(object)
    moved = Signal(object)
    """The keys are at this row now."""
    through = Signal()
    """The last member was marked."""

    def __init__(self, look: Look) -> None:
        super().__init__(spacing=10)
        self._look = look
        self._shown: tuple[tuple[int, ...], bool] = ((), False)
        self.rows: list[SeatRow] = []
        self._rows: QVBoxLayout = bare(QVBoxLayout(), 8)
        self.form = MemberForm("A name is enough. They get the next seat.")
        self.adding = Disclosure(look, "Somebody came who is not in the list", self.form)
        self.box.addWidget(label(_DECLARATION, "small"))
        self.box.addLayout(self._rows)
        self.box.addWidget(self.adding)
        self.form.added.connect(self._added)

    def show_meeting(self, meeting: MeetingView) -> None:
        """Show its members; where they are the same as before, the focus stays where it is."""
        during = meeting.state is not MeetingState.PLANNED
        shown = (tuple(seat.seat_id for seat in meeting.seats), during)
        if shown != self._shown:
            self._shown = shown
            self._rebuild(meeting, during=during)
        for row, seat in zip(self.rows, meeting.seats, strict=True):
            row.show_seat(seat)

    def _rebuild(self, meeting: MeetingView, *, during: bool) -> None:
        clear_layout(self._rows)
        self.rows = []
        for seat in meeting.seats:
            row = SeatRow(self._look, seat, during=during)
            row.marked.connect(self.marked)
            row.passed_on.connect(self._to_next)
            if self.rows:
                self._rows.addWidget(rule())
            self.rows.append(row)
            self._rows.addWidget(row)

    def take_focus(self) -> None:
        """Put the keys at the first member who is not marked yet."""
        waiting = next((each for each in self.rows if not each.marks.value), None)
        if waiting is not None:
            waiting.take_focus()
            self.moved.emit(waiting)

    @Slot(object)
    def _to_next(self, row: SeatRow) -> None:
        at = self.rows.index(row) + 1
        if at < len(self.rows):
            self.rows[at].take_focus()
            self.moved.emit(self.rows[at])
        else:
            self.through.emit()

    @Slot(object)
    def _added(self, member: object) -> None:
        self.form.clear()
        self.member_added.emit(member)
