"""The window: the rail, what concerns every place (practice, messages, progress), and one place at a time."""

from collections.abc import Callable

from PySide6.QtCore import QObject, Qt, Signal, Slot, qVersion
from PySide6.QtGui import QCloseEvent, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QMainWindow, QStackedWidget, QWidget

import app
from app.core.changes import Topic
from app.core.clock import system_clock, to_text
from app.core.crash import crash_sheet
from app.core.shapes.people import SignedIn
from app.core.workflow.rights import role_words
from app.services.crash_sheets import keep_crash_sheet
from app.ui.context import PageContext
from app.ui.crash import CrashPage
from app.ui.kit.message_bar import MessageBar
from app.ui.kit.page import Page
from app.ui.kit.progress_strip import ProgressStrip
from app.ui.kit.words import bare, column, label, name_parts, row
from app.ui.nav import Place
from app.ui.pages import make_page
from app.ui.rail import Rail
from app.ui.tasks import Work
from app.ui.welcome.page import WelcomePage


class MainWindow(QMainWindow):
    """Builds a place when it is first visited, and tells every open place what changed."""

    painted = Signal()

    def __init__(self, context: PageContext) -> None:
        super().__init__()
        self.context = context
        self._painted = self._warned = False
        self._before_crash: QWidget | None = None
        self._before_whole: Qt.WindowState | None = None
        self.pages: dict[Place, Page] = {}
        self.rail = Rail(context.look)
        self.practice_band = _practice_band()
        self.message_bar = MessageBar(context.look)
        self.progress = ProgressStrip()
        self.stack = QStackedWidget()
        self.welcome = WelcomePage(context)
        self.crash = CrashPage(context)
        self._build()
        self._connect()
        self._show_desk()
        name_parts(self)

    # ---------------------------------------------------------------- going places
    @Slot(object)
    def go(self, place: Place, wanted: object = None) -> None:
        """Show a place, and in it what is wanted."""
        if not self.context.desk.is_open or self._kept_in(lambda: self.go(place, wanted)):
            return
        self._leave()
        self.message_bar.clear()
        page = self.page(place)
        self.stack.setCurrentWidget(page)
        self._give_screen(page.whole_window)
        self.rail.mark(place)
        page.arrive(wanted)

    def page(self, place: Place) -> Page:
        """A place's page, built when it is first asked for."""
        if place not in self.pages:
            page = make_page(place, self.context)
            page.setObjectName(place.value)
            name_parts(page)
            page.go.connect(self.go)
            self.pages[place] = page
            self.stack.addWidget(page)
        return self.pages[place]

    @Slot(object)
    def show_fault(self, fault: BaseException) -> None:
        """Show what a fault leaves behind, and keep it; the work on screen stays where it is."""
        text = crash_sheet(fault, version=f"{app.__version__}, Qt {qVersion()}", at=to_text(system_clock()))
        file = keep_crash_sheet(fault)
        if self.stack.currentWidget() is not self.crash:
            self._before_crash = self.stack.currentWidget()
        self.stack.setCurrentWidget(self.crash)
        self.crash.show_fault(text, file)

    # ---------------------------------------------------------------- building
    def _build(self) -> None:
        messages = QWidget()
        messages.setLayout(column(self.message_bar, self.progress, spacing=0))
        for page in (self.welcome, self.crash):
            self.stack.addWidget(page)
        right = column(self.practice_band, messages, self.stack, spacing=0)
        right.setStretch(2, 1)
        whole = QWidget()
        whole.setProperty("ground", True)
        box = bare(row(self.rail, right, spacing=0), 0)
        box.setStretch(1, 1)
        whole.setLayout(box)
        self.setCentralWidget(whole)
        self.resize(1360, 820)
        self.setMinimumSize(760, 480)

    def _connect(self) -> None:
        context = self.context
        self.rail.place_wanted.connect(self.go)
        self.welcome.go.connect(self.go)
        self.crash.left.connect(self._leave_crash)
        context.look.changed.connect(self._fit)
        context.desk.opened.connect(self._opened)
        context.desk.closed.connect(self._closed)
        context.messages.shown.connect(self._show_message)
        context.messages.cleared.connect(self.message_bar.clear)
        context.tasks.changed.connect(self._changed)
        context.tasks.refused.connect(context.messages.refuse)
        context.tasks.told.connect(context.messages.warn)
        context.tasks.faulted.connect(self.show_fault)
        context.tasks.long_started.connect(self._long_started)

    # ---------------------------------------------------------------- what concerns every place
    @Slot()
    def _opened(self) -> None:
        for page in self.pages.values():
            page.reset()
        self._show_desk()
        self._ask_who()
        self.go(Place.HOME)

    @Slot()
    def _closed(self) -> None:
        self._show_desk()
        self.message_bar.clear()
        self.welcome.begin()
        self._give_screen(False)
        self.stack.setCurrentWidget(self.welcome)

    def _show_desk(self) -> None:
        desk = self.context.desk
        self.rail.setVisible(desk.is_open)
        self.practice_band.setVisible(desk.practice)
        self.setWindowTitle("Scrutiny Panel – practice" if desk.practice else "Scrutiny Panel")

    def _ask_who(self) -> None:
        """Show who signed in, and only the places where they have something to do."""
        services, workspace = self.context.services, self.context.desk.workspace
        self.context.tasks.run(lambda: services.signed_in(workspace), then=self._show_who)

    def _show_who(self, me: SignedIn) -> None:
        self.rail.allow(me.rights)
        self._fit()
        title = "Scrutiny Panel – practice" if self.context.desk.practice else "Scrutiny Panel"
        self.setWindowTitle(f"{title} – {me.name}, {role_words(me.role)}" if me.name else title)

    @Slot(str, str, str)
    def _show_message(self, tone: str, what: str, fix: str) -> None:
        self.message_bar.show_message(tone, what, fix)

    @Slot(object, object)
    def _changed(self, topics: frozenset[Topic], initiator: QObject | None) -> None:
        for page in self.pages.values():
            page.topics_changed(topics, initiator)
        if Topic.PEOPLE in topics and self.context.desk.is_open:
            self._ask_who()

    @Slot(object)
    def _long_started(self, work: Work) -> None:
        self.progress.follow(work)

    def _give_screen(self, whole: bool) -> None:
        """Give a page the whole screen, or the window back its frame and its rail."""
        self.rail.setVisible(not whole and self.context.desk.is_open)
        if whole and self._before_whole is None:
            self._before_whole = self.windowState()
            self.setWindowState(self.windowState() | Qt.WindowState.WindowFullScreen)
        elif not whole and self._before_whole is not None:
            self.setWindowState(self._before_whole)
            self._before_whole = None

    @Slot()
    def _leave_crash(self) -> None:
        back = self._before_crash or (self.page(Place.HOME) if self.context.desk.is_open else self.welcome)
        self.stack.setCurrentWidget(back)

    def _leave(self) -> None:
        """Send what is typed before another place is shown, or none."""
        for page in self.pages.values():
            page.leave()

    def _kept_in(self, act: Callable[[], object]) -> bool:
        """Whether a place keeps people in; it asks for the passphrase, and then the act is done."""
        keeper = next((page for page in self.pages.values() if page.keeps_in), None)
        if keeper is not None:
            self.stack.setCurrentWidget(keeper)
            keeper.ask_to_leave(act)
        return keeper is not None

    # ---------------------------------------------------------------- Qt
    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint with the colours of the theme in force."""
        super().paintEvent(event)
        if not self._painted:
            self._painted = True
            self.painted.emit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fit the new size."""
        super().resizeEvent(event)
        self._fit()

    @Slot()
    def _fit(self) -> None:
        narrow = self.width() < self.context.look.em(46)
        self.rail.set_compact(narrow or self.height() < self.rail.full_height())

    def closeEvent(self, event: QCloseEvent) -> None:
        """Everything typed goes to disk before the window goes."""
        if self._kept_in(self.close):
            event.ignore()
            return
        self._leave()
        if any(page.holds_unsaved for page in self.pages.values()) and not self._warned:
            self._warned = True
            what = "Something typed here is not on disk yet, so the window stays open."
            self.context.messages.tell("bad", what, "Try again to save it; or close once more to leave without it.")
            event.ignore()
            return
        workspace = self.context.desk.take() or self.welcome.take_waiting()
        close: Callable[[], None] | None = workspace.close if workspace is not None else None
        self.context.tasks.close(close)
        super().closeEvent(event)


def _practice_band() -> QFrame:
    band = QFrame()
    band.setProperty("band", True)
    words = label("PRACTICE  ·  nothing done here counts", "key", wrap=False)
    words.setAlignment(Qt.AlignmentFlag.AlignCenter)
    words.setProperty("tone", "warn")
    box = bare(row(words), 0)
    box.setContentsMargins(8, 3, 8, 3)
    band.setLayout(box)
    band.setAccessibleName("Practice workspace")
    return band
