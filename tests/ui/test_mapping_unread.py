"""The mapping page and cells that cannot be read: told what they mean beside unknown words, and no row lost."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QComboBox

from app.ui.mapping.view import MappingView
from tests.builders import write_csv
from tests.ui.kit import Bench, settle
from tests.ui.test_imports import give, page_of


@pytest.fixture
def odd(empty: Bench, tmp_path: Path) -> MappingView:
    """A file with words where numbers and yes or no should be, and a row without its time."""
    page = page_of(empty)
    give(empty, page, write_odd(tmp_path / "odd.csv"))
    page.summary.check_button.click()
    settle()
    return page.mapping


def write_odd(file: Path, *, plain: bool = False) -> Path:
    words = [("No", "15", "01/08/2025", "9 June 2025 14:00")] * 4
    if not plain:
        words = [("Unknown", "15", "TBC", ""), ("Handcuffs", "Not known", "", ""), ("Unknown", "ten", "", ""),
                 ("No", "9", "", "soon")]  # fmt: skip
    rows = [
        {"URN": f"A/{at}", "Handcuffs used": cuffs, "Age": age, "BWV kept until": expiry}
        | ({"Search date/time": time} if time else {})
        for at, (cuffs, age, expiry, time) in enumerate(words)
    ]
    return write_csv(file, [*rows, *({"URN": f"B/{at}"} for at in range(8))])


def test_cells_that_cannot_be_read_are_told_what_they_mean_beside_unknown_words(odd: MappingView) -> None:
    view, box = odd, odd.words.combos
    assert set(box) == {
        ("handcuffs_used", "Unknown"), ("handcuffs_used", "Handcuffs"), ("age", "Not known"), ("age", "ten"),
        ("bwv_expiry", "TBC"),
    }  # fmt: skip
    assert "or left blank and counted where it cannot be read" in view.words.told.text()
    for tick in view.times.ticks:
        tick.click()
    assert view.foot.status.text().endswith("6 cells cannot be read as they stand.")
    choices = [box["handcuffs_used", "Unknown"].itemText(at) for at in range(4)]
    assert choices == ["Leave blank, and count it", "Not recorded", "Yes", "No"]
    box["handcuffs_used", "Handcuffs"].setCurrentIndex(2)
    box["handcuffs_used", "Unknown"].setCurrentIndex(1)
    box["age", "Not known"].setCurrentIndex(1)
    box["bwv_expiry", "TBC"].setCurrentIndex(1)
    assert box["handcuffs_used", "Unknown"].accessibleName().endswith(": What “Unknown” means")
    line_edit = box["age", "ten"].lineEdit()
    assert line_edit is not None
    assert line_edit.accessibleName().endswith(": What “ten” means; choose, or type a number")
    line_edit.selectAll()
    QTest.keyClicks(line_edit, "10")
    QTest.keyClick(line_edit, Qt.Key.Key_Return)
    settle()
    view.try_now()
    assert view.said.values == {
        "handcuffs_used": {"Handcuffs": "yes", "Unknown": ""}, "age": {"Not known": "", "ten": "10"},
        "bwv_expiry": {"TBC": ""},
    }  # fmt: skip
    assert view.preview is not None
    assert view.preview.unknown == ()
    assert view.words.combos["age", "ten"].currentText() == "10", "what was decided stays in sight"


def test_what_is_no_number_is_refused_and_the_choice_stands_as_it_was(odd: MappingView) -> None:
    line_edit = odd.words.combos["age", "ten"].lineEdit()
    assert line_edit is not None
    line_edit.selectAll()
    QTest.keyClicks(line_edit, "tenish")
    QTest.keyClick(line_edit, Qt.Key.Key_Return)
    settle()
    assert "has no code “tenish”" in odd.trouble.what.text()
    assert odd.words.combos["age", "ten"].currentText() == "Leave blank, and count it"
    assert odd.said.values == {}


def test_why_rows_will_not_be_stored_is_said_above_them(odd: MappingView) -> None:
    told = odd.shown.told.text()
    assert "11 will be stored and 1 will not: Search date/time: is no date and time that can be read (1)." in told


def test_the_next_file_shows_no_word_of_the_last(odd: MappingView, empty: Bench, tmp_path: Path) -> None:
    page = page_of(empty)
    odd.back_button.click()
    give(empty, page, write_odd(tmp_path / "plain.csv", plain=True))
    page.summary.check_button.click()
    settle()
    assert odd.words.told.text() == "Every word is known."
    assert odd.words.combos == {}
    assert [box.accessibleName() for box in odd.words.findChildren(QComboBox) if box.isVisible()] == []
