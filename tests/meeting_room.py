"""A panel's meeting for tests, ready in milliseconds: drawn, released, its members in their seats; graded by script.

``planned`` and ``opened`` copy a workspace that was made once a process. What a seat answers is decided by a function
of its number and the question, so that a test can plan how grades spread.
"""

import shutil
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from app.core.errors import AppError
from app.core.shapes.meetings import MeetingCase, MeetingPlan, MeetingView, Member, Presence, Vote
from app.core.shapes.releases import Letting
from app.core.shapes.sheets import AskedQuestion, Sheet
from app.services import workspaces
from app.services.grading import sheets
from app.services.panels import meetings, panel_views
from app.services.releasing import releases
from app.services.workspace import Workspace
from tests.builders import (
    PASSPHRASE,
    FixedBytes,
    FixedClock,
    answer_stage,
    draw,
    import_file,
    lock,
    plain_answer,
    reopen,
)
from tests.builders import seal as seal_list
from tests.coordinated import open_coordinator
from tests.many_rows import FILES, PRACTICE

PANEL, TERMS = "Custody scrutiny panel", "Terms of reference, March 2025"
HELD_ON = date(2025, 7, 10)
MEMBERS = (
    Member(name="Ottoline Brackenbury", affiliation="community", chairs=True),
    Member(name="Idris Fairweather", affiliation="community"),
    Member(name="Sunniva Okonjo", affiliation="pcc"),
    Member(name="Barnaby Quill", affiliation="police"),
)
"""Four invented members; the first chairs, the last is of the police."""

Says = Callable[[int, AskedQuestion], str]
"""What a seat (1, 2 ...) answers to a question."""

_SCRATCH = TemporaryDirectory(prefix="scrutiny-tests-")


@dataclass(frozen=True, kw_only=True)
class Room:
    """A workspace with one meeting in it, signed in as its coordinator."""

    ws: Workspace
    clock: FixedClock
    round_id: int

    @property
    def view(self) -> MeetingView:
        """The meeting as it stands now."""
        return meetings.read_meeting(self.ws, self.round_id)

    @property
    def seats(self) -> list[int]:
        """The seats in their order."""
        return [seat.seat_id for seat in self.view.seats]

    @property
    def cases(self) -> list[int]:
        """The cases in the order of the queue."""
        return [case.case_id for case in self.view.cases]

    def case(self, number: int = 1) -> MeetingCase:
        """The first, second ... case as it stands now."""
        return self.view.cases[number - 1]

    def sheet(self, seat: int = 1, case: int = 1) -> Sheet:
        """The sheet of the first, second ... seat about a case."""
        found = sheets.open_sheet(
            self.ws, round_id=self.round_id, case_id=self.cases[case - 1], seat_id=self.seats[seat - 1]
        )
        return found.value

    def mark(self, seat: int, presence: Presence, *, declared: bool = False) -> MeetingView:
        """Mark a member."""
        return meetings.mark_presence(
            self.ws, round_id=self.round_id, seat_id=self.seats[seat - 1], presence=presence, declared=declared
        ).value


def planned(
    folder: Path,
    *,
    kind: str = "stop_search",
    members: tuple[Member, ...] = MEMBERS,
    size: int = 3,
    released: bool = True,
    form: str = "panel_short",
    police_vote: bool = False,
) -> Room:
    """A meeting that was set up; its cases released, unless told otherwise; nobody is there yet."""
    shutil.copytree(_planned(kind, members, size, released, form, police_vote), folder)
    clock = FixedClock()
    return Room(ws=reopen(folder, clock), clock=clock, round_id=1)


def opened(folder: Path, **options) -> Room:
    """The same with everybody there, and open."""
    room = planned(folder, **options)
    everyone_comes(room)
    meetings.open_meeting(room.ws, round_id=room.round_id)
    return room


def drawn_for_a_panel(
    folder: Path, *, kind: str = "stop_search", size: int = 3, form: str = "panel_short"
) -> Workspace:
    """A coordinator's workspace with a draw (D1) on a panel's form that nobody grades yet."""
    shutil.copytree(_drawn(kind, size, form), folder)
    return reopen(folder)


def plan_of(*draws: int, **options) -> MeetingPlan:
    """What a coordinator sets up, with the members above unless told otherwise."""
    chosen = {"panel": PANEL, "area": "", "held_on": HELD_ON, "draws": draws, "members": MEMBERS, "terms": TERMS}
    return MeetingPlan(**{**chosen, **options})


def let_all_go(ws: Workspace, round_id: int = 1) -> None:
    """Every case of a round read to its end and released, with nothing covered."""
    for item in releases.list_releases(ws, round_id=round_id).items:
        case = releases.read_for_release(ws, round_id=round_id, case_id=item.case_id)
        letting = Letting(covers={}, read=frozenset(text.digest for text in case.texts))
        releases.release(ws, round_id=round_id, case_id=item.case_id, letting=letting)


def everyone_comes(room: Room) -> None:
    """Every member is there, and has said yes."""
    for seat in range(1, len(room.seats) + 1):
        room.mark(seat, Presence.PRESENT, declared=True)


def same_for_all(seat: int, question: AskedQuestion) -> str:
    """Every seat says the same."""
    return plain_answer(question)


def split(seat: int, question: AskedQuestion) -> str:
    """Seats with odd numbers give the first answer, those with even numbers the second, where there is a choice."""
    if question.free_text or question.id == "C1":
        return plain_answer(question)
    return question.choices[(seat - 1) % 2].code


def fill_in(room: Room, seat: int, case: int = 1, says: Says = same_for_all) -> Sheet:
    """A seat answers the stage that is open for it, and does not lock it."""
    return answer_stage(room.ws, room.sheet(seat, case), lambda question: says(seat, question))


def grade(room: Room, seat: int, case: int = 1, says: Says = same_for_all) -> Sheet:
    """A seat answers and locks the stage that is open for it."""
    return lock(room.ws, fill_in(room, seat, case, says))


def grade_all(room: Room, case: int = 1, says: Says = same_for_all, but: Iterable[int] = ()) -> None:
    """Every seat, but some, answers and locks the stage of a case that is open."""
    left_out = set(but)
    for seat in range(1, len(room.seats) + 1):
        if seat not in left_out:
            grade(room, seat, case, says)


def show(room: Room, case: int = 1):
    """Show how grades of a case spread at the open stage."""
    return panel_views.show_spread(room.ws, round_id=room.round_id, case_id=room.cases[case - 1]).value


def agree_all(room: Room, case: int = 1, choice: str | None = None, votes: tuple[int, int, int] = (2, 1, 0)):
    """Show the spread, and set down a view of every question: what most gave, unless told otherwise."""
    spread = show(room, case)
    said = [
        Vote(
            question=one.question,
            choice=max(one.answers, key=lambda answer: answer.count).code if choice is None else choice,
            votes_for=votes[0],
            votes_against=votes[1],
            votes_abstained=votes[2],
        )
        for one in spread.questions
        if one.to_agree
    ]
    done = panel_views.set_consensus(room.ws, round_id=room.round_id, case_id=room.cases[case - 1], votes=said)
    return done.value


def finish(room: Room, case: int = 1, says: Says = same_for_all) -> None:
    """Grade, show and agree every stage of a case."""
    while room.case(case).stage:
        grade_all(room, case, says)
        agree_all(room, case)
        if panel_views.show_spread(room.ws, round_id=room.round_id, case_id=room.cases[case - 1]).value.next_stage:
            panel_views.open_next_stage(room.ws, round_id=room.round_id, case_id=room.cases[case - 1])


def refused(do: Callable[[], object]) -> AppError:
    """What is said when something is refused: it happens, and it says what to do."""
    with pytest.raises(AppError) as told:
        do()
    assert told.value.fix
    return told.value


@cache
def _drawn(kind: str, size: int, form: str) -> Path:
    folder = Path(_SCRATCH.name) / f"drawn-{kind}-{size}-{form}"
    open_coordinator(folder).close()
    chance = FixedBytes(f"a panel’s {kind}")
    ws = workspaces.open_workspace(folder, passphrase=PASSPHRASE, clock=FixedClock(), random_bytes=chance)
    for name in FILES[kind]:
        import_file(ws, PRACTICE / name, kind=kind)
    draw(ws, seal_list(ws, kind=kind, size=size, form=form).frame_id)
    ws.close()
    return folder


@cache
def _planned(kind: str, members: tuple[Member, ...], size: int, released: bool, form: str, police_vote: bool) -> Path:
    folder = Path(_SCRATCH.name) / f"planned-{kind}-{hash((members, size, released, form, police_vote))}"
    shutil.copytree(_drawn(kind, size, form), folder)
    ws = reopen(folder)
    meetings.set_up_meeting(ws, plan_of(1, members=members, police_vote=police_vote, warning="It tells of violence."))
    if released:
        let_all_go(ws)
    ws.close()
    return folder
