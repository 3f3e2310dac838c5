"""Filled forms on their way back: looked at first, taken as the member's own hand, never over what must stand."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pikepdf
import pytest

from app.core.errors import AppError
from app.core.shapes.filled_forms import FilledForm, FormCase, FormChange, FormsImport, FormsPreview
from app.core.shapes.meetings import GridPlace, GridRow, Medium, Presence
from app.core.shapes.papers import PaperHow, PaperState
from app.core.shapes.sheets import SheetState
from app.services import filled_forms, form_papers, grids, issued, meetings, panel_views, papers, sheets
from app.services.form_papers import FormsOrder
from tests.builders import entries, head
from tests.filling import fill, fill_otherwise
from tests.meeting_room import Member, Room, agree_all, fill_in, grade, grade_all, opened, planned, refused
from tests.people import WORDS, add, signed_in_as

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


def make(room: Room, seat: int = 1, name: str = "forms.pdf", **order) -> Path:
    """The forms of a seat, blank."""
    file = room.ws.folder.parent / name
    made = form_papers.write_forms(room.ws, FormsOrder(round_id=room.round_id, seats=(seat,), **order), file)
    return Path(made.value[0])


def answers(case: int = 1, **given: int) -> dict[str, str]:
    """A whole form of the first stage, by the digits of its answers."""
    said = {"C1": 2, "SS1": 1, "SS2": 1, "SS7": 1, "C8": 2, **given}
    return {f"q_{case}_{question}": f"/{digit}" for question, digit in said.items()}


def look(room: Room, *files: Path) -> FormsPreview:
    return filled_forms.look_at_forms(room.ws, files, round_id=room.round_id)


def take(room: Room, *files: Path, **how) -> FormsImport:
    return filled_forms.import_forms(room.ws, look(room, *files), **how).value


def one(preview: FormsPreview) -> FilledForm:
    (form,) = preview.forms
    return form


def case_of(preview: FormsPreview, number: int = 1) -> FormCase:
    return one(preview).cases[number - 1]


def row(room: Room, seat: int = 1, case: int = 1) -> GridRow:
    return grids.read_grid(room.ws, round_id=room.round_id, case_id=room.cases[case - 1]).rows[seat - 1]


def place(room: Room, seat: int = 1, case: int = 1) -> GridPlace:
    return GridPlace(round_id=room.round_id, case_id=room.cases[case - 1], seat_id=room.seats[seat - 1])


def problem(room: Room, *files: Path) -> str:
    """Why a file is not taken: it says so, and nothing can be taken."""
    preview = look(room, *files)
    assert one(preview).cases == ()
    assert "None of these files" in refused(lambda: filled_forms.import_forms(room.ws, preview)).what
    return " ".join(preview.problems)


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


# ------------------------------------------------------------------ forms that are not taken
def other_workspace(room: Room) -> Path:
    other = opened(room.ws.folder.parent / "elsewhere", size=2)
    file = fill(make(other, name="elsewhere.pdf"), answers())
    other.ws.close()
    return file


def no_fields(room: Room) -> Path:
    file = room.ws.folder.parent / "flat.pdf"
    with pikepdf.open(fill(make(room), answers())) as pdf:
        pdf.flatten_annotations("all")
        for sheet in pdf.pages:
            sheet.Annots = pikepdf.Array()
        pdf.save(file)
    return file


def no_code(room: Room) -> Path:
    return with_code(room, lambda _: "")


def with_code(room: Room, change: Callable[[str], str]) -> Path:
    """A filled form with another code than its own."""
    file = room.ws.folder.parent / "changed.pdf"
    with pikepdf.open(fill(make(room), answers())) as pdf:
        own = next(field for field in pdf.Root.AcroForm.Fields if field.T == "paper")
        own.V = pikepdf.String(change(str(own.V)))
        pdf.save(file)
    return file


def code_of_another(room: Room) -> Path:
    """The fields of one seat under the code of another's paper."""
    with pikepdf.open(make(room, 2, "two.pdf")) as pdf:
        code = next(str(field.V) for field in pdf.Root.AcroForm.Fields if field.T == "paper")
    return with_code(room, lambda own: f"{code[:36]} {own[37:]}")


def recalled(room: Room) -> Path:
    file = fill(make(room), answers())
    paper = issued.list_papers(room.ws, round_id=room.round_id)[-1]
    issued.step_paper(room.ws, paper_id=paper.paper_id, state=PaperState.RECALLED, note="a wrong case")
    return file


def of_a_member_who_left(room: Room) -> Path:
    file = fill(make(room, 4), answers())
    room.mark(4, Presence.LEFT)
    return file


def no_pdf(room: Room) -> Path:
    file = room.ws.folder.parent / "no.pdf"
    file.write_bytes(b"not a PDF at all")
    return file


REFUSALS = {
    other_workspace: "was not issued in this workspace",
    no_fields: "has no fields: it was scanned, printed to a file or flattened",
    no_code: "does not say which form it is",
    code_of_another: "put together from different forms",
    recalled: "not to be used any more: recalled on",
    of_a_member_who_left: "not marked as present",
    no_pdf: "is no PDF",
}


@pytest.mark.parametrize("bring", REFUSALS, ids=lambda bring: bring.__name__)
def test_a_form_that_is_not_taken_says_why_and_what_to_do(room: Room, bring: Callable[[Room], Path]) -> None:
    file = bring(room)
    assert REFUSALS[bring] in problem(room, file)
    assert row(room).answers == {}


def test_another_paper_of_ours_is_no_form(room: Room) -> None:
    (pack,) = papers.write_pack(room.ws, draw_id=1, file=room.ws.folder.parent / "pack.pdf").value
    assert "no fields" in problem(room, Path(pack))


def test_a_form_of_another_meeting_is_brought_in_there(room: Room) -> None:
    file = fill(make(room), answers())
    preview = filled_forms.look_at_forms(room.ws, [file], round_id=77)
    assert "a form of another meeting" in preview.problems[0]


def test_nothing_comes_in_before_the_meeting_is_open(tmp_path: Path) -> None:
    room = planned(tmp_path / "workspace")
    file = fill(make(room), answers())
    assert "not open yet" in problem(room, file)
    room.ws.close()


def test_fields_and_values_put_in_by_hand_are_left_out_and_counted(room: Room) -> None:
    file = room.ws.folder.parent / "edited.pdf"
    with pikepdf.open(fill(make(room), answers())) as pdf:
        form = pdf.Root.AcroForm
        next(field for field in form.Fields if str(field.T) == "q_1_SS1").V = pikepdf.Name("/9")
        extra = pikepdf.Dictionary(FT=pikepdf.Name.Tx, T=pikepdf.String("q_1_C12"), V=pikepdf.String("arrested"))
        form.Fields.append(pdf.make_indirect(extra))
        pdf.save(file)
    form = one(look(room, file))
    assert form.told == (
        "Case 1, SS1: it holds an answer that was never on the form; that is left out.",
        "1 field is not from the form that was issued, and left out.",
    )
    done = take(room, file)
    assert done.answers == 4
    assert row(room).answers == {"C1": "2", "SS2": "1", "SS7": "1", "C8": "2"}


def test_a_case_that_was_answered_at_the_machine_is_not_touched(room: Room) -> None:
    fill_in(room, 1)
    case = case_of(look(room, fill(make(room), answers(SS1=4))))
    assert case.lines == ()
    assert "answered at the machine" in case.told[0]


def test_the_other_files_are_taken_without_one_that_cannot_be(room: Room) -> None:
    good = fill(make(room), answers())
    bad = room.ws.folder.parent / "scan.pdf"
    bad.write_bytes(b"\xff\xd8\xff")
    preview = look(room, bad, good)
    assert len(preview.problems) == 1
    assert filled_forms.import_forms(room.ws, preview).value.answers == 5


def test_who_may_not_put_in_what_others_wrote_brings_no_form(room: Room) -> None:
    file = fill(make(room), answers())
    add(room.ws, role="chair")
    ws = signed_in_as(room.ws, WORDS)
    with pytest.raises(AppError, match="may not put in what others wrote"):
        filled_forms.look_at_forms(ws, [file])
    ws.close()


def test_no_file_at_all(room: Room) -> None:
    assert "No file" in refused(lambda: filled_forms.look_at_forms(room.ws, [])).what
    assert meetings.read_meeting(room.ws, room.round_id).state.value == "open"
    assert grade(room, 1).state is SheetState.WAITING
