"""Pictures of a meeting from the empty list to its end, in every theme and size; no word is cut off in any of them."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import QDate

from app.core.shapes.actions import NewAction
from app.core.shapes.meetings import Member, Presence
from app.core.shapes.people import PersonFacts
from app.services import people
from app.services.grading import actions
from app.services.panels import meetings, panel_views
from app.ui.meetings.page import MeetingsPage
from app.ui.nav import Place
from app.ui.theme import ThemeName
from tests.builders import draw, seal
from tests.coordinated import open_coordinator
from tests.meeting_room import (
    Room,
    agree_all,
    drawn_for_a_panel,
    everyone_comes,
    finish,
    grade,
    grade_all,
    plan_of,
    planned,
    split,
)
from tests.ui.kit import Bench, settle
from tests.ui.test_clipping import clipped

PANEL = "Chester Community Cohesion Group"
NINE = (
    Member(name="Ama Boateng", affiliation="community", chairs=True),
    Member(name="Vikram Rao", affiliation="community"),
    Member(name="Joan Whitlock", affiliation="community"),
    Member(name="Sergeant Ilan Møller", affiliation="police"),
    Member(name="Caradoc Pritchard-Featherstonehaugh", affiliation="pcc"),
    Member(name="Nia Hughes", affiliation="community"),
    Member(name="Olek Wójcik", affiliation="community"),
    Member(name="Ruth Adeyemi", affiliation="other"),
    Member(name="Tom Bright", affiliation="community"),
)
LOOKS = [
    (ThemeName.LIGHT, 100, 1360, 820),
    (ThemeName.DARK, 100, 960, 540),
    (ThemeName.CONTRAST, 150, 1280, 720),
    (ThemeName.LIGHT, 200, 1360, 820),
    (ThemeName.LIGHT, 200, 960, 540),
]
looks = pytest.mark.parametrize(("theme", "scale", "width", "height"), LOOKS, ids=str)
Keep = Callable[[str], None]


def keeper(bench: Bench, out: Path, theme: ThemeName, scale: int, size: tuple[int, int]) -> Keep:
    """Takes pictures of the window as it is then, and looks for words that are cut off."""
    if (theme, scale) != (bench.look.theme, bench.look.scale):
        bench.look.choose(theme=theme, scale=scale)
    bench.window.resize(*size)

    def keep(name: str) -> None:
        settle()
        assert clipped(bench) == []
        assert (bench.window.width(), bench.window.height()) == size
        assert bench.window.grab().save(str(out / f"meetings-{theme.value}-{scale}-{size[0]}-{name}.png"))

    return keep


def page_of(bench: Bench) -> MeetingsPage:
    bench.window.go(Place.MEETINGS)
    settle()
    page = bench.window.pages[Place.MEETINGS]
    assert isinstance(page, MeetingsPage)
    return page


def to_end(page: MeetingsPage) -> None:
    settle()
    view = page.views.currentWidget()
    bar = view.page.verticalScrollBar()
    bar.setValue(bar.maximum())
    settle()


@looks
def test_setting_up(
    bench: Bench, out: Path, tmp_path: Path, theme: ThemeName, scale: int, width: int, height: int
) -> None:
    keep = keeper(bench, out, theme, scale, (width, height))
    bench.context.desk.put(open_coordinator(tmp_path / "empty"))
    page = page_of(bench)
    keep("01-empty")
    page.list.empty.act.click()
    keep("02-nothing-to-choose")
    ws = drawn_for_a_panel(tmp_path / "drawn", size=8)
    for member in NINE[:7]:
        told = PersonFacts(name=member.name, role="volunteer", affiliation=member.affiliation, scope=PANEL)
        people.add_person(ws, told, passphrase="")
    draw(ws, seal(ws, kind="stop_search", size=8, form="monthly").frame_id)
    bench.context.desk.put(ws)
    page = page_of(bench)
    page.list.empty.act.click()
    keep("03-form")
    form = page.set_up
    form.panel.setEditText(PANEL)
    form.day.setDate(QDate(2025, 7, 14))
    form.terms.setEditText("Terms of reference of 3 March 2025")
    form.minutes.setValue(45)
    form.members.chair.setCurrentIndex(1)
    form.count()
    keep("04-filled")
    to_end(page)
    keep("05-filled-end")
    form.terms.setEditText("")
    form.go_button.click()
    keep("06-refused")


@looks
def test_a_meeting(
    bench: Bench, out: Path, tmp_path: Path, theme: ThemeName, scale: int, width: int, height: int
) -> None:
    keep = keeper(bench, out, theme, scale, (width, height))
    room = planned(tmp_path / "workspace", members=NINE, size=5)
    ws = room.ws
    bench.context.desk.put(ws)
    keep("09-home")
    page = page_of(bench)
    keep("10-list")
    page.list.lines[0].open_button.click()
    keep("11-planned")
    for seat in (1, 2, 4, 5, 6, 7, 9):
        room.mark(seat, Presence.PRESENT, declared=True)
    room.mark(3, Presence.ABSENT)
    page.refresh()
    keep("12-marked")
    to_end(page)
    keep("13-planned-end")
    room.mark(8, Presence.PRESENT, declared=True)
    page.refresh()
    settle()
    page.room.open_button.click()
    room.mark(8, Presence.LEFT)
    going_on(page, room, keep)
    page.room.back_button.click()
    keep("29-list-open")


def going_on(page: MeetingsPage, room: Room, keep: Keep) -> None:
    finish_of(room, 1)
    finish_of(room, 2)
    for seat in (1, 2, 5):
        grade(room, seat, 3, split)
    page.refresh()
    keep("14-open")
    page.room.here.open()
    keep("15-open-here")
    page.room.here.open(False)
    to_end(page)
    keep("16-open-end")
    page.room.next_button.click()
    keep("17-case-waiting")
    for seat in (4, 6, 7, 9):
        grade(room, seat, 3, split)
    page.refresh()
    keep("18-case-all-in")
    page.case.spread_button.click()
    keep("19-spread")
    card = next(card for card in page.case.cards.values() if card.spread.to_agree)
    card.form.answer.segments[0].click()
    for edit, votes in zip(card.form.votes.values(), (3, 2, 1), strict=True):
        edit.setValue(votes)
    card.form.minority_part.open()
    card.form.minority.setPlainText("Two of us think that a smell alone is never enough.")
    settle()
    page.case.page.ensureWidgetVisible(card.form.go_button)
    keep("20-vote")
    card.form.go_button.click()
    settle()
    page.case.page.ensureWidgetVisible(card.change_button)
    keep("21-set-down")
    to_end(page)
    keep("22-case-end")
    page.projector.tell("The room sees case 3: how grades spread.")
    keep("22b-projector")
    page.projector.tell("")
    page.case.back_button.click()
    settle()
    page.room.break_button.button.click()
    keep("23-break")
    page.room.break_bar.go_button.click()
    settle()


def finish_of(room: Room, case: int) -> None:
    """Every stage of a case, graded by those who are there."""
    while room.case(case).stage:
        grade_all(room, case, split, but=(3, 8))
        spread = agree_all(room, case, votes=(4, 2, 0))
        if not spread.next_stage:
            return
        panel_views.open_next_stage(room.ws, round_id=room.round_id, case_id=room.cases[case - 1])


@looks
def test_the_end(
    bench: Bench, out: Path, tmp_path: Path, theme: ThemeName, scale: int, width: int, height: int
) -> None:
    keep = keeper(bench, out, theme, scale, (width, height))
    room = planned(tmp_path / "workspace", size=2)
    everyone_comes(room)
    meetings.open_meeting(room.ws, round_id=room.round_id)
    for case in (1, 2):
        finish(room, case)
    new = NewAction(
        round_id=room.round_id,
        case_number=1,
        rung="training",
        due=date(2025, 7, 31),
        task="Say in every briefing that a receipt is offered, and why.",
        owner="Inspector, Chester",
    )
    actions.add_action(room.ws, new)
    bench.context.desk.put(room.ws)
    page = page_of(bench)
    page.list.lines[0].open_button.click()
    keep("30-ready-to-close")
    page.room.cases.rows[0].open_button.click()
    keep("31-finished-case")
    to_end(page)
    keep("32-finished-case-end")
    page.case.before.open()
    keep("32b-earlier-stages")
    page.case.back_button.click()
    settle()
    page.room.close_button.click()
    keep("33-closed")
    to_end(page)
    keep("34-closed-end")
    draw(room.ws, seal(room.ws, kind="stop_search", size=2, form="panel_short").frame_id)
    meetings.set_up_meeting(room.ws, plan_of(2))
    page.room.back_button.click()
    settle()
    page.list.lines[0].open_button.click()
    settle()
    page.room.page.ensureWidgetVisible(page.room.carried)
    keep("35-carried")
