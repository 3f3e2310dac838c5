"""Choosing which records are looked at: a kind, all its extracts or one, all days or some."""

from PySide6.QtCore import QDate, Signal, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout

from app.core.shapes.quality import QualityScope
from app.core.shapes.workspaces import ImportListing, KindListing
from app.core.words import count_of
from app.ui.kit.fields import Tick, combo, field
from app.ui.kit.moments import moment, period
from app.ui.kit.pickers import chosen_day, day_edit, fill_combo
from app.ui.kit.words import GAP, Card, bare, label
from app.ui.theme import Look

_NARROW_EMS = 44


class ScopeBar(Card):
    """The choice. It tells of every change at once."""

    changed = Signal()

    def __init__(self, look: Look) -> None:
        super().__init__(spacing=10)
        self._look = look
        self._kinds: tuple[KindListing, ...] = ()
        self._imports: tuple[ImportListing, ...] = ()
        self.kind, self.source = combo("Kind of record"), combo("Extract")
        self.all_days = Tick(look, "All days")
        self.first_day, self.last_day = day_edit("From this day"), day_edit("To this day")
        self.held = label("", "soft")
        self._pickers = bare(QBoxLayout(QBoxLayout.Direction.LeftToRight), GAP)
        self._pickers.addLayout(field("Kind of record", self.kind), 1)
        self._pickers.addLayout(field("Extract", self.source), 1)
        self._days = bare(QBoxLayout(QBoxLayout.Direction.LeftToRight), GAP)
        self._days.addWidget(self.all_days)
        self._names = [label(words, "strong", wrap=False) for words in ("From", "To")]
        for name, day in zip(self._names, (self.first_day, self.last_day), strict=True):
            name.setBuddy(day)
            self._days.addWidget(name)
            self._days.addWidget(day)
        self._days.addStretch(1)
        for layout in (self._pickers, self._days):
            self.box.addLayout(layout)
        self.box.addWidget(self.held)
        self.all_days.setChecked(True)
        self.kind.currentIndexChanged.connect(self._kind_changed)
        self.source.currentIndexChanged.connect(self.changed)
        self.all_days.toggled.connect(self._days_changed)
        for day in (self.first_day, self.last_day):
            day.dateChanged.connect(self._day_moved)
        self._show_days()

    @property
    def scope(self) -> QualityScope | None:
        """What is chosen; None while there are no records."""
        if self.kind.currentIndex() < 0:
            return None
        some = not self.all_days.isChecked()
        return QualityScope(
            kind=str(self.kind.currentData()),
            import_id=self.source.currentData(),
            first_day=chosen_day(self.first_day) if some else None,
            last_day=chosen_day(self.last_day) if some else None,
        )

    def show_choices(self, kinds: tuple[KindListing, ...], imports: tuple[ImportListing, ...]) -> None:
        """The kinds that have records, those with most first, and the extracts; what was chosen stays chosen."""
        chosen = self.kind.currentData()
        self._kinds = tuple(sorted((kind for kind in kinds if kind.records), key=lambda kind: -kind.records))
        self._imports = tuple(listing for listing in imports if not listing.undone_at)
        fill_combo(self.kind, [(kind.label, kind.kind) for kind in self._kinds], chosen)
        self._fill_sources()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Below one another where it is narrow for the size of the text."""
        super().resizeEvent(event)
        narrow = self.width() < self._look.em(_NARROW_EMS)
        way = QBoxLayout.Direction.TopToBottom if narrow else QBoxLayout.Direction.LeftToRight
        for layout in (self._pickers, self._days):
            layout.setDirection(way)

    def _fill_sources(self) -> None:
        """The extracts of the kind, and its days; nothing is told."""
        kind = next((each for each in self._kinds if each.kind == self.kind.currentData()), None)
        if kind is None:
            return
        entries: list[tuple[str, int | None]] = [("All extracts together", None)]
        entries += [
            (f"{listing.file_name} ({moment(listing.imported_at)})", listing.import_id)
            for listing in self._imports
            if listing.kind == kind.kind
        ]
        fill_combo(self.source, entries, self.source.currentData())
        self.held.setText(
            f"{count_of(kind.records, 'case')} in this workspace, {period(kind.first_day, kind.last_day)}."
        )
        if self.all_days.isChecked():
            for day, text in ((self.first_day, kind.first_day), (self.last_day, kind.last_day)):
                day.blockSignals(True)
                day.setDate(QDate.fromString(text, "yyyy-MM-dd"))
                day.blockSignals(False)

    @Slot()
    def _kind_changed(self) -> None:
        self.source.blockSignals(True)
        self.source.setCurrentIndex(0)
        self.source.blockSignals(False)
        self._fill_sources()
        self.changed.emit()

    @Slot()
    def _days_changed(self) -> None:
        self._show_days()
        self.changed.emit()

    @Slot()
    def _day_moved(self) -> None:
        if not self.all_days.isChecked():
            self.changed.emit()

    def _show_days(self) -> None:
        for part in (*self._names, self.first_day, self.last_day):
            part.setVisible(not self.all_days.isChecked())
