"""How a sample was drawn, for the page of a pack that says so to those who grade it: blind to what they grade."""

from sqlalchemy.orm import Session

from app.core.schemes.spec import Role
from app.core.shapes.packs import HowDrawn
from app.export.wording import Wording
from app.models.frames import DrawRow, FrameRow, PlanRow
from app.services.drawing.blinding import (
    Blind,
    blind_cases,
    blind_filters,
    blind_funnel,
    blind_strata,
    size_told,
    strata_told,
)
from app.services.drawing.draw_words import (
    change_words,
    lodged_words,
    other_draw_words,
    other_seal_words,
    outside_words,
    seed_came,
)
from app.services.drawing.draws import draw_view
from app.services.drawing.frame_views import frame_view, scheme_of
from app.services.reasons import force_of, reason_words

_WORDS = Wording("pack")


def how_drawn(session: Session, row: DrawRow, role: Role = "line_manager", *, shown: tuple[str, ...] = ()) -> HowDrawn:
    """The whole way from the records to the cases, and what was changed since, as those who grade may know it.

    Args:
        session: any.
        row: the draw.
        role: who reads it.
        shown: the stages whose facts they have beside the first one's.
    """
    frame, plan = session.get_one(FrameRow, row.frame_id), session.get_one(PlanRow, row.plan_id)
    view, draw = frame_view(session, frame), draw_view(session, row)
    kept_back = _WORDS.say("says.kept_back_panel" if role == "volunteer" else "says.kept_back")
    scheme, blind = scheme_of(session, frame.scheme_id), Blind(role=role, kept_back=kept_back, shown=shown)
    told = strata_told(scheme, frame, blind)
    return HowDrawn(
        kind_label=view.kind_label,
        first_day=view.first_day,
        last_day=view.last_day,
        filters=blind_filters(scheme, frame, blind),
        funnel=blind_funnel(scheme, frame, blind, reason_words(force_of(session).exclude_reasons)),
        strata=blind_strata(scheme, frame, view, blind),
        strata_facet=", ".join(view.strata_facets) if told else "",
        groups_later=not told,
        cases=view.cases if size_told(scheme, frame, blind) else None,
        seal=view.seal,
        plan=plan.digest,
        sealed_at=view.sealed_at,
        lodged=" ".join(lodged_words(draw.lodged)),
        # seal, seed and code make the draw number: with them anyone can work out what is kept back
        seed=row.seed if told else "",
        seed_source=seed_came(draw),
        number=row.number,
        drawn_at=draw.drawn_at,
        drawn=blind_cases(scheme, frame, draw.cases, blind),
        reserves=blind_cases(scheme, frame, draw.reserves, blind),
        other_draws=other_draw_words(draw.other_draws),
        other_seals=other_seal_words(draw.other_seals),
        whole=draw.whole,
        departures=tuple(plan.departures) if told else (),  # they name groups
        changes=change_words(draw),
        outside=outside_words(view.reconciled),
    )
