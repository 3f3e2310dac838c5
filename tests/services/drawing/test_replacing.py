"""Replacing and withholding: by the draw's own order, for reasons fixed before the seed, and never once graded."""

import json
import zipfile
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.core.errors import AppError
from app.core.events import Act, Event
from app.core.shapes.sheets import SheetState
from app.models.rounds import RoundClosedRow
from app.services.drawing import bundles, replacing
from app.services.drawing.change_reasons import read_changes
from app.services.grading import rounds, sheets
from app.services.workspace import Workspace
from tests import builders
from tests.builders import Drawn, answer_stage, entries, grade, lock, open_case, open_drawn
from tests.people import WORDS, add, signed_in_as


def published(ws: Workspace, folder: Path, draw_id: int = 1) -> dict[str, Any]:
    """What the bundle of a draw says, after it was checked."""
    file = folder / "bundle.zip"
    bundles.write_bundle(ws, draw_id=draw_id, file=file)
    assert bundles.verify_bundle(file).problems == ()
    with zipfile.ZipFile(file) as archive:
        return json.loads(archive.read("draw.json"))


def states(drawn: Drawn) -> list[SheetState]:
    return [item.state for item in rounds.read_queue(drawn.ws, round_id=drawn.round.round_id).items]


# ------------------------------------------------------------------ replacing
def test_the_next_reserve_takes_the_place_and_the_bundle_says_so(
    practice_workspace_with_draw: Drawn, tmp_path: Path
) -> None:
    drawn = practice_workspace_with_draw
    gone, first = drawn.draw.cases[2], drawn.draw.reserves[0]
    view = replacing.replace(drawn.ws, draw_id=1, token=gone.token, reason="duplicate").value
    assert [(line.token, line.by, line.reason) for line in view.replaced] == [(gone.token, first.token, "duplicate")]
    assert view.cases == drawn.draw.cases, "as first drawn"
    assert [case.token for case in view.standing] == [
        *(case.token for case in drawn.draw.cases if case is not gone),
        first.token,
    ]
    said = published(drawn.ws, tmp_path)
    assert said["replaced"] == [{"by": first.token, "reason": "duplicate", "token": gone.token}]
    assert [case["token"] for case in said["cases"]] == [case.token for case in drawn.draw.cases]


def test_when_reserves_run_out_the_case_is_reported(practice_workspace_with_draw: Drawn, tmp_path: Path) -> None:
    drawn = practice_workspace_with_draw
    for case in drawn.draw.cases[:3]:
        replacing.replace(drawn.ws, draw_id=1, token=case.token, reason="wrong_kind")
    said = published(drawn.ws, tmp_path)["replaced"]
    assert [one["by"] for one in said] == [*(case.token for case in drawn.draw.reserves), None]
    assert [one["token"] for one in said] == [case.token for case in drawn.draw.cases[:3]], "in the order it happened"


def test_a_reserve_that_was_called_can_be_replaced_in_its_turn(
    practice_workspace_with_draw: Drawn, tmp_path: Path
) -> None:
    drawn = practice_workspace_with_draw
    first, second = drawn.draw.reserves
    replacing.replace(drawn.ws, draw_id=1, token=drawn.draw.cases[0].token, reason="duplicate")
    replacing.replace(drawn.ws, draw_id=1, token=first.token, reason="unreadable")
    assert published(drawn.ws, tmp_path)["replaced"][1] == {
        "token": first.token,
        "by": second.token,
        "reason": "unreadable",
    }


def test_the_reserve_comes_from_the_same_stratum(tmp_path: Path, workspace: Workspace) -> None:
    builders.import_practice(workspace)
    frame = builders.seal(workspace, strata=("gender",), size=12, reserves=6)
    view = builders.draw(workspace, frame.frame_id)
    for stratum in dict.fromkeys(case.stratum for case in view.cases):
        case = next(case for case in view.cases if case.stratum == stratum)
        left = [reserve.token for reserve in view.reserves if reserve.stratum == stratum]
        told = replacing.replace(workspace, draw_id=1, token=case.token, reason="duplicate").value
        assert told.replaced[-1].by == (left[0] if left else None)
    assert len(published(workspace, tmp_path)["replaced"]) >= 2


def test_the_round_follows(practice_workspace_with_draw: Drawn) -> None:
    drawn = practice_workspace_with_draw
    replacing.replace(drawn.ws, draw_id=1, token=drawn.draw.cases[1].token, reason="duplicate")
    assert states(drawn) == [SheetState.TODO, SheetState.REPLACED, *[SheetState.TODO] * 7]
    queue = rounds.read_queue(drawn.ws, round_id=1)
    assert [item.number for item in queue.items] == list(range(1, 10))
    assert queue.items[-1].reference == drawn.draw.reserves[0].case_key
    (listing,) = rounds.list_rounds(drawn.ws)
    assert (listing.cases, listing.done, listing.set_aside, listing.targeted) == (8, 0, 1, 0)
    assert grade(drawn.ws, open_case(drawn, 9)).state is SheetState.DONE
    with pytest.raises(AppError, match="was replaced by another"):
        open_case(drawn, 2)


def test_a_round_opened_later_is_the_same(tmp_path: Path, workspace: Workspace) -> None:
    builders.import_practice(workspace)
    view = builders.draw(workspace, builders.seal(workspace).frame_id)
    replacing.replace(workspace, draw_id=1, token=view.cases[0].token, reason="duplicate")
    builders.open_round(workspace)
    items = rounds.read_queue(workspace, round_id=1).items
    assert [item.state for item in items] == [SheetState.REPLACED, *[SheetState.TODO] * 8]
    assert items[-1].reference == view.reserves[0].case_key
    assert rounds.list_rounds(workspace)[0].cases == 8


# ------------------------------------------------------------------ withholding
def test_a_withheld_case_stays_in_the_draw_and_no_reserve_comes(
    practice_workspace_with_draw: Drawn, tmp_path: Path
) -> None:
    drawn = practice_workspace_with_draw
    case = drawn.draw.cases[0]
    view = replacing.withhold(drawn.ws, draw_id=1, token=case.token, reason="covert").value
    assert [(line.token, line.reason) for line in view.withheld] == [(case.token, "covert")]
    assert published(drawn.ws, tmp_path)["withheld"] == [{"reason": "covert", "token": case.token}]
    assert states(drawn) == [SheetState.WITHHELD, *[SheetState.TODO] * 7]
    (listing,) = rounds.list_rounds(drawn.ws)
    assert (listing.cases, listing.set_aside) == (7, 1)


def test_a_case_that_is_graded_in_part_may_be_withheld_and_is_shown_no_more(
    practice_workspace_with_draw: Drawn,
) -> None:
    drawn = practice_workspace_with_draw
    sheet = lock(drawn.ws, answer_stage(drawn.ws, open_case(drawn, 1)))
    replacing.withhold(drawn.ws, draw_id=1, token=drawn.draw.cases[0].token, reason="safety")
    assert states(drawn)[0] is SheetState.WITHHELD
    for step in (
        lambda: sheets.open_sheet(drawn.ws, round_id=1, case_id=sheet.case_id),
        lambda: sheets.save_answer(drawn.ws, sheet_id=sheet.sheet_id, question="C1", answer="no"),
        lambda: sheets.undo_answer(drawn.ws, sheet_id=sheet.sheet_id),
        lambda: sheets.lock_stage(drawn.ws, sheet_id=sheet.sheet_id, stage="record"),
    ):
        with pytest.raises(AppError, match="is withheld"):
            step()


def test_an_open_sheet_takes_no_answer_once_its_case_is_replaced(practice_workspace_with_draw: Drawn) -> None:
    drawn = practice_workspace_with_draw
    sheet = open_case(drawn, 1)
    sheets.save_answer(drawn.ws, sheet_id=sheet.sheet_id, question="C1", answer="no")
    replacing.replace(drawn.ws, draw_id=1, token=drawn.draw.cases[0].token, reason="duplicate")
    with pytest.raises(AppError, match="was replaced by another"):
        sheets.save_answer(drawn.ws, sheet_id=sheet.sheet_id, question="C1", answer="yes")
    assert rounds.read_queue(drawn.ws, round_id=1).next_case != sheet.case_id


# ------------------------------------------------------------------ refused, and logged
def refused(ws: Workspace, what: str, words: str, **asked: Any) -> None:
    """A refusal changes nothing and leaves its entry."""
    before = len(entries(ws))
    with pytest.raises(AppError, match=words):
        getattr(replacing, what)(ws, **{"draw_id": 1, **asked})
    new = entries(ws)[before:]
    assert [(entry["event"], entry["details"]) for entry in new] == [
        (f"{what}_refused", {"draw_id": asked.get("draw_id", 1)})
    ]


@pytest.mark.parametrize("what", ["replace", "withhold"])
def test_what_is_refused(practice_workspace_with_draw: Drawn, what: str) -> None:
    drawn = practice_workspace_with_draw
    code, good = drawn.draw.cases[0].token, {"replace": "duplicate", "withhold": "covert"}[what]
    refused(drawn.ws, what, "does not allow that reason", token=code, reason="no_video")
    refused(drawn.ws, what, "does not allow that reason", token=code, reason="")
    refused(drawn.ws, what, "There is no draw D7", draw_id=7, token=code, reason=good)
    refused(drawn.ws, what, "is no case code", token="xyz123", reason=good)
    refused(drawn.ws, what, "is no case code", token=code[:5], reason=good)
    refused(drawn.ws, what, "No case of the draw D1", token="0" * 64, reason=good)
    refused(drawn.ws, what, "stands in reserve", token=drawn.draw.reserves[0].token, reason=good)
    assert states(drawn) == [SheetState.TODO] * 8


def test_the_reasons_of_the_one_are_not_those_of_the_other(practice_workspace_with_draw: Drawn) -> None:
    ws, code = practice_workspace_with_draw.ws, practice_workspace_with_draw.draw.cases[0].token
    refused(ws, "replace", "It fixed: duplicate", token=code, reason="covert")
    refused(ws, "withhold", "It fixed: live_investigation", token=code, reason="duplicate")


def test_once_a_stage_is_locked_a_case_is_not_replaced(practice_workspace_with_draw: Drawn) -> None:
    drawn = practice_workspace_with_draw
    lock(drawn.ws, answer_stage(drawn.ws, open_case(drawn, 1)))
    refused(drawn.ws, "replace", "was graded already", token=drawn.draw.cases[0].token, reason="duplicate")


def test_what_was_graded_to_its_end_stands(practice_workspace_with_draw: Drawn) -> None:
    drawn = practice_workspace_with_draw
    token = drawn.draw.cases[0].token
    grade(drawn.ws, open_case(drawn, 1))
    refused(drawn.ws, "replace", "to its end: its verdict stands", token=token, reason="duplicate")
    refused(drawn.ws, "withhold", "to its end: its verdict stands", token=token, reason="safety")
    assert states(drawn)[0] is SheetState.DONE
    changes = read_changes(drawn.ws, 1)
    assert token not in changes.replaceable | changes.withholdable
    assert len(changes.replaceable) == len(changes.withholdable) == 7


def test_nothing_is_taken_from_a_round_that_is_closed(practice_workspace_with_draw: Drawn) -> None:
    drawn = practice_workspace_with_draw
    with drawn.ws.write(Event(act=Act.ALTER, name="closed_for_a_test", details={})) as work:
        work.session.add(RoundClosedRow(round_id=1, closed_at=work.at, unfinished=8, **work.written))
    token = drawn.draw.cases[0].token
    refused(drawn.ws, "replace", "The round is closed", token=token, reason="duplicate")
    refused(drawn.ws, "withhold", "The round is closed", token=token, reason="safety")
    assert read_changes(drawn.ws, 1).withholdable == frozenset()


def test_who_may_not_is_told_so_before_anything_is_offered(practice_workspace_with_draw: Drawn) -> None:
    drawn = practice_workspace_with_draw
    assert read_changes(drawn.ws, 1).refusal == ""
    add(drawn.ws, role="auditor")
    ws = signed_in_as(drawn.ws, WORDS)
    assert "may not draw samples, replace or withhold cases." in read_changes(ws, 1).refusal
    ws.close()


def test_a_case_gives_its_place_once(practice_workspace_with_draw: Drawn) -> None:
    drawn = practice_workspace_with_draw
    one, other = drawn.draw.cases[0].token, drawn.draw.cases[1].token
    replacing.replace(drawn.ws, draw_id=1, token=one, reason="duplicate")
    replacing.withhold(drawn.ws, draw_id=1, token=other, reason="covert")
    refused(drawn.ws, "replace", "was replaced already", token=one, reason="duplicate")
    refused(drawn.ws, "withhold", "was replaced already", token=one, reason="covert")
    refused(drawn.ws, "replace", "is withheld already", token=other, reason="duplicate")
    refused(drawn.ws, "withhold", "is withheld already", token=other, reason="covert")


def test_a_code_may_be_shortened_while_it_is_unambiguous(practice_workspace_with_draw: Drawn) -> None:
    drawn = practice_workspace_with_draw
    case = drawn.draw.cases[0]
    view = replacing.replace(drawn.ws, draw_id=1, token=f" {case.token[:6].upper()} ", reason="duplicate").value
    assert view.replaced[0].token == case.token


def test_it_is_logged_by_codes_alone(practice_workspace_with_draw: Drawn) -> None:
    drawn = practice_workspace_with_draw
    case, reserve = drawn.draw.cases[0], drawn.draw.reserves[0]
    replacing.replace(drawn.ws, draw_id=1, token=case.token, reason="duplicate")
    last = entries(drawn.ws)[-1]
    assert (last["event"], last["details"]) == (
        "case_replaced",
        {"draw_id": 1, "token": case.token, "by": reserve.token, "reason": "duplicate", "papers": 0},
    )


# ------------------------------------------------------------------ whatever is done, in any order
STEPS = st.lists(
    st.tuples(st.sampled_from(["replace", "withhold"]), st.integers(min_value=0, max_value=9)), max_size=12
)


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(steps=STEPS)
def test_any_order_of_steps_leaves_a_bundle_that_holds(steps: list[tuple[str, int]]) -> None:
    with TemporaryDirectory() as folder:
        drawn = open_drawn(Path(folder) / "workspace")
        codes = [case.token for case in (*drawn.draw.cases, *drawn.draw.reserves)]
        done = 0
        for what, at in steps:
            reason = {"replace": "duplicate", "withhold": "safety"}[what]
            try:
                getattr(replacing, what)(drawn.ws, draw_id=1, token=codes[at], reason=reason)
                done += 1
            except AppError as refusal:
                assert "already" in refusal.what or "in reserve" in refusal.what
        said = published(drawn.ws, Path(folder))
        assert len(said["replaced"]) + len(said["withheld"]) == done
        (listing,) = rounds.list_rounds(drawn.ws)
        without = sum(one["by"] is None for one in said["replaced"])
        assert listing.cases == 8 - without - len(said["withheld"])
        drawn.ws.close()
