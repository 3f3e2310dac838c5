"""Two people at one workspace: the second is told so in a sentence, and the first goes on as if nobody had asked."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.ui.theme import Look
from tests.builders import PASSPHRASE, open_drawn
from tests.journeys.test_kill_window import every_answer_is_there, grading, no_half_sheet, read_said
from tests.ui.conftest import show
from tests.ui.kit import Bench, settle


@pytest.fixture
def bench(qapp: QApplication, look: Look, qtbot: QtBot, tmp_path: Path) -> Iterator[Bench]:
    yield from show(Bench(qapp, look, tmp_path / "window.json"), qtbot)


def test_the_second_is_refused_politely_and_comes_in_when_the_first_is_gone(bench: Bench, tmp_path: Path) -> None:
    folder, said = tmp_path / "workspace", tmp_path / "said"
    open_drawn(folder).ws.close()
    said.touch()
    form = bench.window.welcome.open_form
    bench.window.welcome.ways.open.act.click()
    bench.ask.answers = [folder]
    form.browse_button.click()
    with grading(folder, "the first person", said) as (process, ticks):
        for _ in range(40):
            ticks.recv_bytes()
        form.passphrase.setText(PASSPHRASE)
        form.go_button.click()
        settle()
        assert not bench.context.desk.is_open
        assert form.trouble.what.text() == "This workspace is open already, in another window or program."
        assert form.trouble.fix.text() == "Close it there, then try again."
        for _ in range(120):  # the first goes on
            ticks.recv_bytes()
        process.kill()
    form.passphrase.setText(PASSPHRASE)
    form.go_button.click()
    settle()
    assert bench.context.desk.is_open
    shown = read_said(said)
    assert sum("sheet" in line for line in shown) > 1
    every_answer_is_there(bench.context.desk.workspace, shown)
    no_half_sheet(bench.context.desk.workspace)
