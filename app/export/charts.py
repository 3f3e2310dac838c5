"""Charts on paper: the scene that the window paints, as a figure with words for whoever cannot see it.

Inks differ in how dark they are, so that a black-and-white printer loses nothing, and every mark has its words.
"""

from typing import Any

from app.core.charts.drawing import scene_of
from app.core.charts.scene import Box, Dot, Ink, Item, Line, Scene, Words
from app.core.shapes.charts import Chart, halves
from app.export.fonts import BOLD, PLAIN, load
from app.export.parts import Story
from app.export.style import ACCENT, HAIRLINE, INK, SOFT, Look
from app.export.tagged.characters import printable
from app.export.tagged.fixes import colour
from app.export.tagged.flowables import Figure
from app.export.tagged.piece import Piece
from app.export.tagged.text import width_of

_INKS = {
    Ink.TEXT: INK,
    Ink.SOFT: SOFT,
    Ink.MARK: ACCENT,
    Ink.TRACK: "#dde5ee",
    Ink.RULE: HAIRLINE,
    Ink.GROUND: "#ffffff",
}
_SHARE = {"left": 0.0, "centre": 0.5, "right": 1.0}
_THINNEST = 0.5
_MOST = 0.95
"""Of the height of a page: what a chart may take of it."""
_LEAST = 0.3
"""A chart no higher than this is not shared, whatever stands above it."""


def chart_figure(chart: Chart, look: Look, above: float = 0) -> Story:
    """A chart in the size of a table's text, as a figure whose alternative says all of it.

    One for which a page has no room below what stands above it, as in large print, becomes several, each with its own
    rows.
    """
    drawing = Drawing(chart, look.cell.size)
    parts = halves(chart)
    if len(parts) > 1 and drawing.wrap(look.width, 0)[1] > max(look.height * _MOST - above, look.height * _LEAST):
        return [*chart_figure(parts[0], look, above), *chart_figure(parts[1], look)]
    figure = Figure(drawing, printable(chart.sentence, load()))
    figure.spaceBefore, figure.spaceAfter = look.base * 0.4, look.base * 0.6
    return [figure]


class Drawing(Piece):
    """A chart that fills the width it is given."""

    def __init__(self, chart: Chart, size: float) -> None:
        super().__init__()
        self.chart, self.size = chart, size
        self.scene = Scene(width=0, height=0, items=(), alternative="")

    def wrap(self, aW: float, aH: float) -> tuple[float, float]:
        """As high as its rows need at this width."""
        if self.scene.width * self.size != aW:
            self.scene = scene_of(self.chart, aW / self.size, _measure)
        self.width, self.height = aW, self.scene.height * self.size
        return self.width, self.height

    def draw(self) -> None:
        """Draw all that is in the scene."""
        for item in self.scene.items:
            self._draw(item)

    def _draw(self, item: Item) -> None:
        canvas, size, top = self.paper, self.size, self.height
        ink = colour(_INKS[item.ink])
        match item:
            case Words():
                self._write(canvas, item)
            case Box():
                canvas.setFillColor(ink)
                x, y, wide, high = (part * size for part in (item.x, item.y, item.width, item.height))
                canvas.roundRect(x, top - y - high, wide, high, min(item.round * size, wide / 2), stroke=0, fill=1)
            case Dot():
                canvas.setFillColor(ink)
                canvas.circle(item.x * size, top - item.y * size, item.radius * size, stroke=0, fill=1)
            case Line():
                canvas.setStrokeColor(ink)
                canvas.setLineWidth(max(_THINNEST, item.thick * size))
                canvas.line(item.x1 * size, top - item.y1 * size, item.x2 * size, top - item.y2 * size)

    def _write(self, canvas: Any, words: Words) -> None:
        font, size = BOLD if words.strong else PLAIN, self.size
        text = printable(words.text, load())
        canvas.setFont(font, size)
        canvas.setFillColor(colour(_INKS[words.ink]))
        left = words.x * size - _SHARE[words.align] * width_of(text, font, size)
        canvas.drawString(left, self.height - words.y * size, text)


def _measure(text: str, strong: bool) -> float:
    return width_of(printable(text, load()), BOLD if strong else PLAIN, 1)
