"""An answer on a sheet that is on screen: as much is shown as if the case were opened again, and no more."""

import pytest

from app.core.errors import AppError
from app.core.shapes.sheets import Given, SheetState
from app.services.grading import sheets
from tests.builders import Drawn, answer_stage, lock, open_case, plain_answer


def test_what_was_shown_of_the_record_stays_and_all_else_is_new(practice_workspace_with_draw: Drawn):
    drawn, shown = practice_workspace_with_draw, open_case(practice_workspace_with_draw)
    for name, answer in (("C1", "no"), ("SS1", "1"), ("SS2", "no"), ("C1", "yes"), ("C1", "no"), ("SS1", "")):
        given = Given(answer=answer, note="As it was seen.", reasons=("smell", "area") if name == "SS1" else ())
        shown = sheets.save_given(drawn.ws, shown=shown, question=name, given=given).value
        assert shown == open_case(drawn)
    assert shown.state is SheetState.STARTED
    assert {question.id: question.answer for question in shown.stages[0].questions if question.answer} == {
        "C1": "no", "SS2": "no",
    }  # fmt: skip


def test_a_sheet_shown_before_its_stage_was_locked_is_read_anew(practice_workspace_with_draw: Drawn):
    drawn, shown = practice_workspace_with_draw, open_case(practice_workspace_with_draw)
    now = lock(drawn.ws, answer_stage(drawn.ws, shown)).current
    assert now is not None
    later = next(question for question in now.questions if not question.free_text)
    given = Given(answer=plain_answer(later))
    kept = sheets.save_given(drawn.ws, shown=shown, question=later.id, given=given).value
    assert kept == open_case(drawn)
    with pytest.raises(AppError, match="not asked now"):
        sheets.save_given(drawn.ws, shown=kept, question="SS1", given=Given(answer="4"))
