"""A bundle from anywhere: taken only when it is plain, whole and open; refused in words, never with a traceback."""

import struct
import warnings
import zipfile
from collections.abc import Callable
from contextlib import suppress
from io import BytesIO
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.core.errors import AppError
from app.export.bundle import bundle_zip
from app.intake import bundle
from app.intake.bundle import BadBundle, read_bundle

MEMBERS = {"frame.csv": b"token,stratum\n", "plan.json": b"{}\n", "draw.json": b"[]\n"}
GOOD = bundle_zip(MEMBERS)


def zipped(*entries: tuple[str, bytes], method: int = zipfile.ZIP_DEFLATED, comment: bytes = b"") -> bytes:
    whole = BytesIO()
    with warnings.catch_warnings(), zipfile.ZipFile(whole, "w", method) as archive:
        warnings.simplefilter("ignore")  # of a name that stands twice
        for name, data in entries:
            archive.writestr(name, data)
        archive.comment = comment
    return whole.getvalue()


def flagged_as_encrypted(data: bytes) -> bytes:
    return data.replace(b"PK\x03\x04\x14\x00\x00", b"PK\x03\x04\x14\x00\x01", 1).replace(
        b"PK\x01\x02\x14\x03\x14\x00\x00", b"PK\x01\x02\x14\x03\x14\x00\x01", 1
    )


def test_good_bundle_from_bytes_and_from_a_file(tmp_path: Path) -> None:
    file = tmp_path / "bundle.zip"
    file.write_bytes(GOOD)
    assert read_bundle(GOOD) == read_bundle(file) == MEMBERS


def test_packed_again_by_another_program_is_taken() -> None:
    everything = {**MEMBERS, "check.html": b"page", "CHECK.txt": b"text"}
    assert read_bundle(zipped(*everything.items())) == everything


def streamed(*entries: tuple[str, bytes]) -> bytes:
    """As a program packs that cannot go back: sizes follow each file."""

    class Pipe(BytesIO):
        def seekable(self) -> bool:
            return False

        def tell(self) -> int:
            raise OSError

        def seek(self, *where: int) -> int:
            raise OSError

    whole = Pipe()
    with zipfile.ZipFile(whole, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in entries:
            archive.writestr(name, data)
    return whole.getvalue()


def test_packed_again_through_a_pipe_is_taken() -> None:
    assert read_bundle(streamed(*MEMBERS.items())) == MEMBERS


def hidden_between(pack: Callable[..., bytes]) -> bytes:
    """A file that the directory does not name: a program that reads from the front sees it, another does not."""
    whole = pack(*MEMBERS.items(), ("zzz", b"another list"))
    with zipfile.ZipFile(BytesIO(whole)) as archive:
        start = archive.start_dir
    directory, end = whole[start:-22], bytearray(whole[-22:])
    last = directory.rindex(b"PK\x01\x02")
    end[8:10] = end[10:12] = struct.pack("<H", len(MEMBERS))
    end[12:16] = struct.pack("<I", last)
    return whole[:start] + directory[:last] + bytes(end)


@pytest.mark.parametrize("pack", [zipped, streamed])
def test_a_file_that_the_directory_does_not_name(pack: Callable[..., bytes]) -> None:
    whole = hidden_between(pack)
    with zipfile.ZipFile(BytesIO(whole)) as archive:
        assert archive.namelist() == list(MEMBERS), "the standard library sees nothing of it"
    with pytest.raises(BadBundle, match="beside its files"):
        read_bundle(whole)


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "not a zip"),
        (b"token,stratum\n", "not a zip"),
        (b"#!/bin/sh\n" + GOOD, "not a zip"),
        (zipped(), "not a zip"),
        (GOOD[:-30], "damaged"),
        (GOOD[:200], "damaged"),
        (GOOD.replace(b"token,stratum", b"Token,stratum"), "damaged"),
        (zipped(("a", b"")) + GOOD, "beside its files"),
        (zipped(*MEMBERS.items(), comment=b"see also"), "beside its files"),
        (GOOD + b"\n", "beside its files"),
        (GOOD + b"see also", "beside its files"),
        (GOOD + b"#" * 60_000, "beside its files"),
        (zipped(*MEMBERS.items(), ("draw.json", b"{}")), "draw.json twice"),
        (zipped(*MEMBERS.items(), ("../draw.json", b"")), "a folder or a path"),
        (zipped(("x/frame.csv", b"")), "a folder or a path"),
        (zipped(*MEMBERS.items(), ("C:draw.json", b"")), "a folder or a path"),
        (zipped(*MEMBERS.items(), ("folder/", b"")), "a folder or a path"),
        (zipped(*MEMBERS.items(), ("notes.txt", b"")), "“notes.txt”"),
        (zipped(*MEMBERS.items(), ("FRAME.CSV", b"")), "“FRAME.CSV”"),
        (zipped(*list(MEMBERS.items())[:2]), "draw.json"),
        (zipped(*MEMBERS.items(), method=zipfile.ZIP_LZMA), "unusual way"),
        (flagged_as_encrypted(GOOD), "encrypted"),
    ],
)
def test_refused_in_words(data: bytes, words: str) -> None:
    with pytest.raises(BadBundle, match=words) as refusal:
        read_bundle(data)
    assert refusal.value.fix


def test_unpacked_size_is_counted_as_it_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bundle, "LIMIT", 1_000)
    assert read_bundle(zipped(*MEMBERS.items())) == MEMBERS
    bomb = zipped(("frame.csv", b"0" * 985), ("plan.json", b"0" * 10), ("draw.json", b"0" * 6))
    with pytest.raises(BadBundle, match="over 200 MB"):
        read_bundle(bomb)
    # what the zip says of itself is not believed: here it says 10 bytes
    lying = bomb.replace((985).to_bytes(4, "little"), (10).to_bytes(4, "little"))
    with pytest.raises(BadBundle, match=r"over 200 MB|damaged"):
        read_bundle(lying)


def test_a_file_too_big_is_not_read_whole(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "bundle.zip"
    file.write_bytes(GOOD)
    monkeypatch.setattr(bundle, "LIMIT", len(GOOD) - 1)
    with pytest.raises(BadBundle, match="over 200 MB"):
        read_bundle(file)


def test_no_such_file_and_a_folder_are_said_plainly(tmp_path: Path) -> None:
    with pytest.raises(AppError, match="no file of that name"):
        read_bundle(tmp_path / "none.zip")
    with pytest.raises(AppError, match="cannot be read"):
        read_bundle(tmp_path)


@given(st.integers(0, len(GOOD) - 1), st.integers(1, 255))
def test_a_damaged_zip_never_gives_other_members(place: int, flip: int) -> None:
    data = GOOD[:place] + bytes([GOOD[place] ^ flip]) + GOOD[place + 1 :]
    with suppress(AppError):
        assert read_bundle(data) == MEMBERS
