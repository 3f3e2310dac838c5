"""Pictures of the draw page: composing with a design, the sealed list, a draw with its quiet lines open."""

from pathlib import Path

import pytest

from app.ui.draws.page import DrawPage
from app.ui.nav import Place
from app.ui.theme import ThemeName
from tests.builders import draw, import_practice, open_round, seal
from tests.ui.kit import Bench, settle

LOOKS = [(ThemeName.LIGHT, 100), (ThemeName.DARK, 100), (ThemeName.LIGHT, 200)]


@pytest.mark.parametrize(("theme", "scale"), LOOKS, ids=lambda value: str(getattr(value, "value", value)))
def test_the_draw_page(empty: Bench, out: Path, theme: ThemeName, scale: int) -> None:
    ws, window = empty.context.desk.workspace, empty.window
    import_practice(ws)
    if (theme, scale) != (empty.look.theme, empty.look.scale):
        empty.look.choose(theme=theme, scale=scale)
    window.go(Place.DRAW)
    page = window.pages[Place.DRAW]
    assert isinstance(page, DrawPage)
    shot = 0

    def take(view: object) -> None:
        """One picture a screenful of the view."""
        nonlocal shot
        shot += 1
        settle()
        bar = view.page.verticalScrollBar()  # type: ignore[attr-defined]
        for screenful in range(6):
            bar.setValue(screenful * bar.pageStep())
            settle()
            assert window.grab().save(str(out / f"draws-{theme.value}-{scale}-{shot}-{screenful}.png"))
            if bar.value() >= bar.maximum():
                break
        bar.setValue(0)

    compose = page.compose
    compose._count()
    compose.month.count()
    take(compose)
    for part in (compose.planner_part, compose.design_part, compose.exclusions_part):
        part.open()
    compose.design.way.choose("groups")
    facet = compose.design.facets[0]
    facet.setCurrentIndex(facet.findData("lpu"))
    compose.design.take_all.add_button.click()
    compose._count()
    take(compose)
    frame = seal(ws, seed_source="")
    page.arrive(frame.frame_id)
    page.sealed.lodging.form_part.open()
    take(page.sealed)
    draw(ws)
    open_round(ws)
    page.arrive(frame.frame_id)
    take(page.drawn)
    for part in page.drawn._parts:
        part.open()
    take(page.drawn)
