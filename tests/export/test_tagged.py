"""The tagging layer by itself: stray ink is refused, lines break, rows are shared between pages."""

from datetime import UTC, datetime
from io import BytesIO

import pytest

from app.export.fonts import BOLD, PLAIN, load
from app.export.style import look_for
from app.export.tagged.canvas import TaggedCanvas
from app.export.tagged.characters import printable
from app.export.tagged.metadata import About
from app.export.tagged.tables import Grid
from app.export.tagged.text import Text, TextStyle, broken_lines, width_of


@pytest.fixture
def canvas() -> TaggedCanvas:
    load()
    about = About(title="Title", author="Force", subject="", made_at=datetime(2026, 11, 21, tzinfo=UTC))
    return TaggedCanvas(BytesIO(), about=about, initialFontName=PLAIN)


def test_ink_outside_an_element_is_refused_when_the_next_begins(canvas):
    canvas.line(0, 0, 10, 10)
    with pytest.raises(RuntimeError, match="outside an element"), canvas.element("P"), canvas.marked():
        pass


@pytest.mark.parametrize(
    "stray",
    [
        lambda canvas: canvas.drawString(10, 10, "words"),
        lambda canvas: canvas.rect(0, 0, 5, 5, fill=1, stroke=0),
        lambda canvas: canvas.circle(5, 5, 5),
        lambda canvas: canvas.drawPath(canvas.beginPath()),
    ],
)
def test_ink_outside_an_element_is_refused_at_the_end_of_the_page(canvas, stray):
    with canvas.element("P"), canvas.marked():
        canvas.drawString(10, 10, "tagged")
    canvas.setFont(BOLD, 9)
    canvas.setFillColor("#123456")
    canvas.translate(3, 4)
    stray(canvas)
    with pytest.raises(RuntimeError, match="page 1: something was drawn outside"):
        canvas.showPage()


def test_a_page_cannot_end_within_a_piece(canvas):
    with pytest.raises(RuntimeError, match="within a piece"), canvas.element("P"), canvas.marked():
        canvas.showPage()


def test_a_character_that_the_font_lacks_is_a_fault(canvas):
    with pytest.raises(ValueError, match="lacks"), canvas.element("P"), canvas.marked():
        canvas.drawString(10, 10, "🔪")


@pytest.mark.parametrize(
    ("text", "printed"),
    [
        ("plain", "plain"),
        ("a\tb", "a    b"),
        ("a\r\nb\rc", "a\nb\nc"),
        ("a\x00b\x1bc", "abc"),
        ("\u202eevil\u202c", "evil"),
        ("a\u2009b", "a b"),
        ("🔪🔪 x 🔪", "[?] x [?]"),
        ("y\u0302", "ŷ"),
        ("soft\u00adhyphen", "softhyphen"),
    ],
)
def test_text_is_made_printable(text, printed):
    assert printable(text, load()) == printed


def style(**changes) -> TextStyle:
    load()
    return TextStyle(**{"font": PLAIN, "size": 10, "leading": 14} | changes)


def test_lines_fit_and_lose_nothing():
    text = "one two three " * 40 + "x" * 300 + "\n\nlast"
    lines = broken_lines(text, style(), 120)
    assert all(width_of(line, PLAIN, 10) <= 120 for line in lines)
    assert "".join(lines).replace(" ", "") == text.replace(" ", "").replace("\n", "")
    assert lines[-2:] == ["", "last"]


def test_a_reference_is_cut_after_a_stroke():
    assert broken_lines("SS/2025/06/100037", style(), width_of("SS/2025/06/10", PLAIN, 10))[0] == "SS/2025/06/"


def test_no_single_line_is_left_on_either_page():
    text = Text("word " * 100, style())
    _, height = text.wrap(200, 1000)
    count = round(height / 14)
    first, rest = text.split(200, height - 1)
    assert [round(piece.wrap(200, 1000)[1] / 14) for piece in (first, rest)] == [count - 2, 2]
    assert text.split(200, 20) == []


def test_a_row_taller_than_a_page_is_shared_and_a_small_one_is_not():
    look = look_for()
    rows = [[Text("Head", look.head, tag=""), Text("Head", look.head, tag="")]]
    rows += [[Text("a", look.cell, tag=""), Text("word " * 3000, look.cell, tag="")]]
    rows += [[Text("b", look.cell, tag=""), Text("small " * 20, look.cell, tag="")]]
    grid = Grid(rows, (1, 3), look.grid)
    pieces = []
    left = [grid]
    while left:
        grid = left.pop()
        if grid.wrap(400, 1e6)[1] <= 500:
            pieces.append(grid)
            continue
        first, rest = grid.split(400, 500)
        assert first.wrap(400, 1e6)[1] <= 500
        pieces.append(first)
        left.append(rest)
    assert len(pieces) > 3
    assert all(piece.rows[0].cells[0].text == "Head" for piece in pieces)
    printed = [row.cells[1] for piece in pieces for row in piece.rows[1:] if isinstance(row.cells[1], Text)]
    assert " ".join(line for text in printed for line in text.lines).split() == ["word"] * 3000 + ["small"] * 20


def test_columns_make_room_for_their_longest_words():
    look = look_for(24)
    grid = Grid([[Text("Reserves", look.cell, tag=""), Text("a b c", look.cell, tag="")]], (1, 20), look.grid)
    grid.wrap(400, 1e6)
    assert grid.rows[0].cells[0].lines == ["Reserves"]


class Counted(Text):
    """A cell that notes how often it is measured."""

    measured = 0

    def wrap(self, aW, aH):
        type(self).measured += 1
        return super().wrap(aW, aH)


def test_a_long_table_is_measured_once_however_many_pages_it_is_on(monkeypatch):
    monkeypatch.setattr(Counted, "measured", 0)
    look = look_for()
    grid = Grid([[Counted("word", look.cell, tag="")] for _ in range(2_000)], (1,), look.grid)
    pages = 0
    while grid.wrap(400, 500)[1] > 500:
        _, grid = grid.split(400, 500)
        pages += 1
    assert pages > 40
    assert Counted.measured == 2_000
