"""Pictures of the releases page: the queue and a case with its covers, in every look and at 200 %."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt

from app.core.shapes.papers import PaperHow
from app.core.shapes.releases import Letting
from app.services.drawing import replacing
from app.services.releasing import releases
from app.ui.nav import Place
from app.ui.releases.page import ReleasesPage
from app.ui.theme import ThemeName
from tests.coordinated import open_coordinated
from tests.services.papers.test_issuing import issue
from tests.ui.kit import Bench, settle
from tests.ui.test_releases import key, leave_all, page_of

_LOOKS = [
    (ThemeName.LIGHT, 100, 1360, 820), (ThemeName.DARK, 100, 1360, 820), (ThemeName.CONTRAST, 100, 1360, 820),
    (ThemeName.LIGHT, 200, 1360, 820), (ThemeName.LIGHT, 100, 960, 540), (ThemeName.LIGHT, 200, 960, 540),
]  # fmt: skip


@pytest.mark.parametrize(("theme", "scale", "width", "height"), _LOOKS, ids=lambda value: str(value))
def test_releases(
    bench: Bench, tmp_path: Path, out: Path, theme: ThemeName, scale: int, width: int, height: int
) -> None:
    story = open_coordinated(tmp_path / "workspace", "use_of_force")
    bench.context.desk.put(story.ws)
    if (theme, scale) != (bench.look.theme, bench.look.scale):
        bench.look.choose(theme=theme, scale=scale)
    bench.window.resize(width, height)
    page = page_of(bench)
    page.queue.open_button.click()
    settle()
    key(bench, Qt.Key.Key_F)
    name = f"releases-{theme.value}-{scale}-{width}"
    bench.window.grab().save(str(out / f"{name}-found.png"))
    leave_all(page)
    page.desk.text.select(0, 9)
    key(bench, Qt.Key.Key_N)
    page.desk.text.select(20, 34)
    key(bench, Qt.Key.Key_O)
    bench.window.grab().save(str(out / f"{name}-case.png"))
    bar = page.desk.scroller.verticalScrollBar()
    if bar.maximum():
        bar.setValue(bar.maximum())
        settle()
        bench.window.grab().save(str(out / f"{name}-case-below.png"))
    while page.desk.draft is not None and page.desk.draft.unread:
        key(bench, Qt.Key.Key_End, held=Qt.KeyboardModifier.ControlModifier)
        key(bench, Qt.Key.Key_PageDown, held=Qt.KeyboardModifier.ControlModifier)
    key(bench, Qt.Key.Key_Return, held=Qt.KeyboardModifier.ControlModifier)
    bench.window.grab().save(str(out / f"{name}-queue.png"))
    assert isinstance(bench.window.pages[Place.RELEASES], ReleasesPage)
    assert page.queue.count_line.text() == "1 of 8 cases released"
    issue(story.ws, PaperHow(copies=5), releases=(1,))
    page.queue.list.setCurrentRow(0)
    key(bench, Qt.Key.Key_Return)
    page.desk.recall_button.click()
    settle()
    bench.window.grab().save(str(out / f"{name}-taken-back.png"))
    assert page.desk.out.isVisible()
    case = releases.read_for_release(story.ws, round_id=1, case_id=2)
    letting = Letting(read=frozenset(text.digest for text in case.texts))
    releases.release(story.ws, round_id=1, case_id=2, letting=letting)
    issue(story.ws, PaperHow(), releases=(3,))
    replacing.withhold(story.ws, draw_id=1, token=story.draw.cases[1].token, reason="covert")
    page.desk.back_button.click()
    settle()
    page.queue.list.scrollToBottom()
    page.queue.list.setCurrentRow(page.queue.list.count() - 1)
    settle()
    bench.window.grab().save(str(out / f"{name}-aside.png"))
    key(bench, Qt.Key.Key_Return)
    bench.window.grab().save(str(out / f"{name}-aside-asked.png"))
    page.aside.sure.go_button.click()
    settle()
    bench.window.grab().save(str(out / f"{name}-aside-back.png"))
    assert page.aside.out.isVisible()
