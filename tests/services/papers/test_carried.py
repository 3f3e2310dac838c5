"""What earlier meetings asked for goes into volunteers' papers without a detail of anybody: nobody has read it yet."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from app.core.shapes.actions import NewAction
from app.core.shapes.packs import CarriedAction
from app.models.meetings import MeetingRow
from app.services.grading import actions
from app.services.panels import meetings
from app.services.papers import panel_packs
from app.services.papers.carried import panel_actions
from app.services.workspace import Workspace
from tests import meeting_room as room_for
from tests.builders import draw, seal
from tests.services.papers.test_panel_packs import everything

TASK = "Tell PC 4471 Gareth Plimpton of searching Dwayne Zephyrson, a Black child at 12 Larch Close; he was arrested."
REPLY = "Mr Zephyrson DOB 04/02/1999 rang 07700 900123; nothing found."
DETAILS = ("Plimpton", "Zephyrson", "Larch Close", "was arrested", "04/02/1999", "nothing found")
READ_IT = "Details were covered by the program: the coordinator should read this part before handing it out."


@pytest.fixture
def ws(tmp_path: Path) -> Iterator[Workspace]:
    """A panel that meets for the second time (R2); its first meeting (R1) has the practice cases of its draw."""
    ws = room_for.planned(tmp_path / "workspace").ws
    draw(ws, seal(ws, size=2, form="panel_short").frame_id)
    meetings.set_up_meeting(ws, room_for.plan_of(2, held_on=date(2025, 10, 9)))
    yield ws
    ws.close()


def ask(ws: Workspace, task: str, owner: str, case_number: int | None = None) -> int:
    new = NewAction(round_id=1, case_number=case_number, rung="training", due=date(2025, 7, 31), task=task, owner=owner)
    return actions.add_action(ws, new).value.action_id


def carried(ws: Workspace) -> tuple[CarriedAction, ...]:
    with ws.read() as session:
        return panel_actions(ws, session, session.get_one(MeetingRow, 2))


def test_details_in_task_and_reply_are_covered_and_the_coordinator_is_told_to_read(ws: Workspace, tmp_path: Path):
    action_id = ask(ws, TASK, "PS Gareth Plimpton", 1)
    actions.reply_action(ws, action_id=action_id, text=REPLY, said_by="PS Plimpton")
    room_for.let_all_go(ws, 2)
    file = tmp_path / "pack.pdf"
    done = panel_packs.write_panel_pack(ws, round_id=2, file=file, stage="record")
    text = everything(file)
    assert [word for word in DETAILS if word in text] == []
    assert READ_IT in text
    assert done.told == (
        "The part “What you asked for last time” tells of 1 action in words that nobody released. Details were covered "
        "by the program: read it before you hand it out.",
    )
    (one,) = carried(ws)
    assert one.task.endswith("[NAME] of searching [NAME], a [ETHNICITY] child at [ADDRESS]; he [OUTCOME].")
    assert one.steps[0].endswith("[NAME] DOB [DATE OF BIRTH] rang [PHONE]; [OUTCOME].")
    assert one.owner == "(not named here)"
    (kept,) = actions.list_actions(ws)
    assert (kept.task, kept.steps[0].text) == (TASK, REPLY), "the coordinator reads what was written"
    assert panel_packs.write_panel_pack(ws, round_id=2, file=file, stage="video").told == ()


@pytest.mark.parametrize(
    ("owner", "told"),
    [
        ("Training lead", "Training lead"),
        ("Area inspector", "Area inspector"),
        ("Insp Quibble", "(not named here)"),
        ("Gareth Plimpton", "(not named here)"),
        ("Quibble", "(not named here)"),
    ],
)
def test_who_was_asked_is_told_only_as_a_role(ws: Workspace, owner: str, told: str):
    ask(ws, "Order cards for receipts.", owner)
    (one,) = carried(ws)
    assert (one.task, one.owner) == ("Order cards for receipts.", told)


@pytest.mark.parametrize("case_number", [1, None])
def test_names_that_the_record_holds_or_the_action_itself_are_known(ws: Workspace, case_number: int | None):
    ask(ws, "tell tomkinsn that quibble and lomax are sorry.", "Insp Quibble", case_number)
    (one,) = carried(ws)
    assert one.task == "tell [NAME] that [NAME] and [NAME] are sorry."


def test_what_else_the_record_holds_of_its_people_is_known(ws: Workspace):
    ask(ws, "Write to 140 old weir street.", "Insp Quibble", 3)
    (one,) = carried(ws)
    assert one.task == "Write to [ADDRESS]."
