"""A line manager's grades beside what a panel agreed, on cases that both graded, neither knowing the other's grade.

What the store can prove is taken for blind: the line manager's answer and lock stand in the log before the panel first
saw how its own grades of the case spread, and no seat of the panel is the line manager's, by person or by name. A panel
grades from released text and is shown no line manager's grade; what it agreed is compared only once its meeting is
closed. Nothing here rests on a clock: the order is that of the log.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.core.errors import AppError
from app.core.schemes.spec import Question
from app.core.shapes.figures import ComparisonLine
from app.core.shapes.meetings import MeetingState
from app.core.shapes.results import ComparisonChoice, KindComparison, RoundComparison
from app.core.stats.comparison import compare
from app.core.stats.questions import counted_questions, graded_question
from app.core.stats.told_agreement import tell_comparison
from app.core.words import count_of, say
from app.models.meetings import SpreadSeenRow
from app.models.rounds import AnswerRow, RoundCaseRow, SheetRow, SheetStageRow
from app.services.drawing.standing import set_aside
from app.services.grading.results import people_in, require_results
from app.services.grading.verdicts import Verdicts, is_asked, label_of, read_verdicts
from app.services.panels.meeting_facts import is_meeting, sitters, state_of
from app.services.refusals import refusals_logged
from app.services.schemes import load_library
from app.services.workspace import Workspace

_BLIND = (
    "Blind means here: the line manager had locked the answer before the panel first saw how its own grades of the "
    "case spread, and has not changed it since."
)
_SAME_PERSON = "The line manager sat in this panel, so none of its grades were given without knowing the other's."


@dataclass(frozen=True, kw_only=True)
class _Both:
    """The two rounds, the cases that are in both, and what the log says of the order of things.

    Attributes:
        manager: the line manager's round.
        panel: the meeting.
        pairs: the line manager's case and the panel's, of each record that is in both.
        locked: the log's entry in which the line manager locked a stage, by case.
        answered: the entry of the answer that stands, by case and question.
        seen: the entry in which the panel first saw how its grades of a case spread, by its case.
        apart: whether the line manager had no seat in the panel.
    """

    manager: Verdicts
    panel: Verdicts
    pairs: tuple[tuple[RoundCaseRow, RoundCaseRow], ...]
    locked: Mapping[tuple[int, str], int]
    answered: Mapping[tuple[int, str], int]
    seen: Mapping[int, int]
    apart: bool

    def blind(self, own: RoundCaseRow, theirs: RoundCaseRow, question: Question) -> bool:
        """Whether the line manager's answer stood before the panel saw anything, and the panel is another."""
        last = max(self.locked.get((own.id, question.stage), 0), self.answered.get((own.id, question.id), 0))
        return self.apart and 0 < last < self.seen.get(theirs.id, 0)

    def verdict(self, row: RoundCaseRow, question: Question) -> str:
        """The line manager's answer; "" where none stands."""
        grading = self.manager.own(row)
        stands = question.stage in grading.locked and not grading.conflicted and is_asked(grading, question)
        return grading.answers.get(question.id, "") if stands else ""


def comparison_of(ws: Workspace, one: int, other: int) -> RoundComparison:
    """A line manager's grades beside a panel's, question by question, on the cases that are in both rounds.

    Args:
        ws: the workspace.
        one: a line manager's round, or a meeting.
        other: the one of these that the first is not.

    Raises:
        AppError: there is no such round, the two are of one sort, or the meeting is not closed; or whoever asks has no
            right to see them. It is logged.
    """
    with ws.read() as session:
        labels = {number: label_of(ws, session, number) for number in (one, other)}
        meetings = [number for number in (one, other) if is_meeting(session, number)]
    with refusals_logged(ws, "comparison_refused", rounds=[one, other]):
        if len(meetings) != 1:
            raise AppError(
                f"R{one} and R{other} are of one sort.", "Name a line manager's round and the meeting of a panel."
            )
        panel = meetings[0]
        manager = other if panel == one else one
        require_results(ws, manager)
        with ws.read() as session:
            _refuse_open(session, panel, labels[panel])
            both = _both(session, manager, panel)
    base = load_library(ws.force).force.percent_base
    return RoundComparison(
        manager_round=manager,
        manager_label=labels[manager],
        panel_round=panel,
        panel_label=labels[panel],
        cases=len(both.pairs),
        kinds=tuple(kind for kind in _kinds(both, base) if kind.lines),
        sentences=tuple(_sentences(both)),
    )


def comparable_with(ws: Workspace, round_id: int) -> tuple[ComparisonChoice, ...]:
    """The rounds of the other sort that have cases of this one, those with most first; open meetings are not told of.

    Raises:
        AppError: there is no such round, or whoever asks may not see its results.
    """
    require_results(ws, round_id)
    with ws.read() as session:
        label_of(ws, session, round_id)
        meeting, own = is_meeting(session, round_id), _standing(session, round_id)
        others = session.scalars(
            select(RoundCaseRow.round_id)
            .where(RoundCaseRow.case_id.in_(own), RoundCaseRow.round_id != round_id)
            .group_by(RoundCaseRow.round_id)
        ).all()
        found = [
            (number, len(own & _standing(session, number)))
            for number in others
            if is_meeting(session, number) is not meeting
        ]
        return tuple(
            ComparisonChoice(round_id=number, label=label_of(ws, session, number), cases=cases)
            for number, cases in sorted(found, key=lambda one: (-one[1], one[0]))
            if cases and _closed(session, round_id if meeting else number)
        )


def _standing(session: Session, round_id: int) -> set[int]:
    """The cases of a round that were not set aside."""
    aside = set_aside(session, round_id)
    rows = session.execute(select(RoundCaseRow.id, RoundCaseRow.case_id).where(RoundCaseRow.round_id == round_id))
    return {case for row, case in rows if row not in aside}


def _refuse_open(session: Session, panel: int, label: str) -> None:
    if not _closed(session, panel):
        raise AppError(
            f"{label}: this meeting is not closed, and until then nobody sees the two side by side.",
            "Close the meeting first.",
        )


def _closed(session: Session, panel: int) -> bool:
    return state_of(session, panel) is MeetingState.CLOSED


def _both(session: Session, manager: int, panel: int) -> _Both:
    own, theirs = read_verdicts(session, manager), read_verdicts(session, panel)
    by_case = {case.case_id: case for case in theirs.rows}
    seat = own.seats[0].seat_id
    locked = session.execute(
        select(SheetRow.round_case_id, SheetStageRow.stage, SheetStageRow.audit_seq)
        .join(SheetRow, SheetRow.id == SheetStageRow.sheet_id)
        .where(SheetRow.seat_id == seat)
    )
    answered = session.execute(
        select(SheetRow.round_case_id, AnswerRow.question, AnswerRow.audit_seq)
        .join(SheetRow, SheetRow.id == AnswerRow.sheet_id)
        .where(SheetRow.seat_id == seat, AnswerRow.undone_seq.is_(None))
        .order_by(AnswerRow.id)
    )
    seen = session.execute(
        select(SpreadSeenRow.round_case_id, func.min(SpreadSeenRow.audit_seq)).group_by(SpreadSeenRow.round_case_id)
    )
    return _Both(
        manager=own,
        panel=theirs,
        pairs=tuple((case, by_case[case.case_id]) for case in own.rows if case.case_id in by_case),
        locked={(case, stage): seq for case, stage, seq in locked},
        answered={(case, question): seq for case, question, seq in answered},
        seen={case: seq for case, seq in seen},
        apart=_apart(session, manager, panel),
    )


def _apart(session: Session, manager: int, panel: int) -> bool:
    """Whether nobody sat in both rounds: no person who is known here, and no name that was typed for a seat."""
    return people_in(session, manager).isdisjoint(people_in(session, panel)) and _names(session, manager).isdisjoint(
        _names(session, panel)
    )


def _names(session: Session, round_id: int) -> set[str]:
    """Who sits in a round by name, as names are compared: however they were written, and none that was erased."""
    found = (" ".join(sitter.name.split()).casefold() for sitter in sitters(session, round_id).values())
    return {name for name in found if name}


def _kinds(both: _Both, base: int) -> Iterator[KindComparison]:
    """By the schemes of both: a question is compared where the two answered the same one, on the same scale."""
    schemes = dict.fromkeys((own.scheme_id, theirs.scheme_id) for own, theirs in both.pairs)
    for mine, others in schemes:
        pairs = [(own, theirs) for own, theirs in both.pairs if (own.scheme_id, theirs.scheme_id) == (mine, others)]
        first, second = both.manager.schemes[mine], both.panel.schemes[others]
        asked = counted_questions(first, dict.fromkeys(own.form for own, _ in pairs), both.manager.role)
        put = {
            question.id: (question, second.scales[question.scale])
            for question in counted_questions(second, dict.fromkeys(their.form for _, their in pairs), both.panel.role)
        }
        same = [question for question in asked if put.get(question.id) == (question, first.scales[question.scale])]
        lines = tuple(_line(both, pairs, question, base) for question in same)
        yield KindComparison(kind=first.kind, kind_label=say(first.label), lines=lines)


def _line(both: _Both, pairs: list[tuple[RoundCaseRow, RoundCaseRow]], question: Question, base: int) -> ComparisonLine:
    manager = {own.token.hex(): both.verdict(own, question) for own, _ in pairs}
    community = {own.token.hex(): both.panel.agreed.get(theirs.id, {}).get(question.id, "") for own, theirs in pairs}
    scheme = both.manager.schemes[pairs[0][0].scheme_id]
    graded = graded_question(question, scheme.scales[question.scale])
    found = compare(
        graded,
        manager={case: answer for case, answer in manager.items() if answer},
        community={case: answer for case, answer in community.items() if answer},
        blind={own.token.hex() for own, theirs in pairs if both.blind(own, theirs, question)},
    )
    return tell_comparison(found, graded, base)


def _sentences(both: _Both) -> Iterator[str]:
    if not both.pairs:
        yield "No case is in both rounds, so there is nothing to compare."
        return
    yield f"In both rounds: {count_of(len(both.pairs), 'case')}."
    yield _BLIND if both.apart else _SAME_PERSON
