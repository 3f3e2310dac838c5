"""How the window comes up, in a process of its own."""

import subprocess
import sys
from pathlib import Path

import pytest

from app.ui.start import run
from tests.builders import PASSPHRASE, open_drawn

HEAVY = (
    "sqlalchemy", "reportlab", "sqlcipher3", "nacl", "msgspec", "app.services.workspaces", "pypdfium2", "pypdf",
    "PySide6.QtPrintSupport",
)  # fmt: skip
FIRST_PAINT = f"""
import sys
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication
from app.ui import start
seen = []
make = start.make_window
def watched(context, wanted):
    window = make(context, wanted)
    window.painted.connect(lambda: seen.extend(name for name in {HEAVY!r} if name in sys.modules))
    window.painted.connect(lambda: QTimer.singleShot(0, window.close))
    return window
start.make_window = watched
code = start.run([])
print("heavy", seen, "code", code)
"""
READY = """
import sys
from PySide6.QtCore import QTimer
from app.ui import start
make = start.make_window
def watched(context, wanted):
    window = make(context, wanted)
    timer = QTimer(window)
    def look():
        page = window.pages.get(start.Place.GRADING)
        if page is not None and page.sitting.sheet is not None:
            print("case", page.sitting.sheet.number, "title", ascii(window.windowTitle()), flush=True)
            window.close()
    timer.timeout.connect(look)
    timer.start(10)
    return window
start.make_window = watched
sys.exit(start.run(["--workspace", sys.argv[1]]))
"""


def in_process(code: str, *arguments: str, **extra: str) -> subprocess.CompletedProcess[str]:
    import os

    env = {**os.environ, "QT_QPA_PLATFORM": "offscreen", **extra}
    command = [sys.executable, "-c", code, *arguments]
    return subprocess.run(command, env=env, capture_output=True, text=True, timeout=60, check=False)


def test_the_first_window_is_painted_before_anything_heavy_is_imported() -> None:
    done = in_process(FIRST_PAINT)
    assert "heavy [] code 0" in done.stdout, done.stdout + done.stderr


def test_a_workspace_given_on_the_way_in_is_ready_to_grade(tmp_path: Path) -> None:
    folder = tmp_path / "workspace"
    open_drawn(folder).ws.close()
    done = in_process(READY, str(folder), SCRUTINY_PASSPHRASE=PASSPHRASE)
    assert done.returncode == 0, done.stderr
    assert done.stdout.startswith("case 1 title 'Scrutiny Panel \\u2013 practice'")


@pytest.mark.parametrize("argv", [["--unknown"], ["somewhere"], ["--workspace"]])
def test_words_that_are_not_understood(argv: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert run(argv) == 2
