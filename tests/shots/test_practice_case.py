"""Pictures of the practice case: offered, under way, tried to its end."""

from pathlib import Path

import pytest

from app.ui.grading.page import GradingPage
from app.ui.nav import Place
from app.ui.theme import ThemeName
from tests.builders import Drawn
from tests.ui.kit import Bench, press, settle

WAYS = [
    (ThemeName.LIGHT, 100, 1360, 820),
    (ThemeName.DARK, 100, 1360, 820),
    (ThemeName.LIGHT, 100, 960, 540),
    (ThemeName.LIGHT, 200, 1360, 820),
]


@pytest.mark.parametrize(("theme", "scale", "width", "height"), WAYS, ids=lambda way: str(getattr(way, "value", way)))
def test_the_practice_case(
    drawn: tuple[Bench, Drawn], out: Path, theme: ThemeName, scale: int, width: int, height: int
) -> None:
    bench, _story = drawn
    bench.look.choose(theme=theme, scale=scale)
    bench.window.resize(width, height)
    bench.window.go(Place.GRADING)
    settle()
    page = bench.window.pages[Place.GRADING]
    assert isinstance(page, GradingPage)
    name = f"practice-case-{theme.value}-{scale}-{width}"
    assert bench.window.grab().save(str(out / f"{name}-1.png"))
    page.practice_bar.try_button.click()
    settle()
    press(bench.window, "1", "U")
    assert bench.window.grab().save(str(out / f"{name}-2.png"))
    press(bench.window, "1", "1", "1", "\r", "1", "\r")
    settle()
    assert bench.window.grab().save(str(out / f"{name}-3.png"))
