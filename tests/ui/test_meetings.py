"""A meeting in the window with the real services: members marked, opened, graded, agreed, closed; by keyboard."""

from collections.abc import Iterator
from functools import partial
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QLabel, QWidget

from app.core.shapes.meetings import MeetingState, Presence
from app.services.panels import panel_views
from app.services.panels.meeting_outcomes import meeting_outcomes
from app.services.workspace import Workspace
from app.ui.actions.page import ActionsPage
from app.ui.meetings import audience
from app.ui.meetings.page import MeetingsPage
from app.ui.meetings.screens import Display, display_of
from app.ui.nav import Place
from tests import meeting_room
from tests.builders import entries
from tests.coordinated import open_coordinator
from tests.meeting_room import (
    MEMBERS,
    PANEL,
    Room,
    agree_all,
    finish,
    grade,
    grade_all,
    opened,
    planned,
)
from tests.people import WORDS, add, signed_in_as
from tests.ui.kit import Bench, settle

Key = Qt.Key


def page_of(bench: Bench, ws: Workspace | None = None) -> MeetingsPage:
    if ws is not None:
        bench.context.desk.put(ws)
    bench.window.go(Place.MEETINGS)
    settle()
    page = bench.window.pages[Place.MEETINGS]
    assert isinstance(page, MeetingsPage)
    return page


def room_of(bench: Bench, room: Room) -> MeetingsPage:
    page = page_of(bench, room.ws)
    push(page.list.lines[0].open_button)
    return page


def shown(widget: QWidget) -> str:
    return "\n".join(each.text() for each in widget.findChildren(QLabel) if each.isVisible())


def push(widget: QAbstractButton) -> None:
    """By the keyboard: it has the focus and Space is pressed."""
    assert widget.isVisible() and widget.isEnabled()
    widget.setFocus()
    QTest.keyClick(widget, Key.Key_Space)
    settle()


def message(bench: Bench) -> str:
    bar = bench.window.message_bar
    return f"{bar.what.text()} {bar.fix.text()}" if bar.isVisible() else ""


@pytest.fixture
def room(bench: Bench, tmp_path: Path) -> Iterator[Room]:
    yield opened(tmp_path / "workspace")


# -------------------------------------------------------------------- before it opens
def test_what_is_missing_leads_to_the_releases(bench: Bench, tmp_path: Path) -> None:
    room = planned(tmp_path / "workspace", released=False)
    page = room_of(bench, room)
    told = shown(page.room)
    assert all(sentence in told for sentence in room.view.missing)
    assert not page.room.open_button.isEnabled()
    push(page.room.releases_button)
    releases = bench.window.pages[Place.RELEASES]
    assert bench.window.stack.currentWidget() is releases
    assert "0 of 3 cases released" in shown(releases)


def test_members_are_marked_with_one_key_each_and_it_opens(bench: Bench, tmp_path: Path) -> None:
    room = planned(tmp_path / "workspace")
    page = room_of(bench, room)
    rows = page.room.attendance.rows
    assert bench.window.focusWidget() is rows[0].marks.segments[0], "the first who is not marked has the keys"
    for key in ("1", "1", "2", "1"):
        QTest.keyClick(bench.window.focusWidget(), key)
        settle()
    view = room.view
    assert [seat.presence for seat in view.seats] == [
        Presence.PRESENT, Presence.PRESENT, Presence.ABSENT, Presence.PRESENT,
    ]  # fmt: skip
    assert [seat.declared for seat in view.seats] == [True, True, False, True]
    assert page.room.here.button.text() == "Who is here: 3 of 4 members"
    assert bench.window.focusWidget() is page.room.open_button, "the last one is marked"
    push(page.room.open_button)
    assert room.view.state is MeetingState.OPEN
    assert bench.window.focusWidget() is page.room.next_button


def test_the_warning_is_there_to_be_read_aloud(bench: Bench, tmp_path: Path) -> None:
    page = room_of(bench, planned(tmp_path / "workspace"))
    assert "Read this aloud before anyone reads a case" in shown(page.room)
    assert "It tells of violence." in shown(page.room)


def test_who_comes_late_gets_a_seat_and_who_goes_is_marked(bench: Bench, room: Room) -> None:
    page = room_of(bench, room)
    push(page.room.here.button)
    card = page.room.attendance
    push(card.adding.button)
    QTest.keyClicks(card.form.name, "Wilfred Ashdown")
    push(card.form.add_button)
    assert [seat.name for seat in room.view.seats][-1] == "Wilfred Ashdown"
    QTest.keyClick(card.rows[-1].marks.segments[0], "1")
    QTest.keyClick(card.rows[1].marks.segments[0], "2")
    settle()
    assert not card.rows[1].marks.segments[1].isEnabled(), "who was here can only leave"
    QTest.keyClick(card.rows[1].marks.segments[0], "3")
    settle()
    assert [seat.presence for seat in room.view.seats] == [
        Presence.PRESENT, Presence.LEFT, Presence.PRESENT, Presence.PRESENT, Presence.PRESENT,
    ]  # fmt: skip


# -------------------------------------------------------------------- while it goes on
def test_nobody_sees_how_grades_spread_before_all_are_in(bench: Bench, room: Room) -> None:
    for seat in (1, 2, 3):
        grade(room, seat)
    page = room_of(bench, room)
    push(page.room.next_button)
    assert "3 locked, 1 still to come" in shown(page.case)
    assert not page.case.spread_button.isEnabled()
    assert "1 seat is still to come. Nobody sees how grades spread until all are in." in shown(page.case)
    assert not any(member.name in shown(page.case) for member in MEMBERS)
    grade(room, 4)
    push(page.case.back_button)
    push(page.room.next_button)
    push(page.case.spread_button)
    assert page.case.cards
    assert not any(member.name in shown(page.case) for member in MEMBERS)
    assert "spread_shown" in [entry["event"] for entry in entries(room.ws)]


def test_the_panel_votes_with_a_minority_and_opens_the_next_stage(bench: Bench, room: Room) -> None:
    grade_all(room, says=meeting_room.split)
    page = room_of(bench, room)
    push(page.room.next_button)
    push(page.case.spread_button)
    cards = [card for card in page.case.cards.values() if card.spread.to_agree]
    assert not page.case.stage_button.isEnabled()
    for number, card in enumerate(cards):
        form = card.form
        push(form.answer.segments[0])
        if number:
            push(form.all_button)
        else:
            for edit, votes in zip(form.votes.values(), (2, 1, 0), strict=True):
                edit.setValue(votes)
            push(form.minority_part.button)
            QTest.keyClicks(form.minority, "One of us saw it otherwise.")
        push(form.go_button)
        assert not form.isVisible()
        if number + 1 < len(cards):
            assert bench.window.focusWidget() is cards[number + 1].form.answer.segments[0]
    assert bench.window.focusWidget() is page.case.stage_button
    assert "Minority note: “One of us saw it otherwise.”" in shown(cards[0])
    assert "2 for, 1 against, 0 abstained" in shown(cards[0]).lower()
    assert "3 for, 0 against, 0 abstained" in shown(cards[1])
    stage = room.case(1).stage
    push(page.case.stage_button)
    assert room.case(1).stage not in ("", stage)
    assert not page.case.cards, "nothing is shown of the new stage before all are in"
    assert "4 still to come" in shown(page.case)


def test_votes_that_cannot_be_are_refused_at_their_question(bench: Bench, room: Room) -> None:
    grade_all(room)
    page = room_of(bench, room)
    push(page.room.next_button)
    push(page.case.spread_button)
    card = next(card for card in page.case.cards.values() if card.spread.to_agree)
    assert not card.form.go_button.isEnabled(), "nothing is chosen yet"
    push(card.form.answer.segments[0])
    card.form.votes["for"].setValue(9)
    push(card.form.go_button)
    assert card.trouble.isVisible()
    assert card.form.votes["for"].value() == 9, "what was typed is kept"
    push(card.form.all_button)
    push(card.form.go_button)
    assert not card.trouble.isVisible()
    push(card.change_button)
    assert card.form.votes["for"].value() == 3
    push(card.form.answer.segments[-1])
    push(card.form.go_button)
    assert "The panel did not agree" in shown(card)


def test_a_view_of_a_stage_that_is_behind_is_refused_at_its_question(bench: Bench, room: Room) -> None:
    grade_all(room)
    page = room_of(bench, room)
    push(page.room.next_button)
    push(page.case.spread_button)
    agree_all(room)
    page.refresh()
    settle()
    name, card = next((name, card) for name, card in page.case.cards.items() if card.spread.to_agree)
    push(card.change_button)
    panel_views.open_next_stage(room.ws, round_id=1, case_id=room.cases[0])
    push(card.form.go_button)
    assert "a later stage is open" in card.trouble.what.text()
    page.refresh()
    settle()
    assert name not in page.case.cards
    assert "earlier stages" in page.case.before.button.text()


def test_a_view_that_is_half_typed_is_there_again_and_the_window_does_not_close_on_it(bench: Bench, room: Room) -> None:
    grade_all(room)
    grade_all(room, case=2)
    page = room_of(bench, room)
    push(page.room.next_button)
    push(page.case.spread_button)
    name, card = next((name, card) for name, card in page.case.cards.items() if card.spread.to_agree)
    push(card.form.answer.segments[1])
    push(card.form.minority_part.button)
    QTest.keyClicks(card.form.minority, "Two of us")
    push(page.case.next_button)
    assert page.case.case.number == 2
    push(page.case.back_button)
    bench.window.close()
    assert bench.window.isVisible(), "it says that something typed is not on disk"
    push(page.room.cases.rows[0].open_button)
    form = page.case.cards[name].form
    assert (form.minority.toPlainText(), form.answer.segments[1].isChecked()) == ("Two of us", True)
    push(form.all_button)
    push(form.go_button)
    assert not page.holds_unsaved


def test_a_break_and_going_on(bench: Bench, room: Room) -> None:
    page = room_of(bench, room)
    page.room.break_button.minutes.setValue(15)
    push(page.room.break_button.button)
    assert room.view.state is MeetingState.BREAK
    assert page.room.break_bar.told.text().startswith("A break until ")
    assert bench.window.focusWidget() is page.room.break_bar.go_button
    push(page.room.break_bar.go_button)
    assert room.view.state is MeetingState.OPEN
    assert not page.room.break_bar.isVisible()


def test_it_closes_when_nothing_is_missing_and_keeps_what_it_came_to(bench: Bench, room: Room) -> None:
    page = room_of(bench, room)
    assert not page.room.close_button.isEnabled()
    assert all(sentence in shown(page.room) for sentence in room.view.missing)
    for case in (1, 2, 3):
        finish(room, case)
    push(page.room.back_button)
    push(page.list.lines[0].open_button)
    assert "3 of 3 cases finished" in shown(page.room)
    push(page.room.close_button)
    assert room.view.state is MeetingState.CLOSED
    told = shown(page.room)
    assert "What this meeting came to" in told
    assert all(member.name in told for member in MEMBERS)
    assert told.count("2 for, 1 against, 0 abstained") >= 3
    assert "No action of this meeting is open." in told
    push(page.room.results_button)
    results = bench.window.pages[Place.RESULTS]
    assert bench.window.stack.currentWidget() is results
    assert PANEL in results.round.currentText()


def test_another_workspace_shows_nothing_of_the_one_before(bench: Bench, room: Room, tmp_path: Path) -> None:
    page = room_of(bench, room)
    bench.context.desk.put(open_coordinator(tmp_path / "other"))
    bench.window.go(Place.MEETINGS)
    settle()
    assert page.views.currentWidget() is page.list
    assert PANEL not in shown(page)
    room.ws.close()


def test_an_action_comes_from_a_finished_case_and_the_way_back_is_there(bench: Bench, room: Room) -> None:
    for case in (1, 2, 3):
        finish(room, case)
    page = room_of(bench, room)
    push(page.room.cases.rows[2].open_button)
    assert "All 3 cases are through: the meeting may be closed." in shown(page.case)
    push(page.case.action_button)
    found = bench.window.pages[Place.ACTIONS]
    assert isinstance(found, ActionsPage)
    assert found.add_card.round.currentText().endswith(room.view.label)
    assert found.add_card.case.text() == "3"
    push(found.return_button)
    assert page.views.currentWidget() is page.case
    push(page.case.next_button)
    assert bench.window.focusWidget() is page.room.close_button


def test_answers_are_typed_in_the_grid_and_the_way_back_reads_again(bench: Bench, room: Room) -> None:
    page = room_of(bench, room)
    push(page.room.next_button)
    push(page.case.type_button)
    assert page.grid is not None
    assert page.views.currentWidget() is page.grid
    grade_all(room)
    page.grid.left.emit()
    settle()
    assert page.views.currentWidget() is page.case
    assert "4 locked" in shown(page.case).lower()


def test_a_chair_opens_and_closes_but_does_not_type_or_release(bench: Bench, tmp_path: Path) -> None:
    room = planned(tmp_path / "workspace", released=False)
    add(room.ws, "Ottoline Brackenbury", "chair")
    bench.context.desk.put(signed_in_as(room.ws, WORDS))
    page = page_of(bench)
    assert not page.list.new_button.isVisible()
    push(page.list.lines[0].open_button)
    assert not page.room.releases_button.isVisible()
    QTest.keyClick(page.room.attendance.rows[0].marks.segments[0], "1")
    settle()
    assert page.room.here.button.text() == "Who is here: 1 of 4 members"


def test_what_was_set_down_at_earlier_stages_is_at_hand(bench: Bench, room: Room) -> None:
    grade_all(room)
    agree_all(room)
    panel_views.open_next_stage(room.ws, round_id=room.round_id, case_id=room.cases[0])
    page = room_of(bench, room)
    push(page.room.next_button)
    asked = [text for text, _ in meeting_outcomes(room.ws, room.round_id)[0].views]
    assert not any(text in shown(page.case) for text in asked)
    push(page.case.before.button)
    assert all(text in shown(page.case) for text in asked)
    assert "2 for, 1 against, 0 abstained" in shown(page.case)


def test_the_coordinator_is_told_what_the_room_sees(bench: Bench, room: Room, monkeypatch: pytest.MonkeyPatch) -> None:
    own = display_of(bench.window.screen())
    beside = Display(name="projector", left=own.left + own.width, top=0, width=own.width, height=own.height)
    two = partial(audience.AudienceWindow, displays=lambda: (own, beside))
    monkeypatch.setattr(audience, "AudienceWindow", two)
    page = room_of(bench, room)
    push(page.room.next_button)
    push(page.case.project_button)
    assert page.audience is not None
    assert page.audience.isVisible()
    assert "The room sees case 1" in page.projector.told.text()
    push(page.projector.blank_button)
    assert page.projector.told.text() == "The room sees a blank screen."
    push(page.projector.blank_button)
    push(page.case.back_button)
    push(page.room.cases.rows[1].open_button)
    assert "The room sees case 2" in page.projector.told.text(), "the room goes along"
    push(page.projector.close_button)
    assert not page.projector.isVisible()
    assert not page.audience.isVisible()
    page.audience.deleteLater()


def test_a_member_who_declares_a_part_after_the_spread_was_shown_is_told_of_and_has_no_vote(
    bench: Bench, room: Room
) -> None:
    grade_all(room)
    agree_all(room)
    page = room_of(bench, room)
    push(page.room.next_button)
    assert not page.case.late.isVisible()
    push(page.case.part_button)
    assert page.grid.isVisible()
    for _ in range(2):
        QTest.keyClick(page.grid.table, Key.Key_C)
        settle()
    push(page.grid.back_button)
    assert page.case.late.text() == "Seat 1 declared a part in this case after its grades had been shown."
    assert page.case.late.isVisible()
