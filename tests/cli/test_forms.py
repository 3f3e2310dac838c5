"""Grading forms from the line: made for seats, filled in, looked at, brought back."""

from pathlib import Path
from typing import Any

import pytest

from tests.cli.door import Door, Said
from tests.filling import fill
from tests.meeting_room import opened

ANSWERS = {"q_1_C1": "/2", "q_1_SS1": "/1", "q_1_SS2": "/1", "q_1_SS7": "/1", "q_1_C8": "/2"}


@pytest.fixture
def door(tmp_path: Path) -> Door:
    """The door on a workspace whose meeting R1 is open, with four members and three cases."""
    opened(tmp_path / "workspace").ws.close()
    return Door(workspace=tmp_path / "workspace")


def done(said: Said) -> dict[str, Any]:
    assert said.code == 0, said.err
    return said.data


def filled(door: Door, folder: Path, said: dict[str, str], seat: int = 1) -> Path:
    """The forms of a seat, filled in."""
    made = done(door("forms", "R1", "--seat", seat, "--out", folder / "forms.pdf"))
    return fill(Path(made["forms"]), said)


def typed(door: Door) -> dict[str, Any]:
    """The row of the first seat about the first case."""
    return done(door("sheet", "grid", "show", "R1", "--case", 1))["rows"][0]


def test_one_file_a_seat_with_the_options_of_every_paper(door: Door, tmp_path: Path) -> None:
    made = done(door("forms", "R1", "--out", tmp_path / "f.pdf", "--stage", "record"))
    assert [Path(copy["file"]).name for copy in made["copies"]] == [f"f-seat-{seat}.pdf" for seat in (1, 2, 3, 4)]
    large = door("forms", "R1", "--out", tmp_path / "g.pdf", "--seat", 2, "--seat", 3, "--large-print", 18)
    assert [Path(copy["file"]).name for copy in done(large)["copies"]] == ["g-seat-2.pdf", "g-seat-3.pdf"]


def test_a_dry_run_shows_what_would_be_saved_and_saves_nothing(door: Door, tmp_path: Path) -> None:
    file = filled(door, tmp_path, ANSWERS)
    said = done(door("forms", "import", file, "--dry-run"))
    assert (said["new"], said["saved"]) == (5, False)
    (form,) = said["forms"]
    assert (form["seat"], form["meeting"], form["problems"]) == (1, "R1", [])
    assert form["cases"][0]["answers"][1] == {
        "question": "SS1", "label": "How strong are the grounds in the record?", "stands": "", "says": "Strong",
        "change": "new",
    }  # fmt: skip
    assert "values" not in form
    assert typed(door)["answers"] == {}
    plain = door("forms", "import", file, "--dry-run", json=False)
    assert "  Case 2: nothing filled in" in plain.out
    assert "SS1: Strong (new)" in plain.out


def test_forms_come_back_and_are_locked_when_asked(door: Door, tmp_path: Path) -> None:
    file = filled(door, tmp_path, ANSWERS)
    said = done(door("forms", "import", file, "--lock"))
    assert (said["saved"], said["answers"], said["locked"], said["kept"]) == (True, 5, 1, 0)
    assert typed(door)["locked"]
    again = done(door("forms", "import", file))
    assert (again["answers"], again["told"]) == (0, ["Seat 1, case 1: That form is locked: its answers stand."])


def test_what_stands_is_kept_until_replaced(door: Door, tmp_path: Path) -> None:
    done(door("forms", "import", filled(door, tmp_path, ANSWERS)))
    other = filled(door, tmp_path, {**ANSWERS, "q_1_SS1": "/4"})
    kept = door("forms", "import", other, json=False)
    assert "What stood otherwise was kept: 1 answer; --replace" in kept.out
    assert typed(door)["answers"]["SS1"] == "1"
    assert done(door("forms", "import", other, "--replace"))["answers"] == 1
    assert typed(door)["answers"]["SS1"] == "4"


def test_one_file_that_cannot_be_taken_leaves_all_as_it_is(door: Door, tmp_path: Path) -> None:
    good, bad = filled(door, tmp_path, ANSWERS), tmp_path / "scan.pdf"
    bad.write_bytes(b"\xff\xd8\xff")
    said = door("forms", "import", good, bad)
    assert (said.code, said.data["refused"]) == (1, "Nothing was saved: 1 file cannot be taken.")
    assert "scan.pdf is no PDF" in said.err
    assert typed(door)["answers"] == {}


@pytest.mark.parametrize(
    ("line", "sentence"),
    [
        ("forms", "Missing: MEETING|import, FILE.pdf."),
        ("forms R1", "Missing: --out."),
        ("forms import", "Missing: FILE.pdf."),
        ("forms R1 a.pdf --out f.pdf", "Not known here: a.pdf."),
        ("forms R1 --out f.pdf --lock", "--lock is for import."),
        ("forms R1 --out f.pdf --dry-run", "--dry-run is for import."),
        ("forms import a.pdf --out f.pdf", "--out is for making forms."),
        ("forms import a.pdf --large-print 18", "--large-print is for making forms."),
    ],
)
def test_what_does_not_go_together_is_said(door: Door, line: str, sentence: str) -> None:
    said = door(*line.split())
    assert (said.code, said.data["refused"]) == (2, sentence)


@pytest.mark.parametrize(
    ("line", "sentence"),
    [
        ("forms R9 --out f.pdf", "There is no meeting R9."),
        ("forms D1 --out f.pdf", "“D1” names no meeting."),
        ("forms R1 --out f.pdf --seat 9", "Meeting R1 has no seat 9."),
        ("forms R1 --out f.pdf --seat x", "--seat: “x” is no whole number."),
        ("forms R1 --out f.pdf --stage video", "No case of the meeting is to be graded at the stage “video” now."),
        ("forms import none.pdf", "Nothing was saved: 1 file cannot be taken."),
    ],
)
def test_what_cannot_be_is_refused_in_a_sentence(door: Door, line: str, sentence: str) -> None:
    said = door(*line.split())
    assert (said.code, said.data["refused"]) == (1, sentence)
