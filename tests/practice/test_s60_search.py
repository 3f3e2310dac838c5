"""The oddities of the practice section 60 searches, and how they stand to the practice register of authorities."""

from datetime import datetime

import pytest

from tests.practice.kept import AUTHORITIES, SEARCHES
from tests.practice.make_s60_search import NOWHERE

ROWS = SEARCHES.rows


def at(text: str) -> datetime:
    return datetime.strptime(text, "%d/%m/%Y %H:%M")  # noqa: DTZ007


def test_most_name_an_authority_that_is_there_and_in_force():
    known = {row["Authority reference"]: row for row in AUTHORITIES.rows if row["Authority reference"]}
    named = [row for row in ROWS if row["Section 60 authority"] in known]
    inside = outside = 0
    for row in named:
        authority = known[row["Section 60 authority"]]
        last = at(authority["Extended until"] or authority["End"])
        within = at(authority["Start"]) <= at(row["Search date/time"]) <= last
        inside, outside = inside + within, outside + (not within)
        assert row["LPU"] == authority["LPU"]
    assert inside > 240
    assert outside >= 8
    assert len({row["Section 60 authority"] for row in named}) >= 15


def test_some_name_none_or_one_that_is_not_there():
    known = {row["Authority reference"] for row in AUTHORITIES.rows}
    assert sum(row["Section 60 authority"] == "" for row in ROWS) >= 15
    nowhere = [row["Section 60 authority"] for row in ROWS if row["Section 60 authority"] not in known]
    assert len(nowhere) >= 5
    assert set(nowhere) <= set(NOWHERE)


@pytest.mark.parametrize(
    ("oddity", "least"),
    [
        (lambda row: row["Officer in uniform"] == "No", 5),
        (lambda row: row["Officer in uniform"] == "", 5),
        (lambda row: row["Told of the authority"] == "No", 10),
        (lambda row: row["Age"] in ("14", "15", "16", "17"), 50),
        (lambda row: row["Search level"] == "EIP", 2),
        (lambda row: row["Search level"] == "MTS", 5),
        (lambda row: row["Object of search"] == "Controlled drugs", 3),
        (lambda row: row["Search type"] == "Person and vehicle", 10),
        (lambda row: row["Self-defined ethnicity"] == "NS" and row["Reason ethnicity not stated"], 10),
        (lambda row: row["Self-defined ethnicity"] == "NS" and not row["Reason ethnicity not stated"], 3),
        (lambda row: row["Self-defined ethnicity"] == "", 5),
        (lambda row: row["Use of force form"], 5),
        (lambda row: row["BWV"] == "Fault", 5),
    ],
)
def test_oddities_are_there(oddity, least: int):
    assert sum(bool(oddity(row)) for row in ROWS) >= least


def test_all_are_under_section_60():
    assert {row["Power"] for row in ROWS} == {"S60 CJPOA"}
