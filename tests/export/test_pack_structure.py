"""What a screen reader follows: order, headings, headers of tables, links; and what the file says of itself."""

from dataclasses import replace
from io import BytesIO
from itertools import pairwise

import pikepdf
import pytest

from app.export.pack import sample_pack
from tests.export import samples
from tests.export.papers import Node, structure


@pytest.fixture(scope="module")
def paper() -> bytes:
    return sample_pack(samples.pack(3, narrative=samples.GROUNDS * 12))


@pytest.fixture(scope="module")
def tree(paper) -> Node:
    return structure(paper)


def test_headings_stand_in_order_and_skip_no_level(tree):
    headings = tree.all("H1", "H2", "H3", "H4")
    levels = [int(heading.tag[1]) for heading in headings]
    assert levels[0] == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))
    first = [heading.words for heading in headings if heading.tag == "H1"]
    front = [
        "Monthly dip sample",
        "Contents",
        "Actions that are still open",
        "How this sample was drawn",
        "Question guide",
    ]
    assert first == [*front, "Case 1", "Case 2", "Case 3"]


def test_every_table_has_headers_with_scope_and_even_rows(tree):
    tables = tree.all("Table")
    assert len(tables) >= 3 * 4
    for table in tables:
        headers = table.all("TH")
        assert headers
        assert all(header.scope in ("Row", "Column") for header in headers)
        assert all(header.words for header in headers)
        rows = [sum(cell.columns for cell in row.children) for row in table.all("TR")]
        assert len(set(rows)) == 1, table.words


def test_a_split_table_is_one_table_and_its_header_is_read_once():
    tree = structure(sample_pack(samples.pack(40)))
    tables = [table for table in tree.all("Table") if "Case code" in table.words and len(table.all("TR")) > 10]
    assert [len(table.all("TR")) for table in tables] == [41]
    assert len(tables[0].all("THead")) == 1


def test_a_paragraph_over_pages_is_one_paragraph():
    text = " ".join(f"word{number}" for number in range(3_000))
    tree = structure(sample_pack(samples.pack(1, narrative=text)))
    assert [node.words for node in tree.all("P") if "word1500" in node.words] == [text]


@pytest.mark.parametrize("size", [11, 18, 24])
@pytest.mark.parametrize("cases", [1, 4])
def test_no_heading_is_left_alone_at_the_foot_of_a_page(cases, size):
    tree = structure(sample_pack(samples.pack(cases, narrative=samples.GROUNDS * 5), base_size=size))
    for section in tree.children:
        for heading, follows in pairwise(section.children):
            if heading.tag in ("H2", "H3", "H4"):
                assert heading.on
                assert heading.on == follows.on[:1], heading.words


@pytest.mark.parametrize("size", [11, 18])
def test_no_question_parts_from_its_boxes(size):
    questions = tuple(
        samples.question(f"Q{number}", f"Question {number}?", samples.YPN, help="Look for: something.\n" * (number % 5))
        for number in range(1, 41)
    )
    stage = replace(samples.stages()[0], questions=questions)
    tree = structure(sample_pack(samples.with_first_case(samples.pack(1), stages=(stage,)), base_size=size))
    parts = tree.children[-1].children
    starts = [place for place, part in enumerate(parts) if part.words.startswith("Q")]
    assert len(starts) == 40
    for place in starts:
        boxes = next(part for part in parts[place:] if part.tag == "L")
        assert len({*parts[place].on, *boxes.on}) == 1, parts[place].words


def test_boxes_say_whether_they_are_ticked(tree):
    lists = [node.words for node in tree.all("L")]
    assert "Not ticked: 1 Yes Ticked: 2 No Not ticked: 3 Cannot tell" in lists
    paragraphs = [node.words for node in tree.all("P")]
    assert "Note: Practice verdict." in paragraphs
    assert "Answer: Good grounds, well written. Say next time how long he had to wait." in paragraphs
    cells = [node.words for node in tree.all("TD")]
    assert "1 Yes: ticked" in cells
    assert "2 Partly: not ticked" in cells


def test_a_question_is_read_before_its_answers(tree):
    words = tree.words
    assert words.index("SS2 Are the grounds about this person") < words.index("No: age, dress") < words.index("2.2B")


def test_contents_link_to_every_case_with_its_page(tree, paper):
    links = tree.all("Link")
    assert [link.alternative for link in links][1:] == [
        link.words.rsplit(" ", 1)[0] + ", page " + link.words.rsplit(" ", 1)[1] for link in links[1:]
    ]
    with pikepdf.open(BytesIO(paper)) as pdf:
        numbers = {sheet.obj.objgen: place for place, sheet in enumerate(pdf.pages, 1)}
        notes = [note for sheet in pdf.pages for note in sheet.get("/Annots", [])]
        targets = [numbers[note.Dest[0].objgen] for note in notes]
        assert [str(note.Contents) for note in notes] == [link.alternative for link in links]
    assert targets == [int(link.alternative.rsplit(" ", 1)[1]) for link in links]


def test_the_file_says_what_it_is_and_names_nobody(paper):
    with pikepdf.open(BytesIO(paper)) as pdf:
        assert str(pdf.Root.Lang) == "en-GB"
        assert pdf.Root.ViewerPreferences.DisplayDocTitle
        assert str(pdf.docinfo.Title) == "Monthly dip sample (D1 pack, copy 1)"
        assert str(pdf.docinfo.Author) == "Cheshire Constabulary"
        assert str(pdf.docinfo.CreationDate) == "D:20261121100400Z"
        outline = pdf.open_outline()
        titles = [entry.title for entry in outline.root]
        assert titles[2:4] == ["Actions that are still open", "How this sample was drawn"]
        assert titles[-1] == "Case 3: SS/2025/06/1111"
        about = pdf.open_metadata()
        assert about["xmp:CreateDate"] == "2026-11-21T10:04:00Z"
        assert about["pdfuaid:part"] == "1"
        assert about["pdfaid:conformance"] == "A"


def test_fonts_are_embedded_and_none_is_named_but_ours(paper):
    with pikepdf.open(BytesIO(paper)) as pdf:
        fonts = pdf.pages[0].Resources.Font
        assert all("SourceSans3" in str(font.BaseFont) for _, font in fonts.items())


def test_each_page_bears_marking_number_and_page():
    import pypdfium2

    with pypdfium2.PdfDocument(sample_pack(samples.pack(1))) as pdf:
        pages = [sheet.get_textpage().get_text_range() for sheet in pdf]
    for number, text in enumerate(pages, 1):
        assert text.count("OFFICIAL-SENSITIVE") == 2
        assert "PRACTICE" in text
        assert "D1 pack, copy 1" in text
        assert "Not redacted: not for volunteers" in text
        assert f"Audit entry 1,041, head {samples.code('audit')[:4]}" in text
        assert f"Page {number} of {len(pages)}" in text


def test_a_real_pack_never_says_practice():
    tree = structure(sample_pack(samples.pack(1, practice=False, answered=0)))
    assert "PRACTICE" not in tree.words
