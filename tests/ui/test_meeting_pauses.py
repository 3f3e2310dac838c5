"""While a meeting has a break, and once it is closed, its window offers nothing that would be refused."""

from pathlib import Path

from app.services.panels import meetings, panel_views
from tests.meeting_room import agree_all, finish, grade_all, opened
from tests.ui.kit import Bench, settle
from tests.ui.test_meetings import push, room_of


def test_in_a_break_and_after_closing_no_view_is_offered_to_be_changed(bench: Bench, tmp_path: Path) -> None:
    room = opened(tmp_path / "workspace")
    grade_all(room)
    page = room_of(bench, room)
    push(page.room.next_button)
    push(page.case.spread_button)
    card, waiting = [one for one in page.case.cards.values() if one.spread.to_agree][:2]
    push(card.form.answer.segments[0])
    push(card.form.all_button)
    push(card.form.go_button)
    push(waiting.form.answer.segments[1])
    assert card.change_button.isVisible() and not page.case.no_views.isVisible()
    meetings.take_break(room.ws, round_id=1)
    page.refresh()
    settle()
    assert page.case.no_views.isVisible() and "go on with it first" in page.case.no_views.text()
    assert not card.change_button.isVisible()
    assert not waiting.form.go_button.isEnabled()
    assert waiting.form.answer.segments[1].isChecked(), "what was begun is there when the meeting goes on"
    meetings.go_on(room.ws, round_id=1)
    page.refresh()
    settle()
    assert card.change_button.isVisible() and not page.case.no_views.isVisible()
    push(waiting.form.all_button)
    push(waiting.form.go_button)
    agree_all(room)
    panel_views.open_next_stage(room.ws, round_id=1, case_id=room.cases[0])
    for number in range(1, 4):
        finish(room, number)
    meetings.close_meeting(room.ws, round_id=1)
    page.refresh()
    settle()
    assert "is closed" in page.case.no_views.text()
    assert not any(one.change_button.isVisible() for one in page.case.cards.values())
