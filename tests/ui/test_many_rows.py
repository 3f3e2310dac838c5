"""Cases of many rows on the grading screen: every row is there, what came after the seal is marked, keys go on."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QWidget

from app.core.shapes.sheets import SheetState
from app.ui.grading.page import GradingPage
from app.ui.grading.record_parts import ReadingColumn
from app.ui.nav import Place
from tests.builders import Drawn, FixedClock, import_file
from tests.many_rows import FILES, open_drawn_kind
from tests.services.collecting.test_case_rows import Rows, extract, of_incident
from tests.ui.kit import Bench, press, settle
from tests.ui.test_grading import answer_stage, sheet_of

Grading = tuple[Bench, GradingPage, Drawn]


def opened(bench: Bench, folder: Path, kind: str) -> Grading:
    drawn = open_drawn_kind(folder, kind, FixedClock())
    bench.context.desk.put(drawn.ws)
    bench.window.go(Place.GRADING)
    settle()
    page = bench.window.pages[Place.GRADING]
    assert isinstance(page, GradingPage)
    return bench, page, drawn


@pytest.fixture
def force(bench: Bench, tmp_path: Path) -> Iterator[Grading]:
    yield opened(bench, tmp_path / "workspace", "use_of_force")


@pytest.fixture
def custody(bench: Bench, tmp_path: Path) -> Iterator[Grading]:
    yield opened(bench, tmp_path / "workspace", "custody")


def words(widget: QWidget) -> str:
    """Every word of a record on screen, as labels and columns hold them."""
    labels = [label.text() for label in widget.findChildren(QLabel)]
    return "\n".join(labels + [text.toPlainText() for text in widget.findChildren(ReadingColumn)])


def go_to_longest(bench: Bench, page: GradingPage) -> None:
    """To the drawn case that has the most forms."""
    counts: dict[int, int] = {}
    for _ in range(8):
        counts[sheet_of(page).number] = len(sheet_of(page).stages[0].rows.rows)
        press(bench.window, "N")
    longest = max(counts, key=lambda number: counts[number])
    while sheet_of(page).number != longest:
        press(bench.window, "P")
    assert counts[longest] > 1


def test_every_form_is_on_screen_in_turn(force: Grading) -> None:
    bench, page, _ = force
    go_to_longest(bench, page)
    blocks = sheet_of(page).stages[0].rows.rows
    told = words(page.record)
    for block in blocks:
        assert block.label in told
        assert (block.narratives[0].text.strip() or "Nothing was recorded.") in told
    assert told.count("It counts under the team and officer whose form leads") == 1
    headings = [label.text() for label in page.record.findChildren(QLabel) if label.text().startswith("Form ")]
    assert [text for text in headings if " of " in text] == [block.label for block in blocks]


def test_a_use_of_force_is_graded_by_keys_to_its_verdict(force: Grading) -> None:
    bench, page, _ = force
    go_to_longest(bench, page)
    case = sheet_of(page).case_id
    before = words(page.record)
    hidden = "Ethnicity as the officer saw it"
    assert hidden not in before
    while sheet_of(page).state is not SheetState.DONE:
        answer_stage(bench, page)
        press(bench.window, Qt.Key.Key_Return)
    assert sheet_of(page).case_id == case
    assert hidden in words(page.record)
    assert "Form 1 of " in words(page.record)


def test_a_log_reads_down_in_time(custody: Grading) -> None:
    _bench, page, _ = custody
    (log, *_) = sheet_of(page).stages[0].rows.parts
    told = words(page.record)
    assert f"Custody log: {len(log.rows)} entries" in told
    assert all(text.text in told for row in log.rows for text in row.texts)
    moments = [label.text() for label in page.record.findChildren(QLabel) if label.text() in {r.when for r in log.rows}]
    assert moments == [row.when for row in log.rows if row.when]
    page.record.turn(20)
    bar = page.record.scroller.verticalScrollBar()
    assert bar.value() == bar.maximum()


def test_what_came_after_the_seal_is_marked_on_screen(force: Grading, tmp_path: Path) -> None:
    bench, page, drawn = force
    sheet = sheet_of(page)
    drawn.clock.advance(days=2)

    def change(rows: Rows) -> Rows:
        own = of_incident(sheet)(rows)
        return [{**own[0], "Rationale": "He struck me first."}, *own[1:]]

    import_file(drawn.ws, extract(FILES["use_of_force"][0], tmp_path, change), kind="use_of_force")
    press(bench.window, "N", "P")
    told = words(page.record)
    assert "Came after the list was sealed, on 3 July 2025" in told
    assert "Now: He struck me first." in told
    assert sheet_of(page).stages[0].rows.rows == sheet.stages[0].rows.rows
