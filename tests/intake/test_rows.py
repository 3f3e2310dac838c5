"""From cells to a checked row or a problem: nothing in between, nothing made up, nothing left out."""

import csv
import io
from collections.abc import Callable, Mapping
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.core.canonical import clean_text
from app.core.errors import AppError
from app.core.shapes.workspaces import RowProblem
from app.intake.cells import Reader, field_reader
from app.intake.dealing import Tally
from app.intake.extract import open_extract
from app.intake.layouts import choose_layout
from app.intake.rows import CheckedRow, RowChecker
from app.services.schemes import Library, load_library
from tests.builders import write_csv
from tests.intake.extracts import POLICE_UK, ROW, line, open_data


@cache
def library() -> Library:
    return load_library("cheshire")


def read(text: str, kind: str = "stop_search") -> tuple[list[CheckedRow | RowProblem], Tally]:
    with TemporaryDirectory() as folder:
        file = Path(folder) / "extract.csv"
        file.write_text(text, encoding="utf-8", newline="")
        opened = open_extract(file)
        layout = choose_layout(opened.header, library().layouts, kind)
        checker = RowChecker(schemes=library().schemes, kind=kind, layout=layout, times=layout.times)
        return list(checker.check(opened)), checker.tally


def one(row: Mapping[str, str], kind: str = "stop_search") -> CheckedRow:
    (found,), _ = read(open_data([dict(row)]), kind)
    assert isinstance(found, CheckedRow)
    return found


def trouble(row: Mapping[str, str]) -> RowProblem:
    (found,), _ = read(open_data([dict(row)]))
    assert isinstance(found, RowProblem)
    return found


# ------------------------------------------------------------------ which layout
def test_a_layout_is_known_by_its_columns_in_any_order() -> None:
    assert choose_layout(POLICE_UK[::-1], library().layouts, "stop_search").id == "police_uk"
    assert choose_layout(["", *POLICE_UK, "more"], library().layouts, "s60_search").id == "police_uk"


def test_a_header_that_misses_a_column_names_it() -> None:
    with pytest.raises(AppError, match=r"layout, data.police.uk stop and search, also needs: “Date”\. ") as caught:
        choose_layout([name for name in POLICE_UK if name != "Date"], library().layouts, "stop_search")
    assert "`mapping save NAME --file FILE --kind stop_search`, then `import FILE --mapping NAME`" in caught.value.fix


def test_the_nearest_layout_is_the_one_that_shares_most_columns() -> None:
    with pytest.raises(AppError, match=r"layout, data.police.uk .* “Policing operation”.* and others\. "):
        choose_layout(["type", "DATE", "gender", "legislation", "age"], library().layouts, "stop_search")


def test_a_strange_header_is_told_what_is_known() -> None:
    with pytest.raises(AppError, match=r"none that we know.*“Force stop and search export” or “data.police.uk"):
        choose_layout(["a", "b"], library().layouts, "stop_search")


@pytest.mark.parametrize("spell", [str.upper, str.lower, lambda name: f"  {name.replace(' ', '  ')} "])
def test_columns_are_known_in_any_case_and_spacing(spell: Callable[[str], str], tmp_path: Path) -> None:
    cells = [ROW.get(name, "") for name in POLICE_UK]
    (row,), tally = read("\r\n".join([line(spell(name) for name in POLICE_UK), line(cells), ""]))
    assert isinstance(row, CheckedRow)
    assert row.values == one({}).values
    header, rest = write_csv(tmp_path / "a.csv", [{}]).read_text(encoding="utf-8").split("\n", 1)
    (row,), tally = read(f"{spell(header)}\n{rest}")
    assert tally.practice
    assert "Practice data" not in {name.strip().capitalize() for name in tally.unmapped}


def test_a_kind_without_a_layout() -> None:
    with pytest.raises(AppError, match="No layout of extract is known for vetting_decision"):
        choose_layout(POLICE_UK, library().layouts, "vetting_decision")


# ------------------------------------------------------------------ which kind
SECTION_60 = "Criminal Justice and Public Order Act 1994 (section 60)"


@pytest.mark.parametrize(
    ("kind", "power", "becomes"),
    [
        ("stop_search", ROW["Legislation"], "stop_search"),
        ("stop_search", SECTION_60, "s60_search"),
        ("stop_search", "", "stop_search"),
        ("stop_search", "A power nobody knows", "stop_search"),
        ("s60_search", SECTION_60, "s60_search"),
        ("s60_search", ROW["Legislation"], "stop_search"),
        ("s60_search", "", "s60_search"),
    ],
)
def test_the_power_decides_the_kind(kind: str, power: str, becomes: str) -> None:
    assert one({"Legislation": power}, kind).kind == becomes


@pytest.mark.parametrize(
    "power",
    ["CJPOA s60", "s60", "s.60", "S 60", "section 60", "Sec. 60", "Section 60 CJPOA", "s60 - CJPOA 1994",
     "Section 60 Criminal Justice and Public Order Act 1994", "Criminal Justice and Public Order Act 1994 s60",
     "Section 60 of the Criminal Justice & Public Order Act 1994", "CRIMINAL JUSTICE AND PUBLIC ORDER ACT 1994, S.60"],
)  # fmt: skip
def test_section_60_however_it_is_spelt_never_gets_the_questions_of_individual_grounds(power: str) -> None:
    found = one({"Legislation": power})
    assert (found.kind, found.values["power"]) == ("s60_search", "s60_cjpoa")


@pytest.mark.parametrize(
    ("power", "code"),
    [("s.1 PACE", "s1_pace"), ("Section 1 of the Police and Criminal Evidence Act 1984", "s1_pace"), ("S1", "s1_pace"),
     ("MDA 1971 s.23", "s23_mda"), ("Section 23 Misuse of Drugs Act", "s23_mda"), ("s47 Firearms", "s47_firearms"),
     ("CJA 1988 (s139B)", "s139b_cja"), ("s.36 Psychoactive Substances Act 2016", "s36_psa"), ("PSA s37", "s37_psa"),
     ("Section 43 TACT", "s43_terrorism"), ("Terrorism Act 2000 (section 47A)", "s47a_terrorism"),
     ("s60AA CJPOA", "s60AA CJPOA"), ("Public Order Act 2023, s.11", "s11_poa")],
)  # fmt: skip
def test_the_usual_short_forms_of_powers(power: str, code: str) -> None:
    found = one({"Legislation": power})
    assert (found.kind, found.values["power"]) == ("stop_search", code)


# ------------------------------------------------------------------ what a row gives
def test_a_row_of_open_data_field_by_field() -> None:
    assert one({}).values == {
        "subject_kind": "person",
        "searched_at": "2025-06-14T21:05:00Z",
        "gender": "female",
        "age_band": "18-24",
        "is_child": "no",
        "sde_code": "W1",
        "ode_code": "white",
        "power": "s23_mda",
        "object": "drugs",
        "outcome": "arrest",
        "outcome_linked": "yes",
        "more_than_outer": "no",
    }


@pytest.mark.parametrize(
    ("age", "band", "child"),
    [("9", "under-10", "yes"), ("10", "10-17", "yes"), ("17", "10-17", "yes"), ("18", "18-24", "no"),
     ("24", "18-24", "no"), ("25", "25-34", "no"), ("34", "25-34", "no"), ("35", "over-34", "no"), ("", None, None)],
)  # fmt: skip
def test_age_band_and_child_follow_from_the_age(tmp_path: Path, age: str, band: str | None, child: str | None) -> None:
    (row,), _ = read(write_csv(tmp_path / "a.csv", [{"Age": age}]).read_text(encoding="utf-8"))
    assert isinstance(row, CheckedRow)
    assert (row.values.get("age_band"), row.values.get("is_child")) == (band, child)


def test_what_the_extract_says_is_never_derived_over() -> None:
    assert one({"Policing operation": "Teal", "Part of a policing operation": "False"}).values["operation_part"] == "no"
    assert one({"Policing operation": "Teal", "Part of a policing operation": ""}).values["operation_part"] == "yes"


def test_a_word_that_no_vocabulary_has_is_kept_as_it_stands_and_counted() -> None:
    rows, tally = read(
        open_data([{"Outcome": "Shown the door"}, {"Outcome": "Shown the door"}, {"Gender": "Not asked twice"}])
    )
    kept = [row.values["outcome"] for row in rows if isinstance(row, CheckedRow)]
    assert kept == ["Shown the door", "Shown the door", "arrest"]
    assert {name: dict(values) for name, values in tally.unknown.items()} == {
        "outcome": {"Shown the door": 2},
        "gender": {"Not asked twice": 1},
    }


def test_cells_of_columns_nobody_mapped_are_counted_and_go_no_further() -> None:
    rows, tally = read(open_data([{"Notes": "PLANTED", "": "7"}, {"Notes": ""}], ["", *POLICE_UK, "Notes"]))
    assert dict(tally.unmapped) == {"Notes": 1, "(a column without a name)": 1}
    assert "PLANTED" not in repr(rows)


def test_a_day_without_a_time_is_stored_as_its_midnight_and_counted() -> None:
    days = [{"Date": "2025-06-14"}, {"Date": "14/06/2025"}, {"Date": "never"}, {}]
    rows, tally = read(open_data(days))
    assert [row.values["searched_at"] for row in rows if isinstance(row, CheckedRow)] == [
        "2025-06-13T23:00:00Z",
        "2025-06-13T23:00:00Z",
        "2025-06-14T21:05:00Z",
    ]
    assert dict(tally.date_only) == {"Date": 2}


def test_only_a_filled_practice_column_makes_a_practice_file(tmp_path: Path) -> None:
    file = write_csv(tmp_path / "a.csv", [{}])
    assert read(file.read_text(encoding="utf-8"))[1].practice
    assert not read(file.read_text(encoding="utf-8").replace('"PRACTICE"', '""'))[1].practice
    assert not read(open_data([{}]))[1].practice


# ------------------------------------------------------------------ what a row lacks
@pytest.mark.parametrize(
    ("row", "column", "value", "reason"),
    [
        ({"Date": ""}, "Date", "", "is missing"),
        ({"Date": "last Tuesday"}, "Date", "last Tuesday", "is no date and time"),
        ({"Date": "2025-06-14 \x07"}, "Date", "2025-06-14 \x07", "is no date and time"),
    ],
)
def test_a_bad_time_is_named_with_its_column_and_value(
    row: dict[str, str], column: str, value: str, reason: str
) -> None:
    found = trouble(row)
    assert (found.row, found.line, found.column, found.value) == (1, 2, column, value)
    assert reason in found.reason


@pytest.mark.parametrize(
    ("row", "field", "kept", "told"),
    [
        ({"Latitude": "north"}, "latitude", None, ("north", "is no number: left blank")),
        ({"Part of a policing operation": "some"}, "operation_part", None,
         ("some", "is neither yes nor no: left blank")),
        ({"Outcome": "Arr\x07est"}, "outcome", None, ("", "holds a control character: left blank")),
        ({"Legislation": "a\x07b"}, "power", None, ("", "holds a control character: left blank")),
        ({"Policing operation": "a\x1fb"}, "operation", "a b",
         ("", "holds a control character: kept with a space for it")),
        ({"Policing operation": "a\x85b"}, "operation", "a b",
         ("", "holds a control character: kept with a space for it")),
    ],
)  # fmt: skip
def test_no_other_cell_loses_the_row(row: dict[str, str], field: str, kept: str | None, told: tuple[str, str]) -> None:
    (found,), tally = read(open_data([row]))
    assert isinstance(found, CheckedRow)
    assert found.values.get(field) == kept
    assert tally.unread == {field: {told: 1}}


@pytest.mark.parametrize("sign", ["\x80", "\x9f", "\u202e", "\u2066", "\x07"])
def test_a_narrative_keeps_what_a_reference_may_not_hold(tmp_path: Path, sign: str) -> None:
    def first(column: str) -> CheckedRow | RowProblem:
        file = write_csv(tmp_path / "a.csv", [{column: f"a{sign}b"}])
        return read(file.read_text(encoding="utf-8"))[0][0]

    urn, grounds = first("URN"), first("Grounds for search")
    assert isinstance(urn, RowProblem)
    assert (urn.column, urn.reason) == ("URN", "holds a control character")
    assert isinstance(grounds, CheckedRow)
    assert grounds.values["grounds"] == ("a b" if sign == "\x07" else f"a{sign}b"), "nothing is taken out unsaid"


def test_blank_and_ragged_rows_are_problems_of_their_own() -> None:
    cells = [ROW.get(name, "") for name in POLICE_UK]
    lines = ["", " ", line([""] * 15), line([*cells, "more"]), line(cells[:-1]), line(cells)]
    rows, _ = read(open_data([]) + "\r\n".join(lines) + "\r\n")
    *bad, good = rows
    assert isinstance(good, CheckedRow)
    assert (good.row, good.line) == (6, 7)
    assert [row.reason for row in bad if isinstance(row, RowProblem)] == [
        "the line is blank",
        "the line is blank",
        "the line is blank",
        "the row has 16 fields where the header has 15",
        "the row has 14 fields where the header has 15",
    ]


# ------------------------------------------------------------------ whatever comes
WILD = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=12)
CELL = st.one_of(st.just(""), st.sampled_from([*ROW.values(), "17", "yes", SECTION_60, "=1+1", '"', "\r\n"]), WILD)
ROWS = st.lists(st.one_of(st.lists(CELL, min_size=15, max_size=15), st.lists(CELL, max_size=17)), max_size=6)


@given(rows=ROWS)
@settings(max_examples=80)
def test_what_goes_in_comes_out_or_is_reported(rows: list[list[str]]) -> None:
    file = io.StringIO()
    writer = csv.writer(file, quoting=csv.QUOTE_ALL)
    writer.writerows([POLICE_UK, *rows])
    found, tally = read(file.getvalue())
    assert [row.row for row in found] == list(range(1, len(rows) + 1)), "every row, once, in order"
    layout = next(item for item in library().layouts if item.id == "police_uk")
    for cells, row in zip(rows, found, strict=True):
        if isinstance(row, RowProblem):
            assert row.reason
            continue
        scheme = library().schemes[row.kind]
        scheme_readers = {item.id: field_reader(scheme, item, layout.times) for item in scheme.fields}
        filled = {layout.columns[name]: clean_text(cell) for name, cell in zip(POLICE_UK, cells, strict=True)}
        expected, lost = read_alone(scheme_readers, filled)
        for field, reason in lost.items():
            assert any(became.startswith(reason) for _, became in tally.unread[field]), "it is left blank, and told"
        derived = {name for name in row.values if name not in expected and name not in lost}
        assert {name: row.values[name] for name in expected} == expected
        assert derived <= {"operation_part", "is_child", "more_than_outer", "force_used"}


def read_alone(readers: Mapping[str, Reader], texts: Mapping[str, str]) -> tuple[dict[str, str], dict[str, str]]:
    """By field, what its reader makes of a text; and why it can make nothing of it."""
    kept, lost = dict[str, str](), dict[str, str]()
    for field, text in texts.items():
        try:
            if text and (found := readers[field](text)):
                kept[field] = found
        except ValueError as error:
            lost[field] = str(error)
    return kept, lost
