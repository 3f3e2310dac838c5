"""The cases of a panel's meeting with every sheet about them, as the rules of a meeting need them."""

from collections.abc import Iterable, Mapping, Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.core.errors import AppError
from app.core.workflow.meeting import PanelCase
from app.core.workflow.sheet import Grading
from app.models.meetings import ConsensusRow
from app.models.record_store import read_values
from app.models.releases import RELEASED, newest_releases
from app.models.rounds import RoundCaseRow, SheetRow
from app.services.drawing.frame_views import scheme_of
from app.services.drawing.standing import set_aside
from app.services.grading.declared import declared_late
from app.services.grading.sheet_state import gated, read_gradings
from app.services.panels.meeting_facts import gates_of


def case_rows(session: Session, round_id: int) -> Sequence[RoundCaseRow]:
    """The cases of a round in the order of its queue."""
    return session.scalars(
        select(RoundCaseRow).where(RoundCaseRow.round_id == round_id).order_by(RoundCaseRow.position)
    ).all()


def case_row(session: Session, round_id: int, case_id: int) -> RoundCaseRow:
    """A case of a round by its number in the queue's items. AppError when the round has none of that number."""
    row = session.get(RoundCaseRow, case_id)
    if row is None or row.round_id != round_id:
        raise AppError(f"Round R{round_id} has no such case.", "Choose a case from the queue.")
    return row


def panel_cases(session: Session, rows: Sequence[RoundCaseRow]) -> dict[int, PanelCase]:
    """Some cases of one meeting, in the order given, by their number in the round."""
    ids = [row.id for row in rows]
    blanks, sheets, agreed = _blanks(session, rows), _sheets(session, ids), newest_views(session, ids)
    aside = set_aside(session, rows[0].round_id) if rows else {}
    late = declared_late(session, sheets)
    releases = newest_releases(session, [row.version_id for row in rows])
    return {
        row.id: PanelCase(
            number=row.position,
            blank=blanks[row.id],
            sheets=sheets.get(row.id, {}),
            agreed=agreed.get(row.id, {}),
            set_aside=row.id in aside,
            released=row.version_id in releases and releases[row.version_id].state == RELEASED,
            drawn=row.draw_id is not None,
            declared_late=late.get(row.id, {}),
        )
        for row in rows
    }


def newest_views(session: Session, case_ids: Iterable[int]) -> dict[int, dict[str, ConsensusRow]]:
    """What the panel set down, by case and question: the newest stands, whatever a clock said."""
    found: dict[int, dict[str, ConsensusRow]] = {}
    rows = session.scalars(
        select(ConsensusRow).where(ConsensusRow.round_case_id.in_(list(case_ids))).order_by(ConsensusRow.id)
    )
    for row in rows:
        found.setdefault(row.round_case_id, {})[row.question] = row
    return found


def _blanks(session: Session, rows: Sequence[RoundCaseRow]) -> Mapping[int, Grading]:
    gates = gates_of(session, rows)
    found: dict[int, Grading] = {}
    for scheme_id in {row.scheme_id for row in rows}:
        scheme, own = scheme_of(session, scheme_id), [row for row in rows if row.scheme_id == scheme_id]
        values = read_values(session, scheme, [row.version_id for row in own])
        for row in own:
            plain = Grading(
                scheme=scheme,
                form=row.form,
                role="volunteer",
                values=values[row.version_id],
                given={},
                written={},
                locked=(),
            )
            found[row.id] = gated(plain, gates.get(row.id))
    return found


def _sheets(session: Session, case_ids: Sequence[int]) -> dict[int, dict[int, Grading]]:
    rows = session.scalars(select(SheetRow).where(SheetRow.round_case_id.in_(case_ids)).order_by(SheetRow.id)).all()
    gradings = read_gradings(session, rows)
    found: dict[int, dict[int, Grading]] = {}
    for row in rows:
        found.setdefault(row.round_case_id, {})[row.seat_id] = gradings[row.id]
    return found
