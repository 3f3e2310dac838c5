"""The quality of records over the practice extracts, against a count of our own from the files."""

from collections import Counter
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from app.core import resources
from app.core.errors import AppError
from app.core.shapes.quality import (
    PARTS,
    Blanks,
    Ethnicity,
    Forms,
    Intake,
    NamedCases,
    QualityScope,
    Stated,
    Times,
    Videos,
)
from app.services.collecting.quality import read_quality
from app.services.collecting.quality_cases import name_cases
from app.services.workspace import Workspace
from tests.builders import PRACTICE_EXTRACT, entries, import_file, open_new, write_csv
from tests.quality_asks import blank_counts, facts, rows_of, section

PRACTICE = resources.root() / "practice"
FORCE, STOPS, CUSTODY, LOG, REVIEWS = (
    PRACTICE / f"practice-{name}-2025-06.csv"
    for name in ("use-of-force", "vehicle-stop", "custody", "custody-log", "custody-reviews")
)


@pytest.fixture(scope="module")
def everything(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Workspace]:
    """Every practice extract in one workspace: nothing in these tests writes records to it."""
    ws = open_new(tmp_path_factory.mktemp("quality") / "workspace")
    import_file(ws, FORCE, kind="use_of_force")
    import_file(ws, STOPS, kind="vehicle_stop")
    import_file(ws, PRACTICE_EXTRACT)
    import_file(ws, PRACTICE / "practice-hate-incident-2025-06.csv", kind="hate_incident")
    import_file(ws, PRACTICE / "practice-s60-authority-2025.csv", kind="s60_authority")
    import_file(ws, PRACTICE / "practice-s60-search-2025-06.csv", kind="s60_search")
    for file in (CUSTODY, LOG, REVIEWS):
        import_file(ws, file, kind="custody")
    yield ws
    ws.close()


# ------------------------------------------------------------------ vehicle stops
def test_the_page_answers_whether_drivers_own_ethnicity_is_recorded(everything: Workspace) -> None:
    rows = rows_of(STOPS)
    states = Counter(
        "stated" if (code := row["Driver self-defined ethnicity"]) not in ("", "NS")
        else "reason" if row["Reason ethnicity not stated"]
        else code or "missing"
        for row in rows
    )  # fmt: skip
    found = section(everything, "ethnicity", "vehicle_stop")
    whole = found.facts.whole  # type: ignore[union-attr]
    assert found.headline == (
        "Of 324 drivers, 196 stated their ethnicity, 34 did not with a reason, 27 did not without one; for 67 nothing "
        "is recorded."
    )
    assert (whole.stated, whole.with_reason) == (states["stated"], states["reason"])
    assert (whole.without_reason, whole.missing) == (states["NS"], states["missing"])
    assert whole.people == len(rows)


def test_ethnicity_is_told_for_every_unit_in_the_forces_order(everything: Workspace) -> None:
    found: Ethnicity = facts(everything, "ethnicity", "vehicle_stop")
    expected = Counter(row["LPU"].removesuffix(" LPU") for row in rows_of(STOPS))
    assert {unit.label: unit.people for unit in found.by_lpu} == expected
    assert [unit.label for unit in found.by_lpu] == [
        "Chester", "Crewe", "Ellesmere Port", "Macclesfield", "Northwich", "Runcorn", "Warrington", "Widnes",
        "Congleton",
    ]  # fmt: skip
    teams = Counter(row["Team"] for row in rows_of(STOPS))
    assert [(unit.label, unit.people) for unit in found.by_team] == sorted(teams.items())


def test_blanks_are_those_of_the_file(everything: Workspace) -> None:
    columns = {
        "sde_code": "Driver self-defined ethnicity", "ode_code": "Officer-defined ethnicity", "urn": "Stop reference",
        "reason_text": "Reason for stop", "reason_code": "Reason code", "bwv_on": "BWV", "bwv_expiry": "BWV kept until",
        "recorded_at": "Recorded date/time", "place_text": "Road", "vehicle_type": "Vehicle type",
        "reason_explained": "Reason explained", "supervisor_review_date": "Supervisor review date",
        "occupants": "Occupants", "complaint_flag": "Complaint", "operation": "Operation", "action": "Action taken",
        "ethnicity_visible_before_stop": "Driver seen before stop", "gender": "Driver gender",
    }  # fmt: skip
    rows, found = rows_of(STOPS), facts(everything, "blanks", "vehicle_stop")
    counts = blank_counts(found)
    assert {name: counts[name] for name in columns} == {
        name: sum(not row[column] for row in rows) for name, column in columns.items()
    }
    assert found.records == 324
    assert not {"vrm", "subject_name", "sde_state", "repeat_stop"} & set(counts), "neither identity nor rules"
    assert found.no_column == ()


def test_the_few_fields_that_matter_are_counted_unit_by_unit(everything: Workspace) -> None:
    found: Blanks = facts(everything, "blanks", "vehicle_stop")
    rows = rows_of(STOPS)
    for unit in found.by_lpu:
        own = [row for row in rows if row["LPU"] == f"{unit.label} LPU"]
        counts = {each.field: each.blank for each in unit.blanks}
        assert counts["sde_code"] == sum(not row["Driver self-defined ethnicity"] for row in own)
        assert counts["reason_text"] == sum(not row["Reason for stop"] for row in own)
        assert counts["bwv_on"] == sum(not row["BWV"] for row in own)
        assert {each.of for each in unit.blanks} == {len(own)}


# ------------------------------------------------------------------ force and custody
def test_forms_missing_in_a_force_incident(everything: Workspace) -> None:
    forms: dict[tuple[str, str], list[dict[str, str]]] = {}
    for row in {row["Form ref"] or str(number): row for number, row in enumerate(rows_of(FORCE))}.values():
        forms.setdefault((row["Incident ref"], row["Subject no"]), []).append(row)
    expected = {key: max(int(row["Officers using force"] or 0) for row in rows) for key, rows in forms.items()}
    short = {key for key, rows in forms.items() if len(rows) < expected[key]}
    found = section(everything, "forms", "use_of_force")
    assert isinstance(found.facts, Forms)
    assert (found.facts.cases, found.facts.short, found.facts.missing, found.facts.over) == (311, len(short), 44, 0)
    assert len(short) == 43
    assert (
        found.headline == "Of 311 cases that say how many forms there should be, 43 have too few: 44 forms are missing."
    )
    named = name_cases(everything, QualityScope(kind="use_of_force"), "forms_missing")
    assert {case.reference for case in named.cases} == {", ".join(key) for key in short}
    assert named.cases[0].told == "1 form, and there should be 2"


def test_rows_of_a_case_that_disagree_are_listed_by_field(everything: Workspace) -> None:
    found: Forms = facts(everything, "forms", "use_of_force")
    assert found.conflicting_cases == 48
    assert dict(found.conflicts) == {
        "Officers who used force, as the forms say": 14, "Age": 22, "Age band": 5, "Under 18": 1,
        "Ethnicity as the officer saw it": 9, "Outcome": 11,
    }  # fmt: skip
    named = name_cases(everything, QualityScope(kind="use_of_force"), "conflicts")
    assert (named.total, len(named.cases)) == (48, 48)
    assert named.cases[0].told.startswith("Its rows disagree on: ")


def test_a_use_of_force_counts_people_once_and_forms_each(everything: Workspace) -> None:
    found: Ethnicity = facts(everything, "ethnicity", "use_of_force")
    assert found.whole == Stated(
        label="All", people=311, stated=99, with_reason=23, without_reason=9, missing=180, apart=0, officer_only=170
    )
    blanks = facts(everything, "blanks", "use_of_force")
    assert (blanks.records, blanks.versions) == (659, 1)
    assert section(everything, "blanks", "use_of_force").headline.startswith("659 forms: ")


def test_parts_without_a_case_and_cases_without_parts(everything: Workspace) -> None:
    found: Forms = facts(everything, "forms", "custody")
    known = {row["Custody reference"] for row in rows_of(CUSTODY)}
    lonely = [row for row in rows_of(LOG) if row["Custody reference"] not in known]
    reviewed = {row["Custody reference"] for row in rows_of(REVIEWS)}
    log, reviews = found.parts
    assert (log.rows, log.rows_alone, log.cases_without) == (3551, len(lonely), 0)
    assert (reviews.rows_alone, reviews.cases_without) == (1, len(known - reviewed))
    assert found.counts
    assert found.told == 0, "a detention does not say how many rows it should have"


def test_references_that_lead_nowhere_are_counted_over_all_records_alone(everything: Workspace) -> None:
    assert facts(everything, "forms", "vehicle_stop").broken_links == (("Reference of the search", 1),)
    assert facts(everything, "forms", "vehicle_stop", import_id=2) is None
    named = name_cases(everything, QualityScope(kind="vehicle_stop"), "links")
    assert [(case.reference, case.told) for case in named.cases] == [
        ("PVS/25/01864", "Reference of the search: PSS/25/09999")
    ]


@pytest.mark.parametrize(
    ("kind", "expected"),
    [
        ("stop_search", (299, 246, 31, 7, 15, 5)),
        ("s60_search", (326, 278, 28, 6, 14, 0)),
        ("custody", (318, 250, 24, 11, 33, 0)),
        ("hate_incident", (313, 208, 29, 13, 63, 0)),
    ],
)
def test_ethnicity_of_the_other_kinds(everything: Workspace, kind: str, expected: tuple[int, ...]) -> None:
    found: Stated = facts(everything, "ethnicity", kind).whole
    assert (
        found.people, found.stated, found.with_reason, found.without_reason, found.missing, found.apart
    ) == expected  # fmt: skip


def test_a_kind_about_no_person_has_no_such_part(everything: Workspace) -> None:
    assert {part for part in PARTS if facts(everything, part, "s60_authority") is not None} == {
        "blanks", "times", "intake",
    }  # fmt: skip


# ------------------------------------------------------------------ video
def test_video_near_its_end_stands_soonest_first(everything: Workspace) -> None:
    days = [row["BWV kept until"] for row in rows_of(STOPS)]
    left = [(date(int(day[6:]), int(day[3:5]), int(day[:2])) - date(2025, 7, 1)).days for day in days if day]
    found: Videos = facts(everything, "video", "vehicle_stop")
    assert found.expired == sum(day < 0 for day in left)
    assert (found.week, found.fortnight) == (sum(0 <= day <= 7 for day in left), sum(7 < day <= 14 for day in left))
    assert found.recorded == found.expired + found.week + found.fortnight + found.later + found.unread
    assert (found.week, found.fortnight, found.later, found.kept_days) == (44, 70, 105, 31)
    named = name_cases(everything, QualityScope(kind="vehicle_stop"), "video")
    assert named.total == 114
    assert named.cases[0].told == "1 day left, 2 July 2025"
    assert named.cases[-1].told == "14 days left, 15 July 2025"


def test_without_a_last_day_the_forces_setting_decides(workspace: Workspace, tmp_path: Path) -> None:
    rows = [
        {"URN": f"X/{number}", "Search date/time": f"{day:02}/06/2025 23:30", "BWV": "Yes"}
        for number, day in enumerate((1, 7, 8, 14, 15))
    ]
    import_file(workspace, write_csv(tmp_path / "five.csv", [*rows, {"URN": "X/9", "BWV": "No"}]))
    found: Videos = facts(workspace, "video")
    assert (found.recorded, found.worked_out) == (5, 5)
    assert (found.expired, found.week, found.fortnight, found.later) == (0, 2, 2, 1)
    named = name_cases(workspace, QualityScope(kind="stop_search"), "video")
    assert [case.reference for case in named.cases] == ["X/0", "X/1", "X/2", "X/3"]
    assert named.cases[0].told == "1 day left, 2 July 2025"


# ------------------------------------------------------------------ times, extracts, scopes
def test_a_record_made_before_it_happened_and_one_from_the_future(workspace: Workspace, tmp_path: Path) -> None:
    rows = [
        {"URN": "X/1", "Search date/time": "14/06/2025 10:00", "Recorded date/time": "14/06/2025 09:59"},
        {"URN": "X/2", "Search date/time": "14/06/2025 10:00", "Recorded date/time": "14/06/2025 10:00"},
        {"URN": "X/3", "Search date/time": "01/07/2025 10:01"},
        {"URN": "X/4", "Search date/time": "01/07/2025 10:00"},
    ]
    import_file(workspace, write_csv(tmp_path / "four.csv", rows))
    found: Times = facts(workspace, "times")
    assert {note.code: (note.count, note.of) for note in found.notes} == {"future": (1, 4), "backwards": (1, 2)}
    assert len(section(workspace, "times").grave) == 2


def test_a_text_that_looks_like_a_field_fills_none(workspace: Workspace, tmp_path: Path) -> None:
    tricky = '","bwv_on":"yes","bwv_ref":"'
    rows = [{"URN": "X/1", "Location": tricky, "BWV": ""}, {"URN": "X/2", "Location": "", "BWV": "Yes"}]
    import_file(workspace, write_csv(tmp_path / "two.csv", rows))
    counts = blank_counts(facts(workspace, "blanks"))
    assert (counts["bwv_on"], counts["place_text"], counts["bwv_ref"]) == (1, 1, 2)
    assert facts(workspace, "video").recorded == 1


def test_one_import_is_counted_as_it_gave_its_records_and_all_by_the_newest(
    workspace: Workspace, tmp_path: Path
) -> None:
    first = [{"URN": "X/1", "Outcome": ""}, {"URN": "X/2", "Outcome": "Arrest"}]
    import_file(workspace, write_csv(tmp_path / "a.csv", first))
    import_file(workspace, write_csv(tmp_path / "b.csv", [{"URN": "X/1", "Outcome": "Arrest"}]))
    whole: Blanks = facts(workspace, "blanks")
    assert (whole.records, whole.versions, blank_counts(whole)["outcome"]) == (2, 1, 0)
    older: Blanks = facts(workspace, "blanks", import_id=1)
    assert (older.records, older.versions, blank_counts(older)["outcome"]) == (2, 0, 1)
    assert facts(workspace, "blanks", import_id=2).records == 1
    assert len(facts(workspace, "intake").imports) == 2
    assert len(facts(workspace, "intake", import_id=2).imports) == 1


def test_a_period_is_cut_by_the_clock_in_london(workspace: Workspace, tmp_path: Path) -> None:
    times = ("31/05/2025 23:59", "01/06/2025 00:00", "30/06/2025 23:59", "01/07/2025 00:00")
    rows = [{"URN": f"X/{number}", "Search date/time": time} for number, time in enumerate(times)]
    import_file(workspace, write_csv(tmp_path / "four.csv", rows))
    june = {"first_day": date(2025, 6, 1), "last_day": date(2025, 6, 30)}
    assert [facts(workspace, part, **june).records for part in ("blanks", "times")] == [2, 2]
    assert facts(workspace, "blanks", first_day=date(2025, 6, 1)).records == 3


def test_what_was_not_stored_or_not_known_is_told_for_each_extract(workspace: Workspace, tmp_path: Path) -> None:
    rows = [{"URN": f"X/{number}", "Outcome": "Given a stern look"} for number in range(3)]
    rows += [{"URN": "X/8", "Search date/time": "31/02/2025 10:00"}, {"URN": "", "Log number": "L1"}]
    rows.append(rows[-1])
    rows[0] |= {"Age": "Not known", "Person name": "Ada \x07"}
    import_file(workspace, write_csv(tmp_path / "odd.csv", rows))
    found: Intake = facts(workspace, "intake")
    extract = found.imports[0]
    assert (extract.rows_read, extract.stored, extract.rejected, extract.identical) == (6, 5, 1, 1)
    assert [(column, count) for column, _, count in extract.reasons] == [("Search date/time", 1)]
    assert [each[1:] for each in extract.unknown] == [("Given a stern look", 3)]
    assert [(one.field, one.value, one.became, one.count) for one in extract.unread] == [
        ("age", "Not known", "is no whole number: left blank", 1),
        ("subject_name", "", "holds a control character: kept with a space for it", 1),
    ]
    assert "and 2 cells could not be read" in section(workspace, "intake").headline
    assert dict(extract.unmapped)["Log number"] == 2


# ------------------------------------------------------------------ blindness and errors
def test_no_reference_person_or_narrative_is_told_unless_cases_are_named(everything: Workspace) -> None:
    before = len(entries(everything))
    rows = rows_of(STOPS)
    told = repr([section(everything, part, "vehicle_stop") for part in PARTS])
    for column in ("Stop reference", "Driver name", "Home address", "Reason for stop", "Officer name", "Officer"):
        private = {row[column] for row in rows if len(row[column]) > 3}
        assert not [text for text in private if f"'{text}'" in told or f'"{text}"' in told], column
    assert len(entries(everything)) == before, "counts are no consult"


def test_naming_cases_is_logged_without_a_word_of_them(everything: Workspace) -> None:
    named: NamedCases = name_cases(everything, QualityScope(kind="vehicle_stop"), "video")
    last = entries(everything)[-1]
    assert (last["act"], last["event"]) == ("consult", "quality_cases_named")
    assert last["details"] == {"kind": "vehicle_stop", "what": "video", "import": None}
    assert named.cases[1].reference not in repr(last)


@pytest.mark.parametrize(
    "scope",
    [
        {"kind": "nothing"},
        {"kind": "stop_search", "import_id": 99},
        {"kind": "stop_search", "first_day": date(2025, 6, 2), "last_day": date(2025, 6, 1)},
    ],
)
def test_a_scope_that_is_not_there_is_refused_before_anything_is_logged(
    everything: Workspace, scope: dict[str, Any]
) -> None:
    before = len(entries(everything))
    with pytest.raises(AppError) as refused:
        name_cases(everything, QualityScope(**scope), "video")
    assert refused.value.fix
    with pytest.raises(AppError):
        read_quality(everything, QualityScope(**scope), "blanks")
    assert len(entries(everything)) == before


def test_an_empty_workspace_says_so_in_every_part(workspace: Workspace) -> None:
    assert section(workspace, "blanks").headline == "There is no record in what you chose."
    assert section(workspace, "intake").headline == "No extract of this kind has been brought in."
    for part in PARTS:
        assert not section(workspace, part).asks
