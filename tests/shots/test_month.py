"""Pictures of a line manager's month: before the extracts, before the draw, while grading, feedback, done."""

from datetime import date
from pathlib import Path

import pytest

from app.core.shapes.actions import NewAction
from app.services.grading import actions, feedback
from app.ui.month.page import MonthPage
from app.ui.nav import Place
from app.ui.theme import ThemeName
from tests.services.grading.test_month_views import draw, grade_all, stock, view_of
from tests.ui.kit import Bench, settle

LOOKS = [
    (ThemeName.LIGHT, 100, 1360, 820),
    (ThemeName.DARK, 100, 1360, 820),
    (ThemeName.CONTRAST, 100, 960, 540),
    (ThemeName.LIGHT, 200, 1360, 820),
]


@pytest.mark.parametrize(
    ("theme", "scale", "width", "height"), LOOKS, ids=lambda value: str(getattr(value, "value", value))
)
def test_my_month(empty: Bench, out: Path, theme: ThemeName, scale: int, width: int, height: int) -> None:
    ws, window = empty.context.desk.workspace, empty.window
    if (theme, scale) != (empty.look.theme, empty.look.scale):
        empty.look.choose(theme=theme, scale=scale)
    window.resize(width, height)

    def take(name: str, *, place: Place = Place.MONTH) -> MonthPage:
        """One picture a screenful of the page."""
        window.go(place)
        settle()
        window.pages[place].refresh()
        settle()
        page = window.pages[place]
        if isinstance(page, MonthPage):
            page.draw.count()
            settle()
        bar = page.page.verticalScrollBar() if isinstance(page, MonthPage) else None
        for screenful in range(6):
            if bar is not None:
                bar.setValue(screenful * bar.pageStep())
                settle()
            assert window.grab().save(str(out / f"month-{theme.value}-{scale}-{name}-{screenful}.png"))
            if bar is None or bar.value() >= bar.maximum():
                break
        return page  # type: ignore[return-value]

    take("1-empty")
    stock(ws)
    take("2-drawing")
    round_id = draw(ws)
    take("3-grading")
    take("3-home", place=Place.HOME)
    grade_all(ws, round_id, most=3)
    page = take("4-part")
    grade_all(ws, round_id)
    number = view_of(ws).to_tell[0].number
    feedback.skip_feedback(ws, round_id=round_id, case_number=number)
    new = NewAction(
        round_id=round_id, case_number=2, rung="advice", due=date(2025, 7, 20), task="Show how grounds are written.",
        owner="PS Hale",
    )  # fmt: skip
    actions.add_action(ws, new)
    page = take("5-feedback")
    page._tell(view_of(ws).to_tell[0].number)
    settle()
    page.steps["actions"].open()
    page.steps["close"].open()
    settle()
    page.page.ensureWidgetVisible(page.feedback)
    settle()
    assert window.grab().save(str(out / f"month-{theme.value}-{scale}-6-telling.png"))
    page.page.verticalScrollBar().setValue(100_000)
    settle()
    assert window.grab().save(str(out / f"month-{theme.value}-{scale}-6-below.png"))
