"""Our own story of a pack as plain blocks, and the peers that lay the same blocks out: ReportLab untagged, and HTML.

A block is a text with its style, a table of cells, a frame around blocks, room to write, or a new page: what somebody
would write down who used the peer alone. A peer is given the blocks for nothing; ours is timed from the shape on.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from html import escape
from io import BytesIO
from typing import Any
from unittest.mock import patch

from reportlab.lib.colors import HexColor
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import BaseDocTemplate, Flowable, Frame, PageTemplate, Paragraph, Spacer, Table
from reportlab.platypus import PageBreak as NewPage

from app.core.resources import root
from app.core.shapes.packs import SamplePack
from app.export import fonts, pack
from app.export.boxes import Choices, Code, Panel, Tick, WritingRoom
from app.export.running import Running
from app.export.style import PAGE_HEIGHT, PAGE_WIDTH, Look
from app.export.tagged.flowables import ContentsLine, Stack
from app.export.tagged.tables import Grid, GridLook
from app.export.tagged.text import Text, TextStyle

BOX, TICKED = "☐", "☑"


@dataclass(frozen=True, slots=True)
class Words:
    """A text: a heading of a level, or a paragraph (0); ``mark`` is what stands before it."""

    text: str
    style: TextStyle
    level: int = 0
    mark: str = ""


@dataclass(frozen=True, slots=True)
class Cells:
    """A table; the first row is its head, or none."""

    rows: list[list[list["Block"]]]
    widths: list[float]
    head: bool
    names: Sequence[int]
    look: GridLook


@dataclass(frozen=True, slots=True)
class Framed:
    """Blocks with a line around them."""

    blocks: list["Block"]


@dataclass(frozen=True, slots=True)
class Room:
    """Room to write in, in points."""

    height: float


@dataclass(frozen=True, slots=True)
class Turn:
    """A new page."""


Block = Words | Cells | Framed | Room | Turn


def blocks_of(shape: SamplePack) -> tuple[list[Block], Running]:
    """A pack's story in blocks, and what stands on each of its pages."""
    with patch.object(pack, "make", return_value=b"") as made:
        pack.sample_pack(shape)
    story, _, running = made.call_args.args
    return list(_blocks(story)), running


def _blocks(story: Iterable[Any]) -> Iterator[Block]:
    for thing in story:
        yield from _block(thing)


def _block(thing: Any) -> Iterator[Block]:
    match thing:
        case Text():
            yield Words(thing.text, thing.look, getattr(thing, "level", 0), thing.label)
        case Code():
            yield Words(" ".join(thing.groups), thing.look)
        case Stack():
            yield from _blocks(thing.parts)
        case Panel():
            yield Framed(list(_blocks(thing.stack.parts)))
        case WritingRoom():
            yield Room(thing.lines * thing.step)
        case Choices():
            yield from _choices(thing)
        case _:
            yield from _other(thing)


def _other(thing: Any) -> Iterator[Block]:
    match thing:
        case NewPage():
            yield Turn()
        case ContentsLine():
            yield Words(thing.title.text, thing.look)
        case Tick():
            yield Words(TICKED if thing.ticked else BOX, _alone(thing.size))
        case Grid():
            rows = [[list(_block(cell)) for cell in row.cells] for row in thing.rows]
            yield Cells(rows, thing.shares, thing.header_row, thing.row_headers, thing.look)
        case _:
            return  # the beginning or end of a section, or a wish for room


@cache
def _alone(size: float) -> TextStyle:
    """The style of a box alone."""
    return TextStyle(font=fonts.PLAIN, size=size, leading=size * 1.3)


def _choices(thing: Choices) -> Iterator[Block]:
    """The answers in the rows in which ours stand: beside one another as one line, or as columns."""
    thing.wrap(PAGE_WIDTH - 102, 1e6)
    style = thing.items[0][0].look
    rows = [[f"{TICKED if ticked else BOX} {text.text}" for text, ticked, _ in row] for row in thing.rows]
    if len(rows) == 1:
        yield Words("   ".join(rows[0]), style)
        return
    columns = max(map(len, rows))
    cells: list[list[list[Block]]] = [[[Words(text, style)] for text in row] for row in rows]
    even = [[*row, *([] for _ in range(columns - len(row)))] for row in cells]
    yield Cells(even, [1 / columns] * columns, False, (), _NO_LINES)


_NO_LINES = GridLook(line="", head_line="", pad_x=3, pad_y=0.8, after=0)


# ------------------------------------------------------------------ ReportLab as its manual shows it
def reportlab_untagged(blocks: Sequence[Block], running: Running) -> tuple[bytes, int]:
    """The file and how many pages it has: paragraphs and tables, no tags, header and footer on each page."""
    out, look = BytesIO(), running.parts.look
    fonts.load()
    document = BaseDocTemplate(out, pagesize=(PAGE_WIDTH, PAGE_HEIGHT), title="Peer")
    frame = Frame(look.margin, look.bottom, look.width, look.height, 0, 0, 0, 0)
    pages: list[int] = []

    def edges(canvas: Canvas, _document: Any) -> None:
        pages.append(1)
        _edges(canvas, running)

    document.addPageTemplates(PageTemplate("page", [frame], onPage=edges))
    document.build([piece for block in blocks for piece in _flowables(block, look, look.width)])
    return out.getvalue(), len(pages)


def _edges(canvas: Canvas, running: Running) -> None:
    style, issue = running.parts.look.running, running.issue
    canvas.setFont(style.font, style.size)
    for text, height in ((issue.marking, PAGE_HEIGHT - 34), (running.warning, PAGE_HEIGHT - 46), (issue.marking, 22)):
        canvas.drawCentredString(PAGE_WIDTH / 2, height, text)
    canvas.drawString(51, 46, issue.number)
    canvas.drawString(51, 34, f"Audit entry {issue.audit_entry:,}, head {issue.audit_head[:12]}")
    canvas.drawRightString(PAGE_WIDTH - 51, 46, f"Page {canvas.getPageNumber()}")
    canvas.line(51, 58, PAGE_WIDTH - 51, 58)
    canvas.line(51, PAGE_HEIGHT - 52, PAGE_WIDTH - 51, PAGE_HEIGHT - 52)


def _flowables(block: Block, look: Look, width: float) -> Iterator[Flowable]:
    match block:
        case Words():
            yield _paragraph(block)
        case Room():
            yield Table([[""]], colWidths=[width], rowHeights=[block.height], style=[("BOX", (0, 0), (-1, -1), 1, INK)])
        case Framed():
            inner = [piece for each in block.blocks for piece in _flowables(each, look, width - 20)]
            yield Table([[inner]], colWidths=[width], style=[("BOX", (0, 0), (-1, -1), 1, INK)])
        case Cells():
            yield _table(block, width)
            yield Spacer(0, block.look.after)
        case Turn():
            yield NewPage()


INK = HexColor("#1a1f26")
LINE = HexColor("#c4ccd6")


def _paragraph(words: Words) -> Paragraph:
    style = _style(words.style)
    bullet = escape(words.mark) if words.mark else None
    return Paragraph(escape(words.text).replace("\n", "<br/>"), style, bulletText=bullet)


@cache
def _style(look: TextStyle) -> ParagraphStyle:
    return ParagraphStyle(
        "peer",
        fontName=look.font,
        bulletFontName=look.font,
        fontSize=look.size,
        bulletFontSize=look.size,
        leading=look.leading,
        textColor=HexColor(look.colour),
        spaceBefore=look.before,
        spaceAfter=look.after,
        leftIndent=look.indent,
        bulletIndent=0,
        alignment={"left": 0, "centre": 1, "right": 2}[look.align],
    )


def _table(cells: Cells, width: float) -> Table:
    widths, look, whole = [share * width for share in cells.widths], cells.look, ((0, 0), (-1, -1))
    rows = [[[_paragraph(words) for words in cell if isinstance(words, Words)] for cell in row] for row in cells.rows]
    style: list[Any] = [("LINEBELOW", *whole, 0.5, LINE)] if look.line else []
    style += [("VALIGN", *whole, "TOP"), ("TOPPADDING", *whole, look.pad_y), ("BOTTOMPADDING", *whole, look.pad_y)]
    style += [("LEFTPADDING", *whole, 0 if look.flush else look.pad_x), ("RIGHTPADDING", *whole, look.pad_x)]
    for place, row in enumerate(rows):
        if len(row) < len(widths):
            row += [""] * (len(widths) - len(row))
            style.append(("SPAN", (len(cells.rows[place]) - 1, place), (-1, place)))
    return Table(rows, colWidths=widths, style=style, repeatRows=1 if cells.head else 0)


# ------------------------------------------------------------------ HTML
def html(blocks: Sequence[Block], running: Running) -> str:
    """The blocks as a page of HTML with its styles, for printing as PDF/UA."""
    styles: dict[TextStyle, str] = {}
    body = "".join(_tags(block, styles) for block in blocks)
    rules = "".join(f".{name}{{{_rule(style)}}}" for style, name in styles.items())
    issue, look = running.issue, running.parts.look
    edges = _EDGES.format(marking=issue.marking, number=issue.number, warning=running.warning)
    page = f"@page{{size:A4;margin:{look.top}pt {look.margin}pt {look.bottom}pt;{edges}}}"
    return f"<html lang=en-GB><head><title>Peer</title><style>{_faces()}{page}{_SHEET}{rules}</style></head>{body}"


_EDGES = (
    '@top-center{{content:"{marking}\\A {warning}";white-space:pre}}@bottom-center{{content:"{marking}"}}'
    '@bottom-left{{content:"{number}"}}@bottom-right{{content:"Page " counter(page) " of " counter(pages)}}'
)
_SHEET = (
    "body,p,h1,h2,h3,h4{margin:0}table{width:100%;border-collapse:collapse}td,th{border-bottom:.5pt solid #c4ccd6;"
    "text-align:left;vertical-align:top;padding:2pt 5pt}.turn{break-before:page}.framed{border:1pt solid;padding:8pt}"
)


def _faces() -> str:
    faces = {fonts.PLAIN: "Regular", fonts.BOLD: "SemiBold", fonts.ITALIC: "It"}
    folder = (root() / "fonts").as_uri()
    return "".join(
        f'@font-face{{font-family:{name};src:url("{folder}/SourceSans3-{file}.ttf")}}' for name, file in faces.items()
    )


def _tags(block: Block, styles: dict[TextStyle, str]) -> str:
    match block:
        case Words():
            name = styles.setdefault(block.style, f"s{len(styles)}")
            tag = f"h{block.level}" if block.level else "p"
            mark = f"{escape(block.mark)} " if block.mark else ""
            return f"<{tag} class={name}>{mark}{escape(block.text)}</{tag}>"
        case Cells():
            return f"<table>{''.join(_row(block, place, styles) for place in range(len(block.rows)))}</table>"
        case Framed():
            return f"<div class=framed>{''.join(_tags(each, styles) for each in block.blocks)}</div>"
        case Room():
            return f"<div class=framed style='height:{block.height}pt'></div>"
        case Turn():
            return "<div class=turn></div>"


def _row(cells: Cells, place: int, styles: dict[TextStyle, str]) -> str:
    row = cells.rows[place]
    told = []
    for column, cell in enumerate(row):
        head = cells.head and place == 0
        tag = "th scope=col" if head else "th scope=row" if column in cells.names else "td"
        across = len(cells.widths) - column if column == len(row) - 1 else 1
        share = f" style='width:{cells.widths[column]:.0%}'"
        inner = "".join(_tags(each, styles) for each in cell)
        told.append(f"<{tag}{share}{f' colspan={across}' if across > 1 else ''}>{inner}</{tag[:2]}>")
    return f"<tr>{''.join(told)}</tr>"


def _rule(style: TextStyle) -> str:
    return (
        f"font:{style.size}pt/{style.leading}pt {style.font};color:{style.colour};"
        f"margin:{style.before}pt 0 {style.after}pt {style.indent}pt"
    )
