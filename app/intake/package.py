"""The zip that a workbook is, met with distrust: nothing is unpacked further than it said it would go."""

import io
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass

from app.core.errors import AppError

_CHUNK = 1 << 20
_MOST = 2 << 30
_RATIO = 200
_RATIO_FROM = 200 << 20  # a small workbook of equal rows shrinks a thousandfold, and harms nobody
_LOCAL_HEADER = 30
_EXPORT = "Export it again, or save it again in a spreadsheet."


@dataclass(frozen=True, kw_only=True, slots=True)
class Package:
    """A zip in memory: the file's name, its bytes, what its directory says it holds."""

    name: str
    data: bytes
    members: dict[str, zipfile.ZipInfo]

    def unpack(self, member: str) -> Iterator[bytes]:
        """The bytes of one member, piece by piece.

        Raises:
            AppError: it is damaged, locked, packed in an unknown way, or longer than the directory says.
        """
        info = self.members[member]
        at = info.header_offset
        names = int.from_bytes(self.data[at + 26 : at + 28], "little") + int.from_bytes(
            self.data[at + 28 : at + 30], "little"
        )
        start = at + _LOCAL_HEADER + names
        packed = self.data[start : start + info.compress_size]
        pieces = _inflate(packed) if info.compress_type == zipfile.ZIP_DEFLATED else iter((packed,))
        size, checksum = 0, 0
        try:
            for piece in pieces:
                size, checksum = size + len(piece), zlib.crc32(piece, checksum)
                if size > info.file_size:
                    break
                yield piece
        except zlib.error as error:
            raise damaged(self.name) from error
        if size != info.file_size or checksum != info.CRC:
            raise damaged(self.name)

    def whole(self, member: str) -> bytes:
        """All bytes of one member; none if there is no such member."""
        return b"".join(self.unpack(member)) if member in self.members else b""


def open_package(name: str, data: bytes) -> Package:
    """Read the directory of a zip, and refuse one that would unpack beyond all measure.

    Raises:
        AppError: it is damaged, locked with a password, or a bomb.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            infos = [info for info in archive.infolist() if not info.is_dir()]
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError) as error:
        raise damaged(name) from error
    whole = sum(info.file_size for info in infos)
    if whole > _MOST or (whole > _RATIO_FROM and whole > _RATIO * len(data)):
        raise AppError(
            f"{name} would unpack to {whole >> 20:,} MB, which no extract does: it was not opened.",
            "If it is what it should be, export it as “CSV UTF-8”.",
        )
    if any(info.flag_bits & 1 for info in infos):
        raise locked(name)
    members = {info.filename: info for info in infos}
    known = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
    if len(members) != len(infos) or any(info.compress_type not in known for info in infos):
        raise damaged(name)
    return Package(name=name, data=data, members=members)


def damaged(name: str) -> AppError:
    """The sentence for a workbook that is cut off or broken."""
    return AppError(f"{name} is a workbook or document that is damaged or cut off: it cannot be read.", _EXPORT)


def locked(name: str) -> AppError:
    """The sentence for a workbook behind a password."""
    return AppError(
        f"{name} is protected with a password.", "Open it in a spreadsheet and save it again without the password."
    )


def _inflate(packed: bytes) -> Iterator[bytes]:
    inflater = zlib.decompressobj(-zlib.MAX_WBITS)
    while packed and not inflater.eof:
        piece = inflater.decompress(packed, _CHUNK)
        packed = inflater.unconsumed_tail
        yield piece
    yield inflater.flush()
