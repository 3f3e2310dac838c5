"""One meeting: before it opens, while it goes on, in a break, and after it was closed."""

from collections.abc import Iterable

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.core.shapes.actions import ActionView
from app.core.shapes.meetings import MeetingState, MeetingView
from app.core.words import count_of
from app.core.workflow.rights import Right
from app.ui.context import PageContext
from app.ui.kit.disclosure import Disclosure
from app.ui.kit.flow import Flow
from app.ui.kit.message_bar import note
from app.ui.kit.page import ScrollColumn
from app.ui.kit.words import Card, bare, button, clear_layout, column, label, row, set_tone
from app.ui.meetings.attendance import AttendanceCard
from app.ui.meetings.break_bar import BreakBar, BreakButton
from app.ui.meetings.carried_card import CarriedCard
from app.ui.meetings.cases_card import CasesCard
from app.ui.meetings.outcomes_card import OutcomesCard
from app.ui.meetings.papers_card import PapersCard
from app.ui.meetings.state_line import StateLine
from app.ui.meetings.words import here_words, next_case

_ALL_DONE = "Every case is through. Close the meeting when nothing is left to say."


class RoomView(QWidget):
    """What is to be done next stands first; what a meeting does not need at the moment is away."""

    back = Signal()
    marked = Signal(int, object)
    member_added = Signal(object)
    open_wanted = Signal()
    break_wanted = Signal(int)
    go_on_wanted = Signal()
    close_wanted = Signal()
    case_wanted = Signal(int)
    releases_wanted = Signal()
    actions_wanted = Signal()
    results_wanted = Signal()

    def __init__(self, context: PageContext) -> None:
        super().__init__()
        look = self._look = context.look
        self.meeting: MeetingView | None = None
        self.rights: frozenset[str] = frozenset()
        """What whoever signed in may do; the page says it."""
        self._marked_all = False
        self.back_button = button("‹ Meetings", kind="quiet", name="Back to the meetings")
        self.title, self.facts, self.state = label("", "large"), label("", "soft"), StateLine(look)
        self.workload = label("", "soft")
        self.break_bar, self.break_button = BreakBar(look), BreakButton()
        self.open_button = button("&Open the meeting", kind="primary", name="Open the meeting")
        self.next_button = button("Go on", kind="primary")
        self.close_button = button("&Close the meeting", kind="primary", name="Close the meeting")
        self.results_button = button("See the &results", kind="primary", name="See the results of this meeting")
        self.releases_button = button("Read and release the cases", name="Go to the releases of this meeting")
        self.missing_title = label("", "strong")
        self._missing: QVBoxLayout = bare(QVBoxLayout(), 6)
        self.attendance, self.cases = AttendanceCard(look), CasesCard(look)
        self.here = Disclosure(look, "Who is here", self.attendance)
        self.papers = PapersCard(context)
        self.papers_part = Disclosure(look, "Papers of this meeting, and filled forms", self.papers)
        self.warning = label("")
        none = "No action of an earlier meeting of this panel waits."
        self.carried = CarriedCard(look, "Last meeting’s actions", none)
        self.left_over = CarriedCard(look, "Actions of this meeting", "No action of this meeting is open.")
        self.outcomes = OutcomesCard(look)
        self._build(context)
        self._connect()

    # ---------------------------------------------------------------- showing
    def show_meeting(self, meeting: MeetingView) -> None:
        """Show how far a meeting is."""
        stepped = self.meeting is None or self.meeting.state is not meeting.state
        self.meeting = meeting
        planned, closed = meeting.state is MeetingState.PLANNED, meeting.state is MeetingState.CLOSED
        going = meeting.state is MeetingState.OPEN
        self.title.setText(meeting.label)
        vote = "police members vote" if meeting.police_vote else "police members do not vote"
        area = meeting.area_label or "The whole force"
        self.facts.setText("  ·  ".join(filter(None, (area, meeting.terms, vote))))
        self.state.show_state(meeting.state)
        self.workload.setText(" ".join(filter(None, (meeting.workload.sentence, meeting.workload.warning))))
        self.workload.setVisible(planned)
        self.break_bar.setVisible(meeting.state is MeetingState.BREAK)
        self.break_button.setVisible(going)
        self._show_parts(meeting)
        for part in (self.cases, self.here):
            part.setVisible(not closed)
        if stepped:
            self.here.open(planned)
        self._place_missing(first=planned or not meeting.missing)
        self.here.rename(f"Who is here: {here_words(meeting)}")
        self.carried.setVisible(planned)
        for part in (self.outcomes, self.left_over, self.results_button):
            part.setVisible(closed)
        self._show_warning(meeting)
        self._show_next(meeting)
        self._show_missing(meeting)
        if self._marked_all and self.open_button.isVisibleTo(self):
            self.open_button.setFocus()
            self._see(self.open_button)
        self._marked_all = False

    def show_actions(self, actions: Iterable[ActionView], earlier: frozenset[int]) -> None:
        """Show what earlier meetings of the panel left, and what comes of this one; the oldest first."""
        own = self.meeting.round_id if self.meeting else 0
        listed = sorted(actions, key=lambda action: action.action_id)
        self.carried.show_actions(tuple(one for one in listed if one.round_id in earlier))
        self.left_over.show_actions(tuple(one for one in listed if one.round_id == own))

    def begin(self) -> None:
        """The meeting is shown from its top: what is to be done next has the focus."""
        self.page.verticalScrollBar().setValue(0)
        ways = (self.break_bar.go_button, self.next_button, self.open_button, self.releases_button, self.close_button)
        order = (*ways, self.results_button, self.back_button)
        first = next((one for one in order if one.isVisibleTo(self) and one.isEnabled()), None)
        if first is not None:
            first.setFocus()
        if first is self.back_button and self.meeting is not None and self.meeting.state is MeetingState.PLANNED:
            self.attendance.take_focus()

    # ---------------------------------------------------------------- building
    def _build(self, context: PageContext) -> None:
        self.page = ScrollColumn(context)
        ways = QWidget()
        flow = Flow(ways, spacing=8)
        for part in (self.next_button, self.break_button, self.results_button):
            flow.addWidget(part)
        self._ways = ways
        missing = Card(spacing=8)
        missing.box.addWidget(self.missing_title)
        missing.box.addLayout(self._missing)
        acts = QWidget()
        flow = Flow(acts, spacing=8)
        for part in (self.open_button, self.close_button, self.releases_button):
            flow.addWidget(part)
        missing.box.addWidget(acts)
        self._missing_card = missing
        self._read_aloud = Card(spacing=6)
        self._read_aloud.box.addWidget(label("Read this aloud before anyone reads a case", "strong"))
        self._read_aloud.box.addWidget(self.warning)
        box = self.page.box
        box.addLayout(row(self.back_button, None))
        box.addLayout(column(self.title, self.state, self.facts, self.workload, spacing=4))
        self._later: QVBoxLayout = bare(QVBoxLayout(), 16)
        for part in (self.break_bar, self._ways, self.outcomes, self.left_over):
            box.addWidget(part)
        box.addLayout(self._later)
        for part in (self.here, self.papers_part, self._read_aloud, self.carried, self.cases, self._missing_card):
            self._later.addWidget(part)
        box.addStretch(1)
        self.setLayout(column(self.page))
        self._fit()

    def _connect(self) -> None:
        self.back_button.clicked.connect(self.back)
        self.open_button.clicked.connect(self.open_wanted)
        self.close_button.clicked.connect(self.close_wanted)
        self.releases_button.clicked.connect(self.releases_wanted)
        self.results_button.clicked.connect(self.results_wanted)
        self.next_button.clicked.connect(self._next)
        self.break_button.wanted.connect(self._break)
        self.break_bar.over.connect(self.go_on_wanted)
        self.attendance.marked.connect(self.marked)
        self.attendance.moved.connect(self._see)
        self.attendance.through.connect(self._all_marked)
        self.attendance.member_added.connect(self.member_added)
        self.cases.case_wanted.connect(self.case_wanted)
        for card in (self.carried, self.left_over):
            card.actions_wanted.connect(self.actions_wanted)
        self._look.changed.connect(self._fit)

    @Slot()
    def _fit(self) -> None:
        self.warning.setContentsMargins(self._look.em(0.6), 0, 0, 0)

    # ---------------------------------------------------------------- parts
    def _place_missing(self, *, first: bool) -> None:
        """What is missing stands first before the meeting opens, last while it goes on, and first again at its end."""
        wanted = 0 if first else self._later.count() - 1
        if self._later.indexOf(self._missing_card) != wanted:
            self._later.removeWidget(self._missing_card)
            self._later.insertWidget(wanted, self._missing_card)

    def _show_parts(self, meeting: MeetingView) -> None:
        self.attendance.show_meeting(meeting)
        self.cases.show_meeting(meeting)
        self.papers.show_meeting(meeting, self.rights)
        self.papers_part.setVisible(self.papers.offers)

    def _show_warning(self, meeting: MeetingView) -> None:
        self.warning.setText(meeting.warning)
        wanted = meeting.state is MeetingState.PLANNED or next_case(meeting) == next(iter(meeting.cases), None)
        self._read_aloud.setVisible(bool(meeting.warning) and wanted and meeting.state is not MeetingState.CLOSED)

    def _show_next(self, meeting: MeetingView) -> None:
        following = next_case(meeting)
        going = meeting.state is MeetingState.OPEN
        self.next_button.setVisible(going and following is not None)
        self._ways.setVisible(going or meeting.state is MeetingState.CLOSED)
        if following is not None:
            self.next_button.setText(f"Go on with case {following.number}")
            self.next_button.setAccessibleName(self.next_button.text())

    def _show_missing(self, meeting: MeetingView) -> None:
        planned, closed = meeting.state is MeetingState.PLANNED, meeting.state is MeetingState.CLOSED
        self._missing_card.setVisible(not closed)
        step = "opened" if planned else "closed"
        self.missing_title.setText(f"Before it can be {step}" if meeting.missing else f"It can be {step}")
        clear_layout(self._missing)
        for sentence in meeting.missing:
            self._missing.addWidget(note(self._look, "warn" if planned else "info", sentence))
        if not meeting.missing:
            told = "Everything is ready: open the meeting when the panel is seated." if planned else _ALL_DONE
            self._missing.addWidget(note(self._look, "good", told))
        self.open_button.setVisible(planned)
        self.open_button.setEnabled(not meeting.missing)
        self.close_button.setVisible(not planned)
        self.close_button.setEnabled(not meeting.missing)
        set_tone(self.close_button, "false" if meeting.missing else "true", "primary")
        unread = [case for case in meeting.cases if not case.released and not case.set_aside]
        self.releases_button.setVisible(planned and bool(unread) and Right.RELEASE.value in self.rights)
        self.releases_button.setText(f"Read and release {count_of(len(unread), 'case')}")

    # ---------------------------------------------------------------- acting
    @Slot(object)
    def _see(self, part: QWidget) -> None:
        """Keep what has the keys in view."""
        self.page.ensureWidgetVisible(part, 0, self._look.em(3))

    @Slot()
    def _all_marked(self) -> None:
        """The last member was marked: as soon as that is kept, opening is at hand."""
        self._marked_all = True

    @Slot()
    def _next(self) -> None:
        following = next_case(self.meeting) if self.meeting is not None else None
        if following is not None:
            self.case_wanted.emit(following.case_id)

    @Slot(int)
    def _break(self, minutes: int) -> None:
        self.break_bar.begin(minutes)
        self.break_wanted.emit(minutes)
