"""What may be chosen for a new meeting, and what a meeting came to."""

from pathlib import Path

import pytest

from app.core.errors import AppError
from app.core.shapes.people import PersonFacts
from app.services import people
from app.services.panels import meetings
from app.services.panels.meeting_choices import meeting_choices
from app.services.panels.meeting_outcomes import meeting_outcomes
from tests.builders import Drawn, draw, open_drawn, seal
from tests.coordinated import open_coordinator
from tests.meeting_room import PANEL, TERMS, agree_all, drawn_for_a_panel, finish, grade_all, opened, planned
from tests.people import OTHER


def test_draws_that_nobody_grades_are_offered_with_what_they_ask_of_a_member(tmp_path: Path) -> None:
    ws = drawn_for_a_panel(tmp_path / "workspace")
    (offered,) = meeting_choices(ws).draws
    assert (offered.draw_id, offered.cases, offered.refusal) == (1, 3, "")
    assert (offered.first_day, offered.last_day) == ("2025-06-01", "2025-06-30")
    assert offered.minutes_each * 3 == meetings.plan_workload(ws, draws=[1], seats=1, minutes=60).minutes_each


def test_a_draw_for_a_line_manager_says_why_a_panel_cannot_grade_it(tmp_path: Path) -> None:
    ws = drawn_for_a_panel(tmp_path / "workspace")
    draw(ws, seal(ws, kind="stop_search", size=2, form="monthly").frame_id)
    fits, other = meeting_choices(ws).draws
    assert (fits.draw_id, other.draw_id, fits.refusal) == (1, 2, "")
    assert "Draw again for a panel" in other.refusal


def test_a_draw_that_a_meeting_grades_is_not_offered_again_but_its_panel_and_terms_are(tmp_path: Path) -> None:
    room = planned(tmp_path / "workspace")
    choices = meeting_choices(room.ws)
    assert choices.draws == ()
    assert (choices.panels, choices.terms) == ((PANEL,), (TERMS,))


def test_volunteers_and_chairs_are_offered_with_their_panel(tmp_path: Path) -> None:
    ws = open_coordinator(tmp_path / "workspace")
    for name, role, words in (("Idris Fairweather", "volunteer", ""), ("Sunniva Okonjo", "chair", OTHER)):
        told = PersonFacts(name=name, role=role, affiliation="community", scope="CCG Chester")
        people.add_person(ws, told, passphrase=words)
    choices = meeting_choices(ws)
    assert [(one.name, one.chairs, one.scope) for one in choices.people] == [
        ("Idris Fairweather", False, "CCG Chester"),
        ("Sunniva Okonjo", True, "CCG Chester"),
    ]
    assert choices.panels == ("CCG Chester",)
    assert len(choices.areas) == 9
    people.withdraw_person(ws, choices.people[1].person_id)
    assert [one.name for one in meeting_choices(ws).people] == ["Idris Fairweather"]


def test_an_outcome_is_the_newest_view_of_each_question_in_the_order_of_the_form(tmp_path: Path) -> None:
    room = opened(tmp_path / "workspace")
    assert [one.views for one in meeting_outcomes(room.ws, room.round_id)] == [(), (), ()]
    grade_all(room)
    agree_all(room, votes=(1, 2, 0), choice="")
    spread = agree_all(room, votes=(3, 0, 0))
    asked = [one for one in spread.questions if one.to_agree]
    first, second, _ = meeting_outcomes(room.ws, room.round_id)
    assert [(text, agreed) for text, agreed in first.views] == [(one.text, one.consensus) for one in asked]
    assert second.views == ()
    finish(room, 2)
    assert meeting_outcomes(room.ws, room.round_id)[1].views


def test_whoever_may_not_is_refused(tmp_path: Path) -> None:
    story: Drawn = open_drawn(tmp_path / "workspace")
    with pytest.raises(AppError, match="may not set up panels"):
        meeting_choices(story.ws)
    with pytest.raises(AppError, match="see how a panel’s grades spread"):
        meeting_outcomes(story.ws, story.round.round_id)
