"""Actions with the real store: numbered, followed step by step, overdue by the day, refused in plain words."""

from datetime import date
from typing import Any

import pytest

from app.core.errors import AppError
from app.core.shapes.actions import ActionCounts, ActionView, NewAction
from app.models.triggers import SIDE_ROWS
from app.services.grading import actions, rounds
from app.services.workspace import Workspace
from tests.builders import Drawn, entries

TASK = "Show the team what a good record of an explanation looks like."
OWNER = "Inspector Dilys Ŵyn"
REPLY = "I went through three records with the team on Monday."


def add(ws: Workspace, **chosen: Any) -> ActionView:
    made = {"round_id": 1, "rung": "training", "due": date(2025, 7, 15), "task": TASK, "owner": OWNER, **chosen}
    return actions.add_action(ws, NewAction(**made)).value


def reply(ws: Workspace, action_id: int = 1) -> ActionView:
    return actions.reply_action(ws, action_id=action_id, text=REPLY, said_by=OWNER).value


def test_an_action_is_numbered_and_says_what_it_is_about(practice_workspace_with_draw: Drawn) -> None:
    ws = practice_workspace_with_draw.ws
    one = add(ws, case_number=3)
    item = rounds.read_queue(ws, round_id=1).items[2]
    assert (one.name, one.state_label, one.rung_label) == ("A1", "Open", "Training or a refresher")
    assert (one.case_number, one.reference, one.kind_label) == (3, item.reference, "Stop and search")
    assert (one.task, one.owner, one.due, one.can) == (TASK, OWNER, "2025-07-15", ("replied",))
    assert one.round_label == practice_workspace_with_draw.round.label
    two = add(ws)
    assert (two.name, two.case_number, two.reference) == ("A2", None, "")


def test_from_open_to_closed_with_a_reply_that_was_not_accepted(practice_workspace_with_draw: Drawn) -> None:
    ws, clock = practice_workspace_with_draw.ws, practice_workspace_with_draw.clock
    add(ws)
    clock.advance(days=1)
    assert reply(ws).state_label == "Reply received"
    clock.advance(days=1)
    again = actions.refuse_action(ws, action_id=1, why="It does not say what will change.").value
    assert (again.state, again.can) == ("open", ("replied",))
    reply(ws)
    assert actions.accept_action(ws, action_id=1, note="Thank you.").value.state_label == "Reply accepted"
    done = actions.close_action(ws, action_id=1).value
    assert (done.state_label, done.can) == ("Closed", ())
    assert [(step.label, step.text, step.said_by) for step in done.steps] == [
        ("Replied", REPLY, OWNER),
        ("Not accepted", "It does not say what will change.", ""),
        ("Replied", REPLY, OWNER),
        ("Accepted", "Thank you.", ""),
        ("Closed", "", ""),
    ]
    assert (done.steps[0].at, done.steps[1].at) == ("2025-07-02T09:00:00Z", "2025-07-03T09:00:00Z")


def test_the_log_knows_every_step_and_no_word_of_it(practice_workspace_with_draw: Drawn) -> None:
    ws = practice_workspace_with_draw.ws
    before = len(entries(ws))
    add(ws, case_number=1)
    reply(ws)
    actions.accept_action(ws, action_id=1, note=REPLY)
    actions.close_action(ws, action_id=1)
    actions.list_actions(ws)
    actions.read_action(ws, 1)
    actions.count_actions(ws)
    log = entries(ws)[before:]
    assert [(entry["act"], entry["event"]) for entry in log] == [
        ("combine", "action_added"),
        ("alter", "action_replied"),
        ("alter", "action_accepted"),
        ("alter", "action_closed"),
        ("consult", "actions_listed"),
        ("consult", "action_read"),
    ]
    assert not any(word in str(log) for word in (OWNER, TASK, REPLY))


def test_what_waits_is_listed_by_its_day_and_the_closed_come_last(practice_workspace_with_draw: Drawn) -> None:
    ws, clock = practice_workspace_with_draw.ws, practice_workspace_with_draw.clock
    for day in (20, 10, 15, 12):
        add(ws, due=date(2025, 7, day))
    reply(ws, 4)
    actions.accept_action(ws, action_id=4)
    actions.close_action(ws, action_id=4)
    reply(ws, 3)
    clock.advance(days=17)  # 18 July
    assert [one.name for one in actions.list_actions(ws)] == ["A2", "A3", "A1"]
    assert [(one.name, one.days_over) for one in actions.list_actions(ws, which="overdue")] == [("A2", 8)]
    assert [one.name for one in actions.list_actions(ws, which="all")] == ["A2", "A3", "A1", "A4"]
    assert actions.count_actions(ws) == ActionCounts(open=3, overdue=1)


def test_an_action_is_overdue_from_the_day_after(practice_workspace_with_draw: Drawn) -> None:
    ws, clock = practice_workspace_with_draw.ws, practice_workspace_with_draw.clock
    add(ws, due=date(2025, 7, 1))
    assert not actions.read_action(ws, 1).overdue
    clock.advance(hours=13)  # 22:00 in UTC is 23:00 in London: still the same day
    assert not actions.read_action(ws, 1).overdue
    clock.advance(hours=1)
    assert actions.read_action(ws, 1).overdue


def test_a_clock_that_runs_backwards_loses_nothing(practice_workspace_with_draw: Drawn) -> None:
    ws, clock = practice_workspace_with_draw.ws, practice_workspace_with_draw.clock
    add(ws)
    clock.advance(days=-30)
    assert reply(ws).state == "replied"
    with pytest.raises(AppError, match="is not judged yet"):
        reply(ws)


@pytest.mark.parametrize(
    ("chosen", "told"),
    [
        ({"round_id": 9}, "There is no round R9"),
        ({"case_number": 99}, "Round R1 has no case 99"),
        ({"rung": "none"}, "no rung of the ladder"),
        ({"rung": "league_table"}, "no rung of the ladder"),
        ({"task": "  "}, "Say what is to be done"),
        ({"owner": ""}, "Say who is to do it"),
        ({"task": "x" * 501}, "501 characters"),
        ({"due": date(2025, 6, 30)}, "30 June 2025 is past"),
    ],
)
def test_what_cannot_be_followed_up_is_refused(practice_workspace_with_draw: Drawn, chosen: Any, told: str) -> None:
    ws = practice_workspace_with_draw.ws
    before = len(entries(ws))
    with pytest.raises(AppError, match=told) as refused:
        add(ws, **chosen)
    assert refused.value.fix
    assert len(entries(ws)) == before


def test_steps_out_of_order_are_refused_and_leave_nothing(practice_workspace_with_draw: Drawn) -> None:
    ws = practice_workspace_with_draw.ws
    add(ws)
    before = len(entries(ws))
    with pytest.raises(AppError, match="A1 has no reply yet"):
        actions.accept_action(ws, action_id=1)
    with pytest.raises(AppError, match="A1 has no reply yet"):
        actions.close_action(ws, action_id=1)
    with pytest.raises(AppError, match="There is no action A7"):
        reply(ws, 7)
    with pytest.raises(AppError, match="Say what was replied"):
        actions.reply_action(ws, action_id=1, text=" ", said_by=OWNER)
    with pytest.raises(AppError, match="Say why it is not accepted"):
        actions.refuse_action(ws, action_id=1, why="")
    assert len(entries(ws)) == before
    assert actions.read_action(ws, 1).steps == ()


def test_names_and_words_can_be_erased_and_the_rest_stands(practice_workspace_with_draw: Drawn) -> None:
    assert (SIDE_ROWS["action_text"], SIDE_ROWS["action_step_text"]) == (("task", "owner"), ("text", "said_by"))
    ws = practice_workspace_with_draw.ws
    add(ws)
    reply(ws)
    with ws._store.write() as session:
        for table in ("action_text", "action_step_text"):
            blank = ", ".join(f"{column} = NULL" for column in SIDE_ROWS[table])
            session.connection().exec_driver_sql(f"UPDATE {table} SET {blank}, erased_seq = 1")
    one = actions.read_action(ws, 1)
    assert (one.task, one.owner, one.steps[0].text, one.state) == ("", "", "", "replied")
