"""Looking at a paper and printing it: real pages, drawn when they are come to, and nothing written to disk."""

from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from app.core.errors import Cancelled
from app.services.papers import draw_papers
from app.ui.papers.drawing import draw_page, page_sizes, page_text
from app.ui.papers.preview import ZOOMS, Preview
from app.ui.papers.printing import print_pages
from tests.builders import open_drawn
from tests.ui.kit import Bench, settle

Key = Qt.Key


@cache
def pack() -> bytes:
    """A real pack of eight cases, made once."""
    with TemporaryDirectory() as folder:
        story = open_drawn(Path(folder) / "workspace")
        draw_papers.write_pack(story.ws, draw_id=1, file=Path(folder) / "pack.pdf")
        story.ws.close()
        return (Path(folder) / "pack.pdf").read_bytes()


@pytest.fixture
def preview(bench: Bench) -> Preview:
    """A preview in the window, with the pack in it."""
    made = Preview(bench.context)
    bench.window.stack.addWidget(made)
    bench.window.stack.setCurrentWidget(made)
    settle()
    made.show_paper(pack())
    settle()
    return made


def inked(image: QImage) -> bool:
    """Whether there is anything but white on it."""
    small = image.scaled(60, 80)
    return any(small.pixelColor(x, y).lightness() < 200 for x in range(60) for y in range(80))


def test_a_page_is_a_picture_and_a_text() -> None:
    sizes = page_sizes(pack())
    assert len(sizes) > 10
    assert [round(side) for side in sizes[0]] == [595, 842]
    image = draw_page(pack(), 0, 36)
    assert (image.width(), image.height()) == (298, 421)
    assert inked(image)
    assert "Stop and search" in page_text(pack(), 0)


def test_the_first_page_is_shown_as_wide_as_the_view(preview: Preview) -> None:
    assert preview.place.text() == f"Page 1 of {preview.pages}"
    assert preview.view.sheet.drawn
    assert abs(preview.view.sheet.width() - preview.view.viewport().width()) < 40
    assert preview.view.accessibleName() == f"Preview, page 1 of {preview.pages}"
    assert "Stop and search" in preview.view.accessibleDescription()


def test_keys_turn_pages_where_one_ends(preview: Preview) -> None:
    preview.view.setFocus()
    bar = preview.view.verticalScrollBar()
    presses = 0
    while preview.number == 1 and presses < 20:
        assert bar.maximum() > 0, "a page as wide as the view is higher than it"
        QTest.keyClick(preview.view, Key.Key_PageDown)
        settle()
        presses += 1
    assert presses > 1
    assert (preview.number, bar.value()) == (2, bar.minimum())
    QTest.keyClick(preview.view, Key.Key_PageUp)
    assert preview.number == 1
    QTest.keyClick(preview.view, Key.Key_End)
    assert preview.number == preview.pages
    assert not preview.on_button.isEnabled()
    QTest.keyClick(preview.view, Key.Key_Home)
    assert preview.number == 1


def test_it_is_larger_and_smaller_in_steps(preview: Preview) -> None:
    wide = preview.view.sheet.width()
    preview.larger_button.click()
    assert preview.view.sheet.width() > wide * 1.4
    for _ in ZOOMS:
        preview.smaller_button.click()
    assert preview.zoom.text() == "Whole page"
    assert preview.view.sheet.height() <= preview.view.height()
    assert not preview.smaller_button.isEnabled()


def test_a_page_can_be_read_as_text(preview: Preview) -> None:
    preview.text_button.click()
    assert preview.views.currentWidget() is preview.text
    assert "Stop and search" in preview.text.toPlainText()
    preview.on_button.click()
    assert preview.text.accessibleName() == f"Text of page 2 of {preview.pages}"
    assert preview.text.toPlainText() == page_text(pack(), 1)


def test_what_was_asked_for_while_it_was_hidden_is_drawn_when_it_is_shown(
    bench: Bench, preview: Preview, qtbot: QtBot
) -> None:
    preview.hide()
    preview.show_paper(pack())
    assert preview.pages and not preview.view.sheet.drawn
    preview.show()
    qtbot.waitUntil(lambda: preview.view.sheet.drawn, timeout=5_000)
    assert preview.isVisibleTo(bench.window)


def printer(file: Path) -> QPrinter:
    made = QPrinter(QPrinter.PrinterMode.ScreenResolution)
    made.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    made.setOutputFileName(str(file))
    return made


def test_the_pages_that_were_asked_for_are_printed(preview: Preview, tmp_path: Path) -> None:
    made, told = printer(tmp_path / "out.pdf"), []
    made.setFromTo(2, 3)
    assert print_pages(pack(), made, lambda done, total: told.append((done, total))) == 2
    assert told == [(0, 2), (1, 2)]
    sheets = (tmp_path / "out.pdf").read_bytes()
    assert len(page_sizes(sheets)) == 2
    here, there = draw_page(pack(), 1, 36), draw_page(sheets, 0, 36)
    assert abs(here.width() - there.width()) <= 1
    assert inked(there)


def test_printing_is_stopped_between_pages(preview: Preview, tmp_path: Path) -> None:
    def stop(done: int, _total: int) -> None:
        if done == 1:
            raise Cancelled

    with pytest.raises(Cancelled):
        print_pages(pack(), printer(tmp_path / "out.pdf"), stop)
    assert preview.pages
