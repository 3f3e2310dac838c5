"""The window itself: places, messages, progress, what a fault leaves behind, the record of use, the display."""

import sys
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from app.core.errors import AppError
from app.ui import start
from app.ui.nav import SIGNS, Place
from app.ui.record_of_use.page import RecordOfUsePage
from app.ui.settings.page import SettingsPage
from app.ui.theme import ThemeName
from tests.builders import Drawn, open_new
from tests.coordinated import open_coordinator
from tests.ui.kit import Bench, press, settle

PLANTED = "Marguerite Quillfeather"


@pytest.mark.parametrize("role", ["coordinator", "line_manager"])
def test_every_place_has_its_key_and_its_page(bench: Bench, qtbot: QtBot, tmp_path: Path, role: str) -> None:
    made = open_coordinator if role == "coordinator" else open_new
    bench.context.desk.put(made(tmp_path / "workspace"))
    settle()
    signs = [sign for sign in SIGNS if bench.window.rail.buttons[sign.place].isVisible()]
    assert (Place.MONTH in {sign.place for sign in signs}) == (role == "line_manager")
    for digit, sign in zip("1234567890", signs, strict=False):
        bench.window.setFocus()
        press_key = getattr(Qt.Key, f"Key_{digit}")
        from PySide6.QtTest import QTest

        QTest.keyClick(bench.window.windowHandle(), press_key, Qt.KeyboardModifier.ControlModifier)
        qtbot.waitUntil(lambda place=sign.place: place in bench.window.pages, timeout=2000)
        assert bench.window.stack.currentWidget() is bench.window.pages[sign.place]
        assert [place for place, made in bench.window.rail.buttons.items() if made.isChecked()] == [sign.place]


def test_without_a_workspace_there_is_nowhere_to_go(bench: Bench) -> None:
    bench.window.go(Place.GRADING)
    assert bench.window.rail.isHidden()
    assert bench.window.stack.currentWidget() is bench.window.welcome


def test_an_error_is_a_message_in_the_flow(empty: Bench) -> None:
    empty.context.messages.refuse(AppError("The disk is full.", "Make room."))
    bar = empty.window.message_bar
    assert (bar.what.text(), bar.fix.text()) == ("The disk is full.", "Make room.")
    bar.close_button.click()
    assert bar.isHidden()


def fault() -> ValueError:
    try:
        raise ValueError(f"bad cell: {PLANTED}")
    except ValueError as error:
        return error


def test_a_fault_leaves_a_sheet_without_a_word_of_a_record(empty: Bench, tmp_path: Path) -> None:
    empty.window.go(Place.GRADING)
    empty.tasks.run(lambda: (_ for _ in ()).throw(fault()))
    settle()
    crash = empty.window.crash
    assert empty.window.stack.currentWidget() is crash
    assert "builtins.ValueError" in crash.text.toPlainText()
    assert PLANTED not in crash.text.toPlainText()
    kept = list((tmp_path / "state").rglob("crash-*.txt"))
    assert len(kept) == 1
    assert PLANTED not in kept[0].read_text(encoding="utf-8")
    crash.back_button.click()
    assert empty.window.stack.currentWidget() is empty.window.pages[Place.GRADING]


def test_a_fault_in_a_slot_is_caught_too(empty: Bench) -> None:
    before = sys.excepthook
    start._catch_faults(empty.window)
    try:
        sys.excepthook(ValueError, fault(), None)
    finally:
        sys.excepthook = before
    assert empty.window.stack.currentWidget() is empty.window.crash


def test_home_says_what_is_next(drawn: tuple[Bench, Drawn]) -> None:
    bench, _story = drawn
    home = bench.window.pages[Place.HOME]
    bench.window.go(Place.HOME)
    settle()
    assert home.title.text() == "What to do next"
    assert home.sentence.text() == "0 of 8 cases finished."


def test_the_record_of_use_is_checked_and_backed_up(drawn: tuple[Bench, Drawn], tmp_path: Path) -> None:
    bench, _story = drawn
    bench.window.go(Place.RECORD_OF_USE)
    settle()
    page = bench.window.pages[Place.RECORD_OF_USE]
    assert isinstance(page, RecordOfUsePage)
    page.verify_button.click()
    assert page.audit_result.what.text().startswith("The record is whole")
    page.head_asked.setText("0" * 64)
    page.verify_button.click()
    assert "does not stand in this record" in page.audit_result.what.text()
    bench.ask.answers = [tmp_path / "backup.zip"]
    page.backup_button.click()
    assert (tmp_path / "backup.zip").stat().st_size > 10_000
    assert page.backup_result.what.text().startswith("The backup is written and checked")
    broken = tmp_path / "broken.zip"
    broken.write_bytes(b"no zip")
    bench.ask.answers = [broken]
    page.bundle_button.click()
    settle()
    assert page.bundle_result.isVisible()
    page.close_button.click()
    settle()
    assert bench.window.stack.currentWidget() is bench.window.welcome
    assert bench.window.windowTitle() == "Scrutiny Panel"


def test_the_display_is_chosen_at_once_and_remembered(empty: Bench) -> None:
    empty.window.go(Place.SETTINGS)
    page = empty.window.pages[Place.SETTINGS]
    assert isinstance(page, SettingsPage)
    page.theme.choose("dark")
    page.scale.choose("150")
    assert (empty.look.theme, empty.look.scale) == (ThemeName.DARK, 150)
    assert (empty.context.remembered.theme, empty.context.remembered.scale) == (ThemeName.DARK, 150)
    press(empty.window, Qt.Key.Key_Tab)
