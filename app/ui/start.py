"""How the window comes up: painted first, everything heavy after."""

import argparse
import os
import sys
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Slot
from PySide6.QtWidgets import QApplication

from app.core.errors import AppError
from app.ui.ask import WindowAsk
from app.ui.context import Desk, Messages, PageContext
from app.ui.main_window import MainWindow
from app.ui.nav import Place
from app.ui.remembered import Remembered
from app.ui.services import Services
from app.ui.tasks import Tasks
from app.ui.theme import Look, load_fonts

if TYPE_CHECKING:
    from app.services.workspace import Workspace


@dataclass(frozen=True, kw_only=True, slots=True)
class Wanted:
    """What the command line or the environment asked for."""

    folder: Path | None = None
    passphrase: str | None = None


class Starter(QObject):
    """Waits for the first paint, then loads the services and opens what was asked for."""

    def __init__(self, window: MainWindow, wanted: Wanted) -> None:
        super().__init__(window)
        self._window, self._wanted = window, wanted
        window.painted.connect(self._painted)

    @Slot()
    def _painted(self) -> None:
        QTimer.singleShot(0, self, self._go_on)

    @Slot()
    def _go_on(self) -> None:
        context, wanted = self._window.context, self._wanted
        if wanted.folder is None:
            self._window.welcome.begin()
            return
        if wanted.passphrase is None:
            self._window.welcome.begin(wanted.folder)
            return
        folder, passphrase = wanted.folder, wanted.passphrase
        self._window.welcome.show_opening()
        context.tasks.run(
            lambda: context.services.open_workspace(folder, passphrase=passphrase),
            then=self._opened,
            refused=self._refused,
        )

    def _refused(self, error: AppError) -> None:
        self._window.welcome.begin(self._wanted.folder)
        self._window.context.messages.refuse(error)

    def _opened(self, workspace: "Workspace") -> None:
        self._window.context.desk.put(workspace)
        self._window.go(Place.GRADING)


def make_context(app: QApplication, remembered: Remembered) -> PageContext:
    """The tools of the pages. The doorway for dialogs is put in once there is a window for it to stand over."""
    return PageContext(
        look=Look(app, remembered.theme, remembered.scale),
        tasks=Tasks(app),
        ask=WindowAsk(),
        services=Services(),
        desk=Desk(app),
        messages=Messages(app),
        remembered=remembered,
    )


def make_window(context: PageContext, wanted: Wanted) -> MainWindow:
    """A window that, once painted, goes on to what was asked for."""
    window = MainWindow(context)
    if isinstance(context.ask, WindowAsk):
        context.ask.stand_over(window)
    Starter(window, wanted)
    return window


def run(argv: list[str], workspace: str | None = None, passphrase: str | None = None) -> int:
    """Show the window until it is closed. Exit code 2 for words that are not understood."""
    parser = argparse.ArgumentParser(prog="python -m app", add_help=False, allow_abbrev=False)
    parser.add_argument("--workspace")
    try:
        given = parser.parse_args(argv)
    except SystemExit:
        return 2
    folder = given.workspace or workspace or os.environ.get("SCRUTINY_WORKSPACE")
    secret = passphrase or os.environ.get("SCRUTINY_PASSPHRASE") or None
    wanted = Wanted(folder=Path(folder) if folder else None, passphrase=secret)
    app = QApplication.instance() or QApplication(["Scrutiny Panel"])
    assert isinstance(app, QApplication)  # noqa: S101
    app.setStyle("Fusion")
    app.setApplicationName("Scrutiny Panel")
    load_fonts()
    window = make_window(make_context(app, Remembered()), wanted)
    _catch_faults(window)
    window.show()
    return app.exec()


def _catch_faults(window: MainWindow) -> None:
    """A fault in a slot goes to the crash sheet; its message is printed nowhere, for it may hold words of a record."""

    def caught(kind: type[BaseException], fault: BaseException, trace: TracebackType | None) -> None:
        if issubclass(kind, KeyboardInterrupt):
            sys.exit(130)
        window.show_fault(fault.with_traceback(trace))

    sys.excepthook = caught
