"""The audience window: what the room sees on the projector. It holds released text, counts and the panel's view.

Nothing else ever comes into one of its widgets: it is filled from :class:`AudienceCase` alone.
"""

from collections.abc import Callable, Sequence
from typing import ClassVar

from PySide6.QtCore import QObject, QRect, Qt, Signal, Slot
from PySide6.QtGui import QCloseEvent, QGuiApplication, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QApplication, QFrame, QMainWindow, QStackedWidget, QWidget

from app.core.changes import Topic
from app.core.errors import AppError
from app.core.shapes.meetings import AudienceCase
from app.ui.ceremony.stage import Stage
from app.ui.context import PageContext
from app.ui.kit.announce import announce
from app.ui.kit.words import column, label, row
from app.ui.meetings.audience_views import SpreadForRoom, TextForRoom
from app.ui.meetings.guard import GuardCard
from app.ui.meetings.screens import (
    Display,
    Showing,
    display_of,
    displays_now,
    how_showing,
    room_display,
    screen_words,
)

_TITLE = "Scrutiny Panel: for the room"
_LEAVING = "This screen is what the room sees. The coordinator’s passphrase gives the computer back."
_WAY_OUT = "B blanks this screen. Esc and the coordinator’s passphrase give the computer back."
_COVER = "Choose “Show on the projector” once more to cover this screen with what the room may see."
_MOST_CODE = 12


class AudienceWindow(QWidget):
    """B or the full stop blanks it and shows it again; T turns between text and grades; Esc closes it."""

    told = Signal(str)
    """What the room sees, in a sentence for the coordinator; "" when there is no window."""
    topics: ClassVar[frozenset[Topic]] = frozenset({Topic.ROUNDS, Topic.SHEETS})

    def __init__(self, context: PageContext, displays: Callable[[], Sequence[Display]] = displays_now) -> None:
        super().__init__(None, Qt.WindowType.Window)
        self.context = context
        self.case: AudienceCase | None = None
        self.blank = self.covers = False
        self._unblanking = self._stale = False
        self._reads = 0
        self._warned_of: Showing | None = None
        self._ids: tuple[int, int] | None = None
        self._displays = displays
        self._behind: list[QWidget] = []
        self.stage = Stage(context.look)
        self.number, self.code = label("", "giant", wrap=False), label("", "small", wrap=False)
        self.stage_name, self.count = label("", "large"), label("")
        self.text, self.spread = TextForRoom(self.stage), SpreadForRoom(self.stage)
        self.guard = GuardCard(context, _LEAVING)
        self.practice = label("PRACTICE", "strong", wrap=False)
        self.rest = label("Break", "giant", wrap=False)
        self.way_out = label(_WAY_OUT, "small")
        self.views, self.inner = QStackedWidget(), QStackedWidget()
        self._build()
        self._connect()

    # ---------------------------------------------------------------- for the page
    def show_case(self, round_id: int, case_id: int) -> None:
        """Show a case to the room; the window opens on the room's own screen, or covers the only one."""
        if not self.isVisible() and self._warn_of_one_screen():
            return
        other, self._ids = self._ids != (round_id, case_id), (round_id, case_id)
        self._read(self._open, afresh=other or not self.isVisible())

    def follow(self, round_id: int, case_id: int) -> None:
        """The coordinator went on to another case: so does the room, where it has a window."""
        if self.isVisible():
            self.show_case(round_id, case_id)

    @Slot()
    def toggle_blank(self) -> None:
        """Blank it; or read again what the room may see, and show that. Twice in a hurry, it stays blank."""
        self._unblanking = self.blank and not self._unblanking
        if self._unblanking:
            self._read(self._unblank, afresh=False)
        else:
            self._go_blank()

    def turn(self, pages: int) -> None:
        """Read on, or back."""
        views = (
            (self.text.text, self.text.asked) if self.inner.currentWidget() is self.text else (self.spread.scroller,)
        )
        for view in views:
            view.turn(pages)

    @Slot()
    def turn_view(self) -> None:
        """From the text to how grades spread, and back; before the panel has asked there is only the text."""
        if self.case is not None and self.case.spread is not None:
            self.inner.setCurrentWidget(self.text if self.inner.currentWidget() is self.spread else self.spread)
            self._tell()

    @property
    def sees(self) -> str:
        """What the room sees now, in a sentence for the coordinator."""
        if not self.isVisible():
            return ""
        if self.case is not None and self.case.on_break:
            return "The room sees the word “Break”."
        if self.blank or self.case is None:
            return "The room sees a blank screen."
        what = "how grades spread" if self.inner.currentWidget() is self.spread else "its text and questions"
        return f"The room sees case {self.case.number}: {what}."

    # ---------------------------------------------------------------- building
    def _build(self) -> None:
        self.setProperty("page", True)
        self.setWindowTitle(_TITLE)
        self.practice.setProperty("tone", "warn")
        for words in (self.stage_name, self.count):
            words.setAlignment(Qt.AlignmentFlag.AlignRight)
        left = column(self.number, self.code, spacing=0)
        right = column(self.stage_name, self.count, None, spacing=0)
        self._head = row(left, self.practice, right, stretch=2)
        self._head.setAlignment(self.practice, Qt.AlignmentFlag.AlignTop)
        for view in (self.text, self.spread):
            self.inner.addWidget(view)
        shown, empty = QWidget(), QFrame()
        self._box = column(self._head, self.inner, self.way_out)
        self._box.setStretch(1, 1)
        shown.setLayout(self._box)
        empty.setAccessibleName("Blank")
        self.rest.setAlignment(Qt.AlignmentFlag.AlignCenter)
        empty.setLayout(column(self.rest))
        for view in (shown, empty, self.guard.in_the_middle(40)):
            self.views.addWidget(view)
        self.setLayout(column(self.views))
        self._fit()

    def _connect(self) -> None:
        context = self.context
        context.tasks.changed.connect(self._changed)
        context.desk.closed.connect(self._desk_closed)
        context.look.changed.connect(self._fit)
        self.guard.passed.connect(self._let_go)
        self.guard.stayed.connect(self._show_view)

    # ---------------------------------------------------------------- showing
    @Slot()
    def read_again(self) -> None:
        """Read again what the room sees."""
        if self.isVisible():
            self._read(self._show, afresh=False)

    def _read(self, then: Callable[[AudienceCase], None], *, afresh: bool) -> None:
        if self._ids is None:
            return
        services, ws = self.context.services, self.context.desk.workspace
        (round_id, case_id), ids = self._ids, self._ids
        shown = None if afresh else self.case
        self._reads += 1

        def found(case: AudienceCase) -> None:
            if ids == self._ids:
                then(case)
            self._came_back()

        def refused(error: AppError) -> None:
            self._refused(error)
            self._came_back()

        self.context.tasks.run(
            lambda: services.audience_case(ws, round_id=round_id, case_id=case_id, shown=shown),
            then=found,
            refused=refused,
        )

    def _came_back(self) -> None:
        """What changed while something was read is read now; however much it was, once."""
        self._reads -= 1
        if self._stale and not self._reads:
            self._stale = False
            self.read_again()

    def _open(self, case: AudienceCase) -> None:
        self._show(case)
        if not self.isVisible():
            self.blank = case.on_break
            self._take_screen()
        self._show_view()

    def _show(self, case: AudienceCase) -> None:
        before, self.case = self.case, case
        self.number.setText(f"Case {case.number} of {case.of}")
        self.code.setText(f"Case code {case.token[:_MOST_CODE]}")
        self.stage_name.setText(case.stage.label)
        self.count.setText(case.in_words)
        self.practice.setVisible(self.context.desk.practice)
        new_text = before is None or (before.token, before.stages) != (case.token, case.stages)
        if new_text:
            self.text.show_case(case)
        if case.spread is not None and (before is None or before.spread != case.spread):
            self.spread.show_spread(case.spread)
        if new_text or case.spread is None or before is None or before.spread is None:
            self.inner.setCurrentWidget(self.spread if case.spread is not None else self.text)
        self.rest.setVisible(case.on_break)
        if case.on_break:
            self._go_blank()
        self._tell()

    def _unblank(self, case: AudienceCase) -> None:
        self._show(case)
        self.blank, self._unblanking = not self._unblanking, False
        self._show_view()

    def _go_blank(self) -> None:
        self.blank, self._unblanking = True, False
        if not self.guard.isVisible():
            self._show_view()

    @Slot()
    def _show_view(self) -> None:
        self.views.setCurrentIndex(1 if self.blank else 0)
        self.setFocus()
        self._tell()

    def _tell(self) -> None:
        self.told.emit(self.sees)
        announce(self, self.sees)

    def _refused(self, error: AppError) -> None:
        """What the room may not see any more is not left on its screen, nor behind it."""
        self.context.messages.refuse(error)
        self._forget()
        self._go_blank()

    def _forget(self) -> None:
        self.case = None
        for words in (self.number, self.code, self.stage_name, self.count):
            words.clear()
        self.rest.hide()
        self.text.clear()
        self.spread.clear()

    @Slot(object, object)
    def _changed(self, topics: frozenset[Topic], _initiator: QObject | None) -> None:
        if not self.isVisible() or not topics & self.topics:
            return
        if self._reads:
            self._stale = True
        else:
            self.read_again()

    # ---------------------------------------------------------------- the screen
    def _warn_of_one_screen(self) -> bool:
        """Say before the only screen is covered that everybody sees it; whether that was said just now."""
        showing = how_showing(self._displays())
        if showing is Showing.APART or showing is self._warned_of:
            return False
        self._warned_of = showing
        tone, what, fix = screen_words(showing)
        self.context.messages.tell(tone, what, f"{fix} {_COVER}")
        return True

    def _take_screen(self) -> None:
        """The room's own screen; where there is none this window covers the only one, and the others step back."""
        main = next((each for each in QApplication.topLevelWidgets() if isinstance(each, QMainWindow)), None)
        screen = main.screen() if main is not None else QGuiApplication.primaryScreen()
        place = room_display(self._displays(), display_of(screen))
        self.covers = place is None
        self.way_out.setVisible(self.covers)
        if place is not None:
            self.setGeometry(QRect(place.left, place.top, place.width, place.height))
        self.showFullScreen()
        if self.covers:
            self.activateWindow()
            self._behind = [each for each in QApplication.topLevelWidgets() if _steps_back(each)]
            for window in self._behind:
                window.hide()

    @Slot()
    def _let_go(self) -> None:
        self.covers = False
        self.close()

    @Slot()
    def _desk_closed(self) -> None:
        self.covers = False
        self._ids = None
        self._forget()
        self.close()

    # ---------------------------------------------------------------- Qt
    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Keys of whoever holds the projector; a held key does nothing."""
        acts: dict[int, Callable[[], object]] = {
            Qt.Key.Key_B: self.toggle_blank,
            Qt.Key.Key_Period: self.toggle_blank,
            Qt.Key.Key_T: self.turn_view,
            Qt.Key.Key_Escape: self.close,
            Qt.Key.Key_PageDown: lambda: self.turn(1),
            Qt.Key.Key_PageUp: lambda: self.turn(-1),
        }
        act = acts.get(event.key())
        if act is None or self.views.currentIndex() == self.views.count() - 1:
            super().keyPressEvent(event)
        elif not event.isAutoRepeat():
            act()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Where it covers the only screen, it is closed with the coordinator's passphrase only."""
        if self.covers and self.context.desk.is_open:
            self.views.setCurrentIndex(self.views.count() - 1)
            self.guard.begin("Close the room’s screen")
            event.ignore()
            return
        super().closeEvent(event)
        behind, self._behind = self._behind, []
        for window in behind:
            window.show()
            window.activateWindow()
        self.told.emit("")

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The words follow the window."""
        super().resizeEvent(event)
        self._fit()

    @Slot()
    def _fit(self) -> None:
        self.stage.dress(self)
        unit = self.stage.px
        self._box.setContentsMargins(unit(1.6), unit(0.8), unit(1.2), unit(0.6))
        self._box.setSpacing(unit(0.7))
        self._head.setSpacing(unit(1))
        for view in (self.text, self.spread):
            view.fit()


def _steps_back(window: QWidget) -> bool:
    return isinstance(window, QMainWindow) and window.isVisible()
