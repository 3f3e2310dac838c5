"""Sealing and drawing through the window, with the real sums."""

from pathlib import Path

import pytest
from PySide6.QtCore import QDate
from PySide6.QtTest import QTest

from app.ui.draws.page import DrawPage
from app.ui.nav import Place
from tests.builders import SEED, Drawn, import_practice
from tests.ui.kit import Bench, settle


@pytest.fixture
def page(empty: Bench) -> DrawPage:
    import_practice(empty.context.desk.workspace)
    empty.window.go(Place.DRAW)
    settle()
    made = empty.window.pages[Place.DRAW]
    assert isinstance(made, DrawPage)
    made.compose._count()
    return made


def test_an_empty_workspace_leads_to_the_records(empty: Bench) -> None:
    empty.window.go(Place.DRAW)
    settle()
    page = empty.window.pages[Place.DRAW]
    assert isinstance(page, DrawPage)
    assert page.empty.isVisible()
    page.empty.act.click()
    assert empty.window.stack.currentWidget() is empty.window.pages[Place.RECORDS]


def test_the_count_follows_the_form(page: DrawPage) -> None:
    compose = page.compose
    assert compose.count.total.text() == "304 cases"
    compose.last_day.setDate(QDate(2025, 6, 7))
    compose._count()
    fewer = int(compose.count.total.text().split()[0])
    assert 0 < fewer < 304
    compose.filters.add_button.click()
    chosen = compose.filters.rows[0]
    chosen.facet.setCurrentIndex(chosen.facet.findData("power"))
    compose._count()
    assert 0 < int(compose.count.total.text().split()[0]) <= fewer
    chosen.remove_button.click()
    compose._count()
    assert compose.count.total.text() == f"{fewer} cases"


def test_small_groups_are_named_before_the_seal(page: DrawPage) -> None:
    from PySide6.QtWidgets import QLabel

    compose = page.compose
    for index in range(1, compose.strata.count()):
        compose.strata.setCurrentIndex(index)
        compose._count()
        if compose.count._warning.count():
            break
    else:
        pytest.fail("no facet of the practice data has a small group")
    said = [each.text() for each in compose.count.findChildren(QLabel)]
    assert any(text.startswith("Very small groups") for text in said)
    assert compose.count.strata.isVisible()


def test_more_than_there_are_is_said_and_not_sealed(page: DrawPage) -> None:
    page.compose.sample_size.setValue(400)
    page.compose._count()
    assert "fewer than the 400" in page.compose.count.words.text()
    page.compose.seal_button.click()
    settle()
    assert page.compose.trouble.isVisible()
    assert page.compose.seal_button.isEnabled()
    assert page.views.currentWidget() is page.compose


def seal(page: DrawPage) -> None:
    page.compose.seal_button.click()
    settle()
    assert page.views.currentWidget() is page.sealed


def test_dice_after_the_seal(page: DrawPage) -> None:
    seal(page)
    dice = page.sealed.dice_card
    shown = page.sealed.seal_card.seal.accessibleName().partition(": ")[2].replace(" ", "")
    assert len(shown) == 64
    QTest.keyClicks(dice.digits, SEED[:12] + "x")
    assert dice.seed == SEED[:12]
    assert "8 digits to go" in dice.count_line.text()
    assert "Only digits" in dice.trouble.what.text()
    assert not dice.right_tick.isEnabled()
    QTest.keyClicks(dice.digits, " " + SEED[12:])
    assert not dice.dice_button.isEnabled()
    dice.right_tick.click()
    dice.dice_button.click()
    settle()
    assert page.views.currentWidget() is page.drawn
    assert page.drawn.cases.shapes.rowCount() == 8
    assert page.drawn.reserves.shapes.rowCount() == 2
    assert page.drawn.seed.accessibleName().replace(" ", "").endswith(SEED)


def test_the_app_makes_the_numbers_where_the_plan_says_so(page: DrawPage) -> None:
    page.compose.source.choose("app")
    seal(page)
    dice = page.sealed.dice_card
    assert dice.way.value == "app"
    dice.app_button.click()
    settle()
    assert page.views.currentWidget() is page.drawn
    assert "not that no other draw" in page.drawn.source_line.text()


def test_another_source_than_the_plan_names_is_refused(page: DrawPage) -> None:
    seal(page)
    dice = page.sealed.dice_card
    dice.way.choose("app")
    dice.app_button.click()
    settle()
    assert dice.trouble.isVisible()
    assert dice.isEnabled()
    assert page.views.currentWidget() is page.sealed


def test_pack_and_bundle_are_written_where_asked(drawn: tuple[Bench, Drawn], tmp_path: Path) -> None:
    bench, _story = drawn
    bench.window.go(Place.DRAW)
    settle()
    page = bench.window.pages[Place.DRAW]
    assert isinstance(page, DrawPage)
    pack, bundle = tmp_path / "pack.pdf", tmp_path / "bundle.zip"
    bench.ask.answers = [pack, bundle, None]
    page.drawn.pack_button.click()
    settle()
    assert pack.read_bytes().startswith(b"%PDF-")
    page.drawn.bundle_button.click()
    settle()
    assert bundle.read_bytes().startswith(b"PK")
    assert page.drawn.result.what.text() == "The check bundle is written."
    page.drawn.pack_button.click()
    page.drawn.grade_button.click()
    settle()
    assert bench.window.stack.currentWidget() is bench.window.pages[Place.GRADING]
