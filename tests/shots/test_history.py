"""Pictures of the earlier answers of a changed mind."""

from pathlib import Path

import pytest

from app.core.shapes.sheets import Given
from app.services.grading import sheets
from app.ui.grading.page import GradingPage
from app.ui.nav import Place
from app.ui.theme import ThemeName
from tests.builders import Drawn, grade, open_case
from tests.ui.kit import Bench, settle

WAYS = [(ThemeName.LIGHT, 100), (ThemeName.DARK, 100), (ThemeName.LIGHT, 200)]


@pytest.mark.parametrize(("theme", "scale"), WAYS, ids=lambda way: str(getattr(way, "value", way)))
def test_earlier_answers(drawn: tuple[Bench, Drawn], out: Path, theme: ThemeName, scale: int) -> None:
    bench, story = drawn
    bench.look.choose(theme=theme, scale=scale)
    sheet = grade(story.ws, open_case(story))
    for why, given in (
        ("The video showed the bag before the search.", Given(answer="1", reasons=("smell",), note="Thin.")),
        ("On reading it again: two officers say so.", Given(answer="3")),
    ):
        story.clock.advance(days=1)
        sheets.change_answers(
            story.ws, sheet_id=sheet.sheet_id, answers={"SS1": given, "SS2": given_to(given)}, why=why
        )
    bench.window.go(Place.GRADING)
    settle()
    page = bench.window.pages[Place.GRADING]
    assert isinstance(page, GradingPage)
    page.sitting.open_case(sheet.case_id)
    settle()
    assert bench.window.grab().save(str(out / f"history-{theme.value}-{scale}-1.png"))
    page.side.open_history()
    settle()
    assert bench.window.grab().save(str(out / f"history-{theme.value}-{scale}-2.png"))


def given_to(given: Given) -> Given:
    return Given(answer="no" if given.answer == "1" else "yes")
