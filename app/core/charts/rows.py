"""Charts whose rows lie below one another: bars with how many they are, and ranges on an axis from 0 to the whole.

Where there is room, a row is its name, its drawing and its words side by side; with large text the name stands above.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from app.core.charts.scene import LINE, Box, Dot, Ink, Item, Line, Measure, Scene, Words, base, lines_of, words_at
from app.core.shapes.charts import Bar, BarChart, Range, RangeChart

_NARROW: Final = 40.0
_LABEL_PART: Final = 0.4
_TOLD_PART: Final = 0.6
_GAP: Final = 1.0
_ROW: Final = 2.1
_THICK: Final = 0.8
_AXIS: Final = 2.2
_NICE: Final = (1, 2, 5)


def bar_rows(chart: BarChart, width: float, measure: Measure) -> Scene:
    """Bars below one another, each on a track that is the whole it is of."""
    rows = _Rows([(bar.label, bar.told) for bar in chart.bars], width, measure)
    items: list[Item] = []
    for bar, row in zip(chart.bars, rows.placed(), strict=True):
        items += [*rows.words(row, strong=bool(bar.count)), *_bar(bar, rows.left, row.middle, rows.track)]
    return Scene(width=width, height=rows.height, items=tuple(items), alternative=chart.sentence)


def range_rows(chart: RangeChart, width: float, measure: Measure) -> Scene:
    """Ranges below one another over one axis from 0 to the greatest whole."""
    rows = _Rows([(one.label, one.told) for one in chart.ranges], width, measure)
    whole = max((one.of for one in chart.ranges), default=0)
    items: list[Item] = []
    for one, row in zip(chart.ranges, rows.placed(), strict=True):
        scale = _Scale(rows.left, rows.track, whole)
        items += [*rows.words(row, strong=True), *_range(one, scale, row.middle)]
    scale = _Scale(rows.left, rows.track, whole)
    items += _axis(scale, rows.height, measure)
    return Scene(width=width, height=rows.height + _AXIS, items=tuple(items), alternative=chart.sentence)


# ------------------------------------------------------------------ rows
@dataclass(frozen=True, kw_only=True, slots=True)
class _Row:
    """A row: the lines of its name, its words, where it begins, and the middle of its drawing."""

    name: list[str]
    told: str
    top: float
    middle: float
    height: float


class _Rows:
    """Rows of a chart at a width: where the drawing lies, and how high each is."""

    def __init__(self, texts: Sequence[tuple[str, str]], width: float, measure: Measure) -> None:
        self._texts, self._measure, self.width = texts, measure, width
        self.narrow = width < _NARROW
        widest_told = max((measure(told, True) for _, told in texts), default=0) + 0.2
        told = min(widest_told, width * _TOLD_PART)
        self._label = width if self.narrow else self._label_width()
        self.left = 0.0 if self.narrow else self._label + _GAP
        self.track = width - self.left - told - _GAP

    def _label_width(self) -> float:
        widest = max((self._measure(label, False) for label, _ in self._texts), default=0)
        return min(widest + 0.2, self.width * _LABEL_PART)

    def placed(self) -> Iterator[_Row]:
        """The rows in their order."""
        top = 0.0
        for label, told in self._texts:
            name = lines_of(label, self._label, self._measure)
            words = LINE * len(name)
            height = words + LINE + 0.9 if self.narrow else max(_ROW, words + 0.6)
            middle = top + words + 0.2 + LINE / 2 if self.narrow else top + height / 2
            yield _Row(name=name, told=told, top=top, middle=middle, height=height)
            top += height

    @property
    def height(self) -> float:
        """Of all rows together."""
        return sum(row.height for row in self.placed())

    def words(self, row: _Row, *, strong: bool) -> list[Words]:
        """The name of a row, and at the right its words."""
        top = row.top + 0.2 if self.narrow else row.middle - LINE * len(row.name) / 2
        told = Words(x=self.width, y=base(row.middle - LINE / 2), text=row.told, align="right", strong=strong)
        return [*words_at(row.name, 0, top), told]


# ------------------------------------------------------------------ what is drawn in a row
def _bar(bar: Bar, left: float, middle: float, track: float) -> Iterator[Item]:
    top = middle - _THICK / 2
    yield Box(x=left, y=top, width=track, height=_THICK, ink=Ink.TRACK, round=_THICK / 2)
    if bar.count:
        filled = max(_THICK, track * min(1.0, bar.share))
        yield Box(x=left, y=top, width=filled, height=_THICK, ink=Ink.MARK, round=_THICK / 2)


@dataclass(frozen=True, slots=True)
class _Scale:
    """An axis from 0 to the whole."""

    left: float
    width: float
    whole: int

    def at(self, number: float) -> float:
        """Where a number lies."""
        return self.left + self.width * number / self.whole if self.whole else self.left


def _range(one: Range, scale: _Scale, middle: float) -> Iterator[Item]:
    track = _THICK * 0.5
    whole = scale.at(one.of) - scale.left
    yield Box(x=scale.left, y=middle - track / 2, width=whole, height=track, ink=Ink.TRACK, round=track / 2)
    if not one.upper and one.found is None:
        return
    lower, upper = scale.at(one.lower), scale.at(one.upper)
    yield Line(x1=lower, y1=middle, x2=upper, y2=middle, ink=Ink.MARK, thick=0.26)
    for end in dict.fromkeys((lower, upper)):
        yield Line(x1=end, y1=middle - 0.5, x2=end, y2=middle + 0.5, ink=Ink.MARK, thick=0.16)
    if one.found is not None:
        yield Dot(x=scale.at(one.found), y=middle, radius=0.5, ink=Ink.GROUND)
        yield Dot(x=scale.at(one.found), y=middle, radius=0.36, ink=Ink.MARK)


def _axis(scale: _Scale, top: float, measure: Measure) -> Iterator[Item]:
    line = top + 0.2
    yield Line(x1=scale.left, y1=line, x2=scale.left + scale.width, y2=line, ink=Ink.RULE, thick=0.07)
    for tick in axis_ticks(scale.whole, scale.width, measure):
        x = scale.at(tick)
        yield Line(x1=x, y1=line, x2=x, y2=line + 0.35, ink=Ink.RULE, thick=0.07)
        middle = max(x, measure(f"{tick:,}", False) / 2)
        yield Words(x=middle, y=base(line + 0.45), text=f"{tick:,}", align="centre", ink=Ink.SOFT)


def axis_ticks(whole: int, width: float, measure: Measure) -> tuple[int, ...]:
    """Round numbers from 0 on that leave room for one another, and the whole itself."""
    if not whole:
        return (0,)
    least = measure(f"{whole:,}", False) + 1.2
    step = next(step for step in _steps() if step * width / whole >= least or step >= whole)
    ticks = [tick for tick in range(0, whole, step) if (whole - tick) * width / whole >= least]
    return (*(ticks or [0]), whole)


def _steps() -> Iterator[int]:
    power = 1
    while True:
        yield from (nice * power for nice in _NICE)
        power *= 10
