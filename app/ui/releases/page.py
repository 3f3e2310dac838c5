"""Releases: which cases of a round volunteers may see, and reading one after the other to let it go."""

from typing import ClassVar

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QStackedWidget, QWidget

from app.core.changes import Topic
from app.core.shapes.releases import Letting, ReleaseCase, ReleaseItem, ReleaseQueue
from app.ui.context import PageContext
from app.ui.kit.announce import announce
from app.ui.kit.empty import Empty
from app.ui.kit.page import Page, ScrollColumn, heading
from app.ui.kit.words import column
from app.ui.nav import Place
from app.ui.releases.aside_view import AsideView
from app.ui.releases.desk import Desk
from app.ui.releases.draft import Draft
from app.ui.releases.queue_view import QueueView, Rounds
from app.ui.releases.still_out import taken_back

__all__ = ["ReleasesPage"]


class ReleasesPage(Page):
    """Where a coordinator reads before volunteers do."""

    topics: ClassVar[frozenset[Topic]] = frozenset({Topic.ROUNDS, Topic.DRAWS, Topic.WORKSPACE})
    case_shown = Signal()

    def __init__(self, context: PageContext) -> None:
        super().__init__(context)
        self._round: int | None = None
        self._drafts: dict[int, Draft] = {}
        self.queue = QueueView(context)
        self.desk, self.aside = Desk(context.look), AsideView(context)
        why = "Draw a sample and open its round first: its cases are then read here, and let go to volunteers."
        self.empty = Empty(context.look, "lock", "There is nothing to release yet", why, "Go to the draw")
        why = "Their texts are read and covered by a coordinator, who answers for what volunteers see."
        self.not_yours = Empty(context.look, "lock", "Cases are released by a coordinator", why)
        self.views = QStackedWidget()
        self._nothing = self._alone(self.empty)
        self._refused = self._alone(self.not_yours)
        for view in (self._nothing, self._refused, self.queue, self.desk, self.aside):
            self.views.addWidget(view)
        self.setLayout(column(self.views))
        self.empty.act.clicked.connect(self._to_draw)
        self.queue.round_wanted.connect(self._choose_round)
        self.queue.case_wanted.connect(self._open)
        self.queue.aside_wanted.connect(self._ask_aside)
        self.desk.back_wanted.connect(self._back)
        self.desk.release_wanted.connect(self._release)
        self.desk.recall_wanted.connect(self._recall)
        self.desk.papers_wanted.connect(self._to_papers)
        self.aside.recall_wanted.connect(self._recall_aside)
        self.aside.back_wanted.connect(self._back)
        self.aside.papers_wanted.connect(self._to_papers)

    def refresh(self) -> None:
        """Read again what is shown."""
        services, ws = self.context.services, self.context.desk.workspace

        def act() -> Rounds | None:
            if not services.may_release(ws):
                return None
            both = (*services.list_rounds(ws), *services.list_meetings(ws))
            return tuple(sorted(both, key=lambda one: -one.round_id))

        self.context.tasks.run(act, then=self._show_rounds)

    def arrive(self, wanted: object) -> None:
        """A round that the person came for."""
        if isinstance(wanted, int):
            self._choose_round(wanted)

    def reset(self) -> None:
        """Forget what was shown of another workspace."""
        super().reset()
        self._round = None
        self._drafts.clear()
        self.views.setCurrentWidget(self._nothing)

    @property
    def holds_unsaved(self) -> bool:
        """Whether covers were made of a case that is not released yet: they are kept with its release."""
        return any(draft.changed for draft in self._drafts.values())

    # ---------------------------------------------------------------- the queue
    def _alone(self, card: Empty) -> QWidget:
        page = ScrollColumn(self.context)
        page.box.addLayout(heading("Releases"))
        page.box.addWidget(card)
        page.box.addStretch(1)
        return page

    def _show_rounds(self, rounds: Rounds | None) -> None:
        if not rounds:
            self.views.setCurrentWidget(self._refused if rounds is None else self._nothing)
            return
        if self._round not in [each.round_id for each in rounds]:
            self._round = rounds[0].round_id
        self.queue.show_rounds(rounds, self._round)
        self._read_queue()

    @Slot(int)
    def _choose_round(self, round_id: int) -> None:
        self._round = round_id
        self._stale = True
        self.views.setCurrentWidget(self.queue)
        self._read_again()

    def _read_queue(self) -> None:
        services, ws, wanted = self.context.services, self.context.desk.workspace, self._round
        if wanted is not None:
            self.context.tasks.run(
                lambda: services.list_releases(ws, round_id=wanted), then=self._show_queue, initiator=self
            )

    def _show_queue(self, queue: ReleaseQueue) -> None:
        draft = self.desk.draft
        self.queue.show_queue(queue, draft.case.case_id if draft else None)
        if self.views.currentWidget() not in (self.desk, self.aside):
            self.views.setCurrentWidget(self.queue)

    @Slot()
    def _back(self) -> None:
        self.views.setCurrentWidget(self.queue)
        self._read_queue()
        self.queue.list.setFocus()

    @Slot()
    def _to_draw(self) -> None:
        self.visit(Place.DRAW)

    @Slot()
    def _to_papers(self) -> None:
        self.visit(Place.PAPERS)

    # ---------------------------------------------------------------- one case
    @Slot(int)
    def _open(self, case_id: int) -> None:
        services, ws, wanted = self.context.services, self.context.desk.workspace, self._round
        if wanted is not None:
            self.context.tasks.run(
                lambda: services.read_for_release(ws, round_id=wanted, case_id=case_id),
                then=self._show_case,
                initiator=self,
            )

    def _show_case(self, case: ReleaseCase) -> None:
        self.views.setCurrentWidget(self.desk)
        draft = self._drafts.setdefault(case.case_id, Draft(case))
        draft.case = case
        self.desk.show_draft(draft)
        self.desk.focus_text()
        self.case_shown.emit()

    @Slot(object)
    def _release(self, letting: Letting) -> None:
        services, ws, draft = self.context.services, self.context.desk.workspace, self.desk.draft
        if draft is None:
            return
        case = draft.case
        self.context.tasks.run(
            lambda: services.release_case(ws, round_id=case.round_id, case_id=case.case_id, letting=letting),
            then=self._released,
            initiator=self,
        )

    def _released(self, case: ReleaseCase) -> None:
        self._drafts.pop(case.case_id, None)
        self.context.messages.tell("good", f"Case {case.number} is released to volunteers.", "Read the next.")
        announce(self, f"Case {case.number} is released.")
        self._back()

    @Slot()
    def _recall(self) -> None:
        services, ws, draft = self.context.services, self.context.desk.workspace, self.desk.draft
        if draft is None:
            return
        case = draft.case
        self.context.tasks.run(
            lambda: services.recall_case(ws, round_id=case.round_id, case_id=case.case_id),
            then=self._recalled,
            initiator=self,
        )

    def _recalled(self, case: ReleaseCase) -> None:
        draft = self._drafts.setdefault(case.case_id, Draft(case))
        draft.case = case
        self.desk.show_draft(draft, same=True)
        self._tell_taken_back(case)

    # ---------------------------------------------------------------- a case set aside since
    @Slot(object)
    def _ask_aside(self, item: ReleaseItem) -> None:
        self.views.setCurrentWidget(self.aside)
        self.aside.ask(item)

    @Slot(int)
    def _recall_aside(self, case_id: int) -> None:
        services, ws, wanted = self.context.services, self.context.desk.workspace, self._round
        if wanted is not None:
            self.context.tasks.run(
                lambda: services.recall_case(ws, round_id=wanted, case_id=case_id),
                then=self._aside_recalled,
                refused=self.aside.refuse,
                initiator=self,
            )

    def _aside_recalled(self, case: ReleaseCase) -> None:
        self._drafts.pop(case.case_id, None)
        self.aside.tell(case)
        self._tell_taken_back(case)

    def _tell_taken_back(self, case: ReleaseCase) -> None:
        self.context.messages.tell("info", f"The release of case {case.number} is taken back.", taken_back(case))
