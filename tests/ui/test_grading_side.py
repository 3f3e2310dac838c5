"""What a grader seldom needs, through the window: passing, a concern, a changed mind, keys that wait for Enter."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QPushButton

from app.core.shapes.concerns import ConcernCounts
from app.core.shapes.sheets import SheetState
from app.services.grading import concerns
from app.ui.grading.page import GradingPage
from app.ui.grading.question_view import ChoiceQuestion
from app.ui.home.concerns_card import ConcernsCard
from app.ui.nav import Place
from tests.ui.kit import Bench, press, settle
from tests.ui.test_grading import answer_stage, answers, grading, sheet_of

__all__ = ["grading"]

Key = Qt.Key


def finish(bench: Bench, page: GradingPage) -> None:
    """Grade the case on screen to its end."""
    while sheet_of(page).current is not None:
        answer_stage(bench, page)
        press(bench.window, Key.Key_Return)


def test_all_keys_are_one_key_away_and_dead_behind_the_card(grading: tuple[Bench, GradingPage]) -> None:
    bench, page = grading
    press(bench.window, "?")
    assert page.side.currentWidget() is page.side.more
    press(bench.window, "1", "N", "U", Key.Key_Down)
    assert (answers(page), sheet_of(page).number) == ({}, 1)
    press(bench.window, Key.Key_Escape)
    assert page.side.shows_questions
    press(bench.window, "2")
    assert len(answers(page)) == 1
    page.more_button.click()
    settle()
    press(bench.window, "?")
    assert page.side.shows_questions


def test_a_case_is_passed_without_a_reason_and_taken_up_again(grading: tuple[Bench, GradingPage]) -> None:
    bench, page = grading
    press(bench.window, "2", "1", "?")
    kept = sheet_of(page).stages[0].questions
    page.side.more.pass_button.click()
    settle()
    assert sheet_of(page).state is SheetState.PASSED
    assert page.side.shows_questions
    assert not sheet_of(page).stages[0].narratives
    assert page.queue.count_line.text() == "0 of 8 finished, 1 passed"
    press(bench.window, Key.Key_Return)
    assert sheet_of(page).number == 2
    press(bench.window, Key.Key_P)
    page.panel.take_up_wanted.emit()
    settle()
    assert sheet_of(page).state is SheetState.STARTED
    assert sheet_of(page).stages[0].questions == kept
    assert page.queue.count_line.text() == "0 of 8 finished"


def test_a_concern_is_told_in_three_steps(grading: tuple[Bench, GradingPage]) -> None:
    bench, page = grading
    press(bench.window, "2", "?")
    page.side.more.concern_button.click()
    settle()
    card = page.side.concern
    assert not card.tell_button.isEnabled()
    card.sorts.segments[2].click()
    card.words.setFocus()
    QTest.keyClicks(card.words, "A child alone, 2 hours.")
    card.tell_button.click()
    settle()
    assert page.side.shows_questions
    assert "concern 1" in bench.window.message_bar.what.text()
    ws = bench.context.desk.workspace
    (told,) = concerns.list_concerns(ws)
    assert (told.number, told.text) == (1, "A child alone, 2 hours.")
    assert card.words.toPlainText() == ""
    bench.window.go(Place.HOME)
    settle()
    home = bench.window.pages[Place.HOME]
    shown = home.findChild(ConcernsCard)
    assert "1 concern raised" in shown.findChildren(QLabel)[1].text() + shown.findChildren(QLabel)[0].text()
    shown.read_button.click()
    settle()
    assert any("2 hours" in words.text() for words in shown.findChildren(QLabel))
    taken = shown.findChild(QPushButton, "concern:1")
    taken.click()
    settle()
    assert concerns.count_concerns(ws) == ConcernCounts(waiting=0, taken_on=1)
    shown = home.findChild(ConcernsCard)
    assert any(words.text() == "No concern waits; 1 taken on" for words in shown.findChildren(QLabel))
    shown.read_button.click()
    settle()
    told = [words.text() for words in shown.findChildren(QLabel)]
    assert any("2 hours" in words for words in told)
    assert any(words.startswith("Taken on by a line manager, 1 July 2025") for words in told)
    assert shown.findChild(QPushButton, "concern:1") is None


def test_a_changed_mind_after_locking_keeps_both(grading: tuple[Bench, GradingPage]) -> None:
    bench, page = grading
    finish(bench, page)
    page.panel.change_wanted.emit()
    settle()
    card = page.side.change
    assert page.side.currentWidget() is card
    view = card.views["SS1"]
    assert isinstance(view, ChoiceQuestion)
    view.choices.segments[5].click()
    assert not card.keep_button.isEnabled()
    card.why.setFocus()
    QTest.keyClicks(card.why, "I had read 1 word wrong.")
    assert card.keep_button.isEnabled()
    card.keep_button.click()
    settle()
    assert page.side.shows_questions
    sheet = sheet_of(page)
    assert (sheet.changed, sheet.state) == (1, SheetState.DONE)
    assert next(q.answer for q in sheet.stages[0].questions if q.id == "SS1") == "X"


def test_a_part_in_the_case_is_declared_beside_passing_once_it_was_read_what_follows(
    grading: tuple[Bench, GradingPage],
) -> None:
    bench, page = grading
    press(bench.window, "2", "1", "?")
    page.side.more.part_button.click()
    assert page.side.currentWidget() is page.side.part
    assert "no vote on it" in " ".join(one.text() for one in page.side.part.findChildren(QLabel))
    press(bench.window, Key.Key_Escape)
    assert sheet_of(page).state is SheetState.STARTED
    press(bench.window, "?")
    page.side.more.part_button.click()
    page.side.part.declare_button.click()
    settle()
    assert (sheet_of(page).state, page.side.shows_questions) == (SheetState.CONFLICT, True)
    press(bench.window, "?")
    assert not page.side.more.part_button.isVisible()


def test_a_part_in_the_case_given_as_a_changed_mind_is_taken_back_in_the_same_way(
    grading: tuple[Bench, GradingPage],
) -> None:
    bench, page = grading
    finish(bench, page)
    for answer, why in ((0, "I was there."), (1, "It was another case.")):
        next(one for one in page.panel.findChildren(QPushButton) if one.text() == "Change a locked answer").click()
        settle()
        card = page.side.change
        view = card.views["C1"]
        assert isinstance(view, ChoiceQuestion)
        view.choices.segments[answer].click()
        card.why.setPlainText(why)
        card.keep_button.click()
        settle()
        if not answer:
            assert sheet_of(page).state is SheetState.CONFLICT
            page.panel.change_wanted.emit()
            assert list(card.views) == ["C1"], "nothing else of it is theirs to change"
            card.closed.emit()
    assert (sheet_of(page).state, sheet_of(page).changed) == (SheetState.DONE, 2)


def test_a_change_that_asks_for_more_says_so_and_stays(grading: tuple[Bench, GradingPage]) -> None:
    bench, page = grading
    finish(bench, page)
    page.panel.change_wanted.emit()
    settle()
    card = page.side.change
    graver = card.views["C8"]
    assert isinstance(graver, ChoiceQuestion)
    graver.choices.segments[2].click()
    card.why.setPlainText("Graver than I thought.")
    card.keep_button.click()
    settle()
    assert "needs an answer too" in card.trouble.what.text()
    assert page.side.currentWidget() is card
    press(bench.window, Key.Key_Escape)
    card.close_button.click()
    assert page.side.shows_questions
    assert sheet_of(page).changed == 0


def test_keys_can_wait_for_enter_and_the_seat_remembers(grading: tuple[Bench, GradingPage]) -> None:
    bench, page = grading
    press(bench.window, "?")
    page.side.more.single_keys.click()
    settle()
    press(bench.window, Key.Key_Escape)
    first = page.sitting.questions[0]
    view = page.panel.views[first.id]
    assert isinstance(view, ChoiceQuestion)
    press(bench.window, "1", "2")
    assert (answers(page), view.choices.value) == ({}, first.choices[1].code)
    assert page.panel.to_go.text() == "Enter keeps the marked answer"
    press(bench.window, Key.Key_Backspace)
    assert view.choices.value == ""
    press(bench.window, "2", Key.Key_Return)
    assert answers(page) == {first.id: first.choices[1].code}
    assert page.sitting.active == page.sitting.questions[1].id
    press(bench.window, "3", Key.Key_Down)
    assert len(answers(page)) == 1
    page.sitting.open_round(1)
    settle()
    assert page.sitting.queue is not None
    assert not page.sitting.queue.single_keys
