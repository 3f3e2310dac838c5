"""A panel's meeting from the line alone: set up, released, attended, typed in from paper, seen, agreed, closed."""

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

import pytest

from tests.builders import SEED
from tests.cli.door import Door, Said, environment
from tests.coordinated import open_coordinator
from tests.many_rows import FILES, PRACTICE
from tests.meeting_room import drawn_for_a_panel, opened

SEVEN = (
    "Ottoline Brackenbury;community;chair", "Idris Fairweather;community", "Sunniva Okonjo;pcc",
    "Barnaby Quill;police", "Wilhelmina Strand;community", "Caradog Nettleship;other", "Ngozi Applegarth;community",
)  # fmt: skip
CREATE = ("meeting", "create", "--panel", "Custody scrutiny panel", "--day", "2025-07-10", "--draw", "D1",
          "--terms", "Terms of March 2025")  # fmt: skip


def done(said: Said) -> dict[str, Any]:
    """What a command gave that was to go well."""
    assert said.code == 0, said.err
    return said.data


def members(names: Iterable[str]) -> list[str]:
    return [word for name in names for word in ("--member", name)]


@pytest.fixture
def room(tmp_path: Path) -> Door:
    """The door on a workspace whose meeting R1 is open, with four members and three cases."""
    folder = tmp_path / "workspace"
    opened(folder).ws.close()
    return Door(workspace=folder)


# ------------------------------------------------------------------ the journey
def release_all(door: Door) -> None:
    for case in done(door("release", "show", "R1"))["cases"]:
        read = [text["digest"] for text in done(door("release", "show", "R1", case["case"]))["texts"]]
        done(door("release", "accept", "R1", case["case"], *(["--read", *read] if read else []), "--leave"))


def forms(door: Door, case: int, says: Callable[[int, dict[str, Any]], str]) -> list[str]:
    """Rows of a file, a form each: what every seat answers to what is asked of it now, by key."""
    shown = done(door("sheet", "grid", "show", "R1", "--case", case))
    columns = [column for column in shown["columns"] if column["keys"] and column["mandatory"]]
    lines = [",".join(["seat", "case", *(column["question"] for column in columns)])]
    return [
        *lines,
        *(
            f"{row['seat']},{case}," + ",".join(says(row["seat"], column) for column in columns)
            for row in shown["rows"]
        ),
    ]


def odd_first_even_second(seat: int, column: dict[str, Any]) -> str:
    """No conflict; seats of odd numbers give the first answer, the others the second: green and amber, so to say."""
    return "2" if column["question"] == "C1" else "1" if seat % 2 or column["question"] == "C8" else "2"


def grade_on_paper(door: Door, folder: Path, case: int) -> None:
    """Seven forms typed in, typed again, and locked."""
    file = folder / f"case {case}.csv"
    file.write_text("\r\n".join(forms(door, case, odd_first_even_second)) + "\r\n", encoding="utf-8-sig")
    first = done(door("sheet", "grid", "import", "R1", file))
    assert (first["problems"], first["locked"]) == ([], 0)
    second = done(door("sheet", "grid", "import", "R1", file, "--second", "--lock"))
    assert (second["answers"], second["locked"]) == (first["answers"], 7)


def agree(door: Door, case: int) -> dict[str, Any]:
    """See the spread, and set down what most said."""
    seen = done(door("meeting", "spread", "R1", "--case", case))
    assert seen["voters"] == 6, "the police do not vote"
    for question in seen["questions"]:
        if question["to_agree"]:
            most = max(question["answers"], key=lambda answer: answer["count"])["label"]
            votes = ("--for", 4, "--against", 1, "--abstained", 1, "--minority", "One of us saw it otherwise.")
            done(door("consensus", "set", "R1", "--case", case, "--question", question["question"], "--answer", most,
                      *votes))  # fmt: skip
    return seen


def test_a_meeting_of_seven_on_paper_by_commands_alone(tmp_path: Path) -> None:
    folder = tmp_path / "workspace"
    open_coordinator(folder).close()
    door = Door(workspace=folder)
    for name in FILES["stop_search"]:
        done(door("import", PRACTICE / name, "--kind", "stop_search"))
    done(door("frame", "seal", "--kind", "stop_search", "--from", "2025-06-01", "--to", "2025-06-30", "--size", "2",
              "--form", "panel_short"))  # fmt: skip
    done(door("draw", "F1", "--seed", SEED))
    assert done(door("meeting", "plan", "--draw", "D1", "--seats", 7))["warning"].startswith("In turn at one screen")
    set_up = done(door(*CREATE, *members(SEVEN), "--warning", "It tells of violence."))
    assert (set_up["meeting"], set_up["state"], len(set_up["seats"])) == ("R1", "planned", 7)
    assert any("not released" in text for text in set_up["missing"])
    assert door("meeting", "open", "R1").code == 1
    release_all(door)
    for seat in range(1, 8):
        done(door("meeting", "attend", "R1", "--seat", seat, "--present", "--declared"))
    assert done(door("meeting", "open", "R1"))["state"] == "open"
    assert door("meeting", "spread", "R1", "--case", 1).code == 1
    done(door("meeting", "break", "R1"))
    done(door("meeting", "resume", "R1"))
    for case in (1, 2):
        while True:
            grade_on_paper(door, tmp_path, case)
            if not agree(door, case)["next_stage"]:
                break
            done(door("meeting", "next", "R1", "--case", case))
    assert done(door("meeting", "show", "R1"))["missing"] == []
    closed = door("meeting", "close", "R1")
    assert done(closed)["state"] == "closed"
    outcomes = done(door("consensus", "show", "R1"))["cases"]
    assert [len(case["views"]) >= 5 for case in outcomes] == [True, True]
    assert outcomes[0]["views"][0]["minority"] == "One of us saw it otherwise."
    assert [one["state"] for one in done(door("meeting", "list"))["meetings"]] == ["closed"]
    assert done(door("audit", "verify"))["ok"] is True


# ------------------------------------------------------------------ step by step
def test_a_meeting_is_set_up_with_people_and_names(tmp_path: Path) -> None:
    folder = tmp_path / "workspace"
    drawn_for_a_panel(folder).close()
    door = Door(workspace=folder)
    done(door("people", "add", "--name", "Ama Boateng", "--role", "chair", "--affiliation", "pcc", "--no-passphrase"))
    data = done(door(*CREATE, *members(["P2;pcc;chair", "Idris Fairweather;community"]), "--area", "chester",
                     "--minutes", 20, "--police-vote"))  # fmt: skip
    assert [(seat["number"], seat["name"], seat["chairs"]) for seat in data["seats"]] == [
        (1, "Ama Boateng", True), (2, "Idris Fairweather", False),
    ]  # fmt: skip
    assert (data["area"], data["held_on"], data["police_vote"]) == ("chester", "2025-07-10", True)
    assert "more than there are" in data["workload"]["warning"]
    assert {"round_id"} & set(data) == set()
    assert all("seat_id" not in seat for seat in data["seats"])
    assert all("case_id" not in case for case in data["cases"])
    added = done(door("meeting", "member", "R1", "--member", "Sunniva Okonjo;other"))
    assert added["seats"][2]["affiliation"] == "other"
    erased = done(door("meeting", "erase-name", "R1", "--seat", 3))
    assert erased["seats"][2]["name"] == ""
    assert [one["meeting"] for one in done(door("meeting", "list"))["meetings"]] == ["R1"]
    assert [one["meeting"] for one in done(door("round", "list"))["rounds"]] == [True]


def test_who_comes_goes_and_is_missing_is_marked(room: Door) -> None:
    went = done(door_marks(room, 2, "--left"))
    assert went["seats"][1]["presence"] == "left"
    assert done(door_marks(room, 2, "--present"))["seats"][1]["presence"] == "present", "they had said yes before"
    assert door_marks(room, 1, "--absent").code == 1, "who was here has left"
    late = done(room("meeting", "member", "R1", "--member", "Wilhelmina Strand;community"))
    assert late["seats"][4]["presence"] == "expected"
    assert "said yes" in door_marks(room, 5, "--present").data["refused"]
    assert done(door_marks(room, 5, "--present", "--declared"))["seats"][4]["declared"] is True


def choice(door: Door) -> str:
    """The code of the panel's view of the grounds of the first case."""
    views = done(door("consensus", "show", "R1"))["cases"][0]["views"]
    return views[0]["choice"]


def door_marks(door: Door, seat: int, *marks: str) -> Said:
    return door("meeting", "attend", "R1", "--seat", seat, *marks)


def test_nobody_sees_a_spread_before_all_are_in_and_the_closing_says_what_is_missing(room: Door) -> None:
    refused = room("meeting", "spread", "R1", "--case", 1)
    assert refused.code == 1
    assert "4 seats are still to come" in refused.data["refused"]
    assert room("meeting", "next", "R1", "--case", 1).code == 1
    assert room("meeting", "next", "R1", "--all").code == 1
    closing = room("meeting", "close", "R1")
    assert closing.code == 1
    assert "12 sheets are not finished" in closing.data["refused"]
    assert room("consensus", "set", "R1", "--case", 1, "--question", "SS1", "--answer", "4", "--for", 3, "--against",
                0).code == 1  # fmt: skip


def test_a_view_is_replaced_not_agreed_and_its_minority_erased(room: Door, tmp_path: Path) -> None:
    file = tmp_path / "case.csv"
    file.write_text("\n".join(forms(room, 1, odd_first_even_second)) + "\n")
    done(room("sheet", "grid", "import", "R1", file))
    done(room("sheet", "grid", "import", "R1", file, "--second", "--lock"))
    seen = room("meeting", "spread", "R1", "--case", 1)
    assert done(seen)["seats"]["locked"] == 4
    assert "Brackenbury" not in seen.out + seen.err
    assert "The panel has set down no view yet" in seen.err
    view = ("consensus", "set", "R1", "--case", 1, "--question", "SS1")
    assert "    [1] Strong: 2 of 4" in seen.err and "    [5] " in seen.err
    for named, means in (("Strong", "4"), ("strong", "4"), ("6", "X")):
        done(room(*view, "--answer", named, "--for", 2, "--against", 1))
        assert choice(room) == means, named
    again = room(*view, "--not-agreed", "--for", 1, "--against", 1, "--abstained", 1, "--minority", "Half of us.")
    (asked,) = [one for one in done(again)["questions"] if one["question"] == "SS1"]
    assert (asked["consensus"]["choice"], asked["consensus"]["minority"]) == ("", "Half of us.")
    assert "The panel: not agreed (1 for, 1 against, 1 abstained); seen otherwise: Half of us." in again.err
    erased = done(room("consensus", "erase", "R1", "--case", 1, "--question", "SS1"))
    assert "Half of us." not in str(erased)
    for wrong, said in (
        (("--answer", "9", "--for", 1, "--against", 0), "“9” is no answer to SS1"),
        (("--answer", "1", "--for", 3, "--against", 0), "“1” may mean “Strong” or “"),
        (("--answer", "", "--for", 3, "--against", 0), "No answer was named"),
        (("--answer", "Strong", "--for", 9, "--against", 0), "only 3 members may vote now"),
        (("--answer", "Strong", "--for", 1, "--against", 2), "More voted against"),
        (("--answer", "Strong", "--for", "-1", "--against", 2), "no whole number"),
    ):
        refused = room(*view, *wrong)
        assert (refused.code, said in refused.data["refused"]) == (1, True), refused.data
    assert "1 Strong, 2 " in room(*view, "--answer", "1", "--for", 3, "--against", 0).data["fix"]
    for question in done(again)["questions"]:
        if question["to_agree"] and question["question"] != "SS1":
            done(room(*view[:-1], question["question"], "--not-agreed", "--for", 1, "--against", 1))
    done(room("meeting", "next", "R1", "--case", 1))
    late = room(*view, "--answer", "Strong", "--for", 3, "--against", 0)
    assert (late.code, "a later stage is open" in late.data["refused"]) == (1, True)
    changed = room("sheet", "grid", "enter", "R1", "--case", 1, "--seat", 1, "--question", "SS1", "--key", 2)
    assert changed.code == 1, "what was seen stands"


@pytest.mark.parametrize(
    ("line", "code", "said"),
    [
        (("meeting",), 2, "Missing"),
        (CREATE, 2, "Missing: --member"),
        ((*CREATE, "--member", "Ama Boateng"), 1, "is no member"),
        ((*CREATE, "--member", "Ama Boateng;community;queen"), 1, "is no member"),
        ((*CREATE, "--member", "Ama Boateng;community"), 1, "somebody who chairs"),
        ((*CREATE, "--member", "Ama Boateng;navy;chair"), 1, "no affiliation “navy”"),
        ((*CREATE, "--member", "P9;pcc;chair"), 1, "Nobody of that number"),
        ((*CREATE, "--member", "A;pcc;chair", "--area", "mars"), 1, "no area “mars”"),
        ((*CREATE, "--member", "A;pcc;chair", "--minutes", "0"), 1, "0 minutes will not do"),
        ((*CREATE[:-2], "--terms", " ", "--member", "A;pcc;chair"), 1, "terms of reference"),
        (("meeting", "plan", "--draw", "D9", "--seats", "7"), 1, "no draw D9"),
        (("meeting", "plan", "--draw", "D1", "--seats", "some"), 1, "no whole number"),
        (("meeting", "show", "R9"), 1, "no meeting R9"),
        (("meeting", "attend", "R1", "--seat", "1"), 2, "Missing, one of: --present --absent --left"),
        (("meeting", "attend", "R1", "--seat", "1", "--left", "--absent"), 2, "do not go together"),
        (("meeting", "spread", "R1", "--case", "1"), 1, "no meeting R1"),
        (("consensus", "show", "R1"), 1, "no meeting R1"),
        (("consensus", "set", "R1", "--case", "1", "--question", "SS1", "--for", "1", "--against", "0"), 2, "Missing"),
    ],
    ids=lambda value: " ".join(value[:2] + value[-2:]) if isinstance(value, tuple) else "",
)
def test_bad_lines_are_told_and_set_up_nothing(tmp_path: Path, line: tuple[str, ...], code: int, said: str) -> None:
    drawn_for_a_panel(tmp_path / "workspace").close()
    door = Door(workspace=tmp_path / "workspace")
    refused = door(*line)
    assert (refused.code, set(refused.data)) == (code, {"refused", "fix"})
    assert said in refused.data["refused"]
    assert done(door("meeting", "list"))["meetings"] == []


def test_a_line_manager_sets_up_no_panel_s_answers(drawn: Door) -> None:
    refused = drawn("meeting", "spread", "R1", "--case", 1)
    assert refused.code == 1
    assert drawn("meeting", "open", "R1").code == 1


def test_a_chair_grades_at_their_own_seat_and_at_no_other(tmp_path: Path) -> None:
    folder = tmp_path / "workspace"
    drawn_for_a_panel(folder, size=1).close()
    door = Door(workspace=folder)
    with environment(SCRUTINY_NEW_PASSPHRASE="four green bottles standing"):
        done(door("people", "add", "--name", "Ama Boateng", "--role", "chair", "--affiliation", "community"))
    done(door(*CREATE, *members(["Idris Fairweather;community", "P2;community;chair"])))
    release_all(door)
    for seat in (1, 2):
        done(door_marks(door, seat, "--present", "--declared"))
    done(door("meeting", "open", "R1"))
    chair = Door(workspace=folder, passphrase="four green bottles standing")
    own = done(chair("sheet", "answer", "R1", "--case", 1, "--question", "SS1", "--answer", "Strong"))
    assert (own["state"], own["reference"]) == ("started", "")
    states = [done(door("sheet", "list", "R1", "--seat", seat))["cases"][0]["state"] for seat in (1, 2)]
    assert states == ["todo", "started"]
    other = chair("sheet", "show", "R1", "--case", 1, "--seat", 1)
    assert (other.code, other.data["refused"]) == (1, "That seat is somebody else’s.")
    assert "may not put in what others wrote" in chair("sheet", "grid", "show", "R1", "--case", 1).data["refused"]
    assert done(chair("meeting", "show", "R1"))["cases"][0]["seats"]["waiting"] == 2
