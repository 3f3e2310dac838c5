"""Reads a QR code back, square by square, by the standard: a second way that shares nothing with the writing.

It corrects no errors, for a code fresh from the printer has none; it knows bytes only, which is what we write.
"""

from collections.abc import Iterator, Sequence

Squares = Sequence[Sequence[bool]]
_MASKS = (
    lambda row, column: (row + column) % 2 == 0,
    lambda row, column: row % 2 == 0,
    lambda row, column: column % 3 == 0,
    lambda row, column: (row + column) % 3 == 0,
    lambda row, column: (row // 2 + column // 3) % 2 == 0,
    lambda row, column: row * column % 2 + row * column % 3 == 0,
    lambda row, column: (row * column % 2 + row * column % 3) % 2 == 0,
    lambda row, column: ((row + column) % 2 + row * column % 3) % 2 == 0,
)
_LEVEL_M = {7: ([31] * 4, (6, 22, 38)), 8: ([38] * 2 + [39] * 2, (6, 24, 42)), 9: ([36] * 3 + [37] * 2, (6, 26, 46))}
"""By version, at level M: the data bytes of each block, and the centres of the small squares (ISO/IEC 18004)."""


def read(squares: Squares) -> str:
    """The text of a code of version 7, 8 or 9 at level M."""
    version = (len(squares) - 17) // 4
    blocks, centres = _LEVEL_M[version]
    told = [squares[8][column] for column in (0, 1, 2, 3, 4)]
    form = sum(bit << (4 - place) for place, bit in enumerate(told)) ^ 0b10101
    assert form >> 3 == 0b00, "level M"
    mask = _MASKS[form & 0b111]
    bits = [squares[row][column] != mask(row, column) for row, column in _places(len(squares), centres)]
    stream = [
        sum(bit << (7 - at) for at, bit in enumerate(bits[start : start + 8])) for start in range(0, len(bits), 8)
    ]
    return _text(_one_after_another(stream, blocks), version)


def _one_after_another(stream: list[int], blocks: list[int]) -> list[int]:
    """The data bytes in order: in the code the blocks take turns."""
    data: list[list[int]] = [[] for _ in blocks]
    taken = iter(stream)
    for turn in range(max(blocks)):
        for block, size in zip(data, blocks, strict=True):
            if turn < size:
                block.append(next(taken))
    return [byte for block in data for byte in block]


def _text(data: list[int], version: int) -> str:
    whole = int.from_bytes(bytes(data), "big")
    length = 8 * len(data)
    assert whole >> (length - 4) == 0b0100, "bytes"
    assert version < 10
    count = whole >> (length - 12) & 0xFF
    return (whole >> (length - 12 - 8 * count) & ((1 << 8 * count) - 1)).to_bytes(count, "big").decode("utf-8")


def _places(side: int, centres: tuple[int, ...]) -> Iterator[tuple[int, int]]:
    """The places of the bits: upwards and downwards in pairs of columns from the lower right corner."""
    upwards = True
    for right in (*range(side - 1, 6, -2), *range(5, 0, -2)):
        for row in range(side - 1, -1, -1) if upwards else range(side):
            yield from ((row, column) for column in (right, right - 1) if _is_data(row, column, side, centres))
        upwards = not upwards


def _is_data(row: int, column: int, side: int, centres: tuple[int, ...]) -> bool:
    far = side - 8
    corner = (row < 9 and (column < 9 or column >= far)) or (row >= far and column < 9)
    version = (row < 6 and far - 3 <= column < far) or (column < 6 and far - 3 <= row < far)
    corners = {(6, 6), (6, centres[-1]), (centres[-1], 6)}
    small = any(
        abs(row - down) <= 2 and abs(column - across) <= 2
        for down in centres
        for across in centres
        if (down, across) not in corners
    )
    return not (corner or version or small or row == 6 or column == 6)
