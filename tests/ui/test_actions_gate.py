"""The Actions page offers each what is theirs: no button that would be refused, and nobody else's action."""

from pathlib import Path

import pytest

from app.ui.actions.page import ActionsPage
from app.ui.nav import Place
from tests.services.grading.test_action_gate import AUDITOR, CHAIR, COORDINATOR, LENA, OWN, TOM, Office, reply
from tests.ui.kit import Bench, settle
from tests.ui.test_actions import page_of, shown


@pytest.fixture
def office(tmp_path: Path) -> Office:
    """A meeting's action (A1, with a reply) and a line manager's own (A2); the window closes the workspace."""
    made = Office(tmp_path / "workspace")
    reply(made.ws, 1)
    return made


def sign_in(bench: Bench, office: Office, words: str) -> ActionsPage:
    bench.context.desk.put(office.as_(words))
    settle()
    return page_of(bench)


def names(page: ActionsPage) -> list[str]:
    return [line.action.name for line in page.lines]


def open_one(page: ActionsPage, name: str) -> str:
    """Open one of the list, and say what is shown of it."""
    page._show_one(next(line.action for line in page.lines if line.action.name == name))
    settle()
    return shown(page.panel)


def buttons(page: ActionsPage) -> list[bool]:
    """Whether a reply, accepting, not accepting and the letter are offered."""
    panel = page.panel
    found = (panel.reply_button, panel.accept_button, panel.refuse_button, panel.letter_button)
    return [one.isVisible() for one in found]


def test_a_line_manager_is_offered_a_reply_to_what_a_panel_asked_and_no_judgement(bench: Bench, office: Office) -> None:
    page = sign_in(bench, office, LENA)
    assert names(page) == ["A1", "A2"]
    assert "What the panel says of it is set down by a coordinator or the chair." in open_one(page, "A1")
    assert buttons(page) == [False, False, False, False]
    assert "set down by" not in open_one(page, "A2")
    assert buttons(page) == [True, False, False, True]
    page.panel.reply_text.setPlainText("Done.")
    page.panel.reply_button.click()
    settle()
    assert page.panel.accept_button.text() == "&Accept it"
    assert buttons(page) == [False, True, True, False]
    assert page.adding.isVisibleTo(page._some)
    assert [page.add_card.round.itemData(at) for at in range(page.add_card.round.count())] == [2]


def test_a_chair_sees_what_panels_asked_and_says_what_the_panel_thinks(bench: Bench, office: Office) -> None:
    page = sign_in(bench, office, CHAIR)
    assert names(page) == ["A1"]
    assert OWN not in shown(page)
    assert [page.add_card.round.itemData(at) for at in range(page.add_card.round.count())] == [1]
    assert not page.telling.isVisible()
    open_one(page, "A1")
    assert page.panel.accept_button.text() == "The panel &accepts it"
    assert buttons(page) == [False, True, True, False]
    page.panel.accept_button.click()
    settle()
    assert page.panel.close_button.isVisible()


def test_another_line_manager_and_a_coordinator(bench: Bench, office: Office) -> None:
    page = sign_in(bench, office, TOM)
    assert names(page) == ["A1"]
    assert not page.adding.isVisible()
    page = sign_in(bench, office, COORDINATOR)
    assert names(page) == ["A1", "A2"]
    assert (page.adding.isVisible(), page.telling.isVisible()) == (True, False)


def test_an_auditor_has_no_way_to_actions_and_reads_why_nothing_stands_there(bench: Bench, office: Office) -> None:
    bench.context.desk.put(office.as_(AUDITOR))
    settle()
    home = bench.window.pages[Place.HOME]
    assert "Actions" not in shown(home)
    page = page_of(bench)
    assert (page.not_yours.isVisible(), page.empty.isVisible(), names(page)) == (True, False, [])
    assert not page._some.isVisible()
