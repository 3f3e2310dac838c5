"""``round`` from the line: one over several draws, by when it is due, and its cases."""

from pathlib import Path

import pytest

from tests.builders import SEED, draw, open_drawn, seal
from tests.cli.door import Door


@pytest.fixture
def draws(tmp_path: Path) -> Door:
    """The door on a line manager's workspace: D1 is graded in R1; D2 and D3 are not graded yet."""
    drawn = open_drawn(tmp_path / "workspace")
    for kind in ("s60_search", "stop_search"):
        draw(drawn.ws, seal(drawn.ws, kind=kind, size=3).frame_id, SEED[::-1])
    drawn.ws.close()
    return Door(workspace=tmp_path / "workspace")


def test_a_round_over_two_draws_with_its_day(draws: Door) -> None:
    made = draws("round", "create", "--draw", "D2, d3", "--due", "2099-07-31")
    assert made.code == 0
    data = made.data
    assert (data["round"], data["draws"], data["cases"], data["due"]) == ("R2", ["D2", "D3"], 6, "2099-07-31")
    assert {"round_id", "seat_id"} & set(data) == set()
    assert [part["cases"] for part in data["parts"]] == [3, 3]
    assert "6 cases, 0 finished (D2, D3)" in made.err
    listed = draws("round", "list")
    assert [one["round"] for one in listed.data["rounds"]] == ["R2", "R1"]
    shown = draws("round", "show", "r2")
    assert [case["case"] for case in shown.data["cases_of"]] == [1, 2, 3, 4, 5, 6]
    assert {case["state"] for case in shown.data["cases_of"]} == {"todo"}
    assert all(case["reference"] for case in shown.data["cases_of"]), "a line manager's own"


def test_the_day_is_changed_and_taken_away(draws: Door) -> None:
    assert draws("round", "due", "R1", "2099-01-31").data["due"] == "2099-01-31"
    assert draws("round", "due", "R1", "none").data["due"] == ""


@pytest.mark.parametrize(
    ("line", "code", "said"),
    [
        ("round", 2, "Missing"),
        ("round create", 2, "Missing: --draw"),
        ("round create --draw D1", 1, "D1 is graded in round R1"),
        ("round create --draw D2,D1", 1, "D1 is graded in round R1"),
        ("round create --draw D2,D2", 1, "none twice"),
        ("round create --draw D9", 1, "no draw D9"),
        ("round create --draw F1", 1, "names no draw"),
        ("round create --draw D2 --due 2001-01-01", 1, "is past"),
        ("round create --draw D2 --due soon", 1, "is no day"),
        ("round show R9", 1, "no round R9"),
        ("round show D1", 1, "names no round"),
        ("round due R1 2001-01-01", 1, "is past"),
        ("round due R9 2099-01-31", 1, "no round R9"),
    ],
)
def test_bad_lines_are_told_and_change_nothing(draws: Door, line: str, code: int, said: str) -> None:
    before = draws("audit", "verify").data["entries"]
    refused = draws(*line.split())
    assert (refused.code, set(refused.data)) == (code, {"refused", "fix"})
    assert said in refused.data["refused"]
    assert len(draws("round", "list").data["rounds"]) == 1
    assert draws("audit", "verify").data["entries"] == before
