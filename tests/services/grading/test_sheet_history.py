"""What was answered before a mind was changed: each change with its reason, what was and what became of it."""

import pytest
from sqlalchemy import select

from app.core.errors import AppError
from app.core.shapes.sheets import Given, Sheet
from app.models.rounds import SheetRow
from app.services.grading import sheets
from app.services.grading.sheet_history import sheet_history
from app.services.workspace import Workspace
from tests.builders import Drawn, entries, grade, open_case
from tests.panels import close, fill, panel
from tests.people import OTHER, WORDS, add, signed_in_as

WHY = "The video showed the bag before the search."


@pytest.fixture
def done(practice_workspace_with_draw: Drawn) -> Sheet:
    """The first case's sheet, finished, its first reading taken back once on the way."""
    drawn, sheet = practice_workspace_with_draw, open_case(practice_workspace_with_draw)
    sheets.save_answer(drawn.ws, sheet_id=sheet.sheet_id, question="SS1", answer="0")
    sheets.undo_answer(drawn.ws, sheet_id=sheet.sheet_id)
    return grade(drawn.ws, sheet)


def change(ws: Workspace, sheet_id: int, why: str = WHY, **answers: Given) -> None:
    sheets.change_answers(ws, sheet_id=sheet_id, answers=answers, why=why)


def test_nothing_was_changed(practice_workspace_with_draw: Drawn, done: Sheet):
    assert sheet_history(practice_workspace_with_draw.ws, sheet_id=done.sheet_id) == ()


def test_each_change_says_why_what_was_and_what_became(practice_workspace_with_draw: Drawn, done: Sheet):
    ws, clock = practice_workspace_with_draw.ws, practice_workspace_with_draw.clock
    clock.advance(days=1)
    change(ws, done.sheet_id, SS1=Given(answer="1", reasons=("smell",), note="Thin."))
    clock.advance(days=1)
    told_anew = {"SS1": Given(answer="4"), "C8": Given(answer="amber"), "C11": Given(answer="Name it.")}
    change(ws, done.sheet_id, "I had it right at first.", **told_anew)
    first, second = sheet_history(ws, sheet_id=done.sheet_id)
    assert (first.number, first.why, first.changed_at[:10]) == (1, WHY, "2025-07-02")
    (grounds,) = first.answers
    assert grounds.question == "How strong are the grounds in the record?"
    assert grounds.before == "Strong"
    assert grounds.after == "Does not meet the test\nWhy: Only a smell\nNote: Thin."
    assert (second.number, second.changed_at[:10]) == (2, "2025-07-03")
    told = {answer.question: (answer.before, answer.after) for answer in second.answers}
    assert told[grounds.question] == (grounds.after, "Strong")
    assert ("No answer", "Name it.") in told.values()
    assert len(told) == 3
    assert entries(ws)[-1]["event"] == "sheet_history_read"
    assert entries(ws)[-1]["act"] == "consult"


def test_a_colleague_is_refused_and_an_auditor_and_a_coordinator_are_not(
    practice_workspace_with_draw: Drawn, done: Sheet
):
    ws = practice_workspace_with_draw.ws
    change(ws, done.sheet_id, SS1=Given(answer="1"))
    add(ws, "A Colleague", "line_manager", WORDS)
    add(ws, "An Auditor", "auditor", OTHER)
    add(ws, "A Coordinator", "coordinator", "nine small grey stones")
    colleague = signed_in_as(ws, WORDS)
    with pytest.raises(AppError, match="somebody else’s"):
        sheet_history(colleague, sheet_id=done.sheet_id)
    assert entries(colleague)[-1]["event"] == "seat_refused"
    auditor = signed_in_as(colleague, OTHER)
    assert len(sheet_history(auditor, sheet_id=done.sheet_id)) == 1
    coordinator = signed_in_as(auditor, "nine small grey stones")
    assert len(sheet_history(coordinator, sheet_id=done.sheet_id)) == 1
    coordinator.close()


def test_while_a_panel_works_only_who_enters_its_answers_may(practice_workspace_with_draw: Drawn):
    ws = practice_workspace_with_draw.ws
    meeting = panel(ws, practice_workspace_with_draw.draw.draw_id, 2)
    fill(ws, meeting, 1, {1: {"SS1": "4"}})
    with ws.read() as session:
        sheet = session.scalars(select(SheetRow.id).order_by(SheetRow.id.desc())).first()
    assert sheet is not None
    add(ws, "An Auditor", "auditor", OTHER)
    auditor = signed_in_as(ws, OTHER)
    with pytest.raises(AppError, match="somebody else’s"):
        sheet_history(auditor, sheet_id=sheet)
    close(auditor, meeting)
    assert sheet_history(auditor, sheet_id=sheet) == ()
    auditor.close()


def test_no_such_sheet(practice_workspace_with_draw: Drawn):
    with pytest.raises(AppError, match="There is no sheet 99"):
        sheet_history(practice_workspace_with_draw.ws, sheet_id=99)
