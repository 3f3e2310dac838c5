"""Bring in an extract: choose a file, say what it is, see what became of every row."""

from pathlib import Path
from typing import ClassVar

from PySide6.QtCore import Slot

from app.core.changes import Topic
from app.core.errors import AlreadyImported, AppError
from app.core.shapes.workspaces import ImportChoice, ImportListing, ImportResult, KindListing
from app.core.words import count_of
from app.ui.context import PageContext
from app.ui.imports.result_card import ResultCard
from app.ui.kit.choices import Choices, Option
from app.ui.kit.fields import Tick, combo, field, line_edit
from app.ui.kit.message_bar import MessageBar
from app.ui.kit.moments import moment, period
from app.ui.kit.page import Page, ScrollColumn, heading
from app.ui.kit.table import Column, Table
from app.ui.kit.words import Card, button, column, label, row
from app.ui.nav import Place
from app.ui.tasks import Stopped

_TIMES = (
    Option(code="", key="", label="As usual for such a file"),
    Option(code="utc", key="", label="Universal time (UTC)"),
    Option(code="local", key="", label="The clock on the wall"),
)
_FILES = "Extracts (*.csv);;All files (*)"
_COLUMNS = (
    Column(title="File", text=lambda listing: listing.file_name),
    Column(title="Layout", text=lambda listing: listing.layout, ems=13),
    Column(title="Brought in", text=lambda listing: moment(listing.imported_at), ems=12),
    Column(title="Stored", text=lambda listing: f"{listing.stored:,}", ems=5, number=True),
    Column(title="Not stored", text=lambda listing: f"{listing.rejected:,}", ems=6, number=True),
)


class ImportPage(Page):
    """Where records come in."""

    topics: ClassVar[frozenset[Topic]] = frozenset({Topic.RECORDS})

    def __init__(self, context: PageContext) -> None:
        super().__init__(context)
        self._kinds: tuple[KindListing, ...] = ()
        self.file = line_edit(placeholder="No file chosen yet")
        self.browse_button = button("&Choose a file ...", name="Choose a file")
        self.kind = combo("What it holds")
        self.times = Choices(context.look, _TIMES, name="Times in the file", most=3)
        self.again_tick = Tick(context.look, "It was brought in before: bring it in again, as new versions")
        self.trouble = MessageBar(context.look)
        self.import_button = button("&Bring it in", kind="primary", name="Bring it in")
        self.result = ResultCard(context.look)
        self.held = label("", "soft")
        self.imports = Table(context.look, _COLUMNS, name="Extracts brought in so far", most=6)
        self.empty_line = label("No extract has been brought in yet. The first one starts above.", "soft")
        self._build()
        self._connect()

    def refresh(self) -> None:
        """Read again what is shown."""
        services, ws = self.context.services, self.context.desk.workspace
        self.context.tasks.run(lambda: (services.list_kinds(ws), services.list_imports(ws)), then=self._show)

    def reset(self) -> None:
        """Forget what was shown of another workspace."""
        super().reset()
        self.file.clear()
        self._check()
        self.result.hide()
        self.trouble.clear()

    # ---------------------------------------------------------------- building
    def _build(self) -> None:
        card = Card(spacing=14)
        file = row(self.file, self.browse_button, spacing=8, stretch=0)
        self.file.setReadOnly(True)
        self.file.setAccessibleName("File to bring in")
        self.again_tick.hide()
        self.times.show_value("")
        self.kind.setPlaceholderText("Choose what it holds")
        card.box.addLayout(column(label("File", "strong"), file, spacing=4))
        card.box.addLayout(field("What it holds", self.kind))
        card.box.addLayout(column(label("Times in the file", "strong"), self.times, spacing=4))
        card.box.addWidget(self.trouble)
        card.box.addWidget(self.again_tick)
        card.box.addLayout(row(self.import_button, None))
        sentence = (
            "An extract is a file from a force system. Every row of it is stored, or named with the reason why not."
        )
        page = ScrollColumn(self.context)
        page.box.addLayout(heading("Records", sentence))
        page.box.addWidget(card)
        page.box.addWidget(self.result)
        page.box.addSpacing(6)
        page.box.addLayout(column(label("Brought in so far", "strong"), self.held, self.empty_line, spacing=3))
        page.box.addWidget(self.imports)
        page.box.addStretch(1)
        self.setLayout(column(page))
        self.import_button.setEnabled(False)

    def _connect(self) -> None:
        self.browse_button.clicked.connect(self._browse)
        self.import_button.clicked.connect(self._import)
        self.kind.currentIndexChanged.connect(self._check)
        self.result.draw_wanted.connect(lambda: self.visit(Place.DRAW))

    # ---------------------------------------------------------------- showing
    def _show(self, read: tuple[tuple[KindListing, ...], tuple[ImportListing, ...]]) -> None:
        self._kinds, imports = read
        chosen = self.kind.currentData()
        self.kind.clear()
        for kind in self._kinds:
            self.kind.addItem(kind.label, kind.kind)
        self.kind.setCurrentIndex(self.kind.findData(chosen))
        self.imports.show_rows(imports)
        self.imports.setVisible(bool(imports))
        self.empty_line.setVisible(not imports)
        self.held.setText(held_words(self._kinds))
        self.held.setVisible(bool(imports))

    # ---------------------------------------------------------------- acting
    @Slot()
    def _browse(self) -> None:
        self.context.ask.open_file("Choose an extract", _FILES, self._chosen)

    def _chosen(self, file: Path) -> None:
        self.file.setText(str(file))
        self.file.setCursorPosition(0)
        self.again_tick.hide()
        self.again_tick.setChecked(False)
        self.trouble.clear()
        self._check()
        (self.kind if self.kind.currentIndex() < 0 else self.import_button).setFocus()

    @Slot()
    def _check(self) -> None:
        """A file and what it holds: both must be said before it can be brought in."""
        self.import_button.setEnabled(bool(self.file.text()) and self.kind.currentIndex() >= 0)

    @Slot()
    def _import(self) -> None:
        services, ws = self.context.services, self.context.desk.workspace
        file = Path(self.file.text())
        choice = ImportChoice(
            kind=str(self.kind.currentData()), times=self.times.value, again=self.again_tick.isChecked()
        )
        self.trouble.clear()
        self.result.hide()
        self.import_button.setEnabled(False)
        self.context.tasks.run_long(
            "Bringing in the file",
            lambda report: services.import_extract(ws, file=file, choice=choice, progress=report),
            then=self._imported,
            refused=self._refused,
            initiator=self,
        )

    def _imported(self, result: ImportResult) -> None:
        self.import_button.setEnabled(True)
        self.again_tick.hide()
        self.again_tick.setChecked(False)
        self.result.show_result(result, self._kinds)
        self.refresh()

    def _refused(self, error: AppError) -> None:
        self.import_button.setEnabled(True)
        self.trouble.show_message("info" if isinstance(error, Stopped) else "bad", error.what, error.fix)
        self.again_tick.setVisible(isinstance(error, AlreadyImported))


def held_words(kinds: tuple[KindListing, ...]) -> str:
    """What the workspace holds, kind by kind."""
    lines = [
        f"{kind.label}: {count_of(kind.records, 'record')}, {period(kind.first_day, kind.last_day)}"
        for kind in kinds
        if kind.records
    ]
    return "\n".join(lines)
