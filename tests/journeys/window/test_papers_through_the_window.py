"""A panel's papers through the window and its worker: packs, seven forms that come back, consensus, report, a recall.

The packs are refused while a case is not released; forms are looked at before anything is saved; then the place of
papers names all that is out, shows the report page by page, prints it, and a copy is recalled.
"""

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton
from pytestqt.qtbot import QtBot

from app.core.shapes.meetings import MeetingState, Member
from app.core.shapes.papers import PaperState
from app.services.audits import verify_audit
from app.services.panels import meetings, panel_views
from app.services.papers import issued
from app.ui.meetings.page import MeetingsPage
from app.ui.nav import Place
from app.ui.papers.drawing import page_sizes
from app.ui.papers.page import PapersPage
from tests.builders import entries
from tests.filled_room import answers
from tests.filling import fill, fill_otherwise
from tests.meeting_room import Room, agree_all, everyone_comes, finish, let_all_go, planned
from tests.ui.kit import Bench, settle

NAMES = ("Ottoline", "Idris", "Sunniva", "Barnaby", "Wilhelmina", "Caradog", "Ngozi")
SEVEN = tuple(Member(name=name, affiliation="community", chairs=not at) for at, name in enumerate(NAMES))
PRINTS = (fill, fill_otherwise)
"""Two programs that fill in forms; members do not use the same."""


class Coordinator:
    """Somebody at the window, who waits until each step is done."""

    def __init__(self, bench: Bench, qtbot: QtBot, room: Room, folder: Path) -> None:
        self.bench, self.qtbot, self.room, self.folder = bench, qtbot, room, folder
        folder.mkdir()
        bench.context.desk.put(room.ws)
        self.go(Place.MEETINGS, room.round_id)

    def wait(self) -> None:
        self.qtbot.waitUntil(lambda: not self.bench.tasks.is_busy(), timeout=60_000)
        settle()

    def go(self, place: Place, wanted: object = None) -> None:
        self.bench.window.go(place, wanted)
        self.wait()

    def push(self, made: QAbstractButton) -> None:
        assert made.isVisible() and made.isEnabled(), made.text()
        made.setFocus()
        QTest.keyClick(made, Qt.Key.Key_Space)
        self.wait()

    @property
    def meetings(self) -> MeetingsPage:
        page = self.bench.window.pages[Place.MEETINGS]
        assert isinstance(page, MeetingsPage)
        return page

    @property
    def papers(self) -> PapersPage:
        page = self.bench.window.pages[Place.PAPERS]
        assert isinstance(page, PapersPage)
        return page

    def make(self, sort: str) -> str:
        """Make a paper of the meeting; what is said of it."""
        card = self.meetings.room.papers
        self.meetings.room.papers_part.open()
        card.sort.setCurrentIndex(card.sort.findData(sort))
        settle()
        self.bench.ask.answers = [self.folder]
        self.push(card.make_button)
        return card.trouble.what.text()

    def made(self, start: str) -> list[Path]:
        """The files whose names begin so."""
        return sorted(self.folder.glob(f"{start}*.pdf"))


def test_from_packs_to_the_report_and_a_recall(bench: Bench, qtbot: QtBot, tmp_path: Path) -> None:
    room = planned(tmp_path / "workspace", members=SEVEN, size=2, released=False)
    story = Coordinator(bench, qtbot, room, tmp_path / "papers")
    before_the_meeting(story)
    everyone_comes(room)
    meetings.open_meeting(room.ws, round_id=1)
    story.go(Place.MEETINGS, 1)
    forms_come_back(story)
    for case in (1, 2):
        spread = agree_all(room, case, votes=(5, 2, 0))
        assert spread.next_stage
        meetings_go_on(room, case)
    meetings.close_meeting(room.ws, round_id=1)
    story.go(Place.MEETINGS, 1)
    assert room.view.state is MeetingState.CLOSED
    assert story.make("report") == "1 file is written."
    assert story.make("summary") == "3 files are written."
    what_is_out(story)
    events = [entry["event"] for entry in entries(room.ws)]
    for name in ("panel_pack_made", "forms_made", "filled_forms_opened", "forms_imported", "report_made",
                 "summary_made", "paper_opened", "paper_printed", "paper_recalled"):  # fmt: skip
        assert name in events
    assert verify_audit(room.ws).problems == ()


def before_the_meeting(story: Coordinator) -> None:
    """Packs are refused, then the cases released, then each member has one of the first stage."""
    card = story.meetings.room.papers
    assert "released" in story.make("pack")
    assert card.releases_button.isVisible()
    let_all_go(story.room.ws)
    story.go(Place.MEETINGS, 1)
    card.stage.setCurrentIndex(1)
    card.each.setChecked(True)
    assert story.make("pack") == "7 files are written."
    assert [one.recipient for one in issued.list_papers(story.room.ws)] == list(NAMES)


def forms_come_back(story: Coordinator) -> None:
    """Seven forms are made, filled in, dropped together, looked at, saved and locked."""
    assert story.make("forms") == "7 files are written."
    files = [
        PRINTS[seat % 2](blank, {**answers(1, SS1=1 + seat % 2), **answers(2)})
        for seat, blank in enumerate(story.made("R1-forms-seat"), 1)
    ]
    story.push(story.meetings.room.papers.filled_button)
    view = story.meetings.filled
    assert view is not None
    story.bench.ask.answers = [tuple(files)]
    story.push(view.choose_button)
    assert view.summary.text() == "7 of 7 files can be taken: 70 answers will be saved."
    assert not story.room.case(1).seats.all_in, "nothing is saved before"
    story.push(view.lock_button)
    assert view.trouble.what.text() == "7 forms: 70 answers saved, 14 sheets locked."
    assert story.room.case(1).seats.all_in
    story.push(view.back_button)


def meetings_go_on(room: Room, case: int) -> None:
    """The stages that follow, graded and agreed at the machine."""
    panel_views.open_next_stage(room.ws, round_id=1, case_id=room.cases[case - 1])
    finish(room, case)


def what_is_out(story: Coordinator) -> None:
    """The report is looked at and printed; a pack is recalled, and came back."""
    story.go(Place.PAPERS)
    page = story.papers
    assert page.list.count_line.text() == "16 of 16 papers still out"
    report = next(one for one in issued.list_papers(story.room.ws) if one.sort == "report")
    page.list.table.choose(report.paper_id)
    story.push(page.list.open_button)
    preview = page.one.preview
    assert page.one.title.text() == report.number
    assert preview.pages > 1 and preview.view.sheet.drawn
    QTest.keyClick(preview.view, Qt.Key.Key_End)
    story.wait()
    assert preview.number == preview.pages
    story.bench.ask.answers = [story.folder / "printed.pdf"]
    story.push(page.one.print_button)
    assert len(page_sizes((story.folder / "printed.pdf").read_bytes())) == preview.pages
    story.push(page.one.back_button)
    page.list.table.choose(1)
    story.push(page.list.open_button)
    story.push(page.one.step_buttons[PaperState.RECALLED])
    QTest.keyClicks(page.one.form.note, "The meeting is over")
    story.push(page.one.form.do_button)
    story.push(page.one.step_buttons[PaperState.RETURNED])
    story.push(page.one.form.do_button)
    story.push(page.one.back_button)
    assert page.list.count_line.text() == "15 of 16 papers still out"
