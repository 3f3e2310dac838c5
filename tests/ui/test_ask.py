"""The one doorway for dialogs, with the real dialogs: they do not block, and a dismissed one says nothing."""

from pathlib import Path

import pytest
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from app.ui.ask import WindowAsk
from tests.ui.kit import Bench, settle


@pytest.fixture
def ask(bench: Bench) -> WindowAsk:
    made = WindowAsk()
    made.stand_over(bench.window)
    return made


def dialog_of(bench: Bench) -> QFileDialog:
    dialogs = bench.window.findChildren(QFileDialog)
    assert len(dialogs) == 1
    return dialogs[0]


def gone(bench: Bench) -> bool:
    settle()
    return not bench.window.findChildren(QFileDialog)


def test_a_file_is_chosen(bench: Bench, ask: WindowAsk, qtbot: QtBot, tmp_path: Path) -> None:
    chosen: list[Path] = []
    (tmp_path / "extract.csv").write_text("a,b\n", encoding="utf-8")
    ask.open_file("Choose an extract", "Extracts (*.csv)", chosen.append)
    dialog = dialog_of(bench)
    dialog.setDirectory(str(tmp_path))
    dialog.selectFile(str(tmp_path / "extract.csv"))
    dialog.accept()
    assert chosen == [tmp_path / "extract.csv"]
    qtbot.waitUntil(lambda: gone(bench), timeout=2000)


def test_a_place_to_write_gets_its_ending(bench: Bench, ask: WindowAsk, qtbot: QtBot, tmp_path: Path) -> None:
    chosen: list[Path] = []
    ask.save_file("Where to put the pack", tmp_path / "pack.pdf", "PDF (*.pdf)", chosen.append)
    dialog = dialog_of(bench)
    assert dialog.defaultSuffix() == "pdf"
    dialog.selectFile(str(tmp_path / "other"))
    dialog.accept()
    assert chosen == [tmp_path / "other.pdf"]
    qtbot.waitUntil(lambda: gone(bench), timeout=2000)


def test_dismissing_says_nothing(bench: Bench, ask: WindowAsk, qtbot: QtBot, tmp_path: Path) -> None:
    chosen: list[Path] = []
    ask.folder("Folder for the workspace", tmp_path, chosen.append)
    dialog_of(bench).reject()
    assert not chosen
    qtbot.waitUntil(lambda: gone(bench), timeout=2000)


def test_a_printer_is_asked_for_with_the_pages_that_there_are(bench: Bench, ask: WindowAsk, qtbot: QtBot) -> None:
    chosen: list[QPrinter] = []
    ask.printer("R3 pack record, copy 1", 12, chosen.append)
    (dialog,) = bench.window.findChildren(QPrintDialog)
    assert (dialog.minPage(), dialog.maxPage()) == (1, 12)
    assert dialog.windowTitle() == "R3 pack record, copy 1"
    dialog.accept()
    settle()
    (printer,) = chosen
    assert printer.docName() == "R3 pack record, copy 1"
    qtbot.waitUntil(lambda: not bench.window.findChildren(QPrintDialog), timeout=2000)
