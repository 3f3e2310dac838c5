"""Choosing what goes on a list, with its length counted live, up to the seal."""

from datetime import date

from PySide6.QtCore import QDate, QTimer, Signal, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QDateEdit, QSpinBox, QWidget

from app.core.errors import AppError
from app.core.shapes.draws import FrameChoice, FrameCount
from app.core.shapes.workspaces import KindListing
from app.ui.context import PageContext
from app.ui.draws.count_card import CountCard
from app.ui.draws.filters import Filters
from app.ui.kit.choices import Choices, Option
from app.ui.kit.fields import Tick, combo, field
from app.ui.kit.message_bar import MessageBar
from app.ui.kit.page import ScrollColumn
from app.ui.kit.words import Card, bare, button, column, label, row

_SOURCES = (
    Option(code="dice", key="", label="Dice, rolled in the room", help="The strongest: everyone sees the numbers come"),
    Option(code="app", key="", label="The app makes them", help="For someone who draws alone"),
)
_PAUSE_MS = 250


class ComposeView(QWidget):
    """The form on the left, the count on the right; below one another where it is narrow."""

    seal_wanted = Signal(object)

    def __init__(self, context: PageContext) -> None:
        super().__init__()
        self.context = context
        self._kinds: tuple[KindListing, ...] = ()
        self._asked = 0
        self.kind, self.strata, self.form = combo("Kind"), combo("Draw from each"), combo("Form")
        self.first_day, self.last_day = _day_edit("First day"), _day_edit("Last day")
        self.filters = Filters(context)
        self.sample_size, self.reserves = _number("Cases to draw", 8), _number("Reserves", 2)
        self.reserves.setMinimum(0)
        self.source = Choices(context.look, _SOURCES, name="Where the numbers come from", most=2)
        self.join_small = Tick(context.look, "Put very small groups (1 to 4 cases) together")
        self.trouble = MessageBar(context.look)
        self.seal_button = button("&Seal the list", kind="primary", name="Seal the list")
        self.count = CountCard(context.look)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_PAUSE_MS)
        self._build()
        self._connect()

    # ---------------------------------------------------------------- from outside
    def show_kinds(self, kinds: tuple[KindListing, ...]) -> None:
        """The kinds that have records, with what they can be filtered by."""
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
        return FrameChoice(
            kind=str(self.kind.currentData()),
            first_day=_to_date(self.first_day),
            last_day=_to_date(self.last_day),
            where=self.filters.chosen,
            strata=str(self.strata.currentData() or ""),
            size=self.sample_size.value(),
            reserves=self.reserves.value(),
            form=str(self.form.currentData() or ""),
            seed_source=self.source.value,
            join_small=self.join_small.isChecked(),
        )

    # ---------------------------------------------------------------- building
    def _build(self) -> None:
        self.source.show_value("dice")
        card = Card(spacing=14)
        card.box.addLayout(field("Kind", self.kind))
        card.box.addLayout(_pair(field("First day", self.first_day), field("Last day", self.last_day)))
        card.box.addLayout(column(label("Only some of them", "strong"), self.filters, spacing=4))
        hint = "Each value gets its fair share of the sample. Leave it at one list when in doubt."
        card.box.addLayout(field("Draw from each", self.strata, hint))
        card.box.addWidget(self.join_small)
        card.box.addLayout(_pair(field("Cases to draw", self.sample_size), field("Reserves", self.reserves)))
        card.box.addLayout(field("Form", self.form))
        card.box.addLayout(column(label("Where the numbers come from", "strong"), self.source, spacing=4))
        self._sides = bare(QBoxLayout(QBoxLayout.Direction.LeftToRight), 14)
        self._sides.addWidget(card, 11)
        self._sides.addWidget(self.count, 9)
        words = (
            "Sealed is sealed: nobody, this program included, can then add, take out or change a case. "
            "Which cases are drawn is decided only afterwards, by the numbers."
        )
        self.page = ScrollColumn(self.context, ems=66)
        self.page.box.addLayout(self._sides)
        self.page.box.addWidget(self.trouble)
        self.page.box.addLayout(row(self.seal_button, label(words, "soft"), spacing=16, stretch=1))
        self.page.box.addStretch(1)
        self.setLayout(column(self.page))

    def _connect(self) -> None:
        self.kind.currentIndexChanged.connect(self._kind_changed)
        self.seal_button.clicked.connect(self._seal)
        self._timer.timeout.connect(self._count)
        for changed in (
            self.first_day.dateChanged,
            self.last_day.dateChanged,
            self.filters.changed,
            self.strata.currentIndexChanged,
            self.join_small.toggled,
            self.sample_size.valueChanged,
            self.reserves.valueChanged,
        ):
            changed.connect(self.ask_count)

    # ---------------------------------------------------------------- counting
    @Slot()
    def ask_count(self) -> None:
        """Count again when the form has rested for a moment."""
        self.join_small.setVisible(bool(self.strata.currentData()))
        self._timer.start()

    @Slot()
    def _kind_changed(self) -> None:
        kind = next((each for each in self._kinds if each.kind == self.kind.currentData()), None)
        self.filters.show_kind(kind)
        self.strata.clear()
        self.form.clear()
        self.seal_button.setEnabled(kind is not None)
        if kind is None:
            return
        self.strata.addItem("One list, not divided", "")
        for facet, name in kind.facets:
            self.strata.addItem(name, facet)
        for form, name in kind.forms:
            self.form.addItem(name, form)
        self.first_day.setDate(QDate.fromString(kind.first_day, "yyyy-MM-dd"))
        self.last_day.setDate(QDate.fromString(kind.last_day, "yyyy-MM-dd"))
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
                self.count.show_count(count, choice.size)

        def refused(error: AppError) -> None:
            if asked == self._asked:
                self.count.show_nothing(str(error))

        self.context.tasks.run(lambda: services.count_frame(ws, choice), then=then, refused=refused)

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


def _day_edit(name: str) -> QDateEdit:
    made = QDateEdit()
    made.setAccessibleName(name)
    made.setDisplayFormat("d MMMM yyyy")
    made.setCalendarPopup(True)
    return made


def _number(name: str, value: int) -> QSpinBox:
    made = QSpinBox()
    made.setAccessibleName(name)
    made.setRange(1, 9_999)
    made.lineEdit().setTextMargins(8, 0, 0, 0)
    made.setValue(value)
    return made


def _to_date(edit: QDateEdit) -> date:
    value = edit.date()
    return date(value.year(), value.month(), value.day())
