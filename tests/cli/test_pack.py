"""The pack of a meeting from the line: a file a stage, or one stage, in large print and in copies."""

from pathlib import Path

import pytest

from tests.cli.door import Door
from tests.meeting_room import planned


@pytest.fixture
def door(tmp_path: Path) -> Door:
    """The door on a workspace whose meeting R1 was set up over three cases, all released."""
    planned(tmp_path / "workspace").ws.close()
    return Door(workspace=tmp_path / "workspace")


def test_a_meeting_has_a_file_a_stage(door: Door, tmp_path: Path) -> None:
    said = door("pack", "R1", "--out", tmp_path / "p.pdf", "--large-print", 18)
    assert said.code == 0, said.err
    names = ["p-1-record.pdf", "p-2-video.pdf", "p-3-reveal.pdf"]
    assert [Path(copy["file"]).name for copy in said.data["copies"]] == names
    assert all((tmp_path / name).read_bytes().startswith(b"%PDF") for name in names)


def test_one_stage_in_copies(door: Door, tmp_path: Path) -> None:
    said = door("pack", "R1", "--out", tmp_path / "p.pdf", "--stage", "reveal", "--copies", 2, "--to", "A. Chair")
    assert [Path(copy["file"]).name for copy in said.data["copies"]] == ["p-copy-1.pdf", "p-copy-2.pdf"]
    assert "Chair" not in (tmp_path / "p-copy-1.pdf").read_bytes().decode("latin-1")


@pytest.mark.parametrize(
    ("line", "code", "sentence"),
    [
        ("pack D1 --out a.pdf --stage record", 2, "--stage is for the pack of a meeting"),
        ("pack R1 --out a.pdf --stage recrod", 1, "no stage “recrod”"),
        ("pack R2 --out a.pdf", 1, "There is no meeting R2"),
        ("pack R --out a.pdf", 1, "“R” names no meeting"),
    ],
)
def test_what_cannot_be_is_refused(door: Door, line: str, code: int, sentence: str) -> None:
    said = door(*line.split())
    assert said.code == code
    assert sentence in said.data["refused"]
