"""A rate as a small chart: from how many to how many of all would fail, and the same at the worst."""

from collections.abc import Sequence

from app.core.shapes.charts import Bar, BarChart
from app.core.shapes.figures import RateFigure, RateLine


def rate_chart(line: RateLine) -> BarChart:
    """The limits of a rate as ranges, each of the cases that it speaks of."""
    bars = [_bar("As graded", line.figure)]
    if line.counts.left_open:
        bars.append(_bar("If all left open fail too", line.worst))
    return BarChart(title=f"{line.question}: how many of all", bars=tuple(bars))


def glance_chart(lines: Sequence[RateLine]) -> BarChart:
    """All questions of a draw at a glance: the limits of each as graded. Where nothing counts there is no bar."""
    bars = [
        _bar(f"{line.question}. {line.label}", line.figure)
        if line.counts.counted
        else Bar(label=f"{line.question}. {line.label}", count=0, of=line.cases, told="none counts")
        for line in lines
    ]
    return BarChart(title="All questions at a glance: how many of the whole list", bars=tuple(bars))


def _bar(label: str, figure: RateFigure) -> Bar:
    lower, upper, of = figure.lower, figure.upper, figure.population
    many = f"{upper:,}" if lower == upper else f"{lower:,} to {upper:,}"
    return Bar(label=label, start=lower, count=upper, of=of, told=f"{many} of {of:,}")
