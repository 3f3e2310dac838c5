"""Where things stand: the way from an extract to a graded sample, step by step, and the one thing to do next."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import ClassVar

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QVBoxLayout

from app.core.changes import Topic
from app.core.shapes.actions import ActionCounts
from app.core.shapes.concerns import ConcernCounts
from app.core.shapes.draws import DrawView, FrameView
from app.core.shapes.meetings import MeetingListing, MeetingState
from app.core.shapes.months import MonthChoices
from app.core.shapes.reconciling import DueReconciliation
from app.core.shapes.sheets import RoundListing
from app.core.shapes.workspaces import WorkspaceInfo
from app.core.words import count_of
from app.core.workflow.rights import Right
from app.ui.context import PageContext
from app.ui.grading.rounds_view import RoundCard
from app.ui.home.concerns_card import ConcernsCard
from app.ui.home.meeting_line import MeetingLine, meetings_words
from app.ui.home.month_line import MonthLine
from app.ui.kit.moments import period
from app.ui.kit.page import Page, ScrollColumn
from app.ui.kit.picture import Picture
from app.ui.kit.words import Card, bare, button, clear_layout, column, label, row, rule
from app.ui.nav import Place, is_for


@dataclass(frozen=True, kw_only=True)
class Standing:
    """Everything this page shows, read in one go."""

    rights: frozenset[str]
    info: WorkspaceInfo
    frames: tuple[FrameView, ...]
    draws: tuple[DrawView, ...]
    rounds: tuple[RoundListing, ...]
    """Those of whoever signed in; of everyone, for a coordinator."""
    due: tuple[DueReconciliation, ...]
    actions: ActionCounts | None
    """None for those who follow none up."""
    concerns: ConcernCounts | None
    """None for those who may not read them."""
    month: MonthChoices | None
    """None for those who have no month of their own."""
    meetings: tuple[MeetingListing, ...] | None
    """None for those who do not run any."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Step:
    """One step of the way: whether it is done, what it says now, and where it leads."""

    icon: str
    title: str
    done: bool
    now: str
    act: str
    place: Place


class HomePage(Page):
    """The first thing a person sees in a workspace."""

    topics: ClassVar[frozenset[Topic]] = frozenset(
        {Topic.RECORDS, Topic.FRAMES, Topic.DRAWS, Topic.ROUNDS, Topic.SHEETS, Topic.WORKSPACE, Topic.ACTIONS}
    )

    def __init__(self, context: PageContext) -> None:
        super().__init__(context)
        self.title = label("", "large")
        self.sentence = label("", "soft")
        self.steps_card = Card(padding=8, spacing=0)
        self._concerns, self._month, self._meetings = (bare(QVBoxLayout()) for _ in range(3))
        self._due, self._actions, self._rounds = (bare(QVBoxLayout()) for _ in range(3))
        page = ScrollColumn(context)
        page.box.addLayout(column(self.title, self.sentence, spacing=3))
        page.box.addLayout(self._concerns)
        page.box.addLayout(self._month)
        page.box.addLayout(self._meetings)
        page.box.addWidget(self.steps_card)
        page.box.addLayout(self._due)
        page.box.addLayout(self._actions)
        page.box.addLayout(self._rounds)
        page.box.addStretch(1)
        self.setLayout(column(page))

    def refresh(self) -> None:
        """Read again what is shown."""
        services, ws = self.context.services, self.context.desk.workspace

        def act() -> Standing:
            rights = services.signed_in(ws).rights
            own, runs = is_for(Place.MONTH, rights), is_for(Place.MEETINGS, rights)
            theirs = services.rounds_for_actions(ws)
            return Standing(
                rights=rights,
                info=services.workspace_info(ws),
                frames=services.list_frames(ws),
                draws=services.list_draws(ws),
                rounds=tuple(one for one in services.list_rounds(ws) if one.round_id in theirs),
                due=tuple(line for line in services.due_reconciliations(ws) if line.is_due),
                actions=services.count_actions(ws) if is_for(Place.ACTIONS, rights) else None,
                concerns=services.count_concerns(ws) if Right.CONCERNS.value in rights else None,
                month=services.month_choices(ws) if own else None,
                meetings=services.list_meetings(ws) if runs else None,
            )

        self.context.tasks.run(act, then=self._show)

    def _show(self, standing: Standing) -> None:
        steps = steps_of(standing)
        undone = [step for step in steps if not step.done]
        following = next((step for step in undone if is_for(step.place, standing.rights)), None)
        title, sentence = heading_words(following, done=not undone)
        self.title.setText(title)
        self.sentence.setText(sentence)
        clear_layout(self.steps_card.box)
        for number, step in enumerate(steps, 1):
            if number > 1:
                self.steps_card.box.addWidget(rule())
            line = self._line(number, step, following is step and standing.month is None, standing.rights)
            self.steps_card.box.addLayout(line)
        self._show_concerns(standing.concerns)
        self._show_month(standing.month)
        self._show_meetings(standing.meetings or ())
        self._show_due(standing.due)
        self._show_actions(standing)
        clear_layout(self._rounds)
        if standing.rounds:
            self._rounds.addWidget(label("Your rounds", "strong"))
        for listing in standing.rounds:
            card = RoundCard(listing)
            card.open_button.clicked.connect(self._opener(Place.GRADING, listing.round_id))
            self._rounds.addWidget(card)

    def _show_concerns(self, counts: ConcernCounts | None) -> None:
        """Concerns come before all else, for whoever may read them; those that were taken on stay to be read."""
        clear_layout(self._concerns)
        if counts is None or not (counts.waiting or counts.taken_on):
            return
        services, ws, tasks = self.context.services, self.context.desk.workspace, self.context.tasks
        card = ConcernsCard(self.context.look, counts)
        refuse = self.context.messages.refuse
        card.read_wanted.connect(
            lambda: tasks.run(lambda: services.list_concerns(ws), then=card.show_concerns, refused=refuse)
        )
        card.taken_on.connect(
            lambda number: tasks.run(
                lambda: services.take_on_concern(ws, concern_id=number), then=lambda _one: None, refused=refuse
            )
        )
        self._concerns.addWidget(card)

    def _show_month(self, month: MonthChoices | None) -> None:
        """Their own month is the first thing that a line manager sees."""
        clear_layout(self._month)
        if month is not None:
            line = MonthLine(self.context.look, month)
            line.open_button.clicked.connect(self._opener(Place.MONTH))
            self._month.addWidget(line)

    def _show_meetings(self, meetings: tuple[MeetingListing, ...]) -> None:
        """Meetings that are open or planned, those that are open first."""
        clear_layout(self._meetings)
        waiting = [one for one in meetings if one.state is not MeetingState.CLOSED]
        for meeting in sorted(waiting, key=lambda one: (one.state is MeetingState.PLANNED, one.held_on)):
            line = MeetingLine(self.context.look, meeting)
            line.open_button.clicked.connect(self._opener(Place.MEETINGS, meeting.round_id))
            self._meetings.addWidget(line)

    def _show_due(self, due: tuple[DueReconciliation, ...]) -> None:
        """Lists whose outside count should be out by now."""
        clear_layout(self._due)
        for line in due:
            words = f"List {line.frame_id}, {line.kind_label}, {period(line.first_day, line.last_day)}"
            card = Card(padding=12)
            act = button("Compare", name=f"Compare: {words}")
            act.clicked.connect(self._opener(Place.DRAW, line.frame_id))
            why = label("Not yet held against the published count, which should be out by now.", "soft")
            card.box.addLayout(row(column(label(words, "strong"), why, spacing=2), act, stretch=0))
            self._due.addWidget(card)

    def _show_actions(self, standing: Standing) -> None:
        """One line on what waits to be done; nothing while there is no round that it could come from."""
        clear_layout(self._actions)
        look, counts = self.context.look, standing.actions
        if counts is None or not (standing.rounds or standing.meetings or counts.open):
            return
        icon, colour = ("warning", "bad") if counts.overdue else ("list", "accent")
        picture = Picture(look, icon, colour=colour, ems=1.6)
        card = Card(padding=12)
        act = button("Actions", name="Open the actions")
        act.setObjectName("actions")
        act.clicked.connect(self._opener(Place.ACTIONS))
        words = column(label("Actions", "strong"), label(actions_words(counts), "soft"), spacing=2)
        line = row(picture, words, act, spacing=16, stretch=1)
        for part in (picture, act):
            line.setAlignment(part, Qt.AlignmentFlag.AlignVCenter)
        card.box.addLayout(line)
        self._actions.addWidget(card)

    def _line(self, number: int, step: Step, following: bool, rights: frozenset[str]) -> QVBoxLayout:
        look = self.context.look
        picture = Picture(look, "check" if step.done else step.icon, colour="good" if step.done else "accent", ems=1.6)
        state = "Done. " if step.done else ""
        words = column(label(f"{number}.  {step.title}", "strong"), label(state + step.now, "soft"), spacing=2)
        act = button(step.act, kind="primary" if following else "", name=f"{step.act}: {step.title}")
        act.setObjectName(f"step:{step.place.value}:{number}")
        act.clicked.connect(self._opener(step.place))
        if not is_for(step.place, rights):
            act.hide()
        line = row(picture, words, act, spacing=16, stretch=1)
        line.setContentsMargins(14, 14, 14, 14)
        for part in (picture, act):
            line.setAlignment(part, Qt.AlignmentFlag.AlignVCenter)
        return column(line)

    def _opener(self, place: Place, wanted: object = None) -> Callable[[], None]:
        @Slot()
        def open_it() -> None:
            self.visit(place, wanted)

        return open_it


def heading_words(following: Step | None, *, done: bool) -> tuple[str, str]:
    """What stands above the steps: the next one that is theirs, or that there is none."""
    if following is not None:
        return "What to do next", following.now
    if done:
        return "Everything here is done", "Draw another sample when the next one is due."
    return "Where things stand", "What comes next is done by others."


def actions_words(counts: ActionCounts) -> str:
    """How many actions wait, and how many too long."""
    if not counts.open:
        return "None is open. Add one where something is to be done because of a case."
    overdue = f"{counts.overdue:,} of them overdue" if counts.overdue else "none of them overdue"
    return f"{count_of(counts.open, 'action')} not closed, {overdue}."


def steps_of(standing: Standing) -> tuple[Step, ...]:
    """The way from an extract to a graded sample, and how far this workspace has come on it."""
    records = sum(standing.info.records.values())
    waiting = [frame for frame in standing.frames if not frame.draws]
    return (
        Step(
            icon="records",
            title="Bring in the records",
            done=records > 0,
            now=f"{count_of(records, 'record')} in this workspace."
            if records
            else "Choose an extract from a force system.",
            act="Bring in",
            place=Place.RECORDS,
        ),
        Step(
            icon="lock",
            title="Seal the list",
            done=bool(standing.frames),
            now=f"{count_of(len(standing.frames), 'list')} sealed."
            if standing.frames
            else "Close the list of cases before anyone knows which will be drawn.",
            act="Seal",
            place=Place.DRAW,
        ),
        Step(
            icon="draw",
            title="Draw the sample",
            done=bool(standing.draws) and not waiting,
            now=_draw_words(standing, waiting),
            act="Draw",
            place=Place.DRAW,
        ),
        _last_step(standing),
    )


def _last_step(standing: Standing) -> Step:
    """What a sample is drawn for: a panel's meeting for those who run them, else grading."""
    meetings = standing.meetings
    if meetings is not None and not standing.rounds:
        return Step(
            icon="meeting",
            title="Hold the panel’s meeting",
            done=bool(meetings) and all(one.state is MeetingState.CLOSED for one in meetings),
            now=meetings_words(meetings),
            act="Meet",
            place=Place.MEETINGS,
        )
    cases = sum(listing.cases for listing in standing.rounds)
    done = sum(listing.done for listing in standing.rounds)
    return Step(
        icon="grading",
        title="Grade the cases",
        done=bool(standing.rounds) and not any(listing.waiting for listing in standing.rounds),
        now=f"{done} of {count_of(cases, 'case')} finished."
        if standing.rounds
        else "One case at a time, on the record alone first.",
        act="Grade",
        place=Place.GRADING,
    )


def _draw_words(standing: Standing, waiting: list[FrameView]) -> str:
    if waiting:
        return f"{count_of(len(waiting), 'sealed list')} waiting for a draw."
    drawn = f"{count_of(len(standing.draws), 'sample')} drawn."
    return drawn if standing.draws else "Roll dice in the room, or let the app choose the numbers."
