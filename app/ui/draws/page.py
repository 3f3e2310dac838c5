"""Seal a list, draw from it, make its papers. One list or draw at a time, chosen at the top."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import ClassVar

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QSizePolicy, QStackedWidget, QWidget

from app.core.changes import Done, Topic
from app.core.shapes.draws import DrawView, FrameChoice, FrameView
from app.core.shapes.reconciling import DueReconciliation
from app.core.shapes.sheets import RoundListing
from app.core.shapes.workspaces import KindListing
from app.ui.context import PageContext
from app.ui.draws.compose_view import ComposeView
from app.ui.draws.drawn_view import DrawnView
from app.ui.draws.sealed_view import SealedView
from app.ui.draws.words import draw_name, list_name
from app.ui.kit.empty import Empty
from app.ui.kit.fields import combo
from app.ui.kit.page import Page, ScrollColumn, heading
from app.ui.kit.words import button, column, row
from app.ui.nav import Place
from app.ui.papers.written import written_words
from app.ui.tasks import Report

NEW = ""
_PAPERS = {"pack": "The pack", "certificate": "The certificate", "bundle": "The check bundle"}


@dataclass(frozen=True, kw_only=True, slots=True)
class Standing:
    """Everything this page shows, read in one go."""

    kinds: tuple[KindListing, ...]
    frames: tuple[FrameView, ...]
    draws: tuple[DrawView, ...]
    due: tuple[DueReconciliation, ...]
    may_seal: bool


class DrawPage(Page):
    """Composing, sealed or drawn: which of the three is what was chosen at the top."""

    topics: ClassVar[frozenset[Topic]] = frozenset({Topic.RECORDS, Topic.FRAMES, Topic.DRAWS})

    def __init__(self, context: PageContext) -> None:
        super().__init__(context)
        self._frames: dict[int, FrameView] = {}
        self._draws: dict[int, DrawView] = {}
        self._due: dict[int, DueReconciliation] = {}
        self._show_next: int | None = None
        self._has_records = self._may_seal = False
        self.lists = combo("Sealed lists and draws")
        self.new_button = button("&New list", name="Start a new list")
        self.compose = ComposeView(context)
        self.sealed = SealedView(context)
        self.drawn = DrawnView(context)
        why = "A list is made from records. Bring in an extract first."
        self.empty = Empty(context.look, "records", "There are no records to draw from yet.", why, "Go to the records")
        why = "A line manager or a coordinator seals a list and draws from it. What they drew is then shown here."
        self.not_yours = Empty(context.look, "lock", "Nothing was drawn yet", why)
        self.views = QStackedWidget()
        self._build()
        self._connect()

    # ---------------------------------------------------------------- page
    def refresh(self) -> None:
        """Read again what is shown."""
        services, ws = self.context.services, self.context.desk.workspace

        def act() -> Standing:
            return Standing(
                kinds=services.list_kinds(ws),
                frames=services.list_frames(ws),
                draws=services.list_draws(ws),
                due=services.due_reconciliations(ws),
                may_seal=services.may_seal(ws),
            )

        self.context.tasks.run(act, then=self._show)

    def arrive(self, wanted: object) -> None:
        """Show a list, or the newest draw of it."""
        if isinstance(wanted, int):
            self._show_next = wanted
            self.refresh()

    def reset(self) -> None:
        """Forget what was shown of another workspace."""
        super().reset()
        self.lists.blockSignals(True)
        self.lists.clear()
        self.lists.blockSignals(False)

    # ---------------------------------------------------------------- building
    def _build(self) -> None:
        self._empty_page, self._other_page = self._alone(self.empty), self._alone(self.not_yours)
        for view in (self.compose, self.sealed, self.drawn, self._empty_page, self._other_page):
            self.views.addWidget(view)
        sentence = (
            "First the list is closed, then the numbers are made. So nobody can choose the cases, and anyone can check."
        )
        head = heading("Draw a sample", sentence)
        chooser = row(self.lists, self.new_button, spacing=8, stretch=0)
        top = column(head, chooser, spacing=10)
        em = self.context.look.em
        top.setContentsMargins(em(1.2), em(1), em(1.2), 0)
        head_part = QWidget()
        head_part.setLayout(top)
        head_part.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        self._head_part = head_part
        self._fit()
        whole = column(head_part, self.views, spacing=0)
        whole.setStretch(1, 1)
        self.setLayout(whole)

    def _alone(self, card: Empty) -> QWidget:
        page = ScrollColumn(self.context)
        page.box.addWidget(card)
        page.box.addStretch(1)
        return page

    @Slot()
    def _fit(self) -> None:
        self._head_part.setMaximumWidth(self.context.look.em(68.4))

    def _connect(self) -> None:
        self.context.look.changed.connect(self._fit)
        self.lists.currentIndexChanged.connect(self._show_chosen)
        self.new_button.clicked.connect(self._new_list)
        self.empty.act.clicked.connect(lambda: self.visit(Place.RECORDS))
        self.compose.seal_wanted.connect(self._seal)
        self.compose.month.round_wanted.connect(lambda round_id: self.visit(Place.GRADING, round_id))
        self.sealed.draw_card.ceremony_wanted.connect(self._to_ceremony)
        self.sealed.draw_card.alone_wanted.connect(self._draw_alone)
        self.drawn.grade_wanted.connect(self._grade)
        self.drawn.paper_wanted.connect(self._write)
        self.drawn.later.fixed.connect(self._follow)

    # ---------------------------------------------------------------- showing
    def _show(self, read: Standing) -> None:
        self._frames = {frame.frame_id: frame for frame in read.frames}
        self._draws = {draw.draw_id: draw for draw in read.draws}
        self._due = {due.frame_id: due for due in read.due}
        self._has_records = any(kind.records for kind in read.kinds)
        self._may_seal = read.may_seal
        self.compose.show_kinds(read.kinds)
        self._fill_lists()
        self._show_chosen()

    def _fill_lists(self) -> None:
        first_time, kept = self.lists.count() == 0, str(self.lists.currentData() or NEW)
        self.lists.blockSignals(True)
        self.lists.clear()
        if self._may_seal or not self._frames:
            self.lists.addItem("A new list", NEW)
        for frame in sorted(self._frames.values(), key=lambda frame: -frame.frame_id):
            if _waits(frame):
                self.lists.addItem(list_name(frame), f"F{frame.frame_id}")
            for draw_id in reversed(frame.draws):
                self.lists.addItem(draw_name(frame, self._draws[draw_id]), f"D{draw_id}")
        self.lists.setCurrentIndex(max(0, self.lists.findData(self._wanted(kept, first_time))))
        self.lists.blockSignals(False)
        self.lists.setVisible(bool(self._frames))
        self.new_button.setVisible(bool(self._frames) and self._may_seal)

    def _wanted(self, kept: str, first_time: bool) -> str:
        """What to show: what was asked for, what was shown, or what came of it; at first what waits, or is newest."""
        asked, self._show_next = self._show_next, None
        if asked is None and first_time and self._frames:
            waiting = [frame_id for frame_id, frame in self._frames.items() if _waits(frame)]
            asked = max(waiting or self._frames)
        if asked is None and kept.startswith("F") and self.lists.findData(kept) < 0:
            asked = int(kept[1:])
        frame = self._frames.get(asked) if asked is not None else None
        if frame is None:
            return kept
        return f"F{frame.frame_id}" if _waits(frame) else f"D{frame.draws[-1]}"

    @Slot()
    def _show_chosen(self) -> None:
        chosen = str(self.lists.currentData() or NEW)
        self.new_button.setEnabled(chosen != NEW)
        if chosen == NEW and not self._may_seal:
            self.views.setCurrentWidget(self._other_page)
        elif chosen == NEW:
            self.views.setCurrentWidget(self.compose if self._has_records else self._empty_page)
        elif chosen.startswith("F"):
            self.views.setCurrentWidget(self.sealed)
            self.sealed.show_frame(self._frames[int(chosen[1:])])
        else:
            draw = self._draws[int(chosen[1:])]
            self.views.setCurrentWidget(self.drawn)
            self.drawn.show_draw(draw, self._frames[draw.frame_id], self._due.get(draw.frame_id))

    @Slot(int)
    def _follow(self, frame_id: int) -> None:
        """Show the list when it is read again: something of it changed that is to be seen."""
        self._show_next = frame_id

    @Slot()
    def _new_list(self) -> None:
        self.lists.setCurrentIndex(0)

    # ---------------------------------------------------------------- acting
    @Slot(object)
    def _seal(self, choice: FrameChoice) -> None:
        services, ws = self.context.services, self.context.desk.workspace

        def then(frame: FrameView) -> None:
            self._show_next = frame.frame_id
            self.compose.set_busy(False)
            self.refresh()

        self.context.tasks.run(
            lambda: services.seal_frame(ws, choice), then=then, refused=self.compose.refuse, initiator=self
        )

    @property
    def _frame_id(self) -> int:
        return int(str(self.lists.currentData())[1:])

    @Slot()
    def _to_ceremony(self) -> None:
        self.visit(Place.CEREMONY, self._frame_id)

    @Slot()
    def _draw_alone(self) -> None:
        services, ws, frame_id = self.context.services, self.context.desk.workspace, self._frame_id

        def then(draw: DrawView) -> None:
            self._show_next = draw.frame_id
            self.refresh()

        self.context.tasks.run(
            lambda: services.draw_sample(ws, frame_id=frame_id, seed=None),
            then=then,
            refused=self.sealed.draw_card.refuse,
            initiator=self,
        )

    @Slot(int)
    def _grade(self, draw_id: int) -> None:
        services, ws = self.context.services, self.context.desk.workspace

        def then(listing: RoundListing) -> None:
            self.visit(Place.GRADING, listing.round_id)

        self.context.tasks.run(
            lambda: services.open_round(ws, draw_id=draw_id), then=then, refused=self.drawn.refuse, initiator=self
        )

    @Slot(str, int, object)
    def _write(self, which: str, draw_id: int, file: Path) -> None:
        services, ws = self.context.services, self.context.desk.workspace
        how = self.drawn.how.how
        writers: dict[str, Callable[[Report], Done[tuple[str, ...]] | Done[str]]] = {
            "pack": lambda report: services.write_pack(ws, draw_id=draw_id, file=file, how=how, progress=report),
            "certificate": lambda report: services.write_certificate(
                ws, draw_id=draw_id, file=file, how=how, progress=report
            ),
            "bundle": lambda _report: services.write_bundle(ws, draw_id=draw_id, file=file),
        }
        self.drawn.result.clear()

        def then(written: tuple[str, ...] | str) -> None:
            files = (written,) if isinstance(written, str) else written
            self.drawn.told("good", f"{_PAPERS[which]} is written.", written_words(files))

        self.context.tasks.run_long(
            f"{_PAPERS[which]} is being written",
            writers[which],
            then=then,
            refused=self.drawn.refuse,
            initiator=self,
        )


def _waits(frame: FrameView) -> bool:
    """Whether a plan of the list waits for its numbers."""
    return any(plan.drawn is None for plan in frame.plans)
