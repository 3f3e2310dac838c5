"""A panel's meeting as it is shown: how far each seat and each case is. No answer is in it, and no seat has one."""

from collections.abc import Sequence

from sqlalchemy.orm import Session

from app.core.shapes.meetings import MeetingCase, MeetingListing, MeetingState, MeetingView, SeatLine, meeting_label
from app.core.words import say
from app.core.workflow.meeting import (
    PanelCase,
    PanelSeat,
    SeatStanding,
    missing_to_close,
    missing_to_open,
    workload,
)
from app.core.workflow.rights import AFFILIATION_WORDS, Affiliation, Right
from app.models.meetings import MeetingRow, MeetingTextRow
from app.models.rounds import RoundCaseRow
from app.services.panels.meeting_facts import panel_seats, sitters, state_of
from app.services.panels.panel_cases import case_rows, panel_cases
from app.services.rights import may
from app.services.schemes import load_library
from app.services.workspace import Workspace


def meeting_view(ws: Workspace, session: Session, row: MeetingRow) -> MeetingView:
    """A meeting, whole; members' names only for whoever runs it or types for its seats."""
    rows, seats, state = (
        case_rows(session, row.round_id),
        panel_seats(session, row.round_id),
        state_of(session, row.round_id),
    )
    cases = panel_cases(session, rows)
    text = session.get(MeetingTextRow, row.round_id)
    return MeetingView(
        round_id=row.round_id,
        panel=row.panel,
        area=row.area,
        area_label=area_label(ws, row.area),
        held_on=row.held_on,
        terms=row.terms,
        police_vote=row.police_vote,
        warning=(text.warning if text is not None else "") or "",
        state=state,
        practice=ws.practice,
        workload=workload(
            [case.blank.scheme.form(case.blank.form).minutes for case in cases.values() if not case.set_aside],
            seats=len(seats),
            minutes=row.minutes,
        ),
        seats=_seat_lines(ws, session, row, seats, list(cases.values())),
        cases=tuple(_case_line(case, cases[case.id], seats) for case in rows),
        missing=missing(state, seats, list(cases.values())),
    )


def meeting_listing(session: Session, row: MeetingRow) -> MeetingListing:
    """A meeting as a list shows it."""
    seats = panel_seats(session, row.round_id)
    cases = panel_cases(session, case_rows(session, row.round_id)).values()
    return MeetingListing(
        round_id=row.round_id,
        label=meeting_label(row.panel, row.held_on),
        state=state_of(session, row.round_id),
        held_on=row.held_on,
        cases=sum(not case.set_aside for case in cases),
        finished=sum(case.finished(seats) and not case.set_aside for case in cases),
        seats=len(seats),
    )


def missing(state: MeetingState, seats: Sequence[PanelSeat], cases: Sequence[PanelCase]) -> tuple[str, ...]:
    """What stands in the way of a meeting's next step, each in a sentence."""
    if state is MeetingState.PLANNED:
        return missing_to_open(seats, cases)
    return missing_to_close(seats, cases) if state is not MeetingState.CLOSED else ()


def area_label(ws: Workspace, area: str) -> str:
    """The words of an area: of the force's own units, or as it stands."""
    units = load_library(ws.force).force.vocabularies.get("lpu", ())
    return next((say(unit.label) for unit in units if unit.code == area), area)


def _seat_lines(
    ws: Workspace, session: Session, row: MeetingRow, seats: Sequence[PanelSeat], cases: Sequence[PanelCase]
) -> tuple[SeatLine, ...]:
    shown = may(ws, Right.OPEN_MEETING) or may(ws, Right.ENTER_SHEETS)
    names = {seat: sitter.name for seat, sitter in sitters(session, row.round_id).items() if shown}
    graded = [case for case in cases if not case.set_aside]
    return tuple(
        SeatLine(
            seat_id=seat.seat_id,
            number=number,
            name=names.get(seat.seat_id, ""),
            affiliation=seat.affiliation,
            affiliation_label=AFFILIATION_WORDS[Affiliation(seat.affiliation)],
            chairs=seat.chairs,
            votes=seat.votes(police_vote=row.police_vote),
            presence=seat.presence,
            declared=seat.declared,
            done=sum(case.standing(seat, case.stage) is not SeatStanding.WAITING for case in graded),
            begun=any(case.begun_by(seat) for case in cases),
        )
        for number, seat in enumerate(seats, 1)
    )


def _case_line(row: RoundCaseRow, case: PanelCase, seats: Sequence[PanelSeat]) -> MeetingCase:
    scheme, stage = case.blank.scheme, case.stage
    over = case.finished(seats)
    to_agree, left = case.to_agree(stage), case.open_questions(stage)
    return MeetingCase(
        case_id=row.id,
        number=row.position,
        token=row.token.hex(),
        kind_label=say(scheme.label),
        form_label=say(scheme.form(row.form).label),
        targeted=row.draw_id is None,
        set_aside=case.set_aside,
        released=case.released,
        stage="" if over or case.set_aside else stage,
        stage_label="" if over or case.set_aside else say(scheme.stage(stage).label),
        seats=case.states(seats, stage),
        spread_seen=case.seen(stage),
        agreed=len(to_agree) - len(left) if case.seen(stage) else 0,
        to_agree=len(to_agree) if case.seen(stage) else 0,
    )
