"""``release`` from the line: the queue, a case's texts, letting it go with covers, taking it back."""

import json
from pathlib import Path

import pytest

from tests.cli.door import Door, Said
from tests.coordinated import open_coordinated


@pytest.fixture
def round_door(tmp_path: Path) -> Door:
    """The door on a coordinator's workspace with the round R1."""
    folder = tmp_path / "workspace"
    open_coordinated(folder).ws.close()
    return Door(workspace=folder)


def digests(said: Said) -> list[str]:
    return [text["digest"] for text in said.data["texts"]]


def test_from_the_queue_to_a_case_let_go_and_taken_back(round_door: Door) -> None:
    queue = round_door("release", "show", "R1")
    assert [case["state"] for case in queue.data["cases"]] == ["to_read"] * 8
    shown = round_door("release", "show", "R1", "2")
    first = shown.data["texts"][0]
    assert shown.data["unprinted"] == [], "papers can show all of it as it is written"
    words = first["text"][:7]
    done = round_door(
        "release", "accept", "R1", "2", "--read", *digests(shown), "--cover", "0.grounds:0-7:name",
        "0.grounds:8-12:ethnicity", "--leave",
    )  # fmt: skip
    assert (done.code, done.data["state"], done.data["by"]) == (0, "released", "a coordinator")
    released = done.data["texts"][0]
    assert [(each["start"], each["kind"], each["lifts_at"]) for each in released["covers"]] == [
        (0, "NAME", ""), (8, "ETHNICITY", "reveal"),
    ]  # fmt: skip
    assert released["shown"]["record"].startswith("[NAME]" + first["text"][7] + "[ETHNICITY]")
    assert released["shown"]["reveal"] == "[NAME]" + first["text"][7:]
    assert words not in released["shown"]["record"]
    listed = round_door("release", "show", "R1", json=False)
    assert "released by a coordinator" in listed.out
    assert "1 of 8 cases released" in listed.out
    assert round_door("release", "recall", "R1", "2").data["state"] == "recalled"
    assert round_door("audit", "verify").code == 0


def test_a_cover_may_never_lift(round_door: Door) -> None:
    shown = round_door("release", "show", "R1", "1")
    done = round_door(
        "release", "accept", "R1", "1", "--read", *digests(shown), "--cover", "0.grounds:0-3:OUTCOME:never", "--leave"
    )
    assert done.data["texts"][0]["covers"] == [{"start": 0, "end": 3, "kind": "OUTCOME", "lifts_at": ""}]


def test_nothing_is_released_unread(round_door: Door) -> None:
    shown = digests(round_door("release", "show", "R1", "1"))
    for read in ([], ["--read", *shown[:-1]], ["--read", "0123456789abcdef"]):
        said = round_door("release", "accept", "R1", "1", *read)
        assert said.code == 1
        assert "not read to the end" in said.data["refused"]
    assert round_door("release", "show", "R1", "1").data["state"] == "to_read"


@pytest.mark.parametrize(
    ("cover", "told"),
    [
        ("0.grounds:1-2", "is no cover"),
        ("0.grounds:1-2:colour", "no kind of detail"),
        ("0.grounds:5-2:NAME", "does not lie in the text"),
        ("0.grounds:0-99999:NAME", "does not lie in the text"),
        ("0.grounds:0-2:NAME:reveal", "is never lifted"),
        ("9.grounds:0-2:NAME", "has no text “9.grounds”"),
    ],
)
def test_a_crooked_cover_ends_with_1(round_door: Door, cover: str, told: str) -> None:
    read = digests(round_door("release", "show", "R1", "1"))
    said = round_door("release", "accept", "R1", "1", "--read", *read, "--cover", cover, "--leave")
    assert said.code == 1
    assert told in said.data["refused"]


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("show", "R9"), "no round R9"),
        (("show", "R1", "99"), "no case 99"),
        (("recall", "R1", "1"), "is not released"),
        (("accept", "R1", "1", "--read", "abc"), "too short"),
    ],
)
def test_what_is_refused_ends_with_1(round_door: Door, words: tuple[str, ...], told: str) -> None:
    said = round_door("release", *words)
    assert said.code == 1
    assert told in said.data["refused"]


def test_a_line_manager_is_told_who_may(drawn: Door) -> None:
    said = drawn("release", "show", "R1")
    assert said.code == 1
    assert said.data["fix"] == "Nobody here may. Add a coordinator under People first."


def found_in(shown: Said) -> list[tuple[str, dict]]:
    return [(text["key"], one) for text in shown.data["texts"] for one in text["found"]]


def case_with_findings(door: Door) -> tuple[str, Said]:
    """A case of R1 in whose texts something was found."""
    for case in door("release", "list", "R1").data["cases"]:
        shown = door("release", "show", "R1", case["case"])
        if found_in(shown):
            return str(case["case"]), shown
    raise AssertionError("nothing was found in any case")


def test_nothing_goes_out_undecided(round_door: Door) -> None:
    case, shown = case_with_findings(round_door)
    said = round_door("release", "accept", "R1", case, "--read", *digests(shown))
    assert said.code == 1
    assert "undecided" in said.data["refused"]
    assert round_door("release", "show", "R1", case).data["state"] == "to_read"


def test_all_that_was_found_is_covered_at_a_word(round_door: Door) -> None:
    case, shown = case_with_findings(round_door)
    done = round_door("release", "accept", "R1", case, "--read", *digests(shown), "--all")
    covered = [(text["key"], each["start"], each["end"]) for text in done.data["texts"] for each in text["covers"]]
    assert covered == [(key, one["start"], one["end"]) for key, one in found_in(shown)]


def test_a_file_says_what_is_covered_and_what_is_left(round_door: Door, tmp_path: Path) -> None:
    case, shown = case_with_findings(round_door)
    (key, first), *rest = found_in(shown)
    places = [{"text": key, "start": one["start"], "end": one["end"]} for key, one in rest]
    cover = {"text": key, "start": first["start"], "end": first["end"], "kind": "name"}
    (tmp_path / "covers.json").write_text(json.dumps({"covers": [cover], "leave": places}), "utf-8")
    accept = ("release", "accept", "R1", case, "--read", *digests(shown), "--covers", str(tmp_path / "covers.json"))
    done = round_door(*accept)
    assert [(each["start"], each["kind"]) for text in done.data["texts"] for each in text["covers"]] == [
        (first["start"], "NAME")
    ]


@pytest.mark.parametrize(
    ("told", "refused"),
    [
        ("[", "is no JSON"),
        ("[]", "does not say"),
        ('{"covers": [1]}', "is no list of places"),
        ('{"leave": [{"text": "9.grounds", "start": 0, "end": 1}]}', "of which text"),
        ('{"leave": [{"text": "0.grounds", "start": "0", "end": 1}]}', "whole numbers"),
        ('{"covers": [{"text": "0.grounds", "start": 0, "end": 1, "kind": "colour"}]}', "no kind of detail"),
    ],
)
def test_a_crooked_file_ends_with_1(round_door: Door, tmp_path: Path, told: str, refused: str) -> None:
    (tmp_path / "covers.json").write_text(told, "utf-8")
    said = round_door("release", "accept", "R1", "1", "--covers", str(tmp_path / "covers.json"))
    assert said.code == 1
    assert refused in said.data["refused"]
