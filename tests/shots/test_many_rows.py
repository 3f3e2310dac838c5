"""Pictures of cases with many rows on the grading screen, light, dark and at 200 %: forms of force, a custody log."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.ui.grading.page import GradingPage
from app.ui.nav import Place
from app.ui.theme import Look, ThemeName
from tests.many_rows import open_drawn_kind
from tests.ui.conftest import show
from tests.ui.kit import Bench, settle

WAYS = [(ThemeName.LIGHT, 100), (ThemeName.DARK, 100), (ThemeName.LIGHT, 200)]


@pytest.fixture
def bench(qapp: QApplication, look: Look, qtbot: QtBot, tmp_path: Path) -> Iterator[Bench]:
    made = Bench(qapp, look, tmp_path / "window.json")
    for shown in show(made, qtbot):
        yield shown
        workspace = made.context.desk.take()
        if workspace is not None:
            workspace.close()


@pytest.mark.parametrize(("theme", "scale"), WAYS, ids=lambda way: str(getattr(way, "value", way)))
@pytest.mark.parametrize("kind", ["use_of_force", "custody"])
def test_a_case_of_many_rows(bench: Bench, out: Path, tmp_path: Path, kind: str, theme: ThemeName, scale: int) -> None:
    bench.look.choose(theme=theme, scale=scale)
    drawn = open_drawn_kind(tmp_path / "workspace", kind)
    bench.context.desk.put(drawn.ws)
    bench.window.resize(1600, 1000)
    bench.window.go(Place.GRADING)
    settle()
    page = bench.window.pages[Place.GRADING]
    assert isinstance(page, GradingPage)
    for at in range(4):
        picture = bench.window.grab()
        assert picture.save(str(out / f"rows-{kind}-{theme.value}-{scale}-{at}.png"))
        page.record.turn(1)
        settle()
    assert page.record.scroller.verticalScrollBar().value() > 0, "a case of many rows is read by turning pages"
