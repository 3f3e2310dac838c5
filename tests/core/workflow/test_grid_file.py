"""A file of answers: both layouts, and everything that may be wrong with a line."""

import pytest

from app.core.errors import AppError
from app.core.workflow.grid_file import file_cells

LONG = ("seat", "case", "question", "answer")


def long(*rows: str) -> tuple[list[tuple[int, int, str, str]], tuple[str, ...]]:
    """Cells and problems of rows of the long layout, from line 2 on."""
    cells, problems = file_cells(LONG, [(line, row.split(",")) for line, row in enumerate(rows, 2)])
    return [(cell.seat, cell.case, cell.question, cell.typed) for cell in cells], problems


def test_a_row_an_answer() -> None:
    found, problems = long("1,5,C1,2", " Seat 12 , Case 5 ,SS1, 1 ", ",,,", "", "3,5,,P", "4,5,C1,passed")
    assert found == [(1, 5, "C1", "2"), (12, 5, "SS1", "1"), (3, 5, "", "P"), (4, 5, "C1", "passed")]
    assert problems == ()


def test_a_row_a_form_in_any_order_of_columns() -> None:
    cells, problems = file_cells(("C1", " Case", "SEAT", "SS1"), [(2, ["2", "5", "1", ""]), (3, ["p", "5", "2", "1"])])
    assert [(cell.line, cell.seat, cell.case, cell.question, cell.typed) for cell in cells] == [
        (2, 1, 5, "C1", "2"), (3, 2, 5, "C1", "p"), (3, 2, 5, "SS1", "1"),
    ]  # fmt: skip
    assert not any(cell.passed for cell in cells), "beside a question the form says whether P is an answer to it"
    assert problems == ()


@pytest.mark.parametrize(
    ("row", "said"),
    [
        ("x,5,C1,1", "Line 2: “x” is no seat: write its number."),
        ("1,,C1,1", "Line 2: the case is blank."),
        ("1,-5,C1,1", "Line 2: “-5” is no case: write its number."),
        ("1,1234567,C1,1", "Line 2: “1234567” is no case: write its number."),
        ("٣,5,C1,1", "Line 2: “٣” is no seat: write its number."),
        ("1,5,,1", "Line 2: the question is blank."),
        ("1,5,C1,", "Line 2: there is no answer to C1."),
        ("1,5,C1", "Line 2: there is no answer to C1."),
        ("1,5,C1,1,2", "Line 2: there are more cells than columns."),
    ],
)
def test_what_is_wrong_is_told_with_its_line(row: str, said: str) -> None:
    assert long(row, "2,5,C1,1") == ([(2, 5, "C1", "1")], (said,))


def test_the_same_cell_twice_names_both_lines() -> None:
    _, problems = long("1,5,C5v,1", "1,5,C5V,1", "1,6,C5v,1", "1,5,,P", "1,5,,P")
    assert problems == (
        "Line 3: seat 1, case 5, C5V stands on line 2 already.",
        "Line 6: seat 1, case 5 stands on line 5 already.",
    )


@pytest.mark.parametrize(
    ("header", "said"),
    [
        (("case", "question", "answer"), "The file has no column seat."),
        (("C1", "C2"), "The file has no column seat and case."),
        (("seat", "case", "answer"), "The file has no column question."),
        (("seat", "case", "question"), "The file has no column answer."),
        ((*LONG, "remark"), "The file has a column “remark”, which is not known here."),
        (("seat", "case", ""), "The file has no answers: it names only seats and cases."),
    ],
)
def test_a_file_of_other_columns_is_refused(header: tuple[str, ...], said: str) -> None:
    with pytest.raises(AppError) as told:
        file_cells(header, [])
    assert told.value.what == said
    assert "seat, case, question, answer" in told.value.fix


def test_what_stands_beside_an_answer() -> None:
    cells, problems = file_cells(
        (*LONG, "Note", "Reasons"),
        [(2, ["1", "5", "SS1", "1", "Thin.", "smell; A code ;"]), (3, ["1", "5", "C8", "1"])],
    )
    assert [(cell.note, cell.reasons) for cell in cells] == [("Thin.", ("smell", "A code")), ("", ())]
    assert problems == ()
