"""A bundle that somebody touched: ``verify`` ends with 3 and a sentence that names the failing check."""

import json
import warnings
import zipfile
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path

import pytest

from tests.cli.door import Door, Said, run

Members = dict[str, bytes]
Tamper = Callable[[Members], None]


@pytest.fixture
def bundle(drawn: Door, tmp_path: Path) -> Path:
    file = tmp_path / "D1.zip"
    assert drawn("bundle", "D1", "--out", file).code == 0
    return file


def members_of(file: Path) -> Members:
    with zipfile.ZipFile(file) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def packed(file: Path, *entries: tuple[str, bytes]) -> Path:
    with warnings.catch_warnings(), zipfile.ZipFile(file, "w") as archive:
        warnings.simplefilter("ignore")  # of a name that stands twice
        for name, data in entries:
            archive.writestr(name, data)
    return file


def verify(file: Path) -> Said:
    """As a stranger does it: no workspace, no passphrase."""
    return run("verify", file, "--json")


def fails(file: Path, words: str) -> None:
    said = verify(file)
    assert said.code == 3
    assert said.data["ok"] is False
    assert any(words in problem for problem in said.data["problems"]), said.data["problems"]
    assert "It does not hold." in said.err
    assert all(problem in said.err for problem in said.data["problems"])


def edit(members: Members, name: str, change: Callable[[dict[str, object]], None]) -> None:
    body = json.loads(members[name])
    change(body)
    members[name] = json.dumps(body, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode() + b"\n"


def frame_byte(members: Members) -> None:
    data = bytearray(members["frame.csv"])
    at = data.index(b"\n") + 1
    data[at] = ord("0") if data[at] != ord("0") else ord("1")
    members["frame.csv"] = bytes(data)


def case_taken_out(members: Members) -> None:
    lines = members["frame.csv"].splitlines(keepends=True)
    members["frame.csv"] = b"".join(lines[:1] + lines[2:])


def frame_and_seal(members: Members) -> None:
    """A case left out and the seal made again, everywhere: the plan's digest and the tickets still tell."""
    case_taken_out(members)
    seal = sha256(members["frame.csv"]).hexdigest()
    edit(members, "draw.json", lambda body: body.update(seal=seal))


def line_ends(members: Members) -> None:
    members["frame.csv"] = members["frame.csv"].replace(b"\n", b"\r\n")


def plan_changed(members: Members) -> None:
    members["plan.json"] = members["plan.json"].replace(b'"stop_search"', b'"s60_search"')


def swapped(members: Members) -> None:
    def swap(body: dict[str, object]) -> None:
        cases, reserves = body["cases"], body["reserves"]
        assert isinstance(cases, list)
        assert isinstance(reserves, list)
        cases[0], reserves[0] = reserves[0], cases[0]

    edit(members, "draw.json", swap)


def another_seed(members: Members) -> None:
    edit(members, "draw.json", lambda body: body.update(seed="9" * 20))


def repeated_key(members: Members) -> None:
    members["draw.json"] = members["draw.json"].replace(b"{", b'{"number":1,', 1)


def page_changed(members: Members) -> None:
    members["check.html"] += b"<!-- -->"


def folder_added(members: Members) -> None:
    members["more/frame.csv"] = b""


def without(name: str) -> Tamper:
    return lambda members: members.pop(name) and None


TAMPERED: dict[str, tuple[Tamper, str]] = {
    "a byte of the list": (frame_byte, "seal does not match"),
    "a case taken out of the list": (case_taken_out, "seal does not match"),
    "list and seal changed together": (frame_and_seal, "The plan is for the list with the seal"),
    "line ends of the list": (line_ends, "line ends were changed"),
    "the plan": (plan_changed, "plan does not match"),
    "a case swapped with a reserve": (swapped, "drawn and reserve were swapped"),
    "another seed": (another_seed, "its ticket is not the SHA-256"),
    "a JSON key twice": (repeated_key, "draw.json: "),
    "the page": (page_changed, "check.html: it is none that Scrutiny Panel ever shipped"),
    "a folder": (folder_added, "folder or a path"),
    "no list": (without("frame.csv"), "does not hold frame.csv"),
    "no plan": (without("plan.json"), "does not hold plan.json"),
    "no draw": (without("draw.json"), "does not hold draw.json"),
}


@pytest.mark.parametrize("what", TAMPERED)
def test_it_is_found(bundle: Path, tmp_path: Path, what: str) -> None:
    tamper, words = TAMPERED[what]
    members = members_of(bundle)
    tamper(members)
    fails(packed(tmp_path / "tampered.zip", *members.items()), words)


def test_a_repeated_key_is_called_that(bundle: Path, tmp_path: Path) -> None:
    members = members_of(bundle)
    repeated_key(members)
    fails(packed(tmp_path / "tampered.zip", *members.items()), "twice")


def test_a_member_twice(bundle: Path, tmp_path: Path) -> None:
    members = members_of(bundle)
    entries = [*members.items(), ("frame.csv", b"token,stratum\n")]
    fails(packed(tmp_path / "twice.zip", *entries), "holds frame.csv twice")


@pytest.mark.parametrize("data", [b"", b"token,stratum\n", b"%PDF-1.7"])
def test_not_a_zip(tmp_path: Path, data: bytes) -> None:
    file = tmp_path / "D1.zip"
    file.write_bytes(data)
    fails(file, "not a zip file")


def test_cut_off(bundle: Path) -> None:
    bundle.write_bytes(bundle.read_bytes()[:-200])
    fails(bundle, "damaged")


def test_packed_again_untouched_it_holds(bundle: Path, tmp_path: Path) -> None:
    said = verify(packed(tmp_path / "again.zip", *members_of(bundle).items()))
    assert (said.code, said.data["ok"], said.data["problems"]) == (0, True, [])


def test_without_page_and_text_it_still_holds(bundle: Path, tmp_path: Path) -> None:
    members = members_of(bundle)
    del members["check.html"], members["CHECK.txt"]
    said = verify(packed(tmp_path / "bare.zip", *members.items()))
    assert said.code == 0
    assert [note.split()[0] for note in said.data["notes"]] == ["check.html", "CHECK.txt"]
    assert "check.html is not in the bundle; the draw was checked without it." in said.err


def test_without_json_the_problems_are_the_answer(bundle: Path, tmp_path: Path) -> None:
    members = members_of(bundle)
    frame_byte(members)
    said = run("verify", packed(tmp_path / "a.zip", *members.items()))
    assert (said.code, said.err) == (3, "")
    assert "seal does not match" in said.out
    assert said.out.endswith("It does not hold.\n")
