"""A case as everybody in the room may see it, on the projector: a volunteer's shape, and nothing else is read for it.

What it shows was released, and belongs to a stage that the panel has opened. How grades spread is in it only after the
panel has asked to see it, without a word that anyone wrote.
"""

from dataclasses import replace

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.core.errors import AppError
from app.core.events import Act, Event
from app.core.shapes.meetings import AudienceCase, CaseSpread, MeetingState, SeatStates
from app.core.words import count_of
from app.core.workflow.meeting import PanelCase, check_state
from app.core.workflow.rights import Right
from app.core.workflow.sheet import Grading, sheet_stages
from app.models.rounds import RoundCaseRow
from app.services.grading.sheet_state import with_records
from app.services.panels.meeting_facts import meeting_row, panel_seats, state_of
from app.services.panels.panel_cases import case_row, panel_cases
from app.services.panels.panel_views import seen_spread
from app.services.rights import require
from app.services.workspace import Workspace

_BEGUN = frozenset(set(MeetingState) - {MeetingState.PLANNED})


def audience_case(ws: Workspace, *, round_id: int, case_id: int, shown: AudienceCase | None = None) -> AudienceCase:
    """A case of a meeting as the room may see it now. That the room was shown it is in the log.

    In a break nothing is shown, and so nothing logged.

    Args:
        ws: the workspace.
        round_id: the meeting.
        case_id: the case's number in the queue's items.
        shown: what the room sees already: where only its counts have changed, that is not logged again.

    Raises:
        AppError: whoever asks may not run meetings; no such case; the meeting is not open yet; the case was set aside,
            or is not released to volunteers.
    """
    require(ws, Right.OPEN_MEETING)
    found = _read(ws, round_id, case_id)
    if not found.on_break and (shown is None or _what(shown) != _what(found)):
        details = {"round_id": round_id, "round_case": case_id, "stage": found.stage.id}
        with ws.consult(Event(act=Act.CONSULT, name="shown_to_the_room", details=details)):
            pass
    return found


def _what(case: AudienceCase) -> tuple[object, ...]:
    return case.token, case.stages, case.spread, case.on_break


def _read(ws: Workspace, round_id: int, case_id: int) -> AudienceCase:
    with ws.read() as session:
        meeting_row(session, round_id)
        state = state_of(session, round_id)
        check_state(state, _BEGUN)
        row = case_row(session, round_id, case_id)
        case = panel_cases(session, [row])[case_id]
        if case.set_aside:
            raise AppError(f"Case {case.number} was replaced or withheld.", "It is not shown. Go on with another.")
        grading = _as_volunteer(ws, session, row, case)
        spread = seen_spread(session, round_id=round_id, case_id=case_id)
        return AudienceCase(
            number=case.number,
            of=session.execute(select(func.count()).where(RoundCaseRow.round_id == round_id)).scalar_one(),
            token=row.token.hex(),
            stages=tuple(stage for stage in sheet_stages(grading) if not stage.hidden),
            in_words=_in_words(case.states(panel_seats(session, round_id), case.stage)),
            spread=_wordless(spread) if spread is not None and spread.stage == case.stage else None,
            on_break=state is MeetingState.BREAK,
        )


def _as_volunteer(ws: Workspace, session: Session, row: RoundCaseRow, case: PanelCase) -> Grading:
    """The case as a seat has it that has answered nothing and sees as much as the panel has opened."""
    before = case.stages[: case.stages.index(case.stage)]
    plain = replace(case.blank, locked=before, spread_seen=())
    return with_records(session, {row.version_id: plain}, {row.version_id: row.case_id}, force=ws.force)[row.version_id]


def _in_words(seats: SeatStates) -> str:
    away = seats.absent + seats.conflict + seats.passed
    wanted = seats.locked + seats.waiting
    if seats.waiting:
        return f"{seats.locked} of {count_of(wanted, 'form')} in"
    return f"All are in: {count_of(seats.locked, 'form')}" + (f", {away} not graded by their member" if away else "")


def _wordless(spread: CaseSpread) -> CaseSpread:
    """The same without what members wrote, as nobody has read that for a whole room; nor who has a part in it."""
    questions = (
        replace(
            question,
            notes=(),
            consensus=replace(question.consensus, minority="") if question.consensus is not None else None,
        )
        for question in spread.questions
    )
    return replace(spread, questions=tuple(questions), late=())
