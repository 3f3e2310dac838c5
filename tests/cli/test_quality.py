"""The quality of records at the batch door."""

import pytest

from app.core import resources
from tests.builders import entries, reopen
from tests.cli.door import Door

STOPS = resources.root() / "practice" / "practice-vehicle-stop-2025-06.csv"
FORCE = resources.root() / "practice" / "practice-use-of-force-2025-06.csv"


@pytest.fixture
def stops(door: Door) -> Door:
    """The door on a workspace with vehicle stops."""
    assert door("import", STOPS, "--kind", "vehicle_stop").code == 0
    return door


def test_every_part_is_in_the_object_with_its_numbers(stops: Door) -> None:
    said = stops("quality", "--kind", "vehicle_stop")
    assert said.code == 0
    assert set(said.data) == {"blanks", "ethnicity", "times", "forms", "video", "intake"}
    assert said.data["ethnicity"]["whole"]["stated"] == 196
    assert said.data["ethnicity"]["headline"].startswith("Of 324 drivers, 196 stated their ethnicity")
    assert said.data["blanks"]["records"] == 324
    assert sum(said.data["times"]["by_hour"]) == 324
    assert said.data["intake"]["imports"][0]["stored"] == 324


def test_people_read_sentences_and_tables(stops: Door) -> None:
    said = stops("quality", "--kind", "vehicle_stop", json=False)
    lines = said.out.splitlines()
    assert "SELF-DEFINED ETHNICITY" in lines
    assert any(line.split("  ")[-1] == "196 of 324 (60%)" for line in lines)
    assert "PVS/25" not in said.out


def test_one_import_and_a_period(stops: Door) -> None:
    one = stops("quality", "--kind", "vehicle_stop", "--import", "1", "--from", "2025-06-01", "--to", "2025-06-01")
    assert 0 < one.data["blanks"]["records"] < 324
    assert "forms" not in one.data, "links are counted over all records"
    none = stops("quality", "--kind", "vehicle_stop", "--import", "7")
    assert (none.code, none.data["refused"]) == (1, "There is no import 7 of vehicle_stop.")


def test_cases_are_named_and_that_is_logged(door: Door) -> None:
    door("import", FORCE, "--kind", "use_of_force")
    said = door("quality", "--kind", "use_of_force", "--name", "forms_missing")
    assert (said.code, said.data["total"], len(said.data["cases"])) == (0, 43, 43)
    told = door("quality", "--kind", "use_of_force", "--name", "forms_missing", json=False)
    assert told.out.splitlines()[0].endswith(": 1 form, and there should be 2")
    ws = reopen(door.workspace)
    assert entries(ws)[-1]["event"] == "quality_cases_named"
    ws.close()


@pytest.mark.parametrize(
    ("line", "code"),
    [
        ("quality", 2),
        ("quality --kind vehicle_stop --name everyone", 2),
        ("quality --kind vehicle_stop --import one", 1),
        ("quality --kind vehicle_stop --from yesterday", 1),
        ("quality --kind vehicle_stop --from 2025-06-02 --to 2025-06-01", 1),
        ("quality --kind walks", 1),
    ],
)
def test_what_cannot_be_asked_is_refused_in_a_sentence(door: Door, line: str, code: int) -> None:
    said = door(*line.split())
    assert said.code == code
    assert said.data["refused"]
    assert said.data["fix"]
