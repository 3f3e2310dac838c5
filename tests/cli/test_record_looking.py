"""``record list`` and ``record show`` at the batch door."""

import json
from pathlib import Path

import pytest

from app.services.workspaces import open_workspace
from tests.builders import PASSPHRASE, entries, write_csv
from tests.cli.door import Door
from tests.many_rows import FILES, PRACTICE

ROWS = [
    {"URN": "A", "LPU": "Chester", "Search date/time": "01/06/2025 10:00", "Grounds for search": "Smell of cannabis"},
    {"URN": "B", "LPU": "Chester", "Search date/time": "02/06/2025 10:00", "Grounds for search": "Seen with a knife"},
    {"URN": "C", "LPU": "Warrington", "Search date/time": "03/06/2025 10:00", "Person name": "Marmaduke Quillfeather"},
]


@pytest.fixture
def three(door: Door, tmp_path: Path) -> Door:
    assert door("import", write_csv(tmp_path / "three.csv", [*ROWS]), "--kind", "stop_search").code == 0
    return door


def listed(door: Door, *options: str) -> list[str]:
    return [line["reference"] for line in door("record", "list", "--kind", "stop_search", *options).data["records"]]


def logged(door: Door) -> list[str]:
    ws = open_workspace(door.workspace, passphrase=PASSPHRASE)
    events = [entry["event"] for entry in entries(ws)]
    ws.close()
    return events


def test_records_are_listed_the_newest_first(three: Door) -> None:
    data = three("record", "list", "--kind", "stop_search").data
    assert data["total"] == 3
    first = data["records"][0]
    assert (first["case"], first["reference"], first["time"], first["lpu"]) == (
        "C3", "C", "3 June 2025, 10:00", "Warrington",
    )  # fmt: skip
    told = three("record", "list", "--kind", "stop_search", json=False).out.splitlines()
    assert told[0] == "3 records"
    assert told[1].startswith("C3 · C · 3 June 2025, 10:00")


@pytest.mark.parametrize(
    ("options", "found"),
    [
        (["--where", "lpu=chester"], ["B", "A"]),
        (["--where", "lpu=Chester"], ["B", "A"]),
        (["--where", "lpu=Chester", "--where", "lpu=Warrington"], ["C", "B", "A"]),
        (["--from", "2025-06-02"], ["C", "B"]),
        (["--from", "2025-06-02", "--to", "2025-06-02"], ["B"]),
        (["--words", "knife"], ["B"]),
        (["--words", "knife cannabis"], []),
        (["--limit", "1"], ["C"]),
        (["--limit", "0"], []),
    ],
)
def test_a_list_is_narrowed(three: Door, options: list[str], found: list[str]) -> None:
    assert listed(three, *options) == found


def test_what_a_limit_leaves_out_is_said(three: Door) -> None:
    said = three("record", "list", "--kind", "stop_search", "--limit", "1", json=False)
    assert said.out.splitlines()[-1] == "... and 2 more: --limit shows more of them"
    assert three("record", "list", "--kind", "stop_search", "--limit", "1").data["total"] == 3


def test_a_search_is_logged_without_its_words_and_a_list_is_not(three: Door) -> None:
    before = logged(three)
    listed(three, "--where", "lpu=Chester")
    assert logged(three) == before
    listed(three, "--words", "knife")
    assert logged(three) == [*before, "records_searched"]


@pytest.mark.parametrize(
    ("options", "told"),
    [
        (["--kind", "dog"], "There is no kind of record called “dog”."),
        (["--kind", "stop_search", "--where", "shoe=9"], "There is no facet called “shoe” for stop_search."),
        (["--kind", "stop_search", "--where", "lpu=Atlantis"], "No record has “Atlantis” as its lpu."),
        (["--kind", "stop_search", "--where", "lpu"], "--where: “lpu” is no filter."),
        (["--kind", "stop_search", "--from", "June"], "--from: “June” is no day."),
        (["--kind", "stop_search", "--limit", "all"], "--limit: “all” is no whole number."),
        (["--kind", "stop_search", "--from", "2025-06-02", "--to", "2025-06-01"],
         "The period ends before it begins."),
    ],
)  # fmt: skip
def test_what_cannot_be_listed_is_refused(three: Door, options: list[str], told: str) -> None:
    said = three("record", "list", *options)
    assert (said.code, said.data["refused"]) == (1, told)


def test_one_record_is_shown_whole_and_logged_and_never_who_it_is_about(three: Door) -> None:
    before = logged(three)
    said = three("record", "show", "C3")
    assert (said.data["case"], said.data["reference"], said.data["kind"]) == ("C3", "C", "stop_search")
    assert said.data["steps"][0]["source"] == "three.csv"
    assert logged(three) == [*before, "record_opened"]
    told = three("record", "show", "c2", json=False).out
    assert "Stop and search · B · " in told
    assert "Seen with a knife" in told
    assert "Import 1, " in told
    assert "three.csv: brought The record" in told
    assert "Quillfeather" not in said.out + said.err + told


@pytest.mark.parametrize(
    ("case", "told"), [("C9", "There is no record C9."), ("9", "“9” names no record.")]
)  # fmt: skip
def test_a_record_that_there_is_not_is_refused(three: Door, case: str, told: str) -> None:
    said = three("record", "show", case)
    assert (said.code, said.data["refused"]) == (1, told)


def test_a_typed_record_says_so(door: Door, tmp_path: Path) -> None:
    file = tmp_path / "record.json"
    file.write_text(json.dumps({"authority_ref": "S60/25/7", "starts_at": "14/06/2025 21:00"}), encoding="utf-8")
    assert door("record", "add", "--kind", "s60_authority", "--file", file).code == 0
    told = door("record", "show", "C1", json=False).out
    assert "This record was typed in by hand, by a line manager." in told
    assert "a line manager (by hand): brought The record" in told


def test_every_row_of_a_detention_is_shown(door: Door) -> None:
    for name in FILES["custody"]:
        assert door("import", PRACTICE / name, "--kind", "custody").code == 0
    told = door("record", "show", "C1", json=False).out
    data = door("record", "show", "C1").data
    assert "CUSTODY LOG" in told
    (log,) = [part for part in data["rows"]["parts"] if part["label"] == "Custody log"]
    texts = [text["text"] for row in log["rows"] for text in row["texts"]]
    assert texts
    assert all(text in told for text in texts)
