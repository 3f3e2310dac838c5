"""The oddities of the practice hate reports."""

from collections import Counter
from datetime import datetime

import pytest

from tests.practice.kept import REPORTS
from tests.practice.make_hate_incident import STRANDS

ROWS = REPORTS.rows


def at(text: str) -> datetime:
    return datetime.strptime(text, "%d/%m/%Y %H:%M")  # noqa: DTZ007


def test_crimes_and_incidents_that_are_none():
    counts = Counter(row["Crime or non-crime"] for row in ROWS)
    assert set(counts) == {"Crime", "NCHI", "Under review", ""}
    assert counts["Crime"] > 180
    assert counts["NCHI"] > 40
    for row in ROWS:
        if row["Crime or non-crime"] == "NCHI":
            assert (row["Offence"], row["Evidence of hostility"]) == ("Incident only", "")


def test_each_strand_is_there_alone_together_and_missing():
    flagged = [tuple(name for name in STRANDS.values() if row[name] == "Yes") for row in ROWS]
    assert {name for names in flagged for name in names} == set(STRANDS.values())
    assert sum(len(names) > 1 for names in flagged) >= 10
    assert sum(not names for names in flagged) >= 5


def test_it_happened_before_it_was_reported_and_officers_came_after():
    for row in ROWS:
        for column, sign in (("Happened date/time", -1), ("First contact", 1)):
            if row[column]:
                assert (at(row[column]) - at(row["Reported date/time"])).total_seconds() * sign > 0


def test_some_are_targeted_again_and_again():
    people = Counter(row["Victim name"] for row in ROWS if row["Victim name"] and row["Incident reference"])
    assert sum(count > 1 for count in people.values()) >= 5
    assert sum(int(row["Earlier reports (12 months)"] or 0) > 1 for row in ROWS) >= 10


@pytest.mark.parametrize(
    ("oddity", "least"),
    [
        (lambda row: row["What was reported"] in ("", "See log", "Racial", "Dup"), 5),
        (lambda row: row["Victim age"] in ("14", "15", "16", "17"), 15),
        (lambda row: row["Outcome"] == "OC16", 20),
        (lambda row: row["Outcome"] == "Open" and not row["Closed date"], 20),
        (lambda row: row["Outcome"] == "", 3),
        (lambda row: row["Perceived by"] == "", 15),
        (lambda row: row["Risk"] == "", 20),
        (lambda row: row["First contact"] == "", 15),
        (lambda row: row["Inspector review date"] == "", 60),
        (lambda row: row["Victim self-defined ethnicity"] == "NS" and row["Reason ethnicity not stated"], 10),
        (lambda row: row["Victim self-defined ethnicity"] == "NS" and not row["Reason ethnicity not stated"], 5),
        (lambda row: row["Victim self-defined ethnicity"] == "", 20),
        (lambda row: row["Crime or non-crime"] == "NCHI" and row["Other party recorded"] == "Yes", 8),
        (lambda row: row["Other party name"], 10),
        (lambda row: row["Vulnerable person"] == "Yes", 10),
    ],
)
def test_oddities_are_there(oddity, least: int):
    assert sum(bool(oddity(row)) for row in ROWS) >= least
