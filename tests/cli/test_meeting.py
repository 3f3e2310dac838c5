"""A panel's meeting from the line alone: set up, released, attended, typed in from paper, seen, agreed, closed."""

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

import pytest

from tests.builders import SEED
from tests.cli.door import Door, Said
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
        done(door("release", "accept", "R1", case["case"], *(["--read", *read] if read else [])))


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
            most = max(question["answers"], key=lambda answer: answer["count"])["code"]
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
    assert done(door("meeting", "plan", "--draw", "D1", "--seats", 7))["warning"] == ""
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
