"""The test of the gate: a good paper broken in one way is caught, each time. A gate that passes all proves nothing."""

import re
from collections.abc import Iterator
from io import BytesIO

import pikepdf
import pytest
from pikepdf import Name

from tests.export.every_paper import made
from tests.export.papers import faults

PACK, PICTURES, FIELDS = "pack", "notice", "forms"
"""The papers that are broken: one with most things in it, one with a picture, one with fields to fill in."""


def elements(pdf: pikepdf.Pdf, tag: str) -> Iterator[pikepdf.Object]:
    for thing in pdf.objects:
        if isinstance(thing, pikepdf.Dictionary) and thing.get("/Type") == Name.StructElem and Name(tag) == thing.S:
            yield thing


def pictures_without_words(pdf):
    for picture in elements(pdf, "/Figure"):
        del picture["/Alt"]


def fields_without_words(pdf):
    for thing in pdf.objects:
        if isinstance(thing, pikepdf.Dictionary) and "/TU" in thing:
            del thing["/TU"]
    for field in elements(pdf, "/Form"):
        if "/Alt" in field:
            del field["/Alt"]


def headers_without_scope(pdf):
    for header in elements(pdf, "/TH"):
        del header["/A"]


def no_language(pdf):
    del pdf.Root.Lang


def a_paragraph_untagged(pdf):
    sheet = pdf.pages[2]
    code = sheet.Contents.read_bytes()
    start = re.search(rb"/P <</MCID \d+>> BDC", code)
    end = code.index(b"EMC", start.end())
    sheet.Contents = pdf.make_stream(code[: start.start()] + code[start.end() : end] + code[end + 3 :])


def file_name_for_title(pdf):
    del pdf.Root["/ViewerPreferences"]


def links_without_words(pdf):
    for sheet in pdf.pages:
        for note in sheet.get("/Annots", []):
            del note["/Contents"]


def links_out_of_the_tree(pdf):
    for link in elements(pdf, "/Link"):
        link.S = Name.Span


def no_tab_order(pdf):
    for sheet in pdf.pages:
        if "/Annots" in sheet:
            del sheet["/Tabs"]


def a_heading_level_skipped(pdf):
    for heading in elements(pdf, "/H2"):
        heading.S = Name.H4


def not_marked(pdf):
    del pdf.Root["/MarkInfo"]


def no_structure(pdf):
    del pdf.Root["/StructTreeRoot"]


def no_metadata(pdf):
    del pdf.Root["/Metadata"]


def a_font_not_embedded(pdf):
    for _, font in pdf.pages[0].Resources.Font.items():
        del font.FontDescriptor["/FontFile2"]


def a_row_outside_its_table(pdf):
    for table in elements(pdf, "/Table"):
        table.S = Name.Sect


FAULTS = {
    pictures_without_words: PICTURES,
    fields_without_words: FIELDS,
    headers_without_scope: PACK,
    no_language: PACK,
    a_paragraph_untagged: PACK,
    file_name_for_title: PACK,
    links_without_words: PACK,
    links_out_of_the_tree: PACK,
    no_tab_order: PACK,
    a_heading_level_skipped: PACK,
    not_marked: PACK,
    no_structure: PACK,
    no_metadata: PACK,
    a_font_not_embedded: PACK,
    a_row_outside_its_table: PACK,
}
"""Each way to break a paper, and which paper it breaks."""


def saved(data: bytes, change) -> bytes:
    out = BytesIO()
    with pikepdf.open(BytesIO(data)) as pdf:
        change(pdf)
        pdf.save(out)
    return out.getvalue()


def broken(fault) -> bytes:
    """The paper with that fault planted in it."""
    return saved(made(FAULTS[fault]), fault)


@pytest.mark.parametrize("sort", sorted(set(FAULTS.values())))
def test_saving_alone_breaks_nothing(sort, tmp_path):
    assert faults(saved(made(sort), lambda pdf: None), "ua1", tmp_path) == []


@pytest.mark.parametrize("fault", FAULTS, ids=lambda fault: fault.__name__)
def test_each_planted_fault_is_caught(fault, tmp_path):
    assert faults(broken(fault), "ua1", tmp_path)
