"""Sealing and drawing through the window, with the real sums."""

from pathlib import Path

import pytest
from PySide6.QtCore import QDate, Qt
from PySide6.QtWidgets import QLabel, QWidget

from app.ui.ceremony.page import CeremonyPage
from app.ui.draws.page import DrawPage
from app.ui.nav import Place
from tests.builders import SEED, Drawn, import_practice
from tests.ui.kit import Bench, press, settle
from tests.ui.test_ceremony import to_confirm


def said(widget: QWidget) -> list[str]:
    return [each.text() for each in widget.findChildren(QLabel)]


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
    compose = page.compose
    compose.design_part.open()
    compose.design.way.choose("groups")
    facet = compose.design.facets[0]
    for index in range(1, facet.count()):
        facet.setCurrentIndex(index)
        compose._count()
        if any(text.startswith("Very small groups") for text in said(compose.count)):
            break
    else:
        pytest.fail("no facet of the practice data has a small group")
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
    shown = page.sealed.seal_card.seal.accessibleName().partition(": ")[2].replace(" ", "")
    assert len(shown) == 64
    card, window = page.sealed.draw_card, page.window()
    assert card.ceremony_button.hasFocus() and not card.alone_button.isVisible()
    card.ceremony_button.click()
    settle()
    ceremony = window.pages[Place.CEREMONY]
    assert isinstance(ceremony, CeremonyPage)
    to_confirm(ceremony)
    press(window, Qt.Key.Key_Y, Qt.Key.Key_Escape)
    assert window.stack.currentWidget() is page
    assert page.views.currentWidget() is page.drawn
    assert page.drawn.cases.shapes.rowCount() == 8
    assert page.drawn.reserves.shapes.rowCount() == 2
    assert page.drawn.seed.accessibleName().replace(" ", "").endswith(SEED)


def test_one_button_for_somebody_alone(page: DrawPage) -> None:
    page.compose.source.choices.choose("app")
    seal(page)
    card = page.sealed.draw_card
    assert not card.ceremony_button.isVisible()
    assert "does not show" in card.alone_words.text()
    card.alone_button.click()
    settle()
    assert page.views.currentWidget() is page.drawn
    assert page.drawn.source_line.text().startswith("Drawn alone")


def test_a_list_drawn_whole_needs_no_dice(page: DrawPage) -> None:
    page.compose.sample_size.setValue(304)
    page.compose.reserves.setValue(0)
    page.compose._count()
    assert "no dice are needed" in page.compose.count.words.text()
    seal(page)
    card = page.sealed.draw_card
    assert not card.ceremony_button.isVisible()
    card.alone_button.click()
    settle()
    assert page.drawn.title.text() == "All 304 cases are reviewed: nobody chose."


def test_a_public_number_is_named_before_it_is_known(page: DrawPage) -> None:
    source = page.compose.source
    source.choices.choose("named")
    page.compose.seal_button.click()
    settle()
    assert page.compose.trouble.isVisible()
    source.name_edit.setText("National Lottery, 28 November 2026")
    seal(page)
    assert "National Lottery" in page.sealed.draw_card.room_words.text()
    page.sealed.draw_card.ceremony_button.click()
    settle()
    press(page.window(), Qt.Key.Key_Return)
    assert "National Lottery" in page.window().pages[Place.CEREMONY].roll.ask.text()


def test_pack_and_bundle_are_written_where_asked(drawn: tuple[Bench, Drawn], tmp_path: Path) -> None:
    bench, _story = drawn
    bench.window.go(Place.DRAW)
    settle()
    page = bench.window.pages[Place.DRAW]
    assert isinstance(page, DrawPage)
    pack, paper, bundle = tmp_path / "pack.pdf", tmp_path / "certificate.pdf", tmp_path / "bundle.zip"
    bench.ask.answers = [pack, paper, bundle, None]
    page.drawn.pack_button.click()
    settle()
    assert pack.read_bytes().startswith(b"%PDF-")
    page.drawn.certificate_button.click()
    settle()
    assert paper.read_bytes().startswith(b"%PDF-")
    page.drawn.bundle_button.click()
    settle()
    assert bundle.read_bytes().startswith(b"PK")
    assert page.drawn.result.what.text() == "The check bundle is written."
    page.drawn.pack_button.click()
    page.drawn.grade_button.click()
    settle()
    assert bench.window.stack.currentWidget() is bench.window.pages[Place.GRADING]
