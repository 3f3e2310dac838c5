"""The practice custody files are made again to the byte, are nobody real, and their labels point where they say."""

import csv
import io
import itertools
import json
import re
from collections import Counter
from datetime import datetime

import pytest

from app.core.resources import root
from app.core.schemes.spec import LIST, Field, Mapping, Scheme
from app.core.schemes.spelling import spelt
from tests.core.schemes.shipped import mapping, scheme
from tests.practice import make_custody
from tests.practice.test_stop_search import SHAPES

FOLDER = root() / "practice"
FILES = {
    "force_custody": make_custody.DETENTIONS_FILE,
    "force_custody_log": make_custody.LOG_FILE,
    "force_custody_reviews": make_custody.REVIEWS_FILE,
}
Rows = list[dict[str, str]]


def read(name: str) -> Rows:
    """The rows of a practice file."""
    return list(csv.DictReader(io.StringIO((FOLDER / f"{name}.csv").read_bytes().decode(), newline="")))


@pytest.fixture(scope="module")
def rows() -> Rows:
    return read(make_custody.DETENTIONS_FILE)


@pytest.fixture(scope="module")
def log() -> Rows:
    return read(make_custody.LOG_FILE)


@pytest.fixture(scope="module")
def reviews() -> Rows:
    return read(make_custody.REVIEWS_FILE)


@pytest.fixture(scope="module")
def labels() -> dict[str, dict[str, list[dict]]]:
    return json.loads((FOLDER / f"{make_custody.DETENTIONS_FILE}.labels.json").read_bytes())


@pytest.fixture(scope="module")
def narratives(rows: Rows, log: Rows, reviews: Rows) -> dict[tuple[str, str], str]:
    """Every narrative by reference and by the name under which its labels stand."""
    named = {field.id for field in scheme("custody").fields if field.type == "narrative"}
    columns = [column for column, field in mapping("force_custody").columns.items() if field in named]
    told = {(row["Custody reference"], column): row[column] for row in rows for column in columns}
    told |= {(row["Custody reference"], f"Entry {row['Entry number']}"): row["Entry"] for row in log}
    told |= {(row["Custody reference"], f"Review {row['Review number']}"): row["Representations"] for row in reviews}
    return told


def test_made_again_to_the_byte():
    made = make_custody.make()
    assert set(made) == {f"{name}.csv" for name in FILES.values()} | {f"{make_custody.DETENTIONS_FILE}.labels.json"}
    for name, data in made.items():
        assert data == (FOLDER / name).read_bytes(), name


@pytest.mark.parametrize("layout", FILES)
def test_every_row_says_practice_and_the_layout_knows_the_columns(layout: str):
    found, known = read(FILES[layout]), mapping(layout)
    assert all(row["Practice data"] == "PRACTICE" and None not in row for row in found)
    assert set(found[0]) - set(known.columns) - set(known.ignored) == ({"Cell"} if layout == "force_custody" else set())
    assert set(known.columns) <= set(found[0])
    assert all(any(row[column] for row in found) for column in known.columns), "a column that nothing ever fills"


def test_size(rows: Rows, log: Rows, reviews: Rows):
    assert len(rows) == make_custody.DETENTIONS + 1
    assert len(log) >= 8 * len(rows)
    assert len(reviews) >= 300


def test_a_detention_stands_there_twice_and_is_the_same(rows: Rows):
    twice = [ref for ref, count in Counter(row["Custody reference"] for row in rows).items() if count > 1]
    assert len(twice) == 1
    one, two = (row for row in rows if row["Custody reference"] == twice[0])
    assert one == two


def test_some_rows_of_the_other_files_name_a_detention_that_is_not_there(rows: Rows, log: Rows, reviews: Rows):
    known = {row["Custody reference"] for row in rows}
    assert sum(row["Custody reference"] not in known for row in log) == 7
    assert sum(row["Custody reference"] not in known for row in reviews) == 1
    assert known <= {row["Custody reference"] for row in log}, "every detention has a log"


def values(parsed: Scheme, field: Field) -> set[str]:
    """The spellings that a coded field knows."""
    return {spelt(text) for code in parsed.vocabularies[field.vocabulary] for text in (code.code, *code.also)}


def cells(layout: Mapping, found: Rows) -> list[tuple[Field, str]]:
    """The filled cells of a file with the fields that they fill."""
    fields = {field.id: field for field in scheme("custody").fields_of(layout.part)}
    return [(fields[name], row[column]) for column, name in layout.columns.items() for row in found if row[column]]


@pytest.mark.parametrize("layout", FILES)
def test_every_cell_can_be_read(layout: str):
    for field, cell in cells(mapping(layout), read(FILES[layout])):
        if field.type == "code":
            assert spelt(cell) in values(scheme("custody"), field), (field.id, cell)
        elif field.type == "codes":
            assert {spelt(part) for part in cell.split(LIST)} <= values(scheme("custody"), field), (field.id, cell)
        elif field.type == "yes_no":
            assert cell in ("Yes", "No"), (field.id, cell)
        elif field.type == "integer":
            assert cell.isdecimal(), (field.id, cell)
        elif field.type in ("time", "date"):
            assert datetime.strptime(cell, "%d/%m/%Y %H:%M" if field.type == "time" else "%d/%m/%Y"), field.id  # noqa: DTZ007


def test_arrivals_are_in_june_and_in_order(rows: Rows):
    times = [datetime.strptime(row["Arrival"], "%d/%m/%Y %H:%M") for row in rows]  # noqa: DTZ007
    assert all((when.year, when.month) in ((2025, 6), (2025, 7)) for when in times)
    assert times == sorted(times)


def test_whoever_was_searched_and_arrested_is_met_again(rows: Rows):
    searches = {row["URN"]: row for row in read("practice-stop-search-2025-06") if row["URN"]}
    linked = [row for row in rows if row["Stop and search record"]]
    assert len(linked) >= 20
    for row in linked:
        search = searches[row["Stop and search record"]]
        assert search["Outcome"] == "Arrested"
        assert (search["Officer"], search["LPU"]) == (row["Arresting officer"], row["LPU of arrest"])
        assert search["Use of force form"] in row["Use of force forms"]


def test_force_and_custody_name_each_other(rows: Rows):
    """Each form of force that names a custody record finds it, and is among the forms which that record names."""
    held = {row["Custody reference"]: row for row in rows}
    forms = [row for row in read("practice-use-of-force-2025-06") if row["Custody record"]]
    assert len(forms) >= 50
    for form in forms:
        assert form["Form ref"] in held[form["Custody record"]]["Use of force forms"].split("; ")
    inside = [form for form in forms if form["Location type"] == "Custody block"]
    assert inside
    assert all(held[form["Custody record"]]["Officers who used force"] > "0" for form in inside)


# ------------------------------------------------------------------ planted details
def test_labels_point_at_what_they_name(narratives, labels):
    for ref, columns in labels.items():
        for column, spans in columns.items():
            for span in spans:
                text = narratives[ref, column][span["start"] : span["end"]]
                assert text and text == text.strip(), (ref, column)
                if shape := SHAPES.get(span["kind"]):
                    assert re.fullmatch(shape, text, re.IGNORECASE), (ref, column, text)
            assert all(one["end"] <= two["start"] for one, two in itertools.pairwise(spans))


def test_no_planted_detail_is_left_unlabelled(rows: Rows, narratives, labels):
    """A name or address of the row's own person, a phone or a plate in a narrative always stands in a span."""
    own = {row["Custody reference"]: [row["Detainee name"], row["Home address"]] for row in rows}
    for (ref, column), text in narratives.items():
        inside = [range(span["start"], span["end"]) for span in labels.get(ref, {}).get(column, [])]
        shapes = [re.escape(known) for known in own.get(ref, []) if known] + [
            SHAPES["phone"],
            SHAPES["vrm"],
            r"\bPC \w+",
        ]
        for hit in itertools.chain.from_iterable(re.finditer(shape, text) for shape in shapes):
            assert any(hit.start() in span for span in inside), (ref, column, hit.group())


def test_each_kind_of_detail_is_there_to_practise_on(labels):
    kinds = Counter(span["kind"] for columns in labels.values() for spans in columns.values() for span in spans)
    assert {"name", "address", "phone", "vrm", "officer", "place", "ethnicity", "outcome"} <= set(kinds)
    assert min(kinds[kind] for kind in ("name", "address", "phone", "officer", "outcome")) >= 10


# ------------------------------------------------------------------ what there is to notice
def child(row: dict[str, str]) -> bool:
    """Whether a row's person is known to be under 18."""
    return bool(row["Age"]) and int(row["Age"]) < 18


@pytest.mark.parametrize(
    ("least", "oddity"),
    [
        (20, lambda row: row["Grounds for detention"] == ""),
        (20, lambda row: row["Strip search"] == "Yes"),
        (5, lambda row: row["Strip search"] == "Yes" and child(row)),
        (3, lambda row: row["Strip search AA"] in ("Not present", "Urgent - not waited for") and child(row)),
        (1, lambda row: row["Strip search"] == "Yes" and not row["Strip search reason"]),
        (10, lambda row: row["Child overnight"] == "Pre-charge"),
        (5, lambda row: row["Child overnight"] == "Post-charge"),
        (15, lambda row: row["Anti-rip clothing"] == "Yes"),
        (8, lambda row: row["Spit guard"] == "Yes"),
        (5, lambda row: row["Force forms on file"] and row["Force forms on file"] < row["Officers who used force"]),
        (30, lambda row: row["Review late"] == "Yes"),
        (3, lambda row: row["Extension"] == "Superintendent"),
        (10, lambda row: row["Interpreter needed"] == "Yes"),
        (10, lambda row: row["Self-defined ethnicity"] == "NS" and row["Reason ethnicity not stated"]),
        (3, lambda row: row["Self-defined ethnicity"] == "NS" and not row["Reason ethnicity not stated"]),
        (10, lambda row: row["Self-defined ethnicity"] == ""),
        (5, lambda row: row["Outcome"] == ""),
        (3, lambda row: row["Age"] == ""),
        (3, lambda row: "\n" in row["Grounds for detention"] + row["Force in custody"]),
        (1, lambda row: '"' in row["Grounds for detention"] + row["Reason advice declined"]),
        (1, lambda row: row["Intimate search"] == "Yes"),
    ],
)  # fmt: skip
def test_oddities_are_there(rows: Rows, least: int, oddity):
    assert sum(bool(oddity(row)) for row in rows) >= least


def test_reviews_are_late_missed_and_by_superintendents_too(reviews: Rows):
    assert sum(row["Late"] == "Yes" and bool(row["Done"]) for row in reviews) >= 20
    assert sum(not row["Done"] for row in reviews) >= 5
    assert {row["Review type"] for row in reviews} == {"6 hour", "9 hour", "Supt extension"}


def test_log_entries_lack_a_number_or_a_word_here_and_there(log: Rows):
    assert sum(not row["Entry number"] for row in log) >= 3
    assert sum(not row["Entry"] for row in log) >= 5
    assert sum(not row["Entry time"] for row in log) >= 5
