"""The one doorway for dialogs: choosing files, folders and a printer.

Nothing here blocks: each way opens a dialog and calls back with the answer, or not at all when it is dismissed.
"""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QDialog, QFileDialog, QWidget

if TYPE_CHECKING:
    from PySide6.QtPrintSupport import QPrinter

Chosen = Callable[[Path], None]
ChosenAll = Callable[[tuple[Path, ...]], None]


class Ask(Protocol):
    """What pages ask for. Tests answer with a script."""

    def open_file(self, title: str, filters: str, chosen: Chosen) -> None:
        """Ask for a file that is there."""

    def open_files(self, title: str, filters: str, chosen: ChosenAll) -> None:
        """Ask for one file or several that are there."""

    def save_file(self, title: str, suggestion: Path, filters: str, chosen: Chosen) -> None:
        """Ask for a file to write."""

    def folder(self, title: str, start: Path, chosen: Chosen) -> None:
        """Ask for a folder."""

    def printer(self, title: str, pages: int, chosen: "Callable[[QPrinter], None]") -> None:
        """Ask for a printer, and which of so many pages it is to print."""


class WindowAsk(QObject):
    """Asks with the system's own dialogs, over one window."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._window: QWidget | None = None

    def stand_over(self, window: QWidget) -> None:
        """Open dialogs over this window."""
        self.setParent(window)
        self._window = window

    def open_file(self, title: str, filters: str, chosen: Chosen) -> None:
        """Ask for a file that is there."""
        dialog = QFileDialog(self._window, title, "", filters)
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        self._show(dialog, chosen)

    def open_files(self, title: str, filters: str, chosen: ChosenAll) -> None:
        """Ask for one file or several that are there."""
        dialog = QFileDialog(self._window, title, "", filters)
        dialog.setFileMode(QFileDialog.FileMode.ExistingFiles)
        dialog.filesSelected.connect(lambda names: chosen(tuple(Path(name) for name in names)))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def save_file(self, title: str, suggestion: Path, filters: str, chosen: Chosen) -> None:
        """Ask for a file to write; the dialog itself asks before it replaces one."""
        dialog = QFileDialog(self._window, title, str(suggestion), filters)
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix(suggestion.suffix.lstrip("."))
        self._show(dialog, chosen)

    def folder(self, title: str, start: Path, chosen: Chosen) -> None:
        """Ask for a folder."""
        dialog = QFileDialog(self._window, title, str(start))
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.setOption(QFileDialog.Option.ShowDirsOnly)
        self._show(dialog, chosen)

    def printer(self, title: str, pages: int, chosen: "Callable[[QPrinter], None]") -> None:
        """Ask for a printer; its library is loaded when somebody first prints."""
        from PySide6.QtPrintSupport import QPrintDialog, QPrinter

        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        printer.setDocName(title)
        dialog = QPrintDialog(printer, self._window)
        dialog.setWindowTitle(title)
        dialog.setMinMax(1, pages)
        dialog.setOption(QPrintDialog.PrintDialogOption.PrintPageRange, True)
        dialog.accepted.connect(lambda: chosen(printer))
        dialog.finished.connect(dialog.deleteLater)
        QDialog.open(dialog)  # its own has another meaning

    @staticmethod
    def _show(dialog: QFileDialog, chosen: Chosen) -> None:
        dialog.fileSelected.connect(lambda name: chosen(Path(name)))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()
