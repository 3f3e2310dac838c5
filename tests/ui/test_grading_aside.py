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


def test_reasons_are_unfolded_once_and_ticked_by_letters_at_a_good_grade_too(
    grading: tuple[Bench, GradingPage],
) -> None:
    bench, page = grading
    press(bench.window, "2", "A")
    question = page.sitting.questions[1]
    assert question.reasons
    aside = page.panel.views[question.id].aside
    assert aside is not None
    assert not aside.ticks.isVisible()
    assert page.sitting.questions[1].ticked == ()
    press(bench.window, Key.Key_W)
    assert aside.ticks.isVisible()
    good, bad = question.reasons[0], question.reasons[-1]
    press(bench.window, good.key, bad.key, bad.key, "1")
    told = page.sitting.questions[1]
    assert (told.ticked, told.answer) == ((good.code,), question.choices[0].code)
    assert aside.said.text() == f"Why: {good.label}"
    press(bench.window, Key.Key_Up)
    assert aside.ticks.boxes[good.code].isChecked()
    assert not aside.ticks.boxes[bad.code].isChecked()
    aside.ticks.boxes[bad.code].click()
    settle()
    assert page.sitting.questions[1].ticked == tuple(sorted((good.code, bad.code)))
    press(bench.window, Key.Key_U)
    assert page.sitting.questions[1].ticked == (good.code,)
    press(bench.window, Key.Key_N)
    assert page.sitting.active == page.sitting.questions[0].id
    press(bench.window, "2")
    fresh = page.panel.views[question.id].aside
    assert fresh is not None
    assert fresh.ticks.isVisible()


def test_no_letter_does_two_things(grading: tuple[Bench, GradingPage]) -> None:
    _bench, page = grading
    keys = [found.property("key").toString() for found in page._desk.children() if found.inherits("QShortcut")]
    assert len(keys) == len(set(keys)) > 20


def test_reasons_fit_at_every_size(grading: tuple[Bench, GradingPage]) -> None:
    bench, page = grading
    press(bench.window, "2", Key.Key_W)
    aside = page.panel.views[page.sitting.active].aside
    assert aside is not None
    for scale, width, height in ((100, 1360, 820), (200, 1360, 820), (100, 960, 540)):
        bench.look.choose(scale=scale)
        bench.window.resize(width, height)
        settle()
        for tick in aside.ticks.boxes.values():
            assert tick.height() >= tick.heightForWidth(tick.width()), tick.text()
            assert tick.width() >= tick.minimumSizeHint().width(), tick.text()
        for fold in (aside.why_button, aside.note_button):
            assert fold.width() >= fold.sizeHint().width(), fold.text()
