"""Every service asks first: what a role may not do is refused in plain words, logged, and leaves nothing behind."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, get_args

import pytest

from app.core.errors import AppError
from app.core.shapes.draws import FrameChoice
from app.core.shapes.meetings import GridFile, GridPlace, Medium
from app.core.shapes.quality import Part, QualityScope
from app.core.shapes.records import RecordAsk
from app.core.shapes.workspaces import ImportChoice
from app.core.workflow.rights import RIGHTS, Right, Role
from app.services import audits, workspaces
from app.services.collecting import by_hand, imports, links, quality, records, undo
from app.services.drawing import bundles, draws, exclusions, frames, lodging, opening, replacing, targeted
from app.services.grading import grid_files, grids, rounds, sheets
from app.services.panels import meetings
from app.services.papers import draw_papers
from app.services.workspace import Workspace
from tests.builders import JUNE, PRACTICE_EXTRACT, SEED, Drawn, case_ids, entries, open_case, open_drawn
from tests.journeys.looking import counts
from tests.meeting_room import plan_of
from tests.people import OTHER, WORDS, add, signed_in_as

OUT = Path("never written")
PLACE = GridPlace(round_id=1, case_id=1, seat_id=1)
LIST = {"kind": "stop_search", "first_day": JUNE[0], "last_day": JUNE[1], "size": 8}
CHOICE = ImportChoice(kind="stop_search", again=True)
CALLS: dict[str, tuple[Right, Callable[[Workspace], Any]]] = {
    "import": (Right.IMPORT, lambda ws: imports.import_extract(ws, file=PRACTICE_EXTRACT, choice=CHOICE)),
    "undo": (Right.IMPORT, lambda ws: undo.undo_import(ws, 1)),
    "type": (Right.IMPORT, lambda ws: by_hand.add_record(ws, "s60_authority", {})),
    "list records": (Right.SEE_IDENTITY, lambda ws: records.list_records(ws, RecordAsk(kind="stop_search"))),
    "open record": (Right.SEE_IDENTITY, lambda ws: records.open_record(ws, 1)),
    "read lines": (Right.SEE_IDENTITY, lambda ws: records.read_block(ws, kind="stop_search", columns=(), ids=(1,))),
    "broken links": (Right.SEE_IDENTITY, lambda ws: links.broken_links(ws)),
    "quality": (
        Right.SEE_IDENTITY,
        lambda ws: quality.read_quality(ws, QualityScope(kind="stop_search"), get_args(Part)[0]),
    ),
    "count": (Right.SEAL, lambda ws: frames.count_frame(ws, FrameChoice(**LIST))),
    "values": (Right.SEAL, lambda ws: frames.list_values(ws, kind="stop_search", facet="lpu")),
    "open case": (Right.SEE_IDENTITY, lambda ws: opening.open_case(ws, frame_id=1, token="0" * 64)),
    "seal": (Right.SEAL, lambda ws: frames.seal_frame(ws, FrameChoice(**LIST))),
    "exclude": (Right.SEAL, lambda ws: exclusions.exclude(ws, kind="stop_search", case_id=1, reason="duplicate")),
    "lodge": (Right.SEAL, lambda ws: lodging.lodge(ws, frame_id=1, to="someone", how="paper")),
    "draw": (Right.DRAW, lambda ws: draws.draw_sample(ws, frame_id=1, seed=SEED)),
    "replace": (Right.DRAW, lambda ws: replacing.replace(ws, draw_id=1, token="0", reason="duplicate")),
    "withhold": (Right.DRAW, lambda ws: replacing.withhold(ws, draw_id=1, token="0", reason="safety")),
    "open round": (Right.SET_UP_ROUND, lambda ws: rounds.open_round(ws, draw_id=1)),
    "create round": (Right.SET_UP_ROUND, lambda ws: rounds.create_round(ws, draw_ids=[1])),
    "plan meeting": (Right.SET_UP_PANEL, lambda ws: meetings.plan_workload(ws, [1], 4, 90)),
    "set up meeting": (Right.SET_UP_PANEL, lambda ws: meetings.set_up_meeting(ws, plan_of(1))),
    "erase seat": (Right.MANAGE_PEOPLE, lambda ws: meetings.erase_seat_name(ws, round_id=1, seat_id=1)),
    "read grid": (Right.ENTER_SHEETS, lambda ws: grids.read_grid(ws, round_id=1, case_id=1)),
    "type a cell": (
        Right.ENTER_SHEETS,
        lambda ws: grids.enter_answer(ws, PLACE, question="C1", key="2", medium=Medium.PAPER),
    ),
    "type again": (
        Right.ENTER_SHEETS,
        lambda ws: grids.check_answers(ws, PLACE, answers={}, medium=Medium.PAPER),
    ),
    "read back": (Right.ENTER_SHEETS, lambda ws: grids.read_back(ws, PLACE, medium=Medium.PAPER)),
    "lock row": (Right.ENTER_SHEETS, lambda ws: grids.lock_row(ws, PLACE)),
    "import grid": (
        Right.ENTER_SHEETS,
        lambda ws: grid_files.import_grid(ws, round_id=1, file=GridFile(path=OUT)),
    ),
    "pack": (Right.EXPORT, lambda ws: draw_papers.write_pack(ws, draw_id=1, file=OUT)),
    "back up": (Right.BACK_UP, lambda ws: workspaces.backup_workspace(ws, OUT)),
}


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A drawn workspace whose line manager was joined by a chair and an auditor."""
    drawn = open_drawn(tmp_path_factory.mktemp("rights") / "workspace")
    add(drawn.ws, "A Chair", "chair", WORDS)
    add(drawn.ws, "An Auditor", "auditor", OTHER)
    open_case(drawn)
    drawn.ws.close()
    return drawn.ws.folder


@pytest.fixture(scope="module", params=[(Role.CHAIR, WORDS), (Role.AUDITOR, OTHER)], ids=["chair", "auditor"])
def someone(folder: Path, request: pytest.FixtureRequest) -> Iterator[tuple[Role, Workspace]]:
    """The workspace as the chair opens it, or the auditor."""
    role, words = request.param
    ws = workspaces.open_workspace(folder, passphrase=words)
    yield role, ws
    ws.close()


@pytest.mark.parametrize("name", CALLS)
def test_what_a_role_may_not_do_is_refused_and_leaves_only_its_entry(someone, name: str):
    role, ws = someone
    right, call = CALLS[name]
    assert right not in RIGHTS[role]
    before = counts(ws)
    with pytest.raises(AppError, match=r"You are signed in as an? (chair|auditor), who may not"):
        call(ws)
    assert counts(ws) == {**before, "audit": before["audit"] + 1}
    told = entries(ws)[-1]
    assert (told["event"], told["details"]) == ("right_refused", {"right": right.value, "role": role.value})
    assert not OUT.exists()


def test_a_role_does_what_it_may(someone, tmp_path: Path):
    _, ws = someone
    assert audits.verify_audit(ws).problems == ()
    assert bundles.write_bundle(ws, draw_id=1, file=tmp_path / "D1.zip").value
    assert draw_papers.write_certificate(ws, draw_id=1, file=tmp_path / "D1.pdf").value


def test_draws_are_shown_without_a_reference(someone):
    _, ws = someone
    for view in (draws.read_draw(ws, 1), *draws.list_draws(ws)):
        assert len(view.cases) == 8
        assert {case.case_key for case in (*view.cases, *view.reserves)} == {""}
        assert all(case.token for case in view.cases)


def test_nobody_sits_at_the_seat_of_a_line_manager(someone):
    _, ws = someone
    tries = (
        lambda: rounds.read_queue(ws, round_id=1),
        lambda: sheets.open_sheet(ws, round_id=1, case_id=1),
        lambda: sheets.save_answer(ws, sheet_id=1, question="C1", answer="no"),
        lambda: sheets.undo_answer(ws, sheet_id=1),
        lambda: sheets.lock_stage(ws, sheet_id=1, stage="record"),
        lambda: sheets.pass_case(ws, sheet_id=1),
        lambda: sheets.take_up_case(ws, sheet_id=1),
        lambda: sheets.change_answers(ws, sheet_id=1, answers={}, why="because"),
        lambda: sheets.set_single_keys(ws, round_id=1, on=False),
    )
    before = counts(ws)
    for attempt in tries:
        with pytest.raises(AppError, match="somebody else’s"):
            attempt()
    assert counts(ws) == {**before, "audit": before["audit"] + len(tries)}
    assert entries(ws)[-1]["event"] == "seat_refused"


def test_a_coordinator_sees_a_line_manager_s_queue_and_writes_on_none_of_their_sheets(
    practice_workspace_with_draw: Drawn,
):
    drawn = practice_workspace_with_draw
    sheet = open_case(drawn)
    add(drawn.ws)
    ws = signed_in_as(drawn.ws, WORDS)
    assert len(case_ids(ws)) == 8
    with pytest.raises(AppError, match="somebody else’s"):
        sheets.save_answer(ws, sheet_id=sheet.sheet_id, question="C1", answer="no")
    ws.close()


def test_references_are_blank_where_they_may_not_be_seen(practice_workspace_with_draw: Drawn):
    drawn = practice_workspace_with_draw
    exclusions.exclude(drawn.ws, kind="s60_search", case_id=310, reason="duplicate")
    targeted.add_targeted(
        drawn.ws, kind="stop_search", case_id=1, reason="theme", asked=("A panel", "A theme of the year")
    )
    seen = (exclusions.list_exclusions(drawn.ws)[0], targeted.list_targeted(drawn.ws).value[0])
    assert all(line.reference for line in seen)
    add(drawn.ws, role="auditor")
    ws = signed_in_as(drawn.ws, WORDS)
    hidden = (exclusions.list_exclusions(ws)[0], targeted.list_targeted(ws).value[0])
    assert [line.reference for line in hidden] == ["", ""]
    assert [line.reason for line in hidden] == [line.reason for line in seen]
    ws.close()
