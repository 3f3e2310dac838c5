"""What holds for these practice extracts: made again to the byte, nobody real, labels that point where they say."""

import itertools
import re
from collections import Counter
from datetime import datetime

import pytest

from app.core.resources import root
from app.core.schemes.spelling import spelt
from app.intake.extract import open_extract
from app.intake.rows import CheckedRow, RowChecker
from tests.core.schemes.shipped import KINDS, mapping, scheme
from tests.practice.kept import EXTRACTS, Extract

SHAPES = {
    "phone": r"(?:07700 ?900 ?|\+44 7700 900 |01632 960)\d{3}",
    "vrm": r"[A-Z]{2}9[3-8] ?[A-Z]{3}",
    "collar": r"\d{4}",
    "email": r"[\w.-]+@mail\.example",
    "ethnicity": r"IC[1-6]",
    "dob": r"\d{2}/\d{2}/\d{4}|\d{2}\.\d{2}\.\d{2}|\d{1,2} [A-Z][a-z]+ \d{4}",
}
PERSONAL = ("subject_name", "subject_address", "subject_phone", "vrm", "other_party_name", "contact_name")


@pytest.fixture(params=EXTRACTS, ids=lambda extract: extract.kind)
def extract(request: pytest.FixtureRequest) -> Extract:
    return request.param


def test_made_again_to_the_byte(extract: Extract):
    made = extract.maker.make()
    assert set(made) == {f"{extract.name}.csv", f"{extract.name}.labels.json"}
    for name, data in made.items():
        assert data == (root() / "practice" / name).read_bytes(), name


def test_it_says_practice_in_every_row_and_in_its_own_readme(extract: Extract):
    assert 300 <= len(extract.rows) <= 340
    assert all(row["Practice data"] == "PRACTICE" and None not in row for row in extract.rows)
    readme = (root() / "practice" / f"practice-{extract.kind.replace('_', '-')}.README.md").read_text(encoding="utf-8")
    assert "Everything in it is invented" in readme
    assert str(len(extract.rows)) in readme


def test_the_layout_knows_all_columns_but_one(extract: Extract):
    layout = mapping(extract.layout)
    known = {*layout.columns, *layout.ignored}
    assert len(set(extract.rows[0]) - known) == 1
    assert known <= set(extract.rows[0])
    assert (layout.practice_column, layout.times) == ("Practice data", "local")
    assert extract.kind in layout.kinds


def test_times_are_read_and_stand_in_order(extract: Extract):
    times = [datetime.strptime(row[extract.when], "%d/%m/%Y %H:%M") for row in extract.rows]  # noqa: DTZ007
    assert times == sorted(times)
    assert {at.year for at in times} == {2025}


def test_one_row_without_a_reference_stands_there_twice(extract: Extract):
    counts = Counter(row[extract.reference] for row in extract.rows)
    assert counts.pop("") >= 3
    assert set(counts.values()) == {1}
    blank = Counter(tuple(row.items()) for row in extract.rows if not row[extract.reference])
    assert sorted(blank.values())[-2:] == [1, 2]
    every = Counter(tuple(row.items()) for row in extract.rows)
    assert [count for count in every.values() if count > 1] == [2]


def test_every_value_is_one_that_the_scheme_knows(extract: Extract):
    kind = scheme(extract.kind)
    for column, target in mapping(extract.layout).columns.items():
        field_id, _, code = target.partition(":")
        field = kind.field(field_id)
        values = {row[column] for row in extract.rows} - {""}
        if code or field.type == "yes_no":
            assert values <= {"Yes", "No"}, column
        elif field.type in ("code", "codes"):
            known = {spelt(word) for entry in kind.vocabularies[field.vocabulary] for word in (entry.code, *entry.also)}
            assert {spelt(word) for value in values for word in value.split(";")} <= known, column
        elif field.type == "integer":
            assert all(value.isdecimal() for value in values), column


def test_every_row_is_read_whole(extract: Extract):
    """No row is refused, no value is unknown, one column is left out, and the file is known as a practice file."""
    schemes = {kind: scheme(kind) for kind in KINDS}
    checker = RowChecker(schemes=schemes, kind=extract.kind, layout=mapping(extract.layout))
    rows = list(checker.check(open_extract(root() / "practice" / f"{extract.name}.csv")))
    read = [row for row in rows if isinstance(row, CheckedRow)]
    assert len(read) == len(rows) == len(extract.rows)
    assert {row.kind for row in read} == {extract.kind}
    assert (checker.tally.unknown, len(checker.tally.unmapped), checker.tally.practice) == ({}, 1, True)


def test_labels_point_at_what_they_name(extract: Extract):
    texts = {row[extract.reference]: row[extract.text] for row in extract.rows}
    for reference, spans in extract.labels.items():
        for span in spans:
            text = texts[reference][span["start"] : span["end"]]
            assert text and text == text.strip()
            if shape := SHAPES.get(span["kind"]):
                assert re.fullmatch(shape, text, re.IGNORECASE), (reference, span, text)


def test_labels_do_not_overlap_and_stand_in_order(extract: Extract):
    for spans in extract.labels.values():
        for one, two in itertools.pairwise(spans):
            assert one["end"] <= two["start"]


def test_no_planted_detail_is_left_unlabelled(extract: Extract):
    personal = [column for column, target in mapping(extract.layout).columns.items() if target in PERSONAL]
    shapes = [SHAPES["phone"], SHAPES["vrm"], SHAPES["email"], r"\bic[1-6]\b"]
    for row in extract.rows:
        inside = [range(span["start"], span["end"]) for span in extract.labels.get(row[extract.reference], [])]
        known = [re.escape(row[column]) for column in personal if row[column]]
        text = row[extract.text]
        for hit in itertools.chain.from_iterable(re.finditer(shape, text, re.IGNORECASE) for shape in known + shapes):
            assert any(hit.start() in span for span in inside), (row[extract.reference], hit.group())


def test_only_the_labelled_column_holds_details(extract: Extract):
    """The other long texts are about decisions: no telephone, plate, e-mail address or description of a person."""
    kind = scheme(extract.kind)
    columns = mapping(extract.layout).columns
    texts = [name for name, target in columns.items() if name != extract.text]
    texts = [name for name in texts if kind.field(columns[name].partition(":")[0]).type == "narrative"]
    shapes = (SHAPES["phone"], SHAPES["vrm"], SHAPES["email"], r"\bIC[1-6]\b")
    for row, name in itertools.product(extract.rows, texts):
        assert not any(re.search(shape, row[name], re.IGNORECASE) for shape in shapes), name


def test_there_is_enough_to_practise_on(extract: Extract):
    kinds = Counter(span["kind"] for spans in extract.labels.values() for span in spans)
    assert {"name", "address", "phone", "place", "ethnicity"} <= set(kinds)
    assert min(kinds[kind] for kind in ("name", "phone", "place")) >= 10
    texts = [row[extract.text] for row in extract.rows]
    assert any(text == "" for text in texts)
    assert any("\n" in text for text in texts)
    assert any(text.isupper() for text in texts)
    assert any(text.islower() for text in texts)
    assert max(map(len, texts)) > 150
    assert len(set(texts)) > 200
