"""The ceremony in the real window, by keyboard alone: nothing goes in but digits, nothing shows before its time."""

from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QFontInfo, QGuiApplication, QInputMethodEvent, QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QScrollArea

from app.core.shapes.papers import PrintSize
from app.services.papers import issued
from app.ui.ceremony.drawn_step import DrawnStep
from app.ui.ceremony.page import CeremonyPage
from app.ui.ceremony.stage import Stage
from app.ui.nav import Place
from tests.builders import SEED, draw, draws, import_practice, seal
from tests.ui.kit import Bench, press, settle
from tests.ui.test_accessible import nameless
from tests.ui.test_clipping import clipped

ENTER, ESCAPE, BACKSPACE = Qt.Key.Key_Return, Qt.Key.Key_Escape, Qt.Key.Key_Backspace
Y, N, SPACE = Qt.Key.Key_Y, Qt.Key.Key_N, Qt.Key.Key_Space


@pytest.fixture
def page(empty: Bench) -> CeremonyPage:
    """The ceremony of a list of 304 cases, in a window of its own size."""
    ws = empty.context.desk.workspace
    import_practice(ws)
    frame = seal(ws, seed_source="dice")
    empty.window.go(Place.CEREMONY, frame.frame_id)
    settle()
    made = empty.window.pages[Place.CEREMONY]
    assert isinstance(made, CeremonyPage)
    return made


def title(page: CeremonyPage) -> str:
    return page.title.text()


def type_digits(page: CeremonyPage, digits: str) -> None:
    """Keys go to whatever has the focus, as from a keyboard."""
    focused = QApplication.focusWidget()
    assert focused is not None and page.isAncestorOf(focused)
    QTest.keyClicks(focused, digits)
    settle()


def to_confirm(page: CeremonyPage, digits: str = SEED) -> None:
    window = page.window()
    press(window, ENTER)
    type_digits(page, digits)
    press(window, ENTER, *[ENTER] * (len(digits) // 5), ENTER, ENTER, ENTER)
    assert title(page) == "Draw?"


def drawn_in(page: CeremonyPage) -> int:
    return len(draws.list_draws(page.context.desk.workspace))


def test_from_the_seal_to_the_round_with_the_keyboard_alone(page: CeremonyPage) -> None:
    window = page.window()
    assert window.isFullScreen() and not window.rail.isVisible()
    assert len("".join(page.seal.seal.parts)) == 64
    assert "Not lodged with anyone" in page.seal.lodged.text()
    press(window, ENTER)
    type_digits(page, SEED)
    press(window, ENTER)
    press(window, *[ENTER] * 4)
    for name in ("Ada", "Ben", "Cas"):
        type_digits(page, name)
        press(window, ENTER)
    assert page.confirm.people.text() == "Rolled by Ada, read out by Ben, witnessed by Cas."
    assert page.confirm.number.parts == ("31415", "92653", "58979", "32384")
    press(window, Y)
    assert title(page) == "The cases"
    assert page.drawn.table.shapes.rowCount() == 1
    press(window, *[ENTER] * 9)
    assert page.drawn.table.shapes.rowCount() == 10
    assert page.drawn.name.text() == "8 cases drawn"
    press(window, ENTER)
    assert title(page) == "Drawn"
    press(window, Qt.Key.Key_G)
    assert window.stack.currentWidget() is window.pages[Place.GRADING]
    assert window.rail.isVisible() and not window.isFullScreen()


def test_only_digits_go_in_one_by_one(page: CeremonyPage) -> None:
    window, roll = page.window(), page.roll
    press(window, ENTER)
    type_digits(page, "1a 2")
    assert roll.digits.digits == "12"
    assert roll.said.text() == ""
    type_digits(page, "q")
    assert roll.said.text() == "“q” is not a digit. Only 0 to 9 go in here."
    wide = QKeyEvent(QEvent.Type.KeyPress, 0, Qt.KeyboardModifier.NoModifier, "\N{FULLWIDTH DIGIT SEVEN}")
    QApplication.sendEvent(roll.digits, wide)
    assert "digit of another kind" in roll.said.text()
    QGuiApplication.clipboard().setText(SEED)
    QTest.keyClick(window.windowHandle(), Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    assert roll.said.text().startswith("Nothing can be pasted here.")
    composed = QInputMethodEvent()
    composed.setCommitString("123")
    QApplication.sendEvent(roll.digits, composed)
    assert roll.said.text().startswith("Several signs came at once.")
    assert roll.digits.digits == "12"
    press(window, BACKSPACE)
    assert roll.digits.digits == "1"
    assert roll.digits.accessibleDescription() == "1 digit so far: 1"


def test_a_digit_goes_in_wherever_the_focus_went(page: CeremonyPage) -> None:
    press(page.window(), ENTER)
    page.leave_button.setFocus()
    press(page.window(), "7")
    assert page.roll.digits.digits == "7" and page.roll.digits.hasFocus()


def test_nineteen_digits_are_too_few_and_it_says_so(page: CeremonyPage) -> None:
    window, roll = page.window(), page.roll
    press(window, ENTER)
    type_digits(page, SEED[:19])
    assert roll.to_go.text() == "of at least 20. 1 digit to go."
    assert not page.go_button.isEnabled()
    press(window, ENTER)
    assert title(page) == "Roll the dice"
    assert roll.said.text() == "Not yet: roll 1 more digit."
    type_digits(page, SEED[19:])
    assert "enough" in roll.to_go.text()
    assert page.go_button.isEnabled()


def test_leaving_in_the_middle_keeps_nothing(page: CeremonyPage) -> None:
    window = page.window()
    to_confirm(page)
    press(window, ESCAPE)
    assert "not kept" in page.leaving.text()
    press(window, ESCAPE)
    assert window.stack.currentWidget() is window.pages[Place.DRAW]
    assert drawn_in(page) == 0
    assert page.roll.digits.digits == ""
    assert all(name.text() == "" for name in page.read.names.values())


def test_a_wrong_digit_is_put_right_before_the_yes(page: CeremonyPage) -> None:
    window = page.window()
    to_confirm(page, SEED[:19] + "9")
    press(window, N)
    assert title(page) == "Roll the dice"
    press(window, BACKSPACE)
    type_digits(page, SEED[19:])
    press(window, *[ENTER] * 8, Y)
    assert draws.list_draws(page.context.desk.workspace)[0].seed == SEED


def test_enter_alone_never_draws(page: CeremonyPage) -> None:
    to_confirm(page)
    press(page.window(), ENTER, ENTER, SPACE)
    assert title(page) == "Draw?"
    assert "Press Y" in page.confirm.said.text()
    assert drawn_in(page) == 0


def test_nothing_shows_before_the_yes_and_nothing_changes_after_it(page: CeremonyPage) -> None:
    window = page.window()
    to_confirm(page)
    assert page.drawn.table.shapes.rowCount() == 0
    press(window, Y)
    assert not page.back_button.isVisible()
    QTest.keyClick(window.windowHandle(), Qt.Key.Key_Left, Qt.KeyboardModifier.AltModifier)
    press(window, Y, N)
    assert title(page) == "The cases"
    page.confirm.yes_button.click()
    settle()
    assert drawn_in(page) == 1


def test_the_room_sees_no_reference(page: CeremonyPage) -> None:
    window = page.window()
    to_confirm(page)
    press(window, Y, SPACE, *[ENTER] * 9)
    found = draws.list_draws(page.context.desk.workspace)[0]
    references = {case.case_key for case in (*found.cases, *found.reserves)}
    shown = " ".join(each.text() for each in page.findChildren(QLabel))
    model = page.drawn.table.shapes
    cells = [model.data(model.index(row, column)) for row in range(10) for column in range(model.columnCount())]
    assert found.cases[0].ticket[:4] in " ".join(cells)
    assert not any(reference in text for reference in references for text in [shown, *cells])


@pytest.mark.parametrize(("facet", "named"), [("power", True), ("sde_code", False)])
def test_groups_are_named_only_where_every_stage_shows_them(empty: Bench, facet: str, named: bool) -> None:
    ws, window = empty.context.desk.workspace, empty.window
    import_practice(ws)
    frame = seal(ws, strata=(facet,), join_small=True, size=40, reserves=0, seed_source="dice")
    window.go(Place.CEREMONY, frame.frame_id)
    settle()
    made = window.pages[Place.CEREMONY]
    assert isinstance(made, CeremonyPage)
    to_confirm(made)
    press(window, Y, ENTER)
    table = made.drawn.table
    assert table.isColumnHidden(3) is not named
    assert bool(made.drawn.group.text().partition(", ")[2]) is named


def test_cases_come_steadily_or_all_at_once_where_nothing_may_move(page: CeremonyPage, empty: Bench) -> None:
    to_confirm(page)
    press(page.window(), Y, SPACE)
    assert page.drawn.table.shapes.rowCount() == 2
    page.drawn._timer.timeout.emit()
    assert page.drawn.table.shapes.rowCount() == 3
    press(page.window(), SPACE)
    assert not page.drawn._timer.isActive()
    press(page.window(), Qt.Key.Key_End)
    assert page.drawn.table.shapes.rowCount() == 10
    still = DrawnStep(Stage(empty.look), still=True)
    still.show_draw(draws.list_draws(page.context.desk.workspace)[0], {})
    still.toggle_steady()
    assert still.all_shown and not still._timer.isActive()
    still.deleteLater()


def test_a_refusal_is_said_and_the_digits_stay(page: CeremonyPage) -> None:
    to_confirm(page)
    draw(page.context.desk.workspace)
    press(page.window(), Y)
    assert title(page) == "Draw?"
    assert "was drawn already" in page.confirm.said.text()
    assert page.leave_button.isEnabled()


def test_a_list_that_is_drawn_has_no_second_ceremony(page: CeremonyPage) -> None:
    window = page.window()
    draw(page.context.desk.workspace)
    for wanted in (1, None):
        window.go(Place.CEREMONY, wanted)
        settle()
        assert window.stack.currentWidget() is window.pages[Place.DRAW]


def test_papers_are_written_at_the_end_with_a_key_each(page: CeremonyPage, empty: Bench, tmp_path: Path) -> None:
    paper, bundle = tmp_path / "certificate.pdf", tmp_path / "bundle.zip"
    empty.ask.answers = [paper, bundle]
    to_confirm(page)
    press(page.window(), Y, Qt.Key.Key_End, ENTER, Qt.Key.Key_C, Qt.Key.Key_B)
    assert paper.read_bytes().startswith(b"%PDF-")
    assert bundle.read_bytes().startswith(b"PK")
    assert page.end.result.fix.text() == str(bundle)


def test_the_certificate_is_made_in_large_print_where_that_is_chosen(
    page: CeremonyPage, empty: Bench, tmp_path: Path
) -> None:
    to_confirm(page)
    press(page.window(), Y, Qt.Key.Key_End, ENTER)
    page.end.size_box.setFocus()
    press(page.window(), Qt.Key.Key_Down)
    assert page.end.size_box.currentText() == "Large print (18 point)"
    empty.ask.answers = [tmp_path / "certificate.pdf"]
    press(page.window(), Qt.Key.Key_C)
    (paper,) = issued.list_papers(page.context.desk.workspace)
    assert (paper.sort, paper.size) == ("certificate", PrintSize.LARGE)


@pytest.mark.parametrize(("width", "height"), [(1920, 1080), (1280, 720)], ids=lambda value: str(value))
def test_the_back_row_can_read_it(page: CeremonyPage, width: int, height: int) -> None:
    window = page.window()
    press(window, Qt.Key.Key_F11)
    window.resize(width, height)
    settle()
    assert QFontInfo(page.seal.facts.font()).pixelSize() >= page.height() // 30
    assert page.seal.seal._font(page.seal.seal.width()).pixelSize() >= height // 15
    press(window, ENTER)
    assert page.roll.digits._side() >= height // 10


SIZES = [(100, 1920, 1080), (100, 1280, 720), (200, 1280, 720), (100, 800, 600)]


@pytest.mark.parametrize(("scale", "width", "height"), SIZES, ids=lambda value: str(value))
def test_every_step_fits_and_has_names(page: CeremonyPage, empty: Bench, scale: int, width: int, height: int) -> None:
    window = empty.window
    if scale != empty.look.scale:
        empty.look.choose(scale=scale)
    press(window, Qt.Key.Key_F11)
    window.resize(width, height)
    settle()
    for keys in ([], [ENTER], [*SEED], [ENTER], [ENTER] * 7, [Y], [ENTER] * 9, [ENTER]):
        press(window, *keys)
        assert clipped(empty) == []
        assert nameless(window) == []
        scroller = page.views.currentWidget()
        assert isinstance(scroller, QScrollArea)
        assert scroller.widget().width() <= scroller.viewport().width(), "something stands beyond the right edge"
        focused = QApplication.focusWidget()
        assert focused is not None and page.isAncestorOf(focused) and focused.accessibleName()
        assert (window.width(), window.height()) == (width, height)
    assert title(page) == "Drawn"
