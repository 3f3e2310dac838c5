"""What a list of records is asked for: kind, words, order; and, where wanted, an extract, days and facets."""

from PySide6.QtCore import QDate, QTimer, Signal, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QComboBox, QSizePolicy, QToolButton, QVBoxLayout, QWidget

from app.core.shapes.records import BY_TIME, RecordAsk, RecordColumn
from app.core.shapes.workspaces import ImportListing, KindListing
from app.ui.context import PageContext
from app.ui.draws.filters import Filters
from app.ui.kit.fields import Tick, combo, field, line_edit
from app.ui.kit.moments import moment
from app.ui.kit.pickers import chosen_day, day_edit, fill_combo
from app.ui.kit.words import GAP, Card, bare, button, label, row, set_key

_PAUSE_MS = 350
"""A search is logged, so it waits until the typing rests."""
_NARROW_EMS = 50
_BY_TIME = ((BY_TIME, True, "Newest first"), (BY_TIME, False, "Oldest first"))


class AskBar(QWidget):
    """The controls above the list. It tells of every change once."""

    changed = Signal()
    down = Signal()
    """The person goes on from the search to the list."""

    def __init__(self, context: PageContext) -> None:
        super().__init__()
        self._context = context
        self._kinds: tuple[KindListing, ...] = ()
        self._imports: tuple[ImportListing, ...] = ()
        self.kind, self.order, self.source = combo("Kind of record"), combo("Order"), combo("Extract")
        self.words = line_edit(placeholder="Search the words of the narratives")
        self.filters_button = button("&Filters", name="Filters")
        self.clear_button = button("Show &all", kind="quiet", name="Take search and filters away")
        self.panel = Card(spacing=10)
        self.all_days = Tick(context.look, "All days")
        self.first_day, self.last_day = day_edit("From this day"), day_edit("To this day")
        self.filters = Filters(context)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_PAUSE_MS)
        self._build()
        self._connect()

    # ---------------------------------------------------------------- from outside
    @property
    def kind_listing(self) -> KindListing | None:
        """The kind that is shown; None while there are no records."""
        return next((each for each in self._kinds if each.kind == self.kind.currentData()), None)

    @property
    def ask(self) -> RecordAsk | None:
        """What is asked for; None while there are no records."""
        if self.kind_listing is None:
            return None
        some = not self.all_days.isChecked()
        order_by, descending = self.order.currentData() or (BY_TIME, True)
        return RecordAsk(
            kind=self.kind_listing.kind,
            first_day=chosen_day(self.first_day) if some else None,
            last_day=chosen_day(self.last_day) if some else None,
            where=self.filters.chosen,
            words=self.words.text().strip(),
            import_id=int(self.source.currentData() or 0),
            order_by=order_by,
            descending=descending,
        )

    def show_choices(self, kinds: tuple[KindListing, ...], imports: tuple[ImportListing, ...]) -> None:
        """The kinds that have records, those with most first, and the extracts; what was chosen stays so."""
        before = self.kind.currentData()
        self._kinds = tuple(sorted((kind for kind in kinds if kind.records), key=lambda kind: -kind.records))
        self._imports = tuple(listing for listing in imports if not listing.undone_at)
        fill_combo(self.kind, [(kind.label, kind.kind) for kind in self._kinds], before)
        if before != self.kind.currentData():
            self._begin_kind()
        else:
            self._fill_sources()

    def show_columns(self, columns: tuple[RecordColumn, ...]) -> None:
        """What the list can be ordered by."""
        entries = [(words, (by, descending)) for by, descending, words in _BY_TIME]
        for column in columns:
            if column.sortable and column.id != BY_TIME:
                entries += [
                    (f"{column.label}, A to Z", (column.id, False)),
                    (f"{column.label}, Z to A", (column.id, True)),
                ]
        fill_combo(self.order, entries, self.order.currentData())

    def order_by(self, column: str) -> None:
        """Order by a column; by the one that it is ordered by already, the other way round."""
        now, descending = self.order.currentData() or (BY_TIME, True)
        wanted = (column, not descending if column == now else column == BY_TIME)
        found = next((at for at in range(self.order.count()) if self.order.itemData(at) == wanted), -1)
        if found >= 0:
            self.order.setCurrentIndex(found)

    def search(self, text: str) -> None:
        """Go on typing in the search."""
        self.words.setFocus()
        self.words.insert(text)

    @Slot()
    def clear(self) -> None:
        """Ask for every record of the kind."""
        self.words.clear()
        self._begin_kind()
        self._tell()

    def reset(self) -> None:
        """Another workspace was opened."""
        self._kinds = self._imports = ()
        self.words.clear()
        for box in (self.kind, self.order, self.source):
            fill_combo(box, [], None)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Below one another where it is narrow for the size of the text."""
        super().resizeEvent(event)
        narrow = self.width() < self._context.look.em(_NARROW_EMS)
        way = QBoxLayout.Direction.TopToBottom if narrow else QBoxLayout.Direction.LeftToRight
        for layout in (self._lines, self._days):
            layout.setDirection(way)

    # ---------------------------------------------------------------- building
    def _build(self) -> None:
        self.kind.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.kind.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)  # a kind cut short may be another
        self.words.setAccessibleName("Words to search for")
        self.words.setAccessibleDescription(
            "Whole words or their beginnings. Searches are logged, their words are not."
        )
        self.words.setClearButtonEnabled(True)
        for clear in self.words.findChildren(QToolButton):
            clear.setAccessibleName("Clear the search")
        self.filters_button.setCheckable(True)
        set_key(self.filters_button, "Ctrl+Shift+F")
        self._lines = bare(QBoxLayout(QBoxLayout.Direction.LeftToRight), 8)
        self._lines.addLayout(row(self.kind, self.words, spacing=8, stretch=1), 3)
        self._lines.addLayout(row(self.order, self.filters_button, self.clear_button, spacing=8, stretch=0), 2)
        self._days = bare(QBoxLayout(QBoxLayout.Direction.LeftToRight), GAP)
        self._days.addWidget(self.all_days)
        for words, day in (("From", self.first_day), ("To", self.last_day)):
            name = label(words, "strong", wrap=False)
            name.setBuddy(day)
            self._days.addWidget(name)
            self._days.addWidget(day)
        self._days.addStretch(1)
        self.panel.box.addLayout(field("Extract", self.source))
        self.panel.box.addLayout(self._days)
        self.panel.box.addWidget(self.filters)
        whole = bare(QVBoxLayout(self), 8)
        whole.addLayout(self._lines)
        whole.addWidget(self.panel)
        self.panel.hide()
        self.all_days.setChecked(True)
        self._enable_days()
        self.clear_button.hide()

    def _connect(self) -> None:
        self.kind.currentIndexChanged.connect(self._kind_changed)
        self.words.textChanged.connect(self._timer.start)
        self.words.returnPressed.connect(self._go_down)
        self._timer.timeout.connect(self._tell)
        self.filters_button.toggled.connect(self.panel.setVisible)
        self.clear_button.clicked.connect(self.clear)
        self.all_days.toggled.connect(self._days_changed)
        for day in (self.first_day, self.last_day):
            day.dateChanged.connect(self._timer.start)
        for changed in (self.order.currentIndexChanged, self.source.currentIndexChanged, self.filters.changed):
            changed.connect(self._tell)

    def _fill_sources(self) -> None:
        entries: list[tuple[str, object]] = [("All extracts", 0)]
        entries += [
            (f"{listing.file_name} ({moment(listing.imported_at)})", listing.import_id)
            for listing in self._imports
            if listing.stored
        ]
        fill_combo(self.source, entries, self.source.currentData())

    def _begin_kind(self) -> None:
        """Start afresh for a kind, without telling anyone; the words stay."""
        kind = self.kind_listing
        self.filters.blockSignals(True)
        self.filters.show_kind(kind)
        self.filters.blockSignals(False)
        fill_combo(self.source, [], None)
        self._fill_sources()
        self.all_days.blockSignals(True)
        self.all_days.setChecked(True)
        self.all_days.blockSignals(False)
        self._enable_days()
        days = ((self.first_day, kind.first_day), (self.last_day, kind.last_day)) if kind else ()
        for day, text in days:
            day.blockSignals(True)
            day.setDate(QDate.fromString(text, "yyyy-MM-dd"))
            day.blockSignals(False)

    # ---------------------------------------------------------------- telling
    @Slot()
    def _kind_changed(self) -> None:
        fill_combo(self.order, [], None)
        self._begin_kind()
        self._tell()

    @Slot()
    def _days_changed(self) -> None:
        self._enable_days()
        self._tell()

    def _enable_days(self) -> None:
        for day in (self.first_day, self.last_day):
            day.setEnabled(not self.all_days.isChecked())

    @Slot()
    def _go_down(self) -> None:
        if self._timer.isActive():
            self._tell()
        self.down.emit()

    @Slot()
    def _tell(self) -> None:
        self._timer.stop()
        ask = self.ask
        if ask is None:
            return
        number = bool(ask.import_id) + bool(ask.first_day) + len(ask.where)
        self.filters_button.setText(f"&Filters ({number})" if number else "&Filters")
        self.clear_button.setVisible(ask.narrowed)
        self.changed.emit()
