"""The eight of GOWISELY as one row of keys: a letter each, one key an answer, told in words and by a sign."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAccessible
from pytestqt.qtbot import QtBot

from app.core.shapes.sheets import Sheet
from app.services.grading import sheets
from app.services.workspace import Workspace
from app.ui.grading.key_row import KeyRow
from app.ui.grading.page import GradingPage
from app.ui.nav import Place
from tests.builders import answer_stage, draw, import_practice, lock, open_new, open_round, seal
from tests.ui.kit import Bench, press, settle
from tests.ui.test_clipping import clipped, fit

Key = Qt.Key
IDS = [f"SS8{letter}" for letter in "abcdefgh"]


def open_at_the_video(folder: Path) -> Workspace:
    """A round on the full form, its first case with a video at the stage in which that is watched."""
    ws = open_new(folder)
    import_practice(ws)
    frame = seal(ws, form="full", size=3, reserves=0, where=(("bwv_on", "yes"),))
    opened = open_round(ws, draw(ws, frame.frame_id).draw_id)
    sheet = sheets.open_sheet(ws, round_id=opened.round_id, case_id=1).value
    lock(ws, answer_stage(ws, sheet))
    return ws


@pytest.fixture
def graded(bench: Bench, tmp_path: Path) -> Iterator[tuple[Bench, GradingPage, KeyRow]]:
    bench.context.desk.put(open_at_the_video(tmp_path / "workspace"))
    bench.window.go(Place.GRADING)
    settle()
    page = bench.window.pages[Place.GRADING]
    assert isinstance(page, GradingPage)
    (row,) = page.panel.findChildren(KeyRow)
    yield bench, page, row
    ws = bench.context.desk.take()
    assert ws is not None
    ws.close()


def sheet_of(page: GradingPage) -> Sheet:
    assert page.sitting.sheet is not None
    return page.sitting.sheet


def test_it_spells_the_word_and_one_key_answers_each_letter(graded: tuple[Bench, GradingPage, KeyRow]) -> None:
    bench, page, row = graded
    assert "".join(key.letter for key in row.keys) == "GOWISELY" == row.title.text()
    page.sitting.activate(IDS[0])
    for number, digit in enumerate("12345611"):
        assert page.sitting.active == IDS[number]
        shown = [view for view in row.questions if view.isVisible()]
        assert [view.question.id for view in shown] == [IDS[number]]
        assert shown[0].help.isVisible(), "the letter's help stands below it"
        press(bench.window, digit)
    codes = ["yes", "partly", "no", "not_recorded", "not_applicable", "cannot_tell", "yes", "yes"]
    answers = {question.id: question.answer for question in page.sitting.questions}
    assert [answers[name] for name in IDS] == codes
    assert page.sitting.active not in IDS
    assert [view for view in row.questions if view.isVisible()] == []
    assert row.count.text() == "8 of 8 answered"
    press(bench.window, Key.Key_U)
    assert page.sitting.active == IDS[-1]
    assert row.count.text() == "7 of 8 answered"


def test_they_stand_in_one_row_at_every_size(graded: tuple[Bench, GradingPage, KeyRow]) -> None:
    bench, page, row = graded
    page.sitting.activate(IDS[0])
    press(bench.window, *"123456")
    for scale, width, height in (
        (100, 1800, 1000),
        (100, 1360, 820),
        (100, 960, 540),
        (150, 1280, 720),
        (200, 1360, 820),
    ):
        fit(bench, scale, width, height)
        assert len({key.y() for key in row.keys}) == 1, (scale, width, height)
        assert clipped(bench) == []
        within = page.panel.scroller.viewport()
        left, right = (key.mapTo(within, QPoint(0, 0)).x() for key in (row.keys[0], row.keys[-1]))
        assert 0 <= left < right <= within.width() - row.keys[-1].width()
        said = row.said.isVisible()
        assert said is not row.keys[0].worded, "an answer's words stand on its key, or else in a line below"
        assert not said or row.said.text().replace("\N{NO-BREAK SPACE}", " ").startswith("G Yes · O Partly · W No · I ")


def test_a_screen_reader_hears_what_a_letter_means_and_its_answer(
    graded: tuple[Bench, GradingPage, KeyRow], qtbot: QtBot
) -> None:
    bench, page, row = graded
    node = QAccessible.queryAccessibleInterface(row.keys[0])
    assert node is not None
    assert node.text(QAccessible.Text.Name) == "Grounds: did the officer say why this person was being searched?"
    assert node.text(QAccessible.Text.Description) == "Letter G. Not answered yet"
    assert node.role() == QAccessible.Role.PushButton
    node.actionInterface().doAction("Press")  # the button goes down and up again, as under a finger
    qtbot.waitUntil(lambda: page.sitting.active == IDS[0])
    press(bench.window, "3")
    assert node.text(QAccessible.Text.Description) == "Letter G. No"


def test_the_row_is_one_stop_of_the_tab_key_and_arrows_go_along_it(graded: tuple[Bench, GradingPage, KeyRow]) -> None:
    bench, page, row = graded
    page.sitting.activate(IDS[2])
    settle()
    stops = [key.letter for key in row.keys if key.focusPolicy() & Qt.FocusPolicy.TabFocus]
    assert stops == ["W"]
    row.keys[2].setFocus()
    press(bench.window, Key.Key_Right, Key.Key_Right, Key.Key_Left)
    assert row.keys[3].hasFocus()
    assert page.sitting.active == IDS[2], "going along chooses nothing"
    press(bench.window, Key.Key_Space)
    assert page.sitting.active == IDS[3]


def test_without_a_short_word_for_each_there_is_no_row(graded: tuple[Bench, GradingPage, KeyRow], qtbot: QtBot) -> None:
    _bench, page, _row = graded
    sheet = sheet_of(page)
    stages = tuple(
        replace(
            stage, questions=tuple(replace(each, short=each.short * (each.id != IDS[7])) for each in stage.questions)
        )
        for stage in sheet.stages
    )
    page.sitting.sheet = replace(sheet, sheet_id=sheet.sheet_id + 1, stages=stages)
    page.panel.show_sheet(page.sitting.sheet)
    settle()
    assert page.panel.findChildren(KeyRow) == []
    assert set(IDS) <= set(page.panel.views)
