"""Reasons ticked beside an answer: kept with it, taken back with it, and only those of the question."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.core.errors import AppError
from app.core.shapes.sheets import Sheet
from app.services.grading import sheets
from tests.builders import Drawn, open_case
from tests.services.grading.test_sheets import question, sheet, undo

__all__ = ["sheet"]


@given(steps=st.lists(st.sets(st.sampled_from(["specific", "fits", "smell", "vague"])), min_size=1, max_size=5))
@settings(max_examples=8, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_reasons_stand_as_ticked_last_and_go_back_one_by_one(
    practice_workspace_with_draw: Drawn, sheet: Sheet, steps: list[set[str]]
):
    drawn, ws = practice_workspace_with_draw, practice_workspace_with_draw.ws
    before = question(open_case(drawn), "SS1").ticked
    for ticks in steps:
        told = sheets.save_answer(ws, sheet_id=sheet.sheet_id, question="SS1", answer="4", reasons=ticks).value
        assert question(told, "SS1").ticked == tuple(sorted(ticks))
    kept = sheets.save_answer(ws, sheet_id=sheet.sheet_id, question="SS1", answer="1").value
    assert question(kept, "SS1").ticked == tuple(sorted(steps[-1]))
    undo(drawn, sheet)
    for ticks in (*reversed(steps[:-1]), before):
        assert question(undo(drawn, sheet), "SS1").ticked == tuple(sorted(ticks))


@pytest.mark.parametrize(("name", "reason"), [("SS1", "nonsense"), ("SS1", "Only a smell"), ("SS2", "smell")])
def test_a_reason_that_is_not_of_the_question_is_refused(
    practice_workspace_with_draw: Drawn, sheet: Sheet, name: str, reason: str
):
    ws = practice_workspace_with_draw.ws
    with pytest.raises(AppError, match="is no reason beside"):
        sheets.save_answer(ws, sheet_id=sheet.sheet_id, question=name, answer="", reasons=[reason])
