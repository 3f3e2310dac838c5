"""Who grades a draw: the form that it was drawn for says whether a line manager does, or a panel."""

from collections.abc import Iterable
from typing import cast

from sqlalchemy.orm import Session

from app.core.errors import AppError
from app.core.schemes.spec import Role
from app.core.words import say
from app.models.frames import FrameRow, PlanRow
from app.services.drawing.draws import draw_row
from app.services.drawing.frame_views import scheme_of
from app.services.panels.meeting_facts import is_meeting

_NOT_FOR = {
    "volunteer": ("which is not a panel’s", "Draw again"),
    "line_manager": ("which a panel grades", "Set up a meeting over it, or draw again"),
}


def require_form(session: Session, draw_id: int, role: str) -> None:
    """See that a draw's form has questions for a role.

    Raises:
        AppError: it has none, or there is no such draw; it names the forms that have.
    """
    draw = draw_row(session, draw_id)
    scheme = scheme_of(session, session.get_one(FrameRow, draw.frame_id).scheme_id)
    form, wanted = scheme.form(session.get_one(PlanRow, draw.plan_id).form), cast(Role, role)
    if wanted in form.roles:
        return
    fit = ", ".join(f"“{say(one.label)}”" for one in scheme.forms if wanted in one.roles)
    why, what_else = _NOT_FOR[role]
    what = f"Draw D{draw_id} was drawn for the form “{say(form.label)}”, {why}."
    raise AppError(what, f"{what_else} with one of these forms: {fit or 'this kind has none'}.")


def refuse_panels(session: Session, draw_id: int, round_ids: Iterable[int]) -> None:
    """Refuse a draw that a panel grades. AppError names its meeting."""
    for round_id in round_ids:
        if is_meeting(session, round_id):
            raise AppError(f"A panel grades draw D{draw_id}, in meeting R{round_id}.", "Go on under Meetings.")
