"""The practice case for a newcomer: offered once at a seat, tried with the real keys, and nothing of it is kept."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from app.core.shapes.sheets import SheetState
from app.ui.grading.page import GradingPage
from app.ui.nav import Place
from tests.builders import Drawn, entries, head, reopen
from tests.journeys.looking import counts
from tests.ui.kit import Bench, press, settle

Key = Qt.Key


@pytest.fixture
def grading(drawn: tuple[Bench, Drawn]) -> tuple[Bench, GradingPage]:
    bench, _story = drawn
    bench.window.go(Place.GRADING)
    settle()
    page = bench.window.pages[Place.GRADING]
    assert isinstance(page, GradingPage)
    return bench, page


def step(page: GradingPage) -> str:
    return page.practice_bar.words.text()


def test_a_newcomer_tries_everything_in_a_dozen_keys_and_nothing_is_kept(grading: tuple[Bench, GradingPage]) -> None:
    bench, page = grading
    ws, bar = bench.context.desk.workspace, page.practice_bar
    real = page.sitting.sheet
    assert real is not None
    assert bar.isVisible() and bar.try_button.isVisible(), "it is offered"
    before = (counts(ws), head(ws))
    bar.try_button.click()
    settle()
    assert page.record.reference.text() == bar.name.text() == "PRACTICE CASE"
    assert page.foot.saved.text() == "Nothing is kept"
    assert step(page).startswith("1 of 6: Press 1, 2 or 3")
    press(bench.window, "1")
    assert step(page).startswith("2 of 6: Press U")
    press(bench.window, "U")
    assert step(page).startswith("3 of 6: Press W")
    press(bench.window, "W", "A", "1")
    assert step(page).startswith("4 of 6: Press T")
    press(bench.window, Key.Key_T)
    QTest.keyClicks(page.panel.views["Q2"].aside.writing, "seen")  # type: ignore[union-attr]
    press(bench.window, Key.Key_Escape, "1", "1")
    assert step(page).startswith("5 of 6: Answer what is left")
    assert "locked himself out" not in str(page.sitting.sheet)
    press(bench.window, Key.Key_Return)
    assert step(page).startswith("6 of 6")
    assert "locked himself out" in str(page.sitting.sheet)
    press(bench.window, "1", Key.Key_Return)
    assert page.sitting.sheet is not None
    assert page.sitting.sheet.state is SheetState.DONE
    assert (counts(ws), head(ws)) == before, "nothing of it came to the workspace"
    assert bar.leave_button.hasFocus()
    assert bar.leave_button.text() == "Begin grading"
    press(bench.window, Key.Key_Return)
    assert not bar.isVisible()
    assert page.sitting.sheet == real
    press(bench.window, "2")
    assert page.foot.saved.text().startswith("Saved ")
    assert entries(ws)[-1]["event"] == "answer_saved"


def test_it_is_offered_once_at_a_seat_and_the_keys_card_has_it_again(grading: tuple[Bench, GradingPage]) -> None:
    bench, page = grading
    folder = bench.context.desk.workspace.folder
    page.practice_bar.decline_button.click()
    assert not page.practice_bar.isVisible()
    workspace = bench.context.desk.take()
    assert workspace is not None
    workspace.close()
    bench.context.desk.put(reopen(folder))
    bench.window.go(Place.GRADING)
    settle()
    assert not page.practice_bar.isVisible()
    press(bench.window, "?")
    page.side.more.practice_button.click()
    settle()
    assert page.side.shows_questions
    assert page.practice_bar.name.text() == "PRACTICE CASE"
    page.practice_bar.leave_button.click()
    settle()
    assert page.title.text() != "Practice case"


def test_somebody_who_has_begun_is_not_asked(grading: tuple[Bench, GradingPage]) -> None:
    bench, page = grading
    press(bench.window, "2")
    assert not page.practice_bar.isVisible()


def test_what_only_a_workspace_keeps_is_refused_in_a_sentence(grading: tuple[Bench, GradingPage]) -> None:
    bench, page = grading
    page.practice_bar.try_button.click()
    settle()
    before = head(bench.context.desk.workspace)
    for act in (page.side.pass_case, lambda: page.side.more.single_keys_wanted.emit(False),
                lambda: page.side.concern.told.emit("crime", "Words.")):  # fmt: skip
        bench.context.messages.clear()
        act()
        settle()
        assert bench.window.message_bar.what.text() == "This is the practice case: nothing of it is kept."
    assert head(bench.context.desk.workspace) == before


def test_a_round_opened_by_hand_ends_it(grading: tuple[Bench, GradingPage]) -> None:
    bench, page = grading
    page.practice_bar.try_button.click()
    settle()
    bench.window.go(Place.GRADING, 1)
    settle()
    assert not page.practice_bar.isVisible()
    assert page.sitting.queue is not None
    assert page.sitting.queue.round_id == 1
