"""Earlier answers, from a quiet button on a case whose locked answers were changed."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QPushButton

from app.core.shapes.sheets import Given
from app.services.grading import sheets
from app.ui.grading.page import GradingPage
from app.ui.nav import Place
from tests.builders import Drawn, entries, grade, open_case
from tests.ui.kit import Bench, press, settle
from tests.ui.test_clipping import clipped, fit

WHY = "The video showed the bag before the search."
Finished = tuple[Bench, GradingPage, int]


@pytest.fixture
def finished(drawn: tuple[Bench, Drawn]) -> Finished:
    """The window at a case that is finished."""
    bench, story = drawn
    sheet = grade(story.ws, open_case(story))
    bench.window.go(Place.GRADING)
    settle()
    page = bench.window.pages[Place.GRADING]
    assert isinstance(page, GradingPage)
    page.sitting.open_case(sheet.case_id)
    settle()
    return bench, page, sheet.sheet_id


def button(page: GradingPage) -> QPushButton | None:
    found = [each for each in page.panel.findChildren(QPushButton) if each.text() == "Earlier answers"]
    return found[0] if found else None


def words(page: GradingPage) -> str:
    return "\n".join(each.text() for each in page.side.history.findChildren(QLabel))


def test_a_case_that_was_never_changed_has_none(finished: Finished) -> None:
    _bench, page, _sheet = finished
    assert button(page) is None


@pytest.mark.parametrize(
    ("scale", "width", "height"), [(100, 1360, 820), (100, 960, 540), (200, 1360, 820), (200, 960, 540)]
)
def test_what_was_and_what_became_with_the_reason(finished: Finished, scale: int, width: int, height: int) -> None:
    bench, page, sheet_id = finished
    ws = bench.context.desk.workspace
    answers = {"SS1": Given(answer="1", note="Thin.")}
    page.sitting.take(sheets.change_answers(ws, sheet_id=sheet_id, answers=answers, why=WHY).value)
    settle()
    fit(bench, scale, width, height)
    made = button(page)
    assert made is not None
    made.click()
    settle()
    assert page.side.currentWidget() is page.side.history
    for part in (
        "Change 1",
        WHY,
        "How strong are the grounds in the record?",
        "Strong",
        "Does not meet the test",
        "Thin.",
    ):
        assert part in words(page)
    assert entries(ws)[-1]["event"] == "sheet_history_read"
    assert clipped(bench) == []
    press(bench.window, Qt.Key.Key_Escape)
    assert page.side.shows_questions
