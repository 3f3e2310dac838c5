"""Papers: numbered, logged, made again byte for byte from the shape that was kept, and no reveal in a pack."""

from hashlib import sha256
from pathlib import Path

import msgspec
import pytest
from sqlalchemy import select

from app.core.errors import AppError
from app.core.schemes.plain import value_words
from app.core.shapes.actions import NewAction
from app.core.shapes.packs import SamplePack
from app.core.workflow.papers import MAKES
from app.export.pack import sample_pack
from app.models.frames import FrameCaseRow
from app.models.papers import PaperRow, PaperShapeRow
from app.models.record_store import read_values
from app.services.audits import verify_audit
from app.services.drawing.frame_views import scheme_of
from app.services.grading import actions, sheets
from app.services.papers import draw_papers
from app.services.papers.paper_sorts import SORTS
from tests.builders import Drawn, answer_stage, draw, entries, grade, head, lock, open_case, open_round, seal
from tests.export.papers import faults

REVEALED = ("sde_code", "ode_code", "sde_refusal_reason", "outcome", "found_text", "outcome_linked", "complaint_flag")


def made(drawn: Drawn, file: Path) -> tuple[bytes, SamplePack, PaperRow]:
    """Make a pack: its bytes, its shape as it was kept, and its row."""
    draw_papers.write_pack(drawn.ws, draw_id=drawn.draw.draw_id, file=file)
    with drawn.ws.read() as session:
        row = session.scalars(select(PaperRow).order_by(PaperRow.id.desc())).first()
        assert row is not None
        body = session.get_one(PaperShapeRow, row.id).body
    assert body is not None
    return file.read_bytes(), msgspec.json.decode(body, type=SamplePack), row


def test_of_every_sort_it_is_said_who_makes_it() -> None:
    assert set(MAKES) == set(SORTS)
    assert all(MAKES.values())


def test_two_packs_of_a_draw_are_two_papers_with_their_entries(practice_workspace_with_draw: Drawn, tmp_path):
    drawn = practice_workspace_with_draw
    before = len(entries(drawn.ws))
    first, shape, one = made(drawn, tmp_path / "1.pdf")
    drawn.clock.advance(hours=1)
    second, other, two = made(drawn, tmp_path / "2.pdf")
    assert (shape.issue.number, other.issue.number) == ("D1 pack, copy 1", "D1 pack, copy 2")
    assert (one.copy, two.copy) == (1, 2)
    assert first != second
    told = entries(drawn.ws)[before:]
    assert [(entry["event"], entry["act"]) for entry in told] == [("pack_made", "disclose")] * 2
    for entry, data, paper in zip(told, (first, second), (one.id, two.id), strict=True):
        assert entry["details"] == {"draw_id": 1, "cases": 8, "papers": [paper], "sha256": [sha256(data).hexdigest()]}
    assert [[one.sha256], [two.sha256]] == [entry["details"]["sha256"] for entry in told]
    assert [one.audit_seq, two.audit_seq] == [before + 1, before + 2]


def test_a_paper_is_made_again_byte_for_byte_from_its_shape(practice_workspace_with_draw: Drawn, tmp_path):
    drawn = practice_workspace_with_draw
    grade(drawn.ws, open_case(drawn, 1))
    data, shape, row = made(drawn, tmp_path / "pack.pdf")
    grade(drawn.ws, open_case(drawn, 2))  # what is graded since does not change it
    assert sample_pack(shape) == data
    assert sha256(data).hexdigest() == row.sha256
    assert msgspec.json.decode(msgspec.json.encode(shape), type=SamplePack) == shape


def test_the_head_on_a_paper_stands_in_the_chain(practice_workspace_with_draw: Drawn, tmp_path):
    drawn = practice_workspace_with_draw
    seq, newest = head(drawn.ws)
    _, shape, _ = made(drawn, tmp_path / "pack.pdf")
    assert (shape.issue.audit_entry, shape.issue.audit_head) == (seq, newest.hex())
    grade(drawn.ws, open_case(drawn, 1))
    result = verify_audit(drawn.ws, head=shape.issue.audit_head)
    assert (result.head_found, result.problems) == (True, ())


def test_a_pack_holds_every_drawn_case_and_how_it_was_drawn(practice_workspace_with_draw: Drawn, tmp_path):
    drawn = practice_workspace_with_draw
    _, shape, _ = made(drawn, tmp_path / "pack.pdf")
    references = ["" if "\x1f" in case.case_key else case.case_key for case in drawn.draw.cases]  # one gave none
    assert [case.reference for case in shape.cases] == references
    assert [case.token for case in shape.cases] == [case.token for case in drawn.draw.cases]
    assert [case.ticket for case in shape.cases] == [case.ticket for case in drawn.draw.cases]
    how = shape.how_drawn
    assert (how.seal, how.plan, how.seed) == (drawn.frame.seal, drawn.frame.plan, drawn.draw.seed)
    assert (how.drawn, how.reserves) == (drawn.draw.cases, drawn.draw.reserves)
    assert shape.issue.practice
    assert "not for volunteers" in shape.warning


@pytest.mark.parametrize("locked", [0, 1, 2], ids=["not begun", "the record locked", "all but the reveal locked"])
def test_nothing_of_the_reveal_is_in_a_pack_before_it_is_locked(practice_workspace_with_draw: Drawn, tmp_path, locked):
    drawn = practice_workspace_with_draw
    for number in range(1, 9):
        sheet = open_case(drawn, number)
        for _ in range(locked):
            if sheet.current and sheet.current.id != "reveal":
                sheet = lock(drawn.ws, answer_stage(drawn.ws, sheet))
    _, shape, _ = made(drawn, tmp_path / "pack.pdf")
    with drawn.ws.read() as session:
        scheme = scheme_of(session, 1)
        by_token = {row.token.hex(): row.version_id for row in session.scalars(select(FrameCaseRow))}
        values = read_values(session, scheme, by_token.values())
    found = 0
    labels = {scheme.field(name).label["en"] for name in REVEALED}
    for case in shape.cases:
        record = values[by_token[case.token]]
        lines = [line for group in case.groups for line in group.lines]
        assert not {line.label for line in lines} & labels
        assert not {text.label for text in case.narratives} & labels
        shown = (
            {line.value for line in lines} | {text.text for text in case.narratives} | set(case.headline.split(" · "))
        )
        for name in ("outcome", "sde_code", "ode_code", "found_text"):
            if name in record:
                found += 1
                assert value_words(scheme, scheme.field(name), record[name]) not in shown
    assert found > 16  # the drawn records do have them


def test_what_was_answered_stands_in_the_form(practice_workspace_with_draw: Drawn, tmp_path):
    drawn = practice_workspace_with_draw
    sheet = open_case(drawn, 1)
    sheets.save_answer(drawn.ws, sheet_id=sheet.sheet_id, question="SS1", answer="2", note="Thin.")
    done = grade(drawn.ws, open_case(drawn, 2))
    taken = open_case(drawn, 3)
    sheets.save_answer(drawn.ws, sheet_id=taken.sheet_id, question="C1", answer="yes")
    _, shape, _ = made(drawn, tmp_path / "pack.pdf")
    begun, finished, conflict, untouched = shape.cases[:4]
    asked = {item.id: item for stage in begun.stages for item in stage.questions}
    assert (asked["SS1"].answered, asked["SS1"].written, asked["SS2"].answered) == (2, "Thin.", None)
    assert begun.status == "Practice verdict, not finished. Overall so far: not answered yet."
    assert finished.status.startswith("Practice verdict, locked: overall ")
    given = {item.id for stage in done.stages for item in stage.questions if item.answer}
    assert given == {q.id for stage in finished.stages for q in stage.questions if q.answered is not None or q.written}
    assert "conflict of interest" in conflict.status
    assert untouched.status == ""


@pytest.mark.parametrize("profile", ["ua1", "2a"])
def test_a_real_pack_keeps_the_standards(practice_workspace_with_draw: Drawn, tmp_path, profile: str):
    drawn = practice_workspace_with_draw
    grade(drawn.ws, open_case(drawn, 1))
    data, _, _ = made(drawn, tmp_path / "pack.pdf")
    assert faults(data, profile, tmp_path) == []


def test_a_real_workspaces_paper_says_nothing_of_practice(practice_workspace_with_draw: Drawn, tmp_path, monkeypatch):
    drawn = practice_workspace_with_draw
    monkeypatch.setattr(drawn.ws, "practice", False)
    grade(drawn.ws, open_case(drawn, 1))
    _, shape, _ = made(drawn, tmp_path / "pack.pdf")
    assert not shape.issue.practice
    assert shape.cases[0].status.startswith("Verdict, locked: ")


def test_a_place_that_cannot_be_written_keeps_the_old_file(practice_workspace_with_draw: Drawn, tmp_path):
    drawn = practice_workspace_with_draw
    (tmp_path / "pack.pdf").mkdir()
    with pytest.raises(AppError, match="is a folder"):
        draw_papers.write_pack(drawn.ws, draw_id=1, file=tmp_path / "pack.pdf")
    assert [item.name for item in tmp_path.iterdir() if item.name.startswith(".")] == []
    assert verify_audit(drawn.ws).problems == ()


@pytest.mark.parametrize("draw_id", [0, 2, -1])
def test_there_is_no_such_draw(practice_workspace_with_draw: Drawn, tmp_path, draw_id: int):
    with pytest.raises(AppError, match=f"no draw D{draw_id}"):
        draw_papers.write_pack(practice_workspace_with_draw.ws, draw_id=draw_id, file=tmp_path / "pack.pdf")
    assert not (tmp_path / "pack.pdf").exists()


def test_a_paper_is_never_written_over_the_workspace(practice_workspace_with_draw: Drawn):
    drawn = practice_workspace_with_draw
    with pytest.raises(AppError, match="is the workspace itself"):
        draw_papers.write_pack(drawn.ws, draw_id=1, file=drawn.ws.folder / "workspace.db")
    assert verify_audit(drawn.ws).problems == ()


def test_open_actions_of_other_rounds_are_carried_until_they_are_closed(practice_workspace_with_draw: Drawn, tmp_path):
    drawn = practice_workspace_with_draw
    ws, due = drawn.ws, drawn.clock().date()
    for round_id, task in ((1, "Of this month."), (2, "Order {cards}."), (2, "Done with.")):
        if round_id == 2 and task.startswith("Order"):
            open_round(ws, draw(ws, seal(ws, kind="s60_search", size=3).frame_id).draw_id)
        actions.add_action(ws, NewAction(round_id=round_id, rung="advice", due=due, task=task, owner="Sgt Dunmore"))
    for action_id, text in ((2, "Ordered, {all}."), (3, "Done.")):
        actions.reply_action(ws, action_id=action_id, text=text, said_by="Sgt Dunmore")
    actions.accept_action(ws, action_id=3)
    actions.close_action(ws, action_id=3)
    _, shape, _ = made(drawn, tmp_path / "1.pdf")
    (carried,) = shape.carried
    assert (carried.name, carried.task, carried.owner) == ("A2", "Order {cards}.", "Sgt Dunmore")
    assert [step.partition(": ")[2] for step in carried.steps] == ["Replied, Sgt Dunmore. Ordered, {all}."]
    actions.accept_action(ws, action_id=2)
    actions.close_action(ws, action_id=2)
    assert made(drawn, tmp_path / "2.pdf")[1].carried == ()
