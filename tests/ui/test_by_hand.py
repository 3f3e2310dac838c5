"""Typing in one record through the window: by keyboard alone, with nothing lost and every text's reading told."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.services.collecting import by_hand
from app.ui.by_hand.controls import CodeControl, TicksControl
from app.ui.by_hand.form_view import RecordFormView
from app.ui.by_hand.page import ByHandPage
from app.ui.nav import Place
from tests.builders import entries, import_practice
from tests.journeys.looking import counts
from tests.ui.kit import Bench, press, settle
from tests.ui.tabbing import tab_round
from tests.ui.test_accessible import nameless
from tests.ui.test_clipping import clipped, fit, sizes

AUTHORITY = {"authority_ref": "S60/25/7", "starts_at": "14/06/2025 21:00", "hours": "12"}


@pytest.fixture
def page(empty: Bench) -> ByHandPage:
    """The page, with the form of an authority on it."""
    empty.window.go(Place.BY_HAND, "s60_authority")
    settle()
    found = empty.window.pages[Place.BY_HAND]
    assert isinstance(found, ByHandPage)
    return found


def form_of(page: ByHandPage) -> RecordFormView:
    assert page.form is not None
    return page.form


def fill(page: ByHandPage, texts: dict[str, str]) -> None:
    for name, text in texts.items():
        form_of(page).fields[name].control.show_typed(text)
    page._ask_check()
    settle()


def problems(page: ByHandPage) -> dict[str, str]:
    return {name: view.problem for name, view in form_of(page).fields.items() if view.problem}


def type_words(page: ByHandPage, field: str, words: str) -> None:
    """Type as the keyboard does, into the field that Tab comes to next."""
    for _ in range(80):
        if QApplication.focusWidget() is form_of(page).fields[field].control.first():
            break
        QTest.keyClick(page.window().windowHandle(), Qt.Key.Key_Tab)
    else:
        pytest.fail(f"Tab never came to {field}")
    for sign in words:
        QTest.keyClick(QApplication.focusWidget(), sign)
    settle()


@pytest.mark.qt_log_ignore("This plugin does not support")  # the list of what fits opens as a popup
def test_an_authority_is_typed_in_by_keyboard_alone(empty: Bench, page: ByHandPage, qtbot: QtBot) -> None:
    form_of(page).go_to("authority_ref")
    type_words(page, "authority_ref", "S60/25/7")
    type_words(page, "lpu", "Crewe")
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Return)
    type_words(page, "starts_at", "14/06/2025 21:00")
    type_words(page, "over_15h", "")
    for key in (Qt.Key.Key_Left, Qt.Key.Key_Left, Qt.Key.Key_Space):
        QTest.keyClick(QApplication.focusWidget(), key)
    type_words(page, "grounds", "A reprisal is expected.")
    type_words(page, "comms_channels", " ")
    page._ask_check()
    settle()
    assert form_of(page).fields["starts_at"].reading == "Will be kept as Saturday 14 June 2025, 21:00"
    QTest.keyClick(empty.window.windowHandle(), Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(page.saved.isVisible, timeout=2000)
    assert page.saved.what.text() == "Saved: section 60 authority S60/25/7"
    assert page.saved.more.text() == "It is new here. It is marked “typed by line manager” wherever it is shown."
    texts = by_hand.open_typed(empty.context.desk.workspace, page.saved.version_id).texts
    form = by_hand.form_of(empty.context.desk.workspace, "s60_authority")
    comms = next(field for field in form.fields if field.id == "comms_channels").choices[0][0]
    assert texts == {
        "authority_ref": "S60/25/7", "lpu": "crewe", "starts_at": "14/06/2025 21:00", "over_15h": "yes",
        "grounds": "A reprisal is expected.", "comms_channels": comms,
    }  # fmt: skip
    QTest.keyClick(empty.window.windowHandle(), Qt.Key.Key_Space)
    settle()
    assert form_of(page).texts == {} and QApplication.focusWidget() is form_of(page).fields["authority_ref"].control


def test_kinds_that_are_commonly_typed_stand_first(page: ByHandPage) -> None:
    names = [page.kind.itemText(at) for at in range(page.kind.count())]
    assert names[:3] == ["Hate crime or incident", "Section 60 authority", "More kinds"]
    assert not page.kind.model().flags(page.kind.model().index(2, 0)) & Qt.ItemFlag.ItemIsEnabled
    page.kind.setCurrentIndex(page.kind.findData("use_of_force"))
    settle()
    assert form_of(page).form.kind == "use_of_force"
    tactics = form_of(page).fields["tactics"].control
    assert isinstance(tactics, TicksControl) and len(tactics.ticks) > 20


def test_problems_stand_beside_their_fields_and_the_first_gets_the_keyboard(page: ByHandPage) -> None:
    fill(page, {"ends_at": "soon", "limb": "the fifth"})
    assert problems(page) == {
        "ends_at": "This is no date and time that can be read.", "limb": "This is not on the list of this field.",
    }  # fmt: skip
    page.foot.save_button.click()
    settle()
    assert set(problems(page)) == {"authority_ref", "starts_at", "ends_at", "limb"}
    assert page.foot.words.text() == "4 fields need putting right."
    assert QApplication.focusWidget() is form_of(page).fields["authority_ref"].control
    assert page.saved.isHidden()


def test_a_known_reference_is_said_before_it_is_saved_as_a_version(empty: Bench, page: ByHandPage) -> None:
    ws = empty.context.desk.workspace
    by_hand.add_record(ws, "s60_authority", AUTHORITY)
    for name, text in AUTHORITY.items():
        form_of(page).fields[name].control.show_typed(text)
    page.foot.save_button.click()
    settle()
    assert page.saved.isHidden(), "the first press only says it"
    assert page.foot.words.text().startswith("This section 60 authority is here already.")
    assert page.foot.save_button.text() == "Save as version 2"
    page.foot.save_button.click()
    settle()
    assert page.saved.more.text().startswith("It is version 2; the older one is kept")


def test_a_saved_record_is_changed_into_a_further_version(empty: Bench, page: ByHandPage) -> None:
    fill(page, {**AUTHORITY, "officer_name": "Quillfeather"})
    page.foot.save_button.click()
    page.saved.change_button.click()
    settle()
    form = form_of(page)
    assert {name: form.texts[name] for name in AUTHORITY} == AUTHORITY
    assert "officer_name" not in form.texts
    assert page.foot.words.text().startswith("You are changing S60/25/7.")
    assert not page.holds_unsaved
    form.fields["hours"].control.show_typed("20")
    page.foot.save_button.click()
    settle()
    texts = by_hand.open_typed(empty.context.desk.workspace, page.saved.version_id).texts
    assert texts["hours"] == "20"


def test_only_what_was_typed_in_opens_to_be_changed(empty: Bench, page: ByHandPage) -> None:
    import_practice(empty.context.desk.workspace)
    empty.window.go(Place.BY_HAND, 1)
    settle()
    assert page.trouble.what.text().startswith("This record was not typed in")


def test_a_draft_outlives_other_pages_and_other_kinds_and_the_window_asks(empty: Bench, page: ByHandPage) -> None:
    fill(page, AUTHORITY)
    empty.window.go(Place.HOME)
    empty.window.go(Place.BY_HAND, "hate_incident")
    settle()
    assert form_of(page).texts == {}
    page.kind.setCurrentIndex(page.kind.findData("s60_authority"))
    assert form_of(page).texts == AUTHORITY
    assert page.holds_unsaved
    empty.window.close()
    assert empty.window.isVisible()
    assert "is not on disk yet" in empty.window.message_bar.what.text()


def test_clearing_asks_first(page: ByHandPage) -> None:
    fill(page, AUTHORITY)
    page.foot.clear_button.click()
    assert form_of(page).texts == AUTHORITY
    page._edited()
    page.foot.clear_button.click()
    assert form_of(page).texts == AUTHORITY, "typing on takes the first press back"
    page.foot.clear_button.click()
    assert form_of(page).texts == {}


def test_help_is_a_key_away(empty: Bench, page: ByHandPage) -> None:
    view = form_of(page).fields["ends_at"]
    view.begin()
    press(empty.window, Qt.Key.Key_F1)
    assert view.help == "As first given. An extension has its own time."
    assert view.help_button is not None
    view.help_button.click()
    assert view.help == ""


def test_the_wheel_never_changes_an_answer(page: ByHandPage) -> None:
    control = form_of(page).fields["lpu"].control
    assert isinstance(control, CodeControl)
    control.show_typed("crewe")
    position = control.rect().center()
    wheel = QWheelEvent(
        position, control.mapToGlobal(position), position, position * -4, Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier, Qt.ScrollPhase.NoScrollPhase, False,
    )  # fmt: skip
    QApplication.sendEvent(control, wheel)
    assert control.typed() == "crewe"


def test_another_workspace_sees_nothing_of_the_draft(empty: Bench, page: ByHandPage) -> None:
    fill(page, AUTHORITY)
    ws = empty.context.desk.take()
    assert ws is not None
    empty.context.desk.put(ws)
    settle()
    assert page.forms == {} and not page.holds_unsaved


def test_no_word_of_it_is_in_the_log_or_the_title(empty: Bench, page: ByHandPage) -> None:
    fill(page, {**AUTHORITY, "grounds": "Quillfeather was seen."})
    page.foot.save_button.click()
    settle()
    ws = empty.context.desk.workspace
    assert not [word for word in ("Quillfeather", "S60/25/7") if word in str(entries(ws))]
    assert empty.window.windowTitle() == "Scrutiny Panel – practice"
    assert counts(ws)["import"] == 1


def test_every_control_has_a_name_and_tab_goes_round(empty: Bench, page: ByHandPage) -> None:
    assert nameless(empty.window) == []
    form_of(page).go_to("authority_ref")
    seen = tab_round(empty.window)
    controls = {id(view.control.first()) for view in form_of(page).fields.values()}
    assert controls <= {id(each) for each in seen}


@sizes
def test_no_word_of_the_form_is_cut_off(empty: Bench, page: ByHandPage, scale: int, width: int, height: int) -> None:
    fill(page, {"ends_at": "soon", "hours": "30", "starts_at": "14/06/2025"})
    page.foot.save_button.click()
    fit(empty, scale, width, height)
    assert clipped(empty) == []


def test_it_is_come_to_from_the_imports(empty: Bench) -> None:
    empty.window.go(Place.RECORDS)
    empty.window.pages[Place.RECORDS].by_hand_button.click()
    settle()
    page = empty.window.pages[Place.BY_HAND]
    assert empty.window.stack.currentWidget() is page
    assert [place for place, made in empty.window.rail.buttons.items() if made.isChecked()] == [Place.RECORDS]
    assert page.form is None and page.foot.isHidden()
