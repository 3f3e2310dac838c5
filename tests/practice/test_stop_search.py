"""The practice extract is made again to the byte, is nobody real, and its labels point where they say."""

import csv
import hashlib
import io
import itertools
import json
import re
from collections import Counter
from datetime import datetime

import pytest

from app.core.resources import root
from app.core.schemes.parse import parse_mapping
from tests.practice import make_stop_search
from tests.practice.dice import Dice
from tests.practice.prose import speak
from tests.practice.stock import HEADER

FOLDER = root() / "practice"
CSV = FOLDER / f"{make_stop_search.NAME}.csv"
LABELS = FOLDER / f"{make_stop_search.NAME}.labels.json"
SHAPES = {
    "phone": r"(?:07700 ?900|\+44 7700 900 |01632 960)\d{3}",
    "vrm": r"[A-Z]{2}9[3-8] ?[A-Z]{3}",
    "collar": r"\d{4}",
    "email": r"\w+@mail\.example",
    "ethnicity": r"IC[1-6]|Romanian|Eastern European",
    "dob": r"\d{2}/\d{2}/\d{4}|\d{2}\.\d{2}\.\d{2}|\d{1,2} [A-Z][a-z]+ \d{4}",
}


@pytest.fixture(scope="module")
def rows() -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(CSV.read_bytes().decode(), newline="")))


@pytest.fixture(scope="module")
def labels() -> dict[str, list[dict]]:
    return json.loads(LABELS.read_bytes())


def test_made_again_to_the_byte():
    extract, labels = make_stop_search.make()
    assert extract == CSV.read_bytes()
    assert labels == LABELS.read_bytes()


def test_every_row_says_practice_and_has_every_column(rows):
    assert set(rows[0]) == set(HEADER)
    assert all(row["Practice data"] == "PRACTICE" and None not in row for row in rows)


def test_size_and_kinds(rows):
    assert 300 <= len(rows) <= 340
    assert sum(row["Power"] == "S60 CJPOA" for row in rows) == 15


def test_times_are_wall_clock_in_june(rows):
    times = [datetime.strptime(row["Search date/time"], "%d/%m/%Y %H:%M") for row in rows]  # noqa: DTZ007
    assert all((when.year, when.month) == (2025, 6) for when in times)
    assert times == sorted(times)


def test_references_are_unique_but_for_the_blank_ones(rows):
    counts = Counter(row["URN"] for row in rows)
    assert counts.pop("") == 5
    assert set(counts.values()) == {1}
    blank = [tuple(row.items()) for row in rows if not row["URN"]]
    assert len(set(blank)) == 4


def test_labels_point_at_what_they_name(rows, labels):
    grounds = {row["URN"]: row["Grounds for search"] for row in rows}
    for urn, spans in labels.items():
        for span in spans:
            text = grounds[urn][span["start"] : span["end"]]
            assert text and text == text.strip()
            if shape := SHAPES.get(span["kind"]):
                assert re.fullmatch(shape, text, re.IGNORECASE), (urn, span, text)


def test_labels_do_not_overlap_and_stand_in_order(labels):
    for spans in labels.values():
        for one, two in itertools.pairwise(spans):
            assert one["end"] <= two["start"]


def test_no_planted_detail_is_left_unlabelled(rows, labels):
    """A name, address or date of the row's own person, a phone or a plate in the grounds always stands in a span."""
    for row in rows:
        text = row["Grounds for search"].lower()
        inside = [range(span["start"], span["end"]) for span in labels.get(row["URN"], [])]
        known = [row[cell].lower() for cell in ("Person name", "Home address", "Vehicle registration") if row[cell]]
        shapes = [re.escape(word) for word in known] + [
            SHAPES["phone"],
            SHAPES["vrm"],
            r"\w+@mail\.example",
            r"\bic[1-6]\b",
        ]
        for hit in itertools.chain.from_iterable(re.finditer(shape, text, re.IGNORECASE) for shape in shapes):
            assert any(hit.start() in span for span in inside), (row["URN"], hit.group())


def test_each_kind_of_detail_is_there_to_practise_on(labels):
    kinds = Counter(span["kind"] for spans in labels.values() for span in spans)
    assert {"name", "address", "phone", "dob", "vrm", "officer", "collar", "ethnicity", "outcome", "place"} <= set(
        kinds
    )
    assert min(kinds[kind] for kind in ("name", "address", "phone", "dob", "vrm")) >= 10


@pytest.mark.parametrize(
    "oddity",
    [
        lambda row: row["Grounds for search"] == "",
        lambda row: "\n" in row["Grounds for search"],
        lambda row: '"' in row["Grounds for search"],
        lambda row: "ŵ" in row["Grounds for search"] + row["Person name"],
        lambda row: row["Search level"] == "EIP",
        lambda row: row["Search level"] == "EIP" and row["Age"] in ("14", "15", "16", "17"),
        lambda row: row["Search type"] == "Vehicle",
        lambda row: row["Search type"] == "Unattended vehicle",
        lambda row: row["Self-defined ethnicity"] == "NS" and row["Reason ethnicity not stated"],
        lambda row: row["Self-defined ethnicity"] == "NS" and not row["Reason ethnicity not stated"],
        lambda row: row["Self-defined ethnicity"] == "",
        lambda row: row["Power"] == "",
        lambda row: row["BWV"] == "Fault",
        lambda row: row["Outcome"] == "",
        lambda row: row["Grounds for search"].isupper(),
        lambda row: row["Age"] == "",
    ],
)
def test_oddities_are_there(rows, oddity):
    assert any(oddity(row) for row in rows)


def test_ten_drawn_cases_hardly_ever_share_their_words(rows):
    """Of all pairs of records with more than a line of grounds, next to none share half their sentences."""
    texts = [row["Grounds for search"] for row in rows if len(row["Grounds for search"]) > 90 and row["URN"]]
    sentences = [{s.strip().lower() for s in re.split(r"[.\n]+", text) if len(s.strip()) > 25} for text in texts]
    alike = sum(len(a & b) * 2 >= min(len(a), len(b)) > 0 for a, b in itertools.combinations(sentences, 2))
    pairs = len(texts) * (len(texts) - 1) // 2
    assert alike / pairs < 0.004


def test_the_mapping_knows_the_extract(rows):
    mapping = parse_mapping((root() / "mappings" / "force_stop_search.toml").read_bytes(), "force_stop_search.toml")
    known = set(mapping.columns) | set(mapping.ignored)
    assert set(HEADER) - known == {"Log number"}
    assert known <= set(HEADER)
    assert mapping.practice_column == "Practice data"


def test_the_open_data_file_is_the_published_one():
    data = (FOLDER / "cheshire-2025-06-stop-and-search.csv").read_bytes()
    assert hashlib.sha256(data).hexdigest() == "e8856e282794555357be76c8f27d689a8d85c71f976dfaf3c91fe31fea20e35b"
    assert b"Open Government Licence v3.0" in (FOLDER / "cheshire-2025-06-stop-and-search.LICENCE.md").read_bytes()


def test_dice_fall_the_same_everywhere():
    dice = Dice("a seed")
    assert [dice.below(100) for _ in range(5)] == [32, 69, 32, 43, 64]


def test_prose_notes_details_in_code_points():
    words = {"sex": "female", "name1": "Siân Glyndŵr", "other": "Jo Lunt"}
    spoken = speak(Dice("x"), "<He> is <name1>.¶With [name:<other>]{|}.", words)
    assert spoken.text == "She is Siân Glyndŵr.\nWith Jo Lunt."
    assert [spoken.text[start:end] for start, end, _ in spoken.spans] == ["Siân Glyndŵr", "Jo Lunt"]
