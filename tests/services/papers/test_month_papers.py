"""A month as a paper, and an officer's feedback sheet: known numbers, no officer, no grade of anybody."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import msgspec
import pytest
from sqlalchemy import select

from app.core.errors import AppError
from app.core.shapes.actions import NewAction
from app.core.shapes.month_papers import FeedbackSheet, MonthPaper
from app.core.shapes.papers import PaperHow, PrintSize
from app.export.feedback import feedback_sheet
from app.export.month import month_paper
from app.models.papers import PaperRow, PaperShapeRow
from app.services.grading import actions, feedback
from app.services.papers import feedback_sheets, month_papers
from app.services.workspace import Workspace
from tests.builders import Drawn, entries, grade, open_case
from tests.export.papers import faults, structure
from tests.graded_rounds import graded_month
from tests.people import WORDS, add, signed_in_as

KEPT = "What was good\n- Clear words.\n\nWrite the reasons next time.\n\n<b>Ask</b> if anything is unclear."


@pytest.fixture(scope="module")
def month(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Workspace]:
    """Eight cases of 304, grounds 4, 3, 2, 1, 3, X, 0 and one withheld; feedback on one kept, on one not needed."""
    ws = graded_month(tmp_path_factory.mktemp("month"))
    draft = feedback.read_feedback(ws, round_id=1, case_number=4).text
    feedback.write_feedback(ws, round_id=1, case_number=4, text=draft)
    feedback.skip_feedback(ws, round_id=1, case_number=1)
    new = NewAction(round_id=1, case_number=2, rung="advice", due=date(2025, 8, 1), task="Tell them.", owner="Sergeant")
    actions.add_action(ws, new)
    yield ws
    ws.close()


def kept(ws: Workspace, shape: type):
    """The shape of the paper that was made last."""
    with ws.read() as session:
        newest = session.scalars(select(PaperRow.id).order_by(PaperRow.id.desc())).first()
        return msgspec.json.decode(session.get_one(PaperShapeRow, newest).body or b"", type=shape)


def paper_of(ws: Workspace, folder: Path, **how) -> tuple[bytes, MonthPaper]:
    """The paper of R1 and its shape."""
    month_papers.write_month(ws, round_id=1, file=folder / "month.pdf", **how)
    return (folder / "month.pdf").read_bytes(), kept(ws, MonthPaper)


def test_known_numbers_stand_in_its_text(month: Workspace, tmp_path: Path) -> None:
    data, shape = paper_of(month, tmp_path)
    words = structure(data).words
    (line,) = shape.cases
    assert (line.drawn, line.graded, line.waiting, line.aside) == (8, 7, 0, 1)
    assert (
        "1 Strong, 2 Sufficient, 1 Weak, but meets the test, 1 Does not meet the test, 1 No grounds recorded, "
        "1 Cannot tell"
    ) in words
    assert "between 14 and 235 of all 304 would (95% confidence)" in words
    assert "Withheld: case 8." in words
    assert "Written: 1 case. " in words
    assert "Not needed: 1 case. " in words
    assert "Still to be written: 5 cases." in words
    assert "Tell them. Asked of: Sergeant Case 2. Open 1 August 2025" in words


def test_what_to_learn_from_is_told_by_element_and_case(month: Workspace, tmp_path: Path) -> None:
    _, shape = paper_of(month, tmp_path)
    (found,) = shape.found
    assert [(point.answer, point.cases) for point in found.learning] == [
        ("Weak, but meets the test", ((3, ""),)),
        ("Does not meet the test", ((4, ""),)),
        ("No grounds recorded", ((7, ""),)),
    ]


def test_no_reference_stands_in_it(month: Workspace, tmp_path: Path) -> None:
    data, shape = paper_of(month, tmp_path)
    everything = structure(data).words + msgspec.json.encode(shape).decode()
    assert "PSS/25/" not in everything


@pytest.mark.parametrize("size", PrintSize)
def test_both_keep_both_standards_and_are_made_again_byte_for_byte(
    month: Workspace, tmp_path: Path, size: PrintSize
) -> None:
    how = PaperHow(size=size)
    data, shape = paper_of(month, tmp_path, how=how)
    assert month_paper(shape, base_size=size.value) == data
    file = tmp_path / "sheet.pdf"
    feedback_sheets.write_feedback_sheet(month, round_id=1, case_number=4, file=file, how=how)
    assert feedback_sheet(kept(month, FeedbackSheet), base_size=size.value) == file.read_bytes()
    for made in (data, file.read_bytes()):
        assert faults(made, "ua1", tmp_path) == []
        assert faults(made, "2a", tmp_path) == []


def test_making_them_is_logged_as_giving_away(month: Workspace, tmp_path: Path) -> None:
    paper_of(month, tmp_path)
    last = entries(month)[-1]
    assert (last["act"], last["event"], last["details"]["round_id"]) == ("disclose", "month_paper_made", 1)
    feedback_sheets.write_feedback_sheet(month, round_id=1, case_number=4, file=tmp_path / "sheet.pdf")
    last = entries(month)[-1]
    assert (last["act"], last["event"]) == ("disclose", "feedback_sheet_made")


# ------------------------------------------------------------------ the officer's sheet
def test_the_sheet_says_what_was_kept_on_one_page_and_no_grade_of_the_whole(month: Workspace, tmp_path: Path) -> None:
    file = tmp_path / "sheet.pdf"
    feedback_sheets.write_feedback_sheet(month, round_id=1, case_number=4, file=file)
    tree = structure(file.read_bytes())
    assert tree.on == [1]
    assert [node.words for node in tree.all("H2")] == ["What was good", "What was missing, or could be better"]
    assert "How strong are the grounds in the record? Does not meet the test." in tree.words
    assert not any(grade in tree.words for grade in ("Green", "Amber", "Red:"))


def test_a_text_of_ones_own_is_printed_as_it_was_written(practice_workspace_with_draw: Drawn, tmp_path: Path) -> None:
    ws = practice_workspace_with_draw.ws
    grade(ws, open_case(practice_workspace_with_draw, 3))
    with pytest.raises(AppError, match="No feedback on case 3 is kept"):
        feedback_sheets.write_feedback_sheet(ws, round_id=1, case_number=3, file=tmp_path / "sheet.pdf")
    feedback.write_feedback(ws, round_id=1, case_number=3, text=KEPT)
    feedback_sheets.write_feedback_sheet(ws, round_id=1, case_number=3, file=tmp_path / "sheet.pdf")
    tree = structure((tmp_path / "sheet.pdf").read_bytes())
    assert [node.words for node in tree.all("LBody")] == ["Clear words."]
    assert "Write the reasons next time. <b>Ask</b> if anything is unclear." in tree.words
    assert tree.all("H1")[0].words == "Feedback on a record"


# ------------------------------------------------------------------ whose it is
def test_a_month_is_for_whoever_graded_it(month: Workspace, tmp_path: Path) -> None:
    with pytest.raises(AppError, match="R2 is no round of yours"):
        month_papers.write_month(month, round_id=2, file=tmp_path / "month.pdf")
    assert not (tmp_path / "month.pdf").exists()


@pytest.mark.parametrize("role", ["coordinator", "line_manager"])
def test_nobody_else_makes_it(tmp_path: Path, role: str) -> None:
    ws = graded_month(tmp_path)
    add(ws, "Somebody else", role, WORDS)
    other = signed_in_as(ws, WORDS)
    with pytest.raises(AppError):
        month_papers.write_month(other, round_id=1, file=tmp_path / "month.pdf")
    with pytest.raises(AppError):
        feedback_sheets.write_feedback_sheet(other, round_id=1, case_number=4, file=tmp_path / "sheet.pdf")
    assert not list(tmp_path.glob("*.pdf"))
    other.close()


def test_a_round_with_nothing_graded_says_so(practice_workspace_with_draw: Drawn, tmp_path: Path) -> None:
    data, shape = paper_of(practice_workspace_with_draw.ws, tmp_path)
    words = structure(data).words
    assert shape.found == ()
    assert "No case is finished yet." in words
    assert "so nothing can be said of its list" in words
