"""The pieces that papers are made of: headings, facts, tables, lists, codes.

Each piece is a list of things to lay out, to be put one after another into a paper's story.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import chain

from reportlab.platypus import CondPageBreak, Flowable

from app.core import days
from app.core.clock import from_text
from app.core.sampling.keys import SEPARATOR
from app.export.boxes import Code
from app.export.fonts import BOLD, unprintable
from app.export.style import Look
from app.export.tagged.barred import BarredText
from app.export.tagged.flowables import Heading, Item, Nothing, Stack
from app.export.tagged.tables import Grid, Row
from app.export.tagged.text import Text, TextStyle
from app.export.wording import Wording

Story = list[Flowable]


def short(code: str) -> str:
    """The short form of a code: its first twelve characters, in groups of four."""
    return " ".join(code[start : start + 4] for start in range(0, min(len(code), 12), 4))


def first_sentence(text: str) -> tuple[str, str]:
    """The first sentence of a notice, without its full stop, and the rest."""
    first, _, rest = text.partition(". ")
    return (first.removesuffix("."), rest)


def plain_key(case_key: str) -> str:
    """A case key as people read it; the parts of a longer one are kept apart by U+001F, which cannot be printed."""
    return " / ".join(case_key.split(SEPARATOR))


def moment(text: str) -> str:
    """A moment of a shape in words, as the clock on the wall in Europe/London showed it; other text as it is."""
    try:
        return days.moment_words(from_text(text))
    except ValueError:
        return text


@dataclass(frozen=True, slots=True)
class Parts:
    """Makes pieces in one look and one language.

    ``bars``: the words of a record that stand for something covered, with what a screen reader says; none for papers
    on which nothing is.
    """

    look: Look
    wording: Wording
    bars: Mapping[str, str] = field(default_factory=dict[str, str])

    def heading(self, text: str, level: int, *, name: str = "", bookmark: str = "", lines: int = 4) -> Story:
        """A heading that stays with what follows: with no room for so many lines below, all go to the next page."""
        styles = (self.look.h1, self.look.h2, self.look.h3)
        style = styles[level - 1]
        room = CondPageBreak(style.before + 2 * style.leading + lines * self.look.body.leading)
        return [room, Heading(text, style, level, name=name, bookmark=bookmark)]

    def kept(self, story: Story) -> Story:
        """Pieces that stand on one page together, if a page has room for them; else as they come, but begun well."""
        page, height = self.look.height, self.high(story)
        above = next((piece.getSpaceBefore() for piece in _shown(story)), 0)
        return [CondPageBreak(min(above + height + 1, page) if height < page else page * 0.4), *story]

    def blocks(self, blocks: Sequence[Story]) -> Story:
        """All blocks on one page together, if it has room for them; else each whole, a little last one not alone."""
        whole = list(chain.from_iterable(blocks))
        if self.fits(whole):
            return self.kept(whole)
        last = list(chain.from_iterable(blocks[-2:]))
        if self.fits(last) and self.high(blocks[-1]) < self.look.height * _LITTLE:
            blocks = [*blocks[:-2], last]
        return [piece for block in blocks for piece in self.kept(block)]

    def fits(self, story: Story) -> bool:
        """Whether a page has room for pieces one after the other."""
        return self.high(story) < self.look.height

    def high(self, story: Story) -> float:
        """The height of pieces one after the other."""
        return Stack(_shown(story)).wrap(self.look.width, 1e6)[1]

    def text(self, text: str, style: TextStyle | None = None) -> Story:
        """A paragraph; nothing for an empty text."""
        return [Text(text, style or self.look.body)] if text else []

    def lacking(self, shape: object) -> Story:
        """What a paper says where its typeface lacks a character of its shape; nothing where it has all of them."""
        said = Wording("running", self.wording.language).say("running.lacking")
        return self.text(said if unprintable(shape) else "", self.look.label)

    def cell(self, text: str, style: TextStyle | None = None) -> Text:
        """The content of a cell."""
        return Text(text, style or self.look.cell, tag="")

    def recorded(self, text: str, style: TextStyle, *, tag: str = "P") -> Text:
        """Words of a record; where something in them is covered, there is a bar."""
        if self.bars and "[" in text:
            return BarredText(text, style, bars=self.bars, bold=BOLD, tag=tag)
        return Text(text, style, tag=tag)

    def facts(self, lines: Iterable[tuple[str, str | Flowable]], summary: str, share: float = 0.3) -> Story:
        """A table of names and values, each name the header of its row; nothing without any."""
        rows = [
            (self.cell(label, self.look.fact), self.cell(value) if isinstance(value, str) else value)
            for label, value in lines
        ]
        widths = (share, 1 - share)
        return (
            [Grid(rows, widths, self.look.facts, header_row=False, row_headers=(0,), summary=summary)] if rows else []
        )

    def table(
        self, heads: Sequence[str], rows: Sequence[Sequence[str | Flowable]], widths: Sequence[float], summary: str
    ) -> Story:
        """A table with named columns; nothing without rows. A column of numbers alone stands to the right."""
        return [self._grid(heads, rows, widths, summary)] if rows else []

    def wide_table(
        self, heads: Sequence[str], rows: Sequence[Sequence[str | Flowable]], widths: Sequence[float], summary: str
    ) -> Story:
        """A table whose cells hold sentences; in large print each row stands by itself, its cells below one another.

        There is no room for columns there: a line of one would hold three words.
        """
        table = self.table(heads, rows, widths, summary)
        few = _FEW_LINES * self.look.cell.leading + 2 * self.look.grid.pad_y
        if not self.look.large or all(row.height <= few for grid in table for row in self._rows(grid)):
            return table
        return [piece for row in rows for piece in self.kept(list(self._below(heads, row)))]

    def _rows(self, grid: Flowable) -> Sequence[Row]:
        """The rows of a table below its head, measured."""
        grid.wrap(self.look.width, self.look.height)
        return grid.rows[1:] if isinstance(grid, Grid) else ()

    def _below(self, heads: Sequence[str], row: Sequence[str | Flowable]) -> Iterator[Flowable]:
        """The cells of a row below one another, each with the name of its column; the first heads them."""
        look, cell = self.look, replace(self.look.cell, after=self.look.base * 0.2)
        label = replace(look.label, before=look.base * 0.7, after=look.base * 0.15)
        for place, (head, value) in enumerate(zip(heads, row, strict=True)):
            if not isinstance(value, str):
                yield from (Text(head, look.fact), value)
            elif place:
                yield Text(f"{head}: {value}", cell)
            else:
                yield Text(f"{head} {value}" if _is_number(value) else value, label)

    def _grid(
        self, heads: Sequence[str], rows: Sequence[Sequence[str | Flowable]], widths: Sequence[float], summary: str
    ) -> Grid:
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
        return Grid([head, *body], widths, look.grid, summary=summary)

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


def _shown(story: Story) -> Story:
    """The pieces of a story that take room."""
    return [piece for piece in story if not isinstance(piece, Nothing | CondPageBreak)]


_FEW_LINES = 2
"""A row of more lines than these, in large print, is too narrow a thing to read."""

_LITTLE = 1 / 3
"""Of a page: a block lower than that is not worth a page of its own."""

_NUMBER = re.compile(r"[+-]?[0-9][0-9,]*(\.[0-9]+)?|–")
"""A number, or the dash that stands where there is none."""


def _is_number(value: str | Flowable) -> bool:
    return isinstance(value, str) and _NUMBER.fullmatch(value) is not None
