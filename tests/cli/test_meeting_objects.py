"""The objects of rounds, meetings and forms, name by name: whoever reads them by program may rely on these."""

from pathlib import Path

import pytest

from tests.cli.door import Door
from tests.meeting_room import agree_all, grade_all, opened

ROUND = {
    "round", "label", "kind_label", "form_label", "cases", "done", "opened_at", "draws", "parts", "set_aside",
    "targeted", "targeted_done", "plan_label", "passed", "plan", "month", "due", "due_told", "overdue", "closed_at",
    "closed_unfinished", "meeting",
}  # fmt: skip
QUEUED = {"case", "reference", "headline", "state", "kind_label", "targeted", "video_days_left", "video_told"}
SHEET = {"round", "case", "of", "token", "reference", "form_label", "state", "changed", "saved_at", "can_undo",
         "conflict", "can_declare", "stages"}  # fmt: skip
STAGE = {"id", "label", "intro", "locked", "hidden", "groups", "narratives", "rows", "questions", "missing"}
MEETING = {
    "meeting", "panel", "area", "area_label", "held_on", "terms", "police_vote", "warning", "state", "practice",
    "workload", "seats", "cases", "missing",
}  # fmt: skip
SEAT = {
    "number", "name", "affiliation", "affiliation_label", "chairs", "votes", "presence", "declared", "done", "begun",
}  # fmt: skip
GRID = {"meeting", "case", "stage", "stage_label", "columns", "rows"}
COLUMN = {"question", "label", "keys", "mandatory", "twice"}
ROW = {"seat", "name", "presence", "state", "answers", "checked", "read_back", "locked", "can_lock", "at_machine"}
SPREAD = {"meeting", "case", "stage", "stage_label", "seats", "voters", "questions", "next_stage", "next_label",
          "late"}  # fmt: skip
ASKED = {"question", "text", "answers", "reasons", "notes", "to_agree", "consensus"}


@pytest.fixture
def seen(tmp_path: Path) -> Door:
    """The door on a meeting whose first case was graded, seen and agreed at its first stage."""
    room = opened(tmp_path / "workspace")
    grade_all(room)
    agree_all(room)
    room.ws.close()
    return Door(workspace=tmp_path / "workspace")


def test_rounds(seen: Door) -> None:
    (listed,) = seen("round", "list").data["rounds"]
    assert set(listed) >= ROUND
    assert {"round_id", "seat_id"} & set(listed) == set()
    shown = seen("round", "show", "R1").data
    assert set(shown) == set(listed) | {"cases_of"}
    assert all(set(case) == QUEUED for case in shown["cases_of"])


def test_forms(seen: Door) -> None:
    listed = seen("sheet", "list", "R1", "--seat", 1).data
    assert set(listed) == {"round", "label", "cases"}
    assert all(set(case) == QUEUED for case in listed["cases"])
    shown = seen("sheet", "show", "R1", "--case", 2, "--seat", 1).data
    assert set(shown) == SHEET
    assert all(set(stage) == STAGE for stage in shown["stages"])


def test_meetings(seen: Door) -> None:
    shown = seen("meeting", "show", "R1").data
    assert set(shown) == MEETING
    assert all(set(seat) == SEAT for seat in shown["seats"])
    assert (shown["held_on"], shown["state"], shown["seats"][0]["presence"]) == ("2025-07-10", "open", "present")
    (listed,) = seen("meeting", "list").data["meetings"]
    assert set(listed) == {"meeting", "label", "state", "held_on", "cases", "finished", "seats"}
    planned = seen("meeting", "plan", "--draw", "D1", "--seats", 3).data
    assert set(planned) == {"cases", "seats", "minutes_each", "minutes", "sentence", "warning"}


def test_the_grid(seen: Door) -> None:
    shown = seen("sheet", "grid", "show", "R1", "--case", 2).data
    assert set(shown) == GRID
    assert all(set(column) == COLUMN for column in shown["columns"])
    assert all(set(key) == {"key", "code", "label"} for column in shown["columns"] for key in column["keys"])
    assert all(set(row) == ROW for row in shown["rows"])


def test_spreads_and_views_name_no_seat(seen: Door) -> None:
    found = seen("meeting", "spread", "R1", "--case", 1).data
    assert set(found) == SPREAD
    assert set(found["seats"]) == {"locked", "passed", "conflict", "absent", "waiting"}
    for question in found["questions"]:
        assert set(question) == ASKED
        assert all(set(answer) == {"code", "label", "tone", "count", "key"} for answer in question["answers"])
    views = seen("consensus", "show", "R1").data
    assert set(views) == {"meeting", "cases"}
    assert set(views["cases"][0]) == {"case", "facts", "set_aside", "views"}
    assert set(views["cases"][0]["views"][0]) == {
        "text", "choice", "label", "votes_for", "votes_against", "votes_abstained", "minority", "agreed_at",
    }  # fmt: skip
