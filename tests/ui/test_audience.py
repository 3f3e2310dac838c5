"""The room's window: what it may hold, how it is blanked, how it is left, and how it follows."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QLabel, QLineEdit, QTextEdit, QWidget

from app.services.panels import meetings, panel_views
from app.services.panels.audience import audience_case
from app.services.releasing import releases
from app.ui.kit.words import column
from app.ui.meetings.audience import AudienceWindow
from app.ui.meetings.projector_bar import ProjectorBar
from app.ui.meetings.screens import Display, display_of
from app.ui.tasks import Work
from tests.builders import PASSPHRASE
from tests.meeting_room import Room, agree_all, grade, grade_all, let_all_go, opened, show, split
from tests.ui.inline import InlineTasks
from tests.ui.kit import Bench, press, settle, walk
from tests.ui.test_clipping import clipped_in

Key = Qt.Key
WROTE = "The Thistlewood lad from number nine"


@pytest.fixture
def room(bench: Bench, tmp_path: Path) -> Room:
    made = opened(tmp_path / "meeting", kind="stop_search")
    bench.context.desk.put(made.ws)
    settle()
    return made


@pytest.fixture
def window(bench: Bench, room: Room) -> Iterator[AudienceWindow]:
    """The room's window on a screen of its own, beside the coordinator's."""
    own = display_of(bench.window.screen())
    beside = Display(name="projector", left=own.left + own.width, top=0, width=own.width, height=own.height)
    made = AudienceWindow(bench.context, lambda: (own, beside))
    made.show_case(room.round_id, room.cases[0])
    settle()
    yield made
    made.covers = False
    made.close()
    made.deleteLater()


@pytest.fixture
def covering(bench: Bench, room: Room) -> Iterator[AudienceWindow]:
    """The same where there is only one screen: asked for twice."""
    own = display_of(bench.window.screen())
    made = AudienceWindow(bench.context, lambda: (own,))
    made.show_case(room.round_id, room.cases[0])
    assert not made.isVisible()
    assert "what everybody sees" in bench.window.message_bar.what.text()
    made.show_case(room.round_id, room.cases[0])
    settle()
    yield made
    made.covers = False
    made.close()
    made.deleteLater()


def everything_said(window: QWidget) -> str:
    """Every text of every widget of a window, shown or not, and all that a screen reader is told."""
    found: list[str] = [window.windowTitle()]
    for each in (window, *window.findChildren(QWidget)):
        found += [each.accessibleName(), each.accessibleDescription(), each.toolTip(), each.windowTitle()]
        if isinstance(each, QLabel | QLineEdit | QAbstractButton):
            found.append(each.text())
        if isinstance(each, QTextEdit):
            found.append(each.toPlainText())
    for node in walk(window):
        found += [
            node.text(kind) for kind in (QAccessible.Text.Name, QAccessible.Text.Description, QAccessible.Text.Value)
        ]
    return "\n".join(found).casefold()


def later_values(tmp_path: Path) -> set[str]:
    """What the room may not see yet: what the last stage shows, read in a second room that has come so far."""
    other = opened(tmp_path / "another-meeting")
    open_to_the_end(other)
    case = audience_case(other.ws, round_id=other.round_id, case_id=other.cases[0])
    other.ws.close()
    lines = [line for group in case.stage.groups for line in group.lines]
    return {line.value.casefold() for line in lines if len(line.value) > 3}


def open_to_the_end(room: Room) -> None:
    """The panel goes through the first case's stages, up to the last, which is open then."""
    while room.view.cases[0].stage != "reveal":
        grade_all(room)
        agree_all(room)
        panel_views.open_next_stage(room.ws, round_id=room.round_id, case_id=room.cases[0])


def forbidden(room: Room, tmp_path: Path) -> set[str]:
    """References, names, and what belongs to a later stage."""
    cases = [releases.read_for_release(room.ws, round_id=room.round_id, case_id=case) for case in room.cases]
    references = {case.reference.casefold() for case in cases if case.reference}
    assert references
    released = " ".join(text.text for case in cases for text in case.texts).casefold()
    later = {value for value in later_values(tmp_path) if value not in released}  # an officer may write such a word
    return references | {seat.name.casefold() for seat in room.view.seats} | later


def test_no_widget_holds_a_reference_a_name_or_a_later_stage(
    window: AudienceWindow, room: Room, tmp_path: Path
) -> None:
    wanted = forbidden(room, tmp_path)
    assert len(wanted) > 6
    for step in (lambda: None, lambda: grade_all(room, says=split), lambda: show(room), lambda: agree_all(room)):
        step()
        window.read_again()
        settle()
        said = everything_said(window)
        assert "case 1 of 3" in said
        assert [word for word in wanted if word in said] == []


def test_a_later_stage_is_shown_once_the_panel_opened_it(window: AudienceWindow, room: Room, tmp_path: Path) -> None:
    later = later_values(tmp_path)
    open_to_the_end(room)
    window.read_again()
    said = everything_said(window)
    assert all(word in said for word in later)
    assert "now shown: " in said


def test_the_measure_finds_a_planted_word(window: AudienceWindow) -> None:
    planted = QLabel(WROTE, window)
    planted.hide()
    assert WROTE.casefold() in everything_said(window)


@pytest.mark.parametrize("key", [Key.Key_B, Key.Key_Period])
def test_one_key_blanks_it_and_shows_it_again(window: AudienceWindow, key: Qt.Key) -> None:
    told: list[str] = []
    window.told.connect(told.append)
    window.activateWindow()
    press(window, key)
    assert [each.text() for each in window.findChildren(QLabel) if each.isVisible()] == []
    assert told[-1] == "The room sees a blank screen."
    press(window, key)
    assert window.number.isVisible()
    assert told[-1] == "The room sees case 1: its text and questions."


def test_it_tells_how_many_are_in_and_shows_the_spread_only_when_asked(window: AudienceWindow, room: Room) -> None:
    grade(room, 1)
    window.read_again()
    assert window.count.text() == "1 of 4 forms in"
    for seat in (2, 3, 4):
        grade(room, seat)
    window.read_again()
    assert window.inner.currentWidget() is window.text
    press(window, Key.Key_T)
    assert window.inner.currentWidget() is window.text, "there is nothing else to turn to yet"
    show(room)
    window.read_again()
    assert window.inner.currentWidget() is window.spread
    assert window.sees == "The room sees case 1: how grades spread."
    press(window, Key.Key_T)
    assert window.inner.currentWidget() is window.text


def test_it_reads_again_as_soon_as_something_changed(window: AudienceWindow, room: Room, bench: Bench) -> None:
    grade(room, 1)
    bench.tasks.changed.emit(window.topics, None)
    assert window.count.text() == "1 of 4 forms in"
    releases.recall(room.ws, round_id=room.round_id, case_id=room.cases[0])
    bench.tasks.changed.emit(window.topics, None)
    assert window.blank


class BusyTasks(InlineTasks):
    """Work waits until the test lets it be done."""

    def __init__(self) -> None:
        super().__init__()
        self.waiting: list[Work] = []

    def _hand_over(self, work: Work) -> None:
        self.waiting.append(work)

    def do_one(self) -> None:
        super()._hand_over(self.waiting.pop(0))


def test_however_much_changes_meanwhile_is_read_once(window: AudienceWindow, room: Room) -> None:
    busy = BusyTasks()
    window.context = replace(window.context, tasks=busy)
    busy.changed.connect(window._changed)
    for seat in (1, 2, 3):
        grade(room, seat)
        busy.changed.emit(window.topics, None)
    assert len(busy.waiting) == 1, "the first change is read at once"
    grade(room, 4)
    busy.do_one()
    assert len(busy.waiting) == 1, "and all the others together"
    busy.do_one()
    assert window.count.text() == "All are in: 4 forms"
    assert busy.waiting == []


def test_it_follows_the_case_that_the_coordinator_has_open(window: AudienceWindow, room: Room) -> None:
    window.follow(room.round_id, room.cases[1])
    assert window.number.text() == "Case 2 of 3"
    window.close()
    window.follow(room.round_id, room.cases[2])
    assert not window.isVisible()


def held(window: AudienceWindow) -> list[str]:
    """What is in its widgets of a case, shown or not."""
    ours = (window.practice, window.way_out, window.rest, *window.guard.findChildren(QLabel))
    return [each.text() for each in window.findChildren(QLabel) if each not in ours and each.text()]


def test_what_is_not_released_any_more_stays_neither_on_the_screen_nor_behind_it(
    window: AudienceWindow, room: Room
) -> None:
    show_all_of(room)
    window.read_again()
    assert held(window)
    releases.recall(room.ws, round_id=room.round_id, case_id=room.cases[0])
    window.read_again()
    settle()
    assert window.blank and window.case is None
    assert held(window) == []
    press(window, Key.Key_B)
    assert window.blank and held(window) == [], "it is read again before anything is shown"
    assert window.sees == "The room sees a blank screen."
    let_all_go(room.ws)
    press(window, Key.Key_B)
    assert window.number.isVisible() and window.number.text() == "Case 1 of 3"


def test_what_is_taken_back_while_it_is_blank_is_not_shown_again(window: AudienceWindow, room: Room) -> None:
    press(window, Key.Key_B)
    releases.recall(room.ws, round_id=room.round_id, case_id=room.cases[0])
    press(window, Key.Key_B)
    assert window.blank and held(window) == []


def test_in_a_break_it_says_so_and_stays_blank_until_it_is_asked_for(
    window: AudienceWindow, room: Room, bench: Bench
) -> None:
    def seen() -> list[str]:
        return [each.text() for each in window.findChildren(QLabel) if each.isVisible()]

    bench.tasks.run(lambda: meetings.take_break(room.ws, round_id=room.round_id))
    settle()
    assert seen() == ["Break"]
    assert window.sees == "The room sees the word “Break”."
    press(window, Key.Key_B)
    assert seen() == ["Break"], "nothing is shown before the meeting goes on"
    bench.tasks.run(lambda: meetings.go_on(room.ws, round_id=room.round_id))
    settle()
    assert seen() == [] and window.sees == "The room sees a blank screen."
    press(window, Key.Key_B)
    assert window.number.isVisible() and "Break" not in seen()


def test_a_window_that_is_opened_in_a_break_shows_no_case(window: AudienceWindow, room: Room) -> None:
    window.close()
    meetings.take_break(room.ws, round_id=room.round_id)
    window.show_case(room.round_id, room.cases[0])
    settle()
    assert window.isVisible() and window.rest.isVisible() and not window.number.isVisible()


def show_all_of(room: Room) -> None:
    """The first case is graded, and its spread was seen."""
    grade_all(room, says=split)
    show(room)


def test_beside_the_coordinators_screen_it_is_closed_without_a_word(window: AudienceWindow, bench: Bench) -> None:
    assert not window.covers and window.way_out.isHidden()
    assert bench.window.isVisible()
    press(window, Key.Key_Escape)
    assert not window.isVisible()


def test_over_the_only_screen_it_is_left_with_the_passphrase(covering: AudienceWindow, bench: Bench) -> None:
    assert covering.covers and covering.way_out.isVisible()
    assert not bench.window.isVisible(), "nobody comes to the coordinator's window behind it"
    press(covering, Key.Key_Escape)
    assert covering.isVisible() and covering.guard.line.hasFocus()
    QTest.keyClicks(covering.guard.line, "not the one")
    press(covering, Key.Key_Return)
    assert covering.isVisible()
    assert covering.guard.trouble.what.text() == "That passphrase is not yours, or that of a coordinator."
    press(covering, Key.Key_Escape)
    assert covering.number.isVisible(), "staying shows the case again"
    covering.close()
    assert covering.isVisible(), "the window's own cross asks as well"
    QTest.keyClicks(covering.guard.line, PASSPHRASE)
    press(covering, Key.Key_Return)
    assert not covering.isVisible()
    assert bench.window.isVisible()


def test_it_goes_when_the_workspace_is_closed(window: AudienceWindow, bench: Bench) -> None:
    workspace = bench.context.desk.take()
    assert workspace is not None
    workspace.close()
    assert not window.isVisible()


def test_the_coordinator_blanks_it_from_their_own_window(bench: Bench) -> None:
    bar, line, wanted = ProjectorBar(bench.look), QLineEdit(), []
    bar.blank_wanted.connect(lambda: wanted.append(True))
    whole = QWidget()
    whole.setLayout(column(bar, line))
    bench.window.stack.addWidget(whole)
    bench.window.stack.setCurrentWidget(whole)
    bench.window.setFocus()
    press(bench.window, Key.Key_B)
    assert wanted == [], "there is nothing on the projector"
    bar.tell("The room sees case 1: its text and questions.")
    press(bench.window, Key.Key_B, Key.Key_Period)
    assert wanted == [True, True]
    line.setFocus()
    press(bench.window, Key.Key_B)
    assert (line.text(), len(wanted)) == ("b", 2)


@pytest.mark.parametrize(
    ("scale", "width", "height"), [(100, 1920, 1080), (100, 960, 540), (200, 1280, 720), (200, 960, 540)]
)
def test_no_word_is_cut_off(
    window: AudienceWindow, room: Room, bench: Bench, scale: int, width: int, height: int
) -> None:
    if scale != bench.look.scale:
        bench.look.choose(scale=scale)
    window.setWindowState(Qt.WindowState.WindowNoState)
    window.resize(width, height)
    settle()
    assert clipped_in(window) == []
    grade_all(room, says=split)
    agree_all(room)
    window.read_again()
    settle()
    assert window.inner.currentWidget() is window.spread
    assert clipped_in(window) == []
