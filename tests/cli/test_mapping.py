"""``mapping list|show|save`` at the batch door."""

from pathlib import Path

import pytest

from tests.builders import OPEN_DATA
from tests.cli.door import Door
from tests.intake.extracts import line

LOG = [
    ["Slip no", "Date", "Time", "Power", "Result", "Remarks = mine", "Surname"],
    ["A1", "13/06/2025", "21:05", "s1 PACE", "Let go", "Crewe C", "Smithson"],
    ["A2", "14/06/2025", "01:10", "s23 MDA", "Arrest", "Crewe C", "Jonesworth"],
]


@pytest.fixture
def log(tmp_path: Path) -> Path:
    """A hand-made log that the app has never seen."""
    file = tmp_path / "log.csv"
    file.write_text("\n".join(map(line, LOG)) + "\n", encoding="utf-8")
    return file


def test_a_mapping_is_guessed_changed_told_and_kept(door: Door, log: Path) -> None:
    said = door(
        "mapping", "save", "crewe", "--file", log, "--kind", "stop_search",
        "--set", "Remarks = mine=team", "--set", "Surname=", "--value", "outcome:Let go=nfa",
        "--constant", "lpu=crewe", "--times", "local", "--day-order", "dmy",
    )  # fmt: skip
    assert said.code == 0
    assert said.data["saved"] == {**said.data["saved"], "name": "crewe", "number": 1, "kind": "stop_search"}
    assert said.data["preview"]["unknown"] == []
    assert (said.data["preview"]["read"], said.data["preview"]["kept"]) == (2, 2)
    assert "  Remarks = mine -> team: as you said" in said.err
    assert "Not stored: “Surname”" in said.err
    assert "“13/06/2025 21:05” will be read as 13 June 2025, 21:05 on the clock in London." in said.err
    assert "Smithson" not in said.out + said.err
    shown = door("mapping", "show", "crewe").data
    assert {column["column"]: column["field"] for column in shown["columns"]}["Remarks = mine"] == "team"
    assert (shown["values"], shown["constants"]) == ({"outcome": {"Let go": "nfa"}}, {"lpu": "crewe"})
    assert [item["name"] for item in door("mapping", "list").data["mappings"] if not item["shipped"]] == ["crewe"]


def test_words_that_no_vocabulary_has_are_told(door: Door, log: Path) -> None:
    said = door("mapping", "save", "crewe", "--file", log, "--kind", "stop_search", "--as-guessed", json=False)
    assert "No word of “Outcome” (outcome), 1 time: “Let go”" in said.out
    assert said.out.endswith("Of 2 rows, 2 would be stored and 0 would not.\n"
                             "No word of “Outcome” (outcome), 1 time: “Let go”\n"
                             "Saved as “crewe”, number 1.\n")  # fmt: skip


def test_what_is_not_settled_is_told_and_nothing_kept_unless_it_is_to_be(door: Door, log: Path) -> None:
    said = door("mapping", "save", "crewe", "--file", log, "--kind", "stop_search")
    assert said.code == 1
    assert "Date + Time: Whether the times are London's clock or UTC cannot be told from them" in said.err
    assert "Say --times utc or local, or say --as-guessed" in said.err
    assert door("mapping", "show", "crewe").code == 1
    assert door("mapping", "save", "crewe", "--file", log, "--kind", "stop_search", "--as-guessed").code == 0


def test_a_part_of_the_case_key_without_a_column_is_not_settled(door: Door, tmp_path: Path) -> None:
    file = tmp_path / "force.csv"
    file.write_text("Incident number,Date of incident,Tactic\nI1,14/01/2025 10:00,Handcuffs\n", encoding="utf-8")
    words = ["--kind", "use_of_force", "--set", "Incident number=incident_ref", "--set", "Date of incident=used_at"]
    said = door("mapping", "save", "force", "--file", file, *words)
    assert said.code == 1
    assert "because no column fills “Number of the person in the incident”" in said.err
    assert "Change the columns with --set" in said.err


def test_the_shipped_ones_are_listed_and_shown(door: Door) -> None:
    assert "police_uk: data.police.uk stop and search (" in door("mapping", "list", json=False).out
    assert door("mapping", "show", "police_uk").data["times"] == "utc"


@pytest.mark.parametrize(
    ("words", "code", "told"),
    [
        (["--set", "Result"], 2, "--set is written COLUMN=FIELD"),
        (["--set", "Nothing=outcome"], 1, "no column “Nothing”"),
        (["--value", "Let go=nfa"], 1, "names no field"),
        (["--value", "outcome:Let go=freed"], 1, "no code “freed”"),
        (["--header-row", "two"], 1, "is no whole number"),
        (["--kind", "searches"], 1, "no kind of record called “searches”"),
        (["--times", "wall"], 1, "cannot be read as “wall”"),
    ],
)
def test_what_cannot_be_done_is_refused_and_nothing_kept(
    door: Door, log: Path, words: list[str], code: int, told: str
) -> None:
    said = door("mapping", "save", "crewe", "--file", log, *words)
    assert said.code == code
    assert told in said.err
    assert door("mapping", "show", "crewe").code == 1


def test_a_shipped_name_is_not_taken(door: Door) -> None:
    said = door("mapping", "save", "police_uk", "--file", OPEN_DATA)
    assert (said.code, "came with the app" in said.err) == (1, True)


def test_words_that_cannot_be_read_are_told_and_may_be_said_to_mean_something(door: Door, tmp_path: Path) -> None:
    file = tmp_path / "odd.csv"
    rows = [
        ["Ref", "Date of search", "Force used", "Age"],
        ["A1", "13/06/2025 21:05", "Handcuffs", "about 15"],
        ["A2", "soon", "", ""],
    ]
    file.write_text("\n".join(map(line, rows)) + "\n", encoding="utf-8")
    words = ["mapping", "save", "odd", "--file", file, "--kind", "stop_search", "--times", "local", "--as-guessed"]
    words += ["--set", "Ref=urn", "--set", "Date of search=searched_at", "--set", "Force used=force_used"]
    said = door(*words, "--set", "Age=age", json=False)
    for told in (
        "Of 2 rows, 1 would be stored and 1 would not.\nNot stored, 1 row: Date of search: is no date and time",
        "(force_used), 1 time: “Handcuffs” is neither yes nor no: left blank\n",
        "(age), 1 time: “about 15” is no whole number: left blank\n",
    ):
        assert told in said.out
    meant = ("--value", "force_used:Handcuffs=yes", "--value", "age:about 15=15", "--set", "Age=age")
    assert door(*words, *meant).data["preview"]["unknown"] == []
    assert door(*words, "--value", "age:about 15=fifteen").code == 1
