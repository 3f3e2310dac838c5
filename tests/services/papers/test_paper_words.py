"""What people wrote, on a report: only where the panel agreed, each text once, and without what the finder finds."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from app.core.shapes.actions import NewAction
from app.core.shapes.meetings import Vote
from app.core.shapes.reports import ReportChoice
from app.services.grading import actions
from app.services.panels import panel_views
from app.services.papers.paper_words import PaperWords
from tests.export.papers import faults, structure
from tests.meeting_room import Room, grade_all, opened, show
from tests.services.papers.test_reports import every_byte, report_of

HELD = "We saw it otherwise: PC 4471 Gareth Plimpton is known to us."
TASK = "Speak to PC 4471 Gareth Plimpton about URN 50/123456/25."
ACTION = NewAction(round_id=1, case_number=1, rung="advice", due=date(2025, 8, 1), task=TASK, owner="PS Wilmot")


@pytest.fixture(scope="module")
def room(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Room]:
    """A case on which a minority wrote one note beside each question, and an action that names an officer."""
    found = opened(tmp_path_factory.mktemp("words") / "workspace", size=1)
    grade_all(found, 1)
    votes = [
        Vote(question=one.question, choice=one.answers[0].code, votes_for=2, votes_against=1, votes_abstained=0,
             minority=HELD)
        for one in show(found, 1).questions
        if one.to_agree
    ]  # fmt: skip
    panel_views.set_consensus(found.ws, round_id=1, case_id=found.cases[0], votes=votes)
    actions.add_action(found.ws, ACTION)
    yield found
    found.ws.close()


def words_of(data: bytes) -> str:
    return structure(data).words


def test_as_it_is_by_itself_it_holds_no_name_that_people_wrote(room: Room, tmp_path: Path) -> None:
    data, shape = report_of(room.ws, tmp_path)
    words, everything = words_of(data), every_byte(data)
    for name in ("Plimpton", "Wilmot", "50/123456", "We saw it otherwise"):
        assert name not in words
        assert name.encode() not in everything
    assert "[NAME] about URN [REFERENCE]." in shape.actions[0].task
    assert shape.actions[0].owner == ""
    assert "Asked of: left out, as it may name somebody" in words
    assert "it covered or left out what it took for names" in words
    assert "What members wrote on 1 case is not printed here." in words
    assert faults(data, "ua1", tmp_path) == []
    assert faults(data, "2a", tmp_path) == []


def test_with_words_what_others_held_stands_once_and_covered(room: Room, tmp_path: Path) -> None:
    words = words_of(report_of(room.ws, tmp_path, choice=ReportChoice(words=True))[0])
    assert words.count("We saw it otherwise:") == 1
    assert "Plimpton" not in words
    assert "it names no officer" not in words.casefold()


def test_what_the_finder_finds_nothing_in_is_printed_as_it_is() -> None:
    own = PaperWords(("Llywelyn",))
    assert own.read_first == ()
    assert own.or_nothing("Inspector, Crewe") == "Inspector, Crewe"
    assert "it found no name" in own.read_first[0]
    assert own.shown("Llywelyn was polite.") == "[NAME] was polite."
    assert "it covered or left out" in own.read_first[0]
