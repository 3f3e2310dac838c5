"""Short ways in which accounts tell somebody's ethnicity and what came of the event; none is taken for sure."""

import pytest

from app.core.redaction.find import find
from app.core.redaction.findings import BLIND, Certainty
from tests.core.redaction.rules import RULES


def told(text: str) -> list[tuple[str, str]]:
    return [(text[one.start : one.end], one.kind) for one in find(text, RULES) if one.kind in BLIND]


@pytest.mark.parametrize(
    ("text", "piece"),
    [
        ("A CRN was issued there.", "CRN was issued"),
        ("Ended by community res after.", "community res"),
        ("He got nicked.", "nicked"),
        ("He was cautioned by me.", "cautioned"),
        ("The male was released after it.", "was released"),
        ("Grounds: found in possession.", "found in possession"),
        ("Checked, NTR.", "NTR"),
        ("Checked, NFA to take", "NFA"),
        ("A section 18 done at home.", "section 18 done"),
        ("S.18 search conducted after.", "S.18 search conducted"),
        ("Went home, TFI later.", "TFI"),
    ],
)
def test_what_came_of_it_in_short(text: str, piece: str) -> None:
    assert (piece, "OUTCOME") in told(text)


@pytest.mark.parametrize(
    ("text", "piece"),
    [
        ("male self def W9 in a coat", "W9"),
        ("male self-definition B1 in a coat", "B1"),
        ("male SDE B1 in a coat", "B1"),
        ("male 16+1 code B1 in a coat", "B1"),
        ("one is a traveller who lives there", "traveller"),
        ("he was coloured and about 20", "coloured"),
        ("seen with an EE male there", "EE"),
        ("wearing a kufi and a coat", "kufi"),
    ],
)
def test_ethnicity_in_short(text: str, piece: str) -> None:
    assert (piece, "ETHNICITY") in told(text)


@pytest.mark.parametrize(
    "text",
    [
        "She was released from her handcuffs.",
        "He read section 18 to me.",
        "He had a light coloured, thin coat.",
        "He had an EE phone in hand.",
        "The ward is W9 on the map.",
    ],
)
def test_the_same_words_of_something_else_are_left_alone(text: str) -> None:
    assert told(text) == []


def test_a_word_with_other_meanings_is_only_possible() -> None:
    for text in ("He got nicked.", "He was cautioned by me.", "one is a traveller", "an EE male", "Checked, NTR."):
        assert {one.certainty for one in find(text, RULES) if one.kind in BLIND} == {Certainty.POSSIBLE}


def test_what_the_first_stage_of_a_kind_shows_is_not_found_there() -> None:
    text = "He was arrested for theft and later de-arrested; his brother was charged."
    custody = [text[one.start : one.end] for one in find(text, RULES.of_kind("custody")) if one.kind == "OUTCOME"]
    assert custody == ["and later de-arrested", "was charged"]
    assert find(text, RULES.of_kind("stop_search")) == find(text, RULES)
    known = {rule.id for rule in RULES.patterns if rule.kind == "OUTCOME"}
    assert all(shown <= known for shown in RULES.first_stage_shows.values())
