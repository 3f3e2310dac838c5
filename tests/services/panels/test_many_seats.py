"""Rounds of many seats: each is its own, and nobody's answers are anywhere to be seen before all are in."""

import json
from collections.abc import Iterator
from pathlib import Path

import msgspec
import pytest

from app.core.events import Act, Event
from app.core.redaction.bars import bar_word
from app.core.redaction.spans import Span, kind_of
from app.core.schemes.spec import Scheme
from app.core.shapes.concerns import ConcernSort
from app.core.shapes.meetings import MeetingView, Member, Presence
from app.core.shapes.people import PersonFacts
from app.core.shapes.releases import Letting
from app.core.shapes.sheets import AskedQuestion, Given, Sheet, SheetState
from app.models.record_store import read_values
from app.models.rounds import RoundCaseRow, SeatPersonRow, SeatRow
from app.services import people
from app.services.drawing.draws import draw_row
from app.services.drawing.frame_views import scheme_of
from app.services.grading import concerns, results, rounds, sheets
from app.services.panels import audience, meetings, panel_views
from app.services.papers.pack_cases import case_sheets
from app.services.releasing import releases
from app.services.schemes import load_library
from app.services.workspace import Workspace
from tests import meeting_room as room_for
from tests.builders import PASSPHRASE, draw, entries, reopen, seal
from tests.coordinated import open_coordinated
from tests.meeting_room import Room, refused
from tests.people import signed_in_as

CHAIR = "a chair of ours"


@pytest.fixture
def room(tmp_path: Path) -> Iterator[Room]:
    """A meeting that is open, with everybody there."""
    room = room_for.opened(tmp_path / "workspace")
    yield room
    room.ws.close()


def told(*shapes: object) -> str:
    """All that shapes say, as text."""
    return "".join(msgspec.json.encode(shape).decode() + repr(shape) for shape in shapes)


def planted(seat: int, question: AskedQuestion) -> str:
    """Words that nobody else writes, wherever words are asked for."""
    return f"⟦seat {seat}⟧" if question.free_text else room_for.split(seat, question)


def write_all(room: Room, seat: int, case: int = 1) -> Sheet:
    """Every question of the open stage answered, those in words and notes with words of this seat alone."""
    sheet = room.sheet(seat, case)
    for question in sheet.current.questions if sheet.current else ():
        if question.id != "C1":
            sheet = sheets.save_answer(
                room.ws, sheet_id=sheet.sheet_id, question=question.id, answer=planted(seat, question),
                note=None if question.free_text else f"⟦note of seat {seat}⟧",
            ).value  # fmt: skip
    sheet = room_for.fill_in(room, seat, case, planted)
    return room_for.lock(room.ws, sheet)


# ------------------------------------------------------------------ blindness
def test_no_answer_of_a_seat_is_in_any_shape_before_all_are_in(room: Room):
    for seat in (1, 2, 3):
        write_all(room, seat)
    view = room.view
    shapes: list[object] = [view, *meetings.list_meetings(room.ws), *rounds.list_rounds(room.ws, meetings=True)]
    shapes += [rounds.read_round(room.ws, 1), releases.list_releases(room.ws, round_id=1)]
    shapes += [rounds.read_queue(room.ws, round_id=1, seat_id=seat) for seat in room.seats]
    shapes += [audience.audience_case(room.ws, round_id=1, case_id=room.cases[0])]
    fresh = room.sheet(4)
    assert "⟦" not in told(*shapes, fresh)
    assert not any(question.answer or question.ticked for stage in fresh.stages for question in stage.questions)
    assert (view.cases[0].agreed, view.cases[0].to_agree) == (0, 0)
    for do in (
        lambda: panel_views.show_spread(room.ws, round_id=1, case_id=room.cases[0]),
        lambda: results.agreement_of(room.ws, 1),
    ):
        error = refused(do)
        assert "⟦" not in error.what + error.fix
    assert "⟦" not in json.dumps(entries(room.ws), ensure_ascii=False)
    write_all(room, 4)
    assert told(room_for.show(room)).count("⟦note of seat 4⟧") > 0, "what was planted is what would have been found"


def test_a_pack_of_the_draw_holds_no_answer_of_a_panels_seat(room: Room):
    for seat in (1, 2, 3, 4):
        write_all(room, seat)
    with room.ws.read() as session:
        pages = case_sheets(session, draw_row(session, 1), force=room.ws.force, practice=True)
    assert len(pages) == 3
    assert "⟦" not in told(*pages)
    assert {page.status for page in pages} == {""}
    answered = [q.answered for page in pages for stage in page.stages for q in stage.questions]
    assert set(answered) <= {None}


def test_a_seats_own_sheet_holds_its_own_answers_only(room: Room):
    for seat in (1, 2, 3, 4):
        write_all(room, seat)
    for seat in (1, 2, 3, 4):
        words = told(room.sheet(seat))
        assert f"⟦note of seat {seat}⟧" in words
        assert not any(f"seat {other}⟧" in words for other in (1, 2, 3, 4) if other != seat)


def test_a_volunteer_waiting_for_the_panel_sees_nothing_of_the_stage_to_come(tmp_path: Path):
    room = room_for.planned(tmp_path / "workspace", released=False)
    cover(room, until="reveal")
    room_for.everyone_comes(room)
    meetings.open_meeting(room.ws, round_id=1)
    hidden, last = values_of(room)
    first = room.sheet()
    room_for.grade_all(room)
    waiting = room.sheet()
    assert waiting.state is SheetState.WAITING
    assert [stage.hidden for stage in waiting.stages] == [False] + [True] * (len(waiting.stages) - 1)
    for sheet in (first, waiting):
        assert hidden not in told(sheet)
        assert bar_word(kind_of("ETHNICITY")) in told(sheet)
        assert not any(value in told(sheet) for value in last)
    while room.case().stage:
        room_for.agree_all(room)
        if not room_for.show(room).next_stage:
            break
        panel_views.open_next_stage(room.ws, round_id=1, case_id=room.cases[0])
        room_for.grade_all(room)
    assert room.sheet().state is SheetState.DONE
    assert hidden in told(room.sheet()), "the cover lifts at its stage"
    room.ws.close()


def cover(room: Room, until: str) -> None:
    """Release every case, with how each text begins covered until a stage."""
    for item in releases.list_releases(room.ws, round_id=1).items:
        case = releases.read_for_release(room.ws, round_id=1, case_id=item.case_id)
        covers = {
            text.key: (Span(start=0, end=min(6, len(text.text)), kind=kind_of("ETHNICITY"), lifts_at=until),)
            for text in case.texts
        }
        letting = Letting(covers=covers, read=frozenset(text.digest for text in case.texts))
        releases.release(room.ws, round_id=1, case_id=item.case_id, letting=letting)


def values_of(room: Room) -> tuple[str, set[str]]:
    """How the first case's grounds begin, with the word that is covered; and what its last stage says at length."""
    with room.ws.read() as session:
        case = session.get_one(RoundCaseRow, room.cases[0])
        scheme = scheme_of(session, case.scheme_id)
        values = read_values(session, scheme, [case.version_id])[case.version_id]
    late = {values.get(field.id, "") for field in scheme.fields if field.seen_by.get("volunteer") == "reveal"}
    return values["grounds"][:30], {value for value in late if len(value) > 12}


def test_nobody_gets_a_volunteers_sheet_of_a_case_without_a_release(room: Room):
    sheet = room_for.fill_in(room, 1)
    releases.recall(room.ws, round_id=1, case_id=room.cases[0])
    for do in (
        lambda: room.sheet(2),
        lambda: sheets.save_answer(room.ws, sheet_id=sheet.sheet_id, question="C8", answer="green"),
        lambda: sheets.lock_stage(room.ws, sheet_id=sheet.sheet_id, stage="record"),
        lambda: audience.audience_case(room.ws, round_id=1, case_id=room.cases[0]),
    ):
        assert "not released to volunteers" in refused(do).what
    assert room.case().seats.locked == 0


# ------------------------------------------------------------------ whose seat it is
def test_a_queue_is_a_seats_own_and_a_coordinator_names_the_seat(room: Room):
    room_for.grade(room, 2, case=1)
    second = rounds.read_queue(room.ws, round_id=1, seat_id=room.seats[1])
    third = rounds.read_queue(room.ws, round_id=1, seat_id=room.seats[2])
    assert (second.items[0].state, third.items[0].state) == (SheetState.WAITING, SheetState.TODO)
    assert (second.next_case, third.next_case) == (room.cases[1], room.cases[0])
    assert {item.reference for item in second.items} == {""}
    assert rounds.read_queue(room.ws, round_id=1).seat_id == room.seats[0]
    other = refused(lambda: rounds.read_queue(room.ws, round_id=1, seat_id=99))
    assert "no such seat" in other.what


def test_a_seat_of_another_round_is_refused(tmp_path: Path):
    drawn = open_coordinated(tmp_path / "workspace")
    told_so = refused(lambda: sheets.open_sheet(drawn.ws, round_id=1, case_id=1, seat_id=7))
    assert "no such seat" in told_so.what
    drawn.ws.close()


def test_single_keys_are_kept_for_each_seat(room: Room):
    sheets.set_single_keys(room.ws, round_id=1, on=False, seat_id=room.seats[2])
    habits = [rounds.read_queue(room.ws, round_id=1, seat_id=seat).single_keys for seat in room.seats]
    assert habits == [True, True, False, True]


def test_a_closed_meeting_takes_a_concern_from_who_may_answer_there_and_nothing_else(room: Room):
    sheet = room.sheet(1)
    for seat in (1, 2, 3, 4):
        room.mark(seat, Presence.LEFT)
    meetings.close_meeting(room.ws, round_id=1)
    told = refused(lambda: sheets.set_single_keys(room.ws, round_id=1, on=False, seat_id=room.seats[2]))
    assert "closed" in told.what
    assert concerns.raise_concern(room.ws, sheet_id=sheet.sheet_id, sort=ConcernSort.CHILD).value.number == 1
    people.add_person(room.ws, PersonFacts(name="Ada", role="auditor", affiliation="other"), passphrase=CHAIR)
    audited = signed_in_as(room.ws, CHAIR)
    told = refused(lambda: concerns.raise_concern(audited, sheet_id=sheet.sheet_id, sort=ConcernSort.CHILD))
    assert "somebody else’s" in told.what
    assert entries(audited)[-1]["event"] == "seat_refused"
    audited.close()


def chaired(tmp_path: Path) -> tuple[Workspace, MeetingView]:
    """A meeting opened, with a chair who signs in and sits in it; the workspace as the chair has it."""
    room = room_for.planned(tmp_path / "workspace")
    chair = people.add_person(
        room.ws, PersonFacts(name="Wilhelmina Ashdown", role="chair", affiliation="community"), passphrase=CHAIR
    ).value
    member = Member(name="", affiliation="community", chairs=True, person_id=chair.person_id)
    meetings.add_member(room.ws, round_id=1, member=member)
    room_for.everyone_comes(room)
    meetings.open_meeting(room.ws, round_id=1)
    ws = signed_in_as(room.ws, CHAIR)
    return ws, meetings.read_meeting(ws, 1)


def test_a_chair_grades_at_the_own_seat_and_at_no_other(tmp_path: Path):
    ws, view = chaired(tmp_path)
    case, own = view.cases[0].case_id, view.seats[-1].seat_id
    assert rounds.read_queue(ws, round_id=1).seat_id == own
    sheet = sheets.open_sheet(ws, round_id=1, case_id=case).value
    assert (sheet.seat_id, sheet.reference) == (own, "")
    sheets.save_answer(ws, sheet_id=sheet.sheet_id, question="C1", answer="no")
    for do in (
        lambda: sheets.open_sheet(ws, round_id=1, case_id=case, seat_id=view.seats[0].seat_id),
        lambda: rounds.read_queue(ws, round_id=1, seat_id=view.seats[0].seat_id),
        lambda: sheets.set_single_keys(ws, round_id=1, on=False, seat_id=view.seats[0].seat_id),
    ):
        assert "somebody else’s" in refused(do).what
        assert entries(ws)[-1]["event"] == "seat_refused"
    ws.close()


def test_a_chair_writes_on_nobody_elses_sheet(tmp_path: Path):
    ws, view = chaired(tmp_path)
    ws.close()
    ws = reopen(ws.folder, passphrase=PASSPHRASE)
    case = view.cases[0].case_id
    sheet = sheets.open_sheet(ws, round_id=1, case_id=case, seat_id=view.seats[1].seat_id).value
    ws = signed_in_as(ws, CHAIR)
    for do in (
        lambda: sheets.save_answer(ws, sheet_id=sheet.sheet_id, question="C1", answer="no"),
        lambda: sheets.pass_case(ws, sheet_id=sheet.sheet_id),
        lambda: sheets.save_given(ws, shown=sheet, question="C1", given=Given(answer="no")),
    ):
        assert "somebody else’s" in refused(do).what
    ws.close()


def test_a_seat_of_a_person_whose_name_was_kept_beside_it_is_blanked_with_the_person(room: Room):
    """As a store of another hand may have it: the seat holds the person and a name."""
    ada = people.add_person(room.ws, PersonFacts(name="Ada Lund", role="volunteer", affiliation="pcc")).value
    view = meetings.add_member(
        room.ws, round_id=1, member=Member(name="", affiliation="pcc", person_id=ada.person_id)
    ).value
    with room.ws.write(Event(act=Act.ALTER, name="made_for_a_test")) as work:
        other = further_seat(work.session, view)
        work.session.add(SeatPersonRow(seat_id=other, actor_id=ada.person_id, name="Ada Lund"))
    people.erase_name(room.ws, ada.person_id)
    assert entries(room.ws)[-1]["details"]["seats"] == [other]
    with room.ws.read() as session:
        assert session.get_one(SeatPersonRow, other).name is None
        assert session.get_one(SeatPersonRow, view.seats[-1].seat_id).actor_id == ada.person_id


def further_seat(session, view: MeetingView) -> int:
    """A further seat of the round, without anybody."""
    like = session.get_one(SeatRow, view.seats[0].seat_id)
    row = SeatRow(round_id=1, number=99, role="volunteer", actor_id=like.actor_id, audit_seq=like.audit_seq)
    session.add(row)
    session.flush()
    return row.id


# ------------------------------------------------------------------ a scheme that changes between two meetings
def test_verdicts_of_an_earlier_meeting_keep_wording_form_and_version(tmp_path: Path, monkeypatch):
    room = room_for.opened(tmp_path / "workspace", size=2)
    room_for.finish(room, 1)
    before, own = room_for.show(room), room.sheet()
    library = load_library("cheshire")
    monkeypatch.setitem(library.schemes, "stop_search", newer(library.scheme("stop_search")))
    assert room_for.show(room) == before
    assert room.sheet() == own
    assert room_for.grade(room, 1, case=2).form_label == "Panel, short"
    drawn = draw(room.ws, seal(room.ws, size=1, form="panel_short").frame_id)
    meetings.set_up_meeting(room.ws, room_for.plan_of(drawn.draw_id))
    second = Room(ws=room.ws, clock=room.clock, round_id=2)
    room_for.let_all_go(room.ws, 2)
    room_for.everyone_comes(second)
    meetings.open_meeting(room.ws, round_id=2)
    room_for.grade_all(second)
    after = room_for.show(second)
    words = {one.question: one.text for one in after.questions}
    assert (words["C8"], second.case().form_label) == ("Another wording?", "A newer form")
    assert "Another wording?" not in told(room_for.show(room), room.view)
    room.ws.close()


def newer(scheme: Scheme) -> Scheme:
    """The next version of a scheme: another wording of the overall question, another label of the panel's form."""
    questions = tuple(
        msgspec.structs.replace(item, text={"en": "Another wording?"}, text_for={}) if item.id == "C8" else item
        for item in scheme.questions
    )
    forms = tuple(
        msgspec.structs.replace(form, label={"en": "A newer form"}) if form.id == "panel_short" else form
        for form in scheme.forms
    )
    return msgspec.structs.replace(scheme, version=scheme.version + 1, questions=questions, forms=forms)
