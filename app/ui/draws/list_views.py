"""A sealed list, and a draw from it, as they stand for ever."""

from pathlib import Path

from PySide6.QtCore import Signal, Slot
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

from app.core.errors import AppError
from app.core.shapes.draws import DrawView, FrameView
from app.ui.context import PageContext
from app.ui.draws.count_card import STRATA_COLUMNS, small_words
from app.ui.draws.dice_card import DiceCard
from app.ui.draws.words import SEED_WORDS, case_name, drawn_words, list_facts
from app.ui.kit.digest import Digest
from app.ui.kit.fields import reading_label
from app.ui.kit.flow import EqualGrid, Flow
from app.ui.kit.message_bar import MessageBar, note
from app.ui.kit.moments import moment
from app.ui.kit.page import ScrollColumn
from app.ui.kit.table import Column, Table
from app.ui.kit.words import Card, button, clear_layout, column, label, row, rule

_CASES = (
    Column(title="No.", text=lambda numbered: str(numbered[0]), ems=3, number=True),
    Column(title="Case", text=lambda numbered: case_name(numbered[1])),
    Column(title="Group", text=lambda numbered: numbered[1].stratum),
    Column(title="Case code", text=lambda numbered: numbered[1].token[:16]),
    Column(title="Draw number", text=lambda numbered: numbered[1].ticket[:16]),
)

_GROUP = 2


class SealCard(Card):
    """The seal, large enough to read out; the plan's number; what was fixed."""

    def __init__(self, context: PageContext) -> None:
        super().__init__(spacing=12)
        look = context.look
        self._look = look
        self.title = label("", "strong")
        self.seal = Digest(look, name="Seal of the list", points=15.0)
        self.plan = Digest(look, name="Number of the plan", points=11.0)
        self.copy_button = button("Copy the seal")
        self.sealed_line = label("", "small")
        self._facts = EqualGrid(spacing=14, most=4, cell=lambda: look.em(10), balanced=False)
        self.strata = Table(look, STRATA_COLUMNS, name="Groups of the list", most=6)
        self._warning = column()
        self._seal = ""
        self.copy_button.clicked.connect(self._copy)
        words = (
            "This number stands for the whole list. Read it out or send it to someone now: if a single case were "
            "added, taken out or changed, it would be another number."
        )
        self.box.addLayout(row(self.title, self.copy_button, stretch=0))
        self.box.addWidget(self.seal)
        self.box.addWidget(label(words, "soft"))
        self.box.addLayout(column(label("Plan, fixed with it", "small"), self.plan, self.sealed_line, spacing=2))
        self.box.addWidget(rule())
        self.box.addLayout(self._facts)
        self.box.addWidget(self.strata)
        self.box.addLayout(self._warning)

    def show_frame(self, frame: FrameView) -> None:
        """Show a list."""
        self._seal = frame.seal
        self.title.setText(f"The seal of list {frame.frame_id}")
        self.seal.show_text(frame.seal)
        self.plan.show_text(frame.plan)
        self.sealed_line.setText(f"Sealed on {moment(frame.sealed_at)}")
        clear_layout(self._facts)
        for name, value in list_facts(frame):
            cell = QWidget()
            cell.setLayout(column(label(name, "small"), reading_label(value), None, spacing=0))
            self._facts.addWidget(cell)
        self.strata.setVisible(len(frame.strata) > 1)
        self.strata.show_rows(frame.strata)
        clear_layout(self._warning)
        if frame.small_strata:
            self._warning.addWidget(note(self._look, "warn", small_words(frame.small_strata)))
        if frame.other_seals:
            words = "Other lists over the same kind and period were sealed here. Every paper of this draw names them."
            self._warning.addWidget(note(self._look, "info", words))

    @Slot()
    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self._seal)


class SealedView(QWidget):
    """A list that waits for its numbers."""

    def __init__(self, context: PageContext) -> None:
        super().__init__()
        self.seal_card = SealCard(context)
        self.dice_card = DiceCard(context.look)
        self.page = ScrollColumn(context, ems=66)
        self.page.box.addWidget(self.seal_card)
        self.page.box.addWidget(self.dice_card)
        self.page.box.addStretch(1)
        self.setLayout(column(self.page))

    def show_frame(self, frame: FrameView, source: str) -> None:
        """Show a list, and the way its numbers were to come, where that is known."""
        self.seal_card.show_frame(frame)
        self.dice_card.set_busy(False)
        self.dice_card.begin(source)
        self.page.verticalScrollBar().setValue(0)
        self.dice_card.digits.setFocus()


class DrawnView(QWidget):
    """A sample: what to do with it, its cases, and how it came about."""

    grade_wanted = Signal(int)
    pack_wanted = Signal(int, object)
    bundle_wanted = Signal(int, object)

    def __init__(self, context: PageContext) -> None:
        super().__init__()
        look = context.look
        self.context = context
        self._draw: DrawView | None = None
        self.title = label("", "strong")
        self.source_line = label("", "soft")
        self.grade_button = button("&Grade these cases", kind="primary", name="Grade these cases")
        self.pack_button = button("Write the pac&k (PDF) ...", name="Write the pack")
        self.bundle_button = button("Write the check b&undle ...", name="Write the check bundle")
        self.result = MessageBar(look)
        self.seed = Digest(look, name="Numbers of the draw", points=13.0, group=5)
        self.cases = Table(look, _CASES, name="Cases drawn", most=12)
        self.reserves = Table(look, _CASES, name="Reserves", most=5)
        self.seal_card = SealCard(context)
        self._reserves_title = label("Reserves, in the order they would be taken", "strong")
        self._build()
        self.grade_button.clicked.connect(self._grade)
        self.pack_button.clicked.connect(self._ask_pack)
        self.bundle_button.clicked.connect(self._ask_bundle)

    def show_draw(self, draw: DrawView, frame: FrameView) -> None:
        """Show a sample."""
        self._draw = draw
        self.title.setText(drawn_words(draw))
        self.source_line.setText(f"{SEED_WORDS.get(draw.seed_source, '')} Drawn on {moment(draw.drawn_at)}.".strip())
        self.seed.show_text(draw.seed)
        divided = len(frame.strata) > 1
        for table in (self.cases, self.reserves):
            table.setColumnHidden(_GROUP, not divided)
        self.cases.show_rows(tuple(enumerate(draw.cases, 1)))
        self.reserves.show_rows(tuple(enumerate(draw.reserves, 1)))
        for part in (self.reserves, self._reserves_title):
            part.setVisible(bool(draw.reserves))
        self.seal_card.show_frame(frame)
        self.result.clear()
        self.page.verticalScrollBar().setValue(0)

    def told(self, tone: str, what: str, fix: str = "") -> None:
        """Say what came of a paper."""
        for each in (self.pack_button, self.bundle_button, self.grade_button):
            each.setEnabled(True)
        self.result.show_message(tone, what, fix)

    def refuse(self, error: AppError) -> None:
        """Say why a paper was not written."""
        self.told("bad", error.what, error.fix)

    def _build(self) -> None:
        first = Card(spacing=12)
        buttons = Flow(spacing=8)
        for each in (self.grade_button, self.pack_button, self.bundle_button):
            buttons.addWidget(each)
        first.box.addLayout(column(self.title, self.source_line, spacing=2))
        first.box.addLayout(buttons)
        first.box.addWidget(self.result)
        second = Card(spacing=10)
        second.box.addLayout(column(label("The numbers", "small"), self.seed, spacing=2))
        second.box.addWidget(label("Cases, in the order they were drawn", "strong"))
        second.box.addWidget(self.cases)
        second.box.addWidget(self._reserves_title)
        second.box.addWidget(self.reserves)
        self.page = ScrollColumn(self.context, ems=66)
        for card in (first, second, self.seal_card):
            self.page.box.addWidget(card)
        self.page.box.addStretch(1)
        self.setLayout(column(self.page))

    @Slot()
    def _grade(self) -> None:
        if self._draw is not None:
            self.grade_wanted.emit(self._draw.draw_id)

    @Slot()
    def _ask_pack(self) -> None:
        self._ask("Where to put the pack", "pack", "pdf", "PDF (*.pdf)", self.pack_wanted.emit)

    @Slot()
    def _ask_bundle(self) -> None:
        self._ask("Where to put the check bundle", "check-bundle", "zip", "Bundle (*.zip)", self.bundle_wanted.emit)

    def _ask(self, title: str, stem: str, suffix: str, filters: str, wanted: object) -> None:
        draw = self._draw
        if draw is None:
            return
        suggestion = Path.home() / f"draw-{draw.draw_id}-{stem}.{suffix}"

        def chosen(file: Path) -> None:
            for each in (self.pack_button, self.bundle_button):
                each.setEnabled(False)
            wanted(draw.draw_id, file)  # type: ignore[operator]

        self.context.ask.save_file(title, suggestion, filters, chosen)
