"""The practice forms of force are made again to the byte, are nobody real, and hold what their README says."""

import csv
import io
import itertools
import json
import re
from collections import Counter, defaultdict
from datetime import datetime

import pytest

from app.core.resources import root
from app.core.schemes.parse import parse_mapping
from app.core.schemes.spelling import spelt
from tests.core.schemes.shipped import scheme
from tests.practice import make_use_of_force
from tests.practice.force_stock import HEADER

FOLDER = root() / "practice"
CSV = FOLDER / f"{make_use_of_force.NAME}.csv"
LABELS = FOLDER / f"{make_use_of_force.NAME}.labels.json"
MAPPING = "force_use_of_force.toml"
NARRATIVES = {"rationale": "Rationale", "injury_text": "Injury and first aid"}
SHAPES = {
    "phone": r"(?:07700 ?900|\+44 7700 900 |01632 960)\d{3}",
    "vrm": r"[A-Z]{2}9[3-8] ?[A-Z]{3}",
    "collar": r"\d{4}",
    "email": r"\w+@mail\.example",
    "ethnicity": r"IC[1-6]|a large black male",
    "dob": r"\d{2}/\d{2}/\d{4}|\d{2}\.\d{2}\.\d{2}|\d{1,2} [A-Z][a-z]+ \d{4}",
}
Row = dict[str, str]


@pytest.fixture(scope="module")
def rows() -> list[Row]:
    return list(csv.DictReader(io.StringIO(CSV.read_bytes().decode(), newline="")))


@pytest.fixture(scope="module")
def cases(rows: list[Row]) -> dict[tuple[str, str], list[Row]]:
    """The forms of each person in each incident, the row that stands twice once."""
    found: dict[tuple[str, str], list[Row]] = defaultdict(list)
    for row in rows:
        if row not in found[row["Incident ref"], row["Subject no"]]:
            found[row["Incident ref"], row["Subject no"]].append(row)
    return found


@pytest.fixture(scope="module")
def labels() -> dict[str, dict[str, list[dict]]]:
    return json.loads(LABELS.read_bytes())


def tactics(row: Row) -> list[str]:
    return [row[f"Tactic {number}"] for number in range(1, 7) if row[f"Tactic {number}"]]


# ------------------------------------------------------------------ bytes, references, times
def test_made_again_to_the_byte():
    extract, labels = make_use_of_force.make()
    assert extract == CSV.read_bytes()
    assert labels == LABELS.read_bytes()


def test_every_row_says_practice_and_has_every_column(rows):
    assert tuple(rows[0]) == HEADER
    assert all(row["Practice data"] == "PRACTICE" and None not in row for row in rows)


def test_a_form_is_one_officers_about_one_person_and_one_row_stands_twice(rows, cases):
    counts = Counter(row["Form ref"] for row in rows)
    (twice,) = [ref for ref, number in counts.items() if number > 1]
    one, other = [row for row in rows if row["Form ref"] == twice]
    assert one == other
    for forms in cases.values():
        assert len({row["Officer"] for row in forms}) == len(forms) <= 5


def test_times_are_wall_clock_around_june_and_forms_of_a_case_are_minutes_apart(rows, cases):
    assert {row["Date"][3:] for row in rows} <= {"05/2025", "06/2025", "07/2025"}
    for forms in cases.values():
        times = [datetime.strptime(f"{r['Date']} {r['Time']}", "%d/%m/%Y %H:%M") for r in forms if r["Time"]]  # noqa: DTZ007
        assert not times or (max(times) - min(times)).total_seconds() <= 300


# ------------------------------------------------------------------ the counts that the README states
def test_the_readme_states_what_is_there(rows, cases):
    words = " ".join((FOLDER / "practice-use-of-force.README.md").read_text(encoding="utf-8").split())
    sizes = Counter(len(forms) for forms in cases.values())
    short = sum(max(int(r["Officers using force"]) for r in forms) > len(forms) for forms in cases.values())

    def cases_with(rule) -> int:
        return sum(any(map(rule, forms)) for forms in cases.values())

    for said in (
        f"{len(rows)} rows",
        f"{len(cases)} cases",
        f"{len({incident for incident, _ in cases})} incidents",
        *(f"{sizes[size]} have {name}" for size, name in enumerate(("one", "two", "three", "four", "five"), start=1)),
        f"{short} cases have fewer forms",
        f"{cases_with(_child)} are of children",
        f"{cases_with(_hurt)} with an injury of the person",
        f"{cases_with(lambda row: 'CED (Taser) fired' in tactics(row))} with a Taser fired",
        f"{cases_with(lambda row: 'Spit guard' in tactics(row))} with a spit guard",
        f"{cases_with(lambda row: row['Linked search'] != '')} name a search",
        f"{cases_with(lambda row: row['Custody record'] != '')} name a custody record",
    ):
        assert said in words, said
    assert len(cases) >= 300
    assert len(rows) >= 450


def _child(row: Row) -> bool:
    return row["Age band"] in ("0-10", "11-17") or (row["Age"] != "" and int(row["Age"]) < 18)


def _hurt(row: Row) -> bool:
    return row["Subject injured"] == "Yes"


@pytest.mark.parametrize("column", ["Age", "Perceived ethnicity", "Outcome", "Officers using force"])
def test_forms_of_a_case_do_not_always_agree(cases, column: str):
    differ = sum(len({row[column] for row in forms} - {""}) > 1 for forms in cases.values())
    assert 5 <= differ <= 40


@pytest.mark.parametrize(
    "oddity",
    [
        lambda row: row["Rationale"] == "",
        lambda row: row["Rationale"] in (".", "N/A"),
        lambda row: "\n" in row["Rationale"],
        lambda row: len(row["Rationale"]) > 450,
        lambda row: row["Rationale"].isupper() and len(row["Rationale"]) > 30,
        lambda row: row["Time"] == "",
        lambda row: row["LPU"] == "",
        lambda row: row["Age"] == "" and row["Age band"] == "",
        lambda row: row["Self-defined ethnicity"] == "NS" and row["Reason ethnicity not stated"],
        lambda row: row["Self-defined ethnicity"] == "NS" and not row["Reason ethnicity not stated"],
        lambda row: row["Self-defined ethnicity"] == "",
        lambda row: row["BWV"] == "Fault",
        lambda row: row["Subject conduct"] == "",
        lambda row: row["Legal power"] == "",
        lambda row: row["Subject no"] == "2",
        lambda row: row["Impact: mental health"] == "Yes",
        lambda row: row["Impact: acute behavioural disturbance"] == "Yes",
        lambda row: row["Officer injured"] == "Yes",
        lambda row: row["Outcome"] == "Detained - Mental Health Act",
        lambda row: row["Location type"] == "Custody block",
        lambda row: tactics(row) == ["Compliant handcuffing"],
        lambda row: len(tactics(row)) != len(set(tactics(row))),
        lambda row: "Dog bite" in tactics(row),
        lambda row: _child(row) and "CED (Taser) fired" not in tactics(row),
    ],
)
def test_oddities_are_there(rows, oddity):
    assert any(oddity(row) for row in rows)


def test_searches_and_their_forms_name_each_other_but_for_one_each(rows):
    path = FOLDER / "practice-stop-search-2025-06.csv"
    searches = list(csv.DictReader(io.StringIO(path.read_bytes().decode(), newline="")))
    forms = {row["Form ref"]: row for row in rows}
    named = {row["Use of force form"]: row for row in searches if row["Use of force form"]}
    assert set(named) - set(forms) == {make_use_of_force.NOT_THERE}
    for ref, search in named.items():
        if ref in forms:
            assert forms[ref]["Officer"] == search["Officer"]
            assert forms[ref]["LPU"] in (search["LPU"], "")
            assert forms[ref]["Date"] == search["Search date/time"][:10]
            assert forms[ref]["Linked search"] == search["URN"]
    urns = {row["URN"] for row in searches} | {""}
    assert {row["Linked search"] for row in rows} - urns == {"PSS/25/09999"}


# ------------------------------------------------------------------ labels
def test_labels_point_at_what_they_name(rows, labels):
    forms = {row["Form ref"]: row for row in rows}
    for ref, fields in labels.items():
        for name, spans in fields.items():
            for span in spans:
                text = forms[ref][NARRATIVES[name]][span["start"] : span["end"]]
                assert text and text == text.strip()
                if shape := SHAPES.get(span["kind"]):
                    assert re.fullmatch(shape, text, re.IGNORECASE), (ref, span, text)
            for one, two in itertools.pairwise(spans):
                assert one["end"] <= two["start"]


def test_no_planted_detail_is_left_unlabelled(rows, labels):
    for row in rows:
        known = [re.escape(row[cell]) for cell in ("Person name", "Home address") if row[cell]]
        shapes = [*known, SHAPES["phone"], SHAPES["vrm"], SHAPES["email"], r"\bIC[1-6]\b", r"\bPC [A-Z]\w+"]
        for name, column in NARRATIVES.items():
            inside = [range(s["start"], s["end"]) for s in labels.get(row["Form ref"], {}).get(name, [])]
            for shape in shapes:
                for hit in re.finditer(shape, row[column], re.IGNORECASE):
                    assert any(hit.start() in span for span in inside), (row["Form ref"], hit.group())


def test_each_kind_of_detail_is_there_to_practise_on(labels):
    kinds = Counter(span["kind"] for fields in labels.values() for spans in fields.values() for span in spans)
    assert {"officer", "place", "collar", "email", "reference", "vrm", "dob"} <= set(kinds)
    assert min(kinds[kind] for kind in ("name", "address", "phone", "ethnicity", "outcome")) >= 10


def test_ten_drawn_forms_hardly_ever_share_their_words(rows):
    """Of all pairs of forms with more than a line of words, next to none share half their sentences."""
    texts = [row["Rationale"] for row in rows if len(row["Rationale"]) > 90]
    sentences = [{s.strip().lower() for s in re.split(r"[.\n]+", text) if len(s.strip()) > 25} for text in texts]
    alike = sum(len(a & b) * 2 >= min(len(a), len(b)) > 0 for a, b in itertools.combinations(sentences, 2))
    assert alike / (len(texts) * (len(texts) - 1) // 2) < 0.015


# ------------------------------------------------------------------ the mapping
def test_the_mapping_knows_the_extract():
    mapping = parse_mapping((root() / "mappings" / MAPPING).read_bytes(), MAPPING)
    known = set(mapping.columns) | set(mapping.ignored)
    assert set(HEADER) - known == {"Entry number"}
    assert known <= set(HEADER)
    assert mapping.practice_column == "Practice data"


def test_every_coded_value_has_its_code(rows):
    kind = scheme("use_of_force")
    mapping = parse_mapping((root() / "mappings" / MAPPING).read_bytes(), MAPPING)
    for column, target in mapping.columns.items():
        field_id, colon, _ = target.partition(":")
        field = kind.field(field_id)
        values = {row[column] for row in rows} - {""}
        if field.type == "yes_no" or colon:
            assert values <= {"Yes", "No"}, column
        elif field.type in ("code", "codes"):
            codes = kind.vocabularies[field.vocabulary]
            known = {spelt(text) for code in codes for text in (code.code, code.label["en"], *code.also)}
            listed = {part for value in values for part in (value.split(";") if field.type == "codes" else [value])}
            assert {spelt(value) for value in listed} <= known, column
