"""A sheet that comes loose says which case it is for: its form by its heading, every page that goes on at its head."""

import re
import subprocess
from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest

from app.export.grading_forms import grading_forms
from app.export.pack import sample_pack
from app.export.panel_pack import panel_pack
from app.export.report import meeting_report
from tests.export import form_samples, panel_samples, report_samples, samples
from tests.export.every_paper import SIZES
from tests.export.papers import Node, structure

_GOES_ON = re.compile(r"[Cc]ase (\d+) \([0-9a-f ]{14}\), continued")


def _panel_pack() -> object:
    cases = (panel_samples.case(number, rows=panel_samples.log_rows(30)) for number in (1, 2, 3))
    return panel_samples.pack(*cases)


def _forms() -> object:
    """The forms of four cases; the second is longer than a page."""
    one, two, *others = (form_samples.case(number) for number in (1, 2, 3, 4))
    longer = tuple(
        replace(question, asked=replace(question.asked, id=f"{question.asked.id}-{time}"))
        for time in range(5)
        for question in two.questions
    )
    return replace(form_samples.forms(1), cases=(one, replace(two, questions=longer), *others))


PAPERS = {
    "pack": (sample_pack, lambda: samples.pack(3)),
    "panel pack": (panel_pack, _panel_pack),
    "forms": (grading_forms, _forms),
}
EACH = [(paper, size) for paper in PAPERS for size in SIZES]


@cache
def _made(paper: str, size: float) -> bytes:
    make, shape = PAPERS[paper]
    return make(shape(), base_size=size)


def _pages(data: bytes, folder: Path) -> list[str]:
    """The text of each page, with its header and footer."""
    file = folder / "paper.pdf"
    file.write_bytes(data)
    told = subprocess.run(["pdftotext", "-layout", str(file), "-"], capture_output=True, check=True).stdout
    return told.decode("utf-8").split("\f")[:-1]


def _cases(data: bytes) -> list[tuple[int, Node]]:
    """The number of each case with its part of the paper."""
    parts = [(re.match(r"Case (\d+)\b", node.words), node) for node in structure(data).all("Sect")]
    return [(int(found[1]), node) for found, node in parts if found]


@pytest.mark.needs("pdftotext")
@pytest.mark.parametrize(("paper", "size"), EACH)
def test_each_page_on_which_a_case_goes_on_says_so_at_its_head(paper, size, tmp_path):
    data = _made(paper, size)
    pages, said = _pages(data, tmp_path), {}
    for number, node in _cases(data):
        for page in node.on[1:]:
            said[page] = number
    assert said, "a case goes on from one page to the next"
    heads = {page: _GOES_ON.search(" ".join(text.split("\n")[:8])) for page, text in enumerate(pages, 1)}
    views = {page for page, text in enumerate(pages, 1) if "The panel’s view of case" in text}
    found = {page: int(head[1]) for page, head in heads.items() if head and page not in views}
    assert found == said


@pytest.mark.parametrize(("paper", "size"), EACH)
def test_what_goes_on_is_not_read_aloud(paper, size):
    assert not _GOES_ON.search(structure(_made(paper, size)).words)


@pytest.mark.parametrize("size", SIZES)
def test_the_heading_of_each_form_and_of_each_view_names_its_case(size):
    headings = [node.words for node in structure(_made("panel pack", size)).all("H2")]
    for number in (1, 2, 3):
        code = f"case {number} ("
        assert [words for words in headings if words.startswith(f"Your form: {code}")], number
        assert [words for words in headings if words.startswith(code.capitalize())], number
    headings = [node.words for node in structure(_made("pack", size)).all("H2")]
    assert sum(words.startswith("Form of case ") for words in headings) == len(_cases(_made("pack", size)))


@pytest.mark.parametrize("size", SIZES)
def test_only_forms_that_are_whole_share_a_page(size):
    cases = [node.on for _, node in _cases(_made("forms", size))]
    assert len(cases) == len(_forms().cases)
    for place, pages in enumerate(cases):
        others = {page for other, each in enumerate(cases) if other != place for page in each}
        assert len(pages) == 1 or not others.intersection(pages)


@pytest.mark.parametrize("size", SIZES)
def test_the_end_of_the_forms_stands_below_the_last_question(size):
    paragraphs = [node for node in structure(_made("forms", size)).all("P") if node.on]
    end = next(place for place, node in enumerate(paragraphs) if node.words.startswith("The end of the forms"))
    question = next(node for node in reversed(paragraphs[:end]) if node.words.startswith("C9"))
    assert paragraphs[end].on == question.on


@pytest.mark.needs("pdftotext")
@pytest.mark.parametrize("size", [18, 24])
def test_a_page_on_which_a_case_of_a_report_goes_on_says_so(size, tmp_path):
    data = meeting_report(report_samples.report(), base_size=size)
    pages, case, page, wanted = _pages(data, tmp_path), "", 1, {}
    for node in structure(data).walk():
        if not node.sheets:
            continue
        if node.sheets[0] > page and case and node.tag not in ("H1", "H2"):
            wanted[node.sheets[0]] = case
        if node.tag in ("H1", "H2"):
            case = node.words if node.words.startswith("Case ") and node.tag == "H2" else ""
        page = node.sheets[-1]
    assert wanted
    assert [page for page, case in wanted.items() if f"{case} (" not in pages[page - 1].split("continued")[0]] == []
