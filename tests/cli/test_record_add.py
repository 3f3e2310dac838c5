"""``record add`` at the batch door."""

import json
from pathlib import Path
from typing import Any

import pytest

from app.services.schemes import load_library
from tests.cli.door import Door

AUTHORITY = {
    "authority_ref": "S60/25/7",
    "In force from": "14/06/2025 21:00",
    "hours": "12",
    "comms_channels": ["social_media", "none"],
    "grounds": "Marmaduke Quillfeather was seen with a knife.",
    "ends_at": None,
}


def written(folder: Path, body: Any) -> Path:
    file = folder / "record.json"
    file.write_text(body if isinstance(body, str) else json.dumps(body), encoding="utf-8")
    return file


@pytest.fixture
def codes(door: Door) -> list[str]:
    """Two ways of telling the public, as the scheme has them."""
    return [code.code for code in load_library("cheshire").scheme("s60_authority").vocabularies["comms"]][:2]


def test_a_record_is_kept_and_told(door: Door, tmp_path: Path, codes: list[str]) -> None:
    file = written(tmp_path, AUTHORITY | {"comms_channels": codes})
    said = door("record", "add", "--kind", "s60_authority", "--file", file)
    assert said.code == 0
    wanted = {"kind": "s60_authority", "reference": "S60/25/7", "version": 1, "import_id": 1, "rows": 1}
    assert wanted.items() <= said.data.items()
    assert said.data["typed_by"] == "typed by line manager"
    again = door("record", "add", "--kind", "s60_authority", "--file", file)
    assert (again.code, "is here already" in again.err, "--again" in again.err) == (1, True, True)
    twice = door("record", "add", "--kind", "s60_authority", "--file", file, "--again", json=False)
    assert twice.out == "Kept s60_authority S60/25/7, version 2, typed by line manager (import 2)\n"
    assert "Quillfeather" not in said.out + said.err + again.out + again.err


@pytest.mark.parametrize(
    ("body", "told"),
    [
        ("[]", "holds no object"),
        ('"text"', "holds no object"),
        ("", "is no JSON in UTF-8"),
        ('{"authority_ref": NaN}', "is no JSON in UTF-8"),
        ("[" * 100_000, "is no JSON in UTF-8"),
        ('{"authority_ref": "A", "authority_ref": "B"}', "gives “authority_ref” twice"),
        ({"authority_ref": "A", "Reference": "B"}, "gives “authority_ref” twice"),
        ({"colour": "red"}, "has no field “colour”"),
        ({"hours": ["12"]}, "“hours” is not a text."),
        ({"comms_channels": ["none", {}]}, "“comms_channels” is not a text or a list of texts."),
        ({"comms_channels": {"none": "yes"}}, "“comms_channels” is not a text or a list of texts."),
        ({}, "Reference is missing, and a record needs it; In force from is missing"),
        ({"authority_ref": "A", "starts_at": "Quillfeather"}, "In force from is no date and time that can be read"),
    ],
)
def test_what_cannot_be_kept_is_one_sentence(door: Door, tmp_path: Path, body: Any, told: str) -> None:
    said = door("record", "add", "--kind", "s60_authority", "--file", written(tmp_path, body))
    assert (said.code, set(said.data)) == (1, {"refused", "fix"})
    assert told in said.data["refused"]
    assert "Quillfeather" not in said.out + said.err
    assert door("workspace", "info").data["records"] == {}


def test_numbers_and_true_and_false_are_taken_as_json_has_them(door: Door, tmp_path: Path) -> None:
    body = AUTHORITY | {"comms_channels": None, "hours": 5, "map_attached": True}
    assert door("record", "add", "--kind", "s60_authority", "--file", written(tmp_path, body)).code == 0
    (case,) = door("record", "list", "--kind", "s60_authority").data["records"]
    shown = door("record", "show", case["case"]).data
    told = {line["label"]: line["value"] for group in shown["groups"] for line in group["lines"]}
    labels = {
        name: load_library("cheshire").scheme("s60_authority").field(name).label["en"]
        for name in ("hours", "map_attached")
    }
    assert (told[labels["hours"]], told[labels["map_attached"]]) == ("5", "Yes")


def test_fields_are_told_with_what_they_mean_and_lists_with_their_words(door: Door, tmp_path: Path) -> None:
    add = ("record", "add", "--kind", "s60_authority", "--file")
    fix = door(*add, written(tmp_path, {"colour": "red"})).data["fix"]
    scheme = load_library("cheshire").scheme("s60_authority")
    assert all(f"{field.id} ({field.label['en']})" in fix for field in scheme.fields)
    assert "give “which”" in fix
    said = door(*add, written(tmp_path, AUTHORITY | {"comms_channels": "which"}))
    assert said.code == 1
    for code in scheme.vocabularies["comms"]:
        assert f"{code.code} ({code.label['en']})" in said.data["fix"]


def test_a_file_that_is_not_there_and_a_kind_that_is_not(door: Door, tmp_path: Path) -> None:
    missing = door("record", "add", "--kind", "s60_authority", "--file", tmp_path / "none.json")
    assert (missing.code, "none.json cannot be read" in missing.err) == (1, True)
    other = door("record", "add", "--kind", "parking", "--file", written(tmp_path, AUTHORITY))
    assert (other.code, "no kind of record called “parking”" in other.err) == (1, True)
    (tmp_path / "latin.json").write_bytes(b'{"grounds": "caf\xe9"}')
    assert "is no JSON in UTF-8" in door("record", "add", "--kind", "custody", "--file", tmp_path / "latin.json").err
    assert door("record", "add", "--kind", "custody").code == 2
