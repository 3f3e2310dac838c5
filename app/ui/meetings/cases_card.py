"""The cases of a meeting as a queue: how far each is, told by shapes and words, and the way into it."""

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from app.core.shapes.meetings import MeetingCase, MeetingState, MeetingView
from app.core.words import count_of
from app.ui.actions.action_line import low
from app.ui.kit.picture import Picture
from app.ui.kit.words import Card, bare, button, clear_layout, column, label, row, rule
from app.ui.meetings.seat_strip import SeatStrip
from app.ui.meetings.words import case_facts, case_state, finished_cases, graded_cases
from app.ui.theme import Look


class CaseRow(QWidget):
    """One case."""

    def __init__(self, look: Look, number: int) -> None:
        super().__init__()
        self.case_id = 0
        self.picture = Picture(look, "list", ems=1.1)
        self.title, self.facts, self.state = label("", "strong"), label("", "small"), label("", "soft")
        self.strip = SeatStrip(look)
        self.open_button = button("Open")
        self.open_button.setObjectName(f"case:{number}")
        words = column(self.title, self.facts, self.strip, self.state, spacing=3)
        box = bare(row(self.picture, words, self.open_button, spacing=12, stretch=1), 12)
        box.setAlignment(self.picture, Qt.AlignmentFlag.AlignTop)
        box.setAlignment(self.open_button, Qt.AlignmentFlag.AlignVCenter)
        self.setLayout(box)
        low(self)

    def show_case(self, case: MeetingCase, meeting: MeetingState) -> None:
        """Show how far a case is."""
        self.case_id = case.case_id
        going = meeting in (MeetingState.OPEN, MeetingState.BREAK)
        planned = meeting is MeetingState.PLANNED and case.released and not case.set_aside
        told = "released, ready to be graded" if planned else case_state(case)
        self.picture.show_icon(*_sign(case))
        self.title.setText(f"Case {case.number}")
        self.facts.setText(case_facts(case))
        self.state.setText(told[0].upper() + told[1:])
        self.strip.show_seats(case.seats)
        self.strip.setVisible(going and bool(case.stage) and case.released and not case.set_aside)
        self.open_button.setVisible(going and case.released and not case.set_aside)
        self.open_button.setAccessibleName(f"Open case {case.number}: {told}")


class CasesCard(Card):
    """All cases in the order of the queue."""

    case_wanted = Signal(int)

    def __init__(self, look: Look) -> None:
        super().__init__(spacing=10)
        self._look = look
        self._ids: tuple[int, ...] = ()
        self.rows: list[CaseRow] = []
        self.count_line = label("", "soft")
        self._rows: QVBoxLayout = bare(QVBoxLayout(), 8)
        self.box.addLayout(column(label("The cases", "strong"), self.count_line, spacing=2))
        self.box.addLayout(self._rows)

    def show_meeting(self, meeting: MeetingView) -> None:
        """Show its cases; where they are the same as before, the focus stays where it is."""
        ids = tuple(case.case_id for case in meeting.cases)
        if ids != self._ids:
            self._ids = ids
            self._rebuild(meeting)
        for each, case in zip(self.rows, meeting.cases, strict=True):
            each.show_case(case, meeting.state)
        total = count_of(graded_cases(meeting), "case")
        going = meeting.state is not MeetingState.PLANNED
        self.count_line.setText(f"{finished_cases(meeting)} of {total} finished" if going else total)

    def _rebuild(self, meeting: MeetingView) -> None:
        clear_layout(self._rows)
        self.rows = []
        for case in meeting.cases:
            made = CaseRow(self._look, case.number)
            made.open_button.clicked.connect(self._open)
            if self.rows:
                line: QFrame = rule()
                self._rows.addWidget(line)
            self.rows.append(made)
            self._rows.addWidget(made)

    @Slot()
    def _open(self) -> None:
        pressed = self.sender()
        found = next((each for each in self.rows if each.open_button is pressed), None)
        if found is not None:
            self.case_wanted.emit(found.case_id)


def _sign(case: MeetingCase) -> tuple[str, str]:
    if case.set_aside:
        return "close", "soft"
    if not case.released:
        return "lock", "warn"
    return ("list", "accent") if case.stage else ("check", "good")
