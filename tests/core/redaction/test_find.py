"""What is found of a text: in order, none over another, whatever the text is."""

from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.core.redaction.find import find
from app.core.redaction.findings import Certainty, Finding, settled
from app.core.redaction.rules import Rules
from app.core.redaction.spans import KINDS, Span, default_lift, plain, settle
from tests.bench.labelled import DATA, narratives
from tests.core.redaction.rules import RULES
from tests.practice.kept import EXTRACTS

STAGES = ("record", "reveal")


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("An IC3 male in a black coat.", ["IC3"]),
        ("A tall white man, in a white van.", ["white"]),
        ("two Eastern European females", ["Eastern European females"]),
        ("He speaks Polish and a little Urdu.", ["Polish", "Urdu"]),
        ("light skinned, about 20", ["light skinned"]),
    ],
)
def test_ethnicity(text: str, found: list[str]) -> None:
    assert [text[one.start : one.end] for one in find(text, RULES) if one.kind == "ETHNICITY"] == found


WHAT_IS_FOUND = (
    "He was arrested for theft.", "Nothing was found.", "NEG SEARCH", "A knife was recovered.", "Charged and bailed.",
    "A cannabis warning was given.", "Blew over the limit.", "NFA", "We found two wraps of heroin.",
)  # fmt: skip


@pytest.mark.parametrize("text", WHAT_IS_FOUND)
def test_what_came_of_it(text: str) -> None:
    assert any(one.kind == "OUTCOME" for one in find(text, RULES))


def test_a_date_right_behind_a_name_is_when_somebody_was_born() -> None:
    (name, born) = find("Gethin Pellow, 04.02.59, of no fixed abode", RULES)
    assert (name.kind, born.kind, born.certainty) == ("NAME", "DATE_OF_BIRTH", Certainty.LIKELY)


TEXTS = st.one_of(
    st.text(max_size=200),
    st.lists(
        st.sampled_from(
            ["PC", "Dodd", "his brother", "Liam", "IC3", "male", "07700 900123", "CW45 5BQ", "12/13/99", "AB51 ABC",
             ".", "\n", "[REDACTED]", "<b>", "\u202e", "\u0000", "🙂", "é", "e\u0301", "larkspur lane", "arrested for",
             "TOMKINSON", "A1B 2CD"]
        ),
        max_size=30,
    ).map(" ".join),
)  # fmt: skip


@given(TEXTS, st.lists(st.text(max_size=20), max_size=3))
def test_findings_lie_in_the_text_in_order_and_can_be_covers(text: str, known: list[str]) -> None:
    found = find(text, RULES, known)
    for one, after in pairwise(found):
        assert one.end <= after.start
    spans = [
        Span(start=one.start, end=one.end, kind=one.kind, lifts_at=default_lift(one.kind, STAGES)) for one in found
    ]
    assert settle(plain(text), spans, STAGES) == tuple(spans)


@given(
    st.text("ab ", min_size=30, max_size=30),
    st.lists(
        st.builds(
            lambda start, length, kind, sure: Finding(
                start=start, end=start + length, kind=kind, rule="x", certainty=Certainty(sure)
            ),
            st.integers(0, 20), st.integers(1, 9), st.sampled_from(KINDS), st.integers(1, 3),
        ),
        max_size=8,
    ),
)  # fmt: skip
def test_nothing_that_was_found_comes_back_when_findings_are_settled(text: str, findings: list[Finding]) -> None:
    covered = {at for one in settled(text, findings) for at in range(one.start, one.end)}
    wanted = {at for one in findings for at in range(one.start, one.end) if text[at].isalnum()}
    assert wanted <= covered


def test_a_long_text_takes_a_moment_and_not_a_minute() -> None:
    text = "Stopped Gethin Pellow of 12 Larkspur Lane, arrested. " * 2000
    found = find(text, RULES)
    assert len([one for one in found if one.kind == "ADDRESS"]) == 2000


def everywhere(rules: Rules) -> Rules:
    """Rules whose patterns are tried at every place of every text."""
    patterns = tuple(replace(rule, anchor=None, holds=(), needs=None) for rule in rules.patterns)
    return replace(rules, patterns=patterns)


EVERYWHERE = everywhere(RULES)
NARRATIVES = [text.text for name in ("narratives.txt", "narratives-2.txt") for text in narratives(DATA / name)]


def test_where_patterns_are_tried_only_saves_time_and_hides_nothing() -> None:
    texts = [row[extract.text] for extract in EXTRACTS for row in extract.rows[:60]]
    for text in (*WHAT_IS_FOUND, *texts, *NARRATIVES, *(text.upper() for text in NARRATIVES[:60])):
        assert find(text, RULES) == find(text, EVERYWHERE)


@given(
    st.lists(
        st.one_of(st.sampled_from([word for text in NARRATIVES for word in text.split(" ")]), st.text(max_size=3)),
        min_size=4,
        max_size=40,
    ).map(" ".join)
)
def test_nor_does_it_in_any_other_text(text: str) -> None:
    assert find(text, RULES) == find(text, EVERYWHERE)
