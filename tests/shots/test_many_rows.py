"""Pictures of cases with many rows on the grading screen, light, dark and at 200 %: forms of force, a custody log."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.services.papers.draw_papers import write_pack
from app.ui.grading.page import GradingPage
from app.ui.nav import Place
from app.ui.theme import Look, ThemeName
from tests.builders import FixedClock, import_file, open_case
from tests.many_rows import FILES, open_drawn_kind
from tests.services.collecting.test_case_rows import Rows, extract, of_incident
from tests.ui.conftest import show
from tests.ui.kit import Bench, press, settle

WAYS = [(ThemeName.LIGHT, 100), (ThemeName.DARK, 100), (ThemeName.LIGHT, 200)]


@pytest.fixture
def bench(qapp: QApplication, look: Look, qtbot: QtBot, tmp_path: Path) -> Iterator[Bench]:
    made = Bench(qapp, look, tmp_path / "window.json")
    for shown in show(made, qtbot):
        yield shown
        workspace = made.context.desk.take()
        if workspace is not None:
            workspace.close()


@pytest.mark.parametrize(("theme", "scale"), WAYS, ids=lambda way: str(getattr(way, "value", way)))
@pytest.mark.parametrize("kind", ["use_of_force", "custody"])
def test_a_case_of_many_rows(bench: Bench, out: Path, tmp_path: Path, kind: str, theme: ThemeName, scale: int) -> None:
    bench.look.choose(theme=theme, scale=scale)
    drawn = open_drawn_kind(tmp_path / "workspace", kind)
    bench.context.desk.put(drawn.ws)
    bench.window.resize(1600, 1000)
    bench.window.go(Place.GRADING)
    settle()
    page = bench.window.pages[Place.GRADING]
    assert isinstance(page, GradingPage)
    for at in range(6):
        assert picture(bench, out / f"rows-{kind}-{theme.value}-{scale}-{at}.png")
        page.record.turn(1)
        settle()
    assert page.record.scroller.verticalScrollBar().value() > 0, "a case of many rows is read by turning pages"


@pytest.mark.parametrize("theme", [ThemeName.LIGHT, ThemeName.DARK], ids=lambda theme: theme.value)
def test_what_came_after_the_seal(bench: Bench, out: Path, tmp_path: Path, theme: ThemeName) -> None:
    bench.look.choose(theme=theme, scale=100)
    drawn = open_drawn_kind(tmp_path / "workspace", "use_of_force", FixedClock())
    sheet = open_case(drawn, 8)
    drawn.clock.advance(days=2)

    def change(rows: Rows) -> Rows:
        own = of_incident(sheet)(rows)
        late = {
            **own[0],
            "Form ref": "UOF-P99999",
            "Lead officer form": "No",
            "Rationale": "I came late and held a leg.",
        }
        return [{**own[0], "Rationale": "He struck me first."}, *own[1:], late]

    import_file(drawn.ws, extract(FILES["use_of_force"][0], tmp_path, change), kind="use_of_force")
    write_pack(drawn.ws, draw_id=drawn.draw.draw_id, file=out / "rows-later.pdf")
    bench.context.desk.put(drawn.ws)
    bench.window.resize(1600, 1000)
    bench.window.go(Place.GRADING)
    settle()
    page = bench.window.pages[Place.GRADING]
    assert isinstance(page, GradingPage)
    press(bench.window, *"NNNNNNN")
    assert picture(bench, out / f"rows-differ-{theme.value}.png")
    bar = page.record.scroller.verticalScrollBar()
    for at, share in enumerate((0.72, 0.8)):
        bar.setValue(round(bar.maximum() * share))
        settle()
        assert picture(bench, out / f"rows-later-{theme.value}-{at}.png")


def picture(bench: Bench, file: Path) -> bool:
    return bench.window.grab().save(str(file))
