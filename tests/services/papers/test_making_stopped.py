"""Making many papers is stopped half-way: nothing is kept, nothing is logged as made, and no file is written."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from app.core.errors import Cancelled
from app.core.shapes.papers import PaperHow
from app.services.panels import meetings
from app.services.papers import draw_papers, form_papers, issued, panel_packs, reports, summaries
from app.services.papers.form_papers import FormsOrder
from app.services.papers.issuing import Progress
from app.services.papers.summaries import SummaryFiles
from tests.builders import entries
from tests.meeting_room import Room, finish, opened

TWO = PaperHow(copies=2)
Make = Callable[[Room, Path, Progress], Any]


def pack(room: Room, file: Path, progress: Progress) -> Any:
    return panel_packs.write_panel_pack(room.ws, round_id=1, file=file, how=TWO, progress=progress)


def forms(room: Room, file: Path, progress: Progress) -> Any:
    return form_papers.write_forms(room.ws, FormsOrder(round_id=1), file, progress)


def report(room: Room, file: Path, progress: Progress) -> Any:
    finish(room)
    return reports.write_report(room.ws, round_id=1, file=file, how=TWO, progress=progress)


def summary(room: Room, file: Path, progress: Progress) -> Any:
    finish(room)
    meetings.close_meeting(room.ws, round_id=1)
    files = SummaryFiles(paper=file, csv=file.with_suffix(".csv"), text=file.with_suffix(".txt"))
    return summaries.write_summary(room.ws, round_ids=(1,), files=files, how=TWO, progress=progress)


def draws_pack(room: Room, file: Path, progress: Progress) -> Any:
    return draw_papers.write_pack(room.ws, draw_id=1, file=file, how=TWO, progress=progress)


def certificate(room: Room, file: Path, progress: Progress) -> Any:
    return draw_papers.write_certificate(room.ws, draw_id=1, file=file, how=TWO, progress=progress)


@pytest.mark.parametrize("late", [False, True], ids=["after-the-first", "after-the-last"])
@pytest.mark.parametrize("make", [pack, forms, report, summary, draws_pack, certificate])
def test_nothing_stays(tmp_path: Path, make: Make, *, late: bool) -> None:
    room, folder = opened(tmp_path / "workspace", size=1), tmp_path / "papers"
    folder.mkdir()
    (folder / "p.pdf").write_bytes(b"an older one")
    heard: list[int] = []

    def stop(done: int, total: int) -> None:
        heard.append(done)
        if done == (total if late else 1):
            raise Cancelled

    with pytest.raises(Cancelled):
        make(room, folder / "p.pdf", stop)
    assert heard == list(range(heard[-1] + 1))
    assert issued.list_papers(room.ws) == ()
    assert not [entry for entry in entries(room.ws) if "papers" in entry["details"]]
    assert [(file.name, file.read_bytes()) for file in folder.iterdir()] == [("p.pdf", b"an older one")]
    room.ws.close()
