"""What a sheet's rows say so far, as core needs it: choices, texts, locked stages and so its state."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import TypeVar, cast

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.core.errors import AppError
from app.core.schemes.answers import stages_of
from app.core.schemes.spec import Role
from app.core.shapes.meetings import MeetingState
from app.core.shapes.sheets import SheetState
from app.core.workflow.case_rows import Row as CaseRow
from app.core.workflow.sheet import Grading
from app.models.record_store import read_members, read_values
from app.models.rounds import AnswerReasonRow, AnswerRow, AnswerTextRow, RoundCaseRow, SeatRow, SheetRow, SheetStageRow
from app.models.sheets import SeatHabitRow, SheetPassRow
from app.models.typed_records import typed_by
from app.services.collecting.links import links_of
from app.services.drawing.addenda import addenda_of
from app.services.drawing.frame_views import scheme_of
from app.services.panels.meeting_facts import Gate, gates_of
from app.services.releasing.released import released_for
from app.services.schemes import load_library

Row = TypeVar("Row", RoundCaseRow, SeatRow)


def sheet_row(session: Session, sheet_id: int) -> SheetRow:
    """The row of a sheet. AppError when there is none of that number."""
    row = session.get(SheetRow, sheet_id)
    if row is None:
        raise AppError(f"There is no sheet {sheet_id}.", "Open the case again from the queue.")
    return row


def uses_single_keys(session: Session, seat_id: int) -> bool:
    """Whether one key answers at once for a seat: yes, until somebody says otherwise."""
    newest = select(SeatHabitRow.single_keys).where(SeatHabitRow.seat_id == seat_id).order_by(SeatHabitRow.id.desc())
    found = session.scalars(newest).first()
    return True if found is None else found


def read_grading(session: Session, sheet: SheetRow) -> Grading:
    """A sheet with its case's own values: all that rules need. ``with_records`` adds what is shown besides."""
    return read_gradings(session, [sheet])[sheet.id]


def with_records(
    session: Session, gradings: Mapping[int, Grading], cases: Mapping[int, int], *, force: str
) -> dict[int, Grading]:
    """Sheets of one scheme with the rows of their cases, what came after the seal, links, and who typed them in.

    Args:
        session: to read with.
        gradings: by the sealed version that stands for the case.
        cases: the case of each of those versions.
        force: whose settings the schemes are read with: links look at kinds as they are now.

    Raises:
        AppError: a sheet is a volunteer's, and its case is not released.
    """
    versions = list(gradings)
    if not versions:
        return {}
    scheme = gradings[versions[0]].scheme
    schemes = load_library(force).schemes
    members = read_members(session, scheme, versions)
    released = released_for(session, gradings)
    later = addenda_of(session, scheme, versions)
    typed = typed_by(session, versions)
    links = links_of(session, schemes, scheme.kind, list(cases.values())) if scheme.kind in schemes else {}
    return {
        version: replace(
            grading,
            rows=tuple(CaseRow(part=member.part, values=member.values) for member in members[version]),
            later=later[version],
            links=links.get(cases[version], ()),
            typed=typed.get(version, ""),
            released=released.get(version),
        )
        for version, grading in gradings.items()
    }


def read_gradings(session: Session, sheets: Sequence[SheetRow]) -> dict[int, Grading]:
    """Many sheets at once, by sheet: a handful of questions to the store, however many there are."""
    cases = _by_id(session, RoundCaseRow, {sheet.round_case_id for sheet in sheets})
    seats = _by_id(session, SeatRow, {sheet.seat_id for sheet in sheets})
    schemes = {scheme_id: scheme_of(session, scheme_id) for scheme_id in {case.scheme_id for case in cases.values()}}
    values: dict[int, dict[str, str]] = {}
    for scheme_id, scheme in schemes.items():
        values |= read_values(
            session, scheme, {case.version_id for case in cases.values() if case.scheme_id == scheme_id}
        )
    ids = [sheet.id for sheet in sheets]
    given, written, ticked = _standing_answers(session, ids)
    locked, passed = _locked_stages(session, ids), _passed(session, ids)
    gates = gates_of(session, cases.values())
    found: dict[int, Grading] = {}
    for sheet in sheets:
        case = cases[sheet.round_case_id]
        plain = Grading(
            scheme=schemes[case.scheme_id],
            form=case.form,
            role=cast(Role, seats[sheet.seat_id].role),
            values=values[case.version_id],
            given=given[sheet.id],
            written=written[sheet.id],
            ticked=ticked[sheet.id],
            passed=sheet.id in passed,
            locked=locked[sheet.id],
        )
        found[sheet.id] = gated(plain, gates.get(case.id))
    return found


def gated(grading: Grading, gate: Gate | None) -> Grading:
    """A sheet with what a meeting opened and saw of its case; in a round that is no meeting, as it is."""
    if gate is None:
        return grading
    stages = [stage.id for stage in stages_of(grading.scheme, grading.values)]
    return replace(grading, opened=gate.stages(stages), spread_seen=gate.seen)


def read_states(session: Session, round_id: int, seat_id: int) -> dict[int, SheetState]:
    """How far a seat has got with each case of a round that it has opened, by the case's number in the round.

    In a meeting those too that it has not opened, where they wait for the panel or it came too late for them.
    """
    sheets = session.scalars(
        select(SheetRow)
        .join(RoundCaseRow, RoundCaseRow.id == SheetRow.round_case_id)
        .where(RoundCaseRow.round_id == round_id, SheetRow.seat_id == seat_id)
    ).all()
    gradings = read_gradings(session, sheets)
    found = _gated_states(session, round_id)
    return {**found, **{sheet.round_case_id: gradings[sheet.id].state for sheet in sheets}}


def _gated_states(session: Session, round_id: int) -> dict[int, SheetState]:
    """Cases of a meeting that nobody can begin now: it is not open yet, or the panel has seen the first stage."""
    cases = session.scalars(select(RoundCaseRow).where(RoundCaseRow.round_id == round_id)).all()
    found: dict[int, SheetState] = {}
    for case, gate in gates_of(session, cases).items():
        if gate.state is MeetingState.PLANNED:
            found[case] = SheetState.WAITING
        elif gate.seen:
            found[case] = SheetState.MISSED
    return found


def _by_id(session: Session, table: type[Row], ids: set[int]) -> dict[int, Row]:
    return {row.id: row for row in session.scalars(select(table).where(table.id.in_(ids)))}


def _standing_answers(
    session: Session, sheet_ids: Sequence[int]
) -> tuple[dict[int, dict[str, str]], dict[int, dict[str, str]], dict[int, dict[str, tuple[str, ...]]]]:
    """The answers that stand, by sheet: the newest of each question not taken back; choices, texts, reasons ticked."""
    given: dict[int, dict[str, str]] = {sheet: {} for sheet in sheet_ids}
    written: dict[int, dict[str, str]] = {sheet: {} for sheet in sheet_ids}
    newest: dict[tuple[int, str], int] = {}
    standing = (AnswerRow.sheet_id.in_(sheet_ids), AnswerRow.undone_seq.is_(None))
    rows = session.execute(
        select(AnswerRow.id, AnswerRow.sheet_id, AnswerRow.question, AnswerRow.choice, AnswerTextRow.text)
        .outerjoin(AnswerTextRow, AnswerTextRow.answer_id == AnswerRow.id)
        .where(*standing)
        .order_by(AnswerRow.id)
    )
    for answer, sheet, question, choice, text in rows:
        given[sheet][question], written[sheet][question] = choice, text or ""
        newest[sheet, question] = answer
    reasons: dict[int, list[str]] = {}
    for answer, reason in session.execute(
        select(AnswerReasonRow.answer_id, AnswerReasonRow.reason)
        .join(AnswerRow, AnswerRow.id == AnswerReasonRow.answer_id)
        .where(*standing)
        .order_by(AnswerReasonRow.answer_id, AnswerReasonRow.reason)
    ):
        reasons.setdefault(answer, []).append(reason)
    ticked: dict[int, dict[str, tuple[str, ...]]] = {sheet: {} for sheet in sheet_ids}
    for (sheet, question), answer in newest.items():
        if answer in reasons:
            ticked[sheet][question] = tuple(reasons[answer])
    return given, written, ticked


def _locked_stages(session: Session, sheet_ids: Sequence[int]) -> dict[int, list[str]]:
    locked: dict[int, list[str]] = {sheet: [] for sheet in sheet_ids}
    rows = session.execute(
        select(SheetStageRow.sheet_id, SheetStageRow.stage).where(SheetStageRow.sheet_id.in_(sheet_ids))
    )
    for sheet, stage in rows:
        locked[sheet].append(stage)
    return locked


def _passed(session: Session, sheet_ids: Sequence[int]) -> set[int]:
    """The sheets whose seat passed the case and has not taken it up again."""
    rows = session.execute(
        select(SheetPassRow.sheet_id, SheetPassRow.passed)
        .where(SheetPassRow.sheet_id.in_(sheet_ids))
        .order_by(SheetPassRow.id)
    )
    newest = {sheet: passed for sheet, passed in rows}
    return {sheet for sheet, passed in newest.items() if passed}


def count_verdicts(session: Session) -> int:
    """How many sheets are finished: their last stage is locked."""
    total = 0
    for scheme_id in session.scalars(select(RoundCaseRow.scheme_id).distinct()).all():
        last = scheme_of(session, scheme_id).stages[-1].id
        finished = (
            select(func.count())
            .select_from(SheetStageRow)
            .join(SheetRow, SheetRow.id == SheetStageRow.sheet_id)
            .join(RoundCaseRow, RoundCaseRow.id == SheetRow.round_case_id)
            .where(SheetStageRow.stage == last, RoundCaseRow.scheme_id == scheme_id)
        )
        total += session.execute(finished).scalar_one()
    return total
