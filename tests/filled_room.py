"""A meeting whose members fill in forms: made blank, looked at, taken, and what the grid says then."""

from pathlib import Path

from app.core.shapes.filled_forms import FilledForm, FormCase, FormsImport, FormsPreview
from app.core.shapes.meetings import GridPlace, GridRow
from app.services.grading import grids
from app.services.papers import filled_forms, form_papers
from app.services.papers.form_papers import FormsOrder
from tests.meeting_room import Room


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
    """What would come of some files."""
    return filled_forms.look_at_forms(room.ws, files, round_id=room.round_id)


def take(room: Room, *files: Path, **how) -> FormsImport:
    """Look at some files and save what they say."""
    return filled_forms.import_forms(room.ws, look(room, *files), **how).value


def one(preview: FormsPreview) -> FilledForm:
    """The only file."""
    (form,) = preview.forms
    return form


def case_of(preview: FormsPreview, number: int = 1) -> FormCase:
    """What it says about a case."""
    return one(preview).cases[number - 1]


def row(room: Room, seat: int = 1, case: int = 1) -> GridRow:
    """What the grid says of a seat and a case."""
    return grids.read_grid(room.ws, round_id=room.round_id, case_id=room.cases[case - 1]).rows[seat - 1]


def place(room: Room, seat: int = 1, case: int = 1) -> GridPlace:
    """A cell's place in the grid."""
    return GridPlace(round_id=room.round_id, case_id=room.cases[case - 1], seat_id=room.seats[seat - 1])
