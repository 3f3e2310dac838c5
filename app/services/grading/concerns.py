"""Concerns that cannot wait for a meeting: raised in a moment, told to the coordinator, and never with a grade."""

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.core.changes import Done, Topic
from app.core.clock import to_text
from app.core.errors import AppError
from app.core.events import Act, Event
from app.core.shapes.concerns import Concern, ConcernSort
from app.core.workflow.rights import Right
from app.models.rounds import RoundCaseRow
from app.models.sheets import ConcernRow, ConcernSeenRow, ConcernTextRow
from app.services.grading.seats import require_sheet
from app.services.grading.sheet_state import sheet_row
from app.services.rights import require
from app.services.workspace import Workspace

_CHANGED = frozenset({Topic.SHEETS, Topic.AUDIT})


def raise_concern(ws: Workspace, *, sheet_id: int, sort: ConcernSort, text: str = "") -> Done[Concern]:
    """Tell the coordinator at once of a possible crime, misconduct or a child at risk.

    What was graded is not in it: a concern can be raised before any answer, and after the case was passed. The log
    holds its number only.

    Args:
        ws: the workspace.
        sheet_id: the sheet of the case.
        sort: what it may be.
        text: what was seen, in the grader's words; may be empty.

    Raises:
        AppError: there is no such sheet, or whoever asks neither grades at its seat nor puts in what others wrote. A
            meeting that is closed takes a concern all the same: it cannot wait.
    """
    require_sheet(ws, sheet_id)
    with ws.write(Event(act=Act.ALTER, name="concern_raised")) as work:
        sheet = sheet_row(work.session, sheet_id)
        row = ConcernRow(
            round_case_id=sheet.round_case_id,
            seat_id=sheet.seat_id,
            sort=sort.value,
            raised_at=work.at,
            **work.written,
        )
        work.session.add(row)
        work.session.flush()
        work.session.add(ConcernTextRow(concern_id=row.id, text=text.strip()))
        work.session.flush()
        work.note(concern=row.id)
        shape = _concern(work.session, row)
    return Done(value=shape, changed=_CHANGED)


def count_concerns(ws: Workspace) -> int:
    """How many concerns nobody has taken on yet: what Home tells, without a word of them."""
    with ws.read() as session:
        waiting = select(func.count()).where(ConcernRow.id.not_in(select(ConcernSeenRow.concern_id)))
        return session.execute(waiting).scalar_one()


def list_concerns(ws: Workspace) -> tuple[Concern, ...]:
    """Every concern, the newest first; that somebody read them is logged. AppError: this role may not read them."""
    require(ws, Right.SEE_IDENTITY)
    with ws.consult(Event(act=Act.CONSULT, name="concerns_listed")) as session:
        rows = session.scalars(select(ConcernRow).order_by(ConcernRow.id.desc())).all()
        return tuple(_concern(session, row) for row in rows)


def take_on_concern(ws: Workspace, *, concern_id: int) -> Done[Concern]:
    """Note that a coordinator has read a concern and deals with it outside this program.

    Raises:
        AppError: there is no such concern, somebody took it on already, or this role may not read them.
    """
    require(ws, Right.SEE_IDENTITY)
    with ws.write(Event(act=Act.CONSULT, name="concern_taken_on", details={"concern": concern_id})) as work:
        row = work.session.get(ConcernRow, concern_id)
        if row is None:
            raise AppError(f"There is no concern {concern_id}.", "Choose one from the list.")
        if work.session.get(ConcernSeenRow, concern_id) is not None:
            raise AppError("Somebody has taken this concern on already.", "Choose another from the list.")
        work.session.add(ConcernSeenRow(concern_id=concern_id, seen_at=work.at, **work.written))
        work.session.flush()
        shape = _concern(work.session, row)
    return Done(value=shape, changed=_CHANGED)


def _concern(session: Session, row: ConcernRow) -> Concern:
    case = session.get_one(RoundCaseRow, row.round_case_id)
    said, seen = session.get(ConcernTextRow, row.id), session.get(ConcernSeenRow, row.id)
    return Concern(
        concern_id=row.id,
        round_id=case.round_id,
        case_id=case.id,
        number=case.position,
        sort=ConcernSort(row.sort),
        text=(said.text if said is not None else "") or "",
        raised_at=to_text(row.raised_at),
        taken_on_at=to_text(seen.seen_at) if seen is not None else "",
    )
