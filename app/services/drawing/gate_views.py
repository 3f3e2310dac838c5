"""What stands around sealed lists and draws, read back: lodging, other draws and seals, an outside count, people."""

from collections.abc import Sequence

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.core.clock import to_text
from app.core.schemes.plain import value_words
from app.core.schemes.spec import Scheme
from app.core.shapes.gate import (
    LODGED_HOW,
    DrawPeople,
    LodgingView,
    OtherDrawLine,
    OtherSealLine,
    ReconciliationLine,
    ReconciliationView,
    ReplacedLine,
    WithheldLine,
)
from app.models.frames import DrawRow, FrameCaseRow, FrameRow, PlanRow
from app.models.gate import (
    DrawPeopleRow,
    LodgingRow,
    LodgingTextRow,
    ReconciliationRow,
)
from app.services.drawing.standing import replacements_of, withholdings_of
from app.services.reasons import force_of, reason_words


def lodgings(session: Session, *, frame_id: int, number: int | None = None) -> tuple[LodgingView, ...]:
    """To whom seal and plan of a list were given, in order; of one plan where its number is named."""
    asked = (
        select(LodgingRow, PlanRow.number, LodgingTextRow)
        .join(PlanRow, PlanRow.id == LodgingRow.plan_id)
        .join(LodgingTextRow, LodgingTextRow.lodging_id == LodgingRow.id)
        .where(PlanRow.frame_id == frame_id)
        .order_by(LodgingRow.id)
    )
    if number is not None:
        asked = asked.where(PlanRow.number == number)
    return tuple(
        LodgingView(
            lodging_id=row.id,
            plan_number=plan,
            to=text.recipient or "",
            how=row.how,
            how_label=LODGED_HOW.get(row.how, row.how),
            note=text.note or "",
            at=to_text(row.lodged_at),
        )
        for row, plan, text in session.execute(asked)
    )


def overlapping(session: Session, row: FrameRow) -> Sequence[FrameRow]:
    """The other sealed lists of the same kind over a period that overlaps: sealing again must show (DESIGN 3.9)."""
    return session.scalars(
        select(FrameRow)
        .where(FrameRow.kind == row.kind, FrameRow.id != row.id)
        .where(FrameRow.first_day <= row.last_day, FrameRow.last_day >= row.first_day)
        .order_by(FrameRow.id)
    ).all()


def other_seals(session: Session, row: FrameRow) -> tuple[OtherSealLine, ...]:
    """Those lists, and how many draws each has had."""
    return tuple(
        OtherSealLine(
            frame_id=other.id,
            seal=other.seal,
            first_day=other.first_day.isoformat(),
            last_day=other.last_day.isoformat(),
            sealed_at=to_text(other.sealed_at),
            draws=session.execute(select(func.count()).where(DrawRow.frame_id == other.id)).scalar_one(),
        )
        for other in overlapping(session, row)
    )


def other_draws(session: Session, row: DrawRow) -> tuple[OtherDrawLine, ...]:
    """The other plans of a draw's seal, drawn or not, in order."""
    rows = session.execute(
        select(PlanRow.number, PlanRow.digest, DrawRow)
        .outerjoin(DrawRow, DrawRow.plan_id == PlanRow.id)
        .where(PlanRow.frame_id == row.frame_id, PlanRow.id != row.plan_id)
        .order_by(PlanRow.number)
    )
    return tuple(
        OtherDrawLine(
            number=number,
            plan=digest,
            draw_id=other.id if other else None,
            drawn_at=to_text(other.drawn_at) if other else "",
        )
        for number, digest, other in rows
    )


def people_of(session: Session, draw_id: int) -> tuple[tuple[str, str], ...]:
    """Who rolled, read out and witnessed, as far as it was said and not erased."""
    row = session.get(DrawPeopleRow, draw_id)
    if row is None:
        return ()
    return DrawPeople(rolled_by=row.roller or "", read_by=row.reader or "", witnessed_by=row.witness or "").named


def replaced_lines(session: Session, draw_id: int) -> tuple[ReplacedLine, ...]:
    """The cases of a draw that were replaced, in the order in which it happened."""
    words = reason_words(force_of(session).replace_reasons)
    return tuple(
        ReplacedLine(
            token=_token(session, row.frame_case_id),
            by=_token(session, row.by_id) if row.by_id is not None else None,
            reason=row.reason,
            reason_label=words.get(row.reason, row.reason),
            at=to_text(row.replaced_at),
        )
        for row in replacements_of(session, draw_id)
    )


def withheld_lines(session: Session, draw_id: int) -> tuple[WithheldLine, ...]:
    """The cases of a draw that are kept back, in the order in which it happened."""
    words = reason_words(force_of(session).withhold_reasons)
    return tuple(
        WithheldLine(
            token=_token(session, row.frame_case_id),
            reason=row.reason,
            reason_label=words.get(row.reason, row.reason),
            at=to_text(row.withheld_at),
        )
        for row in withholdings_of(session, draw_id)
    )


def reconciliation_of(session: Session, scheme: Scheme, frame_id: int) -> ReconciliationView | None:
    """The newest outside count that a list was held against; None where it was held against none yet."""
    newest = select(ReconciliationRow).where(ReconciliationRow.frame_id == frame_id)
    row = session.scalars(newest.order_by(ReconciliationRow.id.desc()).limit(1)).first()
    if row is None:
        return None
    return ReconciliationView(
        reconciliation_id=row.id,
        sort=row.sort,
        source=row.source,
        sha256=row.sha256,
        lines=tuple(_reconciled(scheme, line, typed=row.sort == "typed") for line in row.lines),
        explanation=row.explanation,
        at=to_text(row.reconciled_at),
    )


def _reconciled(scheme: Scheme, line: dict[str, str | int], *, typed: bool) -> ReconciliationLine:
    """A figure in words. A typed one without a power is of all; one counted row by row is of those that name none."""
    power = str(line["power"])
    named = bool(power) or not typed
    field = next((field for field in scheme.fields if field.id == "power"), None)
    return ReconciliationLine(
        month=str(line["month"]),
        power=power,
        power_label=value_words(scheme, field, power) if field and named else "",
        ours=int(line["ours"]),
        theirs=int(line["theirs"]),
    )


def _token(session: Session, frame_case_id: int) -> str:
    return session.get_one(FrameCaseRow, frame_case_id).token.hex()
