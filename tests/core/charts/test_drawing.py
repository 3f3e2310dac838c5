"""Charts as data: what is drawn where, that nothing runs into anything, and that the words say all of it."""

import pytest

from app.core.charts.drawing import scene_of
from app.core.charts.rows import axis_ticks
from app.core.charts.scene import Box, Dot, Ink, Line, Scene, Words, lines_of
from app.core.shapes.charts import Bar, BarChart, Chart, Range, RangeChart, table_of

WIDE, NARROW = 47.0, 20.5
"""A page's width in the size of its text, in print and in large print."""

BARS = BarChart(
    title="How strong are the grounds?",
    bars=tuple(
        Bar(label=label, count=count, of=40, told=f"{count} of 40" if count else "nobody")
        for label, count in (("Strong", 20), ("Weak: only just enough, or partly general", 10), ("Cannot tell", 0))
    ),
)
RANGES = RangeChart(
    title="SS1: how many of all",
    ranges=(
        Range(label="As graded", lower=49, upper=251, of=1240, told="49 to 251 of 1,240", found=124.0),
        Range(label="If all left open fail too", lower=61, upper=272, of=1240, told="61 to 272 of 1,240"),
        Range(label="Nothing counts", lower=0, upper=0, of=1240, told="none counts"),
    ),
)
HOURS = BarChart(
    title="Records by hour",
    bars=tuple(Bar(label=f"{hour:02}", count=hour % 5, of=46, told=str(hour % 5)) for hour in range(24)),
    upright=True,
    note="Most: 4, in the hour from 04:00",
)


def measure(text: str, strong: bool) -> float:
    """Letters that are all of one width."""
    return len(text) * (0.55 if strong else 0.5)


def scene(chart: Chart, width: float = WIDE) -> Scene:
    return scene_of(chart, width, measure)


def words(found: Scene) -> list[str]:
    return [item.text for item in found.items if isinstance(item, Words)]


def extent(item: Words) -> tuple[float, float]:
    wide = measure(item.text, item.strong)
    left = item.x - {"left": 0.0, "centre": 0.5, "right": 1.0}[item.align] * wide
    return left, left + wide


@pytest.mark.parametrize("width", [WIDE, NARROW, 34.0, 12.0])
@pytest.mark.parametrize("chart", [BARS, RANGES, HOURS], ids=lambda chart: chart.title)
def test_all_that_is_drawn_is_inside_and_no_words_run_into_others(chart: Chart, width: float):
    found = scene(chart, width)
    placed = [item for item in found.items if isinstance(item, Words)]
    for item in placed:
        left, right = extent(item)
        assert left >= -1e-9
        assert right <= width + 1e-9 or item.ink is Ink.SOFT
        assert 0 <= item.y <= found.height
    for at, one in enumerate(placed):
        for other in placed[at + 1 :]:
            (left, right), (begin, end) = extent(one), extent(other)
            assert abs(one.y - other.y) >= 0.9 or right <= begin or end <= left, (one.text, other.text)
    for item in found.items:
        if isinstance(item, Box):
            assert -1e-9 <= item.x <= item.x + item.width <= width + 1e-9
            assert 0 <= item.y <= item.y + item.height <= found.height


@pytest.mark.parametrize("chart", [BARS, RANGES], ids=lambda chart: chart.title)
def test_every_row_has_its_words_and_the_alternative_says_the_same(chart: Chart):
    told = [(one.label, one.told) for one in (chart.bars if isinstance(chart, BarChart) else chart.ranges)]
    for found in (scene(chart), scene(chart, NARROW)):
        shown = " ".join(words(found))
        assert found.alternative == chart.sentence
        for label, said in told:
            assert f"{label}: {said}" in found.alternative
            assert said in shown
            assert all(word in shown for word in label.split())


def test_bars_are_as_long_as_their_share_of_the_whole():
    found = scene(BARS)
    tracks = [item for item in found.items if isinstance(item, Box) and item.ink is Ink.TRACK]
    marks = [item for item in found.items if isinstance(item, Box) and item.ink is Ink.MARK]
    assert len(tracks) == 3
    assert [round(mark.width / tracks[0].width, 6) for mark in marks] == [0.5, 0.25]
    assert {mark.x for mark in marks} == {tracks[0].x}


def test_a_range_lies_between_its_limits_on_an_axis_from_none_to_the_whole():
    found = scene(RANGES)
    track = next(item for item in found.items if isinstance(item, Box))
    ranges = [item for item in found.items if isinstance(item, Line) and item.ink is Ink.MARK and item.y1 == item.y2]

    def number(x: float) -> int:
        return round((x - track.x) / track.width * 1240)

    assert [(number(one.x1), number(one.x2)) for one in ranges] == [(49, 251), (61, 272)]
    dots = [item for item in found.items if isinstance(item, Dot) and item.ink is Ink.MARK]
    assert [number(dot.x) for dot in dots] == [124], "where no one share was found there is no dot"
    axis = [item for item in found.items if isinstance(item, Words) and item.ink is Ink.SOFT]
    assert [(item.text, number(item.x)) for item in axis] == [
        (text, int(text.replace(",", ""))) for text in ("0", "500", "1,000", "1,240")
    ]


@pytest.mark.parametrize("whole", [0, 1, 2, 3, 7, 8, 19, 20, 304, 1240, 99_999])
@pytest.mark.parametrize("width", [3.0, 12.0, 30.0])
def test_an_axis_has_round_numbers_and_ends_with_the_whole(whole: int, width: float):
    ticks = axis_ticks(whole, width, measure)
    assert ticks[0] == 0
    assert ticks[-1] == whole
    assert list(ticks) == sorted(set(ticks))


def test_upright_bars_are_drawn_against_the_greatest_of_them():
    found = scene(HOURS)
    bars = [item for item in found.items if isinstance(item, Box)]
    tallest = max(bar.height for bar in bars)
    assert [round(bar.height / tallest * 4) for bar in bars] == [hour % 5 for hour in range(24)]
    assert {round(bar.y + bar.height, 6) for bar in bars} == {round(bars[0].y + bars[0].height, 6)}
    assert words(found)[0] == HOURS.note
    assert words(scene(HOURS, 12.0))[1:] == ["00", "04", "08", "12", "16", "20"]


def test_nothing_to_draw_is_drawn_as_nothing():
    for chart in (BarChart(title="None", bars=()), BarChart(title="None", bars=(), upright=True)):
        assert not words(scene(chart))
    assert words(scene(RangeChart(title="None", ranges=()))) == ["0"]


def test_words_are_broken_between_words_and_a_long_one_is_cut():
    assert lines_of("one two three", 4.0, measure) == ["one two", "three"]
    assert lines_of("abcdefghij kl", 2.0, measure) == ["abcd", "efgh", "ij", "kl"]
    assert lines_of("", 4.0, measure) == [""]


def test_the_table_beside_a_chart_holds_its_numbers():
    assert table_of(BARS).rows[1] == ("Weak: only just enough, or partly general", "10", "10 of 40")
    found = table_of(RANGES)
    assert [head.title for head in found.heads] == ["SS1: how many of all", "At least", "At most", "In words"]
    assert found.rows[0] == ("As graded", "49", "251", "49 to 251 of 1,240")
