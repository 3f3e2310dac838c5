"""The people page: yourself, everyone else, and what is done about them, with real workspaces."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt

from app.services import people as services
from app.ui.nav import Place
from app.ui.people.page import PeoplePage
from tests.builders import PASSPHRASE, make_workspace, open_new, reopen
from tests.people import NAME, OTHER, WORDS, add
from tests.ui.kit import Bench, press, settle
from tests.ui.test_accessible import nameless
from tests.ui.test_clipping import clipped, fit, sizes


def visit(bench: Bench) -> PeoplePage:
    bench.window.go(Place.PEOPLE)
    settle()
    page = bench.window.pages[Place.PEOPLE]
    assert isinstance(page, PeoplePage)
    return page


def open_as(bench: Bench, folder: Path, words: str) -> PeoplePage:
    bench.context.desk.put(reopen(folder, passphrase=words))
    settle()
    return visit(bench)


def fill(page: PeoplePage, role: str, words: str = "", again: str = "", name: str = NAME) -> None:
    form = page.form
    form.name.setText(name)
    form.role.choose(role)
    form.affiliation.choose("community")
    form.scope.setText("IAG")
    if words:
        form.sign_in_tick.click()
        form.passphrase.first.setText(words)
        form.passphrase.again.setText(again or words)
    form.go_button.click()
    settle()


def choose(page: PeoplePage, number: int) -> None:
    page.table.selectRow(number)
    settle()


@pytest.fixture
def three(bench: Bench, tmp_path: Path) -> PeoplePage:
    """A workspace of a line manager, a chair with a passphrase and a volunteer, as the line manager sees it."""
    ws = open_new(tmp_path / "workspace")
    add(ws, role="chair")
    add(ws, "Vikram Rao", "volunteer", "")
    ws.close()
    return open_as(bench, tmp_path / "workspace", PASSPHRASE)


def test_alone_the_page_says_what_to_do_next(empty: Bench) -> None:
    empty.window.go(Place.SETTINGS)
    empty.window.pages[Place.SETTINGS].people_button.click()
    settle()
    page = empty.window.pages[Place.PEOPLE]
    assert empty.window.stack.currentWidget() is page
    assert page.you.text() == "You are signed in as a line manager"
    assert page.empty.isVisible() and page.table.isHidden() and page.add_button.isHidden()
    page.empty.act.click()
    assert page.form.isVisible() and page.form.name.hasFocus() and page.empty.isHidden()
    page.form.back_button.click()
    assert page.form.isHidden() and page.empty.isVisible()
    page.back_button.click()
    assert empty.window.stack.currentWidget() is empty.window.pages[Place.SETTINGS]


def test_a_chair_is_added_with_the_passphrase_they_type(empty: Bench) -> None:
    page = visit(empty)
    page.empty.act.click()
    fill(page, "chair", WORDS)
    assert [one.name for one in page.people] == ["", NAME]
    assert page.person_card.isVisible() and page.person_card.name.text() == NAME
    assert page.person_card.result.what.text() == f"{NAME} is added."
    assert page.person_card.about.text().startswith("Chair, community, IAG. Signs in with a passphrase of their own.")
    assert page.form.passphrase.first.text() == page.form.passphrase.again.text() == ""
    folder = empty.context.desk.workspace.folder
    empty.context.desk.take().close()
    page = open_as(empty, folder, WORDS)
    assert page.you.text() == f"You are signed in as {NAME}, chair"
    assert empty.window.windowTitle() == f"Scrutiny Panel – practice – {NAME}, chair"
    assert page.table.isHidden() and page.add_button.isHidden() and page.empty.isHidden()
    shown = {place for place, made in empty.window.rail.buttons.items() if made.isVisible()}
    assert shown == {
        *(Place.HOME, Place.DRAW, Place.GRADING, Place.MEETINGS, Place.RESULTS),
        *(Place.PAPERS, Place.RECORD_OF_USE, Place.SETTINGS),
    }


def test_what_a_role_may_stands_under_it_and_volunteers_are_asked_for_no_passphrase(empty: Bench) -> None:
    page = visit(empty)
    page.empty.act.click()
    form = page.form
    form.role.choose("chair")
    assert "sets down what the panel agreed" in form.may.text()
    assert form.sign_in_tick.isVisible() and form.passphrase.isHidden() is False and not form.passphrase.isVisible()
    form.sign_in_tick.click()
    assert form.passphrase.isVisible()
    form.role.choose("volunteer")
    assert "from released text only" in form.may.text()
    assert not form.sign_in_tick.isVisible() and not form.passphrase.isVisible()
    fill(page, "volunteer")
    assert page.people[1].standing == "seat"
    page.add_button.click()
    assert not form.takes_over.isVisible()
    form.role.choose("coordinator")
    assert form.takes_over.isVisible()


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"name": " "}, "Type their name."),
        ({"role": ""}, "Choose what they are here as."),
        ({"words": WORDS, "again": OTHER}, "The two passphrases are not the same. Type them again."),
        ({"words": " "}, "Type the new passphrase."),
        ({"words": "short"}, "A passphrase has at least 8 characters."),
        ({"words": PASSPHRASE}, "That passphrase is in use in this workspace already."),
    ],
    ids=str,
)
def test_a_form_that_is_not_filled_rightly_stays_open_and_says_why(empty: Bench, changes: dict, said: str) -> None:
    page = visit(empty)
    page.empty.act.click()
    fill(page, **{"role": "chair", **changes})
    assert page.form.isVisible()
    assert page.form.trouble.what.text() == said
    assert len(services.list_people(empty.context.desk.workspace)) == 1


def test_a_person_is_changed_and_renamed(three: PeoplePage) -> None:
    choose(three, 2)
    assert three.person_card.name.text() == "Vikram Rao"
    assert not three.person_card.passphrase_button.isVisible()
    three.person_card.change_button.click()
    assert (three.form.name.text(), three.form.role.value) == ("Vikram Rao", "volunteer")
    assert not three.form.passphrase.isVisible()
    three.form.name.setText("Vik Rao")
    three.form.role.choose("auditor")
    three.form.go_button.click()
    settle()
    changed = three.people[2]
    assert (changed.name, changed.role, changed.standing) == ("Vik Rao", "auditor", "none")
    assert three.person_card.result.what.text() == "Vik Rao is changed."


def test_another_passphrase_for_someone(three: PeoplePage) -> None:
    choose(three, 1)
    three.person_card.passphrase_button.click()
    card = three.other_card
    assert not card.old.isVisible() and card.new.first.hasFocus()
    for line in (card.new.first, card.new.again):
        line.setText(OTHER)
    card.go_button.click()
    settle()
    assert three.person_card.result.what.text() == "They can sign in with their new passphrase."
    ws = three.context.desk.take()
    assert ws is not None
    ws.close()
    reopen(ws.folder, passphrase=OTHER).close()


def test_withdrawing_is_asked_once_more_and_leaving_it_leaves_it(three: PeoplePage) -> None:
    choose(three, 1)
    three.person_card.withdraw_button.click()
    assert three.sure_card.isVisible() and three.sure_card.back_button.hasFocus()
    assert "made before still opens" in three.sure_card.sentence.text()
    three.sure_card.back_button.click()
    assert three.person_card.isVisible() and three.people[1].standing == "passphrase"
    three.person_card.withdraw_button.click()
    three.sure_card.go_button.click()
    settle()
    assert [one.standing for one in three.people] == ["passphrase", "seat", "left"]
    assert three.person_card.about.text().startswith(f"{'Chair'}, police. Withdrawn")
    assert not three.person_card.change_button.isVisible() and three.person_card.erase_button.isVisible()
    three.person_card.erase_button.click()
    three.sure_card.go_button.click()
    settle()
    assert three.person_card.name.text() == "Person 2 (name erased)"
    assert not three.person_card.erase_button.isVisible()


def test_oneself_is_named_and_never_withdrawn(three: PeoplePage) -> None:
    choose(three, 0)
    card = three.person_card
    assert not card.withdraw_button.isVisible() and not card.passphrase_button.isVisible()
    three.own_name.setText("Sergeant Dunmore")
    three.name_button.click()
    settle()
    assert three.you.text() == "You are signed in as Sergeant Dunmore, line manager"
    assert three.window().windowTitle().endswith("Sergeant Dunmore, line manager")
    three.own_name.setText("vikram rao")
    three.name_button.click()
    settle()
    assert three.result.what.text() == "Somebody here has that name."


def test_one_s_own_passphrase(three: PeoplePage) -> None:
    three.own_button.click()
    card = three.own_card
    assert card.old.hasFocus()
    for old, new, said in (
        ("", OTHER, "Type the passphrase you have now."),
        ("wrong words", OTHER, "That is not the passphrase you signed in with."),
        (PASSPHRASE, WORDS, "That passphrase is in use in this workspace already."),
    ):
        card.old.setText(old)
        card.new.first.setText(new)
        card.new.again.setText(new)
        card.go_button.click()
        settle()
        assert card.trouble.what.text() == said
    card.new.first.setText(OTHER)
    card.new.again.setText(OTHER)
    card.go_button.click()
    settle()
    assert card.isHidden() and three.result.what.text() == "Your passphrase is changed."
    assert card.old.text() == card.new.first.text() == ""
    ws = three.context.desk.take()
    assert ws is not None
    ws.close()
    reopen(ws.folder, passphrase=OTHER).close()


def test_no_passphrase_stays_behind_when_one_goes_elsewhere(three: PeoplePage) -> None:
    three.own_button.click()
    three.own_card.old.setText(PASSPHRASE)
    three.own_card.new.first.setText(OTHER)
    three.go.emit(Place.HOME, None)
    settle()
    assert three.own_card.old.text() == three.own_card.new.first.text() == ""


def test_the_recovery_key_says_so(bench: Bench, tmp_path: Path) -> None:
    ws, made = make_workspace(tmp_path / "made")
    ws.close()
    page = open_as(bench, tmp_path / "made", made.recovery_key)
    assert page.you_more.text().startswith("You came in with the recovery key")


def test_a_person_is_added_and_withdrawn_by_keyboard_alone(three: PeoplePage) -> None:
    window = three.window()
    three.add_button.setFocus()
    press(window, Qt.Key.Key_Space)
    assert three.form.name.hasFocus()
    for letter in "Ada":
        press(window, letter)
    press(window, Qt.Key.Key_Tab, Qt.Key.Key_Right, Qt.Key.Key_Right, Qt.Key.Key_Space)
    assert three.form.role.value == "chair"
    press(window, Qt.Key.Key_Tab, Qt.Key.Key_Space, Qt.Key.Key_Tab, Qt.Key.Key_Return)
    assert [one.name for one in three.people] == ["", NAME, "Vikram Rao", "Ada"]
    assert three.table.hasFocus()
    for _ in range(3):
        press(window, Qt.Key.Key_Tab)
        if three.person_card.withdraw_button.hasFocus():
            break
    while not three.person_card.withdraw_button.hasFocus():
        press(window, Qt.Key.Key_Tab)
    press(window, Qt.Key.Key_Space, Qt.Key.Key_Tab, Qt.Key.Key_Space)
    assert three.people[-1].standing == "left" and three.people[-1].name == "Ada"


def states(page: PeoplePage) -> list:
    def chosen() -> None:
        choose(page, 1)

    return [
        lambda: None, page.own_button.click, page.own_card.back_button.click, chosen,
        page.person_card.passphrase_button.click, page.other_card.back_button.click,
        page.person_card.change_button.click, page.form.back_button.click,
        page.person_card.withdraw_button.click, page.sure_card.back_button.click,
        page.add_button.click, lambda: page.form.role.choose("chair"), page.form.sign_in_tick.click,
    ]  # fmt: skip


def test_every_control_of_every_state_has_a_name(three: PeoplePage) -> None:
    for step in states(three):
        step()
        settle()
        assert nameless(three.window()) == []


@sizes
def test_nothing_is_cut_off_in_any_state(bench: Bench, three: PeoplePage, scale: int, width: int, height: int) -> None:
    fit(bench, scale, width, height)
    for step in states(three):
        step()
        settle()
        assert clipped(bench) == []
