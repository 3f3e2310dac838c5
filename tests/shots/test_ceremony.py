"""The film strip of the ceremony: every step, two sizes of projector, light, dark and high contrast, and at 200 %."""

from collections import Counter
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QSize, Qt
from PySide6.QtGui import QColor, QImage, QPainter
from PySide6.QtTest import QTest

from app.ui.ceremony.page import CeremonyPage
from app.ui.nav import Place
from app.ui.theme import ThemeName
from tests.builders import SEED, import_practice, seal
from tests.ui.kit import Bench, press, settle

LOOKS = [(1920, 1080, 100), (1280, 720, 100), (1280, 720, 200), (800, 600, 100)]


@pytest.mark.parametrize("theme", [ThemeName.LIGHT, ThemeName.DARK, ThemeName.CONTRAST], ids=lambda theme: theme.value)
@pytest.mark.parametrize(("width", "height", "scale"), LOOKS, ids=lambda value: str(value))
def test_film_strip(empty: Bench, out: Path, theme: ThemeName, width: int, height: int, scale: int) -> None:
    ws, window = empty.context.desk.workspace, empty.window
    import_practice(ws)
    frame = seal(ws, seed_source="dice")
    if (theme, scale) != (empty.look.theme, empty.look.scale):
        empty.look.choose(theme=theme, scale=scale)
    window.go(Place.CEREMONY, frame.frame_id)
    press(window, Qt.Key.Key_F11)
    window.resize(width, height)
    settle()
    page = window.pages[Place.CEREMONY]
    assert isinstance(page, CeremonyPage)

    def take(name: str) -> None:
        settle()
        assert (window.width(), window.height()) == (width, height)
        assert page.views.currentIndex() + 1 == int(name[0])
        assert window.grab().save(str(out / f"ceremony-{width}-{scale}-{theme.value}-{name}.png"))

    take("1-seal")
    press(window, Qt.Key.Key_L)
    take("1-lodge")
    QTest.keyClicks(page.seal.form.to, "Mrs Lloyd, chair of the panel")
    press(window, Qt.Key.Key_Return)
    take("1-lodged")
    press(window, Qt.Key.Key_Return)
    take("2-empty")
    QTest.keyClicks(page.roll.digits, SEED[:13] + "x")
    take("2-some")
    QTest.keyClicks(page.roll.digits, SEED[13:] + "0123456")
    take("2-more")
    for _ in range(7):
        press(window, Qt.Key.Key_Backspace)
    press(window, Qt.Key.Key_Return)
    press(window, Qt.Key.Key_Return)
    take("3-read")
    press(window, *[Qt.Key.Key_Return] * 3)
    QTest.keyClicks(page.read.names["rolled_by"], "Mrs Ada Whitcombe-Hargreaves")
    take("3-names")
    press(window, *[Qt.Key.Key_Return] * 3)
    take("4-confirm")
    press(window, Qt.Key.Key_Return)
    take("4-enter")
    press(window, Qt.Key.Key_Y)
    take("5-first")
    press(window, *[Qt.Key.Key_Return] * 5)
    take("5-some")
    press(window, *[Qt.Key.Key_Return] * 4)
    take("5-all")
    press(window, Qt.Key.Key_Return)
    page.end.size_box.setCurrentIndex(1)
    take("6-end")
    if (theme, scale) == (ThemeName.LIGHT, 100):
        small = strip_of([QImage(str(out / f"ceremony-{width}-100-light-{name}.png")) for name in STRIP])
        assert small.save(str(out / f"ceremony-{width}.png"))


STRIP = ("1-seal", "2-some", "3-read", "4-confirm", "5-some", "6-end")
FRAME, GAP = QSize(640, 360), 8


def strip_of(pictures: list[QImage]) -> QImage:
    """Six steps on one picture, small enough to keep."""
    strip = QImage(3 * FRAME.width() + 2 * GAP, 2 * FRAME.height() + GAP, QImage.Format.Format_RGB32)
    strip.fill(QColor("#76828f"))
    painter = QPainter(strip)
    smooth = Qt.TransformationMode.SmoothTransformation
    for number, each in enumerate(pictures):
        place = QPoint(number % 3 * (FRAME.width() + GAP), number // 3 * (FRAME.height() + GAP))
        painter.drawImage(place, each.scaled(FRAME, Qt.AspectRatioMode.IgnoreAspectRatio, smooth))
    painter.end()
    colours = [colour for colour, _ in Counter(memoryview(strip.constBits()).cast("I")).most_common(255)]
    plain = Qt.ImageConversionFlag.ThresholdDither | Qt.ImageConversionFlag.AvoidDither
    return strip.convertToFormat(QImage.Format.Format_Indexed8, colours, plain)
