"""A fingerprint of what rows say, however a file spells it and in whatever order: a file saved again has the same."""

from hashlib import sha256
from operator import mul
from zlib import crc32

from app.models.row_layout import LaidRows, facet_columns

_32_BITS = 0xFFFFFFFF


class Fingerprint:
    """Sums over the rows of one import. It tells files apart that were saved again; it is no proof against a forger.

    Each row has a number, CRC-32 of its time and of its plain fields. Facet values (by their small numbers) and
    narratives (by CRC-32) are summed times that number, so that two rows that swap them count as a change.
    """

    def __init__(self) -> None:
        """Of no row yet."""
        self._sums: dict[str, int] = {"rows": 0}

    def add(self, laid: LaidRows) -> None:
        """Add rows of a kind."""
        rows = laid.rows
        numbers = list(map(crc32, map(str.encode, laid.rests), [(at or 0) & _32_BITS for at in rows.at]))
        self._add("rows", len(numbers))
        self._add(f"{rows.kind}:numbers", sum(numbers))
        for name in facet_columns(rows.laid):
            self._add(f"{rows.kind}:{name}", sum(map(mul, rows.laid[name], numbers)))
        for name in laid.layout.narrative:
            told = map(crc32, map(str.encode, rows.kept.get(name, ())))
            self._add(f"{rows.kind}:{name}", sum(map(mul, told, numbers)))

    def hexdigest(self) -> str:
        """The fingerprint, 64 hex digits."""
        return sha256(repr(sorted((name, total) for name, total in self._sums.items() if total)).encode()).hexdigest()

    def _add(self, name: str, total: int) -> None:
        self._sums[name] = self._sums.get(name, 0) + total
