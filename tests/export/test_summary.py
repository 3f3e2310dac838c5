"""The public summary: both standards, the same bytes again, and the same as table and as text."""

import csv
from io import StringIO

import pytest

from app.export.summary import public_summary
from app.export.summary_tables import none_got, summary_csv, summary_text
from tests.export import summary_samples as samples
from tests.export.papers import faults, structure
from tests.export.test_pack_standards import CONTROLS, HOSTILE, UNBROKEN, WELSH

PAPERS = {
    "one meeting": samples.summary,
    "for practice": lambda: samples.summary(practice=True),
    "several meetings": samples.several,
    "as little as may be": samples.bare,
    "markup": lambda: samples.told(HOSTILE),
    "control characters": lambda: samples.told(CONTROLS),
    "words wider than the page": lambda: samples.told(UNBROKEN),
    "Welsh and others": lambda: samples.told(WELSH),
}


@pytest.mark.parametrize("name", PAPERS)
def test_each_keeps_both_standards_and_is_the_same_again(name, tmp_path):
    data = public_summary(PAPERS[name]())
    assert faults(data, "ua1", tmp_path) == []
    assert faults(data, "2a", tmp_path) == []
    structure(data)  # nothing is drawn outside elements and artifacts
    assert public_summary(PAPERS[name]()) == data


@pytest.mark.parametrize("size", [18, 24])
@pytest.mark.parametrize("name", ["one meeting", "several meetings", "words wider than the page"])
def test_large_print_keeps_them_too(name, size, tmp_path):
    data = public_summary(PAPERS[name](), base_size=size)
    assert faults(data, "ua1", tmp_path) == []
    assert faults(data, "2a", tmp_path) == []


def test_it_says_what_was_found_before_how_it_was_drawn():
    words = structure(public_summary(samples.summary())).words
    places = [
        words.index(wanted)
        for wanted in (
            "What the panel found",
            "5 from the community, 2 from the police",
            "The panel looked at 20 cases, drawn by lot from a list of 240.",
            "“fewer than 5” means 1 to 4",
            "Are the grounds about this person",
            "Yes 15 Partly 5 No case got: “No”; “Cannot tell”.",
            "Yes 16 to 19 No fewer than 5 No case got: “Cannot tell”.",
            "Not shown: there are too few cases.",
            "How these cases were drawn",
            "Other draws and lists",
            "Cases that somebody picked",
            "Waiting for a reply from the force 5",
            "What was done well",
            "What is to be learnt",
            "How to read the numbers",
            "Whom to ask",
            "May be published.",
        )
    ]
    assert places == sorted(places)


def test_headings_go_down_one_step_at_a_time():
    for name, first in (("one meeting", ["H1", "H2", "H3"]), ("several meetings", ["H1", "H1", "H2", "H3"])):
        tags = [node.tag for node in structure(public_summary(PAPERS[name]())).all("H1", "H2", "H3")]
        assert tags[: len(first)] == first


def test_the_table_has_every_count_and_says_where_none_is_shown():
    rows = list(csv.DictReader(StringIO(summary_csv(samples.summary()).decode("utf-8-sig"))))
    assert [(row["Answer"], row["Cases"], row["Fewest"], row["Most"]) for row in rows[:6]] == [
        ("Yes", "15", "15", "15"),
        ("Partly", "5", "5", "5"),
        ("No", "0", "0", "0"),
        ("Cannot tell", "0", "0", "0"),
        ("Yes", "16 to 19", "16", "19"),
        ("No", "fewer than 5", "1", "4"),
    ]
    assert [row["Cases"] for row in rows if not row["Answer"]] == ["Not shown: there are too few cases."]
    assert {(row["Paper"], row["Meeting"]) for row in rows} == {("R1 summary, copy 1", "Search panel, 1 July 2025")}
    assert b"\r\nPRACTICE: R1 summary, copy 1," in summary_csv(samples.summary(practice=True)).replace(b'"', b"")


def test_a_draw_of_which_nothing_is_told_has_a_row_that_says_why():
    rows = list(csv.DictReader(StringIO(summary_csv(samples.shared()).decode("utf-8-sig"))))
    assert [(row["Question"], row["Cases"]) for row in rows if row["Draw"] == "D2"] == [
        ("", "What the panel found is not shown for this draw.")
    ]


def test_the_text_says_what_the_paper_says():
    """Every line of the text stands on the paper, in other order of words at most."""
    for make in (samples.summary, samples.several, samples.shared):
        shape = make()
        paper = "".join(structure(public_summary(shape)).words.split())
        for line in summary_text(shape).splitlines():
            bare = line.strip(" -=")
            for part in bare.split(": ") if line.startswith("  ") else [bare]:
                assert "".join(part.split()) in paper or part == shape.issue.marking, part


def test_answers_that_no_case_got_are_one_sentence():
    assert none_got(samples.counts(("Yes", "5", 5, 5), ("No", "0", 0, 0), ("Partly", "fewer than 5", 0, 4))) == (
        "No case got: “No”."
    )
    assert none_got(samples.counts(("Yes", "5", 5, 5))) == ""
