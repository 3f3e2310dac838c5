"""My month with everything unfolded, and a finished case: no word cut, no control without a name, no key trapped."""

from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QPushButton

from app.services.grading import month_views
from app.ui.grading.page import GradingPage
from app.ui.month.page import MonthPage
from app.ui.nav import Place
from tests.builders import Drawn, grade, open_case
from tests.services.grading.test_actions import add
from tests.services.grading.test_month_views import draw, grade_all, stock, stock_force, view_of
from tests.ui.kit import Bench, settle
from tests.ui.tabbing import tab_round
from tests.ui.test_accessible import nameless
from tests.ui.test_clipping import clipped, fit, sizes


def unfolded(bench: Bench, *, graded: int) -> MonthPage:
    """A month that is drawn twice and partly graded, feedback on a case open, an action carried, all steps open."""
    ws = bench.context.desk.workspace
    stock(ws)
    round_id = draw(ws)
    add(ws, round_id=round_id, case_number=2)
    month_views.close_month(ws, round_id=round_id, unfinished=True)
    grade_all(ws, draw(ws), most=graded)
    bench.window.go(Place.MONTH)
    settle()
    page = bench.window.pages[Place.MONTH]
    assert isinstance(page, MonthPage)
    for name in ("bring_in", "grade", "feedback", "actions", "close"):
        page.steps[name].open()
    page.to_do.adding.open()
    page._tell(view_of(ws).feedback[0].number)
    page.close_box.close_button.click()
    page.due.other_button.click()
    settle()
    return page


@sizes
def test_no_word_of_a_month_is_cut(empty: Bench, scale: int, width: int, height: int) -> None:
    unfolded(empty, graded=2)
    fit(empty, scale, width, height)
    assert clipped(empty) == []
    assert (empty.window.width(), empty.window.height()) == (width, height)


@sizes
def test_no_word_of_a_month_before_its_draw_is_cut(empty: Bench, scale: int, width: int, height: int) -> None:
    stock_force(empty.context.desk.workspace)
    empty.window.go(Place.MONTH)
    settle()
    page = empty.window.pages[Place.MONTH]
    assert isinstance(page, MonthPage)
    page.steps["draw"].open()
    page.draw.depart_part.open()
    page.draw.filters.add_button.click()
    page.draw.count()
    fit(empty, scale, width, height)
    assert clipped(empty) == []


def test_every_control_of_a_month_has_a_name_and_is_reached_by_tab(empty: Bench) -> None:
    page = unfolded(empty, graded=2)
    assert nameless(empty.window) == []
    page.plan.setFocus()
    reached = {id(each) for each in tab_round(empty.window)}
    wanted = [each for each in page.findChildren(QPushButton) if each.isVisible() and each.isEnabled()]
    assert len(wanted) > 15
    assert [each.accessibleName() for each in wanted if id(each) not in reached] == []


def test_a_month_is_read_out_step_by_step(empty: Bench) -> None:
    page = unfolded(empty, graded=2)
    node = QAccessible.queryAccessibleInterface(page.steps["grade"].fold_button)
    assert node is not None
    assert node.text(QAccessible.Text.Name) == "Fold: Grade the cases"
    assert node.state().checked, "unfolded"


@sizes
def test_no_word_of_a_finished_case_is_cut(drawn: tuple[Bench, Drawn], scale: int, width: int, height: int) -> None:
    bench, story = drawn
    case = grade(story.ws, open_case(story))
    bench.window.go(Place.GRADING)
    settle()
    page = bench.window.pages[Place.GRADING]
    assert isinstance(page, GradingPage)
    page.sitting.open_case(case.case_id)
    settle()
    assert page.panel.after.isVisible()
    fit(bench, scale, width, height)
    assert clipped(bench) == []
