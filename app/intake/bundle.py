"""Reading a check bundle that came from anywhere: nothing is unpacked to disk, and only a plain bundle is taken."""

import struct
import zipfile
import zlib
from collections import Counter
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from typing import Final

from app.core.errors import AppError
from app.core.sampling.members import ALLOWED, REQUIRED

LIMIT: Final = 200_000_000
"""Most bytes of a bundle, packed or unpacked: 200 MB, twice the codes of a million cases."""

_START: Final = b"PK\x03\x04"
_END: Final = b"PK\x05\x06"
_END_BYTES: Final = 22  # of the end record, where it carries no comment
_METHODS: Final = frozenset({zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED})
_ENCRYPTED: Final = 0x1
_SIZES_FOLLOW: Final = 0x8
_HEADER_BYTES: Final = 30  # of a file's header, without its name and what else stands there
_DESCRIPTOR_BYTES: Final = 24
_TWO_LENGTHS: Final = struct.Struct("<HH").unpack
_BLOCK: Final = 1 << 20
_GET_AGAIN: Final = "Ask for the bundle again, and give it as it came, without unpacking and packing it."


class BadBundle(AppError):
    """The file is there, but it is not a bundle that a check can begin with."""


def read_bundle(source: bytes | Path) -> dict[str, bytes]:
    """The members of a check bundle (DESIGN 3.11), read strictly.

    The unpacked size is counted as it is read; what the zip says of itself is not believed.

    Args:
        source: the zip's bytes, or where it is.

    Returns:
        Name to bytes; the three files that a check needs are there, ``check.html`` and ``CHECK.txt`` may be.

    Raises:
        AppError: there is no such file, or it cannot be read.
        BadBundle: not a zip, or damaged; over 200 MB; a member twice, encrypted, in a folder, unknown or missing.
    """
    data = source if isinstance(source, bytes) else _file(source)
    if not data.startswith(_START):
        raise BadBundle("This is not a zip file, so it is not a check bundle.", _GET_AGAIN)
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            _check_ends(archive, data)
            _check_entries(archive)
            return _unpack(archive)
    except (zipfile.BadZipFile, zlib.error, NotImplementedError, EOFError, ValueError, OSError, struct.error) as error:
        raise BadBundle("The zip file is damaged, so the bundle cannot be read.", _GET_AGAIN) from error


def _file(path: Path) -> bytes:
    try:
        with path.open("rb") as file:
            data = file.read(LIMIT + 1)
    except FileNotFoundError:
        raise AppError("There is no file of that name there.", "Check its name and folder.") from None
    except OSError as error:
        raise AppError(f"The file cannot be read: {error.strerror}.", "Check that it is a file you may open.") from None
    except ValueError:  # a NUL in the name
        raise AppError("That is no name of a file.", "Check its name and folder.") from None
    if len(data) > LIMIT:
        raise BadBundle("The file is over 200 MB, more than any check bundle.", _GET_AGAIN)
    return data


def _check_ends(archive: zipfile.ZipFile, data: bytes) -> None:
    """Nothing stands before the first file, between two of them, or behind the record that ends a zip."""
    if archive.comment or not data[-_END_BYTES:].startswith(_END) or any(_gaps(archive, data)):
        raise BadBundle(
            "The zip holds something beside its files, which two programs could read differently.", _GET_AGAIN
        )


def _gaps(archive: zipfile.ZipFile, data: bytes) -> Iterator[bool]:
    """Whether something could hide before each file and before the directory behind them all.

    A file that only a program reading from the front would see needs at least 30 bytes; after a file that was packed
    as it came stand up to 24 bytes about it.
    """
    end, spare = 0, 0
    for entry in sorted(archive.infolist(), key=lambda entry: entry.header_offset):
        yield not 0 <= entry.header_offset - end <= spare
        lengths = data[entry.header_offset + 26 : entry.header_offset + _HEADER_BYTES]
        end = entry.header_offset + _HEADER_BYTES + sum(_TWO_LENGTHS(lengths)) + entry.compress_size
        spare = _DESCRIPTOR_BYTES if entry.flag_bits & _SIZES_FOLLOW else 0
    yield not 0 <= archive.start_dir - end <= spare


def _check_entries(archive: zipfile.ZipFile) -> None:
    entries = archive.infolist()
    names = [entry.orig_filename for entry in entries]
    for name in names:
        _check_name(name)
    twice = [name for name, times in Counter(names).items() if times > 1]
    if twice:
        raise BadBundle(f"The bundle holds {twice[0]} twice: nobody could say which of the two counts.", _GET_AGAIN)
    for entry in entries:
        _check_packing(entry)
    for name in REQUIRED:
        if name not in names:
            raise BadBundle(f"The bundle does not hold {name}: nothing can be checked without it.", _GET_AGAIN)


def _check_packing(entry: zipfile.ZipInfo) -> None:
    if entry.flag_bits & _ENCRYPTED:
        raise BadBundle(f"{entry.filename} is encrypted; a check bundle is open to everyone.", _GET_AGAIN)
    if entry.compress_type not in _METHODS:
        raise BadBundle(f"{entry.filename} is packed in an unusual way that is not read here.", _GET_AGAIN)


def _check_name(name: str) -> None:
    if name in ALLOWED:
        return
    shown = "".join(character if character.isprintable() else "?" for character in name[:80])
    if "/" in name or "\\" in name or ":" in name:
        raise BadBundle(f"The bundle holds a folder or a path, “{shown}”; its files stand side by side.", _GET_AGAIN)
    raise BadBundle(f"The bundle holds “{shown}”, which does not belong in one.", _GET_AGAIN)


def _unpack(archive: zipfile.ZipFile) -> dict[str, bytes]:
    members: dict[str, bytes] = {}
    left = LIMIT
    for entry in archive.infolist():
        blocks: list[bytes] = []
        with archive.open(entry) as file:
            while block := file.read(_BLOCK):
                left -= len(block)
                if left < 0:
                    raise BadBundle("Unpacked, the bundle is over 200 MB, more than any check bundle.", _GET_AGAIN)
                blocks.append(block)
        members[entry.filename] = b"".join(blocks)
    return members
