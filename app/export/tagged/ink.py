"""What is put on a page, as its own operators: text in lines, filled and ruled boxes.

ReportLab's calls give the same, a number at a time and with a state to keep for each. A pack has tens of thousands of
short texts, most of them the same in every case, so here each is encoded once for a document.
"""

from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import Any, Protocol

from reportlab.lib.rl_accel import escapePDF
from reportlab.pdfbase.pdfmetrics import getFont

from app.export.tagged.fixes import PaperFont, colour

_REMEMBERED = 20_000
"""How many texts of a document stay encoded; more than that are not all alike."""


class Pen(Protocol):
    """What text is written with; a style of text is one."""

    @property
    def font(self) -> str:
        """The name of its font."""
        ...

    @property
    def size(self) -> float:
        """Its size in points."""
        ...

    @property
    def leading(self) -> float:
        """The distance from line to line in points."""
        ...

    @property
    def colour(self) -> str:
        """Its colour, such as ``#1d5fa8``."""
        ...


def paper_font(name: str) -> PaperFont:
    """The font of that name.

    Raises:
        TypeError: it is not one for tagged papers.
    """
    font = getFont(name)
    if not isinstance(font, PaperFont):
        raise TypeError(f"{name} is not a font for tagged papers")
    return font


@lru_cache(maxsize=100)
def fill(code: str) -> str:
    """Fill with a colour from now on."""
    return f"{_shares(code)} rg"


@lru_cache(maxsize=100)
def stroke(code: str, width: float) -> str:
    """Draw lines of a colour and width from now on."""
    return f"{_shares(code)} RG {width:.2f} w"


def _shares(code: str) -> str:
    return " ".join(f"{share:.3f}" for share in colour(code).rgb())


def line(x: float, y: float, to_x: float, to_y: float) -> str:
    """A straight line."""
    return f"{x:.2f} {y:.2f} m {to_x:.2f} {to_y:.2f} l S"


def box(x: float, y: float, width: float, height: float, paint: str) -> str:
    """A rectangle; ``paint`` is ``S`` to rule it, ``f`` to fill it, ``B`` for both."""
    return f"{x:.2f} {y:.2f} {width:.2f} {height:.2f} re {paint}"


class Writing:
    """Text as the fonts of one document encode it."""

    def __init__(self, document: Any) -> None:
        self._document = document
        self._encoded: dict[tuple[str, str], list[tuple[str, str]]] = {}

    def lines(self, texts: Sequence[str], pen: Pen, x: float, y: float) -> str:
        """Lines under one another; the first one's letters stand on that place.

        Raises:
            ValueError: a font lacks a character; texts are to be made printable before.
        """
        shown = " T* ".join(self._shown(texts, pen))
        return f"BT {pen.leading:.2f} TL {fill(pen.colour)} 1 0 0 1 {x:.2f} {y:.2f} Tm {shown} ET"

    def scattered(self, texts: Sequence[tuple[str, float, float]], pen: Pen) -> str:
        """Texts that stand each on a place of its own.

        Raises:
            ValueError: a font lacks a character.
        """
        shown = self._shown([text for text, _, _ in texts], pen)
        placed = (f"1 0 0 1 {x:.2f} {y:.2f} Tm {code}" for code, (_, x, y) in zip(shown, texts, strict=True))
        return f"BT {fill(pen.colour)} {' '.join(placed)} ET"

    def _shown(self, texts: Sequence[str], pen: Pen) -> Iterator[str]:
        """Each text as the operators that show it, with its font where that is another one than before."""
        chosen = ""
        for text in texts:
            code = ""
            for subset, shown in self._encoded.get((pen.font, text)) or self._encode(pen.font, text):
                code += shown if subset == chosen else f"{subset} {pen.size:.2f} Tf {shown}"
                chosen = subset
            yield code

    def _encode(self, name: str, text: str) -> list[tuple[str, str]]:
        """The text in runs, each with the part of the font that it takes and the operator that shows it."""
        font, document = paper_font(name), self._document
        runs = [
            (font.getSubsetInternalName(subset, document), f"({escapePDF(codes)}) Tj ")
            for subset, codes in font.splitString(text, document)
        ]
        if len(self._encoded) > _REMEMBERED:
            self._encoded.clear()
        self._encoded[name, text] = runs
        return runs
