"""Files of answers: taken whole, or not at all, with every problem in a sentence and its line."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from app.core.errors import AppError, NotUtf8
from app.core.shapes.meetings import Grid, GridFile, GridImport, GridRow, Medium, Presence
from app.core.shapes.sheets import SheetState
from app.services.grading import grid_files, grids, sheets
from app.services.panels import panel_views
from tests.builders import entries, head
from tests.meeting_room import Room, agree_all, grade, grade_all, opened, planned
from tests.people import WORDS, add, signed_in_as

LONG = "seat,case,question,answer"
WIDE = "seat,case,C1,SS1,SS2,SS7,C8"


@pytest.fixture
def room(tmp_path) -> Iterator[Room]:
    """A meeting of four that is open, with three cases."""
    found = opened(tmp_path / "workspace")
    yield found
    found.ws.close()


def take(room: Room, *lines: str, data: bytes | None = None, **options) -> GridImport:
    """Take a file of these lines."""
    file = room.ws.folder.parent / "answers.csv"
    file.write_bytes(data if data is not None else ("\r\n".join(lines) + "\r\n").encode("utf-8-sig"))
    return grid_files.import_grid(room.ws, round_id=room.round_id, file=GridFile(path=file, **options)).value


def grid(room: Room) -> Grid:
    return grids.read_grid(room.ws, round_id=room.round_id, case_id=room.cases[0])


def row(room: Room, seat: int = 1, case: int = 1) -> GridRow:
    return grids.read_grid(room.ws, round_id=room.round_id, case_id=room.cases[case - 1]).rows[seat - 1]


# ------------------------------------------------------------------ what is taken
def test_both_layouts_say_the_same(room: Room) -> None:
    assert take(room, LONG, "1,1,C8,3", "1,1,C1,2", "Seat 2,Case 1,c1,no", '2,1,SS1,"Cannot tell"').answers == 4
    assert take(room, WIDE, "3,1,2,,,,3", "4,1,no,6,,,").answers == 4
    assert row(room, 1).answers == {"C1": "2", "C8": "3"}
    assert row(room, 2).answers == {"C1": "2", "SS1": "6"}
    assert row(room, 3).answers == {"C1": "2", "C8": "3"}
    assert row(room, 4).answers == {"C1": "2", "SS1": "6"}


def test_one_file_is_one_entry_of_the_log_with_its_hash_and_no_answer(room: Room) -> None:
    count, _ = head(room.ws)
    take(room, WIDE, "1,1,2,1,1,2,1", "2,1,2,1,1,2,1", medium=Medium.CARDS)
    assert head(room.ws)[0] == count + 1
    last = entries(room.ws)[-1]
    assert (last["event"], last["act"]) == ("grid_imported", "alter")
    assert set(last["details"]) == {"round_id", "sha256", "medium", "second", "answers", "locked"}
    assert (last["details"]["answers"], last["details"]["medium"]) == (10, "cards")


def test_forms_of_several_cases_are_taken_at_once(room: Room) -> None:
    assert take(room, WIDE, "1,1,2,1,1,2,1", "1,2,2,2,1,2,1", "1,3,1,,,,").answers == 11
    assert row(room, 1, 2).answers["SS1"] == "2"
    assert row(room, 1, 3).state is SheetState.CONFLICT


@pytest.mark.parametrize("line", ["1,1,P,,,,", "1,1,2,,,,p"])
def test_a_form_that_was_passed(room: Room, line: str) -> None:
    take(room, WIDE, line)
    assert row(room).state is SheetState.PASSED


def test_answers_before_a_pass_are_kept(room: Room) -> None:
    assert take(room, LONG, "1,1,,passed", "1,1,C1,2").answers == 2
    assert (row(room).state, row(room).answers) == (SheetState.PASSED, {"C1": "2"})


def test_notes_and_reasons_come_with_their_answers(room: Room) -> None:
    asked = next(one for one in room.sheet(1).stages[0].questions if one.id == "SS1")
    first, second = asked.reasons[:2]
    beside = f"{LONG},note,reasons"
    take(room, beside, f'1,1,SS1,3,"Thin, I think.",{first.code}; {second.label.upper()}', "1,1,SS2,1,,")
    asked = next(one for one in room.sheet(1).stages[0].questions if one.id == "SS1")
    assert (asked.answer, asked.note, asked.ticked) == ("2", "Thin, I think.", tuple(sorted((first.code, second.code))))
    take(room, LONG, "1,1,SS1,1")
    asked = next(one for one in room.sheet(1).stages[0].questions if one.id == "SS1")
    assert (asked.answer, asked.note) == ("4", "Thin, I think."), "blank leaves what stands there"
    assert take(room, beside, "1,1,SS1,1,,nonsense").problems == (
        "Line 2: seat 1, case 1: “nonsense” is no reason beside SS1.",
    )


@pytest.mark.parametrize(
    "data",
    [b"seat;case;question;answer\n1;1;SS1;1\n", b"\xef\xbb\xbfseat\tcase\tquestion\tanswer\r\n1\t1\tSS1\t1\r\n",
     b'"answer","question","case","seat"\r\n"1","SS1","1","1"\r\n\r\n,,,\r\n'],
    ids=["semicolons", "tabs", "quotes and blank lines"],
)  # fmt: skip
def test_however_a_spreadsheet_saved_it(room: Room, data: bytes) -> None:
    assert take(room, data=data).answers == 1
    assert row(room).answers == {"SS1": "1"}


# ------------------------------------------------------------------ the second typing
def test_the_second_typing_checks_and_locks(room: Room) -> None:
    lines = (WIDE, "1,1,2,1,1,2,1", "2,1,2,4,3,1,3", "3,1,1,,,,", "4,1,P,,,,")
    assert (take(room, *lines).locked, row(room).can_lock) == (0, False)
    found = take(room, *lines, second=True)
    assert (found.answers, found.locked, found.problems) == (12, 0, ())
    assert row(room).can_lock
    assert take(room, *lines, second=True, lock=True).locked == 2
    assert [row(room, seat).locked for seat in (1, 2, 3, 4)] == [True, True, False, False]


def test_differences_come_with_their_lines_and_nothing_is_checked_or_locked(room: Room) -> None:
    take(room, WIDE, "1,1,2,1,1,2,1", "2,1,2,1,1,2,1", "3,1,P,,,,")
    found = take(room, LONG, "2,1,SS1,4", "2,1,SS2,1", "2,1,SS7,2", "2,1,C8,4", "1,1,SS1,1", "1,1,SS2,1", "1,1,SS7,2",
                 "3,1,C1,2", second=True, lock=True)  # fmt: skip
    assert found.problems == (
        "Line 2: seat 2, case 1: SS1 was typed first as “Strong”, now as “Does not meet the test”.",
        "Line 5: seat 2, case 1: C8 was typed first as “Green: good”, now as “Cannot tell”.",
        "Line 6: seat 1, case 1: Not typed a second time: C8.",
        "Line 9: seat 3, case 1: typed first as passed, now as not.",
    )
    assert (found.answers, found.locked) == (0, 0)
    assert row(room, 1).checked == frozenset()
    assert not row(room, 1).locked


# ------------------------------------------------------------------ what is wrong
@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("9,1,C1,2", "Line 3: seat 9, case 1: the meeting has no such seat."),
        ("0,1,C1,2", "Line 3: seat 0, case 1: the meeting has no such seat."),
        ("1,4,C1,2", "Line 3: seat 1, case 4: the meeting has no such case."),
        ("1,one,C1,2", "Line 3: “one” is no case: write its number."),
        ("1,1,SS1,7", "Line 3: seat 1, case 1: “7” is no answer to SS1."),
        ("1,1,SS1,yes", "Line 3: seat 1, case 1: “yes” is no answer to SS1."),
        ("1,1,SS2,strong", "Line 3: seat 1, case 1: “strong” is no answer to SS2."),
        ("1,1,C6,1", "Line 3: seat 1, case 1: C6 is not asked now."),
        ("1,1,UF2,1", "Line 3: seat 1, case 1: the form has no question UF2."),
        ("1,1,C2,1", "Line 3: seat 1, case 1: the form has no question C2."),
        ("2,1,C1,1", "Line 3: seat 2, case 1, C1 stands on line 2 already."),
        ("1,1,C1", "Line 3: there is no answer to C1."),
    ],
)
def test_one_wrong_line_and_nothing_of_the_file_is_kept(room: Room, line: str, said: str) -> None:
    before = head(room.ws)
    found = take(room, LONG, "2,1,C1,2", line, "3,1,C1,2")
    assert (found.answers, found.locked, found.problems) == (0, 0, (said,))
    assert head(room.ws) == before
    assert all(not row(room, seat).answers for seat in (1, 2, 3))


def test_every_problem_is_told_in_the_order_of_the_lines(room: Room) -> None:
    found = take(room, LONG, "9,1,C1,2", "1,1,SS1,9", "x,1,C1,2", "1,1,C1,1", "1,1,SS2,1")
    assert [text.split(":")[0] for text in found.problems] == ["Line 2", "Line 3", "Line 4", "Line 6"]
    assert (
        found.problems[-1]
        == "Line 6: seat 1, case 1: That member knows somebody in the case: it was taken away from them."
    )


def test_what_is_locked_or_not_there_or_closed_is_a_problem(room: Room) -> None:
    grade(room, 1)
    room.mark(2, Presence.LEFT)
    found = take(room, LONG, "1,1,SS1,1", "2,1,SS1,1", "3,1,SS1,1")
    assert found.problems == (
        "Line 2: seat 1, case 1: that form is locked: its answers stand.",
        "Line 3: seat 2, case 1: That member is not marked as present.",
    )


def test_forms_that_are_not_complete_are_not_locked(room: Room) -> None:
    found = take(room, WIDE, "1,1,2,1,1,2,1", "2,1,2,,,,", lock=True)
    assert [text.partition(": ")[2] for text in found.problems] == [
        "seat 1, case 1: To be typed a second time first: SS1, SS2, SS7, C8.",
        "seat 2, case 1: 4 questions still need an answer: SS1, SS2, SS7, C8.",
    ]
    assert row(room).answers == {}


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"seat,case,question,answer\r\n", "answers.csv holds no answers"),
        (b"name,age\r\nx,1\r\n", "no column seat and case"),
        (b"", "is empty"),
        (b"seat,case,question,answer\r\n1,1,C1,\"2\r\n", "quotation marks"),
    ],
)  # fmt: skip
def test_a_file_that_is_none_is_refused(room: Room, data: bytes, said: str) -> None:
    before = head(room.ws)
    with pytest.raises(AppError, match=said):
        take(room, data=data)
    assert head(room.ws) == before


def test_another_encoding_is_offered(room: Room) -> None:
    data = "seat,case,question,answer\r\n1,1,C1,2\r\n1,1,X,é\r\n".encode("cp1252")
    with pytest.raises(NotUtf8):
        take(room, data=data)
    assert "the form has no question X" in take(room, data=data, encoding="cp1252").problems[0]


def test_a_meeting_that_is_not_open_or_not_there(tmp_path: Path) -> None:
    room = planned(tmp_path / "workspace")
    assert "not open yet" in take(room, LONG, "1,1,C1,2").problems[0]
    with pytest.raises(AppError, match="no meeting R9"):
        file = GridFile(path=room.ws.folder.parent / "answers.csv")
        grid_files.import_grid(room.ws, round_id=9, file=file)
    room.ws.close()


def test_only_who_puts_in_sheets_may(room: Room) -> None:
    add(room.ws, role="auditor")
    ws = signed_in_as(room.ws, WORDS)
    file = GridFile(path=ws.folder.parent / "answers.csv")
    file.path.write_text(f"{LONG}\n1,1,C1,2\n")
    with pytest.raises(AppError, match="may not put in what others wrote"):
        grid_files.import_grid(ws, round_id=1, file=file)
    assert entries(ws)[-1]["event"] == "right_refused"
    ws.close()


def test_no_file_is_taken_into_what_was_answered_at_the_machine(room: Room) -> None:
    sheet = room.sheet(1)
    sheets.save_answer(room.ws, sheet_id=sheet.sheet_id, question="SS1", answer="3", note="Thin.")
    for second in (False, True):
        found = take(room, WIDE, "1,1,2,2,1,2,1", "2,1,2,2,1,2,1", second=second)
        assert "Line 2: seat 1, case 1: This member answered at the machine: nothing is typed in for them." in (
            found.problems
        )
        assert not row(room, 2).answers
    assert row(room).at_machine
    with pytest.raises(AppError, match="from paper or cards"):
        take(room, WIDE, "2,1,2,2,1,2,1", medium=Medium.MACHINE)


@pytest.mark.parametrize("lines", [(LONG, "1,1,C11,pass", "1,1,C6,2"), ("seat,case,C6,C11", "1,1,2,P")])
def test_a_question_in_words_may_be_answered_with_pass(room: Room, lines: tuple[str, ...]) -> None:
    for _ in range(3):
        if any(column.question == "C11" for column in grid(room).columns):
            break
        grade_all(room)
        agree_all(room)
        panel_views.open_next_stage(room.ws, round_id=1, case_id=room.cases[0])
    assert take(room, *lines).problems == ()
    assert row(room).answers["C11"] in ("pass", "P")
    assert row(room).state is SheetState.STARTED
