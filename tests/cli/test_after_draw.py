"""After the draw, from the line: replacing, withholding, targeted cases, a month at once, opening and reconciling."""

import hashlib
import json
import zipfile
from pathlib import Path

import pytest

from tests.builders import OPEN_DATA
from tests.cli.door import Door, Said


def codes(door: Door, folder: Path) -> dict[str, list[dict[str, str]]]:
    """What the bundle of D1 publishes."""
    assert door("bundle", "D1", "--out", folder / "D1.zip").code == 0
    with zipfile.ZipFile(folder / "D1.zip") as archive:
        return json.loads(archive.read("draw.json"))


# ------------------------------------------------------------------ replace, withhold
def test_replace_and_withhold(drawn: Door, tmp_path: Path) -> None:
    before = codes(drawn, tmp_path)
    first, second, reserve = before["cases"][0]["token"], before["cases"][1]["token"], before["reserves"][0]["token"]
    said = drawn("replace", "D1", first[:8], "--reason", "duplicate")
    assert said.code == 0
    assert said.data["draw"] == "D1"
    assert (said.data["replaced"]["token"], said.data["replaced"]["by"]) == (first, reserve)
    assert said.data["standing"] == 8
    told = drawn("withhold", "D1", second, "--reason", "covert", json=False)
    assert told.code == 0
    assert f"Withheld {second[:16]}. It would show a covert tactic or a source." in told.out
    assert "D1 stands with 8 cases, 1 of them withheld; 1 reserve left." in told.out
    after = codes(drawn, tmp_path)
    assert [one["by"] for one in after["replaced"]] == [reserve]
    assert [one["token"] for one in after["withheld"]] == [second]
    assert drawn("verify", tmp_path / "D1.zip").code == 0


def test_without_a_reserve_it_is_said(drawn: Door, tmp_path: Path) -> None:
    tokens = [case["token"] for case in codes(drawn, tmp_path)["cases"][:3]]
    lines = [drawn("replace", "D1", token, "--reason", "unreadable", json=False).out for token in tokens]
    assert "by no other: no reserve is left, and it is reported" in lines[-1]
    assert "D1 stands with 7 cases" in lines[-1]


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("replace", "D1", "abc", "--reason", "duplicate"), "is no case code"),
        (("replace", "D1", "0" * 64, "--reason", "duplicate"), "No case of the draw D1"),
        (("replace", "D1", "0" * 64, "--reason", "no_video"), "does not allow that reason"),
        (("withhold", "D9", "0" * 64, "--reason", "covert"), "There is no draw D9"),
        (("withhold", "F1", "0" * 64, "--reason", "covert"), "names no draw"),
    ],
)
def test_what_is_refused_ends_with_1(drawn: Door, words: tuple[str, ...], told: str) -> None:
    said = drawn(*words)
    assert said.code == 1
    assert told in said.data["refused"]


def test_a_reason_is_asked_for(drawn: Door) -> None:
    assert drawn("replace", "D1", "0" * 64).code == 2


# ------------------------------------------------------------------ targeted
def targeted(door: Door, case: str, *more: str, kind: str = "stop_search") -> Said:
    return door(
        "targeted", "add", "--kind", kind, "--case", case, "--reason", "complaint",
        "--asked-by", "A reader", "--why", "It was in the paper.", *more,
    )  # fmt: skip


def a_reference(door: Door, kind: str = "stop_search") -> tuple[str, str]:
    """The reference and the number of a record."""
    found = door("record", "list", "--kind", kind, "--limit", "1").data["records"][0]
    return found["reference"], found["case"]


def test_targeted_by_reference_or_by_number(drawn: Door) -> None:
    reference, case = a_reference(drawn)
    for name in (reference, case, case.lower()):
        said = targeted(drawn, name)
        assert said.code == 0
        assert (said.data["case"], said.data["targeted"]) == (case, True)
    listed = drawn("targeted", "list")
    assert [one["targeted_id"] for one in listed.data["targeted"]] == [3, 2, 1]
    told = drawn("targeted", "list", json=False).out
    assert f"T1  Stop and search, {reference} ({case}): Someone complained" in told
    assert "Asked by A reader: It was in the paper." in told


def test_targeted_into_a_round(drawn: Door) -> None:
    reference, _ = a_reference(drawn, "s60_search")
    said = targeted(drawn, reference, "--round", "R1", kind="s60_search")
    assert (said.code, said.data["rounds"]) == (0, ["R1"])
    again = targeted(drawn, reference, "--round", "R1", kind="s60_search")
    assert (again.code, again.data["refused"]) == (1, "Round R1 has this case already.")


@pytest.mark.parametrize("case", ["nothing like it", "C999999", ""])
def test_targeted_needs_a_case_that_is_here(drawn: Door, case: str) -> None:
    assert targeted(drawn, case).code == 1
    assert drawn("targeted", "list").data["targeted"] == []


# ------------------------------------------------------------------ month
def test_a_month_in_one_step(drawn: Door) -> None:
    asked = ("--plan", "inspector", "--month", "2025-06")
    counted = drawn("month", "count", *asked)
    assert (counted.data["items"][0]["cases"], counted.data["items"][0]["frame_id"]) == (304, None)
    said = drawn("month", "draw", *asked, "--where", "lpu=chester", "--size", "stop_search=4")
    assert said.code == 0
    assert said.data["round"] == "R2"
    assert (said.data["items"][0]["frame_id"], said.data["items"][0]["draw_id"]) == ("F2", "D2")
    assert len(said.data["departures"]) == 2
    again = drawn("month", "draw", *asked, json=False)
    assert "was drawn for this month before (R2)" in again.out
    assert "F3 D3  Stop and search:" in again.out


def test_a_month_is_shown_step_by_step_and_closed_as_it_is(drawn: Door) -> None:
    asked = ("--plan", "inspector", "--month", "2025-06")
    assert drawn("month", "show", *asked).data["steps"]["draw"]["state"] == "now"
    drawn("month", "draw", *asked)
    shown = drawn("month", "show", *asked)
    assert (shown.data["round"], shown.data["steps"]["grade"]["state"]) == ("R2", "now")
    assert drawn("round", "due", "R2", "2099-01-31").data["due"] == "2099-01-31"
    assert "is past" in drawn("round", "due", "R2", "2025-01-31").data["refused"]
    cases = len(shown.data["to_grade"])
    assert "[now]  Grade the cases: 0 of" in drawn("month", "show", *asked, json=False).out
    refused = drawn("month", "close", "R2")
    assert (refused.code, refused.data["refused"]) == (1, f"{cases} cases are not graded yet.")
    assert drawn("month", "close", "R2", "--unfinished").data["unfinished"] == cases
    assert f"{cases} cases not graded" in drawn("month", "close", "R2", "--unfinished", json=False).out


def test_a_month_whose_kinds_are_not_all_here(drawn: Door) -> None:
    said = drawn("month", "draw", "--plan", "sergeants", "--month", "2025-06", json=False)
    assert said.code == 0
    assert "Use of force: No case in this month." in said.out


def test_month_list_and_slips(drawn: Door) -> None:
    plans = drawn("month", "list").data["plans"]
    assert [plan["id"] for plan in plans] == ["sergeants", "always", "inspector"]
    for words in (("2025-6",), ("2025-06", "--size", "stop_search"), ("2025-06", "--size", "stop_search=many")):
        assert drawn("month", "draw", "--plan", "inspector", "--month", *words).code == 1


# ------------------------------------------------------------------ frame open
def test_frame_open_gives_what_makes_the_code_again(drawn: Door, tmp_path: Path) -> None:
    token = codes(drawn, tmp_path)["cases"][0]["token"]
    said = drawn("frame", "open", "F1", token[:10])
    assert said.code == 0
    text = ":".join(said.data[name] for name in ("salt", "key_digest", "content"))
    assert hashlib.sha256(text.encode()).hexdigest() == token
    told = drawn("frame", "open", "F1", token, json=False).out
    assert f"printf %s {text} | sha256sum" in told
    assert "It holds: salt, key and content give the code." in told
    assert "Today's record says the same as the sealed one." in told


def test_frame_open_refuses_a_code_that_is_not_there(drawn: Door) -> None:
    assert "No case of the list F1" in drawn("frame", "open", "F1", "0" * 12).data["refused"]


# ------------------------------------------------------------------ frame reconcile
@pytest.fixture
def real(door: Door) -> Door:
    """The real Cheshire file of June 2025, imported and sealed."""
    assert door("import", OPEN_DATA, "--kind", "stop_search").code == 0
    june = ("--from", "2025-06-01", "--to", "2025-06-30")
    assert door("frame", "seal", "--kind", "stop_search", *june, "--size", "10").code == 0
    return door


def test_reconcile_against_the_published_file(real: Door) -> None:
    assert [one["frame_id"] for one in real("frame", "reconcile").data["due"]] == [1]
    said = real("frame", "reconcile", "F1", "--against", OPEN_DATA)
    assert (said.code, said.data["agrees"]) == (0, True)
    assert sum(line["theirs"] for line in said.data["lines"]) == 1_155
    assert real("frame", "reconcile").data["due"] == []


def test_reconcile_with_a_figure_and_explain_it(real: Door) -> None:
    source = ("--source", "Monthly return")
    told = real("frame", "reconcile", "F1", "--count", "1160", *source, json=False).out
    assert "The whole list: 1,155 here, 1,160 there (-5)" in told
    assert "The counts differ" in told
    told = real("frame", "reconcile", "F1", "--explain", "Five were entered late.", json=False).out
    assert "Explained: Five were entered late." in told
    assert "The counts differ" not in told


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (("F1",), 2),
        (("F1", "--count", "5", "--against", "x.csv"), 2),
        (("F1", "--count", "5"), 1),
        (("F1", "--count", "many", "--source", "s"), 1),
        (("F1", "--against", "nowhere.csv"), 1),
        (("F9", "--count", "5", "--source", "s"), 1),
        (("F1", "--explain", "Nothing was compared yet."), 1),
    ],
)
def test_reconcile_slips(real: Door, words: tuple[str, ...], code: int) -> None:
    assert real("frame", "reconcile", *words).code == code
