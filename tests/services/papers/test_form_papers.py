"""Grading forms of a meeting: a paper a seat, of what is to be graded now, and nothing of any record in its bytes."""

from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

import pikepdf
import pytest

from app.core.errors import AppError
from app.core.schemes.plain import reference_of
from app.core.shapes.meetings import Presence
from app.core.shapes.papers import PaperHow, PrintSize
from app.models.record_store import read_values
from app.services.drawing.frame_views import scheme_of
from app.services.grading import sheets
from app.services.panels import meetings, panel_views
from app.services.panels.panel_cases import case_rows
from app.services.papers import form_papers, issued
from app.services.papers.form_papers import FormsOrder
from tests.builders import entries
from tests.export.papers import faults, structure
from tests.meeting_room import MEMBERS, Room, agree_all, finish, grade, grade_all, opened, planned, refused
from tests.people import WORDS, add, signed_in_as


@pytest.fixture
def room(tmp_path: Path) -> Iterator[Room]:
    """A meeting of four that is open, with three cases."""
    found = opened(tmp_path / "workspace")
    yield found
    found.ws.close()


def make(room: Room, name: str = "forms.pdf", **order) -> list[Path]:
    """Make forms; gives their files."""
    file = room.ws.folder.parent / name
    made = form_papers.write_forms(room.ws, FormsOrder(round_id=room.round_id, **order), file)
    return [Path(path) for path in made.value]


def names(file: Path) -> set[str]:
    """The names of the fields."""
    with pikepdf.open(file) as pdf:
        return {str(field.T) for field in pdf.Root.AcroForm.Fields}


def cases_in(file: Path) -> set[int]:
    return {int(name[2:]) for name in names(file) if name.startswith("p_")}


def every_word(file: Path) -> str:
    """All that the file says anywhere: on its pages, in the words of its fields, in what it says of itself."""
    data = file.read_bytes()
    with pikepdf.open(BytesIO(data)) as pdf:
        strings = [str(thing) for item in pdf.objects for thing in _strings(item, 0)]
        streams = [item.read_bytes() for item in pdf.objects if isinstance(item, pikepdf.Stream)]
    plain = b"\n".join(streams).decode("latin-1")
    return "\n".join([structure(data).words, *strings, plain])


def _strings(thing: object, depth: int) -> Iterator[object]:
    if isinstance(thing, pikepdf.String):
        yield thing
    elif isinstance(thing, pikepdf.Array) and depth < 4:
        for item in thing:
            yield from _strings(item, depth + 1)
    elif isinstance(thing, pikepdf.Dictionary) and depth < 4:
        for key in thing:
            if key not in ("/Parent", "/P", "/Pg", "/Obj", "/K", "/Kids"):
                yield from _strings(thing[key], depth + 1)


# ------------------------------------------------------------------ which papers
def test_each_seat_has_a_file_of_its_own(room: Room, tmp_path: Path) -> None:
    files = make(room)
    assert [file.name for file in files] == [f"forms-seat-{number}.pdf" for number in (1, 2, 3, 4)]
    assert len({file.read_bytes() for file in files}) == 4
    for file in files:
        assert cases_in(file) == {1, 2, 3}
        assert {"q_1_C1", "q_1_SS1", "r_1_SS1_A", "n_3_C8"} <= names(file)
    for profile in ("ua1", "2a"):
        assert faults(files[0].read_bytes(), profile, tmp_path) == []
    kept = issued.list_papers(room.ws, round_id=room.round_id)
    assert [paper.number for paper in kept] == [f"R1 forms record seat {number}, copy 1" for number in (1, 2, 3, 4)]


def test_it_is_one_entry_of_the_log_that_names_no_one(room: Room) -> None:
    make(room, seats=(1, 3))
    last = entries(room.ws)[-1]
    assert (last["event"], last["act"]) == ("forms_made", "disclose")
    assert last["details"]["seats"] == [1, 3]
    assert (last["details"]["stage"], len(last["details"]["papers"])) == ("record", 2)
    assert not any(member.name in str(last) for member in MEMBERS)


def test_one_seat_is_one_file_and_copies_are_numbered(room: Room) -> None:
    (file,) = make(room, seats=(2,))
    assert file.name == "forms.pdf"
    how = PaperHow(size=PrintSize.LARGE, copies=2)
    assert [path.name for path in make(room, seats=(2,), how=how)] == ["forms-copy-2.pdf", "forms-copy-3.pdf"]


def test_forms_can_be_made_before_the_meeting(tmp_path: Path) -> None:
    room = planned(tmp_path / "workspace")
    assert [cases_in(file) for file in make(room)] == [{1, 2, 3}] * 4
    room.ws.close()


def test_what_is_locked_is_not_asked_again_and_who_is_away_has_no_paper(room: Room) -> None:
    grade(room, 1, 2)
    room.mark(4, Presence.LEFT)
    files = make(room)
    assert [file.name for file in files] == [f"forms-seat-{number}.pdf" for number in (1, 2, 3)]
    assert [cases_in(file) for file in files] == [{1, 3}, {1, 2, 3}, {1, 2, 3}]
    assert len(make(room, "again.pdf", seats=(4,))) == 1, "but by name they have"


def test_a_case_that_a_conflict_took_away_is_on_no_form_of_that_seat(room: Room) -> None:
    sheets.save_answer(room.ws, sheet_id=room.sheet(2, 1).sheet_id, question="C1", answer="yes")
    assert cases_in(make(room, seats=(2,))[0]) == {2, 3}


def test_the_next_stage_only_of_cases_that_the_panel_opened_it_for(room: Room) -> None:
    assert "No case of the meeting is to be graded at the stage “reveal” now." in refused(
        lambda: make(room, stage="reveal")
    ).what  # fmt: skip
    grade_all(room, 1)
    agree_all(room, 1)
    panel_views.open_next_stage(room.ws, round_id=room.round_id, case_id=room.cases[0])
    stage = room.case(1).stage
    assert cases_in(make(room, "next.pdf", stage=stage, seats=(1,))[0]) == {1}
    assert cases_in(make(room, "first.pdf", stage="record", seats=(1,))[0]) == {2, 3}


# ------------------------------------------------------------------ what is in them
def test_nothing_of_the_record_nor_a_name_nor_a_later_stage_is_in_any_byte(room: Room) -> None:
    (file,) = make(room, seats=(2,))
    said = every_word(file)
    assert "How strong are the grounds in the record?" in said
    assert "Custody scrutiny panel" in said
    told = record_values(room)
    assert len(told) > 20
    assert [value for value in told if value in said] == []
    for member in MEMBERS:
        assert all(part not in said for part in member.name.split())
    later = questions_of_the_next_stage(room)
    assert later
    assert not any(question in said for question in later)


def record_values(room: Room) -> set[str]:
    """All that the records of the meeting's cases say that is long enough to be known again, texts by their starts."""
    with room.ws.read() as session:
        rows = case_rows(session, room.round_id)
        scheme = scheme_of(session, rows[0].scheme_id)
        every = read_values(session, scheme, [row.version_id for row in rows]).values()
        values = [value for record in every for value in record.values()]
        references = [reference_of(scheme, record) for record in every]
    assert any(references)
    return {value[:25] for value in (*values, *references) if len(value) > 7}


def questions_of_the_next_stage(room: Room) -> list[str]:
    """What is asked about the first case once the panel has opened its next stage."""
    grade_all(room, 1)
    agree_all(room, 1)
    panel_views.open_next_stage(room.ws, round_id=room.round_id, case_id=room.cases[0])
    shown = [stage for stage in room.sheet(1, 1).stages if not stage.hidden and not stage.locked]
    return [question.text for stage in shown for question in stage.questions]


# ------------------------------------------------------------------ what is refused
def test_nothing_is_made_of_what_is_not_released(tmp_path: Path) -> None:
    room = planned(tmp_path / "workspace", released=False)
    told = refused(lambda: make(room))
    assert told.what == "Not released to volunteers: cases 1, 2, 3."
    assert issued.list_papers(room.ws) == ()
    room.ws.close()


def test_seats_and_meetings_that_there_are_not(room: Room) -> None:
    assert "has no seat 9" in refused(lambda: make(room, seats=(1, 9))).what
    wrong = FormsOrder(round_id=77)
    assert "no meeting R77" in refused(lambda: form_papers.write_forms(room.ws, wrong, Path("forms.pdf"))).what


def test_nothing_is_left_to_grade(room: Room) -> None:
    for case in (1, 2, 3):
        grade(room, 1, case)
    assert "Nothing is left to grade" in refused(lambda: make(room, seats=(1,))).what


def test_a_meeting_that_is_closed_has_no_more_forms(tmp_path: Path) -> None:
    room = opened(tmp_path / "workspace", size=1)
    finish(room)
    meetings.close_meeting(room.ws, round_id=room.round_id)
    assert "closed" in refused(lambda: make(room)).what
    room.ws.close()


def test_who_may_not_make_papers_makes_none(room: Room) -> None:
    add(room.ws, role="chair")
    ws = signed_in_as(room.ws, WORDS)
    with pytest.raises(AppError, match="may not make papers"):
        form_papers.write_forms(ws, FormsOrder(round_id=room.round_id), ws.folder.parent / "forms.pdf")
    assert entries(ws)[-1]["event"] != "forms_made"
    ws.close()
