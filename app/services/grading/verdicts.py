"""What the seats of a round have on its cases, for figures: answers that stand, or why there are none.

Nobody sees how others graded before all are in: who reads this asks first, and shows no seat.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.core.schemes.spec import Question, Role, Scheme
from app.core.shapes.meetings import MeetingState, Presence, meeting_label
from app.core.stats.agreement import Gap, Mark
from app.core.words import say
from app.core.workflow.meeting import PanelCase, PanelSeat, SeatStanding
from app.core.workflow.rights import Affiliation
from app.core.workflow.sheet import Grading
from app.models.meetings import ConsensusRow, MeetingRow
from app.models.record_store import read_values
from app.models.releases import RELEASED, newest_releases
from app.models.rounds import RoundCaseRow, SeatRow, SheetRow
from app.services.drawing.frame_views import scheme_of
from app.services.drawing.standing import set_aside
from app.services.grading.declared import declared_late
from app.services.grading.rounds import read_round, round_row
from app.services.grading.sheet_state import gated, read_gradings
from app.services.panels.meeting_facts import gates_of, is_meeting, panel_seats, state_of
from app.services.workspace import Workspace

_GAPS: Final = {
    SeatStanding.PASSED: Gap.PASSED,
    SeatStanding.CONFLICT: Gap.CONFLICT,
    SeatStanding.ABSENT: Gap.ABSENT,
    SeatStanding.WAITING: Gap.UNFINISHED,
}

Source = tuple[int, int]
"""A scheme and a draw, by their numbers: figures are of one of each, and never put together."""


@dataclass(frozen=True, kw_only=True)
class Verdicts:
    """A round as figures need it.

    Attributes:
        meeting: where a panel's meeting stands; None for a line manager's round.
        seats: its seats; the one of a line manager is there.
        rows: the cases that were not set aside, in the order of the queue.
        cases: the same with the sheets about them, by their number in the store.
        agreed: what the panel set down, by case and question: an answer's code, or "" where it did not agree.
        schemes: by the number that cases have them by.
    """

    meeting: MeetingState | None
    seats: tuple[PanelSeat, ...]
    rows: tuple[RoundCaseRow, ...]
    cases: Mapping[int, PanelCase]
    agreed: Mapping[int, Mapping[str, str]]
    schemes: Mapping[int, Scheme]

    @property
    def role(self) -> Role:
        """The role that its seats have."""
        return "line_manager" if self.meeting is None else "volunteer"

    def of_scheme(self, scheme_id: int) -> tuple[RoundCaseRow, ...]:
        """The cases of one scheme."""
        return tuple(row for row in self.rows if row.scheme_id == scheme_id)

    @property
    def sources(self) -> tuple[Source, ...]:
        """Where its drawn cases are from, in the order of the queue. What somebody picked is of none."""
        return tuple(dict.fromkeys((row.scheme_id, row.draw_id) for row in self.rows if row.draw_id is not None))

    def source_label(self, source: Source) -> str:
        """Its kind, and which draw it is where there are several of that kind."""
        scheme_id, draw_id = source
        kind = say(self.schemes[scheme_id].label)
        several = len({draw for scheme, draw in self.sources if say(self.schemes[scheme].label) == kind}) > 1
        return f"{kind}, draw D{draw_id}" if several else kind

    def waiting(self, row: RoundCaseRow, stage: str) -> int:
        """How many seats are still to come: while there is one, nobody sees what the others have.

        When the meeting is closed nothing comes any more.
        """
        return 0 if self.meeting is MeetingState.CLOSED else self.cases[row.id].states(self.seats, stage).waiting

    def marks(self, row: RoundCaseRow, question: Question, *, as_seen: bool = False) -> list[Mark]:
        """What each seat that was asked has on a question of a case, in an order that says nothing.

        Args:
            row: the case.
            question: the question.
            as_seen: as the panel saw it. Else who declared a part in the case only then is a conflict there too.
        """
        case, found = self.cases[row.id], list[Mark]()
        for seat in self.seats:
            sheet = case.sheets.get(seat.seat_id, case.blank)
            if is_asked(sheet, question):
                taken_away = sheet.conflicted and not as_seen
                gap = Gap.CONFLICT if taken_away else _GAPS.get(case.standing(seat, question.stage))
                answer = gap or sheet.answers.get(question.id)
                found += [answer] if answer else []
        return found

    def told_late(self, row: RoundCaseRow) -> tuple[str, ...]:
        """That members declared a part in a case only after grades of theirs had been shown; never which seats."""
        return tuple(f"Case {row.position}: {sentence}" for sentence in self.cases[row.id].told_late())

    def own(self, row: RoundCaseRow) -> Grading:
        """What a line manager has on a case of their round."""
        case = self.cases[row.id]
        return case.sheets.get(self.seats[0].seat_id, case.blank)


def is_asked(grading: Grading, question: Question) -> bool:
    """Whether a question is put to this seat about this case."""
    return any(one.id == question.id for one in grading.asked.get(question.stage, ()))


def read_verdicts(session: Session, round_id: int) -> Verdicts:
    """A round as figures need it. AppError when there is none of that number."""
    round_row(session, round_id)
    aside = set_aside(session, round_id)
    found = session.scalars(
        select(RoundCaseRow).where(RoundCaseRow.round_id == round_id).order_by(RoundCaseRow.position)
    )
    rows = tuple(row for row in found if row.id not in aside)
    schemes = {number: scheme_of(session, number) for number in dict.fromkeys(row.scheme_id for row in rows)}
    meeting = is_meeting(session, round_id)
    return Verdicts(
        meeting=state_of(session, round_id) if meeting else None,
        seats=panel_seats(session, round_id) if meeting else _own_seat(session, round_id),
        rows=rows,
        cases=_cases(session, rows, schemes, role="volunteer" if meeting else "line_manager"),
        agreed=_agreed(session, [row.id for row in rows]),
        schemes=schemes,
    )


def label_of(ws: Workspace, session: Session, round_id: int) -> str:
    """What a round is called. AppError when there is none of that number."""
    meeting = session.get(MeetingRow, round_id)
    if meeting is None:
        return read_round(ws, round_id).label
    return meeting_label(meeting.panel, meeting.held_on)


def _agreed(session: Session, cases: Collection[int]) -> dict[int, dict[str, str]]:
    """What a panel set down: the newest row of each stands."""
    rows = session.execute(
        select(ConsensusRow.round_case_id, ConsensusRow.question, ConsensusRow.choice)
        .where(ConsensusRow.round_case_id.in_(cases))
        .order_by(ConsensusRow.id)
    )
    found: dict[int, dict[str, str]] = {}
    for case, question, choice in rows:
        found.setdefault(case, {})[question] = choice
    return found


def _own_seat(session: Session, round_id: int) -> tuple[PanelSeat, ...]:
    seats = session.execute(
        select(SeatRow.id, SeatRow.number).where(SeatRow.round_id == round_id).order_by(SeatRow.number)
    )
    police = Affiliation.POLICE.value
    return tuple(
        PanelSeat(
            seat_id=seat, affiliation=police, chairs=False, presence=Presence.PRESENT, declared=True, number=number
        )
        for seat, number in seats
    )


def _cases(
    session: Session, rows: Sequence[RoundCaseRow], schemes: Mapping[int, Scheme], *, role: Role
) -> dict[int, PanelCase]:
    values: dict[int, dict[str, str]] = {}
    for number, scheme in schemes.items():
        values |= read_values(session, scheme, [row.version_id for row in rows if row.scheme_id == number])
    begun = session.scalars(select(SheetRow).where(SheetRow.round_case_id.in_([row.id for row in rows]))).all()
    read = read_gradings(session, begun)
    sheets: dict[int, dict[int, Grading]] = {row.id: {} for row in rows}
    for sheet in begun:
        sheets[sheet.round_case_id][sheet.seat_id] = read[sheet.id]
    gates, late = gates_of(session, rows), declared_late(session, sheets)
    releases = newest_releases(session, [row.version_id for row in rows])
    return {
        row.id: PanelCase(
            number=row.position,
            blank=gated(
                Grading(
                    scheme=schemes[row.scheme_id],
                    form=row.form,
                    role=role,
                    values=values[row.version_id],
                    given={},
                    written={},
                    locked=(),
                ),
                gates.get(row.id),
            ),
            sheets=sheets[row.id],
            released=row.version_id in releases and releases[row.version_id].state == RELEASED,
            declared_late=late.get(row.id, {}),
        )
        for row in rows
    }
