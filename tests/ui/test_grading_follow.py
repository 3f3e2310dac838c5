"""What a line manager's month adds to the grading screen: days of video in the queue, and what follows from a case."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from app.services.grading import feedback, rounds
from app.ui.actions.page import ActionsPage
from app.ui.grading.page import GradingPage
from app.ui.nav import Place
from app.ui.wanted import CaseToGrade
from tests.builders import Drawn
from tests.services.grading.test_month_views import draw, stock_force
from tests.ui.kit import Bench, press, settle
from tests.ui.test_grading import grading, sheet_of
from tests.ui.test_grading_side import finish

__all__ = ["grading"]

Key = Qt.Key


def actions_of(bench: Bench) -> ActionsPage:
    page = bench.window.pages[Place.ACTIONS]
    assert isinstance(page, ActionsPage)
    assert bench.window.stack.currentWidget() is page
    return page


def said_of(page: GradingPage, row: int) -> str:
    return str(page.queue.list.item(row).data(Qt.ItemDataRole.AccessibleTextRole))


def test_the_queue_of_a_month_begins_with_the_video_that_ends_first(drawn: tuple[Bench, Drawn]) -> None:
    bench, story = drawn
    stock_force(story.ws)
    round_id = draw(story.ws)
    queue = rounds.read_queue(story.ws, round_id=round_id)
    bench.window.go(Place.GRADING, round_id)
    settle()
    page = bench.window.pages[Place.GRADING]
    assert isinstance(page, GradingPage)
    assert page.queue.order_line.text() == "Video that ends first is on top"
    assert page.queue.order_line.isVisible()
    for row, item in enumerate(queue.items):
        assert said_of(page, row).startswith(f"Case {item.number}, ")
        assert item.video_told in said_of(page, row)
    assert sheet_of(page).number == queue.items[0].number
    press(bench.window, "N")
    assert sheet_of(page).number == queue.items[1].number
    finish(bench, page)
    assert not [line for line in below(page, 1) if line.startswith("Video")], "it was graded"
    press(bench.window, Key.Key_Return)
    assert sheet_of(page).number == queue.items[2].number


def below(page: GradingPage, row: int) -> list[str]:
    from app.ui.grading.queue_list import below_of

    return below_of(page.queue.list.item(row).data(Qt.ItemDataRole.UserRole))


def test_a_case_wanted_from_elsewhere_opens(grading: tuple[Bench, GradingPage]) -> None:
    bench, page = grading
    assert page.sitting.queue is not None
    wanted = page.sitting.queue.items[4]
    bench.window.go(Place.HOME)
    bench.window.go(Place.GRADING, CaseToGrade(round_id=1, case_id=wanted.case_id))
    settle()
    assert sheet_of(page).number == wanted.number


def test_f_leads_from_a_finished_case_to_its_feedback_and_back(grading: tuple[Bench, GradingPage]) -> None:
    bench, page = grading
    press(bench.window, "F")
    assert bench.window.stack.currentWidget() is page, "it is not finished"
    assert not page.panel.after.isVisible()
    finish(bench, page)
    assert page.panel.after.feedback_button.isVisible()
    press(bench.window, "F")
    actions = actions_of(bench)
    assert actions.feedback.isVisible()
    assert "What was good" in actions.feedback.text.toPlainText()
    press(bench.window, "N", "1")
    assert sheet_of(page).number == 1, "keys of the grading screen are dead here"
    actions.feedback.keep_button.click()
    settle()
    assert feedback.read_feedback(bench.context.desk.workspace, round_id=1, case_number=1).kept
    assert actions.return_button.text() == "Back to grading"
    assert QApplication.focusWidget() is actions.return_button
    QTest.keyClick(actions.return_button, Key.Key_Space)
    settle()
    assert bench.window.stack.currentWidget() is page
    press(bench.window, Key.Key_Return)
    assert sheet_of(page).number == 2


def test_a_leads_to_an_action_with_the_case_filled_in(grading: tuple[Bench, GradingPage]) -> None:
    bench, page = grading
    press(bench.window, "N")
    finish(bench, page)
    press(bench.window, "A")
    card = actions_of(bench).add_card
    assert card.isVisible()
    assert (card.round.currentData(), card.case.text()) == (1, "2")
    assert card.due.date().toPython().isoformat() == "2025-07-29", "four weeks on by the workspace's clock"
    bench.window.go(Place.HOME)
    bench.window.go(Place.ACTIONS)
    settle()
    assert not actions_of(bench).return_button.isVisible()


def test_letters_still_tick_reasons_before_a_case_is_finished(grading: tuple[Bench, GradingPage]) -> None:
    bench, page = grading
    press(bench.window, "2", "W", "A")
    ticked = [question.ticked for question in page.sitting.questions if question.ticked]
    assert len(ticked) == 1
    assert bench.window.stack.currentWidget() is page
