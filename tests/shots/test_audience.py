"""Pictures of what the room sees: a case, its spread, a blank screen; what the coordinator is told; the hand-over."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from app.core.errors import AppError
from app.services.panels import meetings
from app.ui.meetings.audience import AudienceWindow
from app.ui.nav import Place
from app.ui.theme import ThemeName
from tests.meeting_room import agree_all, grade_all, opened, show, split
from tests.ui.kit import Bench, press, settle

_LOOKS = [
    (ThemeName.LIGHT, 100, 1920, 1080), (ThemeName.DARK, 100, 1280, 720), (ThemeName.CONTRAST, 100, 1280, 720),
    (ThemeName.LIGHT, 200, 1280, 720), (ThemeName.LIGHT, 100, 960, 540),
]  # fmt: skip
looks = pytest.mark.parametrize(("theme", "scale", "width", "height"), _LOOKS, ids=lambda value: str(value))


@looks
@pytest.mark.parametrize("kind", ["stop_search", "custody"])
def test_audience(
    bench: Bench, tmp_path: Path, out: Path, kind: str, theme: ThemeName, scale: int, width: int, height: int
) -> None:
    room = opened(tmp_path / "meeting", kind=kind)
    bench.context.desk.put(room.ws)
    if (theme, scale) != (bench.look.theme, bench.look.scale):
        bench.look.choose(theme=theme, scale=scale)
    window = AudienceWindow(bench.context)

    def take(name: str) -> None:
        window.setWindowState(Qt.WindowState.WindowNoState)
        window.resize(width, height)
        settle()
        assert window.grab().save(str(out / f"audience-{kind}-{theme.value}-{scale}-{width}-{name}.png"))

    for _ in range(2):  # the first time it warns that there is only one screen
        window.show_case(room.round_id, room.cases[0])
    take("1-case")
    grade_all(room, says=split)
    show(room)
    window.read_again()
    take("2-spread")
    agree_all(room)
    window.read_again()
    take("3-agreed")
    press(window, Qt.Key.Key_B)
    take("4-blank")
    press(window, Qt.Key.Key_Period, Qt.Key.Key_Escape)
    take("5-guard")
    press(window, Qt.Key.Key_Escape)
    meetings.take_break(room.ws, round_id=room.round_id)
    window.read_again()
    take("6-break")
    assert window.isVisible()
    bench.context.desk.take()
    assert not window.isVisible()


@pytest.mark.parametrize(("theme", "scale", "width", "height"), [
    (ThemeName.LIGHT, 100, 1360, 820), (ThemeName.DARK, 100, 1360, 820), (ThemeName.CONTRAST, 100, 1360, 820),
    (ThemeName.LIGHT, 150, 1360, 820), (ThemeName.LIGHT, 200, 1360, 820), (ThemeName.LIGHT, 100, 960, 540),
    (ThemeName.LIGHT, 200, 960, 540),
], ids=lambda value: str(value))  # fmt: skip
def test_seats(bench: Bench, tmp_path: Path, out: Path, theme: ThemeName, scale: int, width: int, height: int) -> None:
    room = opened(tmp_path / "meeting")
    bench.context.desk.put(room.ws)
    if (theme, scale) != (bench.look.theme, bench.look.scale):
        bench.look.choose(theme=theme, scale=scale)
    window = bench.window

    def take(name: str) -> None:
        window.setWindowState(Qt.WindowState.WindowNoState)
        window.resize(width, height)
        settle()
        assert window.grab().save(str(out / f"seats-{theme.value}-{scale}-{width}-{name}.png"))

    window.go(Place.SEATS, room.round_id)
    take("1-hand-over")
    press(window, Qt.Key.Key_Return)
    take("2-grading")
    for _ in range(12):
        press(window, Qt.Key.Key_2)
    press(window, Qt.Key.Key_Return)
    press(window, Qt.Key.Key_P)
    take("2-locked")
    QTest.keyClick(window.windowHandle(), Qt.Key.Key_H, Qt.KeyboardModifier.ControlModifier)
    take("3-next")
    press(window, Qt.Key.Key_Escape)
    take("4-guard")
    page = window.pages[Place.SEATS]
    QTest.keyClicks(page.guard.line, "not the one")
    page.guard.go_button.click()
    take("5-wrong")
    page.guard.stay_button.click()
    assert page.views.currentWidget() is page.hand_over
    page.arrive(room.round_id)
    take("6-begun")
    press(window, Qt.Key.Key_Return)
    take("7-let-on")
    page.guard.stay_button.click()
    page.hand_over.show_trouble(AppError("The disk does not answer.", "Look at its cable."), lambda: None)
    take("8-trouble")
    page.reset()
