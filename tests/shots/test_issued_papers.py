"""Pictures of the place of papers and of a meeting's papers, in every look; no word is cut off in any of them."""

from pathlib import Path

import pytest

from app.core.shapes.papers import PaperHow, PaperState, PrintSize
from app.services.papers import draw_papers, issued
from app.ui.papers.erasing import Erase
from app.ui.theme import ThemeName
from tests.coordinated import open_coordinated, open_coordinator
from tests.filled_room import answers, make
from tests.filling import fill
from tests.meeting_room import opened
from tests.shots.test_meetings import keeper
from tests.ui.kit import Bench
from tests.ui.test_meeting_papers import filled, give, write
from tests.ui.test_meeting_papers import page_of as meeting_of
from tests.ui.test_papers import DUNMORE, page_of

LOOKS = [
    (ThemeName.LIGHT, 100, 1360, 820), (ThemeName.DARK, 100, 960, 540), (ThemeName.CONTRAST, 150, 1280, 720),
    (ThemeName.LIGHT, 200, 1360, 820), (ThemeName.LIGHT, 200, 960, 540),
]  # fmt: skip
looks = pytest.mark.parametrize(("theme", "scale", "width", "height"), LOOKS, ids=str)


@looks
def test_the_place_of_papers(
    bench: Bench, out: Path, tmp_path: Path, theme: ThemeName, scale: int, width: int, height: int
) -> None:
    keep = keeper(bench, out, theme, scale, (width, height))
    bench.context.desk.put(open_coordinator(tmp_path / "empty"))
    page_of(bench)
    keep("50-papers-empty")
    story = open_coordinated(tmp_path / "workspace")
    how = PaperHow(size=PrintSize.LARGE, copies=2, recipients=(DUNMORE,))
    draw_papers.write_pack(story.ws, draw_id=1, file=tmp_path / "pack.pdf", how=how)
    draw_papers.write_certificate(story.ws, draw_id=1, file=tmp_path / "certificate.pdf")
    issued.step_paper(story.ws, paper_id=2, state=PaperState.RECALLED, note="A name can be read on page 3.")
    bench.context.desk.put(story.ws)
    page = page_of(bench)
    keep("51-papers")
    page.check_file(tmp_path / "certificate.pdf")
    keep("52-papers-checked")
    page.list.wanted.emit(2)
    keep("53-paper")
    page.one.preview.text_button.click()
    keep("54-paper-as-text")
    page.one.step_buttons[PaperState.RETURNED].click()
    keep("55-paper-came-back")
    assert page.one.preview.pages > 10
    page.one.erase_buttons[Erase.WORDS].click()
    keep("56-paper-erase")
    page.one.sure.go_button.click()
    keep("57-paper-erased")
    assert page.one.preview.pages == 0


@looks
def test_a_meetings_papers(
    bench: Bench, out: Path, tmp_path: Path, theme: ThemeName, scale: int, width: int, height: int
) -> None:
    keep = keeper(bench, out, theme, scale, (width, height))
    room = opened(tmp_path / "workspace")
    page = meeting_of(bench, room)
    card, scroller = page.room.papers, page.room.page
    for sort in ("pack", "forms", "report", "tables", "summary"):
        write(bench, card, sort, tmp_path / "papers")
        scroller.ensureWidgetVisible(card.make_button)
        keep(f"60-{sort}")
    blank = make(room)
    (tmp_path / "notes.pdf").write_bytes(b"%PDF-1.7 none")
    view = filled(bench, room, fill(blank, answers(), tmp_path / "one.pdf"), tmp_path / "notes.pdf")
    keep("61-filled")
    view.save_button.click()
    keep("62-saved")
    give(bench, view, (fill(blank, {**answers(SS1=2), **answers(2)}, tmp_path / "two.pdf"),))
    bar = view.page.verticalScrollBar()
    bar.setValue(bar.maximum())
    keep("63-stands-otherwise")
    assert view.replacing.isVisible()
