"""Which of the forms that were issued here a filled file is a copy of."""

from dataclasses import dataclass, replace

import msgspec
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.core.errors import AppError
from app.core.shapes.filled_forms import FilledForm
from app.core.shapes.form_papers import GradingForms
from app.core.shapes.papers import PaperState
from app.core.workflow.form_fields import CODE, paper_code, paper_of
from app.models.papers import PaperRow, PaperShapeRow
from app.models.rounds import SeatRow
from app.services.papers.issued import paper_listings
from app.services.workspace import Workspace

SORT = "forms"

_GRID = "Type what it says into the grid."


@dataclass(frozen=True, kw_only=True, slots=True)
class Issued:
    """A paper with forms as it was issued: its row's number and its own, its meeting and seat, and what it asks."""

    paper_id: int
    number: str
    round_id: int
    seat_id: int
    shape: GradingForms


def find_issued(ws: Workspace, session: Session, form: FilledForm) -> Issued:
    """The paper that a file is a filled copy of.

    Raises:
        AppError: the file has no fields, names no paper or none that was issued here, or another sort of paper; its
            parts are of different papers; the paper was recalled or destroyed, or what it asked was erased.
    """
    if not form.values:
        raise AppError("It has no fields: it was scanned, printed to a file or flattened.", _GRID)
    paper = paper_of(form.values.get(CODE, ""))
    if not paper:
        raise AppError("It does not say which form it is: it is none of ours, or was made over.", _GRID)
    row = session.scalars(select(PaperRow).where(PaperRow.uuid == paper)).one_or_none()
    if row is None:
        raise AppError("It was not issued in this workspace.", "Bring it in where it was made, or ask who sent it.")
    if row.sort != SORT or row.round_id is None:
        raise AppError("It is another paper of ours, and no grading form.", "Look for the form that was filled in.")
    return _issued(ws, session, row, form)


def _issued(ws: Workspace, session: Session, row: PaperRow, form: FilledForm) -> Issued:
    (listing,) = paper_listings(ws, session, [row])
    if listing.state in (PaperState.RECALLED, PaperState.DESTROYED):
        raise AppError(f"That form is not to be used any more: {listing.state_told.lower()}.", _GRID)
    kept = session.get(PaperShapeRow, row.shape_of or row.id)
    if kept is None or kept.body is None:
        raise AppError("What that form asked was erased.", _GRID)
    shape = msgspec.json.decode(kept.body, type=GradingForms)
    shape = replace(shape, issue=replace(shape.issue, number=listing.number, paper=row.uuid))
    if form.values[CODE].strip() != paper_code(shape):
        raise AppError("Its code does not fit it: it was put together from different forms.", _GRID)
    round_id = row.round_id or 0
    wanted = select(SeatRow.id).where(SeatRow.round_id == round_id, SeatRow.number == shape.seat)
    return Issued(
        paper_id=row.id,
        number=listing.number,
        round_id=round_id,
        seat_id=session.scalars(wanted).one(),
        shape=shape,
    )
