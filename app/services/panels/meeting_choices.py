"""What the form of a new meeting offers: draws that nobody grades yet, known panels, areas, people."""

from collections.abc import Iterable

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.core.schemes.spec import Scheme
from app.core.shapes.meeting_choices import MeetingChoices, MeetingDraw, MeetingPerson
from app.core.shapes.people import Person
from app.core.words import say
from app.core.workflow.rights import Right, Role
from app.models.frames import DrawRow, FrameRow, PlanRow
from app.models.meetings import MeetingRow
from app.models.rounds import RoundDrawRow
from app.services.drawing.frame_views import scheme_of
from app.services.drawing.standing import standing_of
from app.services.people import list_people
from app.services.rights import require
from app.services.schemes import load_library
from app.services.workspace import Workspace

_SITTING = (Role.VOLUNTEER.value, Role.CHAIR.value)


def meeting_choices(ws: Workspace) -> MeetingChoices:
    """All that may be chosen for a new meeting.

    Raises:
        AppError: whoever asks may not set up panels.
    """
    require(ws, Right.SET_UP_PANEL)
    people = [one for one in list_people(ws) if one.role in _SITTING and one.standing != "left"]
    with ws.read() as session:
        held = session.execute(select(MeetingRow.panel, MeetingRow.terms).order_by(MeetingRow.round_id.desc())).all()
        draws = _free_draws(session)
    lpus = load_library(ws.force).force.vocabularies.get("lpu", ())
    return MeetingChoices(
        draws=draws,
        panels=_once([*(panel for panel, _ in held), *(one.scope for one in people)]),
        areas=tuple((lpu.code, say(lpu.label)) for lpu in lpus),
        terms=_once(terms for _, terms in held),
        people=tuple(_person(one) for one in people),
    )


def _free_draws(session: Session) -> tuple[MeetingDraw, ...]:
    """The draws that no round grades, the newest first; those behind them that a panel cannot grade."""
    rows = session.execute(
        select(DrawRow.id, PlanRow.form, FrameRow)
        .join(PlanRow, PlanRow.id == DrawRow.plan_id)
        .join(FrameRow, FrameRow.id == DrawRow.frame_id)
        .where(DrawRow.id.not_in(select(RoundDrawRow.draw_id)))
        .order_by(DrawRow.id.desc())
    ).all()
    draws = (_draw(session, draw_id, form, frame) for draw_id, form, frame in rows)
    return tuple(sorted(draws, key=lambda one: bool(one.refusal)))


def _draw(session: Session, draw_id: int, form_id: str, frame: FrameRow) -> MeetingDraw:
    scheme, standing = scheme_of(session, frame.scheme_id), standing_of(session, draw_id)
    form = scheme.form(form_id)
    gone = standing.replaced.keys() | standing.withheld.keys()
    fits = Role.VOLUNTEER.value in form.roles
    return MeetingDraw(
        draw_id=draw_id,
        kind_label=say(scheme.label),
        form_label=say(form.label),
        first_day=frame.first_day.isoformat(),
        last_day=frame.last_day.isoformat(),
        cases=sum(case not in gone for case in standing.called),
        minutes_each=form.minutes,
        refusal="" if fits else _refusal(scheme),
    )


def _refusal(scheme: Scheme) -> str:
    forms = [f"“{say(form.label)}”" for form in scheme.forms if Role.VOLUNTEER.value in form.roles]
    if not forms:
        return "There is no form for a panel of this kind."
    return f"It was drawn for a line manager’s form. Draw again for a panel, with the form {' or '.join(forms)}."


def _person(person: Person) -> MeetingPerson:
    return MeetingPerson(
        person_id=person.person_id,
        name=person.name,
        affiliation=person.affiliation,
        chairs=person.role == Role.CHAIR.value,
        scope=person.scope,
    )


def _once(names: Iterable[str]) -> tuple[str, ...]:
    """Each name once, in the order given; blanks left out."""
    return tuple(dict.fromkeys(name for name in names if name))
