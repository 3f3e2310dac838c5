"""Every meeting: what is open, what is planned, what is past."""

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.core.shapes.meetings import MeetingListing, MeetingState
from app.core.words import count_of
from app.ui.actions.action_line import low
from app.ui.context import PageContext
from app.ui.kit.empty import Empty
from app.ui.kit.page import ScrollColumn, heading
from app.ui.kit.words import Card, bare, button, clear_layout, column, label, row
from app.ui.meetings.state_line import StateLine
from app.ui.meetings.words import STATE_SIGNS
from app.ui.theme import Look

_SENTENCE = (
    "A panel grades its cases here. Each member grades alone. When all are in, the panel sees how grades spread, "
    "talks, and sets down its view."
)
_GROUPS = (
    ("Now", (MeetingState.OPEN, MeetingState.BREAK)),
    ("Planned", (MeetingState.PLANNED,)),
    ("Past", (MeetingState.CLOSED,)),
)
_WHY = (
    "Draw a sample with a form for panels first. Then say who sits on the panel, and release the cases: the program "
    "leads you from there."
)


class MeetingLine(Card):
    """One meeting of the list, with the button that opens it."""

    def __init__(self, look: Look, meeting: MeetingListing) -> None:
        super().__init__(padding=14, spacing=6)
        low(self)
        self.meeting = meeting
        state = StateLine(look)
        state.show_state(meeting.state)
        told = f"{count_of(meeting.seats, 'member')}, {count_of(meeting.cases, 'case')}"
        if meeting.state is not MeetingState.PLANNED:
            told += f", {meeting.finished} finished"
        word = STATE_SIGNS[meeting.state][2]
        self.open_button = button("Open", name=f"Open {meeting.label}: {word}, {told}")
        self.open_button.setObjectName(f"meeting:{meeting.round_id}")
        words = column(label(meeting.label, "strong"), state, label(told, "soft"), spacing=3)
        box = row(words, self.open_button, spacing=16, stretch=0)
        box.setAlignment(self.open_button, Qt.AlignmentFlag.AlignVCenter)
        self.box.addLayout(box)


class ListView(QWidget):
    """The list, and the way to a new meeting."""

    wanted = Signal(int)
    new_wanted = Signal()

    def __init__(self, context: PageContext) -> None:
        super().__init__()
        self._look = context.look
        self.lines: list[MeetingLine] = []
        self.new_button = button("&Set up a meeting", kind="primary", name="Set up a meeting")
        self.empty = Empty(context.look, "meeting", "There is no meeting yet.", _WHY, "Set up a meeting")
        self._list: QVBoxLayout = bare(QVBoxLayout(), 10)
        self._may_set_up = False
        page = ScrollColumn(context)
        head = row(heading("Meetings", _SENTENCE), self.new_button, spacing=16, stretch=0)
        head.setAlignment(self.new_button, Qt.AlignmentFlag.AlignTop)
        page.box.addLayout(head)
        page.box.addWidget(self.empty)
        page.box.addLayout(self._list)
        page.box.addStretch(1)
        self.setLayout(column(page))
        self.new_button.clicked.connect(self.new_wanted)
        self.empty.act.clicked.connect(self.new_wanted)

    def show_meetings(self, meetings: tuple[MeetingListing, ...], *, may_set_up: bool) -> None:
        """Show these, those that are open first."""
        self.empty.setVisible(not meetings)
        self.empty.act.setVisible(may_set_up)
        if not may_set_up:
            self.empty.why.setText("A coordinator sets a meeting up. It is then opened from here.")
        self.new_button.setVisible(may_set_up and bool(meetings))
        clear_layout(self._list)
        self.lines = []
        for title, states in _GROUPS:
            group = [one for one in meetings if one.state in states]
            if group:
                self._list.addWidget(label(title, "strong"))
            for meeting in group:
                line = MeetingLine(self._look, meeting)
                line.open_button.clicked.connect(self._open)
                self.lines.append(line)
                self._list.addWidget(line)

    @Slot()
    def _open(self) -> None:
        pressed = self.sender()
        line = next((one for one in self.lines if one.open_button is pressed), None)
        if line is not None:
            self.wanted.emit(line.meeting.round_id)
