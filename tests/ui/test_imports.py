"""Bringing in extracts through the window, with the real reader."""

from pathlib import Path

from app.ui.imports.page import ImportPage
from app.ui.nav import Place
from app.ui.tasks import Stopped
from tests.builders import PRACTICE_EXTRACT, write_csv
from tests.ui.kit import Bench, settle


def page_of(bench: Bench) -> ImportPage:
    bench.window.go(Place.RECORDS)
    settle()
    page = bench.window.pages[Place.RECORDS]
    assert isinstance(page, ImportPage)
    return page


def bring_in(bench: Bench, page: ImportPage, file: Path) -> None:
    bench.ask.answers = [file]
    page.browse_button.click()
    page.kind.setCurrentIndex(page.kind.findData("stop_search"))
    page.import_button.click()
    settle()


def words(page: ImportPage) -> str:
    from PySide6.QtWidgets import QLabel

    return "\n".join(each.text() for each in page.result.findChildren(QLabel))


def test_file_and_kind_must_both_be_said(empty: Bench) -> None:
    page = page_of(empty)
    assert page.empty_line.isVisible()
    assert page.kind.currentIndex() == -1
    empty.ask.answers = [PRACTICE_EXTRACT]
    page.browse_button.click()
    assert not page.import_button.isEnabled()
    page.kind.setCurrentIndex(0)
    assert page.import_button.isEnabled()


def test_every_row_is_accounted_for_in_plain_words(empty: Bench) -> None:
    page = page_of(empty)
    bring_in(empty, page, PRACTICE_EXTRACT)
    assert page.result.isVisible()
    assert "319 rows read: 319 stored, none left out." in words(page)
    assert "Stop and search 304" in words(page)
    assert page.imports.shapes.rowCount() == 1
    assert not page.empty_line.isVisible()


def test_rows_that_were_not_stored_stand_in_a_table(empty: Bench, tmp_path: Path) -> None:
    page = page_of(empty)
    rows = [{"URN": f"PSS/25/{number}"} for number in range(1, 5)]
    rows.append({"URN": "PSS/25/9", "Search date/time": "31/02/2025 10:00"})
    bring_in(empty, page, write_csv(tmp_path / "five.csv", rows))
    assert "5 rows read: 4 stored, 1 not stored." in words(page)
    tables = page.result.findChildren(type(page.imports))
    assert [table.shapes.rowCount() for table in tables] == [1]


def test_the_same_file_again_is_refused_and_offered_as_new_versions(empty: Bench) -> None:
    page = page_of(empty)
    bring_in(empty, page, PRACTICE_EXTRACT)
    page.import_button.click()
    settle()
    assert page.trouble.isVisible()
    assert page.again_tick.isVisible()
    page.again_tick.click()
    page.import_button.click()
    settle()
    assert page.trouble.isHidden()
    assert page.imports.shapes.rowCount() == 2


def test_a_file_that_is_no_extract_is_one_sentence(empty: Bench, tmp_path: Path) -> None:
    page = page_of(empty)
    (tmp_path / "picture.csv").write_bytes(b"\x89PNG\r\n\x1a\n\x00\x00")
    bring_in(empty, page, tmp_path / "picture.csv")
    assert page.trouble.isVisible()
    assert page.imports.shapes.rowCount() == 0
    assert page.import_button.isEnabled()


def test_stopping_keeps_nothing(empty: Bench) -> None:
    page = page_of(empty)
    empty.tasks.long_started.connect(lambda work: work.cancel())
    bring_in(empty, page, PRACTICE_EXTRACT)
    assert page.trouble.what.text() == "You stopped it."
    assert page.imports.shapes.rowCount() == 0
    assert issubclass(Stopped, Exception)
