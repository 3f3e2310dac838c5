"""Whether the room has a screen of its own: told from where the displays lie, and said in plain words."""

import pytest

from app.ui.meetings.screens import Display, ScreensBar, Showing, how_showing, room_display, screen_words
from tests.ui.kit import Bench

LAPTOP = Display(name="eDP-1", left=0, top=0, width=1920, height=1080)
BESIDE = Display(name="HDMI-1", left=1920, top=0, width=1280, height=720)
ABOVE = Display(name="HDMI-1", left=0, top=-1080, width=1920, height=1080)
SAME = Display(name="HDMI-1", left=0, top=0, width=1920, height=1080)
SMALLER = Display(name="HDMI-1", left=0, top=0, width=1024, height=768)


@pytest.mark.parametrize(
    ("displays", "showing"),
    [
        ((), Showing.ONE),
        ((LAPTOP,), Showing.ONE),
        ((LAPTOP, SAME), Showing.SAME),
        ((LAPTOP, SMALLER), Showing.SAME),
        ((LAPTOP, BESIDE), Showing.APART),
        ((LAPTOP, ABOVE), Showing.APART),
        ((LAPTOP, SAME, BESIDE), Showing.APART),
        ((LAPTOP, SAME, SMALLER), Showing.SAME),
    ],
)
def test_displays_that_lie_over_one_another_show_the_same(displays: tuple[Display, ...], showing: Showing) -> None:
    assert how_showing(displays) is showing


@pytest.mark.parametrize(
    ("displays", "place"),
    [((LAPTOP,), None), ((LAPTOP, SAME), None), ((LAPTOP, SMALLER, BESIDE), BESIDE), ((ABOVE, LAPTOP), ABOVE)],
)
def test_the_room_gets_a_screen_that_shows_nothing_of_ours(
    displays: tuple[Display, ...], place: Display | None
) -> None:
    assert room_display(displays, LAPTOP) == place


def test_every_word_says_who_sees_it() -> None:
    for showing in (Showing.ONE, Showing.SAME):
        assert "what everybody sees" in screen_words(showing)[1]


def test_the_bar_speaks_when_it_may_be_so_and_again_only_when_it_changes(bench: Bench) -> None:
    bar = ScreensBar(bench.look, "Whoever sees it sees who wrote what.")
    bench.window.stack.addWidget(bar)
    bar.show_displays((LAPTOP, SAME))
    assert not bar.isHidden()
    assert bar.fix.text().startswith("Whoever sees it")
    bar.close_button.click()
    bar.show_displays((LAPTOP, SAME))
    assert bar.isHidden(), "it was put away"
    bar.show_displays((LAPTOP,))
    assert not bar.isHidden()
    bar.show_displays((LAPTOP, BESIDE))
    assert bar.isHidden()
