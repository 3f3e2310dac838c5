"""The list of meetings and the form of a new one, with the real services."""

from pathlib import Path

from PySide6.QtCore import QDate, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton

from app.services.panels import meetings
from app.ui.nav import Place
from tests.builders import Drawn
from tests.coordinated import open_coordinator
from tests.meeting_room import PANEL, TERMS, drawn_for_a_panel, everyone_comes, planned
from tests.people import add
from tests.ui.kit import Bench, settle
from tests.ui.test_meetings import message, page_of, push, shown

Key = Qt.Key


def test_with_no_meeting_it_says_what_to_do(bench: Bench, tmp_path: Path) -> None:
    page = page_of(bench, open_coordinator(tmp_path / "workspace"))
    assert "There is no meeting yet." in shown(page)
    push(page.list.empty.act)
    assert "No draw waits for a panel." in shown(page.set_up)
    assert "Nobody is known here yet" in shown(page.set_up)
    push(page.set_up.draws.draw_button)
    assert bench.window.stack.currentWidget() is bench.window.pages[Place.DRAW]


def test_a_line_manager_is_told_who_runs_meetings(drawn: tuple[Bench, Drawn]) -> None:
    bench, _story = drawn
    page = page_of(bench)
    assert "Meetings are run by a coordinator" in shown(page)
    assert not bench.window.rail.buttons[Place.MEETINGS].isVisible()


def test_setting_up_from_the_form(bench: Bench, tmp_path: Path) -> None:
    ws = drawn_for_a_panel(tmp_path / "workspace")
    add(ws, "Ottoline Brackenbury", "chair")
    page = page_of(bench, ws)
    push(page.list.empty.act)
    form = page.set_up
    QTest.keyClicks(form.panel.lineEdit(), PANEL)
    form.day.setDate(QDate(2025, 7, 14))
    assert form.draws.chosen == (1,)
    push(form.members.ticks[0])
    push(form.members.adding.button)
    for name in ("Idris Fairweather", "Sunniva Okonjo"):
        QTest.keyClicks(form.members.form.name, name)
        QTest.keyClick(form.members.form.name, Key.Key_Return)
        settle()
    assert form.members.chair.currentText() == "Ottoline Brackenbury"
    form.count()
    assert form.workload.text() == meetings.plan_workload(ws, draws=[1], seats=3, minutes=90).sentence
    push(form.go_button)
    assert "terms" in form.trouble.what.text()
    QTest.keyClicks(form.terms.lineEdit(), TERMS)
    push(form.go_button)
    assert page.views.currentWidget() is page.room
    made = meetings.read_meeting(ws, meetings.list_meetings(ws)[0].round_id)
    assert [(seat.name, seat.affiliation, seat.chairs) for seat in made.seats] == [
        ("Ottoline Brackenbury", "police", True),
        ("Idris Fairweather", "community", False),
        ("Sunniva Okonjo", "community", False),
    ]
    assert made.warning == page.room.warning.text() != ""
    assert made.label in message(bench)


def test_too_many_cases_for_the_time_is_said_at_once(bench: Bench, tmp_path: Path) -> None:
    page = page_of(bench, drawn_for_a_panel(tmp_path / "workspace"))
    push(page.list.empty.act)
    page.set_up.members.form.name.setText("Idris Fairweather")
    push(page.set_up.members.form.add_button)
    page.set_up.minutes.setValue(5)
    page.set_up.count()
    assert page.set_up.unfit.isVisible()
    page.set_up.minutes.setValue(500)
    page.set_up.count()
    assert not page.set_up.unfit.isVisible()


def test_a_panel_brings_its_people_and_what_it_agreed_before(bench: Bench, tmp_path: Path) -> None:
    room = planned(tmp_path / "workspace")
    page = page_of(bench, room.ws)
    push(page.list.new_button)
    box = page.set_up.panel
    assert [box.itemText(at) for at in range(box.count())] == [PANEL]
    terms = page.set_up.terms
    assert [terms.itemText(at) for at in range(terms.count())] == [TERMS]
    assert "No draw waits for a panel." in shown(page.set_up), "its draw is the first meeting's now"


def test_home_leads_to_the_meeting_that_comes_next(bench: Bench, tmp_path: Path) -> None:
    room = planned(tmp_path / "workspace")
    bench.context.desk.put(room.ws)
    settle()
    home = bench.window.pages[Place.HOME]
    assert "Hold the panel’s meeting" in shown(home)
    assert "Planned: 4 members, 3 cases." in shown(home)
    found = home.findChild(QPushButton, f"meeting:{room.round_id}")
    assert found is not None
    push(found)
    page = bench.window.pages[Place.MEETINGS]
    assert page.views.currentWidget() is page.room
    everyone_comes(room)
    meetings.open_meeting(room.ws, round_id=room.round_id)
    bench.window.go(Place.HOME)
    home.refresh()
    settle()
    assert "Open now: 0 of 3 cases finished." in shown(home)


def test_home_of_a_line_manager_knows_no_meetings(drawn: tuple[Bench, Drawn]) -> None:
    bench, _story = drawn
    bench.window.go(Place.HOME)
    settle()
    told = shown(bench.window.pages[Place.HOME])
    assert "Grade the cases" in told
    assert "meeting" not in told
