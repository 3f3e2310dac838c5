"""A fingerprint of what rows say, however a file spells it and in whatever order: a file saved again has the same.

A row's own print is the CRC-32 of its time, its plain fields, the small numbers of its facets and its narratives. It
tells files apart that were saved again; it is no proof against a forger.
"""

from array import array
from collections.abc import Iterable, Sequence
from hashlib import sha256
from itertools import repeat
from struct import Struct
from zlib import crc32

_32_BITS = 0xFFFFFFFF


def row_prints(
    at: Sequence[int | None],
    rests: Sequence[str],
    facets: Sequence[Sequence[int] | None],
    narratives: Sequence[Sequence[str] | None],
) -> "array[int]":
    """The print of each row.

    Args:
        at: when each happened, in seconds since 1970.
        rests: the plain fields of each.
        facets: an entry for each facet column: the numbers of the rows; None where no row fills it.
        narratives: the same for the texts of narrative fields.
    """
    numbers: Iterable[int] = [(moment or 0) & _32_BITS for moment in at]
    numbers = map(crc32, map(str.encode, rests), numbers)
    packed = map(Struct(f"<{len(facets)}I").pack, *(column or repeat(0, len(rests)) for column in facets))
    numbers = map(crc32, packed, numbers)
    for texts in narratives:
        told = map(str.encode, texts or repeat("", len(rests)))
        numbers = map(crc32, told, map(crc32, repeat(b"\x1f"), numbers))
    return array("L", numbers)


class Fingerprint:
    """How many rows there are of each kind, and the sum of their prints."""

    def __init__(self) -> None:
        """Of no row yet."""
        self._sums: dict[str, tuple[int, int]] = {}

    def add(self, kind: str, prints: "array[int]") -> None:
        """Add rows of a kind."""
        count, total = self._sums.get(kind, (0, 0))
        self._sums[kind] = count + len(prints), total + sum(prints)

    def hexdigest(self) -> str:
        """The fingerprint, 64 hex digits."""
        return sha256(repr(sorted(self._sums.items())).encode()).hexdigest()
