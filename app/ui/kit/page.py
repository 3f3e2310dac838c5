"""What every place shares: a title, a column of a readable width, and reading again when something changed."""

from collections.abc import Callable
from typing import ClassVar

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from app.core.changes import Topic
from app.ui.context import PageContext
from app.ui.kit.words import GAP, column, label
from app.ui.nav import Place


class Page(QWidget):
    """A place. It reads what it shows when it is first seen, and again when one of its topics changed."""

    topics: ClassVar[frozenset[Topic]] = frozenset()
    whole_window: ClassVar[bool] = False
    """Shown over the whole screen, without the rail."""
    go = Signal(object, object)
    """(place, what to show there): the person wants to go there."""

    def __init__(self, context: PageContext) -> None:
        super().__init__()
        self.context = context
        self._stale = True
        self.setProperty("page", True)

    def refresh(self) -> None:
        """Read again what is shown."""

    def arrive(self, wanted: object) -> None:
        """The person came here for something in particular; ``None`` when from the rail."""

    def reset(self) -> None:
        """Another workspace was opened: forget what was shown."""
        self._stale = True

    def leave(self) -> None:
        """Another place is about to be shown, or the window to close: send what is typed."""

    @property
    def holds_unsaved(self) -> bool:
        """Whether something given here could not be put on disk."""
        return False

    @property
    def keeps_in(self) -> bool:
        """Whether this place, and the window while it is shown, is left only with a passphrase."""
        return False

    def ask_to_leave(self, act: Callable[[], object]) -> None:
        """Somebody wants to leave a place that keeps them in: ``act`` is done once the passphrase is given."""

    def topics_changed(self, topics: frozenset[Topic], initiator: QObject | None) -> None:
        """Something changed; the one who changed it knows already."""
        if initiator is self or not (topics & self.topics):
            return
        self._stale = True
        if self.isVisible():
            self._read_again()

    def showEvent(self, event: QShowEvent) -> None:
        """Read again what became stale while hidden."""
        super().showEvent(event)
        self._read_again()

    def visit(self, place: Place, wanted: object = None) -> None:
        """Ask the window to go somewhere."""
        self.go.emit(place, wanted)

    def _read_again(self) -> None:
        if self._stale and self.context.desk.is_open:
            self._stale = False
            self.refresh()


class ScrollColumn(QScrollArea):
    """One readable column in the middle of a wide page, that scrolls down and never sideways."""

    def __init__(self, context: PageContext, *, ems: float = 56, centred: bool = False, fitted: bool = False) -> None:
        """``fitted``: as high as its words are at this width, where wrapped words would ask for more at another."""
        super().__init__()
        self._look, self._ems, self._centred = context.look, ems, centred
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._inner = QWidget()
        self._inner.setProperty("bare", True)
        self._outer = QHBoxLayout(self._inner)
        self.box = QVBoxLayout()
        self.box.setSpacing(GAP + 4)
        self._outer.addLayout(self.box, 1)
        self.setWidget(self._inner)
        if fitted:
            self._inner.setMinimumHeight(1)
        self._look.changed.connect(self._fit)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fit the new size."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        spare = self.viewport().width() - self._look.em(self._ems)
        side = max(self._look.em(1.2), spare // 2 if self._centred else 0)
        right = max(self._look.em(1.2), spare - side)
        top = self._look.em(3 if self._centred and spare > 0 else 1)
        self._outer.setContentsMargins(side, top, right, self._look.em(1.5))


def heading(title: str, sentence: str = "") -> QVBoxLayout:
    """A page's title and the sentence under it."""
    return column(label(title, "large"), *([label(sentence, "soft")] if sentence else []), spacing=3)
