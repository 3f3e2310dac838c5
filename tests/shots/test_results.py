"""Pictures of the results: a line manager's own round, a panel's, nothing yet; light, dark, contrast, 200 %, small."""

from pathlib import Path

import pytest

from app.ui.nav import Place
from app.ui.results.page import ResultsPage
from app.ui.theme import ThemeName
from tests.graded_rounds import graded_month, graded_panel
from tests.ui.kit import Bench, settle

_STOPS = (0, 620, 1240, 1860)
_LOOKS = [
    (ThemeName.LIGHT, 100, 1360, 820),
    (ThemeName.DARK, 100, 1360, 820),
    (ThemeName.CONTRAST, 100, 1360, 820),
    (ThemeName.LIGHT, 200, 1360, 820),
    (ThemeName.LIGHT, 100, 960, 540),
]


@pytest.mark.parametrize("made", [graded_month, graded_panel], ids=lambda made: made.__name__)
@pytest.mark.parametrize(("theme", "scale", "width", "height"), _LOOKS, ids=str)
def test_results(bench: Bench, out: Path, tmp_path: Path, made, theme, scale: int, width: int, height: int) -> None:
    bench.context.desk.put(made(tmp_path))
    bench.look.choose(theme=theme, scale=scale)
    bench.window.resize(width, height)
    bench.window.go(Place.RESULTS)
    settle()
    page = bench.window.pages[Place.RESULTS]
    assert isinstance(page, ResultsPage)
    if page.talk.isVisible():
        page.talk.show_button.click()
        settle()
    for number, stop in enumerate(_STOPS):
        page.page.verticalScrollBar().setValue(stop)
        settle()
        name = f"results-{made.__name__}-{theme.value}-{scale}-{width}-{number}.png"
        assert bench.window.grab().save(str(out / name))
    assert page.rates.blocks


def test_nothing_yet(empty: Bench, out: Path) -> None:
    empty.window.go(Place.RESULTS)
    settle()
    assert empty.window.grab().save(str(out / "results-nothing-yet.png"))
    page = empty.window.pages[Place.RESULTS]
    assert isinstance(page, ResultsPage)
    assert page.empty.isVisible()
