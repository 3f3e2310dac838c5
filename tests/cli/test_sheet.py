"""``sheet`` from the line: a line manager's own form, and a volunteer's, who learns no reference."""

import csv
import json
from pathlib import Path

import pytest

from app.models.rounds import SeatRow
from tests.builders import entries, open_drawn, reopen
from tests.cli.door import Door
from tests.many_rows import FILES, PRACTICE, open_drawn_kind
from tests.meeting_room import opened

CASE = ("R1", "--case", "1")
SEAT = (*CASE, "--seat", "2")


@pytest.fixture
def room(tmp_path: Path) -> Door:
    """The door on a workspace whose meeting R1 is open, with four members and three cases."""
    folder = tmp_path / "workspace"
    opened(folder).ws.close()
    return Door(workspace=folder)


# ------------------------------------------------------------------ a line manager's own
def test_a_form_from_the_first_answer_to_a_locked_stage(drawn: Door) -> None:
    shown = drawn("sheet", "show", *CASE)
    assert (shown.data["round"], shown.data["case"], shown.data["of"], shown.data["state"]) == ("R1", 1, 8, "todo")
    assert shown.data["reference"]
    assert {"sheet_id", "seat_id", "case_id"} & set(shown.data) == set()
    first, *later = shown.data["stages"]
    assert not first["locked"] and first["groups"] and first["narratives"]
    assert all(stage["hidden"] and not stage["groups"] and not stage["questions"] for stage in later)
    for name in first["missing"]:
        asked = next(one for one in first["questions"] if one["id"] == name)
        answer = "no" if name == "C1" else asked["choices"][0]["label"]
        saved = drawn("sheet", "answer", *CASE, "--question", name, "--answer", answer)
        assert saved.code == 0
        assert f"{name}: " in saved.err and "Saved." in saved.err
    locked = drawn("sheet", "lock", *CASE)
    assert (locked.code, locked.data["stages"][0]["locked"]) == (0, True)
    listed = drawn("sheet", "list", "R1")
    assert [case["state"] for case in listed.data["cases"]][:2] == ["started", "todo"]


def test_a_look_at_a_seat_is_logged_with_the_seat(room: Door) -> None:
    room("sheet", "show", *SEAT)
    ws = reopen(room.workspace)
    last = entries(ws)[-1]
    assert (last["event"], last["act"]) == ("seat_looked_at", "consult")
    with ws.read() as session:
        assert session.get_one(SeatRow, last["details"]["seat"]).number == 2
    ws.close()


def test_notes_reasons_undo_and_a_pass(drawn: Door) -> None:
    said = drawn("sheet", "answer", *CASE, "--question", "SS1", "--answer", "strong", "--note", "Clear.",
                 "--reason", "smell")  # fmt: skip
    (asked,) = [one for one in said.data["stages"][0]["questions"] if one["id"] == "SS1"]
    assert (asked["answer"], asked["note"], asked["ticked"]) == ("4", "Clear.", ["smell"])
    drawn("sheet", "answer", *CASE, "--question", "SS1", "--answer", "X")
    undone = drawn("sheet", "undo", *CASE).data
    assert next(one for one in undone["stages"][0]["questions"] if one["id"] == "SS1")["answer"] == "4"
    assert drawn("sheet", "pass", *CASE).data["state"] == "passed"
    assert drawn("sheet", "pass", *CASE, "--take-up").data["state"] == "started"


@pytest.mark.parametrize(
    ("line", "code", "said"),
    [
        ("sheet", 2, "Missing"), ("sheet show R1", 2, "Missing: --case"), ("sheet grid", 2, "Missing"),
        ("sheet show R9 --case 1", 1, "no round R9"), ("sheet show R1 --case 9", 1, "R1 has no case 9"),
        ("sheet show R1 --case one", 1, "no whole number"), ("sheet show R1 --case 1 --seat 1", 1, "no meeting R1"),
        ("sheet answer R1 --case 1 --question SS1 --answer 1", 1, "“1” may mean “Strong” or"),
        ("sheet answer R1 --case 1 --question SS1 --answer yes", 1, "“yes” is no answer to SS1"),
        ("sheet answer R1 --case 1 --question C6 --answer yes", 1, "C6 is not asked now"),
        ("sheet answer R1 --case 1 --question SS1 --answer X --reason Z9", 1, "“Z9” is no reason"),
        ("sheet lock R1 --case 1", 1, "questions still need an answer"),
        ("sheet undo R1 --case 1", 1, "no answer to take back"),
        ("sheet pass R1 --case 1 --take-up", 1, "was not passed"),
        ("sheet grid show R1 --case 1", 1, "no meeting R1"),
    ],
)  # fmt: skip
def test_bad_lines_are_told_and_nothing_is_answered(drawn: Door, line: str, code: int, said: str) -> None:
    refused = drawn(*line.split())
    assert (refused.code, set(refused.data)) == (code, {"refused", "fix"})
    assert said in refused.data["refused"]
    assert drawn("sheet", "list", "R1").data["cases"][0]["state"] == "todo"


# ------------------------------------------------------------------ a volunteer's seat
def references(folder: Path) -> list[str]:
    """The references of the same draw, as a line manager has them."""
    drawn = open_drawn(folder)
    drawn.ws.close()
    shown = Door(workspace=folder)("round", "show", "R1")
    return [case["reference"] for case in shown.data["cases_of"]]


def test_a_volunteer_s_seat_learns_no_reference_and_nothing_of_later_stages(room: Door, tmp_path: Path) -> None:
    shown = room("sheet", "show", *SEAT)
    assert (shown.code, shown.data["reference"]) == (0, "")
    assert shown.data["token"]
    assert all(stage["hidden"] for stage in shown.data["stages"][1:])
    told = json.dumps([room("sheet", "list", "R1", "--seat", 2).data, shown.data]) + shown.err
    assert "PSS/25" not in told
    assert references(tmp_path / "other")[0].startswith("PSS/25"), "that is how a reference looks here"


def test_seats_answer_apart_from_one_another(room: Door) -> None:
    assert room("sheet", "answer", *SEAT, "--question", "SS1", "--answer", "strong").code == 0
    states = [room("sheet", "list", "R1", "--seat", seat).data["cases"][0]["state"] for seat in (1, 2)]
    assert states == ["todo", "started"]
    assert room("sheet", "show", "R1", "--case", 1, "--seat", 9).data["refused"] == "Meeting R1 has no seat 9."


# ------------------------------------------------------------------ the grid
def test_a_row_typed_checked_read_back_and_locked(room: Door) -> None:
    keys = {"C1": "2", "SS1": "1", "SS2": "1", "SS7": "2", "C8": "1"}
    for question, key in keys.items():
        row = room("sheet", "grid", "enter", *SEAT, "--question", question, "--key", key, "--medium", "cards").data
    assert (row["seat"], row["answers"], row["can_lock"], row["state"]) == (2, keys, False, "started")
    refused = room("sheet", "grid", "lock", *SEAT)
    assert (refused.code, "a second time" in refused.data["refused"]) == (1, True)
    twice = [f"{question}={key}" for question, key in keys.items() if question != "C1"]
    other = room("sheet", "grid", "check", *SEAT, "SS1=2", *twice[1:])
    assert (other.code, other.data["checked"]) == (1, False)
    assert other.data["refused"] == "1 difference: nothing was changed."
    assert [(one["question"], one["first"], one["second"]) for one in other.data["differences"]] == [
        ("SS1", "Strong", "Sufficient")
    ]
    same = room("sheet", "grid", "check", *SEAT, *twice)
    assert (same.code, same.data) == (0, {"checked": True, "differences": []})
    assert room("sheet", "grid", "read-back", *SEAT).data["read_back"] is True
    assert room("sheet", "grid", "lock", *SEAT).data["locked"] is True
    shown = room("sheet", "grid", "show", *CASE)
    assert [row["locked"] for row in shown.data["rows"]] == [False, True, False, False]
    assert shown.data["columns"][1]["keys"][0] == {"key": "1", "code": "4", "label": "Strong"}
    assert "Seat 2 (present, read back, locked): C1=2 SS1=1" in shown.err


def test_a_row_is_passed_and_taken_up(room: Door) -> None:
    assert room("sheet", "grid", "enter", *SEAT, "--key", "P").data["state"] == "passed"
    assert room("sheet", "grid", "enter", *SEAT, "--key", "").data["state"] == "todo"


def test_a_file_with_problems_ends_with_1_and_says_them_all(room: Door, tmp_path: Path) -> None:
    file = tmp_path / "answers.csv"
    file.write_text("seat,case,question,answer\n9,1,C1,2\n1,1,SS1,8\n1,1,C1,2\n")
    said = room("sheet", "grid", "import", "R1", file)
    assert (said.code, said.data["answers"], len(said.data["problems"])) == (1, 0, 2)
    assert said.data["refused"] == "Nothing was taken: 2 problems."
    assert "Line 2: seat 9, case 1: the meeting has no such seat." in said.err
    assert room("sheet", "grid", "show", *CASE).data["rows"][0]["answers"] == {}
    file.write_text("seat,case,question,answer\n1,1,C1,2\n")
    said = room("sheet", "grid", "import", "R1", file, "--medium", "cards")
    assert (said.code, said.data) == (0, {"meeting": "R1", "answers": 1, "locked": 0, "problems": []})


def test_a_part_in_the_case_is_declared_at_the_seat_and_in_the_grid(room: Door) -> None:
    said = room("sheet", "declare", *SEAT)
    assert (said.code, said.data["state"]) == (0, "conflict")
    assert "Declared: no vote on it from here on." in said.err
    again = room("sheet", "declare", *SEAT)
    assert (again.code, again.data["refused"][:31]) == (1, "This case was taken away from y")
    typed = room("sheet", "grid", "enter", *CASE, "--seat", "3", "--key", "C")
    assert (typed.code, typed.data["state"]) == (0, "conflict")


@pytest.mark.parametrize(
    ("line", "code", "said"),
    [
        ("sheet grid import R1", 2, "Missing: FILE.csv"), ("sheet grid import R1 none.csv", 1, "cannot be read"),
        ("sheet grid show R1 --case 9", 1, "no case 9"), ("sheet grid show R9 --case 1", 1, "no meeting R9"),
        ("sheet grid enter R1 --case 1 --seat 9 --question C1 --key 2", 1, "no seat 9"),
        ("sheet grid enter R1 --case 1 --seat 1 --question SS1 --key 0", 1, "“0” is no answer to SS1"),
        ("sheet grid enter R1 --case 1 --seat 1 --question SS1 --key 1 --medium air", 1, "--medium: “air” is none"),
        ("sheet grid check R1 --case 1 --seat 1 SS1", 1, "“SS1” is no answer to a question"),
        ("sheet grid check R1 --case 1 --seat 1", 2, "Missing: Q=K"),
        ("sheet grid read-back R1 --case 1 --seat 1", 1, "nothing to read back"),
        ("sheet grid enter R1 --case 1 --question C1 --key 2", 2, "Missing: --seat"),
    ],
)  # fmt: skip
def test_bad_lines_of_the_grid(room: Door, line: str, code: int, said: str) -> None:
    refused = room(*line.split())
    assert (refused.code, set(refused.data)) == (code, {"refused", "fix"})
    assert said in refused.data["refused"]


# ------------------------------------------------------------------ what came after the seal
@pytest.fixture
def later(tmp_path: Path) -> tuple[Door, int, str]:
    """A drawn case of several forms, of which one was amended since, with a further form; its number and reference."""
    folder = tmp_path / "force"
    open_drawn_kind(folder, "use_of_force").ws.close()
    door = Door(workspace=folder)
    shown = [door("sheet", "show", "R1", "--case", number).data for number in range(1, 9)]
    case = max(shown, key=lambda sheet: len(sheet["stages"][0]["rows"]["rows"]))
    with (PRACTICE / FILES["use_of_force"][0]).open(encoding="utf-8-sig", newline="") as source:
        rows = [row for row in csv.DictReader(source) if row["Incident ref"] == case["reference"].partition(" / ")[0]]
    changed = {**rows[0], "Rationale": "Written anew."}
    further = {**rows[1], "Form ref": "UOF-LATE", "Rationale": "I came later."}
    with (tmp_path / "later.csv").open("w", encoding="utf-8", newline="") as out:
        writer = csv.DictWriter(out, list(rows[0]))
        writer.writeheader()
        writer.writerows([changed, further])
    assert door("import", tmp_path / "later.csv", "--kind", "use_of_force").code == 0
    return door, case["case"], case["reference"]


def test_what_came_after_the_seal_is_marked_in_words(later: tuple[Door, int, str]) -> None:
    door, number, _ = later
    told = door("sheet", "show", "R1", "--case", number, json=False).out
    title = told.index("Came after the list was sealed, on ")
    assert "Written anew." not in told[:title]
    assert "is now “Written anew.”" in told[title:]
    assert told.index("A further form") > title
    assert "I came later." in told[title:]


def test_a_record_marks_the_rows_that_came_or_changed_after_the_seal(later: tuple[Door, int, str]) -> None:
    door, _, reference = later
    listed = door("record", "list", "--kind", "use_of_force", "--limit", "999").data["records"]
    (case,) = [line["case"] for line in listed if line["reference"] == reference]
    heads = [line for line in door("record", "show", case, json=False).out.splitlines() if line.startswith("FORM ")]
    marked = [line.partition(", ")[2].partition(" THE LIST WAS SEALED, ON")[0] for line in heads]
    assert sorted(filter(None, marked)) == ["AMENDED AFTER", "CAME AFTER"]


def test_where_forms_differ_is_said_in_words(later: tuple[Door, int, str]) -> None:
    door, _, _ = later
    told = 0
    for number in range(1, 9):
        sheet = door("sheet", "show", "R1", "--case", number).data
        lines = [line for stage in sheet["stages"] for group in stage["groups"] for line in group["lines"]]
        differing = sum(bool(line["differ"]) for line in lines)
        assert door("sheet", "show", "R1", "--case", number, json=False).out.count("The forms differ") == differing
        told += differing
    assert told > 0
