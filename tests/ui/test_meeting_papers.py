"""A meeting's papers through the window: refused, made for members, filled in, looked at, saved; then the report."""

from collections.abc import Sequence
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from app.core.shapes.papers import PaperListing
from app.services.panels import meetings
from app.services.papers import issued
from app.ui.meetings.filled_view import FilledView
from app.ui.meetings.page import MeetingsPage
from app.ui.meetings.papers_card import PapersCard
from app.ui.nav import Place
from app.ui.tasks import Work
from tests.builders import entries
from tests.filled_room import answers, make, row
from tests.filling import fill
from tests.meeting_room import MEMBERS, Room, everyone_comes, finish, opened, planned
from tests.ui.kit import Bench, settle
from tests.ui.test_accessible import nameless
from tests.ui.test_clipping import clipped, fit

Key = Qt.Key


def page_of(bench: Bench, room: Room) -> MeetingsPage:
    bench.context.desk.put(room.ws)
    settle()
    bench.window.go(Place.MEETINGS, room.round_id)
    settle()
    page = bench.window.pages[Place.MEETINGS]
    assert isinstance(page, MeetingsPage)
    page.room.papers_part.open()
    settle()
    return page


def card_of(bench: Bench, room: Room) -> PapersCard:
    return page_of(bench, room).room.papers


def write(bench: Bench, card: PapersCard, sort: str, folder: Path) -> str:
    """Make a paper; what is said then."""
    folder.mkdir(exist_ok=True)
    card.sort.setCurrentIndex(card.sort.findData(sort))
    bench.ask.answers = [folder]
    card.make_button.click()
    settle()
    return card.trouble.what.text()


def out(room: Room) -> tuple[PaperListing, ...]:
    return issued.list_papers(room.ws)


def filled(bench: Bench, room: Room, *files: Path) -> FilledView:
    """The view of filled forms, with these looked at."""
    page = page_of(bench, room)
    page.room.papers.filled_button.click()
    settle()
    assert page.filled is not None
    assert QApplication.focusWidget() is page.filled.choose_button
    give(bench, page.filled, files)
    return page.filled


def give(bench: Bench, view: FilledView, files: Sequence[Path]) -> None:
    bench.ask.answers = [tuple(files)]
    view.choose_button.click()
    settle()


def seen(widget: QWidget) -> str:
    return "\n".join(each.text() for each in widget.findChildren(QLabel) if each.isVisibleTo(widget))


def test_packs_need_released_cases_and_it_leads_to_the_releases(bench: Bench, tmp_path: Path) -> None:
    room = planned(tmp_path / "workspace", released=False)
    card = card_of(bench, room)
    assert card.sort.currentData() == "pack", "before a meeting packs are wanted first"
    assert "released" in write(bench, card, "pack", tmp_path / "papers")
    assert not list((tmp_path / "papers").iterdir())
    assert card.releases_button.isVisible()
    card.releases_button.click()
    settle()
    assert bench.window.stack.currentWidget() is bench.window.pages[Place.RELEASES]


def test_a_pack_is_made_for_each_member_who_is_asked(bench: Bench, tmp_path: Path) -> None:
    room = planned(tmp_path / "workspace")
    card = card_of(bench, room)
    assert [card.stage.itemText(at) for at in range(card.stage.count())][:2] == [
        "All of them, each by itself", "1. The record",
    ]  # fmt: skip
    card.stage.setCurrentIndex(1)
    card.each.setChecked(True)
    assert not card.how.copies.isEnabled()
    card.how.size_box.setCurrentIndex(1)
    assert write(bench, card, "pack", tmp_path / "papers") == "4 files are written."
    found = out(room)
    assert [one.recipient for one in found] == [member.name for member in MEMBERS]
    assert {one.size.value for one in found} == {18}
    names = [file.name for file in (tmp_path / "papers").iterdir()]
    assert sorted(names) == [f"R1-pack-copy-{copy}.pdf" for copy in (1, 2, 3, 4)]
    card.each.setChecked(False)
    assert write(bench, card, "pack", tmp_path / "papers") == "1 file is written."
    assert (tmp_path / "papers" / "R1-pack (2).pdf").exists(), "no paper takes the place of one that is there"
    card.papers_button.click()
    settle()
    assert bench.window.stack.currentWidget() is bench.window.pages[Place.PAPERS]


def test_making_many_is_stopped_half_way_and_nothing_of_it_stays(bench: Bench, tmp_path: Path) -> None:
    room = opened(tmp_path / "workspace")
    card = card_of(bench, room)
    heard: list[tuple[int, int]] = []

    def stop_at_the_third(work: Work) -> None:
        report = work.report

        def hear(done: int, total: int) -> None:
            heard.append((done, total))
            if done == 2:
                bench.window.progress.cancel_button.click()
            report(done, total)

        work.report = hear  # type: ignore[method-assign]

    bench.tasks.long_started.connect(stop_at_the_third)
    assert write(bench, card, "forms", tmp_path / "papers") == "You stopped it."
    assert card.trouble.fix.text() == "Nothing of it was kept."
    assert heard == [(0, 4), (1, 4), (2, 4)]
    assert (out(room), list((tmp_path / "papers").iterdir())) == ((), [])
    assert "forms_made" not in [entry["event"] for entry in entries(room.ws)]
    assert card.make_button.isEnabled()
    bench.tasks.long_started.disconnect(stop_at_the_third)
    assert write(bench, card, "forms", tmp_path / "papers") == "4 files are written."
    assert [one.copy for one in out(room)] == [1, 1, 1, 1]


def test_forms_are_a_paper_a_seat_and_what_cannot_be_yet_is_said(bench: Bench, tmp_path: Path) -> None:
    room = opened(tmp_path / "workspace")
    card = card_of(bench, room)
    assert card.sort.currentData() == "forms"
    assert write(bench, card, "forms", tmp_path / "papers") == "4 files are written."
    assert "not seen yet" in write(bench, card, "report", tmp_path / "papers")
    assert not card.releases_button.isVisible()
    assert "not seen yet" in write(bench, card, "tables", tmp_path / "papers")
    assert "not closed" in write(bench, card, "summary", tmp_path / "papers")
    assert len(out(room)) == 4


def test_after_the_meeting_its_report_and_its_summary_are_made(bench: Bench, tmp_path: Path) -> None:
    room = planned(tmp_path / "workspace", size=1)
    everyone_comes(room)
    meetings.open_meeting(room.ws, round_id=1)
    finish(room)
    meetings.close_meeting(room.ws, round_id=1)
    card = card_of(bench, room)
    assert card.sort.currentData() == "report"
    assert not card.filled_button.isVisible()
    card.report.names.setChecked(True)
    assert write(bench, card, "report", tmp_path / "papers") == "1 file is written."
    card.summary.good.setPlainText("Officers said why they searched.\n")
    assert write(bench, card, "summary", tmp_path / "papers") == "3 files are written."
    names = sorted(file.name for file in (tmp_path / "papers").iterdir())
    assert names == ["R1-report.pdf", "R1-summary.csv", "R1-summary.pdf", "R1-summary.txt"]
    assert write(bench, card, "tables", tmp_path / "figures") == "1 file is written."
    assert not card.how.isVisible(), "a table has no print size"
    card.tables.format.setCurrentIndex(1)
    assert write(bench, card, "tables", tmp_path / "figures") == "4 files are written."
    names = sorted(file.name for file in (tmp_path / "figures").iterdir())
    parts = ("about", "agreement", "rates", "spread")
    assert names == [*(f"R1-tables (2)-{part}.csv" for part in parts), "R1-tables.xlsx"]
    assert entries(room.ws)[-1]["event"] == "tables_made"
    for ending in ("csv", "txt"):
        taken = tmp_path / ending / f"R1-summary.{ending}"
        taken.parent.mkdir()
        taken.write_text("somebody's own")
        assert write(bench, card, "summary", taken.parent) == "3 files are written."
        assert taken.read_text() == "somebody's own"
        others = sorted(file.name for file in taken.parent.iterdir() if file != taken)
        assert others == ["R1-summary (2).csv", "R1-summary (2).pdf", "R1-summary (2).txt"]


def test_filled_forms_are_shown_and_only_then_saved(bench: Bench, qtbot: QtBot, tmp_path: Path) -> None:
    room = opened(tmp_path / "workspace")
    (tmp_path / "notes.pdf").write_bytes(b"%PDF-1.7 none")
    whole = fill(make(room), answers())
    view = filled(bench, room, whole, tmp_path / "notes.pdf")
    assert view.summary.text() == "1 of 2 files can be taken: 5 answers will be saved."
    first, second = view.cards
    assert first.form.file == "notes.pdf", "what is wrong stands first"
    assert "Nothing is taken of this file." in seen(first)
    assert "Seat 1, Ottoline Brackenbury" in seen(second)
    assert row(room).answers == {}, "nothing is saved before"
    assert QApplication.focusWidget() is view.save_button
    QTest.keyClick(bench.window.windowHandle(), Key.Key_Escape)
    settle()
    assert (view.preview, row(room).answers) == (None, {})
    give(bench, view, (whole,))
    QTest.keyClick(bench.window.windowHandle(), Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: view.preview is None, timeout=5_000)
    settle()
    assert view.trouble.what.text() == "1 form: 5 answers saved."
    assert row(room).answers["SS1"] == "1"
    QTest.keyClick(bench.window.windowHandle(), Key.Key_Escape)
    settle()
    page = bench.window.pages[Place.MEETINGS]
    assert isinstance(page, MeetingsPage)
    assert page.views.currentWidget() is page.room


def test_what_stands_otherwise_stays_unless_it_is_to_be_replaced(bench: Bench, tmp_path: Path) -> None:
    room = opened(tmp_path / "workspace")
    blank = make(room)
    view = filled(bench, room, fill(blank, answers(), tmp_path / "one.pdf"))
    view.save_button.click()
    settle()
    other = fill(blank, answers(SS1=2), tmp_path / "two.pdf")
    give(bench, view, (other,))
    assert view.summary.text() == "1 of 1 file can be taken: 0 answers will be saved, 1 stand otherwise."
    assert not view.save_button.isEnabled()
    view.replacing.setChecked(True)
    assert view.save_button.isEnabled()
    view.lock_button.click()
    settle()
    assert view.trouble.what.text() == "1 form: 1 answer saved, 1 sheet locked."
    assert row(room).locked
    assert row(room).answers["SS1"] == "2"


@pytest.mark.parametrize(
    ("scale", "width", "height"), [(100, 1360, 820), (100, 960, 540), (200, 960, 540)], ids=lambda value: str(value)
)
def test_no_word_is_cut_and_every_part_has_a_name(
    bench: Bench, tmp_path: Path, scale: int, width: int, height: int
) -> None:
    room = opened(tmp_path / "workspace")
    card = card_of(bench, room)
    for sort in ("pack", "forms", "report", "summary"):
        card.sort.setCurrentIndex(card.sort.findData(sort))
        fit(bench, scale, width, height)
        assert clipped(bench) == []
    view = filled(bench, room, fill(make(room), answers()))
    settle()
    assert clipped(bench) == []
    assert nameless(bench.window) == []
    assert (bench.window.width(), bench.window.height()) == (width, height)
    assert view.cards
