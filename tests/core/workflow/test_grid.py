"""The grid's rules: what a key means, which questions are typed twice, and where two typings differ."""

from typing import Any

import pytest

from app.core.errors import AppError
from app.core.workflow.grid import (
    code_named,
    code_typed,
    compare_typings,
    counts_in_figures,
    grid_columns,
    means_passed,
    typed_answers,
)
from app.core.workflow.sheet import Grading, choices
from tests.core.redaction.released import all_released
from tests.core.schemes.shipped import KINDS, scheme

GROUNDS = choices(scheme("stop_search").scales["grounds"])


def row(given: dict[str, str] | None = None, *, form: str = "panel_short", **parts: Any) -> Grading:
    """A volunteer's sheet about a search without video."""
    kind = scheme("stop_search")
    values = {"bwv_on": "no"}
    written: dict[str, str] = {}
    released = all_released(kind, [values])
    usual = {"values": values, "written": written, "locked": (), "released": released}
    return Grading(scheme=kind, form=form, role="volunteer", given=given or {}, **{**usual, **parts})


# ------------------------------------------------------------------ columns
def test_columns_are_the_questions_of_the_stage_in_the_order_of_the_form() -> None:
    columns = grid_columns([row(), row({"C1": "no"})], "record")
    assert [column.question for column in columns] == ["C1", "SS1", "SS2", "SS7", "C8"]
    assert columns[1].keys[0] == ("1", "4", "Strong")
    assert all(column.mandatory for column in columns)


def test_what_figures_rest_on_is_typed_twice_and_nothing_else() -> None:
    twice = {column.question: column.twice for column in grid_columns([row()], "record")}
    assert twice == {"C1": False, "SS1": True, "SS2": True, "SS7": True, "C8": True}
    (words,) = [one for one in grid_columns([row()], "reveal") if not one.keys]
    assert (words.question, words.twice) == ("C11", False)


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_has_something_that_is_typed_twice(kind: str) -> None:
    known = scheme(kind)
    form = [known.question(name) for name in known.form("panel_short").questions]
    assert any(counts_in_figures(question, known.scales[question.scale]) for question in form)


def test_a_column_is_needed_where_one_row_needs_it() -> None:
    red = row({"C1": "no", "C8": "red"})
    assert [one.mandatory for one in grid_columns([row()], "reveal") if one.question == "C11"] == [False]
    for rows in ([row(), red], [red, row()]):
        assert [one.mandatory for one in grid_columns(rows, "reveal") if one.question == "C11"] == [True]


def test_no_rows_have_no_columns() -> None:
    assert grid_columns([], "record") == ()


# ------------------------------------------------------------------ keys
def test_a_digit_is_a_key_and_never_the_grade_of_its_scale() -> None:
    assert [code_typed(GROUNDS, key, "SS1") for key in "123456"] == ["4", "3", "2", "1", "0", "X"]
    assert code_typed(GROUNDS, " 5 ", "SS1") == "0"


@pytest.mark.parametrize("typed", ["X", "x", "Cannot tell", "cannot TELL", " 6 "])
def test_an_answer_may_be_typed_by_its_code_or_its_words(typed: str) -> None:
    assert code_typed(GROUNDS, typed, "SS1") == "X"


@pytest.mark.parametrize("typed", ["7", "9", "0", "yes", "12", "１", "-1", "Str"])
def test_what_the_scale_does_not_have_is_refused_with_what_it_has(typed: str) -> None:
    with pytest.raises(AppError) as told:
        code_typed(GROUNDS, typed, "SS1")
    assert told.value.what == f"“{typed}” is no answer to SS1."
    assert "1 Strong, 2 Sufficient" in told.value.fix


def test_on_a_line_of_commands_a_digit_that_means_two_answers_is_refused() -> None:
    with pytest.raises(AppError, match="may mean “Strong” or “Does not meet the test”"):
        code_named(GROUNDS, "1", "SS1")
    assert code_named(GROUNDS, "strong", "SS1") == "4"
    assert code_named(GROUNDS, "X", "SS1") == "X"
    yes_or_no = choices(scheme("stop_search").scales["ypn"])
    assert [code_named(yes_or_no, name, "SS2") for name in ("1", "yes", "Yes")] == ["yes"] * 3


def test_blank_clears_and_words_stand_as_they_are() -> None:
    assert code_typed(GROUNDS, "  ", "SS1") == ""
    assert code_typed((), " Write more. ", "C11") == "Write more."
    assert code_named((), "1", "C11") == "1"


def test_a_row_is_given_back_as_it_was_typed() -> None:
    grading = row({"C1": "no", "SS1": "4", "C8": "red"}, written={"C11": "More reasons."})
    assert typed_answers(grading, "record") == {"C1": "2", "SS1": "1", "C8": "3"}
    assert typed_answers(grading, "reveal") == {"C11": "More reasons."}


@pytest.mark.parametrize(("typed", "passed"), [("P", True), (" p ", True), ("passed", True), ("0", False), ("", False)])
def test_p_is_passed(typed: str, passed: bool) -> None:
    assert means_passed(typed) is passed


# ------------------------------------------------------------------ two typings
def test_differences_are_told_in_words() -> None:
    columns = grid_columns([row()], "record")
    first = {"SS1": "4", "SS2": "yes", "SS7": "no"}
    found = compare_typings(columns, first, {"SS1": "1", "SS2": "yes", "C8": "red"})
    assert [(one.question, one.first, one.second) for one in found] == [
        ("SS1", "Strong", "Does not meet the test"), ("SS7", "No", "no answer"),
        ("C8", "no answer", "Red: serious concern"),
    ]  # fmt: skip
    assert found[0].label == columns[1].label
    assert compare_typings(columns, first, {**first, "C8": ""}) == ()
