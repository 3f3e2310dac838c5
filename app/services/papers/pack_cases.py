"""The case sheets of a pack: what the record says before the reveal, and the form, with what was answered so far."""

from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.core.schemes.answers import stages_of
from app.core.schemes.plain import reference_of
from app.core.schemes.spec import Scheme, Stage
from app.core.shapes.packs import CaseSheet, FormChoice, FormQuestion, FormStage
from app.core.shapes.sheets import AskedQuestion
from app.core.words import say
from app.core.workflow.sheet import Grading, asked_question, field_groups, headline, narratives, shown_rows
from app.export.wording import Wording
from app.models.frames import DrawCaseRow, DrawRow, FrameCaseRow, FrameRow, PlanRow
from app.models.record_store import read_values
from app.models.rounds import RoundCaseRow, SeatRow, SheetRow
from app.services.drawing.blinding import Blind, strata_told
from app.services.drawing.called import called_cases
from app.services.drawing.frame_views import scheme_of
from app.services.drawing.standing import standing_of
from app.services.grading.sheet_state import read_grading, with_records

_ROLE = "line_manager"
_WORDS = Wording("pack")


def case_sheets(session: Session, row: DrawRow, *, force: str, practice: bool) -> tuple[CaseSheet, ...]:
    """One sheet for every case that stands, in the order of the queue; those set aside leave a gap."""
    frame, plan = session.get_one(FrameRow, row.frame_id), session.get_one(PlanRow, row.plan_id)
    scheme = scheme_of(session, frame.scheme_id)
    rows = _standing(session, row.id)
    values = read_values(session, scheme, [case.version_id for case, _, _ in rows])
    gradings = {
        case.version_id: _grading(session, row.id, case.case_id)
        or Grading(
            scheme=scheme, form=plan.form, role=_ROLE, values=values[case.version_id], given={}, written={}, locked=()
        )
        for case, _, _ in rows
    }
    gradings = with_records(session, gradings, {case.version_id: case.case_id for case, _, _ in rows}, force=force)
    told = strata_told(scheme, frame, Blind(kept_back=""))
    sheets: list[CaseSheet] = []
    for case, ticket, position in rows:
        group = (ticket, case.label) if told else ("", _WORDS.say("says.kept_back"))
        drawn = _Drawn(number=position, token=case.token.hex(), ticket=group[0], stratum=group[1])
        sheets.append(_sheet(gradings[case.version_id], drawn, practice=practice))
    return tuple(sheets)


def _standing(session: Session, draw_id: int) -> list[tuple[FrameCaseRow, str, int]]:
    """The cases that are to be graded, each with its ticket and its place among all that were ever called."""
    found = standing_of(session, draw_id)
    places = {case.id: place for place, case in enumerate(called_cases(session, draw_id), 1)}
    rows = session.execute(
        select(FrameCaseRow, DrawCaseRow.ticket)
        .join(DrawCaseRow, DrawCaseRow.frame_case_id == FrameCaseRow.id)
        .where(DrawCaseRow.draw_id == draw_id)
    )
    standing = [
        (case, ticket, places[case.id])
        for case, ticket in rows
        if case.id in places and case.id not in found.replaced and case.id not in found.withheld
    ]
    return sorted(standing, key=lambda row: row[2])


def _grading(session: Session, draw_id: int, case_id: int) -> Grading | None:
    """What a line manager graded so far; what a panel's seats say is on no paper but its own, once all are in."""
    sheet = session.scalars(
        select(SheetRow)
        .join(RoundCaseRow, RoundCaseRow.id == SheetRow.round_case_id)
        .join(SeatRow, SeatRow.id == SheetRow.seat_id)
        .where(RoundCaseRow.draw_id == draw_id, RoundCaseRow.case_id == case_id, SeatRow.role == _ROLE)
    ).first()
    return read_grading(session, sheet) if sheet else None


@dataclass(frozen=True, kw_only=True, slots=True)
class _Drawn:
    """A case's place in the draw."""

    number: int
    token: str
    ticket: str
    stratum: str


def _sheet(grading: Grading, drawn: _Drawn, *, practice: bool) -> CaseSheet:
    scheme, values = grading.scheme, dict(grading.values)
    stages = stages_of(scheme, values)
    last = stages[-1].id
    open_stages = [stage.id for stage in stages if stage.id != last]
    return CaseSheet(
        number=drawn.number,
        token=drawn.token,
        ticket=drawn.ticket,
        stratum=drawn.stratum,
        reference=reference_of(scheme, values),
        headline=headline(scheme, _ROLE, values),
        groups=tuple(group for stage in open_stages for group in field_groups(grading, stage)),
        narratives=tuple(text for stage in open_stages for text in narratives(grading, stage)),
        rows=shown_rows(grading, *open_stages),
        stages=tuple(
            _form_stage(grading, stage, on_paper=stage.id in open_stages) for stage in stages if grading.asked[stage.id]
        ),
        status=_status(grading, practice=practice),
    )


def _form_stage(grading: Grading, stage: Stage, *, on_paper: bool) -> FormStage:
    intro = say(stage.intro) if stage.intro else ""
    return FormStage(
        label=say(stage.label),
        intro=intro if on_paper else _WORDS.say("says.on_screen"),
        on_screen=not on_paper,
        questions=tuple(form_question(asked_question(grading, question)) for question in grading.asked[stage.id]),
    )


def form_question(put: AskedQuestion) -> FormQuestion:
    """A question as it is printed, with what was answered so far."""
    codes = [choice.code for choice in put.choices]
    return FormQuestion(
        id=put.id,
        text=put.text,
        help=put.help,
        law=put.law,
        group=put.group,
        mandatory=put.mandatory,
        free_text=put.free_text,
        choices=tuple(FormChoice(label=choice.label, tone=choice.tone, key=choice.key) for choice in put.choices),
        answered=codes.index(put.answer) if put.answer in codes else None,
        written=put.answer if put.free_text else put.note,
    )


def _status(grading: Grading, *, practice: bool) -> str:
    """What was graded so far, in a sentence; nothing when nothing was."""
    if grading.conflicted:
        return _WORDS.say("says.conflict")
    if not grading.answers:
        return ""
    entry = "says.verdict" if grading.current is None else "says.unfinished"
    overall = _overall(grading.scheme, grading.answers.get(grading.scheme.overall, ""))
    return _WORDS.say(f"{entry}_practice" if practice else entry, overall=overall)


def _overall(scheme: Scheme, code: str) -> str:
    scale = scheme.scales[scheme.question(scheme.overall).scale]
    return next(
        (say(answer.label).lower() for answer in scale.answers if answer.code == code), _WORDS.say("says.unanswered")
    )
