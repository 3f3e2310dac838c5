"""Plain text laid out in lines. No markup is read, so nothing that a record holds can be taken for markup.

ReportLab's own Paragraph parses what it is given as a kind of XML and measures it anew for every page it is split
over. Texts of records are plain, and may be 100,000 characters long: here lines are broken once, and splitting only
shares them out.
"""

from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Self

from reportlab.platypus import Flowable

from app.export.tagged.canvas import TaggedCanvas
from app.export.tagged.characters import printable
from app.export.tagged.ink import line, paper_font, stroke
from app.export.tagged.piece import FUZZ, Piece


@dataclass(frozen=True, kw_only=True, slots=True)
class TextStyle:
    """How text looks. Lengths are in points; ``before`` and ``after`` are the space around it."""

    font: str
    size: float
    leading: float
    colour: str = "#000000"
    before: float = 0
    after: float = 0
    align: str = "left"
    indent: float = 0
    widest: float = 0
    """The longest line that reads well; 0 for as wide as there is room."""
    edge: str = ""
    """The colour of a line down the left side, which sets a quoted text apart; empty for none."""


@lru_cache(maxsize=50_000)
def width_of(text: str, font: str, size: float) -> float:
    """How wide a text is when printed."""
    advances = paper_font(font).advances
    return sum(advances.get(character, advances[" "]) for character in text) * size / 1000


def broken_lines(text: str, style: TextStyle, width: float) -> list[str]:
    """The lines of a text that fit a width; a word that is wider than a line is cut where it must be."""
    lines: list[str] = []
    space = width_of(" ", style.font, style.size)
    for paragraph in text.split("\n"):
        line, used = "", 0.0
        for word in paragraph.split(" "):
            if not word:
                continue
            length = width_of(word, style.font, style.size)
            if line and used + space + length <= width:
                line, used = f"{line} {word}", used + space + length
                continue
            if line:
                lines.append(line)
            *full, line = [word] if length <= width else _cut(word, style, width)
            lines += full
            used = width_of(line, style.font, style.size)
        lines.append(line)
    return lines


def _cut(word: str, style: TextStyle, width: float) -> list[str]:
    pieces, piece, used = [], "", 0.0
    for character in word:
        step = width_of(character, style.font, style.size)
        if piece and used + step > width:
            whole = max(map(piece.rfind, _BREAKS)) + 1  # a reference or an address is better cut after its strokes
            keep = whole if whole > len(piece) // 3 else len(piece)
            pieces.append(piece[:keep])
            piece = piece[keep:]
            used = width_of(piece, style.font, style.size)
        piece, used = piece + character, used + step
    return [*pieces, piece]


class Text(Piece):
    """Text as one element; the pieces of one that is split over pages stay one.

    Args:
        text: anything; what cannot be printed is replaced.
        style: how it looks.
        tag: its element; empty to draw as content of the element around it, such as a cell.
        label: a short text in the space that the style's indent leaves, such as a question's number.
        label_style: how that looks.
    """

    def __init__(
        self, text: str, style: TextStyle, *, tag: str = "P", label: str = "", label_style: TextStyle | None = None
    ) -> None:
        super().__init__()
        font = paper_font(style.font)
        self.text = printable(text, font.known)
        self.look = style
        self.tag = tag
        self.key: object = None
        self.label = " ".join(printable(label, font.known).split())
        self.label_style = label_style or style
        self.lines: list[str] = []
        self._broken_for = -1.0

    def getSpaceBefore(self) -> float:
        """The space before it."""
        return self.look.before

    def getSpaceAfter(self) -> float:
        """The space after it."""
        return self.look.after

    def wrap(self, aW: float, aH: float) -> tuple[float, float]:
        """Break the lines for a width, once."""
        room = aW - self.look.indent
        if self.look.widest:
            room = min(room, self.look.widest)
        if self._broken_for != room:
            self.lines = broken_lines(self.text, self.look, room) if self.text or self.label else []
            self._broken_for = room
        self.width, self.height = aW, len(self.lines) * self.look.leading
        return self.width, self.height

    def minWidth(self) -> float:
        """The width of its widest word, of those at its start: a column should not be narrower."""
        words = f"{self.label} {self.text[:_LOOKED_AT]}".split()
        return self.look.indent + max((width_of(word, self.look.font, self.look.size) for word in words), default=0) + 1

    def split(self, aW: float, aH: float) -> list[Flowable]:
        """Share the lines between this page and the next, never leaving a single line on either."""
        self.wrap(aW, aH)
        fit, count = int((aH + FUZZ) // self.look.leading), len(self.lines)
        if fit >= count:
            return [self]
        if count - fit == 1:
            fit -= 1
        if fit < 2:
            return []
        self.key = self.key or object()
        return [self._piece(self.lines[:fit], self.label), self._piece(self.lines[fit:], "")]

    def _piece(self, lines: list[str], label: str) -> Self:
        piece = self.alike()
        piece.lines, piece.label = lines, label
        piece.text = " "  # the lines are what counts now
        return piece

    def draw(self) -> None:
        """Draw the lines as content of the element."""
        self.draw_at(self.paper, 0, 0)

    def drawOn(self, canvas: Any, x: float, y: float, _sW: float = 0) -> None:
        """Draw it with its lower left corner there."""
        self.draw_at(canvas, x, y)  # quicker than moving the page's origin there and back, as ReportLab does

    def draw_at(self, canvas: TaggedCanvas, x: float, y: float) -> None:
        """Draw the lines there as content of the element."""
        if not self.lines:
            return
        if self.look.edge:
            canvas.decorate(f"{stroke(self.look.edge, 2)} {line(x + 1, y, x + 1, y + self.height)}")
        if self.tag:
            canvas.begin(self.tag, self.key)
        label = f"{self.label} "
        before = f"{canvas.writing.lines([label], self.label_style, x, y + self.base)} " if self.label else ""
        canvas.ink(before + self.lines_code(canvas, x, y))
        if self.tag:
            canvas.end()

    @property
    def base(self) -> float:
        """How far the first line's letters stand above the bottom of the text."""
        style = self.look
        return self.height - style.leading + (style.leading - style.size) / 2 + style.size * 0.22

    def lines_code(self, canvas: TaggedCanvas, x: float, y: float) -> str:
        """The operators for the lines."""
        style, left, base = self.look, x + self.look.indent, y + self.base
        # the space at the end of a line keeps its last word from running into the next for a screen reader
        lines = [*(f"{text} " for text in self.lines[:-1]), self.lines[-1]]
        if style.align == "left":
            return canvas.writing.lines(lines, style, left, base)
        share, room = _SHARE[style.align], self._broken_for
        over = [(room - width_of(text, style.font, style.size)) * share for text in self.lines]
        places = [
            (text, left + by, base - at * style.leading) for at, (text, by) in enumerate(zip(lines, over, strict=True))
        ]
        return canvas.writing.scattered(places, style)


_BREAKS = "/-_.,;&="

_LOOKED_AT = 300
"""How many characters of a long text decide how wide its column should be."""

_SHARE = {"left": 0.0, "centre": 0.5, "right": 1.0}
"""How much of the room left over in a line goes before it."""
