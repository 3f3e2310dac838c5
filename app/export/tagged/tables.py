"""Tables whose rows may be longer than a page, with headers that a screen reader can follow.

ReportLab's Table cannot share a row between pages without breaking its structure, and spends most of a pack's time
on styles that ours do not need. A :class:`Grid` knows its widths, its header row and header column, and nothing more.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from reportlab.platypus import Flowable

from app.export.tagged.ink import box, fill, line, stroke
from app.export.tagged.piece import FUZZ, Piece
from app.export.tagged.structure import text_string


@dataclass(frozen=True, kw_only=True, slots=True)
class GridLook:
    """Lines, fill and padding of a table; lengths in points."""

    line: str
    head_line: str
    head_fill: str = ""
    pad_x: float = 6
    pad_y: float = 4
    cut_above: float = 150
    """A row taller than this may be shared between pages; a smaller one moves to the next as a whole."""
    flush: bool = False
    """Whether the first column starts at the very left, in line with the text around the table."""
    before: float = 0
    after: float = 10


@dataclass(eq=False, slots=True)
class Row:
    """Cells beside one another; the last of a row with fewer cells than columns goes across the rest.

    The pieces of a row that was cut share a key; no other row has one.
    """

    cells: list[Flowable]
    height: float = 0
    heights: list[float] = field(default_factory=list)
    key: object = None


class Grid(Piece):
    """A table.

    Args:
        rows: the cells, row by row; each a thing that draws itself as content of its cell.
        widths: of the columns, as shares of the room there is.
        look: how it looks.
        header_row: whether the first row names the columns; it is repeated on each page.
        row_headers: the columns whose cells name what stands to the right of them.
        summary: what the table is about, for a screen reader.
    """

    def __init__(
        self,
        rows: Sequence[Sequence[Flowable]],
        widths: Sequence[float],
        look: GridLook,
        *,
        header_row: bool = True,
        row_headers: Sequence[int] = (),
        summary: str = "",
    ) -> None:
        super().__init__()
        self.rows = [Row(list(cells)) for cells in rows]
        self.shares = [width / sum(widths) for width in widths]
        self.look = look
        self.header_row, self.row_headers = header_row, row_headers
        self.summary = summary
        self.key = object()
        self.goes_on = False
        self.widths: list[float] = []
        self._measured_for = -1.0

    def getSpaceBefore(self) -> float:
        """The space before it."""
        return self.look.before

    def getSpaceAfter(self) -> float:
        """The space after it."""
        return self.look.after

    def wrap(self, aW: float, aH: float) -> tuple[float, float]:
        """Measure each row."""
        if self._measured_for == aW:
            return self.width, self.height
        if not self.widths or self.width != aW:
            self.widths = self._settled(aW)
        columns = {count: list(self._columns(count)) for count in {len(row.cells) for row in self.rows}}
        for row in self.rows:
            places = columns[len(row.cells)]
            row.heights = [cell.wrap(width, 1e6)[1] for cell, (_, width) in zip(row.cells, places, strict=True)]
            row.height = max(row.heights) + 2 * self.look.pad_y
        self.width, self.height, self._measured_for = aW, sum(row.height for row in self.rows), aW
        return self.width, self.height

    def _settled(self, width: float) -> list[float]:
        """The columns' widths: as asked for, but none narrower than its longest word while others have room to give."""
        asked = [share * width for share in self.shares]
        least = [self._least(column, width) for column in range(len(asked))]
        spare = [max(have - need, 0) for have, need in zip(asked, least, strict=True)]
        wanting = [max(need - have, 0) for have, need in zip(asked, least, strict=True)]
        if not any(wanting):
            return asked
        given = min(1, sum(spare) / sum(wanting))
        taken = given * sum(wanting) / max(sum(spare), 1e-9)
        changes = zip(asked, wanting, spare, strict=True)
        return [have + given * want - taken * extra for have, want, extra in changes]

    def _least(self, column: int, width: float) -> float:
        """The room that a column's longest word needs; cells that go across several do not count."""
        cells = [row.cells[column] for row in self.rows if column < len(row.cells) - self._spans(row)]
        return min(max((cell.minWidth() for cell in cells), default=0) + 2 * self.look.pad_x, width / 2)

    def _spans(self, row: Row) -> bool:
        return len(row.cells) < len(self.shares)

    def _columns(self, count: int) -> Iterator[tuple[float, float]]:
        """Where the content of each cell of a row of so many starts, and its width."""
        left, last = 0.0, count - 1
        for column in range(last + 1):
            width = sum(self.widths[column:]) if column == last else self.widths[column]
            pad = 0 if self.look.flush and column == 0 else self.look.pad_x
            yield left + pad, width - pad - self.look.pad_x
            left += width

    def split(self, aW: float, aH: float) -> list[Flowable]:
        """Share the rows between this page and the next, the header on both; cut a row only if it is very tall."""
        self.wrap(aW, aH)
        head = self.rows[:1] if self.header_row else []
        fit, used = 0, 0.0
        for row in self.rows:
            if used + row.height > aH + FUZZ:
                break
            fit, used = fit + 1, used + row.height
        if fit == len(self.rows):
            return [self]
        first, rest = self.rows[:fit], self.rows[fit:]
        left = self.height - used + sum(row.height for row in head)
        if rest[0].height > self.look.cut_above and fit >= len(head):
            pieces = self._cut(rest[0], aH - used)
            if pieces:
                first, rest = [*first, pieces[0]], [pieces[1], *rest[1:]]
                used = left = -1
        if len(first) <= len(head):
            return []
        return [self._piece(first, self.goes_on, used), self._piece([*head, *rest], True, left)]

    def _cut(self, row: Row, height: float) -> list[Row]:
        """A row as two, the first of at most that height; none when nothing of it fits."""
        pad = 2 * self.look.pad_y
        above: list[Flowable] = []
        below: list[Flowable] = []
        some = False
        for cell, (_, width) in zip(row.cells, self._columns(len(row.cells)), strict=True):
            pieces = cell.split(width, height - pad) if height > pad else []
            whole = len(pieces) == 1
            above.append(pieces[0] if pieces else Blank())
            below.append(Blank() if whole else pieces[1] if pieces else cell)
            some = some or len(pieces) > 1
        key = row.key or object()
        return [Row(above, key=key), Row(below, key=key)] if some else []

    def _piece(self, rows: list[Row], goes_on: bool, height: float) -> "Grid":
        """A part with those rows; of a known height, or to be measured when that is below 0."""
        piece = Grid([], self.shares, self.look, header_row=self.header_row, row_headers=self.row_headers)
        piece.rows, piece.key, piece.summary, piece.goes_on = rows, self.key, self.summary, goes_on
        piece.widths, piece.width, piece.height = self.widths, self.width, height  # columns stay in line on each page
        piece._measured_for = self.width if height >= 0 else -1.0
        return piece

    def draw(self) -> None:
        """Draw the rows as parts of one table, however many pages it is on."""
        canvas, top = self.paper, self.height
        canvas.begin("Table", self.key, attributes={"Summary": text_string(self.summary)} if self.summary else None)
        for place, row in enumerate(self.rows):
            head = self.header_row and place == 0
            top -= row.height
            canvas.decorate(self._lines(row, top, head))
            if head and self.goes_on:
                with canvas.artifact("Pagination"):
                    self._draw_cells(row, top, head)
                continue
            canvas.begin("THead" if head else "TBody", (self.key, head))
            canvas.begin("TR", row.key)
            self._draw_cells(row, top, head)
            canvas.end()
            canvas.end()
        canvas.end()

    def _draw_cells(self, row: Row, bottom: float, head: bool) -> None:
        canvas, last, pad = self.paper, len(row.cells) - 1, self.look.pad_y
        places = self._columns(len(row.cells))
        for column, (cell, height, (left, _)) in enumerate(zip(row.cells, row.heights, places, strict=True)):
            attributes = _HEAD if head else _ROW_HEAD if column in self.row_headers else None
            tag = "TH" if attributes else "TD"
            if column == last and self._spans(row):
                attributes = {**(attributes or {}), "ColSpan": str(len(self.shares) - column)}
            canvas.begin(tag, (row.key, column) if row.key else None, attributes=attributes)
            # the names of columns stand on the line below them, everything else hangs from the line above
            cell.drawOn(canvas, left, bottom + (pad if head else row.height - pad - height))
            canvas.end()

    def _lines(self, row: Row, bottom: float, head: bool) -> str:
        """The operators for the fill and the line of a row."""
        look, width = self.look, self.width
        shade = head and look.head_fill
        filled = f"{fill(look.head_fill)} {box(0, bottom, width, row.height, 'f')} " if shade else ""
        ruled = stroke(look.head_line if head else look.line, 1 if head else 0.5)
        return f"{filled}{ruled} {line(0, bottom, width, bottom)}"


_HEAD, _ROW_HEAD = {"Scope": "/Column"}, {"Scope": "/Row"}


class Blank(Piece):
    """An empty cell, or an empty part of one that was cut."""

    def minWidth(self) -> float:
        """None."""
        return 0

    def wrap(self, aW: float, aH: float) -> tuple[float, float]:
        """No height."""
        return aW, 0

    def split(self, aW: float, aH: float) -> list[Flowable]:
        """All of it fits anywhere."""
        return [self]

    def draw(self) -> None:
        """Nothing to draw."""
