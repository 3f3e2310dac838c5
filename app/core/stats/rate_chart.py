"""A rate as a small chart: from how many to how many of all would fail, and the same at the worst."""

from collections.abc import Sequence

from app.core.shapes.charts import Range, RangeChart
from app.core.shapes.figures import RateFigure, RateLine


def rate_chart(line: RateLine) -> RangeChart:
    """The limits of a rate as ranges, each of the cases that it speaks of."""
    ranges = [_range("As graded", line, line.figure)]
    if line.counts.left_open:
        ranges.append(_range("If all left open fail too", line, line.worst))
    return RangeChart(title=f"{line.question}: how many of all", ranges=tuple(ranges))


def glance_chart(lines: Sequence[RateLine]) -> RangeChart:
    """All questions of a draw at a glance: the limits of each as graded. Where nothing counts there is no range."""
    ranges = [
        _range(f"{line.question}. {line.label}", line, line.figure)
        if line.counts.counted
        else Range(label=f"{line.question}. {line.label}", lower=0, upper=0, of=line.cases, told="none counts")
        for line in lines
    ]
    return RangeChart(title="All questions at a glance: how many of the whole list", ranges=tuple(ranges))


def _range(label: str, line: RateLine, figure: RateFigure) -> Range:
    """Limits, and where the share that was found lies; groups drawn from unequally have no one share (DESIGN 4)."""
    lower, upper, of = figure.lower, figure.upper, figure.population
    many = f"{upper:,}" if lower == upper else f"{lower:,} to {upper:,}"
    found = None if line.cautious or not figure.counted else of * figure.failing / figure.counted
    return Range(label=label, lower=lower, upper=upper, of=of, told=f"{many} of {of:,}", found=found)
