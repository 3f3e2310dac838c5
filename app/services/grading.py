"""What a sheet's rows say so far, as core needs it: choices, texts, locked stages and so its state."""

from typing import cast

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.core.errors import AppError
from app.core.schemes.spec import Role
from app.core.shapes.sheets import SheetState
from app.core.workflow.sheet import Grading
from app.models.record_store import read_values
from app.models.rounds import AnswerRow, AnswerTextRow, RoundCaseRow, SeatRow, SheetRow, SheetStageRow
from app.services.frame_views import scheme_of


def sheet_row(session: Session, sheet_id: int) -> SheetRow:
    """The row of a sheet. AppError when there is none of that number."""
    row = session.get(SheetRow, sheet_id)
    if row is None:
        raise AppError(f"There is no sheet {sheet_id}.", "Open the case again from the queue.")
    return row


def read_grading(session: Session, sheet: SheetRow) -> Grading:
    """A sheet with its case, as core builds screens and papers from it."""
    case = session.get_one(RoundCaseRow, sheet.round_case_id)
    scheme = scheme_of(session, case.scheme_id)
    given, written = standing_answers(session, sheet.id)
    locked = session.scalars(select(SheetStageRow.stage).where(SheetStageRow.sheet_id == sheet.id)).all()
    return Grading(
        scheme=scheme,
        form=case.form,
        role=cast(Role, session.get_one(SeatRow, sheet.seat_id).role),
        values=read_values(session, scheme, [case.version_id])[case.version_id],
        given=given,
        written=written,
        locked=locked,
    )


def standing_answers(session: Session, sheet_id: int) -> tuple[dict[str, str], dict[str, str]]:
    """The answers that stand: the newest of each question that was not taken back; choices, and texts."""
    rows = session.execute(
        select(AnswerRow.question, AnswerRow.choice, AnswerTextRow.text)
        .outerjoin(AnswerTextRow, AnswerTextRow.answer_id == AnswerRow.id)
        .where(AnswerRow.sheet_id == sheet_id, AnswerRow.undone_seq.is_(None))
        .order_by(AnswerRow.id)
    )
    given: dict[str, str] = {}
    written: dict[str, str] = {}
    for question, choice, text in rows:
        given[question], written[question] = choice, text or ""
    return given, written


def read_states(session: Session, round_id: int, seat_id: int) -> dict[int, SheetState]:
    """How far a seat has got with each case of a round that it has opened, by the case's number in the round."""
    sheets = session.scalars(
        select(SheetRow)
        .join(RoundCaseRow, RoundCaseRow.id == SheetRow.round_case_id)
        .where(RoundCaseRow.round_id == round_id, SheetRow.seat_id == seat_id)
    ).all()
    return {sheet.round_case_id: read_grading(session, sheet).state for sheet in sheets}


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
