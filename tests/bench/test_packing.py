"""The peers of ``bench pack`` lay out what ours says: the same words, on about as many pages."""

import re
from html import unescape

import pypdfium2

from app.export.pack import sample_pack
from tests.bench.plainly import blocks_of, html, reportlab_untagged
from tests.export import samples
from tests.export.papers import structure


def words_of(text: str) -> set[str]:
    """The words of a text, without the signs around them."""
    return set(re.findall(r"\w+", text))


def test_html_and_the_untagged_pdf_say_all_that_ours_says():
    pack = samples.pack(2, answered=0)
    ours = words_of(" ".join(node.text for node in structure(sample_pack(pack)).walk() if node.tag != "Lbl"))
    plain, _ = reportlab_untagged(*blocks_of(pack))
    with pypdfium2.PdfDocument(plain) as pdf:
        printed = words_of(" ".join(sheet.get_textpage().get_text_range() for sheet in pdf))
    page = words_of(unescape(re.sub(r"<[^>]*>", " ", html(*blocks_of(pack)))))
    numbers = {str(number) for number in range(1, 30)}  # pages in the contents, which the peers do without
    assert ours - page - numbers == set()
    assert ours - printed - numbers == set()


def test_they_take_about_as_many_pages():
    pack = samples.pack(5, answered=0)
    _, pages = reportlab_untagged(*blocks_of(pack))
    with pypdfium2.PdfDocument(sample_pack(pack)) as pdf:
        assert abs(pages - len(pdf)) <= 2
