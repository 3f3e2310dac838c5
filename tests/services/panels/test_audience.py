"""What the room sees of a case on the projector: released words of the stages that are open, and no more."""

from pathlib import Path

import pytest

from app.core.errors import AppError
from app.core.redaction.spans import Span
from app.core.shapes.meetings import AudienceCase, Presence
from app.core.shapes.releases import Letting
from app.services.grading import sheets
from app.services.panels import audience, meetings, panel_views
from app.services.releasing import releases
from tests import meeting_room as room_for
from tests.meeting_room import Room
from tests.people import add, signed_in_as
from tests.services.drawing.test_draws import events


def seen(room: Room, case: int = 1) -> AudienceCase:
    return audience.audience_case(room.ws, round_id=room.round_id, case_id=room.cases[case - 1])


def words(shown: object) -> str:
    """Every word of a shape, in one text."""
    return repr(shown)


@pytest.fixture
def room(tmp_path: Path) -> Room:
    return room_for.opened(tmp_path / "workspace")


def test_before_the_panel_asks_there_is_no_spread(room: Room) -> None:
    first = seen(room)
    assert (first.number, first.of, first.in_words, first.spread) == (1, 3, "0 of 4 forms in", None)
    assert [stage.id for stage in first.stages] == ["record"]
    assert all(not question.answer for question in first.stage.questions)
    room_for.grade_all(room)
    assert seen(room).spread is None
    assert seen(room).in_words == "All are in: 4 forms"
    room_for.show(room)
    assert seen(room).spread is not None


def test_in_a_break_nothing_is_shown_and_nothing_logged_as_shown(room: Room) -> None:
    meetings.take_break(room.ws, round_id=room.round_id)
    resting = seen(room)
    assert resting.on_break and "shown_to_the_room" not in events(room.ws)
    meetings.go_on(room.ws, round_id=room.round_id)
    again = audience.audience_case(room.ws, round_id=room.round_id, case_id=room.cases[0], shown=resting)
    assert not again.on_break and events(room.ws)[-1] == "shown_to_the_room"


def test_it_counts_forms_and_names_nobody(room: Room) -> None:
    room_for.grade(room, 1)
    room.mark(2, Presence.LEFT)
    assert seen(room).in_words == "1 of 3 forms in"
    assert not any(seat.name in words(seen(room)) for seat in room.view.seats)


def test_it_is_a_volunteers_sheet_without_an_answer(room: Room) -> None:
    sheet = room.sheet(seat=2)
    shown = seen(room)
    assert sheet.current is not None
    assert shown.stage.groups == sheet.current.groups
    assert shown.stage.narratives == sheet.current.narratives
    assert [each.id for each in shown.stage.questions] == [each.id for each in sheet.current.questions]
    assert shown.token == sheet.token


def test_ethnicity_and_outcome_wait_for_their_stage(room: Room) -> None:
    later = {"ethnicity", "outcome"}

    def labels() -> str:
        return " ".join(
            line.label.casefold() for stage in seen(room).stages for group in stage.groups for line in group.lines
        )

    assert not any(word in labels() for word in later)
    while len(seen(room).stages) < len(room.sheet().stages):
        room_for.grade_all(room)
        room_for.agree_all(room)
        panel_views.open_next_stage(room.ws, round_id=room.round_id, case_id=room.cases[0])
        assert seen(room).spread is None, "what was seen of the stage before does not stand over the next"
    assert all(word in labels() for word in later)


def test_what_is_covered_stays_covered(tmp_path: Path) -> None:
    room = room_for.planned(tmp_path / "workspace", released=False)
    for item in releases.list_releases(room.ws, round_id=room.round_id).items:
        case = releases.read_for_release(room.ws, round_id=room.round_id, case_id=item.case_id)
        covers = {
            text.key: (Span(start=0, end=9, kind="NAME", lifts_at=""),) for text in case.texts if len(text.text) > 20
        }
        letting = Letting(covers=covers, read=frozenset(text.digest for text in case.texts))
        hidden = [text.text[:9] for text in case.texts if len(text.text) > 20]
        releases.release(room.ws, round_id=room.round_id, case_id=item.case_id, letting=letting)
    room_for.everyone_comes(room)
    meetings.open_meeting(room.ws, round_id=room.round_id)
    texts = [text.text for text in seen(room, 3).stage.narratives if len(text.text) > 20]
    assert texts and not any(text.startswith(start) for text in texts for start in hidden)


def test_nobody_reads_what_members_wrote(room: Room) -> None:
    wrote, sheet = "The Thistlewood lad from number nine", room.sheet()
    assert sheet.current is not None
    asked = sheet.current.questions[1]
    sheets.save_answer(room.ws, sheet_id=sheet.sheet_id, question=asked.id, answer=asked.choices[0].code, note=wrote)
    room_for.grade_all(room)
    assert any(wrote in words(question.notes) for question in room_for.show(room).questions)
    assert seen(room).spread is not None
    assert wrote not in words(seen(room))


def test_it_is_refused_before_the_meeting_and_without_a_release(tmp_path: Path) -> None:
    room = room_for.planned(tmp_path / "workspace")
    with pytest.raises(AppError, match="not open yet"):
        seen(room)
    room_for.everyone_comes(room)
    meetings.open_meeting(room.ws, round_id=room.round_id)
    releases.recall(room.ws, round_id=room.round_id, case_id=room.cases[0])
    with pytest.raises(AppError, match="not released"):
        seen(room)
    with pytest.raises(AppError, match="no such case"):
        audience.audience_case(room.ws, round_id=room.round_id, case_id=999)


def test_an_auditor_shows_nothing_to_a_room(room: Room) -> None:
    add(room.ws, role="auditor", words="four green bottles standing")
    ws = signed_in_as(room.ws, "four green bottles standing")
    with pytest.raises(AppError, match="auditor"):
        audience.audience_case(ws, round_id=1, case_id=1)
    ws.close()


def test_that_the_room_was_shown_it_is_logged_once_a_stage(room: Room) -> None:
    def logged() -> int:
        return len([entry for entry in events(room.ws) if entry == "shown_to_the_room"])

    first = seen(room)
    assert logged() == 1
    room_for.grade(room, 1)
    again = audience.audience_case(room.ws, round_id=room.round_id, case_id=room.cases[0], shown=first)
    assert again.in_words == "1 of 4 forms in"
    assert logged() == 1
