"""The look of papers: one typeface, one accent, a few sizes that all grow from the size of the running text.

Large print is the same paper with a larger base: 18 or 24 points instead of 11. A heading stays as many points larger
than the text as it is in ordinary print, so that a page of large print holds more than its heading.
"""

from dataclasses import dataclass, replace

from app.export.fonts import BOLD, ITALIC, PLAIN, load
from app.export.tagged.tables import GridLook
from app.export.tagged.text import TextStyle

ACCENT = "#1d5fa8"
INK = "#1a1f26"
SOFT = "#47525e"
HAIRLINE = "#c4ccd6"
TINT = "#eef3f9"

PAGE_WIDTH, PAGE_HEIGHT = 595.28, 841.89
"""A4, upright, in points."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Look:
    """Every style of a paper, for one size of running text."""

    base: float
    body: TextStyle
    small: TextStyle
    soft: TextStyle
    label: TextStyle
    cell: TextStyle
    number: TextStyle
    head: TextStyle
    head_number: TextStyle
    fact: TextStyle
    code: TextStyle
    title: TextStyle
    lead: TextStyle
    force: TextStyle
    loud: TextStyle
    narrative: TextStyle
    absent: TextStyle
    hint: TextStyle
    missing: TextStyle
    field: TextStyle
    value: TextStyle
    h1: TextStyle
    h2: TextStyle
    h3: TextStyle
    group: TextStyle
    stage: TextStyle
    asked: TextStyle
    choice: TextStyle
    running: TextStyle
    continued: TextStyle
    running_bold: TextStyle
    grid: GridLook
    facts: GridLook
    pairs: GridLook
    strip: GridLook
    form: GridLook
    margin: float
    top: float
    bottom: float

    @property
    def large(self) -> bool:
        """Whether the text is so large that things must stand under one another instead of side by side."""
        return self.base > 14

    @property
    def width(self) -> float:
        """The room between the margins."""
        return PAGE_WIDTH - 2 * self.margin

    @property
    def height(self) -> float:
        """The room between header and footer."""
        return PAGE_HEIGHT - self.top - self.bottom


def look_for(base: float = 11, *, continued: bool = False) -> Look:
    """The look for a size of running text; with a line at the head of pages for what goes on from the one before."""
    load()
    body = _plain(base, 1.4, after=base * 0.5)
    small = _plain(max(base * 0.87, 9), 1.32, colour=SOFT, after=base * 0.2)
    cell = _plain(base * 0.95, 1.32)
    grid = _grid(base)
    facts = replace(grid, head_fill="", flush=True)
    running = _plain(min(max(base * 0.8, 8.5), 12), 1.4, colour=SOFT)
    goes_on = replace(_plain(min(base, 18) if base > _READ else running.size, 1.5), font=BOLD)
    return Look(
        base=base,
        body=body,
        small=small,
        soft=replace(body, colour=SOFT),
        label=replace(body, font=BOLD, after=0),
        cell=cell,
        absent=replace(cell, font=ITALIC, colour=SOFT),
        hint=replace(small, leading=small.size * 1.22),
        missing=replace(small, leading=small.size * 1.22, before=base * 0.12, after=0),
        field=replace(cell, font=BOLD, size=small.size, leading=cell.size * 1.2, colour=SOFT),
        value=replace(cell, leading=cell.size * 1.2),
        number=replace(cell, align="right"),
        head=replace(cell, font=BOLD, size=small.size, leading=small.leading, colour=SOFT),
        fact=replace(cell, font=BOLD, size=small.size, colour=SOFT),
        head_number=replace(cell, font=BOLD, size=small.size, leading=small.leading, colour=SOFT, align="right"),
        code=_plain(max(base * 0.8, 8.5), 1.4),
        running=running,
        running_bold=replace(running, font=BOLD, colour=INK),
        continued=goes_on,
        margin=51,
        top=32 + 2.6 * running.leading + (max(goes_on.leading - _BELOW_RULE, 0) if continued else 0),
        bottom=30 + 3.1 * running.leading,
        **_headings(base, body),
        grid=grid,
        facts=facts,
        pairs=replace(facts, pad_x=base * 0.4, pad_y=base * 0.11, after=base * 0.15),
        strip=replace(grid, pad_y=base * 0.16, before=base * 0.4, after=base * 0.4),
        form=replace(grid, pad_y=base * 0.2, before=base * 0.5, after=base * 0.3),
    )


def _plain(size: float, leading: float, *, colour: str = INK, after: float = 0) -> TextStyle:
    return TextStyle(font=PLAIN, size=size, leading=size * leading, colour=colour, after=after)


def _asked(base: float) -> dict[str, TextStyle]:
    choice = _plain(base, 1.3)
    return {"choice": choice, "asked": replace(choice, font=BOLD, before=base * 0.4)}


def _heading(size: float, *, before: float, after: float, colour: str = INK) -> TextStyle:
    return TextStyle(font=BOLD, size=size, leading=size * 1.22, colour=colour, before=before, after=after)


def _headings(base: float, body: TextStyle) -> dict[str, TextStyle]:
    def grown(times: float) -> float:
        return base + (times - 1) * _READ  # so many points more than the text, at every size of it

    return {
        "title": _heading(min(grown(2.7), 40), before=base * 0.3, after=base * 0.4),
        "force": replace(body, font=BOLD, colour=ACCENT, after=0),
        "lead": replace(body, size=grown(1.25), leading=grown(1.25) * 1.35, colour=SOFT),
        "loud": TextStyle(font=BOLD, size=grown(1.2), leading=grown(1.2) * 1.3, colour=INK, after=base * 0.15),
        "narrative": replace(
            body, leading=body.size * 1.4, indent=base * 1.2, widest=base * 40, edge=HAIRLINE, after=base * 0.4
        ),
        "h1": _heading(grown(1.9), before=base * 2, after=base * 0.4),
        "h2": _heading(grown(1.36), before=base, after=base * 0.4, colour=ACCENT),
        "h3": _heading(grown(1.12), before=base, after=base * 0.3),
        "group": _heading(grown(1.08), before=base * 0.5, after=base * 0.05, colour=ACCENT),
        "stage": _heading(grown(1.12), before=base * 0.65, after=base * 0.05),
        **_asked(base),
    }


_READ = 11
"""The size of the running text that is read at arm's length, in points; large print is larger."""


_BELOW_RULE = 14
"""The space between the line under a page's header and its text, in points."""


def _grid(base: float) -> GridLook:
    return GridLook(
        line=HAIRLINE,
        head_line=SOFT,
        head_fill=TINT,
        pad_x=base * 0.5,
        pad_y=base * 0.32,
        cut_above=base * 13,
        after=base * 0.9,
    )
