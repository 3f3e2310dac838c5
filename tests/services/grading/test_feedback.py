"""Feedback from a real sheet: drafted, kept with every version, erasable; only from one's own finished sheet."""

from pathlib import Path

import pytest

from app.core.errors import AppError
from app.core.shapes.actions import Feedback
from app.core.shapes.sheets import AskedQuestion, Given
from app.services import people
from app.services.grading import feedback, sheets
from app.services.papers import feedback_sheets
from app.services.workspace import Workspace
from tests.builders import Drawn, entries, grade, open_case, plain_answer
from tests.people import facts, signed_in_as


def mixed(question: AskedQuestion) -> str:
    """Good grounds; what else can be missing is not recorded."""
    codes = [choice.code for choice in question.choices]
    return "not_recorded" if "not_recorded" in codes else plain_answer(question)


def finished(drawn: Drawn, number: int = 1) -> Workspace:
    grade(drawn.ws, open_case(drawn, number), mixed)
    return drawn.ws


def read(ws: Workspace, number: int = 1) -> Feedback:
    return feedback.read_feedback(ws, round_id=1, case_number=number)


def write(ws: Workspace, text: str, number: int = 1) -> Feedback:
    return feedback.write_feedback(ws, round_id=1, case_number=number, text=text).value


def change(ws: Workspace, **answers: str) -> None:
    new = {name: Given(answer=answer) for name, answer in answers.items()}
    sheets.change_answers(ws, sheet_id=1, answers=new, why="I watched the video again.")


def test_a_draft_says_what_was_good_and_what_was_missing(practice_workspace_with_draw: Drawn) -> None:
    found = read(finished(practice_workspace_with_draw))
    assert not found.kept
    assert found.text == found.draft
    title, learning, good, better, close = found.draft.split("\n\n")
    assert title == f"Feedback on a record: Stop and search, {found.reference}"
    assert "It is not a misconduct finding." in learning
    assert "- How strong are the grounds in the record? Strong." in good
    assert "- Is the power recorded the right one for what happened? Not recorded. It may have been done" in better
    assert "please say so" in close
    assert "Overall" not in found.draft
    assert "Written for a test." not in found.draft


def test_what_is_kept_stands_and_every_version_stays(practice_workspace_with_draw: Drawn) -> None:
    ws = finished(practice_workspace_with_draw)
    assert write(ws, read(ws).draft).kept
    kept = write(ws, "  Thank you for a clear record.  ")
    assert (kept.text, kept.kept, kept.written_at) == ("Thank you for a clear record.", True, "2025-07-01T09:00:00Z")
    assert read(ws) == kept
    with ws.read() as session:
        assert session.connection().exec_driver_sql("SELECT count(*) FROM feedback").scalar_one() == 2


def test_the_log_knows_the_sheet_and_no_word(practice_workspace_with_draw: Drawn) -> None:
    ws = finished(practice_workspace_with_draw)
    read(ws)
    write(ws, "A word about Ursula.")
    looked, kept = entries(ws)[-2:]
    assert (looked["event"], looked["details"]) == ("feedback_read", {"round_id": 1, "case_number": 1})
    assert (kept["event"], kept["details"]) == ("feedback_written", {"round_id": 1, "sheet_id": 1, "feedback_id": 1})


def test_it_can_be_erased_and_the_draft_comes_again(practice_workspace_with_draw: Drawn) -> None:
    ws = finished(practice_workspace_with_draw)
    write(ws, "A word about Ursula.")
    with ws._store.write() as session:
        session.connection().exec_driver_sql("UPDATE feedback_text SET text = NULL, erased_seq = 1")
    found = read(ws)
    assert (found.text, found.kept, found.erased) == (found.draft, False, True)


def test_what_was_kept_waits_again_once_grades_are_changed(practice_workspace_with_draw: Drawn, tmp_path: Path) -> None:
    ws = finished(practice_workspace_with_draw)
    kept = write(ws, read(ws).draft)
    assert (kept.stale, kept.standing) == (False, "This was kept.")
    change(ws, SS1="0")
    found = read(ws)
    assert (found.text, found.kept, found.stale) == (kept.text, True, True)
    assert found.draft != kept.draft
    assert found.standing == "The grades were changed after this was kept: read it again."
    with pytest.raises(AppError, match="grades were changed after this was kept"):
        feedback_sheets.write_feedback_sheet(ws, round_id=1, case_number=1, file=tmp_path / "sheet.pdf")
    again = write(ws, found.draft)
    assert (again.stale, again.text) == (False, found.draft)


def test_what_was_kept_can_be_read_by_its_writer_after_the_case_was_taken_away(
    practice_workspace_with_draw: Drawn, tmp_path: Path
) -> None:
    ws = finished(practice_workspace_with_draw)
    kept = write(ws, "Thank you for a clear record.")
    change(ws, C1="yes")
    found = read(ws)
    assert (found.text, found.draft, found.kept, found.taken_away) == (kept.text, "", True, True)
    assert "before the case was taken away" in found.standing
    for act in (
        lambda: write(ws, "Another."),
        lambda: feedback.skip_feedback(ws, round_id=1, case_number=1),
        lambda: feedback_sheets.write_feedback_sheet(ws, round_id=1, case_number=1, file=tmp_path / "sheet.pdf"),
    ):
        with pytest.raises(AppError, match="taken away from you"):
            act()
    change(ws, C1="no")
    assert (read(ws).taken_away, read(ws).stale) == (False, True)


def test_only_a_finished_sheet_of_one_s_own_gives_feedback(practice_workspace_with_draw: Drawn) -> None:
    ws = practice_workspace_with_draw.ws
    with pytest.raises(AppError, match="You have no sheet about case 1"):
        read(ws)
    open_case(practice_workspace_with_draw, 1)
    with pytest.raises(AppError, match="Case 1 is not finished yet"):
        read(ws)
    with pytest.raises(AppError, match="Round R1 has no case 99"):
        read(ws, 99)
    with pytest.raises(AppError, match="There is no round R7"):
        feedback.read_feedback(ws, round_id=7, case_number=1)


@pytest.mark.parametrize(("text", "told"), [("  ", "no text to keep"), ("x" * 6_001, "6,001 characters")])
def test_what_cannot_be_kept_is_refused(practice_workspace_with_draw: Drawn, text: str, told: str) -> None:
    ws = finished(practice_workspace_with_draw)
    before = len(entries(ws))
    with pytest.raises(AppError, match=told):
        write(ws, text)
    assert len(entries(ws)) == before


def test_somebody_else_s_sheet_gives_none(practice_workspace_with_draw: Drawn) -> None:
    ws = finished(practice_workspace_with_draw)
    people.add_person(ws, facts("Another sergeant", "line_manager"), passphrase="another sergeant is here")
    people.add_person(ws, facts("A coordinator"), passphrase="a coordinator sits here")
    ws = signed_in_as(ws, "another sergeant is here")
    with pytest.raises(AppError, match="You have no sheet about case 1"):
        read(ws)
    ws = signed_in_as(ws, "a coordinator sits here")
    with pytest.raises(AppError, match="who may not grade cases at their own seat"):
        read(ws)
    ws.close()
