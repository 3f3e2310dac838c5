"""A part in a case that a member declared only after the panel had seen grades of theirs: what was seen stays, told so.

Nothing more is kept for it than the answer itself: what is compared is the order of the log, never a clock.
"""

from collections.abc import Mapping

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.core.workflow.sheet import Grading
from app.models.meetings import SpreadSeenRow
from app.models.rounds import AnswerRow, SheetRow


def declared_late(
    session: Session, sheets: Mapping[int, Mapping[int, Grading]]
) -> dict[int, dict[int, frozenset[str]]]:
    """The stages that a seat had locked, and the panel had seen, before the seat said that it has a part in the case.

    Args:
        session: to read with.
        sheets: the cases of a meeting, by their number in the round: each with its sheets, by seat.

    Returns:
        By case and seat; those of whom that is not so are left out.
    """
    taken = {
        (case, seat): grading
        for case, of_case in sheets.items()
        for seat, grading in of_case.items()
        if grading.conflicted and set(grading.locked) & set(grading.spread_seen)
    }
    if not taken:
        return {}
    cases = {case for case, _ in taken}
    said = _said_at(session, taken)
    seen = {
        (case, stage): seq
        for case, stage, seq in session.execute(
            select(SpreadSeenRow.round_case_id, SpreadSeenRow.stage, SpreadSeenRow.audit_seq).where(
                SpreadSeenRow.round_case_id.in_(cases)
            )
        )
    }
    found: dict[int, dict[int, frozenset[str]]] = {}
    for (case, seat), grading in taken.items():
        late = frozenset(
            stage for stage in grading.locked if seen.get((case, stage), said[case, seat]) < said[case, seat]
        )
        if late:
            found.setdefault(case, {})[seat] = late
    return found


def _said_at(session: Session, taken: Mapping[tuple[int, int], Grading]) -> dict[tuple[int, int], int]:
    """Where in the log each of these seats said that it has a part in the case."""
    rows = session.execute(
        select(SheetRow.round_case_id, SheetRow.seat_id, AnswerRow.question, AnswerRow.audit_seq)
        .join(SheetRow, SheetRow.id == AnswerRow.sheet_id)
        .where(SheetRow.round_case_id.in_({case for case, _ in taken}), AnswerRow.undone_seq.is_(None))
        .order_by(AnswerRow.id)
    )
    found: dict[tuple[int, int], int] = {}
    for case, seat, question, seq in rows:
        conflict = taken[case, seat].conflict if (case, seat) in taken else None
        if conflict is not None and question == conflict.id:
            found[case, seat] = seq
    return found
