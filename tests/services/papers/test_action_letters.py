"""The letter of a real action: kept, logged, made again from its shape byte for byte; only where a reply is wanted."""

import hashlib
from pathlib import Path

import msgspec
import pytest

from app.core.errors import AppError
from app.core.shapes.actions import ActionLetter
from app.export.letter import action_letter
from app.models.papers import PaperRow, PaperShapeRow
from app.services.audits import verify_audit
from app.services.grading import actions
from app.services.papers import action_letters
from tests.builders import Drawn, entries, grade, open_case
from tests.export.papers import faults, structure
from tests.services.grading.test_actions import OWNER, TASK, add, reply


def test_a_letter_is_kept_and_logged_and_gives_no_grade(practice_workspace_with_draw: Drawn, tmp_path: Path) -> None:
    ws = practice_workspace_with_draw.ws
    grade(ws, open_case(practice_workspace_with_draw, 3))
    case = add(ws, case_number=3)
    file = tmp_path / "letter.pdf"
    assert action_letters.write_letter(ws, action_id=1, file=file).value == (str(file),)
    data = file.read_bytes()
    assert faults(data, "ua1", tmp_path) == []
    words = structure(data).words
    assert all(wanted in words for wanted in (OWNER, TASK, case.reference, "Please reply by 15 July 2025."))
    assert not any(grade in words for grade in ("Green", "Amber", "Red:", "Strong", "Cannot tell"))
    last = entries(ws)[-1]
    digest = hashlib.sha256(data).hexdigest()
    assert (last["act"], last["event"]) == ("disclose", "action_letter_made")
    assert last["details"] == {"action_id": 1, "papers": [1], "sha256": [digest]}
    with ws.read() as session:
        shape = msgspec.json.decode(session.get_one(PaperShapeRow, 1).body or b"", type=ActionLetter)
        assert session.get_one(PaperRow, 1).sha256 == digest
    assert action_letter(shape) == data
    assert verify_audit(ws).problems == ()


def test_the_next_copy_has_the_next_number(practice_workspace_with_draw: Drawn, tmp_path: Path) -> None:
    ws = practice_workspace_with_draw.ws
    add(ws)
    for _ in range(2):
        action_letters.write_letter(ws, action_id=1, file=tmp_path / "letter.pdf")
    assert actions.read_action(ws, 1).letters == 2
    with ws.read() as session:
        assert b"A1 letter, copy 2" in (session.get_one(PaperShapeRow, 2).body or b"")


def test_it_asks_again_with_the_reason_where_a_reply_was_not_accepted(
    practice_workspace_with_draw: Drawn, tmp_path: Path
) -> None:
    ws = practice_workspace_with_draw.ws
    add(ws)
    reply(ws)
    with pytest.raises(AppError, match="A1 waits for no reply"):
        action_letters.write_letter(ws, action_id=1, file=tmp_path / "letter.pdf")
    assert not (tmp_path / "letter.pdf").exists()
    actions.refuse_action(ws, action_id=1, why="Which records were they?")
    action_letters.write_letter(ws, action_id=1, file=tmp_path / "letter.pdf")
    assert "Which records were they?" in structure((tmp_path / "letter.pdf").read_bytes()).words


def test_there_is_no_letter_of_an_action_that_is_not_there(practice_workspace_with_draw: Drawn, tmp_path: Path) -> None:
    with pytest.raises(AppError, match="There is no action A1"):
        action_letters.write_letter(practice_workspace_with_draw.ws, action_id=1, file=tmp_path / "letter.pdf")
