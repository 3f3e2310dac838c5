"""Feedback from the line: shown as a draft, kept as it is or as a file says, refused in plain words."""

from pathlib import Path

import pytest

from tests.builders import open_drawn
from tests.cli.door import Door
from tests.services.grading.test_feedback import finished


@pytest.fixture
def graded(tmp_path: Path) -> Door:
    """The door on a workspace whose first case is finished."""
    finished(open_drawn(tmp_path / "workspace")).close()
    return Door(workspace=tmp_path / "workspace")


def test_a_draft_is_shown_and_kept_only_when_told(graded: Door, tmp_path: Path) -> None:
    told = graded("feedback", "R1", "1", json=False).out
    assert "What was missing, or could be better" in told
    assert "A draft: nothing is kept yet." in told
    assert graded("feedback", "R1", "1").data["kept"] is False
    assert graded("feedback", "R1", "1", "--keep").data["kept"] is True
    file = tmp_path / "mine.txt"
    file.write_text("Thank you.\n", encoding="utf-8")
    said = graded("feedback", "R1", "1", "--file", file)
    assert (said.data["round"], said.data["case"], said.data["text"]) == ("R1", 1, "Thank you.")


def test_a_case_that_needs_none_is_said_to(graded: Door) -> None:
    assert graded("feedback", "R1", "1", "--not-needed").data == {"round": "R1", "case": 1, "state": "not_needed"}
    assert "needs no feedback" in graded("feedback", "R1", "1", "--not-needed", json=False).out
    assert graded("feedback", "R1", "1", "--keep").data["kept"] is True
    assert "is written already" in graded("feedback", "R1", "1", "--not-needed").data["refused"]


def test_what_is_refused_ends_with_1(graded: Door, tmp_path: Path) -> None:
    (tmp_path / "empty.txt").write_text(" \n", encoding="utf-8")
    for words, told in (
        (("R1", "2"), "You have no sheet about case 2"),
        (("R1", "1", "--file", tmp_path / "none.txt"), "cannot be read as text"),
        (("R1", "1", "--file", tmp_path / "empty.txt"), "is empty"),
        (("D1", "1"), "names no round"),
        (("R1", "first"), "is no whole number"),
    ):
        said = graded("feedback", *words)
        assert said.code == 1
        assert told in said.data["refused"]
    assert graded("feedback", "R1", "1", "--keep", "--file", tmp_path / "empty.txt").code == 2
