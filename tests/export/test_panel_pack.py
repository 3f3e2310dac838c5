"""A panel's pack on paper: both standards, its order, its bars, one case from the top of a page, any text."""

import re
from dataclasses import replace
from io import BytesIO
from itertools import pairwise

import pikepdf
import pytest

from app.core.redaction.bars import bar_word
from app.core.redaction.spans import KINDS
from app.core.shapes.panel_packs import PanelPack
from app.core.shapes.sheets import CaseRows, FieldGroup, FieldLine, Narrative
from app.export.panel_front import bars
from app.export.panel_pack import panel_pack
from tests.export import panel_samples as panels
from tests.export.papers import Node, faults, structure
from tests.export.test_pack_standards import CONTROLS, HOSTILE, SCRIPTS, UNBROKEN, WELSH

SIZES = (11, 18, 24)


def told(text: str) -> PanelPack:
    """A pack that says the same in every place that holds words of a record or of people."""
    lines = (FieldLine(label=text[:80], value=text), FieldLine(label="Empty", value=""))
    group, narrative = FieldGroup(label=text[:60], lines=lines), Narrative(label=text[:60], text=text)
    page = panels.case(
        1, headline=text[:200], kind_label=text[:40], groups=(group,), narratives=(narrative,), again=(narrative,)
    )
    return panels.pack(
        page, panel=text[:80], area=text[:40], warning=text[:300], terms=text[:200], left_out=(text[:200],)
    )


def bare() -> PanelPack:
    """A pack with as little in it as a shape allows."""
    page = panels.case(1, headline="", groups=(), narratives=(), to_agree=())
    page = replace(page, form=replace(page.form, questions=(), intro=""))
    return panels.pack(page, draws=(), carried=(), left_out=(), warning="", terms="", law=(), forms=(), area="")


PACKS = {
    "three cases": panels.pack,
    "the last document": panels.later,
    "for real": lambda: replace(panels.pack(), issue=replace(panels.pack().issue, practice=False)),
    "a log of 300 entries": lambda: panels.pack(panels.case(1, rows=panels.log_rows(300))),
    "100,000 characters": lambda: told("[NAME] said a word " * 5_300),
    "markup": lambda: told(HOSTILE),
    "control characters": lambda: told(CONTROLS),
    "scripts that the font lacks": lambda: told(SCRIPTS),
    "Welsh and others": lambda: told(WELSH),
    "words wider than the page": lambda: told(f"{UNBROKEN}[DATE OF BIRTH]{UNBROKEN}"),
    "covered before": lambda: told("He said [REDACTED] to [NAME], [NAME] [NAME][DATE OF BIRTH]. [NAM [ADDRESS"),
    "forty questions": lambda: panels.pack(panels.long_form(1)),
    "as little as may be": bare,
}
LARGE = ("three cases", "the last document", "words wider than the page", "covered before", "as little as may be")


@pytest.fixture(scope="module")
def tree() -> Node:
    return structure(panel_pack(panels.pack()))


@pytest.mark.parametrize(("name", "size"), [*((n, 11) for n in PACKS), *((n, s) for n in LARGE for s in SIZES[1:])])
def test_each_pack_keeps_both_standards(name: str, size: float, tmp_path):
    data = panel_pack(PACKS[name](), base_size=size)
    assert faults(data, "ua1", tmp_path) == []
    assert faults(data, "2a", tmp_path) == []
    structure(data)  # nothing is drawn outside elements and artifacts


def test_headings_stand_in_order_and_skip_no_level(tree: Node):
    headings = tree.all("H1", "H2", "H3", "H4")
    levels = [int(heading.tag[1]) for heading in headings]
    assert levels[0] == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))
    assert [heading.words for heading in headings if heading.tag == "H1"] == [
        "Crewe Community Cohesion Group",
        "Contents",
        "What you asked for last time",
        "How the cases were drawn: Stop and search (D1)",
        "Question guide",
        "Case 1",
        "Case 2",
        "Case 3",
        "The panel’s view",
    ]


@pytest.mark.parametrize("size", SIZES)
def test_each_case_begins_a_page_and_no_other_is_on_it(size: float):
    tree = structure(panel_pack(panels.pack(), base_size=size))
    sections = {node.children[0].words: node.on for node in tree.children if node.tag == "Sect"}
    cases = [sections[f"Case {number}"] for number in (1, 2, 3)]
    for one, other in pairwise([sections["Question guide"], *cases, sections["The panel’s view"]]):
        assert one[-1] < other[0]


def test_the_contents_name_every_part_with_its_page(tree: Node):
    starts = {node.words: node.on[0] for node in reversed(tree.all("H1", "H2"))}
    entries = [entry.words for entry in tree.all("TOCI")]
    found = dict(re.fullmatch(r"(.+) (\d+)", entry).groups() for entry in entries)  # type: ignore[union-attr]
    assert list(found)[:2] == ["How to use these papers", "Look after yourself"]
    assert list(found)[-2:] == ["Case 3: Stop and search", "The panel’s view"]
    for title, page in found.items():
        assert starts[title.removesuffix(": Stop and search") if title.startswith("Case") else title] == int(page)


def test_every_table_has_headers_with_scope_and_even_rows(tree: Node):
    for table in tree.all("Table"):
        headers = table.all("TH")
        assert headers
        assert all(header.scope in ("Row", "Column") and header.words for header in headers)
        assert len({sum(cell.columns for cell in row.children) for row in table.all("TR")}) == 1, table.words


# ------------------------------------------------------------------ bars
def test_there_is_a_bar_for_every_kind_of_detail_and_words_for_it():
    known = bars()
    assert {bar_word(kind) for kind in KINDS} < set(known)
    for word, said in known.items():
        text = f"Before {word} and after."
        tree = structure(panel_pack(panels.pack(panels.case(1, narratives=(Narrative(label="Grounds", text=text),)))))
        (paragraph,) = (node for node in tree.all("P") if node.words == f"Before {said} and after.")
        (span,) = paragraph.children
        assert (span.tag, span.actual, span.text.strip()) == ("Span", said, word.strip("[]"))


def test_what_somebody_else_covered_stays_as_it_was_written(tree: Node):
    assert "Someone had written [REDACTED] here before." in tree.words


def test_words_around_bars_stay_apart_and_in_their_order(tree: Node):
    assert "On foot patrol in address covered with name covered when a man outside a pub" in tree.words
    assert "The log is reference covered . The informant" in tree.words
    assert "name covered of the street pastors" in tree.words
    assert "Asleep. name covered told." in tree.words
    assert "not released: nobody has read this for the panel" in tree.words


def test_a_bar_is_never_cut_by_the_end_of_a_line():
    text = "word " * 3 + "[DATE OF BIRTH] [NOT RELEASED] " * 200
    tree = structure(panel_pack(panels.pack(panels.case(1, narratives=(Narrative(label="Grounds", text=text),)))))
    spans = [span.actual for span in tree.all("Span") if span.actual.startswith(("date of", "not rel"))]
    assert len(spans) == 400
    assert "[" not in " ".join(span.text for span in tree.all("Span"))


def test_a_text_with_bars_that_is_split_over_pages_is_one_paragraph():
    text = " ".join(f"word{number} [NAME]" for number in range(2_000))
    tree = structure(panel_pack(panels.pack(panels.case(1, narratives=(Narrative(label="Grounds", text=text),)))))
    (paragraph,) = (node for node in tree.all("P") if "word1500" in node.words)
    assert len(paragraph.on) > 1
    assert len(paragraph.children) == 2_000


def test_a_line_manager_s_pack_has_no_bars():
    from app.export.pack import sample_pack
    from tests.export import samples

    tree = structure(sample_pack(samples.pack(1, narrative="He said [NAME] to me.")))
    assert "He said [NAME] to me." in tree.words


# ------------------------------------------------------------------ what it says
def test_the_first_document_tells_how_and_whom_to_talk_to(tree: Node):
    for words in (
        "You may pass a case.",
        "talk to the chair or to the coordinator",
        "I pass this case. No reason is needed.",
        "These cases tell of knives and of people in distress",
        "Case 4: replaced, kept back",
        "1 case was picked by a person, not drawn",
    ):
        assert words in tree.words
    assert "Hand out only" not in tree.words


def test_a_later_document_says_when_it_is_handed_out_and_repeats_nothing():
    data = panel_pack(panels.later())
    tree = structure(data)
    assert "Hand out only after the panel has finished “The record”" in tree.words
    assert "Check that number and code are the same" in tree.words
    assert "How the cases were drawn" not in tree.words
    assert "What you asked for last time" not in tree.words
    with pikepdf.open(BytesIO(data)) as pdf:
        text = "".join(str(bytes(page.Contents.read_bytes())) for page in pdf.pages)
        assert text.count("Artifact") >= 4 * len(pdf.pages)


def test_the_panel_s_view_has_a_row_for_every_question_and_room_for_a_minority():
    for size in SIZES:
        (view,) = (
            node
            for node in structure(panel_pack(panels.later(), base_size=size)).children
            if node.children[0].words == "The panel’s view"
        )
        assert view.words.count("Any sign of stereotyping") == 2
        assert view.words.count("What members who saw it otherwise want to be said") == 2
        assert [row.words for row in view.all("TH")].count("Against") == 2


def test_the_same_shape_makes_the_same_bytes():
    assert panel_pack(panels.pack()) == panel_pack(panels.pack())
    assert panel_pack(panels.later(), base_size=24) == panel_pack(panels.later(), base_size=24)


def test_a_case_with_nothing_recorded_says_what_to_do():
    page = panels.case(1, groups=(), narratives=(), rows=CaseRows())
    assert "Ethnicity and outcome come later" in structure(panel_pack(panels.pack(page))).words


@pytest.mark.parametrize("size", SIZES)
def test_no_page_is_blank_and_no_heading_is_left_alone_at_its_foot(size: float):
    for pack in (panels.pack(), panels.later(*(panels.revealed(number) for number in range(1, 7))), bare()):
        tree = structure(panel_pack(pack, base_size=size))
        assert tree.on == list(range(1, tree.on[-1] + 1)), "every page has something to read"
        for section in tree.children:
            for heading, follows in pairwise(section.children):
                if heading.tag in ("H2", "H3", "H4"):
                    assert heading.on == follows.on[:1], heading.words
