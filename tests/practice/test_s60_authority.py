"""The oddities of the practice register of section 60 authorities."""

from datetime import datetime, timedelta

import pytest

from tests.practice.kept import AUTHORITIES
from tests.practice.stock import AUTHORITIES as NAMED

ROWS = AUTHORITIES.rows


def at(text: str) -> datetime:
    return datetime.strptime(text, "%d/%m/%Y %H:%M")  # noqa: DTZ007


def test_the_authorities_that_other_extracts_name_are_there():
    rows = {row["Authority reference"]: row for row in ROWS}
    for entry in NAMED:
        row = rows[entry.ref]
        assert (at(row["Start"]), at(row["End"])) == (entry.start, entry.start + timedelta(minutes=entry.minutes))
        assert row["LPU"].lower().startswith(entry.lpu)


def test_hours_are_those_between_start_and_end():
    for row in ROWS:
        assert at(row["End"]) - at(row["Start"]) == timedelta(hours=int(row["Hours"]))


def test_one_of_the_extended_was_extended_wrongly():
    extended = [row for row in ROWS if row["Extended at"]]
    wrong = [row for row in extended if at(row["Extended at"]) > at(row["End"])]
    assert (len(extended), len(wrong)) == (32, 1)
    assert (wrong[0]["Extended by rank"], wrong[0]["Hours added"]) == ("Insp", "30")
    for row in extended:
        assert at(row["Extended until"]) - at(row["End"]) == timedelta(hours=int(row["Hours added"]))
        if row is not wrong[0]:
            assert row["Extended by rank"] in ("Supt", "Ch Supt", "ACC")
            assert int(row["Hours added"]) <= 24


@pytest.mark.parametrize(
    ("oddity", "least"),
    [
        (lambda row: not row["Signed at"], 15),
        (lambda row: not row["Debrief date"], 60),
        (lambda row: not row["Published date"], 60),
        (lambda row: not row["Community review date"], 100),
        (lambda row: row["Authorising rank"] == "Insp" and not row["Superintendent informed at"], 10),
        (lambda row: row["Map attached"] != "Yes", 60),
        (lambda row: int(row["Hours"]) > 15, 20),
        (lambda row: int(row["Hours"]) > 24, 1),
        (lambda row: row["Authorising rank"] == "PS", 1),
        (lambda row: row["Written"] == "Oral then written", 20),
        (lambda row: row["Written"] == "Verbal only", 1),
        (lambda row: row["Channels"] == "None" and not row["Reason public not told"], 3),
        (lambda row: ";" in row["Channels"], 50),
        (lambda row: row["Cancelled at"], 20),
        (lambda row: row["Searches"] == "", 5),
        (lambda row: row["Searches"] == "0", 20),
        (lambda row: row["Searches under 18"] not in ("", "0"), 50),
        (lambda row: row["Section 60 limb"] == "", 3),
        (lambda row: row["Necessity"] == "", 5),
    ],
)
def test_oddities_are_there(oddity, least: int):
    assert sum(bool(oddity(row)) for row in ROWS) >= least


def test_numbers_by_ethnicity_mostly_but_not_always_add_up():
    columns = [name for name in ROWS[0] if name.startswith("Searches ") and not name.endswith("18")]
    sums = [sum(int(row[name]) for name in columns) == int(row["Searches"]) for row in ROWS if row["Searches"]]
    assert 0 < sums.count(False) < 20
