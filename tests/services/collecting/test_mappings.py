"""Mappings: looked at, changed, tried on the whole file, saved, found again; what a person says wins."""

import re
from pathlib import Path

import pytest

from app.core.errors import AppError, Cancelled
from app.core.shapes.mappings import YES_NO, MappingDraft, MappingSettings
from app.core.shapes.workspaces import ImportChoice
from app.models.record_query import CaseQuery
from app.models.record_store import read_values
from app.services.audits import verify_audit
from app.services.collecting import mappings
from app.services.collecting.imports import import_extract
from app.services.schemes import load_library
from app.services.workspace import Workspace
from tests.builders import OPEN_DATA, PRACTICE_EXTRACT, import_file
from tests.intake.extracts import MERSEYSIDE, line, published
from tests.standing import find_cases

HEADER = ["Slip no", "Date", "Time", "Power", "Grounds", "Surname", "Result", "Collar no", "Notes"]
GROUNDS = "Seen to try the handles of four parked cars in a row, and ran when the patrol car turned the corner."
ROWS = [
    ["A1", "13/06/2025", "21:05", "s1 PACE", GROUNDS, "Smithson", "Words of advice", "4411", "a"],
    ["A2", "14/06/2025", "01:10", "s23 MDA", GROUNDS, "Jonesworth", "NFA", "4411", ""],
    ["A3", "15/06/2025", "25:99", "s23 MDA", GROUNDS, "Brownlow", "Arrest", "5120", "b"],
    ["A4", "16/06/2025", "08:00", "s60", GROUNDS, "Greenhalgh", "Words of advice", "5120", ""],
]


@pytest.fixture
def log(tmp_path: Path) -> Path:
    """A hand-made log that the app has never seen."""
    file = tmp_path / "log.csv"
    file.write_text("\r\n".join(line(row) for row in (HEADER, *ROWS)) + "\r\n", encoding="utf-8")
    return file


def fields(draft: MappingDraft) -> dict[str, str]:
    return {choice.column: choice.field for choice in draft.columns if choice.field}


# ------------------------------------------------------------------ a first look
def test_a_file_nobody_has_seen_is_guessed_with_its_kind(workspace: Workspace, log: Path) -> None:
    draft = mappings.look_at(workspace, log)
    assert (draft.name, draft.kind, draft.part, draft.times, draft.day_order) == ("", "stop_search", "", "local", "dmy")
    assert fields(draft) == {
        "Slip no": "urn", "Date": "searched_at", "Time": "searched_at", "Power": "power", "Grounds": "grounds",
        "Result": "outcome", "Collar no": "officer_id",
    }  # fmt: skip
    assert draft.dropped == ("Surname", "Notes")
    assert draft.troubles == ()
    assert draft.rows == 4


def test_examples_are_given_but_for_columns_about_a_person(workspace: Workspace, log: Path) -> None:
    draft = mappings.look_at(workspace, log)
    shown = {choice.column: (choice.filled, choice.examples) for choice in draft.columns}
    assert shown["Result"] == (4, ("Words of advice", "NFA", "Arrest"))
    assert shown["Surname"] == (4, ())
    assert shown["Notes"] == (2, ("a", "b"))
    assert "Smithson" not in repr(draft)


@pytest.mark.parametrize(("file", "name"), [(OPEN_DATA, "police_uk"), (PRACTICE_EXTRACT, "force_stop_search")])
def test_a_shipped_mapping_is_used_where_the_header_fits_it_whole(workspace: Workspace, file: Path, name: str) -> None:
    draft = mappings.look_at(workspace, file)
    assert (draft.name, draft.kind, draft.troubles) == (name, "stop_search", ())
    assert {choice.sure for choice in draft.columns if choice.field} == {"layout"}
    assert mappings.mapping_of(draft).columns == mappings.find_layout(workspace, name).columns
    again = mappings.look_at(workspace, file, kind="s60_search")
    assert (again.name, again.kind) == (name, "s60_search")


def test_times_that_speak_against_the_mapping_are_grave(workspace: Workspace, tmp_path: Path) -> None:
    file = published(MERSEYSIDE, tmp_path)
    draft = mappings.look_at(workspace, file)
    clock = draft.findings[0]
    assert (draft.times, clock.code, clock.suggests, clock.grave) == ("utc", "clock_local", "local", True)
    local = mappings.change_draft(workspace, draft, MappingSettings(times="local"))
    found = mappings.preview(workspace, file, local).findings
    assert [(item.code, item.grave) for item in found] == [("clock_local", False), ("reading", False)]


def test_a_kind_that_is_not_there_is_refused(workspace: Workspace, log: Path) -> None:
    with pytest.raises(AppError, match="no kind of record called “searches”"):
        mappings.look_at(workspace, log, kind="searches")


def test_a_practice_file_stays_one_whatever_is_guessed(workspace: Workspace, tmp_path: Path) -> None:
    file = tmp_path / "a.csv"
    file.write_text("Practice data,Date,Power\nPRACTICE,2025-06-14 10:00,S1\n", encoding="utf-8")
    draft = mappings.look_at(workspace, file)
    assert (draft.name, draft.practice_column) == ("", "Practice data")
    assert mappings.mapping_of(draft).practice_column == "Practice data"


# ------------------------------------------------------------------ what a person says
def test_what_a_person_says_wins_over_the_guess(workspace: Workspace, log: Path) -> None:
    settings = MappingSettings(
        columns={"notes": "outcome", "Surname": ""},
        values={"outcome": {"a": "nfa"}},
        constants={"team": "Crewe C"},
        times="utc",
    )
    draft = mappings.change_draft(workspace, mappings.look_at(workspace, log), settings)
    assert "Result" not in fields(draft), "one field is not filled by two columns"
    assert fields(draft)["Notes"] == "outcome"
    assert draft.dropped == ("Surname", "Result")
    made = mappings.mapping_of(draft)
    assert (made.times, made.constants, made.values) == ("utc", {"team": "Crewe C"}, {"outcome": {"a": "nfa"}})


@pytest.mark.parametrize(
    ("settings", "words"),
    [
        (MappingSettings(columns={"Outcome": "outcome"}), "no column “Outcome”"),
        (MappingSettings(columns={"Result": "result"}), "no field “result”"),
        (MappingSettings(columns={"Result": "outcome:nfa"}), "no code “nfa” that a column could stand for"),
        (MappingSettings(values={"outcome": {"x": "freed"}}), "no code “freed”"),
        (MappingSettings(values={"grounds": {"x": "y"}}), "no code “y”"),
        (MappingSettings(values={"force_used": {"Handcuffs": "perhaps"}}), "no code “perhaps”.*Say yes, no or nothing"),
        (MappingSettings(values={"age": {"about ten": "ten"}}), "no code “ten”.*Say a whole number, or nothing"),
        (MappingSettings(values={"bwv_expiry": {"TBC": "later"}}), "no code “later”.*It takes no codes"),
        (MappingSettings(constants={"shift": "A"}), "no field “shift”"),
        (MappingSettings(times="wall"), "cannot be read as “wall”"),
        (MappingSettings(day_order="ymd"), "no order of day and month"),
    ],
)
def test_what_is_not_there_is_refused(workspace: Workspace, log: Path, settings: MappingSettings, words: str) -> None:
    draft = mappings.look_at(workspace, log)
    with pytest.raises(AppError) as caught:
        mappings.change_draft(workspace, draft, settings)
    assert re.search(words, str(caught.value))


def test_a_draft_without_a_time_says_so_and_cannot_be_used(workspace: Workspace, log: Path) -> None:
    draft = mappings.change_draft(
        workspace, mappings.look_at(workspace, log), MappingSettings(columns={"Date": "", "Time": ""})
    )
    assert draft.troubles == ("No column fills “Date and time of the search”, and every row needs it.",)
    for use in (lambda: mappings.preview(workspace, log, draft), lambda: mappings.save_mapping(workspace, "x", draft)):
        with pytest.raises(AppError, match="every row needs it"):
            use()


def test_fields_that_every_record_should_have_and_no_column_fills_are_named(workspace: Workspace, log: Path) -> None:
    draft = mappings.look_at(workspace, log)
    (gap,) = draft.gaps
    assert (gap.code, gap.grave) == ("always", False)
    assert gap.sentence.startswith("No column fills: ")
    assert "What was searched" in gap.fields
    assert not {"Grounds as the officer wrote them", "Outcome"} & {*gap.fields}
    without = mappings.change_draft(workspace, draft, MappingSettings(columns={"Grounds": "", "Result": ""}))
    assert {*without.gaps[0].fields} - {*gap.fields} == {"Grounds as the officer wrote them", "Outcome"}


def test_a_part_of_the_case_key_that_no_column_fills_is_grave(workspace: Workspace, tmp_path: Path) -> None:
    file = tmp_path / "force.csv"
    file.write_text("Incident number,Subject number,Date of incident\nI1,1,14/01/2025 10:00\n", encoding="utf-8")
    draft = mappings.look_at(workspace, file, kind="use_of_force")
    columns = {"Incident number": "incident_ref", "Subject number": "subject_no", "Date of incident": "used_at"}
    whole = mappings.change_draft(workspace, draft, MappingSettings(columns=columns))
    assert [gap.code for gap in whole.gaps] == ["always"]
    lacking = mappings.change_draft(workspace, draft, MappingSettings(columns={**columns, "Subject number": ""}))
    assert [(gap.code, gap.grave) for gap in lacking.gaps] == [("case_key", True), ("always", False)]
    assert (
        "will be one case, because no column fills “Number of the person in the incident”." in lacking.gaps[0].sentence
    )


def test_a_header_that_stands_again_is_no_bad_date_and_no_example(workspace: Workspace, log: Path) -> None:
    text = log.read_text(encoding="utf-8")
    log.write_text(text + text, encoding="utf-8")
    draft = mappings.look_at(workspace, log)
    assert draft.rows == 8
    assert "Result" not in next(choice.examples for choice in draft.columns if choice.column == "Result")
    found = mappings.preview(workspace, log, draft).findings
    assert [item.count for item in found if item.code == "unreadable"] == [2], "25:99 twice, and no heading"


def test_the_fields_to_choose_from(workspace: Workspace) -> None:
    found = {choice.id: choice for choice in mappings.list_fields(workspace, "custody", "log")}
    assert found["custody_ref"].needed
    assert not found["entry"].needed
    needed = [choice.id for choice in mappings.list_fields(workspace, "stop_search") if choice.needed]
    assert needed == ["searched_at"]


# ------------------------------------------------------------------ the preview
def test_a_preview_shows_rows_as_they_stand_and_as_they_will_be_kept(workspace: Workspace, log: Path) -> None:
    found = mappings.preview(workspace, log, mappings.look_at(workspace, log))
    assert (found.read, found.kept, found.problems) == (4, 3, 1)
    assert found.by_kind == {"stop_search": 2, "s60_search": 1}
    first, _, third, fourth = found.rows
    cells = {cell.field: (cell.stood, cell.kept) for cell in first.cells}
    assert cells["searched_at"] == ("13/06/2025 21:05", "Friday 13 June 2025, 21:05")
    assert cells["power"] == ("s1 PACE", "Police and Criminal Evidence Act 1984, section 1")
    assert (third.kind, "Date + Time" in third.problem) == ("", True)
    assert [cell.field for cell in third.cells if cell.problem] == ["searched_at"]
    assert fourth.kind == "s60_search"
    assert "Smithson" not in repr(found)
    assert found.dropped == {"Surname": 4, "Notes": 2}


def test_words_that_no_vocabulary_has_are_counted_until_they_are_mapped(workspace: Workspace, log: Path) -> None:
    draft = mappings.look_at(workspace, log)
    (word,) = mappings.preview(workspace, log, draft).unknown
    assert (word.field, word.value, word.count) == ("outcome", "Words of advice", 2)
    assert ("nfa", "No further action") in word.codes
    told = MappingSettings(values={"outcome": {"words of ADVICE": "nfa"}})
    after = mappings.preview(workspace, log, mappings.change_draft(workspace, draft, told))
    assert after.unknown == ()
    assert {cell.field: cell.kept for cell in after.rows[0].cells}["outcome"] == "No further action"


ODD = [
    ["Ref", "Date of search", "Power", "Force used", "Age", "Body worn video expiry", "Surname"],
    ["A1", "13/06/2025 21:05", "s1", "Handcuffs", "about 15", "TBC", "Smithson"],
    ["A2", "14/06/2025 21:05", "s1", "Unknown", "17", "01/08/2025", "Jonesworth"],
    ["A3", "15/06/2025 21:05", "s1", "Unknown", "", "", "Jonesworth"],
    ["A4", "soon", "s1", "Yes", "", "", ""],
    ["A5", "later", "s1", "Yes", "", "", ""],
]


@pytest.fixture
def odd(tmp_path: Path) -> Path:
    """A log with words where numbers and yes or no should be."""
    file = tmp_path / "odd.csv"
    file.write_text("\r\n".join(map(line, ODD)) + "\r\n", encoding="utf-8")
    return file


def odd_draft(ws: Workspace, file: Path, **values: dict[str, str]) -> MappingDraft:
    columns = {
        "Ref": "urn", "Date of search": "searched_at", "Power": "power", "Force used": "force_used", "Age": "age",
        "Body worn video expiry": "bwv_expiry", "Surname": "",
    }  # fmt: skip
    draft = mappings.look_at(ws, file, kind="stop_search")
    return mappings.change_draft(ws, draft, MappingSettings(columns=columns, values=values))


def test_cells_that_cannot_be_read_are_offered_beside_unknown_words_and_lose_no_row(
    workspace: Workspace, odd: Path
) -> None:
    found = mappings.preview(workspace, odd, odd_draft(workspace, odd))
    assert (found.read, found.kept, found.problems, found.unread) == (5, 3, 2, 5)
    assert found.reasons == (("Date of search: is no date and time that can be read", 2),)
    assert {(one.field, one.value): (one.count, one.codes, one.became) for one in found.unknown} == {
        ("force_used", "Unknown"): (2, YES_NO, "is neither yes nor no: left blank"),
        ("force_used", "Handcuffs"): (1, YES_NO, "is neither yes nor no: left blank"),
        ("age", "about 15"): (1, (), "is no whole number: left blank"),
        ("bwv_expiry", "TBC"): (1, (), "is no date that can be read: left blank"),
    }
    first, second, *_ = found.rows
    told = {cell.field: (cell.stood, cell.kept, cell.problem) for cell in first.cells}
    assert first.kind == "stop_search"
    assert told["force_used"] == ("Handcuffs", "", "is neither yes nor no: left blank")
    assert told["age"] == ("about 15", "", "is no whole number: left blank")
    assert {cell.field: cell.problem for cell in second.cells}["age"] == ""


def test_what_such_a_word_means_is_said_and_makes_further_versions_of_the_same_cases(
    workspace: Workspace, odd: Path
) -> None:
    plain = mappings.mapping_of(odd_draft(workspace, odd))
    before = import_file(workspace, odd, mapping=plain)
    assert (before.stored, sum(one.count for one in before.unread_values)) == (3, 5)
    said = odd_draft(
        workspace, odd, force_used={"handcuffs": "Yes", "Unknown": ""}, age={"about 15": "15.0"}, bwv_expiry={"TBC": ""}
    )
    assert (said.values["force_used"], said.values["age"]) == ({"handcuffs": "yes", "Unknown": ""}, {"about 15": "15"})
    assert mappings.preview(workspace, odd, said).unknown == ()
    after = import_extract(
        workspace, file=odd, choice=ImportChoice(kind="stop_search", again=True), mapping=mappings.mapping_of(said)
    ).value
    assert (after.stored, after.versions, after.unread_values) == (3, 3, ())
    with workspace.read() as session:
        scheme = load_library(workspace.force).schemes["stop_search"]
        cases = find_cases(session, CaseQuery(kind="stop_search", where={}))
        kept = read_values(session, scheme, [case.version_id for case in cases])
    told = {found["urn"]: (found.get("force_used"), found.get("age")) for found in kept.values()}
    assert told == {"A1": ("yes", "15"), "A2": (None, "17"), "A3": (None, None)}


def test_who_somebody_is_is_never_offered(workspace: Workspace, odd: Path) -> None:
    odd.write_text(odd.read_text(encoding="utf-8").replace("Smithson", "Smith\x07son"), encoding="utf-8")
    draft = mappings.change_draft(
        workspace, odd_draft(workspace, odd), MappingSettings(columns={"Surname": "subject_name"})
    )
    found = mappings.preview(workspace, odd, draft)
    (name,) = [one for one in found.unknown if one.field == "subject_name"]
    assert (name.value, name.became) == ("", "holds a control character: kept with a space for it")
    assert "Smith" not in repr(found)


def test_a_spelling_that_is_nearly_known_is_suggested(workspace: Workspace, tmp_path: Path) -> None:
    file = tmp_path / "a.csv"
    file.write_text("Date,Outcome\n" + "2025-06-14 10:00,Comunity resolution\n" * 3, encoding="utf-8")
    (word,) = mappings.preview(workspace, file, mappings.look_at(workspace, file, kind="stop_search")).unknown
    assert (word.count, word.suggested) == (3, "community_resolution")


def test_a_preview_tells_how_far_it_is_and_can_be_stopped(workspace: Workspace) -> None:
    draft, told = mappings.look_at(workspace, OPEN_DATA), list[tuple[int, int]]()
    found = mappings.preview(workspace, OPEN_DATA, draft, lambda done, total: told.append((done, total)))
    size = OPEN_DATA.stat().st_size
    assert told == sorted(told)
    assert told[-1] == (size, size)
    assert (len(found.rows), found.read, found.by_kind) == (20, 1_185, {"stop_search": 1_155, "s60_search": 30})

    def stop(done: int, total: int) -> None:
        raise Cancelled

    with pytest.raises(Cancelled):
        mappings.preview(workspace, OPEN_DATA, draft, stop)


# ------------------------------------------------------------------ saved and used again
def test_a_saved_mapping_fits_next_months_file(workspace: Workspace, log: Path) -> None:
    draft = mappings.change_draft(
        workspace, mappings.look_at(workspace, log), MappingSettings(values={"outcome": {"Words of advice": "nfa"}})
    )
    done = mappings.save_mapping(workspace, " Crewe log ", draft)
    assert (done.value.name, done.value.number, done.value.kind, done.value.used) == ("Crewe log", 1, "stop_search", 0)
    assert mappings.find_layout(workspace, "Crewe log") == mappings.drafts.mapping_of(draft, "Crewe log")
    again = mappings.look_at(workspace, log)
    assert (again.name, fields(again), again.values) == ("Crewe log", fields(draft), draft.values)
    assert mappings.read_mapping(workspace, "Crewe log").values == draft.values


def test_saving_again_gives_a_new_number_and_the_newest_stands(workspace: Workspace, log: Path) -> None:
    draft = mappings.look_at(workspace, log)
    mappings.save_mapping(workspace, "Crewe log", draft)
    utc = mappings.change_draft(workspace, draft, MappingSettings(times="utc"))
    assert mappings.save_mapping(workspace, "Crewe log", utc).value.number == 2
    assert mappings.find_layout(workspace, "Crewe log").times == "utc"
    saved = [item for item in mappings.list_mappings(workspace) if not item.shipped]
    assert [(item.name, item.number) for item in saved] == [("Crewe log", 2)]
    assert {item.name for item in mappings.list_mappings(workspace) if item.shipped} >= {"police_uk"}
    assert verify_audit(workspace).problems == ()


@pytest.mark.parametrize("name", ["", "  ", "police_uk", "POLICE_UK", "x" * 41, "a\nb"])
def test_a_name_that_cannot_be_used(workspace: Workspace, log: Path, name: str) -> None:
    with pytest.raises(AppError, match=r"no name for a mapping|came with the app"):
        mappings.save_mapping(workspace, name, mappings.look_at(workspace, log))


def test_a_mapping_that_is_not_there_names_those_that_are(workspace: Workspace) -> None:
    with pytest.raises(AppError, match="no mapping called “mine”") as caught:
        mappings.find_layout(workspace, "mine")
    assert "police_uk" in caught.value.fix
