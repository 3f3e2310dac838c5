"""The quality of the records, part by part: each is counted by itself and shown as soon as it is known."""

from collections.abc import Callable
from typing import ClassVar

from PySide6.QtCore import QTimer, Slot
from PySide6.QtWidgets import QWidget

from app.core.changes import Topic
from app.core.errors import AppError
from app.core.shapes.quality import PARTS, Named, NamedCases, Part, QualityScope, Section
from app.core.shapes.workspaces import ImportListing, KindListing
from app.ui.context import PageContext
from app.ui.kit.announce import announce
from app.ui.kit.empty import Empty
from app.ui.kit.message_bar import MessageBar
from app.ui.kit.page import Page, ScrollColumn, heading
from app.ui.kit.words import bare, column, label
from app.ui.nav import Place
from app.ui.quality.scope_bar import ScopeBar
from app.ui.quality.section_card import SectionCard
from app.ui.tasks import Stopped, Work

_TITLES: dict[Part, str] = {
    "blanks": "What is missing",
    "ethnicity": "Self-defined ethnicity",
    "times": "Times",
    "forms": "Forms and links",
    "video": "Body-worn video",
    "intake": "The extracts",
}
_PAUSE_MS = 200


class QualityPage(Page):
    """What the records lack, by field, unit and extract. It names no case unless asked."""

    topics: ClassVar[frozenset[Topic]] = frozenset({Topic.RECORDS})

    def __init__(self, context: PageContext) -> None:
        super().__init__(context)
        self._asked = 0
        self._waiting: list[Work] = []
        self.scope_bar = ScopeBar(context.look)
        self.trouble = MessageBar(context.look)
        self.progress = label("", "soft")
        self.cards = {part: SectionCard(context.look, title) for part, title in _TITLES.items()}
        self.empty = Empty(
            context.look,
            "quality",
            "There are no records to look at yet",
            "Bring in an extract: this page then says what is missing from it and what looks wrong.",
            "Bring in records",
        )
        self._sections = QWidget()
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_PAUSE_MS)
        self._build()

    def refresh(self) -> None:
        """Read again what is shown."""
        services, ws = self.context.services, self.context.desk.workspace
        self.context.tasks.run(lambda: (services.list_kinds(ws), services.list_imports(ws)), then=self._show)

    def reset(self) -> None:
        """Forget what was shown of another workspace."""
        super().reset()
        self._stop()
        self.trouble.clear()
        self.scope_bar.all_days.setChecked(True)
        for card in self.cards.values():
            card.show_waiting()

    def leave(self) -> None:
        """Another place is shown: what is not counted yet need not be, until the person comes back."""
        if self._waiting:
            self._stop()
            self._stale = True

    # ---------------------------------------------------------------- building
    def _build(self) -> None:
        sentence = (
            "What the records lack and what looks wrong in them, to be put right at the source. Units stand in their "
            "own order: this is no league table."
        )
        page = ScrollColumn(self.context, ems=62)
        page.box.addLayout(heading("Quality of the records", sentence))
        page.box.addWidget(self.empty)
        inner = bare(column(self.scope_bar, self.trouble, self.progress, spacing=14), 14)
        for card in self.cards.values():
            inner.addWidget(card)
            card.named.connect(self._name)
        self._sections.setLayout(inner)
        self._sections.setProperty("bare", True)
        page.box.addWidget(self._sections)
        page.box.addStretch(1)
        self.page = page
        self.setLayout(column(page))
        self.empty.hide()
        self.scope_bar.changed.connect(self._changed)
        self._timer.timeout.connect(self._count)
        self.empty.act.clicked.connect(self._bring_in)

    @Slot()
    def _bring_in(self) -> None:
        self.visit(Place.RECORDS)

    # ---------------------------------------------------------------- counting
    def _show(self, read: tuple[tuple[KindListing, ...], tuple[ImportListing, ...]]) -> None:
        kinds, imports = read
        some = any(kind.records for kind in kinds)
        self.empty.setVisible(not some)
        self._sections.setVisible(some)
        self.scope_bar.show_choices(kinds, imports)
        self._count()

    @Slot()
    def _changed(self) -> None:
        """A day that is typed changes many times: wait until it rests."""
        self._stop()
        self._timer.start()

    @Slot()
    def _count(self) -> None:
        self._stop()
        scope = self.scope_bar.scope
        if scope is None:
            return
        self.trouble.clear()
        for card in self.cards.values():
            card.show_waiting()
        self._tell_progress(0)
        for number, part in enumerate(PARTS, 1):
            self._waiting.append(
                self.context.tasks.run(
                    self._reader(scope, part), then=self._teller(part, number), refused=self._refused, initiator=self
                )
            )

    def _reader(self, scope: QualityScope, part: Part) -> Callable[[], Section]:
        services, ws = self.context.services, self.context.desk.workspace
        return lambda: services.read_quality(ws, scope, part)

    def _teller(self, part: Part, number: int) -> Callable[[Section], None]:
        asked = self._asked

        def tell(section: Section) -> None:
            if asked == self._asked:
                self.cards[part].show_section(section)
                self._tell_progress(number)

        return tell

    def _tell_progress(self, done: int) -> None:
        self.progress.setVisible(done < len(PARTS))
        self.progress.setText(f"Counting: {done} of {len(PARTS)} parts are done.")
        if done == len(PARTS):
            self._waiting = []
            announce(self, "All parts are counted.")

    def _stop(self) -> None:
        """What was asked for before is not wanted any more."""
        self._timer.stop()
        self._asked += 1
        for work in self._waiting:
            work.cancel()
        self._waiting = []

    def _refused(self, error: AppError) -> None:
        if isinstance(error, Stopped):
            return
        self._stop()
        self.progress.hide()
        for card in self.cards.values():
            card.hide()
        self.trouble.show_message("bad", error.what, error.fix)

    # ---------------------------------------------------------------- naming cases
    @Slot(str)
    def _name(self, what: Named) -> None:
        services, ws, scope = self.context.services, self.context.desk.workspace, self.scope_bar.scope
        card = self.sender()
        if scope is None or not isinstance(card, SectionCard):
            return
        asked = self._asked

        def show(found: NamedCases) -> None:
            if asked == self._asked:
                card.show_cases(found)

        self.context.tasks.run(lambda: services.name_cases(ws, scope, what), then=show, initiator=self)
