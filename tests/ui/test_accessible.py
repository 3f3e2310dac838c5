"""Every page, as a screen reader and a keyboard come to it."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QAbstractButton, QRadioButton, QWidget

from app.ui.grading.key_row import RowKey
from app.ui.kit.segment import Segment
from app.ui.nav import Place
from tests.builders import Drawn
from tests.ui.kit import Bench, settle, walk
from tests.ui.tabbing import tab_round

ROLE = QAccessible.Role
INTERACTIVE = {
    ROLE.PushButton, ROLE.CheckBox, ROLE.RadioButton, ROLE.EditableText, ROLE.List, ROLE.ComboBox, ROLE.SpinBox,
    ROLE.Table, ROLE.ProgressBar, ROLE.ButtonMenu, ROLE.Slider,
}  # fmt: skip


def nameless(widget: QWidget) -> list[str]:
    found = []
    for node in walk(widget):
        if node.role() in INTERACTIVE and not node.text(QAccessible.Text.Name).strip():
            inner = node.object()
            owner = inner.parent() if inner is not None else None
            if type(owner).__name__ in ("QSpinBox", "QDateEdit", "QComboBox"):
                continue  # the inner line of a control that has a name
            if type(owner).__name__ in ("QComboBoxPrivateContainer",) or type(inner).__name__ == "QComboBoxListView":
                continue
            found.append(f"{node.role().name} {type(inner).__name__} {inner.objectName() if inner else ''}")
    return found


@pytest.mark.parametrize("place", list(Place), ids=lambda place: place.value)
def test_every_control_has_a_name(drawn: tuple[Bench, Drawn], place: Place) -> None:
    bench, _story = drawn
    bench.window.go(place)
    settle()
    assert nameless(bench.window) == []


def test_the_first_page_and_its_forms_have_names(bench: Bench) -> None:
    welcome = bench.window.welcome
    for view in (welcome.ways, welcome.new_form, welcome.open_form, welcome.recovery):
        welcome.views.setCurrentWidget(view)
        assert nameless(bench.window) == []


def test_answers_read_as_radio_buttons_with_their_state(drawn: tuple[Bench, Drawn]) -> None:
    bench, _story = drawn
    bench.window.go(Place.GRADING)
    settle()
    segment = bench.window.pages[Place.GRADING].panel.findChildren(Segment)[0]
    node = QAccessible.queryAccessibleInterface(segment)
    assert node is not None
    assert node.role() == ROLE.RadioButton
    assert node.text(QAccessible.Text.Description) == "Press 1"
    assert not node.state().checked
    segment.setChecked(True)
    assert QAccessible.queryAccessibleInterface(segment).state().checked


@pytest.mark.parametrize("place", list(Place), ids=lambda place: place.value)
def test_tab_goes_round_without_a_trap(drawn: tuple[Bench, Drawn], place: Place) -> None:
    bench, _story = drawn
    bench.window.go(place)
    settle()
    seen = tab_round(bench.window)
    rail = {id(made) for made in bench.window.rail.buttons.values() if made.isVisible()}
    assert len(rail) > 6
    assert rail <= {id(each) for each in seen}


@pytest.mark.parametrize("place", list(Place), ids=lambda place: place.value)
def test_every_action_in_sight_is_reached_without_a_mouse(drawn: tuple[Bench, Drawn], place: Place) -> None:
    bench, _story = drawn
    bench.window.go(place)
    settle()
    assert unreachable(bench.window, tab_round(bench.window)) == []


def unreachable(window: QWidget, stops: list[QWidget]) -> list[str]:
    """Buttons in sight that no Tab comes to: alone, as one of a set that arrows go along, or by a key of its own."""
    seen, sets = {id(each) for each in stops}, {id(each.parent()) for each in stops}
    found = []
    for made in window.findChildren(QAbstractButton):
        if not made.isVisible() or not made.isEnabled() or id(made) in seen or not made.shortcut().isEmpty():
            continue
        of_set = isinstance(made, QRadioButton | RowKey) and id(made.parent()) in sets
        inner = type(made.parent()).__name__ in ("QSpinBox", "QDateEdit", "QTableView", "QLineEdit")  # keys do the same
        if not of_set and not inner:
            found.append(f"{type(made).__name__} {made.accessibleName() or made.text()}")
    return found


def test_the_walk_sees_what_no_tab_comes_to(drawn: tuple[Bench, Drawn]) -> None:
    bench, _story = drawn
    bench.window.go(Place.GRADING)
    settle()
    lost = bench.window.pages[Place.GRADING].more_button
    lost.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    assert unreachable(bench.window, tab_round(bench.window)) == ["QPushButton Keys and more"]


def test_each_question_is_one_tab_stop(drawn: tuple[Bench, Drawn]) -> None:
    bench, _story = drawn
    bench.window.go(Place.GRADING)
    settle()
    page = bench.window.pages[Place.GRADING]
    stops = [each for each in page.panel.findChildren(Segment) if each.focusPolicy() & Qt.FocusPolicy.TabFocus]
    assert len(stops) == len(page.sitting.questions)
