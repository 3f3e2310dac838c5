"""The pieces that papers are made of: running header and footer, facts, tables, lists; and making the file of them.

Each piece is a list of things to lay out, to be put one after another into a paper's story.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from io import BytesIO
from typing import Any

from reportlab.platypus import BaseDocTemplate, CondPageBreak, Flowable, Frame, PageTemplate

from app.core import days
from app.core.clock import from_text
from app.core.shapes.packs import Issue
from app.export.boxes import Code
from app.export.fonts import PLAIN
from app.export.style import HAIRLINE, INK, PAGE_HEIGHT, PAGE_WIDTH, Look
from app.export.tagged.canvas import TaggedCanvas
from app.export.tagged.flowables import Heading, Item
from app.export.tagged.metadata import About
from app.export.tagged.tables import Grid
from app.export.tagged.text import Text, TextStyle, width_of
from app.export.wording import Wording

Story = list[Flowable]


def short(code: str) -> str:
    """The short form of a code: its first twelve characters, in groups of four."""
    return " ".join(code[start : start + 4] for start in range(0, min(len(code), 12), 4))


def plain_key(case_key: str) -> str:
    """A case key as people read it; the parts of a longer one are kept apart by U+001F, which cannot be printed."""
    return " / ".join(case_key.split("\x1f"))


def moment(text: str) -> str:
    """A moment of a shape in words, as the clock on the wall in Europe/London showed it; other text as it is."""
    try:
        return days.moment_words(from_text(text))
    except ValueError:
        return text


@dataclass(frozen=True, slots=True)
class Parts:
    """Makes pieces in one look and one language."""

    look: Look
    wording: Wording

    def heading(self, text: str, level: int, *, name: str = "", bookmark: str = "", lines: int = 4) -> Story:
        """A heading that stays with what follows: with no room for so many lines below, all go to the next page."""
        styles = (self.look.h1, self.look.h2, self.look.h3, self.look.h4)
        style = styles[level - 1]
        room = CondPageBreak(style.before + 2 * style.leading + lines * self.look.body.leading)
        return [room, Heading(text, style, level, name=name, bookmark=bookmark)]

    def text(self, text: str, style: TextStyle | None = None) -> Story:
        """A paragraph; nothing for an empty text."""
        return [Text(text, style or self.look.body)] if text else []

    def cell(self, text: str, style: TextStyle | None = None) -> Text:
        """The content of a cell."""
        return Text(text, style or self.look.cell, tag="")

    def facts(self, lines: Iterable[tuple[str, str | Flowable]], summary: str, share: float = 0.3) -> Story:
        """A table of names and values, each name the header of its row; nothing without any."""
        rows = [
            (self.cell(label, self.look.fact), self.cell(value) if isinstance(value, str) else value)
            for label, value in lines
        ]
        widths = (share, 1 - share)
        return (
            [Grid(rows, widths, self.look.facts, header_row=False, header_column=True, summary=summary)] if rows else []
        )

    def table(
        self, heads: Sequence[str], rows: Sequence[Sequence[str | Flowable]], widths: Sequence[float], summary: str
    ) -> Story:
        """A table with named columns; nothing without rows. A column of numbers alone stands to the right."""
        if not rows:
            return []
        numbers = [all(_is_number(row[column]) for row in rows) for column in range(len(heads))]
        look = self.look
        head = [
            self.cell(text, look.head_number if number else look.head)
            for text, number in zip(heads, numbers, strict=True)
        ]
        body = [
            [
                self.cell(value, look.number if number else look.cell) if isinstance(value, str) else value
                for value, number in zip(row, numbers, strict=True)
            ]
            for row in rows
        ]
        return [Grid([head, *body], widths, look.grid, summary=summary)]

    def code(self, code: str, *, bold: int = 0) -> Code:
        """A long code, for a cell."""
        return Code(code, self.look.code, bold=bold)

    def items(self, texts: Iterable[str], *, numbered: bool = False) -> Story:
        """A list."""
        style = self.look.body
        indented = TextStyle(
            font=style.font,
            size=style.size,
            leading=style.leading,
            colour=style.colour,
            after=style.size * 0.35,
            indent=style.size * 1.7,
        )
        whole = object()
        marks = (f"{number}." if numbered else "•" for number in range(1, 1000))
        return [
            Item(text, indented, mark=mark, of=whole, numbered=numbered)
            for text, mark in zip(texts, marks, strict=False)
        ]


def _is_number(value: str | Flowable) -> bool:
    return isinstance(value, str) and value.replace(",", "").isdecimal()


@dataclass(frozen=True, slots=True)
class Running:
    """What stands on every page: marking above and below, PRACTICE, number, audit head, page x of y."""

    issue: Issue
    parts: Parts

    def draw(self, canvas: Any, _document: Any) -> None:
        """Draw header and footer."""
        with canvas.artifact("Pagination", "Header"):
            self._header(canvas)
        with canvas.artifact("Pagination", "Footer"):
            self._footer(canvas)

    def _header(self, canvas: Any) -> None:
        look, style = self.parts.look, self.parts.look.running_bold
        y = PAGE_HEIGHT - 26 - style.size
        self._put(canvas, self.issue.marking, style, y, 0.5)
        if self.issue.practice:
            self._practice(canvas, y)
        self._rule(canvas, y - style.leading * 0.7, look.margin)

    def _practice(self, canvas: Any, y: float) -> None:
        style, margin = self.parts.look.running_bold, self.parts.look.margin
        word = self.parts.wording.say("running.practice")
        width = width_of(word, style.font, style.size) + style.size
        left = PAGE_WIDTH - margin - width
        canvas.setStrokeColor(INK)
        canvas.setLineWidth(1)
        canvas.rect(left, y - style.size * 0.38, width, style.size * 1.5, stroke=1, fill=0)
        canvas.drawString(left + style.size / 2, y, word)

    def _footer(self, canvas: Any) -> None:
        look, style, issue = self.parts.look, self.parts.look.running, self.issue
        low = 24
        high = low + style.leading
        self._rule(canvas, high + style.leading, look.margin)
        self._put(canvas, issue.number, style, high, 0)
        audit = self.parts.wording.say("running.audit", entry=f"{issue.audit_entry:,}", head=short(issue.audit_head))
        self._put(canvas, audit, style, low, 0)
        number = canvas.getPageNumber()
        canvas.later(lambda: self._put(canvas, self._page_words(number, canvas.page_count), style, high, 1))
        self._put(canvas, issue.marking, look.running_bold, low, 1 if look.base > 14 else 0.5)

    def _page_words(self, page: int, pages: int) -> str:
        return self.parts.wording.say("running.page", page=page, pages=pages)

    def _put(self, canvas: Any, text: str, style: TextStyle, y: float, share: float) -> None:
        """A line of text, with that share of the room that it leaves before it."""
        words = Text(text, style).text.replace("\n", " ")
        room = self.parts.look.width - width_of(words, style.font, style.size)
        canvas.setFont(style.font, style.size)
        canvas.setFillColor(style.colour)
        canvas.drawString(self.parts.look.margin + room * share, y, words)

    @staticmethod
    def _rule(canvas: Any, y: float, margin: float) -> None:
        canvas.setStrokeColor(HAIRLINE)
        canvas.setLineWidth(0.5)
        canvas.line(margin, y, PAGE_WIDTH - margin, y)


def make(story: Story, about: About, running: Running) -> bytes:
    """Lay the story out on pages, in one pass, and write the file."""
    look = running.parts.look
    out = BytesIO()
    document = BaseDocTemplate(out, pagesize=(PAGE_WIDTH, PAGE_HEIGHT), initialFontName=PLAIN, title=about.title)
    frame = Frame(look.margin, look.bottom, look.width, look.height, 0, 0, 0, 0)
    document.addPageTemplates(PageTemplate("page", [frame], onPage=running.draw))
    maker: Callable[..., TaggedCanvas] = partial(TaggedCanvas, about=about)
    document.build(story, canvasmaker=maker)
    return out.getvalue()


def about_paper(title: str, force: str, subject: str, issue: Issue) -> About:
    """What a paper's file says of itself: the organisation and the issue, no person."""
    made: datetime = from_text(issue.made_at)
    return About(title=title, author=force, subject=subject, made_at=made)
