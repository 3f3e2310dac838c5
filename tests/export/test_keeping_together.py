"""What belongs together stays together: headings with what they head, little last blocks, rows in large print."""

from itertools import pairwise

import pytest
from reportlab.platypus import CondPageBreak

from app.export.keeping import room_for_heading
from app.export.parts import Parts, Story
from app.export.style import look_for
from app.export.tagged.flowables import Heading
from app.export.tagged.tables import Grid
from app.export.tagged.text import Text
from app.export.wording import Wording
from tests.export.every_paper import SIZES, made
from tests.export.papers import structure

_HEADINGS = ("H1", "H2", "H3", "H4")


def _parts(size: float) -> Parts:
    return Parts(look_for(size), Wording("report"))


def _lines(parts: Parts, share: float) -> Story:
    """So many paragraphs as fill that share of a page."""
    line = parts.look.body.leading + parts.look.body.after
    return [Text("Words", parts.look.body) for _ in range(int(parts.look.height * share / line))]


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("sort", ["report", "month"])
def test_a_chart_stands_on_the_page_of_its_heading(sort, size):
    told = [node for node in structure(made(sort, size)).walk() if node.sheets and node.tag != "P"]
    charts = [
        (heading, chart) for heading, chart in pairwise(told) if chart.tag == "Figure" and heading.tag in _HEADINGS
    ]
    assert charts
    assert [heading.words for heading, chart in charts if heading.sheets != chart.sheets] == []


@pytest.mark.parametrize("size", SIZES)
def test_a_block_that_fills_a_page_begins_below_its_heading(size):
    parts = _parts(size)
    heading = Heading("Form 3 of 3", parts.look.h2, 2)
    block = parts.kept(_lines(parts, 0.98))
    room = room_for_heading([heading, *block], parts.look.width, parts.look.height)
    assert room == parts.look.height
    asked = block[0]
    assert isinstance(asked, CondPageBreak)
    left = parts.look.height - heading.wrap(parts.look.width, 1e6)[1] - heading.getSpaceAfter()
    assert 0 < asked.height <= left


@pytest.mark.parametrize("size", SIZES)
def test_a_little_last_block_stays_with_the_one_before_it(size):
    parts = _parts(size)
    first, second, last = _lines(parts, 0.7), _lines(parts, 0.5), _lines(parts, 0.1)
    story = parts.blocks([first, second, last])
    breaks = [place for place, piece in enumerate(story) if isinstance(piece, CondPageBreak)]
    assert breaks == [0, 1 + len(first)]
    large = _lines(parts, 0.45)
    breaks = [piece for piece in parts.blocks([first, second, large]) if isinstance(piece, CondPageBreak)]
    assert len(breaks) == 3
    together = parts.blocks([second, last])
    assert [piece for piece in together if isinstance(piece, CondPageBreak)] == together[:1]


def test_a_table_of_sentences_stacks_its_columns_in_large_print_and_loses_no_word():
    heads, widths = ("Question", "Of those graded", "At most"), (4, 1, 1)
    rows = [("How strong are the grounds that are written down, for someone who was not there?", "0 of 7", "126")]
    assert isinstance(_parts(11).wide_table(heads, rows, widths, "Rates")[0], Grid)
    for size in (18, 24):
        told = [piece for piece in _parts(size).wide_table(heads, rows, widths, "Rates") if isinstance(piece, Text)]
        assert [piece.text for piece in told] == [rows[0][0], "Of those graded: 0 of 7", "At most: 126"]
        short = [("Yes", "0 of 7", "126")]
        assert isinstance(_parts(size).wide_table(heads, short, widths, "Rates")[0], Grid)


def test_a_row_that_begins_with_a_number_is_headed_by_what_it_counts():
    rows = [
        ("3", "4856 49ad af45", "replaced", "It was the same as another, as the one who looked at both of them said.")
    ]
    story = _parts(24).wide_table(("Case", "Code", "What", "Why"), rows, (0.8, 2, 2, 3), "Set aside")
    first = next(piece for piece in story if isinstance(piece, Text))
    assert first.text == "Case 3"
