"""Bring in an extract: give a file, hear what it is, settle what is not clear, see what became of every row."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import ClassVar

from PySide6.QtCore import Slot
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QStackedWidget, QWidget

from app.core.changes import Topic
from app.core.errors import AlreadyImported, AppError, EveryRowTwice, NotUtf8
from app.core.shapes.mappings import FirstLook, MappingDraft, MappingListing
from app.core.shapes.workspaces import ImportChoice, ImportListing, ImportResult, KindListing
from app.core.words import count_of
from app.ui.context import PageContext
from app.ui.imports.file_card import FileCard
from app.ui.imports.imports_card import ImportsCard
from app.ui.imports.question_bar import QuestionBar
from app.ui.imports.result_card import ResultCard
from app.ui.imports.summary_card import SummaryCard
from app.ui.kit.message_bar import MessageBar
from app.ui.kit.moments import period
from app.ui.kit.page import Page, ScrollColumn, heading
from app.ui.kit.words import button, column, row
from app.ui.mapping.view import Held, MappingView
from app.ui.nav import Place
from app.ui.tasks import Stopped

_FILES = "Extracts (*.csv *.xlsx *.xlsm *.xls *.ods *.json *.txt);;All files (*)"


class ImportPage(Page):
    """Where records come in: the front with its imports, and the mapping page behind it."""

    topics: ClassVar[frozenset[Topic]] = frozenset({Topic.RECORDS})

    def __init__(self, context: PageContext) -> None:
        super().__init__(context)
        self._kinds: tuple[KindListing, ...] = ()
        self._held: Held | None = None
        self._file = Path()
        self._looks = 0
        self.card = FileCard(context.look)
        self.browse_button = self.card.browse_button
        self.by_hand_button = button("&Type one in instead", kind="quiet", name="Type one record in instead")
        self.trouble = MessageBar(context.look)
        self.question = QuestionBar(context.look)
        self.summary = SummaryCard(context.look)
        self.result = ResultCard(context.look)
        self.imports = ImportsCard(context.look)
        self.mapping = MappingView(context)
        self.views = QStackedWidget()
        self._build()
        self._connect()
        self.setAcceptDrops(True)

    def refresh(self) -> None:
        """Read again what is shown."""
        services, ws = self.context.services, self.context.desk.workspace
        self.context.tasks.run(lambda: (services.list_kinds(ws), services.list_imports(ws)), then=self._show)

    def reset(self) -> None:
        """Forget what was shown of another workspace."""
        super().reset()
        self._put_away()
        self.result.hide()

    # ---------------------------------------------------------------- building
    def _build(self) -> None:
        sentence = "Every row of an extract is stored, or named with the reason why not."
        self.front = ScrollColumn(self.context)
        head = row(heading("Bring in records", sentence), self.by_hand_button, spacing=16, stretch=0)
        self.front.box.addLayout(head)
        for part in (self.card, self.summary, self.result):
            self.front.box.addWidget(part)
        self.front.box.addSpacing(6)
        self.front.box.addWidget(self.imports)
        self.front.box.addStretch(1)
        for view in (self.front, self.mapping):
            self.views.addWidget(view)
        top = QWidget()
        top.setLayout(column(self.trouble, self.question, spacing=0))
        whole = column(top, self.views, spacing=0)
        whole.setStretch(1, 1)
        self.setLayout(whole)

    def _connect(self) -> None:
        self.browse_button.clicked.connect(self._browse)
        self.by_hand_button.clicked.connect(lambda: self.visit(Place.BY_HAND))
        self.summary.import_wanted.connect(lambda draft: self._import(draft))
        self.summary.check_wanted.connect(self._check)
        self.summary.put_away.connect(self._put_away)
        self.summary.source.look_wanted.connect(self._look_again)
        self.mapping.left.connect(self._put_away)
        self.mapping.look_wanted.connect(self._look_again)
        self.mapping.import_wanted.connect(self._keep_and_import)
        self.imports.undo_wanted.connect(self._undo)
        self.result.go_wanted.connect(self.visit)

    # ---------------------------------------------------------------- showing
    def _show(self, read: tuple[tuple[KindListing, ...], tuple[ImportListing, ...]]) -> None:
        self._kinds, imports = read
        self.imports.show_imports(imports, self._kinds, held_words(self._kinds))

    @Slot()
    def _put_away(self) -> None:
        self._held = None
        self._looks += 1
        self.card.show_looking("")
        for part in (self.trouble, self.question, self.imports.question):
            part.clear()
        self.summary.hide()
        self.views.setCurrentWidget(self.front)

    @Slot()
    def _check(self) -> None:
        if self._held is not None:
            self.views.setCurrentWidget(self.mapping)
            self.mapping.show_file(self._held)

    # ---------------------------------------------------------------- a file is given
    @Slot()
    def _browse(self) -> None:
        self.context.ask.open_file("Choose an extract", _FILES, self.take_file)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """One file may be dropped."""
        if event.mimeData().hasUrls() and event.mimeData().urls()[0].isLocalFile():
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """As if it had been chosen."""
        event.acceptProposedAction()
        self.take_file(Path(event.mimeData().urls()[0].toLocalFile()))

    def take_file(self, file: Path) -> None:
        """Look at a file that was chosen or dropped."""
        self._put_away()
        self.result.hide()
        self._file = file
        self._look()

    @Slot(str, str, int)
    def _look_again(self, kind: str, sheet: str, header_row: int) -> None:
        encoding = self._held.look.draft.encoding if self._held is not None else ""
        sheets = self._held.look.sheets if self._held is not None else ()
        self._look(kind=kind, sheet=sheet if len(sheets) > 1 else "", header_row=header_row, encoding=encoding)

    def _look(self, *, kind: str = "", sheet: str = "", header_row: int = 0, encoding: str = "") -> None:
        self.trouble.clear()
        self.question.clear()
        self._looks += 1
        services, ws, file, asked = self.context.services, self.context.desk.workspace, self._file, self._looks
        self.card.show_looking(file.name)

        def then(read: tuple[FirstLook, tuple[KindListing, ...]]) -> None:
            if asked == self._looks:
                self._looked(Held(file=file, look=read[0], kinds=read[1]))

        def refused(error: AppError) -> None:
            if asked == self._looks:
                self.card.show_looking("")
                self._refused(error, lambda: self._look(kind=kind, sheet=sheet, encoding="cp1252"))

        self.context.tasks.run(
            lambda: (
                services.first_look(ws, file, kind=kind, sheet=sheet, header_row=header_row, encoding=encoding),
                services.list_kinds(ws),
            ),
            then=then,
            refused=refused,
        )

    def _looked(self, held: Held) -> None:
        """A file whose layout is known is summed up; any other goes to the mapping page."""
        self._held = held
        self.card.show_looking("")
        stays = self.views.currentWidget() is self.mapping
        if held.look.draft.name and not held.look.draft.troubles and not stays:
            self.summary.show_file(held)
            return
        self.summary.hide()
        self._check()

    # ---------------------------------------------------------------- bringing it in
    @Slot(object, str)
    def _keep_and_import(self, draft: MappingDraft, name: str) -> None:
        """Keep the mapping first, so that the import names it."""
        if not name:
            self._import(draft)
            return
        services, ws = self.context.services, self.context.desk.workspace

        def then(listing: MappingListing) -> None:
            self._import(replace(draft, name=listing.name))

        self.context.tasks.run(
            lambda: services.save_mapping(ws, name, draft), then=then, refused=self.mapping.refuse, initiator=self
        )

    def _import(self, draft: MappingDraft, *, again: bool = False, doubled: str = "") -> None:
        services, ws, file = self.context.services, self.context.desk.workspace, self._file
        choice = ImportChoice(kind=draft.kind, again=again, doubled=doubled)  # type: ignore[arg-type]
        self.trouble.clear()
        self.question.clear()
        self.result.hide()
        self._set_busy(True)

        def refused(error: AppError) -> None:
            self._set_busy(False)
            self._refused(error, lambda: None, draft, choice)

        self.context.tasks.run_long(
            "Bringing in the file",
            lambda report: services.import_extract(ws, file=file, choice=choice, draft=draft, progress=report),
            then=self._imported,
            refused=refused,
            initiator=self,
        )

    def _imported(self, result: ImportResult) -> None:
        fields = {field.id: field.label for field in self._held.look.fields} if self._held is not None else {}
        self._set_busy(False)
        self._put_away()
        self.result.show_result(result, self._file.name, self._kinds, fields)
        self.front.verticalScrollBar().setValue(0)
        self.refresh()

    def _set_busy(self, busy: bool) -> None:
        """While a file is brought in, nothing of it can be changed."""
        for part in (self.card, self.summary, self.mapping, self.imports):
            part.setEnabled(not busy)

    def _refused(
        self,
        error: AppError,
        as_cp1252: Callable[[], None],
        draft: MappingDraft | None = None,
        choice: ImportChoice | None = None,
    ) -> None:
        """What a person can decide is asked; anything else is told."""
        if isinstance(error, NotUtf8):
            fix = "It is probably from an older Windows program. Accents and pound signs show whether that is right."
            self.question.ask(error.what, fix, [("Read it as Windows-1252", as_cp1252)])
        elif isinstance(error, AlreadyImported) and draft is not None and choice is not None:
            doubled = choice.doubled
            fix = "Bringing it in again gives its records new versions; the older ones are kept."
            act = ("Bring it in again", lambda: self._import(draft, again=True, doubled=doubled))
            self.question.ask(error.what, fix, [act])
        elif isinstance(error, EveryRowTwice) and draft is not None and choice is not None:
            again = choice.again
            once = ("Take each row once", lambda: self._import(draft, again=again, doubled="once"))
            both = ("All are genuine, take them all", lambda: self._import(draft, again=again, doubled="all"))
            self.question.ask(error.what, "An export that ran twice looks like this.", [once, both])
        else:
            self._tell(error)

    # ---------------------------------------------------------------- taking back
    @Slot(object)
    def _undo(self, listing: ImportListing) -> None:
        services, ws = self.context.services, self.context.desk.workspace

        def then(_undone: object) -> None:
            self._set_busy(False)
            name = listing.file_name or "The import"
            self.trouble.show_message("good", f"{name} was taken back.", "Its rows are no longer here.")
            self.result.hide()
            self.refresh()

        def refused(error: AppError) -> None:
            self._set_busy(False)
            self._tell(error)

        self._set_busy(True)
        self.context.tasks.run_long(
            "Taking the import back",
            lambda report: services.undo_import(ws, listing.import_id, report),
            then=then,
            refused=refused,
            initiator=self,
        )

    def _tell(self, error: AppError) -> None:
        self.trouble.show_message("info" if isinstance(error, Stopped) else "bad", error.what, error.fix)


def held_words(kinds: tuple[KindListing, ...]) -> str:
    """What the workspace holds, kind by kind."""
    lines = [
        f"{kind.label}: {count_of(kind.records, 'record')}, {period(kind.first_day, kind.last_day)}"
        for kind in kinds
        if kind.records
    ]
    return "\n".join(lines)
