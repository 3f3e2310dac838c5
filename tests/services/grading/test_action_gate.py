"""Whose an action is: who leads a panel judges what it asked for; a line manager's own is shown to nobody else."""

from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pytest

from app.core.shapes.actions import ActionCounts, NewAction
from app.services.grading import actions
from app.services.papers import action_letters, draw_papers, issued, reissuing
from app.services.papers.carried import carried_actions
from app.services.workspace import Workspace
from tests import meeting_room as room_for
from tests.builders import PASSPHRASE, draw, entries, open_round, seal
from tests.meeting_room import refused
from tests.people import add, signed_in_as

COORDINATOR, LENA, TOM = PASSPHRASE, "lena drives a tractor", "tom paints tall ships"
CHAIR, AUDITOR = "the chair sits here now", "an auditor looks at it"
PEOPLE = (
    ("Sgt Lena Marsh", "line_manager", LENA),
    ("Sgt Tom Pell", "line_manager", TOM),
    ("A chair", "chair", CHAIR),
    ("An auditor", "auditor", AUDITOR),
)
ASKED, OWN = "Teach the team the six reasons.", "Speak to PC 4417 Dean Hollis about case 1."
NOT_THEIRS = ("R2 is a line manager’s own round: its actions are theirs.", "Ask the line manager whose round it is")
NOT_THE_PANEL = ("a line manager, who may not set down what a panel agreed", "Ask a coordinator or a chair to do it.")

Step = Callable[[Workspace, int], object]
JUDGING: tuple[Step, ...] = (
    lambda ws, number: actions.accept_action(ws, action_id=number),
    lambda ws, number: actions.refuse_action(ws, action_id=number, why="It says nothing."),
    lambda ws, number: actions.close_action(ws, action_id=number),
)


class Office:
    """A meeting (R1) that asked for A1, and Lena's own round (R2) with A2; one person at a time is signed in."""

    def __init__(self, folder: Path) -> None:
        self.ws = room_for.planned(folder).ws
        for name, role, words in PEOPLE:
            add(self.ws, name, role, words)
        ask(self.ws, 1, ASKED)
        ws = self.as_(LENA)
        open_round(ws, draw(ws, seal(ws, size=3).frame_id).draw_id)
        ask(ws, 2, OWN)

    def as_(self, words: str) -> Workspace:
        """The workspace, opened by somebody."""
        self.ws = signed_in_as(self.ws, words)
        return self.ws


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    """The office, with Lena signed in."""
    made = Office(tmp_path / "workspace")
    yield made
    made.ws.close()


def ask(ws: Workspace, round_id: int, task: str, case: int = 1) -> int:
    new = NewAction(
        round_id=round_id, case_number=case, rung="training", due=date(2025, 7, 15), task=task, owner="Sgt Lena Marsh"
    )
    return actions.add_action(ws, new).value.action_id


def reply(ws: Workspace, number: int) -> str:
    return actions.reply_action(ws, action_id=number, text="Done.", said_by="Sgt Lena Marsh").value.state


def assert_refused(ws: Workspace, attempt: Callable[[], object], told: tuple[str, str], event: str) -> None:
    """It is refused in these words, and that is all that the log says of it."""
    before = len(entries(ws))
    error = refused(attempt)
    assert told[0] in error.what
    assert told[1] in error.fix
    assert [entry["event"] for entry in entries(ws)[before:]] == [event]


# ------------------------------------------------------------------ a panel's
def test_what_a_panel_asked_for_is_replied_to_by_a_line_manager_and_judged_by_none(office: Office):
    ws = office.ws
    assert actions.read_action(ws, 1).can == ("replied",)
    assert reply(ws, 1) == "replied"
    assert actions.read_action(ws, 1).can == ()
    for step in JUDGING:
        assert_refused(ws, lambda step=step: step(ws, 1), NOT_THE_PANEL, "right_refused")
    assert_refused(ws, lambda: ask(ws, 1, "Praise the team."), NOT_THE_PANEL, "right_refused")
    assert actions.read_action(ws, 1).state == "replied"


@pytest.mark.parametrize("words", [COORDINATOR, CHAIR], ids=["coordinator", "chair"])
def test_who_leads_a_panel_says_what_it_thinks_of_a_reply(office: Office, words: str):
    reply(office.ws, 1)
    ws = office.as_(words)
    assert actions.read_action(ws, 1).can == ("accepted", "not_accepted")
    actions.refuse_action(ws, action_id=1, why="It says nothing.")
    reply(ws, 1)
    actions.accept_action(ws, action_id=1)
    done = actions.close_action(ws, action_id=1).value
    assert [step.label for step in done.steps] == [
        "Replied", "Not accepted by the panel", "Replied", "Accepted by the panel", "Closed",
    ]  # fmt: skip
    assert ask(ws, 1, "Do it again.") == 3


# ------------------------------------------------------------------ a line manager's own
@pytest.mark.parametrize("words", [CHAIR, TOM], ids=["chair", "another line manager"])
def test_a_line_manager_s_own_actions_are_shown_to_no_chair_and_no_other_line_manager(
    office: Office, words: str, tmp_path: Path
):
    ws = office.as_(words)
    assert [one.name for one in actions.list_actions(ws, which="all")] == ["A1"]
    assert actions.count_actions(ws) == ActionCounts(open=1, overdue=0)
    assert actions.rounds_for_actions(ws) == ({1} if words == CHAIR else set())
    tries: tuple[Step, ...] = (
        lambda ws, number: actions.read_action(ws, number),
        reply,
        *JUDGING,
        lambda ws, _number: ask(ws, 2, "Look into it."),
    )
    for attempt in tries:
        assert_refused(ws, lambda attempt=attempt: attempt(ws, 2), NOT_THEIRS, "actions_refused")
    assert OWN not in str(entries(ws))
    if words == TOM:
        file = tmp_path / "letter.pdf"
        letter = lambda: action_letters.write_letter(ws, action_id=2, file=file)  # noqa: E731
        assert_refused(ws, letter, NOT_THEIRS, "actions_refused")
        assert not file.exists()


@pytest.mark.parametrize("words", [COORDINATOR, LENA], ids=["coordinator", "the line manager"])
def test_a_line_manager_s_own_are_followed_up_by_them_and_by_coordinators(office: Office, words: str):
    ws = office.as_(words)
    assert [one.name for one in actions.list_actions(ws)] == ["A1", "A2"]
    assert actions.count_actions(ws).open == 2
    reply(ws, 2)
    assert actions.read_action(ws, 2).can == ("accepted", "not_accepted")
    actions.accept_action(ws, action_id=2)
    done = actions.close_action(ws, action_id=2).value
    assert [step.label for step in done.steps] == ["Replied", "Accepted", "Closed"], "no panel said so"
    assert actions.rounds_for_actions(ws) == ({1, 2} if words == COORDINATOR else {2})


def test_references_are_blank_for_a_chair(office: Office):
    ws = office.as_(COORDINATOR)
    for case in (2, 3):
        ask(ws, 1, ASKED, case)
    assert any(one.reference for one in actions.list_actions(ws) if one.of_panel)
    shown = actions.list_actions(office.as_(CHAIR))
    assert [(one.case_number, one.reference) for one in shown] == [(1, ""), (2, ""), (3, "")]


def test_an_auditor_follows_no_action_up(office: Office):
    ws = office.as_(AUDITOR)
    assert actions.count_actions(ws) == ActionCounts(open=0, overdue=0)
    told = ("an auditor, who may not raise, answer or close actions", "Ask a line manager")
    tries = (actions.list_actions, lambda ws: actions.read_action(ws, 1), lambda ws: reply(ws, 1))
    for attempt in tries:
        assert_refused(ws, lambda attempt=attempt: attempt(ws), told, "right_refused")


# ------------------------------------------------------------------ on paper
def carried(ws: Workspace, draw_id: int) -> list[str]:
    with ws.read() as session:
        return [f"{one.name}: {one.task}" for one in carried_actions(ws, session, draw_id)]


def test_the_pack_of_a_draw_carries_no_other_line_manager_s_actions(office: Office):
    panel, of_lena, of_tom = f"A1: {ASKED}", f"A2: {OWN}", "A3: Tom’s own."
    ws = office.ws
    open_round(ws, draw(ws, seal(ws, size=4).frame_id).draw_id)
    assert carried(ws, 3) == [panel, of_lena]
    ws = office.as_(TOM)
    for size in (5, 6):
        open_round(ws, draw(ws, seal(ws, size=size).frame_id).draw_id)
    draw(ws, seal(ws, size=7).frame_id)
    ask(ws, 4, "Tom’s own.")
    assert carried(ws, 4) == [panel], "its own round's are no other round's"
    assert carried(ws, 5) == [panel, of_tom]
    assert carried(ws, 6) == [panel, of_tom], "nobody grades it yet: of whoever makes the paper"
    assert carried(ws, 3) == [panel], "of Lena's draw, made by Tom"
    ws = office.as_(COORDINATOR)
    assert carried(ws, 3) == [panel, of_lena]
    assert carried(ws, 5) == [panel, of_tom]
    assert carried(ws, 6) == [panel]
    assert carried(ws, 1) == [], "the panel's own paper carries what earlier meetings asked for"


def test_a_letter_and_a_pack_with_actions_are_opened_by_no_other_line_manager(office: Office, tmp_path: Path):
    ws = office.ws
    action_letters.write_letter(ws, action_id=2, file=tmp_path / "own.pdf")
    action_letters.write_letter(ws, action_id=1, file=tmp_path / "panel.pdf")
    draw_papers.write_pack(ws, draw_id=2, file=tmp_path / "pack.pdf")
    mine = [(one.paper_id, one.may_open) for one in issued.list_papers(ws)]
    assert mine == [(1, True), (2, True), (3, True)]
    ws = office.as_(TOM)
    assert [one.may_open for one in issued.list_papers(ws)] == [False, True, False]
    told = ("is of a round that is not yours", "Only whoever graded that round")
    for paper in (1, 3):
        assert_refused(ws, lambda paper=paper: reissuing.open_paper(ws, paper), told, "paper_refused")
    assert [one.may_open for one in issued.list_papers(office.as_(COORDINATOR))] == [True, True, True]
