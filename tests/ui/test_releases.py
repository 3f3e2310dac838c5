"""Releasing through the real window: from the queue to a released case by keyboard alone, nothing unread, bars."""

import json
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QWidget

from app.core.redaction.spans import Span
from app.core.shapes.papers import PaperHow, PaperState
from app.core.shapes.releases import Letting, ReleaseState
from app.services.drawing import replacing
from app.services.papers import issued
from app.services.releasing import releases
from app.ui.nav import Place
from app.ui.releases.page import ReleasesPage
from tests.builders import Drawn, entries
from tests.coordinated import open_coordinated, open_coordinator
from tests.services.papers.test_issuing import issue
from tests.ui.kit import Bench, settle
from tests.ui.tabbing import tab_round
from tests.ui.test_accessible import nameless
from tests.ui.test_clipping import clipped, fit

Key, Shift, Ctrl = Qt.Key, Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def story(bench: Bench, tmp_path: Path) -> Drawn:
    """A coordinator's window on a drawn sample."""
    made = open_coordinated(tmp_path / "workspace")
    bench.context.desk.put(made.ws)
    settle()
    return made


def page_of(bench: Bench) -> ReleasesPage:
    bench.window.go(Place.RELEASES)
    settle()
    page = bench.window.pages[Place.RELEASES]
    assert isinstance(page, ReleasesPage)
    return page


def key(bench: Bench, *keys: Qt.Key, held: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    for each in keys:
        QTest.keyClick(bench.window.windowHandle(), each, held)
        settle()


def reading(bench: Bench) -> ReleasesPage:
    """The first case, open, with all that was found in it left as it stands."""
    page = page_of(bench)
    page.queue.open_button.click()
    settle()
    assert page.views.currentWidget() is page.desk
    leave_all(page)
    return page


def leave_all(page: ReleasesPage) -> None:
    """Decide all that was found: nothing is covered."""
    draft = page.desk.draft
    assert draft is not None
    for text in draft.case.texts:
        for finding in text.found:
            draft.leave(text, finding)
    page.desk.show_draft(draft, same=True)
    settle()


def seen(widget: QWidget) -> str:
    return "\n".join(each.text() for each in widget.findChildren(QLabel) if each.isVisible())


def covers(page: ReleasesPage) -> tuple[Span, ...]:
    draft = page.desk.draft
    assert draft is not None
    return draft.covers[draft.case.texts[0].key]


def text_of(page: ReleasesPage, number: int = 0) -> str:
    draft = page.desk.draft
    assert draft is not None
    return draft.case.texts[number].text


def test_a_case_is_read_covered_and_let_go_by_keyboard_alone(bench: Bench, story: Drawn) -> None:
    page = page_of(bench)
    assert page.queue.count_line.text() == "0 of 8 cases released"
    page.queue.list.setFocus()
    key(bench, Key.Key_Return)
    assert QApplication.focusWidget() is page.desk.text
    assert not page.desk.release_button.isEnabled()
    leave_all(page)
    words = text_of(page)
    key(bench, *[Key.Key_Right] * 7, held=Shift)
    key(bench, Key.Key_N)
    (cover,) = covers(page)
    assert words[:7].startswith(words[cover.start : cover.end]), "blanks at the ends are not covered"
    assert (cover.start, cover.kind, cover.lifts_at) == (0, "NAME", "")
    key(bench, Key.Key_End, held=Ctrl)
    key(bench, Key.Key_PageDown, held=Ctrl)
    assert page.desk.text_title.text().startswith("Text 2 of 2")
    key(bench, Key.Key_End, held=Ctrl)
    assert page.desk.progress.text() == "All of it is read to the end."
    key(bench, Key.Key_Return, held=Ctrl)
    assert page.views.currentWidget() is page.queue
    assert page.queue.count_line.text() == "1 of 8 cases released"
    assert "Released by a coordinator" in page.queue.list.item(0).text()
    assert page.queue.list.currentRow() == 1, "the next to be read is marked"
    queue = releases.list_releases(story.ws, round_id=1)
    assert queue.items[0].standing.state is ReleaseState.RELEASED
    kept = releases.read_for_release(story.ws, round_id=1, case_id=queue.items[0].case_id)
    assert kept.texts[0].spans == (cover,)
    assert words[:12] not in json.dumps(entries(story.ws))


def test_ethnicity_and_outcome_lift_at_their_stage_and_beside_it_is_what_comes_of_it(
    bench: Bench, story: Drawn
) -> None:
    page = reading(bench)
    words = text_of(page)
    key(bench, *[Key.Key_Right] * 6, held=Shift)
    key(bench, Key.Key_E)
    (cover,) = covers(page)
    hidden = words[cover.start : cover.end]
    assert (cover.kind, cover.lifts_at) == ("ETHNICITY", "reveal")
    told = seen(page.desk.covers)
    assert "[ETHNICITY]" + words[cover.end : cover.end + 8] in told
    assert hidden + words[cover.end : cover.end + 8] in told, "the last stage lifts it"
    key(bench, Key.Key_L)
    assert covers(page)[0].lifts_at == ""
    assert hidden + words[cover.end : cover.end + 8] not in seen(page.desk.covers)
    assert "never shown" in page.desk.covers.list.item(0).text()
    key(bench, Key.Key_N)
    assert covers(page)[0].kind == "NAME", "another kind's key changes the cover at the caret"
    key(bench, Key.Key_Delete)
    assert covers(page) == ()
    assert page.desk.covers.none.isVisible()
    assert story.ws.practice


def test_covers_can_be_taken_away_and_gone_to_from_the_list(bench: Bench, story: Drawn) -> None:
    page = reading(bench)
    page.desk.text.select(0, 4)
    page.desk.kinds["ADDRESS"].click()
    page.desk.text.select(10, 16)
    page.desk.kinds["OUTCOME"].click()
    settle()
    assert [cover.kind for cover in covers(page)] == ["ADDRESS", "OUTCOME"]
    found = page.desk.covers.list
    found.setFocus()
    found.setCurrentRow(0)
    assert not page.desk.covers.lift_button.isEnabled()
    key(bench, Key.Key_Return)
    assert page.desk.text.selected() == (covers(page)[0].start, covers(page)[0].end)
    found.setFocus()
    found.setCurrentRow(0)
    key(bench, Key.Key_Delete)
    assert [cover.kind for cover in covers(page)] == ["OUTCOME"]
    assert len(releases.list_releases(story.ws, round_id=1).items) == 8


def test_what_is_prepared_stays_while_another_case_is_looked_at(bench: Bench, story: Drawn) -> None:
    page = reading(bench)
    page.desk.text.select(0, 4)
    key(bench, Key.Key_P)
    key(bench, Key.Key_Escape)
    assert page.views.currentWidget() is page.queue
    page.queue.open_button.click()
    settle()
    assert [cover.kind for cover in covers(page)] == ["PHONE"]
    assert releases.list_releases(story.ws, round_id=1).released == 0


def test_a_release_is_taken_back(bench: Bench, story: Drawn) -> None:
    page = reading(bench)
    draft = page.desk.draft
    assert draft is not None
    releases.release(
        story.ws,
        round_id=1,
        case_id=draft.case.case_id,
        letting=type(draft.letting)(read=frozenset(text.digest for text in draft.case.texts)),
    )
    key(bench, Key.Key_Escape)
    page.queue.list.setCurrentRow(0)
    key(bench, Key.Key_Return)
    assert page.desk.recall_button.isVisible()
    page.desk.recall_button.click()
    settle()
    assert page.desk.state.text().startswith("Taken back by a coordinator")
    assert releases.list_releases(story.ws, round_id=1).items[0].standing.state is ReleaseState.RECALLED
    assert not page.desk.out.isVisible()


@pytest.mark.parametrize(("scale", "width", "height"), [(100, 1360, 820), (200, 960, 540)], ids=str)
def test_papers_that_hold_what_was_taken_back_are_named_until_they_are_here(
    bench: Bench, story: Drawn, scale: int, width: int, height: int
) -> None:
    page = reading(bench)
    assert page.desk.draft is not None
    case, ws = page.desk.draft.case, story.ws
    letting = Letting(read=frozenset(text.digest for text in case.texts))
    releases.release(ws, round_id=1, case_id=case.case_id, letting=letting)
    issue(ws, PaperHow(copies=5), releases=(1,))
    key(bench, Qt.Key.Key_Escape)
    page.queue.list.setCurrentRow(0)
    key(bench, Qt.Key.Key_Return)
    assert not page.desk.out.isVisible()
    page.desk.recall_button.click()
    settle()
    assert page.desk.out.what.text() == (
        "Still out, with words that do not stand any more: P1 (D1 certificate, copy 1), P2 (D1 certificate, copy 2), "
        "P3 (D1 certificate, copy 3) and 2 more."
    )
    assert "say in Papers" in page.desk.out.fix.text()
    assert "Still out: 5 papers with its words." in seen(bench.window)
    fit(bench, scale, width, height)
    assert clipped(bench) == []
    for paper_id in range(1, 6):
        issued.step_paper(ws, paper_id=paper_id, state=PaperState.DESTROYED)
    key(bench, Qt.Key.Key_Escape)
    key(bench, Qt.Key.Key_Return)
    assert not page.desk.out.isVisible()


def test_a_long_text_is_not_read_before_its_end_was_in_view(bench: Bench, tmp_path: Path) -> None:
    made = open_coordinated(tmp_path / "custody", "custody")
    bench.context.desk.put(made.ws)
    bench.window.resize(960, 540)
    page = reading(bench)
    draft = page.desk.draft
    assert draft is not None
    assert len(draft.unread) >= len(draft.case.texts) - 1
    page.desk.text.show_text("Long", "A long line of words. " * 400)
    before = len(draft.unread)
    settle()
    assert page.desk.text.verticalScrollBar().maximum() > 0
    assert len(draft.unread) == before, "its end is far below"


def test_places_count_as_the_core_counts_them(bench: Bench, story: Drawn) -> None:
    page = reading(bench)
    text = page.desk.text
    text.show_text("Odd", "A \U0001f600\r\nKyle and Ren\u00e9\0.")
    text.select(5, 9)
    assert text.selected() == (5, 9)
    text.select(2, 3)
    assert text.selected() == (2, 3)
    assert text.caret() == 3
    assert text.toPlainText().count("\n") == 1
    assert story.ws.practice


def test_a_line_manager_is_told_who_releases(drawn: tuple[Bench, Drawn]) -> None:
    bench, story = drawn
    page = page_of(bench)
    assert page.not_yours.isVisible()
    assert "right_refused" not in [entry["event"] for entry in entries(story.ws)]


def test_with_no_round_it_leads_to_the_draw(bench: Bench, tmp_path: Path) -> None:
    bench.context.desk.put(open_coordinator(tmp_path / "workspace"))
    settle()
    page = page_of(bench)
    assert page.empty.isVisible()
    page.empty.act.click()
    settle()
    assert bench.window.stack.currentWidget() is bench.window.pages[Place.DRAW]


@pytest.mark.parametrize(
    ("scale", "width", "height"),
    [(100, 1360, 820), (100, 960, 540), (200, 1360, 820), (200, 960, 540)],
    ids=lambda value: str(value),
)
def test_no_word_is_cut_and_every_part_has_a_name(
    bench: Bench, story: Drawn, scale: int, width: int, height: int
) -> None:
    page = page_of(bench)
    fit(bench, scale, width, height)
    assert clipped(bench) == []
    page = reading(bench)
    page.desk.text.select(0, 6)
    page.desk.kinds["OUTCOME"].click()
    fit(bench, scale, width, height)
    assert clipped(bench) == []
    assert nameless(bench.window) == []
    assert (bench.window.width(), bench.window.height()) == (width, height)
    assert page.desk.text in tab_round(bench.window)
    assert story.ws.practice


# ------------------------------------------------------------------ set aside since
def set_aside_released(bench: Bench, story: Drawn) -> ReleasesPage:
    """The queue, whose first case was let go, printed and then withheld."""
    (first, *_) = releases.list_releases(story.ws, round_id=1).items
    read = releases.read_for_release(story.ws, round_id=1, case_id=first.case_id)
    letting = Letting(read=frozenset(text.digest for text in read.texts))
    releases.release(story.ws, round_id=1, case_id=first.case_id, letting=letting)
    issue(story.ws, PaperHow(), releases=(1,))
    replacing.withhold(story.ws, draw_id=1, token=story.draw.cases[0].token, reason="covert")
    return page_of(bench)


def test_the_release_of_a_case_set_aside_is_taken_back_by_keyboard(bench: Bench, story: Drawn) -> None:
    page = set_aside_released(bench, story)
    queue = page.queue
    assert queue.count_line.text() == "0 of 7 cases released"
    last = queue.list.item(queue.list.count() - 1)
    assert "Replaced or withheld since, and still released" in last.text()
    queue.list.setFocus()
    key(bench, Key.Key_End, Key.Key_Return)
    assert QApplication.focusWidget() is page.aside.sure.back_button
    key(bench, Key.Key_Space)
    assert QApplication.focusWidget() is queue.list
    assert "release_recalled" not in [entry["event"] for entry in entries(story.ws)]
    key(bench, Key.Key_End, Key.Key_Return, Key.Key_Tab)
    assert QApplication.focusWidget() is page.aside.sure.go_button
    key(bench, Key.Key_Space)
    assert entries(story.ws)[-1]["event"] == "release_recalled"
    assert page.aside.out.what.text() == (
        "Still out, with words that do not stand any more: P1 (D1 certificate, copy 1)."
    )
    page.aside.back_button.click()
    settle()
    assert queue.list.count() == 7
    page.aside.out.retry_button.click()
    settle()
    assert bench.window.stack.currentWidget() is bench.window.pages[Place.PAPERS]


def test_reading_the_next_never_opens_a_case_set_aside(bench: Bench, story: Drawn) -> None:
    page = set_aside_released(bench, story)
    page.queue.open_button.click()
    settle()
    draft = page.desk.draft
    assert draft is not None
    assert draft.case.number == 2


@pytest.mark.parametrize(("scale", "width", "height"), [(100, 960, 540), (200, 960, 540)])
def test_no_word_of_the_question_is_cut(bench: Bench, story: Drawn, scale: int, width: int, height: int) -> None:
    page = set_aside_released(bench, story)
    page.queue.list.itemActivated.emit(page.queue.list.item(7))
    fit(bench, scale, width, height)
    assert clipped(bench) == []
    assert nameless(bench.window) == []
    assert {page.aside.sure.go_button, page.aside.sure.back_button} <= set(tab_round(bench.window))
