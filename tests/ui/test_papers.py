"""The place of papers with the real services: the list, one paper, its copies, and what becomes of it."""

import json
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QWidget

from app.core.shapes.papers import PaperHow, PaperState, PrintSize
from app.services.papers import draw_papers, issued, month_papers
from app.ui.kit.moments import moment
from app.ui.nav import Place
from app.ui.papers.drawing import page_sizes
from app.ui.papers.erasing import Erase
from app.ui.papers.page import PapersPage
from app.ui.papers.paper_table import MADE, WHOM
from app.ui.tasks import Work
from tests.builders import Drawn, entries, open_drawn
from tests.coordinated import open_coordinated, open_coordinator
from tests.people import WORDS, add, signed_in_as
from tests.ui.kit import Bench, settle
from tests.ui.tabbing import tab_round
from tests.ui.test_accessible import nameless
from tests.ui.test_clipping import clipped, fit

Key = Qt.Key
DUNMORE = "Inspector A. Dunmore"


@pytest.fixture
def story(bench: Bench, tmp_path: Path) -> Drawn:
    """A coordinator's window on a draw with a certificate and two copies of its pack, one of them for somebody."""
    made = open_coordinated(tmp_path / "workspace")
    how = PaperHow(size=PrintSize.LARGE, copies=2, recipients=(DUNMORE,))
    draw_papers.write_pack(made.ws, draw_id=1, file=tmp_path / "pack.pdf", how=how)
    made.clock.advance(minutes=5)
    draw_papers.write_certificate(made.ws, draw_id=1, file=tmp_path / "certificate.pdf")
    bench.context.desk.put(made.ws)
    settle()
    return made


def page_of(bench: Bench) -> PapersPage:
    bench.window.go(Place.PAPERS)
    settle()
    page = bench.window.pages[Place.PAPERS]
    assert isinstance(page, PapersPage)
    return page


def opened(bench: Bench, paper_id: int = 1) -> PapersPage:
    page = page_of(bench)
    page.list.table.choose(paper_id)
    page.list.open_button.click()
    settle()
    assert page.views.currentWidget() is page.one
    return page


def numbers(page: PapersPage) -> list[str]:
    return [one.name for one in page.list.table.shapes.rows]


def events(story: Drawn) -> list[str]:
    return [entry["event"] for entry in entries(story.ws)]


def test_all_that_is_out_is_listed_the_newest_first(bench: Bench, story: Drawn) -> None:
    page = page_of(bench)
    assert page.list.count_line.text() == "3 of 3 papers still out"
    assert numbers(page) == ["P3", "P2", "P1"]
    model = page.list.table.shapes
    line = [model.data(model.index(2, column)) for column in range(model.columnCount())]
    assert line == ["P1", "D1 pack, copy 1", DUNMORE, moment("2025-07-01T09:00:00Z"), "Out"]
    assert "paper_opened" not in events(story)


def test_it_is_sorted_by_heading_or_from_the_list_of_orders(bench: Bench, story: Drawn) -> None:
    page = page_of(bench)
    page.list.order.setCurrentIndex(page.list.order.findText("Oldest first"))
    assert numbers(page) == ["P1", "P2", "P3"]
    assert page.list.table.chosen == 3, "the paper that was marked stays so"
    page.list.table.sortByColumn(WHOM, Qt.SortOrder.AscendingOrder)
    assert numbers(page)[0] == "P1"
    page.list.table.sortByColumn(MADE, Qt.SortOrder.DescendingOrder)
    assert numbers(page) == ["P3", "P2", "P1"]
    assert story.ws.practice


def test_a_paper_is_looked_at_by_keyboard_and_that_is_logged(bench: Bench, story: Drawn, tmp_path: Path) -> None:
    page = page_of(bench)
    before = sorted(tmp_path.rglob("*.pdf"))
    page.list.table.setFocus()
    QTest.keyClick(page.list.table, Key.Key_Down)
    QTest.keyClick(page.list.table, Key.Key_Down)
    QTest.keyClick(page.list.table, Key.Key_Return)
    settle()
    assert page.views.currentWidget() is page.one
    assert page.one.title.text() == "D1 pack, copy 1"
    assert page.one.preview.pages > 10
    assert page.one.preview.view.sheet.drawn
    assert QApplication.focusWidget() is page.one.preview.view
    QTest.keyClick(page.one.preview.view, Key.Key_End)
    assert page.one.preview.number == page.one.preview.pages
    assert events(story).count("paper_opened") == 1
    assert DUNMORE not in json.dumps(entries(story.ws))
    assert sorted(tmp_path.rglob("*.pdf")) == before, "looking writes nothing"


def test_a_copy_is_saved_as_it_was_issued(bench: Bench, story: Drawn, tmp_path: Path) -> None:
    page = opened(bench, 3)
    bench.ask.answers = [tmp_path / "again.pdf"]
    page.one.save_button.click()
    settle()
    assert (tmp_path / "again.pdf").read_bytes() == (tmp_path / "certificate.pdf").read_bytes()
    assert page.one.trouble.what.text() == "The copy is written."
    assert events(story)[-1] == "paper_saved"


def test_a_copy_is_printed_and_its_handling_stands_there_before(bench: Bench, story: Drawn, tmp_path: Path) -> None:
    page = opened(bench, 3)
    assert "Before you save or print it: OFFICIAL" in shown_in(page.one)
    bench.ask.answers = [tmp_path / "sheets.pdf"]
    page.one.print_button.click()
    settle()
    assert bench.ask.asked == ["D1 certificate, copy 1"]
    assert len(page_sizes((tmp_path / "sheets.pdf").read_bytes())) == page.one.preview.pages
    assert page.one.trouble.what.text().startswith("Sent to the printer")
    assert "paper_printed" in events(story)
    bench.context.tasks.long_started.connect(Work.cancel)
    bench.ask.answers = [tmp_path / "stopped.pdf"]
    page.one.print_button.click()
    settle()
    assert page.one.trouble.fix.text() == "What was sent to the printer already may still come out of it."
    assert page.one.print_button.isEnabled()


def shown_in(widget: QWidget) -> str:
    return " ".join(each.text() for each in widget.findChildren(QLabel))


def test_a_file_is_told_to_be_ours_or_not(bench: Bench, story: Drawn, tmp_path: Path) -> None:
    page = page_of(bench)
    bench.ask.answers = [tmp_path / "certificate.pdf"]
    page.list.check_button.click()
    settle()
    assert page.list.answer.property("bar") == "good"
    page.list.found_button.click()
    settle()
    assert page.one.title.text() == "D1 certificate, copy 1"
    (tmp_path / "other.pdf").write_bytes(b"none of ours")
    drop(page, tmp_path / "other.pdf")
    assert page.views.currentWidget() is page.list
    assert page.list.answer.property("bar") == "warn"
    assert not page.list.found_button.isVisible()
    drop(page, tmp_path / "gone.pdf")
    assert page.list.answer.property("bar") == "bad"
    assert story.ws.practice


def drop(page: PapersPage, file: Path) -> None:
    """Drop a file on the page, as the mouse does."""
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(file))])
    left, none = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    QApplication.sendEvent(page, QDragEnterEvent(QPoint(9, 9), Qt.DropAction.CopyAction, data, left, none))
    QApplication.sendEvent(page, QDropEvent(QPointF(9, 9), Qt.DropAction.CopyAction, data, left, none))
    settle()


def test_a_recall_asks_why_and_the_copy_stays_out(bench: Bench, story: Drawn) -> None:
    page = opened(bench)
    page.one.step_buttons[PaperState.RECALLED].click()
    form = page.one.form
    assert QApplication.focusWidget() is form.note
    form.do_button.click()
    assert form.trouble.isVisible()
    QTest.keyClicks(form.note, "A name can be read on page 3")
    QTest.keyClick(form.note, Key.Key_Return)
    settle()
    (paper,) = [one for one in issued.list_papers(story.ws) if one.paper_id == 1]
    assert (paper.state, paper.still_out) == (PaperState.RECALLED, True)
    assert paper.steps[0].note == "A name can be read on page 3"
    assert page.one.state.text().startswith("Recalled")
    assert not form.isVisible()
    assert not page.one.step_buttons[PaperState.RECALLED].isVisible()
    assert page.list.count_line.text() == "3 of 3 papers still out"


def test_what_came_back_or_was_destroyed_is_out_no_more(bench: Bench, story: Drawn) -> None:
    page = opened(bench)
    page.one.step_buttons[PaperState.DESTROYED].click()
    page.one.form.do_button.click()
    settle()
    page.one.back_button.click()
    settle()
    assert QApplication.focusWidget() is page.list.table
    assert page.list.count_line.text() == "2 of 3 papers still out"
    assert numbers(page) == ["P3", "P2"]
    page.list.which.setCurrentIndex(1)
    assert numbers(page) == ["P3", "P2", "P1"]
    assert story.ws.practice


def test_for_whom_a_copy_is_and_what_it_says_are_erased_after_a_second_look(bench: Bench, story: Drawn) -> None:
    page = opened(bench)
    names, words = page.one.erase_buttons[Erase.NAMES], page.one.erase_buttons[Erase.WORDS]
    names.click()
    assert page.one.sure.title.text() == "Erase for whom D1 pack, copy 1 is?"
    assert QApplication.focusWidget() is page.one.sure.back_button, "a key pressed twice erases nothing"
    QTest.keyClick(page.one.sure.back_button, Key.Key_Space)
    settle()
    assert not page.one.sure.isVisible()
    assert issued.list_papers(story.ws)[0].recipient == DUNMORE
    names.click()
    page.one.sure.go_button.click()
    settle()
    assert issued.list_papers(story.ws)[0].recipient == ""
    assert DUNMORE not in shown_in(page.one)
    assert not names.isVisible(), "nobody is named any more"
    assert page.one.save_button.isVisible()
    words.click()
    assert "every copy that was made in one go" in page.one.sure.sentence.text()
    page.one.sure.go_button.click()
    settle()
    assert [one.erased for one in issued.list_papers(story.ws)] == [True, True, False]
    assert (page.one.preview.pages, page.one.preview.isVisible()) == (0, False)
    assert not any(each.isVisible() for each in (words, page.one.save_button, page.one.print_button))
    assert "Before you save or print it" not in shown_in(page.one)
    assert page.one.trouble.what.text().startswith("What it said is erased")
    assert events(story)[-2:] == ["paper_names_erased", "paper_erased"]


def test_who_does_not_look_after_the_people_is_offered_no_erasing(bench: Bench, story: Drawn) -> None:
    add(story.ws, "Cheryl Chair", "chair", WORDS)
    bench.context.desk.put(signed_in_as(story.ws, WORDS))
    settle()
    page = opened(bench, 3)
    assert page.one.save_button.isVisible()
    assert not any(each.isVisible() for each in page.one.erase_buttons.values())


def test_a_coordinator_says_what_became_of_a_paper_that_they_cannot_look_at(bench: Bench, tmp_path: Path) -> None:
    made = open_drawn(tmp_path / "months").ws
    month_papers.write_month(made, round_id=1, file=tmp_path / "month.pdf")
    add(made, "Cora Coordinator", "coordinator", WORDS)
    ws = signed_in_as(made, WORDS)
    bench.context.desk.put(ws)
    settle()
    page = opened(bench)
    assert "You may see that it was issued, and not what it says" in shown_in(page.one)
    assert not any(each.isVisible() for each in (page.one.save_button, page.one.print_button, page.one.preview))
    page.one.step_buttons[PaperState.DESTROYED].click()
    page.one.form.do_button.click()
    settle()
    assert issued.list_papers(ws)[0].state is PaperState.DESTROYED
    assert "paper_opened" not in [entry["event"] for entry in entries(ws)]


def test_with_no_paper_it_says_where_they_are_made(bench: Bench, tmp_path: Path) -> None:
    bench.context.desk.put(open_coordinator(tmp_path / "workspace"))
    settle()
    page = page_of(bench)
    assert page.list.empty.isVisible()
    page.list.empty.act.click()
    settle()
    assert bench.window.stack.currentWidget() is bench.window.pages[Place.DRAW]


def test_another_workspace_shows_nothing_of_this_one(bench: Bench, story: Drawn, tmp_path: Path) -> None:
    page = opened(bench)
    bench.context.desk.put(open_coordinator(tmp_path / "other"))
    settle()
    assert page.one.preview.pages == 0
    assert page.views.currentWidget() is page.list
    assert story.ws.practice
    story.ws.close()


@pytest.mark.parametrize(
    ("scale", "width", "height"),
    [(100, 1360, 820), (100, 960, 540), (200, 1360, 820), (200, 960, 540)],
    ids=lambda value: str(value),
)
def test_no_word_is_cut_and_every_part_has_a_name(
    bench: Bench, story: Drawn, scale: int, width: int, height: int
) -> None:
    page = page_of(bench)
    fit(bench, scale, width, height)
    assert clipped(bench) == []
    page = opened(bench)
    for each in (page.one.step_buttons[PaperState.RECALLED], page.one.erase_buttons[Erase.WORDS]):
        each.click()
        fit(bench, scale, width, height)
        assert clipped(bench) == []
    assert nameless(bench.window) == []
    assert (bench.window.width(), bench.window.height()) == (width, height)
    assert page.one.preview.view in tab_round(bench.window)
    assert story.ws.practice
