"""Concerns that cannot wait for a meeting: raised in a moment, for the coordinator alone, and never with a grade.

A concern may be about somebody who signs in here. So where there is a coordinator no line manager reads it, and where
there is none they read those of their own rounds alone. Who takes one on takes it from nobody's sight: it stays in the
list, with who did and when.
"""

from sqlalchemy import ColumnElement, func, select, true
from sqlalchemy.orm import Session

from app.core.changes import Done, Topic
from app.core.clock import to_text
from app.core.errors import AppError
from app.core.events import Act, Event
from app.core.shapes.concerns import Concern, ConcernCounts, ConcernSort
from app.core.workflow.rights import Right, Role, with_article
from app.models.rounds import RoundCaseRow
from app.models.sheets import ConcernRow, ConcernSeenRow, ConcernTextRow
from app.models.workspaces import ActorRow
from app.services.grading.seats import require_sheet, rounds_of_line_manager
from app.services.grading.sheet_state import sheet_row
from app.services.rights import coordinated, require
from app.services.workspace import Workspace
from app.services.workspaces import name_of

_CHANGED = frozenset({Topic.SHEETS, Topic.AUDIT})
_SEEN = select(ConcernSeenRow.concern_id)


def raise_concern(ws: Workspace, *, sheet_id: int, sort: ConcernSort, text: str = "") -> Done[Concern]:
    """Tell whoever reads concerns here of a possible crime, misconduct or a child at risk.

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


def count_concerns(ws: Workspace) -> ConcernCounts:
    """How many concerns wait and how many were taken on: what Home tells, without a word of them.

    Raises:
        AppError: whoever opened the workspace may not read them; the refusal is logged.
    """
    require(ws, Right.CONCERNS)
    with ws.read() as session:
        theirs = select(func.count()).select_from(ConcernRow).where(_theirs(ws, session))
        seen = session.execute(theirs.where(ConcernRow.id.in_(_SEEN))).scalar_one()
        return ConcernCounts(waiting=session.execute(theirs).scalar_one() - seen, taken_on=seen)


def list_concerns(ws: Workspace) -> tuple[Concern, ...]:
    """Every concern for whoever asks, those taken on too, the newest first; that somebody read them is logged.

    Raises:
        AppError: whoever opened the workspace may not read them; the refusal is logged.
    """
    require(ws, Right.CONCERNS)
    with ws.consult(Event(act=Act.CONSULT, name="concerns_listed")) as session:
        rows = session.scalars(select(ConcernRow).where(_theirs(ws, session)).order_by(ConcernRow.id.desc())).all()
        return tuple(_concern(session, row) for row in rows)


def take_on_concern(ws: Workspace, *, concern_id: int) -> Done[Concern]:
    """Note that whoever opened the workspace has read a concern and deals with it outside this program.

    Raises:
        AppError: there is no such concern, somebody took it on already, or whoever asks may not read them.
    """
    require(ws, Right.CONCERNS)
    with ws.write(Event(act=Act.CONSULT, name="concern_taken_on", details={"concern": concern_id})) as work:
        theirs = select(ConcernRow).where(ConcernRow.id == concern_id, _theirs(ws, work.session))
        row = work.session.scalars(theirs).one_or_none()
        if row is None:
            raise AppError(f"There is no concern {concern_id}.", "Choose one from the list.")
        if work.session.get(ConcernSeenRow, concern_id) is not None:
            raise AppError("Somebody has taken this concern on already.", "Choose another from the list.")
        work.session.add(ConcernSeenRow(concern_id=concern_id, seen_at=work.at, **work.written))
        work.session.flush()
        shape = _concern(work.session, row)
    return Done(value=shape, changed=_CHANGED)


def concerns_reach_coordinator(ws: Workspace) -> bool:
    """Whether a concern that is raised here goes to a coordinator; else line managers see to those of their rounds."""
    return coordinated(ws)


def _theirs(ws: Workspace, session: Session) -> ColumnElement[bool]:
    """A line manager reads those of their own rounds: never another's or a panel's, even with the coordinator gone."""
    if ws.actor.role != Role.LINE_MANAGER.value:
        return true()
    own = rounds_of_line_manager(session, ws.actor.id)
    return ConcernRow.round_case_id.in_(select(RoundCaseRow.id).where(RoundCaseRow.round_id.in_(own)))


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
        taken_on_by=_person(session, seen.actor_id) if seen is not None else "",
    )


def _person(session: Session, actor_id: int) -> str:
    """A name; what they are here as, where none was given or it was erased."""
    return name_of(session, actor_id) or with_article(Role(session.get_one(ActorRow, actor_id).role))
