"""A case graded by accessibility actions alone: no key, no mouse, only what a screen reader or a switch can do."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtGui import QAccessible, QAccessibleInterface
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.core.shapes.sheets import AskedQuestion, Sheet, SheetState
from app.ui.grading.page import GradingPage
from app.ui.nav import Place
from app.ui.theme import Look
from tests.builders import Drawn, open_case, open_drawn, plain_answer
from tests.ui.conftest import show
from tests.ui.kit import Bench, settle, walk

Role = QAccessible.Role


@pytest.fixture
def bench(qapp: QApplication, look: Look, qtbot: QtBot, tmp_path: Path) -> Iterator[Bench]:
    yield from show(Bench(qapp, look, tmp_path / "window.json"), qtbot)


@pytest.fixture
def story(bench: Bench, tmp_path: Path) -> Iterator[Drawn]:
    made = open_drawn(tmp_path / "workspace")
    bench.context.desk.put(made.ws)
    settle()
    yield made
    made.ws.close()


class Tool:
    """What an assistive tool has: roles, names, and the actions that a thing offers."""

    def __init__(self, bench: Bench, qtbot: QtBot) -> None:
        self.window, self.qtbot = bench.window, qtbot

    def find(self, role: QAccessible.Role, name: str, under: str = "") -> QAccessibleInterface:
        """The one thing in sight of that role and name; of a group's where several are called the same."""
        found = [
            node
            for node in walk(self.window)
            if node.role() == role
            and not node.state().invisible
            and node.text(QAccessible.Text.Name) == name
            and (not under or node.parent().text(QAccessible.Text.Name) == under)
        ]
        assert len(found) == 1, f"{len(found)} of {role.name} “{name}”"
        return found[0]

    def press(self, name: str) -> None:
        """Press a button; it goes down and up again, as under a finger."""
        button = self.find(Role.PushButton, name)
        pressed: list[bool] = []
        button.object().clicked.connect(lambda: pressed.append(True))  # type: ignore[attr-defined]
        button.actionInterface().doAction("Press")
        self.qtbot.waitUntil(lambda: bool(pressed))
        settle()

    def toggle(self, role: QAccessible.Role, name: str, under: str = "") -> None:
        """Switch a box or choose an answer."""
        self.find(role, name, under).actionInterface().doAction("Toggle")
        settle()

    def write(self, name: str, words: str) -> None:
        """Write into a box."""
        self.find(Role.EditableText, name).editableTextInterface().insertText(0, words)
        settle()


def test_a_case_from_the_first_answer_to_the_verdict(bench: Bench, story: Drawn, qtbot: QtBot) -> None:
    tool = Tool(bench, qtbot)
    tool.toggle(Role.CheckBox, "Grading")
    page = bench.window.pages[Place.GRADING]
    assert isinstance(page, GradingPage)
    tool.press("No practice case now")
    first = page.sitting.questions[0]
    answer(tool, first)
    tool.press("Undo the last answer")
    assert shown(page)[first.id] == ""
    answer(tool, first)
    grounds = page.sitting.questions[1]
    tool.press(f"Give reasons: {grounds.text}")
    tool.toggle(Role.CheckBox, "Specific information")
    tool.press(f"Add a note: {grounds.text}")
    tool.write(f"Note: {grounds.text}", "Read twice.")
    for _ in range(40):
        missing = page.sitting.missing()
        if missing:
            answer(tool, missing[0])
        elif sheet_of(page).state is SheetState.DONE:
            break
        else:
            tool.press(page.panel.lock_button.accessibleName())
    kept = open_case(story)
    assert kept.state is SheetState.DONE
    by_id = {question.id: question for stage in kept.stages for question in stage.questions}
    assert (by_id[grounds.id].ticked, by_id[grounds.id].note) == (("specific",), "Read twice.")
    assert all(question.answer for question in by_id.values() if question.mandatory)


def answer(tool: Tool, question: AskedQuestion) -> None:
    """As a tool's user would: the question is a group, its answers are radio buttons in it, or it is a box."""
    if question.free_text:
        tool.write(question.text, "Say which tool was found.")
        tool.window.pages[Place.GRADING].leave()  # it goes to disk when it rests, or is left
        settle()
        return
    label = next(choice.label for choice in question.choices if choice.code == plain_answer(question))
    tool.toggle(Role.RadioButton, label, under=question.text)


def sheet_of(page: GradingPage) -> Sheet:
    assert page.sitting.sheet is not None
    return page.sitting.sheet


def shown(page: GradingPage) -> dict[str, str]:
    return {question.id: question.answer for question in page.sitting.questions}
