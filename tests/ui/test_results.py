"""The page of results with the real services: a month, a panel, what is asked for, what nobody may see yet."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QWidget

from app.services.workspace import Workspace
from app.ui.grading.rounds_view import RoundCard
from app.ui.nav import Place
from app.ui.quality.chart import ChartView
from app.ui.results.page import ResultsPage
from tests import panels
from tests.builders import SEED, entries
from tests.coordinated import open_coordinator
from tests.graded_rounds import RAG, graded_month, graded_panel
from tests.ui.kit import Bench, settle
from tests.ui.tabbing import tab_round
from tests.ui.test_accessible import nameless
from tests.ui.test_clipping import clipped, fit, sizes


def page_of(bench: Bench, ws: Workspace | None = None) -> ResultsPage:
    if ws is not None:
        bench.context.desk.put(ws)
    bench.window.go(Place.RESULTS)
    settle()
    page = bench.window.pages[Place.RESULTS]
    assert isinstance(page, ResultsPage)
    return page


def words(widget: QWidget) -> str:
    return "\n".join(each.text() for each in widget.findChildren(QLabel) if each.isVisible())


def test_with_no_round_it_says_what_to_do_and_leads_there(empty: Bench) -> None:
    page = page_of(empty)
    assert page.empty.isVisible()
    assert not page.round.isVisible()
    page.empty.act.click()
    settle()
    assert empty.window.stack.currentWidget() is empty.window.pages[Place.DRAW]


def test_a_month_has_rates_with_exact_limits_and_the_worst_beside(bench: Bench, tmp_path: Path) -> None:
    page = page_of(bench, graded_month(tmp_path))
    assert not page.talk.isVisible()
    assert not page.agreement.isVisible()
    told = words(page.rates)
    assert "Draw D1: Stop and search, 1 to 30 June 2025" in told
    assert "These are the grades that the line manager gave." in told
    assert told.count("These are the grades that the line manager gave.") == 1
    first = page.rates.blocks[0]
    assert "between 14 and 235 of all 304 would (95% confidence)" in words(first)
    assert "Taking the 2 cases left open (1 “cannot tell”, 1 kept back) as failing too: 4 of 8" in words(first)
    chart = first.findChild(ChartView)
    assert chart.accessibleDescription() == (
        "SS1: how many of all. As graded: 14 to 235 of 304; If all left open fail too: 49 to 255 of 304."
    )


def test_a_line_manager_sees_their_grades_beside_a_closed_panel_s(bench: Bench, tmp_path: Path) -> None:
    page = page_of(bench, graded_month(tmp_path))
    assert page.compare.isVisible()
    assert page.compare.other.currentText() == "Search panel, 3 July 2025 (7 cases in both)"
    told = words(page.compare)
    assert "SS1. How strong are the grounds in the record?" in told
    assert "Cases that the line manager and the community gave the same answer: 6 of 7." in told
    assert "Adverse by the line manager's grade and not by the community's: 0. The other way round: 1." in told


def test_a_panel_s_queue_is_shown_when_it_is_asked_for(bench: Bench, tmp_path: Path) -> None:
    ws = graded_panel(tmp_path)
    page = page_of(bench, ws)
    assert not page.talk.blocks
    assert entries(ws)[-1]["event"] != "disagreements_read"
    page.talk.show_button.setFocus()
    QTest.keyClick(page.talk.show_button, Qt.Key.Key_Space)
    settle()
    assert [block.line.number for block in page.talk.blocks] == [8, 2, 4, 3, 5]
    assert "Grades differ on 5 of 8 questions" in page.talk.sentence.text()
    assert "The panel’s view: Green: good" in words(page.talk.blocks[1])
    assert "One grade counts against and another does not." in words(page.talk.blocks[0])
    assert entries(ws)[-1]["event"] == "disagreements_read"
    assert not page.talk.show_button.isVisible()


def test_from_the_queue_to_the_case_in_its_meeting(bench: Bench, tmp_path: Path) -> None:
    page = page_of(bench, graded_panel(tmp_path))
    page.talk.show_button.click()
    settle()
    page.talk.blocks[0].open_button.click()
    settle()
    meetings = bench.window.pages[Place.MEETINGS]
    assert bench.window.stack.currentWidget() is meetings
    assert meetings.views.currentWidget() is meetings.case
    assert "Case 8" in words(meetings.case)


def test_a_long_queue_begins_short_and_shows_the_rest(bench: Bench, tmp_path: Path) -> None:
    ws = open_coordinator(tmp_path / "workspace")
    panels.small_list(ws, tmp_path, 14)
    panels.panel(ws, panels.draw_for_panel(ws, SEED, size=14, reserves=0), 3)
    panels.give(ws, 1, "C8", ["gar"] * 14, RAG)
    page = page_of(bench, ws)
    page.talk.show_button.click()
    settle()
    assert len(page.talk.blocks) == 10
    assert page.talk.more_button.text() == "Show the other 4"
    page.talk.more_button.click()
    settle()
    assert len(page.talk.blocks) == 14
    assert not page.talk.more_button.isVisible()
    assert page.talk.blocks[10].open_button.hasFocus()


def test_agreement_says_the_plain_count_first(bench: Bench, tmp_path: Path) -> None:
    ws = graded_panel(tmp_path)
    panels.see(ws, 1, 5, 6, 7, 8)
    page = page_of(bench, ws)
    told = words(page.agreement)
    assert "Cases that all their graders gave the same answer: 3 of 8." in told
    assert "Allowing for luck: AC1 0.54, alpha 0.41" in told
    assert "Left out, as the panel has not seen how those grades spread: “" in told
    assert "No case has answers from two graders: SS1, SS2, SS7." in told


def test_nothing_is_shown_while_sheets_are_to_come_and_nobody_has_asked(bench: Bench, tmp_path: Path) -> None:
    ws = open_coordinator(tmp_path / "workspace")
    panels.small_list(ws, tmp_path, 2)
    panels.panel(ws, panels.draw_for_panel(ws, SEED, size=2, reserves=0), 3)
    panels.give(ws, 1, "C8", ["gr-", "gr-"], RAG)
    page = page_of(bench, ws)
    assert "Still to come: 2 sheets. Nobody sees how others graded before all are in." in words(page.agreement)
    assert "Nothing of this draw has a grade yet" in words(page.rates)
    assert not [entry for entry in entries(ws) if entry["event"].endswith("refused")]
    page.talk.show_button.click()
    settle()
    assert page.talk.trouble.isVisible()
    assert not page.talk.blocks
    assert entries(ws)[-1]["event"] == "disagreements_refused"


def test_another_round_is_chosen_and_one_is_come_to(bench: Bench, tmp_path: Path) -> None:
    ws = open_coordinator(tmp_path / "workspace")
    panels.small_list(ws, tmp_path, 4)
    for seed in (SEED, SEED[::-1]):
        panels.panel(ws, panels.draw_for_panel(ws, seed, size=4, reserves=0), 3)
    panels.give(ws, 1, "C8", ["gar"] * 4, RAG)
    page = page_of(bench, ws)
    assert page.round.currentData() == 2
    bench.window.go(Place.RESULTS, 1)
    settle()
    assert page.round.currentData() == 1
    page.talk.show_button.click()
    settle()
    assert page.talk.blocks
    page.round.setCurrentIndex(page.round.findData(2))
    settle()
    assert not page.talk.blocks
    assert page.talk.show_button.isVisible()


def test_from_a_graded_round_to_its_results(bench: Bench, tmp_path: Path) -> None:
    bench.context.desk.put(graded_month(tmp_path))
    bench.window.go(Place.GRADING)
    settle()
    grading = bench.window.pages[Place.GRADING]
    (card,) = grading.rounds_view.findChildren(RoundCard)
    card.results_button.click()
    settle()
    page = bench.window.pages[Place.RESULTS]
    assert bench.window.stack.currentWidget() is page
    assert page.round.currentData() == 1


@pytest.mark.parametrize("made", [graded_month, graded_panel], ids=lambda made: made.__name__)
def test_tab_goes_round_and_everything_has_a_name(
    bench: Bench, tmp_path: Path, made: Callable[[Path], Workspace]
) -> None:
    page = page_of(bench, made(tmp_path))
    if page.talk.isVisible():
        page.talk.show_button.click()
        settle()
    assert nameless(bench.window) == []
    stops = tab_round(bench.window)
    wanted = [block.open_button for block in page.talk.blocks]
    assert {id(each) for each in wanted} <= {id(each) for each in stops}
    places = [stops.index(each) for each in wanted]
    assert places == sorted(places), "the queue is gone through from the top"


@sizes
@pytest.mark.parametrize("made", [graded_month, graded_panel], ids=lambda made: made.__name__)
def test_no_word_is_cut(
    bench: Bench, tmp_path: Path, made: Callable[[Path], Workspace], scale: int, width: int, height: int
) -> None:
    page = page_of(bench, made(tmp_path))
    if page.talk.isVisible():
        page.talk.show_button.click()
        settle()
    fit(bench, scale, width, height)
    assert clipped(bench) == []
