"""All that a page is given. There are no globals: what is not in here, a page does not use."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from app.core.errors import AppError
from app.ui.ask import Ask
from app.ui.remembered import Remembered
from app.ui.services import Services
from app.ui.tasks import Tasks
from app.ui.theme import Look

if TYPE_CHECKING:
    from app.services.workspace import Workspace


class Desk(QObject):
    """The workspace that is open, if one is."""

    opened = Signal()
    closed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._workspace: Workspace | None = None

    @property
    def is_open(self) -> bool:
        """Whether a workspace is open."""
        return self._workspace is not None

    @property
    def workspace(self) -> "Workspace":
        """The open workspace; only pages behind the first-run page ask for it."""
        if self._workspace is None:
            raise RuntimeError("no workspace is open")
        return self._workspace

    @property
    def practice(self) -> bool:
        """Whether what is open is for practice."""
        return self._workspace is not None and self._workspace.practice

    def put(self, workspace: "Workspace") -> None:
        """Show this workspace from now on."""
        self._workspace = workspace
        self.opened.emit()

    def take(self) -> "Workspace | None":
        """Show none from now on; the caller closes what was open."""
        workspace, self._workspace = self._workspace, None
        if workspace is not None:
            self.closed.emit()
        return workspace


class Messages(QObject):
    """Sentences for the message bar: what happened, and what to do. Tones: info, good, warn, bad."""

    shown = Signal(str, str, str)
    cleared = Signal()

    def tell(self, tone: str, what: str, fix: str = "") -> None:
        """Show a message until the next one, or until it is put away."""
        self.shown.emit(tone, what, fix)

    def refuse(self, error: AppError) -> None:
        """Show an error that a person can act on."""
        self.shown.emit("bad", error.what, error.fix)

    def warn(self, told: tuple[str, ...]) -> None:
        """Show what is to be known beside a result: first what, then what to do."""
        self.shown.emit("warn", told[0], " ".join(told[1:]))

    def clear(self) -> None:
        """Take the message away: what it said is no longer so."""
        self.cleared.emit()


@dataclass(frozen=True, kw_only=True)
class PageContext:
    """The tools of a page."""

    look: Look
    tasks: Tasks
    ask: Ask
    services: Services
    desk: Desk
    messages: Messages
    remembered: Remembered
