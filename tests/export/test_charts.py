"""Charts on paper: a figure says all that it shows, grows with the text, and is never higher than a page."""

from collections.abc import Sequence

import pytest

from app.core.shapes.charts import Bar, BarChart, Chart, Range, RangeChart
from app.core.shapes.packs import Issue
from app.export.charts import chart_figure
from app.export.parts import Parts
from app.export.running import Running, about_paper, make
from app.export.style import look_for
from app.export.tagged.flowables import Figure, Heading
from app.export.wording import Wording
from tests.export.papers import faults, structure

ISSUE = Issue(
    marking="OFFICIAL", handling="", practice=True, number="R1 report, copy 1", made_at="2025-07-01T09:00:00Z",
    audit_entry=1, audit_head="0" * 64,
)  # fmt: skip
BARS = BarChart(
    title="Ŵyn & 你",
    bars=tuple(Bar(label=f"Answer {at}", count=at, of=9, told=f"{at} of 9") for at in range(10)),
)
HOURS = BarChart(
    title="By hour", bars=tuple(Bar(label=f"{at:02}", count=at, of=276, told=f"{at}") for at in range(24)), upright=True
)
RANGES = RangeChart(
    title="At a glance",
    ranges=tuple(
        Range(
            label=f"Q{at}. A question of some length, as they are on forms that people really use",
            lower=at, upper=at * 30, of=304, told=f"{at} to {at * 30} of 304", found=at * 9.0,
        )
        for at in range(10)
    ),
)  # fmt: skip


def figures(chart: Chart, size: float) -> Sequence[Figure]:
    return [piece for piece in chart_figure(chart, look_for(size)) if isinstance(piece, Figure)]


def paper(chart: Chart, size: float) -> bytes:
    parts = Parts(look_for(size), Wording("report"))
    story = [Heading("Charts", parts.look.h1, 1, name="top"), *chart_figure(chart, parts.look)]
    return make(story, about_paper("Charts", "Force", "", ISSUE), Running(ISSUE, "", parts))


@pytest.mark.parametrize("size", [11, 18, 24])
@pytest.mark.parametrize("chart", [BARS, HOURS, RANGES], ids=lambda chart: chart.title)
def test_it_keeps_both_standards_and_is_made_again_byte_for_byte(chart: Chart, size: float, tmp_path):
    data = paper(chart, size)
    assert faults(data, "ua1", tmp_path) == []
    assert faults(data, "2a", tmp_path) == []
    assert paper(chart, size) == data


@pytest.mark.parametrize("size", [11, 18, 24])
def test_every_row_stands_in_some_figure_with_its_words(size: float):
    found = structure(paper(RANGES, size)).all("Figure")
    told = " ".join(one.alternative for one in found)
    shown = " ".join(one.words for one in found)
    for one in RANGES.ranges:
        assert f"{one.label}: {one.told}" in told
        assert one.told in shown


def test_a_chart_that_is_higher_than_a_page_becomes_several():
    look = look_for(24)
    assert len(figures(RANGES, 11)) == 1
    assert len(figures(RANGES, 24)) > 1
    assert all(one.wrap(look.width, look.height)[1] <= look.height for one in figures(RANGES, 24))


def test_what_the_font_lacks_is_told_as_lacking():
    (found,) = structure(paper(BARS, 11)).all("Figure")
    assert found.alternative.startswith("Ŵyn & [?]. Answer 0: 0 of 9; Answer 1: 1 of 9")
