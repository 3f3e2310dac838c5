"""Targeted cases: who asked and why, listed apart, graded beside the draw and counted with nothing."""

from typing import Any

import pytest
from sqlalchemy import select

from app.core.errors import AppError
from app.core.shapes.sheets import SheetState
from app.models.frames import FrameCaseRow
from app.models.rounds import RoundCaseRow
from app.services.drawing import exclusions, replacing, targeted
from app.services.grading import rounds, sheets
from app.services.workspace import Workspace
from tests import builders
from tests.builders import Drawn, entries, grade

ASKED = ("A mother from Crewe", "Her son says that no receipt was given.")


def add(ws: Workspace, **asked: Any) -> targeted.TargetedCase:
    chosen = {"kind": "stop_search", "case_id": 1, "reason": "complaint", "asked": ASKED, **asked}
    return targeted.add_targeted(ws, **chosen).value


def free_case(drawn: Drawn) -> int:
    """A case of the kind that the draw neither picked nor holds in reserve."""
    picked = {case.token for case in (*drawn.draw.cases, *drawn.draw.reserves)}
    with drawn.ws.read() as session:
        rows = session.execute(select(FrameCaseRow.case_id, FrameCaseRow.token).order_by(FrameCaseRow.case_id)).all()
    return next(case for case, token in rows if token.hex() not in picked)


def case_of(drawn: Drawn, token: str) -> int:
    with drawn.ws.read() as session:
        found = session.scalars(select(FrameCaseRow.case_id).where(FrameCaseRow.token == bytes.fromhex(token)))
        return found.one()


def test_it_is_listed_with_who_asked_and_why(practice_workspace_with_draw: Drawn) -> None:
    ws, case = practice_workspace_with_draw.ws, free_case(practice_workspace_with_draw)
    one = add(ws, case_id=case)
    assert (one.asked_by, one.why, one.reason_label, one.rounds) == (*ASKED, "Someone complained", ())
    assert one.targeted
    two = add(ws, case_id=case, reason="media")
    assert targeted.list_targeted(ws).value == (two, one)
    assert one.case_id == exclusions.find_case(ws, kind="stop_search", reference=one.reference)


def test_the_log_knows_the_case_and_no_word_of_why(practice_workspace_with_draw: Drawn) -> None:
    ws = practice_workspace_with_draw.ws
    add(ws)
    last = entries(ws)[-1]
    assert (last["event"], last["details"]) == (
        "targeted_added",
        {"kind": "stop_search", "reason": "complaint", "targeted_id": 1, "case_id": 1},
    )
    targeted.list_targeted(ws)
    assert (entries(ws)[-1]["act"], entries(ws)[-1]["event"]) == ("consult", "targeted_listed")


def test_in_a_round_it_is_graded_and_counted_apart(practice_workspace_with_draw: Drawn) -> None:
    drawn = practice_workspace_with_draw
    one = add(drawn.ws, case_id=free_case(drawn), round_id=1)
    assert one.rounds == (1,)
    items = rounds.read_queue(drawn.ws, round_id=1).items
    assert [item.targeted for item in items] == [*[False] * 8, True]
    assert items[-1].reference == one.reference
    sheet = sheets.open_sheet(drawn.ws, round_id=1, case_id=items[-1].case_id).value
    assert grade(drawn.ws, sheet).state is SheetState.DONE
    (listing,) = rounds.list_rounds(drawn.ws)
    assert (listing.cases, listing.done) == (8, 0), "drawn cases only"
    assert (listing.targeted, listing.targeted_done) == (1, 1)
    assert sum(part.cases for part in listing.parts) == 8
    assert "1 case picked by a person" in rounds.read_queue(drawn.ws, round_id=1).subtitle
    with drawn.ws.read() as session:
        row = session.get_one(RoundCaseRow, items[-1].case_id)
        assert row.draw_id is None
        tokens = set(session.scalars(select(FrameCaseRow.token)))
    assert row.token not in tokens


def test_any_kind_can_join_a_round(practice_workspace_with_draw: Drawn) -> None:
    drawn = practice_workspace_with_draw
    case = exclusions.find_case(drawn.ws, kind="s60_search", reference=s60_reference(drawn.ws))
    add(drawn.ws, kind="s60_search", case_id=case, round_id=1)
    items = rounds.read_queue(drawn.ws, round_id=1).items
    assert [item.kind_label for item in items[-2:]] == ["Stop and search", "Section 60 search"]


def s60_reference(ws: Workspace) -> str:
    builders.seal(ws, kind="s60_search", size=1, reserves=0)
    frame = builders.draw(ws, 2)
    return frame.cases[0].case_key


def test_it_is_never_in_the_draw_nor_takes_a_place_in_it(practice_workspace_with_draw: Drawn) -> None:
    drawn = practice_workspace_with_draw
    add(drawn.ws, case_id=free_case(drawn), round_id=1)
    token = rounds.read_queue(drawn.ws, round_id=1).items[-1].case_id
    with drawn.ws.read() as session:
        code = session.get_one(RoundCaseRow, token).token.hex()
    with pytest.raises(AppError, match="No case of the draw"):
        replacing.replace(drawn.ws, draw_id=1, token=code, reason="duplicate")
    view = replacing.replace(drawn.ws, draw_id=1, token=drawn.draw.cases[0].token, reason="duplicate").value
    assert view.replaced[0].by == drawn.draw.reserves[0].token
    items = rounds.read_queue(drawn.ws, round_id=1).items
    assert [item.targeted for item in items] == [*[False] * 8, True, False], "the reserve joins behind it"


# ------------------------------------------------------------------ refused
@pytest.mark.parametrize(
    ("asked", "words"),
    [
        ({"kind": "parking"}, "no kind of record"),
        ({"case_id": 100_000}, "There is no stop_search C100000"),
        ({"reason": "because"}, "is no reason here"),
        ({"asked": ("", "why")}, "needs who asked"),
        ({"asked": ("who", "  ")}, "needs who asked"),
        ({"round_id": 9}, "There is no round R9"),
    ],
)
def test_what_there_is_not(practice_workspace_with_draw: Drawn, asked: dict[str, Any], words: str) -> None:
    ws = practice_workspace_with_draw.ws
    with pytest.raises(AppError, match=words):
        add(ws, **asked)
    assert targeted.list_targeted(ws).value == ()
    assert len(rounds.read_queue(ws, round_id=1).items) == 8


def test_a_case_of_the_draw_is_drawn_whoever_asks_for_it(practice_workspace_with_draw: Drawn) -> None:
    drawn = practice_workspace_with_draw
    with pytest.raises(AppError, match="has this case already"):
        add(drawn.ws, case_id=case_of(drawn, drawn.draw.cases[0].token), round_id=1)
    with pytest.raises(AppError, match="holds this case in reserve"):
        add(drawn.ws, case_id=case_of(drawn, drawn.draw.reserves[0].token), round_id=1)
    assert targeted.list_targeted(drawn.ws).value == (), "nothing is kept of a refused one"


def test_the_reasons_are_the_forces(practice_workspace_with_draw: Drawn) -> None:
    codes = [choice.code for choice in targeted.targeted_reasons(practice_workspace_with_draw.ws)]
    assert codes[:2] == ["complaint", "theme"]
