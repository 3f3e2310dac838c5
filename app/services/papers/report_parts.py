"""What the papers of a meeting and of a line manager's month share: how cases were chosen, what is to be done."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from sqlalchemy.orm import Session

from app.core.days import day_words
from app.core.shapes.actions import ActionView
from app.core.shapes.packs import HowDrawn
from app.core.shapes.reports import ReportAction, ReportDraw
from app.core.shapes.results import DrawRates
from app.export.wording import Wording
from app.models.frames import DrawRow, FrameRow, PlanRow
from app.services.drawing.facets import publishable
from app.services.drawing.frame_views import frame_view, scheme_of
from app.services.drawing.frame_words import design_of, filter_words, funnel_words
from app.services.drawing.how_drawn import how_drawn
from app.services.papers.paper_words import PaperWords
from app.services.reasons import force_of, reason_words

_WORDS = Wording("report")


def report_draw(session: Session, rates: DrawRates, *, told: bool) -> ReportDraw:
    """How the cases of a draw were chosen, with its rates; no case stands in it by its reference.

    Args:
        session: any.
        rates: of the draw.
        told: whether all is graded, so that nothing of how they were chosen could sway anyone any more.
    """
    row = session.get_one(DrawRow, rates.draw_id)
    how = how_drawn(session, row, "volunteer")
    told_how = _told(session, row, how) if told else how
    return ReportDraw(
        draw_id=row.id,
        label=rates.label,
        drawn=len(how.drawn),
        how=replace(told_how, drawn=(), reserves=()),
        rates=rates,
    )


def _told(session: Session, row: DrawRow, how: HowDrawn) -> HowDrawn:
    """The same with all that may be told afterwards: nothing that would point at officers, teams or supervisors."""
    frame, plan = session.get_one(FrameRow, row.frame_id), session.get_one(PlanRow, row.plan_id)
    kept, view = _WORDS.say("drawn.kept_back"), frame_view(session, frame)
    scheme, strata = scheme_of(session, frame.scheme_id), view.strata
    if not all(publishable(scheme.field(facet)) for facet in design_of(frame).facets):
        strata = tuple(replace(line, name=line.label) for line in strata)
    chosen = [(facet, value) for facet, value in frame.filters]
    filters = [(*filter_words(scheme, facet, value), publishable(scheme.field(facet))) for facet, value in chosen]
    steps = [(str(step), int(count)) for step, count in frame.funnel]
    words = funnel_words(scheme, steps, chosen, reason_words(force_of(session).exclude_reasons))
    hidden = {
        f"filter:{facet}": f"{label}: {kept}"
        for (facet, _), (label, _, told) in zip(chosen, filters, strict=True)
        if not told
    }
    return replace(
        how,
        cases=view.cases,
        departures=tuple(plan.departures),
        strata=strata,
        groups_later=False,
        filters=tuple((label, value if told else kept) for label, value, told in filters),
        funnel=tuple(
            replace(line, step=hidden.get(step, line.step)) for (step, _), line in zip(steps, words, strict=True)
        ),
    )


def report_actions(actions: Sequence[ActionView], words: PaperWords) -> tuple[ReportAction, ...]:
    """Actions as a paper lists them, without what the finder finds; the words of erased ones are told to be."""
    say, erased = _WORDS.say, _WORDS.say("actions.erased")
    return tuple(
        ReportAction(
            name=action.name,
            case=say("actions.case", number=action.case_number) if action.case_number else say("actions.whole"),
            task=words.shown(action.task) if action.task else erased,
            owner=words.or_nothing(action.owner) if action.owner else erased,
            due=day_words(date.fromisoformat(action.due)),
            state=action.state_label,
        )
        for action in actions
    )
