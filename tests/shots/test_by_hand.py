"""Pictures of typing in an authority, light and dark and in large text."""

from pathlib import Path

import pytest

from app.ui.by_hand.page import ByHandPage
from app.ui.nav import Place
from app.ui.theme import ThemeName
from tests.ui.kit import Bench, settle

TYPED = {
    "authority_ref": "S60/25/7",
    "lpu": "crewe",
    "starts_at": "14/6/25 9.00pm",
    "ends_at": "soon",
    "hours": "18",
    "locality": "Crewe town centre, within Earle Street, Vernon Way and Edleston Road.",
    "map_attached": "yes",
    "grounds": "Two groups fought with knives on Friday night. A reprisal is expected within hours.",
}


def type_in(bench: Bench) -> ByHandPage:
    bench.window.go(Place.BY_HAND, "s60_authority")
    settle()
    page = bench.window.pages[Place.BY_HAND]
    assert isinstance(page, ByHandPage) and page.form is not None
    for name, text in TYPED.items():
        page.form.fields[name].control.show_typed(text)
    page._ask_check()
    settle()
    return page


@pytest.mark.parametrize("theme", [ThemeName.LIGHT, ThemeName.DARK, ThemeName.CONTRAST], ids=lambda theme: theme.value)
@pytest.mark.parametrize(("scale", "width", "height"), [(100, 1360, 820), (200, 1360, 820)])
def test_typing_in_an_authority(empty: Bench, out: Path, theme: ThemeName, scale: int, width: int, height: int) -> None:
    if (theme, scale) != (empty.look.theme, empty.look.scale):
        empty.look.choose(theme=theme, scale=scale)
    empty.window.resize(width, height)
    page = type_in(empty)
    bar = page.page.verticalScrollBar()
    for number, share in enumerate((0, 0.25, 0.5, 0.75, 1)):
        bar.setValue(round(bar.maximum() * share))
        settle()
        assert empty.window.grab().save(str(out / f"by-hand-{theme.value}-{scale}-{number}.png"))
    page.form.fields["ends_at"].control.show_typed("15/06/2025 15:00")
    page.foot.save_button.click()
    settle()
    assert page.saved.isVisible(), (page.trouble.what.text(), page.foot.words.text(), page._check)
    assert empty.window.grab().save(str(out / f"by-hand-{theme.value}-{scale}-saved.png"))
