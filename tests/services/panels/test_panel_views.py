"""What a panel sees of its grades and agrees on: only when all are in, without seats, and then it stands."""

from collections.abc import Iterator
from pathlib import Path

import msgspec
import pytest

from app.core.shapes.meetings import CaseSpread, Presence, Vote
from app.core.shapes.people import PersonFacts
from app.core.shapes.sheets import AskedQuestion, Given, SheetState
from app.services import people
from app.services.drawing import replacing
from app.services.grading import sheets
from app.services.panels import meetings, panel_views
from app.services.releasing import releases
from tests import meeting_room as room_for
from tests.builders import entries
from tests.meeting_room import MEMBERS, Room, refused
from tests.people import signed_in_as


@pytest.fixture
def room(tmp_path: Path) -> Iterator[Room]:
    """A meeting that is open, with everybody there."""
    room = room_for.opened(tmp_path / "workspace")
    yield room
    room.ws.close()


def view(question: str = "C8", choice: str = "green", votes: tuple[int, int, int] = (2, 1, 0), words: str = "") -> Vote:
    """A view of the panel: two for it, one against, unless told otherwise."""
    return Vote(
        question=question, choice=choice, votes_for=votes[0], votes_against=votes[1], votes_abstained=votes[2],
        minority=words,
    )  # fmt: skip


def agree(room: Room, *votes: Vote, case: int = 1) -> CaseSpread:
    return panel_views.set_consensus(room.ws, round_id=1, case_id=room.cases[case - 1], votes=votes).value


def of(spread: CaseSpread, question: str):
    return next(one for one in spread.questions if one.question == question)


def counts(spread: CaseSpread, question: str) -> dict[str, int]:
    return {answer.code: answer.count for answer in of(spread, question).answers if answer.count}


# ------------------------------------------------------------------ all in, and not before
def test_nobody_sees_a_spread_while_a_seat_is_to_come_and_it_says_how_many(room: Room):
    room_for.grade_all(room, but=[2, 3])
    told = refused(lambda: room_for.show(room))
    assert told.what.startswith("Case 1: 2 seats are still to come.")
    assert entries(room.ws)[-1]["event"] == "spread_refused"
    room_for.grade(room, 2)
    assert "1 seat is still to come" in refused(lambda: room_for.show(room)).what
    assert not room.case().spread_seen
    room_for.grade(room, 3)
    assert room_for.show(room).seats.locked == 4
    assert room.case().spread_seen


def test_passed_conflict_and_absent_are_in_and_are_told_apart(room: Room):
    room_for.grade(room, 1)
    sheets.pass_case(room.ws, sheet_id=room.sheet(2).sheet_id)
    done = sheets.save_answer(room.ws, sheet_id=room.sheet(3).sheet_id, question="C1", answer="yes")
    assert done.value.state is SheetState.CONFLICT
    assert entries(room.ws)[-1]["details"]["conflict"] is True
    room.mark(4, Presence.LEFT)
    states = room_for.show(room).seats
    assert (states.locked, states.passed, states.conflict, states.absent, states.waiting) == (1, 1, 1, 1, 0)


def test_a_conflict_declared_after_locking_takes_the_grades_out(room: Room):
    locked = room_for.grade(room, 1, says=room_for.split)
    changed = {"C1": Given(answer="yes")}
    shape = sheets.change_answers(room.ws, sheet_id=locked.sheet_id, answers=changed, why="I know her voice.").value
    assert shape.state is SheetState.CONFLICT
    assert entries(room.ws)[-1]["details"]["conflict"] is True
    room_for.grade_all(room, but=[1], says=room_for.split)
    spread = room_for.show(room)
    assert (spread.seats.conflict, sum(counts(spread, "C8").values())) == (1, 3)


def test_a_spread_counts_every_answer_and_names_nobody(room: Room):
    room_for.grade_all(room, says=room_for.split)
    spread = room_for.show(room)
    assert counts(spread, "C8") == {"green": 2, "amber": 2}
    assert [answer.code for answer in of(spread, "C8").answers] == ["green", "amber", "red", "cannot_tell"]
    assert "C1" not in {one.question for one in spread.questions}
    assert (spread.voters, spread.next_stage != "") == (3, True)
    told = msgspec.json.encode(spread).decode()
    assert not any(member.name in told for member in MEMBERS)
    assert "seat_id" not in told


def test_who_gave_which_answer_leaves_no_trace_in_a_spread(tmp_path: Path):
    """Two meetings in which the seats swap what they say: the panel sees the very same."""

    def as_written(seat: int, question: AskedQuestion) -> str:
        return f"Words {seat}" if question.free_text else room_for.split(seat, question)

    seen = []
    for name, order in (("a", (1, 2, 3, 4)), ("b", (4, 3, 2, 1))):
        room = room_for.opened(tmp_path / name)
        for seat in order:
            says = lambda _, question, as_if=order[seat - 1]: as_written(as_if, question)  # noqa: E731
            sheet = room_for.fill_in(room, seat, says=says)
            sheets.save_answer(
                room.ws, sheet_id=sheet.sheet_id, question="C8",
                answer=room_for.split(order[seat - 1], question_of(sheet, "C8")), note=f"note {order[seat - 1]}",
            )  # fmt: skip
            room_for.lock(room.ws, sheet)
        seen.append(room_for.show(room))
        room.ws.close()
    assert seen[0] == seen[1]
    assert of(seen[0], "C8").notes == ("note 1", "note 2", "note 3", "note 4")


def question_of(sheet, name: str) -> AskedQuestion:
    return next(question for question in sheet.current.questions if question.id == name)


def test_reasons_are_counted_in_words(room: Room):
    for seat in (1, 2, 3, 4):
        sheet = room_for.fill_in(room, seat)
        ticking = next(question for question in sheet.current.questions if question.reasons)
        sheets.save_answer(
            room.ws, sheet_id=sheet.sheet_id, question=ticking.id, answer=ticking.answer,
            reasons=[ticking.reasons[seat % 2].code],
        )  # fmt: skip
        room_for.lock(room.ws, sheet)
    labels = {reason.label for reason in ticking.reasons[:2]}
    assert {label: count for label, count in of(room_for.show(room), ticking.id).reasons} == dict.fromkeys(labels, 2)


# ------------------------------------------------------------------ and then it stands
def test_after_the_panel_has_seen_it_no_answer_of_that_stage_changes(room: Room):
    room_for.grade_all(room, but=[3, 4])
    passed = sheets.pass_case(room.ws, sheet_id=room.sheet(3).sheet_id).value
    conflict = sheets.save_answer(room.ws, sheet_id=room.sheet(4).sheet_id, question="C1", answer="yes").value
    locked = room.sheet(1)
    room_for.show(room)
    for do in (
        lambda: sheets.change_answers(
            room.ws, sheet_id=locked.sheet_id, answers={"C8": Given(answer="red")}, why="The others were right."
        ),
        lambda: sheets.take_up_case(room.ws, sheet_id=passed.sheet_id),
        lambda: sheets.save_answer(room.ws, sheet_id=conflict.sheet_id, question="C1", answer="no"),
        lambda: sheets.undo_answer(room.ws, sheet_id=conflict.sheet_id),
    ):
        told = refused(do)
        assert told.what == "The panel has seen how grades spread: the answer stands."
        assert "panel’s view" in told.fix
    assert counts(room_for.show(room), "C8") == {"green": 2}


def test_before_that_a_mind_may_change_with_its_reason(room: Room):
    sheet = room_for.grade(room, 1)
    sheets.change_answers(room.ws, sheet_id=sheet.sheet_id, answers={"C8": Given(answer="red")}, why="I read it again.")
    room_for.grade_all(room, but=[1])
    assert counts(room_for.show(room), "C8") == {"green": 3, "red": 1}


def test_looking_again_is_logged_and_keeps_the_first_moment(room: Room):
    room_for.grade_all(room)
    first = room_for.show(room)
    assert room_for.show(room) == first
    shown = [entry["details"]["first"] for entry in entries(room.ws) if entry["event"] == "spread_shown"]
    assert shown == [True, False]


def test_an_auditor_looks_at_what_was_shown_and_does_not_show_it(room: Room):
    room_for.grade_all(room)
    words = "an auditor of ours"
    people.add_person(room.ws, PersonFacts(name="Ada", role="auditor", affiliation="other"), passphrase=words)
    case = room.cases[0]
    audited = signed_in_as(room.ws, words)
    assert (
        "may not open or close a meeting"
        in refused(lambda: panel_views.show_spread(audited, round_id=1, case_id=case)).what
    )
    coordinator = signed_in_as(audited, "seven quiet herons")
    panel_views.show_spread(coordinator, round_id=1, case_id=case)
    audited = signed_in_as(coordinator, words)
    assert panel_views.show_spread(audited, round_id=1, case_id=case).value.seats.locked == 4
    assert (
        "may not set down"
        in refused(lambda: panel_views.set_consensus(audited, round_id=1, case_id=case, votes=[view()])).what
    )
    audited.close()


def test_of_a_case_that_was_taken_back_only_what_was_seen_is_shown_and_no_meeting_closes_over_it(room: Room):
    for case in (1, 2):
        room_for.grade_all(room, case)
    shown = room_for.show(room)
    for case in room.cases:
        releases.recall(room.ws, round_id=1, case_id=case)
    assert room_for.show(room) == shown
    told = refused(lambda: room_for.show(room, 2))
    assert "not released" in told.what
    assert "withhold" in told.fix
    for seat in (1, 2, 3, 4):
        room.mark(seat, Presence.LEFT)
    for case in (2, 3):
        replacing.withhold(room.ws, draw_id=1, token=room.case(case).token, reason="safety")
    told = refused(lambda: meetings.close_meeting(room.ws, round_id=1))
    assert told.what.startswith("Case 1: not released to volunteers now.")
    replacing.withhold(room.ws, draw_id=1, token=room.case().token, reason="safety")
    assert meetings.close_meeting(room.ws, round_id=1).value.missing == ()


# ------------------------------------------------------------------ the panel's view
def test_who_knows_somebody_in_a_case_has_no_vote_on_it(room: Room):
    room_for.grade_all(room, but=[2])
    sheets.save_answer(room.ws, sheet_id=room.sheet(2).sheet_id, question="C1", answer="yes")
    assert room_for.show(room).voters == 2
    assert "3 votes, but only 2 members" in refused(lambda: agree(room, view(votes=(3, 0, 0)))).what
    assert "As many" in refused(lambda: agree(room, view(votes=(1, 1, 0)))).what
    assert of(agree(room, view(votes=(2, 0, 0))), "C8").consensus.votes_for == 2


def test_a_split_vote_is_kept_with_what_the_minority_says(room: Room):
    room_for.grade_all(room, says=room_for.split)
    room_for.show(room)
    spread = agree(room, view(votes=(2, 1, 0), words="It was not fair to him."))
    agreed = of(spread, "C8").consensus
    assert (agreed.choice, agreed.label) == ("green", "Green: good")
    assert (agreed.votes_for, agreed.votes_against, agreed.votes_abstained) == (2, 1, 0)
    assert agreed.minority == "It was not fair to him."
    assert room.case().agreed == 1 < room.case().to_agree
    assert counts(spread, "C8") == {"green": 2, "amber": 2}, "grades stay as they were given"


def test_a_newer_view_stands_and_the_older_stays_behind_it(room: Room):
    room_for.grade_all(room)
    room_for.show(room)
    agree(room, view(words="First words."))
    spread = agree(room, view(choice="", votes=(1, 1, 1), words="Second words."))
    assert (of(spread, "C8").consensus.choice, of(spread, "C8").consensus.minority) == ("", "Second words.")
    erased = panel_views.erase_minority(room.ws, round_id=1, case_id=room.cases[0], question="C8").value
    assert (of(erased, "C8").consensus.votes_for, of(erased, "C8").consensus.minority) == (1, "")
    with room.ws.read() as session:
        kept = session.connection().exec_driver_sql("SELECT minority FROM consensus_text").scalars().all()
    assert kept == [None, None]
    assert (
        "Nothing was set down"
        in refused(lambda: panel_views.erase_minority(room.ws, round_id=1, case_id=room.cases[0], question="SS1")).what
    )


def test_once_a_later_stage_is_open_the_view_of_an_earlier_one_stands(room: Room):
    room_for.grade_all(room)
    room_for.agree_all(room)
    agree(room, view("SS1", "3"))
    panel_views.open_next_stage(room.ws, round_id=1, case_id=room.cases[0])
    for late in (view("SS1", "0"), view("SS1", "")):
        told = refused(lambda late=late: agree(room, late))
        assert told.what == "Case 1: a later stage is open, so the panel’s view of SS1 stands as it was."
        assert "later stage" in told.fix
    room_for.grade_all(room)
    room_for.show(room)
    assert "stands as it was" in refused(lambda: agree(room, view("SS1", "0"))).what
    back = panel_views.show_spread(room.ws, round_id=1, case_id=room.cases[0], stage="record").value
    assert of(back, "SS1").consensus.choice == "3"


def test_views_are_set_down_all_or_none(room: Room):
    room_for.grade_all(room)
    assert "has not seen" in refused(lambda: agree(room, view())).what
    room_for.show(room)
    assert "4 votes, but only 3 members" in refused(lambda: agree(room, view("SS1", "3"), view(votes=(4, 0, 0)))).what
    assert room.case().agreed == 0
    assert "no view to set down" in refused(lambda: agree(room)).what
    assert "too long" in refused(lambda: agree(room, view(words="x" * 4_001))).what


def test_the_police_vote_where_the_terms_of_reference_say_so(tmp_path: Path):
    room = room_for.opened(tmp_path / "workspace", police_vote=True)
    room_for.grade_all(room)
    assert room_for.show(room).voters == 4
    assert of(agree(room, view(votes=(4, 0, 0))), "C8").consensus.votes_for == 4
    room.ws.close()


# ------------------------------------------------------------------ the next stage
def test_the_next_stage_opens_behind_the_panels_view_for_everyone_at_once(room: Room):
    case = room.cases[0]
    room_for.grade_all(room)
    assert {room.sheet(seat).state for seat in (1, 2, 3, 4)} == {SheetState.WAITING}
    assert "has not seen" in refused(lambda: panel_views.open_next_stage(room.ws, round_id=1, case_id=case)).what
    spread = room_for.show(room)
    assert (
        "without the panel’s view"
        in refused(lambda: panel_views.open_next_stage(room.ws, round_id=1, case_id=case)).what
    )
    room_for.agree_all(room)
    after = panel_views.open_next_stage(room.ws, round_id=1, case_id=case).value.cases[0]
    assert (after.stage, after.stage_label) == (spread.next_stage, spread.next_label)
    assert {room.sheet(seat).current.id for seat in (1, 2, 3, 4)} == {spread.next_stage}
    assert after.seats.waiting == 4
    back = panel_views.show_spread(room.ws, round_id=1, case_id=case, stage="record").value
    assert back.stage == "record"
    assert of(back, "C8").consensus is not None
    nowhere = refused(lambda: panel_views.show_spread(room.ws, round_id=1, case_id=case, stage="nowhere"))
    assert "not seen yet" in nowhere.what


def test_every_case_that_is_ready_goes_on_together(room: Room):
    assert "No case is ready" in refused(lambda: panel_views.open_stage_everywhere(room.ws, round_id=1)).what
    for case in (1, 3):
        room_for.grade_all(room, case)
        room_for.agree_all(room, case)
    room_for.grade_all(room, 2)
    stages = [case.stage for case in panel_views.open_stage_everywhere(room.ws, round_id=1).value.cases]
    assert stages[1] == "record"
    assert "record" not in (stages[0], stages[2])
    assert entries(room.ws)[-1]["details"]["cases"] == [room.cases[0], room.cases[2]]


def test_a_window_that_shows_it_again_gets_only_what_the_panel_has_seen(room: Room):
    with room.ws.read() as session:
        assert panel_views.seen_spread(session, round_id=1, case_id=room.cases[0]) is None
    room_for.grade_all(room)
    with room.ws.read() as session:
        assert panel_views.seen_spread(session, round_id=1, case_id=room.cases[0]) is None
    shown = room_for.show(room)
    with room.ws.read() as session:
        assert panel_views.seen_spread(session, round_id=1, case_id=room.cases[0]) == shown


def test_where_nobody_graded_there_is_nothing_to_agree(room: Room):
    for seat in (1, 2, 3, 4):
        sheets.pass_case(room.ws, sheet_id=room.sheet(seat).sheet_id)
    spread = room_for.show(room)
    assert not any(question.to_agree for question in spread.questions)
    assert spread.seats.passed == 4
    assert room.case().stage == "", "nobody is left who would grade a further stage"


def test_a_case_or_meeting_that_there_is_not(room: Room):
    for round_id, case in ((1, 99), (2, room.cases[0])):
        for do in (panel_views.show_spread, panel_views.open_next_stage):
            assert "no " in refused(lambda do=do, r=round_id, c=case: do(room.ws, round_id=r, case_id=c)).what
    assert meetings.read_meeting(room.ws, 1).cases[0].agreed == 0
