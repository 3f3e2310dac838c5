"""Large text in a small window: the record and its questions take turns, and no word of either is cut."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from app.ui.grading.page import GradingPage
from app.ui.nav import Place
from tests.builders import Drawn, grade, open_case
from tests.ui.kit import Bench, press, settle
from tests.ui.tabbing import tab_round
from tests.ui.test_accessible import nameless
from tests.ui.test_clipping import clipped, fit

Key = Qt.Key


@pytest.fixture
def grading(drawn: tuple[Bench, Drawn]) -> tuple[Bench, GradingPage]:
    bench, _story = drawn
    bench.window.go(Place.GRADING)
    fit(bench, 200, 960, 540)
    page = bench.window.pages[Place.GRADING]
    assert isinstance(page, GradingPage)
    return bench, page


def shown(page: GradingPage) -> list[QWidget]:
    return [part for part in (page.queue, page.record, page.side) if part.isVisible()]


def answered(page: GradingPage) -> list[str]:
    return [question.answer for question in page.sitting.questions if question.answer]


def test_a_key_that_answers_shows_its_question_first(grading: tuple[Bench, GradingPage]) -> None:
    bench, page = grading
    assert shown(page) == [page.record], "a case begins with its record"
    press(bench.window, "2")
    assert shown(page) == [page.side] and not answered(page)
    press(bench.window, "2")
    assert len(answered(page)) == 1
    press(bench.window, Key.Key_F6)
    assert shown(page) == [page.record]
    press(bench.window, Key.Key_Return)
    assert shown(page) == [page.side] and page.panel.trouble.isHidden(), "Enter locks nothing that nobody sees"


def test_reading_on_turns_to_the_record(grading: tuple[Bench, GradingPage]) -> None:
    bench, page = grading
    QTest.mouseClick(page.turns.button, Qt.MouseButton.LeftButton)
    assert shown(page) == [page.side]
    press(bench.window, Key.Key_PageDown)
    assert shown(page) == [page.record] and page.record.scroller.verticalScrollBar().value() > 0
    press(bench.window, "?")
    assert shown(page) == [page.side], "a card stands where the questions do"
    press(bench.window, Key.Key_N)
    assert page.sitting.sheet is not None and page.sitting.sheet.number == 1, "keys are dead beside a card"
    press(bench.window, "?", Key.Key_N)
    assert page.sitting.sheet.number == 2
    assert shown(page) == [page.record]


def test_a_stage_that_opens_begins_with_what_is_now_shown(grading: tuple[Bench, GradingPage]) -> None:
    bench, page = grading
    press(bench.window, Key.Key_F6)
    for question in page.sitting.questions:
        page.panel.answered.emit(question.id, question.choices[1].code)
        settle()
    press(bench.window, Key.Key_Return)
    assert page.sitting.sheet is not None and page.sitting.sheet.stages[0].locked
    assert shown(page) == [page.record]


def test_the_cases_stand_alone(grading: tuple[Bench, GradingPage]) -> None:
    _bench, page = grading
    page.cases_button.click()
    assert shown(page) == [page.queue] and page.title.isVisible()
    page.cases_button.click()
    assert shown(page) == [page.record]


def test_with_room_both_are_shown_again(grading: tuple[Bench, GradingPage]) -> None:
    bench, page = grading
    press(bench.window, Key.Key_F6)
    fit(bench, 100, 1360, 820)
    assert shown(page) == [page.queue, page.record, page.side]
    assert page.turns.button.isHidden() and page.title.isVisible()
    assert page.record.head.parent() is page.record
    press(bench.window, Key.Key_F6, "2")
    assert len(answered(page)) == 1


def test_no_word_of_any_turn_is_cut(grading: tuple[Bench, GradingPage], drawn: tuple[Bench, Drawn]) -> None:
    bench, page = grading
    f6, down = Key.Key_F6, Key.Key_Down
    for keys in ([], [f6], [down], [Key.Key_W], ["?"], ["?"], [Key.Key_Return], [f6]):
        press(bench.window, *keys)
        assert clipped(bench) == [], keys
        assert nameless(page) == []
    page.practice_bar.try_button.click()
    for keys in ([], [f6], ["1"], [Key.Key_U]):
        press(bench.window, *keys)
        assert clipped(bench) == [], keys
    page.practice_bar.leave_button.click()
    page.sitting.open_case(grade(drawn[1].ws, open_case(drawn[1])).case_id)
    settle()
    for keys in ([], [f6]):
        press(bench.window, *keys)
        assert clipped(bench) == [], keys
    assert page.panel.after.isVisible()
    assert (bench.window.width(), bench.window.height()) == (960, 540)


def test_tab_reaches_the_other_turn(grading: tuple[Bench, GradingPage]) -> None:
    bench, page = grading
    page.setFocus()
    assert page.turns.button in tab_round(bench.window)
    page.turns.button.setFocus()
    press(bench.window, Key.Key_Space)
    assert shown(page) == [page.side]
    assert QApplication.focusWidget() is page.turns.button
