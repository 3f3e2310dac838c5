"""Setting up a panel's meeting, its names and who may do what in it."""

import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from app.core.shapes.meetings import MeetingState, Member, Presence, Vote
from app.core.shapes.people import PersonFacts
from app.services import audits, people
from app.services.grading import rounds
from app.services.panels import meetings, panel_views
from app.services.panels.meeting_choices import meeting_choices
from app.services.workspace import Workspace
from tests import meeting_room as room_for
from tests.builders import draw, entries, open_round, seal
from tests.meeting_room import MEMBERS, Room, refused
from tests.people import OTHER, WORDS, add, signed_in_as


@pytest.fixture
def room(tmp_path: Path) -> Iterator[Room]:
    """A meeting that is open, with everybody there."""
    room = room_for.opened(tmp_path / "workspace")
    yield room
    room.ws.close()


@pytest.fixture
def planned(tmp_path: Path) -> Iterator[Room]:
    """A meeting that is set up, its cases released."""
    room = room_for.planned(tmp_path / "workspace")
    yield room
    room.ws.close()


# ------------------------------------------------------------------ setting up
def test_a_meeting_is_a_round_of_its_own_sort(planned: Room):
    view = planned.view
    assert (view.label, view.area_label, view.police_vote) == ("Custody scrutiny panel, 10 July 2025", "", False)
    assert [seat.name for seat in view.seats] == [member.name for member in MEMBERS]
    assert [seat.votes for seat in view.seats] == [True, True, True, False]
    assert [seat.chairs for seat in view.seats] == [True, False, False, False]
    assert (view.workload.cases, view.workload.seats, view.workload.minutes) == (3, 4, 90)
    assert view.warning == "It tells of violence."
    assert [(case.number, case.released, case.set_aside) for case in view.cases] == [
        (n, True, False) for n in (1, 2, 3)
    ]
    assert rounds.list_rounds(planned.ws) == ()
    (listing,) = rounds.list_rounds(planned.ws, meetings=True)
    assert (listing.meeting, listing.label, listing.done, listing.due) == (True, view.label, 0, "")
    assert refused(lambda: open_round(planned.ws, 1)).what == "A panel grades draw D1, in meeting R1."


def test_a_plan_that_will_not_do_is_refused_in_words(tmp_path: Path):
    ws = room_for.drawn_for_a_panel(tmp_path / "workspace")
    plan = room_for.plan_of(1)
    lone = (Member(name="Idris Fairweather", affiliation="community"),)
    twice = (*MEMBERS, Member(name="IDRIS fairweather ", affiliation="pcc"))
    for changed, words in (
        ({"panel": " "}, "name of its panel"),
        ({"terms": ""}, "terms of reference"),
        ({"area": "atlantis"}, "no area"),
        ({"minutes": 0}, "0 minutes"),
        ({"draws": ()}, "at least one draw"),
        ({"draws": (1, 1)}, "none twice"),
        ({"draws": (9,)}, "no draw"),
        ({"members": lone}, "somebody who chairs"),
        ({"members": twice}, "has a seat already"),
        ({"members": (*MEMBERS, Member(name="", affiliation="pcc"))}, "needs a name"),
        ({"members": (*MEMBERS, Member(name="Ada", affiliation="army"))}, "no affiliation"),
        ({"members": (*MEMBERS, Member(name="", affiliation="pcc", person_id=99))}, "Nobody of that number"),
        ({"warning": "x" * 2_001}, "too long"),
    ):
        assert words in refused(lambda changed=changed: meetings.set_up_meeting(ws, replace(plan, **changed))).what
    assert meetings.list_meetings(ws) == ()
    ws.close()


def test_a_draw_for_a_line_manager_or_graded_elsewhere_is_no_panels(tmp_path: Path):
    ws = room_for.drawn_for_a_panel(tmp_path / "workspace")
    monthly = draw(ws, seal(ws, size=2).frame_id)
    told = refused(lambda: meetings.set_up_meeting(ws, room_for.plan_of(monthly.draw_id)))
    assert "which is not a panel’s" in told.what
    assert "Panel, short" in told.fix
    panels = refused(lambda: open_round(ws, 1))
    assert "which a panel grades" in panels.what
    assert panels.fix.startswith("Set up a meeting over it")
    assert "which a panel grades" in refused(lambda: rounds.create_round(ws, draw_ids=[1])).what
    meetings.set_up_meeting(ws, room_for.plan_of(1))
    assert "D1 is graded in round R1" in refused(lambda: meetings.set_up_meeting(ws, room_for.plan_of(1))).what
    ws.close()


def test_the_planner_tells_the_work_before_anything_is_set_up(tmp_path: Path):
    ws = room_for.drawn_for_a_panel(tmp_path / "workspace")
    found = meetings.plan_workload(ws, (1,), 4, 5)
    assert (found.cases, found.seats, found.minutes) == (3, 4, 5)
    assert found.minutes_each > 5
    assert "more than there are" in found.warning
    assert meetings.plan_workload(ws, (1,), 4, 600).warning == ""
    ws.close()


def test_a_meeting_may_grade_draws_of_several_kinds(tmp_path: Path):
    ws = room_for.drawn_for_a_panel(tmp_path / "workspace")
    second = draw(ws, seal(ws, kind="s60_search", size=2, form="panel_short").frame_id)
    view = meetings.set_up_meeting(ws, room_for.plan_of(1, second.draw_id)).value
    assert [case.number for case in view.cases] == [1, 2, 3, 4, 5]
    assert len({case.kind_label for case in view.cases}) == 2
    ws.close()


# ------------------------------------------------------------------ names and the log
def test_a_persons_name_stands_with_the_person_and_is_erased_there(planned: Room):
    ws = planned.ws
    ada = people.add_person(ws, PersonFacts(name="Ada Wintersgill", role="volunteer", affiliation="community")).value
    member = Member(name="", affiliation="community", person_id=ada.person_id)
    assert meetings.add_member(ws, round_id=1, member=member).value.seats[-1].name == "Ada Wintersgill"
    assert "has a seat already" in refused(lambda: meetings.add_member(ws, round_id=1, member=member)).what
    named = refused(lambda: meetings.erase_seat_name(ws, round_id=1, seat_id=planned.seats[-1]))
    assert "list of people" in named.what
    people.erase_name(ws, ada.person_id)
    assert planned.view.seats[-1].name == ""


def test_a_name_typed_for_a_seat_is_erased_and_the_grades_stay(room: Room):
    room_for.grade(room, 2)
    name = room.view.seats[1].name
    view = meetings.erase_seat_name(room.ws, round_id=1, seat_id=room.seats[1]).value
    assert [bool(seat.name) for seat in view.seats] == [True, False, True, True]
    assert room.case(1).seats.locked == 1
    assert name not in json.dumps(entries(room.ws))
    assert audits.verify_audit(room.ws).problems == ()
    assert "no such seat" in refused(lambda: meetings.erase_seat_name(room.ws, round_id=1, seat_id=99)).what


def test_the_log_of_a_meeting_holds_no_name_no_warning_and_no_words(room: Room):
    room_for.grade_all(room, 1, says=lambda seat, q: f"said by {seat}" if q.free_text else room_for.split(seat, q))
    votes = [Vote(question="C8", choice="green", votes_for=2, votes_against=1, minority="We saw it otherwise.")]
    room_for.show(room)
    panel_views.set_consensus(room.ws, round_id=1, case_id=room.cases[0], votes=votes)
    log = json.dumps(entries(room.ws), ensure_ascii=False)
    for words in (*(member.name for member in MEMBERS), "violence", "otherwise", room_for.PANEL, room_for.TERMS):
        assert words not in log
    events = [entry["event"] for entry in entries(room.ws)]
    assert {"meeting_set_up", "presence_marked", "meeting_opened", "spread_shown", "consensus_set"} <= set(events)


# ------------------------------------------------------------------ who may
def test_a_chair_runs_it_and_a_line_manager_and_an_auditor_do_not(tmp_path: Path):
    room = room_for.planned(tmp_path / "workspace")
    for role, words in (("chair", "a chair of ours"), ("auditor", "an auditor of ours")):
        people.add_person(room.ws, PersonFacts(name=role, role=role, affiliation="other"), passphrase=words)
    chaired = signed_in_as(room.ws, "a chair of ours")
    view = meetings.mark_presence(
        chaired, round_id=1, seat_id=room_seat(chaired), presence=Presence.PRESENT, declared=True
    ).value
    assert view.seats[0].name
    assert meetings.open_meeting(chaired, round_id=1).value.state is MeetingState.OPEN
    assert "may not set up panels" in refused(lambda: meetings.set_up_meeting(chaired, room_for.plan_of(1))).what
    audited = signed_in_as(chaired, "an auditor of ours")
    assert {seat.name for seat in meetings.read_meeting(audited, 1).seats} == {""}
    assert "may not open or close" in refused(lambda: meetings.close_meeting(audited, round_id=1)).what
    assert entries(audited)[-1]["event"] == "right_refused"
    audited.close()


def test_a_line_manager_sets_up_no_panel_where_there_is_a_coordinator_and_where_there_is_none(
    tmp_path: Path, workspace: Workspace
):
    people.add_person(workspace, PersonFacts(name="An Auditor", role="auditor", affiliation="other"), passphrase=OTHER)
    asks = (
        lambda ws: meetings.set_up_meeting(ws, room_for.plan_of(1, police_vote=True)),
        lambda ws: meetings.plan_workload(ws, [1], 4, 90),
        meeting_choices,
    )
    for ask in asks:
        told = refused(lambda ask=ask: ask(workspace))
        assert told.what.startswith("You are signed in as a line manager, who may not set up panels")
        assert told.fix == "Nobody here may. Add a coordinator under People first."
    ws = room_for.drawn_for_a_panel(tmp_path / "drawn")
    add(ws, role="line_manager")
    ws = signed_in_as(ws, WORDS)
    for ask in asks:
        assert refused(lambda ask=ask: ask(ws)).fix == "Ask a coordinator to do it."
    assert meetings.list_meetings(ws) == ()
    ws.close()


def room_seat(ws) -> int:
    return meetings.read_meeting(ws, 1).seats[0].seat_id
