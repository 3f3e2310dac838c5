"""A small chart as a neutral scene: the window draws it, a paper can, and a screen reader is told its sentence."""

from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True, slots=True)
class Bar:
    """One bar: what it counts, how many of how many, and that in words. ``of`` 0 is nothing to count.

    A range goes from ``start`` to ``count``.
    """

    label: str
    count: int
    of: int
    told: str
    start: int = 0

    @property
    def share(self) -> float:
        """How much of its track it fills, from 0 to 1."""
        return self.count / self.of if self.of else 0.0

    @property
    def begin(self) -> float:
        """Where on its track it begins, from 0 to 1."""
        return self.start / self.of if self.of else 0.0


@dataclass(frozen=True, kw_only=True, slots=True)
class BarChart:
    """Bars that lie below one another; or, when ``upright``, stand side by side (the hours of a day).

    Upright bars are all of one whole and are drawn against the greatest of them.
    """

    title: str
    bars: tuple[Bar, ...]
    upright: bool = False

    @property
    def sentence(self) -> str:
        """All that the drawing says, as text."""
        return f"{self.title}. " + "; ".join(f"{bar.label}: {bar.told}" for bar in self.bars) + "."


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


def table_of(chart: BarChart) -> Grid:
    """A chart's numbers as a table."""
    heads = (Head(title=chart.title), Head(title="How many", number=True), Head(title="In words"))
    return Grid(
        title=f"{chart.title}: the numbers",
        heads=heads,
        rows=tuple((bar.label, f"{bar.count:,}", bar.told) for bar in chart.bars),
    )
