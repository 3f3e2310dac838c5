"""A paper made again from what was kept of it: to look at, to save, to print.

The bytes are those that were issued. Where a newer version of the program sets papers differently they cannot be: then
the number on every page says that it was made again, so that nobody takes it for the one that was handed out.
"""

from dataclasses import replace
from pathlib import Path
from typing import Any, Final, cast

import msgspec
from sqlalchemy.orm import Session

from app.core.canonical import sha256_hex
from app.core.changes import Done, Topic
from app.core.errors import AppError
from app.core.events import Act, Event
from app.core.shapes.papers import OpenedPaper
from app.export.files import write_whole
from app.export.fonts import not_as_written
from app.models.papers import PaperRow, PaperShapeRow
from app.services.papers.issued import name_of, number_of, paper_listings, paper_row, require_paper
from app.services.papers.issuing import as_copy, make_paper
from app.services.papers.paper_sorts import SORTS
from app.services.papers.unprinted import unprinted_words
from app.services.workspace import Work, Workspace

_CHANGED: Final = frozenset({Topic.AUDIT})
_AGAIN: Final = "made again"
_DIFFERS: Final = (
    "This version of the program sets papers differently from the one that made it: it says the same, and its number "
    "says “made again” on every page."
)


def open_paper(ws: Workspace, paper_id: int) -> OpenedPaper:
    """A copy made again, to look at it. That it was looked at is logged.

    Raises:
        AppError: whoever opened the workspace may not; there is no such paper, or what it said was erased.
    """
    require_paper(ws, paper_id)
    with ws.consult(Event(act=Act.CONSULT, name="paper_opened", details={"paper": paper_id})) as session:
        return _opened(ws, session, paper_id)


def save_paper(ws: Workspace, *, paper_id: int, file: Path) -> Done[OpenedPaper]:
    """Write a copy that was issued before to a file once more. It keeps its number, and the log has it again.

    Raises:
        AppError: as in :func:`open_paper`; or the file cannot be written (an old one stays).
    """
    require_paper(ws, paper_id)
    target = ws.place_for(file)
    with ws.write(Event(act=Act.DISCLOSE, name="paper_saved", details={"paper": paper_id})) as work:
        done = _handed_out(ws, work, paper_id)
    write_whole(target, done.value.data)
    return done


def print_paper(ws: Workspace, *, paper_id: int) -> Done[OpenedPaper]:
    """A copy made again to be printed. That it goes to a printer is logged.

    Raises:
        AppError: as in :func:`open_paper`.
    """
    require_paper(ws, paper_id)
    with ws.write(Event(act=Act.DISCLOSE, name="paper_printed", details={"paper": paper_id})) as work:
        return _handed_out(ws, work, paper_id)


def made_again(session: Session, row: PaperRow) -> tuple[bytes, object, bool]:
    """The bytes of a copy, the shape they were made from, and whether they are those that were issued.

    Raises:
        AppError: what it said was erased.
    """
    kept = session.get(PaperShapeRow, row.shape_of or row.id)
    if kept is None or kept.body is None:
        raise AppError(
            f"What {name_of(row)} said was erased: it cannot be made again.",
            "That it was made, when and for how long it was out stays in the list.",
        )
    shape = _shape(row, kept.body)
    data = make_paper(row.sort, shape, row.size)
    if sha256_hex(data) == row.sha256:
        return data, shape, True
    shape = as_copy(shape, number=f"{number_of(row)}, {_AGAIN}", paper=row.uuid)
    return make_paper(row.sort, shape, row.size), shape, False


def _shape(row: PaperRow, body: bytes) -> object:
    """The shape of a copy: copies made in one go share one, which names the first of them."""
    try:
        shape: object = msgspec.json.decode(body, type=SORTS[row.sort].shape)
    except msgspec.ValidationError as error:
        raise AppError(
            f"{name_of(row)} was made by a version of the program whose papers this one cannot read.",
            "Use a copy that was saved then, or make the paper anew.",
        ) from error
    return shape if row.shape_of is None else as_copy(shape, number=number_of(row), paper=row.uuid)


def _opened(ws: Workspace, session: Session, paper_id: int) -> OpenedPaper:
    row = paper_row(session, paper_id)
    data, shape, same = made_again(session, row)
    issue = cast(Any, shape).issue
    (listing,) = paper_listings(ws, session, [row])
    return OpenedPaper(
        listing=listing if same else replace(listing, number=issue.number),
        data=data,
        marking=issue.marking,
        handling=issue.handling,
        same=same,
        told="" if same else _DIFFERS,
        lacking=not_as_written(shape),
    )


def _handed_out(ws: Workspace, work: Work, paper_id: int) -> Done[OpenedPaper]:
    opened = _opened(ws, work.session, paper_id)
    work.note(sha256=[sha256_hex(opened.data)])
    return Done(value=opened, changed=_CHANGED, told=unprinted_words([(opened.listing.number, opened.lacking)]))
