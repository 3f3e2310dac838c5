"""Grading by keyboard, on a real workspace: what is shown, what is saved, what is never lost."""

from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from sqlalchemy import select

from app.core.changes import Done
from app.core.errors import AppError
from app.core.shapes.sheets import Sheet, SheetState
from app.models.records import CaseRow
from app.services.drawing import replacing, targeted
from app.ui.grading.page import GradingPage
from app.ui.grading.question_view import ChoiceQuestion, TextQuestion
from app.ui.grading.record_parts import ReadingColumn
from app.ui.kit.segment import Segment
from app.ui.nav import Place
from app.ui.services import Services
from tests.builders import Drawn, reopen
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


def answers(page: GradingPage) -> dict[str, str]:
    return {question.id: question.answer for question in page.sitting.questions if question.answer}


def answer_stage(bench: Bench, page: GradingPage) -> None:
    """Answer by keys until nothing is missing: no conflict, the first answer elsewhere."""
    for _ in range(40):
        missing = page.sitting.missing()
        if not missing:
            return
        page.sitting.activate(missing[0].id)
        if missing[0].free_text:
            press(bench.window, Key.Key_T)
            QTest.keyClicks(page.panel.views[missing[0].id].writing, "Say which tool was found.")
            press(bench.window, Key.Key_Escape)
        else:
            press(bench.window, "2" if missing[0].id == "C1" else "1")
    pytest.fail("a question cannot be answered by key")


def sheet_of(page: GradingPage) -> Sheet:
    assert page.sitting.sheet is not None
    return page.sitting.sheet


def test_it_opens_where_it_was_left_off(grading: tuple[Bench, GradingPage]) -> None:
    bench, page = grading
    assert sheet_of(page).number == 1
    assert page.sitting.active == page.sitting.questions[0].id
    assert page.foot.saved.text() == "Nothing to save yet"
    press(bench.window, "2", "1")
    assert page.sitting.active == page.sitting.questions[2].id
    folder = bench.context.desk.workspace.folder
    kept = answers(page)
    workspace = bench.context.desk.take()
    assert workspace is not None
    workspace.close()
    bench.context.desk.put(reopen(folder))
    bench.window.go(Place.GRADING)
    settle()
    assert answers(page) == kept
    assert page.sitting.active == page.sitting.questions[2].id


def test_one_key_answers_moves_on_and_says_saved(grading: tuple[Bench, GradingPage]) -> None:
    bench, page = grading
    first, second = page.sitting.questions[:2]
    press(bench.window, "2")
    assert answers(page) == {first.id: first.choices[1].code}
    assert page.sitting.active == second.id
    assert page.foot.saved.text().startswith("Saved ")
    view = page.panel.views[first.id]
    assert isinstance(view, ChoiceQuestion)
    assert view.choices.value == first.choices[1].code
    assert view.choices.segments[1].isChecked()


def test_undo_takes_answers_back_one_by_one(grading: tuple[Bench, GradingPage]) -> None:
    bench, page = grading
    press(bench.window, "2", "1", "1")
    for undo, left in ((Key.Key_Backspace, 2), (Key.Key_U, 1), (Key.Key_Backspace, 0), (Key.Key_U, 0)):
        press(bench.window, undo)
        assert len(answers(page)) == left
    assert page.sitting.active == page.sitting.questions[0].id


def test_arrows_go_to_questions_and_change_nothing(grading: tuple[Bench, GradingPage]) -> None:
    bench, page = grading
    view = page.panel.views[page.sitting.questions[0].id]
    assert isinstance(view, ChoiceQuestion)
    press(bench.window, Key.Key_Down, Key.Key_Down, Key.Key_Up)
    assert page.sitting.active == page.sitting.questions[1].id
    view.choices.segments[0].setFocus()
    press(bench.window, Key.Key_Down, Key.Key_Right)
    assert answers(page) == {}


def test_a_held_key_answers_once(grading: tuple[Bench, GradingPage]) -> None:
    bench, page = grading
    press(bench.window, "2")
    for shortcut in page._desk.children():
        if shortcut.metaObject().className() == "QShortcut":
            assert not shortcut.property("autoRepeat")
    assert len(answers(page)) == 1


def test_keys_are_letters_inside_a_text_box(grading: tuple[Bench, GradingPage]) -> None:
    bench, page = grading
    answer_stage(bench, page)
    while not any(isinstance(view, TextQuestion) for view in page.panel.views.values()):
        press(bench.window, Key.Key_Return)
        answer_stage(bench, page)
    before = answers(page)
    press(bench.window, Key.Key_T)
    view = next(view for view in page.panel.views.values() if isinstance(view, TextQuestion))
    assert view.writing.hasFocus()
    case = sheet_of(page).case_id
    QTest.keyClicks(view.writing, "1 unp 2")
    assert sheet_of(page).case_id == case
    press(bench.window, Key.Key_Escape)
    assert answers(page) == {**before, view.question.id: "1 unp 2"}
    assert not view.writing.hasFocus()


def test_typing_is_saved_before_another_case_is_shown(grading: tuple[Bench, GradingPage]) -> None:
    bench, page = grading
    answer_stage(bench, page)
    while not any(isinstance(view, TextQuestion) for view in page.panel.views.values()):
        press(bench.window, Key.Key_Return)
        answer_stage(bench, page)
    view = next(view for view in page.panel.views.values() if isinstance(view, TextQuestion))
    press(bench.window, Key.Key_T)
    QTest.keyClicks(view.writing, "Half a thou")
    page.queue.case_wanted.emit(page.sitting.queue.items[1].case_id)
    settle()
    assert sheet_of(page).number == 2
    press(bench.window, Key.Key_P)
    assert answers(page)[view.question.id] == "Half a thou"


def test_what_is_missing_is_named_and_nothing_is_locked(grading: tuple[Bench, GradingPage]) -> None:
    bench, page = grading
    press(bench.window, "2")
    press(bench.window, Key.Key_Return)
    assert "still need an answer" in page.panel.trouble.what.text()
    assert not any(stage.locked for stage in sheet_of(page).stages)
    assert page.sitting.active == page.sitting.questions[1].id
    answer_stage(bench, page)
    assert page.panel.trouble.isHidden()


def test_later_stages_wait_and_come_when_the_earlier_are_locked(grading: tuple[Bench, GradingPage]) -> None:
    bench, page = grading
    told = []
    for _ in range(5):
        sheet = sheet_of(page)
        if sheet.current is None:
            break
        shown = "\n".join(line.value for stage in sheet.stages for group in stage.groups for line in group.lines)
        told.append(shown)
        hidden = [stage for stage in sheet.stages if stage.hidden]
        assert all(not (stage.groups or stage.narratives or stage.questions) for stage in hidden)
        answer_stage(bench, page)
        press(bench.window, Key.Key_Return)
    assert sheet_of(page).state is SheetState.DONE
    assert page.panel.lock_button.text().startswith("Next case")
    assert page.queue.count_line.text() == "1 of 8 finished"
    assert len(told[-1]) > len(told[0])
    press(bench.window, Key.Key_Return)
    assert sheet_of(page).number == 2


def test_a_conflict_takes_the_case_away_and_can_be_taken_back(grading: tuple[Bench, GradingPage]) -> None:
    bench, page = grading
    press(bench.window, "1")
    assert sheet_of(page).state is SheetState.CONFLICT
    assert page.sitting.questions == ()
    assert page.queue.count_line.text() == "1 of 8 finished"
    press(bench.window, Key.Key_Return)
    assert sheet_of(page).number == 2


def test_n_and_p_go_to_the_next_and_previous_case(grading: tuple[Bench, GradingPage]) -> None:
    bench, page = grading
    press(bench.window, Key.Key_N, Key.Key_N, Key.Key_P)
    assert sheet_of(page).number == 2
    press(bench.window, Key.Key_P, Key.Key_P)
    assert sheet_of(page).number == 1


class FullDisk(Services):
    """The real services on a disk that is full until it is not."""

    full = True

    def save_answer(self, ws: Any, **given: Any) -> Done[Sheet]:
        if self.full:
            raise AppError("The disk is full.", "Make room.")
        return super().save_answer(ws, **given)


def test_an_answer_that_is_not_saved_is_said_loudly_and_kept(grading: tuple[Bench, GradingPage]) -> None:
    bench, page = grading
    full = FullDisk()
    object.__setattr__(bench.context, "services", full)
    first = page.sitting.questions[0]
    press(bench.window, "2")
    assert page.foot.saved.text() == "Not saved"
    assert "Not saved: The disk is full." in page.trouble.what.text()
    assert page.trouble.retry_button.isVisible()
    view = page.panel.views[first.id]
    assert isinstance(view, ChoiceQuestion)
    assert view.choices.value == first.choices[1].code
    assert page.sitting.active == first.id
    press(bench.window, Key.Key_N)
    assert sheet_of(page).number == 1
    page.sitting.lock()
    assert "not saved yet" in page.trouble.what.text()
    assert not any(stage.locked for stage in sheet_of(page).stages)
    bench.window.close()
    assert bench.window.isVisible()
    assert "not on disk" in bench.window.message_bar.what.text()
    full.full = False
    page.trouble.retry_button.click()
    settle()
    assert page.foot.saved.text().startswith("Saved ")
    assert answers(page) == {first.id: first.choices[1].code}
    assert page.trouble.isHidden()


def test_the_narrative_is_never_clipped(grading: tuple[Bench, GradingPage]) -> None:
    bench, page = grading
    for scale, width in ((100, 1360), (200, 1360), (100, 960), (150, 1600)):
        bench.look.choose(scale=scale)
        bench.window.resize(width, 720)
        settle()
        columns = page.record.findChildren(ReadingColumn)
        assert columns
        for text in columns:
            assert text.verticalScrollBar().maximum() == 0, (scale, width)


@pytest.mark.parametrize(
    ("scale", "width", "height"), [(100, 1360, 820), (100, 960, 540), (200, 1360, 820), (175, 1280, 720)]
)
def test_no_answer_is_clipped(grading: tuple[Bench, GradingPage], scale: int, width: int, height: int) -> None:
    bench, page = grading
    bench.look.choose(scale=scale)
    bench.window.resize(width, height)
    settle()
    for segment in page.panel.findChildren(Segment):
        if segment.isVisible():
            assert segment.height() >= segment.heightForWidth(segment.width()), segment.text()
            assert segment.width() >= segment.minimumSizeHint().width(), segment.text()
    for button in (page.panel.lock_button, page.panel.undo_button):
        assert button.width() >= button.sizeHint().width(), button.text()
    assert bench.window.width() == width


def test_another_case_waits_until_every_answer_is_on_disk(drawn: tuple[Bench, Drawn]) -> None:
    """Even with a slow worker: the case asked for opens after the write has returned, never before."""
    bench, _story = drawn
    bench.window.go(Place.GRADING)
    settle()
    page = bench.window.pages[Place.GRADING]
    assert isinstance(page, GradingPage)
    held: list[Any] = []
    tasks = bench.tasks
    real = tasks._hand_over
    tasks._hand_over = held.append  # type: ignore[method-assign]
    press(bench.window, "2", "1")
    press(bench.window, Key.Key_N)
    assert page.foot.saved.text() == "Saving ..."
    assert len(held) == 2
    tasks._hand_over = real  # type: ignore[method-assign]
    assert sheet_of(page).number == 1
    for work in held:
        real(work)
    settle()
    assert sheet_of(page).number == 2
    press(bench.window, Key.Key_P)
    assert len(answers(page)) == 2


def test_a_case_set_aside_is_passed_over_and_says_so(drawn: tuple[Bench, Drawn]) -> None:
    bench, story = drawn
    ws = bench.context.desk.workspace
    replacing.replace(ws, draw_id=1, token=story.draw.cases[0].token, reason="duplicate")
    replacing.withhold(ws, draw_id=1, token=story.draw.cases[2].token, reason="covert")
    bench.window.go(Place.GRADING)
    settle()
    page = bench.window.pages[Place.GRADING]
    assert isinstance(page, GradingPage)
    assert sheet_of(page).number == 2
    press(bench.window, Key.Key_P)
    assert sheet_of(page).number == 2
    press(bench.window, Key.Key_N)
    assert sheet_of(page).number == 4
    press(bench.window, Key.Key_P)
    assert sheet_of(page).number == 2
    card = page.queue
    assert card.count_line.text() == "0 of 7 finished"
    said = [card.list.item(at).data(Qt.ItemDataRole.AccessibleTextRole) for at in (0, 2)]
    assert said[0].endswith("replaced by another case")
    assert said[1].endswith("withheld")


def test_a_case_that_a_person_picked_says_so(drawn: tuple[Bench, Drawn]) -> None:
    bench, _story = drawn
    ws = bench.context.desk.workspace
    with ws.read() as session:
        case = session.scalars(select(CaseRow.id).where(CaseRow.kind == "s60_search")).first()
    assert case is not None
    targeted.add_targeted(
        ws, kind="s60_search", case_id=case, reason="media", asked=("A reader", "It was in the paper."), round_id=1
    )
    bench.window.go(Place.GRADING)
    settle()
    page = bench.window.pages[Place.GRADING]
    assert isinstance(page, GradingPage)
    assert "picked by a person" in page.queue.list.item(8).data(Qt.ItemDataRole.AccessibleTextRole)
