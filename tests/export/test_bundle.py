"""The bundle as a zip: the same members, the same bytes."""

import hashlib
import zipfile
from io import BytesIO

import pytest

from app.export.bundle import bundle_zip

MEMBERS = {"frame.csv": b"token,stratum\n", "plan.json": b"{}\n", "draw.json": b"[]\n"}


def test_same_members_same_bytes_whatever_their_order() -> None:
    backwards = dict(reversed(MEMBERS.items()))
    assert bundle_zip(MEMBERS) == bundle_zip(backwards)
    # fixed for ever: no date, no system and no packing library of this machine is in it
    assert hashlib.sha256(bundle_zip(MEMBERS)).hexdigest() == KNOWN


def test_members_stand_in_order_and_are_stored_as_they_are() -> None:
    everything = {"CHECK.txt": b"text", "check.html": b"page", **MEMBERS}
    with zipfile.ZipFile(BytesIO(bundle_zip(everything))) as archive:
        assert archive.namelist() == ["frame.csv", "plan.json", "draw.json", "check.html", "CHECK.txt"]
        assert {name: archive.read(name) for name in archive.namelist()} == everything
        assert {entry.compress_type for entry in archive.infolist()} == {zipfile.ZIP_STORED}
        assert {entry.date_time for entry in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}


@pytest.mark.parametrize(
    "members", [{}, {**MEMBERS, "notes.txt": b""}, {key: MEMBERS[key] for key in ("frame.csv", "plan.json")}]
)
def test_missing_or_strange_members_are_a_fault(members: dict[str, bytes]) -> None:
    with pytest.raises(ValueError):
        bundle_zip(members)


KNOWN = "e4ec34bb653a9b86eb1d38e72346e9d198c670409c88285a3a94aeb9abc043ee"
