"""My month in the real window: what each step shows, and what one press does, from the extracts to the end."""

from datetime import date

import pytest
from PySide6.QtCore import QDate, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QPushButton, QWidget

from app.core.shapes.actions import NewAction
from app.core.shapes.months import StepState
from app.services.grading import actions, feedback, month_views, rounds
from app.services.workspace import Workspace
from app.ui.grading.page import GradingPage
from app.ui.month.page import MonthPage
from app.ui.month.step_view import STATE_WORDS
from app.ui.nav import Place
from tests.builders import Drawn
from tests.services.grading.test_month_views import draw, grade_all, stock, stock_force, view_of
from tests.ui.kit import Bench, settle


def page_of(bench: Bench) -> MonthPage:
    bench.window.go(Place.MONTH)
    settle()
    page = bench.window.pages[Place.MONTH]
    assert isinstance(page, MonthPage)
    return page


def again(page: MonthPage) -> None:
    """Somebody did something elsewhere."""
    page.refresh()
    settle()


def shown(widget: QWidget) -> str:
    return "\n".join(each.text() for each in widget.findChildren(QLabel) if each.isVisible())


def states(page: MonthPage) -> str:
    return " ".join(step.state.text() for step in page.steps.values())


def push(widget: QAbstractButton | None) -> None:
    """By the keyboard: it has the focus and Space is pressed."""
    assert widget is not None and widget.isVisible()
    widget.setFocus()
    QTest.keyClick(widget, Qt.Key.Key_Space)
    settle()


@pytest.fixture
def stocked(empty: Bench) -> tuple[Bench, Workspace]:
    """The extracts of June are here; nothing is drawn."""
    ws = empty.context.desk.workspace
    stock(ws)
    return empty, ws


@pytest.fixture
def month(stocked: tuple[Bench, Workspace]) -> tuple[Bench, Workspace, MonthPage]:
    """Eight cases of one sergeant are drawn, five searches and three uses of force."""
    bench, ws = stocked
    draw(ws)
    return bench, ws, page_of(bench)


def test_an_empty_workspace_says_which_extracts_are_missing_and_leads_there(empty: Bench) -> None:
    page = page_of(empty)
    assert page.title.text() == "My month: June 2025"
    assert "Due 14 July 2025, in 13 days" in shown(page.due)
    assert "Nothing of June 2025 yet: Stop and search, Use of force." in shown(page)
    assert states(page) == "Now Later Later Later Later Later"
    assert not page.steps["draw"].fold_button.isVisible()
    push(page.kinds.import_button)
    assert empty.window.stack.currentWidget() is empty.window.pages[Place.RECORDS]


def test_one_kind_is_enough_to_draw_and_the_other_is_named(empty: Bench) -> None:
    ws = empty.context.desk.workspace
    stock_force(ws)
    page = page_of(empty)
    page.draw.count()
    assert "Nothing of June 2025 yet: Stop and search." in shown(page)
    assert page.steps["draw"].fold_button.isVisible()
    push(page.steps["draw"].fold_button)
    assert page.draw.draw_button.isEnabled()


def test_one_press_seals_draws_and_opens_the_round(stocked: tuple[Bench, Workspace]) -> None:
    bench, ws = stocked
    page = page_of(bench)
    assert states(page) == "Done Now Later Later Later Later"
    page.draw.depart_part.open()
    page.draw.sizes["stop_search"].setValue(1)
    page.draw.count()
    settle()
    assert "9 of 304 cases" in shown(page.draw)
    assert "Departs from the plan" in shown(page.draw)
    push(page.draw.draw_button)
    assert bench.window.stack.currentWidget() is page, "the job stays in one place"
    assert states(page) == "Done Done Now Later Later Later"
    assert rounds.read_round(ws, 1).due == "2025-07-14"
    assert not page.draw.isVisible()


def test_the_case_whose_video_ends_first_is_on_top_and_opens(month: tuple[Bench, Workspace, MonthPage]) -> None:
    bench, ws, page = month
    queue = rounds.read_queue(ws, round_id=1)
    first = queue.items[0]
    lines = [each for each in page.cases.findChildren(QPushButton) if each.objectName().startswith("grade:")]
    assert [each.objectName() for each in lines] == [f"grade:{item.number}" for item in queue.items]
    assert first.video_told in lines[0].accessibleName()
    assert first.video_told.capitalize() in shown(page.cases)
    push(lines[2])
    grading = bench.window.pages[Place.GRADING]
    assert isinstance(grading, GradingPage)
    assert grading.sitting.sheet is not None
    assert grading.sitting.sheet.number == queue.items[2].number
    bench.window.go(Place.MONTH)
    push(page.cases.go_button)
    assert grading.sitting.sheet.number == first.number


def test_feedback_goes_from_case_to_case_by_keyboard(month: tuple[Bench, Workspace, MonthPage]) -> None:
    _bench, ws, page = month
    grade_all(ws, 1)
    again(page)
    assert states(page) == "Done Done Done Now Later Later"
    numbers = [line.number for line in view_of(ws).to_tell]
    push(page.feedback_lines.findChild(QPushButton, f"feedback:{numbers[0]}"))
    assert "What was good" in page.feedback.text.toPlainText()
    assert QApplication.focusWidget() is page.feedback.text
    push(page.feedback.keep_button)
    assert QApplication.focusWidget() is page.feedback_lines.findChild(QPushButton, f"feedback:{numbers[1]}")
    for number in numbers[1:]:
        push(page.feedback_lines.findChild(QPushButton, f"feedback:{number}"))
        push(page.feedback.skip_button)
    assert "1 written, 7 not needed." in shown(page)
    assert states(page) == "Done Done Done Done Done Now"
    assert QApplication.focusWidget() is page.close_box.close_button
    assert feedback.read_feedback(ws, round_id=1, case_number=numbers[0]).kept


def test_closing_over_ungraded_cases_says_so_and_asks_once_more(month: tuple[Bench, Workspace, MonthPage]) -> None:
    _bench, ws, page = month
    grade_all(ws, 1, most=5)
    again(page)
    push(page.steps["close"].fold_button)
    assert not page.close_box.anyway_button.isVisible()
    push(page.close_box.close_button)
    assert "3 cases are not graded yet, so this month is not done." in shown(page.close_box)
    assert not rounds.read_round(ws, 1).closed_at
    assert page.close_box.anyway_button.text() == "Close it with 3 not graded"
    push(page.close_box.anyway_button)
    assert rounds.read_round(ws, 1).closed_unfinished == 3
    assert "Closed with 3 cases not graded." in shown(page)


def test_a_month_that_is_all_done_closes_with_one_press(month: tuple[Bench, Workspace, MonthPage]) -> None:
    _bench, ws, page = month
    grade_all(ws, 1)
    for line in view_of(ws).to_tell:
        feedback.skip_feedback(ws, round_id=1, case_number=line.number)
    again(page)
    push(page.close_box.close_button)
    assert states(page) == "Done Done Done Done Done Done"
    assert not page.close_box.close_button.isVisible()


def test_an_action_is_added_here_and_carried_to_the_next_month(month: tuple[Bench, Workspace, MonthPage]) -> None:
    _bench, ws, page = month
    grade_all(ws, 1)
    again(page)
    push(page.steps["actions"].fold_button)
    push(page.to_do.adding.button)
    card = page.to_do.add_card
    assert card.due.date() == QDate(2025, 7, 29), "four weeks from the workspace's day, not the computer's"
    card.case.setText("2")
    card.task.setPlainText("Show how grounds are written.")
    card.owner.setText("PS Hale")
    push(card.add_button)
    assert "A1  Show how grounds are written." in shown(page.to_do)
    month_views.close_month(ws, round_id=1)
    page._chosen = ("sergeants", "2025-07", None)
    again(page)
    assert "1 carried from earlier rounds." in shown(page)
    page.steps["actions"].open()
    settle()
    assert "Carried from R1" in shown(page.to_do)


def test_another_due_day_is_set_with_keys(month: tuple[Bench, Workspace, MonthPage]) -> None:
    _bench, ws, page = month
    push(page.due.other_button)
    assert page.due.day.date() == QDate(2025, 7, 14)
    page.due.day.setDate(QDate(2025, 6, 2))
    push(page.due.set_button)
    assert "2 June 2025 is past" in shown(page.due)
    page.due.day.setDate(QDate(2025, 7, 31))
    push(page.due.set_button)
    assert "Due 31 July 2025, in 30 days" in shown(page.due)
    assert rounds.read_round(ws, 1).due == "2025-07-31"


def test_overdue_is_said_in_words_and_with_a_sign(drawn: tuple[Bench, Drawn]) -> None:
    bench, story = drawn
    stock_force(story.ws)
    draw(story.ws)
    story.clock.advance(days=15)
    page = page_of(bench)
    assert "Overdue by 2 days" in shown(page.due)


def test_past_months_are_listed_and_shown_again(month: tuple[Bench, Workspace, MonthPage]) -> None:
    _bench, ws, page = month
    assert not page.past.isVisible()
    month_views.close_month(ws, round_id=1, unfinished=True)
    page._chosen = ("sergeants", "2025-07", None)
    again(page)
    assert "closed with 8 cases not graded" in shown(page.past)
    push(page.past.findChild(QPushButton, "month:1"))
    assert page.title.text() == "My month: June 2025"
    assert "Closed with 8 cases not graded." in shown(page)


def test_a_step_says_how_it_stands_by_its_name(month: tuple[Bench, Workspace, MonthPage]) -> None:
    _bench, _ws, page = month
    assert page.steps["grade"].accessibleName() == "Grade the cases: Now"
    assert set(STATE_WORDS) == set(StepState)
    nameless = [one for one in page.findChildren(QAbstractButton) if one.isVisible() and not one.accessibleName()]
    assert not nameless


def test_another_workspace_shows_nothing_of_the_one_before(month: tuple[Bench, Workspace, MonthPage]) -> None:
    _bench, ws, page = month
    grade_all(ws, 1, most=1)
    new = NewAction(round_id=1, rung="advice", due=date(2025, 7, 20), task="Show how.", owner="PS Hale")
    actions.add_action(ws, new)
    again(page)
    page._tell(view_of(ws).to_tell[0].number)
    settle()
    page.reset()
    assert page.feedback.text.toPlainText() == ""
    assert not page.feedback.isVisible()


def test_a_month_that_is_closed_stays_in_view(month: tuple[Bench, Workspace, MonthPage]) -> None:
    bench, ws, page = month
    month_views.close_month(ws, round_id=1, unfinished=True)
    again(page)
    assert page.title.text() == "My month: June 2025"
    assert month_views.month_choices(ws).rounds[0].closed_at
    bench.window.go(Place.HOME)
    assert page_of(bench).title.text() == "My month: June 2025"


def test_extracts_that_come_later_can_be_drawn_from_at_once(empty: Bench) -> None:
    page = page_of(empty)
    stock(empty.context.desk.workspace)
    again(page)
    page.draw.count()
    settle()
    assert page.draw.draw_button.isEnabled()
    assert "45 of 304 cases" in shown(page.draw)


def test_the_next_month_begins_with_the_same_team(month: tuple[Bench, Workspace, MonthPage]) -> None:
    _bench, _ws, page = month
    page._chosen = ("sergeants", "2025-05", None)
    again(page)
    assert page.draw.filters.chosen == (("supervisor_id", "2124"),)
    assert page.draw.depart_part.button.isChecked()
    page._chosen = ("always", "2025-06", None)
    again(page)
    assert page.draw.filters.chosen == ()


def test_a_team_without_a_record_is_never_another_one(stocked: tuple[Bench, Workspace]) -> None:
    bench, _ws = stocked
    page = page_of(bench)
    page.draw.filters.begin_with((("supervisor_id", "9999"), ("no_such_facet", "x")))
    settle()
    assert page.draw.filters.chosen == (("supervisor_id", "9999"),)
    page.draw.count()
    settle()
    assert not page.draw.draw_button.isEnabled()
