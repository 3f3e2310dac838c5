"""Pictures of bringing in a file that the app has never seen: light, dark, large."""

from pathlib import Path

import pytest

from app.ui.imports.page import ImportPage
from app.ui.nav import Place
from app.ui.theme import ThemeName
from tests.builders import OPEN_DATA
from tests.ui.kit import Bench, settle
from tests.ui.unseen import write_workbook

SIZES = {
    "light": (ThemeName.LIGHT, 100, 1360, 820),
    "dark": (ThemeName.DARK, 100, 1280, 720),
    "200": (ThemeName.LIGHT, 200, 1360, 820),
}


@pytest.mark.parametrize("name", SIZES)
def test_an_unseen_file(empty: Bench, out: Path, tmp_path: Path, name: str) -> None:
    theme, scale, width, height = SIZES[name]
    empty.look.choose(theme=theme, scale=scale)
    empty.window.resize(width, height)
    number = 0

    def take(what: str) -> None:
        nonlocal number
        settle()
        number += 1
        assert empty.window.grab().save(str(out / f"mapping-{number:02}-{what}-{name}.png"))

    empty.window.go(Place.RECORDS)
    page = empty.window.pages[Place.RECORDS]
    assert isinstance(page, ImportPage)
    take("empty")
    page.take_file(OPEN_DATA)
    take("summary")
    page.take_file(write_workbook(tmp_path / "Crewe stops 2025-06.xlsx"))
    take("columns")
    view = page.mapping
    view._pick(5, "")
    take("picker")
    view.picker.close_picker()
    view.page.verticalScrollBar().setValue(420 if scale == 100 else 1400)
    take("middle")
    view.page.verticalScrollBar().setValue(10_000)
    take("bottom")
    view.times.clock.choose("local")
    view.try_now()
    view.page.verticalScrollBar().setValue(0)
    take("settled")
    view.foot.import_button.click()
    take("result")
    page.take_file(tmp_path / "Crewe stops 2025-06.xlsx")
    take("again")
    page.summary.import_button.click()
    take("known")
    page.question.buttons[-1].click()
    page.front.verticalScrollBar().setValue(10_000)
    page.imports.undo_button.click()
    take("undo")
    assert page.imports.question.isVisible()
