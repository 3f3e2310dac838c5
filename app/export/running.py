"""What stands on every page of a paper, and making the file of it: one pass from a story to bytes."""

import gc
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from io import BytesIO
from itertools import islice
from typing import Any

from reportlab.platypus import BaseDocTemplate, CondPageBreak, Flowable, Frame, PageTemplate

from app.core.clock import from_text
from app.core.shapes.packs import Issue
from app.export.fonts import PLAIN, load
from app.export.keeping import room_for_heading
from app.export.parts import Parts, Story, first_sentence, short
from app.export.style import ACCENT, HAIRLINE, INK, PAGE_HEIGHT, PAGE_WIDTH
from app.export.tagged.canvas import TaggedCanvas
from app.export.tagged.characters import printable
from app.export.tagged.fixes import colour
from app.export.tagged.flowables import Heading
from app.export.tagged.metadata import About
from app.export.tagged.text import TextStyle, width_of
from app.export.wording import Wording


@dataclass(frozen=True, slots=True)
class Running:
    """Header and footer: marking, warning, PRACTICE, what goes on here, number, page x of y, audit head.

    Each has a line of its own or an edge of one, so that a long marking or number never runs into another.
    """

    issue: Issue
    warning: str
    parts: Parts

    def draw(self, canvas: Any, _document: Any) -> None:
        """Draw both on a page."""
        with canvas.artifact("Pagination", "Header"):
            self._header(canvas)
        with canvas.artifact("Pagination", "Footer"):
            self._footer(canvas)

    def _header(self, canvas: Any) -> None:
        style = self.parts.look.running_bold
        high = PAGE_HEIGHT - 20 - style.size
        low = high - style.leading * 1.1
        self._put(canvas, self.issue.marking, style, high, 0.5)
        self._put(canvas, first_sentence(self.warning)[0], style, low, 0)
        if self.issue.practice:
            self._practice(canvas, low)
        self._rule(canvas, low - style.leading * 0.6, first=canvas.getPageNumber() == 1)
        if canvas.continued:
            look, words = self.parts.look, self._say("running.continued", what=canvas.continued)
            self._put(canvas, words, look.continued, PAGE_HEIGHT - look.top + look.continued.size * 0.5, 0)

    def _practice(self, canvas: Any, y: float) -> None:
        style, margin = self.parts.look.running_bold, self.parts.look.margin
        word = self._say("running.practice")
        width = width_of(word, style.font, style.size) + style.size
        left = PAGE_WIDTH - margin - width
        canvas.setStrokeColor(colour(INK))
        canvas.setLineWidth(1)
        canvas.rect(left, y - style.size * 0.34, width, style.size * 1.42, stroke=1, fill=0)
        canvas.setFont(style.font, style.size)
        canvas.drawString(left + style.size / 2, y, word)

    def _footer(self, canvas: Any) -> None:
        look, style, issue = self.parts.look, self.parts.look.running, self.issue
        low = 22
        middle, high = low + style.leading, low + 2 * style.leading
        self._rule(canvas, high + style.leading)
        self._put(canvas, issue.number, style, high, 0)
        number = canvas.getPageNumber()
        canvas.later(lambda: self._put(canvas, self._page_words(number, canvas.page_count), style, high, 1))
        audit = self._say("running.audit", entry=f"{issue.audit_entry:,}", head=short(issue.audit_head))
        self._put(canvas, audit, style, middle, 0)
        self._put(canvas, issue.marking, look.running_bold, low, 0.5)

    def _page_words(self, page: int, pages: int) -> str:
        return self._say("running.page", page=page, pages=pages)

    def _say(self, entry: str, /, **values: object) -> str:
        return Wording("running", self.parts.wording.language).say(entry, **values)

    def _put(self, canvas: Any, text: str, style: TextStyle, y: float, share: float) -> None:
        """A line of text with that share of the room it leaves before it; smaller when it would be too long."""
        words = printable(text, load()).replace("\n", " ")
        room = self.parts.look.width * 0.8
        size = style.size * min(1, room / max(width_of(words, style.font, style.size), 1))
        left = self.parts.look.width - width_of(words, style.font, size)
        canvas.setFont(style.font, size)
        canvas.setFillColor(colour(style.colour))
        canvas.drawString(self.parts.look.margin + left * share, y, words)

    def _rule(self, canvas: Any, y: float, *, first: bool = False) -> None:
        """A line across the page; a strong one at the head of the first."""
        margin = self.parts.look.margin
        canvas.setStrokeColor(colour(ACCENT if first else HAIRLINE))
        canvas.setLineWidth(2.5 if first else 0.5)
        canvas.line(margin, y, PAGE_WIDTH - margin, y)


@contextmanager
def _no_collecting() -> Iterator[None]:
    """Leave Python's search for unreachable objects until later: all that a paper makes is needed to its end.

    It would look through the same tens of thousands of objects again and again, for a quarter of the time.
    """
    collecting = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if collecting:
            gc.enable()


class _Document(BaseDocTemplate):
    """Takes its story bit by bit: ReportLab moves all that is left of one for each piece that it lays out."""

    def begin(self, story: Iterable[Flowable]) -> Story:
        """Take the first bit of a story."""
        self.rest = iter(story)
        self.at_hand = list(islice(self.rest, _MORE))
        self.heading: Heading | None = None
        return self.at_hand

    def filterFlowables(self, flowables: Story) -> None:
        """Ask for more before the last pieces at hand are laid out, and for room before a heading.

        ReportLab asks before each piece, of whatever list it takes it from.
        """
        if flowables is not self.at_hand:
            return
        if len(flowables) < _FEW:
            flowables += islice(self.rest, _MORE)
        first = flowables[0]
        if isinstance(first, Heading) and first is not self.heading:
            self.heading = first
            room = room_for_heading(flowables, self.frame.width, self.frame.height)
            flowables.insert(0, CondPageBreak(room))


_FEW, _MORE = 20, 200


def make(story: Iterable[Flowable], about: About, running: Running) -> bytes:
    """Lay the story out on pages, in one pass, and write the file.

    A long story is best given piece by piece: what is laid out then makes room for what comes.
    """
    look = running.parts.look
    out = BytesIO()
    document = _Document(out, pagesize=(PAGE_WIDTH, PAGE_HEIGHT), initialFontName=PLAIN, title=about.title)
    frame = Frame(look.margin, look.bottom, look.width, look.height, 0, 0, 0, 0)
    document.addPageTemplates(PageTemplate("page", [frame], onPage=running.draw))
    maker: Callable[..., TaggedCanvas] = partial(TaggedCanvas, about=about)
    with _no_collecting():
        document.build(document.begin(story), canvasmaker=maker)
    return out.getvalue()


def about_paper(title: str, force: str, subject: str, issue: Issue) -> About:
    """What a paper's file says of itself: the organisation and the issue, no person."""
    known = load()
    return About(
        title=printable(f"{title} ({issue.number})", known),
        author=printable(force, known),
        subject=printable(subject, known),
        made_at=from_text(issue.made_at),
        identifier=f"urn:uuid:{issue.paper}" if issue.paper else "",
    )
