"""The window tells what papers cannot show as it was written before one is made: in the release, in the meeting."""

from pathlib import Path

from app.services.panels import meetings
from app.ui.nav import Place
from app.ui.releases.page import ReleasesPage
from tests import panels
from tests.builders import draw, open_round, seal
from tests.coordinated import open_coordinator
from tests.meeting_room import drawn_for_a_panel, let_all_go, plan_of
from tests.ui.kit import Bench, settle
from tests.ui.test_meetings import page_of, push

DOVE = "\U0001f54a"


def test_where_a_case_is_read_for_release(bench: Bench, tmp_path: Path) -> None:
    ws = open_coordinator(tmp_path / "workspace")
    panels.small_list(ws, tmp_path, 1, **{"Grounds for search": [f"Saw him throw {DOVE} \u202eyawa\u202c."]})
    seal(ws, size=1, reserves=0)
    open_round(ws, draw(ws).draw_id)
    bench.context.desk.put(ws)
    bench.window.go(Place.RELEASES)
    settle()
    page = bench.window.pages[Place.RELEASES]
    assert isinstance(page, ReleasesPage)
    push(page.queue.open_button)
    assert page.desk.unprinted.isVisible()
    assert f"U+1F54A “{DOVE}”" in page.desk.unprinted.text()
    assert "U+202E, which turns the order of letters round" in page.desk.unprinted.text()


def test_where_a_paper_of_a_meeting_is_chosen(bench: Bench, tmp_path: Path) -> None:
    ws = drawn_for_a_panel(tmp_path / "workspace", size=1)
    meetings.set_up_meeting(ws, plan_of(1, panel=f"Panel {DOVE}"))
    let_all_go(ws)
    page = page_of(bench, ws)
    push(page.list.lines[0].open_button)
    page.room.papers_part.open()
    settle()
    card = page.room.papers
    for sort, told in (("pack", True), ("forms", True), ("report", False), ("summary", False), ("pack", True)):
        card.sort.setCurrentIndex(card.sort.findData(sort))
        settle()
        assert card.unprinted.isVisible() is told, sort
    assert f"Papers will show [?] for characters that no font of the program has: U+1F54A “{DOVE}”." in (
        card.unprinted.text()
    )
