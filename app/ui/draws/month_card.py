"""This month's sample in one step: every list of a monthly plan sealed, drawn, and opened as one round."""

from functools import partial

from PySide6.QtCore import QTimer, Signal, Slot
from PySide6.QtWidgets import QSpinBox, QVBoxLayout, QWidget

from app.core.shapes.months import MonthChoice, MonthCount, MonthDrawn, MonthItem, MonthlyPlanView, MonthView
from app.core.shapes.workspaces import KindListing
from app.core.words import count_of
from app.ui.context import PageContext
from app.ui.draws.acting import Acting
from app.ui.draws.filters import Filters
from app.ui.kit.disclosure import Disclosure
from app.ui.kit.fields import combo, field, number_edit
from app.ui.kit.message_bar import note
from app.ui.kit.moments import month_name, months_between
from app.ui.kit.words import Card, bare, button, clear_layout, column, label, row

_PAUSE_MS = 250


class MonthCard(Acting):
    """A plan and a month; the rest is the force's. Every departure from the plan is named on the papers."""

    round_wanted = Signal(int)

    def __init__(self, context: PageContext, *, chosen_elsewhere: bool = False) -> None:
        """``chosen_elsewhere``: the page says which plan and month, and this is a part of it and no card of its own."""
        super().__init__(context)
        self._inside = chosen_elsewhere
        self._wanted: MonthView | None = None
        self._shown: tuple[str, ...] = ()
        self._plans: dict[str, MonthlyPlanView] = {}
        self._kinds: dict[str, KindListing] = {}
        self._sizes: dict[str, int] = {}
        self.sizes: dict[str, QSpinBox] = {}
        self._asked = 0
        self.plan = combo("Monthly plan")
        self.month = combo("Month")
        self.filters = Filters(context)
        self.draw_button = button("Draw this &month’s sample", kind="primary", name="Draw this month's sample")
        self.departing = QWidget()
        self._numbers = bare(QVBoxLayout(), 6)
        self._items = bare(QVBoxLayout(), 6)
        self._notes = column()
        self.depart_part = Disclosure(context.look, "Only one team, or other numbers this time", self.departing)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_PAUSE_MS)
        self._build()
        self._connect()
        if not chosen_elsewhere:
            self.hide()

    # ---------------------------------------------------------------- from outside
    def show_kinds(self, kinds: tuple[KindListing, ...]) -> None:
        """Read the plans of the force; without one that has records, nothing is shown."""
        self._kinds = {kind.kind: kind for kind in kinds if kind.records}
        services, ws = self.context.services, self.context.desk.workspace
        self.context.tasks.run(lambda: services.list_month_plans(ws), then=self._show_plans)

    def show_month(self, view: MonthView, kinds: tuple[KindListing, ...]) -> None:
        """A plan and a month that were chosen elsewhere, narrowed as the last time."""
        self._wanted = view
        self.show_kinds(kinds)

    @property
    def choice(self) -> MonthChoice | None:
        """What is asked for; None without a plan."""
        if self.plan.currentIndex() < 0:
            return None
        return MonthChoice(
            plan=str(self.plan.currentData()),
            month=str(self.month.currentData() or ""),
            where=self.filters.chosen,
            sizes=tuple(self._sizes.items()),
        )

    # ---------------------------------------------------------------- building
    def _build(self) -> None:
        words = "Each list is sealed before the app makes its numbers. The papers say that it was drawn alone."
        first = QWidget()
        choosing = row(field("Plan", self.plan), field("Month", self.month))
        choosing.setStretch(0, 3)
        choosing.setStretch(1, 2)
        first.setLayout(choosing)
        self.departing.setLayout(column(self.filters, self._numbers, spacing=8))
        said = column(label("This month’s sample", "strong"), label(words, "soft"), spacing=2)
        self.own_words = label("Or make a list of your own", "strong")
        parts = (self._items, self._notes, self.depart_part, self.trouble, row(self.draw_button, None))
        if self._inside:
            first.hide()
            self.setLayout(column(first, *parts, spacing=12))
            return
        card = Card(spacing=12)
        card.box.addLayout(column(said, first, *parts, spacing=12))
        self.setLayout(column(card, self.own_words, spacing=16))

    def _connect(self) -> None:
        self.plan.currentIndexChanged.connect(self._plan_changed)
        self.month.currentIndexChanged.connect(self._timer.start)
        self.filters.changed.connect(self._timer.start)
        self._timer.timeout.connect(self.count)
        self.draw_button.clicked.connect(self._draw)

    def _show_plans(self, plans: tuple[MonthlyPlanView, ...]) -> None:
        usable = [plan for plan in plans if any(item.kind in self._kinds for item in plan.items)]
        kept = self.plan.currentData()
        self._plans = {plan.id: plan for plan in usable}
        self.plan.blockSignals(True)
        self.plan.clear()
        for plan in usable:
            self.plan.addItem(plan.label, plan.id)
        self.plan.setCurrentIndex(max(0, self.plan.findData(kept)) if usable else -1)
        self.plan.blockSignals(False)
        if not self._inside:
            self.setVisible(bool(usable))
        if self._wanted is not None:
            self._take_wanted(self._wanted)
        elif usable and kept is None:
            self._plan_changed()
        elif usable:
            self._timer.start()

    def _take_wanted(self, view: MonthView) -> None:
        """What was chosen elsewhere; where somebody departed from the plan, that stays while it is the same one."""
        plan, month = view.plan, view.month
        if plan not in self._plans:
            return
        shown = (plan, *sorted(self._kinds))
        if self._shown != shown:
            self._shown = shown
            self.plan.blockSignals(True)
            self.plan.setCurrentIndex(self.plan.findData(plan))
            self.plan.blockSignals(False)
            self._plan_changed()
            self.filters.begin_with(view.narrowed)
            self.depart_part.open(bool(view.narrowed))
        if self.month.findData(month) < 0:
            self.month.addItem(month_name(month), month)
        self.month.setCurrentIndex(self.month.findData(month))
        self._timer.start()

    @Slot()
    def _plan_changed(self) -> None:
        plan = self._plans.get(str(self.plan.currentData()))
        if plan is None:
            return
        kinds = [self._kinds[item.kind] for item in plan.items if item.kind in self._kinds]
        self._fill_months(kinds)
        self.filters.show_kind(kinds[0])
        self._sizes, self.sizes = {}, {}
        clear_layout(self._numbers)
        for item in plan.items:
            edit = number_edit(f"{item.kind_label}: another number", 0, least=-1)
            edit.setSpecialValueText("As planned")
            edit.setValue(-1)
            self.sizes[item.kind] = edit
            edit.valueChanged.connect(partial(self._size_changed, item.kind))
            self._numbers.addLayout(row(label(f"{item.kind_label} ({item.words})"), edit, stretch=0))
        self._timer.start()

    def _fill_months(self, kinds: list[KindListing]) -> None:
        """The months that there are records of, the newest first."""
        dated = [kind for kind in kinds if kind.first_day and kind.last_day]
        first, last = (
            min((kind.first_day for kind in dated), default=""),
            max((kind.last_day for kind in dated), default=""),
        )
        months = months_between(first, last) if dated else []
        self.month.blockSignals(True)
        self.month.clear()
        for month in reversed(months):
            self.month.addItem(month_name(month), month)
        self.month.blockSignals(False)

    def _size_changed(self, kind: str, number: int) -> None:
        self._sizes.pop(kind, None)
        if number >= 0:
            self._sizes[kind] = number
        self._timer.start()

    # ---------------------------------------------------------------- counting and drawing
    @Slot()
    def count(self) -> None:
        """Say how long the lists would be."""
        choice = self.choice
        if choice is None or not self.context.desk.is_open:
            return
        self._asked += 1
        asked, services, ws = self._asked, self.context.services, self.context.desk.workspace

        def then(count: MonthCount) -> None:
            if asked == self._asked:
                self._show_count(count)

        def refused(error: object) -> None:
            if asked == self._asked:
                self._show_items(())
                self._items.addWidget(label(str(error), "soft"))
                self.draw_button.setEnabled(False)

        self.context.tasks.run(lambda: services.count_month(ws, choice), then=then, refused=refused)

    def _show_count(self, count: MonthCount) -> None:
        self._show_items(count.items)
        self.draw_button.setEnabled(any(item.size for item in count.items))
        for sentence in count.departures:
            self._notes.addWidget(note(self.context.look, "warn", f"Departs from the plan: {sentence}"))
        if count.earlier:
            rounds = ", ".join(f"R{number}" for number in count.earlier)
            words = f"This month was drawn already ({rounds}). Drawing again undoes nothing: the papers will name both."
            self._notes.addWidget(note(self.context.look, "warn", words))

    def _show_items(self, items: tuple[MonthItem, ...]) -> None:
        clear_layout(self._items)
        clear_layout(self._notes)
        for item in items:
            drawn = f"{item.size:,} of {count_of(item.cases, 'case')}"
            line = row(label(f"{item.kind_label}: {item.words}"), label(drawn, "value", wrap=False), stretch=0)
            told = [label(item.told, "small")] if item.told else []
            self._items.addLayout(column(line, *told, spacing=0))

    @Slot()
    def _draw(self) -> None:
        choice = self.choice
        services, ws = self.context.services, self.context.desk.workspace

        def then(drawn: MonthDrawn) -> None:
            self.round_wanted.emit(drawn.round.round_id)

        if choice is not None:
            self.act(lambda: services.draw_month(ws, choice), then)
