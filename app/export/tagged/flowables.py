"""Headings, sections, lists and groups: what a paper is laid out from, besides text and tables."""

from collections.abc import Callable, Iterator, Sequence
from typing import Any

from reportlab.platypus import Flowable

from app.export.tagged.canvas import TaggedCanvas
from app.export.tagged.fixes import colour
from app.export.tagged.piece import FUZZ, Piece
from app.export.tagged.text import Text, TextStyle, width_of

_UNNAMED = "–"
"""For a heading without words: with nothing to read, its level would be missing from the structure."""


class Heading(Text):
    """A heading of a level from 1; with a name, also a bookmark and a place to link to."""

    def __init__(self, text: str, style: TextStyle, level: int, *, name: str = "", bookmark: str = "") -> None:
        super().__init__(text, style, tag=f"H{level}")
        if not self.text.strip():
            self.text = _UNNAMED
        self.level = level
        self.name = name
        self.bookmark = " ".join(Text(bookmark, style).text.split()) or self.text

    def draw_at(self, canvas: TaggedCanvas, x: float, y: float) -> None:
        """Draw it, and name the place just above it."""
        if self.name:
            canvas.place(self.name, self.bookmark, self.level - 1, y + self.height + self.look.size / 2)
        super().draw_at(canvas, x, y)


class Nothing(Piece):
    """Takes no room; for what happens between two things on the page."""

    _ZEROSIZE = True

    def wrap(self, aW: float, aH: float) -> tuple[float, float]:
        """No room at all."""
        return 0, 0

    def frameAction(self, _frame: Any) -> None:
        """Happen wherever the page has got to.

        ReportLab would ask whether there is room even for this; below the space after a thing that just fits there
        seems to be none, and the end of a section would go to a page of its own, which stays blank.
        """
        self.draw()

    def draw(self) -> None:
        """What happens."""


class Begin(Nothing):
    """Opens a grouping element, such as ``Sect``, around what follows until its :class:`End`."""

    def __init__(self, tag: str = "Sect", title: str = "") -> None:
        super().__init__()
        self.tag = tag
        self.title = title

    def draw(self) -> None:
        """Open it."""
        self.paper.begin(self.tag, title=self.title)


class End(Nothing):
    """Closes the element that :class:`Begin` opened."""

    def draw(self) -> None:
        """Close it."""
        self.paper.end()


class Continues(Nothing):
    """From here on, each page begins by saying whose it is: a case's, until words "" end that.

    A loose sheet can then be put back to its own. For a screen reader there is no page, and so nothing is said.
    """

    def __init__(self, words: str) -> None:
        super().__init__()
        self.words = words

    def draw(self) -> None:
        """Let the canvas know."""
        self.paper.continued = self.words


class Item(Text):
    """One item of a list: its mark, and its text. Items that are given the same list stand in it together."""

    def __init__(self, text: str, style: TextStyle, *, mark: str, of: object, numbered: bool = False) -> None:
        super().__init__(text, style, label=mark)
        self.of = of
        self.numbering = "/Decimal" if numbered else "/Disc"
        self.key = object()

    def draw_at(self, canvas: TaggedCanvas, x: float, y: float) -> None:
        """Draw mark and text as parts of the list."""
        canvas.begin("L", self.of, attributes={"ListNumbering": self.numbering})
        canvas.begin("LI", self.key)
        if self.label:
            canvas.begin("Lbl")
            canvas.ink(canvas.writing.lines([self.label], self.label_style, x, y + self.base))
            canvas.end()
        canvas.begin("LBody", (self.key, "body"))
        canvas.ink(self.lines_code(canvas, x, y))
        for _ in range(3):
            canvas.end()


class Stack(Piece):
    """Things above one another that are laid out as one, such as the parts of a cell."""

    def __init__(self, parts: Sequence[Flowable]) -> None:
        super().__init__()
        self.parts = list(parts)

    def wrap(self, aW: float, aH: float) -> tuple[float, float]:
        """The heights together, with the spaces between."""
        self.height = sum(height for _, height in self._placed(aW))
        self.width = aW
        return self.width, self.height

    def minWidth(self) -> float:
        """That of its widest part."""
        return max((part.minWidth() for part in self.parts), default=0)

    def _placed(self, width: float) -> Iterator[tuple[Flowable, float]]:
        """Each part with its height and the space above it."""
        space = 0.0
        for place, part in enumerate(self.parts):
            above = max(space, part.getSpaceBefore()) if place else 0.0
            yield part, above + part.wrap(width, 1e6)[1]
            space = part.getSpaceAfter()

    def split(self, aW: float, aH: float) -> list[Flowable]:
        """Share the parts between this page and the next."""
        left = aH + FUZZ
        for place, (part, height) in enumerate(self._placed(aW)):
            if height > left:
                above = height - part.wrap(aW, 1e6)[1]
                pieces = part.split(aW, left - above)
                first, rest = (pieces[:1], pieces[1:]) if len(pieces) > 1 else ([], [part])
                before = [*self.parts[:place], *first]
                return [Stack(before), Stack([*rest, *self.parts[place + 1 :]])] if before else []
            left -= height
        return [self]

    def draw(self) -> None:
        """Draw the parts from the top."""
        top = self.height
        for part, height in self._placed(self.width):
            part.drawOn(self.paper, 0, top - height)
            top -= height


class Figure(Piece):
    """A picture with the words that say what it shows; anything that draws itself can be in it."""

    def __init__(self, inner: Flowable, alternative: str) -> None:
        super().__init__()
        self.inner, self.alternative = inner, alternative

    def wrap(self, aW: float, aH: float) -> tuple[float, float]:
        """As large as what is in it."""
        self.width, self.height = self.inner.wrap(aW, aH)
        return self.width, self.height

    def draw(self) -> None:
        """Draw what is in it, as one piece."""
        left, bottom = self.paper.absolutePosition(0, 0)
        box = f"[{left:.1f} {bottom:.1f} {left + self.width:.1f} {bottom + self.height:.1f}]"
        attributes = {"BBox": box, "Placement": "/Block"}
        with self.paper.element("Figure", alternative=self.alternative, attributes=attributes), self.paper.marked():
            self.inner.drawOn(self.paper, 0, 0)


class ContentsLine(Piece):
    """A line of the contents: a title and the number of its page, all of it a link."""

    def __init__(self, title: str, target: str, style: TextStyle, page_words: Callable[[int], str]) -> None:
        super().__init__()
        self.title = Text(title, style, tag="")
        self.target, self.look, self.page_words = target, style, page_words

    def getSpaceAfter(self) -> float:
        """The space after it."""
        return self.look.after

    def wrap(self, aW: float, aH: float) -> tuple[float, float]:
        """Room for the title, and for a number at the right."""
        _, self.height = self.title.wrap(aW - 4 * self.look.size, aH)
        self.width = aW
        return self.width, self.height

    def draw(self) -> None:
        """Draw it as an entry of the table of contents."""
        canvas, target = self.paper, self.target
        with canvas.artifact():
            canvas.setStrokeColor(colour("#c4ccd6"))
            canvas.setLineWidth(0.5)
            canvas.line(0, -1.5, self.width, -1.5)
        with canvas.element("TOC", "contents"), canvas.element("TOCI"), canvas.element("Reference"):
            canvas.begin("Link")
            with canvas.marked():
                self.title.drawOn(canvas, 0, 0)
                canvas.later(lambda: self._draw_number(canvas))
            canvas.link(target, lambda: self._words(canvas.page_of(target)), self.width, self.height)
            canvas.end()

    def _words(self, page: int) -> str:
        return f"{self.title.text}, {self.page_words(page)}"

    def _draw_number(self, canvas: TaggedCanvas) -> None:
        style = self.look
        number = f" {canvas.page_of(self.target)}"  # the space keeps it apart from the title for a screen reader
        canvas.setFont(style.font, style.size)
        canvas.setFillColor(colour(style.colour))
        base = (style.leading - style.size) / 2 + style.size * 0.22
        canvas.drawString(self.width - width_of(number, style.font, style.size), base, number)
