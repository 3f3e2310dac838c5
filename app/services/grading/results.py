"""How far a panel agreed, and where it did not: only of what the panel has seen, and never by seat (DESIGN 4 and 5)."""

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.core.changes import Done, Topic
from app.core.errors import AppError
from app.core.events import Act, Event
from app.core.schemes.spec import Question
from app.core.shapes.figures import AgreementLine
from app.core.shapes.meetings import MeetingState, SpreadAnswer
from app.core.shapes.results import Disagreement, Disagreements, KindAgreement, ResultRound, RoundAgreement
from app.core.stats.agreement import Gap, Mark, agreement
from app.core.stats.disagreement import Difference, difference
from app.core.stats.questions import GradedQuestion, counted_questions, graded_question
from app.core.stats.told_agreement import tell_agreement
from app.core.words import count_of, say
from app.core.workflow.meeting import check_state
from app.core.workflow.rights import Right
from app.models.meetings import SpreadSeenRow
from app.models.rounds import RoundCaseRow, RoundRow, SeatPersonRow, SeatRow
from app.services.grading.verdicts import Source, Verdicts, label_of, read_verdicts
from app.services.panels.meeting_facts import is_meeting
from app.services.refusals import refusals_logged
from app.services.rights import may, require
from app.services.schemes import load_library
from app.services.workspace import Work, Workspace

ALONE = "One grader alone has no agreement: it takes two on the same cases."


def require_results(ws: Workspace, round_id: int) -> None:
    """See that whoever opened the workspace may see the results of a round: a line manager their own, and no other's.

    Raises:
        AppError: they may not; the refusal is logged.
    """
    if may(ws, Right.SEE_SPREAD):
        return
    with ws.read() as session:
        own = not is_meeting(session, round_id) and ws.actor.id in people_in(session, round_id)
    if own:
        return
    with refusals_logged(ws, "results_refused", round_id=round_id):
        raise AppError(
            "These are not your own grades.",
            "A line manager sees the results of their own rounds; a coordinator, a chair and an auditor see all.",
        )


def people_in(session: Session, round_id: int) -> set[int]:
    """Who has a seat in a round, as far as they are people who are known here."""
    found = session.scalars(
        select(SeatPersonRow.actor_id)
        .join(SeatRow, SeatRow.id == SeatPersonRow.seat_id)
        .where(SeatRow.round_id == round_id)
    )
    return {person for person in found if person is not None}


def list_results(ws: Workspace) -> tuple[ResultRound, ...]:
    """The rounds whose results whoever opened the workspace may see, the newest first."""
    every = may(ws, Right.SEE_SPREAD)
    with ws.read() as session:
        found = [
            (round_id, is_meeting(session, round_id), people_in(session, round_id))
            for round_id in session.scalars(select(RoundRow.id).order_by(RoundRow.id.desc()))
        ]
        return tuple(
            ResultRound(round_id=round_id, label=label_of(ws, session, round_id), meeting=meeting)
            for round_id, meeting, people in found
            if every or (not meeting and ws.actor.id in people)
        )


def still_to_come(ws: Workspace, round_id: int) -> int:
    """How many sheets a panel waits for before anything of how it graded may be shown; 0 when something may.

    Raises:
        AppError: there is no such round, or whoever asks may not see its results.
    """
    require_results(ws, round_id)
    with ws.read() as session:
        found = read_verdicts(session, round_id)
    return _to_come(found) if len(found.seats) > 1 else 0


# ------------------------------------------------------------------ agreement
def agreement_of(ws: Workspace, round_id: int) -> RoundAgreement:
    """How far the graders of a round agreed, question by question, on the cases and stages that the panel has seen.

    Only those stand: what is all in and not seen yet may still change, so that it is left out and counted. Of a meeting
    that is closed nothing changes any more, and nothing is left out. Reading this changes nothing.

    Args:
        ws: the workspace.
        round_id: a meeting; of a round with one seat it is said that there is no agreement.

    Raises:
        AppError: there is no such round; or no stage of it is all in, and then it is logged that somebody asked.
    """
    require_results(ws, round_id)
    with refusals_logged(ws, "agreement_refused", round_id=round_id), ws.read() as session:
        found, label = read_verdicts(session, round_id), label_of(ws, session, round_id)
        alone = len(found.seats) < 2
        if not alone:
            _refuse_early(found)
    base = load_library(ws.force).force.percent_base
    kinds = [_kind_agreement(found, source, base, _stands) for source in found.sources]
    return RoundAgreement(
        round_id=round_id,
        label=label,
        seats=len(found.seats),
        kinds=() if alone else tuple(kind for kind in kinds if kind.lines),
        sentences=(ALONE,) if alone else tuple(_left_out(found)),
    )


def agreement_seen(ws: Workspace, found: Verdicts) -> dict[Source, tuple[AgreementLine, ...]]:
    """How far a panel agreed on the stages that it has seen, by scheme and draw: of a closed meeting too on no other.

    Cases that somebody picked are in none of it.
    """

    def seen(verdicts: Verdicts, row: RoundCaseRow, stage: str) -> bool:
        return verdicts.cases[row.id].seen(stage)

    base = load_library(ws.force).force.percent_base
    return {source: _kind_agreement(found, source, base, seen).lines for source in found.sources}


def _stands(found: Verdicts, row: RoundCaseRow, stage: str) -> bool:
    """Whether what was graded of a case at a stage can change no more: the panel has seen it, or has closed."""
    return found.meeting is MeetingState.CLOSED or found.cases[row.id].seen(stage)


def _stages(found: Verdicts) -> list[tuple[RoundCaseRow, str]]:
    """Every case with each stage that it goes through."""
    return [(row, stage) for row in found.rows for stage in found.cases[row.id].stages]


def _refuse_early(found: Verdicts) -> None:
    """Refuse while nothing may be shown. AppError says how many sheets are to come, and nothing of the others."""
    if to_come := _to_come(found):
        raise AppError(
            f"Still to come: {count_of(to_come, 'sheet')}. Nobody sees how others graded before all are in.",
            "Finish and lock them, or mark a member as absent.",
        )


def _to_come(found: Verdicts) -> int:
    """The sheets to come at the first stage; 0 where something stands already, or some stage is all in."""
    missing: Counter[tuple[int, str]] = Counter()
    for row, stage in _stages(found):
        if _stands(found, row, stage):
            return 0
        missing[row.scheme_id, stage] += found.waiting(row, stage)
    if not all(missing.values()):
        return 0
    return sum(missing[scheme_id, scheme.stages[0].id] for scheme_id, scheme in found.schemes.items())


def _left_out(found: Verdicts) -> Iterator[str]:
    for row in found.rows:
        yield from (f"{told} In these figures that is a conflict." for told in found.told_late(row))
    unseen = Counter(
        say(found.schemes[row.scheme_id].stage(stage).label)
        for row, stage in _stages(found)
        if not _stands(found, row, stage)
    )
    if unseen:
        told = "; ".join(f"“{label}” of {count_of(cases, 'case')}" for label, cases in unseen.items())
        yield f"Left out, as the panel has not seen how those grades spread: {told}."
    if picked := sum(row.draw_id is None for row in found.rows):
        yield f"Picked by a person, and so in no figure of agreement: {count_of(picked, 'case')}."


def _kind_agreement(
    found: Verdicts, source: Source, base: int, shows: Callable[[Verdicts, RoundCaseRow, str], bool]
) -> KindAgreement:
    scheme_id, draw_id = source
    scheme, lines = found.schemes[scheme_id], list[AgreementLine]()
    for question, graded in _questions(found, scheme_id):
        stage = question.stage
        shown = [
            row
            for row in found.of_scheme(scheme_id)
            if row.draw_id == draw_id and stage in found.cases[row.id].stages and shows(found, row, stage)
        ]
        if shown:
            marks = [found.marks(row, question) for row in shown]
            figures = agreement(marks, categories=tuple(graded.answers), ranks=graded.ranks)
            lines.append(tell_agreement(figures, graded, base))
    return KindAgreement(kind=scheme.kind, kind_label=found.source_label(source), lines=tuple(lines))


def _questions(found: Verdicts, scheme_id: int) -> list[tuple[Question, GradedQuestion]]:
    """The questions of a kind that figures can be made of."""
    scheme = found.schemes[scheme_id]
    forms = dict.fromkeys(row.form for row in found.of_scheme(scheme_id))
    return [
        (question, graded_question(question, scheme.scales[question.scale]))
        for question in counted_questions(scheme, forms, found.role)
    ]


# ------------------------------------------------------------------ disagreements
@dataclass(frozen=True, kw_only=True)
class _Answered:
    """What a question of a case got, and how far that differs; None where it does not."""

    row: RoundCaseRow
    question: GradedQuestion
    marks: Sequence[Mark]

    @property
    def answers(self) -> Counter[str]:
        return Counter(mark for mark in self.marks if isinstance(mark, str))

    @property
    def difference(self) -> Difference | None:
        return difference(self.answers, self.question)


def disagreements_of(ws: Workspace, round_id: int) -> Done[Disagreements]:
    """What a panel should talk of, where its grades differ most first. It has seen them then, so they stand from here.

    A case of which a stage is not all in is counted, and not shown at that stage. Who may not run a meeting sees what
    the panel has seen, or all of a meeting that is closed, and changes nothing by looking.

    Raises:
        AppError: there is no such round, one grader sits in it, or nothing of it may be shown; the attempt is logged.
    """
    require(ws, Right.SEE_SPREAD)
    with ws.read() as session:
        label = label_of(ws, session, round_id)
    event = Event(act=Act.CONSULT, name="disagreements_read", details={"round_id": round_id})
    with refusals_logged(ws, "disagreements_refused", round_id=round_id), ws.write(event) as work:
        found = read_verdicts(work.session, round_id)
        shown = _shown(found, first=may(ws, Right.OPEN_MEETING))
        _keep_seen(work, found, shown)
    answered = [one for one in _answered(found, shown) if one.answers.total() > 1]
    differing = [(one.difference, one) for one in answered if one.difference]
    differing.sort(key=lambda pair: pair[0], reverse=True)  # equal ones stay in the order of the queue
    lines = tuple(_line(found, one) for _, one in differing)
    late = (told for row in dict.fromkeys(row for row, _ in shown) for told in found.told_late(row))
    waiting = sum(found.waiting(row, found.cases[row.id].stage) > 0 for row in found.rows)
    held = len({row.id for row, _ in set(_all_in(found)) - set(shown)})
    value = Disagreements(
        round_id=round_id,
        label=label,
        lines=lines,
        unanimous=len(answered) - len(lines),
        waiting=waiting,
        sentence=" ".join((_sentence(len(lines), len(answered), waiting, held), *late)),
    )
    return Done(value=value, changed=frozenset({Topic.ROUNDS, Topic.AUDIT}))


def _shown(found: Verdicts, *, first: bool) -> list[tuple[RoundCaseRow, str]]:
    """The cases and stages that are graded and all in. AppError where none may be shown, or one grader sits alone.

    Args:
        found: the round.
        first: whether whoever asks may be the first to see them; else they see what the panel has seen.
    """
    if len(found.seats) < 2:
        raise AppError(ALONE, "The results of one grader are its rates.")
    all_in = _all_in(found)
    news = first and found.meeting in (None, MeetingState.OPEN)
    shown = [(row, stage) for row, stage in all_in if _stands(found, row, stage) or (news and _released(found, row))]
    if all_in and not shown and first and found.meeting is MeetingState.BREAK:
        check_state(found.meeting, (MeetingState.OPEN,))
    if not shown:
        _refuse_early(found)
    if all_in and not shown:
        raise AppError("The panel has not seen how its grades spread.", "Whoever runs the meeting shows them first.")
    return shown


def _all_in(found: Verdicts) -> list[tuple[RoundCaseRow, str]]:
    """The cases and stages that were graded, and of which no sheet is to come."""
    return [
        (row, stage)
        for row, stage in _stages(found)
        if found.cases[row.id].locked_sheets(stage) and not found.waiting(row, stage)
    ]


def _released(found: Verdicts, row: RoundCaseRow) -> bool:
    return found.cases[row.id].released


def _answered(found: Verdicts, shown: Sequence[tuple[RoundCaseRow, str]]) -> Iterator[_Answered]:
    questions = {scheme_id: _questions(found, scheme_id) for scheme_id in found.schemes}
    for row, stage in shown:
        for question, graded in questions[row.scheme_id]:
            if question.stage == stage:
                yield _Answered(row=row, question=graded, marks=found.marks(row, question, as_seen=True))


def _keep_seen(work: Work, found: Verdicts, shown: Sequence[tuple[RoundCaseRow, str]]) -> None:
    """Keep that the panel has seen how its grades spread, as when it is shown one case after the other."""
    fresh = [(row.id, stage) for row, stage in shown if not _stands(found, row, stage)]
    work.session.add_all(
        SpreadSeenRow(round_case_id=case, stage=stage, seen_at=work.at, **work.written) for case, stage in fresh
    )
    work.note(fresh=len(fresh))


def _line(found: Verdicts, one: _Answered) -> Disagreement:
    given, question = one.answers, one.question
    gaps = Counter(mark for mark in one.marks if isinstance(mark, Gap))
    choice = found.agreed.get(one.row.id, {}).get(question.id)
    differ = one.difference
    return Disagreement(
        case_id=one.row.id,
        number=one.row.position,
        token=one.row.token.hex(),
        kind_label=say(found.schemes[one.row.scheme_id].label),
        question=question.id,
        label=question.label,
        answers=tuple(
            SpreadAnswer(code=code, label=question.words[code], tone=answer.tone, count=given[code])
            for code, answer in question.answers.items()
        ),
        passed=gaps[Gap.PASSED],
        conflict=gaps[Gap.CONFLICT],
        absent=gaps[Gap.ABSENT],
        split=differ is not None and differ.split,
        agreed=choice is not None,
        consensus=question.words[choice] if choice else "",
    )


def _sentence(differing: int, answered: int, waiting: int, held: int) -> str:
    if not answered:
        told = "No question has answers from two graders yet."
    elif not differing:
        told = f"All agreed: every one of {count_of(answered, 'answer')} compared is the same from all who gave one."
    else:
        told = (
            f"Grades differ on {differing:,} of {count_of(answered, 'question')}, counted case by case; "
            f"on the other {answered - differing:,} all gave the same answer."
        )
    late = f" Not all in yet, so not shown: {count_of(waiting, 'case')}." if waiting else ""
    kept = f" All in and not seen by the panel yet, so not shown: {count_of(held, 'case')}." if held else ""
    return told + late + kept
