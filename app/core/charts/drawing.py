"""The one way from a chart to what is drawn."""

from app.core.charts.rows import bar_rows, range_rows
from app.core.charts.scene import Measure, Scene
from app.core.charts.upright import upright_bars
from app.core.shapes.charts import Chart, RangeChart


def scene_of(chart: Chart, width: float, measure: Measure) -> Scene:
    """A chart laid out.

    Args:
        chart: what it says.
        width: the room there is, in sizes of the text.
        measure: how wide a text is, in the same.
    """
    if isinstance(chart, RangeChart):
        return range_rows(chart, width, measure)
    return (upright_bars if chart.upright else bar_rows)(chart, width, measure)
