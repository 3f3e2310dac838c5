"""A fingerprint of what rows say, however a file spells it and in whatever order: a file saved again has the same."""

from collections.abc import Iterable
from hashlib import sha256
from itertools import repeat
from struct import Struct
from zlib import crc32

from app.models.laying import FACET_COLUMNS, LaidRows

_32_BITS = 0xFFFFFFFF
_pack = Struct(f"<{len(FACET_COLUMNS)}I").pack


class Fingerprint:
    """How many rows there are of each kind, and the sum of their CRC-32s.

    A row's is over its time, its plain fields, the small numbers of its facets and its narratives. It tells files apart
    that were saved again; it is no proof against a forger.
    """

    def __init__(self) -> None:
        """Of no row yet."""
        self._sums: dict[str, tuple[int, int]] = {}

    def add(self, laid: LaidRows) -> None:
        """Add rows of a kind."""
        rows, count = laid.rows, len(laid.rests)
        numbers: Iterable[int] = [(at or 0) & _32_BITS for at in rows.at]
        numbers = map(crc32, map(str.encode, laid.rests), numbers)
        facets = (rows.laid.get(name, repeat(0, count)) for name in FACET_COLUMNS)
        numbers = map(crc32, map(_pack, *facets), numbers)
        for name in laid.layout.narrative:
            texts = rows.kept.get(name, repeat("", count))
            numbers = map(crc32, map(str.encode, texts), map(crc32, repeat(b"\x1f"), numbers))
        before, total = self._sums.get(rows.kind, (0, 0))
        self._sums[rows.kind] = before + count, total + sum(numbers)

    def hexdigest(self) -> str:
        """The fingerprint, 64 hex digits."""
        return sha256(repr(sorted(self._sums.items())).encode()).hexdigest()
