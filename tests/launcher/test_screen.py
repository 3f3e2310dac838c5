"""The system libraries that the launcher asks for are enough to show a real window on an X display."""

import os
import subprocess
import sys

import pytest

from app.__main__ import check_libraries
from tests.launcher.make_locks import ROOT

SHOW = """
from app.__main__ import check_libraries
check_libraries(shown=True)
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QLabel
app = QApplication([])
label = QLabel("Scrutiny Panel")
def look():
    print(app.platformName(), label.isVisible())
    app.quit()
label.show()
QTimer.singleShot(0, look)
app.exec()
"""


@pytest.mark.needs("xvfb-run", "xauth")
def test_a_window_is_shown_on_a_real_display():
    env = {name: value for name, value in os.environ.items() if name not in ("QT_QPA_PLATFORM", "WAYLAND_DISPLAY")}
    command = ["xvfb-run", "-a", sys.executable, "-c", SHOW]
    done = subprocess.run(command, cwd=ROOT, env=env, capture_output=True, text=True, stdin=subprocess.DEVNULL)
    assert done.stdout.split() == ["xcb", "True"], done.stderr


def test_the_libraries_of_the_tests_are_here():
    check_libraries(shown=False)
