"""QR codes: as rows of dark and light for a window, and as a figure on a tagged page."""

from functools import lru_cache
from itertools import groupby
from typing import Any, Final

from reportlab.graphics.barcode.qrencoder import QR8bitByte, QRCode, QRErrorCorrectLevel
from reportlab.platypus import Flowable

from app.export.style import INK
from app.export.tagged.fixes import colour
from app.export.tagged.flowables import Figure
from app.export.tagged.piece import Piece

Squares = tuple[tuple[bool, ...], ...]

_MOST_BYTES: Final = 2_000
"""More would make squares too small for a camera long before there is no code for it."""

_QUIET: Final = 4
"""Squares of paper around a code, which a camera needs to find it."""


@lru_cache(maxsize=8)
def squares(text: str) -> Squares:
    """The squares of the code of a text, row by row from the top; True is dark. A seventh of it may be soiled.

    Raises:
        ValueError: the text does not fit any code.
    """
    if len(text.encode("utf-8")) > _MOST_BYTES:
        raise ValueError("the text is too long for a QR code")
    code = QRCode(None, QRErrorCorrectLevel.M)
    code.addData(QR8bitByte(text))
    code.make()
    side = range(code.getModuleCount())
    return tuple(tuple(bool(code.isDark(row, column)) for column in side) for row in side)


_OVERLAP: Final = 1.03
"""How tall a bar is in squares: a screen would show a light line between two that only touch."""


class _Squares(Piece):
    """The squares of a code with the paper around them, as wide as it is told."""

    def __init__(self, rows: Squares, side: float) -> None:
        super().__init__()
        self.rows, self.side = rows, side

    def wrap(self, aW: float, aH: float) -> tuple[float, float]:
        """A square, no wider than there is room."""
        self.width = self.height = min(self.side, aW)
        return self.width, self.height

    def draw(self) -> None:
        """Draw every run of dark squares as one bar, all of them in one path."""
        canvas: Any = self.canv
        step = self.width / (len(self.rows) + 2 * _QUIET)
        canvas.setFillColor(colour(INK))
        path = canvas.beginPath()
        for down, row in enumerate(self.rows, 1 + _QUIET):
            at = _QUIET
            for dark, run in groupby(row):
                count = len(list(run))
                if dark:
                    path.rect(at * step, self.height - down * step, count * step, step * _OVERLAP)
                at += count
        canvas.drawPath(path, stroke=0, fill=1)


def qr_code(text: str, alternative: str, side: float) -> Flowable:
    """A code on paper.

    Args:
        text: what a camera reads.
        alternative: what it is, for those who cannot see it.
        side: how wide it is, in points, with the paper around it.
    """
    return Figure(_Squares(squares(text), side), alternative)
