"""Pictures of a month on the grading screen: the queue by video, a finished case with what follows from it."""

from pathlib import Path

import pytest

from app.services.grading import rounds, sheets
from app.ui.nav import Place
from app.ui.theme import ThemeName
from tests.builders import grade
from tests.services.grading.test_month_views import draw, stock
from tests.ui.kit import Bench, press, settle

LOOKS = [(ThemeName.LIGHT, 100, 1360, 820), (ThemeName.DARK, 100, 960, 540), (ThemeName.CONTRAST, 200, 1360, 820)]


@pytest.mark.parametrize(("theme", "scale", "width", "height"), LOOKS, ids=lambda value: str(value))
def test_a_month_on_the_grading_screen(
    empty: Bench, out: Path, theme: ThemeName, scale: int, width: int, height: int
) -> None:
    ws, window = empty.context.desk.workspace, empty.window
    if (theme, scale) != (empty.look.theme, empty.look.scale):
        empty.look.choose(theme=theme, scale=scale)
    window.resize(width, height)
    stock(ws)
    round_id = draw(ws)
    first = rounds.read_queue(ws, round_id=round_id).items[0]
    grade(ws, sheets.open_sheet(ws, round_id=round_id, case_id=first.case_id).value)
    window.go(Place.GRADING, round_id)
    settle()

    def take(name: str) -> None:
        settle()
        assert window.grab().save(str(out / f"month-grading-{theme.value}-{scale}-{name}.png"))

    take("next")
    press(window, "P")
    take("finished")
    press(window, "?")
    take("keys")
    press(window, "?", "F")
    take("feedback")
