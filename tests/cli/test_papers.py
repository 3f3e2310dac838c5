"""``papers`` on the line: what is out, asking it back, and holding a file against the log; copies and large print."""

from hashlib import sha256
from pathlib import Path

import pytest

from tests.cli.door import Door

TO = ("--to", "Philippa Thistlewood", "--to", "Dilys Ŵyn")


@pytest.fixture
def issued(drawn: Door, tmp_path: Path) -> Door:
    """Two copies of a certificate, in large print, for two people."""
    said = drawn("certificate", "D1", "--out", tmp_path / "c.pdf", "--large-print", "18", *TO)
    assert said.code == 0, said
    return drawn


def test_copies_are_written_beside_each_other_each_with_its_hash(drawn: Door, tmp_path: Path) -> None:
    said = drawn("certificate", "D1", "--out", tmp_path / "c.pdf", "--copies", "2")
    files = [tmp_path / "c-copy-1.pdf", tmp_path / "c-copy-2.pdf"]
    told = [{"file": str(file), "sha256": sha256(file.read_bytes()).hexdigest()} for file in files]
    assert said.data == {"certificate": told[0]["file"], "sha256": told[0]["sha256"], "copies": told, "told": []}
    assert not (tmp_path / "c.pdf").exists()
    one = drawn("certificate", "D1", "--out", tmp_path / "c.pdf")
    assert one.data["certificate"] == str(tmp_path / "c.pdf")
    assert len(one.data["copies"]) == 1


def test_the_list_says_who_has_what_and_what_is_out(issued: Door) -> None:
    said = issued("papers", "list")
    assert said.data["out"] == 2
    assert [(one["name"], one["number"], one["recipient"], one["size"]) for one in said.data["papers"]] == [
        ("P1", "D1 certificate, copy 1", "Philippa Thistlewood", 18),
        ("P2", "D1 certificate, copy 2", "Dilys Ŵyn", 18),
    ]
    lines = issued("papers", "list", "--of", "D1", json=False).out.splitlines()
    assert lines[0].startswith("P1  D1 certificate, copy 1, 18 point, for Philippa Thistlewood, made ")
    assert lines[0].endswith(": Out")
    assert lines[-1] == "2 copies, 2 of them still out"
    assert issued("papers", "list", "--of", "R1").data["papers"] == []


def test_a_copy_is_asked_back_comes_back_and_is_destroyed(issued: Door) -> None:
    said = issued("papers", "recall", "P1", "P2", "--why", "A name was left in.")
    assert [one["state"] for one in said.data["papers"]] == ["recalled", "recalled"]
    assert said.data["papers"][0]["steps"][0]["note"] == "A name was left in."
    assert issued("papers", "list", "--out-only").data["out"] == 2
    assert issued("papers", "returned", "p1").data["papers"][0]["still_out"] is False
    assert issued("papers", "destroyed", "P1", "--why", "Shredded.").code == 0
    assert [one["name"] for one in issued("papers", "list", "--out-only").data["papers"]] == ["P2"]
    assert issued("papers", "out", "P1", "--why", "It was copy 2.").data["papers"][0]["state"] == "out"


def test_names_are_erased_and_the_rest_stays(issued: Door) -> None:
    issued("papers", "recall", "P1", "--why", "A name was left in.")
    (paper,) = issued("papers", "erase-names", "P1").data["papers"]
    assert (paper["recipient"], paper["state"], paper["steps"][0]["note"]) == ("", "recalled", "")
    assert issued("papers", "erase-names", "P1").code == 1, "nobody is named any more"
    assert [one["recipient"] for one in issued("papers", "list").data["papers"]] == ["", "Dilys Ŵyn"]


def test_what_papers_say_is_erased_and_the_list_says_so(issued: Door, tmp_path: Path) -> None:
    (paper,) = issued("papers", "erase", "P1").data["papers"]
    assert (paper["name"], paper["erased"], paper["state"]) == ("P1", True, "out")
    lines = issued("papers", "list", json=False).out.splitlines()
    assert all(line.endswith(": Out; what it said was erased") for line in lines[:2]), "both were made in one go"
    assert issued("papers", "erase", "P2").code == 1, "nothing is left to erase"
    assert issued("papers", "again", "P1", "--out", tmp_path / "again.pdf").code == 1
    assert issued("papers", "check", tmp_path / "c-copy-2.pdf").data["match"] == "exact"


def test_a_file_is_held_against_the_list_and_the_log(issued: Door, tmp_path: Path) -> None:
    ours = issued("papers", "check", tmp_path / "c-copy-2.pdf")
    assert (ours.code, ours.data["ours"], ours.data["match"]) == (0, True, "exact")
    assert (ours.data["paper"]["name"], ours.data["head_stands"]) == ("P2", True)
    (tmp_path / "x.pdf").write_bytes((tmp_path / "c-copy-2.pdf").read_bytes() + b"\n%")
    other = issued("papers", "check", tmp_path / "x.pdf")
    assert (other.code, other.data["ours"], other.data["match"]) == (3, False, "changed")
    none = issued("papers", "check", __file__)
    assert (none.code, none.data["match"], none.data["paper"]) == (3, "not_ours", None)
    plain = issued("papers", "check", tmp_path / "c-copy-2.pdf", json=False)
    assert plain.out.startswith("This is our paper P2 (D1 certificate, copy 2), byte for byte as it was issued.\n")


def test_a_copy_is_written_once_more(issued: Door, tmp_path: Path) -> None:
    said = issued("papers", "again", "P2", "--out", tmp_path / "again.pdf")
    assert (tmp_path / "again.pdf").read_bytes() == (tmp_path / "c-copy-2.pdf").read_bytes()
    assert (said.data["same"], said.data["paper"]["name"]) == (True, "P2")
    assert said.data["file"] == str(tmp_path / "again.pdf")


@pytest.mark.parametrize(
    ("line", "code"),
    [
        ("papers", 2), ("papers recall P1", 2), ("papers recall --why x", 2), ("papers out P1", 2),
        ("papers again P1", 2), ("papers check", 2), ("papers list extra", 2),
        ("certificate D1 --out x.pdf --large-print 12", 2), ("certificate D1 --out x.pdf --large-print", 2),
        ("certificate D1 --out x.pdf --copies many", 1), ("certificate D1 --out x.pdf --copies 0", 1),
        ("certificate D1 --out x.pdf --copies 101", 1), ("papers destroyed P9", 1), ("papers destroyed 1", 1),
        ("papers returned D1", 1), ("papers again P9 --out x.pdf", 1), ("papers check none.pdf", 1),
        ("papers list --of F1", 1), ("papers out P1 --why x", 1),
    ],
)  # fmt: skip
def test_what_cannot_be_is_refused_in_words(
    issued: Door, line: str, code: int, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.chdir(tmp_path)
    said = issued(*line.split())
    assert said.code == code, said
    assert said.data["refused"]
    assert not (tmp_path / "x.pdf").exists()
    assert issued("papers", "list").data["out"] == 2


def test_the_notice_the_pack_and_the_letter_come_in_large_print_too(drawn: Door, tmp_path: Path) -> None:
    seal = ("--kind", "s60_search", "--from", "2025-06-01", "--to", "2025-06-30", "--size", "3")
    assert drawn("frame", "seal", *seal).data["frame"] == "F2"
    due = ("--rung", "advice", "--what", "Say it.", "--owner", "Sergeant Ŵyn", "--due", "2098-07-31")
    assert drawn("action", "add", "--round", "R1", *due).code == 0
    lines = {
        "notice": ("frame", "notice", "F2"), "letter": ("action", "letter", "A1"), "pack": ("pack", "D1"),
    }  # fmt: skip
    for key, line in lines.items():
        said = drawn(*line, "--out", tmp_path / f"{key}.pdf", "--large-print", "24")
        assert said.data[key] == str(tmp_path / f"{key}.pdf"), said
    assert [one["size"] for one in drawn("papers", "list").data["papers"]] == [24, 24, 24]
