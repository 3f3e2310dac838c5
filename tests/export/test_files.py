"""A file is written whole or not at all, and leaves nothing beside itself."""

import os
from pathlib import Path

import pytest

from app.core.errors import AppError
from app.export.files import write_all_whole, write_whole


def test_what_a_kill_left_is_written_over(tmp_path: Path) -> None:
    (tmp_path / ".a.pdf.part").write_bytes(b"half of it, and longer than the whole")
    write_whole(tmp_path / "a.pdf", b"whole")
    assert {file.name: file.read_bytes() for file in tmp_path.iterdir()} == {"a.pdf": b"whole"}


def test_a_folder_that_is_not_there_is_not_made(tmp_path: Path) -> None:
    with pytest.raises(AppError, match="cannot be written: No such file or directory"):
        write_whole(tmp_path / "none" / "a.pdf", b"whole")
    assert list(tmp_path.iterdir()) == []


def test_a_write_that_fails_leaves_the_old_file(tmp_path: Path) -> None:
    (tmp_path / "a.pdf").mkdir()
    with pytest.raises(AppError, match="cannot be written"):
        write_whole(tmp_path / "a.pdf", b"whole")
    assert [file.name for file in tmp_path.iterdir()] == ["a.pdf"]


@pytest.mark.parametrize("older", [b"older", None], ids=["with an older file", "with none"])
def test_of_several_files_all_are_written_or_none(tmp_path: Path, older: bytes | None) -> None:
    """The second name is a folder: the first, which was in place already, is put back."""
    if older is not None:
        (tmp_path / "a.pdf").write_bytes(older)
    (tmp_path / ".a.pdf.before").write_bytes(b"what a kill left long ago")
    (tmp_path / "b.pdf").mkdir()
    files = {tmp_path / name: b"whole" for name in ("a.pdf", "b.pdf", "c.pdf")}
    with pytest.raises(AppError, match=r"b\.pdf cannot be written"):
        write_all_whole(files)
    left = {file.name: file.read_bytes() for file in tmp_path.iterdir() if file.is_file()}
    assert left == ({} if older is None else {"a.pdf": older})
    (tmp_path / "b.pdf").rmdir()
    write_all_whole(files)
    assert {file.name: file.read_bytes() for file in tmp_path.iterdir()} == {file.name: b"whole" for file in files}


def test_what_is_no_file_is_never_replaced(tmp_path: Path) -> None:
    """A pipe or a device goes by a name as a file does: putting a paper in its place would take it away."""
    os.mkfifo(tmp_path / "b.pdf")
    (tmp_path / "a.pdf").write_bytes(b"older")
    with pytest.raises(AppError, match=r"b\.pdf cannot be written: it is there and is no file\."):
        write_all_whole({tmp_path / name: b"whole" for name in ("a.pdf", "b.pdf")})
    assert (tmp_path / "b.pdf").is_fifo()
    assert (tmp_path / "a.pdf").read_bytes() == b"older"
    assert sorted(file.name for file in tmp_path.iterdir()) == ["a.pdf", "b.pdf"]
