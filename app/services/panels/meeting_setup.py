"""Setting up a panel's meeting: its draws, its members and their seats, and whether the work fits the time."""

import unicodedata
from collections.abc import Sequence

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.core.errors import AppError
from app.core.shapes.meetings import MeetingPlan, Member, Workload
from app.core.workflow.meeting import workload
from app.core.workflow.rights import AFFILIATION_WORDS, Affiliation, Role
from app.models.frames import FrameRow, PlanRow
from app.models.meetings import MeetingRow, MeetingSeatRow, MeetingTextRow
from app.models.releases import names_of
from app.models.rounds import RoundDrawRow, RoundRow, SeatPersonRow, SeatRow
from app.models.workspaces import ActorRow, PersonLeftRow
from app.services.drawing.draw_forms import require_form
from app.services.drawing.draws import draw_row
from app.services.drawing.frame_views import scheme_of
from app.services.drawing.standing import standing_of
from app.services.grading.rounds import MEETING, join_draws, rounds_of
from app.services.panels.meeting_facts import sitters
from app.services.schemes import load_library
from app.services.workspace import Work, Workspace

_MOST_NAME, _MOST_PANEL, _MOST_TERMS, _MOST_WARNING, _MOST_MINUTES = 200, 80, 200, 2_000, 600


def workload_of(session: Session, draw_ids: Sequence[int], *, seats: int, minutes: int) -> Workload:
    """What grading some draws takes of a panel.

    Raises:
        AppError: there is no such draw.
    """
    minutes_of: list[int] = []
    for draw_id in dict.fromkeys(draw_ids):
        draw, standing = draw_row(session, draw_id), standing_of(session, draw_id)
        frame, plan = session.get_one(FrameRow, draw.frame_id), session.get_one(PlanRow, draw.plan_id)
        gone = standing.replaced.keys() | standing.withheld.keys()
        form = scheme_of(session, frame.scheme_id).form(plan.form)
        minutes_of.extend(form.minutes for case in standing.called if case not in gone)
    return workload(minutes_of, seats=seats, minutes=minutes)


def set_up_within(ws: Workspace, work: Work, plan: MeetingPlan) -> int:
    """Make a meeting with its seats in a change under way; its number as a round.

    Raises:
        AppError: something of the plan will not do; it says what.
    """
    session = work.session
    panel, terms, warning = (tidy(text) for text in (plan.panel, plan.terms, plan.warning))
    _check_words(ws, plan, panel, terms, warning)
    _check_draws(session, plan.draws)
    row = RoundRow(purpose=MEETING, opened_at=work.at, due=None, monthly_plan=None, **work.written)
    session.add(row)
    session.flush()
    session.add_all(RoundDrawRow(round_id=row.id, draw_id=draw_id) for draw_id in plan.draws)
    session.add(
        MeetingRow(
            round_id=row.id,
            panel=panel,
            area=plan.area,
            held_on=plan.held_on,
            terms=terms,
            police_vote=plan.police_vote,
            minutes=plan.minutes,
            **work.written,
        )
    )
    session.flush()
    session.add(MeetingTextRow(round_id=row.id, warning=warning))
    for member in plan.members:
        add_seat(work, row.id, member)
    join_draws(session, row.id, plan.draws)
    return row.id


def add_seat(work: Work, round_id: int, member: Member) -> int:
    """Give a member a seat in a meeting, in a change under way; its number in the store.

    Raises:
        AppError: the name or affiliation will not do, or they have a seat already.
    """
    session, name = work.session, tidy(member.name)
    if member.affiliation not in {one.value for one in Affiliation}:
        known = ", ".join(one.value for one in AFFILIATION_WORDS)
        raise AppError(f"There is no affiliation “{member.affiliation}”.", f"Choose one of {known}.")
    _check_sitter(session, round_id, member.person_id, name)
    last = session.scalars(select(func.max(SeatRow.number)).where(SeatRow.round_id == round_id)).one()
    seat = SeatRow(round_id=round_id, number=(last or 0) + 1, role=Role.VOLUNTEER.value, **work.written)
    session.add(seat)
    session.flush()
    # a person's name stands with the person alone: erased there, it is gone here too
    typed = None if member.person_id is not None else name
    session.add(SeatPersonRow(seat_id=seat.id, actor_id=member.person_id, name=typed))
    session.add(MeetingSeatRow(seat_id=seat.id, affiliation=member.affiliation, chairs=member.chairs, **work.written))
    session.flush()
    return seat.id


def tidy(text: str) -> str:
    """Text in one form of Unicode, without what cannot be seen but for line ends."""
    seen = "".join(sign if sign == "\n" or unicodedata.category(sign) not in ("Cc", "Cs") else " " for sign in text)
    return unicodedata.normalize("NFC", "\n".join(" ".join(line.split()) for line in seen.splitlines())).strip()


def _check_sitter(session: Session, round_id: int, person_id: int | None, name: str) -> None:
    """Refuse a member whom nobody could tell from another, or whom nobody knows."""
    if person_id is not None:
        here = session.get(ActorRow, person_id) is not None and session.get(PersonLeftRow, person_id) is None
        if not here:
            raise AppError("Nobody of that number is here.", "Choose someone from the list of people, or type a name.")
        name = names_of(session, [person_id])[person_id][1]
    elif not name or len(name) > _MOST_NAME:
        raise AppError("A member needs a name.", f"Type one, of at most {_MOST_NAME} characters.")
    taken = sitters(session, round_id).values()
    same_person = person_id is not None and person_id in {sitter.person_id for sitter in taken}
    if same_person or (name and name.casefold() in {sitter.name.casefold() for sitter in taken}):
        raise AppError("A member of that name has a seat already.", "Add what tells the two apart: a second name.")


def _check_words(ws: Workspace, plan: MeetingPlan, panel: str, terms: str, warning: str) -> None:
    units = [unit.code for unit in load_library(ws.force).force.vocabularies.get("lpu", ())]
    if not 1 <= len(panel) <= _MOST_PANEL or "\n" in panel:
        raise AppError("A meeting needs the name of its panel.", f"Type it, with at most {_MOST_PANEL} characters.")
    if not 1 <= len(terms) <= _MOST_TERMS:
        what = "A meeting needs terms of reference that its members say yes to."
        raise AppError(what, f"Name them and their date, with at most {_MOST_TERMS} characters.")
    if len(warning) > _MOST_WARNING:
        raise AppError("That warning is too long.", f"Say it in at most {_MOST_WARNING:,} characters.")
    if plan.area and plan.area not in units:
        raise AppError(f"There is no area “{plan.area}”.", f"Leave it blank, or choose one of: {', '.join(units)}.")
    if not 1 <= plan.minutes <= _MOST_MINUTES:
        raise AppError(f"{plan.minutes} minutes will not do.", f"Give 1 to {_MOST_MINUTES} minutes for grading.")
    if not any(member.chairs for member in plan.members):
        raise AppError("A meeting needs somebody who chairs it.", "Say which of its members does.")


def _check_draws(session: Session, draw_ids: Sequence[int]) -> None:
    """Refuse draws that a panel cannot grade: none, one twice, one graded elsewhere, one on a line manager's form."""
    if not draw_ids or len(set(draw_ids)) < len(draw_ids):
        raise AppError("A meeting needs at least one draw, and none twice.", "Choose the draws whose cases it grades.")
    for draw_id in draw_ids:
        require_form(session, draw_id, Role.VOLUNTEER.value)
        graded = rounds_of(session, draw_id)
        if graded:
            what = f"Draw D{draw_id} is graded in round R{graded[0]}."
            raise AppError(what, "Draw a sample of its own for the panel.")
