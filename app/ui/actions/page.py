"""Actions: what is to be done because of what a panel or a line manager graded, until it is closed."""

from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from PySide6.QtCore import QTimer, Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.core.changes import Topic
from app.core.shapes.actions import ActionCounts, ActionView
from app.core.shapes.gate import ReasonChoice
from app.core.shapes.meetings import MeetingListing
from app.core.shapes.sheets import RoundListing
from app.core.words import count_of
from app.core.workflow.papers import MAKES
from app.core.workflow.rights import Right
from app.ui.actions.action_line import ActionLine, low
from app.ui.actions.action_view import ActionPanel
from app.ui.actions.add_card import AddCard
from app.ui.actions.feedback_card import FeedbackCard
from app.ui.context import PageContext
from app.ui.kit.choices import Choices, Option
from app.ui.kit.disclosure import Disclosure
from app.ui.kit.empty import Empty
from app.ui.kit.page import Page, ScrollColumn, heading
from app.ui.kit.words import Card, bare, button, clear_layout, column, label, row
from app.ui.nav import Place, is_for
from app.ui.wanted import CaseToFollow

_NO_COUNTS = ActionCounts(open=0, overdue=0)
Rounds = tuple[RoundListing | MeetingListing, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class Read:
    """Everything this page shows, read in one go. ``own`` are the rounds that an action can be added to."""

    rights: frozenset[str]
    actions: tuple[ActionView, ...] = ()
    counts: ActionCounts = _NO_COUNTS
    rounds: Rounds = ()
    own: frozenset[int] = frozenset()
    rungs: tuple[ReasonChoice, ...] = ()
    due: date | None = None

    def may(self, *rights: Right) -> bool:
        """Whether whoever signed in has all of these."""
        return all(right.value in self.rights for right in rights)


_BACK = {Place.GRADING: "grading", Place.MONTH: "my month", Place.MEETINGS: "the meeting"}
_FILTERS = (
    Option(code="open", key="", label="Not closed"),
    Option(code="overdue", key="", label="Overdue"),
    Option(code="all", key="", label="All"),
)
_NONE = {
    "open": "Nothing waits: every action is closed.",
    "overdue": "Nothing is overdue.",
    "all": "There are no actions yet.",
}


class ActionsPage(Page):
    """The list of actions, or one of them."""

    topics: ClassVar[frozenset[Topic]] = frozenset({Topic.ACTIONS, Topic.ROUNDS})

    def __init__(self, context: PageContext) -> None:
        super().__init__(context)
        self.filter = Choices(context.look, _FILTERS, name="Which actions", most=3)
        self.filter.show_value("open")
        self.counts = label("", "soft")
        self.none = label("", "soft")
        self.add_card = AddCard(context)
        inside = Card()
        inside.box.addWidget(self.add_card)
        self.adding = Disclosure(context.look, "Add an action", inside)
        self.feedback = FeedbackCard(context)
        beside = Card()
        beside.box.addWidget(self.feedback)
        self.telling = Disclosure(context.look, "Feedback to an officer", beside)
        for part in (inside, self.adding, beside, self.telling):
            low(part)
        self.empty = Empty(
            context.look,
            "grading",
            "There is no round yet",
            "An action comes from a case that was graded, or from a round: open a round first.",
            "Go to the draws",
        )
        why = (
            "Actions that a panel asked for are followed up by coordinators and chairs, "
            "those of a line manager’s own round by that line manager."
        )
        self.not_yours = Empty(context.look, "lock", "Actions are followed up by others", why)
        self.return_button = button("Back")
        self.panel = ActionPanel(context)
        self._wanted: CaseToFollow | None = None
        self._return_to = Place.GRADING
        self.lines: list[ActionLine] = []
        self._list, self._some = bare(QVBoxLayout(), 10), QWidget()
        self._build()

    def refresh(self) -> None:
        """Read again what is shown. Names are shown: that they were looked at is logged."""
        services, ws = self.context.services, self.context.desk.workspace
        which = "overdue" if self.filter.value == "overdue" else "all" if self.filter.value == "all" else "open"

        def read() -> Read:
            rights = services.signed_in(ws).rights
            if not is_for(Place.ACTIONS, rights):
                return Read(rights=rights)
            return Read(
                rights=rights,
                actions=services.list_actions(ws, which=which),
                counts=services.count_actions(ws),
                rounds=(*services.list_rounds(ws), *services.list_meetings(ws)),
                own=services.rounds_for_actions(ws),
                rungs=services.action_rungs(ws),
                due=services.default_due(ws),
            )

        self.context.tasks.run(read, then=self._show, initiator=self)

    def reset(self) -> None:
        """Forget what was shown of another workspace."""
        super().reset()
        self.feedback.forget()
        self._wanted = None
        self._back()

    def arrive(self, wanted: object) -> None:
        """From Home the list is wanted, never the action that was open the last time; or what follows from a case."""
        self._wanted = wanted if isinstance(wanted, CaseToFollow) else None
        self.return_button.setVisible(self._wanted is not None)
        self._back()
        if self._wanted is None:
            return
        self._return_to = self._wanted.back
        self.return_button.setText(f"Back to {_BACK[self._return_to]}")
        self.return_button.setAccessibleName(self.return_button.text())
        self._follow_wanted()

    def _follow_wanted(self) -> None:
        """Open the form for the case that was asked for, as soon as its round is known here."""
        wanted = self._wanted
        if wanted is None or self.add_card.round.findData(wanted.round_id) < 0:
            return
        self._wanted = None
        part = self.telling if wanted.what == "feedback" else self.adding
        for one in (self.telling, self.adding):
            one.open(one is part)
        if wanted.what == "feedback":
            self.feedback.show_case(wanted.round_id, wanted.number)
        else:
            self.add_card.show_case(wanted.round_id, wanted.number)
        QTimer.singleShot(0, self, lambda: self.page.ensureWidgetVisible(part))

    # ---------------------------------------------------------------- building
    def _build(self) -> None:
        sentence = "What is to be done because of what was graded. It stays on the papers until it is closed."
        page = ScrollColumn(self.context)
        page.box.addLayout(row(heading("Actions", sentence), self.return_button, spacing=16, stretch=0))
        page.box.addWidget(self.empty)
        page.box.addWidget(self.not_yours)
        inner = bare(column(self.filter, self.counts, self.none, self._list, self.adding, self.telling, spacing=12), 12)
        self._some.setLayout(inner)
        self._some.setProperty("bare", True)
        low(self._some)
        page.box.addWidget(self._some)
        page.box.addWidget(self.panel)
        page.box.addStretch(1)
        self.page = page
        self.setLayout(column(page))
        for part in (self.empty, self.not_yours, self.panel, self.none, self.return_button):
            part.hide()
        self.filter.chosen.connect(self._filtered)
        self.panel.back.connect(self._back)
        self.add_card.added.connect(self._added)
        self.empty.act.clicked.connect(self._draw)
        self.return_button.clicked.connect(self._return)
        self.feedback.settled.connect(self._settled)

    # ---------------------------------------------------------------- showing
    def _show(self, read: Read) -> None:
        actions, counts = read.actions, read.counts
        allowed = is_for(Place.ACTIONS, read.rights)
        self._offer(read)
        self.not_yours.setVisible(not allowed)
        self.empty.setVisible(allowed and not read.rounds)
        open_one = self.panel.action if self.panel.isVisibleTo(self) else None
        self._some.setVisible(bool(read.rounds) and open_one is None)
        self.counts.setText(f"{count_of(counts.open, 'action')} not closed, {counts.overdue:,} of them overdue.")
        self._show_list(actions)
        same = next((one for one in actions if open_one is not None and one.action_id == open_one.action_id), None)
        if same is not None:
            self.panel.show_action(same)
        self._follow_wanted()

    def _offer(self, read: Read) -> None:
        """Offer what would not be refused, and nothing else."""
        own = tuple(one for one in read.rounds if one.round_id in read.own)
        graded = tuple(one for one in own if isinstance(one, RoundListing)) if read.may(Right.GRADE_OWN) else ()
        if read.due is not None:
            self.add_card.show_choices(own, read.rungs, read.due)
        self.feedback.show_rounds(graded)
        self.adding.setVisible(bool(own))
        self.telling.setVisible(bool(graded))
        self.panel.writes_letters = read.may(*MAKES["letter"])

    def _show_list(self, actions: tuple[ActionView, ...]) -> None:
        clear_layout(self._list)
        self.lines = [ActionLine(self.context.look, action) for action in actions]
        for line in self.lines:
            line.open_button.clicked.connect(self._open)
            self._list.addWidget(line)
        self.none.setText(_NONE[self.filter.value or "open"])
        self.none.setVisible(not actions)

    @Slot()
    def _open(self) -> None:
        pressed = self.sender()
        line = next((one for one in self.lines if one.open_button is pressed), None)
        if line is not None:
            self._show_one(line.action)

    def _show_one(self, action: ActionView) -> None:
        self.panel.show_action(action)
        self._some.hide()
        self.panel.show()
        self.page.verticalScrollBar().setValue(0)
        self.panel.back_button.setFocus()

    @Slot(object)
    def _added(self, action: ActionView) -> None:
        self.adding.open(False)
        self._show_one(action)
        self.panel.told(f"{action.name} is added.", "Its owner can have a letter.")

    @Slot()
    def _back(self) -> None:
        was = self.panel.action if self.panel.isVisibleTo(self) else None
        self.panel.hide()
        self._some.setVisible(not (self.empty.isVisibleTo(self) or self.not_yours.isVisibleTo(self)))
        line = next((one for one in self.lines if was is not None and one.action.action_id == was.action_id), None)
        if line is not None:
            line.open_button.setFocus()

    @Slot(str)
    def _filtered(self) -> None:
        self.refresh()

    @Slot()
    def _settled(self) -> None:
        """Someone who came for this case goes back with the next key."""
        if self.return_button.isVisible():
            self.return_button.setFocus()
            self.page.ensureWidgetVisible(self.return_button)

    @Slot()
    def _return(self) -> None:
        self.visit(self._return_to)

    @Slot()
    def _draw(self) -> None:
        self.visit(Place.DRAW)
