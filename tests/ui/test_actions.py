"""The Actions page with the real services: from Home to closed by keyboard, refused in its place, filtered, empty."""

from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import QDate, Qt
from PySide6.QtGui import QAccessible, QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QLabel, QPushButton, QWidget

from app.core.clock import from_text
from app.services.grading import actions, feedback
from app.ui.actions.page import ActionsPage
from app.ui.nav import Place
from tests.builders import Drawn, entries
from tests.services.grading.test_actions import OWNER, TASK, add, reply
from tests.services.grading.test_feedback import change, finished
from tests.ui.kit import Bench, settle


def page_of(bench: Bench) -> ActionsPage:
    bench.window.go(Place.ACTIONS)
    settle()
    page = bench.window.pages[Place.ACTIONS]
    assert isinstance(page, ActionsPage)
    return page


def shown(widget: QWidget) -> str:
    return "\n".join(each.text() for each in widget.findChildren(QLabel) if each.isVisible())


def push(widget: QAbstractButton) -> None:
    """By the keyboard: it has the focus and Space is pressed."""
    assert widget.isVisible()
    widget.setFocus()
    QTest.keyClick(widget, Qt.Key.Key_Space)
    settle()


def test_with_no_round_it_says_what_to_do(empty: Bench) -> None:
    page = page_of(empty)
    assert page.empty.isVisible()
    assert not page.adding.isVisible()
    push(page.empty.act)
    assert empty.window.stack.currentWidget() is empty.window.pages[Place.DRAW]


def test_home_says_how_many_wait_and_leads_there(drawn: tuple[Bench, Drawn]) -> None:
    bench, story = drawn
    bench.window.go(Place.HOME)
    settle()
    assert "None is open." in shown(bench.window.pages[Place.HOME])
    add(story.ws)
    add(story.ws)
    story.clock.advance(days=30)
    bench.window.pages[Place.HOME].refresh()
    settle()
    home = bench.window.pages[Place.HOME]
    assert "2 actions not closed, 2 of them overdue." in shown(home)
    found = home.findChild(QPushButton, "actions")
    assert found is not None
    push(found)
    assert bench.window.stack.currentWidget() is bench.window.pages[Place.ACTIONS]


def test_an_action_from_its_form_to_closed(drawn: tuple[Bench, Drawn]) -> None:
    bench, story = drawn
    page = page_of(bench)
    assert "Nothing waits" in shown(page)
    push(page.adding.button)
    page.add_card.case.setText("3")
    page.add_card.task.setPlainText(TASK)
    page.add_card.owner.setText(OWNER)
    page.add_card.rung.setCurrentIndex(page.add_card.rung.findData("training"))
    page.add_card.due.setDate(QDate(2025, 7, 15))
    push(page.add_card.add_button)
    assert "A1 is added." in shown(page)
    assert page.panel.said_by.text() == OWNER
    page.panel.reply_text.setPlainText("Done on Monday.")
    push(page.panel.reply_button)
    assert not page.panel.reply_button.isVisible()
    page.panel.note_text.setPlainText("Which Monday?")
    push(page.panel.refuse_button)
    assert "the action is open again" in shown(page)
    page.panel.reply_text.setPlainText("7 July.")
    push(page.panel.reply_button)
    push(page.panel.accept_button)
    push(page.panel.close_button)
    history = shown(page.panel)
    for told in ("Done on Monday.", "Not accepted", "Which Monday?", "7 July.", "Closed"):
        assert told in history
    push(page.panel.back_button)
    assert page.lines == []
    assert actions.read_action(story.ws, 1).state == "closed"
    page.filter.choose("all")
    settle()
    assert [line.action.name for line in page.lines] == ["A1"]


def test_what_is_refused_is_told_in_its_place_and_nothing_typed_is_lost(drawn: tuple[Bench, Drawn]) -> None:
    bench, story = drawn
    add(story.ws)
    page = page_of(bench)
    push(page.adding.button)
    page.add_card.case.setText("five")
    push(page.add_card.add_button)
    assert "The case number is no whole number." in shown(page.add_card)
    page.add_card.case.setText("99")
    page.add_card.task.setPlainText(TASK)
    page.add_card.owner.setText(OWNER)
    page.add_card.due.setDate(QDate(2025, 7, 15))
    push(page.add_card.add_button)
    assert "Round R1 has no case 99." in shown(page.add_card)
    assert page.add_card.task.toPlainText() == TASK
    push(page.lines[0].open_button)
    push(page.panel.reply_button)
    assert "Say what was replied." in shown(page.panel)
    assert page.panel.reply_button.isEnabled()


def test_overdue_is_a_word_and_a_shape_and_a_name(drawn: tuple[Bench, Drawn]) -> None:
    bench, story = drawn
    add(story.ws)
    reply(story.ws, add(story.ws).action_id)
    due = from_text("2025-07-15T09:00:00Z")
    story.clock.advance(days=(due + timedelta(days=3) - story.clock.now).days)
    page = page_of(bench)
    assert [line.action.name for line in page.lines] == ["A1", "A2"]
    assert "Overdue by 3 days" in shown(page.lines[0])
    assert "Reply received" in shown(page.lines[1])
    node = QAccessible.queryAccessibleInterface(page.lines[0].open_button)
    assert node is not None
    assert node.text(QAccessible.Text.Name) == f"Open A1: {TASK}. Overdue by 3 days"
    page.filter.choose("overdue")
    settle()
    assert [line.action.name for line in page.lines] == ["A1"]


def test_the_letter_is_written_where_it_is_wanted(drawn: tuple[Bench, Drawn], tmp_path: Path) -> None:
    bench, story = drawn
    add(story.ws, case_number=2)
    page = page_of(bench)
    push(page.lines[0].open_button)
    bench.ask.answers.append(tmp_path / "letter.pdf")
    push(page.panel.letter_button)
    assert (tmp_path / "letter.pdf").read_bytes().startswith(b"%PDF")
    assert "The letter is written." in shown(page.panel)
    assert "action_letter_made" in [entry["event"] for entry in entries(story.ws)]
    assert not bench.window.message_bar.isVisible(), "every character is on the paper"


def test_what_the_letter_cannot_show_is_told_beside_that_it_is_written(
    drawn: tuple[Bench, Drawn], tmp_path: Path
) -> None:
    bench, story = drawn
    add(story.ws, task="Look at \U0001f54a again.")
    page = page_of(bench)
    push(page.lines[0].open_button)
    bench.ask.answers.append(tmp_path / "letter.pdf")
    push(page.panel.letter_button)
    assert "The letter is written." in shown(page.panel)
    bar = bench.window.message_bar
    assert bar.isVisible()
    assert bar.property("bar") == "warn"
    assert bar.what.text().endswith("no font of the program has: U+1F54A “\U0001f54a”.")
    assert bar.fix.text().endswith("before you hand it out.")


def test_another_workspace_shows_nothing_of_the_one_before(drawn: tuple[Bench, Drawn]) -> None:
    bench, story = drawn
    add(story.ws)
    page = page_of(bench)
    push(page.lines[0].open_button)
    page.reset()
    assert not page.panel.isVisible()


def test_feedback_is_drafted_edited_kept_and_copied(drawn: tuple[Bench, Drawn]) -> None:
    bench, story = drawn
    finished(story)
    page = page_of(bench)
    push(page.telling.button)
    card = page.feedback
    assert not card.keep_button.isEnabled()
    push(card.read_button)
    assert "Which case?" in shown(card)
    card.case.setText("2")
    push(card.read_button)
    assert "You have no sheet about case 2" in shown(card)
    card.case.setText("1")
    push(card.read_button)
    assert "A draft: nothing is kept yet." in shown(card)
    assert "What was good" in card.text.toPlainText()
    card.text.setPlainText("Thank you for a clear record.")
    push(card.keep_button)
    assert "The feedback is kept." in shown(card)
    push(card.copy_button)
    assert QGuiApplication.clipboard().text() == "Thank you for a clear record."
    assert feedback.read_feedback(story.ws, round_id=1, case_number=1).text == "Thank you for a clear record."


def test_feedback_whose_grades_were_changed_says_so_and_offers_the_new_draft(drawn: tuple[Bench, Drawn]) -> None:
    bench, story = drawn
    finished(story)
    feedback.write_feedback(story.ws, round_id=1, case_number=1, text="Thank you for a clear record.")
    change(story.ws, SS1="0")
    page = page_of(bench)
    push(page.telling.button)
    card = page.feedback
    card.case.setText("1")
    push(card.read_button)
    assert "The grades were changed after this was kept: read it again." in shown(card)
    assert (card.text.toPlainText(), card.sheet_button.isVisible()) == ("Thank you for a clear record.", False)
    push(card.draft_button)
    assert "What was good" in card.text.toPlainText()
    push(card.keep_button)
    assert not feedback.read_feedback(story.ws, round_id=1, case_number=1).stale
    assert (card.draft_button.isVisible(), card.sheet_button.isVisible()) == (False, True)
    change(story.ws, C1="yes")
    push(card.read_button)
    assert "before the case was taken away" in shown(card)
    assert (card.text.isReadOnly(), card.keep_button.isEnabled(), card.copy_button.isEnabled()) == (True, False, True)


@pytest.mark.parametrize("which", ["list", "one"])
def test_every_control_has_a_name(drawn: tuple[Bench, Drawn], which: str) -> None:
    bench, story = drawn
    add(story.ws)
    page = page_of(bench)
    page.adding.open()
    page.telling.open()
    if which == "one":
        push(page.lines[0].open_button)
    settle()
    assert not [one for one in page.findChildren(QAbstractButton) if one.isVisible() and not one.accessibleName()]
