"""Filled forms that are not taken, or not whole: each says why in a sentence, and nothing else is changed by it."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pikepdf
import pytest

from app.core.errors import AppError
from app.core.shapes.meetings import Presence
from app.core.shapes.papers import PaperState
from app.services.drawing import replacing
from app.services.papers import draw_papers, filled_forms, issued
from tests.filled_room import answers, case_of, look, make, one, row, take
from tests.filling import fill
from tests.meeting_room import Room, fill_in, opened, planned, refused
from tests.people import WORDS, add, signed_in_as


@pytest.fixture
def room(tmp_path: Path) -> Iterator[Room]:
    """A meeting of four that is open, with three cases."""
    found = opened(tmp_path / "workspace")
    yield found
    found.ws.close()


def problem(room: Room, *files: Path) -> str:
    """Why a file is not taken: it says so, and nothing can be taken."""
    preview = look(room, *files)
    assert one(preview).cases == ()
    assert "None of these files" in refused(lambda: filled_forms.import_forms(room.ws, preview)).what
    return " ".join(preview.problems)


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


@pytest.mark.parametrize("held", ["/2", ""])
def test_a_mark_that_is_not_what_the_file_holds_is_told_and_its_question_left_out(room: Room, held: str) -> None:
    file = room.ws.folder.parent / "unlike.pdf"
    said = answers() | {"n_1_SS1": "a note beside it", "r_1_SS1_A": "/Yes"}
    with pikepdf.open(fill(make(room), said)) as pdf:
        field = next(field for field in pdf.Root.AcroForm.Fields if field.T == "q_1_SS1")
        assert field.V == "/1"
        if held:
            field.V = pikepdf.Name(held)
        else:
            del field["/V"]
        pdf.save(file)
    preview = look(room, file)
    (told,) = one(preview).told
    assert "Case 1, SS1: what shows on the page is not what the file holds" in told
    filled_forms.import_forms(room.ws, preview)
    assert set(row(room).answers) == {name.removeprefix("q_1_") for name in answers()} - {"SS1"}


def test_another_paper_of_ours_is_no_form(room: Room) -> None:
    (pack,) = draw_papers.write_pack(room.ws, draw_id=1, file=room.ws.folder.parent / "pack.pdf").value
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
        field = next(field for field in form.Fields if str(field.T) == "q_1_SS1")
        field.V = pikepdf.Name("/9")
        next(box for box in field.Kids if box.AS == "/1").AS = pikepdf.Name("/9")
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


def test_a_case_that_was_withheld_since_is_left_out(room: Room) -> None:
    file = fill(make(room), {**answers(1), **answers(2)})
    replacing.withhold(room.ws, draw_id=1, token=room.case(1).token, reason="live_investigation")
    preview = look(room, file)
    assert case_of(preview).lines == ()
    assert "withheld" in case_of(preview).told[0]
    assert filled_forms.import_forms(room.ws, preview).value.answers == 5
