"""A case of a meeting as the quick-entry grid shows it and writes on it: a row a seat, at the stage that is open."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.core.errors import AppError
from app.core.shapes.meetings import Grid, GridRow, Medium, MeetingState
from app.core.shapes.sheets import SheetState
from app.core.words import say
from app.core.workflow.grid import grid_columns, typed_answers
from app.core.workflow.meeting import PanelCase, PanelSeat, check_state
from app.core.workflow.sheet import Grading
from app.models.rounds import RoundCaseRow, SeatRow, SheetRow
from app.services.grading.entries import Entry, read_entries
from app.services.panels.meeting_facts import meeting_row, panel_seats, sitters, state_of
from app.services.panels.panel_cases import case_row, panel_cases

_BEGUN = frozenset(set(MeetingState) - {MeetingState.PLANNED})
_TO_TYPE = (SheetState.TODO, SheetState.STARTED)


@dataclass(frozen=True, kw_only=True)
class GridCase:
    """A case with its seats, in the order of their numbers, and the sheets that there are, by seat."""

    row: RoundCaseRow
    panel: PanelCase
    seats: Sequence[PanelSeat]
    rows: Mapping[int, SeatRow]
    sheets: Mapping[int, int]

    @property
    def stage(self) -> str:
        """The stage that is open for everyone."""
        return self.panel.stage

    def grading(self, seat_id: int) -> Grading:
        """What a seat has said so far."""
        return self.panel.sheets.get(seat_id, self.panel.blank)


def read_case(session: Session, round_id: int, case_id: int) -> GridCase:
    """A case of a meeting with all its sheets.

    Raises:
        AppError: there is no such meeting or case, or the meeting was not opened yet.
    """
    meeting_row(session, round_id)
    check_state(state_of(session, round_id), _BEGUN)
    row = case_row(session, round_id, case_id)
    rows = session.scalars(select(SeatRow).where(SeatRow.round_id == round_id))
    sheets = session.execute(select(SheetRow.seat_id, SheetRow.id).where(SheetRow.round_case_id == case_id))
    return GridCase(
        row=row,
        panel=panel_cases(session, [row])[case_id],
        seats=panel_seats(session, round_id),
        rows={seat.id: seat for seat in rows},
        sheets={seat: sheet for seat, sheet in sheets},
    )


def row_after(session: Session, case: GridCase, seat_id: int, sheet_id: int, grading: Grading) -> GridRow:
    """The row of one seat as it is after a change: with what its sheet says now, and how that came in."""
    seat = next(one for one in case.seats if one.seat_id == seat_id)
    name = sitters(session, case.row.round_id)[seat_id].name
    return _row(case, seat, grading, name, read_entries(session, {sheet_id: grading}, case.stage)[sheet_id])


def check_seat(case: GridCase, seat_id: int) -> None:
    """See that the meeting has a seat. AppError when it has none of that number."""
    if all(seat.seat_id != seat_id for seat in case.seats):
        raise AppError(f"Meeting R{case.row.round_id} has no such seat.", "Choose one of its seats.")


def grid_of(session: Session, case: GridCase) -> Grid:
    """The whole grid of a case."""
    scheme = case.panel.blank.scheme
    every = [case.grading(seat.seat_id) for seat in case.seats]
    return Grid(
        round_id=case.row.round_id,
        case_id=case.row.id,
        number=case.row.position,
        stage=case.stage,
        stage_label=next(say(stage.label) for stage in scheme.stages if stage.id == case.stage),
        columns=grid_columns(every, case.stage),
        rows=_rows(session, case),
    )


def _rows(session: Session, case: GridCase) -> tuple[GridRow, ...]:
    names = sitters(session, case.row.round_id)
    begun = {sheet: case.grading(seat) for seat, sheet in case.sheets.items()}
    entries = read_entries(session, begun, case.stage)
    return tuple(
        _row(
            case,
            seat,
            case.grading(seat.seat_id),
            names[seat.seat_id].name,
            entries.get(case.sheets.get(seat.seat_id, 0)),
        )
        for seat in case.seats
    )


def _row(case: GridCase, seat: PanelSeat, grading: Grading, name: str, entry: Entry | None) -> GridRow:
    to_lock = grading.current == case.stage and grading.state in _TO_TYPE and not grading.missing
    typed = typed_answers(grading, case.stage)
    at_machine = bool(typed) and (entry is None or entry.medium is Medium.MACHINE)
    return GridRow(
        seat_id=seat.seat_id,
        number=case.rows[seat.seat_id].number,
        name=name,
        presence=seat.presence,
        state=grading.state,
        answers={} if at_machine else typed,
        checked=frozenset() if at_machine or entry is None else entry.checked,
        read_back=entry is not None and entry.read_back,
        locked=case.stage in grading.locked,
        can_lock=to_lock and (at_machine or entry is None or not entry.to_check),
        at_machine=at_machine,
    )
