"""What was found is decided by keyboard: gone to, covered, left, covered everywhere; nothing goes out undecided."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt

from app.services.releasing import releases
from app.ui.releases.desk import Desk
from tests.builders import draw, import_file, open_round, seal, write_csv
from tests.coordinated import open_coordinator
from tests.ui.kit import Bench, settle
from tests.ui.test_releases import key, page_of

Key, Shift, Ctrl = Qt.Key, Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.ControlModifier
GROUNDS = "Zebedee Oakapple of 12 Larkspur Lane, IC3, was seen with a crowbar. OAKAPPLE ran, the oakapple bag in hand."


@pytest.fixture
def desk(bench: Bench, tmp_path: Path) -> Desk:
    """A coordinator's window on one case whose grounds hold personal details."""
    ws = open_coordinator(tmp_path / "workspace")
    row = {"URN": "PSS/25/00001", "Person name": "Oakapple, Zebedee", "Grounds for search": GROUNDS}
    import_file(ws, write_csv(tmp_path / "one.csv", [row]), kind="stop_search")
    open_round(ws, draw(ws, seal(ws, size=1, reserves=0).frame_id).draw_id)
    bench.context.desk.put(ws)
    settle()
    page = page_of(bench)
    page.queue.open_button.click()
    settle()
    return page.desk


def words(desk: Desk, what: str) -> list[tuple[str, str]]:
    draft = desk.draft
    assert draft is not None
    (text,) = draft.case.texts
    return [(GROUNDS[one.start : one.end], one.kind) for one in getattr(draft, what)[text.key]]


def test_details_are_offered_and_nothing_is_covered_by_itself(desk: Desk) -> None:
    assert words(desk, "covers") == []
    assert words(desk, "found")[:3] == [
        ("Zebedee Oakapple", "NAME"), ("12 Larkspur Lane", "ADDRESS"), ("IC3", "ETHNICITY")
    ]  # fmt: skip
    assert desk.found.heading.text() == "5 pieces found, to decide"
    assert not desk.release_button.isEnabled()


def test_one_after_the_other_by_keyboard(bench: Bench, desk: Desk) -> None:
    key(bench, Key.Key_F)
    assert desk.text.textCursor().selectedText() == "Zebedee Oakapple"
    key(bench, Key.Key_Return)
    assert words(desk, "covers") == [("Zebedee Oakapple", "NAME")]
    assert desk.text.textCursor().selectedText() == "12 Larkspur Lane", "the next is gone to"
    key(bench, Key.Key_Delete)
    assert words(desk, "covers") == [("Zebedee Oakapple", "NAME")]
    assert len(words(desk, "found")) == 3
    key(bench, Key.Key_Return, held=Shift)
    assert words(desk, "found") == []
    assert ("12 Larkspur Lane", "ADDRESS") not in words(desk, "covers")
    assert not desk.found.isVisible()
    assert desk.release_button.isEnabled(), "a short text was read as it was shown"


def test_the_same_words_are_covered_everywhere(bench: Bench, desk: Desk) -> None:
    desk.text.select(8, 16)
    key(bench, Key.Key_N)
    key(bench, Key.Key_S)
    covered = [text for text, _ in words(desk, "covers")]
    assert covered == ["Oakapple", "OAKAPPLE", "oakapple"]


def test_the_words_of_a_released_case_are_offered_no_more(bench: Bench, desk: Desk) -> None:
    key(bench, Key.Key_Return, held=Shift)
    key(bench, Key.Key_Return, held=Ctrl)
    ws = bench.context.desk.workspace
    (item,) = releases.list_releases(ws, round_id=1).items
    case = releases.read_for_release(ws, round_id=1, case_id=item.case_id)
    assert (case.texts[0].found, len(case.texts[0].spans)) == ((), 5)


def test_a_window_with_covers_that_are_not_released_does_not_close_at_once(bench: Bench, desk: Desk) -> None:
    bench.window.close()
    assert not bench.window.isVisible(), "nothing was covered"


def test_covers_are_not_lost_without_a_word(bench: Bench, desk: Desk) -> None:
    key(bench, Key.Key_F, Key.Key_Return)
    bench.window.close()
    settle()
    assert bench.window.isVisible()
    assert "not on disk yet" in bench.window.message_bar.what.text()
