"""``people`` and ``workspace passphrase``: passphrases come from the environment, names and roles from the line."""

from pathlib import Path

import pytest

from tests.builders import PASSPHRASE
from tests.cli.door import Door, Said, environment, run

WORDS = "four green bottles standing"
CHAIR = ("people", "add", "--name", "Ama Boateng", "--role", "chair", "--affiliation", "community", "--scope", "IAG")
VOLUNTEER = ("people", "add", "--name", "Vikram Rao", "--role", "volunteer", "--affiliation", "community")


def typed(door: Door, words: str, *line: object) -> Said:
    """A command, with a new passphrase in the environment."""
    with environment(SCRUTINY_NEW_PASSPHRASE=words):
        return door(*line)


def test_the_first_list(door: Door) -> None:
    said = door("people", "list")
    assert said.code == 0
    (only,) = said.data["people"]
    assert only == {
        "person": "P1", "name": "", "role": "line_manager", "affiliation": "police", "scope": "", "you": True,
        "standing": "passphrase", "looks_after": True, "added_at": only["added_at"], "left_at": "",
        "name_erased": False,
    }  # fmt: skip
    assert "P1  no name, line manager, police, own passphrase, looks after the people, you" in said.err
    assert "1 person" in said.err


def test_a_chair_is_added_signs_in_and_is_withdrawn(door: Door) -> None:
    said = typed(door, WORDS, *CHAIR)
    assert (said.code, said.data["person"], said.data["standing"]) == (0, "P2", "passphrase")
    assert WORDS not in said.out + said.err
    chair = Door(workspace=door.workspace, passphrase=WORDS)
    info = chair("workspace", "info")
    assert (info.data["name"], info.data["actor"]) == ("Ama Boateng", "chair")
    assert "Opened by Ama Boateng, chair" in info.err
    refused = chair("people", "withdraw", "P1")
    assert (refused.code, refused.data["fix"]) == (1, "Ask a coordinator to do it.")
    gone = door("people", "withdraw", "P2")
    assert (gone.code, gone.data["standing"]) == (0, "left")
    assert "made before still opens" in gone.err
    assert chair("workspace", "info").code == 1


def test_volunteers_are_asked_for_no_passphrase(door: Door) -> None:
    assert door(*VOLUNTEER).data["standing"] == "seat"
    assert door(*CHAIR, "--no-passphrase").data["standing"] == "none"
    said = typed(door, WORDS, "people", "passphrase", "P3")
    assert said.data["standing"] == "passphrase"
    assert [one["standing"] for one in door("people", "list").data["people"]] == ["passphrase", "seat", "passphrase"]


def test_a_person_is_changed_renamed_and_their_name_erased(door: Door) -> None:
    door(*VOLUNTEER)
    changed = door("people", "change", "P2", "--affiliation", "pcc").data
    assert (changed["role"], changed["affiliation"], changed["scope"]) == ("volunteer", "pcc", "")
    assert door("people", "change", "P2", "--scope", "CCG 1").data["scope"] == "CCG 1"
    assert door("people", "change", "p2", "--role", "chair").data["standing"] == "none"
    assert door("people", "change", "P2", "--scope", "").data["scope"] == ""
    assert door("people", "rename", "P2", "--name", "Vik Rao").data["name"] == "Vik Rao"
    assert door("people", "erase-name", "P2").data["name_erased"] is True
    assert door("audit", "verify").data["ok"] is True


def test_what_each_role_may_do(door: Door) -> None:
    said = door("people", "roles")
    assert [one["role"] for one in said.data["roles"]] == [
        "line_manager", "coordinator", "chair", "volunteer", "auditor",
    ]  # fmt: skip
    assert "Volunteer may: grade cases at their own seat" in said.err


def test_one_s_own_passphrase_is_changed(door: Door) -> None:
    said = typed(door, WORDS, "workspace", "passphrase")
    assert (said.code, said.data) == (0, {"changed": True, "role": "line_manager", "name": ""})
    assert door("workspace", "info").code == 1
    assert Door(workspace=door.workspace, passphrase=WORDS)("workspace", "info").code == 0


@pytest.mark.parametrize(
    ("line", "code", "said"),
    [
        (CHAIR, 1, "there is nobody to ask"),
        (("workspace", "passphrase"), 1, "there is nobody to ask"),
        (("people", "withdraw", "P1"), 1, "cannot withdraw yourself"),
        (("people", "withdraw", "P9"), 1, "Nobody of that number"),
        (("people", "withdraw", "someone"), 1, "names no person"),
        (("people", "change", "P9", "--role", "chair"), 1, "Nobody of that number"),
        (("people", "change", "P1", "--role", "chair"), 1, "Nobody would be left"),
        ((*VOLUNTEER[:4], "--role", "king", "--affiliation", "police", "--no-passphrase"), 1, "no role “king”"),
        ((*VOLUNTEER[:6], "--affiliation", "navy"), 1, "no affiliation “navy”"),
        (("people", "add", "--name", "x"), 2, "Missing: --role"),
        (("people", "rename", "P1", "--name", "  "), 1, "needs a name"),
        (("people", "passphrase", "P1", "words"), 2, "Not known here: words"),
        (("people",), 2, "Missing"),
    ],
    ids=lambda value: " ".join(value[:3]) if isinstance(value, tuple) else "",
)
def test_bad_lines_are_told_and_change_nothing(door: Door, line: tuple[str, ...], code: int, said: str) -> None:
    refused = door(*line)
    assert refused.code == code
    assert said in refused.data["refused"]
    assert len(door("people", "list").data["people"]) == 1


@pytest.mark.parametrize("words", ["short", PASSPHRASE])
def test_a_passphrase_that_will_not_do(door: Door, words: str) -> None:
    for line in (CHAIR, ("workspace", "passphrase"), ("people", "passphrase", "P1")):
        assert typed(door, words, *line).code == 1
    assert len(door("people", "list").data["people"]) == 1


def test_a_workspace_is_made_by_a_coordinator(tmp_path: Path) -> None:
    with environment(SCRUTINY_PASSPHRASE=PASSPHRASE):
        assert run("workspace", "create", tmp_path / "a", "--practice", "--role", "chair", "--json").code == 1
        assert run("workspace", "create", tmp_path / "a", "--practice", "--role", "coordinator", "--json").code == 0
        said = run("people", "list", "--workspace", tmp_path / "a", "--json")
    assert said.data["people"][0]["role"] == "coordinator"
