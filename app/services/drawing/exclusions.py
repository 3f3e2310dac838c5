"""Leaving cases out of the lists to come, each for a reason that is counted and shown (DESIGN 3.5)."""

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.core.changes import Done, Topic
from app.core.clock import to_text
from app.core.errors import AppError
from app.core.events import Act, Event
from app.core.sampling.keys import SEPARATOR, case_key
from app.core.schemes.spec import Scheme
from app.core.shapes.gate import ExclusionLine, ReasonChoice
from app.core.words import say
from app.core.workflow.rights import Right
from app.models.case_finder import key_hash
from app.models.gate import ExclusionLiftedRow, ExclusionRow, ExclusionTextRow, FrameExclusionRow
from app.models.records import CaseRow
from app.services.reasons import force_of, known_reason, reason_choices, reason_words
from app.services.refusals import refusals_logged
from app.services.rights import require, without_references
from app.services.schemes import load_library
from app.services.workspace import Work, Workspace

_CHANGED = frozenset({Topic.FRAMES, Topic.RECORDS, Topic.AUDIT})
_PARTS = " / "
"""Between the parts of a reference that has several, as lists show it."""


def exclude(ws: Workspace, *, kind: str, case_id: int, reason: str, note: str = "") -> Done[ExclusionLine]:
    """Leave a case out of every list sealed from now on. A list that holds it already stays as it is.

    Args:
        ws: the workspace.
        kind: of the case.
        case_id: the case: see :func:`find_case`.
        reason: a code of the force's ``exclude_reasons``.
        note: what else should be known of it; kept apart, so that it can be erased.

    Raises:
        AppError: there is no such case of the kind, no such reason, or it is left out already. The attempt is logged.
    """
    require(ws, Right.SEAL)
    event = Event(act=Act.COMBINE, name="case_excluded", details={"kind": kind, "case_id": case_id})
    with refusals_logged(ws, "exclusion_refused", kind=kind, case_id=case_id), ws.write(event) as work:
        row = _exclude(work, load_library(ws.force).scheme(kind), case_id, reason)
        if note.strip():
            work.session.add(ExclusionTextRow(exclusion_id=row.id, note=note.strip()))
        work.note(exclusion_id=row.id, reason=row.reason)
    return Done(value=_read(ws, row.id), changed=_CHANGED)


def lift(ws: Workspace, *, exclusion_id: int) -> Done[ExclusionLine]:
    """Let a case back into the lists sealed from now on. Lists that it was left out of stay as they are.

    Raises:
        AppError: there is no such exclusion, or it was lifted already. The attempt is logged.
    """
    require(ws, Right.SEAL)
    event = Event(act=Act.COMBINE, name="exclusion_lifted", details={"exclusion_id": exclusion_id})
    with refusals_logged(ws, "lifting_refused", exclusion_id=exclusion_id), ws.write(event) as work:
        row = work.session.get(ExclusionRow, exclusion_id)
        if row is None:
            raise AppError(f"There is no exclusion E{exclusion_id}.", "List the exclusions to see their numbers.")
        if work.session.get(ExclusionLiftedRow, exclusion_id) is not None:
            raise AppError(f"E{exclusion_id} was lifted already.", "The case is in the lists to come.")
        work.session.add(ExclusionLiftedRow(exclusion_id=exclusion_id, lifted_at=work.at, **work.written))
        work.note(case_id=row.case_id)
    return Done(value=_read(ws, exclusion_id), changed=_CHANGED)


def list_exclusions(ws: Workspace, *, kind: str = "", lifted: bool = True) -> tuple[ExclusionLine, ...]:
    """The cases that are or were left out, the newest first; of one kind, or only those that stand, where asked.

    Raises:
        AppError: there is no such kind.
    """
    if kind:
        load_library(ws.force).scheme(kind)
    asked = select(ExclusionRow).order_by(ExclusionRow.id.desc())
    asked = asked.where(ExclusionRow.kind == kind) if kind else asked
    with ws.read() as session:
        lines = _lines(ws, session, session.scalars(asked).all())
    return without_references(ws, (line for line in lines if lifted or not line.lifted_at))


def exclude_reasons(ws: Workspace) -> tuple[ReasonChoice, ...]:
    """The reasons for which a case may be left out."""
    return reason_choices(load_library(ws.force).force.exclude_reasons)


def find_case(ws: Workspace, *, kind: str, reference: str) -> int:
    """The number of the case that has this reference; where a reference has several parts, with ``/`` between them.

    Raises:
        AppError: there is no such kind, or no case of it has the reference.
    """
    require(ws, Right.SEE_IDENTITY)
    scheme = load_library(ws.force).scheme(kind)
    parts = [part.strip() for part in reference.split(_PARTS.strip())] if len(scheme.case_key) > 1 else [reference]
    missing = AppError(
        f"No {say(scheme.one)} here has that reference.", "Check it, or name the case by its number, like C12."
    )
    if not reference.strip() or len(parts) != len(scheme.case_key):
        raise missing
    key = case_key(parts)
    with ws.read() as session:
        found = session.scalars(
            select(CaseRow.id).where(
                CaseRow.key_hash == key_hash(kind, key, b""), CaseRow.kind == kind, CaseRow.key == key
            )
        ).first()
    if found is None:
        raise missing
    return found


def _exclude(work: Work, scheme: Scheme, case_id: int, reason: str) -> ExclusionRow:
    session = work.session
    case = session.get(CaseRow, case_id)
    if case is None or case.kind != scheme.kind:
        raise AppError(f"There is no {scheme.kind} C{case_id}.", "List the records to see their numbers.")
    known_reason(force_of(session).exclude_reasons, reason)
    standing = session.scalars(
        select(ExclusionRow.id).where(
            ExclusionRow.case_id == case_id, ExclusionRow.id.not_in(select(ExclusionLiftedRow.exclusion_id))
        )
    ).first()
    if standing is not None:
        raise AppError(f"C{case_id} is left out already, by E{standing}.", "Lift that first to give another reason.")
    row = ExclusionRow(kind=scheme.kind, case_id=case_id, reason=reason, excluded_at=work.at, **work.written)
    session.add(row)
    session.flush()
    return row


def _read(ws: Workspace, exclusion_id: int) -> ExclusionLine:
    with ws.read() as session:
        (line,) = _lines(ws, session, [session.get_one(ExclusionRow, exclusion_id)])
    return line


def _lines(ws: Workspace, session: Session, rows: Sequence[ExclusionRow]) -> list[ExclusionLine]:
    words = reason_words(force_of(session).exclude_reasons)
    schemes = load_library(ws.force).schemes
    return [
        ExclusionLine(
            exclusion_id=row.id,
            kind=row.kind,
            kind_label=say(schemes[row.kind].label) if row.kind in schemes else row.kind,
            case_id=row.case_id,
            reference=_reference(session, row.case_id),
            reason=row.reason,
            reason_label=words.get(row.reason, row.reason),
            note=_note(session, row.id),
            excluded_at=to_text(row.excluded_at),
            lifted_at=_lifted(session, row.id),
            frames=tuple(
                session.scalars(
                    select(FrameExclusionRow.frame_id)
                    .where(FrameExclusionRow.exclusion_id == row.id)
                    .order_by(FrameExclusionRow.frame_id)
                )
            ),
        )
        for row in rows
    ]


def _reference(session: Session, case_id: int) -> str:
    return (session.get_one(CaseRow, case_id).key or "").replace(SEPARATOR, _PARTS)


def _note(session: Session, exclusion_id: int) -> str:
    text = session.get(ExclusionTextRow, exclusion_id)
    return (text.note or "") if text else ""


def _lifted(session: Session, exclusion_id: int) -> str:
    row = session.get(ExclusionLiftedRow, exclusion_id)
    return to_text(row.lifted_at) if row else ""
