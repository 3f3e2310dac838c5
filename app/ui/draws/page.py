"""Seal a list, draw from it, make its papers. One list at a time, chosen at the top."""

from pathlib import Path
from typing import ClassVar

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QSizePolicy, QStackedWidget, QWidget

from app.core.changes import Topic
from app.core.errors import AppError
from app.core.shapes.draws import DrawView, FrameChoice, FrameView
from app.core.shapes.sheets import RoundListing
from app.core.shapes.workspaces import KindListing
from app.ui.context import PageContext
from app.ui.draws.compose_view import ComposeView
from app.ui.draws.list_views import DrawnView, SealedView
from app.ui.draws.words import list_name
from app.ui.kit.empty import Empty
from app.ui.kit.fields import combo
from app.ui.kit.page import Page, ScrollColumn, heading
from app.ui.kit.words import button, column, row
from app.ui.nav import Place

_NEW = 0
_Read = tuple[tuple[KindListing, ...], tuple[FrameView, ...], tuple[DrawView, ...]]


class DrawPage(Page):
    """Composing, sealed or drawn: which of the three is what the chosen list is."""

    topics: ClassVar[frozenset[Topic]] = frozenset({Topic.RECORDS, Topic.FRAMES, Topic.DRAWS})

    def __init__(self, context: PageContext) -> None:
        super().__init__(context)
        self._frames: dict[int, FrameView] = {}
        self._draws: dict[int, DrawView] = {}
        self._show_next: int | None = None
        self.lists = combo("Sealed lists")
        self.new_button = button("&New list", name="Start a new list")
        self.compose = ComposeView(context)
        self.sealed = SealedView(context)
        self.drawn = DrawnView(context)
        why = "A list is made from records. Bring in an extract first."
        self.empty = Empty(context.look, "records", "There are no records to draw from yet.", why, "Go to the records")
        self.views = QStackedWidget()
        self._build()
        self._connect()

    # ---------------------------------------------------------------- page
    def refresh(self) -> None:
        """Read again what is shown."""
        services, ws = self.context.services, self.context.desk.workspace
        self.context.tasks.run(
            lambda: (services.list_kinds(ws), services.list_frames(ws), services.list_draws(ws)), then=self._show
        )

    def reset(self) -> None:
        """Forget what was shown of another workspace."""
        super().reset()
        self.lists.blockSignals(True)
        self.lists.clear()
        self.lists.blockSignals(False)

    # ---------------------------------------------------------------- building
    def _build(self) -> None:
        empty = ScrollColumn(self.context)
        empty.box.addWidget(self.empty)
        empty.box.addStretch(1)
        for view in (self.compose, self.sealed, self.drawn, empty):
            self.views.addWidget(view)
        self._empty_page: QWidget = empty
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

    @Slot()
    def _fit(self) -> None:
        self._head_part.setMaximumWidth(self.context.look.em(68.4))

    def _connect(self) -> None:
        self.context.look.changed.connect(self._fit)
        self.lists.currentIndexChanged.connect(self._show_chosen)
        self.new_button.clicked.connect(self._new_list)
        self.empty.act.clicked.connect(lambda: self.visit(Place.RECORDS))
        self.compose.seal_wanted.connect(self._seal)
        self.sealed.dice_card.seed_given.connect(self._draw_sample)
        self.drawn.grade_wanted.connect(self._grade)
        self.drawn.pack_wanted.connect(self._write_pack)
        self.drawn.bundle_wanted.connect(self._write_bundle)

    # ---------------------------------------------------------------- showing
    def _show(self, read: _Read) -> None:
        kinds, frames, draws = read
        self._frames = {frame.frame_id: frame for frame in frames}
        self._draws = {draw.draw_id: draw for draw in draws}
        self.compose.show_kinds(kinds)
        self._fill_lists(any(kind.records for kind in kinds))
        self._show_chosen()

    def _fill_lists(self, has_records: bool) -> None:
        kept = self._show_next if self._show_next is not None else self.lists.currentData()
        first_time = self.lists.count() == 0
        self._show_next = None
        self.lists.blockSignals(True)
        self.lists.clear()
        self.lists.addItem("A new list", _NEW)
        ordered = sorted(self._frames.values(), key=lambda frame: -frame.frame_id)
        for frame in ordered:
            self.lists.addItem(list_name(frame), frame.frame_id)
        waiting = next((frame.frame_id for frame in ordered if not frame.draws), None)
        newest = ordered[0].frame_id if ordered else _NEW
        wanted = (waiting or newest) if first_time and kept in (None, _NEW) else kept
        self.lists.setCurrentIndex(max(0, self.lists.findData(wanted)))
        self.lists.blockSignals(False)
        for part in (self.lists, self.new_button):
            part.setVisible(bool(self._frames))
        self._has_records = has_records

    @Slot()
    def _show_chosen(self) -> None:
        frame = self._frames.get(int(self.lists.currentData() or _NEW))
        self.new_button.setEnabled(frame is not None)
        if frame is None:
            self.views.setCurrentWidget(self.compose if self._has_records else self._empty_page)
            return
        draw = self._draws.get(frame.draws[-1]) if frame.draws else None
        if draw is None:
            self.sealed.show_frame(frame, frame.seed_source or "dice")
            self.views.setCurrentWidget(self.sealed)
        else:
            self.drawn.show_draw(draw, frame)
            self.views.setCurrentWidget(self.drawn)

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

    @Slot(object)
    def _draw_sample(self, seed: str | None) -> None:
        services, ws, frame_id = self.context.services, self.context.desk.workspace, int(self.lists.currentData())

        def then(draw: DrawView) -> None:
            self._show_next = draw.frame_id
            self.refresh()

        refused = self.sealed.dice_card.refuse
        self.context.tasks.run(
            lambda: services.draw_sample(ws, frame_id=frame_id, seed=seed), then=then, refused=refused, initiator=self
        )

    @Slot(int)
    def _grade(self, draw_id: int) -> None:
        services, ws = self.context.services, self.context.desk.workspace

        def then(listing: RoundListing) -> None:
            self.visit(Place.GRADING, listing.round_id)

        self.context.tasks.run(
            lambda: services.open_round(ws, draw_id=draw_id), then=then, refused=self.drawn.refuse, initiator=self
        )

    @Slot(int, object)
    def _write_pack(self, draw_id: int, file: Path) -> None:
        services, ws = self.context.services, self.context.desk.workspace
        self._write(
            "Writing the pack", "The pack is written", lambda: services.write_pack(ws, draw_id=draw_id, file=file), file
        )

    @Slot(int, object)
    def _write_bundle(self, draw_id: int, file: Path) -> None:
        services, ws = self.context.services, self.context.desk.workspace
        what = "The check bundle is written"
        self._write("Writing the bundle", what, lambda: services.write_bundle(ws, draw_id=draw_id, file=file), file)

    def _write(self, label: str, what: str, act: object, file: Path) -> None:
        self.drawn.result.show_message("info", f"{label} ...")

        def refused(error: AppError) -> None:
            self.drawn.refuse(error)

        def then(_written: object) -> None:
            self.drawn.told("good", f"{what}.", str(file))

        self.context.tasks.run(act, then=then, refused=refused, initiator=self)  # type: ignore[arg-type]
