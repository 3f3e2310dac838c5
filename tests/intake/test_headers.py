"""The row that names the columns is found among the first ones, or chosen; columns are known by their names."""

import pytest

from app.core.errors import AppError
from app.intake.headers import Heading, find_header, heading, is_header

NAMES = ["Reference", "Type", "Date", "Age"]
DATA = ["A1", "Person search", "2025-06-14T21:05:00Z", "17"]


def found(*top: list[str], row: int = 0) -> Heading:
    return find_header("june.csv", top, row)


@pytest.mark.parametrize(
    ("above", "row"),
    [
        ([], 1),
        ([[]], 2),
        ([["", "", "", ""]], 2),
        ([["Stop and search"]], 2),
        ([["Stop and search", "", "", ""], ["From", "01/06/2025"], []], 4),
        ([["sep=,"]], 2),
        ([["1", "2", "3", "4"]], 2),
        ([["", "Search", "", ""]], 2),
        ([[]] * 28, 29),
    ],
)
def test_the_first_row_with_the_most_names(above: list[list[str]], row: int) -> None:
    heads = found(*above, NAMES, DATA, ["A2", "Person search", "", ""])
    assert (heads.row, list(heads.names)) == (row, NAMES)
    assert len(heads.notes) == (row > 1)


def test_rows_full_of_text_do_not_pass_for_a_header() -> None:
    assert found(["", "Type", "Outcome", "Gender"], ["0", "Person", "Arrest", "Male"]).row == 1
    assert found(["a", "b"], ["c", "d"], ["e", "f"]).row == 1


def test_units_below_the_names_are_left_to_the_rows() -> None:
    assert found(NAMES, ["text", "text", "dd/mm/yyyy", "years"], DATA).row == 1


def test_a_second_row_of_headings_above_is_said_and_tells_names_apart() -> None:
    heads = found(["", "Officer", "", "Subject", ""], ["Reference", "Team", "Sex", "Age", "Sex"], DATA)
    assert heads.names == ("Reference", "Team", "Officer Sex", "Age", "Subject Sex")
    assert heads.notes == (
        "The columns are named by row 2; what stands above it was passed over.",
        "Row 1 looks like a second row of headings, over groups of columns.",
    )


def test_a_row_that_a_person_chose() -> None:
    assert found(NAMES, DATA, row=1).names == tuple(NAMES)
    assert found(["x", "y"], NAMES, row=2).names == tuple(NAMES)
    with pytest.raises(AppError, match=r"june.csv has no row 9\. Choose the row"):
        found(NAMES, DATA, row=9)
    with pytest.raises(AppError, match=r"Row 2 of june.csv is blank"):
        found(NAMES, [""], row=2)


def test_a_file_of_numbers_has_its_first_row_for_names() -> None:
    assert found(["1", "2"], ["3", "4"]).names == ("1", "2")


def test_a_name_twice_is_refused_wherever_the_header_stands() -> None:
    with pytest.raises(AppError, match=r"the column “Type” more than once"):
        found(["Title"], ["Type", "Date", " type "])


def test_names_are_compared_without_case_and_space() -> None:
    assert heading("  Age \n range ") == heading("age RANGE") == "age range"


@pytest.mark.parametrize(
    ("cells", "again"),
    [
        (NAMES, True),
        (["reference ", "TYPE", "Date", "Age"], True),
        (["Reference", "", "Date", "Age"], True),
        (["", "", "Date", "Age"], False),
        (DATA, False),
        (["", "", "", ""], False),
        (NAMES[:-1], False),
    ],
)
def test_the_header_again(cells: list[str], again: bool) -> None:
    assert is_header(NAMES, cells) is again
