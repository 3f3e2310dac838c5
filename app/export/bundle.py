"""The check bundle as a zip: the same members always give the same bytes, on every machine."""

import zipfile
from collections.abc import Mapping
from io import BytesIO
from typing import Final

from app.core.sampling.members import ALLOWED, REQUIRED

_DATE: Final = (1980, 1, 1, 0, 0, 0)  # the earliest a zip can say: the true times are in draw.json
_MODE: Final = 0o100644 << 16  # an ordinary file that everyone may read
_UNIX: Final = 3  # else zipfile writes which system it ran on


def bundle_zip(members: Mapping[str, bytes]) -> bytes:
    """The zip of a check bundle (DESIGN 3.11).

    Members stand in one order, with one date, and are stored as they are: compressed bytes differ from one zlib to
    the next, and codes made of hashes hardly shrink.

    Args:
        members: name to bytes.

    Raises:
        ValueError: one of the three files that a check needs is missing, or a name does not belong in a bundle.
    """
    missing = [name for name in REQUIRED if name not in members]
    extra = sorted(set(members) - set(ALLOWED))
    if missing or extra:
        raise ValueError(f"missing from the bundle: {missing}; not of it: {extra}")
    whole = BytesIO()
    with zipfile.ZipFile(whole, "w", zipfile.ZIP_STORED) as archive:
        for name in ALLOWED:
            if name in members:
                archive.writestr(_entry(name), members[name])
    return whole.getvalue()


def _entry(name: str) -> zipfile.ZipInfo:
    entry = zipfile.ZipInfo(name, date_time=_DATE)
    entry.create_system = _UNIX
    entry.external_attr = _MODE
    return entry
