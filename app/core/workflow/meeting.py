"""The rules of a panel's meeting: who is in, who votes, what may be shown, what is still missing. Nothing is kept here.

Nobody sees how grades spread before every seat is in: locked, passed, a conflict, or absent. What is asked here does
not depend on any clock, only on what has happened.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import Enum
from typing import NamedTuple

from app.core.errors import AppError
from app.core.schemes.spec import Question
from app.core.shapes.meetings import MeetingState, Presence, SeatStates, Vote, Workload
from app.core.words import case_numbers, count_of
from app.core.workflow.rights import Affiliation
from app.core.workflow.sheet import Grading

RELEASE_OR_WITHHOLD = "Release and go on, or withhold with a reason of the plan."
RELEASE_AGAIN = "Release and go on, or leave it so: what the panel agreed on stands, and it can no longer be withheld."
AWAY = frozenset({Presence.ABSENT, Presence.LEFT})


class SeatStanding(Enum):
    """How a seat stands with a case at a stage. The first four are in, and are four different things."""

    LOCKED = "locked"
    PASSED = "passed"
    CONFLICT = "conflict"
    ABSENT = "absent"
    WAITING = "waiting"


class Step(Enum):
    """A step that a meeting takes."""

    OPENED = "opened"
    BREAK = "break"
    GONE_ON = "gone_on"
    CLOSED = "closed"


_STEPS: Mapping[Step, tuple[frozenset[MeetingState], MeetingState]] = {
    Step.OPENED: (frozenset({MeetingState.PLANNED}), MeetingState.OPEN),
    Step.BREAK: (frozenset({MeetingState.OPEN}), MeetingState.BREAK),
    Step.GONE_ON: (frozenset({MeetingState.BREAK}), MeetingState.OPEN),
    Step.CLOSED: (frozenset({MeetingState.OPEN, MeetingState.BREAK}), MeetingState.CLOSED),
}
_STATE_WORDS: Mapping[MeetingState, tuple[str, str]] = {
    MeetingState.PLANNED: ("This meeting is not open yet.", "Mark who is there, then open it."),
    MeetingState.OPEN: ("This meeting is open.", "Go on with its cases."),
    MeetingState.BREAK: ("This meeting is having a break.", "Go on with it first."),
    MeetingState.CLOSED: ("This meeting is closed: what was said stands.", "Actions go on; for more, set up another."),
}


def state_after(step: str | None) -> MeetingState:
    """Where a meeting stands after its newest step; None before the first."""
    return MeetingState.PLANNED if step is None else _STEPS[Step(step)][1]


def check_step(state: MeetingState, step: Step) -> None:
    """Refuse a step that does not follow. AppError says where the meeting stands."""
    if state not in _STEPS[step][0]:
        raise AppError(*_STATE_WORDS[state])


def check_state(state: MeetingState, wanted: Collection[MeetingState]) -> None:
    """Refuse what only goes in some states. AppError says where the meeting stands."""
    if state not in wanted:
        raise AppError(*_STATE_WORDS[state])


@dataclass(frozen=True, kw_only=True, slots=True)
class PanelSeat:
    """A seat of a meeting, as rules need it: by the number that people call it by, without a name."""

    seat_id: int
    affiliation: str
    chairs: bool
    presence: Presence
    declared: bool
    number: int

    def votes(self, *, police_vote: bool) -> bool:
        """Whether its member votes on the panel's view; the police do only where the terms of reference say so."""
        return police_vote or self.affiliation != Affiliation.POLICE.value


@dataclass(frozen=True, kw_only=True)
class PanelCase:
    """A case of a meeting with the sheets about it.

    Attributes:
        number: its place in the queue.
        blank: the case as a seat has it that has not begun; it knows the stages opened, and those seen.
        sheets: the seats that have begun, by seat.
        agreed: the questions that the panel has set down a view of, or that it did not agree.
        set_aside: replaced or withheld.
        released: whether volunteers may see it now.
        drawn: by lot; one that a person picked can be taken back for good without being withheld.
        declared_late: by seat that said only then that it has a part in the case, the stages that it had locked and
            the panel had seen: what was seen stays as it was, and from there on the seat is out.
    """

    number: int
    blank: Grading
    sheets: Mapping[int, Grading]
    agreed: Collection[str] = ()
    set_aside: bool = False
    released: bool = True
    drawn: bool = True
    declared_late: Mapping[int, Collection[str]] = field(default_factory=dict[int, Collection[str]])

    @property
    def stages(self) -> tuple[str, ...]:
        """The stages that it goes through."""
        return tuple(self.blank.asked)

    @property
    def stage(self) -> str:
        """The stage that everyone has come to: the last that was opened, or the first before any was."""
        opened = [stage for stage in self.stages if stage in (self.blank.opened or ())]
        return (opened or list(self.stages))[-1 if opened else 0]

    def after(self, stage: str) -> str:
        """The stage behind one; "" when there is none."""
        behind = self.stages[self.stages.index(stage) + 1 :]
        return behind[0] if behind else ""

    def seen(self, stage: str) -> bool:
        """Whether the panel has seen how grades spread at a stage."""
        return stage in self.blank.spread_seen

    def standing(self, seat: PanelSeat, stage: str) -> SeatStanding:
        """How a seat stands at a stage. Who came too late for a stage that was seen counts as absent."""
        sheet = self.sheets.get(seat.seat_id, self.blank)
        if sheet.conflicted and stage not in self.declared_late.get(seat.seat_id, ()):
            return SeatStanding.CONFLICT
        if stage in sheet.locked:
            return SeatStanding.LOCKED
        if sheet.passed:
            return SeatStanding.PASSED
        if sheet.next_stage in sheet.spread_seen or seat.presence in AWAY:
            return SeatStanding.ABSENT
        return SeatStanding.WAITING

    def begun_by(self, seat: PanelSeat) -> bool:
        """Whether its member has said anything about the case: an answer, a note, a tick, or that they pass it."""
        sheet = self.sheets.get(seat.seat_id, self.blank)
        said = (*sheet.given.values(), *sheet.written.values(), *sheet.ticked.values())
        return sheet.passed or bool(sheet.locked) or any(said)

    def states(self, seats: Iterable[PanelSeat], stage: str) -> SeatStates:
        """How many seats stand how at a stage."""
        found = [self.standing(seat, stage) for seat in seats]
        return SeatStates(
            locked=found.count(SeatStanding.LOCKED),
            passed=found.count(SeatStanding.PASSED),
            conflict=found.count(SeatStanding.CONFLICT),
            absent=found.count(SeatStanding.ABSENT),
            waiting=found.count(SeatStanding.WAITING),
        )

    def voters(self, seats: Iterable[PanelSeat], *, police_vote: bool) -> int:
        """How many members are there and may vote on it: whoever knows somebody in the case may not."""
        return sum(
            seat.presence is Presence.PRESENT
            and seat.votes(police_vote=police_vote)
            and not self.sheets.get(seat.seat_id, self.blank).conflicted
            for seat in seats
        )

    def locked_sheets(self, stage: str) -> tuple[Grading, ...]:
        """The sheets whose answers count at a stage; a conflict takes it out of all that was not seen before."""
        return tuple(
            sheet
            for seat, sheet in self.sheets.items()
            if stage in sheet.locked and (not sheet.conflicted or stage in self.declared_late.get(seat, ()))
        )

    def told_late(self, stage: str = "") -> tuple[str, ...]:
        """That members said only after a stage, or any, was seen that they have a part in the case: in a sentence.

        How many, not their seats: who sat there knows whose seat it is, and papers go further than the room.
        """
        count = sum(not stage or stage in seen for seen in self.declared_late.values())
        who = "A member" if count == 1 else f"{count:,} members"
        return (f"{who} declared a part in this case after its grades had been shown.",) if count else ()

    def seats_late(self, seats: Iterable[PanelSeat], stage: str) -> tuple[str, ...]:
        """The same of a stage with the seats, a sentence each: for whoever runs the meeting, and for no paper."""
        return tuple(
            f"Seat {seat.number} declared a part in this case after its grades had been shown."
            for seat in seats
            if stage in self.declared_late.get(seat.seat_id, ())
        )

    def questions(self, stage: str) -> tuple[Question, ...]:
        """What is asked at a stage, of everyone or of somebody, in the order of the form."""
        found = {question.id: question for question in self.blank.asked[stage]}
        for sheet in self.locked_sheets(stage):
            found.update({question.id: question for question in sheet.asked.get(stage, ())})
        return tuple(found[name] for name in self.blank.scheme.form(self.blank.form).questions if name in found)

    def to_agree(self, stage: str) -> tuple[Question, ...]:
        """The questions that the panel takes a view of: asked of everyone, with answers that count, graded by one."""
        scales = self.blank.scheme.scales
        if not self.locked_sheets(stage):
            return ()
        return tuple(question for question in self.blank.asked[stage] if scales[question.scale].counted)

    def open_questions(self, stage: str) -> tuple[Question, ...]:
        """Those of them that nothing was set down about yet."""
        return tuple(question for question in self.to_agree(stage) if question.id not in self.agreed)

    def lacks(self, seats: Sequence[PanelSeat]) -> "Lack":
        """What is still to be done with it; nothing where it was set aside, or agreed on and then taken back."""
        if self.set_aside or not self.released:
            return Lack(unreleased=self.drawn and not self.set_aside and not self.agreed)
        stage, after = self.stage, self.after(self.stage)
        waiting = self.states(seats, stage).waiting
        graded = bool(self.locked_sheets(stage))
        some_go_on = bool(after) and any(self.standing(seat, after) is SeatStanding.WAITING for seat in seats)
        return Lack(
            sheets=waiting,
            unseen=graded and not waiting and not self.seen(stage),
            views=len(self.open_questions(stage)) if self.seen(stage) else 0,
            unopened=after if some_go_on and not waiting else "",
        )

    def finished(self, seats: Sequence[PanelSeat]) -> bool:
        """Whether nothing is to be done with it any more."""
        return bool(self.blank.opened) and (self.released or self.set_aside) and not any(self.lacks(seats))

    def check_spread(self, seats: Sequence[PanelSeat], stage: str) -> None:
        """Refuse to show how grades spread before all are in, or first of a case that volunteers may not see any more.

        AppError says how many are to come, and nothing more.
        """
        if self.seen(stage):
            return
        if not self.released:
            what = f"Case {self.number} is not released to volunteers: how its grades spread is not shown first now."
            raise AppError(what, RELEASE_AGAIN if self.agreed else RELEASE_OR_WITHHOLD)
        waiting = self.states(seats, stage).waiting
        if waiting:
            what = f"Case {self.number}: {count_of(waiting, 'seat is', 'seats are')} still to come."
            raise AppError(
                what + " Nobody sees how grades spread before all are in.",
                "Finish and lock them, or mark a member as absent.",
            )

    @property
    def may_go_on(self) -> bool:
        """Whether its next stage may be opened now."""
        stage = self.stage
        agreed = self.seen(stage) and not self.open_questions(stage)
        return not self.set_aside and bool(self.after(stage)) and agreed

    def check_next_stage(self) -> str:
        """The stage that may be opened now. AppError says what comes first."""
        stage, after = self.stage, self.after(self.stage)
        if not after:
            raise AppError(f"Case {self.number} has no further stage.", "Go on with another case.")
        if not self.seen(stage):
            what = f"Case {self.number}: the panel has not seen how its grades spread."
            raise AppError(what, "Show that first, and set down what the panel agreed.")
        left = len(self.open_questions(stage))
        if left:
            what = f"Case {self.number}: {count_of(left, 'question')} without the panel’s view."
            raise AppError(what, "Set it down, or that the panel did not agree.")
        return after


class Lack(NamedTuple):
    """What a case still needs: sheets, to be seen side by side, views of the panel, a stage opened, to be released."""

    sheets: int = 0
    unseen: bool = False
    views: int = 0
    unopened: str = ""
    unreleased: bool = False


def missing_to_open(seats: Sequence[PanelSeat], cases: Sequence[PanelCase]) -> tuple[str, ...]:
    """What stands in the way of opening a meeting, each in a sentence."""
    unread = [case.number for case in cases if not (case.released or case.set_aside)]
    there = [seat for seat in seats if seat.presence is Presence.PRESENT]
    verb = "is" if len(unread) == 1 else "are"
    found = [f"{case_numbers(unread).capitalize()} {verb} not released to volunteers yet."] if unread else []
    if all(case.set_aside for case in cases):
        found.append("Every case was set aside: there is nothing to grade.")
    if not there:
        found.append("Nobody is marked as present with a yes to the terms of reference.")
    elif not any(seat.chairs for seat in there):
        found.append("Nobody who chairs is marked as present.")
    return tuple(found)


def missing_to_close(seats: Sequence[PanelSeat], cases: Sequence[PanelCase]) -> tuple[str, ...]:
    """What stands in the way of closing a meeting, each in a sentence."""
    lacks = [(case.number, case.lacks(seats)) for case in cases]
    sheets = [number for number, lack in lacks if lack.sheets]
    unseen = [number for number, lack in lacks if lack.unseen]
    views = [number for number, lack in lacks if lack.views]
    stages = [number for number, lack in lacks if lack.unopened and not (lack.unseen or lack.views)]
    unreleased = [number for number, lack in lacks if lack.unreleased]
    count = sum(lack.sheets for _, lack in lacks)
    expected = sum(seat.presence is Presence.EXPECTED for seat in seats)
    told = (
        (sheets, f"{count_of(count, 'sheet is', 'sheets are')} not finished."),
        (unseen, "all are in, and the panel has not seen how its grades spread."),
        (views, "questions without the panel’s view."),
        (stages, "the next stage was not opened."),
        (unreleased, f"not released to volunteers now. {RELEASE_OR_WITHHOLD}"),
    )
    found = [f"{case_numbers(numbers).capitalize()}: {words}" for numbers, words in told if numbers]
    if expected:
        found.insert(0, f"{count_of(expected, 'member is', 'members are')} marked neither as there nor as absent.")
    return tuple(found)


def check_vote(case: PanelCase, vote: Vote, voters: int) -> None:
    """Refuse a view of the panel that cannot be. AppError says why.

    Args:
        case: of the meeting.
        vote: what is to be set down.
        voters: members who are there and may vote.
    """
    scheme = case.blank.scheme
    question = next((one for stage in case.stages for one in case.questions(stage) if one.id == vote.question), None)
    if question is None or scheme.scales[question.scale].free_text or scheme.scales[question.scale].stops_at:
        raise AppError(f"The panel takes no view of “{vote.question}”.", "Choose one of the questions with grades.")
    if not case.seen(question.stage):
        what = f"Case {case.number}: the panel has not seen how grades of {question.id} spread."
        raise AppError(what, "Show that first.")
    if case.stages.index(question.stage) < case.stages.index(case.stage):
        what = f"Case {case.number}: a later stage is open, so the panel’s view of {question.id} stands as it was."
        raise AppError(what, "Say what the panel thinks now in its view of the later stage, or in a note there.")
    if vote.choice and vote.choice not in {answer.code for answer in scheme.scales[question.scale].answers}:
        raise AppError(f"“{vote.choice}” is no answer to {question.id}.", "Choose one of its answers, or “not agreed”.")
    _check_counts(vote, voters)


def _check_counts(vote: Vote, voters: int) -> None:
    counts = (vote.votes_for, vote.votes_against, vote.votes_abstained)
    if min(counts) < 0:
        raise AppError("A number of votes cannot be below nothing.", "Count them again.")
    if sum(counts) > voters:
        what = f"{count_of(sum(counts), 'vote')}, but only {count_of(voters, 'member')} may vote now."
        fix = "Count them again; a conflict takes the vote, and the police have one only by the terms of reference."
        raise AppError(what, fix)
    if not vote.choice:
        return
    if not voters:
        what = "No member who is there may vote on this case."
        raise AppError(what, "Set down “not agreed”, or mark who is there.")
    if not vote.votes_for:
        raise AppError("Nobody voted for that.", "Count the votes, or set down “not agreed”.")
    if vote.votes_for <= vote.votes_against:
        what = "As many voted against that as for it."
        if vote.votes_for < vote.votes_against:
            what = "More voted against that than for it."
        raise AppError(what, "Choose what most voted for, or “not agreed”.")


def workload(minutes_of: Sequence[int], *, seats: int, minutes: int) -> Workload:
    """What a meeting asks of its members against the time it has.

    Args:
        minutes_of: by case, the minutes of its form.
        seats: who is to grade.
        minutes: that there are for grading.
    """
    cases, each = len(minutes_of), sum(minutes_of)
    take, turns = "case takes" if cases == 1 else "cases take", each * seats
    what = f"{cases:,} {take} each of {count_of(seats, 'member')} about {count_of(each, 'minute')}"
    if seats > 1:
        what += f" with a form or device each, or {count_of(turns, 'minute')} in turn at one screen"
    what += f": {count_of(cases * seats, 'sheet')} in all"
    warning = ""
    if each > minutes:
        over = count_of(each - minutes, "minute")
        warning = f"That is {over} more than there are. Take fewer cases, a shorter form or more time."
    elif turns > minutes:
        over = count_of(turns - minutes, "minute")
        warning = (
            f"In turn at one screen takes {over} more than there are. Have paper, cards or a device for each member."
        )
    return Workload(
        cases=cases,
        seats=seats,
        minutes_each=each,
        minutes=minutes,
        sentence=f"{what}. The meeting has {count_of(minutes, 'minute')} for grading.",
        warning=warning,
    )
