"""Actions: what is to be done because of what was graded, until the panel has accepted what came of it."""

from typing import ClassVar

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.core.changes import Topic
from app.core.shapes.actions import ActionCounts, ActionView
from app.core.shapes.gate import ReasonChoice
from app.core.shapes.sheets import RoundListing
from app.core.words import count_of
from app.ui.actions.action_line import ActionLine, low
from app.ui.actions.action_view import ActionPanel
from app.ui.actions.add_card import AddCard
from app.ui.actions.feedback_card import FeedbackCard
from app.ui.context import PageContext
from app.ui.kit.choices import Choices, Option
from app.ui.kit.disclosure import Disclosure
from app.ui.kit.empty import Empty
from app.ui.kit.page import Page, ScrollColumn, heading
from app.ui.kit.words import Card, bare, clear_layout, column, label
from app.ui.nav import Place

Read = tuple[tuple[ActionView, ...], ActionCounts, tuple[RoundListing, ...], tuple[ReasonChoice, ...]]

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
        self.panel = ActionPanel(context)
        self.lines: list[ActionLine] = []
        self._list, self._some = bare(QVBoxLayout(), 10), QWidget()
        self._build()

    def refresh(self) -> None:
        """Read again what is shown. Names are shown: that they were looked at is logged."""
        services, ws = self.context.services, self.context.desk.workspace
        which = "overdue" if self.filter.value == "overdue" else "all" if self.filter.value == "all" else "open"

        def read() -> Read:
            return (
                services.list_actions(ws, which=which),
                services.count_actions(ws),
                services.list_rounds(ws),
                services.action_rungs(ws),
            )

        self.context.tasks.run(read, then=self._show, initiator=self)

    def reset(self) -> None:
        """Forget what was shown of another workspace."""
        super().reset()
        self.feedback.forget()
        self._back()

    def arrive(self, wanted: object) -> None:
        """From Home the list is wanted, never the action that was open the last time."""
        self._back()

    # ---------------------------------------------------------------- building
    def _build(self) -> None:
        sentence = "What is to be done because of what was graded. It stays on the papers until the panel accepts it."
        page = ScrollColumn(self.context)
        page.box.addLayout(heading("Actions", sentence))
        page.box.addWidget(self.empty)
        inner = bare(column(self.filter, self.counts, self.none, self._list, self.adding, self.telling, spacing=12), 12)
        self._some.setLayout(inner)
        self._some.setProperty("bare", True)
        low(self._some)
        page.box.addWidget(self._some)
        page.box.addWidget(self.panel)
        page.box.addStretch(1)
        self.page = page
        self.setLayout(column(page))
        for part in (self.empty, self.panel, self.none):
            part.hide()
        self.filter.chosen.connect(self._filtered)
        self.panel.back.connect(self._back)
        self.add_card.added.connect(self._added)
        self.empty.act.clicked.connect(self._draw)

    # ---------------------------------------------------------------- showing
    def _show(self, read: Read) -> None:
        actions, counts, rounds, rungs = read
        self.add_card.show_choices(rounds, rungs)
        self.feedback.show_rounds(rounds)
        self.empty.setVisible(not rounds)
        open_one = self.panel.action if self.panel.isVisibleTo(self) else None
        self._some.setVisible(bool(rounds) and open_one is None)
        self.counts.setText(f"{count_of(counts.open, 'action')} not closed, {counts.overdue:,} of them overdue.")
        self._show_list(actions)
        same = next((one for one in actions if open_one is not None and one.action_id == open_one.action_id), None)
        if same is not None:
            self.panel.show_action(same)

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
        self._some.setVisible(not self.empty.isVisibleTo(self))
        line = next((one for one in self.lines if was is not None and one.action.action_id == was.action_id), None)
        if line is not None:
            line.open_button.setFocus()

    @Slot(str)
    def _filtered(self) -> None:
        self.refresh()

    @Slot()
    def _draw(self) -> None:
        self.visit(Place.DRAW)
