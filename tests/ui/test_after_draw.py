"""What comes between seal and draw, and after the draw, in the real window: beside the page, and never modal."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton

from app.services.drawing import replacing
from app.ui.draws.page import DrawPage
from app.ui.kit.disclosure import Disclosure
from app.ui.nav import Place
from tests.builders import OPEN_DATA, Drawn, grade, import_file, import_practice, open_case, seal
from tests.people import WORDS, add, signed_in_as
from tests.ui.kit import Bench, press, settle
from tests.ui.test_accessible import nameless
from tests.ui.test_clipping import SIZES, clipped, fit
from tests.ui.test_composing import pick, said


@pytest.fixture
def after(drawn: tuple[Bench, Drawn]) -> tuple[DrawPage, Drawn]:
    """The page on a draw of eight cases with two reserves, whose round is open."""
    bench, story = drawn
    return shown(bench), story


def shown(bench: Bench) -> DrawPage:
    bench.window.go(Place.DRAW)
    settle()
    page = bench.window.pages[Place.DRAW]
    assert isinstance(page, DrawPage)
    return page


@pytest.fixture
def sealed(empty: Bench) -> DrawPage:
    """The page on a sealed list that waits for its numbers."""
    ws = empty.context.desk.workspace
    import_practice(ws)
    seal(ws, seed_source="dice")
    page = shown(empty)
    assert page.views.currentWidget() is page.sealed
    return page


# ------------------------------------------------------------------ between seal and draw
def test_the_seal_is_given_away_and_it_is_written_down(sealed: DrawPage, empty: Bench, tmp_path: Path) -> None:
    lodging, notice = sealed.sealed.lodging, tmp_path / "notice.pdf"
    assert "Not lodged with anyone" in said(lodging)
    empty.ask.answers = [notice]
    lodging.notice_button.click()
    settle()
    assert notice.read_bytes().startswith(b"%PDF-")
    lodging.copy_button.click()
    frame = empty.context.services.list_frames(empty.context.desk.workspace)[0]
    copied = QGuiApplication.clipboard().text().replace(" ", "")
    assert frame.seal in copied and frame.plan in copied
    lodging.form.to.setText(" ")
    lodging.form.keep_button.click()
    settle()
    assert "not said to whom" in lodging.form.trouble.what.text()
    lodging.form.to.setText("The chair")
    lodging.form.keep_button.click()
    settle()
    assert "Lodged with The chair, as text" in said(lodging)
    lodging.qr_part.open()
    assert lodging.qr.isVisible() and lodging.qr.width() > 100


def test_the_seal_is_lodged_in_the_ceremony(sealed: DrawPage) -> None:
    window = sealed.window()
    sealed.sealed.draw_card.ceremony_button.click()
    settle()
    step = window.pages[Place.CEREMONY].seal
    assert step.qr.isVisible()
    assert "Not lodged with anyone" in step.lodged.text()
    press(window, Qt.Key.Key_L, Qt.Key.Key_Escape, Qt.Key.Key_L)
    assert step.form.isVisible() and step.form.to.hasFocus()
    QTest.keyClicks(step.form.to, "Mrs Lloyd")
    press(window, Qt.Key.Key_Return)
    assert step.lodged.text().startswith("Lodged with Mrs Lloyd, on paper")
    assert not step.form.isVisible()
    press(window, Qt.Key.Key_Return)
    assert window.pages[Place.CEREMONY].roll.digits.hasFocus()
    press(window, Qt.Key.Key_Escape)
    assert "Lodged with Mrs Lloyd" in said(sealed.sealed.lodging)


# ------------------------------------------------------------------ a case that cannot be graded
def test_a_case_gives_its_place_to_the_next_reserve(after: tuple[DrawPage, Drawn]) -> None:
    page, story = after
    view, change = page.drawn, page.drawn.change
    view.change_part.open()
    view.cases.selectRow(2)
    assert change.case.currentData() == story.draw.cases[2].token
    change.do_button.click()
    settle()
    assert change.trouble.what.text() == f"The reserve {story.draw.reserves[0].token[:8]} takes its place."
    became = [words for _, _, words in view.cases.shapes.rows]
    assert became[2].startswith("replaced by") and became[8] == "called from the reserve"
    assert view.reserves.shapes.rowCount() == 1
    assert not view.cases.isColumnHidden(5)
    assert change.case.findData(story.draw.cases[2].token) < 0


def test_reserves_run_out_and_a_case_is_kept_back(after: tuple[DrawPage, Drawn]) -> None:
    page, story = after
    for case in story.draw.cases[:2]:
        replacing.replace(story.ws, draw_id=1, token=case.token, reason="duplicate")
    page.refresh()
    settle()
    change = page.drawn.change
    page.drawn.change_part.open()
    pick(change.case, story.draw.cases[3].token)
    change.do_button.click()
    settle()
    assert "No reserve is left" in change.trouble.what.text()
    change.way.choose("withhold")
    assert "No other case comes" in change.words.text()
    pick(change.case, story.draw.cases[4].token)
    change.do_button.click()
    settle()
    assert page.drawn.cases.shapes.rows[4][2].startswith("kept back")


def test_a_case_that_was_graded_is_not_offered_and_where_none_is_left_no_button_is(
    after: tuple[DrawPage, Drawn],
) -> None:
    page, story = after
    change, tokens = page.drawn.change, [case.token for case in story.draw.cases]
    page.drawn.change_part.open()
    settle()
    assert [change.case.itemData(at) for at in range(change.case.count())] == tokens
    grade(story.ws, open_case(story, 1))
    page.drawn.change_part.open(False)
    page.drawn.change_part.open()
    settle()
    assert change.case.findData(tokens[0]) < 0
    for number in range(2, 9):
        grade(story.ws, open_case(story, number))
    for way, words in (("withhold", "can be kept back"), ("replace", "can be replaced")):
        change.way.choose(way)
        page.drawn.change_part.open(False)
        page.drawn.change_part.open()
        settle()
        assert words in change.words.text()
        assert not change.do_button.isVisible()


def test_whoever_may_not_is_told_who_may(after: tuple[DrawPage, Drawn], bench: Bench) -> None:
    page, story = after
    add(story.ws, role="auditor")
    bench.context.desk.put(signed_in_as(story.ws, WORDS))
    page = shown(bench)
    page.drawn.change_part.open()
    settle()
    change = page.drawn.change
    assert "Ask a line manager" in change.words.text()
    assert not change.do_button.isVisible() and not change.way.isVisible()
    page.drawn.targeted_part.open()
    settle()
    asked = page.drawn.targeted
    assert "who may not set up" in asked.round_words.text()
    assert not asked.add_button.isVisible() and asked.show_button.isVisible()


# ------------------------------------------------------------------ the list held against another count
def test_a_list_is_held_against_the_published_file(empty: Bench) -> None:
    ws = empty.context.desk.workspace
    import_file(ws, OPEN_DATA)
    frame = seal(ws)
    empty.context.services.draw_sample(ws, frame_id=frame.frame_id, seed="31415926535897932384")
    page = shown(empty)
    card = page.drawn.reconcile
    page.drawn.reconcile_part.open()
    assert "Not yet reconciled" in page.drawn.reconcile_part.button.text()
    assert "Due on 30 September 2025" in said(card)
    empty.ask.answers = [OPEN_DATA]
    card.file_button.click()
    settle()
    assert "agrees with the other count" in said(card)
    assert card.table.isVisible() and not card.explaining.isVisible()
    assert "It agrees" in page.drawn.reconcile_part.button.text()


def test_a_list_that_is_due_is_named_at_home_and_leads_here(after: tuple[DrawPage, Drawn]) -> None:
    page, story = after
    window = page.window()
    story.clock.advance(days=120)
    window.go(Place.HOME)
    window.pages[Place.HOME].refresh()
    settle()
    home = window.pages[Place.HOME]
    next(each for each in home.findChildren(QPushButton) if each.text() == "Compare").click()
    settle()
    assert window.stack.currentWidget() is page
    assert "and due" in page.drawn.reconcile_part.button.text()


def test_a_figure_differs_and_is_explained(after: tuple[DrawPage, Drawn]) -> None:
    page, _story = after
    card = page.drawn.reconcile
    page.drawn.reconcile_part.open()
    card.typed_part.open()
    card.figure.setValue(310)
    card.typed_button.click()
    settle()
    assert "Where does the figure come from" in card.trouble.what.text()
    card.source.setText("The force's own return")
    card.typed_button.click()
    settle()
    assert "differs from the other count" in said(card)
    assert card.table.shapes.rows[0].difference == -6
    card.explanation.setText("Six were entered late.")
    card.explain_button.click()
    settle()
    assert "Explained: Six were entered late." in said(card)


# ------------------------------------------------------------------ beside the draw
def test_a_case_that_somebody_asked_for_stands_apart(after: tuple[DrawPage, Drawn]) -> None:
    page, story = after
    card = page.drawn.targeted
    taken = {case.case_key for case in (*story.draw.cases, *story.draw.reserves)}
    reference = next(key for key in ("PSS/25/04202", "PSS/25/04203", "PSS/25/04205") if key not in taken)
    page.drawn.targeted_part.open()
    assert card.round_words.text() == "It joins round R1."
    card.reference.setText(reference)
    card.add_button.click()
    settle()
    assert "needs who asked for it" in card.trouble.what.text()
    card.asked_by.setText("Mr Okafor")
    card.why.setText("His son was stopped")
    card.add_button.click()
    settle()
    assert card.trouble.what.text() == f"{reference} is on the list of cases asked for."
    card.show_button.click()
    settle()
    assert "Asked for by Mr Okafor: His son was stopped" in said(card)
    assert page.drawn.cases.shapes.rowCount() == 8


def test_a_further_draw_has_its_own_plan_and_numbers(after: tuple[DrawPage, Drawn]) -> None:
    page, _story = after
    page.drawn.later_part.open()
    later = page.drawn.later
    later.sample_size.setValue(4)
    later.source.choices.choose("app")
    later.fix_button.click()
    settle()
    assert page.views.currentWidget() is page.sealed
    assert "plan 2 not drawn" in page.lists.currentText()
    page.sealed.draw_card.alone_button.click()
    settle()
    assert page.views.currentWidget() is page.drawn
    assert page.drawn.cases.shapes.rowCount() == 4
    page.drawn.others_part.open()
    assert "Draw 1 of this list" in said(page.drawn._others)
    assert [page.lists.itemText(n).endswith(("draw 2)", "draw 1)")) for n in range(1, 3)] == [True, True]


def test_other_lists_of_the_same_days_are_named(after: tuple[DrawPage, Drawn]) -> None:
    page, story = after
    seal(story.ws)
    page.arrive(1)
    settle()
    assert page.views.currentWidget() is page.drawn
    page.drawn.others_part.open()
    assert "List 2, 1 June 2025 to 30 June 2025" in said(page.drawn._others)


def test_quiet_lines_open_with_the_keyboard(after: tuple[DrawPage, Drawn]) -> None:
    page, _story = after
    line = page.drawn.seal_part.button
    line.setFocus()
    assert not page.drawn.seal_card.isVisible()
    press(page.window(), Qt.Key.Key_Space)
    assert page.drawn.seal_card.isVisible()


@pytest.mark.parametrize(("scale", "width", "height"), SIZES, ids=lambda value: str(value))
def test_every_quiet_line_fits_when_it_is_open(
    after: tuple[DrawPage, Drawn], drawn: tuple[Bench, Drawn], scale: int, width: int, height: int
) -> None:
    page, story = after
    bench = drawn[0]
    fit(bench, scale, width, height)
    for part in page.drawn.findChildren(Disclosure):
        part.open()
    settle()
    assert clipped(bench) == []
    assert nameless(page) == []
    seal(story.ws, strata=("lpu", "is_child"), take_all=((("power", "s1_pace"),),), join_small=True, size=40)
    page.arrive(2)
    settle()
    assert page.views.currentWidget() is page.sealed
    for part in page.sealed.findChildren(Disclosure):
        part.open()
    settle()
    assert clipped(bench) == []
    page.new_button.click()
    settle()
    compose = page.compose
    for part in compose.findChildren(Disclosure):
        part.open()
    compose.design.way.choose("groups")
    pick(compose.design.facets[0], "lpu")
    compose.design.share.choose("fixed")
    compose.source.choices.choose("named")
    compose.design.take_all.add_button.click()
    compose._count()
    settle()
    assert clipped(bench) == []
    assert nameless(page) == []
    assert (bench.window.width(), bench.window.height()) == (width, height)
