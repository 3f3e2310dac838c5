"""A case replaced or withheld after it was printed: the papers that hold it are told, and can be recalled."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from app.core.shapes.papers import PaperState
from app.core.shapes.releases import ReleaseState
from app.services.drawing import replacing
from app.services.papers import issued, panel_packs, paper_checks
from app.services.releasing import releases
from tests import meeting_room as room_for
from tests.builders import entries
from tests.meeting_room import Room

STEPS = [(replacing.withhold, "covert"), (replacing.replace, "duplicate")]
OUT = ("Still out: P1 (R1 panel pack record, copy 1).", "Ask for it back.")


@pytest.fixture
def printed(tmp_path: Path) -> Iterator[Room]:
    """A meeting whose first document was printed (P1)."""
    room = room_for.planned(tmp_path / "workspace")
    panel_packs.write_panel_pack(room.ws, round_id=1, file=tmp_path / "pack.pdf", stage="record")
    yield room
    room.ws.close()


@pytest.mark.parametrize(("step", "reason"), STEPS)
def test_the_papers_that_hold_a_case_set_aside_are_told(
    printed: Room, tmp_path: Path, step: Callable[..., object], reason: str
) -> None:
    ws, (case_id, *_) = printed.ws, printed.cases
    done = step(ws, draw_id=1, token=printed.case(1).token, reason=reason)
    assert done.told == OUT
    assert entries(ws)[-1]["details"]["papers"] == 1
    (paper,) = issued.list_papers(ws)
    assert paper.recalled_words
    told = paper_checks.check_file(ws, tmp_path / "pack.pdf").told
    assert "It holds words that were taken back or let go anew since, or a case that was replaced or withheld." in told

    back = releases.recall(ws, round_id=1, case_id=case_id).value
    assert (back.standing.state, back.still_out) == (ReleaseState.RECALLED, ("P1 (R1 panel pack record, copy 1)",))
    issued.step_paper(ws, paper_id=1, state=PaperState.RETURNED)
    assert room_for.refused(lambda: releases.recall(ws, round_id=1, case_id=case_id)).what.endswith("is not released.")


def test_a_paper_made_later_and_one_that_came_back_are_not_told(printed: Room, tmp_path: Path) -> None:
    ws, tokens = printed.ws, [case.token for case in printed.view.cases]
    issued.step_paper(ws, paper_id=1, state=PaperState.DESTROYED)
    assert replacing.withhold(ws, draw_id=1, token=tokens[0], reason="covert").told == ()
    panel_packs.write_panel_pack(ws, round_id=1, file=tmp_path / "new.pdf", stage="record")
    assert [paper.recalled_words for paper in issued.list_papers(ws)] == [True, False]
    assert replacing.withhold(ws, draw_id=1, token=tokens[1], reason="covert").told == (
        "Still out: P2 (R1 panel pack record, copy 2).", "Ask for it back.",
    )  # fmt: skip
