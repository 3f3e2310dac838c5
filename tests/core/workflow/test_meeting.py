"""The rules of a meeting: whatever the order of events, nobody sees a spread before all are in; and every refusal."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.core.errors import AppError
from app.core.schemes.spec import Scheme
from app.core.shapes.meetings import MeetingState, Presence, Vote
from app.core.shapes.sheets import SheetState
from app.core.workflow.meeting import (
    PanelCase,
    PanelSeat,
    SeatStanding,
    Step,
    check_state,
    check_step,
    check_vote,
    missing_to_close,
    missing_to_open,
    state_after,
    workload,
)
from app.core.workflow.presence import check_presence
from app.core.workflow.sheet import Grading
from tests.core.schemes.shipped import scheme

SEARCH = scheme("stop_search")
VALUES = {"bwv_on": "yes"}
STAGES = ("record", "video", "reveal")


def blank(kind: Scheme = SEARCH, *, opened: tuple[str, ...] = STAGES[:1], seen: tuple[str, ...] = ()) -> Grading:
    """A case as a seat has it that has not begun."""
    return Grading(
        scheme=kind, form="panel_short", role="volunteer", values=VALUES, given={}, written={}, locked=(),
        opened=opened, spread_seen=seen,
    )  # fmt: skip


def seat(number: int = 1, presence: Presence = Presence.PRESENT, **more) -> PanelSeat:
    facts = {"affiliation": "community", "chairs": number == 1, "declared": True, "number": number, **more}
    return PanelSeat(seat_id=number, presence=presence, **facts)


def case(sheets: Mapping[int, Grading] | None = None, like: Grading | None = None, **more) -> PanelCase:
    return PanelCase(**{"number": 1, "blank": like or blank(), "sheets": sheets or {}, **more})


def locked(*stages: str, given: Mapping[str, str] | None = None, **more) -> Grading:
    return replace(blank(**more), locked=stages, given={"C1": "no", "SS1": "3", "C8": "green", **(given or {})})


# ------------------------------------------------------------------ whatever the order of events
@dataclass
class World:
    """A panel of three and one case, to which events happen as far as the rules let them."""

    presences: list[Presence] = field(default_factory=lambda: [Presence.PRESENT, Presence.PRESENT, Presence.EXPECTED])
    sheets: dict[int, Grading] = field(default_factory=dict)
    opened: tuple[str, ...] = STAGES[:1]
    seen: tuple[str, ...] = ()
    shown: dict[str, dict[int, str]] = field(default_factory=dict)

    @property
    def seats(self) -> list[PanelSeat]:
        return [seat(at, presence) for at, presence in enumerate(self.presences)]

    @property
    def case(self) -> PanelCase:
        gate = {"opened": self.opened, "spread_seen": self.seen}
        sheets = {at: replace(sheet, **gate) for at, sheet in self.sheets.items()}
        every = {question.id for questions in blank().asked.values() for question in questions}
        return case(sheets, blank(opened=self.opened, seen=self.seen), agreed=every)

    def may_still_grade(self, at: int, stage: str) -> bool:
        """Whether something of this member may still come, worked out apart from the rules."""
        sheet = self.sheets.get(at, blank())
        missed = any(one in self.seen and one not in sheet.locked for one in STAGES)
        done = stage in sheet.locked or sheet.passed or sheet.given.get("C1") == "yes"
        return not done and not missed and self.presences[at] in (Presence.EXPECTED, Presence.PRESENT)

    def mark(self, at: int, presence: Presence) -> None:
        check_presence(MeetingState.OPEN, self.presences[at], presence, declared=True)
        self.presences[at] = presence

    def act(self, at: int, what: str) -> None:
        """A member who is there answers, locks, passes or declares a conflict, where the stage lets them."""
        sheet = self.case.sheets.get(at, self.case.blank)
        if self.presences[at] is not Presence.PRESENT or sheet.next_stage in sheet.spread_seen:
            return
        if what in ("pass", "take up"):
            sheet = replace(sheet, passed=what == "pass" and sheet.state is not SheetState.DONE)
        elif what == "conflict" and sheet.current == "record":
            sheet = replace(sheet, given={**sheet.given, "C1": "yes"})
        elif sheet.current and not sheet.conflicted and not sheet.passed:
            more = (sheet.current,) if what == "lock" else ()
            sheet = replace(sheet, given={**sheet.given, sheet.current: what}, locked=(*sheet.locked, *more))
        self.sheets[at] = sheet

    def hurry(self) -> None:
        """Whoever is there locks; who is still expected is not coming."""
        for at, presence in enumerate(self.presences):
            if presence is Presence.EXPECTED:
                self.mark(at, Presence.ABSENT)
            self.act(at, "lock")

    def show(self) -> None:
        case = self.case
        case.check_spread(self.seats, case.stage)
        self.seen = tuple(dict.fromkeys((*self.seen, case.stage)))
        self.shown.setdefault(case.stage, self.counted(case.stage))

    def counted(self, stage: str) -> dict[int, str]:
        """What counts at a stage, by seat: here a stage has one answer, called as the stage is."""
        return {
            at: sheet.given[stage]
            for at, sheet in self.case.sheets.items()
            if stage in sheet.locked and not sheet.conflicted
        }

    def go_on(self) -> None:
        self.opened = (*self.opened, self.case.check_next_stage())


EVENTS = st.one_of(
    st.tuples(st.just("mark"), st.integers(0, 2), st.sampled_from(Presence)),
    st.tuples(
        st.just("act"), st.integers(0, 2), st.sampled_from(["3", "1", "lock", "lock", "pass", "take up", "conflict"])
    ),
    st.just(("hurry",)),
    st.just(("show",)),
    st.just(("go_on",)),
)


@given(st.lists(EVENTS, max_size=40))
def test_nobody_sees_a_spread_before_all_are_in_and_then_it_stands(events):
    world = World()
    for name, *arguments in events:
        stage, seen_before = world.case.stage, world.seen
        out = [at for at in range(3) if world.may_still_grade(at, stage)]
        try:
            getattr(world, name)(*arguments)
        except AppError as error:
            told = error.what + error.fix
            assert not any(f"“{code}”" in told for code in ("3", "1"))
            assert name != "show" or out, "refused only while somebody is still to come"
        else:
            assert name != "show" or not out or stage in seen_before
        for seen, counted in world.shown.items():
            assert world.counted(seen) == counted, "what the panel has seen stands"
        assert set(world.opened[:-1]) <= set(world.seen), "a stage opens only behind one that was seen"


@given(st.lists(EVENTS, max_size=40))
def test_every_seat_stands_in_one_way_at_every_stage(events):
    world = World()
    for name, *arguments in events:
        try:
            getattr(world, name)(*arguments)
        except AppError:
            continue
        for stage in STAGES:
            states = world.case.states(world.seats, stage)
            counts = (states.locked, states.passed, states.conflict, states.absent, states.waiting)
            assert sum(counts) == 3
            assert states.all_in == (states.waiting == 0)


# ------------------------------------------------------------------ how a seat stands
@pytest.mark.parametrize(
    ("sheet", "presence", "stands"),
    [
        (None, Presence.PRESENT, SeatStanding.WAITING),
        (None, Presence.EXPECTED, SeatStanding.WAITING),
        (None, Presence.ABSENT, SeatStanding.ABSENT),
        (None, Presence.LEFT, SeatStanding.ABSENT),
        (locked("record"), Presence.PRESENT, SeatStanding.LOCKED),
        (locked("record"), Presence.LEFT, SeatStanding.LOCKED),
        (replace(locked(), passed=True), Presence.PRESENT, SeatStanding.PASSED),
        (replace(locked(), passed=True), Presence.LEFT, SeatStanding.PASSED),
        (replace(locked("record"), passed=True), Presence.PRESENT, SeatStanding.LOCKED),
        (locked(given={"C1": "yes"}), Presence.PRESENT, SeatStanding.CONFLICT),
        (locked("record", given={"C1": "yes"}), Presence.PRESENT, SeatStanding.CONFLICT),
        (locked(), Presence.PRESENT, SeatStanding.WAITING),
    ],
)
def test_locked_passed_conflict_absent_and_waiting_are_five_things(sheet, presence, stands):
    one = seat(1, presence)
    found = case({1: sheet} if sheet else {})
    assert found.standing(one, "record") is stands


def test_who_comes_after_a_stage_was_seen_counts_as_absent_for_the_case():
    late = case({}, blank(opened=STAGES[:2], seen=STAGES[:1]))
    assert {late.standing(seat(1), stage) for stage in STAGES[:2]} == {SeatStanding.ABSENT}
    assert late.blank.state is SheetState.MISSED
    assert late.blank.current is None


def test_a_conflict_takes_its_answers_out_of_what_counts():
    found = case({1: locked("record", given={"C1": "yes"}), 2: locked("record")})
    assert len(found.locked_sheets("record")) == 1


def test_a_part_declared_after_a_stage_was_seen_leaves_what_was_seen_as_it_was():
    gate = {"opened": STAGES[:2], "seen": STAGES[:1]}
    sheets = {1: locked("record", given={"C1": "yes"}, **gate), 2: locked("record", **gate)}
    found, seats = case(sheets, blank(**gate), declared_late={1: {"record"}}), [seat(1), seat(2)]
    assert [found.standing(seats[0], stage) for stage in STAGES[:2]] == [SeatStanding.LOCKED, SeatStanding.CONFLICT]
    assert (len(found.locked_sheets("record")), found.voters(seats, police_vote=False)) == (2, 1)
    told = "declared a part in this case after its grades had been shown."
    assert found.seats_late(seats, "record") == (f"Seat 1 {told}",)
    assert found.told_late("record") == found.told_late() == (f"A member {told}",)
    assert found.seats_late(seats, "video") == found.told_late("video") == ()
    both = replace(found, declared_late={1: {"record"}, 2: {"record", "video"}})
    assert (both.told_late(), both.told_late("video")) == ((f"2 members {told}",), (f"A member {told}",))


def test_the_panel_takes_a_view_of_what_counts_and_of_nothing_where_nobody_graded():
    graded = case({1: locked("record")})
    ids = {question.id for question in graded.to_agree("record")}
    assert {"SS1", "C8"} <= ids
    assert not ids & {"C1", "C9", "C11"}
    assert case().to_agree("record") == ()


# ------------------------------------------------------------------ what is missing
def test_what_stands_in_the_way_of_opening():
    ready = [seat(1), seat(2, Presence.ABSENT)]
    assert missing_to_open(ready, [case()]) == ()
    told = missing_to_open([seat(1, Presence.EXPECTED)], [case(released=False), case(number=2, released=False)])
    assert told[0] == "Cases 1 and 2 are not released to volunteers yet."
    assert "Nobody is marked as present" in told[1]
    assert missing_to_open([seat(2)], [case()]) == ("Nobody who chairs is marked as present.",)
    aside = case(released=False, set_aside=True)
    assert missing_to_open(ready, [case(), aside]) == ()
    assert "nothing to grade" in missing_to_open(ready, [aside])[0]


def test_what_stands_in_the_way_of_closing_each_in_a_sentence():
    seats = [seat(1), seat(2)]
    half = case({1: locked("record")}, number=1)
    unseen = case({1: locked("record"), 2: locked("record")}, number=2)
    seen = {"opened": STAGES[:1], "seen": STAGES[:1]}
    views = case({1: locked("record", **seen), 2: locked("record", **seen)}, blank(**seen), number=3)
    ids = [question.id for question in views.to_agree("record")]
    told = missing_to_close(seats, [half, unseen, views, replace(views, number=4, agreed=ids)])
    assert told == (
        "Case 1: 1 sheet is not finished.",
        "Case 2: all are in, and the panel has not seen how its grades spread.",
        "Case 3: questions without the panel’s view.",
        "Case 4: the next stage was not opened.",
    )


def test_who_never_came_is_marked_before_a_meeting_closes():
    told = missing_to_close([seat(1, Presence.LEFT), seat(2, Presence.EXPECTED)], [case(set_aside=True)])
    assert told == ("1 member is marked neither as there nor as absent.",)


def test_nothing_is_missing_of_what_nobody_can_grade_any_more():
    gone = [seat(1, Presence.LEFT), seat(2, Presence.ABSENT)]
    assert missing_to_close(gone, [case(), case(set_aside=True), case(released=False, drawn=False)]) == ()
    assert case().finished(gone)
    assert not case(like=blank(opened=())).finished(gone), "before the meeting is open nothing is finished"


def test_no_meeting_closes_in_silence_over_a_drawn_case_that_is_not_released():
    gone = [seat(1, Presence.LEFT)]
    told = missing_to_close(gone, [case(), case(number=2, released=False), case(number=3, released=False)])
    assert told == (
        "Cases 2 and 3: not released to volunteers now. Release and go on, or withhold with a reason of the plan.",
    )
    assert not case(released=False).finished(gone)
    assert missing_to_close(gone, [case(released=False, agreed=["Q1"])]) == (), "what the panel agreed on stands"


def test_how_grades_spread_is_not_first_shown_of_a_case_that_was_taken_back():
    assert "not released" in refused(lambda: case(released=False).check_spread([seat(1, Presence.LEFT)], "record"))
    again = case({}, blank(opened=STAGES[:1], seen=STAGES[:1]), released=False)
    again.check_spread([seat(1)], "record")


def test_a_stage_opens_behind_what_was_seen_and_agreed():
    open_case = case({1: locked("record")})
    with pytest.raises(AppError, match="has not seen"):
        open_case.check_next_stage()
    seen = {"opened": STAGES[:1], "seen": STAGES[:1]}
    shown = case({1: locked("record", **seen)}, blank(**seen))
    with pytest.raises(AppError, match="without the panel’s view"):
        shown.check_next_stage()
    assert not shown.may_go_on
    agreed = replace(shown, agreed=[question.id for question in shown.to_agree("record")])
    assert agreed.check_next_stage() == "video"
    assert agreed.may_go_on
    last = case({}, blank(opened=STAGES, seen=STAGES))
    with pytest.raises(AppError, match="no further stage"):
        last.check_next_stage()


# ------------------------------------------------------------------ steps and marks
def test_steps_follow_one_another_and_nothing_opens_twice():
    assert [state_after(step) for step in (None, "opened", "break", "gone_on", "closed")] == [
        MeetingState.PLANNED, MeetingState.OPEN, MeetingState.BREAK, MeetingState.OPEN, MeetingState.CLOSED,
    ]  # fmt: skip
    allowed = {
        (state, step)
        for state in MeetingState
        for step in Step
        if not refused(lambda state=state, step=step: check_step(state, step))
    }
    assert allowed == {
        (MeetingState.PLANNED, Step.OPENED),
        (MeetingState.OPEN, Step.BREAK),
        (MeetingState.BREAK, Step.GONE_ON),
        (MeetingState.OPEN, Step.CLOSED),
        (MeetingState.BREAK, Step.CLOSED),
    }
    assert "break" in refused(lambda: check_state(MeetingState.BREAK, {MeetingState.OPEN}))


# ------------------------------------------------------------------ votes and time
def test_the_police_vote_only_where_the_terms_say_so():
    seats = [seat(1), seat(2, affiliation="police"), seat(3, Presence.LEFT), seat(4, affiliation="pcc")]
    assert (case().voters(seats, police_vote=False), case().voters(seats, police_vote=True)) == (2, 3)


def test_who_knows_somebody_in_a_case_has_no_vote_on_it_and_who_passed_it_has():
    known = case({1: replace(blank(), given={"C1": "yes"}), 2: replace(blank(), passed=True)})
    assert known.voters([seat(1), seat(2), seat(3)], police_vote=False) == 2


@pytest.mark.parametrize(
    ("vote", "words"),
    [
        ({"question": "SS99"}, "takes no view"),
        ({"question": "C1"}, "takes no view"),
        ({"question": "C8v"}, "takes no view"),
        ({"question": "C5v"}, "has not seen"),
        ({"choice": "purple"}, "no answer"),
        ({"votes_for": -1}, "below nothing"),
        ({"votes_for": 3, "votes_abstained": 1}, "5 votes, but only 3 members"),
        ({"votes_for": 1, "votes_against": 2}, "More voted against"),
        ({"votes_for": 1, "votes_against": 1, "votes_abstained": 1}, "As many voted against"),
        ({"votes_for": 0, "votes_against": 0, "votes_abstained": 3}, "Nobody voted for that"),
        ({"votes_for": 0, "votes_against": 0}, "Nobody voted for that"),
    ],
)
def test_a_view_that_cannot_be_is_refused_in_words(vote, words):
    seen = {"opened": STAGES[:1], "seen": STAGES[:1]}
    shown = case({1: locked("record", **seen)}, blank(**seen))
    said = Vote(**{"question": "C8", "choice": "green", "votes_for": 2, "votes_against": 1, **vote})
    assert words in refused(lambda: check_vote(shown, said, voters=3))


def test_a_panel_may_not_agree_and_nobody_agrees_where_nobody_may_vote():
    seen = {"opened": STAGES[:1], "seen": STAGES[:1]}
    shown = case({1: locked("record", **seen)}, blank(**seen))
    check_vote(shown, Vote(question="C8", choice="", votes_for=1, votes_against=2), voters=3)
    check_vote(shown, Vote(question="C8", choice="", votes_for=0, votes_against=0), voters=0)
    agreed = Vote(question="C8", choice="amber", votes_for=0, votes_against=0)
    assert "No member who is there may vote" in refused(lambda: check_vote(shown, agreed, voters=0))


def test_the_work_is_told_against_the_time():
    found = workload([12] * 8, seats=7, minutes=90)
    assert (found.cases, found.minutes_each) == (8, 96)
    assert found.sentence == (
        "8 cases take each of 7 members about 96 minutes with a form or device each, or 672 minutes in turn at one "
        "screen: 56 sheets in all. The meeting has 90 minutes for grading."
    )
    assert found.warning.startswith("That is 6 minutes more than there are.")
    assert workload([5], seats=1, minutes=90).warning == ""
    in_turn = workload([8] * 3, seats=9, minutes=30)
    assert in_turn.sentence.startswith(
        "3 cases take each of 9 members about 24 minutes with a form or device each, or 216 minutes in turn at one "
        "screen: 27 sheets in all. The meeting has 30 minutes for grading."
    )
    assert in_turn.warning.startswith("In turn at one screen takes 186 minutes more than there are.")
    assert workload([8] * 3, seats=9, minutes=216).warning == ""
    assert workload([5], seats=1, minutes=90).sentence.startswith(
        "1 case takes each of 1 member about 5 minutes: 1 sheet in"
    )


def refused(do) -> str:
    """What is said when something is refused; "" where it is not."""
    try:
        do()
    except AppError as error:
        assert error.fix
        return error.what
    return ""
