"""Around a sheet: a case passed and taken up again, a mind changed after locking."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from app.core.errors import AppError
from app.core.shapes.sheets import Given, Sheet, SheetState
from app.models.rounds import AnswerRow
from app.models.sheets import SheetChangeTextRow
from app.services.audits import verify_audit
from app.services.grading import rounds, sheet_history, sheets
from tests.builders import Drawn, answer_stage, entries, grade, lock, open_case, plain_answer

WORDS = "The video showed the bag before the search."


@pytest.fixture
def sheet(practice_workspace_with_draw: Drawn) -> Sheet:
    """The first case's sheet, just opened."""
    return open_case(practice_workspace_with_draw)


def given_to(sheet: Sheet) -> dict[str, Given]:
    return {q.id: q.given for stage in sheet.stages for q in stage.questions if q.given != Given()}


def change(drawn: Drawn, sheet: Sheet, why: str = WORDS, **answers: str) -> Sheet:
    new = {name: Given(answer=answer) for name, answer in answers.items()}
    return sheets.change_answers(drawn.ws, sheet_id=sheet.sheet_id, answers=new, why=why).value


# ------------------------------------------------------------------ passing
def test_a_passed_case_shows_nothing_is_counted_apart_and_can_be_taken_up(
    practice_workspace_with_draw: Drawn, sheet: Sheet
):
    drawn, ws = practice_workspace_with_draw, practice_workspace_with_draw.ws
    sheet = sheets.save_answer(ws, sheet_id=sheet.sheet_id, question="SS1", answer="1", note="Hard to read.").value
    passed = sheets.pass_case(ws, sheet_id=sheet.sheet_id).value
    assert (passed.state, passed.can_undo) == (SheetState.PASSED, False)
    assert all(not stage.groups and not stage.narratives and not stage.rows.rows for stage in passed.stages)
    for refused in (
        lambda: sheets.save_answer(ws, sheet_id=sheet.sheet_id, question="SS1", answer="2"),
        lambda: lock(ws, sheet),
        lambda: sheets.pass_case(ws, sheet_id=sheet.sheet_id),
        lambda: sheets.undo_answer(ws, sheet_id=sheet.sheet_id),
    ):
        with pytest.raises(AppError):
            refused()
    listing = rounds.read_round(ws, 1)
    assert (listing.cases, listing.done, listing.passed, listing.waiting) == (8, 0, 1, 7)
    assert rounds.read_queue(ws, round_id=1).next_case == open_case(drawn, 2).case_id
    assert entries(ws)[-1]["event"] == "case_opened"
    again = sheets.take_up_case(ws, sheet_id=sheet.sheet_id).value
    assert (again.state, again.stages) == (SheetState.STARTED, sheet.stages)
    assert rounds.read_round(ws, 1).passed == 0
    with pytest.raises(AppError, match="was not passed"):
        sheets.take_up_case(ws, sheet_id=sheet.sheet_id)


def test_a_finished_case_is_not_passed(practice_workspace_with_draw: Drawn, sheet: Sheet):
    done = grade(practice_workspace_with_draw.ws, sheet)
    with pytest.raises(AppError, match="cannot be passed"):
        sheets.pass_case(practice_workspace_with_draw.ws, sheet_id=done.sheet_id)


# ------------------------------------------------------------------ a changed mind
def test_a_changed_mind_is_a_new_version_and_the_old_stays(practice_workspace_with_draw: Drawn, sheet: Sheet):
    drawn = practice_workspace_with_draw
    done = grade(drawn.ws, sheet)
    before = given_to(done)
    changed = change(drawn, done, SS1="1")
    assert (changed.state, changed.changed, done.changed) == (SheetState.DONE, 1, 0)
    assert given_to(changed) == before | {"SS1": Given(answer="1")}
    assert open_case(drawn) == changed
    with drawn.ws.read() as session:
        kept = session.scalars(select(AnswerRow.choice).where(AnswerRow.question == "SS1").order_by(AnswerRow.id)).all()
        assert session.scalars(select(SheetChangeTextRow.why)).all() == [WORDS]
    assert list(kept) == [before["SS1"].answer, "1"]
    told = next(entry for entry in reversed(entries(drawn.ws)) if entry["event"] == "answers_changed")
    assert told["details"]["questions"] == ["SS1"]
    assert WORDS not in str(told)
    assert verify_audit(drawn.ws).problems == ()


def test_a_locked_stage_changes_while_a_later_one_is_open(practice_workspace_with_draw: Drawn, sheet: Sheet):
    drawn = practice_workspace_with_draw
    sheet = lock(drawn.ws, answer_stage(drawn.ws, sheet))
    changed = change(drawn, sheet, SS1="X")
    assert changed.current == sheet.current
    assert not changed.can_undo
    assert given_to(changed)["SS1"] == Given(answer="X")


def test_changes_that_cannot_stand_are_refused_whole(practice_workspace_with_draw: Drawn, sheet: Sheet):
    drawn = practice_workspace_with_draw
    with pytest.raises(AppError, match="is not locked"):
        change(drawn, sheet, SS1="1")
    done = grade(drawn.ws, sheet)
    stands = given_to(done)
    for answers, why, what in (
        ({"SS1": "1"}, "  ", "needs its reason"),
        ({"SS1": stands["SS1"].answer}, WORDS, "Nothing is changed"),
        ({"SS1": "nonsense"}, WORDS, "is no answer"),
        ({"SS1": ""}, WORDS, "needs an answer too"),
        ({"SS9": "no"}, WORDS, "is not locked"),
        ({}, WORDS, "Nothing is changed"),
    ):
        with pytest.raises(AppError, match=what):
            change(drawn, done, why, **answers)
    assert given_to(open_case(drawn)) == stands
    assert open_case(drawn).changed == 0


def test_a_graver_grade_asks_what_goes_with_it_in_the_same_change(practice_workspace_with_draw: Drawn, sheet: Sheet):
    drawn = practice_workspace_with_draw
    done = grade(drawn.ws, sheet, lambda q: "green" if q.id == "C8" else plain_answer(q))
    assert "C11" not in given_to(done)
    with pytest.raises(AppError, match="needs an answer too"):
        change(drawn, done, C8="red")
    changed = change(drawn, done, C8="red", C11="Say what was seen.")
    assert given_to(changed)["C11"] == Given(answer="Say what was seen.")


def test_a_part_in_the_case_that_was_declared_after_locking_can_be_taken_back(
    practice_workspace_with_draw: Drawn, sheet: Sheet
):
    drawn = practice_workspace_with_draw
    done = grade(drawn.ws, sheet)
    taken = change(drawn, done, C1="yes")
    assert (taken.state, taken.changed) == (SheetState.CONFLICT, 1)
    for answers in ({"SS1": "0"}, {"C1": "no", "SS1": "0"}):
        with pytest.raises(AppError, match="you were there, authorised it or have already reviewed it"):
            change(drawn, taken, **answers)
    with pytest.raises(AppError, match="needs its reason"):
        change(drawn, taken, " ", C1="no")
    again = change(drawn, taken, "I mixed it up with another case.", C1="no")
    assert (again.state, again.changed, given_to(again)) == (SheetState.DONE, 2, given_to(done))
    told = sheet_history.sheet_history(drawn.ws, sheet_id=sheet.sheet_id)
    assert [(one.answers[0].before, one.answers[0].after) for one in told] == [("No", "Yes"), ("Yes", "No")]
    assert verify_audit(drawn.ws).problems == ()


@given(choices=st.lists(st.sampled_from(["4", "3", "2", "1", "0", "X"]), min_size=1, max_size=5))
@settings(max_examples=6, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_the_newest_change_is_the_verdict(practice_workspace_with_draw: Drawn, choices: list[str]):
    drawn = practice_workspace_with_draw
    found = open_case(drawn)
    done = found if found.state is SheetState.DONE else grade(drawn.ws, found)
    for choice in choices:
        if given_to(done)["SS1"].answer == choice:
            with pytest.raises(AppError):
                change(drawn, done, SS1=choice)
        else:
            before = done.changed
            done = change(drawn, done, SS1=choice)
            assert (given_to(done)["SS1"].answer, done.changed) == (choice, before + 1)
