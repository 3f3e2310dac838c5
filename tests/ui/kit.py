"""What tests of the window share: a script for dialogs, a window on a workspace, keys, the walk of the tree."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QAccessible, QAccessibleInterface
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from app.ui.context import Desk, Messages, PageContext
from app.ui.main_window import MainWindow
from app.ui.remembered import Remembered
from app.ui.services import Services
from app.ui.tasks import Tasks
from app.ui.theme import Look
from tests.ui.inline import InlineTasks

if TYPE_CHECKING:
    from PySide6.QtPrintSupport import QPrinter


class ScriptedAsk:
    """Answers dialogs from a script. An answer asked for too often, or never, fails the test."""

    def __init__(self) -> None:
        self.answers: list[Path | tuple[Path, ...] | None] = []
        self.asked: list[str] = []

    def open_file(self, title: str, filters: str, chosen: Callable[[Path], None]) -> None:
        self._answer(title, chosen)

    def open_files(self, title: str, filters: str, chosen: Callable[[tuple[Path, ...]], None]) -> None:
        self._answer(title, lambda files: chosen(files if isinstance(files, tuple) else (files,)))

    def save_file(self, title: str, suggestion: Path, filters: str, chosen: Callable[[Path], None]) -> None:
        self._answer(title, chosen)

    def folder(self, title: str, start: Path, chosen: Callable[[Path], None]) -> None:
        self._answer(title, chosen)

    def printer(self, title: str, pages: int, chosen: "Callable[[QPrinter], None]") -> None:
        self._answer(title, lambda file: chosen(_to_file(file)))

    def _answer(self, title: str, chosen: Callable[[Any], None]) -> None:
        assert self.answers, f"nobody expected to be asked: {title}"
        self.asked.append(title)
        answer = self.answers.pop(0)
        if answer is not None:
            chosen(answer)


def _to_file(file: Path) -> "QPrinter":
    """A printer whose sheets come out as a PDF."""
    from PySide6.QtPrintSupport import QPrinter

    printer = QPrinter(QPrinter.PrinterMode.ScreenResolution)
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(file))
    return printer


class Bench:
    """A window with its tools at hand. Work is done inline unless real tasks are asked for."""

    def __init__(self, app: QApplication, look: Look, settings: Path, tasks: Tasks | None = None) -> None:
        self.ask = ScriptedAsk()
        self.look = look
        self.tasks = tasks or InlineTasks(app)
        self.context = PageContext(
            look=self.look,
            tasks=self.tasks,
            ask=self.ask,
            services=Services(),
            desk=Desk(app),
            messages=Messages(app),
            remembered=Remembered(settings),
        )
        self.window = MainWindow(self.context)

    def tools(self) -> tuple[QObject, ...]:
        return (self.tasks, self.context.desk, self.context.messages)


def settle() -> None:
    """Let queued signals, deferred deletes and layouts happen."""
    for _ in range(4):
        QApplication.sendPostedEvents(None, 0)
        QApplication.processEvents()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)


def press(window: QWidget, *keys: Any) -> None:
    """Press keys one after the other, as the keyboard does: on the window."""
    for key in keys:
        QTest.keyClick(window.windowHandle(), key)
        settle()


def walk(widget: QWidget) -> Iterator[QAccessibleInterface]:
    """All that a screen reader can come to, visible or in a page that can be visited."""
    root = QAccessible.queryAccessibleInterface(widget)
    waiting = [root] if root is not None else []
    while waiting:
        node = waiting.pop()
        yield node
        waiting += [child for n in range(node.childCount()) if (child := node.child(n)) is not None]
