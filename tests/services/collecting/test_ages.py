"""Ages worked out from birth dates that are not kept."""

from pathlib import Path

import pytest

from app.core.schemes.derived import can_fill
from app.core.shapes.mappings import MappingSettings
from app.core.shapes.workspaces import ImportChoice
from app.models.record_query import CaseQuery
from app.models.record_store import read_values
from app.services.collecting import mappings
from app.services.collecting.imports import import_extract
from app.services.schemes import load_library
from app.services.workspace import Workspace
from tests.core.schemes.shipped import scheme as shipped
from tests.standing import find_cases

HEADER = "Search ID,Date/Time of Search,Date of Birth,Power,Object,Reason for search,Disposal,Surname"
ROWS = (
    "D1,13/06/2025 12:05,01/02/2010,S1 PACE,Drugs,g,NFA,Smith",
    "D2,14/06/2025 12:05,01/02/1980,S1 PACE,Drugs,g,NFA,Smyth",
    "D3,15/06/2025 13:25,15/06/2007,S1 PACE,Drugs,g,NFA,Smoth",
    "D4,15/06/2025 13:25,16/06/2007,S1 PACE,Drugs,g,NFA,Smeth",
    "D5,15/06/2025 13:25,,S1 PACE,Drugs,g,NFA,Smath",
    "D6,15/06/2025 13:25,31/31/1999,S1 PACE,Drugs,g,NFA,Smuth",
)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """An extract with birth dates and no ages."""
    path = tmp_path / "searches.csv"
    path.write_text("\r\n".join((HEADER, *ROWS)) + "\r\n", encoding="utf-8")
    return path


def kept(ws: Workspace) -> dict[str, dict[str, str]]:
    """The records by their reference."""
    scheme = load_library(ws.force).scheme("stop_search")
    with ws.read() as session:
        cases = find_cases(session, CaseQuery(kind="stop_search", where={}))
        found = read_values(session, scheme, [case.version_id for case in cases])
    return {values["urn"]: values for values in found.values()}


def bring_in(ws: Workspace, file: Path, settings: MappingSettings | None = None) -> None:
    draft = mappings.look_at(ws, file, kind="stop_search")
    if settings:
        draft = mappings.change_draft(ws, draft, settings)
    import_extract(ws, file=file, choice=ImportChoice(kind="stop_search"), mapping=mappings.mapping_of(draft))


def test_a_birth_date_gives_the_age_at_the_event_and_is_not_kept(workspace: Workspace, file: Path) -> None:
    draft = mappings.look_at(workspace, file, kind="stop_search")
    birth = next(choice for choice in draft.columns if choice.column == "Date of Birth")
    assert (birth.field, birth.examples) == ("subject_dob:age", ())
    assert birth.why == "the age is worked out from it, and the date is not kept"
    assert draft.dropped == ("Surname",)
    bring_in(workspace, file)
    names = ("age", "age_band", "is_child")
    told = {urn: tuple(map(values.get, names)) for urn, values in kept(workspace).items()}
    assert told == {
        "D1": ("15", "10-17", "yes"), "D2": ("45", "over-34", "no"), "D3": ("18", "18-24", "no"),
        "D4": ("17", "10-17", "yes"), "D5": (None, None, None), "D6": (None, None, None),
    }  # fmt: skip
    with workspace.read() as session:
        bodies = session.connection().exec_driver_sql("SELECT count(*) FROM identity").scalar_one()
        rests = session.connection().exec_driver_sql("SELECT group_concat(rest) FROM record_version").scalar_one()
    assert bodies == 0
    assert not any(year in rests for year in ("2010", "1980", "2007", "1999"))


def test_a_birth_date_that_is_chosen_is_kept_to_redact_with_and_gives_the_age_too(
    workspace: Workspace, file: Path
) -> None:
    bring_in(workspace, file, MappingSettings(columns={"Date of Birth": "subject_dob"}))
    assert kept(workspace)["D1"]["is_child"] == "yes"
    with workspace.read() as session:
        bodies = session.connection().exec_driver_sql("SELECT count(*) FROM identity").scalar_one()
    assert bodies == 4


def test_a_column_of_ages_leaves_the_birth_date_alone(workspace: Workspace, file: Path) -> None:
    head, *rows = file.read_text(encoding="utf-8").splitlines()
    aged = [f"{head},Age", *(f"{row},{14 + at}" for at, row in enumerate(rows))]
    file.write_text("\r\n".join(aged) + "\r\n", encoding="utf-8")
    draft = mappings.look_at(workspace, file, kind="stop_search")
    assert {choice.column: choice.field for choice in draft.columns}["Date of Birth"] == ""


def test_where_no_age_can_be_had_it_is_said(workspace: Workspace, file: Path) -> None:
    with_birth = mappings.look_at(workspace, file, kind="stop_search")
    without = mappings.change_draft(workspace, with_birth, MappingSettings(columns={"Date of Birth": ""}))
    said = [{name for gap in draft.gaps for name in gap.fields} for draft in (with_birth, without)]
    assert ["Age band" in names for names in said] == [False, True]


def test_what_can_be_filled_follows_from_columns() -> None:
    scheme = shipped("stop_search")
    assert {"age", "age_band", "is_child"} <= can_fill(scheme, {"subject_dob", "searched_at"})
    assert can_fill(scheme, {"subject_dob"}) == {"subject_dob"}
