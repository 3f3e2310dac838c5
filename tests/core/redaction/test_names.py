"""Names are found by what people are called, by what stands before them, and by what the record itself says."""

import pytest

from app.core.redaction.find import find
from app.core.redaction.findings import Certainty
from app.core.redaction.known_names import one_apart
from tests.core.redaction.rules import RULES


def names(text: str, *known: str) -> list[str]:
    return [text[one.start : one.end] for one in find(text, RULES, known) if one.kind == "NAME"]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Stopped Gethin Pellow-Marsh by the gate.", ["Gethin Pellow-Marsh"]),
        ("It was DI Quennell, with Mrs. Oduya.", ["DI Quennell", "Mrs. Oduya"]),
        ("his brother Liam ran off", ["Liam"]),
        ("The driver, Ostrander, got out.", ["Ostrander"]),
        ("He gave the name Zebedee Oakapple.", ["Zebedee Oakapple"]),
        ("PELLOW, Gethin was there.", ["PELLOW, Gethin"]),
        ("I spoke to J. P. Whittaker about it.", ["J. P. Whittaker"]),
        ("SEEN WITH GETHIN PELLOW AT THE GATE OF THE PARK", ["GETHIN PELLOW"]),
        ("seen with gethin pellow at the gate of the park", ["gethin pellow"]),
        ("Gethin Pellow ran. Later Pellow came back with Pellow’s bike.", ["Gethin Pellow", "Pellow", "Pellow"]),
        ("Rose Baker said that Mark Hunt was there.", ["Rose Baker", "Mark Hunt"]),
    ],
)
def test_names_in_running_words(text: str, found: list[str]) -> None:
    assert names(text) == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Rose said that she saw it.", ["Rose"]),
        ("Will was with his nan, May.", ["Will", "May"]),
        ("It was PC 2207 Oakes who came.", ["Oakes"]),
        ("It was Mrs A Goldthorpe who rang.", ["Mrs A Goldthorpe"]),
        ("I saw Wei-Jun Tan at the gate.", ["Wei-Jun Tan"]),
        ("I helped Mr Cornelius van der Merwe out.", ["Mr Cornelius van der Merwe"]),
        ("DETAILS OF THE MALE: OYELARAN, TOBI GIVEN AT THE GATE", ["OYELARAN, TOBI"]),
        ("MALE IS TONY MARLOWE AND THE OTHER ONE IS TONYS BROTHER", ["TONY MARLOWE", "TONYS"]),
        ("He goes by “Little Mo” round here.", ["Little Mo"]),
        ("PC PC PC PC PC Hale was there.", ["PC PC PC PC PC Hale"]),
    ],
)
def test_names_in_odd_forms(text: str, found: list[str]) -> None:
    assert names(text) == found


@pytest.mark.parametrize(
    "text",
    [
        "She rose early to hunt for a mark on the baker's van.",
        "Ford Transit outside Tesco in Chester on Monday.",
        "GOWISELY given, BWV on, PNC check and NFA.",
        "I may will the grace of hope in summer.",
        "It began in May, and Op Lantern began in June.",
        "He parked outside McDonald's and held the officer. LAS were called.",
        "Under Section 60 the Home Office wants a Use of Force form.",
    ],
)
def test_words_that_only_look_like_names(text: str) -> None:
    assert names(text) == []


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Tomkinsen gave no reply. TOMKINSON's mother did.", ["Tomkinsen", "TOMKINSON"]),
        ("C. Tomkinson and Connor T were the same.", ["C. Tomkinson", "Connor T"]),
        ("seen by connor earlier in the day, nothing else known", ["connor"]),
        ("CT was told.", ["CT"]),
    ],
)
def test_names_of_the_record_recur_in_any_form(text: str, found: list[str]) -> None:
    assert names(text, "Tomkinson, Connor") == found


def test_a_name_of_the_record_that_is_a_word_counts_where_it_is_written_as_one() -> None:
    found = find("He saw Rose near a rose. Rose left.", RULES, ["Rose Hunt"])
    assert [(one.start, one.certainty) for one in found] == [(7, Certainty.SURE), (25, Certainty.POSSIBLE)]


@pytest.mark.parametrize(
    ("one", "other", "apart"),
    [
        ("culshaw", "culshw", True), ("culshaw", "culsshaw", True), ("culshaw", "culshow", True),
        ("culshaw", "clushaw", True), ("culshaw", "culshaw", False), ("culshaw", "clusahw", False),
        ("culshaw", "kulshow", False),
    ],
)  # fmt: skip
def test_one_letter_apart(one: str, other: str, apart: bool) -> None:
    assert one_apart(one, other) is apart
    assert one_apart(other, one) is apart
