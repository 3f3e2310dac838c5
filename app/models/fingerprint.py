"""A fingerprint of what rows say, however a file spells it and in whatever order: a file saved again has the same."""

from collections.abc import Iterable
from hashlib import sha256
from zlib import crc32

from app.models.row_layout import LaidRows, facet_columns


class Fingerprint:
    """Sums over the rows of one import. It tells files apart that were saved again; it is no proof against a forger.

    The sums are of moments, of the small numbers that stand for facet values, and of CRC-32 of the other texts.
    """

    def __init__(self) -> None:
        """Of no row yet."""
        self._sums: dict[str, int] = {"rows": 0}

    def add(self, laid: LaidRows) -> None:
        """Add rows of a kind."""
        rows = laid.rows
        self._add("rows", len(rows.rows))
        self._add(f"{rows.kind}:at", sum(filter(None, rows.at)))
        for name in facet_columns(rows.laid):
            self._add(f"{rows.kind}:{name}", sum(rows.laid[name]))
        self._add(f"{rows.kind}:rest", _sum(laid.rests))
        for name in laid.layout.narrative:
            self._add(f"{rows.kind}:{name}", _sum(rows.kept.get(name, ())))

    def hexdigest(self) -> str:
        """The fingerprint, 64 hex digits."""
        return sha256(repr(sorted((name, total) for name, total in self._sums.items() if total)).encode()).hexdigest()

    def _add(self, name: str, total: int) -> None:
        self._sums[name] = self._sums.get(name, 0) + total


def _sum(texts: Iterable[str]) -> int:
    return sum(map(crc32, map(str.encode, texts)))
