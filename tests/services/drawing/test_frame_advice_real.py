"""What the app says of lists in which a sample would mislead: two real months, and one event."""

from datetime import date
from pathlib import Path

import pytest

from app.core.shapes.draws import FrameChoice
from app.services.drawing.frames import count_frame
from app.services.workspace import Workspace
from tests.builders import Drawn, import_file, import_practice, write_csv
from tests.intake.extracts import published


def test_one_event_of_thousands_is_told_with_the_days_it_filled(workspace: Workspace, tmp_path: Path) -> None:
    import_file(workspace, published("2018-08-metropolitan-stop-and-search.csv", tmp_path))
    found = count_frame(
        workspace,
        FrameChoice(kind="s60_search", first_day=date(2018, 8, 1), last_day=date(2018, 8, 31), size=10),
    )
    (told,) = found.advice
    assert found.cases == 4_007
    assert told.startswith("3,733 of 4,007 cases are of 4 days from 18 August 2018; a usual day has 13.")
    assert "one event" in told and "draw from those days alone" in told


def test_an_object_that_was_filled_in_from_the_law_is_told(workspace: Workspace, tmp_path: Path) -> None:
    import_file(workspace, published("2016-06-metropolitan-stop-and-search.csv", tmp_path))
    found = count_frame(
        workspace,
        FrameChoice(
            kind="stop_search", first_day=date(2016, 6, 1), last_day=date(2016, 6, 30), size=10, strata=("object",)
        ),
    )
    assert found.cases == 10_490
    assert found.advice[0] == (
        "“Looking for” follows from “Power used” in all 10,490 cases: it was probably filled in from it. "
        "Divide the list by “Power used” itself, or by what says something of its own."
    )


def test_the_same_of_an_ordinary_month_is_not_told(practice_workspace_with_draw: Drawn) -> None:
    found = count_frame(
        practice_workspace_with_draw.ws,
        FrameChoice(
            kind="stop_search", first_day=date(2025, 6, 1), last_day=date(2025, 6, 30), size=10, strata=("object",)
        ),
    )
    assert not [one for one in found.advice if "follows from" in one]


@pytest.mark.parametrize(("many", "told"), [(60, True), (49, False)])
def test_many_searches_at_one_time_and_place_are_told(
    workspace: Workspace, tmp_path: Path, many: int, told: bool
) -> None:
    rows = [{"URN": f"PSS/25/{number:05}", "Location": "Larkspur Passage"} for number in range(many)]
    rows += [{"URN": f"PSS/25/9{number:04}", "Location": f"{number} High Street"} for number in range(30)]
    import_practice(workspace, file=write_csv(tmp_path / "one.csv", rows))
    june = FrameChoice(kind="stop_search", first_day=date(2025, 6, 1), last_day=date(2025, 6, 30), size=10)
    found = [one for one in count_frame(workspace, june).advice if "the same time and the same place" in one]
    assert [one.startswith(f"{many} of {many + 30} cases have") for one in found] == ([True] if told else [])
