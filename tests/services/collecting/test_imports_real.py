"""The other real files: exact counts of what became of every row, and of what is not stored."""

from pathlib import Path

import pytest

from app.core.errors import AppError
from app.core.schemes.spec import Mapping
from app.services.workspace import Workspace
from tests.builders import import_file
from tests.intake.extracts import published
from tests.journeys.looking import counts

SEATTLE = Mapping(
    id="seattle", label={"en": "Seattle"}, kinds=("use_of_force",), times="local", day_order="mdy",
    required=("ID", "Incident_Num"),
    columns={
        "ID": "form_ref", "Incident_Num": "incident_ref", "Occured_date_time": "used_at", "Precinct": "lpu",
        "Officer_ID": "officer_id", "Subject_ID": "subject_no", "Subject_Gender": "gender",
    },
)  # fmt: skip
ORLANDO = Mapping(
    id="orlando", label={"en": "Orlando"}, kinds=("use_of_force",), times="local", day_order="mdy",
    required=("Incident Number",),
    columns={
        "Incident Number": "incident_ref", "Incident Date Time": "used_at", "Officer Injured": "injury_staff",
        "Officer Battered": "assaulted_by_subject", "Electronic Device Used": "ced_used", "Location": "place_text",
    },
    ignored=("Officers Race", "Officers Ethnicity", "Officers Sex", "Status"),
)  # fmt: skip


def test_the_metropolitan_police_in_2016(workspace: Workspace, tmp_path: Path) -> None:
    found = import_file(workspace, published("2016-06-metropolitan-stop-and-search.csv", tmp_path))
    assert (found.rows_read, found.stored, found.rejected, found.identical) == (10_490, 10_490, 0, 342)
    assert (found.by_kind, found.unknown_values, found.unmapped) == ({"stop_search": 10_490}, {}, {})


def test_a_month_as_the_api_gives_it(workspace: Workspace, tmp_path: Path) -> None:
    found = import_file(workspace, published("api-2024-01.json", tmp_path))
    assert (found.rows_read, found.stored, found.rejected, found.identical) == (170, 170, 0, 10)
    assert (found.by_kind, found.unknown_values) == ({"stop_search": 170}, {})
    assert found.unmapped == {
        "involved_person": 170, "outcome_object.id": 170, "outcome_object.name": 170, "force_id": 170,
        "location.street.id": 156, "location.street.name": 156,
    }  # fmt: skip


def test_seattles_forms_are_cases_by_incident_and_subject(workspace: Workspace, tmp_path: Path) -> None:
    found = import_file(workspace, published("seattle_uof.csv", tmp_path), kind="use_of_force", mapping=SEATTLE)
    assert (found.rows_read, found.stored, found.rejected, found.identical) == (11_661, 11_661, 0, 0)
    assert sum(found.unknown_values["lpu"].values()) == 11_051
    assert found.unmapped == {
        "Incident_Type": 11_661, "Sector": 10_682, "Beat": 11_661, "Subject_Race": 11_661,
    }  # fmt: skip
    kept = counts(workspace)
    assert (kept["case"], kept["case_member"], kept["record_version"]) == (11_638, 11_661, 11_661 + 11_638)


def test_orlandos_incidents_and_two_rows_without_a_time(workspace: Workspace, tmp_path: Path) -> None:
    found = import_file(workspace, published("orlando_r2r.csv", tmp_path), kind="use_of_force", mapping=ORLANDO)
    assert (found.rows_read, found.stored, found.rejected) == (5_658, 5_656, 2)
    told = [(one.row, one.column, one.reason) for one in found.problems]
    assert told == [(row, "Incident Date Time", "is missing, and a record needs it") for row in (27, 2_726)]
    assert found.unread_values == (), "of rows that were stored"
    kept = counts(workspace)
    assert (kept["case"], kept["case_member"], kept["problem"]) == (5_584, 5_656, 2)
    assert found.unmapped["Offenders Race"] == 5_658
    assert not {"Officers Race", "Status"} & set(found.unmapped), "what a mapping ignores is not told every month"


@pytest.mark.parametrize(
    "name",
    [
        "c11_pfa_18_ethnic_groups.csv", "c21_ltla_sex_by_19_ethnic_groups.csv", "uk_identifier_cases.csv",
        "derived_c21_pfa_by_5_ethnic_groups.csv", "lookup_lad_csp_pfa_dec2016.csv",
    ],
)  # fmt: skip
def test_a_table_of_something_else_is_refused_whole(workspace: Workspace, tmp_path: Path, name: str) -> None:
    before = counts(workspace)
    with pytest.raises(AppError, match="columns are none that we know"):
        import_file(workspace, published(name, tmp_path))
    assert counts(workspace) == before
