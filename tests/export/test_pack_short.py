"""The pack is short: help once in the guide, fields in pairs, a form of boxes, and no page for nothing."""

from dataclasses import replace
from io import BytesIO

import pikepdf
import pytest

from app.core.shapes.sheets import FieldGroup, FieldLine
from app.export.pack import sample_pack
from tests.export import samples
from tests.export.papers import Node, structure


def pages(cases: int) -> int:
    with pikepdf.open(BytesIO(sample_pack(samples.pack(cases, answered=0)))) as pdf:
        return len(pdf.pages)


@pytest.fixture(scope="module")
def tree() -> Node:
    return structure(sample_pack(samples.pack(6)))


def test_a_case_more_is_two_pages_more():
    assert pages(7) - pages(2) <= 2 * 5 + 1  # one more for the longer contents


def test_help_and_law_stand_once_for_all_cases(tree):
    assert tree.words.count("was found afterwards does not make weak grounds strong") == 1
    assert tree.words.count("Equality Act 2010, s.149") == 1
    assert tree.words.count("How strong are the grounds that are written down?") == 1 + 6


def test_a_question_of_some_cases_stands_once_in_its_place_and_says_so():
    pack = samples.pack(3)
    record, *others = pack.cases[1].stages
    extra = samples.question("C7", "Was a child looked after?")
    changed = replace(record, questions=(*record.questions[:3], extra, *record.questions[3:]))
    second = replace(pack.cases[1], stages=(changed, *others))
    tree = structure(sample_pack(replace(pack, cases=(pack.cases[0], second, pack.cases[2]))))
    guide = next(part for part in tree.children if part.words.startswith("Question guide")).words
    assert guide.count("Was a child looked after?") == 1
    assert guide.index("SS2 ") < guide.index("C7 Was a child") < guide.index("SS6 ")
    assert "Asked only where it applies: in 1 of the 3 cases." in guide


def test_the_grounds_come_before_the_fields_and_the_form(tree):
    words = tree.children[-1].words
    assert words.index("Grounds") < words.index("When and where") < words.index("Form of case 6")


def test_what_was_not_recorded_is_one_line_of_its_group():
    lines = (
        FieldLine(label="Power", value="PACE 1984, section 1"),
        FieldLine(label="Video", value=""),
        FieldLine(label="Rank", value=""),
    )
    pack = samples.with_first_case(samples.pack(1), groups=(FieldGroup(label="The search", lines=lines),))
    assert "Not recorded: Video, Rank" in [node.words for node in structure(sample_pack(pack)).all("P")]


def test_the_name_that_a_scheme_gives_a_group_is_not_printed(tree):
    assert "SS8" not in tree.words.replace("SS8a", "").split()
    assert not [heading for heading in tree.all("H2", "H3", "H4") if "SS8" in heading.words]


def test_every_page_holds_something(tree):
    sheets = {sheet for node in tree.walk() for sheet in node.sheets}
    assert sheets == set(range(1, max(sheets) + 1))


@pytest.mark.parametrize("size", [18, 24])
def test_large_print_has_one_field_in_a_row(size):
    tree = structure(sample_pack(samples.pack(1), base_size=size))
    table = next(table for table in tree.all("Table") if table.words.startswith("Date and time"))
    assert [len(row.children) for row in table.all("TR")] == [2, 2, 2]
