"""Choosing what goes on a list, with its length counted live, up to the seal."""

from PySide6.QtCore import QDate, QTimer, Signal, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QWidget

from app.core.errors import AppError
from app.core.shapes.draws import FrameChoice, FrameCount
from app.core.shapes.workspaces import KindListing
from app.core.words import count_of
from app.ui.context import PageContext
from app.ui.draws.count_card import CountCard
from app.ui.draws.design_box import DesignBox
from app.ui.draws.exclusions_box import ExclusionsBox
from app.ui.draws.filters import Filters
from app.ui.draws.month_card import MonthCard
from app.ui.draws.planner_box import PlannerBox
from app.ui.draws.source_box import SourceBox
from app.ui.kit.disclosure import Disclosure
from app.ui.kit.fields import combo, field, number_edit
from app.ui.kit.message_bar import MessageBar
from app.ui.kit.page import ScrollColumn
from app.ui.kit.pickers import chosen_day, day_edit
from app.ui.kit.words import Card, bare, button, column, label, row

_PAUSE_MS = 250


class ComposeView(QWidget):
    """The form on the left, the count on the right; below one another where it is narrow."""

    seal_wanted = Signal(object)

    def __init__(self, context: PageContext) -> None:
        super().__init__()
        look = context.look
        self.context = context
        self._kinds: tuple[KindListing, ...] = ()
        self._asked = 0
        self.month = MonthCard(context)
        self.kind, self.form = combo("Kind"), combo("Form")
        self.first_day, self.last_day = day_edit("First day"), day_edit("Last day")
        self.filters = Filters(context)
        self.sample_size, self.reserves = number_edit("Cases to draw", 8), number_edit("Reserves", 2, least=0)
        self._size_part, self._size_name = QWidget(), label("Cases to draw", "strong", wrap=False)
        self.source = SourceBox(look)
        self.design, self.exclusions, self.planner = DesignBox(context), ExclusionsBox(context), PlannerBox(context)
        self.design_part = Disclosure(look, "Divide the list, or always take some cases", self.design)
        self.exclusions_part = Disclosure(look, "Leave cases out", self.exclusions)
        self.planner_part = Disclosure(look, "How many cases do I need?", self.planner)
        self.trouble = MessageBar(look)
        self.seal_button = button("&Seal the list", kind="primary", name="Seal the list")
        self.count = CountCard(look)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_PAUSE_MS)
        self._build()
        self._connect()

    # ---------------------------------------------------------------- from outside
    def show_kinds(self, kinds: tuple[KindListing, ...]) -> None:
        """The kinds that have records, with what they can be filtered by."""
        self.month.show_kinds(kinds)
        chosen = self.kind.currentData()
        self._kinds = tuple(sorted((kind for kind in kinds if kind.records), key=lambda kind: -kind.records))
        self.kind.blockSignals(True)
        self.kind.clear()
        for kind in self._kinds:
            self.kind.addItem(kind.label, kind.kind)
        index = self.kind.findData(chosen)
        self.kind.setCurrentIndex(max(0, index) if self._kinds else -1)
        self.kind.blockSignals(False)
        if index < 0:
            self._kind_changed()
        else:
            self.ask_count()

    def refuse(self, error: AppError) -> None:
        """Say why the list was not sealed."""
        self.set_busy(False)
        self.trouble.show_message("bad", error.what, error.fix)

    def set_busy(self, busy: bool) -> None:
        """While the list is sealed, nothing can be pressed twice."""
        self.seal_button.setEnabled(not busy)
        self.seal_button.setText("Sealing ..." if busy else "&Seal the list")

    @property
    def choice(self) -> FrameChoice | None:
        """What the form says; None while there is no kind."""
        if self.kind.currentIndex() < 0:
            return None
        designed = self.design.designed
        return FrameChoice(
            kind=str(self.kind.currentData()),
            first_day=chosen_day(self.first_day),
            last_day=chosen_day(self.last_day),
            where=self.filters.chosen,
            strata=designed.strata,
            per=designed.per,
            take_all=designed.take_all,
            allocation=designed.allocation,
            fixed=designed.fixed,
            join_small=designed.join_small,
            size=self.sample_size.value() if designed.asks_size else 0,
            reserves=self.reserves.value(),
            form=str(self.form.currentData() or ""),
            seed_source=self.source.value,
            seed_name=self.source.name,
        )

    # ---------------------------------------------------------------- building
    def _build(self) -> None:
        card = Card(spacing=14)
        card.box.addLayout(field("Kind", self.kind))
        card.box.addLayout(_pair(field("First day", self.first_day), field("Last day", self.last_day)))
        card.box.addLayout(column(label("Only some of them", "strong"), self.filters, spacing=4))
        self._size_name.setBuddy(self.sample_size)
        self._size_part.setLayout(column(self._size_name, self.sample_size, spacing=4))
        reserves = field("Reserves", self.reserves)
        card.box.addLayout(_pair(column(self._size_part), reserves))
        card.box.addLayout(field("Form", self.form))
        card.box.addWidget(self.source)
        card.box.addLayout(column(self.planner_part, self.design_part, self.exclusions_part, spacing=4))
        self._sides = bare(QBoxLayout(QBoxLayout.Direction.LeftToRight), 14)
        self._sides.addWidget(card, 11)
        self._sides.addWidget(self.count, 9)
        words = (
            "Sealed is sealed: nobody, this program included, can then add, take out or change a case. "
            "Which cases are drawn is decided only afterwards, by the numbers."
        )
        self.page = ScrollColumn(self.context, ems=66)
        self.page.box.addWidget(self.month)
        self.page.box.addLayout(self._sides)
        self.page.box.addWidget(self.trouble)
        self.page.box.addLayout(row(self.seal_button, label(words, "soft"), spacing=16, stretch=1))
        self.page.box.addStretch(1)
        self.setLayout(column(self.page))

    def _connect(self) -> None:
        self.kind.currentIndexChanged.connect(self._kind_changed)
        self.seal_button.clicked.connect(self._seal)
        self._timer.timeout.connect(self._count)
        self.planner.size_wanted.connect(self.sample_size.setValue)
        self.exclusions.changed.connect(self._show_left_out)
        for changed in (
            self.first_day.dateChanged,
            self.last_day.dateChanged,
            self.filters.changed,
            self.design.changed,
            self.sample_size.valueChanged,
            self.reserves.valueChanged,
        ):
            changed.connect(self.ask_count)

    # ---------------------------------------------------------------- counting
    @Slot()
    def ask_count(self) -> None:
        """Count again when the form has rested for a moment."""
        designed = self.design.designed
        self._size_part.setVisible(designed.asks_size)
        each = designed.allocation == "fixed"
        self._size_name.setText("Cases from each group" if each else "Cases to draw")
        self.sample_size.setAccessibleName(self._size_name.text())
        self._timer.start()

    @Slot()
    def _kind_changed(self) -> None:
        kind = next((each for each in self._kinds if each.kind == self.kind.currentData()), None)
        self.filters.show_kind(kind)
        self.design.show_kind(kind)
        self.form.clear()
        self.seal_button.setEnabled(kind is not None)
        if kind is None:
            return
        for form, name in kind.forms:
            self.form.addItem(name, form)
        self.first_day.setDate(QDate.fromString(kind.first_day, "yyyy-MM-dd"))
        self.last_day.setDate(QDate.fromString(kind.last_day, "yyyy-MM-dd"))
        self.exclusions.show_kind(kind.kind)
        self.ask_count()

    @Slot(int)
    def _show_left_out(self, count: int) -> None:
        words = f" ({count_of(count, 'case')} of this kind left out now)" if count else ""
        self.exclusions_part.rename(f"Leave cases out{words}")
        self.ask_count()

    @Slot()
    def _count(self) -> None:
        choice = self.choice
        if choice is None or not self.context.desk.is_open:
            return
        self._asked += 1
        asked, services, ws = self._asked, self.context.services, self.context.desk.workspace

        def then(count: FrameCount) -> None:
            if asked == self._asked:
                self._show_count(count, choice)

        def refused(error: AppError) -> None:
            if asked == self._asked:
                self.count.show_nothing(str(error))

        self.context.tasks.run(lambda: services.count_frame(ws, choice), then=then, refused=refused)

    def _show_count(self, count: FrameCount, choice: FrameChoice) -> None:
        self.count.show_count(count, choice.size)
        self.design.show_strata(count.strata)
        simple = not choice.strata and choice.per is None and not choice.take_all
        self.planner_part.setVisible(simple)
        if simple:
            self.planner.show_list(count.cases, choice.size)

    @Slot()
    def _seal(self) -> None:
        choice = self.choice
        if choice is not None:
            self.trouble.clear()
            self.set_busy(True)
            self.seal_wanted.emit(choice)

    # ---------------------------------------------------------------- fitting
    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fit the new size."""
        super().resizeEvent(event)
        wide = self.width() > self.context.look.em(46)
        direction = QBoxLayout.Direction.LeftToRight if wide else QBoxLayout.Direction.TopToBottom
        self._sides.setDirection(direction)


def _pair(left: QBoxLayout, right: QBoxLayout) -> QBoxLayout:
    made = row(left, right)
    made.setStretch(0, 1)
    made.setStretch(1, 1)
    return made
