"""Fields of papers: what each says of itself, its place in the structure, and the font that viewers write with."""

from collections.abc import Iterator
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from pypdf import PdfReader

from app.core.resources import root
from app.export.fonts import PLAIN, load
from app.export.tagged.canvas import TaggedCanvas
from app.export.tagged.fields import Box, FieldFont, Form, Named
from app.export.tagged.metadata import About
from tests.export.papers import faults
from tests.filling import fill, fill_otherwise

FONT = root() / "fonts" / "ScrutinyForm.ttf"
WELSH = "Ŵ ŵ Ŷ ŷ Ẁ ẁ Ẃ ẃ Ẅ ẅ Ỳ ỳ â ê î ô û ï ö é"
STRENGTHS = ("Strong", "Weak", "Cannot tell")


def paper() -> bytes:
    """A page with a field of each kind, and a second one on which the group of circles goes on."""
    load()
    out = BytesIO()
    about = About(title="Fields", author="Nobody", subject="", made_at=datetime(2025, 7, 1, tzinfo=UTC))
    canvas = TaggedCanvas(out, about=about, initialFontName=PLAIN)
    form = Form.of(canvas, FieldFont(FONT))
    group = Named(name="q_1_SS1", words="Case 1, question SS1: How strong are the grounds?")
    for place, words in enumerate(STRENGTHS):
        if words == "Cannot tell":
            canvas.showPage()
        with canvas.element("P"), canvas.marked():
            canvas.setFont(PLAIN, 11)
            canvas.drawString(80, 700 - 20 * place, words)
        form.choice(canvas, group, f"{place + 1}", box(60, 700 - 20 * place), f"{place + 1} {words}")
    form.tick(canvas, Named(name="r_1_SS1_A", words="A reason"), box(60, 600))
    form.tick(canvas, Named(name="p_1", words="Pass"), box(60, 570))
    form.text(canvas, Named(name="n_1_SS1", words="A note"), Box(x=60, y=500, width=300, height=40), 11)
    form.text(canvas, Named(name="n_1_C8", words="Another"), Box(x=60, y=400, width=300, height=40), 11)
    form.text(canvas, Named(name="short", words="A word"), Box(x=60, y=450, width=300, height=18), 11)
    form.note(canvas, Named(name="paper", words="The code of this form"), "code")
    canvas.showPage()
    canvas.save()
    return out.getvalue()


def box(x: float, y: float) -> Box:
    return Box(x=x, y=y, width=12, height=12)


@pytest.fixture
def pdf() -> Iterator[pikepdf.Pdf]:
    with pikepdf.open(BytesIO(paper())) as opened:
        yield opened


def places(pdf: pikepdf.Pdf) -> list[Any]:
    """The boxes of fields on all pages."""
    return [note for sheet in pdf.pages for note in sheet.Annots]


def test_both_standards_are_kept_and_the_bytes_are_the_same_again(tmp_path: Path) -> None:
    data = paper()
    assert faults(data, "ua1", tmp_path) == []
    assert faults(data, "2a", tmp_path) == []
    assert paper() == data


def test_every_field_has_its_name_and_its_words(pdf: pikepdf.Pdf) -> None:
    fields = {str(field.T): str(field.TU) for field in pdf.Root.AcroForm.Fields}
    assert list(fields) == ["q_1_SS1", "r_1_SS1_A", "p_1", "n_1_SS1", "n_1_C8", "short", "paper"]
    assert fields["q_1_SS1"].endswith("How strong are the grounds?")
    assert not any("." in name for name in fields)
    circles = next(field for field in pdf.Root.AcroForm.Fields if field.T == "q_1_SS1").Kids
    assert [str(circle.TU) for circle in circles] == [
        f"{fields['q_1_SS1']} {place} {words}" for place, words in enumerate(STRENGTHS, 1)
    ]


def test_nothing_is_filled_in_yet_and_nothing_is_left_to_a_viewer(pdf: pikepdf.Pdf) -> None:
    assert "/NeedAppearances" not in pdf.Root.AcroForm
    assert "/XFA" not in pdf.Root.AcroForm
    values = {name: field.get("/V") for name, field in (PdfReader(BytesIO(paper())).get_fields() or {}).items()}
    assert values == {
        "q_1_SS1": "/Off", "r_1_SS1_A": "/Off", "p_1": "/Off", "n_1_SS1": None, "n_1_C8": None,
        "short": None, "paper": "code",
    }  # fmt: skip
    drawn = [place for place in places(pdf) if float(place.Rect[2]) > float(place.Rect[0])]
    assert all("/N" in place.AP for place in drawn)
    assert len(drawn) == len(places(pdf)) - 1  # the note takes no room


def test_each_place_is_printed_and_stands_in_the_structure_as_a_form(pdf: pikepdf.Pdf) -> None:
    numbers = list(pdf.Root.StructTreeRoot.ParentTree.Nums)
    parents = {int(numbers[at]): numbers[at + 1] for at in range(0, len(numbers), 2)}
    for sheet in pdf.pages:
        assert sheet.Tabs == pikepdf.Name.S
        for place in sheet.Annots:
            element = parents[int(place.StructParent)]
            assert (int(place.F), str(element.S)) == (4, "/Form")
            assert str(element.Alt) == str(place.TU)
            (kid,) = element.K
            assert (str(kid.Type), kid.Obj.objgen, kid.Pg.objgen) == ("/OBJR", place.objgen, sheet.obj.objgen)
            assert place.P.objgen == sheet.obj.objgen


def test_boxes_of_one_size_share_their_drawings(pdf: pikepdf.Pdf) -> None:
    first, second = (place for place in places(pdf) if str(place.get("/T", "")) in ("r_1_SS1_A", "p_1"))
    assert first.AP.N.Yes.objgen == second.AP.N.Yes.objgen
    circles = [place for place in places(pdf) if "/Parent" in place]
    assert {str(state) for circle in circles for state in circle.AP.N} == {"/1", "/2", "/3", "/Off"}
    assert len({circle.AP.N.Off.objgen for circle in circles}) == 1


def test_what_is_typed_into_one_field_shows_in_no_other(tmp_path: Path) -> None:
    notes = ("n_1_SS1", "n_1_C8")
    for write in (fill, fill_otherwise):
        file = tmp_path / "blank.pdf"
        file.write_bytes(paper())
        filled = write(file, {notes[0]: "Typed here"}, tmp_path / "filled.pdf")
        with pikepdf.open(filled) as found:
            drawn = {
                str(place.get("/T", "")): place.AP.N for place in places(found) if str(place.get("/T", "")) in notes
            }
            assert drawn[notes[0]].objgen != drawn[notes[1]].objgen
            assert b"Typed" in drawn[notes[0]].read_bytes()
            assert b"Typed" not in drawn[notes[1]].read_bytes()


def test_a_field_is_of_several_lines_where_it_is_high_enough(pdf: pikepdf.Pdf) -> None:
    flags = {str(place.get("/T", "")): int(place.get("/Ff", 0)) for place in places(pdf)}
    assert (flags["n_1_SS1"], flags["short"], flags["paper"]) == (1 << 12, 0, 1)


def test_the_font_for_writing_is_whole_and_has_the_letters_of_welsh(pdf: pikepdf.Pdf) -> None:
    font = pdf.Root.AcroForm.DR.Font.FF
    assert bytes(font.FontDescriptor.FontFile2.read_bytes()) == FONT.read_bytes()
    assert font.Encoding.BaseEncoding == pikepdf.Name.WinAnsiEncoding
    told = font.ToUnicode.read_bytes().decode("ascii")
    assert all(f"<{ord(letter):04X}>" in told for letter in WELSH if letter != " ")
    assert len(font.Widths) == font.LastChar - font.FirstChar + 1
    assert all(int(width) > 0 for width in font.Widths)
    known = set(load())
    assert set(WELSH) <= known


def test_the_drawings_hold_no_font_but_that_one(pdf: pikepdf.Pdf) -> None:
    fonts = {place.AP.N.Resources.Font.FF.objgen for place in places(pdf) if str(place.get("/T", "")) == "n_1_SS1"}
    assert fonts == {pdf.Root.AcroForm.DR.Font.FF.objgen}


@pytest.mark.parametrize("write", [fill, fill_otherwise])
def test_other_programs_fill_it_in(write, tmp_path: Path) -> None:
    file = tmp_path / "blank.pdf"
    file.write_bytes(paper())
    filled = write(file, {"q_1_SS1": "/3", "r_1_SS1_A": "/Yes", "n_1_SS1": "Llŷr"}, tmp_path / "filled.pdf")
    values = {name: field.get("/V") for name, field in (PdfReader(filled).get_fields() or {}).items()}
    assert str(values["q_1_SS1"]).removeprefix("/") == "3"
    assert (values["r_1_SS1_A"], values["n_1_SS1"], values["p_1"]) == ("/Yes", "Llŷr", "/Off")
    shown = [
        circle.get_object()["/AS"]
        for page in PdfReader(filled).pages
        for circle in page["/Annots"]
        if "/Parent" in circle.get_object()
    ]
    assert shown == ["/Off", "/Off", "/3"]
