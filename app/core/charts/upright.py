"""Bars that stand side by side, such as the hours of a day: drawn against the greatest of them."""

from collections.abc import Iterator
from typing import Final

from app.core.charts.scene import Box, Ink, Item, Line, Measure, Scene, Words, base
from app.core.shapes.charts import BarChart

_HEIGHT: Final = 11.6
_HEAD: Final = 2.1
_FOOT: Final = 1.9
_BETWEEN: Final = 0.16


def upright_bars(chart: BarChart, width: float, measure: Measure) -> Scene:
    """The bars with their names below, as many of them as there is room for, and the note above."""
    most = max((bar.count for bar in chart.bars), default=0)
    step = width / max(1, len(chart.bars))
    floor = _HEIGHT - _FOOT
    items: list[Item] = [Words(x=0, y=base(0), text=chart.note, ink=Ink.SOFT)] if chart.note else []
    for at, bar in enumerate(chart.bars):
        tall = max(0.15 if bar.count else 0.0, (floor - _HEAD) * bar.count / max(1, most))
        left = step * (at + _BETWEEN)
        items.append(
            Box(x=left, y=floor - tall, width=step * (1 - 2 * _BETWEEN), height=tall, ink=Ink.MARK, round=0.15)
        )
    items += [Line(x1=0, y1=floor, x2=width, y2=floor, ink=Ink.RULE, thick=0.07), *_names(chart, step, measure)]
    return Scene(width=width, height=_HEIGHT, items=tuple(items), alternative=chart.sentence)


def _names(chart: BarChart, step: float, measure: Measure) -> Iterator[Words]:
    """Every bar's name; every second or third where they would run into one another."""
    widest = max((measure(bar.label, False) for bar in chart.bars), default=0) + 0.8
    every = next(every for every in (1, 2, 3, 4, 6, len(chart.bars) + 1) if step * every >= widest or every > 6)
    for at, bar in enumerate(chart.bars):
        if at % every == 0:
            middle = max(step * (at + 0.5), measure(bar.label, False) / 2)
            yield Words(x=middle, y=base(_HEIGHT - _FOOT + 0.4), text=bar.label, align="centre", ink=Ink.SOFT)
