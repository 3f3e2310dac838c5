"""Pictures of GOWISELY as one row of keys: light, dark, high contrast, small window, large text."""

from pathlib import Path

import pytest

from app.ui.grading.page import GradingPage
from app.ui.nav import Place
from app.ui.theme import ThemeName
from tests.ui.kit import Bench, press, settle
from tests.ui.test_key_row import IDS, open_at_the_video

WAYS = [
    (ThemeName.LIGHT, 100, 1360, 820),
    (ThemeName.DARK, 100, 1360, 820),
    (ThemeName.CONTRAST, 100, 1360, 820),
    (ThemeName.LIGHT, 100, 960, 540),
    (ThemeName.LIGHT, 200, 1360, 820),
    (ThemeName.LIGHT, 200, 960, 540),
]


@pytest.mark.parametrize(("theme", "scale", "width", "height"), WAYS, ids=lambda way: str(getattr(way, "value", way)))
def test_the_row(bench: Bench, out: Path, tmp_path: Path, theme: ThemeName, scale: int, width: int, height: int):
    bench.look.choose(theme=theme, scale=scale)
    ws = open_at_the_video(tmp_path / "workspace")
    bench.context.desk.put(ws)
    bench.window.resize(width, height)
    bench.window.go(Place.GRADING)
    settle()
    page = bench.window.pages[Place.GRADING]
    assert isinstance(page, GradingPage)
    page.sitting.activate(IDS[0])
    press(bench.window, *"123456")
    settle()
    assert bench.window.grab().save(str(out / f"row-{theme.value}-{scale}-{width}.png"))
    ws.close()
