"""Windows for tests: no dialog may block, nothing may be left running or open."""

import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QApplication, QDialog, QFileDialog, QInputDialog, QMenu, QMessageBox, QWidget
from pytestqt.qtbot import QtBot

from app.ui.theme import Look, ThemeName, load_fonts
from tests.builders import Drawn, open_drawn, open_new
from tests.ui.kit import Bench, settle

_STATIC = {
    QMessageBox: ("question", "information", "warning", "critical", "about"),
    QFileDialog: ("getOpenFileName", "getOpenFileNames", "getSaveFileName", "getExistingDirectory", "getOpenFileUrl"),
    QInputDialog: ("getText", "getInt", "getDouble", "getItem", "getMultiLineText"),
}


@pytest.fixture(scope="session")
def qapp(qapp_args: list[str]) -> QApplication:
    """The one application, in our style and typeface."""
    app = QApplication.instance() or QApplication(qapp_args)
    assert isinstance(app, QApplication)
    app.setStyle("Fusion")
    load_fonts()
    return app


@pytest.fixture(autouse=True)
def _no_blocking_dialog(monkeypatch: pytest.MonkeyPatch) -> None:
    """A dialog that would wait for ever fails the test at once."""

    def refuse(name: str) -> Callable[..., None]:
        def fail(*_args: object, **_options: object) -> None:
            pytest.fail(f"{name} blocks: ask through app.ui.ask")

        return fail

    for kind in (QDialog, QMenu, QMessageBox, QFileDialog, QInputDialog):
        monkeypatch.setattr(kind, "exec", refuse(f"{kind.__name__}.exec"))
    for kind, names in _STATIC.items():
        for name in names:
            monkeypatch.setattr(kind, name, refuse(f"{kind.__name__}.{name}"))


@pytest.fixture(autouse=True)
def _own_state(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Crash sheets, settings and proposed folders stay in the test's own folder."""
    for name in ("STATE", "DATA", "CONFIG"):
        monkeypatch.setenv(f"XDG_{name}_HOME", str(tmp_path / name.lower()))
    for name in ("SCRUTINY_WORKSPACE", "SCRUTINY_PASSPHRASE"):
        monkeypatch.delenv(name, raising=False)


class _Strays(QObject):
    """Sees every window that is shown beside the main one: a part shown before it has its place flashes up as one."""

    def __init__(self) -> None:
        super().__init__()
        self.seen: list[str] = []

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Show and isinstance(watched, QWidget) and watched.isWindow():
            self.seen.append(type(watched).__name__)
        return False


@pytest.fixture(autouse=True)
def _no_stray_windows(qapp: QApplication) -> Iterator[None]:
    """Nothing but the main window, and the room's, is ever shown as a window."""
    strays = _Strays()
    qapp.installEventFilter(strays)
    yield
    qapp.removeEventFilter(strays)
    assert not set(strays.seen) - {"MainWindow", "AudienceWindow", "QFileDialog", "QPrintDialog", "Suggestions"}


@pytest.fixture(autouse=True)
def _nothing_left(qapp: QApplication) -> Iterator[None]:
    """No thread of ours and no window outlives its test."""
    yield
    settle()
    left = [thread.name for thread in threading.enumerate() if thread.name.startswith("worker")]
    assert not left, f"threads left running: {left}"
    shown = [type(widget).__name__ for widget in qapp.topLevelWidgets() if widget.isVisible()]
    assert not shown, f"windows left open: {shown}"


@pytest.fixture(scope="session")
def _look(qapp: QApplication) -> Look:
    """One look for all: laying a stylesheet on takes longer than most tests."""
    return Look(qapp, ThemeName.LIGHT, 100)


@pytest.fixture
def look(_look: Look) -> Iterator[Look]:
    """The look, light and at 100 %, whatever the test before did."""
    if (_look.theme, _look.scale) != (ThemeName.LIGHT, 100):
        _look.choose(theme=ThemeName.LIGHT, scale=100)
    yield _look


@pytest.fixture
def bench(qapp: QApplication, look: Look, qtbot: QtBot, tmp_path: Path) -> Iterator[Bench]:
    """A window with no workspace open, shown and active."""
    made = Bench(qapp, look, tmp_path / "window.json")
    yield from show(made, qtbot)


def show(made: Bench, qtbot: QtBot) -> Iterator[Bench]:
    """Show a bench's window, and take all of it away afterwards."""
    made.window.show()
    made.window.activateWindow()
    with qtbot.waitActive(made.window):
        pass
    yield made
    made.window.close()
    made.window.deleteLater()
    for tool in made.tools():
        tool.deleteLater()
    settle()


@pytest.fixture
def empty(bench: Bench, tmp_path: Path) -> Bench:
    """The same on a new practice workspace."""
    bench.context.desk.put(open_new(tmp_path / "workspace"))
    settle()
    return bench


@pytest.fixture
def drawn(bench: Bench, tmp_path: Path) -> tuple[Bench, Drawn]:
    """The same on a practice workspace whose sample is drawn and whose round is open."""
    story = open_drawn(tmp_path / "workspace")
    bench.context.desk.put(story.ws)
    settle()
    return bench, story
