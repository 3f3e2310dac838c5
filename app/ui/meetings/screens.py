"""Whether the projector has a picture of its own, or shows whatever stands on this computer's screen."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum

from PySide6.QtCore import Slot
from PySide6.QtGui import QGuiApplication, QScreen

from app.ui.kit.message_bar import MessageBar
from app.ui.theme import Look


@dataclass(frozen=True, kw_only=True, slots=True)
class Display:
    """A screen as the computer tells of it: where it lies on the desk, and how large it is."""

    name: str
    left: int
    top: int
    width: int
    height: int


class Showing(Enum):
    """What the room sees."""

    APART = "apart"
    """There is a screen for the room alone."""
    ONE = "one"
    """The computer knows one screen: a projector beside it shows the same, and the computer does not say so."""
    SAME = "same"
    """There are several, and they show the same."""


_WORDS = {
    Showing.ONE: (
        "info",
        "This computer has one screen. If a projector is on, this screen is what everybody sees.",
        "Set the displays to “extend”, not “duplicate”: then the room has a screen of its own.",
    ),
    Showing.SAME: (
        "warn",
        "The displays show the same: this screen is what everybody sees.",
        "Set the displays to “extend”, not “duplicate”, or turn the projector off.",
    ),
}


def how_showing(displays: Sequence[Display]) -> Showing:
    """What the room sees: screens that lie over one another, wholly or in part, show the same.

    Args:
        displays: every screen there is.
    """
    if len(displays) < 2:
        return Showing.ONE
    apart = [one for n, one in enumerate(displays) if not any(_overlap(one, other) for other in displays[:n])]
    return Showing.SAME if len(apart) < 2 else Showing.APART


def screen_words(showing: Showing) -> tuple[str, str, str]:
    """What is said where the room has no screen of its own: tone, what is so, what to do."""
    return _WORDS[showing]


def room_display(displays: Sequence[Display], own: Display) -> Display | None:
    """The screen for the room: the first that shows nothing of the coordinator's own; None where there is none.

    Args:
        displays: every screen there is.
        own: the one that the coordinator's window is on.
    """
    return next((each for each in displays if not _overlap(each, own)), None)


def display_of(screen: QScreen) -> Display:
    """A screen of Qt's as ours."""
    area = screen.geometry()
    return Display(name=screen.name(), left=area.left(), top=area.top(), width=area.width(), height=area.height())


def displays_now() -> tuple[Display, ...]:
    """Every screen there is at this moment."""
    return tuple(display_of(screen) for screen in QGuiApplication.screens())


def _overlap(one: Display, other: Display) -> bool:
    across = one.left < other.left + other.width and other.left < one.left + one.width
    down = one.top < other.top + other.height and other.top < one.top + one.height
    return across and down


class ScreensBar(MessageBar):
    """Says that everybody sees this screen, where that may be so; what they would see stands behind it."""

    def __init__(self, look: Look, seen: str) -> None:
        super().__init__(look)
        self._seen = seen
        self._told: Showing | None = None
        app = QGuiApplication.instance()
        if isinstance(app, QGuiApplication):
            app.screenAdded.connect(self._screens_changed)
            app.screenRemoved.connect(self._screens_changed)
            app.primaryScreenChanged.connect(self._screens_changed)

    def look_round(self) -> None:
        """Look at the screens there are now."""
        self.show_displays(displays_now())

    def show_displays(self, displays: Sequence[Display]) -> None:
        """Say what these mean; what was put away stays away until it changes."""
        showing = how_showing(displays)
        if showing is self._told:
            return
        self._told = showing
        if showing is Showing.APART:
            self.clear()
            return
        tone, what, fix = _WORDS[showing]
        self.show_message(tone, what, f"{self._seen} {fix}".strip())

    @Slot()
    def _screens_changed(self) -> None:
        self.look_round()
