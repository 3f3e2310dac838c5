"""The quality of a few records written for the test: words for "not stated", and times that cannot be."""

from collections.abc import Mapping
from pathlib import Path

import pytest
from sqlalchemy import select

from app.core import resources
from app.core.shapes.quality import QualityScope
from app.models.record_store import read_values
from app.models.records import CaseRow, RecordVersionRow
from app.services.collecting.by_hand import add_record
from app.services.collecting.quality_cases import name_cases
from app.services.schemes import load_library
from app.services.workspace import Workspace
from tests.builders import import_file, open_new
from tests.quality_asks import blank_counts, facts, section

PRACTICE = resources.root() / "practice"
STOPS = "practice-vehicle-stop-2025-06.csv"


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    return open_new(tmp_path / "workspace")


def extract(file: Path, like: str, rows: list[Mapping[str, str]]) -> Path:
    """An extract in the columns of a practice extract; those that a row leaves out are blank."""
    names = (PRACTICE / like).read_text(encoding="utf-8-sig").splitlines()[0].split(",")
    lines = [",".join(names)]
    for row in rows:
        assert set(row) <= set(names), set(row) - set(names)
        lines.append(",".join({"Practice data": "PRACTICE", **row}.get(name, "") for name in names))
    file.write_text("\r\n".join(lines) + "\r\n", encoding="utf-8", newline="")
    return file


def test_only_codes_of_the_list_are_stated_whatever_words_an_extract_has(workspace: Workspace, tmp_path: Path) -> None:
    said = ["W1", "", "NS", "N1", "B1", "NS", "O1", "N/K", "Not asked", "Declined", "Martian"]
    rows = [
        {"Stop reference": f"V{number}", "Stop date/time": f"{number:02}/06/2025 22:00", "LPU": "Crewe LPU",
         "Driver self-defined ethnicity": word, "Reason ethnicity not stated": "Declined" if number == 3 else ""}
        for number, word in enumerate(said, start=1)
    ]  # fmt: skip
    import_file(workspace, extract(tmp_path / "stops.csv", STOPS, rows), kind="vehicle_stop")
    whole = facts(workspace, "ethnicity", "vehicle_stop").whole
    assert (whole.people, whole.stated, whole.with_reason, whole.without_reason) == (11, 3, 3, 3)
    assert (whole.missing, whole.not_understood) == (1, 1)
    told = section(workspace, "ethnicity", "vehicle_stop")
    assert told.headline == (
        "Of 11 drivers, 3 stated their ethnicity, 3 did not with a reason, 3 did not without one; for 1 nothing is "
        "recorded, and for 1 it is in words that we do not know."
    )
    assert told.notes[0] == "An answer, or a reason for none, is recorded for 6 of 11."
    reasons = dict(facts(workspace, "ethnicity", "vehicle_stop").reasons)
    assert reasons["Person chose not to say"] == 2, "declining is the reason, in whichever column it stands"


AUTHORITIES, DETENTIONS, REVIEWS = (
    f"practice-{name}.csv" for name in ("s60-authority-2025", "custody-2025-06", "custody-reviews-2025-06")
)


def record(ws: Workspace, kind: str, reference: str) -> dict[str, str]:
    """What is kept of a record, by field."""
    with ws.read() as session:
        case = session.execute(select(CaseRow.id).where(CaseRow.key == reference)).scalar_one()
        newest = select(RecordVersionRow.id).where(
            RecordVersionRow.case_id == case, RecordVersionRow.stands, RecordVersionRow.overtaken_by.is_(None)
        )
        version = session.execute(newest).scalar_one()
        return read_values(session, load_library(ws.force).scheme(kind), [version])[version]


def test_an_authoritys_hours_are_worked_out_and_its_times_looked_at(workspace: Workspace, tmp_path: Path) -> None:
    rows = [
        {"Authority reference": "A1", "Start": "13/06/2025 10:00", "End": "14/06/2025 16:00"},
        {"Authority reference": "A2", "Start": "14/06/2025 10:00", "End": "13/06/2025 16:00"},
        {"Authority reference": "A3", "Start": "15/06/2025 10:00", "End": "16/06/2025 10:00"},
        {"Authority reference": "A4", "Start": "16/06/2025 10:00", "End": "17/06/2025 16:00", "Hours": "24"},
    ]
    import_file(workspace, extract(tmp_path / "a.csv", AUTHORITIES, rows), kind="s60_authority")
    over = [record(workspace, "s60_authority", f"A{number}").get("over_24h") for number in (1, 2, 3, 4)]
    assert over == ["yes", None, "no", "no"]
    told = section(workspace, "times", "s60_authority")
    assert told.grave == ("In 1 record, “In force until” is before “In force from”.",)
    assert told.notes == (
        "In 1 record, “Hours, as first given” is not what the record's own times say; it counts as it was given.",
    )
    named = name_cases(workspace, QualityScope(kind="s60_authority"), "times")
    assert [(case.reference, case.told) for case in named.cases] == [
        ("A2", "“In force until” is before “In force from”"),
        ("A4", "“Hours, as first given” is not what its times say"),
    ]


def test_a_typed_authority_has_its_hours_too(workspace: Workspace) -> None:
    texts = {"authority_ref": "T1", "starts_at": "01/06/2025 12:00", "ends_at": "02/06/2025 15:00", "limb": "aa"}
    add_record(workspace, "s60_authority", texts)
    kept = record(workspace, "s60_authority", "T1")
    assert (kept["hours"], kept["over_15h"], kept["over_24h"]) == ("27", "yes", "yes")
    add_record(workspace, "s60_authority", {**texts, "authority_ref": "T2", "ends_at": "2025-05-02T15:00"})
    assert section(workspace, "times", "s60_authority").grave == (
        "In 1 record, “In force until” is before “In force from”.",
    )


@pytest.mark.parametrize("reviews_first", [False, True])
def test_a_detentions_times_say_how_long_it_was_and_whether_a_review_was_late(
    workspace: Workspace, tmp_path: Path, reviews_first: bool
) -> None:
    held = extract(tmp_path / "held.csv", DETENTIONS, [
        {"Custody reference": "CU/7", "Arrival": "01/06/2025 10:00", "Detention authorised": "01/06/2025 09:00",
         "AA requested": "01/06/2025 10:30", "AA arrived": "01/06/2025 09:00", "Released": "31/05/2025 09:00"},
        {"Custody reference": "CU/8", "Arrival": "13/06/2025 10:00", "Detention authorised": "13/06/2025 10:20",
         "AA requested": "13/06/2025 10:30", "AA arrived": "13/06/2025 14:00", "Released": "15/06/2025 09:00"},
    ])  # fmt: skip
    reviews = extract(tmp_path / "reviews.csv", REVIEWS, [
        {"Custody reference": "CU/7", "Review number": "1", "Due": "01/06/2025 16:00", "Done": "01/06/2025 16:00"},
        {"Custody reference": "CU/8", "Review number": "1", "Due": "13/06/2025 16:20", "Done": "13/06/2025 17:00"},
        {"Custody reference": "CU/8", "Review number": "2", "Due": "14/06/2025 02:00", "Done": "14/06/2025 01:00"},
    ])  # fmt: skip
    for file in (reviews, held) if reviews_first else (held, reviews):
        import_file(workspace, file, kind="custody")
    wrong, right = record(workspace, "custody", "CU/7"), record(workspace, "custody", "CU/8")
    assert (right["hours_held"], right["over_24h"], right["aa_minutes"], right["reviews_late"]) == (
        "47", "yes", "210", "yes",
    )  # fmt: skip
    assert wrong["reviews_late"] == "no"
    assert wrong.keys().isdisjoint({"hours_held", "over_24h", "aa_minutes"})
    grave = section(workspace, "times", "custody").grave
    assert len(grave) == 4
    assert all(sentence.startswith("In 1 record, “") for sentence in grave)
    assert any("“When the appropriate adult came” is before" in sentence for sentence in grave)


@pytest.mark.parametrize("kind", ["vehicle_stop", "stop_search", "use_of_force", "custody"])
def test_of_a_kind_without_a_record_nothing_is_said_of_links(workspace: Workspace, kind: str) -> None:
    told = section(workspace, "forms", kind)
    assert "leads to one" not in told.headline
    assert getattr(told.facts, "broken_links", None) is None


def test_a_record_typed_in_is_no_file_whose_name_is_erased(workspace: Workspace) -> None:
    add_record(workspace, "s60_authority", {"authority_ref": "T1", "starts_at": "01/06/2025 12:00", "limb": "aa"})
    assert [each.file_name for each in facts(workspace, "intake", "s60_authority").imports] == ["Typed in"]


def test_a_record_that_one_extract_gives_twice_was_not_given_by_a_later_one(
    workspace: Workspace, tmp_path: Path
) -> None:
    row = {"Stop reference": "V1", "Stop date/time": "01/06/2025 22:00"}
    rows = [row, {**row, "LPU": "Crewe LPU"}]
    import_file(workspace, extract(tmp_path / "stops.csv", STOPS, rows), kind="vehicle_stop")
    before = "1 record had been given before, by an earlier extract or further up in the same one"
    assert f"{before}: the version given last is the one counted." in section(workspace, "blanks", "vehicle_stop").notes
    assert f"{before}." in section(workspace, "blanks", "vehicle_stop", import_id=1).notes


@pytest.mark.parametrize("typed", [False, True], ids=["an extract", "and one typed in"])
def test_words_that_no_list_has_leave_nothing_blank_that_would_follow_from_them(
    workspace: Workspace, tmp_path: Path, typed: bool
) -> None:
    said = ["Arrest", "Verbal advice and reported for summons", "Martian law", ""]
    rows = [
        {"Stop reference": f"V{number}", "Stop date/time": f"{number:02}/06/2025 22:00", "LPU": "Crewe LPU",
         "Action taken": word}
        for number, word in enumerate(said)
    ]  # fmt: skip
    rows[0]["Stop date/time"] = "09/06/2025 22:00"
    import_file(workspace, extract(tmp_path / "stops.csv", STOPS, rows), kind="vehicle_stop")
    if typed:
        add_record(workspace, "vehicle_stop", {"urn": "T1", "stopped_at": "01/06/2025 12:00", "action": "arrest"})
    found = facts(workspace, "blanks", "vehicle_stop")
    assert blank_counts(found)["outcome"] == 1, "the one of which nobody said what was done"
    unit = next(each for each in found.by_lpu if each.label == "Crewe")
    assert [each.blank for each in unit.blanks if each.field == "outcome"] == [1]
