"""Journeys through the real window: what guards the tests of pages guards these too; the worker is a real one."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.ui.tasks import Tasks
from app.ui.theme import Look
from tests.ui.conftest import (
    _look,
    _no_blocking_dialog,
    _no_stray_windows,
    _nothing_left,
    _own_state,
    look,
    qapp,
    show,
)
from tests.ui.kit import Bench

__all__ = ["_look", "_no_blocking_dialog", "_no_stray_windows", "_nothing_left", "_own_state", "look", "qapp"]


@pytest.fixture
def bench(qapp: QApplication, look: Look, qtbot: QtBot, tmp_path: Path) -> Iterator[Bench]:
    """The window, with nothing open in it."""
    yield from show(Bench(qapp, look, tmp_path / "window.json", Tasks(qapp)), qtbot)
