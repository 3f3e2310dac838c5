"""A line manager's month through the real window, by keyboard: extracts, draw, grades, feedback, an action, done."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QPushButton
from pytestqt.qtbot import QtBot

from app.core.shapes.sheets import AskedQuestion, SheetState
from app.services.audits import verify_audit
from app.services.grading import actions, feedback, month_views, rounds
from app.services.workspaces import open_workspace
from app.ui.grading.page import GradingPage
from app.ui.month.page import MonthPage
from app.ui.nav import Place
from app.ui.theme import Look
from tests.builders import FixedClock, open_new
from tests.journeys.window.test_a_month import PRACTICE_EXTRACT, WORDS, Person
from tests.many_rows import FILES, PRACTICE
from tests.services.grading.test_month_views import draw, stock
from tests.ui.kit import Bench, settle

Key = Qt.Key
ROOT = Path(__file__).resolve().parents[3]
PRESSES = 116
"""For eight cases on the monthly forms, every answer the straightforward one: a key a question, one for each stage that
is locked, one to the next case. The README says so."""


class Sergeant(Person):
    """Someone who never lets go of the keyboard."""

    def go(self, place: Place) -> None:
        """By the key that the rail says."""
        key = self.window.rail.buttons[place].shortcut()
        digit = getattr(Key, f"Key_{key.toString().removeprefix('Ctrl+')}")
        QTest.keyClick(self.window.windowHandle(), digit, Qt.KeyboardModifier.ControlModifier)
        self.qtbot.waitUntil(lambda: self.window.stack.currentWidget() is self.window.pages.get(place))
        self.wait()

    def push(self, button: QAbstractButton | None) -> None:
        """It has the focus, and Space is pressed."""
        assert button is not None
        self.qtbot.waitUntil(lambda: button.isVisible() and button.isEnabled())
        button.setFocus()
        QTest.keyClick(button, Key.Key_Space)
        self.wait()
        settle()
        self.wait()

    @property
    def month(self) -> MonthPage:
        page = self.window.pages[Place.MONTH]
        assert isinstance(page, MonthPage)
        return page

    @property
    def grading(self) -> GradingPage:
        page = self.window.pages[Place.GRADING]
        assert isinstance(page, GradingPage)
        return page

    def grade_all(self, cases: int) -> None:
        """Case after case, by what the screen asks for: a digit, or Enter where everything is answered."""
        sitting = self.grading.sitting
        for number in range(cases):
            assert sitting.sheet is not None
            while sitting.sheet.state is not SheetState.DONE:
                question = sitting.question(sitting.active)
                self.press(straight(question) if question is not None and sitting.missing() else Key.Key_Return)
            if number < cases - 1:
                self.press(Key.Key_Return)


def straight(question: AskedQuestion) -> str:
    """The key of the straightforward answer: nothing was wrong, and this is no case of one's own."""
    if question.id == "C1":
        return next(choice.key for choice in question.choices if choice.code == "no")
    good = [choice for choice in question.choices if choice.tone == "good"]
    return (good or question.choices)[0].key


@pytest.fixture
def sergeant(bench: Bench, qtbot: QtBot) -> Iterator[Sergeant]:
    yield Sergeant(bench, qtbot)


def draw_own_team(person: Sergeant, supervisor: str) -> None:
    """Narrowed to one supervisor's officers: five stop searches and three uses of force."""
    card = person.month.draw
    person.push(card.depart_part.button)
    person.push(card.filters.add_button)
    chosen = card.filters.rows[0]
    chosen.facet.setCurrentIndex(chosen.facet.findData("supervisor_id"))
    person.wait()
    chosen.value.setCurrentIndex(chosen.value.findData(supervisor))
    card.count()
    person.wait()
    person.push(card.draw_button)


def test_from_an_empty_workspace_to_a_month_that_is_done(sergeant: Sergeant, look: Look, tmp_path: Path) -> None:
    folder = tmp_path / "month"
    sergeant.make_practice_workspace(folder)
    home = sergeant.window.pages[Place.HOME]
    sergeant.push(home.findChild(QPushButton, "my_month"))
    sergeant.push(sergeant.month.kinds.import_button)
    sergeant.bring_in(PRACTICE_EXTRACT)
    for name in FILES["use_of_force"]:
        sergeant.bring_in(PRACTICE / name)

    sergeant.go(Place.MONTH)
    assert sergeant.month.title.text() == "My month: June 2025"
    draw_own_team(sergeant, "2124")
    states = [step.state.text() for step in sergeant.month.steps.values()]
    assert states == ["Done", "Done", "Now", "Later", "Later", "Later"], sergeant.month.draw.trouble.what.text()

    sergeant.push(sergeant.month.cases.go_button)
    sergeant.grade_all(8)
    assert sergeant.grading.queue.count_line.text() == "8 of 8 finished"

    sergeant.press("F")
    beside = sergeant.window.pages[Place.ACTIONS]
    assert "What was good" in beside.feedback.text.toPlainText()
    sergeant.push(beside.feedback.keep_button)
    sergeant.push(beside.return_button)
    sergeant.press("A")
    card = beside.add_card
    QTest.keyClicks(card.task, "Share this record at the team briefing.")
    card.owner.setFocus()
    QTest.keyClicks(card.owner, "Sergeant Hale")
    sergeant.push(card.add_button)

    sergeant.go(Place.MONTH)
    month = sergeant.month
    for _ in range(7):
        waiting = month._view.to_tell if month._view is not None else ()
        sergeant.push(month.feedback_lines.findChild(QPushButton, f"feedback:{waiting[0].number}"))
        sergeant.push(month.feedback.skip_button)
    assert QApplication.focusWidget() is month.close_box.close_button
    sergeant.push(month.close_box.close_button)
    assert {step.state.text() for step in month.steps.values()} == {"Done"}

    sergeant.window.close()
    ws = open_workspace(folder, passphrase=WORDS)
    try:
        view = month_views.read_month(ws, plan="sergeants", month="2025-06")
        assert view.round is not None and view.round.closed_at
        assert sorted(line.state for line in view.feedback) == ["kept", *["not_needed"] * 7]
        kept = next(line.number for line in view.feedback if line.state == "kept")
        assert "What was good" in feedback.read_feedback(ws, round_id=1, case_number=kept).text
        (action,) = actions.list_actions(ws)
        assert (action.case_number, action.owner) == (kept, "Sergeant Hale")
        assert verify_audit(ws).problems == ()
    finally:
        ws.close()


def test_a_dip_sample_of_eight_cases_takes_so_many_keys(sergeant: Sergeant, tmp_path: Path) -> None:
    ws = open_new(tmp_path / "dip" / "workspace", clock=FixedClock())
    stock(ws)
    round_id = draw(ws)
    queue = rounds.read_queue(ws, round_id=round_id)
    assert [part.cases for part in rounds.read_round(ws, round_id).parts] == [5, 3]
    sergeant.bench.context.desk.put(ws)
    sergeant.wait()
    sergeant.window.go(Place.GRADING, round_id)
    sergeant.wait()
    assert sergeant.grading.sitting.sheet is not None
    assert sergeant.grading.sitting.sheet.number == queue.items[0].number
    sergeant.grade_all(8)
    assert sergeant.presses == keys_needed(sergeant), "a key a question, one a stage, one to the next case"
    assert sergeant.presses == PRESSES
    assert f"{PRESSES} key presses" in (ROOT / "README.md").read_text(encoding="utf-8")


def keys_needed(person: Sergeant) -> int:
    """A key a question that was asked, one a stage to lock it, one from each case to the next."""
    sitting, services = person.grading.sitting, person.bench.context.services
    assert sitting.queue is not None
    found = -1
    for item in sitting.queue.items:
        ws = person.bench.context.desk.workspace
        sheet = services.open_sheet(ws, round_id=sitting.queue.round_id, case_id=item.case_id).value
        asked = [question for stage in sheet.stages for question in stage.questions if question.answer]
        found += len(asked) + len(sheet.stages) + 1
    return found
