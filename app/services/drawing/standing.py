"""Which cases of a draw stand now: drawn, replaced by the next reserve, withheld (DESIGN 3.10)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.core.shapes.sheets import SheetState
from app.models.frames import DrawCaseRow, FrameCaseRow
from app.models.gate import ReplacementRow, WithholdingRow
from app.models.rounds import RoundCaseRow


@dataclass(frozen=True, kw_only=True)
class Standing:
    """A draw as it stands. All are ids of the list's cases; ``waiting`` holds the reserves not called yet, by stratum.

    ``called`` are the cases that are to be graded or were, in order: as drawn, then the reserves as they were called.
    """

    called: Sequence[int]
    waiting: Mapping[str, Sequence[int]]
    replaced: Mapping[int, ReplacementRow]
    withheld: Mapping[int, WithholdingRow]


def standing_of(session: Session, draw_id: int) -> Standing:
    """How a draw stands now."""
    rows = session.execute(
        select(DrawCaseRow.frame_case_id, DrawCaseRow.reserve, FrameCaseRow.label)
        .join(FrameCaseRow, FrameCaseRow.id == DrawCaseRow.frame_case_id)
        .where(DrawCaseRow.draw_id == draw_id)
        .order_by(DrawCaseRow.position)
    ).all()
    replacements = replacements_of(session, draw_id)
    by = [row.by_id for row in replacements if row.by_id is not None]
    waiting: dict[str, list[int]] = {}
    for case, reserve, label in rows:
        if reserve and case not in by:
            waiting.setdefault(label, []).append(case)
    return Standing(
        called=[*(case for case, reserve, _ in rows if not reserve), *by],
        waiting=waiting,
        replaced={row.frame_case_id: row for row in replacements},
        withheld={row.frame_case_id: row for row in withholdings_of(session, draw_id)},
    )


def replacements_of(session: Session, draw_id: int) -> Sequence[ReplacementRow]:
    """The replacements of a draw in the order in which they happened."""
    return session.scalars(
        select(ReplacementRow).where(ReplacementRow.draw_id == draw_id).order_by(ReplacementRow.number)
    ).all()


def withholdings_of(session: Session, draw_id: int) -> Sequence[WithholdingRow]:
    """The withheld cases of a draw in the order in which it happened."""
    return session.scalars(
        select(WithholdingRow).where(WithholdingRow.draw_id == draw_id).order_by(WithholdingRow.id)
    ).all()


def set_aside(session: Session, round_id: int) -> dict[int, SheetState]:
    """The cases of a round that were replaced or withheld, by their number in the round: they cannot be graded."""
    found: dict[int, SheetState] = {}
    for table, state in ((ReplacementRow, SheetState.REPLACED), (WithholdingRow, SheetState.WITHHELD)):
        cases = session.scalars(
            select(RoundCaseRow.id)
            .join(FrameCaseRow, FrameCaseRow.case_id == RoundCaseRow.case_id)
            .join(table, (table.frame_case_id == FrameCaseRow.id) & (table.draw_id == RoundCaseRow.draw_id))
            .where(RoundCaseRow.round_id == round_id)
        )
        found.update(dict.fromkeys(cases, state))
    return found
