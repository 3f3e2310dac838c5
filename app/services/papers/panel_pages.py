"""The pages of a panel's pack: its cases as volunteers may read them at a stage, and how they were drawn."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from sqlalchemy.orm import Session

from app.core.shapes.packs import FormQuestion, FormStage, HowDrawn
from app.core.shapes.panel_packs import PanelCasePage, PanelDraw
from app.core.words import say
from app.core.workflow.lifted import come_to, lifted_texts
from app.core.workflow.meeting import PanelCase
from app.core.workflow.sheet import Grading, asked_question, headline, sheet_stages
from app.models.frames import DrawRow, FrameRow
from app.models.rounds import RoundCaseRow
from app.services.drawing.blinding import Blind, strata_told
from app.services.drawing.frame_views import scheme_of
from app.services.drawing.how_drawn import how_drawn
from app.services.grading.sheet_state import with_records
from app.services.papers.pack_cases import form_question

_ROLE = "volunteer"


def case_pages(
    session: Session, cases: Mapping[RoundCaseRow, PanelCase], stage: str, *, force: str
) -> tuple[PanelCasePage, ...]:
    """What each case adds at a stage, in the order of the queue; one that has no such stage has no page.

    Raises:
        AppError: a case is not released.
    """
    wanted = {row: case for row, case in cases.items() if stage in case.stages}
    gradings: dict[int, Grading] = {}
    for scheme_id in {row.scheme_id for row in wanted}:
        own = {row: case for row, case in wanted.items() if row.scheme_id == scheme_id}
        plain = {
            row.version_id: come_to(case.blank, case.stages[: case.stages.index(stage)]) for row, case in own.items()
        }
        gradings |= with_records(session, plain, {row.version_id: row.case_id for row in own}, force=force)
    return tuple(_page(row, gradings[row.version_id]) for row in wanted)


def panel_draws(session: Session, cases: Iterable[RoundCaseRow], stages: tuple[str, ...]) -> tuple[PanelDraw, ...]:
    """How the cases of a meeting were drawn, draw by draw, as volunteers may know it.

    Args:
        session: any.
        cases: of the meeting.
        stages: up to that of the document. The first one's has every draw; a later one's those whose groups could not
            be told before.
    """
    found: dict[int, list[RoundCaseRow]] = {}
    for row in cases:
        if row.draw_id is not None:
            found.setdefault(row.draw_id, []).append(row)
    return tuple(
        _draw(draw_id, how_drawn(session, row, _ROLE, shown=stages), rows)
        for draw_id, rows in found.items()
        for row in (session.get_one(DrawRow, draw_id),)
        if len(stages) == 1 or _told_now(session, row, stages)
    )


def _told_now(session: Session, row: DrawRow, stages: tuple[str, ...]) -> bool:
    """Whether a stage is the first that may tell the groups of a draw."""
    frame = session.get_one(FrameRow, row.frame_id)
    scheme = scheme_of(session, frame.scheme_id)
    before, now = (
        strata_told(scheme, frame, Blind(role=_ROLE, kept_back="", shown=shown)) for shown in (stages[:-1], stages)
    )
    return now and not before


def _draw(draw_id: int, how: HowDrawn, rows: Sequence[RoundCaseRow]) -> PanelDraw:
    tickets = {line.token: line.ticket for line in (*how.drawn, *how.reserves)}
    codes = [(row.position, row.token.hex()) for row in rows]
    return PanelDraw(
        name=f"D{draw_id}",
        how=replace(how, reserves=(), departures=()),
        cases=tuple((number, code, tickets.get(code, "")) for number, code in codes),
    )


def _page(row: RoundCaseRow, grading: Grading) -> PanelCasePage:
    scheme, shown = grading.scheme, [stage for stage in sheet_stages(grading) if not stage.hidden]
    now = shown[-1]
    return PanelCasePage(
        number=row.position,
        token=row.token.hex(),
        kind_label=say(scheme.label),
        headline=headline(scheme, _ROLE, grading.values) if len(shown) == 1 else "",
        picked=row.draw_id is None,
        groups=now.groups,
        narratives=now.narratives,
        rows=now.rows,
        again=lifted_texts(grading),
        form=FormStage(label=now.label, intro=now.intro, questions=tuple(map(form_question, now.questions))),
        to_agree=_to_agree(grading, now.id),
    )


def _to_agree(grading: Grading, stage: str) -> tuple[FormQuestion, ...]:
    """The questions of a stage with answers that count: the panel takes a view of each."""
    scales = grading.scheme.scales
    return tuple(
        form_question(asked_question(grading, question))
        for question in grading.asked[stage]
        if scales[question.scale].counted
    )
