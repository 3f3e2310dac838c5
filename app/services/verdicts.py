"""What the seats of a round have on its cases, for figures: answers that stand, or why there are none.

Nobody sees how others graded before all are in: who reads this asks first, and shows no seat.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import product
from typing import cast

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.core.days import day_words
from app.core.schemes.answers import stages_of
from app.core.schemes.spec import Question, Role, Scheme
from app.core.shapes.meetings import Presence
from app.core.stats.agreement import Gap, Mark
from app.core.workflow.sheet import Grading
from app.models.meetings import ConsensusRow, MeetingRow, SeatPresenceRow
from app.models.record_store import read_values
from app.models.rounds import RoundCaseRow, SeatRow, SheetRow
from app.services.frame_views import scheme_of
from app.services.grading import read_gradings
from app.services.rounds import read_round, round_row
from app.services.standing import set_aside
from app.services.workspace import Workspace


@dataclass(frozen=True, kw_only=True)
class Verdicts:
    """A round as figures need it.

    Attributes:
        meeting: whether it is a panel's; else it is a line manager's.
        seats: its seats' numbers in the store.
        absent: those of them whose member is not there.
        cases: those that were not set aside, in the order of the queue.
        schemes: by the number that cases have them by.
        gradings: by case and seat; a blank one where there is no sheet.
    """

    meeting: bool
    seats: tuple[int, ...]
    absent: frozenset[int]
    cases: tuple[RoundCaseRow, ...]
    schemes: Mapping[int, Scheme]
    gradings: Mapping[tuple[int, int], Grading]

    @property
    def role(self) -> Role:
        """The role that its seats have."""
        return "volunteer" if self.meeting else "line_manager"

    def of_scheme(self, scheme_id: int) -> tuple[RoundCaseRow, ...]:
        """The cases of one scheme."""
        return tuple(case for case in self.cases if case.scheme_id == scheme_id)

    def stages(self, case: RoundCaseRow) -> tuple[str, ...]:
        """The stages that a case goes through."""
        values = self.gradings[case.id, self.seats[0]].values
        return tuple(stage.id for stage in stages_of(self.schemes[case.scheme_id], values))

    def gap(self, case: RoundCaseRow, seat: int, stage: str) -> Gap | None:
        """Why a seat has nothing that stands at a stage of a case; None where it has."""
        grading = self.gradings[case.id, seat]
        if grading.conflicted:
            return Gap.CONFLICT
        if stage in grading.locked:
            return None
        if grading.passed:
            return Gap.PASSED
        return Gap.ABSENT if seat in self.absent else Gap.UNFINISHED

    def waiting(self, case: RoundCaseRow, stage: str) -> int:
        """How many seats are still to come: while there is one, nobody sees what the others have."""
        return sum(self.gap(case, seat, stage) is Gap.UNFINISHED for seat in self.seats)

    def marks(self, case: RoundCaseRow, question: Question) -> list[Mark]:
        """What each seat that was asked has on a question of a case, in an order that says nothing."""
        found: list[Mark] = []
        for seat in self.seats:
            grading = self.gradings[case.id, seat]
            gap = self.gap(case, seat, question.stage)
            if is_asked(grading, question):
                answer = gap or grading.answers.get(question.id)
                found += [answer] if answer else []
        return found


def is_asked(grading: Grading, question: Question) -> bool:
    """Whether a question is put to this seat about this case."""
    return any(one.id == question.id for one in grading.asked.get(question.stage, ()))


def read_verdicts(session: Session, round_id: int) -> Verdicts:
    """A round as figures need it. AppError when there is none of that number."""
    round_row(session, round_id)
    aside = set_aside(session, round_id)
    rows = session.scalars(
        select(RoundCaseRow).where(RoundCaseRow.round_id == round_id).order_by(RoundCaseRow.position)
    )
    cases = tuple(case for case in rows if case.id not in aside)
    seats = session.scalars(select(SeatRow).where(SeatRow.round_id == round_id).order_by(SeatRow.number)).all()
    schemes = {number: scheme_of(session, number) for number in {case.scheme_id for case in cases}}
    return Verdicts(
        meeting=is_meeting(session, round_id),
        seats=tuple(seat.id for seat in seats),
        absent=_absent(session, round_id),
        cases=cases,
        schemes=schemes,
        gradings=_gradings(session, cases, seats, schemes),
    )


def is_meeting(session: Session, round_id: int) -> bool:
    """Whether a round is a panel's meeting."""
    return session.get(MeetingRow, round_id) is not None


def label_of(ws: Workspace, session: Session, round_id: int) -> str:
    """What a round is called. AppError when there is none of that number."""
    meeting = session.get(MeetingRow, round_id)
    if meeting is None:
        return read_round(ws, round_id).label
    return f"{meeting.panel}, {day_words(meeting.held_on)}"


def agreed_on(session: Session, round_id: int) -> dict[int, dict[str, str]]:
    """What a panel agreed, by case and question: the newest row of each stands; "" where it did not agree."""
    rows = session.execute(
        select(ConsensusRow.round_case_id, ConsensusRow.question, ConsensusRow.choice)
        .join(RoundCaseRow, RoundCaseRow.id == ConsensusRow.round_case_id)
        .where(RoundCaseRow.round_id == round_id)
        .order_by(ConsensusRow.id)
    )
    found: dict[int, dict[str, str]] = {}
    for case, question, choice in rows:
        found.setdefault(case, {})[question] = choice
    return found


def _absent(session: Session, round_id: int) -> frozenset[int]:
    """Seats whose member is away or went: what is locked stands, what is not will not come."""
    rows = session.execute(
        select(SeatPresenceRow.seat_id, SeatPresenceRow.presence)
        .join(SeatRow, SeatRow.id == SeatPresenceRow.seat_id)
        .where(SeatRow.round_id == round_id)
        .order_by(SeatPresenceRow.id)
    )
    newest = {seat: presence for seat, presence in rows}
    away = (Presence.ABSENT.value, Presence.LEFT.value)
    return frozenset(seat for seat, presence in newest.items() if presence in away)


def _gradings(
    session: Session, cases: tuple[RoundCaseRow, ...], seats: Sequence[SeatRow], schemes: Mapping[int, Scheme]
) -> dict[tuple[int, int], Grading]:
    values: dict[int, dict[str, str]] = {}
    for number, scheme in schemes.items():
        values |= read_values(session, scheme, [case.version_id for case in cases if case.scheme_id == number])
    found = {
        (case.id, seat.id): Grading(
            scheme=schemes[case.scheme_id],
            form=case.form,
            role=cast(Role, seat.role),
            values=values[case.version_id],
            given={},
            written={},
            locked=(),
        )
        for case, seat in product(cases, seats)
    }
    sheets = session.scalars(select(SheetRow).where(SheetRow.seat_id.in_([seat.id for seat in seats]))).all()
    read = read_gradings(session, sheets) if sheets else {}
    found.update({(sheet.round_case_id, sheet.seat_id): read[sheet.id] for sheet in sheets})
    return found
