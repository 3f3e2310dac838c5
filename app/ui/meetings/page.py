"""Meetings: the list, the form of a new one, one meeting, one case of it. Services are called here."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, ClassVar

from PySide6.QtCore import QTimer, Slot
from PySide6.QtWidgets import QStackedWidget, QWidget

from app.core.changes import Topic
from app.core.errors import AppError
from app.core.shapes.meetings import (
    CaseSpread,
    MeetingPlan,
    MeetingState,
    MeetingView,
    Member,
    Presence,
    Vote,
)
from app.core.workflow.rights import Right
from app.ui.context import PageContext
from app.ui.kit.announce import announce
from app.ui.kit.empty import Empty
from app.ui.kit.page import Page, ScrollColumn, heading
from app.ui.kit.words import column
from app.ui.meetings.case_view import CaseView
from app.ui.meetings.list_view import ListView
from app.ui.meetings.projector_bar import ProjectorBar
from app.ui.meetings.reading import Asked, Shown, read_shown
from app.ui.meetings.room_view import RoomView
from app.ui.meetings.set_up_view import SetUpView
from app.ui.nav import Place
from app.ui.wanted import CaseToFollow, CaseToGrade

if TYPE_CHECKING:
    from app.ui.meetings.audience import AudienceWindow
    from app.ui.meetings.filled_view import FilledView
    from app.ui.meetings.grid_view import GridView

__all__ = ["MeetingsPage"]

_NOT_YOURS = "Coordinators set meetings up and run them; a chair may open and close one."


class MeetingsPage(Page):
    """Where a coordinator runs a panel."""

    topics: ClassVar[frozenset[Topic]] = frozenset(
        {Topic.ROUNDS, Topic.SHEETS, Topic.DRAWS, Topic.ACTIONS, Topic.PEOPLE}
    )

    def __init__(self, context: PageContext) -> None:
        super().__init__(context)
        self._round = self._case = 0
        self.list, self.set_up = ListView(context), SetUpView(context)
        self.room, self.case = RoomView(context), CaseView(context)
        self.not_yours = Empty(context.look, "meeting", "Meetings are run by a coordinator", _NOT_YOURS)
        self.views = QStackedWidget()
        self._refused = ScrollColumn(context)
        self._refused.box.addLayout(heading("Meetings"))
        self._refused.box.addWidget(self.not_yours)
        self._refused.box.addStretch(1)
        for view in (self._refused, self.list, self.set_up, self.room, self.case):
            self.views.addWidget(view)
        self.views.setCurrentWidget(self.list)
        self.projector = ProjectorBar(context.look)
        whole = column(self.projector, self.views, spacing=0)
        whole.setStretch(1, 1)
        self.setLayout(whole)
        self.grid: GridView | None = None
        self.filled: FilledView | None = None
        self.audience: AudienceWindow | None = None
        self._connect()

    # ---------------------------------------------------------------- page
    def refresh(self) -> None:
        """Read again what is shown. Cell by cell of the grid nothing of that changes; it is read when that is left."""
        if self.views.currentWidget() is not self.grid:
            self._read(self._show)

    def arrive(self, wanted: object) -> None:
        """A meeting that the person came for, or a case of one."""
        if isinstance(wanted, int):
            self._open_meeting(wanted)
        elif isinstance(wanted, CaseToGrade):
            self._round = wanted.round_id
            self._open_case(wanted.case_id)

    def reset(self) -> None:
        """Forget what was shown of another workspace."""
        super().reset()
        self._round = self._case = 0
        self.set_up.forget()
        self.case.forget()
        self.room.papers.forget()
        self.views.setCurrentWidget(self.list)
        if self.grid is not None:
            self.grid.reset()
        if self.filled is not None:
            self.filled.show_meeting(0)

    @property
    def holds_unsaved(self) -> bool:
        """Whether an answer that was typed in, or a minority note, is not on disk."""
        return self.case.holds_unsaved or (self.grid is not None and self.grid.holds_unsaved)

    def _read(self, then: Callable[[Shown], None]) -> None:
        services, ws = self.context.services, self.context.desk.workspace
        asked = Asked(round_id=self._round, case_id=self._case, setting_up=self.views.currentWidget() is self.set_up)
        self.context.tasks.run(lambda: read_shown(services, ws, asked), then=then, initiator=self)

    def _show(self, read: Shown) -> None:
        if not read.allowed:
            self.views.setCurrentWidget(self._refused)
            return
        if self.views.currentWidget() is self._refused:
            self.views.setCurrentWidget(self.list)
        self.room.rights = self.case.rights = read.rights
        self.list.show_meetings(read.meetings, may_set_up=Right.SET_UP_PANEL.value in read.rights)
        if read.choices is not None:
            self.set_up.show_choices(read.choices)
        if read.meeting is None:
            return
        self._show_meeting(read.meeting)
        self.room.show_actions(read.actions, read.earlier)
        if read.meeting.state is MeetingState.CLOSED:
            self.room.outcomes.show_outcomes(read.meeting, read.outcomes)
        if read.spread is not None:
            self.case.show_spread(read.spread)
            self._show_meeting(read.meeting)
        number = self.case.case.number if self.case.case is not None else 0
        self.case.show_earlier(next((one for one in read.outcomes if one.number == number), None))

    def _show_meeting(self, meeting: MeetingView) -> None:
        """Show a meeting, and in it the case that is chosen."""
        if meeting.round_id != self._round:
            return
        self.room.show_meeting(meeting)
        case = next((one for one in meeting.cases if one.case_id == self._case), None)
        if case is not None:
            self.case.show_case(meeting, case)

    # ---------------------------------------------------------------- building
    def _connect(self) -> None:
        self.list.wanted.connect(self._open_meeting)
        self.list.new_wanted.connect(self._begin)
        self.set_up.given.connect(self._set_up)
        self.set_up.left.connect(self._to_list)
        self.set_up.draw_wanted.connect(self._to_draws)
        room, case = self.room, self.case
        room.back.connect(self._to_list)
        room.marked.connect(self._mark)
        room.member_added.connect(self._add_member)
        room.open_wanted.connect(self._open)
        room.break_wanted.connect(self._break)
        room.go_on_wanted.connect(self._go_on)
        room.close_wanted.connect(self._close)
        room.case_wanted.connect(self._open_case)
        room.releases_wanted.connect(self._to_releases)
        room.actions_wanted.connect(self._to_actions)
        room.results_wanted.connect(self._to_results)
        room.papers.releases_wanted.connect(self._to_releases)
        room.papers.papers_wanted.connect(self._to_papers)
        room.papers.filled_wanted.connect(self._bring_forms)
        case.back.connect(self._to_room)
        case.case_wanted.connect(self._open_case)
        case.spread_wanted.connect(self._show_spread)
        case.agreed.connect(self._agree)
        case.stage_wanted.connect(self._open_stage)
        case.action_wanted.connect(self._add_action)
        case.type_wanted.connect(self._type_in)
        case.turn_wanted.connect(self._grade_in_turn)
        case.project_wanted.connect(self._project)

    def _act(
        self,
        work: Callable[[], Any],
        then: Callable[[Any], None],
        refused: Callable[[AppError], None] | None = None,
    ) -> None:
        """Do something in the worker; what is refused is told above the page, unless it has a place of its own."""
        self.context.messages.clear()
        self.context.tasks.run(work, then=then, refused=refused, initiator=self)

    # ---------------------------------------------------------------- going about
    def _go_to(self, view: QWidget, begin: Callable[[], None] | None = None) -> None:
        """Show a view, read what it shows, and then put the focus where it belongs, if it is still shown by then."""
        self.views.setCurrentWidget(view)

        def focus() -> None:
            if begin is not None and self.views.currentWidget() is view:
                begin()

        def then(read: Shown) -> None:
            self._show(read)
            QTimer.singleShot(0, self, focus)

        self._read(then)

    @Slot()
    def _to_list(self) -> None:
        self._round = self._case = 0
        self._go_to(self.list)

    @Slot()
    def _to_room(self) -> None:
        self._case = 0
        self._go_to(self.room, self.room.begin)

    @Slot(int)
    def _open_meeting(self, round_id: int) -> None:
        self._round, self._case = round_id, 0
        self._go_to(self.room, self.room.begin)

    @Slot(int)
    def _open_case(self, case_id: int) -> None:
        self._case = case_id
        self._go_to(self.case, self.case.begin)
        if self.audience is not None:
            self.audience.follow(self._round, case_id)

    @Slot()
    def _to_draws(self) -> None:
        self.visit(Place.DRAW)

    @Slot()
    def _to_releases(self) -> None:
        self.visit(Place.RELEASES, self._round)

    @Slot()
    def _to_actions(self) -> None:
        self.visit(Place.ACTIONS)

    @Slot()
    def _to_results(self) -> None:
        self.visit(Place.RESULTS, self._round)

    @Slot()
    def _to_papers(self) -> None:
        self.visit(Place.PAPERS)

    @Slot(int)
    def _add_action(self, case_id: int) -> None:
        case = self.case.case
        if case is not None and case.case_id == case_id:
            wanted = CaseToFollow(round_id=self._round, number=case.number, what="action", back=Place.MEETINGS)
            self.visit(Place.ACTIONS, wanted)

    # ---------------------------------------------------------------- setting up
    @Slot()
    def _begin(self) -> None:
        self._go_to(self.set_up, self.set_up.begin)

    @Slot(object)
    def _set_up(self, plan: MeetingPlan) -> None:
        services, ws = self.context.services, self.context.desk.workspace

        def then(meeting: MeetingView) -> None:
            self.set_up.forget()
            self._open_meeting(meeting.round_id)
            self.context.messages.tell("good", f"{meeting.label}, is set up.", "Release its cases before it opens.")

        self._act(lambda: services.set_up_meeting(ws, plan), then, self.set_up.refuse)

    # ---------------------------------------------------------------- the room
    @Slot(int, object)
    def _mark(self, seat_id: int, presence: Presence) -> None:
        services, ws, number = self.context.services, self.context.desk.workspace, self._round
        declared = presence is Presence.PRESENT

        def refused(error: AppError) -> None:
            self.context.messages.refuse(error)
            self.refresh()

        self._act(
            lambda: services.mark_presence(ws, round_id=number, seat_id=seat_id, presence=presence, declared=declared),
            self._show_meeting,
            refused,
        )

    @Slot(object)
    def _add_member(self, member: Member) -> None:
        services, ws, number = self.context.services, self.context.desk.workspace, self._round
        self._act(lambda: services.add_member(ws, round_id=number, member=member), self._show_meeting)

    @Slot()
    def _open(self) -> None:
        services, ws, number = self.context.services, self.context.desk.workspace, self._round
        self._act(lambda: services.open_meeting(ws, round_id=number), self._stepped)

    @Slot(int)
    def _break(self, _minutes: int) -> None:
        services, ws, number = self.context.services, self.context.desk.workspace, self._round
        self._act(lambda: services.take_break(ws, round_id=number), self._stepped)

    @Slot()
    def _go_on(self) -> None:
        services, ws, number = self.context.services, self.context.desk.workspace, self._round
        self._act(lambda: services.go_on(ws, round_id=number), self._stepped)

    @Slot()
    def _close(self) -> None:
        services, ws, number = self.context.services, self.context.desk.workspace, self._round
        self._act(lambda: services.close_meeting(ws, round_id=number), self._stepped)

    def _stepped(self, _meeting: MeetingView) -> None:
        self._to_room()

    # ---------------------------------------------------------------- one case
    @Slot(int)
    def _show_spread(self, case_id: int) -> None:
        services, ws, number = self.context.services, self.context.desk.workspace, self._round

        def then(_spread: CaseSpread) -> None:
            announce(self, "How grades spread is shown.")
            self._go_to(self.case, self.case.begin)

        self._act(lambda: services.show_spread(ws, round_id=number, case_id=case_id), then)

    @Slot(int, object)
    def _agree(self, case_id: int, vote: Vote) -> None:
        services, ws, number = self.context.services, self.context.desk.workspace, self._round

        def then(spread: CaseSpread) -> None:
            self.case.show_spread(spread)
            announce(self, "Set down.")
            self._read(shown)

        def shown(read: Shown) -> None:
            self._show(read)
            self.case.go_on(vote.question)

        self._act(
            lambda: services.set_consensus(ws, round_id=number, case_id=case_id, votes=(vote,)),
            then,
            lambda error: self.case.refuse_vote(vote, error),
        )

    @Slot(int)
    def _open_stage(self, case_id: int) -> None:
        services, ws, number = self.context.services, self.context.desk.workspace, self._round

        def then(_meeting: MeetingView) -> None:
            self._go_to(self.case, self.case.begin)

        self._act(lambda: services.open_next_stage(ws, round_id=number, case_id=case_id), then)

    # ---------------------------------------------------------------- grading
    @Slot(int)
    def _type_in(self, case_id: int) -> None:
        if self.grid is None:
            from app.ui.meetings.grid_view import GridView

            self.grid = GridView(self.context)
            self.grid.left.connect(self._back_to_case)
            self.views.addWidget(self.grid)
        self.views.setCurrentWidget(self.grid)
        self.grid.show_case(self._round, case_id)

    @Slot()
    def _bring_forms(self) -> None:
        if self.filled is None:
            from app.ui.meetings.filled_view import FilledView

            self.filled = FilledView(self.context)
            self.filled.left.connect(self._to_room)
            self.views.addWidget(self.filled)
        self.views.setCurrentWidget(self.filled)
        self.filled.show_meeting(self._round)
        self.filled.begin()

    @Slot(int)
    def _grade_in_turn(self, _case_id: int) -> None:
        self.visit(Place.SEATS, self._round)

    @Slot()
    def _back_to_case(self) -> None:
        self._go_to(self.case, self.case.begin)

    @Slot(int)
    def _project(self, case_id: int) -> None:
        if self.audience is None:
            from app.ui.meetings.audience import AudienceWindow

            self.audience = AudienceWindow(self.context)
            self.audience.told.connect(self.projector.tell)
            self.projector.blank_wanted.connect(self.audience.toggle_blank)
            self.projector.close_wanted.connect(self.audience.close)
        self.audience.show_case(self._round, case_id)
