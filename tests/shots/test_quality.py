"""Pictures of the quality page, light, dark and at 200 %."""

from pathlib import Path

import pytest

from app.core import resources
from app.ui.nav import Place
from app.ui.quality.page import QualityPage
from app.ui.theme import ThemeName
from tests.builders import import_file
from tests.ui.kit import Bench, settle

_FILES = {
    "use_of_force": "practice-use-of-force-2025-06.csv",
    "vehicle_stop": "practice-vehicle-stop-2025-06.csv",
}
_STOPS = (0, 620, 1240, 1860, 2480)


@pytest.mark.parametrize("kind", list(_FILES))
@pytest.mark.parametrize(
    ("theme", "scale"), [(ThemeName.LIGHT, 100), (ThemeName.DARK, 100), (ThemeName.LIGHT, 200)], ids=str
)
def test_quality(empty: Bench, out: Path, kind: str, theme: ThemeName, scale: int) -> None:
    import_file(empty.context.desk.workspace, resources.root() / "practice" / _FILES[kind], kind=kind)
    if (theme, scale) != (empty.look.theme, empty.look.scale):
        empty.look.choose(theme=theme, scale=scale)
    empty.window.go(Place.QUALITY)
    settle()
    page = empty.window.pages[Place.QUALITY]
    assert isinstance(page, QualityPage)
    for number, stop in enumerate(_STOPS):
        page.page.verticalScrollBar().setValue(stop)
        settle()
        empty.window.grab().save(str(out / f"quality-{kind}-{theme.value}-{scale}-{number}.png"))
    assert page.progress.isHidden()
