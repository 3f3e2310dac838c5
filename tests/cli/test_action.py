"""Actions from the line: from open to closed, what is listed, what is refused, and the letter."""

import hashlib
from pathlib import Path

import pytest

from tests.cli.door import Door, Said

TASK, OWNER = "Show the team a good record.", "Inspector Dilys Ŵyn"


def add(door: Door, *more: str, due: str = "2099-07-15", task: str = TASK) -> Said:
    words = ("--rung", "training", "--what", task, "--owner", OWNER, "--due", due)
    return door("action", "add", "--round", "R1", *words, *more)


def test_from_open_to_closed(drawn: Door) -> None:
    said = add(drawn, "--case", "3")
    assert said.code == 0
    assert (said.data["action"], said.data["round"], said.data["case"], said.data["state"]) == ("A1", "R1", 3, "open")
    assert drawn("action", "reply", "A1", "--text", "Done on Monday.", "--by", OWNER).data["state"] == "replied"
    assert drawn("action", "refuse", "a1", "--why", "Which Monday?").data["state"] == "open"
    assert drawn("action", "reply", "A1", "--text", "7 July.", "--by", OWNER).data["state"] == "replied"
    assert drawn("action", "accept", "A1", "--note", "Thank you.").data["state"] == "accepted"
    assert drawn("action", "close", "A1").data["can"] == []
    told = drawn("action", "show", "A1", json=False).out
    assert "A1  Closed: Training or a refresher" in told
    assert "Not accepted: Which Monday?" in told


def test_what_is_listed(drawn: Door) -> None:
    for _ in range(2):
        add(drawn)
    drawn("action", "reply", "A1", "--text", "Done.", "--by", OWNER)
    drawn("action", "accept", "A1")
    drawn("action", "close", "A1")
    assert [one["action"] for one in drawn("action", "list").data["actions"]] == ["A2"]
    assert [one["action"] for one in drawn("action", "list", "--all").data["actions"]] == ["A2", "A1"]
    assert drawn("action", "list", "--overdue").data == {"actions": [], "open": 1, "overdue": 0}
    told = drawn("action", "list", json=False).out
    assert "1 action not closed, 0 of them overdue" in told
    assert f"{OWNER}, by 2099-07-15; round R1" in told


def test_the_letter(drawn: Door, tmp_path: Path) -> None:
    add(drawn)
    file = tmp_path / "letter.pdf"
    said = drawn("action", "letter", "A1", "--out", file)
    digest = hashlib.sha256(file.read_bytes()).hexdigest()
    copies = [{"file": str(file), "sha256": digest}]
    assert said.data == {"letter": str(file), "sha256": digest, "copies": copies, "told": []}


def test_what_a_paper_can_only_show_as_a_mark_is_told(drawn: Door, tmp_path: Path) -> None:
    assert add(drawn, task="Look at \U0001f54a again.").code == 0
    said = drawn("action", "letter", "A1", "--out", tmp_path / "letter.pdf")
    what, fix = said.data["told"]
    assert (
        what == "[?] stands on A1 letter, copy 1 for characters that no font of the program has: U+1F54A “\U0001f54a”."
    )
    assert fix.startswith("Read those places on the screen")
    lines = drawn("action", "letter", "A1", "--out", tmp_path / "letter.pdf", json=False).out.splitlines()
    assert lines[-2:] == [what.replace("copy 1", "copy 2"), fix]
    again = drawn("papers", "again", "P1", "--out", tmp_path / "again.pdf")
    assert again.data["told"] == [what, fix]
    assert add(drawn).code == 0
    assert drawn("action", "letter", "A2", "--out", tmp_path / "plain.pdf").data["told"] == []


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("accept", "A1"), "A1 has no reply yet"),
        (("close", "A1"), "A1 has no reply yet"),
        (("reply", "A9", "--text", "Done.", "--by", OWNER), "There is no action A9"),
        (("reply", "A1", "--text", " ", "--by", OWNER), "Say what was replied"),
        (("show", "R1"), "names no action"),
    ],
)
def test_what_is_refused_ends_with_1(drawn: Door, words: tuple[str, ...], told: str) -> None:
    add(drawn)
    said = drawn("action", *words)
    assert said.code == 1
    assert told in said.data["refused"]


@pytest.mark.parametrize(
    ("more", "due", "told"),
    [
        ((), "2025-01-01", "is past"),
        ((), "soon", "is no day"),
        (("--case", "99"), "2099-07-15", "has no case 99"),
        (("--case", "first"), "2099-07-15", "is no whole number"),
    ],
)
def test_what_cannot_be_added_is_refused(drawn: Door, more: tuple[str, ...], due: str, told: str) -> None:
    said = add(drawn, *more, due=due)
    assert said.code == 1
    assert told in said.data["refused"]


def test_overdue_and_all_do_not_go_together(drawn: Door) -> None:
    assert drawn("action", "list", "--overdue", "--all").code == 2
