"""What is said beside an answer: notes, on a real workspace."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from app.ui.grading.page import GradingPage
from tests.ui.kit import Bench, press, settle
from tests.ui.test_grading import answers, grading

__all__ = ["grading"]

Key = Qt.Key


def note_of(page: GradingPage, question_id: str) -> str:
    question = page.sitting.question(question_id)
    assert question is not None
    return question.note


def test_a_note_beside_an_answer_is_written_with_keys_dead_and_saved_on_leaving(
    grading: tuple[Bench, GradingPage],
) -> None:
    bench, page = grading
    press(bench.window, "2")
    question = page.sitting.questions[1]
    aside = page.panel.views[question.id].aside
    assert aside is not None
    assert (aside.note_button.isVisible(), aside.writing.isVisible()) == (True, False)
    press(bench.window, Key.Key_T)
    assert aside.writing.hasFocus()
    QTest.keyClicks(aside.writing, "n1 or u2?")
    press(bench.window, Key.Key_Escape)
    assert not aside.writing.hasFocus()
    assert note_of(page, question.id) == "n1 or u2?"
    assert (page.sitting.active, list(answers(page))) == (question.id, [page.sitting.questions[0].id])
    press(bench.window, "1")
    assert (note_of(page, question.id), question.id in answers(page)) == ("n1 or u2?", True)
    assert aside.said.isVisible()
    assert aside.said.text() == "Note: n1 or u2?"
    press(bench.window, Key.Key_U)
    assert (note_of(page, question.id), question.id in answers(page)) == ("n1 or u2?", False)
    press(bench.window, Key.Key_U)
    assert note_of(page, question.id) == ""
    assert aside.writing.toPlainText() == ""


def test_a_note_is_saved_when_typing_rests_and_before_the_case_is_left(grading: tuple[Bench, GradingPage]) -> None:
    bench, page = grading
    first = page.sitting.questions[0].id
    press(bench.window, Key.Key_T)
    aside = page.panel.views[first].aside
    assert aside is not None
    QTest.keyClicks(aside.writing, "Half")
    aside.writing._pause.timeout.emit()
    settle()
    assert note_of(page, first) == "Half"
    assert aside.writing.hasFocus()
    QTest.keyClicks(aside.writing, " a thought")
    page.queue.case_wanted.emit(page.sitting.queue.items[1].case_id)
    settle()
    press(bench.window, Key.Key_P)
    assert note_of(page, first) == "Half a thought"
