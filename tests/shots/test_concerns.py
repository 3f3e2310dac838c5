"""Pictures of concerns: the card that says for whom one is, and Home for whoever reads them."""

from pathlib import Path

import pytest

from app.core.shapes.concerns import ConcernSort
from app.services.grading import concerns
from app.ui.grading.page import GradingPage
from app.ui.home.concerns_card import ConcernsCard
from app.ui.nav import Place
from app.ui.theme import ThemeName
from tests.builders import Drawn, open_case
from tests.people import WORDS, add, signed_in_as
from tests.ui.kit import Bench, press, settle


@pytest.mark.parametrize(
    ("theme", "scale", "size"),
    [(ThemeName.LIGHT, 100, (960, 540)), (ThemeName.DARK, 100, (1280, 800)), (ThemeName.LIGHT, 200, (1280, 800))],
    ids=str,
)
def test_concerns(drawn: tuple[Bench, Drawn], out: Path, theme: ThemeName, scale: int, size: tuple[int, int]) -> None:
    bench, story = drawn
    bench.look.choose(theme=theme, scale=scale)
    bench.window.resize(*size)

    def keep(name: str) -> None:
        settle()
        assert bench.window.grab().save(str(out / f"concerns-{name}-{theme.value}-{scale}.png"))

    add(story.ws)
    bench.window.go(Place.GRADING, 1)
    settle()
    page = bench.window.pages[Place.GRADING]
    assert isinstance(page, GradingPage)
    press(bench.window, "?")
    keep("more")
    page.side.more.concern_button.click()
    keep("raise")
    sheet = open_case(story)
    for sort, text in ((ConcernSort.CHILD, "A child alone at night, and nobody was called."), (ConcernSort.CRIME, "")):
        concerns.raise_concern(story.ws, sheet_id=sheet.sheet_id, sort=sort, text=text)
    ws = signed_in_as(story.ws, WORDS)
    concerns.take_on_concern(ws, concern_id=1)
    bench.context.desk.put(ws)
    bench.window.go(Place.HOME)
    home = bench.window.pages[Place.HOME]
    home.refresh()
    keep("home")
    card = home.findChild(ConcernsCard)
    assert card is not None
    card.read_button.click()
    keep("home-read")
