"""Identifiers are found, and one that fails its own check is never called sure."""

import csv
import json
from pathlib import Path

import pytest

from app.core.redaction.find import find
from app.core.redaction.findings import Certainty
from tests.core.redaction.rules import RULES

FILE = Path(__file__).parents[2] / "data" / "text" / "uk_identifier_cases.csv"
CASES = list(csv.DictReader(FILE.read_text("utf-8").splitlines()))
GOOD = [case for case in CASES if case["expected_matches"] not in ("", "0")]
BAD = [case for case in CASES if case not in GOOD]
KINDS = {"postcode": "ADDRESS", "vehicle_registration": "VEHICLE"}


def told(text: str) -> list[tuple[str, str]]:
    """What is found, in words, with its kind."""
    return [(text[one.start : one.end], one.kind) for one in find(text, RULES)]


def test_there_are_as_many_known_cases_as_were_published() -> None:
    assert (len(GOOD), len(BAD)) == (24, 25)


@pytest.mark.parametrize("case", GOOD, ids=lambda case: case["text"])
def test_a_good_identifier_is_found_whole(case: dict[str, str]) -> None:
    wanted = KINDS.get(case["entity"], "REFERENCE")
    places = [(one.start, one.end) for one in find(case["text"], RULES) if one.kind == wanted]
    assert places == [tuple(place) for place in json.loads(case["expected_positions"])]


@pytest.mark.parametrize("case", BAD, ids=lambda case: case["text"])
def test_a_bad_identifier_is_never_sure(case: dict[str, str]) -> None:
    assert [one for one in find(case["text"], RULES) if one.certainty is Certainty.SURE] == []


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Rang from 07700 900123 twice.", [("07700 900123", "PHONE")]),
        ("Ring +44 (0)1632 960 001.", [("+44 (0)1632 960 001", "PHONE")]),
        ("Mail j.o'dea-lunt@post.example, she said.", [("j.o'dea-lunt@post.example", "EMAIL")]),
        ("See https://news.example/a?b=1.", [("https://news.example/a?b=1", "WEB")]),
        ("Posted by @some_lad99 at noon.", [("@some_lad99", "WEB")]),
        ("NHS number 943 476 5919 on the band.", [("943 476 5919", "REFERENCE")]),
        ("DOB 31/12/99, of no fixed abode.", [("31/12/99", "DATE_OF_BIRTH")]),
        ("born on 3rd of March 2004 in Crewe", [("3rd of March 2004", "DATE_OF_BIRTH")]),
        ("Watched on 14.06.2025 from a shed.", [("14.06.2025", "DATE")]),
        ("PNC 2001/0000123K was checked.", [("2001/0000123K", "REFERENCE")]),
        ("Crime number 12150012345 refers.", [("12150012345", "REFERENCE")]),
        ("CAD 1123 of the day.", [("1123", "REFERENCE")]),
        ("I am PC 4521 and gave my name.", [("4521", "REFERENCE")]),
        ("Collar number 88213.", [("88213", "REFERENCE")]),
        ("Partial plate MX19 from the caller.", [("MX19", "VEHICLE")]),
        ("Found at SJ 4056 6612 by the river.", [("SJ 4056 6612", "ADDRESS")]),
        ("Phone was at 53.19301, -2.89312 then.", [("53.19301, -2.89312", "ADDRESS")]),
        ("Flat 2, 14a Larkspur Passage, Crewe", [("Flat 2, 14a Larkspur Passage, Crewe", "ADDRESS")]),
        ("in larkspur lane again", [("larkspur lane", "ADDRESS")]),
        ("SEEN ON ST ALDATE STREET", [("ST ALDATE STREET", "ADDRESS")]),
    ],
)
def test_other_identifiers(text: str, found: list[tuple[str, str]]) -> None:
    assert told(text) == found


@pytest.mark.parametrize(
    "text",
    [
        "Searched on the 2nd floor, 20 minutes, 3 officers.",
        "He had £1,250 in cash and 2.5 g of herbal matter.",
        "A knife of 10-12 cm, in a shoe of size 9.",
        "I went the other way, to the far end and up the hill.",
        "Section 1 PACE and section 23(2) Misuse of Drugs Act 1971.",
        "He ran 200 m in 25 seconds at 5-10 mph.",
    ],
)
def test_ordinary_numbers_and_words_are_left_alone(text: str) -> None:
    assert told(text) == []
