"""How common an adverse grade is in a round: draw by draw, by the grade of record, with exact limits (DESIGN 4).

The grade of record is what the panel agreed on in a meeting's round, the line manager's verdict in any other; a draw
is graded in one round, so no figure has some of both.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.core.days import period_words
from app.core.errors import AppError
from app.core.schemes.spec import Answer, Question, Role, Scheme
from app.core.shapes.figures import RateLine
from app.core.shapes.meetings import MeetingState
from app.core.shapes.results import DrawRates, RoundRates
from app.core.shapes.sheets import SheetState
from app.core.stats.questions import counted_questions, graded_question
from app.core.stats.rates import Basis, Chosen, Grade, GradedCase, Sample, StratumDrawn, grade_of, rate
from app.core.stats.told_rates import tell_rate
from app.core.words import say
from app.models.frames import DrawRow, FrameCaseRow, FrameRow, FrameStratumRow, PlanRow
from app.models.rounds import RoundCaseRow, RoundDrawRow
from app.services.drawing.frame_views import plan_shares, scheme_of
from app.services.drawing.frame_words import design_of, stratum_words
from app.services.drawing.standing import standing_of
from app.services.grading.results import people_in, require_results
from app.services.grading.verdicts import Verdicts, is_asked, label_of, read_verdicts
from app.services.panels.meeting_facts import is_meeting, state_of
from app.services.refusals import refusals_logged
from app.services.schemes import load_library
from app.services.workspace import Workspace

CONFIDENCE: Final = Fraction(95, 100)
_OF_PEOPLE: Final = frozenset({"officer_id", "team", "supervisor_id"})
"""Facets whose values are officers, their teams or supervisors: strata by them are told by label only, so that no table
of them can be made."""


@dataclass(frozen=True, kw_only=True)
class _Source:
    """A draw of a round: its list, the form that its cases are graded on, and what became of each."""

    row: DrawRow
    frame: FrameRow
    scheme: Scheme
    questions: tuple[Question, ...]
    strata: tuple[StratumDrawn, ...]
    called: tuple[FrameCaseRow, ...]
    withheld: frozenset[int]
    replaced: Mapping[int, str]


def rates_of(ws: Workspace, round_id: int, question: str = "") -> RoundRates:
    """The rates of a round, each of one draw and one question; cases that a person picked are in none.

    Args:
        ws: the workspace.
        round_id: the round.
        question: the id of one question; "" for all that have adverse answers.

    Raises:
        AppError: there is no such round, it has no draw, or none of its draws has a rate of that question; or whoever
            asks has yet to grade cases of it in a panel, and then it is logged.
    """
    require_results(ws, round_id)
    with refusals_logged(ws, "rates_refused", round_id=round_id), ws.read() as session:
        _refuse_swayed(ws, session, round_id)
        found, label = read_verdicts(session, round_id), label_of(ws, session, round_id)
        sources = _sources(session, round_id, found.role)
    asked_for = _asked_for(round_id, sources, question)
    base = load_library(ws.force).force.percent_base
    return RoundRates(
        round_id=round_id,
        label=label,
        draws=tuple(_rates(source, _Grades(found), base, asked_for) for source in sources),
        targeted=sum(row.draw_id is None for row in found.rows),
    )


def rates_within(ws: Workspace, session: Session, round_id: int, found: Verdicts) -> tuple[DrawRates, ...]:
    """The same of all questions, for a paper whose making is asked for and logged; none of a round without a draw."""
    sources, base = _sources(session, round_id, found.role), load_library(ws.force).force.percent_base
    every = frozenset(question.id for source in sources for question in source.questions)
    return tuple(_rates(source, _Grades(found), base, every) for source in sources)


def _sources(session: Session, round_id: int, role: Role) -> list[_Source]:
    draws = session.scalars(select(RoundDrawRow.draw_id).where(RoundDrawRow.round_id == round_id)).all()
    return [_source(session, session.get_one(DrawRow, draw), role) for draw in sorted(draws)]


def _refuse_swayed(ws: Workspace, session: Session, round_id: int) -> None:
    """Refuse another's figures to a member of a panel that has cases of theirs and is not closed."""
    if is_meeting(session, round_id) or ws.actor.id in people_in(session, round_id):
        return
    own = select(RoundCaseRow.case_id).where(RoundCaseRow.round_id == round_id)
    others = session.scalars(
        select(RoundCaseRow.round_id)
        .where(RoundCaseRow.case_id.in_(own), RoundCaseRow.round_id != round_id)
        .group_by(RoundCaseRow.round_id)
    ).all()
    for other in others:
        grades = is_meeting(session, other) and state_of(session, other) is not MeetingState.CLOSED
        if grades and ws.actor.id in people_in(session, other):
            raise AppError(
                f"You sit in R{other}, which grades some of these cases and is not closed.",
                "Its panel grades without knowing these figures: look again after the meeting.",
            )


def _source(session: Session, row: DrawRow, role: Role) -> _Source:
    frame, plan = session.get_one(FrameRow, row.frame_id), session.get_one(PlanRow, row.plan_id)
    scheme, standing = scheme_of(session, frame.scheme_id), standing_of(session, row.id)
    called = session.scalars(select(FrameCaseRow).where(FrameCaseRow.id.in_(standing.called))).all()
    questions = counted_questions(scheme, [plan.form], role)
    return _Source(
        row=row,
        frame=frame,
        scheme=scheme,
        questions=tuple(one for one in questions if graded_question(one, scheme.scales[one.scale]).adverse),
        strata=_strata(session, frame, scheme, plan),
        called=tuple(called),
        withheld=frozenset(standing.withheld),
        replaced={case: replacement.reason for case, replacement in standing.replaced.items()},
    )


def _strata(session: Session, frame: FrameRow, scheme: Scheme, plan: PlanRow) -> tuple[StratumDrawn, ...]:
    """The strata of a list with what the plan draws of each, in the order of their labels, which says nothing."""
    design, sizes = design_of(frame), {share.label: share.size for share in plan_shares(plan)}
    unnamed = not _OF_PEOPLE.isdisjoint(design.facets)
    rows = session.scalars(
        select(FrameStratumRow).where(FrameStratumRow.frame_id == frame.id).order_by(FrameStratumRow.label)
    )
    return tuple(
        StratumDrawn(
            label=row.label,
            name=row.label if unnamed else stratum_words(scheme, design, row.name),
            cases=row.cases,
            drawn=sizes[row.label],
        )
        for row in rows
    )


def _asked_for(round_id: int, sources: Sequence[_Source], question: str) -> frozenset[str]:
    """The questions that are meant. AppError where a rate of none of them can be made."""
    if not sources:
        raise AppError(
            f"Round R{round_id} has no draw, so there is no rate.",
            "Cases that a person picked say nothing about others: look at each by itself.",
        )
    known = list(dict.fromkeys(one.id for source in sources for one in source.questions))
    if question and question not in known:
        raise AppError(
            f"There is no rate of “{question}” in R{round_id}: it is not asked, or has no answer that counts against.",
            f"Choose one of: {', '.join(known)}.",
        )
    return frozenset([question] if question else known)


# ------------------------------------------------------------------ grades of record
class _Grades:
    """The grades of record of a round's cases."""

    def __init__(self, found: Verdicts) -> None:
        self._found = found
        self._rows = {row.case_id: row for row in found.rows}
        self.basis = Basis.LINE_MANAGER if found.meeting is None else Basis.CONSENSUS

    def grade(self, case_id: int, scheme_id: int, question: Question) -> Grade:
        """The grade of a case; one that is graded here by another version of its scheme has none."""
        row = self._rows.get(case_id)
        if row is None or row.scheme_id != scheme_id:
            return Grade.UNGRADED
        return self._verdict(row, question) if self._found.meeting is None else self._consensus(row, question)

    def disagreed(self, case_id: int, question: Question) -> bool:
        """Whether the panel set down that it did not agree."""
        row = self._rows.get(case_id)
        return row is not None and self._found.agreed.get(row.id, {}).get(question.id) == ""

    def _verdict(self, row: RoundCaseRow, question: Question) -> Grade:
        grading = self._found.own(row)
        stands = grading.state is SheetState.DONE or question.stage in grading.locked
        if grading.conflicted or not stands:
            return Grade.UNGRADED
        if not is_asked(grading, question):
            return Grade.NOT_APPLICABLE
        return grade_of(_answer(grading.scheme, question, grading.answers.get(question.id)))

    def _consensus(self, row: RoundCaseRow, question: Question) -> Grade:
        """A question without a view is not for this case where the record, or what was agreed on it, rules it out."""
        agreed, blank = self._found.agreed.get(row.id, {}), self._found.cases[row.id].blank
        if agreed and not is_asked(replace(blank, given=agreed), question):
            return Grade.NOT_APPLICABLE
        return grade_of(_answer(blank.scheme, question, agreed.get(question.id)))


def _answer(scheme: Scheme, question: Question, choice: str | None) -> Answer | None:
    return next((answer for answer in scheme.scales[question.scale].answers if answer.code == choice), None)


# ------------------------------------------------------------------ rates
def _rates(source: _Source, grades: _Grades, base: int, asked_for: frozenset[str]) -> DrawRates:
    questions = [question for question in source.questions if question.id in asked_for]
    disagreed = {one.id: sum(grades.disagreed(case.case_id, one) for case in source.called) for one in questions}
    period = period_words(source.frame.first_day, source.frame.last_day)
    return DrawRates(
        draw_id=source.row.id,
        kind=source.frame.kind,
        kind_label=say(source.scheme.label),
        label=f"{say(source.scheme.label)}, {period}",
        lines=tuple(_rate(source, grades, base, question) for question in questions),
        disagreed={name: count for name, count in disagreed.items() if count},
    )


def _rate(source: _Source, grades: _Grades, base: int, question: Question) -> RateLine:
    sample = Sample(
        chosen=Chosen.THEMED if source.frame.filters else Chosen.RANDOM,
        strata=source.strata,
        cases=tuple(_graded_case(source, grades, case, question) for case in source.called),
    )
    graded = graded_question(question, source.scheme.scales[question.scale])
    return tell_rate(rate(sample, CONFIDENCE), graded, basis=grades.basis, base=base)


def _graded_case(source: _Source, grades: _Grades, case: FrameCaseRow, question: Question) -> GradedCase:
    """A case as it counts: what was set aside counts as that, whatever grade it has."""
    if case.id in source.withheld:
        grade = Grade.WITHHELD
    elif case.id in source.replaced:
        grade = Grade.REPLACED
    else:
        grade = grades.grade(case.case_id, source.frame.scheme_id, question)
    reason = source.replaced.get(case.id, "")
    return GradedCase(token=case.token.hex(), stratum=case.label, grade=grade, reason=reason)
