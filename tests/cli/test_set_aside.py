"""A case replaced or withheld after it was printed, from the line: its papers are told, and it can be taken back."""

from pathlib import Path

from tests import meeting_room as room_for
from tests.cli.door import Door


def test_papers_of_a_case_set_aside_are_told_and_its_release_is_taken_back(tmp_path: Path) -> None:
    room = room_for.planned(tmp_path / "workspace")
    token = room.case(1).token
    room.ws.close()
    door = Door(workspace=tmp_path / "workspace")
    assert door("pack", "R1", "--out", tmp_path / "pack.pdf", "--stage", "record").code == 0
    told = ["Still out: P1 (R1 panel pack record, copy 1).", "Ask for it back."]
    said = door("withhold", "D1", token, "--reason", "covert")
    assert (said.code, said.data["told"]) == (0, told)
    back = door("release", "recall", "R1", "1", json=False)
    assert back.code == 0
    assert "still out: P1 (R1 panel pack record, copy 1)" in back.out
    again = door("release", "recall", "R1", "1")
    assert (again.code, "is not released" in again.data["refused"]) == (1, True)
