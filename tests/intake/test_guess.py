"""The guess: what each column of a file nobody has seen fills, and which kind the file holds."""

import csv
import json
import os
import subprocess
import sys
from pathlib import Path

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.core import resources
from app.core.errors import AppError
from app.core.schemes.spec import Mapping as Layout
from app.core.schemes.synonyms import Synonyms, parse_synonyms, synonyms_for
from app.intake.drafts import choices_of
from app.intake.guessing.guess import Guess
from app.intake.guessing.headings import Reader
from app.intake.guessing.kinds import guess_kind
from tests.intake.extracts import CHESHIRE_JUNE, POLICE_UK, SAVED_BY_R, SOUTH_WALES, published
from tests.intake.headers import guess, invented, library, marks, synonyms

PRACTICE_EXTRACT = resources.root() / "practice" / "practice-stop-search-2025-06.csv"
LATER = ("hate_export", "mobile_app_search", "custody_reviews")
"""Files of headings that the guess was not mended on."""

KINDS = [(kind, part) for kind, scheme in library().schemes.items() for part in ("", *(p.id for p in scheme.parts))]


def rows_of(file: Path, count: int = 200) -> tuple[list[str], list[list[str]]]:
    with file.open(encoding="utf-8-sig", newline="") as lines:
        header, *rows = list(csv.reader(lines))[: count + 1]
    return header, rows


def layout(name: str) -> Layout:
    return next(layout for layout in library().layouts if layout.id == name)


def filled(found: Guess) -> dict[str, str]:
    return {choice.column: choice.field for choice in found.choices if choice.field}


# ------------------------------------------------------------------ how well it does
def test_over_all_invented_headers_hardly_a_column_is_wrong_or_missed() -> None:
    all_marks = [marks(name, headers) for name, headers in invented().items()]
    right = sum(mark.right for mark in all_marks)
    wrong = [text for mark in all_marks for text in mark.wrong]
    missed = [text for mark in all_marks for text in mark.missed]
    assert len(all_marks) >= 16
    assert right / (right + len(wrong)) >= 0.99, wrong
    assert right / (right + len(missed)) >= 0.98, missed


def test_on_headers_it_was_not_mended_on_it_does_nearly_as_well() -> None:
    found = [marks(name, invented()[name]) for name in LATER]
    right, wrong = sum(mark.right for mark in found), sum(len(mark.wrong) for mark in found)
    missed = sum(len(mark.missed) for mark in found)
    assert right / (right + wrong) >= 0.95
    assert right / (right + missed) >= 0.92


@pytest.mark.parametrize("name", invented())
def test_the_kind_of_a_file_is_told_by_its_headings(name: str) -> None:
    headers = invented()[name]
    first, *_ = guess_kind(library().schemes, list(headers.columns), headers.rows, synonyms())
    assert (first.kind, first.guess.part) == (headers.kind, headers.part)


# ------------------------------------------------------------------ files that are known
def test_the_layouts_we_ship_are_what_would_be_guessed(tmp_path: Path) -> None:
    for file, name in ((CHESHIRE_JUNE, "police_uk"), (PRACTICE_EXTRACT, "force_stop_search")):
        assert filled(guess("stop_search", *rows_of(file))) == layout(name).columns


@pytest.mark.parametrize("spell", [str.upper, str.lower, lambda name: name.replace(" ", "_").replace("-", "_")])
def test_open_data_is_known_however_its_headings_are_spelt(spell: "type[str.upper]") -> None:
    header = [spell(name) for name in POLICE_UK]
    assert list(filled(guess("stop_search", header)).values()) == [
        layout("police_uk").columns[name] for name in POLICE_UK
    ]


def test_a_month_saved_again_by_r(tmp_path: Path) -> None:
    found = filled(guess("stop_search", *rows_of(published(SAVED_BY_R, tmp_path))))
    assert found == {
        "type": "subject_kind",
        "date": "searched_at",
        "operation": "operation_part",
        "operation2": "operation",
        "latitude": "latitude",
        "longitude": "longitude",
        "gender": "gender",
        "age": "age_band",
        "ethnic": "sde_code",
        "officer_ethnic": "ode_code",
        "legislation": "power",
        "objectofsearch": "object",
        "outcome": "outcome",
        "outcome_link": "outcome_linked",
        "clothing_rm": "more_than_outer",
    }


def test_a_column_without_a_name_fills_nothing(tmp_path: Path) -> None:
    header, rows = rows_of(published(SOUTH_WALES, tmp_path))
    first, *others = guess("stop_search", header, rows).choices
    assert (first.column, first.field) == ("", "")
    assert all(choice.field for choice in others)


# ------------------------------------------------------------------ by values
def test_a_heading_that_says_nothing_is_read_by_its_values() -> None:
    grounds = "Seen to pass a small wrap to another male who handed over cash, then both walked away quickly."
    rows = [["B1", "s23 MDA", grounds, "x", "14/06/2025 21:05"], ["W1", "s1 PACE", grounds, "x", "15/06/2025 01:10"]]
    found = guess("stop_search", ["c1", "c2", "c3", "c4", "c5"], rows * 4)
    assert [choice.field for choice in found.choices] == ["sde_code", "power", "grounds", "", "searched_at"]
    assert {choice.sure for choice in found.choices} == {"values", "none"}


def test_values_that_do_not_fit_keep_a_column_from_a_field() -> None:
    found = guess("stop_search", ["Search date", "Age"], [["north", "17 to 20"], ["south", "over 60"]])
    assert filled(found) == {}


@pytest.mark.parametrize("heading", ["Subject age", "SubjectAge", "Age", "Perceived age"])
def test_an_age_in_years_and_an_age_in_bands_are_told_apart_by_their_values(heading: str) -> None:
    for values, field in [
        (["15", "33"], "age"), (["15", "U/K", "33"], "age"), (["11-17", "18-34", "65 and over"], "age_band"),
        ([], "age"),
    ]:  # fmt: skip
        found = guess("use_of_force", [heading], [[value] for value in values])
        assert filled(found) == {heading: field}, values


@pytest.mark.parametrize("word", ["U/K", "N/K", "Unknown", "Not known", "n/a", "NULL", "?"])
def test_cells_that_say_nothing_speak_against_no_known_heading(word: str) -> None:
    header, rows = ["Age", "Search date"], [["22", "13/11/2025 14:00"], [word, word], ["17", word], [word, word]]
    found = guess("stop_search", header, rows)
    assert [(choice.field, choice.sure) for choice in found.choices] == [("age", "exact"), ("searched_at", "exact")]


def test_several_columns_for_one_field_the_best_gets_it() -> None:
    found = guess("stop_search", ["Outcome", "Result", "Date", "Search date"])
    assert filled(found) == {"Outcome": "outcome", "Date": "searched_at"}


# ------------------------------------------------------------------ columns that join
@pytest.mark.parametrize(
    ("header", "rows"),
    [
        (["Search date", "Search time"], []),
        (["Search date", "Search time"], [["14/06/2025", "21:05"], ["15/06/2025", "01:10"]]),
        (["Date", "Clock"], [["2025-06-14", "21:05:00"], ["2025-06-15", "01:10:00"]]),
        (["DATE_OF_SEARCH", "TIME_OF_SEARCH"], [["14 Jun 2025", "9:05 pm"]]),
        (["Search date", "Search time"], [["14/06/2025 00:00:00", "21:05"], ["15/06/2025 00:00:00", "01:10"]]),
        (["Search date", "Search time"], [["6/14/2025 12:00:00 AM", "9:05 PM"]]),
        (["Search date", "Search time"], [["14/06/2025", "30/12/1899 21:05:00"]]),
        (["Search date", "Search time"], [["2025-06-14", "1900-01-01T21:05:00"]]),
        (["Search date", "Search time"], [["14/06/2025", "2105"], ["15/06/2025", "57"]]),
        (["Search date", "Search time"], [["45822", "0.878472222222222"]]),
        (["Search date", "Search time"], [["June 14, 2025", "2105hrs"]]),
    ],
)
def test_a_day_and_a_time_are_one_moment(header: list[str], rows: list[list[str]]) -> None:
    assert filled(guess("stop_search", header, rows)) == dict.fromkeys(header, "searched_at")


def test_two_days_with_their_times_are_not_mixed_up() -> None:
    header = ["Search date", "Recorded date", "Recorded time", "Search time"]
    assert [choice.field for choice in guess("stop_search", header).choices] == [
        "searched_at", "recorded_at", "recorded_at", "searched_at",
    ]  # fmt: skip


def test_a_time_beside_a_whole_moment_is_not_joined_to_it() -> None:
    rows = [["14/06/2025 21:05", "21:05"], ["15/06/2025 01:10", "01:10"]]
    assert filled(guess("stop_search", ["Date", "Time"], rows)) == {"Date": "searched_at"}


def test_how_long_it_took_is_no_time_of_day() -> None:
    rows = [["14/06/2025", "10"], ["15/06/2025", "25"]]
    assert filled(guess("stop_search", ["Search date", "Time taken"], rows))["Search date"] == "searched_at"
    assert filled(guess("stop_search", ["Search date", "Time taken"], rows)).get("Time taken") != "searched_at"


def test_numbered_columns_make_one_list() -> None:
    header = ["Tactic 1", "Tactic 2", "Tactic 10"]
    assert filled(guess("use_of_force", header)) == dict.fromkeys(header, "tactics")


def test_columns_of_yes_and_no_stand_for_a_code_each() -> None:
    header = ["Impact Factor: Alcohol", "Crowd", "Reason for Force: Other", "Impact factor: other", "Other"]
    rows = [["Yes", "No", "No", "Yes", "Yes"], ["No", "No", "Yes", "No", "No"]]
    assert filled(guess("use_of_force", header, rows)) == {
        "Impact Factor: Alcohol": "impact_factors:alcohol",
        "Crowd": "impact_factors:crowd",
        "Reason for Force: Other": "reasons_for_force:other",
        "Impact factor: other": "impact_factors:other",
    }, "“Other” alone is a code of several lists"


# ------------------------------------------------------------------ who a person is
PERSONAL = (
    "Name", "Surname", "Forename(s)", "Date of Birth", "D.O.B.", "Home Address", "Postcode", "Mobile No", "E-mail",
    "Telephone", "Nominal", "SUBJ_SURNAME", "personFullName", "Officer Name", "Subject address line 1", "Email address",
)  # fmt: skip


@pytest.mark.parametrize("heading", PERSONAL)
@pytest.mark.parametrize(("kind", "part"), KINDS)
def test_a_column_about_a_person_never_fills_a_shown_field(kind: str, part: str, heading: str) -> None:
    identity = {field.id for field in library().scheme(kind).fields_of(part) if "identity" in field.use}
    assert guess(kind, [heading], part=part).choices[0].field in {"", *identity}


@pytest.mark.parametrize(
    ("values", "heading"),
    [(["07700 900123", "01606 551234"], "Location"), (["a@example.org", "b@example.org"], "Place"),
     (["CW1 2AB", "SK10 1AA"], "Location"), (["02/03/1961", "05/11/2009"], "Date")],
)  # fmt: skip
def test_values_about_a_person_keep_a_column_from_a_shown_field(values: list[str], heading: str) -> None:
    (choice,) = guess("stop_search", [heading], [[value] for value in values]).choices
    assert choice.field == ""
    assert "who a person is" in choice.why


def test_officers_by_name_are_kept_to_redact_with() -> None:
    names = [["PC Ferns"], ["PC 4411 Hughes"], ["Malik, Sana"], ["DC O'Neill"]]
    assert guess("stop_search", ["Officer"], names).choices[0].field == "officer_name"
    assert guess("stop_search", ["Officer"], [["4840"], ["PC5120"], ["4411"]]).choices[0].field == "officer_id"


def test_the_name_of_a_thing_is_no_persons_name() -> None:
    header = ["Operation name", "Team name"]
    assert [choice.field for choice in guess("stop_search", header).choices] == ["operation", "team"]


# ------------------------------------------------------------------ whatever is in the file
HEADINGS = st.lists(
    st.one_of(st.text(max_size=20), st.sampled_from([*POLICE_UK, *PERSONAL, "Time", "Tactic 1"])), max_size=8
)


@settings(max_examples=60, deadline=None)
@given(header=HEADINGS, cells=st.lists(st.lists(st.text(max_size=12), max_size=9), max_size=3))
def test_any_file_gets_a_guess_that_a_mapping_could_hold(header: list[str], cells: list[list[str]]) -> None:
    found = guess("stop_search", header, cells)
    ids = {field.id for field in library().scheme("stop_search").fields}
    chosen = [choice for choice in found.choices if choice.field]
    assert [choice.column for choice in found.choices] == header
    assert {choice.field.split(":")[0] for choice in chosen} <= ids
    times = [choice.field for choice in chosen if choice.field in ("searched_at", "recorded_at")]
    others = [choice.field for choice in chosen if choice.field not in ("searched_at", "recorded_at")]
    assert len(set(others)) == len(others)
    assert all(times.count(name) <= 2 for name in times)


def test_ten_thousand_columns_are_looked_at_in_a_moment() -> None:
    header = [f"Column {number} of search" for number in range(10_000)]
    assert len(guess("stop_search", header).choices) == 10_000


# ------------------------------------------------------------------ the lists themselves
@pytest.mark.parametrize(("kind", "part"), KINDS)
def test_no_heading_means_two_fields_of_one_kind(kind: str, part: str) -> None:
    joined = synonyms_for(synonyms(), kind, part)
    reader, means = Reader(joined), dict[frozenset[str], str]()
    for field in library().scheme(kind).fields_of(part):
        for heading in joined.fields.get(field.id, ()):
            assert means.setdefault(frozenset(reader.words(heading)), field.id) == field.id, heading


@pytest.mark.parametrize(("kind", "part"), KINDS)
def test_every_kind_has_headings_of_its_own_and_only_for_its_fields(kind: str, part: str) -> None:
    own = [file for file in synonyms() if kind in file.kinds and file.part == part]
    assert own
    named = {name for file in own for name in file.fields}
    assert named <= {field.id for field in library().scheme(kind).fields_of(part)}


def test_a_key_that_is_not_known_is_refused_by_name() -> None:
    with pytest.raises(AppError, match=r"mine.toml cannot be used: .*`feilds`"):
        parse_synonyms(b'[feilds]\nurn = ["Ref"]', "mine.toml")
    with pytest.raises(AppError, match=r"mine.toml cannot be used"):
        parse_synonyms(b"[fields", "mine.toml")


def test_a_kinds_own_heading_takes_it_from_the_common_field() -> None:
    common = Synonyms(fields={"team": ("Section", "Team")})
    own = msgspec.structs.replace(common, kinds=("k",), fields={"power": ("section",)})
    assert synonyms_for([common, own], "k").fields == {"team": ("Team",), "power": ("section",)}


# ------------------------------------------------------------------ what a review of invented exports found
@pytest.mark.parametrize(
    "header",
    [
        ["Primary Tactic", "Tactic 2", "Tactic 3"],
        ["Main tactic", "Tactic 2"],
        ["First tactic", "Second tactic", "Third tactic"],
        ["Tactic (primary)", "Tactic 2"],
    ],
)
def test_a_list_may_be_numbered_by_words(header: list[str]) -> None:
    others = ["Primary conduct", "Main duty"]
    expected = {**dict.fromkeys(header, "tactics"), "Primary conduct": "primary_conduct", "Main duty": "main_duty"}
    assert filled(guess("use_of_force", [*header, *others])) == expected


@pytest.mark.parametrize("values", [["Yes - EIP", "No - not needed"], ["Yes (partly)", "No"], ["Y", "N"]])
def test_a_known_heading_beats_a_likeness(values: list[str]) -> None:
    found = guess("custody", ["Strip Search?"], [[value] for value in values])
    assert filled(found) == {"Strip Search?": "strip_search"}


def test_a_known_heading_whose_values_do_not_fit_is_given_to_no_likeness() -> None:
    assert filled(guess("custody", ["Strip Search?"], [["in cell 4"], ["by the desk"]])) == {}


PEOPLE = ("Victim", "Suspect", "Complainant", "Nominal", "Detainee", "Driver", "Informant", "Witness")


@pytest.mark.parametrize("person", PEOPLE)
@pytest.mark.parametrize("kind", library().schemes)
def test_a_heading_of_nothing_but_a_person_is_a_name(kind: str, person: str) -> None:
    rows = [["Quillfeather"], ["Brackenbury"]] * 5
    scheme = library().scheme(kind)
    for heading in (person, f"{person} name", f"{person} Forename", f"{person} Surname", f"{person} 2"):
        (choice,) = choices_of(scheme, guess(kind, [heading], rows), rows)
        assert (choice.field, choice.examples) == ("", ())
        assert "who a person is" in choice.why


@pytest.mark.parametrize("seed", ["1", "2", "3"])
def test_the_guess_does_not_vary_between_runs(seed: str) -> None:
    headers = [list(found.columns) for found in invented().values() if found.kind == "stop_search"]
    headers.append(["Power of it", "Search power used", "Place of find"])
    told = "import json, sys; from tests.intake.headers import guess\n"
    told += "print([repr(guess('stop_search', header)) for header in json.loads(sys.argv[1])])"
    run = subprocess.run(
        [sys.executable, "-c", told, json.dumps(headers)],
        env={**os.environ, "PYTHONHASHSEED": seed}, capture_output=True, text=True, check=True,
    )  # fmt: skip
    assert run.stdout.strip() == str([repr(guess("stop_search", header)) for header in headers])
