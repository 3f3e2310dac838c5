"""Filled forms on their way back: looked at first, taken as the member's own hand, never over what must stand."""

from collections.abc import Iterator
from pathlib import Path

import pikepdf
import pytest

from app.core.shapes.filled_forms import FormChange, FormsImport
from app.core.shapes.meetings import Medium, Presence
from app.core.shapes.papers import PaperHow
from app.core.shapes.sheets import SheetState
from app.services.grading import grids, sheets
from app.services.panels import panel_views
from app.services.papers import filled_forms, form_papers
from app.services.papers.form_papers import FormsOrder
from tests.builders import entries, head
from tests.filled_room import answers, case_of, look, make, one, place, row, take
from tests.filling import fill, fill_otherwise
from tests.meeting_room import Member, Room, agree_all, grade_all, opened, refused

WELSH, RTL = "Gŵyn Llŷr: ŵ ŷ Ŵ Ŷ", "مرحبا بك שלום"
SEVEN = tuple(
    Member(name=name, affiliation="community", chairs=not at)
    for at, name in enumerate(("Ottoline", "Idris", "Sunniva", "Barnaby", "Wilhelmina", "Caradog", "Ngozi"))
)


@pytest.fixture
def room(tmp_path: Path) -> Iterator[Room]:
    """A meeting of four that is open, with three cases."""
    found = opened(tmp_path / "workspace")
    yield found
    found.ws.close()


# ------------------------------------------------------------------ what is taken
def test_seven_seats_fill_in_their_forms_and_all_of_it_comes_in(tmp_path: Path) -> None:
    room = opened(tmp_path / "workspace", members=SEVEN)
    every = form_papers.write_forms(room.ws, FormsOrder(round_id=1), tmp_path / "forms.pdf").value
    files = []
    for seat, blank in enumerate(map(Path, every), 1):
        said = {name: state for case in (1, 2, 3) for name, state in answers(case, SS1=1 + seat % 6).items()}
        said |= {"n_1_SS1": f"{WELSH} {RTL} {seat} " + "x" * 5_000, "r_1_SS1_A": "/Yes", "r_1_SS1_G": "/Yes"}
        files.append((fill, fill_otherwise)[seat % 2](blank, said))
    preview = look(room, *files)
    assert (preview.new, preview.different, preview.problems) == (7 * 15, 0, ())
    done = filled_forms.import_forms(room.ws, preview, locking=True).value
    assert done == FormsImport(forms=7, answers=105, kept=0, locked=21, told=())
    for seat in range(1, 8):
        sheet = sheets.open_sheet(
            room.ws, round_id=1, case_id=room.cases[0], seat_id=room.seats[seat - 1], looks=True
        ).value
        asked = {question.id: question for question in sheet.stages[0].questions}
        assert asked["SS1"].note == f"{WELSH} {RTL} {seat} " + "x" * 5_000
        assert len(asked["SS1"].ticked) == 2
        assert row(room, seat).locked
    assert room.case(1).seats.all_in
    room.ws.close()


def test_looking_saves_nothing_and_shows_what_would_come(room: Room) -> None:
    file = fill(make(room), {**answers(2), "n_2_SS1": "Tŷ Ŵyn", "r_2_SS1_A": "/Yes", "p_3": "/Yes"})
    form = one(look(room, file))
    assert (form.paper, form.seat, form.name) == ("R1 forms record seat 1, copy 1", 1, "Ottoline Brackenbury")
    assert (form.meeting, form.stage_label) == ("Custody scrutiny panel, 10 July 2025", "The record")
    assert [(case.number, len(case.lines)) for case in form.cases] == [(1, 0), (2, 5), (3, 1)]
    line = form.cases[1].lines[1]
    assert (line.question, line.stands, line.change) == ("SS1", "", FormChange.NEW)
    assert line.says == "Strong; Specific information; “Tŷ Ŵyn”"
    assert form.cases[2].lines[0].label == "Passed"
    assert row(room, case=2).answers == {}
    last = entries(room.ws)[-2]
    assert (last["event"], last["act"]) == ("filled_forms_opened", "consult")


def test_one_import_is_one_entry_of_the_log_with_the_hash_of_its_file_and_no_answer(room: Room) -> None:
    file = fill(make(room), answers())
    count, _ = head(room.ws)
    take(room, file)
    assert head(room.ws)[0] == count + 2  # looked at, and saved
    last = entries(room.ws)[-1]
    assert (last["event"], last["act"]) == ("forms_imported", "alter")
    assert set(last["details"]) == {"replacing", "locking", "sha256", "papers", "answers", "locked"}
    assert last["details"]["answers"] == 5


def test_it_is_the_members_own_hand_and_not_typed_twice(room: Room) -> None:
    take(room, fill(make(room), answers()))
    assert row(room).answers == {"C1": "2", "SS1": "1", "SS2": "1", "SS7": "1", "C8": "2"}
    assert row(room).checked >= {"SS1", "C8"}
    assert not row(room).at_machine
    assert row(room).can_lock
    grids.lock_row(room.ws, place(room))
    assert row(room).locked


def test_an_answer_typed_over_it_is_to_be_typed_twice_again(room: Room) -> None:
    take(room, fill(make(room), answers()))
    grids.enter_answer(room.ws, place(room), question="SS1", key="3", medium=Medium.PAPER)
    assert "SS1" not in row(room).checked
    assert not row(room).can_lock


def test_what_a_form_leaves_blank_does_not_check_what_was_typed_from_paper(room: Room) -> None:
    grids.enter_answer(room.ws, place(room), question="SS1", key="3", medium=Medium.PAPER)
    said = answers()
    del said["q_1_SS1"]
    take(room, fill(make(room), said))
    assert row(room).answers["SS1"] == "3"
    assert not row(room).can_lock


def test_a_form_that_says_what_was_typed_is_its_second_typing(room: Room) -> None:
    for question, key in (("C1", "2"), ("SS1", "1"), ("SS2", "1"), ("SS7", "1"), ("C8", "2")):
        grids.enter_answer(room.ws, place(room), question=question, key=key, medium=Medium.PAPER)
    assert not row(room).can_lock
    assert take(room, fill(make(room), answers())).answers == 0
    assert row(room).can_lock


def test_a_pass_with_answers_beside_it(room: Room) -> None:
    done = take(room, fill(make(room), {"q_1_C1": "/2", "p_1": "/Yes"}), locking=True)
    assert (done.answers, done.locked) == (2, 0)
    assert (row(room).state, row(room).answers) == (SheetState.PASSED, {"C1": "2"})


def test_a_conflict_takes_the_case_away_and_the_rest_is_left_out(room: Room) -> None:
    preview = look(room, fill(make(room), answers(C1=1)))
    assert [line.question for line in case_of(preview).lines] == ["C1"]
    assert "not theirs to grade" in case_of(preview).told[0]
    filled_forms.import_forms(room.ws, preview, locking=True)
    assert (row(room).state, row(room).answers) == (SheetState.CONFLICT, {"C1": "1"})


def test_locking_leaves_open_what_is_not_complete_and_says_so(room: Room) -> None:
    done = take(room, fill(make(room), {**answers(1), "q_2_C1": "/2"}), locking=True)
    assert done.locked == 1
    (told,) = done.told
    assert told.startswith("Seat 1, case 2: not locked. 4 questions still need an answer: SS1, SS2, SS7, C8.")
    assert row(room, case=2).answers == {"C1": "2"}


def test_a_later_stage_has_forms_of_its_own(room: Room) -> None:
    grade_all(room)
    agree_all(room)
    panel_views.open_next_stage(room.ws, round_id=room.round_id, case_id=room.cases[0])
    blank = make(room, stage=room.case().stage)
    with pikepdf.open(blank) as pdf:
        names = [str(field.T) for field in pdf.Root.AcroForm.Fields]
    first = next(name for name in names if name.startswith("q_1_"))
    assert take(room, fill(blank, {first: "/1"})).answers == 1


# ------------------------------------------------------------------ twice, and otherwise
def test_the_same_file_again_is_nothing_new(room: Room) -> None:
    file = fill(make(room), {**answers(), "n_1_SS1": WELSH, "p_2": "/Yes"})
    assert take(room, file).answers == 6
    again = look(room, file)
    assert (again.new, again.different) == (0, 0)
    assert take(room, file) == FormsImport(forms=1, answers=0, kept=0, locked=0, told=())
    assert row(room).can_lock


def test_other_answers_are_shown_and_what_stands_is_kept_unless_told_to_replace(room: Room) -> None:
    blank = make(room, how=PaperHow(copies=2))
    first, second = blank, blank.with_name("forms-copy-2.pdf")
    take(room, fill(first, {**answers(), "n_1_SS1": "first"}))
    other = fill(second, {**answers(SS1=4), "n_1_SS1": "second", "n_1_C8": "more"})
    preview = look(room, other)
    lines = {line.question: line for line in case_of(preview).lines}
    assert lines["SS1"].change is FormChange.DIFFERENT
    assert (lines["SS1"].stands, lines["SS1"].says) == ("Strong; “first”", "Does not meet the test; “second”")
    assert (lines["C8"].change, lines["C1"].change) == (FormChange.NEW, FormChange.SAME)
    done = filled_forms.import_forms(room.ws, preview).value
    assert (done.answers, done.kept) == (1, 1)
    assert row(room).answers["SS1"] == "1"
    done = take(room, other, replacing=True)
    assert (done.answers, done.kept) == (1, 0)
    assert row(room).answers["SS1"] == "4"


def test_a_pass_over_answers_that_stand_has_to_be_meant(room: Room) -> None:
    take(room, fill(make(room), answers()))
    other = fill(make(room, name="other.pdf"), {"p_1": "/Yes"})
    assert take(room, other).kept == 1
    assert row(room).state is SheetState.STARTED
    take(room, other, replacing=True)
    assert row(room).state is SheetState.PASSED
    assert "take it up again in the grid" in " ".join(case_of(look(room, fill(make(room), answers()))).told)


def test_nothing_replaces_what_is_locked(room: Room) -> None:
    take(room, fill(make(room), answers()), locking=True)
    other = fill(room.ws.folder.parent / "forms.pdf", answers(SS1=4), room.ws.folder.parent / "other.pdf")
    assert case_of(look(room, other)).told == ("That form is locked: its answers stand.",)
    take(room, other, replacing=True)
    assert row(room).answers["SS1"] == "1"


def test_nothing_changes_after_the_panel_has_seen_the_spread_or_gone_on(room: Room) -> None:
    file = fill(make(room), answers(SS1=4))
    grade_all(room, but=(1,))
    room.mark(1, Presence.LEFT)
    panel_views.show_spread(room.ws, round_id=room.round_id, case_id=room.cases[0])
    room.mark(1, Presence.PRESENT, declared=True)
    assert "The panel has gone on from “The record”" in case_of(look(room, file)).told[0]
    assert take(room, file, replacing=True).answers == 0


def test_two_files_of_one_seat_are_brought_one_after_the_other(room: Room) -> None:
    file = fill(make(room), answers())
    preview = look(room, file, file)
    assert [form.problems == () for form in preview.forms] == [True, False]
    assert "same seat and stage" in preview.problems[0]
    assert filled_forms.import_forms(room.ws, preview).value.answers == 5


def test_what_was_changed_since_it_was_looked_at_is_looked_at_again(room: Room) -> None:
    preview = look(room, fill(make(room), answers()))
    grids.enter_answer(room.ws, place(room), question="SS1", key="3", medium=Medium.PAPER)
    told = refused(lambda: filled_forms.import_forms(room.ws, preview))
    assert "Something was changed" in told.what
    assert row(room).answers == {"SS1": "3"}


def test_one_that_was_changed_since_does_not_hold_up_the_others(room: Room) -> None:
    files = [fill(make(room, seat, f"seat-{seat}.pdf"), answers()) for seat in (1, 2)]
    preview = look(room, *files)
    grids.enter_answer(room.ws, place(room), question="SS1", key="3", medium=Medium.PAPER)
    done = filled_forms.import_forms(room.ws, preview).value
    assert (done.forms, done.answers) == (1, 5)
    assert entries(room.ws)[-1]["details"]["left"] == [preview.forms[0].sha256]
    assert [told for told in done.told if "changed since" in told] == [
        f"{files[0].name}: nothing of it was saved, as something was changed since it was looked at. Look at it again."
    ]
    assert row(room).answers == {"SS1": "3"}
    assert row(room, 2).answers["SS1"] == "1"
