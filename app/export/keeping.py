"""Headings that never stand alone at the foot of a page, whatever comes below them."""

from collections.abc import Iterable

from reportlab.platypus import CondPageBreak, Flowable, PageBreak

from app.export.tagged.flowables import Heading, Nothing
from app.export.tagged.tables import Grid
from app.export.tagged.text import Text

_MOST = 0.4
"""The share of a page that is kept for what stands below a heading; a larger thing is begun in less."""


def room_for_heading(flowables: Iterable[Flowable], width: float, height: float) -> float:
    """The room that a heading wants so that what it heads begins below it, on the same page.

    A break that stands right below it is changed: it asks for no more than a page has left under the heading.

    Args:
        flowables: the heading, and what follows.
        width: of the page's text.
        height: of the page's text; never more than that is asked for, here or by what follows.
    """
    used = after = 0.0
    for piece in flowables:
        if isinstance(piece, Nothing):
            continue
        if isinstance(piece, PageBreak):
            break
        if isinstance(piece, CondPageBreak):  # what comes next wants that much
            used += after
            piece.height = min(piece.height, height - used)  # what a heading leaves no room for begins below it
            return used + piece.height
        used += max(after, piece.getSpaceBefore())
        if not isinstance(piece, Heading):
            return min(used + _least(piece, width, height), height)
        used += piece.wrap(width, height)[1]
        after = piece.getSpaceAfter()
    return min(used, height)


def _least(piece: Flowable, width: float, height: float) -> float:
    """The height of the least part of a thing that may stand at the foot of a page."""
    whole = piece.wrap(width, height)[1]
    if isinstance(piece, Grid):
        head = 2 if piece.header_row else 1
        rows = [min(row.height, piece.look.cut_above) for row in piece.rows[:head]]
        return sum(rows)
    if isinstance(piece, Text) and len(piece.lines) > 3:
        return 2 * piece.look.leading
    return min(whole, height * _MOST)
