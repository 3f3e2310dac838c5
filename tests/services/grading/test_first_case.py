"""The made-up case in memory: it answers as real grading does, and says what to try next."""

import pytest

from app.core.errors import AppError
from app.core.shapes.sheets import Given, SheetState
from app.services.grading.first_case import FirstCase


def test_it_is_graded_as_any_case_and_each_thing_is_tried_once() -> None:
    case = FirstCase(single_keys=True)
    assert case.queue().items[0].reference == case.sheet().reference == "PRACTICE CASE"
    steps = [case.step]
    case.answer("Q1", Given(answer="yes"))
    steps.append(case.step)
    assert case.undo().state is SheetState.TODO
    steps.append(case.step)
    case.answer("Q1", Given(answer="no", reasons=("smell",)))
    steps.append(case.step)
    case.answer("Q1", Given(answer="no", reasons=("smell",), note="A word."))
    steps.append(case.step)
    case.answer("Q2", Given(answer="yes"))
    sheet = case.answer("Q3", Given(answer="yes"))
    assert [stage.hidden for stage in sheet.stages] == [False, True]
    assert not sheet.stages[1].groups
    sheet = case.lock("record")
    assert "locked himself out" in sheet.stages[1].groups[0].lines[0].value
    steps.append(case.step)
    case.answer("Q4", Given(answer="partly"))
    assert case.lock("reveal").state is SheetState.DONE
    assert [step.number for step in steps] == [1, 2, 3, 4, 5, 6]
    assert len({step.text for step in steps}) == steps[0].of == 6
    assert case.step.number == 0


def test_undo_goes_to_any_depth_and_not_into_a_locked_stage() -> None:
    case = FirstCase(single_keys=True)
    for name in ("Q1", "Q2", "Q3"):
        case.answer(name, Given(answer="yes"))
    case.lock("record")
    with pytest.raises(AppError, match="no answer to take back"):
        case.undo()
    case.answer("Q4", Given(answer="yes"))
    case.answer("Q4", Given(answer="no"))
    assert case.undo().stages[1].questions[0].answer == "yes"
    assert case.undo().stages[1].questions[0].answer == ""


def test_a_stage_that_lacks_an_answer_is_not_locked() -> None:
    case = FirstCase(single_keys=True)
    with pytest.raises(AppError, match="still need an answer"):
        case.lock("record")


def test_a_key_that_only_chooses_is_taught_as_such() -> None:
    assert "then Enter to keep it" in FirstCase(single_keys=False).step.text
    assert "Enter" not in FirstCase(single_keys=True).step.text
