"""Long lists in little memory: a million Python objects take more room than what they hold."""

from array import array
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Final, overload

_TOKEN: Final = 32  # bytes of a token
_PLACE: Final = 5  # bytes that say which case a token is of
_ROW: Final = _TOKEN + _PLACE


class Texts(Sequence[str]):
    """Texts one behind the other, in the order in which they came."""

    def __init__(self) -> None:
        """None yet."""
        self._bytes = bytearray()
        self._ends = array("Q")
        self._hashes = array("q")

    def append(self, text: str) -> None:
        """Put one behind the others."""
        self._bytes += text.encode()
        self._ends.append(len(self._bytes))
        self._hashes.append(hash(text))

    def repeats(self) -> bool:
        """Whether one of them stands twice."""
        alike = {one for one, other in pairwise(sorted(self._hashes)) if one == other}
        if not alike:
            return False
        times = Counter(text for text, its in zip(self, self._hashes, strict=True) if its in alike)
        return max(times.values()) > 1

    def __len__(self) -> int:
        return len(self._ends)

    @overload
    def __getitem__(self, at: int) -> str: ...
    @overload
    def __getitem__(self, at: slice) -> Sequence[str]: ...
    def __getitem__(self, at: int | slice) -> str | Sequence[str]:
        if isinstance(at, slice):
            return [self[one] for one in range(*at.indices(len(self)))]
        begin = self._ends[at - 1] if at else 0
        return self._bytes[begin : self._ends[at]].decode()


class Tokens:
    """Tokens as they are made, gone through in their own order. They are sorted a heap of one first byte at a time."""

    def __init__(self) -> None:
        """None yet."""
        self._heaps = [bytearray() for _ in range(256)]
        self._count = 0

    def append(self, token: bytes) -> None:
        """Put in the token of the next case."""
        self._heaps[token[0]] += token + self._count.to_bytes(_PLACE, "big")
        self._count += 1

    def __iter__(self) -> Iterator[tuple[str, int]]:
        """Each token in hex, the lowest first, and which of the cases it is of, from 0."""
        for heap in self._heaps:
            rows = [bytes(heap[at : at + _ROW]) for at in range(0, len(heap), _ROW)]
            for row in sorted(rows):
                yield row[:_TOKEN].hex(), int.from_bytes(row[_TOKEN:], "big")
