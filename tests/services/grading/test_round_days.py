"""By when a round is due, in words, by the workspace's clock; and the order in which the video of its cases ends."""

from datetime import date, timedelta

import pytest

from app.core.errors import AppError
from app.core.shapes.months import MonthChoice
from app.core.shapes.sheets import Queue, RoundListing
from app.services.drawing import months
from app.services.grading import rounds, sheets
from app.services.workspace import Workspace
from tests.builders import Drawn, FixedClock, entries, grade, import_practice, open_case
from tests.people import WORDS, add, signed_in_as

JUNE = MonthChoice(plan="sergeants", month="2025-06", where=(("supervisor_id", "2124"),))


@pytest.fixture
def opened(workspace: Workspace) -> RoundListing:
    """The month of the sergeant who supervises under 2124: five stop searches."""
    import_practice(workspace)
    return months.draw_month(workspace, JUNE).value.round


def queue_of(ws: Workspace, number: int = 1) -> Queue:
    return rounds.read_queue(ws, round_id=number)


def test_a_month_is_due_when_its_plan_says(workspace: Workspace, opened: RoundListing) -> None:
    assert (opened.plan, opened.month) == ("sergeants", "2025-06")
    assert (opened.due, opened.due_told, opened.overdue) == ("2025-07-14", "due 14 July 2025, in 13 days", False)


def test_the_clock_of_the_workspace_says_how_long_it_is(
    workspace: Workspace, clock: FixedClock, opened: RoundListing
) -> None:
    clock.advance(days=13)
    assert rounds.read_round(workspace, 1).due_told == "due today"
    clock.advance(days=2)
    late = rounds.read_round(workspace, 1)
    assert (late.due_told, late.overdue) == ("overdue by 2 days", True)


def test_a_month_that_is_drawn_late_is_due_on_the_next_such_day(workspace: Workspace, clock: FixedClock) -> None:
    import_practice(workspace)
    clock.advance(days=14)
    assert months.draw_month(workspace, JUNE).value.round.due == "2025-08-14"


def test_what_is_graded_is_not_overdue(workspace: Workspace, clock: FixedClock, opened: RoundListing) -> None:
    for item in queue_of(workspace).items:
        grade(workspace, sheets.open_sheet(workspace, round_id=1, case_id=item.case_id).value)
    clock.advance(days=60)
    done = rounds.read_round(workspace, 1)
    assert (done.waiting, done.due_told, done.overdue) == (0, "due 14 July 2025", False)


def test_another_day_is_set_and_logged(practice_workspace_with_draw: Drawn) -> None:
    ws = practice_workspace_with_draw.ws
    assert rounds.read_round(ws, 1).due_told == ""
    changed = rounds.set_due(ws, round_id=1, day=date(2025, 7, 31)).value
    assert (changed.due, changed.due_told) == ("2025-07-31", "due 31 July 2025, in 30 days")
    assert entries(ws)[-1]["event"] == "round_due_set"
    assert entries(ws)[-1]["details"] == {"round_id": 1, "due": "2025-07-31"}
    assert rounds.set_due(ws, round_id=1, day=None).value.due == ""


def test_a_day_that_is_past_a_round_that_is_not_and_a_role_that_may_not(practice_workspace_with_draw: Drawn) -> None:
    ws = practice_workspace_with_draw.ws
    before = entries(ws)
    with pytest.raises(AppError, match="30 June 2025 is past"):
        rounds.set_due(ws, round_id=1, day=date(2025, 6, 30))
    with pytest.raises(AppError, match="no round R9"):
        rounds.set_due(ws, round_id=9, day=date(2025, 7, 31))
    assert entries(ws) == before
    add(ws, role="chair")
    chair = signed_in_as(ws, WORDS)
    with pytest.raises(AppError, match="may not set up"):
        rounds.set_due(chair, round_id=1, day=date(2025, 7, 31))
    chair.close()


def test_in_a_month_the_video_that_ends_first_comes_first(workspace: Workspace, opened: RoundListing) -> None:
    queue = queue_of(workspace)
    left = [item.video_days_left for item in queue.items]
    known = [days for days in left if days is not None]
    assert queue.video_first and queue.line_manager
    assert len(known) >= 3
    assert left == [*sorted(known), *[None] * (len(left) - len(known))]
    assert sorted(item.number for item in queue.items) == [1, 2, 3, 4, 5], "the numbers are those of the draw"
    assert queue.next_case == queue.items[0].case_id
    first = queue.items[0]
    assert first.video_told == f"video: {first.video_days_left} days left"


def test_video_that_is_gone_no_longer_comes_first(
    workspace: Workspace, clock: FixedClock, opened: RoundListing
) -> None:
    clock.advance(days=365)
    queue = queue_of(workspace)
    assert [item.number for item in queue.items] == [1, 2, 3, 4, 5]
    told = {item.video_told for item in queue.items}
    assert told <= {"video: past its last day", ""} and len(told) <= 2


def test_days_left_go_down_to_its_last_day(workspace: Workspace, clock: FixedClock, opened: RoundListing) -> None:
    days = queue_of(workspace).items[0].video_days_left
    assert days is not None
    clock.now += timedelta(days=days)
    assert queue_of(workspace).items[0].video_told == "video: today is its last day"


def test_a_list_of_ones_own_stays_in_the_order_of_the_draw(practice_workspace_with_draw: Drawn) -> None:
    queue = queue_of(practice_workspace_with_draw.ws)
    assert not queue.video_first
    assert [item.number for item in queue.items] == list(range(1, 9))
    assert any(item.video_told for item in queue.items)
    grade(practice_workspace_with_draw.ws, open_case(practice_workspace_with_draw, 1))
    assert queue_of(practice_workspace_with_draw.ws).items[0].video_told == "", "it was graded: no need to hurry"
