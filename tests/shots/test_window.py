"""A picture of every page of the window, light and dark; of grading also in large text, small window, high contrast."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt

from app.ui.grading.page import GradingPage
from app.ui.nav import Place
from app.ui.theme import ThemeName
from tests.builders import OPEN_DATA, Drawn, import_practice
from tests.ui.kit import Bench, press, settle
from tests.ui.test_grading import FullDisk

Shoot = Callable[[str], None]
THEMES = (ThemeName.LIGHT, ThemeName.DARK)


@pytest.fixture(params=THEMES, ids=lambda theme: theme.value)
def shoot(request: pytest.FixtureRequest, bench: Bench, out: Path) -> Iterator[Shoot]:
    """Take a picture of the window in one of the themes."""
    theme: ThemeName = request.param
    if theme is not bench.look.theme:
        bench.look.choose(theme=theme)

    def take(name: str) -> None:
        settle()
        picture = bench.window.grab()
        colours = {
            picture.toImage().pixelColor(x, y).rgb() for x in range(0, picture.width(), 40) for y in (30, 200, 500)
        }
        assert len(colours) > 1, "an empty picture"
        assert picture.save(str(out / f"window-{name}-{theme.value}.png"))

    yield take


def grading_of(bench: Bench) -> GradingPage:
    bench.window.go(Place.GRADING)
    settle()
    page = bench.window.pages[Place.GRADING]
    assert isinstance(page, GradingPage)
    return page


def answer_all(bench: Bench, page: GradingPage) -> None:
    for _ in range(30):
        missing = page.sitting.missing()
        if not missing or missing[0].free_text:
            return
        page.sitting.activate(missing[0].id)
        press(bench.window, "2" if missing[0].id in ("C1", "SS1") else "1")


def test_first_run(bench: Bench, shoot: Shoot, tmp_path: Path) -> None:
    welcome = bench.window.welcome
    shoot("01-first-run")
    welcome.ways.practice.act.click()
    form = welcome.new_form
    form.folder.setText("C:\\Users\\jo\\Scrutiny\\practice")
    form.passphrase.setText("four green kettles")
    form.again.setText("four green kettle")
    form.go_button.click()
    shoot("02-new-workspace")
    form.folder.setText(str(tmp_path / "practice"))
    form.again.setText("four green kettles")
    form.go_button.click()
    shoot("03-recovery-key")


def test_empty_places(empty: Bench, shoot: Shoot) -> None:
    for number, place in enumerate(Place, 4):
        empty.window.go(place)
        shoot(f"{number:02}-empty-{place.value}")


def test_records_and_draw(empty: Bench, shoot: Shoot) -> None:
    import_practice(empty.context.desk.workspace)
    empty.window.go(Place.RECORDS)
    records = empty.window.pages[Place.RECORDS]
    empty.ask.answers = [OPEN_DATA]
    records.browse_button.click()
    records.summary.import_button.click()
    shoot("10-records")
    empty.window.go(Place.DRAW)
    draw = empty.window.pages[Place.DRAW]
    draw.compose._count()
    shoot("11-list")
    draw.compose.source.choices.choose("app")
    draw.compose.seal_button.click()
    shoot("12-sealed")
    draw.sealed.draw_card.alone_button.click()
    shoot("14-drawn")
    empty.window.go(Place.HOME)
    shoot("15-home")


def test_grading(drawn: tuple[Bench, Drawn], shoot: Shoot) -> None:
    bench, _story = drawn
    page = grading_of(bench)
    shoot("20-grading")
    press(bench.window, "2", "2", "1", "3")
    shoot("21-grading-answers")
    press(bench.window, Qt.Key.Key_Return)
    shoot("22-grading-missing")
    answer_all(bench, page)
    shoot("23-grading-ready")
    for number in range(24, 27):
        press(bench.window, Qt.Key.Key_Return)
        shoot(f"{number}-grading-stage")
        answer_all(bench, page)
    press(bench.window, Qt.Key.Key_N, "1")
    shoot("27-grading-conflict")
    press(bench.window, Qt.Key.Key_N, "2")
    object.__setattr__(bench.context, "services", FullDisk())
    press(bench.window, "1")
    shoot("29-grading-not-saved")
    page.sitting.reset()
    bench.window.show_fault(ValueError("this is not shown"))
    shoot("30-fault")
    bench.window.go(Place.HOME)
    shoot("31-home-grading")
    bench.window.go(Place.RECORD_OF_USE)
    bench.window.pages[Place.RECORD_OF_USE].verify_button.click()
    shoot("28-record-of-use")


@pytest.mark.parametrize(
    ("name", "scale", "width", "height"),
    [("200-percent", 200, 1360, 820), ("small", 100, 960, 540), ("wide", 100, 1920, 1080)],
)
def test_grading_in_other_sizes(
    drawn: tuple[Bench, Drawn], out: Path, name: str, scale: int, width: int, height: int
) -> None:
    bench, _story = drawn
    if scale != bench.look.scale:
        bench.look.choose(scale=scale)
    bench.window.resize(width, height)
    page = grading_of(bench)
    press(bench.window, "2", "2")
    bench.window.grab().save(str(out / f"window-30-grading-{name}.png"))
    if page.cases_button.isVisible():
        page.cases_button.click()
        settle()
        bench.window.grab().save(str(out / f"window-31-cases-{name}.png"))
    assert bench.window.width() == width


@pytest.mark.parametrize("place", list(Place), ids=lambda place: place.value)
def test_every_place_in_large_text(drawn: tuple[Bench, Drawn], out: Path, place: Place) -> None:
    bench, _story = drawn
    bench.look.choose(scale=200)
    bench.window.go(place)
    settle()
    bench.window.grab().save(str(out / f"window-32-200-{place.value}.png"))
    assert bench.window.width() == 1360


def test_grading_in_high_contrast(drawn: tuple[Bench, Drawn], out: Path) -> None:
    bench, _story = drawn
    bench.look.choose(theme=ThemeName.CONTRAST)
    grading_of(bench)
    press(bench.window, "2", "2")
    bench.window.grab().save(str(out / "window-33-grading-contrast.png"))
