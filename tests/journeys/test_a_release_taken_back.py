"""A name was left in: the release is taken back, the papers that hold it are named, asked back and accounted for."""

from pathlib import Path

import pytest

from app.core.errors import AppError
from app.core.shapes.papers import PaperHow, PaperMatch, PaperState
from app.core.shapes.releases import Letting
from app.services.audits import verify_audit
from app.services.papers import issued, panel_packs, paper_checks, reissuing
from app.services.releasing import releases
from tests import meeting_room as room_for

PEOPLE = ("Ottoline Brackenbury", "Idris Fairweather")
WHY = "A name was left in case 1."


def test_every_copy_that_holds_the_words_is_named_until_it_is_accounted_for(tmp_path: Path) -> None:
    room = room_for.planned(tmp_path / "workspace", kind="stop_search", size=2)
    ws, file = room.ws, tmp_path / "pack.pdf"
    files = panel_packs.write_panel_pack(
        ws, round_id=room.round_id, file=file, stage="record", how=PaperHow(recipients=PEOPLE)
    ).value
    queue = releases.list_releases(ws, round_id=room.round_id)
    case_id = queue.items[0].case_id

    back = releases.recall(ws, round_id=room.round_id, case_id=case_id).value
    assert len(back.still_out) == 2
    with pytest.raises(AppError, match="not released"):
        panel_packs.write_panel_pack(ws, round_id=room.round_id, file=tmp_path / "new.pdf", stage="record")
    held = issued.list_papers(ws, round_id=room.round_id, out_only=True)
    assert [(one.recipient, one.recalled_words) for one in held] == [(name, True) for name in PEOPLE]
    found = paper_checks.check_file(ws, Path(files[1]))
    assert found.match is PaperMatch.EXACT
    assert (
        "It holds words that were taken back or let go anew since, or a case that was replaced or withheld."
        in found.told
    )

    for one in held:
        issued.step_paper(ws, paper_id=one.paper_id, state=PaperState.RECALLED, note=WHY)
    issued.step_paper(ws, paper_id=held[0].paper_id, state=PaperState.RETURNED)
    case = releases.read_for_release(ws, round_id=room.round_id, case_id=case_id)
    assert case.still_out == (f"{held[1].name} ({held[1].number})",), "asked back, and not here yet"

    letting = Letting(read=frozenset(text.digest for text in case.texts))
    releases.release(ws, round_id=room.round_id, case_id=case_id, letting=letting)
    (new,) = panel_packs.write_panel_pack(ws, round_id=room.round_id, file=file, stage="record").value
    papers = issued.list_papers(ws, round_id=room.round_id)
    assert [one.recalled_words for one in papers] == [True, True, False]
    assert papers[2].number.endswith("copy 3")

    issued.step_paper(ws, paper_id=held[1].paper_id, state=PaperState.DESTROYED, note="By its reader.")
    assert releases.read_for_release(ws, round_id=room.round_id, case_id=case_id).still_out == ()
    assert [one.paper_id for one in issued.list_papers(ws, out_only=True)] == [papers[2].paper_id]
    for paper, written in zip(papers, (*files, new), strict=True):
        assert reissuing.open_paper(ws, paper.paper_id).data == Path(written).read_bytes()
    assert verify_audit(ws).problems == ()
    ws.close()
