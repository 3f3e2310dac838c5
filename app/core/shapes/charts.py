"""A small chart as data: the window draws it, a paper draws it, and a screen reader is told its sentence."""

from collections.abc import Sequence
from dataclasses import dataclass, replace


@dataclass(frozen=True, kw_only=True, slots=True)
class Bar:
    """One bar: what it counts, how many of how many, and that in words. ``of`` 0 is nothing to count."""

    label: str
    count: int
    of: int
    told: str

    @property
    def share(self) -> float:
        """How much of its track it fills, from 0 to 1."""
        return self.count / self.of if self.of else 0.0


@dataclass(frozen=True, kw_only=True, slots=True)
class BarChart:
    """Bars that lie below one another; or, when ``upright``, stand side by side (the hours of a day).

    Upright bars are all of one whole and are drawn against the greatest of them; ``note`` stands above them.
    """

    title: str
    bars: tuple[Bar, ...]
    upright: bool = False
    note: str = ""

    @property
    def sentence(self) -> str:
        """All that the drawing says, as text."""
        return _sentence(self.title, [(bar.label, bar.told) for bar in self.bars])


@dataclass(frozen=True, kw_only=True, slots=True)
class Range:
    """From how many to how many of a whole something would be, and where in between it was found.

    ``found`` is None where no one place stands for what was found; ``of`` 0 is nothing to tell.
    """

    label: str
    lower: int
    upper: int
    of: int
    told: str
    found: float | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class RangeChart:
    """Ranges below one another, each a line with ends on an axis from 0 to the whole."""

    title: str
    ranges: tuple[Range, ...]

    @property
    def sentence(self) -> str:
        """All that the drawing says, as text."""
        return _sentence(self.title, [(one.label, one.told) for one in self.ranges])


Chart = BarChart | RangeChart


def halves(chart: Chart) -> tuple[Chart, ...]:
    """A chart whose rows lie below one another as two of half the rows; one that cannot be shared stays whole."""
    if isinstance(chart, RangeChart):
        at = len(chart.ranges) // 2
        parts = (replace(chart, ranges=chart.ranges[:at]), replace(chart, ranges=chart.ranges[at:]))
        return parts if at else (chart,)
    at = 0 if chart.upright else len(chart.bars) // 2
    return (replace(chart, bars=chart.bars[:at]), replace(chart, bars=chart.bars[at:])) if at else (chart,)


@dataclass(frozen=True, kw_only=True, slots=True)
class Head:
    """A column of a table: its heading, and whether it holds numbers."""

    title: str
    number: bool = False


@dataclass(frozen=True, kw_only=True, slots=True)
class Grid:
    """A table of texts: every row has as many as there are heads."""

    title: str
    heads: tuple[Head, ...]
    rows: tuple[tuple[str, ...], ...]


def table_of(chart: Chart) -> Grid:
    """A chart's numbers as a table."""
    heads, rows = _range_rows(chart) if isinstance(chart, RangeChart) else _bar_rows(chart)
    return Grid(title=f"{chart.title}: the numbers", heads=(Head(title=chart.title), *heads), rows=rows)


def _bar_rows(chart: BarChart) -> tuple[tuple[Head, ...], tuple[tuple[str, ...], ...]]:
    heads = (Head(title="How many", number=True), Head(title="In words"))
    return heads, tuple((bar.label, f"{bar.count:,}", bar.told) for bar in chart.bars)


def _range_rows(chart: RangeChart) -> tuple[tuple[Head, ...], tuple[tuple[str, ...], ...]]:
    heads = (Head(title="At least", number=True), Head(title="At most", number=True), Head(title="In words"))
    rows = ((one.label, f"{one.lower:,}", f"{one.upper:,}", one.told) for one in chart.ranges)
    return heads, tuple(rows)


def _sentence(title: str, told: Sequence[tuple[str, str]]) -> str:
    return f"{title}. " + "; ".join(f"{label}: {words}" for label, words in told) + "."
