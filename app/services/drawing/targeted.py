"""Targeted cases: chosen by a person, with who asked and why. They are listed apart, and are in no rate (DESIGN 1)."""

from collections.abc import Sequence

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.core.changes import Done, Topic
from app.core.clock import to_text
from app.core.errors import AppError
from app.core.events import Act, Event
from app.core.schemes.plain import reference_of
from app.core.schemes.spec import Scheme
from app.core.shapes.gate import ReasonChoice
from app.core.shapes.meetings import MeetingState
from app.core.shapes.targeted import TargetedCase
from app.core.words import say
from app.core.workflow.meeting import check_state
from app.core.workflow.rights import Right, Role
from app.models.frames import DrawCaseRow, DrawRow, FrameCaseRow, PlanRow
from app.models.gate import TargetedCaseRow, TargetedTextRow
from app.models.record_history import find_case
from app.models.record_store import read_values
from app.models.records import RecordVersionRow
from app.models.rounds import RoundCaseRow, RoundDrawRow
from app.services.drawing.frame_choice import check_form
from app.services.drawing.frames import keep_scheme
from app.services.grading.rounds import round_row
from app.services.panels.meeting_facts import is_meeting, state_of
from app.services.reasons import force_of, known_reason, reason_choices, reason_words
from app.services.rights import require, why_not, without_references
from app.services.schemes import load_library
from app.services.workspace import Work, Workspace


def add_targeted(
    ws: Workspace, *, kind: str, case_id: int, reason: str, asked: tuple[str, str], round_id: int | None = None
) -> Done[TargetedCase]:
    """Put a case on the list of those that a person chose; into a round as well, where one is named.

    Args:
        ws: the workspace.
        kind: of the case.
        case_id: the case; ``exclusions.find_case`` knows it by its reference.
        reason: a code of the force's ``targeted_reasons``.
        asked: who asked for it, and why, in words; both can be erased.
        round_id: the round that grades it; None leaves it on the list.

    Raises:
        AppError: whoever asks may not: a case joins a meeting only by a coordinator; no such kind, case, reason or
            round; nobody asked, or no why; the round has the case already, or one of its draws holds it in reserve; or
            it is a meeting that is closed, or whose form is no panel's.
    """
    for right in _rights_to_add(ws, round_id):
        require(ws, right)
    scheme = load_library(ws.force).scheme(kind)
    asked_by, why = (text.strip() for text in asked)
    if not (asked_by and why):
        raise AppError("A case that is picked by hand needs who asked for it, and why.", "Give both in a few words.")
    with ws.write(Event(act=Act.COMBINE, name="targeted_added", details={"kind": kind, "reason": reason})) as work:
        known_reason(force_of(work.session).targeted_reasons, reason)
        version = _version(work.session, scheme, case_id)
        row = TargetedCaseRow(kind=kind, case_id=case_id, reason=reason, added_at=work.at, **work.written)
        work.session.add(row)
        work.session.flush()
        work.session.add(TargetedTextRow(targeted_id=row.id, asked_by=asked_by, why=why))
        work.note(targeted_id=row.id, case_id=case_id)
        if round_id is not None:
            _join(ws, work, round_id, scheme, (case_id, version))
            work.note(round_id=round_id)
        added = _view(work.session, row, scheme, version)
    return Done(value=added, changed=frozenset({Topic.DRAWS, Topic.ROUNDS, Topic.AUDIT}))


def why_not_added(ws: Workspace, *, round_id: int | None) -> str:
    """Why whoever opened the workspace may add no case to a round, or to the list alone; "" where they may."""
    return why_not(ws, _rights_to_add(ws, round_id))


def targeted_reasons(ws: Workspace) -> tuple[ReasonChoice, ...]:
    """The reasons for which a person may pick a case."""
    return reason_choices(load_library(ws.force).force.targeted_reasons)


def list_targeted(ws: Workspace) -> Done[tuple[TargetedCase, ...]]:
    """Every targeted case, the newest first. It tells who asked and why: that it was looked at is logged."""
    library = load_library(ws.force)
    with ws.consult(Event(act=Act.CONSULT, name="targeted_listed")) as session:
        standing = RecordVersionRow.stands & RecordVersionRow.overtaken_by.is_(None)
        rows = session.execute(
            select(TargetedCaseRow, RecordVersionRow.id)
            .join(RecordVersionRow, (RecordVersionRow.case_id == TargetedCaseRow.case_id) & standing)
            .order_by(TargetedCaseRow.id.desc())
        ).all()
        found = tuple(_view(session, row, library.scheme(row.kind), version) for row, version in rows)
    return Done(value=without_references(ws, found), changed=frozenset({Topic.AUDIT}))


def _rights_to_add(ws: Workspace, round_id: int | None) -> tuple[Right, ...]:
    """What it takes: what a panel grades is set up by a coordinator, whoever picks the case."""
    with ws.read() as session:
        panels = round_id is not None and is_meeting(session, round_id)
    return (Right.SET_UP_ROUND, Right.SET_UP_PANEL) if panels else (Right.SET_UP_ROUND,)


def _version(session: Session, scheme: Scheme, case_id: int) -> int:
    """The version that stands for a case now."""
    found = find_case(session, case_id)
    if found is None or found[0] != scheme.kind:
        raise AppError(f"There is no {scheme.kind} C{case_id}.", "List the records to see their numbers.")
    return found[1]


def _join(ws: Workspace, work: Work, round_id: int, scheme: Scheme, case: tuple[int, int]) -> None:
    """Put the case behind those of a round, without a draw: nothing counts it."""
    session = work.session
    round_row(session, round_id)
    _check_free(session, round_id, case[0])
    form = _form_of(session, round_id)
    check_form(scheme, form)
    if is_meeting(session, round_id):
        _check_panel(session, round_id, scheme, form)
    last = session.execute(
        select(func.max(RoundCaseRow.position)).where(RoundCaseRow.round_id == round_id)
    ).scalar_one_or_none()
    session.add(
        RoundCaseRow(
            round_id=round_id,
            draw_id=None,
            case_id=case[0],
            version_id=case[1],
            scheme_id=keep_scheme(work, scheme),
            form=form,
            token=ws.random_bytes(32),
            position=(last or 0) + 1,
        )
    )
    session.flush()


def _check_free(session: Session, round_id: int, case_id: int) -> None:
    """A case that a draw of the round picked is drawn, whoever asked for it; one in reserve may still be called."""
    there = select(RoundCaseRow.id).where(RoundCaseRow.round_id == round_id, RoundCaseRow.case_id == case_id)
    if session.execute(there).first():
        raise AppError(f"Round R{round_id} has this case already.", "It is graded there; nothing is to be added.")
    held = (
        select(DrawCaseRow.draw_id)
        .join(FrameCaseRow, FrameCaseRow.id == DrawCaseRow.frame_case_id)
        .join(RoundDrawRow, RoundDrawRow.draw_id == DrawCaseRow.draw_id)
        .where(RoundDrawRow.round_id == round_id, FrameCaseRow.case_id == case_id)
    )
    if session.execute(held).first():
        raise AppError(
            f"A draw of round R{round_id} holds this case in reserve.",
            "Put it into another round: here it may still be drawn by chance.",
        )


def _check_panel(session: Session, round_id: int, scheme: Scheme, form: str) -> None:
    """A meeting takes a case until it is closed, on a form that is a panel's; somebody reads and releases it first."""
    check_state(state_of(session, round_id), set(MeetingState) - {MeetingState.CLOSED})
    if Role.VOLUNTEER.value not in scheme.form(form).roles:
        what = f"The form “{say(scheme.form(form).label)}” of {scheme.kind} is not a panel’s."
        raise AppError(what, "Put the case into a round of a line manager, or into another meeting.")


def _form_of(session: Session, round_id: int) -> str:
    """The form that a round is graded with: its first draw's."""
    return (
        session.scalars(
            select(PlanRow.form)
            .join(DrawRow, DrawRow.plan_id == PlanRow.id)
            .join(RoundDrawRow, RoundDrawRow.draw_id == DrawRow.id)
            .where(RoundDrawRow.round_id == round_id)
            .order_by(DrawRow.id)
        ).first()
        or "monthly"
    )


def _view(session: Session, row: TargetedCaseRow, scheme: Scheme, version: int) -> TargetedCase:
    text = session.get_one(TargetedTextRow, row.id)
    words = reason_words(force_of(session).targeted_reasons)
    return TargetedCase(
        targeted_id=row.id,
        kind=row.kind,
        kind_label=say(scheme.label),
        case_id=row.case_id,
        reference=reference_of(scheme, read_values(session, scheme, [version])[version]),
        reason=row.reason,
        reason_label=words.get(row.reason, row.reason),
        asked_by=text.asked_by or "",
        why=text.why or "",
        added_at=to_text(row.added_at),
        rounds=tuple(_rounds(session, row.case_id)),
    )


def _rounds(session: Session, case_id: int) -> Sequence[int]:
    """The rounds that grade a case without having drawn it."""
    joined = select(RoundCaseRow.round_id).where(RoundCaseRow.case_id == case_id, RoundCaseRow.draw_id.is_(None))
    return session.scalars(joined.order_by(RoundCaseRow.round_id)).all()
