"""The oddities of the practice vehicle stops, and how they stand to the practice stop and search extract."""

import csv
import io
from collections import Counter

import pytest

from app.core.resources import root
from tests.practice import make_stop_search
from tests.practice.kept import STOPS
from tests.practice.make_vehicle_stop import NOWHERE

ROWS = STOPS.rows
SDE, REASON = "Driver self-defined ethnicity", "Reason ethnicity not stated"


def searches() -> dict[str, dict[str, str]]:
    data = (root() / "practice" / f"{make_stop_search.NAME}.csv").read_bytes()
    return {row["URN"]: row for row in csv.DictReader(io.StringIO(data.decode(), newline=""))}


def test_every_search_that_began_as_a_stop_is_named_by_one_stop():
    named = Counter(row["Search reference"] for row in ROWS if row["Search reference"])
    assert named.pop(NOWHERE) == 1
    began = {urn for urn, row in searches().items() if urn and row["Stopped under s163"] == "Yes"}
    assert set(named) == began
    assert set(named.values()) == {1}
    assert len(began) >= 10


def test_stop_and_search_agree_on_officer_place_and_force():
    known = searches()
    for row in ROWS:
        if search := known.get(row["Search reference"]) if row["Search reference"] else None:
            assert (row["Officer"], row["LPU"]) == (search["Officer"], search["LPU"])
            assert row["Use of force form"] == search["Use of force form"]
            assert "search" in row["Action taken"]


def test_ethnicity_is_stated_not_stated_and_missing():
    counts = Counter((row[SDE] or "missing", bool(row[REASON])) for row in ROWS)
    stated = sum(count for (code, _), count in counts.items() if code not in ("NS", "missing"))
    assert stated > 150
    assert counts["NS", True] >= 20
    assert counts["NS", False] >= 10
    assert counts["missing", False] >= 30
    assert sum(not row[SDE] and bool(row["Officer-defined ethnicity"]) for row in ROWS) >= 20


def test_some_vehicles_are_stopped_again_and_again():
    plates = Counter(row["Vehicle registration"] for row in ROWS if row["Stop reference"])
    plates.pop("")
    often = [plate for plate, count in plates.items() if count > 1]
    assert len(often) >= 7
    for plate in often:
        stops = [row for row in ROWS if row["Vehicle registration"] == plate]
        assert any(int(row["Earlier stops (12 months)"] or 0) > 0 for row in stops[1:]), plate
        assert len({row["Vehicle type"] for row in stops} - {""}) == 1


@pytest.mark.parametrize(
    ("oddity", "least"),
    [
        (lambda row: row["Reason for stop"] in ("", ".", "N/A", "As per code"), 8),
        (lambda row: row["Reason code"] == "", 5),
        (lambda row: row["Driver seen before stop"] == "", 20),
        (lambda row: row["Driver seen before stop"] == "Yes", 20),
        (lambda row: row["Action taken"] == "", 8),
        (lambda row: ";" in row["Action taken"], 10),
        (lambda row: row["Driver age"] in ("14", "15", "16", "17"), 2),
        (lambda row: row["Earlier stops (12 months)"] == "", 10),
        (lambda row: row["Vehicle type"] == "E-scooter" and not row["Vehicle registration"], 1),
        (lambda row: row["BWV"] == "Fault", 5),
        (lambda row: row["Operation"], 5),
    ],
)
def test_oddities_are_there(oddity, least: int):
    assert sum(bool(oddity(row)) for row in ROWS) >= least
