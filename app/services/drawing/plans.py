"""What is fixed before a seed: the plan of a list's first draw with its seal, the plan of a later one by itself."""

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.core.changes import Done, Topic
from app.core.errors import AppError
from app.core.events import Act, Event
from app.core.sampling import plan as planning
from app.core.sampling.allocation import PROPORTIONAL, Share, drawn_whole
from app.core.sampling.dealing import design_shares
from app.core.sampling.design import Design
from app.core.sampling.frame import Stratum
from app.core.schemes.spec import Scheme
from app.core.shapes.designs import PlanChoice
from app.core.shapes.draws import FrameView
from app.core.words import say
from app.core.workflow.rights import Right
from app.models.frames import DrawRow, FrameRow, FrameStratumRow, PlanRow
from app.models.records import ImportRow
from app.services.drawing.facets import facet_of, publishable
from app.services.drawing.frame_choice import Asked, check_form, check_seed
from app.services.drawing.frame_views import frame_row, frame_view, scheme_of
from app.services.drawing.frame_words import design_of
from app.services.refusals import refusals_logged
from app.services.rights import require
from app.services.schemes import load_library
from app.services.workspace import Work, Workspace

NOT_PUBLISHED = "(not published)"
"""In place of a value that volunteers may never see, such as an officer."""


def fix_plan(ws: Workspace, *, frame_id: int, choice: PlanChoice) -> Done[FrameView]:
    """Fix the plan of a further draw from a sealed list: the same cases and strata, other numbers, its own seed.

    Raises:
        AppError: there is no such list, its last plan is not drawn yet, or the list cannot give what is asked for. The
            attempt is logged.
    """
    require(ws, Right.SEAL)
    with (
        refusals_logged(ws, "plan_refused", frame_id=frame_id),
        ws.write(Event(act=Act.COMBINE, name="plan_fixed", details={"frame_id": frame_id})) as work,
    ):
        frame = frame_row(work.session, frame_id)
        last = _last_drawn(work.session, frame)
        form, source = choice.form or last.form, choice.seed_source or last.seed_source
        name = choice.seed_name if choice.seed_source else last.seed_name
        check_form(scheme_of(work.session, frame.scheme_id), form)
        check_seed(source, name)
        strata = _strata(work.session, frame_id)
        design = _later_design(frame, strata, choice)
        dealt = design_shares(design, strata)
        plan = replace(
            planning.read_plan(last.body),
            number=last.number + 1,
            form=form,
            strata_by=() if design.per else design.strata_by,
            per=design.per[0] if design.per else "",
            allocation=_said(design.allocation),
            departures=choice.departures,
            shares=dealt,
            seed_sources=_sources(source, dealt),
            seed_name=_name(name, dealt),
            fixed_at=work.at,
        )
        digest = keep_plan(work, frame_id, plan, allocation=design.allocation)
        work.note(number=plan.number, plan=digest)
    with ws.read() as session:
        view = frame_view(session, frame_row(session, frame_id))
    return Done(value=view, changed=frozenset({Topic.FRAMES, Topic.AUDIT}))


def first_plan(
    ws: Workspace,
    work: Work,
    asked: Asked,
    seal: str,
    dealt: tuple[Share, ...],
    funnel: Sequence[planning.FunnelStep],
) -> planning.Plan:
    """The plan that is fixed together with the seal."""
    force, choice, design = load_library(ws.force).force, asked.choice, asked.design
    imports = work.session.scalars(select(ImportRow.file_sha256).distinct().order_by(ImportRow.file_sha256))
    return planning.Plan(
        seal=seal,
        number=1,
        practice=ws.practice,
        kind=choice.kind,
        scheme_version=str(asked.scheme.version),
        form=choice.form,
        first_day=choice.first_day,
        last_day=choice.last_day,
        filters=tuple(_filter(asked.scheme, name, value) for name, values in asked.where.items() for value in values),
        funnel=tuple(funnel),
        imports=tuple(imports),
        strata_by=design.strata_by,
        allocation=_said(design.allocation),
        per=design.per[0] if design.per else "",
        take_all=tuple(tuple(_filter(asked.scheme, *pair) for pair in rule) for rule in design.take_all),
        exclusions=_exclusions(funnel),
        departures=choice.departures,
        shares=dealt,
        replace_reasons=tuple(reason.code for reason in force.replace_reasons),
        withhold_reasons=tuple(reason.code for reason in force.withhold_reasons),
        adverse=adverse_words(asked.scheme),
        seed_sources=_sources(choice.seed_source, dealt),
        seed_name=_name(choice.seed_name, dealt),
        sealed_at=work.at,
        fixed_at=work.at,
    )


def keep_plan(work: Work, frame_id: int, plan: planning.Plan, *, allocation: str) -> str:
    """Write a plan; its digest."""
    body = planning.plan_bytes(plan)
    digest = planning.plan_digest(body)
    work.session.add(
        PlanRow(
            frame_id=frame_id,
            number=plan.number,
            form=plan.form,
            size=sum(share.size for share in plan.shares),
            reserves=sum(share.reserves for share in plan.shares),
            allocation=allocation,
            shares=[[share.label, share.cases, share.size, share.reserves, share.rule] for share in plan.shares],
            seed_source=plan.seed_sources[0] if len(plan.seed_sources) == 1 else "",
            seed_name=plan.seed_name,
            departures=list(plan.departures),
            fixed_at=work.at,
            body=body,
            digest=digest,
            **work.written,
        )
    )
    work.session.flush()
    return digest


def waiting_plan(session: Session, frame: FrameRow) -> PlanRow:
    """The plan of a list that is fixed and not drawn yet. AppError where every plan of it was drawn."""
    used = select(DrawRow.plan_id)
    plan = session.scalars(select(PlanRow).where(PlanRow.frame_id == frame.id, PlanRow.id.not_in(used))).first()
    if plan is None:
        done = select(DrawRow.id).where(DrawRow.frame_id == frame.id).order_by(DrawRow.number.desc())
        raise AppError(
            f"F{frame.id} was drawn already, as D{session.scalars(done).first()}: a seed is saved once and a draw is "
            "never repeated.",
            "Show that draw; or fix a plan for a further draw, or seal a list anew: the papers will then name both.",
        )
    return plan


def adverse_words(scheme: Scheme) -> str:
    """What counts as an adverse verdict: the answers to the overall question that count against."""
    question = scheme.question(scheme.overall)
    answers = [say(answer.label) for answer in scheme.scales[question.scale].answers if answer.adverse]
    return f"{question.id}: {' or '.join(answers)}"


def _last_drawn(session: Session, frame: FrameRow) -> PlanRow:
    plans = select(PlanRow).where(PlanRow.frame_id == frame.id).order_by(PlanRow.number.desc())
    last = session.scalars(plans).first()
    if last is None:
        raise LookupError("a frame without a plan")
    if session.scalars(select(DrawRow.id).where(DrawRow.plan_id == last.id)).first() is None:
        raise AppError(
            f"Plan {last.number} of F{frame.id} has not been drawn yet, so there is no plan for a draw after it.",
            "Draw by that plan first: a plan that waits for its seed stays as it is.",
        )
    return last


def _later_design(frame: FrameRow, strata: Sequence[Stratum], choice: PlanChoice) -> Design:
    """The strata of a sealed list with other numbers."""
    names = {stratum.label: stratum.name for stratum in strata}
    for label, _ in choice.fixed:
        if label not in names:
            raise AppError(f"F{frame.id} has no stratum {label}.", f"Choose among: {', '.join(sorted(names))}.")
    sealed = design_of(frame)
    dividing = sealed.dividing
    if choice.per and len(dividing) != 1:
        raise AppError(
            f"F{frame.id} is not divided by one facet, so it has no values to draw so many of each from.",
            "Ask for a number of cases instead.",
        )
    return Design(
        size=choice.size,
        reserves=choice.reserves,
        strata_by=() if choice.per else dividing,
        per=(dividing[0], choice.per) if choice.per else None,
        take_all=sealed.take_all,
        allocation=choice.allocation,
        fixed=tuple((names[label], number) for label, number in choice.fixed),
    )


def _strata(session: Session, frame_id: int) -> list[Stratum]:
    rows = session.scalars(select(FrameStratumRow).where(FrameStratumRow.frame_id == frame_id))
    return [Stratum(label=row.label, name=row.name, cases=row.cases) for row in rows]


def _said(allocation: str) -> str:
    """A plan names the allocation only where it is not the usual one."""
    return "" if allocation == PROPORTIONAL else allocation


def _sources(asked: str, dealt: Sequence[Share]) -> tuple[str, ...]:
    """Where the seed may come from. What is drawn whole needs no dice (DESIGN 3.9), but may have them."""
    return (asked,) if asked and not drawn_whole(dealt) else (planning.APP, planning.DICE)


def _name(name: str, dealt: Sequence[Share]) -> str:
    """The public number's name, where the seed is to be one."""
    return "" if drawn_whole(dealt) else name.strip()


def _exclusions(funnel: Sequence[planning.FunnelStep]) -> tuple[planning.Exclusion, ...]:
    return tuple(
        planning.Exclusion(reason=step.step.removeprefix(planning.EXCLUDED), count=before.count - step.count)
        for before, step in pairwise(funnel)
        if step.step.startswith(planning.EXCLUDED)
    )


def _filter(scheme: Scheme, facet: str, value: str) -> planning.Filter:
    """A filter as the plan says it; a value that volunteers may never see (an officer) is not published."""
    return planning.Filter(facet=facet, value=value if publishable(facet_of(scheme, facet)) else NOT_PUBLISHED)
