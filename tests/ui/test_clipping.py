"""No word is cut off: every label is as tall and as wide as its words need, in every place and size."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtWidgets import QLabel, QPushButton, QWidget

from app.ui.grading.page import GradingPage
from app.ui.nav import Place
from tests.builders import Drawn, answer_stage, lock, open_case
from tests.many_rows import open_drawn_kind
from tests.ui.kit import Bench, settle

SIZES = [(100, 1360, 820), (100, 960, 540), (150, 1280, 720), (200, 1360, 820), (200, 960, 540)]
sizes = pytest.mark.parametrize(("scale", "width", "height"), SIZES, ids=lambda value: str(value))


def clipped(bench: Bench) -> list[str]:
    return clipped_in(bench.window)


def clipped_in(window: QWidget) -> list[str]:
    found = []
    for each in window.findChildren(QLabel):
        if not each.isVisible() or not each.text():
            continue
        if each.wordWrap():
            short = each.height() + 1 < each.heightForWidth(each.width())
        else:
            short = each.width() + 1 < each.sizeHint().width() or each.height() + 1 < each.sizeHint().height()
        if short:
            found.append(f"{each.text()[:50]!r} has {each.width()}x{each.height()}")
    for each in window.findChildren(QPushButton):
        if each.isVisible() and each.width() + 1 < each.sizeHint().width():
            found.append(f"button {each.text()!r} has {each.width()} of {each.sizeHint().width()}")
    return found


def fit(bench: Bench, scale: int, width: int, height: int) -> None:
    if scale != bench.look.scale:
        bench.look.choose(scale=scale)
    bench.window.resize(width, height)
    settle()


@sizes
@pytest.mark.parametrize("place", list(Place), ids=lambda place: place.value)
def test_places(drawn: tuple[Bench, Drawn], place: Place, scale: int, width: int, height: int) -> None:
    bench, _story = drawn
    bench.window.go(place)
    fit(bench, scale, width, height)
    assert clipped(bench) == []
    assert (bench.window.width(), bench.window.height()) == (width, height)


@sizes
def test_the_last_stage_of_a_case(drawn: tuple[Bench, Drawn], scale: int, width: int, height: int) -> None:
    bench, story = drawn
    sheet = open_case(story)
    while sheet.current is not None and sheet.current is not sheet.stages[-1]:
        sheet = lock(story.ws, answer_stage(story.ws, sheet))
    bench.window.go(Place.GRADING)
    fit(bench, scale, width, height)
    assert clipped(bench) == []


@pytest.mark.parametrize("kind", ["custody", "use_of_force"])
def test_a_record_is_as_wide_as_its_column(bench: Bench, tmp_path: Path, kind: str) -> None:
    bench.context.desk.put(open_drawn_kind(tmp_path / "workspace", kind).ws)
    bench.window.go(Place.GRADING)
    fit(bench, 200, 1600, 1000)
    page = bench.window.pages[Place.GRADING]
    assert isinstance(page, GradingPage)
    scroller = page.record.scroller
    assert scroller.widget().width() <= scroller.viewport().width()
    assert clipped(bench) == []


@sizes
def test_the_first_run(bench: Bench, scale: int, width: int, height: int) -> None:
    fit(bench, scale, width, height)
    welcome = bench.window.welcome
    steps: list[Callable[[], None]] = [lambda: None, welcome.ways.practice.act.click, welcome.ways.open.act.click]
    for step in steps:
        step()
        settle()
        assert clipped(bench) == []


def test_the_measure_sees_a_cut_word(drawn: tuple[Bench, Drawn]) -> None:
    bench, _story = drawn
    bench.window.go(Place.HOME)
    settle()
    bench.window.pages[Place.HOME].sentence.setMaximumHeight(5)
    settle()
    assert len(clipped(bench)) == 1
