"""Things on paper that are drawn rather than written: boxes to tick, room to write, framed notices, long codes.

Nothing here speaks by colour alone: a given answer is ticked and bold, a warning has its sign and its words.
"""

import math
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from reportlab.platypus import Flowable

from app.export.fonts import BOLD
from app.export.style import ACCENT, HAIRLINE, INK, TINT, Look
from app.export.tagged.canvas import TaggedCanvas
from app.export.tagged.fixes import colour
from app.export.tagged.flowables import Stack
from app.export.tagged.ink import box, stroke
from app.export.tagged.piece import Piece
from app.export.tagged.text import Text, TextStyle, width_of


def draw_box(canvas: Any, x: float, y: float, size: float, ticked: bool) -> None:
    """A box to tick, its lower left corner at that place; ticked if it was."""
    code = f"{stroke(INK, 0.9)} {box(x, y, size, size, 'S')}"
    if ticked:
        first, *rest = (f"{x + size * across:.2f} {y + size * up:.2f}" for across, up in _TICK)
        code += f" {stroke(ACCENT, size * 0.19)} {first} m {' l '.join(rest)} l S"
    canvas.ink(code)


_TICK = ((0.18, 0.5), (0.42, 0.2), (0.98, 1.06))
"""The corners of a tick, in sizes of its box."""


class Tick(Piece):
    """A box alone, in the middle of its cell; ``words`` say for a screen reader whether it is ticked."""

    def __init__(self, look: Look, ticked: bool, words: str) -> None:
        super().__init__()
        self.size = look.cell.size * 1.05
        self.room = look.cell.leading
        self.ticked, self.words = ticked, words

    def minWidth(self) -> float:
        """The box."""
        return self.size

    def wrap(self, aW: float, aH: float) -> tuple[float, float]:
        """A line's height."""
        self.width, self.height = aW, self.room
        return self.width, self.height

    def draw(self) -> None:
        """Draw the box."""
        self.draw_at(self.paper, 0, 0)

    def drawOn(self, canvas: Any, x: float, y: float, _sW: float = 0) -> None:
        """Draw it with its lower left corner there."""
        self.draw_at(canvas, x, y)

    def draw_at(self, canvas: TaggedCanvas, x: float, y: float) -> None:
        """Draw the box there."""
        canvas.begin("Span", actual=self.words)
        draw_box(canvas, x + (self.width - self.size) / 2, y + (self.height - self.size) / 2, self.size, self.ticked)
        canvas.end()


_WIDE = 28
"""Room for two columns of wrapped labels, in sizes of the text."""


class Choices(Piece):
    """The answers to a question, each a box with its words: in one line if they fit, else in even columns.

    Args:
        labels: the words.
        ticked: which one is given, or None.
        look: how it looks.
        indent: the space at the left.
        states: what a screen reader says of a box that is not ticked, and of one that is.
    """

    def __init__(
        self, labels: Sequence[str], ticked: int | None, look: Look, indent: float, states: tuple[str, str]
    ) -> None:
        super().__init__()
        self.size = look.body.size
        self.gap, self.between = self.size * 0.5, self.size * 1.3
        self.indent, self.states = indent, states
        styles = (look.choice, replace(look.choice, font=BOLD))
        self.items = [
            (Text(label, styles[place == ticked], tag=""), place == ticked) for place, label in enumerate(labels)
        ]
        self.key = object()
        self.rows: list[list[tuple[Text, bool, float]]] = []
        self.spaceBefore, self.spaceAfter = self.size * 0.1, self.size * 0.1

    def wrap(self, aW: float, aH: float) -> tuple[float, float]:
        """Place the answers in rows."""
        if not self.rows or self.width != aW:
            self.width = aW
            self.rows = self._laid_out(aW - self.indent)
        self.height = sum(self._row_height(row) for row in self.rows)
        return self.width, self.height

    def _laid_out(self, room: float) -> list[list[tuple[Text, bool, float]]]:
        boxed = self.size + self.gap
        widths = [boxed + self._words_width(text) for text, _ in self.items]
        if sum(widths) + self.between * (len(widths) - 1) <= room:
            row = []
            x = self.indent
            for (text, ticked), width in zip(self.items, widths, strict=True):
                text.wrap(width - boxed + 1, 1e6)
                row.append((text, ticked, x))
                x += width + self.between
            return [row]
        columns = max(1, min(len(widths), int((room + self.between) // (max(widths) + self.between))))
        if columns == 1 and len(widths) > 5 and room >= max(_WIDE * self.size, *widths):
            columns = 2  # a long column of answers reads worse than two with a wrapped label or two
        columns = math.ceil(len(widths) / math.ceil(len(widths) / columns))
        step = (room + self.between) / columns
        for text, _ in self.items:
            text.wrap(step - self.between - boxed, 1e6)
        placed = [
            (text, ticked, self.indent + (place % columns) * step) for place, (text, ticked) in enumerate(self.items)
        ]
        return [placed[start : start + columns] for start in range(0, len(placed), columns)]

    @staticmethod
    def _words_width(text: Text) -> float:
        return width_of(text.text, BOLD, text.look.size)  # as wide as when ticked, so that an answer moves nothing

    def _row_height(self, row: list[tuple[Text, bool, float]]) -> float:
        return max(text.height for text, _, _ in row) + self.size * 0.16

    def split(self, aW: float, aH: float) -> list[Flowable]:
        """Share the rows; only a question longer than a page comes to that."""
        self.wrap(aW, aH)
        fit, used = 0, 0.0
        for row in self.rows:
            used += self._row_height(row)
            if used > aH:
                break
            fit += 1
        if fit in (0, len(self.rows)):
            return [self] if fit else []
        return [self._piece(self.rows[:fit]), self._piece(self.rows[fit:])]

    def _piece(self, rows: list[list[tuple[Text, bool, float]]]) -> "Choices":
        piece = self.alike()
        piece.rows = rows
        return piece

    def draw(self) -> None:
        """Draw boxes and words as a list."""
        top = self.height
        with self.paper.element("L", self.key, attributes={"ListNumbering": "/Square"}):
            for row in self.rows:
                for text, ticked, x in row:
                    self._draw_choice(text, ticked, x, top)
                top -= self._row_height(row)

    def _draw_choice(self, text: Text, ticked: bool, x: float, top: float) -> None:
        canvas = self.paper
        first_line = top - text.look.leading
        canvas.begin("LI")
        canvas.begin("Lbl", actual=self.states[ticked])
        draw_box(canvas, x, first_line + (text.look.leading - self.size) / 2, self.size, ticked)
        canvas.end()
        canvas.begin("LBody")
        text.draw_at(canvas, x + self.size + self.gap, top - text.height)
        canvas.end()
        canvas.end()


class WritingRoom(Piece):
    """Ruled room to write in by hand."""

    def __init__(self, look: Look, indent: float, lines: int = 2) -> None:
        super().__init__()
        self.step, self.lines, self.indent = max(look.base * 2, 23), lines, indent
        self.spaceBefore, self.spaceAfter = look.base * 0.3, look.base * 0.1

    def wrap(self, aW: float, aH: float) -> tuple[float, float]:
        """So many lines high."""
        self.width, self.height = aW, self.lines * self.step
        return self.width, self.height

    def draw(self) -> None:
        """Draw the frame and the lines."""
        canvas = self.paper
        with canvas.artifact():
            canvas.setLineWidth(0.5)
            canvas.setStrokeColor(colour(HAIRLINE))
            for place in range(1, self.lines):
                canvas.line(self.indent + 8, place * self.step, self.width - 8, place * self.step)
            canvas.setLineWidth(0.9)
            canvas.setStrokeColor(colour(INK))
            canvas.rect(self.indent, 0, self.width - self.indent, self.height, stroke=1, fill=0)


_SHORT = 230
"""A notice of less than this height, a third of a page, is not shared between pages."""


class Panel(Piece):
    """A framed notice. With ``warning``, a triangle with an exclamation mark stands beside its words."""

    def __init__(self, parts: Sequence[Flowable], look: Look, *, warning: bool = False, strong: bool = False) -> None:
        super().__init__()
        self.stack = Stack(parts)
        self.pad = look.base * 0.9
        self.warning, self.strong = warning, strong
        self.sign = look.base * 2.6 if warning else 0.0
        self.spaceBefore = self.spaceAfter = look.base * 0.8

    def _inner(self, width: float) -> float:
        return width - 2 * self.pad - (self.sign + self.pad if self.sign else 0)

    def wrap(self, aW: float, aH: float) -> tuple[float, float]:
        """The words with the space around them."""
        self.words_height = self.stack.wrap(self._inner(aW), aH)[1]
        self.width, self.height = aW, max(self.words_height, self.sign) + 2 * self.pad
        return self.width, self.height

    def split(self, aW: float, aH: float) -> list[Flowable]:
        """Share the words, each page with a frame of its own; a notice that is not long goes to the next as a whole."""
        if aH < self.sign + 2 * self.pad or self.height <= _SHORT:
            return []
        pieces = self.stack.split(self._inner(aW), aH - 2 * self.pad)
        return [self._piece(piece) for piece in pieces if isinstance(piece, Stack)] if len(pieces) > 1 else []

    def _piece(self, stack: Stack) -> "Panel":
        piece = self.alike()
        piece.stack = stack
        return piece

    def draw(self) -> None:
        """Draw frame, sign and words."""
        canvas = self.paper
        with canvas.artifact():
            canvas.setStrokeColor(colour(INK if self.strong or self.warning else HAIRLINE))
            canvas.setFillColor(colour("#ffffff" if self.strong or self.warning else TINT))
            canvas.setLineWidth(2 if self.strong or self.warning else 0.5)
            canvas.rect(1, 1, self.width - 2, self.height - 2, stroke=1, fill=1)
            if self.sign:
                self._draw_sign(self.pad, (self.height - self.sign) / 2)
        left = self.pad + (self.sign + self.pad if self.sign else 0)
        self.stack.drawOn(canvas, left, (self.height - self.words_height) / 2)

    def _draw_sign(self, x: float, y: float) -> None:
        canvas, size = self.paper, self.sign
        sign = canvas.beginPath()
        sign.moveTo(x + size / 2, y + size * 0.96)
        sign.lineTo(x + size, y + size * 0.06)
        sign.lineTo(x, y + size * 0.06)
        sign.close()
        canvas.setFillColor(colour(INK))
        canvas.drawPath(sign, stroke=0, fill=1)
        canvas.setFillColor(colour("#ffffff"))
        canvas.rect(x + size * 0.45, y + size * 0.34, size * 0.1, size * 0.34, stroke=0, fill=1)
        canvas.circle(x + size / 2, y + size * 0.21, size * 0.065, stroke=0, fill=1)


class Code(Piece):
    """A long code in groups of four that stand under one another, so that people can read it aloud and compare it."""

    def __init__(self, code: str, style: TextStyle, *, bold: int = 0) -> None:
        super().__init__()
        self.groups = [code[start : start + 4] for start in range(0, len(code), 4)]
        self.look, self.bold = style, bold
        self.step = width_of("0000", BOLD, style.size) * 1.04 + style.size * 0.62

    def minWidth(self) -> float:
        """Room for four groups in a line."""
        return self.step * min(4, len(self.groups))

    def wrap(self, aW: float, aH: float) -> tuple[float, float]:
        """All groups in a line, or as many as fit: sixteen, eight, four, ..."""
        fit = max(1, int((aW + self.look.size * 0.62) // self.step))
        self.in_line = next(count for count in (len(self.groups), 16, 8, 4, 2, 1) if 0 < count <= fit)
        lines = -(-len(self.groups) // self.in_line)
        self.width, self.height = aW, lines * self.look.leading
        return self.width, self.height

    def draw(self) -> None:
        """Draw the groups; the first few bold when they are the short form."""
        style, canvas = self.look, self.paper
        base = self.height - style.leading + (style.leading - style.size) / 2 + style.size * 0.22
        places = [
            (f"{group} ", place % self.in_line * self.step, base - place // self.in_line * style.leading)
            for place, group in enumerate(self.groups)
        ]
        pens = ((places[: self.bold], replace(style, font=BOLD)), (places[self.bold :], style))
        canvas.ink(" ".join(canvas.writing.scattered(texts, pen) for texts, pen in pens if texts))
