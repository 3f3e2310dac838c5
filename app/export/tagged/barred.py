"""Text in which words are covered: a black bar with the kind of the detail in white, which black and white print alike.

What is covered is not in the text that comes here: only words such as ``[NAME]`` stand for it. A screen reader says
"name covered".
"""

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import Any

from app.export.tagged.canvas import TaggedCanvas
from app.export.tagged.ink import box, fill, line, stroke
from app.export.tagged.text import Text, TextStyle, width_of

_HARD = "\u00a0"
"""A space at which no line is broken: a bar stays in one piece."""

_SMALL = 0.8
"""The size of a bar's letters, in sizes of the text."""


class BarredText(Text):
    """Text with bars.

    Args:
        text: anything; where one of the bars' words stands in it, a bar is drawn.
        style: how it looks.
        bars: from the words that stand for something covered (``[NAME]``) to what a screen reader says.
        bold: the font of the bars' letters.
        other: as for :class:`Text`.
    """

    def __init__(self, text: str, style: TextStyle, *, bars: Mapping[str, str], bold: str, **other: Any) -> None:
        super().__init__(text, style, **other)
        self.bars = {word.replace(" ", _HARD): said for word, said in bars.items()}
        self.bar_style = _bar_style(style, bold)
        for word in bars:
            self.text = self.text.replace(word, word.replace(" ", _HARD))

    def draw_at(self, canvas: TaggedCanvas, x: float, y: float) -> None:
        """Draw the lines there as content of the element, and each bar as an element within it."""
        pattern = _pattern(tuple(self.bars))
        if not any(map(pattern.search, self.lines)):
            super().draw_at(canvas, x, y)
            return
        style, last = self.look, len(self.lines) - 1
        if style.edge:
            canvas.decorate(f"{stroke(style.edge, 2)} {line(x + 1, y, x + 1, y + self.height)}")
        if self.tag:
            canvas.begin(self.tag, self.key)
        code: list[str] = []
        for at, text in enumerate(self.lines):
            place, base = x + style.indent, y + self.base - at * style.leading
            for piece in _pieces(pattern, text if at == last else f"{text} "):
                if piece in self.bars:
                    self._flush(canvas, code)
                    self._draw_bar(canvas, piece, place, base)
                else:
                    code.append(canvas.writing.lines([piece], style, place, base))
                place += width_of(piece, style.font, style.size)
        self._flush(canvas, code)
        if self.tag:
            canvas.end()

    @staticmethod
    def _flush(canvas: TaggedCanvas, code: list[str]) -> None:
        if code:
            canvas.ink(" ".join(code))
        code.clear()

    def _draw_bar(self, canvas: TaggedCanvas, word: str, x: float, base: float) -> None:
        style, size = self.bar_style, self.look.size
        label, width = word.strip("[]").replace(_HARD, " "), width_of(word, self.look.font, size)
        left = x + (width - width_of(label, style.font, style.size)) / 2
        with canvas.element("Span", actual=self.bars[word]):
            bar = f"{fill(self.look.colour)} {box(x, base - size * 0.26, width, size * 1.06, 'f')}"
            canvas.ink(f"{bar} {canvas.writing.lines([label], style, left, base + size * 0.02)}")


def _pieces(pattern: re.Pattern[str], line_text: str) -> Iterator[str]:
    return (piece for piece in pattern.split(line_text) if piece)


@lru_cache(maxsize=8)
def _pattern(words: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile(f"({'|'.join(map(re.escape, words))})")


@lru_cache(maxsize=64)
def _bar_style(style: TextStyle, bold: str) -> TextStyle:
    return TextStyle(font=bold, size=style.size * _SMALL, leading=style.leading, colour="#ffffff")
