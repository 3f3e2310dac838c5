"""Bringing in extracts through the window, with the real reader."""

from pathlib import Path

from PySide6.QtCore import QMimeData, QPoint, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QApplication, QLabel

from app.ui.imports.page import ImportPage
from app.ui.nav import Place
from tests.builders import PRACTICE_EXTRACT, write_csv
from tests.ui.kit import Bench, settle
from tests.ui.unseen import write_workbook


def page_of(bench: Bench) -> ImportPage:
    bench.window.go(Place.RECORDS)
    settle()
    page = bench.window.pages[Place.RECORDS]
    assert isinstance(page, ImportPage)
    return page


def give(bench: Bench, page: ImportPage, file: Path) -> None:
    bench.ask.answers = [file]
    page.browse_button.click()
    settle()


def bring_in(bench: Bench, page: ImportPage, file: Path) -> None:
    give(bench, page, file)
    page.summary.import_button.click()
    settle()


def words(page: ImportPage) -> str:
    return "\n".join(each.text() for each in page.result.findChildren(QLabel))


def test_a_file_of_a_known_layout_is_summed_up_with_one_button(empty: Bench) -> None:
    page = page_of(empty)
    assert page.imports.empty_line.isVisible()
    assert not page.summary.isVisible()
    give(empty, page, PRACTICE_EXTRACT)
    assert page.summary.title.text() == "practice-stop-search-2025-06.csv looks like a stop and search export"
    assert "319 rows. Layout: Force stop and search export" in page.summary.told.text()
    assert page.summary.import_button.text() == "&Import 319 rows"
    assert QApplication.focusWidget() is page.summary.import_button
    page.summary.away_button.click()
    assert not page.summary.isVisible()


def test_every_row_is_accounted_for_in_plain_words(empty: Bench) -> None:
    page = page_of(empty)
    bring_in(empty, page, PRACTICE_EXTRACT)
    assert page.result.isVisible()
    assert "319 rows read: 319 stored, none left out." in words(page)
    assert "Stop and search 304" in words(page)
    assert page.imports.table.shapes.rowCount() == 1
    assert not page.imports.empty_line.isVisible()
    page.result.onward[0].click()
    assert empty.window.stack.currentWidget() is empty.window.pages[Place.DRAW]


def test_rows_that_were_not_stored_stand_in_a_table(empty: Bench, tmp_path: Path) -> None:
    page = page_of(empty)
    rows = [{"URN": f"PSS/25/{number}"} for number in range(1, 5)]
    rows.append({"URN": "PSS/25/9", "Search date/time": "31/02/2025 10:00"})
    give(empty, page, write_csv(tmp_path / "five.csv", rows))
    page.summary.check_button.click()
    for tick in page.mapping.times.ticks:
        tick.click()
    page.mapping.foot.import_button.click()
    assert "5 rows read: 4 stored, 1 not stored." in words(page)
    tables = page.result.findChildren(type(page.imports.table))
    assert [table.shapes.rowCount() for table in tables] == [1]


def test_cells_that_could_not_be_read_are_told_with_what_stood_there(empty: Bench, tmp_path: Path) -> None:
    page = page_of(empty)
    rows = [{"URN": f"PSS/25/{number}", "Age": age} for number, age in enumerate(("Not known", "Not known", "7", "x"))]
    bring_in(empty, page, write_csv(tmp_path / "ages.csv", [{**row, "Person name": "Ada\x07"} for row in rows]))
    assert "4 rows read: 4 stored, none left out. 7 cells could not be read: see below." in words(page)
    told = "3 cells of “Age” could not be read: “Not known” (2), “x” (1). Each is no whole number, and was left blank."
    assert told in words(page)
    assert "read: not shown (4). Each holds a control character, and was kept with a space for it." in words(page)
    assert "Ada" not in words(page)


def test_times_that_mislead_are_settled_before_anything_is_brought_in(empty: Bench, tmp_path: Path) -> None:
    page = page_of(empty)
    rows = [{"URN": f"PSS/25/{number}", "Search date/time": "10/06/2025"} for number in range(1, 5)]
    give(empty, page, write_csv(tmp_path / "days.csv", rows))
    assert not page.summary.import_button.isEnabled()
    assert QApplication.focusWidget() is page.summary.check_button


def test_the_same_file_again_is_refused_and_offered_as_new_versions(empty: Bench) -> None:
    page = page_of(empty)
    bring_in(empty, page, PRACTICE_EXTRACT)
    bring_in(empty, page, PRACTICE_EXTRACT)
    assert page.question.isVisible()
    assert page.question.what.text().startswith("This file was imported already, on")
    assert "--again" not in page.question.fix.text()
    page.question.buttons[-1].click()
    assert (page.question.isHidden(), page.imports.table.shapes.rowCount()) == (True, 1)
    page.summary.import_button.click()
    page.question.buttons[0].click()
    settle()
    assert page.question.isHidden()
    assert page.imports.table.shapes.rowCount() == 2
    assert "got a new version" in words(page)


def test_a_file_that_holds_every_row_twice_asks_which_it_is(empty: Bench, tmp_path: Path) -> None:
    page = page_of(empty)
    times = [f"14/06/2025 {number:02}:{number * 2:02}" for number in range(5, 17)]
    rows = [{"URN": f"PSS/25/{number}", "Search date/time": time} for number, time in enumerate(times)]
    bring_in(empty, page, write_csv(tmp_path / "twice.csv", rows + rows))
    assert "holds every row twice: 24 rows, 12 different ones" in page.question.what.text()
    assert [each.text() for each in page.question.buttons][:2] == [
        "Take each row once", "All are genuine, take them all",
    ]  # fmt: skip
    page.question.buttons[0].click()
    settle()
    assert "12 rows left out as you said" in words(page)
    assert page.imports.table.shapes.rows[0].stored == 12


def test_a_windows_file_is_offered_as_such(empty: Bench, tmp_path: Path) -> None:
    page = page_of(empty)
    file = write_csv(tmp_path / "old.csv", [{"URN": f"PSS/25/{number}"} for number in range(1, 5)])
    file.write_bytes(file.read_text(encoding="utf-8").replace("PSS/25/1", "Café 1").encode("cp1252"))
    give(empty, page, file)
    assert "not in UTF-8" in page.question.what.text()
    page.question.buttons[0].click()
    settle()
    page.summary.import_button.click()
    assert "4 rows read: 4 stored" in words(page)


def test_a_file_that_is_no_extract_is_one_sentence(empty: Bench, tmp_path: Path) -> None:
    page = page_of(empty)
    (tmp_path / "picture.csv").write_bytes(b"\x89PNG\r\n\x1a\n\x00\x00")
    give(empty, page, tmp_path / "picture.csv")
    assert page.trouble.isVisible()
    assert page.imports.table.shapes.rowCount() == 0
    assert page.browse_button.isEnabled()


def test_stopping_keeps_nothing(empty: Bench) -> None:
    page = page_of(empty)
    empty.tasks.long_started.connect(lambda work: work.cancel())
    bring_in(empty, page, PRACTICE_EXTRACT)
    assert page.trouble.what.text() == "You stopped it."
    assert page.imports.table.shapes.rowCount() == 0
    assert page.summary.import_button.isEnabled()


def test_an_import_is_taken_back_after_a_question(empty: Bench) -> None:
    page = page_of(empty)
    bring_in(empty, page, PRACTICE_EXTRACT)
    page.imports.undo_button.click()
    assert "Take practice-stop-search-2025-06.csv back?" in page.imports.question.what.text()
    page.imports.question.buttons[1].click()
    assert page.imports.table.shapes.rows[0].undone_at == ""
    page.imports.undo_button.click()
    page.imports.question.buttons[0].click()
    settle()
    assert page.imports.table.shapes.rows[0].undone_at
    assert not page.imports.undo_button.isEnabled()
    assert "was taken back" in page.trouble.what.text()


def test_an_import_that_a_list_uses_stays_and_says_why(drawn: tuple[Bench, object]) -> None:
    bench, _story = drawn
    page = page_of(bench)
    page.imports.undo_button.click()
    page.imports.question.buttons[0].click()
    settle()
    assert page.trouble.isVisible()
    assert page.imports.table.shapes.rows[0].undone_at == ""
    assert page.imports.undo_button.isEnabled()


def test_a_file_is_dropped_on_the_page(empty: Bench, tmp_path: Path) -> None:
    page = page_of(empty)
    held = QMimeData()
    held.setUrls([QUrl.fromLocalFile(str(write_workbook(tmp_path / "june.xlsx")))])
    keys = (Qt.DropAction.CopyAction, held, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier)
    entered = QDragEnterEvent(QPoint(200, 200), *keys)
    page.dragEnterEvent(entered)
    assert entered.isAccepted()
    page.dropEvent(QDropEvent(QPoint(200, 200), *keys))
    settle()
    assert page.views.currentWidget() is page.mapping


def test_the_kind_can_be_changed_before_the_import(empty: Bench) -> None:
    page = page_of(empty)
    give(empty, page, PRACTICE_EXTRACT)
    page.summary.source.kind.setCurrentIndex(page.summary.source.kind.findData("s60_search"))
    settle()
    assert page.summary.title.text().endswith("looks like a section 60 search export")
