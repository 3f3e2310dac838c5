"""Keeping back a case that was printed, in the real window: the papers that must come back are named at once."""

from pathlib import Path

from app.core.shapes.papers import PaperHow
from app.core.shapes.releases import Letting
from app.services.releasing import releases
from app.ui.draws.page import DrawPage
from app.ui.nav import Place
from tests.coordinated import open_coordinated
from tests.services.papers.test_issuing import issue
from tests.ui.kit import Bench, settle
from tests.ui.test_composing import pick


def test_the_papers_that_hold_a_case_kept_back_are_named(bench: Bench, tmp_path: Path) -> None:
    story = open_coordinated(tmp_path / "workspace")
    ws, first = story.ws, releases.list_releases(story.ws, round_id=1).items[0]
    case = releases.read_for_release(ws, round_id=1, case_id=first.case_id)
    letting = Letting(read=frozenset(text.digest for text in case.texts))
    releases.release(ws, round_id=1, case_id=case.case_id, letting=letting)
    issue(ws, PaperHow(copies=2), releases=(1,))
    bench.context.desk.put(ws)
    shown: list[tuple[str, str, str]] = []
    bench.context.messages.shown.connect(lambda *told: shown.append(told))
    bench.window.go(Place.DRAW)
    settle()
    page = bench.window.pages[Place.DRAW]
    assert isinstance(page, DrawPage)
    change = page.drawn.change
    page.drawn.change_part.open()
    change.way.choose("withhold")
    pick(change.case, story.draw.cases[0].token)
    change.do_button.click()
    settle()
    assert change.trouble.what.text() == "The case is kept back. Every paper reports it."
    out = "Still out: P1 (D1 certificate, copy 1), P2 (D1 certificate, copy 2)."
    assert shown[-1] == ("warn", out, "Ask for them back.")
    assert bench.window.message_bar.what.text() == out
